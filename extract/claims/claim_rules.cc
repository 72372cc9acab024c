#include "extract/claims/claim_rules.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <numeric>
#include <unordered_map>
#include <utility>

#include "extract/claims/rule_pattern.h"
#include "extract/claims/sentence_line.h"
#include "extract/claims/utf8.h"

namespace heshu::extract {
namespace {

constexpr int kGrowthPriority = 2;
constexpr int kEllipsisPriority = -2;
constexpr int kImpliedPriority = -4;
// ASCII but for the marks that end a clause, and placeholders.
const std::string kLatinGap = "[ \"#-+\\-/-:<->@-~\\x{E000}-\\x{E0FF}]{0,48}";
constexpr int kNounAfterPenalty = 3;  // characters
constexpr std::int64_t kSetMemory = 256 << 20;

RE2::Options RuleOptions() {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kSetMemory);
  return options;
}

struct Condition {
  std::unique_ptr<RE2> pattern;
  std::map<std::string, std::string> set;
};

struct CompiledRule {
  std::string id;
  std::string metric;
  std::string source;  // the pattern as written
  std::string where;
  int priority = 0;
  int penalty = 0;
  std::vector<std::string> classes;
  std::unique_ptr<RE2> pattern;
  std::vector<std::unique_ptr<RE2>> vetoes;
  std::vector<Condition> when;
  std::map<std::string, std::string> set;
  std::vector<std::string> units;  // of the figure; empty = any
  std::string unit;
  std::string fixed_subject;
  std::optional<Modality> modality;
  bool is_growth = false;
  int figure_group = 0, cue_group = 0, subject_group = 0, peer_group = 0;
};

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

std::string ClassOf(const Quantity& quantity) {
  // A number with a classifier (8亿个) is no bare one: it counts things, not money or tokens.
  if (quantity.unit == "count" || quantity.unit.empty() || quantity.unit.starts_with("count/")) {
    const bool is_rate = quantity.unit == "count/s" || quantity.unit == "count/min";
    if (is_rate && quantity.span.size() > quantity.number_span.size()) return "count_rate";
    return quantity.span.size() > quantity.number_span.size() ? "count" : "bare";
  }
  if (quantity.unit == "percent") return "percent";
  if (quantity.dimension == "count_rate") {
    // So many a day is still a count of something; so many a second is a rate.
    static constexpr std::array<std::string_view, 5> kPeriods = {"/day", "/week", "/month",
                                                                 "/quarter", "/year"};
    for (const std::string_view period : kPeriods) {
      if (quantity.unit.ends_with(period)) return "count";
    }
  }
  return quantity.dimension;
}

std::string Join(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : "|") + part;
  return out;
}

std::optional<ByteSpan> GroupSpan(const re2::StringPiece& group, const char* base) {
  if (group.data() == nullptr) return std::nullopt;
  const auto begin = static_cast<std::size_t>(group.data() - base);
  return ByteSpan{begin, begin + group.size()};
}

}  // namespace

class ClaimRules::Impl {
 public:
  std::vector<MetricReading> metrics;
  std::unordered_map<std::string, std::size_t> metric_index;
  std::vector<std::unique_ptr<RE2>> noun_patterns;  // of each metric; null if it has none
  std::vector<CompiledRule> rules;
  std::map<std::string, std::string> macros;
  std::vector<RuleSample> samples;

  // The rules for one class of figure. Compiling a set takes longer than reading all rules, and
  // most documents hold few classes: it is done when a figure of the class is first seen.
  struct ClassSet {
    std::vector<std::size_t> rules;
    mutable std::once_flag once;
    mutable std::unique_ptr<RE2::Set> set;  // null: too large to compile; every rule is tried
  };
  std::unordered_map<std::string, ClassSet> sets;

  Result<std::unique_ptr<RE2>> Compile(const RuleFile& file, const RuleNode& node,
                                       std::string_view pattern, bool anchored) const {
    auto translated = TranslatePattern(pattern, macros);
    if (!translated) {
      return tl::make_unexpected(
          file.ErrorAt(node, translated.error().what, translated.error().hint));
    }
    const std::string source = anchored ? "(?s)^(.*)(?:" + *translated + ")" : *translated;
    auto compiled = std::make_unique<RE2>(source, RuleOptions());
    if (!compiled->ok()) {
      return tl::make_unexpected(
          file.ErrorAt(node, "the pattern does not compile: " + compiled->error(),
                       "patterns are RE2 syntax; `{` of a count follows a digit"));
    }
    return compiled;
  }

