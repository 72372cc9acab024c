// The second pass: what a figure takes from the figures and words before it.
#include <algorithm>
#include <string>

#include "extract/quantity/quantity_reader.h"
#include "extract/quantity/token_price.h"
#include "extract/text/affix.h"
#include "extract/text/text_scan.h"

namespace heshu::extract {
namespace {

constexpr std::size_t kPriceReach = 90;   // bytes between 百万Token and its price
constexpr std::size_t kPeriodReach = 90;  // bytes between 日均 and its figure

bool IsPeriod(std::string_view per) {
  return per == "s" || per == "min" || per == "hour" || per == "day" || per == "week" ||
         per == "month" || per == "quarter" || per == "year";
}

// Only connecting words stand in `gap`.
bool Connects(std::string_view gap) {
  static constexpr std::string_view kWords[] = {"的同时", "并且", "而且",   "同时", "且", "并",
                                                "而",     "又",   "但",     "和",   "与", ",",
                                                "、",     " ",    "大一些", "些"};
  while (!gap.empty()) {
    bool found = false;
    for (const std::string_view word : kWords) {
      if (gap.substr(0, word.size()) == word) {
        gap.remove_prefix(word.size());
        found = true;
        break;
      }
    }
    if (!found) return false;
  }
  return true;
}

bool Contains(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
}

}  // namespace

// 大于20的同时小于等于35: one quantity between two bounds.
void QuantityReader::JoinOppositeBounds() {
  std::vector<Figure> out;
  out.reserve(figures_.size());
  for (Figure& figure : figures_) {
    if (!out.empty()) {
      Figure& left = out.back();
      const Value& a = left.value;
      const Value& b = figure.value;
      const bool a_up = a.lo && !a.hi;
      const bool b_up = b.lo && !b.hi;
      const bool one_sided =
          (a.lo.has_value() != a.hi.has_value()) && (b.lo.has_value() != b.hi.has_value());
      const bool same_unit = !left.stated_unit || !figure.stated_unit || left.unit == figure.unit;
      // 盘中最高x点,最低y点: two levels that were reached.
      const bool reached = left.unit == "point" && figure.unit == "point";
      if (one_sided && !reached && a_up != b_up && same_unit && !left.is_rank && !figure.is_rank &&
          left.context.end <= figure.context.begin &&
          figure.context.begin - left.context.end <= 24 &&
          Connects(text_.substr(left.context.end, figure.context.begin - left.context.end))) {
        const Decimal lo = a_up ? *a.lo : *b.lo;
        const Decimal hi = a_up ? *b.hi : *a.hi;
        if (lo < hi) {
          if (figure.stated_unit && !left.stated_unit) {
            left.unit = figure.unit;
            left.dimension = figure.dimension;
            left.sense = figure.sense;
            left.stated_unit = true;
            left.inferred = figure.inferred;
            left.counted_noun = figure.counted_noun;
          }
          left.value.lo = lo;
          left.value.hi = hi;
          left.value.bound = Bound::kRange;
          left.value.step = std::min(a.step, b.step);
          left.span.end = figure.span.end;
          left.number_span.end = figure.number_span.end;
          left.context.end = figure.context.end;
          continue;
        }
      }
    }
    out.push_back(std::move(figure));
  }
  figures_ = std::move(out);
}

// 650亿美元±2%, plus or minus 50 basis points: how far the figure before it may be off, and no
// change of anything.
void QuantityReader::MarkTolerances() {
  static constexpr std::string_view kSigns[] = {"±",    "+/-",      "plus or minus",
                                                "正负", "上下浮动", "上下波动"};
  for (std::size_t i = 0; i < figures_.size(); ++i) {
    Figure& figure = figures_[i];
    const std::size_t end = SkipSpacesBack(text_, figure.span.begin, 1);
    for (const std::string_view sign : kSigns) {
      if (!EndsAt(text_, end, sign)) continue;
      const std::size_t begin = end - sign.size();
      figure.marks["form"] = "tolerance";
      figure.marks.erase("move");
      figure.context.begin = std::min(figure.context.begin, begin);
      if (i == 0 || figures_[i - 1].context.end > begin) break;
      Figure& of = figures_[i - 1];
      std::string_view gap = text_.substr(of.context.end, begin - of.context.end);
      if (gap.size() > 3 || gap.find_first_not_of(" ,(") != std::string_view::npos) break;
      const Decimal& by = figure.value.lo ? *figure.value.lo : *figure.value.hi;
      of.marks["tolerance"] = by.ToString() + " " + figure.unit;
      break;
    }
  }
}

// 3、5和8亿元; 0.04/0.05/0.06美元: the unit of the last belongs to all.
void QuantityReader::ShareUnits() {
  for (std::size_t i = figures_.size(); i-- > 1;) {
    Figure& left = figures_[i - 1];
    const Figure& right = figures_[i];
    // 1元/4元每百万tokens: both have the denominator
    if (left.dimension == "money" && right.dimension == "money" && left.per.per.empty() &&
        !right.per.per.empty() && left.span.end + 1 == right.span.begin &&
        text_[left.span.end] == '/') {
      left.per = right.per;
    }
    if (left.stated_unit || !right.stated_unit || right.is_rank || right.is_phrase) continue;
    if (right.sense == nullptr && right.dimension != "percent") continue;
    if (left.context.end > right.context.begin) continue;
    // 营收2.1兆、年增50%: no percentage is told in trillions.
    if (right.dimension == "percent" && left.has_magnitude) continue;
    const std::string_view gap =
        text_.substr(left.context.end, right.context.begin - left.context.end);
    const bool tight = gap == "、" || gap == "/" || gap == "和" || gap == "及" || gap == "与" ||
                       gap == "或" || gap == "、和" || gap == " 、" || gap == "甚至" ||
                       gap == "、甚至" || gap == ",甚至" || gap == "乃至" || gap == "、乃至";
    // 从1,500亿增至今年的2,300亿元
    const bool moved = left.has_magnitude && left.clause == right.clause && gap.size() <= 36 &&
                       Contains(gap, {"增至", "升至", "降至", "减至", "跌至", "涨至", "长到",
                                      "长至", "大到", "大至", "加到", "加至", "高到", "高至",
                                      "少到", "少至", "拉到", "涨到", "降到"});
    if (!tight && !moved) continue;
    left.unit = right.unit;
    left.dimension = right.dimension;
    left.counted_noun = right.counted_noun;
    left.sense = right.sense;
    left.stated_unit = true;
    left.inferred = true;
    int shift = 0;
    const bool is_list =
        gap == "、" || gap == "/" || gap == "和" || gap == "及" || gap == "与" || gap == "、和";
    if (is_list && !left.has_magnitude && right.magnitude > 0 && left.value.lo &&
        *left.value.lo < Decimal::Of(1000)) {
      shift = right.magnitude;
      left.has_magnitude = true;
      left.magnitude = right.magnitude;
    }
    const Decimal scale = right.sense ? right.sense->scale.Scaled(shift) : Decimal::Of(1, shift);
    if (left.value.lo) left.value.lo = Multiply(*left.value.lo, scale);
    if (left.value.hi) left.value.hi = Multiply(*left.value.hi, scale);
    left.value.step = left.value.step.Scaled(scale.exponent);
  }
}

// 由7,000亿元提升至9,000亿: what something was before it moved has the unit of what it became.
void QuantityReader::ShareUnitsOnward() {
  for (std::size_t i = 1; i < figures_.size(); ++i) {
    const Figure& left = figures_[i - 1];
    Figure& right = figures_[i];
    if (right.stated_unit || !right.has_magnitude || !left.stated_unit || left.is_rank ||
        left.is_phrase || left.dimension == "percent" || left.dimension == "ratio" ||
        left.dimension == "points" || left.clause != right.clause ||
        left.context.end > right.span.begin) {
      continue;
    }
    const std::string_view gap = text_.substr(left.span.end, right.span.begin - left.span.end);
    if (gap.size() > 36 || !Contains(gap, {"至", "到", "转为", "变为", "变成"})) continue;
    right.unit = left.unit;
    right.dimension = left.dimension;
    right.counted_noun = left.counted_noun;
    right.sense = left.sense;
    right.stated_unit = right.inferred = true;
  }
}

// 溢利港币12.3亿元,每股盈利0.45元: within the sentence 元 is what was named before it.
void QuantityReader::ShareCurrencies() {
  const Figure* named = nullptr;
  for (Figure& figure : figures_) {
    const bool says_renminbi = figure.unit == "CNY" && !figure.is_plain_yuan &&
                               Contains(Slice(text_, figure.span), {"元人民币"});
    if (figure.is_prefixed_yuan || says_renminbi) {
      named = &figure;
    } else if (figure.is_plain_yuan && named != nullptr && named->sentence == figure.sentence) {
      figure.unit = named->unit;
    }
  }
}

// 百万Token的输入价格仅为0.3美元: the amount is the denominator of the price.
void QuantityReader::TakePricedAmounts() {
  std::vector<Figure> out;
  out.reserve(figures_.size());
  bool added = false;
  for (std::size_t i = 0; i < figures_.size(); ++i) {
    Figure& figure = figures_[i];
    if (i + 1 < figures_.size() && figure.unit == "token" && figure.per.per.empty()) {
      const Figure& next = figures_[i + 1];
      const bool point = figure.value.lo && figure.value.hi &&
                         *figure.value.lo == *figure.value.hi &&
                         figure.value.bound == Bound::kExact;
      if (next.dimension == "money" && next.clause == figure.clause && point &&
          next.context.begin >= figure.context.end &&
          next.context.begin - figure.context.end <= kPriceReach) {
        const std::string_view gap =
            text_.substr(figure.context.end, next.context.begin - figure.context.end);
        const bool close = gap.empty() || gap == " ";
        if (figure.is_bare || close ||
            Contains(gap, {"价", "收费", "费用", "成本", "售", "只要", "仅需", "只需", "输入",
                           "输出"})) {
          Denominator per;
          per.per = "token";
          per.amount = *figure.value.lo;
          per.end = figure.span.end;
          pers_.push_back(
              {figure.span.begin, figure.span.end, figure.clause, figure.sentence, per});
          added = true;
          continue;
        }
      }
    }
    out.push_back(std::move(figure));
  }
  figures_ = std::move(out);
  if (added) {
    std::stable_sort(pers_.begin(), pers_.end(),
                     [](const PerEvent& a, const PerEvent& b) { return a.begin < b.begin; });
  }
}

// Units for bare numbers: 日活突破5000万 are users.
void QuantityReader::ApplyHeads() {
  std::size_t next = 0;
  const HeadEvent* clause_head = nullptr;
  const HeadEvent* sentence_head = nullptr;
  for (Figure& figure : figures_) {
    for (; next < heads_.size() && heads_[next].begin < figure.span.begin; ++next) {
      clause_head = &heads_[next];
      if (heads_[next].head->whole_sentence) sentence_head = &heads_[next];
    }
    if (figure.stated_unit || figure.is_rank) continue;
    const auto big_enough = [&](const HeadEvent* event) {
      const Decimal& point = figure.value.lo ? *figure.value.lo : *figure.value.hi;
      return figure.has_magnitude || event->head->least_exponent == 0
                 ? point >= Decimal::Of(1, event->head->least_exponent) ||
                       event->head->least_exponent == 0
                 : false;
    };
    const HeadEvent* chosen = nullptr;
    if (clause_head && clause_head->clause == figure.clause && big_enough(clause_head)) {
      chosen = clause_head;
    } else if (sentence_head && sentence_head->sentence == figure.sentence &&
               big_enough(sentence_head)) {
      chosen = sentence_head;
    }
    if (chosen == nullptr) {
      figure.unit = figure.dimension = "count";
      continue;
    }
    figure.unit = chosen->head->unit;
    figure.dimension = chosen->head->dimension;
    // 43兆 of tokens are 10^12 each
    const auto doubt = figure.marks.find("ambiguous");
    if (doubt != figure.marks.end() && doubt->second == "1e6") figure.marks.erase(doubt);
    if (figure.unit == "money") figure.unit = CurrencyOfRegion();
    if (figure.dimension == "count") figure.counted_noun = figure.unit;
    figure.inferred = figure.stated_unit = true;
  }
}

// 2025年的, 2030年 right before `at`.
bool QuantityReader::YearStandsBefore(std::size_t at) const {
  for (const std::string_view word : {"年的", "年"}) {
    if (!EndsAt(text_, at, word) || at < word.size() + 4) continue;
    const std::string_view digits = text_.substr(at - word.size() - 4, 4);
    return std::all_of(digits.begin(), digits.end(),
                       [](char c) { return IsAsciiDigit(static_cast<unsigned char>(c)); });
  }
  return false;
}

bool QuantityReader::TakesPeriod(const Figure& figure) const {
  return figure.dimension == "token_volume" || figure.dimension == "count" ||
         figure.dimension == "money" || figure.dimension == "mass" ||
         figure.dimension == "energy" || figure.unit == "hour" || figure.dimension == "data" ||
         figure.dimension == "volume";
}

void QuantityReader::SetPer(Figure& figure, const Denominator& per) const {
  if (per.per == "token") {
    if (figure.dimension != "money") return;
    // Always per 1e6 tokens: × 10^6 / amount.
    const auto factor = Divide(Decimal::Of(1, 6), per.amount, 18);
    if (!factor) return;
    if (*factor != Decimal::Of(1)) {
      const Decimal& point = figure.value.lo ? *figure.value.lo : *figure.value.hi;
      figure.marks["as_written"] =
          point.ToString() + " " + figure.unit + "/" + per.amount.ToString() + " token";
    }
    if (figure.value.lo) figure.value.lo = Multiply(*figure.value.lo, *factor);
    if (figure.value.hi) figure.value.hi = Multiply(*figure.value.hi, *factor);
    figure.value.step = figure.value.step.Scaled(factor->exponent);
    figure.dimension = "token_price";
    figure.per.per = "1e6 token";
    return;
  }
  if (per.amount != Decimal::Of(1)) return;
  if (per.per == "share") {
    figure.per.per = "share";
    return;
  }
  if (per.per == "kWh") {
    if (figure.dimension != "money" && figure.dimension != "token_volume") return;
    const Decimal& price = figure.value.lo ? *figure.value.lo : *figure.value.hi;
    if (figure.dimension == "money" && price >= Decimal::Of(1, 5)) return;  // no price of a kWh
    figure.dimension = figure.dimension == "money" ? "energy_price" : "energy_yield";
  } else if (per.per == "GPU hour") {
    if (figure.dimension != "money") return;
    figure.dimension = "rental_price";
  } else if (IsPeriod(per.per)) {
    if (figure.dimension == "duration" && figure.unit != "hour") return;
    if (figure.unit == "hour" && (per.per == "s" || per.per == "min" || per.per == "hour")) return;
    if (figure.dimension == "token_volume") {
      figure.dimension = "token_rate";
    } else if (figure.dimension == "count") {
      figure.dimension = "count_rate";
    } else if (figure.dimension == "percent" || figure.dimension == "ratio" ||
               figure.dimension == "rank" || figure.dimension == "percent_change") {
      return;
    }
  } else if (figure.dimension != "money" && figure.dimension != "data") {
    return;
  } else if (const Decimal& price = figure.value.lo ? *figure.value.lo : *figure.value.hi;
             price >= Decimal::Of(1, 7)) {
    return;  // the sum of a sale, no price of a barrel or a square metre
  }
  figure.per.per = per.per;
}

bool QuantityReader::IsTokenPrice(const Figure& figure) const {
  const Decimal& price = figure.value.lo ? *figure.value.lo : *figure.value.hi;
  return figure.dimension == "money" && figure.per.per.empty() &&
         SaysTokenPrice(text_, figure.span, price);
}

void QuantityReader::ApplyPers() {
  std::size_t next = 0;
  const PerEvent* period = nullptr;  // the last 日均, 每秒 …
  const PerEvent* price = nullptr;   // the last 每百万Token, 每度 …
  PerEvent last_price;               // the last price that stated its own: 0.2元/百万tokens
  std::size_t priced_end = 0;        // end of the last figure that is a token price
  std::string priced_in;             // its currency
  constexpr std::size_t kSameTopic = 900;  // bytes in which a text goes on with prices of tokens
  std::size_t next_head = 0;
  const HeadEvent* head = nullptr;
  const PerEvent* head_period = nullptr;  // the period that stood before the last token head
  std::size_t reach_from = 0;             // end of the last figure that took `period`
  for (Figure& figure : figures_) {
    for (; next < pers_.size() && pers_[next].begin < figure.span.begin; ++next) {
      const PerEvent& event = pers_[next];
      if (IsPeriod(event.per.per)) {
        period = &event;
        reach_from = event.end;
      } else {
        price = &event;
      }
    }
    for (; next_head < heads_.size() && heads_[next_head].begin < figure.span.begin; ++next_head) {
      if (!heads_[next_head].head->whole_sentence) continue;
      head = &heads_[next_head];
      head_period = nullptr;
      for (std::size_t i = next; i-- > 0;) {
        const PerEvent& event = pers_[i];
        if (event.sentence != head->sentence || next - i > 6) break;
        if (!IsPeriod(event.per.per)) continue;
        // 日均Token调用 and Token周调用
        if (event.clause == head->clause && event.begin < head->end + 24) {
          head_period = &event;
          break;
        }
      }
    }
    if (!figure.per.per.empty()) {
      const Denominator stated = figure.per;
      figure.per.per.clear();
      SetPer(figure, stated);
      if (stated.per == "token") {
        // "$0.28 input, $0.42 output per million tokens"
        Figure* before = &figure == figures_.data() ? nullptr : &figure - 1;
        if (before != nullptr && before->sentence == figure.sentence &&
            before->unit == figure.unit && figure.span.begin - before->span.end <= 24 &&
            IsTokenPrice(*before)) {
          SetPer(*before, stated);
        }
        last_price = {figure.context.begin, figure.context.end, figure.clause, figure.sentence,
                      stated};
        if (price == nullptr || price->begin < figure.context.begin) price = &last_price;
        priced_end = figure.context.end;
        priced_in = figure.unit;
      }
      continue;
    }
    if (figure.is_rank) continue;
    // The same text goes on with what a token costs of others, and says so once.
    const bool is_price = price != nullptr && price->per.per == "token" && priced_end > 0 &&
                          figure.span.begin >= price->end && figure.dimension == "money";
    // "…, compared with $5 and $25 for X"
    const bool is_compared = is_price && price->sentence == figure.sentence &&
                             EndsWithAny(text_.substr(0, figure.span.begin),
                                         {"compared with ", "compared to ", "versus ", "against "});
    const bool goes_on = is_compared || (is_price && figure.span.begin - price->end <= kSameTopic &&
                                         IsTokenPrice(figure));
    if (goes_on) {
      SetPer(figure, price->per);
      if (figure.is_plain_yuan && !priced_in.empty()) figure.unit = priced_in;
      priced_end = figure.span.end;
      continue;
    }
    if (price != nullptr && price->sentence == figure.sentence &&
        (figure.dimension == "money" || figure.dimension == "data")) {
      const std::size_t gap = figure.span.begin - price->end;
      bool takes = price->clause == figure.clause && gap <= kPriceReach;
      if (!takes && gap <= 3 * kPriceReach) {
        const std::size_t from = figure.span.begin > 36 ? figure.span.begin - 36 : 0;
        std::string_view left = text_.substr(from, figure.span.begin - from);
        if (const auto cut = left.find_last_of(",;:"); cut != std::string_view::npos) {
          left.remove_prefix(cut);
        }
        const bool is_pair = text_.substr(figure.span.end).starts_with("/") &&
                             Contains(left, {"价格", "定价", "价为", "收费"});  // 0.6美元/2.5美元
        takes =
            price->per.per == "kWh" || (price->per.per == "token" && is_pair) ||
            (price->per.per == "token" && Contains(left, {"输入", "输出", "缓存", "命中", "分别"}));
      }
      // 分别为5美元和25美元
      if (!takes && price->per.per == "token" && priced_end > 0 &&
          priced_end <= figure.span.begin) {
        const std::string_view link = text_.substr(priced_end, figure.span.begin - priced_end);
        takes = link == "和" || link == "、" || link == "及" || link == "与" || link == " and " ||
                link == "/";
      }
      if (takes) {
        SetPer(figure, price->per);
        if (!figure.per.per.empty()) {
          if (price->per.per == "token") priced_in = figure.unit;
          priced_end = figure.span.end;
          continue;
        }
      }
    }
    if (!TakesPeriod(figure)) continue;
    if (period != nullptr && period->clause == figure.clause &&
        (period->per.dimension.empty() || period->per.dimension == figure.dimension) &&
        figure.span.begin - std::min(figure.span.begin, reach_from) <= kPeriodReach) {
      SetPer(figure, period->per);
      reach_from = figure.span.end;
      continue;
    }
    // A volume that says its unit and no period ends the reach of 日均 before it.
    if (head != nullptr && figure.unit == head->head->unit && !figure.inferred) {
      head_period = nullptr;
    }
    // 截至去年底的日均Token调用量,已分别达63万亿、32万亿
    if (head != nullptr && head_period != nullptr && head->sentence == figure.sentence &&
        figure.unit == head->head->unit && figure.inferred) {
      SetPer(figure, head_period->per);
      continue;
    }
    // 消耗量从2025年的约10万亿: what a year consumes.
    if (figure.unit == "token" && figure.inferred && YearStandsBefore(figure.context.begin)) {
      Denominator year;
      year.per = "year";
      SetPer(figure, year);
    }
  }
}

}  // namespace heshu::extract
