#include "normalize/binary.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace heshu::normalize {
namespace {

using namespace std::string_view_literals;

struct Magic {
  std::size_t offset;
  std::string_view bytes;
  std::string_view name;
};
constexpr std::array<Magic, 27> kMagics = {{
    {0, "%PDF-"sv, "a PDF document"},
    {0, "\x89PNG\r\n\x1A\n"sv, "a PNG image"},
    {0, "\xFF\xD8\xFF"sv, "a JPEG image"},
    {0, "GIF87a"sv, "a GIF image"},
    {0, "GIF89a"sv, "a GIF image"},
    {8, "WEBPVP8"sv, "a WebP image"},
    {0, "\0\0\1\0"sv, "an icon"},
    {0, "II*\0"sv, "a TIFF image"},
    {0, "MM\0*"sv, "a TIFF image"},
    {4, "ftypavif"sv, "an AVIF image"},
    {4, "ftypheic"sv, "a HEIC image"},
    {4, "ftyp"sv, "an MP4 video"},
    {0, "\x1A\x45\xDF\xA3"sv, "a Matroska or WebM video"},
    {0, "OggS"sv, "an Ogg file"},
    {0, "ID3\3"sv, "an MP3 file"},
    {0, "ID3\4"sv, "an MP3 file"},
    {0, "PK\3\4"sv, "a ZIP archive or an office document"},
    {0, "PK\5\6"sv, "an empty ZIP archive"},
    {0, "\x1F\x8B\x08"sv, "a gzip archive"},
    {0, "\x28\xB5\x2F\xFD"sv, "a Zstandard archive"},
    {0,
     "\xFD"
     "7zXZ\0"sv,
     "an xz archive"},
    {0, "7z\xBC\xAF\x27\x1C"sv, "a 7-Zip archive"},
    {0, "Rar!\x1A\x07"sv, "a RAR archive"},
    {0,
     "\x7F"
     "ELF"sv,
     "an ELF program"},
    {0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "an old office document"},
    {0, "SQLite format 3\0"sv, "an SQLite database"},
    {0, "wOF2"sv, "a web font"},
}};

constexpr std::size_t kSampleBytes = 64 * 1024;

}  // namespace

std::string_view KnownBinary(std::string_view bytes) {
  for (const Magic& magic : kMagics) {
    if (bytes.size() >= magic.offset && bytes.substr(magic.offset).starts_with(magic.bytes)) {
      return magic.name;
    }
  }
  return {};
}

bool LooksBinary(std::string_view bytes) {
  const std::size_t last = bytes.find_last_not_of('\0');
  if (last == std::string_view::npos) return !bytes.empty();
  const std::string_view sample = bytes.substr(0, std::min(last + 1, kSampleBytes));
  static constexpr auto kIsControl = [] {
    std::array<unsigned char, 256> table{};
    for (std::size_t byte = 0; byte < 0x20; ++byte) table[byte] = 1;
    for (const std::size_t text : {0x08, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1A, 0x1B}) table[text] = 0;
    table[0x7F] = 1;
    return table;
  }();
  std::size_t controls = 0;
  for (const char c : sample) controls += kIsControl[static_cast<unsigned char>(c)];
  return controls > 8 ? controls * 25 > sample.size() : controls * 2 > sample.size();
}

std::string_view GuessUtf16(std::string_view bytes) {
  const std::size_t size = std::min(bytes.size(), std::size_t{8192}) & ~std::size_t{1};
  if (size < 4) return {};
  struct Count {
    std::size_t plausible = 0;  // units as news text has them
    std::size_t telling = 0;    // units with a byte that ends no character elsewhere: 00, 。 ，
  };
  const auto count = [&](bool big_endian) {
    Count found;
    for (std::size_t i = 0; i < size; i += 2) {
      const auto first = static_cast<unsigned char>(bytes[i]);
      const auto second = static_cast<unsigned char>(bytes[i + 1]);
      const unsigned unit = big_endian ? first * 256u + second : second * 256u + first;
      const bool is_ascii = (unit >= 0x20 && unit < 0x7F) || unit == 9 || unit == 10 || unit == 13;
      const bool is_mark = unit >= 0x3000 && unit <= 0x3011;
      const bool is_wide = unit >= 0xFF01 && unit <= 0xFF5E;
      const bool is_other = (unit >= 0x4E00 && unit <= 0x9FFF) ||
                            (unit >= 0x3041 && unit <= 0x30FF) || (unit >= 0xA0 && unit <= 0x24F) ||
                            (unit >= 0x2010 && unit <= 0x2030) ||
                            (unit >= 0xAC00 && unit <= 0xD7A3);
      found.plausible += is_ascii || is_mark || is_wide || is_other ? 1 : 0;
      found.telling += is_ascii || is_mark || is_wide ? 1 : 0;
    }
    return found;
  };
  const std::size_t units = size / 2;
  const Count little = count(false);
  const Count big = count(true);
  const auto is_text = [&](const Count& one, const Count& other) {
    return one.plausible * 100 >= units * 95 && one.telling * 50 >= units &&
           one.plausible > other.plausible && one.telling > other.telling;
  };
  if (is_text(little, big)) return "UTF-16LE";
  if (is_text(big, little)) return "UTF-16BE";
  return {};
}

}  // namespace heshu::normalize
