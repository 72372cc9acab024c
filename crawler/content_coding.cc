#include "crawler/content_coding.h"

#include <brotli/decode.h>
#include <libdeflate.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "crawler/http_fields.h"

namespace heshu::crawler {
namespace {

constexpr std::size_t kStepBytes = 1u << 16;
constexpr std::size_t kMaxCodings = 5;
constexpr std::size_t kMaxDeflateRatio = 1032;
constexpr int kMaxZstdWindowLog = 23;  // the 8 MB that browsers accept

tl::unexpected<Error> NoMemory() { return Fail(ErrorKind::kLimit, "no memory to decompress"); }
tl::unexpected<Error> Broken() {
  return Fail(ErrorKind::kInvalidInput, "the document's compression is broken");
}

// Gathers what comes out, up to a limit.
class Sink {
 public:
  explicit Sink(std::size_t max_bytes) : max_bytes_(max_bytes) {}
  // False once the limit is passed.
  bool Add(const char* bytes, std::size_t size) {
    const std::size_t room = max_bytes_ - out_.bytes.size();
    out_.bytes.append(bytes, std::min(size, room));
    out_.is_over_limit = size > room;
    return !out_.is_over_limit;
  }
  Result<Unpacked> End(bool is_whole) {
    if (!is_whole && out_.bytes.empty()) return Broken();
    out_.is_whole = is_whole && !out_.is_over_limit;
    return std::move(out_);
  }

