#include "cli/inputs.h"
#include "crawler/warc_reader.h"

namespace heshu::cli {
namespace {

class WarcStream : public DocumentStream {
 public:
  WarcStream(crawler::WarcReader reader, std::string name)
      : reader_(std::move(reader)), name_(std::move(name)) {}

  std::optional<Input> Next() override {
    auto page = reader_.Next();
    if (!page.has_value()) return std::nullopt;
    std::string name = page->has_value() ? (*page)->url : name_;
    return Input{std::move(name), std::move(*page)};
  }

 private:
  crawler::WarcReader reader_;
  std::string name_;
};

}  // namespace

Result<std::unique_ptr<DocumentStream>> OpenWarc(const std::string& path) {
  if (path == "-") {
    return std::make_unique<WarcStream>(crawler::WarcReader(ReadSomeOfStdin, "stdin"), "stdin");
  }
  auto reader = crawler::WarcReader::OpenFile(path);
  if (!reader) return tl::make_unexpected(reader.error());
  return std::make_unique<WarcStream>(std::move(*reader), path);
}

}  // namespace heshu::cli
