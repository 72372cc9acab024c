#include "crawler/http_fields.h"

#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <memory>

namespace heshu::crawler {
namespace {

constexpr std::size_t kStepBytes = 1u << 16;
constexpr int kMaxCodings = 5;

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

class Inflater {
 public:
  explicit Inflater(int window_bits) { is_open_ = inflateInit2(&stream_, window_bits) == Z_OK; }
  ~Inflater() {
    if (is_open_) inflateEnd(&stream_);
  }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  // Inflates all of `in`; several members follow each other.
  Result<std::string> Run(std::string& in, std::size_t max_bytes) {
    std::string out;
    if (!is_open_) return Fail(ErrorKind::kLimit, "no memory to decompress");
    stream_.next_in = reinterpret_cast<Bytef*>(in.data());
    stream_.avail_in = static_cast<uInt>(in.size());
    std::array<char, kStepBytes> buffer;
    for (;;) {
      stream_.next_out = reinterpret_cast<Bytef*>(buffer.data());
      stream_.avail_out = static_cast<uInt>(buffer.size());
      const int code = inflate(&stream_, Z_NO_FLUSH);
      out.append(buffer.data(), buffer.size() - stream_.avail_out);
      if (out.size() > max_bytes)
        return Fail(ErrorKind::kLimit, "the document unpacks to more than the limit");
      if (code == Z_STREAM_END) {
        if (stream_.avail_in < 18 || inflateReset(&stream_) != Z_OK) return out;
        continue;
      }
      if (code == Z_BUF_ERROR && stream_.avail_out != 0) return out;  // torn
      if (code != Z_OK && code != Z_BUF_ERROR) {
        if (out.empty())
          return Fail(ErrorKind::kInvalidInput, "the document's compression is broken");
        return out;
      }
      if (stream_.avail_in == 0 && stream_.avail_out != 0) return out;
    }
  }

 private:
  z_stream stream_{};
  bool is_open_ = false;
};

tl::unexpected<Error> OverLimit() {
  return Fail(ErrorKind::kLimit, "the document unpacks to more than the limit");
}
tl::unexpected<Error> Broken() {
  return Fail(ErrorKind::kInvalidInput, "the document's compression is broken");
}

// RFC 7932. Brotli has no mark at its start: what does not decode at all comes back as it is.
Result<std::string> Unbrotli(const std::string& body, std::size_t max_bytes) {
  const std::unique_ptr<BrotliDecoderState, void (*)(BrotliDecoderState*)> decoder(
      BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), BrotliDecoderDestroyInstance);
  if (!decoder) return Fail(ErrorKind::kLimit, "no memory to decompress");
  std::string out;
  std::array<std::uint8_t, kStepBytes> buffer;
  const auto* next_in = reinterpret_cast<const std::uint8_t*>(body.data());
  std::size_t left_in = body.size();
  for (;;) {
    std::uint8_t* next_out = buffer.data();
    std::size_t left_out = buffer.size();
    const auto result = BrotliDecoderDecompressStream(decoder.get(), &left_in, &next_in, &left_out,
                                                      &next_out, nullptr);
    out.append(reinterpret_cast<const char*>(buffer.data()), buffer.size() - left_out);
    if (out.size() > max_bytes) return OverLimit();
    if (result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) continue;
    if (result == BROTLI_DECODER_RESULT_ERROR && out.empty()) return Broken();
    return out;  // whole, or as much as a torn one had
  }
}

// RFC 8878; windows beyond the 8 MB that browsers accept are refused.
Result<std::string> Unzstd(const std::string& body, std::size_t max_bytes) {
  const std::unique_ptr<ZSTD_DStream, std::size_t (*)(ZSTD_DStream*)> decoder(ZSTD_createDStream(),
                                                                              ZSTD_freeDStream);
  if (!decoder) return Fail(ErrorKind::kLimit, "no memory to decompress");
  ZSTD_DCtx_setParameter(decoder.get(), ZSTD_d_windowLogMax, 23);
  std::string out;
  std::array<char, kStepBytes> buffer;
  ZSTD_inBuffer in{body.data(), body.size(), 0};
  for (;;) {
    ZSTD_outBuffer step{buffer.data(), buffer.size(), 0};
    const std::size_t code = ZSTD_decompressStream(decoder.get(), &step, &in);
    out.append(buffer.data(), step.pos);
    if (out.size() > max_bytes) return OverLimit();
    if (ZSTD_isError(code) != 0) {
      if (out.empty()) return Broken();
      return out;
    }
    if (in.pos == in.size && step.pos < step.size) return out;
  }
}

Result<std::string> Undo(std::string body, std::string_view coding, std::size_t max_bytes) {
  if (coding == "identity" || coding.empty() || body.empty()) return body;
  const auto byte = [&body](std::size_t i) {
    return i < body.size() ? static_cast<unsigned char>(body[i]) : 0u;
  };
  if (coding == "gzip" || coding == "x-gzip") {
    if (byte(0) != 0x1F || byte(1) != 0x8B) return body;  // unpacked already
    return Inflater(15 + 16).Run(body, max_bytes);
  }
  if (coding == "deflate") {
    const bool has_zlib_head = (byte(0) & 0x0F) == 8 && (byte(0) * 256 + byte(1)) % 31 == 0;
    auto out = Inflater(has_zlib_head ? 15 : -15).Run(body, max_bytes);
    if (!out && out.error().kind == ErrorKind::kInvalidInput) return body;
    return out;
  }
  if (coding == "br") return Unbrotli(body, max_bytes);
  if (coding == "zstd") {
    const bool is_frame = byte(0) == 0x28 && byte(1) == 0xB5 && byte(2) == 0x2F && byte(3) == 0xFD;
    const bool is_skippable = (byte(0) & 0xF0) == 0x50 && byte(1) == 0x2A && byte(2) == 0x4D;
    if (!is_frame && !is_skippable) return body;  // unpacked already
    return Unzstd(body, max_bytes);
  }
  return Fail(ErrorKind::kUnsupported, "a document packed as \"" + std::string(coding) + "\"");
}

// The hexadecimal size that starts `line`; npos if it is none.
std::size_t ChunkSize(std::string_view line) {
  std::size_t value = 0;
  std::size_t digits = 0;
  for (const char c : line) {
    int digit = -1;
    if (c >= '0' && c <= '9') digit = c - '0';
    if (Lower(c) >= 'a' && Lower(c) <= 'f') digit = Lower(c) - 'a' + 10;
    if (digit < 0) {
      if (c != ';' && c != ' ' && c != '\t' && c != '\r') return std::string::npos;
      break;
    }
    if (++digits > 8) return std::string::npos;
    value = value * 16 + static_cast<std::size_t>(digit);
  }
  return digits == 0 ? std::string::npos : value;
}

}  // namespace

