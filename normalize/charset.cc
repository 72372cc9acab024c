#include "normalize/charset.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucsdet.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <bitset>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <vector>

#include "normalize/binary.h"
#include "normalize/charset_label.h"
#include "normalize/utf8.h"

namespace heshu::normalize {
namespace {

constexpr std::size_t kMixedBytes = 48;  // of each encoding, for a page to be of two
constexpr double kMixedShare = .15;      // of UTF-8 to the other
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD
constexpr std::size_t kSampleBytes = 64 * 1024;            // what candidates are judged by

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using ConverterPtr = std::unique_ptr<UConverter, CloseConverter>;

// Writes U+FFFD for what cannot be converted and counts it.
void U_CALLCONV CountInvalid(const void* context, UConverterToUnicodeArgs* args, const char*,
                             int32_t, UConverterCallbackReason reason, UErrorCode* status) {
  if (reason > UCNV_IRREGULAR) return;
  ++*static_cast<std::size_t*>(const_cast<void*>(context));
  *status = U_ZERO_ERROR;
  const UChar replacement = 0xFFFD;
  ucnv_cbToUWriteUChars(args, &replacement, 1, 0, status);
}

struct Conversion {
  std::u16string text;
  std::size_t invalid = 0;
};

// `bytes` read as `charset`, which must be known to ICU; nothing if it is not.
std::optional<Conversion> Convert(std::string_view bytes, const std::string& charset) {
  UErrorCode status = U_ZERO_ERROR;
  const ConverterPtr converter(ucnv_open(charset.c_str(), &status));
  if (U_FAILURE(status)) return std::nullopt;
  Conversion result;
  ucnv_setToUCallBack(converter.get(), CountInvalid, &result.invalid, nullptr, nullptr, &status);
  result.text.resize(bytes.size() + 16);
  const char* source = bytes.data();
  const char* const source_end = source + bytes.size();
  std::size_t written = 0;
  while (true) {
    UChar* target = result.text.data() + written;
    ucnv_toUnicode(converter.get(), &target, result.text.data() + result.text.size(), &source,
                   source_end, nullptr, true, &status);
    written = static_cast<std::size_t>(target - result.text.data());
    if (status != U_BUFFER_OVERFLOW_ERROR) break;
    status = U_ZERO_ERROR;
    result.text.resize(result.text.size() * 2);
  }
  if (U_FAILURE(status)) return std::nullopt;
  result.text.resize(written);
  return result;
}

std::string ToUtf8(std::u16string_view text) {
  std::string out;
  out.reserve(text.size() * 3);
  for (std::size_t i = 0; i < text.size(); ++i) {
    char32_t c = text[i];
    if (c >= 0xD800 && c <= 0xDBFF && i + 1 < text.size() && text[i + 1] >= 0xDC00 &&
        text[i + 1] <= 0xDFFF) {
      c = 0x10000 + ((c - 0xD800) << 10) + (text[++i] - 0xDC00u);
    } else if (c >= 0xD800 && c <= 0xDFFF) {
      c = 0xFFFD;
    }
    AppendCodePoint(c, &out);
  }
  return out;
}

// The everyday characters of each script: the first level of GB 2312 (rows 16-55) and of Big5
// (A440-C67E), read from ICU's own tables.
using CharacterSet = std::bitset<0x10000>;

CharacterSet FirstLevel(const std::string& charset, unsigned first_lead, unsigned last_lead,
                        unsigned first_trail) {
  std::string bytes;
  for (unsigned lead = first_lead; lead <= last_lead; ++lead) {
    for (unsigned trail = first_trail; trail <= 0xFE; ++trail) {
      if (trail > 0x7E && trail < 0xA1) continue;
      bytes += {static_cast<char>(lead), static_cast<char>(trail)};
    }
  }
  CharacterSet set;
  if (const auto converted = Convert(bytes, charset)) {
    for (const char16_t c : converted->text) {
      if (c >= 0x4E00 && c <= 0x9FFF) set.set(c);
    }
  }
  return set;
}

const CharacterSet& CommonSimplified() {
  static const CharacterSet set = FirstLevel("gb18030", 0xB0, 0xD7, 0xA1);
  return set;
}
const CharacterSet& CommonTraditional() {
  static const CharacterSet set = FirstLevel("Big5-HKSCS", 0xA4, 0xC6, 0x40);
  return set;
}

// How a reading looks: `invalid` over characters beyond ASCII, and the share of those characters
// that news text is made of (0 to 1).
struct Reading {
  double invalid = 0;
  double plausible = 0;
};

// What counts in full only where it is at home: GB 2312 has kana where Big5 has everyday Han, and
// EUC-KR makes half Hangul, half Hanja of Chinese, which no Korean page is.
struct Worth {
  double han = 1;
  double kana = 1;
};
Worth WorthIn(std::string_view charset) {
  if (charset == "gb18030" || charset == "Big5-HKSCS") return {1, .6};
  if (charset == "EUC-KR") return {.2, .2};
  return {};
}

Reading Judge(const Conversion& conversion, Worth worth) {
  std::size_t beyond_ascii = 0;
  std::size_t simplified = 0;
  std::size_t traditional = 0;
  std::size_t other = 0;
  std::size_t kana = 0;
  for (const char16_t c : conversion.text) {
    if (c < 0x80) continue;
    ++beyond_ascii;
    if (c >= 0x4E00 && c <= 0x9FFF) {
      simplified += CommonSimplified()[c] ? 1 : 0;
      traditional += CommonTraditional()[c] ? 1 : 0;
    } else if ((c >= 0x3000 && c <= 0x3020) || (c >= 0xFF01 && c <= 0xFF5E) ||
               (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0xAC00 && c <= 0xD7A3) ||
               (c >= 0x2010 && c <= 0x203B) || c == 0x20AC || c == 0xB7 || c == 0xA0 || c == 0xD7 ||
               c == 0xB0) {
      ++other;
    } else if (c >= 0x3041 && c <= 0x30FE) {
      ++kana;
    }
  }
  if (beyond_ascii == 0) return {conversion.invalid > 0 ? 1.0 : 0.0, 1.0};
  const auto total = static_cast<double>(beyond_ascii);
  // One broken sequence at the end is where the page was cut.
  const std::size_t invalid = conversion.invalid > 0 ? conversion.invalid - 1 : 0;
  return {static_cast<double>(invalid) / total,
          (worth.han * static_cast<double>(std::max(simplified, traditional)) +
           worth.kana * static_cast<double>(kana) + static_cast<double>(other)) /
              total};
}

// Letters among the characters beyond ASCII, and those that stand next to an ASCII letter: how
// European text looks.
double JudgeEuropean(const Conversion& conversion) {
  std::size_t beyond_ascii = 0;
  std::size_t in_words = 0;
  const auto is_letter = [](char16_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  };
  const std::u16string& text = conversion.text;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] < 0x80) continue;
    ++beyond_ascii;
    const bool near = (i > 0 && (is_letter(text[i - 1]) || text[i - 1] == ' ')) ||
                      (i + 1 < text.size() && (is_letter(text[i + 1]) || text[i + 1] == ' '));
    const bool cyrillic = text[i] >= 0x400 && text[i] <= 0x4FF;
    in_words += near || cyrillic ? 1 : 0;
  }
  return beyond_ascii == 0 ? 1 : static_cast<double>(in_words) / static_cast<double>(beyond_ascii);
}

