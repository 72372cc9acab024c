#include "extract/mentions/english_owner.h"

#include <string>

#include "extract/mentions/sentence_line.h"
#include "extract/pattern/lazy_pattern.h"

namespace heshu::extract {
namespace {

constexpr char kEntity[] = "[\\x{E000}-\\x{E01F}]";

bool Find(std::string_view text, const LazyPattern& pattern) { return pattern.FoundIn(text); }

}  // namespace

bool ForecastsOthers(std::string_view line, std::size_t at, std::size_t figure) {
  static const LazyPattern view(
      "^(?i:'s|'s? economists| economists| analysts)?(?i:(?: now| also| "
      "still| currently| had| "
      "has| "
      "previously| recently)* (?:expects?|expected|estimates?|estimated|forecasts?|forecasted|"
      "predicts?|predicted|projects|projected|sees|reckons?|thinks|believes|anticipates?|"
      "calculates?|calculated|raised its forecast|cut its forecast|lowered its forecast)\\b)");
  static const LazyPattern own(
      "\\b(?i:it|its|they|their|the (?:bank|company|firm|group)(?:'s)?)\\b");
  const std::size_t from = at + kPlaceholderBytes;
  const auto groups = view.FirstIn(line.substr(from));
  if (!groups) return false;
  const std::size_t end = from + groups->whole().end;
  return figure < end || !Find(line.substr(end, figure - end), own);
}

bool MovesItsTarget(std::string_view line, std::size_t at) {
  static const LazyPattern pattern(
      "^(?i:'s? analysts?| analysts?)?(?i:(?: now| also| has| have| had| recently)* "
      "(?:rais(?:es?|ed)|lift(?:s|ed)?|cuts?|lower(?:s|ed)?|boost(?:s|ed)?|trim(?:s|med)?|"
      "increas(?:es|ed)|reduc(?:es|ed)|slash(?:es|ed)?|hik(?:es|ed)|maintain(?:s|ed)?|keeps?|kept|"
      "sets?|reiterat(?:es|ed)) (?:its|their|the|a) (?:[a-z0-9'-]+ ){0,3}(?:target|objective)\\b|"
      "(?: now| also| still| has| have| had)* (?:has|have|had|maintain(?:s|ed)?|keeps?|kept|"
      "reiterat(?:es|ed)|upgrad(?:es|ed)|downgrad(?:es|ed)|initiat(?:es|ed)|rates?|rated|stays?) "
      "[^.;,]{0,40}?(?:ratings?|recommendation|buy|hold|sell|neutral|overweight|outperform|"
      "underweight|underperform)\\b)");
  return Find(line.substr(at + kPlaceholderBytes), pattern);
}

bool IsPlaceOfPrices(std::string_view line, std::size_t at) {
  static const LazyPattern pattern(
      "(?:^|[,;:] |\\b(?i:and|while|as|that|but|with|when|of) |[\\x{E020}-\\x{E0FF}],? )"
      "((?i:[a-z][a-z'-]* ){0,4}?(?i:prices?|rents?|rental|wages?|salaries|inflation|unemployment|"
      "home sales|housing sales|property sales|car sales|auto sales|vehicle sales|"
      "housing starts|home loans|homes|apartments)) (?i:in|across) (?i:the )?$");
  static const LazyPattern owned("(?i:\\b(?:its|their|his|her|whose)\\b|'s\\b)");
  const auto groups = pattern.FirstIn(line.substr(0, at));
  return groups && !Find(Slice(line, *groups->spans[1]), owned);
}

bool OpensWithPlace(std::string_view line, std::size_t at) {
  const std::string_view before = line.substr(0, at);
  return (before == "In " || before == "Across " || before == "In mainland ") &&
         line.substr(at + kPlaceholderBytes).starts_with(", ");
}

std::optional<std::size_t> FindEnglishModel(std::string_view line, std::size_t figure) {
  static const LazyPattern pattern(
      "(?:^|[,;:] |\\b(?:that|and|while|but|said|train|trained|training|built) "
      ")(\\b(?:[Tt]he|[Tt]his) (?:[a-z0-9-]+ ){0,3}"
      "(?:model|chatbot|chip|LLM)\\b(?:,| [a-z]))");
  std::optional<std::size_t> at;
  std::size_t from = 0;
  while (const auto groups = pattern.FirstIn(line.substr(from, figure - from))) {
    at = from + groups->spans[1]->begin;
    from += groups->whole().end;
  }
  return at;
}

bool IsOwnedByPronoun(std::string_view line, std::size_t figure) {
  static const LazyPattern before("(?i:\\b(?:its|their|the (?:company|firm|stock)'s) )$");
  static const LazyPattern after(
      "^ [a-z-]+ in (?:its|their|the "
      "(?:company|firm|group|chipmaker|carmaker|automaker|startup)'s)\\b");
  return Find(line.substr(0, figure), before) ||
         Find(line.substr(figure + kPlaceholderBytes), after);
}

std::optional<std::size_t> FindPeerOwner(std::string_view line, std::size_t figure) {
  static const LazyPattern pattern(
      std::string("(?i:\\b(?:topping|tops|ahead of|compared (?:with|to)|versus|vs\\.?|above|"
                  "exceeding|surpassing|surpassed|beating|against|than|behind|below|trailing|"
                  "outpacing|overtaking|dwarfing|eclipsing) (?:rival )?(") +
      kEntity +
      ")'s (?:(?:about|nearly|almost|roughly|around|over|more than|just|only|estimated|reported) "
      ")*|\\b(?:that|those) (?:of|at|for|from) (?:rival )?(" +
      kEntity + ")(?: [a-z-]+){1,4} )$");
  // "ahead of Li Auto's 36,279 and Xpeng's {figure}"
  static const LazyPattern next(std::string("'s [\\x{E040}-\\x{E0FF}](?:,|,? and) (") + kEntity +
                                ")'s $");
  const std::string_view before = line.substr(0, figure);
  // "ahead of Google's X at {figure}", "followed by X with {figure}"
  static const LazyPattern beside(
      std::string("(?i:\\b(?:ahead of|behind|followed by|trailing|topping|beating|"
                  "above|below|compared (?:with|to)|versus|and)) "
                  "(?:(?:[\\x{E000}-\\x{E01F}]|[A-Z][a-z]+)(?:'s) )?(") +
      kEntity + ") (?:at|with|on|scoring) (?:about |nearly |around |just |only )*$");
  if (const auto groups = beside.FirstIn(before)) return groups->spans[1]->begin;
  // "compared with {figure} for X", "behind the {figure} at X"
  static const LazyPattern measured(
      "(?i:\\b(?:compared (?:with|to)|versus|vs\\.?|against|than|behind|above|below|ahead of|from) "
      "(?:the |about |nearly |around |just |only |some |[\\x{E040}-\\x{E0FF}] and )*)$");
  static const LazyPattern began("(?i:\\bfrom (?:[\\x{E040}-\\x{E0FF}] and )?)$");
  static const LazyPattern owner(
      std::string("^(?: and [\\x{E040}-\\x{E0FF}])? (?:for|at|by|from|scored by|of) (?:rival )?"
                  "(?:(?:[\\x{E000}-\\x{E01F}]|[A-Z][a-z]+)(?:'s) )?(") +
      kEntity + ")(?:[,.;]| and | on |$)");
  const std::size_t end = figure + kPlaceholderBytes;
  // "cut to {figure} from {figure} by X": X only does it.
  const bool is_done_by = line.substr(end).starts_with(" by ") && Find(before, began);
  if (!is_done_by && Find(before, measured)) {
    if (const auto groups = owner.FirstIn(line.substr(end))) return end + groups->spans[1]->begin;
  }
  if (const auto groups = pattern.FirstIn(before)) {
    return (groups->spans[1] ? groups->spans[1] : groups->spans[2])->begin;
  }
  const auto groups = next.FirstIn(before);
  return groups ? std::optional(groups->spans[1]->begin) : std::nullopt;
}

}  // namespace heshu::extract
