#include "extract/quantity/number_body.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "extract/quantity/ascii_number.h"
#include "extract/text/text_scan.h"

namespace heshu::extract {
namespace {

constexpr int kMostExponent = 40;  // nothing that is counted or paid is bigger

// Both ends of a number that may be vague; equal for an exact one.
struct Ends {
  Decimal lo;
  Decimal hi;

  bool IsZero() const { return lo.IsZero() && hi.IsZero(); }
  Ends Scaled(int power) const { return {lo.Scaled(power), hi.Scaled(power)}; }
  friend Ends operator+(const Ends& a, const Ends& b) { return {Add(a.lo, b.lo), Add(a.hi, b.hi)}; }
};

Ends Exactly(std::int64_t n) { return {Decimal::Of(n), Decimal::Of(n)}; }

// One number without fractions: digits and units, left to right.
//
// A unit below the last one adds (8亿5000万), a bigger one multiplies all that stands before it
// (1万5千亿, 3900千万亿). `parts_` keeps what is closed by 万, 亿 or 兆; `section_` what is closed
// by 十, 百 or 千 since then; `current_` the digits not yet closed by anything.
class BodyReader {
 public:
  BodyReader(std::string_view text, std::size_t at, const NumberContext& context)
      : text_(text), at_(at), context_(context) {
    number_.begin = at;
  }

  std::optional<ParsedNumber> Read() {
    while (Step()) {
    }
    return Finish();
  }

 private:
  struct Part {
    Ends value;
    int unit = 0;
  };

  bool Step() {
    const Glyph glyph = GlyphAt(text_, at_);
    if (glyph.code < 0x80) {
      const bool digit = IsAsciiDigit(glyph.code) ||
                         (glyph.code == '.' && at_ == number_.begin && at_ + 1 < text_.size() &&
                          IsAsciiDigit(static_cast<unsigned char>(text_[at_ + 1])));
      return digit && StepAscii();
    }
    if (glyph.size != 3) return false;
    if (glyph.code == U'点') return StepPoint();
    if (glyph.code == U'余' || glyph.code == U'多' || glyph.code == U'来') return StepOver(glyph);
    if (glyph.code == U'数') return StepSeveral();
    if (glyph.code == U'半') return StepHalf();
    if (glyph.code == U'廿' || glyph.code == U'卅' || glyph.code == U'卌') return StepTens(glyph);
    if (HanUnit(glyph.code) > 0) return StepUnit(glyph, HanUnit(glyph.code));
    if (HanDigit(glyph.code) >= 0) return StepHanDigits();
    return false;
  }

  bool Started() const { return tokens_ > 0; }

  void Take(std::size_t size, bool han) {
    at_ += size;
    ++tokens_;
    if (han) number_.han_characters += static_cast<int>(size / 3);
  }

