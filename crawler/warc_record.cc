#include "crawler/warc_record.h"

#include <libdeflate.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <unistd.h>
#include <zlib.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <vector>

#include "crawler/content_coding.h"

namespace heshu::crawler {
namespace {

constexpr std::string_view kEnd = "\r\n";
constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

// RFC 9110's reason phrases are for people; programs look at the number.
std::string_view ReasonOf(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 301:
      return "Moved Permanently";
    case 302:
      return "Found";
    case 304:
      return "Not Modified";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 410:
      return "Gone";
    case 429:
      return "Too Many Requests";
    case 503:
      return "Service Unavailable";
    default:
      return "Status";
  }
}

// A value of a field cannot hold a line end: one that does ends the field early.
void Field(std::string_view name, std::string_view value, std::string* out) {
  if (value.empty()) return;
  *out += name;
  *out += ": ";
  for (const char c : value) *out += c == '\r' || c == '\n' || c == '\0' ? ' ' : c;
  *out += kEnd;
}

// Version line and fields, `block` and the two empty lines behind it.
std::string Record(std::string_view type, std::string_view id, std::string_view date,
                   std::string_view fields, std::string_view block, std::string_view body = {}) {
  std::string out = "WARC/1.1\r\n";
  out.reserve(block.size() + body.size() + fields.size() + 400);
  Field("WARC-Type", type, &out);
  Field("WARC-Record-ID", "<" + std::string(id) + ">", &out);
  Field("WARC-Date", date, &out);
  out += fields;
  Field("Content-Length", std::to_string(block.size() + body.size()), &out);
  out += kEnd;
  out += block;
  out += body;
  out += "\r\n\r\n";
  return out;
}

// The answer's status line and header fields, for a body that is stored without its chunks.
std::string HttpHead(const WarcExchange& exchange) {
  std::string out = "HTTP/1.1 " + std::to_string(exchange.status) + " " +
                    std::string(ReasonOf(exchange.status)) + std::string(kEnd);
  if (exchange.fields != nullptr) {
    for (const auto& [name, value] : *exchange.fields) {
      // A coding that is none was not undone by us, and would puzzle those who read the file.
      const bool is_of_wire = EqualsIgnoringCase(name, "Transfer-Encoding") ||
                              EqualsIgnoringCase(name, "Content-Length") ||
                              (EqualsIgnoringCase(name, "Content-Encoding") && !CanUnpack(value));
      Field(is_of_wire ? "X-Crawler-" + name : name, value, &out);
    }
  }
  Field("Content-Length", std::to_string(exchange.body.size()), &out);
  out += kEnd;
  return out;
}

}  // namespace

std::string PayloadDigest(std::string_view body) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  EVP_Digest(body.data(), body.size(), digest.data(), &size, EVP_sha1(), nullptr);
  std::string out = "sha1:";
  unsigned bits = 0;
  int held = 0;
  for (unsigned int i = 0; i < size; ++i) {  // 160 bits are 32 letters, without padding
    bits = bits << 8 | digest[i];
    for (held += 8; held >= 5; held -= 5) out += kBase32[(bits >> (held - 5)) & 31u];
  }
  return out;
}

std::string NewRecordId() {
  std::array<unsigned char, 16> random{};
  RAND_bytes(random.data(), static_cast<int>(random.size()));
  random[6] = static_cast<unsigned char>((random[6] & 0x0F) | 0x40);
  random[8] = static_cast<unsigned char>((random[8] & 0x3F) | 0x80);
  static constexpr std::string_view kHex = "0123456789abcdef";
  std::string out = "urn:uuid:";
  for (std::size_t i = 0; i < random.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) out += '-';
    out += kHex[random[i] >> 4];
    out += kHex[random[i] & 15];
  }
  return out;
}

std::string WarcInfoRecord(const WarcWriterOptions& options, std::string_view file_name,
                           std::string_view date, std::string_view id) {
  std::string fields;
  Field("WARC-Filename", file_name, &fields);
  Field("Content-Type", "application/warc-fields", &fields);
  std::string block;
  Field("software", options.software, &block);
  Field("format", "WARC File Format 1.1", &block);
  Field("conformsTo",
        "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/", &block);
  Field("http-header-user-agent", options.user_agent, &block);
  Field("robots", "obey", &block);
  return Record("warcinfo", id, date, fields, block);
}

