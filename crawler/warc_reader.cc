#include "crawler/warc_reader.h"

#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <unordered_map>
#include <utility>

#include "core/hash.h"
#include "crawler/byte_stream.h"
#include "crawler/content_coding.h"
#include "crawler/http_fields.h"

namespace heshu::crawler {
namespace {

constexpr std::size_t kMaxLineBytes = 64u << 10;
constexpr std::size_t kMaxHeaderLines = 1000;
// A packed body may be this much larger on the wire than the limit of what it unpacks to.
constexpr std::size_t kHeaderSlack = 1u << 20;

bool IsPageMedia(std::string_view media) {
  return media.empty() || media == "text/html" || media == "application/xhtml+xml" ||
         media == "text/plain" || media == "application/pdf" || media == "unknown/unknown" ||
         media == "application/octet-stream";
}

bool IsHttpUrl(std::string_view url) {
  return EqualsIgnoringCase(url.substr(0, 7), "http://") ||
         EqualsIgnoringCase(url.substr(0, 8), "https://");
}

// Reads the file from `offset` on.
Result<WarcReader::ReadBytes> OpenToRead(const std::string& path, std::uint64_t offset) {
  const std::shared_ptr<std::FILE> file(std::fopen(path.c_str(), "rb"), [](std::FILE* opened) {
    if (opened != nullptr) std::fclose(opened);
  });
  const bool is_ready =
      file && (offset == 0 || fseeko(file.get(), static_cast<off_t>(offset), SEEK_SET) == 0);
  if (!is_ready) {
    const int error = errno;
    return Fail(error == ENOENT ? ErrorKind::kNotFound : ErrorKind::kIo,
                "cannot open the WARC file", path, std::strerror(error));
  }
  return [file, path](char* buffer, std::size_t size) -> Result<std::size_t> {
    const std::size_t got = std::fread(buffer, 1, size, file.get());
    if (got == 0 && std::ferror(file.get()) != 0) {
      return Fail(ErrorKind::kIo, "cannot read the WARC file", path, std::strerror(errno));
    }
    return got;
  };
}

}  // namespace

class WarcReader::Impl {
 public:
  Impl(ReadBytes read, std::string name, WarcOptions options)
      : stream_(std::move(read)), name_(std::move(name)), options_(options) {}

  // Of a file that can be opened again for what revisits refer to.
  void SetPath(std::string path) { path_ = std::move(path); }

  std::optional<Result<Document>> Next() {
    for (;;) {
      if (auto broken = stream_.TakeBreak()) return BrokenRecord(*broken);
      const auto found = FindRecord();
      if (found == Found::kEnd) {
        if (auto broken = stream_.TakeBreak()) return BrokenRecord(*broken);
        return std::nullopt;
      }
      if (found == Found::kBroken) continue;
      if (found == Found::kNoise) return Bad("no WARC record where one should start");
      ++records_;
      auto page = ReadRecord();
      if (auto broken = stream_.TakeBreak()) return BrokenRecord(*broken);
      if (page) return page;
    }
  }

  std::uint64_t records() const { return records_; }

 private:
  enum class Found { kRecord, kNoise, kBroken, kEnd };

  tl::unexpected<Error> Bad(std::string what) const {
    return Fail(ErrorKind::kInvalidInput, std::move(what),
                name_ + ", record " + std::to_string(records_ + 1));
  }

  tl::unexpected<Error> BrokenRecord(Error error) {
    is_resyncing_ = true;
    error.where = name_ + ", record " + std::to_string(records_);
    return tl::make_unexpected(std::move(error));
  }

  // To after the next version line. Noise before it is told once, and then skipped.
  Found FindRecord() {
    if (has_version_line_) {
      has_version_line_ = false;
      return Found::kRecord;
    }
    std::string line;
    bool has_noise = false;
    const bool is_told = std::exchange(is_resyncing_, false);
    for (;;) {
      record_offset_ = stream_.RawOffset();
      const auto read = stream_.ReadLine(&line, kMaxLineBytes);
      if (read == ByteStream::Line::kBroken) return Found::kBroken;
      if (read == ByteStream::Line::kEnd) return has_noise ? Found::kNoise : Found::kEnd;
      if (line.starts_with("WARC/1.") || line.starts_with("WARC/0.")) {
        has_version_line_ = has_noise;
        return has_noise ? Found::kNoise : Found::kRecord;
      }
      if (!is_told && (!line.empty() || read == ByteStream::Line::kTooLong)) has_noise = true;
    }
  }

