#include "compare/closure.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "compare/comparability.h"
#include "compare/doubt.h"
#include "compare/equation.h"
#include "compare/interval.h"
#include "compare/verdict.h"

namespace heshu::compare {
namespace {

using Claims = std::vector<const Claim*>;

constexpr std::size_t kMaxOperands = 64;  // levels of one subject and metric tried in a document
constexpr int kMaxYears = 30;             // of a compound growth

struct RatioOf {
  std::string_view ratio;
  std::string_view numerator;
  std::string_view denominator;
};
constexpr std::array<RatioOf, 3> kRatioOf = {{{"gross_margin", "gross_profit", "revenue"},
                                              {"net_margin", "net_profit", "revenue"},
                                              {"operating_margin", "operating_profit", "revenue"}}};

constexpr std::array<const char*, 4> kParts = {"region", "scope", "item", "platform"};
constexpr std::array<std::string_view, 3> kClauseEnds = {"；", ";", "。"};

std::string_view Qualifier(const Claim& c, const std::string& key) {
  const auto at = c.qualifiers.find(key);
  return at == c.qualifiers.end() ? std::string_view() : std::string_view(at->second);
}

bool IsSameSentence(const Claim& a, const Claim& b) {
  return a.sentence_span == b.sentence_span && !a.sentence_span.empty();
}

std::optional<int> YearOf(std::string_view text) {
  if (text.size() != 4) return std::nullopt;
  int year = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    year = year * 10 + (c - '0');
  }
  return year;
}

bool AllIn(const std::vector<std::string>& keys, std::initializer_list<std::string_view> allowed) {
  return std::all_of(keys.begin(), keys.end(), [&](const std::string& key) {
    return std::find(allowed.begin(), allowed.end(), key) != allowed.end();
  });
}

bool IsGrowth(std::string_view metric, const Vocabulary& vocabulary) {
  const auto& metrics = vocabulary.metrics();
  return !metric.empty() && std::any_of(metrics.begin(), metrics.end(),
                                        [&](const auto& level) { return level.growth == metric; });
}

bool IsDerived(std::string_view metric, const Vocabulary& vocabulary) {
  return IsGrowth(metric, vocabulary) ||
         std::any_of(kRatioOf.begin(), kRatioOf.end(),
                     [&](const RatioOf& row) { return row.ratio == metric; });
}

class Finder {
 public:
  // With `agreed`, closures across documents: see FindClosuresAcross().
  Finder(const Claims& claims, const FactContext& context, std::vector<Fact>& out,
         const std::set<std::string>* agreed = nullptr)
      : context_(context), out_(out), agreed_(agreed) {
    for (const Claim* c : claims) {
      const MetricDefinition* m = context.vocabulary->FindMetric(c->metric);
      Claims& same = by_metric_[c->subject->id][m != nullptr ? m->id : c->metric];
      if (same.size() < kMaxOperands) same.push_back(c);
    }
  }

  void Run() {
    for (const auto& [subject, metrics] : by_metric_) {
      if (subject.starts_with("x:")) continue;  // a phrase is no account
      for (const auto& [metric, claims] : metrics) {
        for (const Claim* c : claims) {
          FindGrowth(*c, metric, metrics);
          FindRatio(*c, metric, metrics);
        }
      }
      if (agreed_ != nullptr) continue;
      FindCompound(metrics);
      FindPriceRatios(metrics);
    }
  }

 private:
  using Metrics = std::map<std::string, Claims>;

  // 每股收益 does not grow by what 净利润 has grown by, though both growths are of profit: a rule
  // that is named after another level tells that level's growth.
  bool IsToldOfAnotherLevel(std::string_view growth, const Claim& g,
                            const std::string& level) const {
    const std::string_view named = std::string_view(g.rule).substr(0, g.rule.find('.'));
    const MetricDefinition* own = context_.vocabulary->FindMetric(named);
    return own != nullptr && own->growth == growth && own->id != level;
  }

