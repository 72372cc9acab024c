#include "normalize/nfkc.h"

#include <unicode/bytestream.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <array>
#include <atomic>
#include <cassert>
#include <cstdint>
#include <cstring>
#include <string>

#include "normalize/damage.h"
#include "normalize/utf8.h"

namespace heshu::normalize {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

// What the fast path may do with a code point. Everything but kJoins stands apart from the text
// before it, so a text can be cut there and normalized part by part.
enum Kind : std::uint8_t {
  kCopy,     // normal as it is
  kWide,     // U+FF01-FF5E: the ASCII character 0xFEE0 below
  kSpace,    // becomes ' '
  kLine,     // becomes '\n'
  kLost,     // U+FFFD, private use: copied, marked as damage
  kChanges,  // ask ICU
  kJoins,    // ask ICU, together with the character before it (combining, or dropped)
};

const icu::Normalizer2* Nfkc() {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
  assert(U_SUCCESS(status));  // built into ICU
  return nfkc;
}

bool IsDropped(char32_t c) {
  return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

Kind ComputeKind(char32_t c) {
  const auto code_point = static_cast<UChar32>(c);
  if (c == 0x2028 || c == 0x2029 || c == 0x85) return kLine;
  if (u_charType(code_point) == U_SPACE_SEPARATOR && c != ' ') return kSpace;
  if (c == 0xFFFD || IsPrivateUse(c)) return kLost;
  if (c >= 0xFF01 && c <= 0xFF5E) return kWide;
  if (IsDropped(c) || !Nfkc()->hasBoundaryBefore(code_point)) return kJoins;
  UErrorCode status = U_ZERO_ERROR;
  const bool is_normal = Nfkc()->isNormalized(icu::UnicodeString(code_point), status);
  return U_SUCCESS(status) && is_normal ? kCopy : kChanges;
}

// Each character is asked about once: to ask ICU about all of them took longer than to fold all
// rules. Two threads may ask about the same one, and get the same answer.
Kind KindOf(char32_t c) {
  static std::array<std::atomic<std::uint8_t>, 0x10000> known{};  // kind + 1; 0: not yet asked
  if (c >= known.size()) return ComputeKind(c);
  std::uint8_t kind = known[c].load(std::memory_order_relaxed);
  if (kind == 0) {
    kind = static_cast<std::uint8_t>(ComputeKind(c) + 1);
    known[c].store(kind, std::memory_order_relaxed);
  }
  return static_cast<Kind>(kind - 1);
}

bool IsDigit(char32_t c) { return c >= '0' && c <= '9'; }

// NFKC of one character.
icu::UnicodeString Folded(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  return Nfkc()->normalize(icu::UnicodeString(static_cast<UChar32>(c)), status);
}

class Compat {
 public:
  explicit Compat(std::string_view text) : text_(text) { out_.text.reserve(text.size()); }

  MappedText Run();

 private:
  // The code point at `at` and its kind; past the end a kind that joins nothing.
  struct Next {
    CodePoint c;
    Kind kind = kCopy;
  };
  Next At(std::size_t at) const {
    if (at >= text_.size()) return {};
    const auto lead = static_cast<unsigned char>(text_[at]);
    if (lead < 0x80) return {{lead, 1, true}, kCopy};
    const CodePoint c = DecodeAt(text_, at);
    return {c, c.is_valid ? KindOf(c.value) : kLost};
  }
  std::size_t SkipPlain(std::size_t at, Next* now) const;
  void CopyTo(std::size_t end) {
    if (end == copied_) return;
    out_.text.append(text_.data() + copied_, end - copied_);
    out_.map.Append(end - copied_, {copied_, end}, true);
    copied_ = end;
  }
  void Replace(std::size_t begin, std::size_t size, std::string_view by) {
    CopyTo(begin);
    out_.text += by;
    out_.map.Append(by.size(), {begin, begin + size}, by.size() == size);
    copied_ = begin + size;
  }
  std::size_t Slow(std::size_t begin);
  void Compose();
  bool MustStay(char32_t c, std::size_t next);

  std::string_view text_;
  MappedText out_;
  std::size_t copied_ = 0;  // text_[copied_, now) is unchanged and not yet in out_
  std::string pending_;     // of a slow stretch: what waits for ICU
  OffsetMap pending_map_;
};

// ASCII and the block of U+4000-9FFF are normal as they are: from such a character at `at` goes to
// the last of its run, without asking the table, and puts it into `now`.
std::size_t Compat::SkipPlain(std::size_t at, Next* now) const {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text_[i]); };
  std::size_t last = at;
  std::size_t i = at;
  while (i + 3 <= text_.size()) {
    const unsigned char lead = byte(i);
    if (lead < 0x80) {
      last = i++;
    } else if (lead >= 0xE4 && lead <= 0xE9 && (byte(i + 1) & 0xC0) == 0x80 &&
               (byte(i + 2) & 0xC0) == 0x80) {
      last = i;
      i += 3;
    } else {
      break;
    }
  }
  if (last != at) *now = At(last);
  return last;
}

