#include <algorithm>
#include <array>
#include <utility>

#include "extract/matching/claim_rules_impl.h"
#include "extract/pattern/utf8.h"

namespace heshu::extract {
namespace {

constexpr int kGrowthPriority = 2;
// The growth of a metric that has no growth metric of its own; the qualifier `of` names it.
constexpr std::string_view kGrowthOfOther = "growth";
constexpr int kEllipsisPriority = -2;
constexpr int kImpliedPriority = -4;
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
constexpr int kFarPriority = -1;      // a noun of English far before the figure
constexpr int kNounAfterPenalty = 3;  // characters

// Which figures a dimension of VOCABULARY.md §2 accepts. A figure's class is its dimension, but
// "percent" for every percent and "bare" for a number without any unit.
std::vector<std::string> ClassesOf(const std::vector<std::string>& dimensions, bool takes_bare) {
  std::vector<std::string> out;
  for (const std::string& dimension : dimensions) {
    if (dimension == "percent_change" || dimension == "percent") {
      out.push_back("percent");
    } else if (dimension == "ratio") {
      out.insert(out.end(), {"ratio", "percent"});
    } else if (dimension == "multiple") {
      out.push_back("ratio");
    } else if (dimension == "count") {
      out.insert(out.end(), {"count", "bare"});
    } else {
      out.push_back(dimension);
    }
  }
  if (takes_bare) out.push_back("bare");
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::string Join(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : "|") + part;
  return out;
}

}  // namespace

Result<LazyPattern> ClaimRules::Impl::Compile(const RuleFile& file, const RuleNode& node,
                                              std::string_view pattern,
                                              LazyPattern::Wanted wanted) {
  auto translated = translator.Translate(pattern);
  if (!translated) {
    return tl::make_unexpected(
        file.ErrorAt(node, translated.error().what, translated.error().hint));
  }
  LazyPattern compiled(std::move(*translated), wanted);
  if (compiles_now == nullptr || compiles_now(file)) {
    if (const std::string& error = compiled.CompileNow(); !error.empty()) {
      return tl::make_unexpected(
          file.ErrorAt(node, "the pattern does not compile: " + error,
                       "patterns are RE2 syntax; `{` of a count follows a digit"));
    }
  }
  return compiled;
}

Result<void> ClaimRules::Impl::AddRule(const RuleFile& file, const RuleNode& node,
                                       CompiledRule rule, std::string_view pattern) {
  auto compiled = Compile(file, node, pattern, LazyPattern::Wanted::kLast);
  if (!compiled) return tl::make_unexpected(compiled.error());
  if (compiled->source().find("(?P<figure>") == std::string::npos) {
    return tl::make_unexpected(file.ErrorAt(node,
                                            "the pattern of `" + rule.id + "` names no {figure}",
                                            "say which figure the rule is about"));
  }
  rule.pattern = std::move(*compiled);
  rule.source = pattern;
  rule.where = file.name() + ":" + std::to_string(node.line);
  rules.push_back(std::move(rule));
  return {};
}

Result<void> ClaimRules::Impl::ReadSamples(const RuleFile& file, const RuleNode& node,
                                           const std::string& metric) {
  std::size_t found = 0;
  if (const RuleNode* list = node.Find("samples")) {
    for (const RuleNode& item : list->items) {
      RuleSample sample;
      sample.file = file.name();
      sample.line = item.line;
      for (const auto& [key, value] : item.members) {
        if (key == "text") {
          sample.text = value.string;
        } else if (key == "published") {
          sample.published = value.string;
        } else {
          sample.expect[key] = value.string;
        }
      }
      sample.expect.try_emplace("metric", metric);
      if (sample.text.empty()) {
        return tl::make_unexpected(file.ErrorAt(item, "a sample needs `text`",
                                                "{ text = \"…\", subject = \"…\", lo = \"…\" }"));
      }
      samples.push_back(std::move(sample));
      ++found;
    }
  }
  if (const RuleNode* list = node.Find("near_misses")) {
    for (const RuleNode& item : list->items) {
      RuleSample sample;
      sample.text = item.string;
      sample.expect["metric"] = metric;
      sample.is_near_miss = true;
      sample.file = file.name();
      sample.line = item.line;
      samples.push_back(std::move(sample));
      ++found;
    }
  }
  if (found == 0) {
    return tl::make_unexpected(
        file.ErrorAt(node, "`" + node.GetString("id") + "` has no samples",
                     "a rule must prove itself: add samples = [{ text = … }] and near_misses"));
  }
  return {};
}

Result<void> ClaimRules::Impl::ReadMetric(
    const RuleFile& file, const RuleNode& node,
    const std::function<std::string(std::string_view)>& fold) {
  if (auto unknown = file.UnknownMember(
          node, {"id",           "name",        "name_zh",         "dimensions",
                 "kind",         "functional",  "part_whole",      "cumulative",
                 "required",     "aliases",     "half_life_days",  "nouns",
                 "bare_unit",    "subjects",    "default_subject", "region_group",
                 "takes_period", "growth",      "after",           "reach",
                 "corporate",    "rare",        "market",          "priority",
                 "not",          "implied",     "implied_units",   "samples",
                 "near_misses",  "own_outlook", "grows_by"})) {
    return tl::make_unexpected(*unknown);
  }
  MetricReading metric;
  MetricDefinition& definition = metric.definition;
  definition.id = node.GetString("id");
  definition.name = node.GetString("name", definition.id);
  definition.name_zh = node.GetString("name_zh");
  definition.dimensions = node.GetStrings("dimensions");
  if (definition.id.empty() || definition.dimensions.empty()) {
    return tl::make_unexpected(
        file.ErrorAt(node, "a metric needs `id` and `dimensions`", "add the missing key"));
  }
  const std::string kind = node.GetString("kind", "level");
  static constexpr std::array<std::string_view, 4> kKinds = {"level", "constant", "flow", "event"};
  const auto* at = std::find(kKinds.begin(), kKinds.end(), kind);
  if (at == kKinds.end()) {
    return tl::make_unexpected(file.ErrorAt(*node.Find("kind"), "unknown kind `" + kind + "`",
                                            "one of level, constant, flow, event"));
  }
  definition.kind = static_cast<MetricKind>(at - kKinds.begin());
  definition.functional = node.GetBool("functional", true);
  definition.part_whole = node.GetBool("part_whole");
  definition.cumulative = node.GetBool("cumulative");
  definition.required = node.GetStrings("required");
  definition.aliases = node.GetStrings("aliases");
  definition.half_life_days = static_cast<int>(node.GetInteger("half_life_days"));
  definition.growth = node.GetString("growth", node.GetString("grows_by"));
  definition.own_outlook = node.GetBool("own_outlook");
  metric.bare_unit = node.GetString("bare_unit");
  metric.subjects = node.GetStrings("subjects");
  metric.default_subject = node.GetString("default_subject");
  metric.region_group = node.GetString("region_group");
  metric.takes_period = node.GetBool("takes_period");
  metric.is_corporate = node.GetBool("corporate");
  metric.is_rare = node.GetBool("rare");
  metric.is_market = node.GetBool("market");

  std::vector<std::uint32_t> vetoes;  // of each of its rules
  for (const std::string& veto : node.GetStrings("not")) {
    auto pattern = Compile(file, node, fold(veto));
    if (!pattern) return tl::make_unexpected(pattern.error());
    vetoes.push_back(AddCondition(std::move(*pattern)));
  }
  std::vector<std::string> nouns = node.GetStrings("nouns");
  for (std::string& noun : nouns) {
    noun = fold(noun);
    // An English noun begins a word: "ORR" is not in "corresponding".
    if (noun.starts_with("(?i:") && noun.size() > 4 && noun[4] != '{') noun.insert(0, "\\b");
  }
  LazyPattern noun_pattern;
  if (!nouns.empty()) {
    const std::string cue = "(?P<cue>" + Join(nouns) + ")";
    auto compiled = Compile(file, *node.Find("nouns"), Join(nouns));
    if (!compiled) return tl::make_unexpected(compiled.error());
    noun_pattern = std::move(*compiled);
    const std::string reach = std::to_string(node.GetInteger("reach", 16));
    const std::int64_t after = node.GetInteger("after", 4);
    const auto base = [&](std::string_view suffix, int priority) {
      CompiledRule rule;
      rule.id = definition.id + "." + std::string(suffix);
      rule.metric = definition.id;
      rule.is_noun = true;
      rule.priority = priority + static_cast<int>(node.GetInteger("priority"));
      rule.classes = ClassesOf(definition.dimensions, !metric.bare_unit.empty());
      rule.vetoes = vetoes;
      return rule;
    };
    const RuleNode& here = *node.Find("nouns");
    // A Latin word is several letters long: English text gets a longer reach.
    const std::string gap = "(?:{~" + reach + "}|" + kLatinGap + ")";
    if (auto done = AddRule(file, here, base("noun", 0), cue + gap + "{figure}"); !done) {
      return done;
    }
    if (after >= 0) {
      CompiledRule rule = base("noun_after", 0);
      rule.penalty = kNounAfterPenalty;
      if (auto done = AddRule(
              file, here, std::move(rule),
              "{figure}(?:的|元)?(?:{~" + std::to_string(after) + "}|" + kLatinAfter + ")" + cue);
          !done) {
        return done;
      }
    }
    if (auto done = AddRule(file, here, base("ellipsis", kEllipsisPriority),
                            cue + "{~~30}[,;](?:{t}|{e}|{filler}){0,6}{figure}");
        !done) {
      return done;
    }
    // 在产能利用率方面,公司第三季度达到{figure}: the clause before says what it is of.
    if (auto done =
            AddRule(file, here, base("topic", kEllipsisPriority), cue + "方面,{~14}{figure}");
        !done) {
      return done;
    }
    // English: "Net income at the maker rose to {figure}", "revenue was a record {figure}".
    if (auto done = AddRule(file, here, base("english_far", kFarPriority),
                            cue + kLatinSpan +
                                "\\b(?i:to|of|at|was|were|is|reached|hit|totall?ed|totall?ing|"
                                "topped|exceeded|from|than|between|between {q} and)" +
                                kLatinAbout + "{figure}");
        !done) {
      return done;
    }
    // 毛利率升3.2个百分点: what a level in percent moved by is told of the level.
    const auto& dims = definition.dimensions;
    if (std::find(dims.begin(), dims.end(), "ratio") != dims.end() ||
        std::find(dims.begin(), dims.end(), "percent") != dims.end() ||
        std::find(dims.begin(), dims.end(), "percent_change") != dims.end()) {
      CompiledRule rule = base("points", 0);
      rule.classes = {"points"};
      if (auto done = AddRule(file, here, std::move(rule), cue + "{~~40}{changes}{~6}{figure}");
          !done) {
        return done;
      }
    }
    if (const std::string growth = node.GetString("growth"); !growth.empty()) {
      const auto growth_rule = [&](std::string_view suffix) {
        CompiledRule rule = base(suffix, kGrowthPriority);
        rule.metric = growth;
        rule.classes = {"percent"};
        rule.is_growth = true;
        if (growth == kGrowthOfOther) {
          rule.set["of"] = definition.id;
          // 容量率降到6.8%, 负债率升至73%: a level in percent.
          for (const std::string_view level : {"(?:至|到){~4}{figure}", "[^长]率{~~20}{figure}"}) {
            if (auto veto = Compile(file, here, level)) {
              rule.vetoes.push_back(AddCondition(std::move(*veto)));
            }
          }
        }
        return rule;
      };
      CompiledRule rule = growth_rule("growth");
      if (auto done = AddRule(file, here, std::move(rule), cue + "{~~30}{changes}{~6}{figure}");
          !done) {
        return done;
      }
      CompiledRule after_rule = growth_rule("growth_after");
      if (auto done = AddRule(
              file, here, std::move(after_rule),
              cue + "{~~24}{figure}的?{~2}(?:增长|增幅|涨幅|降幅|升幅|增速|跌幅|下滑|growth)");
          !done) {
        return done;
      }
      // "Revenue from the business, which …, rose {figure}", "a {figure} rise in revenue".
      for (const std::string& pattern :
           {cue + kLatinSpan + kLatinMoves + kLatinAbout + "{figure}",
            "{figure}[ a-zA-Z'-]{0,30}" + kLatinMoveNouns + "(?i: in| of)(?: [a-z'-]+| {t}){0,4} " +
                cue,
            kLatinMoveNouns + " of" + kLatinAbout +
                "{figure}(?i: in| for)(?: [a-z'-]+| {t}){0,2} " + cue,
            cue + kLatinSpan + kLatinAbout + "{figure}[ a-zA-Z-]{0,24}" + kLatinMoveNouns,
            "{figure}(?i: (?:[a-z-]+ ){0,2})" + cue + " " + kLatinMoveNouns,
            "{figure}(?i: (?:more|fewer|less|higher|lower))(?: [a-z'-]+){0,3} " + cue}) {
        CompiledRule english = growth_rule("growth_english");
        // "Revenue beat estimates, and the shares fell {figure}".
        if (auto veto = Compile(file, here, kLatinShares)) {
          english.vetoes.push_back(AddCondition(std::move(*veto)));
        }
        if (auto done = AddRule(file, here, std::move(english), pattern); !done) return done;
      }
      // 营收增长3倍; 营收是去年同期的3倍.
      for (const std::string_view frame :
           {"{~~30}{changes}{~6}{figure}", "{~~40}(?:是|为|达到?|相当于){~2}{t}的{~2}{figure}"}) {
        CompiledRule multiple = base("growth_multiple", kGrowthPriority);
        multiple.metric = "growth_multiple";
        multiple.classes = {"ratio"};
        multiple.is_growth = true;
        multiple.set["of"] = definition.id;
        if (auto done = AddRule(file, here, std::move(multiple), cue + std::string(frame)); !done) {
          return done;
        }
      }
    }
  }
  if (node.GetBool("implied") || node.Find("implied_units") != nullptr) {
    CompiledRule rule;
    rule.units = node.GetStrings("implied_units");
    rule.id = definition.id + ".unit";
    rule.metric = definition.id;
    rule.priority = kImpliedPriority;
    rule.classes = ClassesOf(definition.dimensions, false);
    rule.vetoes = vetoes;
    if (auto done = AddRule(file, node, std::move(rule), "{figure}"); !done) return done;
  }
  const std::string id = definition.id;
  const auto [slot, is_new] = metric_index.try_emplace(id, metrics.size());
  if (is_new) {
    metrics.push_back(std::move(metric));
    noun_patterns.push_back(std::move(noun_pattern));
  } else {
    metrics[slot->second] = std::move(metric);
    if (!noun_pattern.empty()) noun_patterns[slot->second] = std::move(noun_pattern);
  }
  return ReadSamples(file, node, id);
}

Result<void> ClaimRules::Impl::ReadRule(const RuleFile& file, const RuleNode& node,
                                        const std::function<std::string(std::string_view)>& fold) {
  if (auto unknown = file.UnknownMember(
          node, {"id", "metric", "figure", "pattern", "not", "when", "set", "priority", "unit",
                 "subject", "modality", "bare", "units", "samples", "near_misses"})) {
    return tl::make_unexpected(*unknown);
  }
  const std::string id = node.GetString("id");
  const std::string metric = node.GetString("metric");
  if (id.empty() || node.Find("pattern") == nullptr) {
    return tl::make_unexpected(
        file.ErrorAt(node, "a rule needs `id`, `metric` and `pattern`", "add the missing key"));
  }
  const auto known = metric_index.find(metric);
  if (known == metric_index.end()) {
    return tl::make_unexpected(file.ErrorAt(node, "no metric has the id `" + metric + "`",
                                            "define it in metrics.toml, or mend the name"));
  }
  const MetricReading& reading = metrics[known->second];
  std::vector<std::string> dimensions = node.GetStrings("figure");
  if (dimensions.empty()) dimensions = reading.definition.dimensions;
  const bool bare = node.GetBool("bare", !reading.bare_unit.empty());
  for (const std::string& written : node.GetStrings("pattern")) {
    CompiledRule rule;
    rule.id = id;
    rule.metric = metric;
    rule.priority = static_cast<int>(node.GetInteger("priority", 5));
    rule.classes = ClassesOf(dimensions, bare);
    rule.unit = node.GetString("unit");
    rule.units = node.GetStrings("units");  // of the figure, where the noun is part of it
    rule.fixed_subject = node.GetString("subject");
    if (const RuleNode* modality = node.Find("modality")) {
      rule.modality = ModalityFromName(modality->string);
      if (!rule.modality) {
        return tl::make_unexpected(
            file.ErrorAt(*modality, "unknown modality `" + modality->string + "`",
                         "reported estimate forecast plan rumour hypothetical"));
      }
    }
    if (const RuleNode* set = node.Find("set")) {
      for (const auto& [key, value] : set->members) rule.set[key] = value.string;
    }
    for (const std::string& veto : node.GetStrings("not")) {
      auto pattern = Compile(file, node, fold(veto));
      if (!pattern) return tl::make_unexpected(pattern.error());
      rule.vetoes.push_back(AddCondition(std::move(*pattern)));
    }
    if (const RuleNode* when = node.Find("when")) {
      for (const RuleNode& item : when->items) {
        auto pattern = Compile(file, item, fold(item.GetString("pattern")));
        if (!pattern) return tl::make_unexpected(pattern.error());
        Condition condition;
        condition.pattern = AddCondition(std::move(*pattern));
        if (const RuleNode* set = item.Find("set")) {
          for (const auto& [key, value] : set->members) condition.set[key] = value.string;
        }
        rule.when.push_back(std::move(condition));
      }
    }
    if (auto done = AddRule(file, node, std::move(rule), fold(written)); !done) return done;
  }
  return ReadSamples(file, node, metric);
}

void ClaimRules::Impl::BuildIndex() {
  RequiredWordReader word_reader;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    for (const std::string& name : rules[i].classes) {
      auto at = std::find(classes.begin(), classes.end(), name);
      if (at == classes.end()) at = classes.insert(classes.end(), name);
      rules[i].class_bits |= std::uint64_t{1} << (at - classes.begin());
    }
    const auto owner = static_cast<std::uint32_t>(i);
    const std::vector<WordList> required = word_reader.Lists(rules[i].pattern.source());
    rules[i].lists = ListsOf(required);
    if (required.empty()) {
      wordless.push_back(owner);
    } else {
      rules[i].most_before_word = required.front().most_before;
      list_rules[rules[i].lists.front().number].push_back(owner);
    }
  }
  for (SharedPattern& condition : conditions) {
    const std::vector<WordList> required = word_reader.Lists(condition.pattern.source());
    condition.lists = ListsOf(required);
    if (!required.empty()) condition.most_before_word = required.front().most_before;
  }
  for (std::size_t i = 0; i < noun_patterns.size(); ++i) {
    if (noun_patterns[i].empty()) continue;
    const std::vector<WordList> required = word_reader.Lists(noun_patterns[i].source());
    if (!required.empty()) noun_words.Add(*required.front().words, static_cast<std::uint32_t>(i));
  }
}

