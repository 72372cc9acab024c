#include "extract/claims/reporting_period.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <tuple>

#include "core/date.h"
#include "extract/mentions/english_clause.h"
#include "extract/subject/phrase_subject.h"

namespace heshu::extract {
namespace {

constexpr long kMostDaysAgo = 200;  // between the end of a period and the report on it
constexpr long kMonthDays = 31;
constexpr std::size_t kNearBytes = 360;  // about a sentence: how far a figure goes on with one

bool IsAccount(const Claim& claim, const ClaimRules& rules) {
  const MetricReading* reading = claim.metric.empty() ? nullptr : rules.FindMetric(claim.metric);
  // "Operating expenses were {figure}, 6% higher": growth of an account is of its period.
  const auto of = claim.qualifiers.find("of");
  if (claim.metric == "growth" && of != claim.qualifiers.end() && IsEnglishLine(claim.sentence)) {
    reading = rules.FindMetric(of->second);
  }
  // A round of funding is of the day on which it closed.
  return reading != nullptr && reading->is_corporate && !reading->is_market && claim.subject &&
         claim.metric != "funding" && claim.metric != "valuation" &&
         claim.modality == Modality::kReported;
}

// "Average daily turnover rose to {figure}": of an exchange's half-year, and of no day.
bool IsAverageTurnover(const Claim& claim) {
  const auto of = claim.qualifiers.find("of");
  const bool is_turnover =
      claim.metric == "turnover" || (of != claim.qualifiers.end() && of->second == "turnover");
  const std::string_view sentence = claim.sentence;
  return is_turnover && claim.modality == Modality::kReported && IsEnglishLine(sentence) &&
         (sentence.find("verage") != std::string_view::npos);
}

bool SaysOthersExpected(std::string_view sentence) {
  for (const std::string_view words :
       {"nalysts", "consensus", "Consensus", "Street", "estimate", "expectations", "分析师",
        "分析師", "市场预期", "市場預期", "一致预期", "一致預期"}) {
    if (sentence.find(words) != std::string_view::npos) return true;
  }
  return false;
}

// Customers, users, visits and how far anything grew, in a sentence that holds a period against
// another: of the period that the company reports on.
bool IsOfReport(const Claim& claim, const ClaimRules& rules) {
  const MetricReading* reading = claim.metric.empty() ? nullptr : rules.FindMetric(claim.metric);
  if (reading == nullptr || reading->is_market || reading->is_corporate || !claim.subject ||
      reading->definition.kind == MetricKind::kConstant || claim.modality != Modality::kReported ||
      claim.time.how != How::kPublished) {
    return false;
  }
  if (claim.metric == "revenue_share") return true;
  static constexpr std::string_view kPeriods[] = {
      "同比", "环比", "環比", "上年同期", "去年同期", "当季", "當季", "单季",
      "單季", "期内", "期內", "报告期",   "報告期",   "月均", "按年", "按季"};
  return std::any_of(std::begin(kPeriods), std::end(kPeriods), [&](std::string_view words) {
    return claim.sentence.find(words) != std::string::npos;
  });
}

// Who answers for it in the end: 天猫 → 淘天 → 阿里巴巴.
std::string OwnerInTheEnd(std::string id, const EntityTable& entities) {
  constexpr int kMostOwners = 4;
  for (int i = 0; i < kMostOwners; ++i) {
    const EntityDefinition* known = entities.FindById(id);
    if (known == nullptr || known->owner.empty()) break;
    id = known->owner;
  }
  return id;
}

// Cars delivered, made, sold: makers tell them by the month.
bool IsMonthly(const Claim& claim) {
  static constexpr std::string_view kCounts[] = {"units_sold", "production", "sales_growth"};
  return std::find(std::begin(kCounts), std::end(kCounts), claim.metric) != std::end(kCounts) &&
         claim.modality == Modality::kReported;
}

// Counted since something began, of however many months.
bool SaysSum(std::string_view sentence) {
  for (const std::string_view words :
       {"cumulative", "so far this", "year to date", "this year", "first ", "since ", "累计",
        "累計", "以来", "以來", "总计", "總計", "历史", "歷史", "全年", "目标", "目標"}) {
    if (sentence.find(words) != std::string_view::npos) return true;
  }
  return false;
}

// The month that is over and that the counts of a text are of, where it names one only: 11月销量
// in the first paragraph, and ranks of makers below.
void ShareMonth(std::span<Claim> claims) {
  const ClaimTime* month = nullptr;
  for (const Claim& claim : claims) {
    const std::optional<Date> published =
        Date::Parse(std::string_view(claim.published).substr(0, 10));
    const bool is_own = claim.time.how == How::kStated || claim.time.how == How::kResolved;
    if (!published || !IsMonthly(claim) || !is_own || !claim.time.end ||
        claim.time.granularity != Granularity::kMonth || *claim.time.end >= *published ||
        published->ToDays() - claim.time.end->ToDays() > kMonthDays) {
      continue;
    }
    if (month != nullptr && month->end != claim.time.end) return;
    month = &claim.time;
  }
  if (month == nullptr) return;
  const ClaimTime shared = *month;
  for (Claim& claim : claims) {
    if (!IsMonthly(claim) || claim.time.how != How::kPublished || SaysSum(claim.sentence)) continue;
    claim.time = shared;
    claim.time.how = How::kInherited;
  }
}

// What a text about a holiday or a month tells without a time: 出入境x万人次, 免税购物y亿元. They
// are of the one period that its other flows were told of, if most of those are.
class Topic {
 public:
  Topic(std::span<Claim> claims, const ClaimRules& rules) : claims_(claims), rules_(rules) {}

