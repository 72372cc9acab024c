#include "extract/claims/claim_rules.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <span>
#include <utility>

#include "extract/claims/claim_rules_impl.h"
#include "extract/claims/sentence_line.h"
#include "extract/pattern/utf8.h"

namespace heshu::extract {
namespace {

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

// Of a rule that cannot do without any word.
constexpr ByteSpan kAnywhere{0, 0};

// Where those of `words` begin, in order, that a match which holds the figure at byte `figure` can
// hold too.
void FindWordsInReach(const PatternReach& reach, std::size_t figure, std::span<const WordHit> words,
                      const std::vector<std::uint32_t>& characters,
                      std::vector<std::size_t>& begins) {
  const auto at = [&](std::size_t byte) { return static_cast<int>(characters[byte]); };
  const int begin = reach.before == kUnlimited ? 0 : at(figure) - reach.before;
  const int end = reach.after == kUnlimited ? at(characters.size() - 1)
                                            : at(figure + kPlaceholderBytes) + reach.after;
  begins.clear();
  for (const WordHit& word : words) {
    const bool is_new = begins.empty() || begins.back() != word.span.begin;
    if (is_new && at(word.span.begin) >= begin && at(word.span.end) <= end) {
      begins.push_back(word.span.begin);
    }
  }
}

// Whether the rule matches the line about the figure at byte `figure`; `words` are its own there.
bool IsMatch(const CompiledRule& rule, std::string_view line, std::size_t figure,
             std::span<const WordHit> words, const std::vector<std::uint32_t>& characters,
             std::vector<std::size_t>& begins, PatternGroups& groups) {
  const ByteSpan all{0, line.size()};
  if (words.front().span == kAnywhere) return rule.pattern.Find(line, all, figure, groups);
  FindWordsInReach(rule.pattern.Reach(), figure, words, characters, begins);
  if (begins.empty()) return false;
  return rule.begins_with_word ? rule.pattern.FindAmong(line, figure, groups, begins)
                               : rule.pattern.Find(line, all, figure, groups, begins.back());
}

// 售价下降,出货量升{figure}: of two nouns before a figure the one in its own clause says what it is
// of, whatever their priorities.
bool IsShadowed(const RuleMatch& far, const std::vector<RuleMatch>& matches,
                std::string_view line) {
  if (!far.cue) return false;
  return std::any_of(matches.begin(), matches.end(), [&](const RuleMatch& near) {
    if (!near.is_noun || !near.cue || near.priority < 0 || near.rule == far.rule) return false;
    if (near.cue->begin < far.cue->end || near.cue->end > near.extent.end) return false;
    const std::size_t figure = line.find(kTargetPlaceholder);
    if (near.cue->end > figure) return false;
    const std::string_view between = Slice(line, {far.cue->end, near.cue->begin});
    const std::string_view rest = Slice(line, {near.cue->end, figure});
    return between.find_first_of(",;") != std::string_view::npos &&
           (far.is_noun || rest.find_first_of(",;") == std::string_view::npos);
  });
}

bool HoldsEntity(std::string_view text) {
  static const std::string kFirst = EntityPlaceholder(0);
  static const std::string kLast = EntityPlaceholder(EntityKindCount() - 1);
  for (std::size_t at = 0; at + kFirst.size() <= text.size(); ++at) {
    const std::string_view here = text.substr(at, kFirst.size());
    if (here >= kFirst && here <= kLast) return true;
  }
  return false;
}

// 租金下降,领展股价挫{figure}: a clause with a subject of its own, for which a rule has its own
// word, does not go on with the noun of the clause before.
bool IsOfAnotherSubject(const RuleMatch& far, const std::vector<RuleMatch>& matches,
                        std::string_view line) {
  if (!far.cue || !far.is_noun) return false;
  const std::size_t figure = line.find(kTargetPlaceholder);
  if (figure < far.cue->end) return false;
  const std::size_t comma = line.substr(0, figure).find_last_of(",;");
  if (comma == std::string_view::npos || comma < far.cue->end) return false;
  const std::string_view clause = line.substr(comma, figure - comma);
  // 净利润42亿;2021年销售72万辆,同比增长{figure}: nor does what stands behind a semicolon.
  const std::size_t stop = line.substr(0, figure).rfind(';');
  const bool is_behind = stop != std::string_view::npos && stop >= far.cue->end;
  const bool names_subject = clause.find("股价") != std::string_view::npos || HoldsEntity(clause);
  const std::size_t from = is_behind ? stop : comma;
  return (is_behind || names_subject) &&
         std::any_of(matches.begin(), matches.end(), [&](const RuleMatch& near) {
           return near.cue && !near.is_noun && near.priority > 0 && near.cue->begin > from &&
                  near.cue->end <= figure;
         });
}

// "revenue of {figure} and operating profit of #": the noun of the next figure, where one of its
// own stands before this one.
bool IsOfNextFigure(const RuleMatch& behind, const std::vector<RuleMatch>& matches,
                    std::string_view line) {
  constexpr std::size_t kMostBytesBefore = 24;
  const std::size_t figure = line.find(kTargetPlaceholder);
  if (!behind.cue || !behind.is_noun || behind.cue->begin < figure) return false;
  const std::string_view between = line.substr(figure, behind.cue->begin - figure);
  if (between.find(" and ") == std::string_view::npos) return false;
  return std::any_of(matches.begin(), matches.end(), [&](const RuleMatch& own) {
    return own.cue && own.cue->end <= figure && figure - own.cue->end <= kMostBytesBefore &&
           own.metric != behind.metric;
  });
}

}  // namespace

Result<ClaimRules> ClaimRules::Create(const std::vector<RuleFile>& metric_files,
                                      const std::vector<RuleFile>& rule_files,
                                      const std::function<std::string(std::string_view)>& fold,
                                      const std::function<bool(const RuleFile&)>& compiles_now) {
  auto impl = std::make_shared<Impl>();
  impl->compiles_now = compiles_now;
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
  impl->compiles_now = nullptr;
  impl->BuildIndex();
  ClaimRules rules;
  rules.impl_ = std::move(impl);
  return rules;
}

RulesInPlay ClaimRules::MayMatch(std::string_view line) const {
  RulesInPlay out;
  out.words = impl_->words.Hits(line);
  for (const std::uint32_t rule : impl_->wordless) out.words.push_back({rule, kAnywhere});
  std::sort(out.words.begin(), out.words.end());
  out.characters.reserve(line.size() + 1);
  std::uint32_t characters = 0;
  for (const char c : line) {
    out.characters.push_back(characters);
    if (!IsContinuation(c)) ++characters;
  }
  out.characters.push_back(characters);
  return out;
}

std::vector<RuleMatch> ClaimRules::Match(std::string_view targeted,
                                         const Quantity& quantity) const {
  return Match(targeted, quantity, MayMatch(targeted));
}

std::vector<RuleMatch> ClaimRules::Match(std::string_view targeted, const Quantity& quantity,
                                         const RulesInPlay& may_match) const {
  std::vector<RuleMatch> out;
  const std::uint64_t bit = impl_->ClassBit(ClassOf(quantity));
  const std::size_t at = targeted.find(kTargetPlaceholder);
  PatternGroups groups;
  std::vector<std::size_t> begins;
  for (auto word = may_match.words.begin(); word != may_match.words.end();) {
    const std::uint32_t candidate = word->owner;
    const auto first_word = word;
    while (word != may_match.words.end() && word->owner == candidate) ++word;
    const CompiledRule& rule = impl_->rules[candidate];
    if ((rule.class_bits & bit) == 0) continue;
    if (!rule.units.empty() &&
        std::find(rule.units.begin(), rule.units.end(), quantity.unit) == rule.units.end()) {
      continue;
    }
    const std::span<const WordHit> words{first_word, word};
    if (!IsMatch(rule, targeted, at, words, may_match.characters, begins, groups)) continue;
    const int figure_group = rule.pattern.GroupNamed("figure");
    if (!groups.spans[static_cast<std::size_t>(figure_group)]) continue;
    const bool vetoed =
        std::any_of(rule.vetoes.begin(), rule.vetoes.end(),
                    [&](const LazyPattern& veto) { return veto.FoundIn(targeted, at); });
    if (vetoed) continue;
    const auto span = [&](std::string_view name) -> std::optional<ByteSpan> {
      const int group = rule.pattern.GroupNamed(name);
      return group == 0 ? std::nullopt : groups.spans[static_cast<std::size_t>(group)];
    };
    RuleMatch match;
    match.rule = rule.id;
    match.number = candidate;
    match.metric = rule.metric;
    match.priority = rule.priority;
    match.extent = groups.whole();
    match.cue = span("cue");
    match.subject = span("subject");
    match.peer = span("peer");
    match.set = rule.set;
    match.unit = rule.unit;
    match.fixed_subject = rule.fixed_subject;
    match.modality = rule.modality;
    match.is_growth = rule.is_growth;
    match.is_noun = rule.is_noun;
    const ByteSpan figure = *span("figure");
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
      if (condition.pattern.FoundIn(targeted, at)) {
        match.set.insert(condition.set.begin(), condition.set.end());
      }
    }
    out.push_back(std::move(match));
  }
  std::stable_sort(out.begin(), out.end(), [](const RuleMatch& a, const RuleMatch& b) {
    return a.priority != b.priority ? a.priority > b.priority : a.gap < b.gap;
  });
  std::vector<RuleMatch> ordered, shadowed;
  for (const RuleMatch& match : out) {
    const bool is_far = IsShadowed(match, out, targeted) ||
                        IsOfAnotherSubject(match, out, targeted) ||
                        IsOfNextFigure(match, out, targeted);
    (is_far ? shadowed : ordered).push_back(match);
  }
  ordered.insert(ordered.end(), shadowed.begin(), shadowed.end());
  return ordered;
}

const MetricReading* ClaimRules::FindMetric(std::string_view id) const {
  const auto at = impl_->metric_index.find(std::string(id));
  return at == impl_->metric_index.end() ? nullptr : &impl_->metrics[at->second];
}

std::vector<ClaimRules::NounMention> ClaimRules::FindNouns(std::string_view line) const {
  std::vector<NounMention> all;
  for (const std::uint32_t i : impl_->noun_words.Find(line)) {
    PatternGroups groups;
    std::size_t at = 0;
    while (at < line.size() &&
           impl_->noun_patterns[i].Find(line, {at, line.size()}, kNoFigure, groups) &&
           !groups.whole().empty()) {
      all.push_back({groups.whole(), impl_->metrics[i].definition.id});
      at = groups.whole().end;
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
    out.push_back({rule.id, rule.metric, rule.source, rule.where, rule.pattern.source()});
  }
  return out;
}

}  // namespace heshu::extract