  bool StepAscii() {
    if (has_current_ || over_) return false;
    AsciiNumber literal = ReadAsciiNumber(text_, at_);
    if (literal.too_long || literal.is_chain) {
      if (Started()) return false;
      number_.too_long = literal.too_long;
      number_.is_chain = literal.is_chain;
      number_.end = literal.end;
      stopped_ = true;
      return false;
    }
    if (Started()) {
      // 5万4千6百, 1百01, 三亿5000万: below the last unit; after Han digits only before a unit.
      if (last_unit_ == 0 || literal.value >= Decimal::Of(1, last_unit_)) return false;
      const Glyph next = GlyphAt(text_, literal.end);
      const int unit = HanUnit(next.code);
      if (!number_.starts_ascii && unit < 3) return false;
      // 2兆962.1亿: a part with a point has a unit of its own.
      // 3万2110.42点: but for points and money that fill all places below 万.
      const bool fills_places = literal.has_point && last_unit_ == 4 &&
                                !(literal.value < Decimal::Of(1000)) &&
                                (next.code == U'点' || next.code == U'元');
      if (fills_places) {
        number_.has_point = true;
      } else if (literal.has_point &&
                 (unit < 4 || literal.value >= Decimal::Of(1, std::max(0, last_unit_ - unit)))) {
        return false;
      }
      // 3万2, 1亿5: one digit behind a big unit is of the next place, unless it begins a word
      // (2月).
      if (literal.digits == 1 && unit <= 0 && last_unit_ >= 4 && !literal.value.IsZero()) {
        if (next.code < 0x80 ? IsAsciiAlnum(next.code) || next.code == '%' || next.code == '-'
                             : std::u32string_view(U"年月日号时天周季折成倍").find(next.code) !=
                                   std::u32string_view::npos) {
          return false;
        }
        literal.value = literal.value.Scaled(last_unit_ - 1);
        literal.step_exponent = last_unit_ - 1;
      }
    } else {
      number_.starts_ascii = true;
      number_.ascii_digits = literal.digits;
      number_.has_point = literal.has_point;
      number_.is_grouped = literal.is_grouped;
      number_.leading_zero = literal.leading_zero;
    }
    Take(literal.end - at_, false);
    current_ = {literal.value, literal.value};
    has_current_ = true;
    any_digit_ = true;
    current_single_ = false;
    step_ = literal.step_exponent;
    if (tokens_ == 1) {
      // $70+ billion
      const bool plus = at_ < text_.size() && text_[at_] == '+';
      if (const LatinMagnitude m = ReadLatinMagnitude(text_, plus ? at_ + 1 : at_, context_.units);
          m.size > 0) {
        if (plus) ++at_;
        over_ = plus;
        current_ = current_.Scaled(m.exponent);
        step_ += m.exponent;
        number_.latin = m.letter;
        number_.has_unit = true;
        number_.magnitude = m.exponent;
        at_ += m.size;
        return false;
      }
    }
    return true;
  }

  // 三点五, 一百二十点五, 零点77; not 三点 (a clock), nor 八点二十分.
  bool StepPoint() {
    if (!Started() || number_.has_point || over_ || vague_) return false;
    if (!has_current_ && !section_set_ && part_count_ == 0 && !zero_) return false;
    std::size_t p = at_ + 3;
    Decimal fraction;
    int places = 0;
    std::int64_t digits = 0;
    std::size_t han = 1;
    bool han_digits = false;
    for (Glyph g = GlyphAt(text_, p); places < 17; g = GlyphAt(text_, p)) {
      int digit = -1;
      if (IsAsciiDigit(g.code)) {
        digit = static_cast<int>(g.code - '0');
      } else if (HanDigit(g.code) >= 0 && HanDigit(g.code) < 10 && g.code != U'两') {
        digit = HanDigit(g.code);
        han_digits = true;
        ++han;
      }
      if (digit < 0) break;
      digits = digits * 10 + digit;
      ++places;
      p += g.size;
    }
    if (places == 0) return false;
    // A clock: 八点二十, 三点五分, 10点30分, 一点半.
    const Glyph next = GlyphAt(text_, p);
    if (han_digits && HanUnit(next.code) == 1) return false;
    if (next.code == U'分' && !StartsAt(text_, p, "分之")) return false;
    if (StartsAt(text_, p, "时") || StartsAt(text_, p, "刻")) return false;
    if (han_digits && context_.words && places == 1 && WordAt(p - 3)) return false;
    fraction = Decimal::Of(digits, -places);
    const Ends tail{fraction, fraction};
    if (has_current_) {
      current_ = current_ + tail;
    } else if (section_set_) {
      section_ = section_ + tail;
    } else if (part_count_ > 0) {
      section_ = tail;
      section_set_ = true;
    } else {
      current_ = tail;
      has_current_ = true;
    }
    current_single_ = false;
    zero_ = false;
    number_.has_point = true;
    any_digit_ = true;
    step_ = -places;
    last_small_ = 1;
    at_ = p;
    number_.han_characters += static_cast<int>(han);
    ++tokens_;
    return true;
  }

