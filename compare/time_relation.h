// Whether two claims speak of the same time (CLAIMS.md, rule 2; VOCABULARY.md's metric kinds).
#ifndef HESHU_COMPARE_TIME_RELATION_H_
#define HESHU_COMPARE_TIME_RELATION_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "core/claim.h"
#include "core/vocabulary.h"

namespace heshu::compare {

enum class Relation { kMatch, kUnknown, kMismatch };

// The days a claim is true of, as far as it says. `weak`: only the publication date speaks for it.
struct TrueTime {
  std::optional<Date> start;
  std::optional<Date> end;
  bool weak = true;

  bool IsKnown() const { return start && end; }
  long Days() const { return end->ToDays() - start->ToDays() + 1; }
};
TrueTime TrueTimeOf(const Claim& claim);

// Claims by how their time is told: those of one class have the same reach.
enum class TimeClass { kTimeless, kUndated, kWeak, kDay, kMonth, kLong };
TimeClass TimeClassOf(const Claim& claim, const MetricDefinition& metric);

// A claim of `time_class` whose time ends on a day outside of [first, last] (days since 1970) is of
// another time.
struct TimeReach {
  TimeClass time_class = TimeClass::kTimeless;
  std::int64_t first = 0;
  std::int64_t last = 0;
  bool is_loose = false;  // of the same time at most for all that the texts say (RelateTimes:
                          // kUnknown), so that the nearest few tell enough
};
// For each class that has such days; they do not overlap. A period longer than a year is found by
// claims within it only in its last year.
std::vector<TimeReach> ReachOf(const Claim& claim, const MetricDefinition& metric);

// Symmetric. kMismatch is a series or another period, never a conflict; kUnknown lets figures agree
// but not contradict. Constants ignore all dates.
Relation RelateTimes(const Claim& a, const Claim& b, const MetricDefinition& metric);

// Days between the days on which the two were published; empty where either does not say.
std::optional<long> DaysBetweenReports(const Claim& a, const Claim& b);

// Two reports within days of each other, each of what has just happened or was just said: a round
// of funding, a cut of jobs, an order. Which day each names, if any, is the day it heard of it.
bool AreOneNews(const Claim& a, const Claim& b, const MetricDefinition& metric);

// Two reports on results, a few days apart: one says of which quarter or year, the other only tells
// the figure (2027财年第一季度, of a year that begins nobody says when).
bool AreOneReport(const Claim& a, const Claim& b, const MetricDefinition& metric);

// A growth figure (倍, 同比, CAGR): its time runs from the base to the end, and the end says when.
bool IsGrowth(const Claim& claim, const MetricDefinition& metric);

}  // namespace heshu::compare

#endif  // HESHU_COMPARE_TIME_RELATION_H_
