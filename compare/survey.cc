#include "compare/survey.h"

#include <algorithm>
#include <array>
#include <string>

#include "compare/claim_words.h"
#include "compare/diagnosis.h"
#include "compare/time_relation.h"

namespace heshu::compare {
namespace {

// Whether a figure whose sentence names nobody is of one that need not be named, or of anybody.
enum class Silence { kOffice, kAnybody };

struct Counter {
  std::string_view metric, word, id;  // the word as the sentence has it, ASCII in lower case
};
// The same words in either script.
constexpr std::array<Counter, 45> kCounters = {{
    // a private survey, the institute's of America, Chicago's; else the statistics office's
    {"pmi", "ratingdog", "private"},
    {"pmi", "caixin", "private"},
    {"pmi", "财新", "private"},
    {"pmi", "財新", "private"},
    {"pmi", "s&p global", "private"},
    {"pmi", "标普", "private"},
    {"pmi", "標普", "private"},
    {"pmi", "markit", "private"},
    {"pmi", "ism", "institute"},
    {"pmi", "供应管理", "institute"},
    {"pmi", "供應管理", "institute"},
    {"pmi", "供应链管理", "institute"},
    {"pmi", "供應鏈管理", "institute"},
    {"pmi", "芝加哥", "chicago"},
    {"pmi", "chicago", "chicago"},
    // 小非农: a firm that pays wages counts private employers
    {"payrolls", "adp", "payers"},
    {"payrolls", "小非", "payers"},
    // oil in store, as the trade's institute counts it a day before the office does
    {"inventory_volume", "api", "institute"},
    {"inventory_volume", "石油协会", "institute"},
    {"inventory_volume", "石油協會", "institute"},
    {"inventory_volume", "石油学会", "institute"},
    {"inventory_volume", "石油學會", "institute"},
    {"sentiment_index", "密歇根", "michigan"},
    {"sentiment_index", "密西根", "michigan"},
    {"sentiment_index", "密芝根", "michigan"},
    {"sentiment_index", "michigan", "michigan"},
    {"sentiment_index", "世界大型企", "conference board"},
    {"sentiment_index", "谘商", "conference board"},
    {"sentiment_index", "諮商", "conference board"},
    {"sentiment_index", "咨商", "conference board"},
    {"sentiment_index", "经济咨议", "conference board"},
    {"sentiment_index", "經濟諮議", "conference board"},
    {"sentiment_index", "conference board", "conference board"},
    {"sentiment_index", "gfk", "gfk"},
    {"sentiment_index", "ifo", "ifo"},
    {"sentiment_index", "zew", "zew"},
    {"sentiment_index", "sentix", "sentix"},
    {"sentiment_index", "westpac", "westpac"},
    {"sentiment_index", "西太平洋", "westpac"},
    {"sentiment_index", "nahb", "nahb"},
    {"sentiment_index", "nfib", "nfib"},
    {"job_cuts", "challenger", "challenger"},
    {"gdp_growth", "gdpnow", "gdpnow"},
    {"gdp_growth", "亚特兰大", "gdpnow"},
    {"gdp_growth", "亞特蘭大", "gdpnow"},
}};

bool IsLetter(char c) { return c >= 'a' && c <= 'z'; }

// Whether `words`, in lower case, have the name as a word of its own: ism, but not tourism.
bool Names(std::string_view words, std::string_view name) {
  for (std::size_t at = words.find(name); at != std::string_view::npos;
       at = words.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    const bool is_begun = at > 0 && IsLetter(words[at - 1]) && IsLetter(name.front());
    const bool goes_on = end < words.size() && IsLetter(words[end]) && IsLetter(name.back());
    if (!is_begun && !goes_on) return true;
  }
  return false;
}

std::string_view CounterOf(const Claim& claim, std::string_view metric) {
  const std::string words = Lower(claim.sentence);
  for (const Counter& counter : kCounters) {
    if (counter.metric == metric && Names(words, counter.word)) return counter.id;
  }
  return {};
}

Silence SilenceOf(std::string_view metric) {
  return metric == "sentiment_index" ? Silence::kAnybody : Silence::kOffice;
}

// What is counted by those who survey a market: IDC and Omdia never count alike.
bool IsSurveyed(const Claim& c) {
  static constexpr std::array<std::string_view, 5> kSurveyed = {
      "shipments", "units_sold", "market_share", "sales_growth", "market_size"};
  return std::find(kSurveyed.begin(), kSurveyed.end(), c.metric) != kSurveyed.end();
}

// Who counted, where the figure's sentence names one of them; "" else.
std::string_view SurveyorOf(const Claim& claim) {
  static constexpr std::array<std::string_view, 12> kSurveyors = {
      "IDC",  "Gartner", "Canalys", "Counterpoint", "Omdia",        "TrendForce",
      "乘联", "乘聯",    "中汽协",  "中汽協",       "SNE Research", "Circana"};
  for (const std::string_view name : kSurveyors) {
    if (claim.sentence.find(name) != std::string::npos) return name;
  }
  return {};
}

bool AreOfTwoSurveyors(const Claim& a, const Claim& b) {
  if (!IsSurveyed(a)) return false;
  const std::string_view x = SurveyorOf(a);
  const std::string_view y = SurveyorOf(b);
  return !x.empty() && !y.empty() && x != y;
}

enum class Edition { kUnsaid, kFirst, kLater };

Edition EditionOf(const Claim& claim) {
  static constexpr std::array<std::string_view, 7> kFirst = {
      "初值", "初步", "首次估", "flash", "preliminary", "advance estimate", "initial estimate"};
  static constexpr std::array<std::string_view, 11> kLater = {
      "终值", "終值",    "修正值",   "修订",   "修訂",    "上修",
      "下修", "revised", "revision", "final ", "第二次估"};
  const bool is_first = ClauseSays(claim, kFirst);
  const bool is_later = ClauseSays(claim, kLater);
  if (is_first == is_later) return Edition::kUnsaid;
  return is_first ? Edition::kFirst : Edition::kLater;
}

// What offices count of places is told first within days of being known, and revised weeks later.
bool AreOfTwoEditions(const Claim& a, const Claim& b, const Vocabulary& vocabulary) {
  constexpr long kOneNewsDays = 5;
  const EntityDefinition* entity = vocabulary.FindEntity(a.subject->id);
  if (entity == nullptr || entity->kind != "region") return false;
  const Edition x = EditionOf(a);
  const Edition y = EditionOf(b);
  if (x == y) return false;
  if (x != Edition::kUnsaid && y != Edition::kUnsaid) return true;
  const std::optional<long> days = DaysBetweenReports(a, b);
  return !days || *days > kOneNewsDays;
}

}  // namespace

std::string_view SurveyDoubt(const Claim& a, const Claim& b, const Vocabulary& vocabulary) {
  const std::string_view x = CounterOf(a, a.metric);
  const std::string_view y = CounterOf(b, b.metric);
  if (x != y) return "survey";
  if (x.empty() && SilenceOf(a.metric) == Silence::kAnybody) return "survey";
  // Two who count tell two figures, but not by accident one with two of its digits exchanged.
  if (AreOfTwoSurveyors(a, b) && !IsTransposed(a, b) && !IsScaleSlip(a, b)) return "survey";
  return AreOfTwoEditions(a, b, vocabulary) ? "edition" : "";
}

}  // namespace heshu::compare
