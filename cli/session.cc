#include "cli/session.h"

#include <cstdio>
#include <ctime>
#include <utility>
#include <vector>

#include "cli/message.h"
#include "crawler/warc_reader.h"

namespace heshu::cli {
namespace {

// Rules are shared, and last as long as the process: to take them apart node by node at its end
// took as long as reading several pages. They stay in reach, so that a leak checker sees no leak.
void KeepToTheEnd(const extract::Extractor& extractor) {
  static auto* const kept = new std::vector<extract::Extractor>();
  kept->push_back(extractor);
}

}  // namespace

Format Session::format(Format otherwise) const {
  if (arguments_.Has("json")) return Format::kJson;
  if (arguments_.Has("jsonl")) return Format::kJsonl;
  if (arguments_.Has("csv")) return Format::kCsv;
  const std::string name = arguments_.Get("format");
  constexpr std::pair<std::string_view, Format> kNames[] = {{"table", Format::kTable},
                                                            {"json", Format::kJson},
                                                            {"jsonl", Format::kJsonl},
                                                            {"csv", Format::kCsv},
                                                            {"claimreview", Format::kClaimReview},
                                                            {"text", Format::kText},
                                                            {"markdown", Format::kMarkdown}};
  for (const auto& [known, format] : kNames) {
    if (name == known) return format;
  }
  return otherwise;
}

Result<const normalize::Folder*> Session::folder() {
  if (extractor_.has_value()) return &extractor_->folder();
  if (!folder_.has_value()) {
    auto created = normalize::Folder::Create();
    if (!created) return tl::make_unexpected(created.error());
    folder_ = std::move(*created);
  }
  return &*folder_;
}

Result<const extract::Extractor*> Session::extractor() {
  if (!extractor_.has_value()) {
    auto created = extract::Extractor::Create(settings_.rules);
    if (!created) return tl::make_unexpected(created.error());
    extractor_ = std::move(*created);
    KeepToTheEnd(*extractor_);
  }
  return &*extractor_;
}

Result<store::Store> Session::OpenStore(store::OpenMode mode) {
  const auto fold = folder();
  if (!fold) return tl::make_unexpected(fold.error());
  auto opened =
      store::Store::Open(settings_.database, mode,
                         [folder = *fold](std::string_view text) { return folder->FoldKey(text); });
  if (!opened && opened.error().kind == ErrorKind::kNotFound) {
    return Fail(ErrorKind::kNotFound, "there is no database yet", settings_.database,
                "`heshu ingest PATH` makes it; --db names another");
  }
  if (opened) {
    opened->ReadArchiveBy([](const store::ArchivedBytes& at) {
      return crawler::WarcReader::ReadAt(at.path, at.offset);
    });
  }
  return opened;
}

void Session::Report(const Error& error) const {
  std::fputs(FormatMessage(Level::kError, error, terminal_.colours_stderr).c_str(), stderr);
}

void Session::Warn(const Error& error) const {
  std::fputs(FormatMessage(Level::kWarning, error, terminal_.colours_stderr).c_str(), stderr);
}

void Session::Note(const std::string& text) const {
  if (!is_quiet()) std::fputs((text + "\n").c_str(), stderr);
}

std::string UtcNow() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[32];
  const std::size_t size = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return std::string(text, size);
}

}  // namespace heshu::cli