  void Share() {
    const std::optional<ClaimTime> period = Period();
    if (!period) return;
    bool is_told = false;
    for (Claim& claim : claims_) {
      is_told = is_told || claim.time.start == period->start;
      if (!is_told || claim.time.how != How::kPublished || !IsFlow(claim)) continue;
      if (SaysOther(claim.sentence) || IsToldBeside(claim, *period)) continue;
      claim.time = *period;
      claim.time.how = How::kInherited;
    }
  }

 private:
  bool IsFlow(const Claim& claim) const {
    const MetricReading* reading = claim.metric.empty() ? nullptr : rules_.FindMetric(claim.metric);
    return reading != nullptr && reading->definition.kind == MetricKind::kFlow &&
           !reading->is_market && claim.subject && claim.modality == Modality::kReported;
  }

  // 出口额增长33.7%。资通产品…增82.3%: the text has told the same of the period already, so that
  // this one is of a part that its words do not show.
  bool IsToldBeside(const Claim& claim, const ClaimTime& period) const {
    return std::any_of(claims_.begin(), claims_.end(), [&](const Claim& other) {
      return &other != &claim && other.metric == claim.metric && other.unit == claim.unit &&
             other.subject && other.subject->id == claim.subject->id &&
             other.time.start == period.start && other.time.end == period.end &&
             other.qualifiers == claim.qualifiers && other.value != claim.value;
    });
  }

  // Of one day, or summed over more than the period.
  static bool SaysOther(std::string_view sentence) {
    for (const std::string_view words : {"累计", "累計", "以来", "以來", "历史", "歷史", "全年",
                                         "目标", "目標", "当日", "當日", "单日", "單日", "目前"}) {
      if (sentence.find(words) != std::string_view::npos) return true;
    }
    return false;
  }

  // That more than half of the flows with a time of their own are of, and that ended just before.
  std::optional<ClaimTime> Period() const {
    constexpr long kFewestDays = 3;
    constexpr long kMostDays = 100;
    constexpr long kMostDaysOver = 75;
    constexpr int kFewest = 2;
    std::map<std::pair<long, long>, int> counts;
    int all = 0;
    const ClaimTime* best = nullptr;
    int most = 0;
    for (const Claim& claim : claims_) {
      const std::optional<Date> published =
          Date::Parse(std::string_view(claim.published).substr(0, 10));
      const ClaimTime& time = claim.time;
      if (!published || !IsFlow(claim) || time.how == How::kPublished || !time.start || !time.end) {
        continue;
      }
      ++all;
      const long days = time.end->ToDays() - time.start->ToDays() + 1;
      const long over = published->ToDays() - time.end->ToDays();
      if (days < kFewestDays || days > kMostDays || over < 0 || over > kMostDaysOver) continue;
      const int count = ++counts[{time.start->ToDays(), time.end->ToDays()}];
      if (count > most) {
        most = count;
        best = &time;
      }
    }
    if (best == nullptr) return std::nullopt;
    // 首两个月合计: what is summed up to the period's end counts neither for it nor against it.
    for (const Claim& claim : claims_) {
      const ClaimTime& time = claim.time;
      if (!IsFlow(claim) || time.how == How::kPublished || !time.start || !time.end) continue;
      if (time.end == best->end && *time.start < *best->start) --all;
    }
    if (most < kFewest || 2 * most <= all) return std::nullopt;
    return *best;
  }