  // The named fields up to the empty line; false if they do not end.
  bool ReadFields(HeaderFields* fields) {
    std::string line;
    for (std::size_t lines = 0; lines < kMaxHeaderLines; ++lines) {
      const auto read = stream_.ReadLine(&line, kMaxLineBytes);
      if (read != ByteStream::Line::kLine) return false;
      if (line.empty()) return true;
      if ((line[0] == ' ' || line[0] == '\t') && !fields->empty()) {
        fields->back().second += " " + std::string(Trimmed(line));
        continue;
      }
      auto field = ParseFieldLine(line);
      if (!field.first.empty()) fields->push_back(std::move(field));
    }
    return false;
  }

  // The page of the record whose version line was just read; empty if it holds none.
  std::optional<Result<Document>> ReadRecord() {
    HeaderFields fields;
    if (!ReadFields(&fields)) return Torn("the record's header breaks off");
    const std::string_view length_text = FieldValue(fields, "Content-Length");
    std::uint64_t length = 0;
    const auto [end, error] =
        std::from_chars(length_text.data(), length_text.data() + length_text.size(), length);
    if (error != std::errc() || end != length_text.data() + length_text.size())
      return Torn("the record has no length");

    std::string_view url = FieldValue(fields, "WARC-Target-URI");
    if (url.starts_with('<') && url.ends_with('>')) url = url.substr(1, url.size() - 2);  // wget
    const std::string type = ToLower(FieldValue(fields, "WARC-Type"));
    const auto block_type = ParseContentType(FieldValue(fields, "Content-Type"));
    const bool is_response = type == "response" && block_type.media == "application/http";
    const bool is_resource = type == "resource" || type == "conversion";
    const bool is_revisit = type == "revisit" && block_type.media == "application/http";
    if (is_revisit && IsHttpUrl(url)) return ReadRevisit(fields, url, length);
    if ((!is_response && !is_resource) || !IsHttpUrl(url)) {
      if (stream_.Read(length, nullptr) < length) return Torn("the record breaks off");
      return std::nullopt;
    }
    Document document;
    document.url = std::string(url);
    document.fetched_at = std::string(FieldValue(fields, "WARC-Date"));
    if (const std::string_view digest = FieldValue(fields, "WARC-Payload-Digest"); !digest.empty())
      payloads_.try_emplace(StableHash(digest), Payload{record_offset_, StableHash(url)});
    if (length > options_.max_document_bytes + kHeaderSlack) {
      if (stream_.Read(length, nullptr) < length) return Torn("the record breaks off");
      return TooLarge(document.url);
    }
    std::string block;
    if (stream_.Read(length, &block) < length) return Torn("the record breaks off");
    if (is_resource) {
      if (options_.only_pages && !IsPageMedia(block_type.media)) return std::nullopt;
      document.content_type = block_type.media;
      document.http_charset = block_type.charset;
      document.bytes = std::move(block);
      return document;
    }
    return FromHttp(std::move(document), std::move(block));
  }

  // The page whose payload an earlier record holds.
  std::optional<Result<Document>> ReadRevisit(const HeaderFields& fields, std::string_view url,
                                              std::uint64_t length) {
    std::string block;
    if (length > kHeaderSlack) {
      if (stream_.Read(length, nullptr) < length) return Torn("the record breaks off");
      return std::nullopt;  // no head of a page is that large
    }
    if (stream_.Read(length, &block) < length) return Torn("the record breaks off");
    const std::size_t space = block.find(' ');
    const std::string_view status = space == std::string::npos
                                        ? std::string_view()
                                        : std::string_view(block).substr(space + 1, 3);
    if (status != "200" && status != "203") return std::nullopt;  // a 304 is none of another page
    for (std::string_view rest = block; !rest.empty();) {
      const std::size_t end = std::min(rest.find('\n'), rest.size() - 1) + 1;
      const auto field = ParseFieldLine(Trimmed(rest.substr(0, end)));
      rest.remove_prefix(end);
      if (EqualsIgnoringCase(field.first, "Content-Type") && field.first.size() == 12 &&
          options_.only_pages && !IsPageMedia(ParseContentType(field.second).media)) {
        return std::nullopt;
      }
    }
    const std::string_view digest = FieldValue(fields, "WARC-Payload-Digest");
    const auto known = payloads_.find(StableHash(digest));
    if (!digest.empty() && known != payloads_.end()) {
      if (known->second.url == StableHash(url)) return std::nullopt;
      if (auto document = ReadPayloadAt(known->second.offset, digest)) {
        if (!*document) return document;
        (*document)->url = std::string(url);
        (*document)->fetched_at = std::string(FieldValue(fields, "WARC-Date"));
        return document;
      }
    }
    std::string_view refers_to = FieldValue(fields, "WARC-Refers-To-Target-URI");
    if (refers_to.empty()) refers_to = url;
    return Fail(ErrorKind::kNotFound,
                "a page whose body is in another WARC file, under " + std::string(refers_to),
                name_ + ", " + std::string(url), "read the file of the earlier visit too");
  }