  bool Grows(std::string_view growth, const Claim& g, const std::string& level) const {
    if (growth == "growth_multiple" || growth == "cagr") {
      const std::string_view of = Qualifier(g, "of");
      return (of.empty() || of == level) && level != "growth_multiple" && level != "cagr";
    }
    const MetricDefinition* m = context_.vocabulary->FindMetric(level);
    if (m == nullptr || m->growth != growth || IsToldOfAnotherLevel(growth, g, level)) return false;
    const std::string_view result = Qualifier(g, "result");
    if (result == "operating" && level != "operating_profit") return false;
    if (growth == "profit_growth" && (result == "per share") != (level == "eps")) return false;
    const std::string_view of = Qualifier(g, "of");  // where many metrics share one growth
    return of.empty() || of == level;
  }

  // The growth's own time and base name the periods of the two levels.
  static bool TimesName(const Claim& g, const Claim& from, const Claim& to) {
    const TrueTime tg = TrueTimeOf(g);
    const TrueTime tf = TrueTimeOf(from);
    const TrueTime tt = TrueTimeOf(to);
    if (tg.weak || tf.weak || tt.weak || !tg.IsKnown() || !tf.IsKnown() || !tt.IsKnown()) {
      return false;
    }
    if (*tg.end < *tt.start || *tg.end > *tt.end) return false;
    const std::string_view baseline = Qualifier(g, "baseline");
    if (baseline == "yoy") {
      // 第四季营收年增22%,全年营收x: the growth of a quarter is not that of its year.
      constexpr long kFewestDays = 28;
      if (tg.Days() >= kFewestDays && (tg.start != tt.start || tg.end != tt.end)) return false;
      return tf.start->PlusMonths(12) == *tt.start && tf.end->PlusMonths(12).year == tt.end->year &&
             tf.end->PlusMonths(12).month == tt.end->month;
    }
    if (const auto year = YearOf(baseline)) return tf.start->year == *year && tf.end->year == *year;
    return baseline.empty() && *tg.start >= *tf.start && *tg.start <= *tf.end &&
           *tg.start < *tt.start;
  }

  // 环比 against a figure of a year before is another sum.
  static bool BaselineFits(const Claim& g, const TrueTime& from, const TrueTime& to) {
    const std::string_view baseline = Qualifier(g, "baseline");
    const int months =
        (to.start->year - from.start->year) * 12 + to.start->month - from.start->month;
    if (baseline == "yoy") return months == 12;
    if (baseline == "qoq") return months == 3;
    if (baseline == "mom") return months == 1;
    const auto year = YearOf(baseline);
    return !year || from.start->year == *year;
  }

  // Two days, or periods of one length: of both of which the growth says so, or a year apart or one
  // right behind the other, and a growth into the second. A half year has not grown from a year,
  // nor a figure of 2024 by what is told of 2022.
  static bool AreNextPeriods(const Claim& g, const TrueTime& from, const TrueTime& to) {
    constexpr long kPlayDays = 3;                         // months and leap years
    if (from.Days() == 1 && to.Days() == 1) return true;  // levels of two days
    if (std::labs(from.Days() - to.Days()) > kPlayDays) return false;
    const TrueTime its = TrueTimeOf(g);
    const bool is_known = !its.weak && its.IsKnown();
    if (is_known && *its.start == *from.start && *its.end == *to.end) return true;  // says both
    const int months =
        (to.start->year - from.start->year) * 12 + to.start->month - from.start->month;
    const bool is_next = to.start->ToDays() - from.end->ToDays() == 1;
    return (months == 12 || is_next) && (!is_known || *its.end > *from.end);
  }

  // Levels that differ in their time alone.
  bool AreOneSeries(const Claim& from, const Claim& to) const {
    const MetricDefinition metric = MetricOf(from, *context_.vocabulary);
    const Comparability keys = CompareKeys(from, to, metric, *context_.vocabulary, *context_.links);
    // One text that leaves a key open leaves it open for both.
    const bool open_alike =
        std::all_of(keys.unknown.begin(), keys.unknown.end(), [&](const std::string& key) {
          return key == "time" || Qualifier(from, key) == Qualifier(to, key);
        });
    return AllIn(keys.mismatched, {"time", "modality", "attribution"}) && open_alike &&
           keys.unit.IsConvertible();
  }

