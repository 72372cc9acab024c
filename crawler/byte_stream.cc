#include "crawler/byte_stream.h"

#include <zlib.h>

#include <algorithm>

namespace heshu::crawler {
namespace {
constexpr std::size_t kBufferBytes = 1u << 16;
constexpr char kGzip1 = '\x1F';
constexpr char kGzip2 = '\x8B';
constexpr char kGzip3 = '\x08';
}  // namespace

struct ByteStream::Inflater {
  z_stream stream{};
  bool is_good = false;
  bool is_in_member = false;

  Inflater() { is_good = inflateInit2(&stream, 15 + 16) == Z_OK; }
  ~Inflater() {
    if (is_good) inflateEnd(&stream);
  }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
};

ByteStream::ByteStream(ReadBytes read) : read_(std::move(read)) {}
ByteStream::~ByteStream() = default;

bool ByteStream::FillPacked() {
  if (is_at_end_) return false;
  if (packed_at_ > 0) {
    raw_taken_ += packed_at_;
    packed_.erase(0, packed_at_);
    packed_at_ = 0;
  }
  const std::size_t old = packed_.size();
  packed_.resize(old + kBufferBytes);
  const auto got = read_(packed_.data() + old, kBufferBytes);
  packed_.resize(old + (got ? *got : 0));
  if (!got) break_ = got.error();
  if (!got || *got == 0) is_at_end_ = true;
  return !is_at_end_;
}

void ByteStream::SkipToMember() {
  for (;;) {
    while (packed_at_ + 2 < packed_.size()) {
      if (packed_[packed_at_] == kGzip1 && packed_[packed_at_ + 1] == kGzip2 &&
          packed_[packed_at_ + 2] == kGzip3) {
        return;
      }
      ++packed_at_;
    }
    if (!FillPacked()) {
      packed_at_ = packed_.size();
      return;
    }
  }
}

bool ByteStream::Inflate() {
  z_stream& stream = inflater_->stream;
  while (buffer_.empty()) {
    if (packed_at_ == packed_.size() && !FillPacked()) {
      if (inflater_->is_in_member && !break_) {
        break_ = Error{ErrorKind::kInvalidInput, "the file breaks off in mid-record", {}, {}, {}};
        inflater_->is_in_member = false;
      }
      return false;
    }
    if (!inflater_->is_in_member && packed_[packed_at_] == '\0') {  // padding between members
      ++packed_at_;
      continue;
    }
    if (!inflater_->is_in_member) member_begin_ = raw_taken_ + packed_at_;
    stream.next_in = reinterpret_cast<Bytef*>(packed_.data() + packed_at_);
    stream.avail_in = static_cast<uInt>(packed_.size() - packed_at_);
    buffer_.resize(kBufferBytes);
    stream.next_out = reinterpret_cast<Bytef*>(buffer_.data());
    stream.avail_out = static_cast<uInt>(buffer_.size());
    inflater_->is_in_member = true;
    const int code = inflate(&stream, Z_NO_FLUSH);
    buffer_.resize(buffer_.size() - stream.avail_out);
    packed_at_ = packed_.size() - stream.avail_in;
    if (code == Z_STREAM_END) {
      inflateReset(&stream);
      inflater_->is_in_member = false;
    } else if (code != Z_OK && code != Z_BUF_ERROR) {
      break_ = Error{ErrorKind::kInvalidInput, "a record's compression is broken", {}, {}, {}};
      inflateReset(&stream);
      inflater_->is_in_member = false;
      buffer_.clear();  // what came of it belongs to the broken record
      SkipToMember();
    }
  }
  return true;
}

bool ByteStream::Fill() {
  if (at_ < buffer_.size()) return true;
  buffer_.clear();
  at_ = 0;
  if (!is_started_) {
    is_started_ = true;
    while (packed_.size() < 2 && FillPacked()) {
    }
    if (packed_.size() >= 2 && packed_[0] == kGzip1 && packed_[1] == kGzip2)
      inflater_ = std::make_unique<Inflater>();
  }
  if (inflater_) return Inflate();
  if (packed_at_ == packed_.size() && !FillPacked()) return false;
  buffer_.swap(packed_);
  member_begin_ = raw_taken_;
  raw_taken_ += buffer_.size();
  at_ = packed_at_;
  packed_.clear();
  packed_at_ = 0;
  return at_ < buffer_.size();
}

ByteStream::Line ByteStream::ReadLine(std::string* line, std::size_t max_bytes) {
  line->clear();
  bool is_too_long = false;
  bool has_any = false;
  while (Fill()) {
    if (break_) return Line::kBroken;
    has_any = true;
    const std::size_t newline = buffer_.find('\n', at_);
    const std::size_t end = std::min(newline, buffer_.size());
    if (line->size() + (end - at_) > max_bytes) is_too_long = true;
    if (!is_too_long) line->append(buffer_, at_, end - at_);
    at_ = end;
    if (newline != std::string::npos) {
      ++at_;
      break;
    }
  }
  if (!has_any) return Line::kEnd;
  if (!line->empty() && line->back() == '\r') line->pop_back();
  return is_too_long ? Line::kTooLong : Line::kLine;
}

std::uint64_t ByteStream::Read(std::uint64_t size, std::string* out) {
  std::uint64_t done = 0;
  while (done < size && !break_ && Fill()) {
    if (break_) break;
    const auto step =
        static_cast<std::size_t>(std::min<std::uint64_t>(buffer_.size() - at_, size - done));
    if (out != nullptr) out->append(buffer_, at_, step);
    at_ += step;
    done += step;
  }
  return done;
}

std::uint64_t ByteStream::RawOffset() {
  if (!Fill()) return raw_taken_;
  return inflater_ ? member_begin_ : member_begin_ + at_;
}

std::optional<char> ByteStream::Peek() {
  return Fill() ? std::optional(buffer_[at_]) : std::nullopt;
}

std::optional<Error> ByteStream::TakeBreak() {
  auto out = std::move(break_);
  break_.reset();
  return out;
}

}  // namespace heshu::crawler
