#include "extract/matching/noun_rules.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace heshu::extract {
namespace {

constexpr int kGrowthPriority = 2;
// The growth of a metric that has no growth metric of its own; the qualifier `of` names it.
constexpr std::string_view kGrowthOfOther = "growth";
constexpr int kEllipsisPriority = -2;
constexpr int kFarPriority = -1;      // a noun of English far before the figure
constexpr int kNounAfterPenalty = 3;  // characters

// ASCII but for the marks that end a clause, and placeholders.
const std::string kLatinGap = "[ \"#-+\\-/-:<->@-~\\x{E000}-\\x{E0FF}]{0,48}";
const std::string kLatinAfter = "[ \"#-+\\-/-:<->@-~\\x{E000}-\\x{E0FF}]{0,28}";
// The same with commas in it, for English, where what a sentence is about may stand far from what
// it did: "Revenue from the unit, which sells chips, rose {figure}".
const std::string kLatinSpan = "[ -\\-/-:<->@-~\\x{2013}\\x{2014}\\x{E000}-\\x{E0FF}]*";
const std::string kLatinMoves =
    "\\b(?i:rises?|risen|rising|rose|grow[sn]?|growing|grew|fell|falls?|fallen|falling|"
    "drop(?:s|ped|ping)?|jump(?:s|ed|ing)?|climb(?:s|ed|ing)?|increas(?:es?|ed|ing)|"
    "declin(?:es?|ed|ing)|surg(?:es?|ed|ing)|slid|slipp?ed|plung(?:es?|ed|ing)|"
    "tumbl(?:es?|ed|ing)|gain(?:s|ed|ing)?|decreas(?:es?|ed|ing)|slump(?:s|ed|ing)?|"
    "soar(?:s|ed|ing)?|shr[aiu]nks?|expand(?:s|ed|ing)?|advanced|accelerated|higher|lower|up|down|"
    "plummet(?:s|ed|ing)?|contract(?:ed|s)|swelled|skyrocketed|rocketed|sank|rebounded)";
const std::string kLatinAbout =
    "(?i: |,|by|an?|about|nearly|almost|roughly|around|some|just|over|more than|less than|another|"
    "only|as much as|at least|up to|whopping|record|staggering|approximately|an estimated|"
    "estimated|modest|solid|healthy|strong|sharp|steep|mere|further|close to|well "
    "over|year-on-year|"
    "year-over-year|annually){0,8}";
const std::string kLatinShares = "\\b(?i:shares|stock)\\b[^;.]{0,40}{figure}";
const std::string kLatinMoveNouns =
    "(?i:increase|rise|growth|gain|jump|surge|drop|fall|decline|decrease|slump|slide|leap|climb|"
    "plunge|expansion|contraction|boost|uptick|improvement)";

class NounRules {
 public:
  NounRules(const MetricDefinition& metric, const RuleNode& node, const std::string& nouns)
      : metric_(metric), node_(node), cue_("(?P<cue>" + nouns + ")") {}

  std::vector<NounRule> Make() && {
    AddLevels();
    AddPoints();
    if (const std::string growth = node_.GetString("growth"); !growth.empty()) {
      AddGrowth(growth);
      AddGrowthInEnglish(growth);
      AddMultiples();
    }
    return std::move(rules_);
  }

 private:
  NounRule& Add(std::string_view suffix, int priority, std::string pattern) {
    NounRule& made = rules_.emplace_back();
    made.rule.id = metric_.id + "." + std::string(suffix);
    made.rule.metric = metric_.id;
    made.rule.is_noun = true;
    made.rule.priority = priority + static_cast<int>(node_.GetInteger("priority"));
    made.pattern = std::move(pattern);
    return made;
  }