  // 705億，按年增18%，勝於市場預期的660億: what was expected or aimed at is no base of what came.
  static bool IsExpectedBase(const Claim& from, const Claim& to) {
    const auto is_to_come = [](const Claim& c) {
      return c.modality == Modality::kForecast || c.modality == Modality::kPlan;
    };
    return is_to_come(from) && !is_to_come(to);
  }

  // 第四季营收增11%,门店营收增8%: of two growths beside one level the nearer is that level's.
  static bool HasNearerGrowth(const Claim& g, const Interval& computed, const Claims& growths) {
    const auto its = MultipleOf(g);
    return its && std::any_of(growths.begin(), growths.end(), [&](const Claim* other) {
             const auto told = other->id == g.id || !IsSameSentence(*other, g)
                                   ? std::optional<Sides>()
                                   : MultipleOf(*other);
             return told && Distance(computed, told->stated) < Distance(computed, its->stated);
           });
  }

  // A growth at constant prices follows from no sums in money; nor what the whole has grown by
  // from sums of one region, unless one sentence tells all.
  static bool IsGrowthOfThese(const Claim& g, const Claim& from, const Claim& to) {
    if (g.metric == "gdp_growth") return false;
    if (IsSameSentence(g, to) && IsSameSentence(g, from)) return true;
    return std::all_of(kParts.begin(), kParts.end(),
                       [&](const char* key) { return Qualifier(g, key) == Qualifier(to, key); });
  }

  // A growth is told beside the level that it led to. Beside the base, another thing may have
  // grown.
  static bool IsToldOf(const Claim& g, const Claim& from, const Claim& to) {
    if (from.doc != to.doc || g.doc != to.doc) return true;
    const auto away = [&](const Claim& level) {
      return level.span.begin < g.span.begin ? g.span.begin - level.span.begin
                                             : level.span.begin - g.span.begin;
    };
    return away(to) <= away(from);
  }

  // 淨利43億元；訂單增長近一倍: what has grown by a multiple is named behind the stop.
  static bool IsOfAnotherClause(const Claim& g, const Claim& to) {
    if (!Qualifier(g, "of").empty() || !IsSameSentence(g, to) || g.span < to.span) return false;
    const std::size_t from = to.span.end - g.sentence_span.begin;
    const std::size_t until = g.span.begin - g.sentence_span.begin;
    if (from > until || until > g.sentence.size()) return false;
    const std::string_view between = std::string_view(g.sentence).substr(from, until - from);
    return between.find("；") != std::string_view::npos ||
           between.find(';') != std::string_view::npos;
  }

  void FindGrowth(const Claim& g, const std::string& growth, const Metrics& metrics) {
    const auto multiple = MultipleOf(g);
    if (!multiple || growth == "cagr") return;
    // Another text's levels are those of a growth that says against what it is measured.
    if (agreed_ != nullptr && (growth == "growth_multiple" || Qualifier(g, "baseline").empty())) {
      return;
    }
    const std::size_t before = out_.size();
    for (const auto& [level, claims] : metrics) {
      if (level == growth || !Grows(growth, g, level)) continue;
      Claims here;
      for (const Claim* c : claims) {
        if (IsSameSentence(*c, g) && c->dimension != g.dimension) here.push_back(c);
      }
      for (const Claim* from : claims) {
        for (const Claim* to : claims) {
          if (from == to || !AreOneSeries(*from, *to) || IsExpectedBase(*from, *to)) continue;
          if (growth == "growth_multiple" && IsOfAnotherClause(g, *to)) continue;
          const bool here_alone =
              here.size() == 2 && IsSameSentence(*from, g) && IsSameSentence(*to, g);
          const TrueTime tf = TrueTimeOf(*from);
          const TrueTime tt = TrueTimeOf(*to);
          const bool dated =
              !tf.weak && !tt.weak && tf.IsKnown() && tt.IsKnown() && *tf.end < *tt.start;
          if (dated && ((here_alone && BaselineFits(g, tf, tt)) ||
                        (TimesName(g, *from, *to) && IsToldOf(g, *from, *to)))) {
            // 勝於市場預期的660億: what had grown was no expectation.
            const bool is_of_one_kind =
                (to->modality == Modality::kForecast) == (g.modality == Modality::kForecast);
            CloseGrowth(
                g, *from, *to, *multiple,
                is_of_one_kind && AreNextPeriods(g, tf, tt) && IsGrowthOfThese(g, *from, *to),
                metrics.at(growth));
          } else if (!dated && here_alone && tf.weak && tt.weak && from->span < to->span) {
            CloseGrowth(g, *from, *to, *multiple, false, {});
          }
        }
      }
    }
    KeepTrusted(before);
  }

