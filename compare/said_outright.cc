#include "compare/said_outright.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

#include "compare/claim_words.h"
#include "compare/time_relation.h"

namespace heshu::compare {
namespace {

// At the end of a session, or of a day as such.
bool MayBeOfClose(const Claim& claim) {
  const std::string_view session = Told(claim, "session");
  return (session.empty() || session == "close" || session == "regular") &&
         Told(claim, "instrument").empty() && Told(claim, "baseline").empty() &&
         claim.modality == Modality::kReported;
}

bool AreOfOneDay(const Claim& a, const Claim& b) {
  const TrueTime x = TrueTimeOf(a);
  const TrueTime y = TrueTimeOf(b);
  return x.IsKnown() && y.IsKnown() && x.Days() == 1 && y.Days() == 1 && *x.end == *y.end;
}

// 25,412 and 25412.36; 128.3 and 128.30.
bool IsOneLevel(const Claim& a, const Claim& b) {
  constexpr std::int64_t kFewest = 100;  // of the digits that are written
  if (a.metric != b.metric || a.unit != b.unit || !a.value.lo || !b.value.lo) return false;
  const auto digits = [](const Claim& c) { return std::llabs(c.value.lo->coefficient); };
  if (std::min(digits(a), digits(b)) < kFewest) return false;
  return Subtract(*a.value.lo, *b.value.lo).Abs() < std::max(a.value.step, b.value.step);
}

bool TellsWhole(const Claim& claim) {
  static constexpr std::array<std::string_view, 6> kWords = {"整体", "整體",    "综合",
                                                             "綜合", "overall", "group-wide"};
  constexpr std::size_t kNearBytes = 36;
  const std::size_t at = claim.sentence.find(claim.text);
  if (at == std::string::npos) return false;
  const std::size_t from = at - std::min(at, kNearBytes);
  const std::string_view before = std::string_view(claim.sentence).substr(from, at - from);
  return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) {
    return before.find(word) != std::string_view::npos;
  });
}

bool IsOfAPart(const Claim& claim) {
  return !Told(claim, "segment").empty() || !Told(claim, "item").empty() ||
         !Told(claim, "part").empty() || !Told(claim, "scope").empty() ||
         !Told(claim, "region").empty();
}

}  // namespace

bool AreOfOneClose(const Claim& a, const Claim& b, const FigureIndex& figures) {
  if (a.metric != "stock_change" || a.subject->id != b.subject->id || a.doc == b.doc ||
      !MayBeOfClose(a) || !MayBeOfClose(b) || !AreOfOneDay(a, b)) {
    return false;
  }
  const auto is_close = [&](const Claim& level, const Claim& move) {
    return (level.metric == "closing_price" || level.metric == "index_level") && level.subject &&
           level.subject->id == move.subject->id && MayBeOfClose(level) && AreOfOneDay(level, move);
  };
  const auto& others = figures.OfDocument(b.doc);
  const auto& own = figures.OfDocument(a.doc);
  return std::any_of(own.begin(), own.end(), [&](const Claim* c) {
    return is_close(*c, a) && std::any_of(others.begin(), others.end(), [&](const Claim* d) {
             return is_close(*d, b) && IsOneLevel(*c, *d);
           });
  });
}

bool AreOfOneWhole(const Claim& a, const Claim& b) {
  const TrueTime x = TrueTimeOf(a);
  const TrueTime y = TrueTimeOf(b);
  const bool are_of_one_time =
      !x.weak && !y.weak && x.IsKnown() && y.IsKnown() && *x.start == *y.start && *x.end == *y.end;
  return are_of_one_time && a.subject->id == b.subject->id && !IsOfAPart(a) && !IsOfAPart(b) &&
         (TellsWhole(a) || TellsWhole(b));
}

}  // namespace heshu::compare
