// A stream of bytes that unpacks gzip as it goes, member by member, and survives broken members.
//
// Internal to the WARC reader. Memory: two fixed buffers.
#ifndef HESHU_CRAWLER_BYTE_STREAM_H_
#define HESHU_CRAWLER_BYTE_STREAM_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/error.h"

namespace heshu::crawler {

class ByteStream {
 public:
  using ReadBytes = std::function<Result<std::size_t>(char* buffer, std::size_t size)>;

  explicit ByteStream(ReadBytes read);
  ~ByteStream();
  ByteStream(const ByteStream&) = delete;
  ByteStream& operator=(const ByteStream&) = delete;

  enum class Line { kLine, kEnd, kTooLong, kBroken };
  // The next line without its line end. kTooLong: more than `max_bytes`; the line is skipped.
  // kBroken: the data broke; what comes next begins after the break.
  Line ReadLine(std::string* line, std::size_t max_bytes);
  // Appends up to `size` bytes to `out` (which may be null: they are skipped). Returns how many
  // there were.
  std::uint64_t Read(std::uint64_t size, std::string* out);
  // Where in the raw bytes a reader would begin to see what comes next: of gzip, the member that
  // the bytes now in hand are of; of plain files, the next byte itself.
  std::uint64_t RawOffset();
  // The next byte without taking it; empty at the end.
  std::optional<char> Peek();

  // Set once when a gzip member breaks or reading fails: the text around it does not belong
  // together. Cleared by the call.
  std::optional<Error> TakeBreak();

 private:
  bool Fill();          // more unpacked bytes; false at the end
  bool FillPacked();    // more raw bytes; false at the end
  bool Inflate();       // unpacks into the buffer; false if nothing came
  void SkipToMember();  // after a broken member: to the next that looks like one

  struct Inflater;
  ReadBytes read_;
  std::unique_ptr<Inflater> inflater_;  // null for plain files
  std::string packed_;
  std::size_t packed_at_ = 0;
  std::string buffer_;
  std::size_t at_ = 0;
  std::uint64_t raw_taken_ = 0;     // raw bytes before packed_
  std::uint64_t member_begin_ = 0;  // of the member that buffer_ came of
  std::optional<Error> break_;
  bool is_started_ = false;
  bool is_at_end_ = false;
};

}  // namespace heshu::crawler

#endif  // HESHU_CRAWLER_BYTE_STREAM_H_
