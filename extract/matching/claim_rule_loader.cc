#include <algorithm>
#include <array>
#include <utility>

#include "extract/matching/claim_rules_impl.h"
#include "extract/matching/noun_rules.h"
#include "extract/pattern/utf8.h"

namespace heshu::extract {
namespace {

constexpr int kImpliedPriority = -4;
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

// What a [[metric]] says of itself; its nouns and samples are left to the caller.
Result<MetricReading> ReadDefinition(const RuleFile& file, const RuleNode& node) {
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
  return metric;
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
  auto read = ReadDefinition(file, node);
  if (!read) return tl::make_unexpected(read.error());
  MetricReading metric = std::move(*read);
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
    auto compiled = Compile(file, *node.Find("nouns"), Join(nouns));
    if (!compiled) return tl::make_unexpected(compiled.error());
    noun_pattern = std::move(*compiled);
    if (auto done = AddNounRules(file, node, metric, Join(nouns), vetoes); !done) return done;
  }
  if (node.GetBool("implied") || node.Find("implied_units") != nullptr) {
    CompiledRule rule;
    rule.units = node.GetStrings("implied_units");
    rule.id = metric.definition.id + ".unit";
    rule.metric = metric.definition.id;
    rule.priority = kImpliedPriority;
    rule.classes = ClassesOf(metric.definition.dimensions, false);
    rule.vetoes = vetoes;
    if (auto done = AddRule(file, node, std::move(rule), "{figure}"); !done) return done;
  }
  const std::string id = metric.definition.id;
  Keep(std::move(metric), std::move(noun_pattern));
  return ReadSamples(file, node, id);
}

Result<void> ClaimRules::Impl::AddNounRules(const RuleFile& file, const RuleNode& node,
                                            const MetricReading& metric, const std::string& nouns,
                                            const std::vector<std::uint32_t>& vetoes) {
  const MetricDefinition& definition = metric.definition;
  const RuleNode& here = *node.Find("nouns");
  for (NounRule& made : RulesOfNouns(definition, node, nouns)) {
    CompiledRule& rule = made.rule;
    if (rule.classes.empty()) {
      rule.classes = ClassesOf(definition.dimensions, !metric.bare_unit.empty());
    }
    rule.vetoes = vetoes;
    for (const std::string& veto : made.vetoes) {
      auto pattern = Compile(file, here, veto);
      if (!pattern) return tl::make_unexpected(pattern.error());
      rule.vetoes.push_back(AddCondition(std::move(*pattern)));
    }
    if (auto done = AddRule(file, here, std::move(rule), made.pattern); !done) return done;
  }
  return {};
}

void ClaimRules::Impl::Keep(MetricReading metric, LazyPattern noun_pattern) {
  const auto [slot, is_new] = metric_index.try_emplace(metric.definition.id, metrics.size());
  if (is_new) {
    metrics.push_back(std::move(metric));
    noun_patterns.push_back(std::move(noun_pattern));
  } else {
    metrics[slot->second] = std::move(metric);
    if (!noun_pattern.empty()) noun_patterns[slot->second] = std::move(noun_pattern);
  }
}

Result<void> ClaimRules::Impl::ReadRule(const RuleFile& file, const RuleNode& node,
                                        const std::function<std::string(std::string_view)>& fold) {
  if (auto unknown = file.UnknownMember(
          node, {"id", "metric", "figure", "pattern", "not", "when", "set", "priority", "unit",
                 "subject", "modality", "bare", "units", "signed", "samples", "near_misses"})) {
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
    rule.is_signed = node.GetBool("signed");
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