  // 500余万, 3亿多, 十余, 30多, 二十来个.
  bool StepOver(Glyph glyph) {
    if (!Started() || over_ || vague_ || number_.has_point) return false;
    const Glyph next = GlyphAt(text_, at_ + glyph.size);
    const bool before_unit = HanUnit(next.code) >= 3 && !UnitAt(at_ + glyph.size);
    if (!before_unit) {
      // Behind the whole number: it must end in a round place.
      const bool round = has_current_ ? (!current_.lo.IsZero() && current_.lo.exponent > 0)
                                      : (section_set_ || part_count_ > 0);
      if (!round) return false;
      if (glyph.code == U'来' &&
          std::u32string_view(U"个家人名岁天年块位种款次万亿").find(next.code) ==
              std::u32string_view::npos) {
        return false;
      }
      if (glyph.code == U'余' &&
          std::u32string_view(U"额下地热波震温生量杭姚党孽姓").find(next.code) !=
              std::u32string_view::npos) {
        return false;
      }
      if (glyph.code == U'多' &&
          (next.code == U'于' || StartsAt(text_, at_ + 3, "元化") ||
           StartsAt(text_, at_ + 3, "极化") || StartsAt(text_, at_ + 3, "模态"))) {
        return false;
      }
    }
    over_ = true;
    Take(glyph.size, true);
    return before_unit;
  }

  // 数 before a unit: 数十万, 数百, 数亿; or alone before a classifier (the caller's to judge).
  bool StepSeveral() {
    if (Started()) return false;
    current_ = {Decimal::Of(2), Decimal::Of(10)};
    has_current_ = true;
    current_single_ = true;
    vague_ = true;
    any_digit_ = true;
    Take(3, true);
    return HanUnit(GlyphAt(text_, at_).code) > 0;
  }

  // 半成, 半小时: the caller sees to it that a unit follows.
  bool StepHalf() {
    if (Started()) return false;
    current_ = {Decimal::Of(5, -1), Decimal::Of(5, -1)};
    has_current_ = true;
    any_digit_ = true;
    step_ = -1;
    Take(3, true);
    return false;
  }

  bool StepTens(Glyph glyph) {
    if (Started() && last_unit_ < 2) return false;
    if (has_current_ || over_) return false;
    section_ = section_ + Exactly(glyph.code == U'廿' ? 20 : glyph.code == U'卅' ? 30 : 40);
    section_set_ = true;
    last_small_ = 1;
    last_unit_ = 1;
    any_digit_ = true;
    step_ = 1;
    zero_ = false;
    number_.has_unit = true;
    number_.magnitude = -1;
    mixed_ = true;
    Take(glyph.size, true);
    return true;
  }

  bool StepUnit(Glyph glyph, int unit) {
    if (UnitAt(at_)) return false;  // 5千瓦
    if (number_.latin != 0) return false;
    return unit < 4 ? StepSmallUnit(glyph, unit) : StepBigUnit(glyph, unit);
  }

  bool StepSmallUnit(Glyph glyph, int unit) {
    if (over_ && unit < 3) return false;
    if (section_set_ && unit >= last_small_) return false;
    if (!has_current_) {
      // An unwritten one: 十五, 百三, 一百十六, 一万零百一十一.
      const bool may = !Started() || zero_ || unit == 1;
      if (!may || (section_set_ && over_)) return false;
      if (!Started() && unit > 1) number_.is_bare = true;
      if (unit == 1) any_digit_ = true;
      if (unit == 1 && !Started()) only_ten_ = true;
      current_ = Exactly(1);
      step_ = 0;
    }
    section_ = section_ + current_.Scaled(unit);
    CloseCurrent(glyph, unit);
    last_small_ = unit;
    section_set_ = true;
    last_big_ = 0;
    last_unit_ = unit;
    return true;
  }

