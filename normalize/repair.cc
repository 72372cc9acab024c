#include "normalize/repair.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <cassert>

#include "normalize/damage.h"
#include "normalize/join.h"
#include "normalize/pinyin.h"
#include "normalize/utf8.h"

namespace heshu::normalize {
namespace {

enum class Side {
  kNone,     // begin or end of the text
  kChinese,  // Han, kana
  kDigit,
  kWord,         // Latin and every other script that puts spaces between words
  kChineseMark,  // 、。，「」 and so on, full width
  kMark,         // punctuation and symbols of any other kind
};

// Marks that nothing stands off from on their left: , . ; : ! ? ) % and their Chinese kin.
bool ClosesLeft(char32_t c) {
  switch (c) {
    case ',':
    case ';':
    case ':':
    case '!':
    case '?':
    case ')':
    case ']':
    case '}':
    case '%':
    case 0x2019:
    case 0x201D:
    case 0x2030:
    case 0xFF0C:
    case 0xFF1B:
    case 0xFF1A:
    case 0xFF01:
    case 0xFF1F:
    case 0xFF09:
    case 0xFF05:
    case 0xFF0E:
    case 0x3001:
    case 0x3002:
    case 0x3009:
    case 0x300B:
    case 0x300D:
    case 0x300F:
    case 0x3011:
    case 0x3015:
      return true;
    default:
      return false;
  }
}

// Marks that nothing stands off from on their right: ( [ “ 「 and currency signs.
bool OpensRight(char32_t c) {
  switch (c) {
    case '(':
    case '[':
    case '{':
    case 0x2018:
    case 0x201C:
    case 0xFF08:
    case 0x3008:
    case 0x300A:
    case 0x300C:
    case 0x300E:
    case 0x3010:
    case 0x3014:
    case '$':
    case 0xA3:
    case 0xA5:
    case 0x20AC:
    case 0xFFE5:
    case 0xFF04:
      return true;
    default:
      return false;
  }
}

bool IsChineseMark(char32_t c) {
  return (c >= 0x3001 && c <= 0x3003) || (c >= 0x3008 && c <= 0x301F) ||
         (c >= 0xFF01 && c <= 0xFF0F) || (c >= 0xFF1A && c <= 0xFF20) || c == 0xFFE5;
}

Side SideOf(char32_t c) {
  if (c == 0) return Side::kNone;
  if ((c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19)) return Side::kDigit;
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return Side::kWord;
  if (c < 0x80) return Side::kMark;
  if (IsHan(c) || (c >= 0x3041 && c <= 0x30FF)) return Side::kChinese;
  if (IsChineseMark(c)) return Side::kChineseMark;
  return u_isalpha(static_cast<UChar32>(c)) ? Side::kWord : Side::kMark;
}

bool IsBlank(char32_t c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v' || c == 0xA0 || c == 0x3000 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x1680 || c == '\n' ||
         c == 0x2028 || c == 0x2029 || c == 0x85;
}

// A character that composes with the one before it must not be moved next to one.
bool Combines(char32_t c) {
  if (c < 0x300) return false;
  static const icu::Normalizer2* const nfkc = [] {
    UErrorCode status = U_ZERO_ERROR;
    return icu::Normalizer2::getNFKCInstance(status);
  }();
  return nfkc != nullptr && !nfkc->hasBoundaryBefore(static_cast<UChar32>(c));
}

class Repairer {
 public:
  Repairer(std::string_view text, BlankLine blank_line) : text_(text), blank_line_(blank_line) {
    out_.text.reserve(text.size());
  }

  MappedText Run();

 private:
  char32_t LastOut() const { return DecodeBefore(out_.text, out_.text.size()).value; }
  void Copy(std::size_t begin, std::size_t end) {
    out_.text.append(text_.data() + begin, end - begin);
    out_.map.Append(end - begin, {begin, end}, true);
  }
  void Write(std::string_view bytes, std::size_t begin, std::size_t end) {
    const bool is_copy = text_.substr(begin, end - begin) == bytes;
    out_.text += bytes;
    out_.map.Append(bytes.size(), {begin, end}, is_copy);
  }
  void Blank(std::size_t begin, std::size_t end, int lines);
  bool LeftIsChinese() const;
  std::size_t PinyinEnd(std::size_t open, std::size_t open_size) const;

