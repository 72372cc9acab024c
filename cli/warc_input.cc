#include <cerrno>
#include <cstdio>
#include <cstring>

#include "cli/inputs.h"
#include "crawler/warc_reader.h"

namespace heshu::cli {
namespace {

class WarcStream : public DocumentStream {
 public:
  WarcStream(crawler::WarcReader reader, std::string path)
      : reader_(std::move(reader)), path_(std::move(path)) {}

  std::optional<Input> Next() override {
    auto page = reader_.Next();
    if (!page) return std::nullopt;
    if (!page->has_value()) {
      std::string name = page->error().where.empty() ? path_ : page->error().where;
      return Input{std::move(name), std::move(*page)};
    }
    std::string name = (*page)->url;
    return Input{std::move(name), std::move(*page)};
  }

 private:
  crawler::WarcReader reader_;
  std::string path_;
};

}  // namespace

Result<std::unique_ptr<DocumentStream>> OpenWarc(const std::string& path) {
  if (path == "-") {
    const auto read = [](char* buffer, std::size_t size) -> Result<std::size_t> {
      const std::size_t got = std::fread(buffer, 1, size, stdin);
      if (got == 0 && std::ferror(stdin) != 0)
        return Fail(ErrorKind::kIo, "cannot read standard input", {}, std::strerror(errno));
      return got;
    };
    return std::make_unique<WarcStream>(crawler::WarcReader(read, "-"), path);
  }
  auto reader = crawler::WarcReader::OpenFile(path);
  if (!reader) return tl::make_unexpected(reader.error());
  return std::make_unique<WarcStream>(std::move(*reader), path);
}

}  // namespace heshu::cli
