#include "cli/claim_text.h"

#include <algorithm>

#include "cli/display_width.h"

namespace heshu::cli {
namespace {

constexpr std::string_view kMarkBegin = "⟦";
constexpr std::string_view kMarkEnd = "⟧";

// Thousands in groups: 63300000000 is unreadable, 63,300,000,000 is not.
std::string Grouped(const Decimal& value) {
  std::string text = value.ToString();
  const std::size_t first = text.starts_with("-") ? 1 : 0;
  const std::size_t point = std::min(text.find('.'), text.size());
  if (point - first < 5) return text;
  for (std::size_t at = point; at > first + 3;) {
    at -= 3;
    text.insert(at, ",");
  }
  return text;
}

}  // namespace

std::string ValueText(const Value& value) {
  const std::string lo = value.lo.has_value() ? Grouped(*value.lo) : "";
  const std::string hi = value.hi.has_value() ? Grouped(*value.hi) : "";
  if (!value.ratio.empty()) return value.ratio;
  std::string text = lo.empty() ? hi : lo;
  if (!lo.empty() && !hi.empty() && lo != hi) text = lo + " – " + hi;
  switch (value.bound) {
    case Bound::kExact:
    case Bound::kRange:
      return text;
    case Bound::kApprox:
      return "~ " + text;
    case Bound::kMoreThan:
      return "> " + text;
    case Bound::kAtLeast:
      return "≥ " + text;
    case Bound::kNearly:
      return "≲ " + text;
    case Bound::kLessThan:
      return "< " + text;
    case Bound::kAtMost:
      return "≤ " + text;
  }
  return text;
}

std::string PeriodText(const ClaimTime& time) {
  if (!time.IsKnown()) return "";
  if (!time.start.has_value()) return ".." + time.end->ToString();
  if (!time.end.has_value()) return time.start->ToString() + "..";
  const Date& start = *time.start;
  const Date& end = *time.end;
  if (start == end) return start.ToString() + (time.clock.empty() ? "" : " " + time.clock);
  const bool is_whole_months =
      start.day == 1 && end.day == Date::DaysInMonth(end.year, end.month) && start.year == end.year;
  if (is_whole_months) {
    const std::string year = start.ToString().substr(0, 4);
    if (start.month == end.month) return start.ToString().substr(0, 7);
    if (start.month == 1 && end.month == 12) return year;
    if (end.month - start.month == 2 && start.month % 3 == 1) {
      return year + "-Q" + std::to_string(end.month / 3);
    }
  }
  return start.ToString() + ".." + end.ToString();
}

std::string SubjectText(const Claim& claim) {
  if (!claim.subject.has_value()) return "";
  const Subject& subject = *claim.subject;
  if (subject.name.empty() || subject.name == subject.id) return subject.id;
  return subject.name + " (" + subject.id + ")";
}

std::string MarkedQuote(const Claim& claim) {
  std::string quote = claim.sentence.empty() ? claim.context : claim.sentence;
  std::size_t at = claim.span.begin - std::min(claim.span.begin, claim.sentence_span.begin);
  // A sentence put together from hard-wrapped lines is not a slice of the text: look for the words.
  if (at > quote.size() || quote.compare(at, claim.text.size(), claim.text) != 0) {
    at = quote.find(claim.text);
  }
  if (at != std::string::npos && !claim.text.empty()) {
    quote.insert(at + claim.text.size(), kMarkEnd);
    quote.insert(at, kMarkBegin);
  }
  return Printable(quote);
}

}  // namespace heshu::cli