  // Of the ways to read one figure as following from others, those that close; one that does not
  // only where there is no other: a text tells many sums of one name (segments, quarters, plans).
  void KeepTrusted(std::size_t before) {
    const auto first = out_.begin() + static_cast<std::ptrdiff_t>(before);
    const auto fails = [](const Fact& f) {
      return f.verdict == Verdict::kContradict || f.verdict == Verdict::kPossible;
    };
    if (out_.end() - first > 1) out_.erase(std::remove_if(first, out_.end(), fails), out_.end());
  }

  void CloseGrowth(const Claim& g, const Claim& from, const Claim& to, const Sides& multiple,
                   bool may_contradict, const Claims& growths) {
    const UnitRelation unit = RelateUnits(from, to, *context_.vocabulary);
    const Sides f = SidesOf(Scaled(Read(from), unit.factor_a));
    const Sides t = SidesOf(Scaled(Read(to), unit.factor_b));
    const auto stated = Quotient(t.stated, f.stated);
    const auto loose = Quotient(t.loose, f.loose);
    if (!stated || !loose) return;
    const std::string equation = to.text + " ÷ " + from.text + " → " + ToString(*stated) + "; " +
                                 g.text + " → " + ToString(multiple.stated);
    const double base = g.unit == "percent" ? 1 : 0;
    Conclude(g, {&from, &to, &g}, {*stated, *loose}, multiple, equation,
             may_contradict && !HasNearerGrowth(g, *stated, growths), {}, base);
  }

  // Same period, same scope: the operands of a quotient.
  bool AreOneAccount(const Claim& a, const Claim& b) const {
    const TrueTime ta = TrueTimeOf(a);
    const TrueTime tb = TrueTimeOf(b);
    return !ta.weak && !tb.weak && ta.start == tb.start && ta.end == tb.end &&
           a.modality == b.modality && Qualifier(a, "item") == Qualifier(b, "item") &&
           Qualifier(a, "region") == Qualifier(b, "region") &&
           Qualifier(a, "scope") == Qualifier(b, "scope");
  }

  // 利润率从21.0%降至-20.9%: the first is of the time before.
  static bool IsStartOfMove(const Claim& c) {
    if (c.span.begin < c.sentence_span.begin) return false;
    const std::string_view before =
        std::string_view(c.sentence).substr(0, c.span.begin - c.sentence_span.begin);
    for (const std::string_view word : {"从", "從", "由", "自", "from "}) {
      if (before.ends_with(word)) return true;
    }
    return false;
  }

  void FindRatio(const Claim& r, const std::string& metric, const Metrics& metrics) {
    if ((r.unit != "percent" && r.unit != "ratio") || IsStartOfMove(r)) return;
    const std::size_t before = out_.size();
    for (const RatioOf& row : kRatioOf) {
      if (row.ratio != metric) continue;
      const auto above = metrics.find(std::string(row.numerator));
      const auto below = metrics.find(std::string(row.denominator));
      if (above == metrics.end() || below == metrics.end()) continue;
      for (const Claim* n : above->second) {
        for (const Claim* d : below->second) {
          if (AreOneAccount(*n, r) && AreOneAccount(*d, r)) CloseRatio(r, *n, *d);
        }
      }
    }
    KeepTrusted(before);
  }