bool IsRedirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

bool EqualsIgnoringCase(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return Lower(x) == Lower(y); });
}

std::string ToLower(std::string_view text) {
  std::string out;
  for (const char c : text) out += Lower(c);
  return out;
}

std::string_view Trimmed(std::string_view text) {
  const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string_view FieldValue(const HeaderFields& fields, std::string_view name) {
  for (const auto& [key, value] : fields) {
    if (EqualsIgnoringCase(key, name)) return value;
  }
  return {};
}

std::pair<std::string, std::string> ParseFieldLine(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return {};
  return {std::string(Trimmed(line.substr(0, colon))),
          std::string(Trimmed(line.substr(colon + 1)))};
}

ContentType ParseContentType(std::string_view value) {
  ContentType out;
  std::size_t end = std::min(value.find(';'), value.size());
  out.media = ToLower(Trimmed(value.substr(0, end)));
  while (end < value.size()) {
    value.remove_prefix(end + 1);
    end = std::min(value.find(';'), value.size());
    const std::string_view parameter = Trimmed(value.substr(0, end));
    const std::size_t equals = parameter.find('=');
    if (equals == std::string_view::npos ||
        !EqualsIgnoringCase(Trimmed(parameter.substr(0, equals)), "charset")) {
      continue;
    }
    std::string_view charset = Trimmed(parameter.substr(equals + 1));
    while (!charset.empty() && (charset.front() == '"' || charset.front() == '\''))
      charset.remove_prefix(1);
    while (!charset.empty() && (charset.back() == '"' || charset.back() == '\''))
      charset.remove_suffix(1);
    if (out.charset.empty()) out.charset = std::string(charset);
  }
  return out;
}

std::string Dechunk(std::string body) {
  std::string out;
  std::string_view rest = body;
  bool is_first = true;
  for (;;) {
    const std::size_t line_end = rest.find('\n');
    const std::size_t size = line_end == std::string_view::npos || line_end > 1024
                                 ? std::string::npos
                                 : ChunkSize(rest.substr(0, line_end));
    if (size == std::string::npos) {
      if (is_first) return body;
      return out;
    }
    is_first = false;
    if (size == 0) return out;
    rest.remove_prefix(line_end + 1);
    out += rest.substr(0, size);
    if (size >= rest.size()) return out;
    rest.remove_prefix(size);
    if (rest.starts_with("\r")) rest.remove_prefix(1);
    if (rest.starts_with("\n")) rest.remove_prefix(1);
  }
}

Result<std::string> DecodeContent(std::string body, std::string_view coding,
                                  std::size_t max_bytes) {
  std::vector<std::string> codings;
  while (!coding.empty()) {
    const std::size_t comma = std::min(coding.find(','), coding.size());
    codings.push_back(ToLower(Trimmed(coding.substr(0, comma))));
    coding.remove_prefix(std::min(comma + 1, coding.size()));
  }
  if (codings.size() > kMaxCodings)
    return Fail(ErrorKind::kLimit, "the document is packed too many times over");
  for (auto name = codings.rbegin(); name != codings.rend(); ++name) {
    auto undone = Undo(std::move(body), *name, max_bytes);
    if (!undone) return undone;
    body = std::move(*undone);
  }
  return body;
}

}  // namespace heshu::crawler
