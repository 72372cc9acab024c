#include "compare/time_relation.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "compare/comparability.h"
#include "compare/unit_relation.h"

namespace heshu::compare {
namespace {

constexpr long kFuzzyDays = 45;      // 年底, 年初, 春節期間: one "time" of a level
constexpr long kMonthDays = 27;      // the shortest, with a day of play
constexpr long kDayMoveDays = 3;     // a day's fall, told with the days around it
constexpr long kWeakEventDays = 45;  // undated reports of one event come within this time
constexpr long kWeakMoveDays = 3;    // … of one day's move of a price
constexpr long kOneNewsDays = 3;     // between two reports of one piece of news
constexpr long kFreshNewsDays = 7;   // between what has happened and a report of it
constexpr long kWeekDays = 7;
constexpr long kShortestQuarter = 85;
constexpr long kMostDaysToReport = 120;  // between a period's end and the report on it
constexpr long kNewestDays = 7;          // … of what each calls the newest round
constexpr int kFreshPart = 10;           // a tenth of the half-life: as good as the same day
constexpr long kAlikeDaysOfMove = 3;     // the same of what has moved since they began
constexpr long kAlikeDays = 10;          // by which two long periods may differ and be one
constexpr long kMaxWeakDays =
    92;                         // undated figures farther apart have nothing to do with each other
constexpr long kFreshDays = 7;  // … of a level whose half-life nobody has stated

long Distance(const TrueTime& a, const TrueTime& b) {
  if (*a.end < *b.start) return b.start->ToDays() - a.end->ToDays();
  if (*b.end < *a.start) return a.start->ToDays() - b.end->ToDays();
  return 0;
}

bool IsMove(const Claim& claim) {
  return claim.dimension == "percent_change" || claim.dimension == "points";
}

// 12 億 and 8 億 of one round E: the keys that the metric requires say which event it is.
bool IsOneNamedEvent(const Claim& a, const Claim& b, const MetricDefinition& metric) {
  if (metric.kind != MetricKind::kEvent || IsMove(a) || metric.required.empty()) return false;
  return std::all_of(metric.required.begin(), metric.required.end(), [&](const std::string& key) {
    const auto x = a.qualifiers.find(key);
    const auto y = b.qualifiers.find(key);
    return x != a.qualifiers.end() && y != b.qualifiers.end() && x->second == y->second;
  });
}

// 新一輪: the newest when it was told, and so for some days.
bool IsOneNewestRound(const Claim& a, const Claim& b, long apart) {
  const auto is_newest = [](const Claim& c) {
    const auto at = c.qualifiers.find("round");
    return at != c.qualifiers.end() && at->second == "latest";
  };
  return !is_newest(a) || !is_newest(b) || apart <= kNewestDays;
}

// 上市首日: a share has one first day, whenever it is told.
bool AreOfFirstDay(const Claim& a, const Claim& b) {
  const auto is_debut = [](const Claim& c) {
    const auto at = c.qualifiers.find("event");
    return at != c.qualifiers.end() && at->second == "debut";
  };
  return is_debut(a) && is_debut(b);
}

// How far apart undated reports may lie and still be of one thing.
long WeakWindow(const Claim& claim, const MetricDefinition& metric) {
  long window = metric.half_life_days;
  if (window == 0 && metric.kind == MetricKind::kEvent) {
    window = IsMove(claim) ? kWeakMoveDays : kWeakEventDays;
  }
  return window > 0 ? std::min(window, kMaxWeakDays) : kMaxWeakDays;
}

// Undated levels of days that lie no further apart are of one time.
long FreshDays(const MetricDefinition& metric) {
  return metric.half_life_days > 0 ? metric.half_life_days / kFreshPart : kFreshDays;
}

// Undated reports that lie further apart leave open whether they are of one time.
long CloseDays(const MetricDefinition& metric, long window) {
  if (metric.kind == MetricKind::kEvent && !metric.required.empty()) return window;  // it is named
  const long news = kOneNewsDays + kFreshNewsDays;  // told within days, of what was days before
  return std::min(window,
                  metric.kind == MetricKind::kLevel ? std::max(FreshDays(metric), news) : news);
}

// An undated report may be of the very day that another names, or of an event that lasted some; of
// what a month or a year is told of nobody knows whether it means that.
bool MayMatchUndated(TimeClass named, const MetricDefinition& metric) {
  if (metric.kind != MetricKind::kEvent)
    return named != TimeClass::kMonth && named != TimeClass::kLong;
  return named != TimeClass::kLong || !metric.required.empty();
}

// What goes on and is counted anew each day; a round of funding is announced once.
bool IsHappening(const MetricDefinition& metric) {
  return metric.id == "flights_cancelled" || metric.id == "passengers_affected" ||
         metric.id == "order_peak_rate" || !metric.functional;
}

bool IsFreshNews(const Claim& claim) {
  const TrueTime t = TrueTimeOf(claim);
  const auto published = Date::Parse(claim.published);
  if (!published || !t.IsKnown()) return false;
  const bool is_this_week = t.Days() <= kWeekDays && *t.start <= *published && *published <= *t.end;
  return t.weak || is_this_week ||
         (t.Days() <= kFreshNewsDays &&
          std::labs(published->ToDays() - t.end->ToDays()) <= kFreshNewsDays);
}

// 降息25个基点: no move of a day's market, but what its bank has decided.
bool IsDecision(const Claim& claim) {
  return claim.metric == "interest_rate" && claim.unit == "pp" &&
         !claim.qualifiers.contains("kind") && !claim.qualifiers.contains("implied");
}

// 周五表示,日活已达9亿: the day on which a level is told says no more than the report's own date.
bool IsOfItsTelling(const Claim& claim, const TrueTime& t) {
  const auto published = Date::Parse(claim.published);
  return t.weak || (published && t.IsKnown() && t.Days() == 1 && *published == *t.end);
}

Relation RelateWeak(const Claim& a, const Claim& b, const TrueTime& ta, const TrueTime& tb,
                    const MetricDefinition& metric) {
  if (!ta.IsKnown() || !tb.IsKnown()) return Relation::kUnknown;
  const long apart = Distance(ta, tb);
  if (apart > std::min(WeakWindow(a, metric), WeakWindow(b, metric))) return Relation::kMismatch;
  const bool is_level = metric.kind == MetricKind::kLevel;
  // 今日成交额…: so is what a market turned over.
  const bool is_of_day = metric.id == "turnover" || metric.id == "trading_volume";
  const bool are_of_telling =
      (is_level || is_of_day) && IsOfItsTelling(a, ta) && IsOfItsTelling(b, tb);
  // Dated by one on the very day of the other's report.
  const bool are_of_one_day =
      is_level && apart == 0 && ta.Days() == 1 && tb.Days() == 1 && AreOneNews(a, b, metric);
  if (are_of_one_day) return Relation::kMatch;
  const bool are_of_one_decision = apart <= 1 && IsDecision(a) && IsDecision(b) && ta.Days() == 1 &&
                                   tb.Days() == 1 && AreOneNews(a, b, metric);
  if (are_of_one_decision) return Relation::kMatch;
  // "has closed its Series B", told on May 27, and 今年5月的B轮: one round, told of then.
  const bool is_round_of_then = apart == 0 && ta.weak != tb.weak && metric.id == "funding" &&
                                IsOneNamedEvent(a, b, metric) &&
                                IsOneNewestRound(a, b, kMaxWeakDays);
  if (is_round_of_then) return Relation::kMatch;
  if ((!ta.weak || !tb.weak) && !are_of_telling) return Relation::kUnknown;
  if (IsOneNamedEvent(a, b, metric) && IsOneNewestRound(a, b, apart)) return Relation::kMatch;
  if (is_of_day && a.doc != b.doc && apart == 0) return Relation::kMatch;
  if (!is_level || a.doc == b.doc) return Relation::kUnknown;
  return apart <= FreshDays(metric) ? Relation::kMatch : Relation::kUnknown;
}

// The last days of a month, as 月底 is read.
bool IsEndOfMonth(const TrueTime& t) {
  constexpr long kFewest = 7;
  constexpr long kMost = 14;
  return t.Days() >= kFewest && t.Days() <= kMost &&
         t.end->day == Date::DaysInMonth(t.end->year, t.end->month);
}

Relation RelateGrowth(const TrueTime& a, const TrueTime& b) {
  if (std::labs(a.end->ToDays() - b.end->ToDays()) > kFuzzyDays) return Relation::kMismatch;
  // 10月底 and 11月底, 2月底 and 3月: an end of a month is of that month.
  if (Distance(a, b) > 0 && (IsEndOfMonth(a) || IsEndOfMonth(b))) return Relation::kMismatch;
  // 7月 and 8月: two whole periods that follow one another.
  if (Distance(a, b) > 0 && std::min(a.Days(), b.Days()) >= kMonthDays) return Relation::kMismatch;
  // 前兩個月 and 2月: two whole periods, one within the other.
  const long shorter = std::min(a.Days(), b.Days());
  if (shorter >= kMonthDays && std::max(a.Days(), b.Days()) >= shorter + kMonthDays) {
    return Relation::kMismatch;
  }
  if (std::labs(a.start->ToDays() - b.start->ToDays()) <= kFuzzyDays) return Relation::kMatch;
  return Relation::kUnknown;
}

// A week's, a month's, a year's sum holds for just that period; a rate a day or a minute is a
// level.
bool IsTotal(const Claim& claim) {
  const std::string_view period = SplitUnit(claim.unit).period;
  return period == "week" || period == "month" || period == "quarter" || period == "year";
}

// A sum holds for its own period only; an average rate behaves like a level.
bool IsSum(const Claim& claim, const MetricDefinition& metric) {
  return metric.kind == MetricKind::kFlow && SplitUnit(claim.unit).period.empty();
}

// Overlapping, not equal. `shorter` and `longer` are lengths in days.
Relation RelateOverlap(const Claim& a, const Claim& b, long shorter, long longer, bool same_end,
                       const MetricDefinition& metric) {
  if (metric.kind != MetricKind::kConstant && (IsTotal(a) || IsTotal(b))) {
    return longer == shorter ? Relation::kUnknown : Relation::kMismatch;
  }
  switch (metric.kind) {
    case MetricKind::kConstant:
      return Relation::kMatch;
    case MetricKind::kEvent:
      if (longer <= kDayMoveDays) return Relation::kMatch;
      if (longer > kFuzzyDays) {
        // 今年累计跌7.4%, a week later 7%: what has moved since January is of the day it is told.
        const long alike = IsMove(a) ? kAlikeDaysOfMove : kAlikeDays;
        return longer - shorter <= alike ? Relation::kMatch : Relation::kMismatch;
      }
      if (longer * 2 <= shorter * 3) return Relation::kMatch;
      if (IsMove(a)) return Relation::kMismatch;
      return longer <= kFuzzyDays ? Relation::kUnknown : Relation::kMismatch;
    case MetricKind::kFlow:
      if (IsSum(a, metric) && IsSum(b, metric)) {
        return longer == shorter ? Relation::kUnknown : Relation::kMismatch;
      }
      break;
    case MetricKind::kLevel:
      break;
  }
  if (longer <= kDayMoveDays) return Relation::kMatch;
  // Ten months are not the year, though they make most of it.
  if (longer > kFuzzyDays) {
    return longer - shorter <= kAlikeDays ? Relation::kMatch : Relation::kMismatch;
  }
  if (longer * 2 <= shorter * 3) return Relation::kMatch;
  // 12月31日 and 2025年底: the last day stands for the period.
  return same_end ? Relation::kMatch : Relation::kUnknown;
}

// The cut-off within a period: a month's sum to the 26th is not the sum to the 28th.
Relation RelateCutOffs(const Claim& a, const Claim& b, const MetricDefinition& metric) {
  const auto& x = a.time.as_of;
  const auto& y = b.time.as_of;
  if (!x && !y) return Relation::kMatch;
  if (x && y) {
    const long apart = std::labs(x->ToDays() - y->ToDays());
    if (apart <= 1) return Relation::kMatch;
    if (metric.kind == MetricKind::kLevel && apart <= kFuzzyDays) return Relation::kMatch;
    return Relation::kMismatch;
  }
  // 截至5月底 and 5月底: cut off where the period ends anyway.
  const Claim& cut = x ? a : b;
  if (cut.time.end && *cut.time.as_of >= *cut.time.end) return Relation::kMatch;
  // 截至1月3日当周, a Saturday, and the week that a Sunday ends.
  const TrueTime time = TrueTimeOf(cut);
  const bool is_end_of_week = time.IsKnown() && time.Days() <= kWeekDays && cut.time.end &&
                              cut.time.end->ToDays() - cut.time.as_of->ToDays() <= 1;
  if (is_end_of_week) return Relation::kMatch;
  return metric.kind == MetricKind::kLevel ? Relation::kMatch : Relation::kUnknown;
}

}  // namespace

std::optional<long> DaysBetweenReports(const Claim& a, const Claim& b) {
  const auto x = Date::Parse(a.published);
  const auto y = Date::Parse(b.published);
  if (!x || !y) return {};
  return std::labs(x->ToDays() - y->ToDays());
}

TrueTime TrueTimeOf(const Claim& claim) {
  TrueTime t;
  const ClaimTime& time = claim.time;
  const auto published = Date::Parse(claim.published);
  t.weak = time.how == How::kPublished || (!time.IsKnown() && !time.as_of);
  if (time.start || time.end) {
    // An open end reaches to the day of the report, an open start says only the end.
    t.end = time.end ? time.end : (published && *published >= *time.start ? published : time.start);
    t.start = time.start ? time.start : time.end;
  } else if (time.as_of) {
    t.start = t.end = time.as_of;
  } else {
    t.start = t.end = published;
  }
  if (t.IsKnown() && *t.end < *t.start) std::swap(t.start, t.end);
  return t;
}

TimeClass TimeClassOf(const Claim& claim, const MetricDefinition& metric) {
  if (metric.kind == MetricKind::kConstant) return TimeClass::kTimeless;
  const TrueTime t = TrueTimeOf(claim);
  if (!t.IsKnown()) return TimeClass::kUndated;
  if (t.weak) return TimeClass::kWeak;
  return t.Days() <= kDayMoveDays ? TimeClass::kDay
         : t.Days() <= kFuzzyDays ? TimeClass::kMonth
                                  : TimeClass::kLong;
}

std::vector<TimeReach> ReachOf(const Claim& claim, const MetricDefinition& metric) {
  const TimeClass own = TimeClassOf(claim, metric);
  if (own == TimeClass::kTimeless) return {{own, 0, 0}};
  constexpr long kYear = 366;
  constexpr std::pair<TimeClass, long> kLengths[] = {// the most days of a class
                                                     {TimeClass::kWeak, kFuzzyDays},
                                                     {TimeClass::kDay, kDayMoveDays},
                                                     {TimeClass::kMonth, kFuzzyDays},
                                                     {TimeClass::kLong, kYear}};
  std::vector<TimeReach> reach;
  if (own == TimeClass::kUndated) {
    constexpr std::int64_t kEver = 1'000'000;
    reach.push_back({own, 0, 0, true});
    for (const auto& [time_class, length] : kLengths) {
      reach.push_back({time_class, -kEver, kEver, true});
    }
    return reach;
  }
  const TrueTime t = TrueTimeOf(claim);
  const long start = t.start->ToDays();
  const long end = t.end->ToDays();
  reach.push_back({TimeClass::kUndated, 0, 0, true});
  for (const auto& [time_class, length] : kLengths) {
    TimeReach one{time_class, start, end};
    if (t.weak || time_class == TimeClass::kWeak) {
      const long window = WeakWindow(claim, metric);
      if (!MayMatchUndated(t.weak ? time_class : own, metric)) {
        reach.push_back({time_class, start - window, end + window + length - 1, true});
        continue;
      }
      const long close = CloseDays(metric, window);
      one.first = start - close;
      one.last = end + close + length - 1;
      if (close < window) {
        reach.push_back({time_class, start - window, one.first - 1, true});
        reach.push_back({time_class, one.last + 1, end + window + length - 1, true});
      }
    } else {
      // They overlap, or are days that follow one another; two long ones are of one length.
      one.first = start - 1;
      one.last = end + (time_class == TimeClass::kLong ? t.Days() + kAlikeDays : length);
      if (IsGrowth(claim, metric)) {
        one.first = std::min(one.first, end - kFuzzyDays);
        one.last = std::max(one.last, end + kFuzzyDays);
      } else if (IsSum(claim, metric)) {
        // What overlaps and does not end together is another sum, or leaves open which one.
        const TimeReach close{time_class, std::max(one.first, end - kAlikeDays),
                              std::min(one.last, end + kAlikeDays)};
        if (one.first < close.first)
          reach.push_back({time_class, one.first, close.first - 1, true});
        if (close.last < one.last) reach.push_back({time_class, close.last + 1, one.last, true});
        one = close;
      }
    }
    reach.push_back(one);
  }
  return reach;
}

bool AreOneNews(const Claim& a, const Claim& b, const MetricDefinition& metric) {
  if (metric.kind == MetricKind::kConstant || metric.kind == MetricKind::kFlow) return false;
  // What is only heard of may be another plan than what was done.
  if ((a.modality == Modality::kRumour) != (b.modality == Modality::kRumour)) return false;
  const bool are_moves = (IsMove(a) || IsMove(b)) && !(IsDecision(a) && IsDecision(b));
  if (are_moves || a.doc == b.doc || !IsFreshNews(a) || !IsFreshNews(b)) return false;
  const std::optional<long> days = DaysBetweenReports(a, b);
  return days && *days <= kOneNewsDays;
}

bool AreOneReport(const Claim& a, const Claim& b, const MetricDefinition& metric) {
  const TrueTime ta = TrueTimeOf(a);
  const TrueTime tb = TrueTimeOf(b);
  if (ta.weak == tb.weak || !ta.IsKnown() || !tb.IsKnown() || a.doc == b.doc) return false;
  const TrueTime& told = ta.weak ? tb : ta;
  const Claim& teller = ta.weak ? b : a;
  const std::optional<long> days = DaysBetweenReports(a, b);
  if (!days || *days > kOneNewsDays) return false;
  const auto reported = Date::Parse(teller.published);
  const long since = reported->ToDays() - told.end->ToDays();
  const bool is_account = metric.kind == MetricKind::kFlow || metric.id == "dividend";
  const bool is_run = metric.id == "box_office" && told.Days() > 1;  // of a holiday
  return is_account && (told.Days() >= kShortestQuarter || is_run) && since > 0 &&
         since <= kMostDaysToReport;
}

bool IsGrowth(const Claim& claim, const MetricDefinition& metric) {
  if (claim.qualifiers.contains("baseline")) return true;
  const std::string& id = metric.id;
  return id == "growth_multiple" || id == "cagr" ||
         (id.size() > 7 && id.compare(id.size() - 7, 7, "_growth") == 0);
}

Relation RelateTimes(const Claim& a, const Claim& b, const MetricDefinition& metric) {
  if (metric.kind == MetricKind::kConstant || AreOfFirstDay(a, b)) return Relation::kMatch;
  const TrueTime ta = TrueTimeOf(a);
  const TrueTime tb = TrueTimeOf(b);
  if (metric.kind == MetricKind::kEvent && AreOneNews(a, b, metric) && (ta.weak || tb.weak) &&
      (!IsHappening(metric) || AreOfOneDeal(a, b))) {
    return Relation::kMatch;
  }
  if (ta.weak || tb.weak) return RelateWeak(a, b, ta, tb, metric);
  if (!ta.IsKnown() || !tb.IsKnown()) return Relation::kUnknown;
  if (IsGrowth(a, metric) && IsGrowth(b, metric)) return RelateGrowth(ta, tb);
  const Relation cut_off = RelateCutOffs(a, b, metric);
  if (*ta.start == *tb.start && *ta.end == *tb.end) return cut_off;
  const long apart = Distance(ta, tb);
  if (apart > 0) {
    // A night's close is the next day in Asia: let equal figures agree.
    const bool next_day =
        apart == 1 && metric.kind == MetricKind::kEvent && std::max(ta.Days(), tb.Days()) == 1;
    return next_day ? Relation::kUnknown : Relation::kMismatch;
  }
  // 本周启动裁员, 周四宣布裁员: one event.
  if (metric.kind == MetricKind::kEvent && !IsHappening(metric) &&
      std::max(ta.Days(), tb.Days()) <= kWeekDays && AreOneNews(a, b, metric)) {
    return cut_off;
  }
  // The quarter of a company whose weeks end it on a Sunday, and the months that stand for it.
  if (std::min(ta.Days(), tb.Days()) >= kShortestQuarter &&
      std::labs(ta.start->ToDays() - tb.start->ToDays()) <= kAlikeDays &&
      std::labs(ta.end->ToDays() - tb.end->ToDays()) <= kAlikeDays) {
    return cut_off;
  }
  const Relation overlap =
      RelateOverlap(a, b, std::min(ta.Days(), tb.Days()), std::max(ta.Days(), tb.Days()),
                    *ta.end == *tb.end, metric);
  return std::max(overlap, cut_off);
}

}  // namespace heshu::compare