  // The page of the record at `offset`, if it is the one with this payload.
  std::optional<Result<Document>> ReadPayloadAt(std::uint64_t offset, std::string_view digest) {
    if (path_.empty()) return std::nullopt;
    auto file = OpenToRead(path_, offset);
    if (!file) return std::nullopt;
    Impl there(std::move(*file), name_, options_);
    if (there.FindRecord() != Found::kRecord) return std::nullopt;
    auto page = there.ReadRecord();
    if (!there.payloads_.contains(StableHash(digest))) return std::nullopt;
    return page;
  }

  // Takes the HTTP head off and undoes chunks and content coding.
  std::optional<Result<Document>> FromHttp(Document document, std::string block) const {
    HeaderFields fields;
    std::size_t at = block.find('\n');
    if (!block.starts_with("HTTP/") || at == std::string::npos)
      return Bad("the response holds no HTTP message");
    const std::string_view status_line = std::string_view(block).substr(0, at);
    const std::size_t space = status_line.find(' ');
    const std::string_view status =
        space == std::string_view::npos ? std::string_view() : status_line.substr(space + 1, 3);
    ++at;
    for (;;) {
      const std::size_t end = block.find('\n', at);
      if (end == std::string::npos) {
        at = block.size();
        break;
      }
      const std::string_view line = Trimmed(std::string_view(block).substr(at, end - at));
      at = end + 1;
      if (line.empty()) break;
      auto field = ParseFieldLine(line);
      if (!field.first.empty()) fields.push_back(std::move(field));
    }
    if (status != "200" && status != "203") return std::nullopt;  // no page of its own
    const auto type = ParseContentType(FieldValue(fields, "Content-Type"));
    if (options_.only_pages && !IsPageMedia(type.media)) return std::nullopt;
    document.content_type = type.media;
    document.http_charset = type.charset;
    block.erase(0, at);
    if (ToLower(FieldValue(fields, "Transfer-Encoding")).find("chunked") != std::string::npos)
      block = Dechunk(std::move(block));
    auto body = DecodeContent(std::move(block), FieldValue(fields, "Content-Encoding"),
                              options_.max_document_bytes);
    if (!body) {
      body.error().where = name_ + ", " + document.url;
      return tl::make_unexpected(body.error());
    }
    if (body->size() > options_.max_document_bytes) return TooLarge(document.url);
    document.bytes = std::move(*body);
    return document;
  }

  Result<Document> TooLarge(const std::string& url) const {
    return Fail(ErrorKind::kLimit,
                "the page is larger than " + std::to_string(options_.max_document_bytes) + " bytes",
                name_ + ", " + url);
  }

  // A break in the gzip layer names the cause better, and is told by Next().
  Result<Document> Torn(std::string what) {
    is_resyncing_ = true;  // what follows up to the next record is part of the trouble
    return Fail(ErrorKind::kInvalidInput, std::move(what),
                name_ + ", record " + std::to_string(records_));
  }

  struct Payload {
    std::uint64_t offset = 0;  // of its record, where a reader can begin
    std::uint64_t url = 0;     // StableHash of its address
  };

  ByteStream stream_;
  std::string name_;
  WarcOptions options_;
  std::string path_;
  std::uint64_t record_offset_ = 0;
  std::unordered_map<std::uint64_t, Payload> payloads_;  // by StableHash of the digest
  std::uint64_t records_ = 0;
  bool has_version_line_ = false;
  bool is_resyncing_ = false;
};

WarcReader::WarcReader(ReadBytes read, std::string name, WarcOptions options)
    : impl_(std::make_unique<Impl>(std::move(read), std::move(name), options)) {}
WarcReader::WarcReader(WarcReader&&) noexcept = default;
WarcReader& WarcReader::operator=(WarcReader&&) noexcept = default;
WarcReader::~WarcReader() = default;

std::optional<Result<Document>> WarcReader::Next() { return impl_->Next(); }
std::uint64_t WarcReader::records() const { return impl_->records(); }

Result<WarcReader> WarcReader::OpenFile(const std::string& path) {
  auto file = OpenToRead(path, 0);
  if (!file) return tl::make_unexpected(file.error());
  WarcReader reader(std::move(*file), path);
  std::error_code ignored;
  if (std::filesystem::is_regular_file(path, ignored)) reader.impl_->SetPath(path);
  return reader;
}

Result<Document> WarcReader::ReadAt(const std::string& path, std::uint64_t offset) {
  auto file = OpenToRead(path, offset);
  if (!file) return tl::make_unexpected(file.error());
  WarcOptions options;
  options.only_pages = false;
  WarcReader reader(std::move(*file), path, options);
  auto page = reader.Next();
  if (page && reader.records() == 1) return std::move(*page);
  return Fail(ErrorKind::kInvalidInput, "no page stands where one was written",
              path + ", byte " + std::to_string(offset));
}

}  // namespace heshu::crawler