  Result<void> AddRule(const RuleFile& file, const RuleNode& node, CompiledRule rule,
                       std::string_view pattern) {
    auto compiled = Compile(file, node, pattern, true);
    if (!compiled) return tl::make_unexpected(compiled.error());
    rule.pattern = std::move(*compiled);
    rule.source = pattern;
    rule.where = file.name() + ":" + std::to_string(node.line);
    const auto& groups = rule.pattern->NamedCapturingGroups();
    const auto group = [&](const char* name) {
      const auto at = groups.find(name);
      return at == groups.end() ? 0 : at->second;
    };
    rule.figure_group = group("figure");
    rule.cue_group = group("cue");
    rule.subject_group = group("subject");
    rule.peer_group = group("peer");
    if (rule.figure_group == 0) {
      return tl::make_unexpected(file.ErrorAt(node,
                                              "the pattern of `" + rule.id + "` names no {figure}",
                                              "say which figure the rule is about"));
    }
    rules.push_back(std::move(rule));
    return {};
  }

  Result<void> ReadSamples(const RuleFile& file, const RuleNode& node, const std::string& metric);
  Result<void> ReadMetric(const RuleFile& file, const RuleNode& node,
                          const std::function<std::string(std::string_view)>& fold);
  Result<void> ReadRule(const RuleFile& file, const RuleNode& node,
                        const std::function<std::string(std::string_view)>& fold);
  void BuildSets();
  std::vector<int> Candidates(const ClassSet& of_class, re2::StringPiece text) const;
};

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
          node, {"id",           "name",       "name_zh",         "dimensions",
                 "kind",         "functional", "part_whole",      "cumulative",
                 "required",     "aliases",    "half_life_days",  "nouns",
                 "bare_unit",    "subjects",   "default_subject", "region_group",
                 "takes_period", "growth",     "after",           "reach",
                 "priority",     "not",        "implied",         "implied_units",
                 "samples",      "near_misses"})) {
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
  metric.bare_unit = node.GetString("bare_unit");
  metric.subjects = node.GetStrings("subjects");
  metric.default_subject = node.GetString("default_subject");
  metric.region_group = node.GetString("region_group");
  metric.takes_period = node.GetBool("takes_period");

  std::vector<std::string> nouns = node.GetStrings("nouns");
  for (std::string& noun : nouns) noun = fold(noun);
  std::unique_ptr<RE2> noun_pattern;
  if (!nouns.empty()) {
    const std::string cue = "(?P<cue>" + Join(nouns) + ")";
    auto compiled = Compile(file, *node.Find("nouns"), Join(nouns), false);
    if (!compiled) return tl::make_unexpected(compiled.error());
    noun_pattern = std::move(*compiled);
    const std::string reach = std::to_string(node.GetInteger("reach", 16));
    const std::int64_t after = node.GetInteger("after", 4);
    const auto base = [&](std::string_view suffix, int priority) {
      CompiledRule rule;
      rule.id = definition.id + "." + std::string(suffix);
      rule.metric = definition.id;
      rule.priority = priority + static_cast<int>(node.GetInteger("priority"));
      rule.classes = ClassesOf(definition.dimensions, !metric.bare_unit.empty());
      for (const std::string& veto : node.GetStrings("not")) {
        auto pattern = Compile(file, node, fold(veto), false);
        if (pattern) rule.vetoes.push_back(std::move(*pattern));
      }
      return rule;
    };
    const RuleNode& here = *node.Find("nouns");
    for (const std::string& veto : node.GetStrings("not")) {
      if (auto pattern = Compile(file, node, fold(veto), false); !pattern) {
        return tl::make_unexpected(pattern.error());
      }
    }
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
              "{figure}(?:的|元)?(?:{~" + std::to_string(after) + "}|" + kLatinGap + ")" + cue);
          !done) {
        return done;
      }
    }
    if (auto done = AddRule(file, here, base("ellipsis", kEllipsisPriority),
                            cue + "{~~30}[,;](?:{t}|{e}|{filler}){0,6}{figure}");
        !done) {
      return done;
    }
    if (const std::string growth = node.GetString("growth"); !growth.empty()) {
      CompiledRule rule = base("growth", kGrowthPriority);
      rule.metric = growth;
      rule.classes = {"percent"};
      rule.is_growth = true;
      if (auto done = AddRule(file, here, std::move(rule), cue + "{~~30}{changes}{~6}{figure}");
          !done) {
        return done;
      }
      CompiledRule after_rule = base("growth_after", kGrowthPriority);
      after_rule.metric = growth;
      after_rule.classes = {"percent"};
      after_rule.is_growth = true;
      if (auto done = AddRule(
              file, here, std::move(after_rule),
              cue + "{~~24}{figure}的?{~2}(?:增长|增幅|涨幅|降幅|升幅|增速|跌幅|下滑|growth)");
          !done) {
        return done;
      }
      CompiledRule multiple = base("growth_multiple", kGrowthPriority);
      multiple.metric = "growth_multiple";
      multiple.classes = {"ratio"};
      multiple.is_growth = true;
      multiple.set["of"] = definition.id;
      if (auto done = AddRule(file, here, std::move(multiple), cue + "{~~30}{changes}{~6}{figure}");
          !done) {
        return done;
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
    if (auto done = AddRule(file, node, std::move(rule), "{figure}"); !done) return done;
  }
  const std::string id = definition.id;
  const auto [slot, is_new] = metric_index.try_emplace(id, metrics.size());
  if (is_new) {
    metrics.push_back(std::move(metric));
    noun_patterns.push_back(std::move(noun_pattern));
  } else {
    metrics[slot->second] = std::move(metric);
    if (noun_pattern) noun_patterns[slot->second] = std::move(noun_pattern);
  }
  return ReadSamples(file, node, id);
}

