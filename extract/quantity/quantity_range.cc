// Values: one number or two ends, scaled by their unit.
#include <algorithm>
#include <iterator>
#include <string>

#include "extract/quantity/quantity_reader.h"
#include "extract/text/text_scan.h"

namespace heshu::extract {
namespace {

// 2^n for 翻n番.
std::optional<Decimal> PowerOfTwo(const Decimal& n) {
  if (n.exponent < 0 || n.Sign() <= 0 || n > Decimal::Of(40)) return std::nullopt;
  std::int64_t count = n.coefficient;
  for (int i = 0; i < n.exponent; ++i) count *= 10;
  return Decimal::Of(std::int64_t{1} << count);
}

int MagnitudeToShare(const ParsedNumber& left, const ParsedNumber& right) {
  // 16-17万亿, 2到3千: all of it; 七千到九千亿: what the left end does not have itself.
  if (left.latin != 0 || left.big > 0) return 0;
  if (right.latin != 0) return right.magnitude;
  if (!left.has_unit && right.magnitude > 0) return right.magnitude;
  return right.big;
}

}  // namespace

// A number with its sign and unit at `at`.
std::optional<Operand> QuantityReader::ReadOperand(std::size_t at, std::size_t least_begin) const {
  auto number = ParseAt(at);
  if (!number || number->too_long || number->is_chain) return std::nullopt;
  Operand out;
  out.begin = at;
  out.number = *number;
  // The sign.
  std::size_t p = SkipSpacesBack(text_, at, 1);
  if (p > least_begin || (p == least_begin && p > 0)) {
    if (EndsAt(text_, p, "零下") && p >= least_begin + 6) {
      out.negative = true;
      out.begin = p - 6;
    } else if (EndsAt(text_, p, "负") && p >= least_begin + 3 && !EndsAt(text_, p, "正负")) {
      out.negative = true;
      out.begin = p - 3;
    } else if (EndsAt(text_, p, "minus") && p >= least_begin + 5 && !EndsAt(text_, p, "or minus")) {
      out.negative = true;
      out.begin = p - 5;
    } else {
      const bool ascii = EndsAt(text_, p, "-");
      const std::size_t size = ascii ? 1 : EndsAt(text_, p, "−") ? 3 : 0;
      if (size > 0 && p >= least_begin + size) {
        const std::size_t sign = p - size;
        const Glyph before = GlyphBefore(text_, sign);
        const bool clean = before.size == 0 || before.code == ' ' || before.code == '\n' ||
                           before.code == '(' || before.code == ':' || before.code == ',' ||
                           before.code == U'、' || before.code == ';' ||
                           (IsHan(before.code) && sign > floor_);
        // A dash and a space open a list item, unless nothing else is there.
        if (clean && (p == at || before.size == 0)) {
          out.negative = true;
          out.begin = sign;
        }
      }
    }
  }
  std::size_t ignored = 0;
  const bool money_before = CurrencyBefore(out.begin, &ignored) != nullptr;
  if (money_before && out.number.latin == 0) {
    // $5.5m, $3b, US$2t
    static constexpr std::pair<char, int> kSmall[] = {{'m', 6}, {'b', 9}, {'t', 12}};
    const std::size_t end = out.number.end;
    for (const auto& [letter, exponent] : kSmall) {
      if (end < text_.size() && text_[end] == letter &&
          (end + 1 == text_.size() || !IsAsciiAlnum(static_cast<unsigned char>(text_[end + 1]))) &&
          !out.number.has_unit) {
        out.number.lo = out.number.lo.Scaled(exponent);
        out.number.hi = out.number.hi.Scaled(exponent);
        out.number.step_exponent += exponent;
        out.number.latin = letter;
        out.number.magnitude = exponent;
        out.number.has_unit = true;
        ++out.number.end;
        break;
      }
    }
  }
  if (out.number.parts > 0) {
    out.end = out.number.end;
    return out;
  }
  if (out.number.starts_ascii && out.number.latin == 0) {
    // 3W元, 5w用户: ten thousands in informal text; 300W are watts.
    const std::size_t end = out.number.end;
    if (end < text_.size() && (text_[end] == 'w' || text_[end] == 'W')) {
      for (const std::string_view next :
           {"元", "块", "人", "粉", "用户", "名", "+", "条", "美元"}) {
        if (!StartsAt(text_, end + 1, next)) continue;
        out.number.lo = out.number.lo.Scaled(4);
        out.number.hi = out.number.hi.Scaled(4);
        out.number.step_exponent += 4;
        out.number.latin = 'W';
        out.number.magnitude = 4;
        out.number.has_unit = true;
        ++out.number.end;
        break;
      }
    }
  }
  // 700+款产品
  if (out.number.starts_ascii && out.number.vagueness == Vagueness::kNone &&
      StartsAt(text_, out.number.end, "+")) {
    const Glyph next = GlyphAt(text_, out.number.end + 1);
    if (IsHan(next.code) && ReadUnitAt(out.number, out.begin, out.number.end + 1, false).sense) {
      out.number.vagueness = Vagueness::kOver;
      ++out.number.end;
    }
  }
  out.unit = ReadUnit(out.number, out.begin, money_before);
  out.end = out.unit.sense != nullptr ? out.unit.end : out.number.end;
  return out;
}

// Past 至 到 - ~ — 、 between two ends; 0 if none stands at `at`.
std::size_t QuantityReader::RangeConnector(std::size_t at, bool* plain_hyphen) const {
  std::size_t p = SkipSpaces(text_, at, 1);
  for (const std::string_view note : {"(含)", "(不含)"}) {
    if (StartsAt(text_, p, note)) p += note.size();
  }
  *plain_hyphen = false;
  static constexpr std::string_view kWords[] = {"--", "——", "—",  "–", "―", "─", "~",  "～",
                                                "〜", "至", "到", "-", "−", "‐", "to "};
  for (const std::string_view word : kWords) {
    if (!StartsAt(text_, p, word)) continue;
    *plain_hyphen = word == "-";
    if (word == "to " && p == at) return 0;
    return SkipSpaces(text_, p + word.size(), 1);
  }
  return 0;
}

// The right end of a range whose left end is `left`; its end with suffixes in `*end`.
std::optional<Operand> QuantityReader::ReadRangeEnd(const Operand& left, std::size_t* end) const {
  bool hyphen = false;
  std::size_t at = RangeConnector(left.end, &hyphen);
  bool between = false;
  // grew from $15 billion to $45 billion: two figures; ranging from 3 to 5 is a range.
  if (at > left.end + 3 && EndsAt(text_, at, "to ") &&
      (left.number.has_unit || left.unit.sense != nullptr)) {
    std::size_t begin = left.begin;
    if (CurrencyBefore(left.begin, &begin) == nullptr) begin = left.begin;
    if (EndsAt(text_, begin, "from ") && !EndsAt(text_, begin, "ing from ") &&
        !EndsAt(text_, begin, "ange from ") && !EndsAt(text_, begin, "where from ") &&
        !EndsAt(text_, begin, "anges from ")) {
      return std::nullopt;
    }
  }
  if (at == 0) {
    // 介于A与B之间, A和B之间
    const std::size_t p = SkipSpaces(text_, left.end, 1);
    for (const std::string_view word : {"与", "和", "及", "and "}) {
      if (StartsAt(text_, p, word)) at = SkipSpaces(text_, p + word.size(), 1);
    }
    if (at == 0) return std::nullopt;
    between = true;
  }
  // 跌近5%至近6%: from near the one to near the other.
  if (!between && left.unit.sense != nullptr && left.unit.sense->unit == "percent") {
    for (const std::string_view word : {"超过", "接近", "近", "逾", "约", "超"}) {
      if (!StartsAt(text_, at, word)) continue;
      at += word.size();
      break;
    }
  }
  // US$5亿至US$6亿: the currency again.
  std::size_t number_at = at;
  for (std::size_t step = 0; step < 12 && number_at < text_.size(); ++step) {
    const Glyph glyph = GlyphAt(text_, number_at);
    if (IsAsciiDigit(glyph.code) || (glyph.size == 3 && IsHanNumberStart(glyph.code))) break;
    if (glyph.code == '\n' || IsClauseEnd(glyph.code)) return std::nullopt;
    number_at += glyph.size;
  }
  if (number_at != at) {
    std::size_t begin = 0;
    if (CurrencyBefore(number_at, &begin) == nullptr || begin != at) return std::nullopt;
  }
  if (number_at >= text_.size()) return std::nullopt;
  auto right = ReadOperand(number_at, number_at);
  if (!right || right->number.is_bare) return std::nullopt;
  if (between) {
    if (StartsAt(text_, right->number.end, "间")) {
      right->unit = {};
      right->end = right->number.end;
    }
    const std::size_t p = SkipSpaces(text_, right->end, 1);
    const bool closed = StartsAt(text_, p, "之间") || StartsAt(text_, p, "间");
    std::size_t left_begin = left.begin;
    if (CurrencyBefore(left.begin, &left_begin) == nullptr) left_begin = left.begin;
    std::size_t before = SkipSpacesBack(text_, left_begin, 1);
    const bool opened = EndsAt(text_, before, "介于") || EndsAt(text_, before, "介乎") ||
                        EndsAt(text_, before, "位于") || EndsAt(text_, before, "etween");
    if (!closed && !opened) return std::nullopt;
    *end = closed ? p + (StartsAt(text_, p, "之间") ? 6 : 3) : right->end;
    return right;
  }
  *end = right->end;
  return right;
}

// "rose 0.2% to 4.1%": what has moved, did so by one amount. "May rise 1% to 3%" is a range.
bool QuantityReader::HasMovedBefore(std::size_t at) const {
  static constexpr std::string_view kMoved[] = {
      "rose ",      "fell ",       "climbed ",  "dropped ", "grew ",      "gained ",
      "widened ",   "narrowed ",   "slid ",     "slipped ", "jumped ",    "surged ",
      "increased ", "decreased ",  "declined ", "eased ",   "ticked up ", "ticked down ",
      "edged up ",  "edged down ", "expanded ", "shrank ",  "was up ",    "was down ",
      "improved ",  "advanced ",   "soared "};
  return std::any_of(std::begin(kMoved), std::end(kMoved),
                     [&](std::string_view verb) { return EndsAt(text_, at, verb); });
}

// 减少130亿至580亿元, 涨100元至500元: by the first, to the second. Percents are left as ranges,
// which they mostly are (升5%至8%).
bool QuantityReader::MovesBy(const Operand& left, const Operand& right) const {
  // "fell by 6,000 to 216,000"
  if (StartsAt(text_, SkipSpaces(text_, left.end, 1), "to ") && left.number.lo == left.number.hi &&
      right.number.hi > Multiply(left.number.lo, Decimal::Of(3))) {
    std::size_t begin = left.begin;
    if (CurrencyBefore(left.begin, &begin) == nullptr) begin = left.begin;
    if (EndsAt(text_, begin, "by ") || HasMovedBefore(begin)) return true;
  }
  const UnitSense* sense = right.unit.sense;
  if (sense == nullptr || !(left.unit.sense != nullptr || left.number.has_unit) ||
      left.number.parts > 0 || left.number.lo != left.number.hi || left.number.lo.Sign() <= 0) {
    return false;
  }
  // "margin rose 6.9% to 21.3%": of two shares that each have their sign.
  static constexpr std::string_view kMoves[] = {"rose",     "climbed", "widened", "improved",
                                                "expanded", "jumped",  "grew",    "increased",
                                                "surged",   "rises",   "climbs"};
  const std::size_t verb = SkipSpacesBack(text_, left.begin, 1);
  if (sense->dimension == "percent" && left.unit.sense == sense &&
      StartsAt(text_, SkipSpaces(text_, left.end, 1), "to ") &&
      right.number.hi >= Multiply(left.number.lo, Decimal::Of(2)) &&
      std::any_of(std::begin(kMoves), std::end(kMoves),
                  [&](std::string_view word) { return EndsAt(text_, verb, word); })) {
    return true;
  }
  const bool level = sense->dimension == "money" || sense->dimension == "index";
  if (!level || !StartsAt(text_, SkipSpaces(text_, left.end, 1), "至")) return false;
  const Decimal to = right.number.hi;
  if (to < Multiply(left.number.lo, Decimal::Of(3))) return false;
  const auto match = units_.before.LongestBefore(text_, SkipSpacesBack(text_, left.begin, 1));
  if (!match) return false;
  const EdgeWord& word = units_.before_words[static_cast<std::size_t>(match.value)];
  return word.marks.contains("move") && !word.level && !word.adjacent;
}

Decimal QuantityReader::Convert(const Decimal& value, const UnitHit& hit) const {
  if (hit.sense == nullptr) return value;
  if (hit.sense->discount) {
    // 8折 8.5折 and 85折
    return value < Decimal::Of(10) ? value.Scaled(-1) : value.Scaled(-2);
  }
  Decimal out = Multiply(value, hit.sense->scale);
  if (hit.has_addend) out = Add(out, hit.addend);
  return out;
}

void QuantityReader::SetUnit(Figure& figure, const UnitHit& hit) const {
  figure.sense = hit.sense;
  if (hit.sense == nullptr) return;
  const UnitSense& named = hit.noun != nullptr ? *hit.noun : *hit.sense;
  figure.unit = named.unit;
  figure.dimension = named.dimension;
  figure.inferred = hit.sense->inferred;
  figure.stated_unit = true;
  if (hit.sense->kind == UnitSense::Kind::kClassifier ||
      hit.sense->kind == UnitSense::Kind::kNoun) {
    if (named.unit != "count") figure.counted_noun = named.unit;
  }
  if (figure.inferred) figure.unit = CurrencyOfRegion();
}

bool QuantityReader::SetValue(Figure& figure, const Operand& operand) const {
  const ParsedNumber& number = operand.number;
  SetUnit(figure, operand.unit);
  figure.has_magnitude = number.has_unit;
  figure.is_bare = number.is_bare;
  figure.is_bare_ten = number.is_bare_ten;
  figure.magnitude = std::max(number.magnitude, 0);
  Decimal lo = number.lo;
  Decimal hi = number.hi;
  Value& value = figure.value;
  int step = number.step_exponent;
  if (number.parts > 0) {
    figure.unit = figure.dimension = "percent";
    figure.stated_unit = true;
  } else if (number.is_fraction && operand.unit.sense == nullptr) {
    figure.unit = figure.dimension = "ratio";
    figure.stated_unit = true;
    figure.marks["form"] = "fraction";
  }
  const UnitSense* sense = operand.unit.sense;
  if (sense != nullptr && sense->unit == "ratio" && !sense->discount && !number.is_fraction &&
      EndsAt(text_.substr(0, operand.unit.end), operand.unit.end, "番")) {
    const auto power = PowerOfTwo(lo);
    if (!power) return false;
    value.lo = value.hi = *power;
    value.step = Decimal::Of(1);
    value.digits = DigitsDownTo(*power, 0);
    figure.marks["form"] = "multiple";
    return true;
  }
  lo = Convert(lo, operand.unit);
  hi = Convert(hi, operand.unit);
  if (operand.negative) {
    std::swap(lo, hi);
    lo = lo.Negated();
    hi = hi.Negated();
  }
  if (sense != nullptr) {
    step += sense->discount ? (number.lo < Decimal::Of(10) ? -1 : -2) : 0;
    int scale_step = sense->scale.exponent;
    // 0.25 pp for 25 基点: the coefficient of the scale is one digit in all units but halves.
    step += scale_step;
    if (operand.unit.has_addend) step = operand.unit.addend_exponent;
  }
  value.ratio = number.ratio;
  value.lo = lo;
  value.hi = hi;
  value.step = Decimal::Of(1, step);
  value.digits = DigitsDownTo(hi, step);
  switch (number.vagueness) {
    case Vagueness::kNone:
      value.bound = Bound::kExact;
      break;
    case Vagueness::kSeveral:
      value.bound = Bound::kApprox;
      break;
    case Vagueness::kPair:
      value.bound = Bound::kRange;
      break;
    case Vagueness::kOver:
      value.bound = Bound::kMoreThan;
      value.bound_word = EndsAt(text_, number.end, "+") || number.latin != 0 ? "+" : "余";
      value.hi.reset();
      break;
  }
  if (operand.unit.level && value.bound == Bound::kExact) {
    value.bound = Bound::kApprox;
    value.bound_word = "级";
  }
  if (number.has_zhao && figure.sense == nullptr && number.starts_ascii) {
    figure.marks["ambiguous"] = "1e6";
  }
  return true;
}

// Joins two ends; false if they are none of one range (then nothing is changed).
bool QuantityReader::SetRange(Figure& figure, Operand left, Operand right) const {
  if (left.number.vagueness == Vagueness::kOver || right.number.vagueness == Vagueness::kOver) {
    return false;
  }
  if (left.number.is_fraction != right.number.is_fraction && right.unit.sense == nullptr &&
      left.number.parts == 0) {
    return false;
  }
  // 2025-26年度, names (72B-Instruct) and 3-2 never come here or fail below.
  if (left.unit.sense == nullptr && left.number.parts == 0) {
    if (left.number.leading_zero || right.number.leading_zero) return false;
    const int share = MagnitudeToShare(left.number, right.number);
    if (share > 0) {
      const Decimal shared = left.number.lo.Scaled(share);
      const bool ordered = right.unit.sense != nullptr && right.unit.sense->discount
                               ? false
                               : shared < right.number.hi;
      if (ordered) {
        left.number.lo = shared;
        left.number.hi = left.number.hi.Scaled(share);
        left.number.step_exponent += share;
      }
    }
    left.unit.sense = right.unit.sense;
    left.unit.noun = right.unit.noun;
  } else if (right.unit.sense == nullptr && right.number.parts == 0) {
    if (left.number.parts > 0) {
      right.number.parts = left.number.parts;  // 百分之二十到三十
      const int shift = 2 - left.number.parts;
      right.number.lo = right.number.lo.Scaled(shift);
      right.number.hi = right.number.hi.Scaled(shift);
    } else if (left.unit.sense->kind == UnitSense::Kind::kMeasure &&
               left.unit.sense->dimension == "percent_change") {
      right.unit.sense = left.unit.sense;
    } else {
      return false;
    }
  }
  if (left.unit.sense != nullptr && right.unit.sense != nullptr &&
      left.unit.sense->unit != right.unit.sense->unit &&
      !(left.unit.sense->dimension == right.unit.sense->dimension &&
        left.unit.sense->dimension == "money")) {
    return false;
  }
  Figure lower = figure;
  Figure upper = figure;
  if (!SetValue(lower, left) || !SetValue(upper, right)) return false;
  if (!lower.value.lo || !upper.value.hi || *lower.value.lo >= *upper.value.hi) return false;
  figure = std::move(upper);
  figure.value.lo = lower.value.lo;
  figure.value.step = std::min(lower.value.step, figure.value.step);
  figure.value.bound = Bound::kRange;
  figure.value.ratio.clear();
  figure.has_magnitude = figure.has_magnitude || lower.has_magnitude;
  // Far apart after sharing: both readings stay possible.
  if (lower.value.lo->Sign() > 0 && *figure.value.hi > Multiply(*lower.value.lo, Decimal::Of(20))) {
    figure.marks["ambiguous"] = "range";
  }
  if (left.unit.sense == right.unit.sense && right.unit.sense != nullptr) {
    figure.sense = right.unit.sense;
  }
  return true;
}

std::string QuantityReader::CurrencyOfRegion() const {
  if (region_ == "hk") return "HKD";
  if (region_ == "tw") return "TWD";
  if (region_ == "us") return "USD";
  if (region_ == "jp") return "JPY";
  return "CNY";
}

}  // namespace heshu::extract
