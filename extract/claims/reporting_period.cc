#include "extract/claims/reporting_period.h"

#include <string>
#include <string_view>

#include "core/date.h"

namespace heshu::extract {
namespace {

constexpr long kMostDaysAgo = 200;  // between the end of a period and the report on it
constexpr long kMonthDays = 31;
constexpr std::size_t kNearBytes = 360;  // about a sentence: how far a figure goes on with one

bool IsAccount(const Claim& claim, const ClaimRules& rules) {
  const MetricReading* reading = claim.metric.empty() ? nullptr : rules.FindMetric(claim.metric);
  return reading != nullptr && reading->is_corporate && !reading->is_market && claim.subject &&
         claim.modality == Modality::kReported;
}

bool SaysOthersExpected(std::string_view sentence) {
  for (const std::string_view words :
       {"nalysts", "consensus", "Consensus", "Street", "estimate", "expectations", "分析师",
        "分析師", "市场预期", "市場預期", "一致预期", "一致預期"}) {
    if (sentence.find(words) != std::string_view::npos) return true;
  }
  return false;
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

class Account {
 public:
  Account(std::span<Claim> claims, const ClaimRules& rules, const EntityTable& entities)
      : claims_(claims), rules_(rules), entities_(entities) {}

  void Share() {
    for (std::size_t i = 0; i < claims_.size(); ++i) {
      if (claims_[i].time.how == How::kInherited) FollowGiver(i);
      if (!IsAccount(claims_[i], rules_) || !HasNoTimeOfItsOwn(claims_[i])) continue;
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
    }
  }

 private:
  // A quarter, half or year that is over, and not long ago.
  static bool IsPeriod(const Claim& claim) {
    const std::optional<Date> published =
        Date::Parse(std::string_view(claim.published).substr(0, 10));
    const Granularity size = claim.time.granularity;
    return published && claim.time.start && claim.time.end && claim.time.how != How::kPublished &&
           (size == Granularity::kQuarter || size == Granularity::kHalf ||
            size == Granularity::kYear) &&
           *claim.time.end < *published &&
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
}

}  // namespace heshu::extract