  // is 1/20 of the peer's price: both prices in the text, of the same direction.
  void FindPriceRatios(const Metrics& metrics) {
    const auto ratios = metrics.find("price_ratio");
    const auto own = metrics.find("token_price");
    if (ratios == metrics.end() || own == metrics.end()) return;
    for (const Claim* r : ratios->second) {
      const auto peer = by_metric_.find(std::string(Qualifier(*r, "peer")));
      if (peer == by_metric_.end()) continue;
      const auto theirs = peer->second.find("token_price");
      if (theirs == peer->second.end()) continue;
      for (const Claim* n : own->second) {
        for (const Claim* d : theirs->second) {
          const std::string_view io = Qualifier(*r, "io");
          if (!io.empty() && io == Qualifier(*n, "io") && io == Qualifier(*d, "io") &&
              Qualifier(*n, "tier") == Qualifier(*d, "tier") && n->modality == d->modality) {
            CloseRatio(*r, *n, *d);
          }
        }
      }
    }
  }

  void CloseRatio(const Claim& r, const Claim& n, const Claim& d) {
    const UnitRelation unit = RelateUnits(n, d, *context_.vocabulary);
    if (!unit.IsConvertible()) return;
    // 亏损141亿元 makes a margin of -20.9%.
    const Reading above = Scaled(Read(n), unit.factor_a);
    const Sides top = SidesOf(Qualifier(n, "result") == "loss" ? Negated(above) : above);
    const Sides bottom = SidesOf(Scaled(Read(d), unit.factor_b));
    const Sides ratio =
        SidesOf(Scaled(Read(r), r.unit == "percent" ? Decimal::Of(1, -2) : Decimal::Of(1)));
    const auto stated = Quotient(top.stated, bottom.stated);
    const auto loose = Quotient(top.loose, bottom.loose);
    if (!stated || !loose) return;
    const std::string equation = n.text + " ÷ " + d.text + " → " + ToString(*stated) + "; " +
                                 r.text + " → " + ToString(ratio.stated);
    // 归母净利润 ÷ 营收 is less than the margin of a profit that others share.
    const bool is_of_a_share =
        Qualifier(n, "basis") != Qualifier(r, "basis") && !Qualifier(n, "basis").empty();
    Conclude(r, {&n, &d, &r}, {*stated, *loose}, ratio, equation, !is_of_a_share, {});
  }

  static std::optional<int> YearsOf(const Claim& c) {
    const TrueTime t = TrueTimeOf(c);
    if (t.weak || !t.IsKnown()) return std::nullopt;
    const auto base = YearOf(Qualifier(c, "baseline"));
    const int years = t.end->year - (base ? *base : t.start->year);
    if (years < 2 || years > kMaxYears) return std::nullopt;
    return years;
  }

  void FindCompound(const Metrics& metrics) {
    const auto rates = metrics.find("cagr");
    const auto multiples = metrics.find("growth_multiple");
    if (rates == metrics.end() || multiples == metrics.end()) return;
    for (const Claim* rate : rates->second) {
      for (const Claim* multiple : multiples->second) {
        const auto years = YearsOf(*rate);
        if (!years || years != YearsOf(*multiple) || rate->unit != "percent" ||
            multiple->unit != "ratio" || TrueTimeOf(*rate).end != TrueTimeOf(*multiple).end ||
            rate->modality != multiple->modality ||
            Qualifier(*rate, "of") != Qualifier(*multiple, "of")) {
          continue;
        }
        CloseCompound(*rate, *multiple, *years);
      }
    }
  }