  // 营收达{figure}; {figure}的营收.
  void AddLevels() {
    const std::string reach = std::to_string(node_.GetInteger("reach", 16));
    // A Latin word is several letters long: English text gets a longer reach.
    const std::string gap = "(?:{~" + reach + "}|" + kLatinGap + ")";
    Add("noun", 0, cue_ + gap + "{figure}");
    if (const auto after = node_.GetInteger("after", 4); after >= 0) {
      NounRule& made =
          Add("noun_after", 0,
              "{figure}(?:的|元)?(?:{~" + std::to_string(after) + "}|" + kLatinAfter + ")" + cue_);
      made.rule.penalty = kNounAfterPenalty;
    }
    Add("ellipsis", kEllipsisPriority, cue_ + "{~~30}[,;](?:{t}|{e}|{filler}){0,6}{figure}");
    // 在产能利用率方面,公司第三季度达到{figure}: the clause before says what it is of.
    Add("topic", kEllipsisPriority, cue_ + "方面,{~14}{figure}");
    // English: "Net income at the maker rose to {figure}", "revenue was a record {figure}".
    Add("english_far", kFarPriority,
        cue_ + kLatinSpan +
            "\\b(?i:to|of|at|was|were|is|reached|hit|totall?ed|totall?ing|"
            "topped|exceeded|from|than|between|between {q} and)" +
            kLatinAbout + "{figure}");
  }

  // 毛利率升3.2个百分点: what a level in percent moved by is told of the level.
  void AddPoints() {
    const bool is_in_percent = std::any_of(
        metric_.dimensions.begin(), metric_.dimensions.end(),
        [](std::string_view d) { return d == "ratio" || d == "percent" || d == "percent_change"; });
    if (!is_in_percent) return;
    Add("points", 0, cue_ + "{~~40}{changes}{~6}{figure}").rule.classes = {"points"};
  }

  NounRule& AddGrowthRule(const std::string& growth, std::string_view suffix, std::string pattern) {
    NounRule& made = Add(suffix, kGrowthPriority, std::move(pattern));
    made.rule.metric = growth;
    made.rule.classes = {"percent"};
    made.rule.is_growth = true;
    if (growth == kGrowthOfOther) {
      made.rule.set["of"] = metric_.id;
      // 容量率降到6.8%, 负债率升至73%: a level in percent.
      made.vetoes = {"(?:至|到){~4}{figure}", "[^长]率{~~20}{figure}"};
    }
    return made;
  }

  // 营收增长{figure}; 营收有{figure}的增长.
  void AddGrowth(const std::string& growth) {
    AddGrowthRule(growth, "growth", cue_ + "{~~30}{changes}{~6}{figure}");
    AddGrowthRule(growth, "growth_after",
                  cue_ + "{~~24}{figure}的?{~2}(?:增长|增幅|涨幅|降幅|升幅|增速|跌幅|下滑|growth)");
  }

  // "Revenue from the business, which …, rose {figure}", "a {figure} rise in revenue".
  void AddGrowthInEnglish(const std::string& growth) {
    for (std::string& pattern : std::vector<std::string>{
             cue_ + kLatinSpan + kLatinMoves + kLatinAbout + "{figure}",
             "{figure}[ a-zA-Z'-]{0,30}" + kLatinMoveNouns +
                 "(?i: in| of)(?: [a-z'-]+| {t}){0,4} " + cue_,
             kLatinMoveNouns + " of" + kLatinAbout +
                 "{figure}(?i: in| for)(?: [a-z'-]+| {t}){0,2} " + cue_,
             cue_ + kLatinSpan + kLatinAbout + "{figure}[ a-zA-Z-]{0,24}" + kLatinMoveNouns,
             "{figure}(?i: (?:[a-z-]+ ){0,2})" + cue_ + " " + kLatinMoveNouns,
             "{figure}(?i: (?:more|fewer|less|higher|lower))(?: [a-z'-]+){0,3} " + cue_}) {
      // "Revenue beat estimates, and the shares fell {figure}".
      AddGrowthRule(growth, "growth_english", std::move(pattern)).vetoes.push_back(kLatinShares);
    }
  }

  // 营收增长3倍; 营收是去年同期的3倍.
  void AddMultiples() {
    for (const std::string_view frame :
         {"{~~30}{changes}{~6}{figure}", "{~~40}(?:是|为|达到?|相当于){~2}{t}的{~2}{figure}"}) {
      CompiledRule& rule = Add("growth_multiple", kGrowthPriority, cue_ + std::string(frame)).rule;
      rule.metric = "growth_multiple";
      rule.classes = {"ratio"};
      rule.is_growth = true;
      rule.set["of"] = metric_.id;
    }
  }

  const MetricDefinition& metric_;
  const RuleNode& node_;
  std::string cue_;
  std::vector<NounRule> rules_;
};

}  // namespace

std::vector<NounRule> RulesOfNouns(const MetricDefinition& metric, const RuleNode& node,
                                   const std::string& nouns) {
  return NounRules(metric, node, nouns).Make();
}

}  // namespace heshu::extract
