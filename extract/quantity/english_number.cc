#include "extract/quantity/english_number.h"

#include <cstdint>
#include <initializer_list>
#include <string>

#include "extract/text/text_scan.h"

namespace heshu::extract {
namespace {

struct NumberWord {
  std::string_view spelling;
  int value;
};

constexpr NumberWord kUnits[] = {
    {"one", 1},      {"two", 2},        {"three", 3},     {"four", 4},      {"five", 5},
    {"six", 6},      {"seven", 7},      {"eight", 8},     {"nine", 9},      {"ten", 10},
    {"eleven", 11},  {"twelve", 12},    {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15},
    {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19},
};
constexpr NumberWord kTens[] = {
    {"twenty", 20}, {"thirty", 30},  {"forty", 40},  {"fifty", 50},
    {"sixty", 60},  {"seventy", 70}, {"eighty", 80}, {"ninety", 90},
};
// The value is an exponent.
constexpr NumberWord kMagnitudes[] = {
    {"hundred", 2}, {"thousand", 3},  {"million", 6},
    {"billion", 9}, {"trillion", 12}, {"quadrillion", 15},
};
constexpr NumberWord kPlurals[] = {
    {"tens", 1},     {"hundreds", 2}, {"thousands", 3},
    {"millions", 6}, {"billions", 9}, {"trillions", 12},
};
// The value is a denominator.
constexpr NumberWord kParts[] = {
    {"third", 3},  {"thirds", 3}, {"quarter", 4}, {"quarters", 4}, {"fourth", 4}, {"fifth", 5},
    {"fifths", 5}, {"sixth", 6},  {"eighth", 8},  {"eighths", 8},  {"tenth", 10}, {"tenths", 10},
};

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

class Reader {
 public:
  Reader(std::string_view text, std::size_t at) : text_(text), begin_(at) {}

  std::optional<ParsedNumber> Read() {
    if (auto vague = ReadPlural()) return vague;
    if (auto half = ReadHalf()) return half;
    if (auto part = ReadPart()) return part;
    return ReadCount();
  }

 private:
  // The end of `word` at `p`, where no letter follows it; 0 if it does not stand there.
  std::size_t Word(std::size_t p, std::string_view word) const {
    if (p + word.size() > text_.size()) return 0;
    for (std::size_t i = 0; i < word.size(); ++i) {
      if (Lower(text_[p + i]) != word[i]) return 0;
    }
    const std::size_t end = p + word.size();
    if (end < text_.size() && IsAsciiAlnum(static_cast<unsigned char>(text_[end]))) return 0;
    return end;
  }
  template <std::size_t N>
  const NumberWord* Any(std::size_t p, const NumberWord (&words)[N], std::size_t* end) const {
    for (const NumberWord& word : words) {
      if (const std::size_t e = Word(p, word.spelling)) {
        *end = e;
        return &word;
      }
    }
    return nullptr;
  }
  // Past one space or hyphen at `p`; `p` itself if none stands there.
  std::size_t Gap(std::size_t p) const {
    return p < text_.size() && (text_[p] == ' ' || text_[p] == '-') ? p + 1 : p;
  }

  ParsedNumber Made(std::size_t end, const Decimal& lo, const Decimal& hi) const {
    ParsedNumber out;
    out.begin = begin_;
    out.end = end;
    out.lo = lo;
    out.hi = hi;
    out.is_word = out.starts_ascii = true;
    out.step_exponent = lo.exponent;
    return out;
  }