  std::span<Claim> claims_;
  const ClaimRules& rules_;
};
// What a bureau of statistics tells of a place by the month; no level of the day and no plan.
bool IsStatistic(const Claim& claim, const ClaimRules& rules) {
  static constexpr std::string_view kOfDays[] = {
      "interest_rate", "exchange_rate", "tariff_rate",       "tax_rate",           "budget",
      "bond_issue",    "subsidy",       "deficit",           "public_debt",        "population",
      "births",        "birth_rate",    "treasury_holdings", "liquidity_operation"};
  const MetricReading* reading = claim.metric.empty() ? nullptr : rules.FindMetric(claim.metric);
  const bool is_of_place =
      claim.subject && claim.subject->id.rfind("x:", 0) != 0 && reading != nullptr &&
      !reading->is_market && !reading->is_corporate &&
      (IsToldOfPlaces(*reading) || claim.metric == "growth" || claim.metric == "output_change" ||
       claim.metric == "exports" || claim.metric == "imports" || claim.metric == "export_volume" ||
       claim.metric == "import_volume" || claim.metric == "trade" || claim.metric == "production" ||
       claim.metric == "price_change");
  return is_of_place && claim.modality == Modality::kReported &&
         std::find(std::begin(kOfDays), std::end(kOfDays), claim.metric) == std::end(kOfDays);
}

// A month, a quarter or several months that are over and that a text can be the report of.
bool IsPeriodJustOver(const ClaimTime& time, const Date& published) {
  constexpr long kMostDays = 75;
  return (time.how == How::kStated || time.how == How::kResolved) && time.start && time.end &&
         time.end->ToDays() - time.start->ToDays() + 4 >= kMonthDays && *time.end < published &&
         published.ToDays() - time.end->ToDays() <= kMostDays;
}

// "Retail sales rose 3.4% in August. The jobless rate edged up to {figure}": an English report on
// statistics says its month once. Of several those of the same measure go on, else the newest.
void ShareStatisticsMonth(std::span<Claim> claims, const ClaimRules& rules,
                          const EntityTable& entities) {
  for (std::size_t i = 0; i < claims.size(); ++i) {
    Claim& claim = claims[i];
    const std::optional<Date> published =
        Date::Parse(std::string_view(claim.published).substr(0, 10));
    if (!published || claim.time.how != How::kPublished || !IsEnglishLine(claim.sentence) ||
        !IsStatistic(claim, rules)) {
      continue;
    }
    const EntityDefinition* place = entities.FindById(claim.subject->id);
    if (place == nullptr || place->kind != "region") continue;
    const Claim* best = nullptr;
    for (std::size_t j = 0; j < claims.size(); ++j) {
      const Claim& other = claims[j];
      if (other.subject && other.subject->id == claim.subject->id && IsStatistic(other, rules) &&
          IsPeriodJustOver(other.time, *published)) {
        const auto rank = [&](const Claim& one, std::size_t at) {
          const bool is_same = one.metric == claim.metric && at < i;
          const bool is_month = one.time.granularity == Granularity::kMonth &&
                                one.time.end->month == one.time.start->month;
          return std::tuple(one.time.end->ToDays(), is_same, is_month);
        };
        if (best == nullptr ||
            rank(other, j) >= rank(*best, static_cast<std::size_t>(best - claims.data()))) {
          best = &other;
        }
      }
    }
    if (best == nullptr) continue;
    claim.time = best->time;
    claim.time.how = How::kInherited;
  }
}

class Account {
 public:
  Account(std::span<Claim> claims, const ClaimRules& rules, const EntityTable& entities)
      : claims_(claims), rules_(rules), entities_(entities) {}

  void Share() {
    for (std::size_t i = 0; i < claims_.size(); ++i) {
      if (claims_[i].time.how == How::kInherited) FollowGiver(i);
      const bool may_take = IsOfReport(claims_[i], rules_) ||
                            (IsAccount(claims_[i], rules_) && HasNoTimeOfItsOwn(claims_[i]));
      if (!may_take) continue;
      if (const Claim* with = PeriodFor(i)) Take(claims_[i], *with);
    }
    for (std::size_t i = 1; i < claims_.size(); ++i) {
      Claim& claim = claims_[i];
      const Claim& before = claims_[i - 1];
      const bool is_open = claim.metric.empty() && claim.time.how == How::kPublished &&
                           claim.modality == Modality::kReported;
      if (is_open && IsAccount(before, rules_) && IsPeriod(before) &&
          claim.span.begin < before.span.end + kNearBytes) {
        Take(claim, before);
      }
      if (const Claim* measured = MeasuredBy(i)) Take(claim, *measured);
      if (IsAverageTurnover(claim) && claim.time.how == How::kPublished) {
        for (std::size_t j = i; j-- > 0;) {
          if (!IsAccount(claims_[j], rules_) || !IsPeriod(claims_[j])) continue;
          Take(claim, claims_[j]);
          break;
        }
      }
    }
  }