bool IsEastAsian(std::string_view charset) {
  return charset == "gb18030" || charset == "Big5-HKSCS" || charset == "Shift_JIS" ||
         charset == "EUC-JP" || charset == "EUC-KR" || charset == "ISO-2022-JP";
}

// The first stretch of `bytes` that has bytes beyond ASCII.
std::string_view Sample(std::string_view bytes) {
  std::size_t begin = 0;
  while (begin < bytes.size() && static_cast<unsigned char>(bytes[begin]) < 0x80) ++begin;
  return bytes.substr(begin, kSampleBytes);
}

Reading JudgeAs(std::string_view sample, const std::string& charset) {
  const auto conversion = Convert(sample, charset);
  if (!conversion) return {1, 0};
  Reading reading = Judge(*conversion, WorthIn(charset));
  if (!IsEastAsian(charset)) reading.plausible = JudgeEuropean(*conversion);
  return reading;
}

// ICU's own opinion; "" if it has none.
std::string AskDetector(std::string_view sample) {
  struct Close {
    void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
  };
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, Close> detector(ucsdet_open(&status));
  if (U_FAILURE(status)) return {};
  ucsdet_setText(detector.get(), sample.data(),
                 static_cast<int32_t>(std::min(sample.size(), std::size_t{64 * 1024})), &status);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
  if (U_FAILURE(status) || match == nullptr) return {};
  const char* name = ucsdet_getName(match, &status);
  return U_FAILURE(status) || name == nullptr ? std::string() : CanonicalCharset(name);
}