std::string RequestRecord(const WarcExchange& exchange, std::string_view response_id,
                          std::string_view info_id) {
  if (exchange.request.empty()) return {};
  std::string fields;
  Field("WARC-Target-URI", exchange.url, &fields);
  Field("WARC-Concurrent-To", "<" + std::string(response_id) + ">", &fields);
  Field("WARC-Warcinfo-ID", "<" + std::string(info_id) + ">", &fields);
  Field("WARC-IP-Address", exchange.ip, &fields);
  Field("Content-Type", "application/http;msgtype=request", &fields);
  return Record("request", NewRecordId(), exchange.date, fields, exchange.request);
}

std::string ResponseRecord(const WarcExchange& exchange, std::string_view id,
                           std::string_view payload_digest, std::string_view info_id) {
  const bool is_revisit = !exchange.refers_to_url.empty();
  std::string fields;
  Field("WARC-Target-URI", exchange.url, &fields);
  Field("WARC-Warcinfo-ID", "<" + std::string(info_id) + ">", &fields);
  Field("WARC-IP-Address", exchange.ip, &fields);
  if (is_revisit) {
    Field("WARC-Profile",
          exchange.status == 304
              ? "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
              : "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
          &fields);
    Field("WARC-Refers-To-Target-URI", exchange.refers_to_url, &fields);
    Field("WARC-Refers-To-Date", exchange.refers_to_date, &fields);
  }
  if (exchange.is_truncated) Field("WARC-Truncated", "disconnect", &fields);
  Field("WARC-Payload-Digest", payload_digest, &fields);
  Field("Content-Type", "application/http;msgtype=response", &fields);
  return Record(is_revisit ? "revisit" : "response", id, exchange.date, fields, HttpHead(exchange),
                is_revisit ? std::string_view() : exchange.body);
}

void MemberPacker::Closer::operator()(libdeflate_compressor* compressor) const {
  libdeflate_free_compressor(compressor);
}

Result<MemberPacker> MemberPacker::Create(int level) {
  MemberPacker packer;
  packer.compressor_.reset(libdeflate_alloc_compressor(level));
  if (!packer.compressor_) {
    return Fail(ErrorKind::kInvalidInput, "there is no compression level " + std::to_string(level),
                {}, "from 0 to 12");
  }
  return packer;
}

Result<void> MemberPacker::Pack(std::string_view record, std::string* out) {
  const std::size_t begin = out->size();
  out->resize(begin + libdeflate_gzip_compress_bound(compressor_.get(), record.size()));
  const std::size_t size = libdeflate_gzip_compress(compressor_.get(), record.data(), record.size(),
                                                    out->data() + begin, out->size() - begin);
  out->resize(begin + size);
  if (size == 0) return Fail(ErrorKind::kLimit, "the record cannot be packed");
  return {};
}

Result<std::uint64_t> SoundBytes(int file, std::uint64_t offset, const std::string& name) {
  z_stream stream{};
  if (inflateInit2(&stream, 15 + 16) != Z_OK) return Fail(ErrorKind::kLimit, "no memory", name);
  const std::unique_ptr<z_stream, int (*)(z_stream*)> closer(&stream, inflateEnd);
  std::vector<unsigned char> packed(1u << 18);
  std::vector<unsigned char> unpacked(1u << 18);
  std::uint64_t sound = offset;
  std::uint64_t at = offset;
  for (;;) {
    const ssize_t got = pread(file, packed.data(), packed.size(), static_cast<off_t>(at));
    if (got < 0) {
      return Fail(ErrorKind::kIo, "cannot read the WARC file", name,
                  std::generic_category().message(errno));
    }
    if (got == 0) return sound;
    at += static_cast<std::uint64_t>(got);
    stream.next_in = packed.data();
    stream.avail_in = static_cast<uInt>(got);
    while (stream.avail_in > 0) {
      stream.next_out = unpacked.data();
      stream.avail_out = static_cast<uInt>(unpacked.size());
      const int code = inflate(&stream, Z_NO_FLUSH);
      if (code == Z_STREAM_END) {  // zlib has compared checksum and length
        sound = at - stream.avail_in;
        inflateReset(&stream);
      } else if (code != Z_OK && code != Z_BUF_ERROR) {
        return sound;
      } else if (code == Z_BUF_ERROR && stream.avail_out != 0) {
        break;
      }
    }
  }
}

}  // namespace heshu::crawler