  // tens of thousands, hundreds of millions, billions of, dozens of
  std::optional<ParsedNumber> ReadPlural() const {
    std::size_t end = 0;
    if (const std::size_t dozens = Word(begin_, "dozens"); dozens && Word(Gap(dozens), "of")) {
      ParsedNumber out = Made(dozens, Decimal::Of(24), Decimal::Of(120));
      out.end = Word(Gap(dozens), "of");
      out.vagueness = Vagueness::kSeveral;
      out.has_unit = true;
      return out;
    }
    const NumberWord* plural = Any(begin_, kPlurals, &end);
    if (plural == nullptr) return std::nullopt;
    int exponent = plural->value;
    std::size_t of = Word(Gap(end), "of");
    if (of == 0) return std::nullopt;
    std::size_t next = 0;
    while (const NumberWord* more = Any(Gap(of), kPlurals, &next)) {
      exponent += more->value;
      end = next;
      of = Word(Gap(end), "of");
      if (of == 0) break;
    }
    if (exponent == 1 || exponent > 24) return std::nullopt;  // tens of people
    ParsedNumber out =
        Made(of != 0 ? of : end, Decimal::Of(2, exponent), Decimal::Of(1, exponent + 1));
    out.vagueness = Vagueness::kSeveral;
    out.has_unit = true;
    out.step_exponent = exponent;
    return out;
  }

  // half a million; half of, half the: a fraction
  std::optional<ParsedNumber> ReadHalf() const {
    const std::size_t end = Word(begin_, "half");
    if (end == 0) return std::nullopt;
    const std::size_t article = Word(Gap(end), "a");
    std::size_t magnitude_end = 0;
    if (article != 0) {
      if (const NumberWord* m = Any(Gap(article), kMagnitudes, &magnitude_end)) {
        const Decimal value = Decimal::Of(5, m->value - 1);
        return Scaled(Made(magnitude_end, value, value), m->value);
      }
      if (const std::size_t dozen = Word(Gap(article), "dozen")) {
        return Made(dozen, Decimal::Of(6), Decimal::Of(6));
      }
      return std::nullopt;
    }
    for (const std::string_view next : {"of", "the", "its", "their", "that", "as"}) {
      if (Word(Gap(end), next) == 0) continue;
      ParsedNumber out = Made(end, Decimal::Of(5, -1), Decimal::Of(5, -1));
      out.is_fraction = true;
      return out;
    }
    return std::nullopt;
  }

  // one third, two-thirds, a quarter of; three quarters alone are nine months
  std::optional<ParsedNumber> ReadPart() const {
    std::size_t upper_end = Word(begin_, "a");
    int upper = 1;
    bool is_article = upper_end != 0;
    if (!is_article) {
      const NumberWord* word = Any(begin_, kUnits, &upper_end);
      if (word == nullptr || word->value > 9) return std::nullopt;
      upper = word->value;
    }
    std::size_t end = 0;
    const NumberWord* part = Any(Gap(upper_end), kParts, &end);
    if (part == nullptr || upper >= part->value) return std::nullopt;
    const bool plural = part->spelling.back() == 's';
    if (plural != (upper > 1)) return std::nullopt;
    const bool hyphen = text_[upper_end] == '-';
    const bool of = Word(Gap(end), "of") != 0;
    const bool doubtful = part->value == 4 || (is_article && !of);
    if (doubtful && !of && !(hyphen && !is_article)) return std::nullopt;
    const auto quotient = Divide(Decimal::Of(upper), Decimal::Of(part->value), 15);
    if (!quotient) return std::nullopt;
    ParsedNumber out = Made(end, *quotient, *quotient);
    out.is_fraction = true;
    if (Multiply(*quotient, Decimal::Of(part->value)) != Decimal::Of(upper)) {
      out.ratio = std::to_string(upper) + "/" + std::to_string(part->value);
    }
    return out;
  }

  static ParsedNumber Scaled(ParsedNumber number, int exponent) {
    number.has_unit = true;
    number.latin = 'w';
    number.magnitude = exponent;
    return number;
  }