  std::string_view text_;
  BlankLine blank_line_;
  MappedText out_;
};

// Chinese text to the left, seen through the marks in between: after NFKC the comma of 百萬, is
// that of English.
bool Repairer::LeftIsChinese() const {
  std::size_t end = out_.text.size();
  for (int marks = 0; marks < 4 && end > 0; ++marks) {
    const CodePoint c = DecodeBefore(out_.text, end);
    const Side side = SideOf(c.value);
    if (side == Side::kChinese || side == Side::kChineseMark) return true;
    if (side != Side::kMark) return false;
    end -= c.size;
  }
  return false;
}

// What becomes of text_[begin, end), all blanks and `lines` line breaks.
void Repairer::Blank(std::size_t begin, std::size_t end, int lines) {
  if (out_.text.empty() || end == text_.size()) return;
  if (lines >= 2 && blank_line_ == BlankLine::kBreaks) return Write("\n\n", begin, end);
  const char32_t l = LastOut();
  const CodePoint next = DecodeAt(text_, end);
  const char32_t r = next.value;
  if (Combines(r)) return Write(" ", begin, end);
  const Side left = SideOf(l);
  const Side right = SideOf(r);
  if (l == '\n') return;  // the break that stands there is enough
  if (left == Side::kChineseMark || right == Side::kChineseMark) return;
  if (ClosesLeft(r) || OpensRight(l)) return;
  if (r == '.') {
    const char32_t after = end + 1 < text_.size() ? DecodeAt(text_, end + 1).value : U' ';
    const Side then = SideOf(after);
    if (then != Side::kDigit && then != Side::kWord) return;
  }
  const bool is_left_chinese = left == Side::kChinese;
  const bool is_right_chinese = right == Side::kChinese;
  if (is_left_chinese && is_right_chinese) {
    if (lines == 0) Write(" ", begin, end);  // two words of a headline
    return;
  }
  if (is_left_chinese && (right == Side::kDigit || right == Side::kWord)) return;
  if (is_right_chinese && (left == Side::kDigit || left == Side::kWord)) return;
  if (lines > 0) {
    if (is_left_chinese || is_right_chinese || LeftIsChinese()) return;
    if (l == '-' && right == Side::kWord) return;
  } else if (left == Side::kMark && ClosesLeft(l) && is_right_chinese && LeftIsChinese()) {
    return;
  }
  Write(" ", begin, end);
}

// If a bracketed toned syllable opens at `open`, where it ends; else `open`.
std::size_t Repairer::PinyinEnd(std::size_t open, std::size_t open_size) const {
  const std::size_t begin = open + open_size;
  for (std::size_t at = begin; at < text_.size() && at - begin <= 10;) {
    const CodePoint c = DecodeAt(text_, at);
    if (c.value == ')' || c.value == 0xFF09) {
      return IsTonedSyllable(text_.substr(begin, at - begin)) ? at + c.size : open;
    }
    at += c.size;
  }
  return open;
}

MappedText Repairer::Run() {
  std::size_t copied = 0;
  std::size_t at = 0;
  const auto copy_to = [&](std::size_t end) {
    if (end > copied) Copy(copied, end);
    copied = end;
  };
  while (at < text_.size()) {
    const auto lead = static_cast<unsigned char>(text_[at]);
    if ((lead > ' ' && lead != '(' && lead < 0xC2) || (lead > 0xC2 && lead < 0xE1) ||
        (lead > 0xE3 && lead != 0xEF)) {
      ++at;  // no blank, no bracket: most text ends here
      continue;
    }
    const CodePoint c = DecodeAt(text_, at);
    if (c.value == '(' || c.value == 0xFF08) {
      const std::size_t end = PinyinEnd(at, c.size);
      if (end > at) {
        copy_to(at);
        if (IsHan(LastOut())) {
          at = copied = end;
          continue;
        }
      }
      at += c.size;
      continue;
    }
    if (!IsBlank(c.value)) {
      at += c.size;
      continue;
    }
    copy_to(at);
    int lines = 0;
    std::size_t end = at;
    while (end < text_.size()) {
      const CodePoint blank = DecodeAt(text_, end);
      if (!IsBlank(blank.value)) break;
      end += blank.size;
      const bool is_carriage = blank.value == '\r' && (end == text_.size() || text_[end] != '\n');
      if (blank.value == '\n' || blank.value == 0x2028 || blank.value == 0x2029 ||
          blank.value == 0x85 || is_carriage) {
        ++lines;
      }
    }
    Blank(at, end, lines);
    at = copied = end;
  }
  copy_to(text_.size());
  return std::move(out_);
}

}  // namespace

MappedText JoinPieces(std::string_view original, std::span<const ByteSpan> pieces) {
  MappedText joined;
  if (pieces.empty()) {
    joined.text = original;
    joined.map.Append(original.size(), {0, original.size()}, true);
    return joined;
  }
  std::size_t last_end = 0;
  for (ByteSpan piece : pieces) {
    assert(piece.begin <= piece.end && piece.end <= original.size());
    piece.begin = std::max(piece.begin, last_end);
    if (piece.end <= piece.begin) continue;
    if (!joined.text.empty()) {
      joined.text += '\n';
      joined.map.Append(1, {last_end, piece.begin}, false);
    }
    joined.text += Slice(original, piece);
    joined.map.Append(piece.size(), piece, true);
    last_end = piece.end;
  }
  return joined;
}

MappedText RepairJoined(std::string_view text, BlankLine blank_line) {
  return Repairer(text, blank_line).Run();
}

MappedText Repair(std::string_view original, std::span<const ByteSpan> pieces) {
  const MappedText joined = JoinPieces(original, pieces);
  std::vector<ByteSpan> damage = FindLostCharacters(joined.text);
  const std::vector<ByteSpan> marks = FindLostQuestionMarks(joined.text);
  damage.insert(damage.end(), marks.begin(), marks.end());
  MergeSpans(&damage);
  MappedText repaired =
      RepairJoined(joined.text, pieces.empty() ? BlankLine::kBreaks : BlankLine::kWraps);
  repaired.damage = Forward(damage, repaired.map);
  repaired.map = repaired.map.Over(joined.map);
  return repaired;
}

}  // namespace heshu::normalize
