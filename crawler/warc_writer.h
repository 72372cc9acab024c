// Writes WARC 1.1 files: the raw store of a crawl. A gzip member a record, so that a record can be
// read at its offset alone.
//
// For each exchange a `request` and a `response` record, or a `revisit` record where the payload is
// byte for byte one that was stored before (identical-payload-digest); each file starts with a
// `warcinfo`. A 304 is a `revisit` too (server-not-modified). Names:
// PREFIX-YYYYMMDDhhmmss-NNNNN.warc.gz, rotated by size. Bodies are stored as the server packed
// them, under its own Content-Encoding; only chunks are undone, so the headers Transfer-Encoding
// and Content-Length are written as X-Crawler-…, and the Content-Length of what is stored is added.
//
// Durability: Write() returns once the bytes are with the operating system: kill -9 loses nothing;
// Sync() makes them survive a power cut, and is called by itself at rotation and Close(). The
// caller that notes an offset in a database calls Sync() before it commits, or accepts that a
// power cut may take the last records (Open() then cuts the file back to its sound prefix).
// A record that cannot be written whole (full disk, file-size limit) is an error, and the file is
// cut back to where the record began: nothing that was there before is lost, and writing may be
// tried again. One process writes one file: the file is locked (flock).
// Not for use by two threads at once.
#ifndef HESHU_CRAWLER_WARC_WRITER_H_
#define HESHU_CRAWLER_WARC_WRITER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "crawler/http_fields.h"

namespace heshu::crawler {

// What the database knows of a file: everything up to `bytes` is sound.
struct KnownWarcFile {
  std::string name;
  std::uint64_t bytes = 0;
};

struct WarcWriterOptions {
  std::string directory;                    // made if missing
  std::string prefix = "heshu";             // of file names; letters, digits, "-" and "_"
  std::uint64_t max_file_bytes = 1u << 30;  // a new file once this is reached
  // libdeflate's 0 (stored) to 12, of records whose body came unpacked. What the server packed is
  // not packed again.
  int compression_level = 1;
  std::string software;    // "heshu/0.1.0", for warcinfo
  std::string user_agent;  // for warcinfo
  std::vector<KnownWarcFile> known = {};
  // Whole records behind the known bytes of a known file are cut off too: those whose transaction
  // did not come about. Files that are not known keep them.
  bool cuts_to_known = false;
};

// One request and what came back. Views; they need live through the call alone.
struct WarcExchange {
  std::string_view url;      // WARC-Target-URI
  std::string_view date;     // UTC, "2026-02-24T14:00:00Z": when the request was sent
  std::string_view ip;       // of the server; "" = not known
  std::string_view request;  // the request head as sent ("GET /x HTTP/1.1\r\n…\r\n\r\n"); "" = none
  int status = 0;            // of the answer
  const HeaderFields* fields = nullptr;  // of the answer, as received; null = none
  std::string_view body;                 // as it came, but for chunks
  bool is_truncated = false;             // fewer bytes than announced: WARC-Truncated: disconnect
  // If an earlier record holds the same payload (or the answer is 304): its URL, and its date and
  // digest where they are known; a revisit is written.
  std::string_view refers_to_url = {};
  std::string_view refers_to_date = {};
  std::string_view refers_to_digest = {};
};

// Where a record is: what the database keeps.
struct WarcLocation {
  std::string file;              // name within the directory
  std::uint64_t offset = 0;      // of the gzip member of the response or revisit record
  std::uint64_t length = 0;      // of that member, in bytes
  std::uint64_t file_bytes = 0;  // the file's size with it
  std::string payload_digest;    // "sha1:BASE32" of the body; of a 304 as the exchange has it
  bool is_revisit = false;

  friend bool operator==(const WarcLocation&, const WarcLocation&) = default;
};

class WarcWriter {
 public:
  // Mends the files of this prefix that no other process holds: one that breaks off in mid-record
  // is cut back to its last whole record, found by reading members from its known bytes on (or from
  // the start). Then goes on with the newest of them that has room, or makes one. kIo: permissions,
  // disk; kInvalidInput: options. `now` is UTC, as WarcExchange::date.
  static Result<WarcWriter> Open(WarcWriterOptions options, std::string_view now);
  WarcWriter(WarcWriter&&) noexcept;
  WarcWriter& operator=(WarcWriter&&) noexcept;
  ~WarcWriter();  // closes without an error to tell: call Close() to know

  Result<WarcLocation> Write(const WarcExchange& exchange);
  Result<void> Sync();
  Result<void> Close();

  const std::string& file() const;    // the name of the one written to now
  std::uint64_t size() const;         // its bytes so far
  std::uint64_t cut_at_open() const;  // bytes that Open() cut off, of all files
  // Known files that ended before their known bytes (a power cut), with the bytes that are sound.
  const std::vector<KnownWarcFile>& lost_at_open() const;

 private:
  class Impl;
  explicit WarcWriter(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// "sha1:" and the base32 of the SHA-1, as WARC files write digests.
std::string PayloadDigest(std::string_view body);

}  // namespace heshu::crawler

#endif  // HESHU_CRAWLER_WARC_WRITER_H_