struct Choice {
  std::string charset;
  std::string rule;
};

// For bytes that are no UTF-8: what was declared, if the text then looks like text; else the
// reading that does.
Choice ChooseLegacy(std::string_view bytes, const std::string& http, const std::string& meta) {
  const std::string_view sample = Sample(bytes);
  struct Candidate {
    Choice choice;
    Reading reading;
  };
  std::vector<Candidate> declared;
  for (const auto& [charset, rule] : {Choice{http, "http"}, Choice{meta, "meta"}}) {
    if (charset.empty() || charset == "UTF-8" || charset.starts_with("UTF-16")) continue;
    const Reading reading = JudgeAs(sample, charset);
    if (reading.invalid > .02) continue;
    if (IsEastAsian(charset) && reading.plausible >= .93) return {charset, rule};
    declared.push_back({{charset, rule}, reading});
  }
  Candidate best{{"", "detector"}, {1, 0}};
  const auto score = [](const Reading& reading) { return reading.plausible - 5 * reading.invalid; };
  const auto consider = [&](const std::string& charset, double handicap) {
    Reading reading = JudgeAs(sample, charset);
    reading.plausible -= handicap;
    if (best.choice.charset.empty() || score(reading) > score(best.reading)) {
      best = {{charset, "detector"}, reading};
    }
  };
  // Korean and Japanese EUC look like everyday Chinese in GB; ICU knows them by frequency.
  const std::string guess = AskDetector(sample);
  consider("gb18030", guess == "EUC-KR" || guess == "EUC-JP" ? .06 : 0);
  consider("Big5-HKSCS", .02);
  consider("Shift_JIS", guess == "Shift_JIS" ? .02 : .05);
  if (guess == "EUC-KR" || guess == "EUC-JP") consider(guess, .03);
  if (!guess.empty() && !IsEastAsian(guess) && !guess.starts_with("UTF") && sample.size() >= 64) {
    consider(guess, .2);
  }
  consider("windows-1252", .15);
  for (const Candidate& candidate : declared) {
    if (score(candidate.reading) + .12 >= score(best.reading)) return candidate.choice;
  }
  return best.choice;
}

struct Utf8Count {
  std::size_t sequences = 0;  // well-formed, beyond ASCII
  std::size_t invalid = 0;
  bool is_cut = false;  // ends inside a sequence
};

// The index of the first byte beyond ASCII at or after `at`.
std::size_t SkipAscii(std::string_view text, std::size_t at) {
  while (at + 8 <= text.size()) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, 8);
    if ((word & 0x8080808080808080u) != 0) break;
    at += 8;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at;
}

Utf8Count CountUtf8(std::string_view text) {
  Utf8Count count;
  for (std::size_t at = SkipAscii(text, 0); at < text.size();) {
    const CodePoint c = DecodeAt(text, at);
    if (c.is_valid) {
      ++count.sequences;
    } else {
      ++count.invalid;
      count.is_cut = at + c.size == text.size() && static_cast<unsigned char>(text[at]) >= 0xC2;
    }
    at += c.size;
    if (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) at = SkipAscii(text, at);
  }
  return count;
}

