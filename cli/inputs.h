// The documents that a command line names: files, folders, standard input, WARC files, URLs.
#ifndef HESHU_CLI_INPUTS_H_
#define HESHU_CLI_INPUTS_H_

#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/article.h"
#include "core/error.h"

namespace heshu::cli {

// What a file cannot say itself, told on the command line; empty = not told.
struct DocumentFacts {
  std::string url;
  std::string source;
  std::string published;
};

struct InputOptions {
  DocumentFacts facts;  // these win over side files
  bool is_warc = false;
  std::string user_agent;
  std::vector<std::string> allow_nets;
};

// The largest document that is read; a larger one is an error and is not loaded.
inline constexpr std::size_t kMaxDocumentBytes = 64u << 20;

struct Input {
  std::string name;  // for messages: the path, URL or record
  Result<Document> document;
};

// Several documents of one thing (a WARC file), read one by one.
class DocumentStream {
 public:
  virtual ~DocumentStream() = default;
  virtual std::optional<Input> Next() = 0;
};

// Used by one thread at a time.
class Inputs {
 public:
  // Expands folders (recursively, by name, files of a kind heshu reads). A path that does not exist
  // is an input with an error. Nothing is opened before Next().
  Inputs(const std::vector<std::string>& words, InputOptions options);

  // The next document, or why it cannot be had; empty at the end and after Ctrl-C.
  std::optional<Input> Next();

  // How many files and URLs there are; 0 if that is not known (WARC).
  std::size_t total() const { return is_total_known_ ? total_ : 0; }
  // Files and URLs not yet asked for.
  std::size_t left() const { return entries_.size(); }
  // Files in folders that were passed over because of their kind.
  std::size_t passed_over() const { return passed_over_; }

 private:
  void AddFolder(const std::string& folder);

  InputOptions options_;
  std::deque<Input> entries_;  // documents without bytes: `url` says what to read
  std::unique_ptr<DocumentStream> stream_;
  std::size_t total_ = 0;
  std::size_t passed_over_ = 0;
  bool is_total_known_ = true;
};

bool IsUrl(std::string_view word);  // http:// or https://

// The bytes of a file ("-": standard input). Fails with kNotFound, kIo (also
// after Ctrl-C), or kLimit past `max_bytes`.
Result<std::string> ReadBytes(const std::string& path, std::size_t max_bytes = kMaxDocumentBytes);

// Up to `size` bytes of standard input; 0 at its end. Fails with kIo, also after Ctrl-C.
Result<std::size_t> ReadSomeOfStdin(char* buffer, std::size_t size);

// cli/web_input.cc: one page by the crawler's fetcher.
Result<Document> FetchDocument(const std::string& url, const InputOptions& options);
// cli/warc_input.cc: the pages of a WARC file ("-": standard input).
Result<std::unique_ptr<DocumentStream>> OpenWarc(const std::string& path);

}  // namespace heshu::cli

#endif  // HESHU_CLI_INPUTS_H_