  bool StepBigUnit(Glyph glyph, int unit) {
    if (!Started()) {
      number_.is_bare = true;
      section_ = Exactly(1);
      section_set_ = true;
      step_ = 0;
    } else if (has_current_) {
      section_ = section_ + current_;
      section_set_ = true;
    } else if (zero_) {
      return false;
    }
    Ends sum = section_;
    bool fresh = section_set_;
    while (part_count_ > 0 && parts_[part_count_ - 1].unit <= unit) {
      // 一万二千万 is no number; 四万万 and 亿亿 are.
      sum = sum + parts_[--part_count_].value;
      fresh = false;
    }
    if (sum.lo.IsZero() && sum.hi.IsZero()) return false;
    parts_[part_count_++] = {sum.Scaled(unit), unit};
    section_ = {};
    section_set_ = false;
    CloseCurrent(glyph, unit);
    last_big_ = fresh || last_big_ == 0 ? unit : last_big_ + unit;
    last_unit_ = last_big_;
    last_small_ = 9;
    if (unit == 12) number_.has_zhao = true;
    return part_count_ < parts_.size();
  }

  void CloseCurrent(Glyph glyph, int unit) {
    step_ += unit;
    has_current_ = false;
    zero_ = false;
    number_.has_unit = true;
    if (!mixed_) number_.magnitude = (number_.magnitude < 0 ? 0 : number_.magnitude) + unit;
    current_ = {};
    Take(glyph.size, true);
  }

  bool StepHanDigits() {
    if (has_current_ || over_) return false;
    std::array<int, 20> run{};
    std::size_t count = 0;
    std::size_t p = at_;
    for (; count < run.size(); ++count) {
      const Glyph g = GlyphAt(text_, p);
      const int digit = g.size == 3 ? HanDigit(g.code) : -1;
      if (digit < 0) break;
      run[count] = digit;
      p += 3;
    }
    if (count == run.size()) {
      // No number is as long as this; pass over it all.
      while (HanDigit(GlyphAt(text_, p).code) >= 0) p += 3;
      if (!Started()) {
        number_.too_long = true;
        number_.end = p;
        stopped_ = true;
      }
      return false;
    }
    if (Started() && WordAt(at_)) return false;  // 三百一些
    if (run[0] == 10) return StepHow(count, run);
    if (!Started() && count >= 2 &&
        std::find(run.begin(), run.begin() + count, 10) != run.begin() + count) {
      return false;
    }
    // 二万七二一一, 三万○五二六: four digits fill all places below 万.
    constexpr std::size_t kPlacesBelowWan = 4;
    if (Started() && last_unit_ == static_cast<int>(kPlacesBelowWan) && !zero_ &&
        count == kPlacesBelowWan &&
        std::find(run.begin(), run.begin() + count, 10) == run.begin() + count) {
      std::int64_t below = 0;
      for (std::size_t i = 0; i < count; ++i) below = below * 10 + run[i];
      current_ = Exactly(below);
      current_single_ = false;
      SetCurrent(count * 3);
      return true;
    }
    if (run[0] == 0 && (Started() || count == 1)) {
      // 零 between places, or 零 alone.
      if (zero_) return false;
      zero_ = true;
      any_digit_ = true;
      Take(3, true);
      if (count == 1) {
        if (tokens_ == 1) {
          const Glyph next = GlyphAt(text_, at_);
          if (next.code != U'点') return false;
        }
        return true;
      }
      return StepHanDigits();
    }
    const bool pair = count == 2 && run[0] > 0 && run[1] > 0 &&
                      (run[1] == run[0] + 1 || (run[0] == 3 && run[1] == 5));
    if (pair && !StartsAt(text_, p, "折") && !StartsAt(text_, p, "点")) {
      if (Started() && last_unit_ < 1) return false;
      current_ = {Decimal::Of(run[0]), Decimal::Of(run[1])};
      pair_ = true;
      current_single_ = true;
      SetCurrent(6);
      return true;
    }
    if (count == 1) {
      current_ = Exactly(run[0]);
      current_single_ = true;
      SetCurrent(3);
      return true;
    }
    if (Started()) return false;
    std::int64_t value = 0;
    if (count > 18) return false;
    for (std::size_t i = 0; i < count; ++i) value = value * 10 + run[i];
    current_ = Exactly(value);
    current_single_ = false;
    number_.is_positional = true;
    number_.leading_zero = run[0] == 0;
    SetCurrent(count * 3);
    return true;
  }