DecodedText AsUtf8(std::string_view bytes, std::string rule, bool is_valid) {
  DecodedText decoded;
  decoded.charset = "UTF-8";
  decoded.rule = std::move(rule);
  decoded.text = is_valid ? std::string(bytes) : ReplaceInvalidUtf8(bytes, &decoded.replacements);
  return decoded;
}

Result<DecodedText> As(std::string_view bytes, const Choice& choice) {
  auto conversion = Convert(bytes, choice.charset);
  if (!conversion) {
    return Fail(ErrorKind::kUnsupported, "ICU has no converter for " + choice.charset);
  }
  DecodedText decoded;
  decoded.charset = choice.charset;
  decoded.rule = choice.rule;
  decoded.replacements = conversion->invalid;
  std::u16string_view text = conversion->text;
  if (text.starts_with(u'\xFEFF')) text.remove_prefix(1);
  decoded.text = ToUtf8(text);
  return decoded;
}

// A page put together from parts in two encodings: what stands between two tags or line ends is in
// one of them. Parts with well-formed sequences of three bytes are UTF-8, which happens to no other
// encoding by chance; the rest is read in the encoding that fits it best. Nothing where one of the
// two is too little to be believed.
std::optional<DecodedText> AsMixed(std::string_view bytes, const std::string& http,
                                   const std::string& meta) {
  struct Part {
    std::string_view bytes;
    bool is_legacy = false;
  };
  std::vector<Part> parts;
  std::string legacy;
  std::size_t utf8_bytes = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    std::size_t end = std::min(bytes.find_first_of("<\n", at + 1), bytes.size());
    const std::string_view part = bytes.substr(at, end - at);
    at = end;
    if (SkipAscii(part, 0) == part.size()) {
      parts.push_back({part});
      continue;
    }
    const Utf8Count count = CountUtf8(part);
    parts.push_back({part, count.invalid > 0});
    if (count.invalid > 0) {
      legacy += part;
    } else if (std::any_of(part.begin(), part.end(),
                           [](char c) { return static_cast<unsigned char>(c) >= 0xE0; })) {
      utf8_bytes += part.size();
    }
  }
  if (utf8_bytes < kMixedBytes || legacy.size() < kMixedBytes ||
      static_cast<double>(utf8_bytes) < kMixedShare * static_cast<double>(legacy.size())) {
    return std::nullopt;
  }
  const Choice choice = ChooseLegacy(legacy, http, meta);
  if (choice.charset.empty()) return std::nullopt;
  DecodedText decoded;
  decoded.charset = choice.charset;
  decoded.rule = "mixed";
  for (const Part& part : parts) {
    if (!part.is_legacy) {
      decoded.text += part.bytes;
      continue;
    }
    const auto conversion = Convert(part.bytes, choice.charset);
    if (!conversion) return std::nullopt;
    decoded.replacements += conversion->invalid;
    decoded.text += ToUtf8(conversion->text);
  }
  return decoded;
}

}  // namespace

bool IsValidUtf8(std::string_view text) {
  for (std::size_t at = SkipAscii(text, 0); at < text.size();) {
    const CodePoint c = DecodeAt(text, at);
    if (!c.is_valid) return false;
    at += c.size;
    if (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) at = SkipAscii(text, at);
  }
  return true;
}

std::string ReplaceInvalidUtf8(std::string_view text, std::size_t* replacements) {
  std::string out;
  out.reserve(text.size());
  std::size_t replaced = 0;
  std::size_t copied = 0;
  for (std::size_t at = SkipAscii(text, 0); at < text.size();) {
    const CodePoint c = DecodeAt(text, at);
    if (!c.is_valid) {
      out.append(text, copied, at - copied);
      out += kReplacement;
      copied = at + c.size;
      ++replaced;
    }
    at += c.size;
    if (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) at = SkipAscii(text, at);
  }
  out.append(text, copied, text.size() - copied);
  if (replacements != nullptr) *replacements = replaced;
  return out;
}

