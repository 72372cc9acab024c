// Denominators: 百万Token, 度, 一个月 behind 每, "/" and "per"; and prices of tokens side by side,
// of which one says what the others are for.
#include <algorithm>
#include <iterator>
#include <string>

#include "extract/quantity/quantity_reader.h"
#include "extract/text/text_scan.h"

namespace heshu::extract {
namespace {

constexpr std::size_t kTokenWordsReach = 160;  // bytes around "$8 per million" that speak of tokens
constexpr std::size_t kPricedReach = 400;      // bytes from a token's price to a pair of others
constexpr std::size_t kMostBytesOfGap = 48;    // " input tokens and "

bool Any(const std::vector<std::string>& words, std::string_view text, std::size_t at) {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return StartsAt(text, at, word); });
}

// The longest of `words` that begins at `at` and is no part of a longer Latin word.
template <std::size_t kCount>
std::size_t SkipWord(std::string_view text, std::size_t at,
                     const std::string_view (&words)[kCount]) {
  std::size_t end = at;
  for (const std::string_view word : words) {
    const std::size_t behind = at + word.size();
    if (!StartsAt(text, at, word) || behind <= end) continue;
    const bool goes_on = behind < text.size() && IsAsciiLetter(GlyphAt(text, behind).code) &&
                         IsAsciiLetter(GlyphAt(text, behind - 1).code);
    if (!goes_on) end = behind;
  }
  return end;
}

constexpr std::string_view kDirections[] = {
    "input tokens", "output tokens", "input", "output", "cached input", "in", "out"};

// Only which of two prices it is, and what joins them, stands in `gap`: " input, ", "/".
bool JoinsPrices(std::string_view gap) {
  static constexpr std::string_view kWords[] = {
      "input",  "output", "in",  "out", "for", "cached", "cache", "hits", "hit", "misses", "miss",
      "tokens", "token",  "and", "or",  "to",  "/",      ",",     "(",    ")",   " "};
  if (gap.empty() || gap.size() > kMostBytesOfGap) return false;
  for (std::size_t at = 0; at < gap.size();) {
    const std::size_t end = SkipWord(gap, at, kWords);
    if (end == at) return false;
    at = end;
  }
  return true;
}

// Past the words between a denominator's amount and its tokens: million input tokens.
std::size_t SkipTokenKinds(std::string_view text, std::size_t at) {
  static constexpr std::string_view kKinds[] = {"cached input",
                                                "cache-hit input",
                                                "input/output",
                                                "input and output",
                                                "input",
                                                "output",
                                                "cached",
                                                "prompt",
                                                "completion",
                                                "generated",
                                                "reasoning",
                                                "Input",
                                                "Output",
                                                "输入",
                                                "输出",
                                                "的",
                                                "个"};
  for (int i = 0; i < 2; ++i) {
    for (const std::string_view kind : kKinds) {
      if (!StartsAt(text, at, kind)) continue;
      at = SkipSpaces(text, at + kind.size(), 1);
      break;
    }
  }
  return at;
}

}  // namespace

bool QuantityReader::SpeaksOfTokens(std::size_t at) const {
  const Glyph next = GlyphAt(text_, at);
  if (next.size > 0 && IsAsciiAlnum(next.code)) return false;
  const std::size_t from = at > kTokenWordsReach ? at - kTokenWordsReach : 0;
  const std::string_view near = text_.substr(from, at - from + kTokenWordsReach);
  const auto says = [&](std::string_view word) {
    return near.find(word) != std::string_view::npos;
  };
  return says("token") || says("Token") || ((says("input") || says("Input")) && says("output"));
}

