#include "extract/quantity/quantity_reader.h"

#include <algorithm>
#include <utility>

#include "extract/quantity/english_number.h"
#include "extract/text/affix.h"
#include "extract/text/text_scan.h"

namespace heshu::extract {
namespace {

// A full stop behind a word or number, and a space and a capital behind it: no U.S. and no Jan. 5.
bool EndsEnglishSentence(std::string_view text, std::size_t at) {
  if (at < 2 || at + 2 >= text.size() || text[at + 1] != ' ') return false;
  const auto before = static_cast<unsigned char>(text[at - 1]);
  const auto next = static_cast<unsigned char>(text[at + 2]);
  const bool word = (before >= 'a' && before <= 'z') || IsAsciiDigit(before) || before == '%' ||
                    before == ')' || before == '"';
  return word && (IsAsciiUpper(next) || next == '$' || next == '"');
}

bool IsLatinTokenStart(unsigned char c) { return IsAsciiLetter(c); }

}  // namespace

QuantityReader::QuantityReader(std::string_view text, std::span<const ByteSpan> times,
                               const UnitTable::Impl& units, std::string_view region)
    : text_(text), times_(times), units_(units), region_(region) {
  number_context_.units = &units_.magnitude_units;
  number_context_.words = &units_.skip_words;
  const std::size_t first = text_.find_first_not_of(" \n\t");
  if (first != std::string_view::npos) {
    first_ = first;
    last_ = text_.find_last_not_of(" \n\t") + 1;
  }
}

std::optional<ParsedNumber> QuantityReader::ParseAt(std::size_t at) const {
  if (at == last_parsed_) return last_number_;
  const bool is_word = at < text_.size() && IsAsciiLetter(static_cast<unsigned char>(text_[at]));
  last_number_ = is_word ? ReadEnglishNumber(text_, at) : ParseNumber(text_, at, number_context_);
  last_parsed_ = at;
  steps_ += last_number_ ? last_number_->end - at : 4;
  return last_number_;
}

UnitHit QuantityReader::ReadUnit(const ParsedNumber& number, std::size_t begin,
                                 bool money_before) const {
  const ByteSpan span{number.begin, number.end};
  const bool is_known = last_unit_ && last_unit_->number == span && last_unit_->begin == begin &&
                        last_unit_->money_before == money_before;
  if (!is_known) {
    last_unit_ = LastUnit{span, begin, money_before, FindUnit(number, begin, money_before)};
  }
  return last_unit_->hit;
}

std::vector<Figure> QuantityReader::Read() {
  std::size_t at = 0;
  while (at < text_.size()) {
    ++steps_;
    const auto lead = static_cast<unsigned char>(text_[at]);
    if (lead < 0x80) {
      if (IsAsciiDigit(lead)) {
        if (units_.Start(lead) & UnitTable::Impl::kWord) {
          if (const std::size_t next = StepWord(at); next > at) {
            at = next;
            continue;
          }
        }
        at = StepNumber(at);
        continue;
      }
      if (lead == '.' && at + 1 < text_.size() &&
          IsAsciiDigit(static_cast<unsigned char>(text_[at + 1])) &&
          (at == 0 || !IsAsciiAlnum(static_cast<unsigned char>(text_[at - 1])))) {
        at = StepNumber(at);
        continue;
      }
      if (IsLatinTokenStart(lead)) {
        at = StepLatin(at);
        continue;
      }
      if (lead == '/') {
        if (auto per = ReadDenominator(at + 1); per && at + 1 < text_.size()) {
          at = std::max(per->end, at + 1);
          continue;
        }
      }
      if (lead == '.' && EndsEnglishSentence(text_, at)) {
        ++clause_;
        ++sentence_;
      }
      if (IsClauseEnd(lead)) {
        // A comma inside a number was read with the number.
        ++clause_;
        if (IsSentenceEnd(lead)) ++sentence_;
      }
      ++at;
      continue;
    }
    const Glyph glyph = GlyphAt(text_, at);
    const std::uint8_t start = units_.Start(glyph.code);
    if (start & UnitTable::Impl::kWord) {
      if (const std::size_t next = StepWord(at); next > at) {
        at = next;
        continue;
      }
    }
    if (start & UnitTable::Impl::kNumber) {
      at = StepNumber(at);
      continue;
    }
    if (glyph.code == U'每') {
      if (auto per = ReadDenominator(at + 3)) {
        pers_.push_back({at, per->end, clause_, sentence_, *per});
        at = per->end;
        continue;
      }
      // 每10辆车: a base, no figure.
      if (const auto number = ParseAt(at + 3); number && !number->is_bare) {
        at = number->end;
        continue;
      }
    }
    if (IsClauseEnd(glyph.code)) {
      ++clause_;
      if (IsSentenceEnd(glyph.code)) ++sentence_;
    }
    at += glyph.size;
  }
  JoinOppositeBounds();
  ShareUnits();
  ShareUnitsOnward();
  ShareCurrencies();
  TakePricedAmounts();
  ApplyHeads();
  ShareTokenPrices();
  ApplyPers();
  for (Figure& figure : figures_) ApplyForms(figure);
  MarkTolerances();
  return std::move(figures_);
}

void QuantityReader::Push(Figure figure) {
  figure.clause = clause_;
  figure.sentence = sentence_;
  floor_ = std::max(floor_, figure.context.end);
  figures_.push_back(std::move(figure));
}

bool QuantityReader::InTime(std::size_t at, std::size_t* end) {
  while (next_time_ < times_.size() && times_[next_time_].end <= at) ++next_time_;
  if (next_time_ < times_.size() && times_[next_time_].Contains(at)) {
    *end = times_[next_time_].end;
    return true;
  }
  return false;
}

// A skip word, a phrase, a head or a per word at `at`: where to go on, or `at` if none.
std::size_t QuantityReader::StepWord(std::size_t at) {
  if (const auto rank = units_.rank_words.Longest(text_, at)) {
    last_rank_word_ = at + rank.size;
    rank_sentence_ = sentence_;
  }
  const auto match = units_.starts.Longest(text_, at);
  if (!match) return at;
  const StartWord& word = units_.start_words[static_cast<std::size_t>(match.value)];
  const std::size_t end = at + match.size;
  steps_ += match.size;
  switch (word.kind) {
    case StartWord::Kind::kSkip:
      return end;
    case StartWord::Kind::kPhrase: {
      const Phrase& phrase = units_.phrases[word.index];
      if (!Fits(phrase.around, at, at, end)) return at;
      std::size_t time_end = 0;
      if (InTime(at, &time_end)) return time_end;
      Figure figure;
      figure.span = figure.context = figure.number_span = {at, end};
      figure.value.lo = phrase.lo;
      figure.value.hi = phrase.hi;
      figure.value.bound = phrase.bound;
      const Decimal& point = phrase.lo ? *phrase.lo : *phrase.hi;
      figure.value.step = Decimal::Of(1, point.exponent);
      figure.value.digits = DigitsDownTo(point, point.exponent);
      figure.unit = phrase.unit;
      figure.dimension = phrase.dimension;
      figure.marks = phrase.marks;
      figure.stated_unit = true;
      figure.is_phrase = true;
      figure.is_rank = phrase.unit == "rank";
      if (phrase.bound == Bound::kExact) {
        ReadBefore(figure, at);
        ReadAfter(figure, end);
      }
      const std::size_t next = std::max(end, figure.context.end);
      Push(std::move(figure));
      return next;
    }
    case StartWord::Kind::kPer: {
      const PerWord& per = units_.pers[word.index];
      if (!Fits(per.around, at, at, end)) return at;
      Denominator denominator;
      denominator.per = per.id;
      denominator.dimension = per.dimension;
      denominator.end = end;
      pers_.push_back({at, end, clause_, sentence_, denominator});
      return end;
    }
    case StartWord::Kind::kHead: {
      const HeadWord& head = units_.heads[word.index];
      if (!Fits(head.around, at, at, end)) return at;
      heads_.push_back({at, end, clause_, sentence_, &head});
      return end;
    }
  }
  return at;
}

std::size_t QuantityReader::SkipUrl(std::size_t at) const {
  while (at < text_.size()) {
    const auto c = static_cast<unsigned char>(text_[at]);
    if (c <= ' ' || c >= 0x80 || c == '"' || c == '<' || c == '>') break;
    ++at;
  }
  return at;
}

// A Latin word: passed over with the digits glued to it (H800, GPT-4o, Qwen2.5-72B, URLs), but not
// where it is a currency or a unit (RMB5亿, Token0.8元).
std::size_t QuantityReader::StepLatin(std::size_t at) {
  if (StartsAt(text_, at, "http://") || StartsAt(text_, at, "https://") ||
      StartsAt(text_, at, "www.")) {
    const std::size_t end = SkipUrl(at);
    steps_ += end - at;
    return end;
  }
  if (const std::size_t next = StepWord(at); next > at) return next;
  if (MayStartEnglishNumber(text_[at]) && ReadEnglishNumber(text_, at)) return StepNumber(at);
  std::size_t p = at;
  const auto byte = [&](std::size_t i) -> unsigned char {
    return i < text_.size() ? static_cast<unsigned char>(text_[i]) : 0;
  };
  while (IsAsciiLetter(byte(p))) ++p;
  const std::string_view word = text_.substr(at, p - at);
  // Top 10, TOP10; debuted at No. 2
  const bool is_top = word == "Top" || word == "TOP" || word == "top";
  const bool is_place =
      (word == "No" || word == "no") && byte(p) == '.' &&
      EndsWithAny(text_.substr(0, at), {" at ", " to ", "ranked ", "ranks ", "rank ", "ranking ",
                                        " spot ", " as ", " the ", "'s ", " place "});
  if (is_top || is_place) {
    std::size_t q = is_place ? p + 1 : p;
    if (byte(q) == ' ' || byte(q) == '-') ++q;
    if (IsAsciiDigit(byte(q))) {
      const auto number = ParseAt(q);
      if (number && !number->too_long && !number->is_chain && number->lo.exponent >= 0 &&
          !IsAsciiLetter(byte(number->end)) && number->lo <= Decimal::Of(1000)) {
        Figure figure;
        figure.span = figure.context = {at, number->end};
        figure.number_span = {q, number->end};
        figure.value.hi = number->lo;
        if (is_place) {
          figure.value.lo = number->lo;
        } else {
          figure.value.bound = Bound::kAtMost;
          figure.value.bound_word = std::string(word);
        }
        figure.value.step = Decimal::Of(1);
        figure.value.digits = DigitsDownTo(number->lo, 0);
        figure.unit = figure.dimension = "rank";
        figure.stated_unit = figure.is_rank = true;
        Push(std::move(figure));
        return number->end;
      }
    }
  }
  steps_ += p - at;
  const unsigned char next = byte(p);
  const bool digits_follow = IsAsciiDigit(next);
  if (digits_follow &&
      (units_.prefixes.Find(word) >= 0 || (word.size() > 3 && units_.units.Find(word) >= 0))) {
    return p;
  }
  if (!digits_follow &&
      !((next == '-' || next == '.' || next == '_' || next == '@') && IsAsciiAlnum(byte(p + 1))) &&
      !(next == '+' && IsAsciiLetter(byte(p + 1)))) {
    return p;
  }
  // The rest of the name.
  while (p < text_.size()) {
    const unsigned char c = byte(p);
    if (IsAsciiAlnum(c)) {
      ++p;
    } else if ((c == '-' || c == '.' || c == '_' || c == '@' || c == '+') &&
               IsAsciiAlnum(byte(p + 1))) {
      p += 2;
    } else {
      break;
    }
  }
  steps_ += p - at;
  return p;
}

std::size_t QuantityReader::StepNumber(std::size_t at) {
  std::size_t time_end = 0;
  if (InTime(at, &time_end)) return time_end;
  auto parsed = ParseAt(at);
  if (!parsed) return at + std::max<std::size_t>(GlyphAt(text_, at).size, 1);
  const ParsedNumber& number = *parsed;
  if (number.too_long || number.is_chain) return std::max(number.end, at + 1);
  // A time that begins inside what was read as a number: 增5万2026年 is not our number.
  if (next_time_ < times_.size() && times_[next_time_].begin < number.end &&
      times_[next_time_].begin > at) {
    return times_[next_time_].begin;
  }
  if (const std::size_t next = SkipTime(number)) return next;
  if (auto rank = ReadRank(number)) {
    const std::size_t next = std::max(rank->context.end, number.end);
    Push(std::move(*rank));
    return next;
  }
  if (const std::size_t next = SkipOrdinal(number)) return next;
  if (const std::size_t next = SkipSizedName(number)) return next;
  auto left = ReadOperand(at, floor_);
  if (!left) return number.end;

  Figure figure;
  figure.span = {left->begin, left->end};
  figure.number_span = {left->begin, left->number.end};
  std::size_t end = left->end;
  bool is_range = false;
  if (!left->number.is_bare || left->unit.sense != nullptr) {
    std::size_t range_end = 0;
    if (auto right = ReadRangeEnd(*left, &range_end)) {
      Figure range = figure;
      if (!MovesBy(*left, *right) && SetRange(range, *left, *right)) {
        figure = std::move(range);
        figure.span.end = figure.number_span.end = right->end;
        end = right->end;
        is_range = true;
      } else if (left->unit.sense == nullptr && right->unit.sense == nullptr &&
                 !left->number.has_unit && text_[left->number.end] == '-') {
        return right->end;  // a score, a telephone number
      }
    }
  }
  if (!is_range) {
    if (const std::size_t next = SkipName(number)) return next;
    if (!SetValue(figure, *left)) return std::max(number.end, at + 1);
  }
  figure.context = figure.span;
  if (figure.sense == nullptr && !figure.stated_unit && figure.has_magnitude &&
      !figure.marks.contains("ambiguous")) {
    if (const UnitSense* noun = NounBehind(end)) {
      figure.unit = noun->unit == "money" ? CurrencyOfRegion() : noun->unit;
      figure.dimension = noun->dimension;
      figure.inferred = figure.stated_unit = true;
    }
  }
  // Currency before the number: part of the figure.
  std::size_t begin = figure.span.begin;
  if (const UnitSense* currency = CurrencyBefore(figure.span.begin, &begin)) {
    if (begin >= floor_) {
      if (figure.sense == nullptr || figure.sense->kind == UnitSense::Kind::kCurrency ||
          figure.dimension == "money") {
        figure.is_prefixed_yuan = figure.sense != nullptr && figure.sense->inferred;
        figure.unit = currency->unit;
        figure.dimension = currency->dimension;
        figure.sense = currency;
        figure.inferred = currency->inferred;
        figure.stated_unit = true;
        figure.counted_noun.clear();
      }
      figure.span.begin = figure.context.begin = begin;
    }
  }
  figure.is_plain_yuan = figure.inferred && figure.sense != nullptr && figure.sense->inferred;
  const std::size_t figure_begin = figure.span.begin;
  ReadBefore(figure, figure_begin);
  figure.context.end = std::max(figure.context.end, end);
  const std::size_t after = ReadAfter(figure, end);
  ReadBoundOverPeer(figure, figure_begin);
  if (!HoldsAlone(*left, figure)) return std::max(figure.span.end, at + 1);
  const bool money = figure.dimension == "money";
  if (auto per = ReadPerSuffix(after, money)) {
    figure.context.end = std::max(figure.context.end, per->end);
    figure.per = *per;
  }
  const std::size_t next = std::max({figure.context.end, figure.span.end, at + 1});
  Push(std::move(figure));
  return next;
}

}  // namespace heshu::extract