Result<DecodedText> Decode(std::string_view bytes, const CharsetHints& hints) {
  using namespace std::string_view_literals;
  if (bytes.empty()) return AsUtf8(bytes, "utf8", true);
  if (bytes.starts_with("\xFF\xFE\0\0"sv) && bytes.size() % 4 == 0) {
    return As(bytes, {"UTF-32LE", "bom"});
  }
  if (bytes.starts_with("\xFF\xFE"sv)) return As(bytes, {"UTF-16LE", "bom"});
  if (bytes.starts_with("\xFE\xFF"sv)) return As(bytes, {"UTF-16BE", "bom"});
  if (const std::string_view binary = KnownBinary(bytes); !binary.empty()) {
    return Fail(ErrorKind::kUnsupported, "not a text: it looks like " + std::string(binary), {},
                "give HTML or plain text");
  }
  const std::string http = CanonicalCharset(hints.http_charset);
  const bool has_bom = bytes.starts_with("\xEF\xBB\xBF"sv);
  const std::string_view body = has_bom ? bytes.substr(3) : bytes;
  const Utf8Count utf8 = CountUtf8(body);
  // Well-formed UTF-8 without NULs would be strange UTF-16: not even an ASCII space in it.
  const bool has_nul = std::memchr(bytes.data(), '\0', bytes.size()) != nullptr;
  if (utf8.invalid > 0 || has_nul) {
    if (const std::string_view utf16 = GuessUtf16(bytes); !utf16.empty()) {
      return As(bytes, {std::string(utf16), http.starts_with("UTF-16") ? "http" : "detector"});
    }
  }
  if (LooksBinary(bytes)) {
    return Fail(ErrorKind::kUnsupported, "not a text: it looks like binary data", {},
                "give HTML or plain text");
  }
  const std::string meta =
      hints.may_have_meta ? CanonicalCharset(DeclaredCharset(body)) : std::string();
  const std::size_t damage = utf8.invalid - (utf8.is_cut ? 1 : 0);
  const std::string_view utf8_rule = has_bom             ? "bom"
                                     : http == "UTF-8"   ? "http"
                                     : utf8.invalid == 0 ? "utf8"
                                     : meta == "UTF-8"   ? "meta"
                                                         : "utf8";
  // In no other encoding do sequences of UTF-8 come one after the other by chance; a few are enough
  // to overrule a header. gb18030, on the other hand, has a reading for nearly every UTF-8 text.
  const bool is_sure =
      has_bom || http.empty() || http == "UTF-8" || utf8.sequences == 0 || utf8.sequences >= 8;
  if (utf8.invalid == 0 && (is_sure || http.starts_with("UTF-16"))) {
    if (utf8.sequences == 0 && http == "ISO-2022-JP") return As(body, {http, "http"});
    if (utf8.sequences == 0 && meta == "ISO-2022-JP") return As(body, {meta, "meta"});
    return AsUtf8(body, std::string(utf8_rule), true);
  }
  if (utf8.invalid == 0) {
    const Reading declared = JudgeAs(body, http);
    const auto as_utf8 = Convert(body, "UTF-8");
    const Reading plain = as_utf8 ? Judge(*as_utf8, {}) : Reading{1, 0};
    if (declared.invalid == 0 && declared.plausible >= plain.plausible) {
      return As(body, {http, "http"});
    }
    return AsUtf8(body, "utf8", true);
  }
  // Damaged UTF-8 is still UTF-8: in other encodings most sequences would be ill-formed.
  if (has_bom ? utf8.sequences >= damage : utf8.sequences > damage * 4) {
    return AsUtf8(body, std::string(utf8_rule), false);
  }
  if (utf8.sequences >= 8) {
    if (auto mixed = AsMixed(body, http, meta)) return std::move(*mixed);
  }
  const Choice choice = ChooseLegacy(body, http, meta);
  if (choice.charset.empty()) return AsUtf8(body, std::string(utf8_rule), false);
  return As(body, choice);
}

}  // namespace heshu::normalize