  // 几: 几十万, 十几, 二十几.
  bool StepHow(std::size_t count, const std::array<int, 20>&) {
    if (count != 1 || vague_ || (Started() && last_unit_ != 1)) return false;
    vague_ = true;
    current_ = {Decimal::Of(Started() ? 0 : 2), Decimal::Of(10)};
    current_single_ = true;
    SetCurrent(3);
    return !number_.starts_ascii;
  }

  void SetCurrent(std::size_t bytes) {
    only_ten_ = false;
    if (Started()) {
      mixed_ = true;
      number_.magnitude = -1;
    }
    has_current_ = true;
    any_digit_ = true;
    step_ = 0;
    Take(bytes, true);
  }

  bool UnitAt(std::size_t at) const {
    return context_.units != nullptr && static_cast<bool>(context_.units->Longest(text_, at));
  }
  bool WordAt(std::size_t at) const {
    const auto match = context_.words ? context_.words->Longest(text_, at) : SpellingTrie::Match{};
    return match && match.size > 3;
  }

  std::optional<ParsedNumber> Finish() {
    if (stopped_) return number_;
    if (!Started()) return std::nullopt;
    Ends total = section_;
    if (has_current_) {
      // 三万五: the digit stands for the place below the last unit.
      const bool trailing = current_single_ && last_unit_ >= 2 && !zero_ && !over_ &&
                            !number_.starts_ascii && !vague_ && !current_.IsZero();
      if (trailing) {
        current_ = current_.Scaled(last_unit_ - 1);
        step_ = last_unit_ - 1;
      }
      total = total + current_;
    }
    for (std::size_t i = 0; i < part_count_; ++i) total = total + parts_[i].value;
    number_.lo = total.lo;
    number_.hi = total.hi;
    number_.end = at_;
    if (total.hi.exponent > kMostExponent) number_.too_long = true;  // 亿亿亿亿亿亿
    number_.step_exponent = step_;
    number_.is_bare = number_.is_bare && !any_digit_;
    number_.is_bare_ten = only_ten_ && last_big_ > 0 && !has_current_ && !section_set_;
    number_.big = has_current_ || section_set_ ? 0 : last_big_;
    if (mixed_) number_.magnitude = -1;
    if (number_.magnitude < 0 && !mixed_) number_.magnitude = 0;
    number_.vagueness = vague_  ? Vagueness::kSeveral
                        : over_ ? Vagueness::kOver
                        : pair_ ? Vagueness::kPair
                                : Vagueness::kNone;
    return number_;
  }

  std::string_view text_;
  std::size_t at_;
  NumberContext context_;
  ParsedNumber number_;
  std::array<Part, 6> parts_;
  std::size_t part_count_ = 0;
  Ends section_;
  Ends current_;
  bool section_set_ = false;
  bool has_current_ = false;
  bool current_single_ = false;  // one Han digit: may stand for the next place
  bool zero_ = false;            // 零 since the last unit
  bool over_ = false;
  bool vague_ = false;
  bool pair_ = false;
  bool any_digit_ = false;
  bool only_ten_ = false;  // 十 without a digit began it
  bool mixed_ = false;     // digits again after a unit
  bool stopped_ = false;
  int last_small_ = 9;
  int last_unit_ = 0;
  int last_big_ = 0;
  int step_ = 0;
  int tokens_ = 0;
};

}  // namespace

std::optional<ParsedNumber> ReadNumberBody(std::string_view text, std::size_t at,
                                           const NumberContext& context) {
  return BodyReader(text, at, context).Read();
}

}  // namespace heshu::extract