Result<void> ClaimRules::Impl::ReadRule(const RuleFile& file, const RuleNode& node,
                                        const std::function<std::string(std::string_view)>& fold) {
  if (auto unknown = file.UnknownMember(
          node, {"id", "metric", "figure", "pattern", "not", "when", "set", "priority", "unit",
                 "subject", "modality", "bare", "samples", "near_misses"})) {
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
      auto pattern = Compile(file, node, fold(veto), false);
      if (!pattern) return tl::make_unexpected(pattern.error());
      rule.vetoes.push_back(std::move(*pattern));
    }
    if (const RuleNode* when = node.Find("when")) {
      for (const RuleNode& item : when->items) {
        auto pattern = Compile(file, item, fold(item.GetString("pattern")), false);
        if (!pattern) return tl::make_unexpected(pattern.error());
        Condition condition;
        condition.pattern = std::move(*pattern);
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

void ClaimRules::Impl::BuildSets() {
  for (std::size_t i = 0; i < rules.size(); ++i) {
    for (const std::string& name : rules[i].classes) sets[name].rules.push_back(i);
  }
}

// Which of `of_class.rules` can match `text` at all, in order.
std::vector<int> ClaimRules::Impl::Candidates(const ClassSet& of_class,
                                              re2::StringPiece text) const {
  std::call_once(of_class.once, [&] {
    auto set = std::make_unique<RE2::Set>(RuleOptions(), RE2::UNANCHORED);
    for (const std::size_t i : of_class.rules) {
      // Without the greedy prefix: the set only says which rules can match at all.
      std::string pattern = rules[i].pattern->pattern();
      pattern.erase(0, std::string_view("(?s)^(.*)").size());
      set->Add(pattern, nullptr);
    }
    if (set->Compile()) of_class.set = std::move(set);
  });
  std::vector<int> hits;
  if (of_class.set != nullptr) {
    of_class.set->Match(text, &hits);
    std::sort(hits.begin(), hits.end());
  } else {
    hits.resize(of_class.rules.size());
    std::iota(hits.begin(), hits.end(), 0);
  }
  return hits;
}

Result<ClaimRules> ClaimRules::Create(const std::vector<RuleFile>& metric_files,
                                      const std::vector<RuleFile>& rule_files,
                                      const std::function<std::string(std::string_view)>& fold) {
  auto impl = std::make_shared<Impl>();
  const auto read_macros = [&](const RuleFile& file) {
    if (const RuleNode* macros = file.root().Find("macros")) {
      for (const auto& [name, value] : macros->members) impl->macros[name] = fold(value.string);
    }
  };
  for (const RuleFile& file : metric_files) read_macros(file);
  for (const RuleFile& file : rule_files) read_macros(file);
  for (const RuleFile& file : metric_files) {
    if (const RuleNode* list = file.root().Find("metric")) {
      for (const RuleNode& node : list->items) {
        if (auto done = impl->ReadMetric(file, node, fold); !done) {
          return tl::make_unexpected(done.error());
        }
      }
    }
  }
  for (const RuleFile& file : rule_files) {
    if (const RuleNode* list = file.root().Find("rule")) {
      for (const RuleNode& node : list->items) {
        if (auto done = impl->ReadRule(file, node, fold); !done) {
          return tl::make_unexpected(done.error());
        }
      }
    }
  }
  impl->BuildSets();
  ClaimRules rules;
  rules.impl_ = std::move(impl);
  return rules;
}

std::vector<RuleMatch> ClaimRules::Match(std::string_view targeted,
                                         const Quantity& quantity) const {
  std::vector<RuleMatch> out;
  const auto of_class = impl_->sets.find(ClassOf(quantity));
  if (of_class == impl_->sets.end()) return out;
  const re2::StringPiece text(targeted.data(), targeted.size());
  for (const int hit : impl_->Candidates(of_class->second, text)) {
    const CompiledRule& rule = impl_->rules[of_class->second.rules[static_cast<std::size_t>(hit)]];
    if (!rule.units.empty() &&
        std::find(rule.units.begin(), rule.units.end(), quantity.unit) == rule.units.end()) {
      continue;
    }
    std::array<re2::StringPiece, 12> groups;
    const int count = std::min<int>(rule.pattern->NumberOfCapturingGroups() + 1, 12);
    if (!rule.pattern->Match(text, 0, text.size(), RE2::ANCHOR_START, groups.data(), count)) {
      continue;
    }
    const bool vetoed = std::any_of(
        rule.vetoes.begin(), rule.vetoes.end(),
        [&](const std::unique_ptr<RE2>& veto) { return RE2::PartialMatch(text, *veto); });
    if (vetoed) continue;
    const auto span = [&](int group) -> std::optional<ByteSpan> {
      if (group <= 0 || group >= count) return std::nullopt;
      return GroupSpan(groups[static_cast<std::size_t>(group)], targeted.data());
    };
    RuleMatch match;
    match.rule = rule.id;
    match.metric = rule.metric;
    match.priority = rule.priority;
    match.extent = {groups[1].size(), groups[0].size()};
    match.cue = span(rule.cue_group);
    match.subject = span(rule.subject_group);
    match.peer = span(rule.peer_group);
    match.set = rule.set;
    match.unit = rule.unit;
    match.fixed_subject = rule.fixed_subject;
    match.modality = rule.modality;
    match.is_growth = rule.is_growth;
    const ByteSpan figure = *span(rule.figure_group);
    if (match.cue) {
      const ByteSpan between = match.cue->end <= figure.begin
                                   ? ByteSpan{match.cue->end, figure.begin}
                                   : ByteSpan{figure.end, std::max(figure.end, match.cue->begin)};
      match.gap =
          static_cast<int>(CountCodePoints(Slice(targeted, between))) + rule.penalty -
          static_cast<int>(std::min<std::size_t>(6, CountCodePoints(Slice(targeted, *match.cue))));
    } else {
      match.gap = static_cast<int>(CountCodePoints(Slice(targeted, match.extent))) / 2;
    }
    for (const Condition& condition : rule.when) {
      if (RE2::PartialMatch(text, *condition.pattern)) {
        match.set.insert(condition.set.begin(), condition.set.end());
      }
    }
    out.push_back(std::move(match));
  }
  std::stable_sort(out.begin(), out.end(), [](const RuleMatch& a, const RuleMatch& b) {
    return a.priority != b.priority ? a.priority > b.priority : a.gap < b.gap;
  });
  return out;
}

const MetricReading* ClaimRules::FindMetric(std::string_view id) const {
  const auto at = impl_->metric_index.find(std::string(id));
  return at == impl_->metric_index.end() ? nullptr : &impl_->metrics[at->second];
}

std::vector<ClaimRules::NounMention> ClaimRules::FindNouns(std::string_view line) const {
  std::vector<NounMention> all;
  for (std::size_t i = 0; i < impl_->metrics.size(); ++i) {
    const RE2* pattern = impl_->noun_patterns[i].get();
    if (pattern == nullptr) continue;
    re2::StringPiece group;
    std::size_t at = 0;
    const re2::StringPiece text(line.data(), line.size());
    while (at < line.size() && pattern->Match(text, at, line.size(), RE2::UNANCHORED, &group, 1) &&
           !group.empty()) {
      const ByteSpan span = *GroupSpan(group, line.data());
      all.push_back({span, impl_->metrics[i].definition.id});
      at = span.end;
    }
  }
  std::sort(all.begin(), all.end(), [](const NounMention& a, const NounMention& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  });
  std::vector<NounMention> out;
  for (NounMention& mention : all) {
    if (out.empty() || !out.back().span.Overlaps(mention.span)) out.push_back(std::move(mention));
  }
  return out;
}

const std::vector<MetricReading>& ClaimRules::metrics() const { return impl_->metrics; }
const std::vector<RuleSample>& ClaimRules::samples() const { return impl_->samples; }
std::size_t ClaimRules::rule_count() const { return impl_->rules.size(); }

std::vector<ClaimRules::Listing> ClaimRules::List() const {
  std::vector<Listing> out;
  for (const CompiledRule& rule : impl_->rules) {
    out.push_back({rule.id, rule.metric, rule.source, rule.where});
  }
  return out;
}

}  // namespace heshu::extract