 private:
  // A quarter, half or year that is over, and not long ago.
  static bool IsPeriod(const Claim& claim) {
    // Each figure asks it of all others, and most answers stand in the first line.
    const Granularity size = claim.time.granularity;
    const bool is_long =
        size == Granularity::kQuarter || size == Granularity::kHalf || size == Granularity::kYear;
    if (!is_long || claim.time.how == How::kPublished || !claim.time.start || !claim.time.end) {
      return false;
    }
    // "a year ago" is what a period is compared with.
    const std::string_view words = claim.time.text;
    const bool is_compared = words.ends_with("ago") || words.ends_with("earlier") ||
                             words.find("same ") != std::string_view::npos;
    const std::optional<Date> published =
        Date::Parse(std::string_view(claim.published).substr(0, 10));
    return published && !is_compared && *claim.time.end < *published &&
           published->ToDays() - claim.time.end->ToDays() <= kMostDaysAgo;
  }

  // None at all, or a day or month that the article went on with from something else, or a period
  // not over yet.
  static bool HasNoTimeOfItsOwn(const Claim& claim) {
    if (claim.time.how == How::kPublished) return true;
    if (claim.time.how != How::kInherited || !claim.time.start || !claim.time.end) return false;
    const std::optional<Date> published =
        Date::Parse(std::string_view(claim.published).substr(0, 10));
    return claim.time.end->ToDays() - claim.time.start->ToDays() <= kMonthDays ||
           (published && *claim.time.end >= *published);
  }

  // 截至9月底止第二财季: inherited by name, of the months that the text gives it.
  void FollowGiver(std::size_t at) {
    for (std::size_t i = 0; i < at; ++i) {  // the first of it: others may be of a year earlier
      if (!claims_[i].time.span || claims_[i].time.span != claims_[at].time.span) continue;
      Take(claims_[at], claims_[i]);
      return;
    }
  }

  // "Revenue was $57 billion. Analysts had expected $55 billion": the figure that this one, a
  // forecast of others and without a time of its own, measures.
  const Claim* MeasuredBy(std::size_t at) const {
    const Claim& here = claims_[at];
    if (here.modality != Modality::kForecast || here.time.how != How::kPublished || !here.subject ||
        !SaysOthersExpected(here.sentence)) {
      return nullptr;
    }
    for (std::size_t i = at; i-- > 0;) {
      const Claim& before = claims_[i];
      if (before.span.end + kNearBytes < here.span.begin) break;
      if (before.metric == here.metric && before.unit == here.unit && before.subject &&
          before.subject->id == here.subject->id) {
        return before.time.how == How::kPublished ? nullptr : &before;
      }
    }
    return nullptr;
  }

  bool IsOfOneCompany(const Claim& a, const Claim& b) const {
    return a.subject->id == b.subject->id ||
           OwnerInTheEnd(a.subject->id, entities_) == OwnerInTheEnd(b.subject->id, entities_);
  }

  const Claim* PeriodFor(std::size_t at) const {
    const auto may_give = [&](const Claim& other) {
      return IsPeriod(other) && IsAccount(other, rules_) && IsOfOneCompany(claims_[at], other);
    };
    for (std::size_t i = at; i-- > 0;) {
      if (may_give(claims_[i])) return &claims_[i];
    }
    const Claim* first = nullptr;
    for (std::size_t i = at + 1; i < claims_.size(); ++i) {
      if (!may_give(claims_[i])) continue;
      const bool is_same =
          claims_[i].metric == claims_[at].metric && claims_[i].value.lo == claims_[at].value.lo;
      if (is_same) return &claims_[i];
      if (first == nullptr) first = &claims_[i];
    }
    return first;
  }

  static void Take(Claim& claim, const Claim& with) {
    claim.time = with.time;
    claim.time.how = How::kInherited;
  }

  std::span<Claim> claims_;
  const ClaimRules& rules_;
  const EntityTable& entities_;
};

}  // namespace

void ShareReportingPeriod(std::span<Claim> claims, const ClaimRules& rules,
                          const EntityTable& entities) {
  Account(claims, rules, entities).Share();
  ShareMonth(claims);
  Topic(claims, rules).Share();
  ShareStatisticsMonth(claims, rules, entities);
}

}  // namespace heshu::extract
