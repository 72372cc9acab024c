// What a command works with: arguments, settings, streams, and the engine, loaded when first asked.
#ifndef HESHU_CLI_SESSION_H_
#define HESHU_CLI_SESSION_H_

#include <optional>
#include <string>

#include "cli/arguments.h"
#include "cli/json_writer.h"
#include "cli/output.h"
#include "cli/settings.h"
#include "cli/terminal.h"
#include "core/error.h"
#include "extract/extractor.h"
#include "normalize/fold.h"
#include "store/store.h"

namespace heshu::cli {

enum class Format { kTable, kJson, kJsonl, kCsv, kText, kMarkdown, kClaimReview };

class Session {
 public:
  Session(Arguments arguments, Settings settings, Terminal terminal)
      : arguments_(std::move(arguments)),
        settings_(std::move(settings)),
        terminal_(terminal),
        json_style_{.is_ascii = arguments_.Has("ascii")} {}

  const Arguments& arguments() const { return arguments_; }
  const Settings& settings() const { return settings_; }
  const Terminal& terminal() const { return terminal_; }
  const JsonStyle& json_style() const { return json_style_; }
  Output& output() { return output_; }

  // --format, --json, --jsonl, --csv; else `otherwise`.
  Format format(Format otherwise) const;
  bool is_quiet() const { return arguments_.Has("quiet"); }

  // Live as long as the session.
  Result<const normalize::Folder*> folder();
  Result<const extract::Extractor*> extractor();
  // The database that the settings name. A missing one is an error that says how to make it, but
  // for kCreate.
  Result<store::Store> OpenStore(store::OpenMode mode);

  // To stderr.
  void Report(const Error& error) const;
  void Warn(const Error& error) const;
  void Note(const std::string& text) const;  // not with --quiet

 private:
  Arguments arguments_;
  Settings settings_;
  Terminal terminal_;
  JsonStyle json_style_;
  Output output_;
  std::optional<normalize::Folder> folder_;
  std::optional<extract::Extractor> extractor_;
};

// UTC now, ISO 8601 to the second.
std::string UtcNow();

}  // namespace heshu::cli

#endif  // HESHU_CLI_SESSION_H_