// "$0.28 input, $0.42 output per million tokens", "$5 and $25 per million": what the last says of
// them all. "the mini at $0.20/$0.80" behind the price of another model: in and out, for as much.
void QuantityReader::ShareTokenPrices() {
  const auto is_plain = [](const Figure& figure) {
    const auto& amount = figure.value.lo ? figure.value.lo : figure.value.hi;
    return figure.dimension == "money" && figure.per.per.empty() && amount &&
           *amount < Decimal::Of(1, 3);
  };
  const auto gap = [&](const Figure& left, const Figure& right) {
    return right.span.begin < left.span.end
               ? std::string_view()
               : text_.substr(left.span.end, right.span.begin - left.span.end);
  };
  for (std::size_t i = figures_.size(); i-- > 1;) {
    Figure& left = figures_[i - 1];
    const Figure& right = figures_[i];
    if (right.per.per == "token" && is_plain(left) && left.unit == right.unit &&
        JoinsPrices(gap(left, right))) {
      left.per = right.per;
    }
  }
  const Figure* priced = nullptr;
  for (std::size_t i = 0; i < figures_.size(); ++i) {
    Figure& left = figures_[i];
    if (left.per.per == "token") priced = &left;
    if (i + 1 == figures_.size()) break;
    Figure& right = figures_[i + 1];
    const std::string_view between = gap(left, right);
    const bool is_slash = between == "/" || BeginsWith(between, " in and ");
    const bool is_pair = is_slash || (JoinsPrices(between) && BeginsWith(between, " input"));
    if (!is_pair || left.unit != right.unit) continue;
    if (priced != nullptr && priced->unit == left.unit && is_plain(left) && is_plain(right) &&
        left.span.begin - priced->span.begin <= kPricedReach) {
      left.per = right.per = priced->per;
    }
    const bool are_prices = left.per.per == "token" && right.per.per == "token";
    if (is_slash && are_prices) {
      left.marks["io"] = "input";
      right.marks["io"] = "output";
    }
  }
}

// 百万Token, 秒, GPU小时, kWh behind 每, / or per; `at` is past that word.
std::optional<Denominator> QuantityReader::ReadDenominator(std::size_t at) const {
  Denominator out;
  std::size_t p = SkipSpaces(text_, at, 1);
  const Glyph first = GlyphAt(text_, p);
  if (IsAsciiDigit(first.code) || (first.size == 3 && IsHanNumberStart(first.code))) {
    const auto number = ParseAt(p);
    // 200MW/800MWh are two figures: only a round amount is a denominator's.
    const bool round = number && (number->lo.coefficient == 1 || !number->starts_ascii);
    if (number && round && !number->is_chain && !number->too_long && number->lo == number->hi &&
        number->vagueness == Vagueness::kNone && !number->lo.IsZero()) {
      out.amount = number->lo;
      p = number->end;
    } else if (number) {
      return std::nullopt;
    }
  } else if (IsAsciiUpper(first.code) || first.code == 'k') {
    // /M tokens, /1M tokens, /MTok
    static constexpr std::pair<char, int> kLetters[] = {{'K', 3}, {'k', 3}, {'M', 6}, {'B', 9}};
    for (const auto& [letter, exponent] : kLetters) {
      if (static_cast<char32_t>(letter) != first.code) continue;
      const std::size_t q = SkipTokenKinds(text_, SkipSpaces(text_, p + 1, 1));
      if (StartsAt(text_, q, "tok") || StartsAt(text_, q, "Tok")) {
        out.amount = Decimal::Of(1, exponent);
        p = q;
      } else if (letter == 'M' && (q > p + 2 || !IsAsciiAlnum(GlyphAt(text_, p + 1).code))) {
        out.amount = Decimal::Of(1, exponent);
        p += 1;
      }
    }
  } else {
    for (const std::string_view article : {"a ", "one ", "each ", "every "}) {
      const std::size_t q = p + article.size();
      if (StartsAt(text_, p, article) &&
          (StartsAt(text_, q, "million") || StartsAt(text_, q, "thousand"))) {
        p = q;
      }
    }
    for (const auto& [word, exponent] :
         {std::pair{std::string_view("million"), 6}, std::pair{std::string_view("thousand"), 3}}) {
      if (StartsAt(text_, p, word)) {
        out.amount = Decimal::Of(1, exponent);
        p += word.size();
      }
    }
  }
  const std::size_t amount_end = p;
  p = SkipSpaces(text_, p, 1);
  if (StartsAt(text_, p, "个")) p += 3;
  if (out.amount != Decimal::Of(1)) p = SkipTokenKinds(text_, p);
  bool found = false;
  if (out.amount == Decimal::Of(1)) {
    if (const UnitHit hours = ReadDeviceHours(p); hours.sense != nullptr) {
      out.per = hours.sense->per;
      out.end = hours.end;
      return out;
    }
  }
  units_.units.Each(text_, p, [&](int spelling, std::size_t size) {
    for (const std::size_t index : units_.spellings[static_cast<std::size_t>(spelling)]) {
      const UnitSense& sense = units_.senses[index];
      if (sense.per.empty() || Any(sense.around.not_before, text_, p + size)) continue;
      // "/t" and "/lb", but "/th…" is another word
      if (IsAsciiLetter(static_cast<unsigned char>(text_[p + size - 1])) &&
          p + size < text_.size() && IsAsciiLetter(static_cast<unsigned char>(text_[p + size]))) {
        continue;
      }
      out.per = sense.per;
      out.end = p + size;
      found = true;
      return true;
    }
    return false;
  });
  // "$1.25 per million input", "$8/M": tokens go without saying where they are spoken of.
  if (!found && out.amount == Decimal::Of(1, 6) && SpeaksOfTokens(amount_end)) {
    out.per = "token";
    out.end = amount_end;
    found = true;
  }
  if (!found) return std::nullopt;
  return out;
}

