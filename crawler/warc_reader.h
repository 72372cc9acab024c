// Reads the pages of WARC files, 1.0 and 1.1, plain or gzip with a member a record.
//
// Streaming: memory is bounded by the largest record that is kept. Tolerant, since crawls are cut
// off: a torn tail, a broken gzip member or a malformed record costs that record alone and is
// reported; reading goes on at the next one. Pages are `response` records (HTTP headers taken off,
// chunks, gzip, deflate, brotli and zstd undone) and `resource` records of http(s) addresses;
// redirects, errors, requests, metadata and media that are no text are passed over.
//
// A `revisit` record has no body of its own. If this file had that payload under the same URL
// before, it says nothing new and is passed over; if under another URL, the page is read there and
// told under its own (in files; a pipe cannot be read twice). A revisit of what is in none of this
// is reported as kNotFound, naming the page that has the payload.
// Not for use by two threads at once.
#ifndef HESHU_CRAWLER_WARC_READER_H_
#define HESHU_CRAWLER_WARC_READER_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/article.h"
#include "core/error.h"

namespace heshu::crawler {

struct WarcOptions {
  std::size_t max_document_bytes = 50u << 20;  // of a page, unpacked; larger ones are reported
  bool only_pages = true;  // HTML, plain text, PDF and unnamed types; false = every media type
};

class WarcReader {
 public:
  // Fills the buffer with up to `size` bytes and returns how many; 0 at the end.
  using ReadBytes = std::function<Result<std::size_t>(char* buffer, std::size_t size)>;

  // Fails with kNotFound or kIo.
  static Result<WarcReader> OpenFile(const std::string& path);
  // The page of the response record at `offset`, of any media type; kInvalidInput if there is none.
  static Result<Document> ReadAt(const std::string& path, std::uint64_t offset);
  // `name` is for messages.
  WarcReader(ReadBytes read, std::string name, WarcOptions options = {});
  WarcReader(WarcReader&&) noexcept;
  WarcReader& operator=(WarcReader&&) noexcept;
  ~WarcReader();

  // The next page, or why a record cannot be had; empty at the end. Document::bytes is the decoded
  // body, url the WARC-Target-URI, fetched_at the WARC-Date.
  std::optional<Result<Document>> Next();

  // Records seen so far, of every kind.
  std::uint64_t records() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace heshu::crawler

#endif  // HESHU_CRAWLER_WARC_READER_H_