  void CloseCompound(const Claim& rate, const Claim& multiple, int years) {
    const Reading yearly = Scaled(Read(rate), Decimal::Of(1, -2));
    const Interval one{Decimal::Of(1), Decimal::Of(1), false, false};
    const Sides grown{Power(Sum(yearly.stated, one), years), Power(Sum(Loose(yearly), one), years)};
    const Sides stated = SidesOf(Read(multiple));
    const std::string equation = "(1 + " + rate.text + ")^" + std::to_string(years) + " → " +
                                 ToString(grown.stated) + "; " + multiple.text + " → " +
                                 ToString(stated.stated);
    // 330 % a year told where 3.3 times a year was meant.
    std::vector<std::string> suspects;
    if (Power(Loose(yearly), years).Meets(Widest(stated.stated, stated.loose))) {
      suspects.emplace_back("suspect:ratio_percent");
    }
    Conclude(rate, {&rate, &multiple}, grown, stated, equation, true, std::move(suspects));
  }

  // 859 of the group, 299 of its advertising: a margin follows from figures of one part alone.
  static bool AreOfOnePart(const Claims& claims) {
    return std::all_of(claims.begin(), claims.end(), [&](const Claim* c) {
      return NarrowingWords(*c) == NarrowingWords(*claims.front()) &&
             IsAdjusted(*c) == IsAdjusted(*claims.front());
    });
  }

  bool IsAgreed(const Claim& c) const { return agreed_->contains(c.id); }

  // Figures of several texts are one account only where nothing about them is guessed.
  static bool AreFirm(const Claims& claims) {
    return std::all_of(claims.begin(), claims.end(), [](const Claim* c) {
      return c->subject->how == How::kStated && !c->unit_inferred &&
             c->modality == Modality::kReported &&
             (c->time.how == How::kStated || c->time.how == How::kResolved);
    });
  }

  // All told in one clause, where nothing else can have been meant.
  static bool AreOfOneClause(const Claims& claims) {
    const Claim& first = *claims.front();
    std::size_t begin = first.span.begin;
    std::size_t end = first.span.end;
    for (const Claim* c : claims) {
      if (!IsSameSentence(*c, first)) return false;
      begin = std::min(begin, c->span.begin);
      end = std::max(end, c->span.end);
    }
    if (begin < first.sentence_span.begin) return false;
    const std::string_view sentence = first.sentence;
    const std::size_t at = std::min(begin - first.sentence_span.begin, sentence.size());
    const std::string_view between = sentence.substr(at, end - begin);
    return std::all_of(kClauseEnds.begin(), kClauseEnds.end(), [&](std::string_view stop) {
      return between.find(stop) == std::string_view::npos;
    });
  }