  // twenty-five, three hundred and twenty, two and a half million, a dozen
  std::optional<ParsedNumber> ReadCount() const {
    Decimal total = Decimal::Of(0);
    Decimal group = Decimal::Of(0);
    bool any = false;
    bool article = false;
    bool tens = false;
    int largest = 0;
    int closed = 99;  // the last magnitude from a thousand on
    int last_step = 0;
    std::size_t end = begin_;
    std::size_t p = begin_;
    if (const std::size_t a = Word(p, "a"); a != 0) {
      article = true;
      p = Gap(a);
    }
    for (int words = 0; words < 30; ++words) {
      std::size_t next = 0;
      if (const NumberWord* unit = Any(p, kUnits, &next);
          unit != nullptr && !article && (!any || (tens && unit->value < 10) || largest > 0)) {
        group = Add(group, Decimal::Of(unit->value));
        tens = false;
        any = true;
        last_step = unit->value == 10 ? 1 : 0;
      } else if (const NumberWord* ten = Any(p, kTens, &next);
                 ten != nullptr && !article && !tens && (!any || largest > 0)) {
        group = Add(group, Decimal::Of(ten->value));
        tens = any = true;
        last_step = 1;
      } else if (const std::size_t dozen = Word(p, "dozen"); dozen != 0 && largest == 0) {
        group = Multiply(any ? group : Decimal::Of(1), Decimal::Of(12));
        if (!any && !article) return std::nullopt;
        ParsedNumber out = Made(dozen, group, group);
        out.has_unit = true;
        return out;
      } else if (const NumberWord* magnitude = Any(p, kMagnitudes, &next);
                 magnitude != nullptr && (any || article)) {
        if (!any) group = Decimal::Of(1);
        if (magnitude->value == 2) {
          group = group.Scaled(2);
        } else {
          if (magnitude->value >= closed) break;  // a million comes before its thousands
          closed = magnitude->value;
          total = Add(total, group.Scaled(magnitude->value));
          group = Decimal::Of(0);
        }
        largest = magnitude->value;
        last_step = magnitude->value;
        any = true;
        tens = false;
        article = false;
      } else {
        break;
      }
      end = next;
      p = Gap(end);
      if (p == end) break;
      // two and a half million
      std::size_t conjunction = Word(p, "and");
      if (conjunction != 0 && largest == 0 && !tens) {
        const std::size_t a = Word(Gap(conjunction), "a");
        const std::size_t half = a != 0 ? Word(Gap(a), "half") : 0;
        if (half != 0) {
          group = Add(group, Decimal::Of(5, -1));
          end = half;
          p = Gap(end);
          last_step = -1;
          continue;
        }
      }
      // three hundred and twenty
      if (conjunction != 0 && largest >= 2) {
        std::size_t ignored = 0;
        const std::size_t q = Gap(conjunction);
        if (Any(q, kUnits, &ignored) == nullptr && Any(q, kTens, &ignored) == nullptr) break;
        if (largest != 2) break;  // two million and five people
        p = q;
      }
    }
    if (!any || end == begin_) return std::nullopt;
    const Decimal value = Add(total, group);
    // "one of them" counts nothing; one percent and one percentage point do.
    const bool is_one = largest == 0 && value == Decimal::Of(1);
    if (is_one && Word(Gap(end), "percent") == 0 && Word(Gap(end), "percentage") == 0 &&
        (Word(Gap(end), "per") == 0 || Word(Gap(Word(Gap(end), "per")), "cent") == 0)) {
      return std::nullopt;
    }
    ParsedNumber out = Made(end, value, value);
    out.step_exponent = last_step;
    if (largest >= 2) {
      out.has_unit = true;
      out.latin = largest >= 3 ? 'w' : '\0';
      out.magnitude = largest;
    }
    return out;
  }

  std::string_view text_;
  std::size_t begin_;
};

}  // namespace

bool MayStartEnglishNumber(char letter) {
  return std::string_view("aotfsenhdmb").find(Lower(letter)) != std::string_view::npos;
}

std::optional<ParsedNumber> ReadEnglishNumber(std::string_view text, std::size_t at) {
  if (at >= text.size() || !MayStartEnglishNumber(text[at])) return std::nullopt;
  if (at > 0 && (IsAsciiAlnum(static_cast<unsigned char>(text[at - 1])) || text[at - 1] == '-')) {
    return std::nullopt;
  }
  return Reader(text, at).Read();
}

}  // namespace heshu::extract