std::uint32_t ClaimRules::Impl::AddCondition(LazyPattern pattern) {
  const auto number = static_cast<std::uint32_t>(conditions.size());
  const auto [at, is_new] = condition_index.try_emplace(pattern.source(), number);
  if (is_new) conditions.emplace_back().pattern = std::move(pattern);
  return at->second;
}

std::vector<RequiredList> ClaimRules::Impl::ListsOf(const std::vector<WordList>& required) {
  std::vector<RequiredList> out;
  for (const WordList& list : required) {
    // A single character such as 的 tells little, and stands everywhere.
    const std::vector<std::string>& all = *list.words;
    const bool is_telling = all.front() != all.back() || CountCodePoints(all.front()) > 1;
    if (!out.empty() && !is_telling) continue;
    const std::uint32_t number = NumberOf(list);
    const bool is_new = std::none_of(
        out.begin(), out.end(), [&](const RequiredList& known) { return known.number == number; });
    if (is_new) out.push_back({number, list.side, list.most_to_figure});
  }
  return out;
}

std::uint32_t ClaimRules::Impl::NumberOf(const WordList& list) {
  const auto [known, is_unknown] = list_numbers.try_emplace(list.words, 0);
  if (!is_unknown) return known->second;
  std::string key;
  const std::string* before = nullptr;
  for (const std::string& word : *list.words) {
    if (before == nullptr || word != *before) key += word + "\n";
    before = &word;
  }
  const auto number = static_cast<std::uint32_t>(list_rules.size());
  const auto [at, is_new] = list_index.try_emplace(std::move(key), number);
  if (is_new) {
    words.Add(*list.words, number);
    list_rules.emplace_back();
  }
  return known->second = at->second;
}

std::uint64_t ClaimRules::Impl::ClassBit(std::string_view name) const {
  const auto at = std::find(classes.begin(), classes.end(), name);
  return at == classes.end() ? 0 : std::uint64_t{1} << (at - classes.begin());
}

}  // namespace heshu::extract