  // `base` is what both sides hold beside the figure: 1 where a growth is told as to / from.
  void Conclude(const Claim& derived, Claims claims, const Sides& computed, const Sides& told,
                const std::string& equation, bool may_contradict, std::vector<std::string> suspects,
                double base = 0) {
    if (agreed_ != nullptr) {
      const bool is_within = std::all_of(claims.begin(), claims.end(),
                                         [&](const Claim* c) { return c->doc == derived.doc; });
      const bool are_trusted = std::all_of(claims.begin(), claims.end(), [&](const Claim* c) {
        return IsAgreed(*c) || c == &derived;
      });
      if (is_within || !are_trusted || !AreFirm(claims) || !AreOfOnePart(claims)) return;
    }
    Fact fact;
    fact.kind = "closure";
    const MetricDefinition metric = MetricOf(derived, *context_.vocabulary);
    fact.metric = metric.id;
    fact.unit = derived.unit;
    fact.reasons = {"closure"};
    if (computed.stated.Meets(told.stated)) {
      fact.verdict = Verdict::kAgreeWithinPrecision;
      fact.arithmetic = equation + "; close";
    } else if (computed.loose.Meets(told.loose)) {
      fact.verdict = Verdict::kAgreeWithinPrecision;
      fact.reasons.emplace_back("rounding");
      fact.arithmetic = equation + "; close when rounded";
    } else if (may_contradict && AreOfOnePart(claims)) {
      // Told by one source alone, the derived figure may be of another account; and so may an
      // operand, where the figure is not what it would be but for one slip.
      const bool is_told_wrong =
          !suspects.empty() || MayBeToldWrong(computed.stated, told.stated, base,
                                              static_cast<std::size_t>(derived.value.digits));
      const bool is_alone =
          (agreed_ != nullptr && !IsAgreed(derived)) || !(is_told_wrong || AreOfOneClause(claims));
      fact.verdict = is_alone ? Verdict::kPossible : Verdict::kContradict;
      if (is_alone) fact.reasons.emplace_back("unknown:item");
      fact.arithmetic = equation + "; do not close";
      fact.needs = "the figures that " + derived.text + " was computed from";
      for (std::string& s : suspects) fact.reasons.push_back(std::move(s));
    } else {
      return;
    }
    FinishFact(claims, context_, fact);
    fact.time = derived.time;
    if (fact.verdict == Verdict::kContradict || fact.verdict == Verdict::kPossible) {
      SeverityInput in;
      in.is_derived = true;
      in.unknown_keys = fact.verdict == Verdict::kPossible ? 1 : 0;
      // A forecast that does not add up does not add up: modality takes nothing off.
      for (const Claim* c : claims) {
        if (c->subject->how != How::kStated) in.inherited_keys = 1;
      }
      Weigh(in, claims, {}, fact);
    }
    out_.push_back(std::move(fact));
  }

  const FactContext& context_;
  std::vector<Fact>& out_;
  const std::set<std::string>* agreed_;       // ids; null: all claims are of one document
  std::map<std::string, Metrics> by_metric_;  // subject → metric → claims
};

}  // namespace

void FindClosures(const std::vector<const Claim*>& document, const FactContext& context,
                  std::vector<Fact>& out) {
  Finder(document, context, out).Run();
}

void FindClosuresAcross(const std::vector<const Claim*>& claims,
                        const std::vector<Agreement>& agreements, const FactContext& context,
                        std::vector<Fact>& out) {
  std::map<std::string_view, const Claim*> by_id;
  for (const Claim* c : claims) by_id.emplace(c->id, c);
  std::set<std::string> agreed;
  std::set<std::string_view> spoken_for;
  for (const Agreement& agreement : agreements) {
    const Claim* best = nullptr;
    const auto firmness = [](const Claim& c) {
      return std::tuple(c.value.bound != Bound::kExact, -c.value.digits, c.published.empty(),
                        std::string_view(c.published), std::string_view(c.id));
    };
    for (const std::string& id : agreement) {
      const auto at = by_id.find(id);
      if (at == by_id.end()) continue;
      spoken_for.insert(at->first);
      if (best == nullptr || firmness(*at->second) < firmness(*best)) best = at->second;
    }
    if (best != nullptr) agreed.insert(best->id);
  }
  Claims taken;
  for (const Claim* c : claims) {
    const MetricDefinition* m = context.vocabulary->FindMetric(c->metric);
    const bool is_alone = !spoken_for.contains(c->id) &&
                          IsDerived(m != nullptr ? m->id : c->metric, *context.vocabulary);
    if (is_alone || agreed.contains(c->id)) taken.push_back(c);
  }
  Finder(taken, context, out, &agreed).Run();
}

std::vector<std::string> MetricsClosingWith(std::string_view metric, const Vocabulary& vocabulary) {
  std::set<std::string> out;
  const auto add = [&](std::initializer_list<std::string_view> equation) {
    if (std::find(equation.begin(), equation.end(), metric) == equation.end()) return;
    for (const std::string_view m : equation) out.emplace(m);
  };
  for (const MetricDefinition& level : vocabulary.metrics()) {
    if (!level.growth.empty()) add({level.growth, level.id});
  }
  for (const RatioOf& row : kRatioOf) add({row.ratio, row.numerator, row.denominator});
  return {out.begin(), out.end()};
}

}  // namespace heshu::compare