 private:
  std::size_t max_bytes_;
  Unpacked out_;
};

// gzip of one whole member, several times as fast as zlib; nothing for all else.
std::optional<Unpacked> UngzipWhole(std::string_view packed, std::size_t max_bytes) {
  if (packed.size() < 18) return std::nullopt;
  std::size_t told = 0;  // the size that the last four bytes tell
  for (std::size_t i = 1; i <= 4; ++i) {
    told = told << 8 | static_cast<unsigned char>(packed[packed.size() - i]);
  }
  if (told > max_bytes || told / kMaxDeflateRatio > packed.size()) return std::nullopt;
  const std::unique_ptr<libdeflate_decompressor, void (*)(libdeflate_decompressor*)> decompressor(
      libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
  if (!decompressor) return std::nullopt;
  Unpacked out;
  out.bytes.resize(told);
  std::size_t used = 0, made = 0;
  const auto result = libdeflate_gzip_decompress_ex(
      decompressor.get(), packed.data(), packed.size(), out.bytes.data(), told, &used, &made);
  if (result != LIBDEFLATE_SUCCESS || used != packed.size() || made != told) return std::nullopt;
  return out;
}

// zlib, for several members, torn and broken data. `window_bits` as of inflateInit2.
Result<Unpacked> Inflate(std::string& packed, int window_bits, std::size_t max_bytes) {
  z_stream stream{};
  if (inflateInit2(&stream, window_bits) != Z_OK) return NoMemory();
  const std::unique_ptr<z_stream, int (*)(z_stream*)> closer(&stream, inflateEnd);
  stream.next_in = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_in = static_cast<uInt>(packed.size());
  std::array<char, kStepBytes> buffer;
  Sink sink(max_bytes);
  for (;;) {
    stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
    stream.avail_out = static_cast<uInt>(buffer.size());
    const int code = inflate(&stream, Z_NO_FLUSH);
    if (!sink.Add(buffer.data(), buffer.size() - stream.avail_out)) return sink.End(true);
    if (code == Z_STREAM_END) {
      // What follows may be another member; less than one is padding.
      if (stream.avail_in < 18 || inflateReset(&stream) != Z_OK) return sink.End(true);
      continue;
    }
    const bool wants_input = stream.avail_in == 0 && stream.avail_out != 0;
    if ((code != Z_OK && code != Z_BUF_ERROR) || wants_input) return sink.End(false);
  }
}

// RFC 7932. Brotli has no mark at its start.
Result<Unpacked> Unbrotli(const std::string& packed, std::size_t max_bytes) {
  const std::unique_ptr<BrotliDecoderState, void (*)(BrotliDecoderState*)> decoder(
      BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), BrotliDecoderDestroyInstance);
  if (!decoder) return NoMemory();
  std::array<std::uint8_t, kStepBytes> buffer;
  const auto* next_in = reinterpret_cast<const std::uint8_t*>(packed.data());
  std::size_t left_in = packed.size();
  Sink sink(max_bytes);
  for (;;) {
    std::uint8_t* next_out = buffer.data();
    std::size_t left_out = buffer.size();
    const auto result = BrotliDecoderDecompressStream(decoder.get(), &left_in, &next_in, &left_out,
                                                      &next_out, nullptr);
    if (!sink.Add(reinterpret_cast<const char*>(buffer.data()), buffer.size() - left_out)) {
      return sink.End(true);
    }
    if (result != BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) {
      return sink.End(result == BROTLI_DECODER_RESULT_SUCCESS);
    }
  }
}

// RFC 8878.
Result<Unpacked> Unzstd(const std::string& packed, std::size_t max_bytes) {
  const std::unique_ptr<ZSTD_DStream, std::size_t (*)(ZSTD_DStream*)> decoder(ZSTD_createDStream(),
                                                                              ZSTD_freeDStream);
  if (!decoder) return NoMemory();
  ZSTD_DCtx_setParameter(decoder.get(), ZSTD_d_windowLogMax, kMaxZstdWindowLog);
  std::array<char, kStepBytes> buffer;
  ZSTD_inBuffer in{packed.data(), packed.size(), 0};
  Sink sink(max_bytes);
  for (;;) {
    ZSTD_outBuffer step{buffer.data(), buffer.size(), 0};
    const std::size_t code = ZSTD_decompressStream(decoder.get(), &step, &in);
    if (!sink.Add(buffer.data(), step.pos)) return sink.End(true);
    if (ZSTD_isError(code) != 0) return sink.End(false);
    if (in.pos == in.size && step.pos < step.size) return sink.End(code == 0);
  }
}

Unpacked AsItIs(std::string bytes, std::size_t max_bytes) {
  Unpacked out{std::move(bytes)};
  out.is_over_limit = out.bytes.size() > max_bytes;
  if (out.is_over_limit) out.bytes.resize(max_bytes);
  return out;
}

Result<Unpacked> Undo(std::string packed, std::string_view coding, std::size_t max_bytes) {
  if (coding == "identity" || coding.empty() || packed.empty()) {
    return AsItIs(std::move(packed), max_bytes);
  }
  const auto byte = [&packed](std::size_t i) {
    return i < packed.size() ? static_cast<unsigned char>(packed[i]) : 0u;
  };
  if (coding == "gzip" || coding == "x-gzip") {
    if (byte(0) != 0x1F || byte(1) != 0x8B) return AsItIs(std::move(packed), max_bytes);
    if (auto whole = UngzipWhole(packed, max_bytes)) return std::move(*whole);
    return Inflate(packed, 15 + 16, max_bytes);
  }
  if (coding == "deflate") {
    const bool has_zlib_head = (byte(0) & 0x0F) == 8 && (byte(0) * 256 + byte(1)) % 31 == 0;
    auto out = Inflate(packed, has_zlib_head ? 15 : -15, max_bytes);
    if (!out && out.error().kind == ErrorKind::kInvalidInput) {
      return AsItIs(std::move(packed), max_bytes);
    }
    return out;
  }
  if (coding == "br") return Unbrotli(packed, max_bytes);
  if (coding == "zstd") {
    const bool is_frame = byte(0) == 0x28 && byte(1) == 0xB5 && byte(2) == 0x2F && byte(3) == 0xFD;
    const bool is_skippable = (byte(0) & 0xF0) == 0x50 && byte(1) == 0x2A && byte(2) == 0x4D;
    if (!is_frame && !is_skippable) return AsItIs(std::move(packed), max_bytes);
    return Unzstd(packed, max_bytes);
  }
  return Fail(ErrorKind::kUnsupported, "a document packed as \"" + std::string(coding) + "\"");
}

// "gzip, br" as its names, lower case.
std::vector<std::string> Codings(std::string_view coding) {
  std::vector<std::string> codings;
  while (!coding.empty()) {
    const std::size_t comma = std::min(coding.find(','), coding.size());
    codings.push_back(ToLower(Trimmed(coding.substr(0, comma))));
    coding.remove_prefix(std::min(comma + 1, coding.size()));
  }
  return codings;
}

}  // namespace

bool CanUnpack(std::string_view coding) {
  const auto codings = Codings(coding);
  return std::all_of(codings.begin(), codings.end(), [](const std::string& name) {
    return name.empty() || name == "identity" || name == "gzip" || name == "x-gzip" ||
           name == "deflate" || name == "br" || name == "zstd";
  });
}

Result<Unpacked> Unpack(std::string packed, std::string_view coding, std::size_t max_bytes) {
  const auto codings = Codings(coding);
  if (codings.size() > kMaxCodings) {
    return Fail(ErrorKind::kLimit, "the document is packed too many times over");
  }
  Unpacked out{std::move(packed)};
  bool is_whole = true;
  for (auto name = codings.rbegin(); name != codings.rend(); ++name) {
    auto undone = Undo(std::move(out.bytes), *name, max_bytes);
    if (!undone) return undone;
    out = std::move(*undone);
    is_whole = is_whole && out.is_whole;
    if (out.is_over_limit) break;
  }
  out.is_whole = is_whole;
  return out;
}

Result<std::string> DecodeContent(std::string body, std::string_view coding,
                                  std::size_t max_bytes) {
  auto out = Unpack(std::move(body), coding, max_bytes);
  if (!out) return tl::make_unexpected(out.error());
  if (out->is_over_limit) {
    return Fail(ErrorKind::kLimit, "the document unpacks to more than the limit");
  }
  return std::move(out->bytes);
}

}  // namespace heshu::crawler