// /百万tokens, 每度, per kWh, 一个月 behind a figure.
std::optional<Denominator> QuantityReader::ReadPerSuffix(std::size_t at, bool money) const {
  std::size_t p = SkipSpaces(text_, at, 1);
  std::optional<Denominator> per;
  // "$0.42 output per million tokens"
  if (const std::size_t behind = SkipWord(text_, p, kDirections); money && behind > p) {
    const std::size_t next = SkipSpaces(text_, behind, 1);
    if (StartsAt(text_, next, "per ")) per = ReadDenominator(next + 4);
    if (StartsAt(text_, next, "/")) per = ReadDenominator(next + 1);
    if (per && per->per != "token") per.reset();
    return per;
  }
  // 4元(缓存未命中)每百万tokens
  if (money && StartsAt(text_, p, "(")) {
    const std::size_t close = text_.substr(p, 48).find(')');
    if (close != std::string_view::npos &&
        (StartsAt(text_, p + close + 1, "每") || StartsAt(text_, p + close + 1, "/") ||
         StartsAt(text_, p + close + 1, " per "))) {
      p = SkipSpaces(text_, p + close + 1, 1);  // 4 yuan ($0.57) per million tokens
    }
  }
  if (StartsAt(text_, p, "/")) {
    per = ReadDenominator(p + 1);
  } else if (StartsAt(text_, p, "每")) {
    per = ReadDenominator(p + 3);
  } else if (StartsAt(text_, p, "per ")) {
    per = ReadDenominator(p + 4);
  } else if (StartsAt(text_, p, "a ") && p > at) {
    per = ReadDenominator(p + 2);
    if (per && (StartsAt(text_, per->end, " ago") || StartsAt(text_, per->end, " earlier"))) {
      per.reset();
    }
  } else if (StartsAt(text_, p, "an ") && p > at) {
    per = ReadDenominator(p + 3);
  } else if (money && StartsAt(text_, p, "for ")) {
    // "$1.25 for a million input tokens"
    per = ReadDenominator(p + 4);
    if (per && per->per != "token") per.reset();
  } else if (money && StartsAt(text_, p, "一")) {
    per = ReadDenominator(p + 3);
    if (per && !AtBoundary(per->end)) per.reset();
  }
  return per;
}

}  // namespace heshu::extract