// A run of plain text takes none of ICU's time; the one place to be careful is that the character
// before a combining one belongs to ICU too, so each character is written when the next is known.
MappedText Compat::Run() {
  std::size_t at = 0;
  Next now = At(0);
  while (at < text_.size()) {
    if (now.kind == kChanges || now.kind == kJoins) {
      at = Slow(at);
      now = At(at);
      continue;
    }
    at = SkipPlain(at, &now);
    const std::size_t next_at = at + now.c.size;
    const Next next = At(next_at);
    if (next.kind == kJoins) {
      at = Slow(at);
      now = At(at);
      continue;
    }
    switch (now.kind) {
      case kWide: {
        const char narrow = static_cast<char>(now.c.value - 0xFEE0);
        Replace(at, now.c.size, {&narrow, 1});
        break;
      }
      case kSpace:
        Replace(at, now.c.size, " ");
        break;
      case kLine:
        Replace(at, now.c.size, "\n");
        break;
      case kLost: {
        CopyTo(at);
        const std::size_t lost = out_.text.size();
        if (now.c.is_valid) {
          CopyTo(next_at);
        } else {
          Replace(at, now.c.size, kReplacement);
        }
        out_.damage.push_back({lost, out_.text.size()});
        break;
      }
      default:
        break;
    }
    at = next_at;
    now = next;
  }
  CopyTo(text_.size());
  return std::move(out_);
}

// True if the decomposition of `c` has digits that would touch a digit on either side, or if `c` is
// a circled number: it marks the items of a list (①人民币5亿元) and counts nothing. Writes what is
// pending, so that the left side is what it will be.
bool Compat::MustStay(char32_t c, std::size_t next) {
  const auto type = u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_DECOMPOSITION_TYPE);
  if (type != U_DT_CIRCLE && type != U_DT_SUPER && type != U_DT_SUB && type != U_DT_FRACTION &&
      type != U_DT_COMPAT && type != U_DT_SQUARE) {
    return false;
  }
  const icu::UnicodeString folded = Folded(c);
  if (folded.isEmpty()) return false;
  if (type == U_DT_CIRCLE && IsDigit(folded.charAt(0))) return true;
  if (IsDigit(folded.charAt(0))) {
    Compose();
    const char32_t left = DecodeBefore(out_.text, out_.text.size()).value;
    if (IsDigit(left) || u_charType(static_cast<UChar32>(left)) == U_OTHER_NUMBER) return true;
  }
  const char16_t last = folded.charAt(folded.length() - 1);
  if (!IsDigit(last) && last != '.') return false;
  while (next < text_.size()) {
    const CodePoint right = DecodeAt(text_, next);
    if (!IsDropped(right.value)) {
      return IsDigit(right.value) || (right.value > 0x7F && IsDigit(Folded(right.value).charAt(0)));
    }
    next += right.size;
  }
  return false;
}

// Hands pending_ to ICU and appends what it makes of it.
void Compat::Compose() {
  if (pending_.empty()) return;
  std::string composed;
  icu::StringByteSink<std::string> sink(&composed);
  icu::Edits edits;
  UErrorCode status = U_ZERO_ERROR;
  Nfkc()->normalizeUTF8(0, pending_, sink, &edits, status);
  assert(U_SUCCESS(status));
  OffsetMap local;
  auto edit = edits.getFineIterator();
  while (edit.next(status)) {
    const auto source = static_cast<std::size_t>(edit.sourceIndex());
    const auto size = static_cast<std::size_t>(edit.oldLength());
    local.Append(static_cast<std::size_t>(edit.newLength()), {source, source + size},
                 !edit.hasChange());
  }
  const OffsetMap over = local.Over(pending_map_);
  out_.text += composed;
  out_.map.AppendAll(over);
  pending_.clear();
  pending_map_ = {};
}

// Normalizes from `begin` up to the next character that the fast path can take; returns where.
std::size_t Compat::Slow(std::size_t begin) {
  CopyTo(begin);
  std::size_t at = begin;
  while (at < text_.size()) {
    const Next now = At(at);
    const std::size_t next = at + now.c.size;
    const bool is_slow = now.kind == kChanges || now.kind == kJoins;
    if (!is_slow && at != begin && At(next).kind != kJoins) break;
    if (now.kind == kLost) {
      // A lost character in front of a combining one: it stands alone.
      Compose();
      const std::size_t damage = out_.text.size();
      if (now.c.is_valid) {
        out_.text.append(text_.data() + at, now.c.size);
      } else {
        out_.text += kReplacement;
      }
      out_.map.Append(out_.text.size() - damage, {at, next},
                      out_.text.size() - damage == now.c.size);
      out_.damage.push_back({damage, out_.text.size()});
    } else if (now.kind == kSpace || now.kind == kLine) {
      pending_ += now.kind == kSpace ? ' ' : '\n';
      pending_map_.Append(1, {at, next}, now.c.size == 1);
    } else if (now.kind == kChanges && MustStay(now.c.value, next)) {
      Compose();
      out_.text.append(text_.data() + at, now.c.size);
      out_.map.Append(now.c.size, {at, next}, true);
    } else if (now.kind != kJoins || !IsDropped(now.c.value)) {
      pending_.append(text_.data() + at, now.c.size);
      pending_map_.Append(now.c.size, {at, next}, true);
    }
    at = next;
  }
  Compose();
  copied_ = at;
  return at;
}

}  // namespace

MappedText NormalizeCompatible(std::string_view text) {
  MappedText normalized = Compat(text).Run();
  const std::vector<ByteSpan> marks = Forward(FindLostQuestionMarks(text), normalized.map);
  normalized.damage.insert(normalized.damage.end(), marks.begin(), marks.end());
  MergeSpans(&normalized.damage);
  return normalized;
}

}  // namespace heshu::normalize
