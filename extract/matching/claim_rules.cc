#include "extract/matching/claim_rules.h"

#include <algorithm>
#include <array>
#include <span>
#include <tuple>
#include <utility>

#include "extract/matching/claim_rules_impl.h"
#include "extract/mentions/sentence_line.h"
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

// One figure in its line, and what the rules that are tried on it ask for again and again.
class FigurePlace {
 public:
  FigurePlace(std::string_view line, std::size_t figure, const RulesInPlay& in_play)
      : line_(line), figure_(figure), in_play_(in_play), neighbours_(NeighboursOf(line, figure)) {
    const std::size_t comma = line.substr(0, figure).find_last_of(",;");
    clause_.begin = comma == std::string_view::npos ? 0 : comma + 1;
    clause_.end = std::min(line.find_first_of(",;", figure), line.size());
  }

  // Whether the rule matches; `groups` is what of.
  bool Matches(const CompiledRule& rule, PatternGroups& groups) {
    if (!MayHold(rule.lists) || !rule.pattern.MayStandBetween(neighbours_)) return false;
    if (rule.lists.empty()) {
      return rule.pattern.Find(line_, {0, line_.size()}, figure_, groups);
    }
    return Finds(rule.pattern, rule.lists, rule.most_before_word, groups);
  }

  // Whether the line holds what the pattern asks for.
  bool Holds(const SharedPattern& condition) {
    if (!MayHold(condition.lists) || !condition.pattern.MayStandBetween(neighbours_)) return false;
    if (condition.lists.empty()) return condition.pattern.FoundIn(line_, figure_);
    PatternGroups groups;
    return Finds(condition.pattern, condition.lists, condition.most_before_word, groups);
  }

 private:
  // Whether words of these lists stand on the right side of the figure: else there is no need to
  // make the pattern ready.
  bool MayHold(const std::vector<RequiredList>& lists) const {
    return std::all_of(lists.begin(), lists.end(), [&](const RequiredList& list) {
      if (list.side == WordList::Side::kUnknown) return in_play_.Has(list.number);
      const auto words = WordsOf(list.number);
      return std::any_of(words.begin(), words.end(),
                         [&](const WordHit& word) { return StandsAsIn(list, word); });
    });
  }

  bool StandsAsIn(const RequiredList& list, const WordHit& word) const {
    const bool is_before = list.side == WordList::Side::kBeforeFigure;
    if (is_before ? word.span.end > figure_ : word.span.begin < figure_) return false;
    const std::size_t distance =
        is_before ? At(figure_) - At(word.span.begin) : At(word.span.begin) - At(figure_);
    return list.most_to_figure == kUnlimited ||
           distance <= static_cast<std::size_t>(list.most_to_figure);
  }

  // Finds a pattern that needs a word of each of these lists.
  bool Finds(const LazyPattern& pattern, const std::vector<RequiredList>& lists,
             int most_before_word, PatternGroups& groups) {
    const Reach reach = ReachOf(pattern.Reach());
    for (std::size_t i = 1; i < lists.size(); ++i) {
      if (!HoldsWord(lists[i].number, reach)) return false;
    }
    FindWindows(lists.front().number, most_before_word, reach);
    return !windows_.empty() &&
           pattern.FindWithin(line_, {0, line_.size()}, figure_, groups, windows_);
  }

  std::size_t At(std::size_t byte) const { return in_play_.characters[byte]; }

  // What a match can take: these bytes, and these characters.
  struct Reach {
    ByteSpan bytes, characters;
  };
  Reach ReachOf(const PatternReach& reach) const {
    Reach out{{0, line_.size()}, {0, At(line_.size())}};
    if (!reach.leaves_clause_before) out.bytes.begin = clause_.begin;
    if (!reach.leaves_clause_after) out.bytes.end = clause_.end;
    if (reach.before != kUnlimited) {
      const std::size_t begin = At(figure_);
      out.characters.begin = begin - std::min(begin, static_cast<std::size_t>(reach.before));
    }
    if (reach.after != kUnlimited) {
      out.characters.end = At(figure_ + kPlaceholderBytes) + static_cast<std::size_t>(reach.after);
    }
    return out;
  }

  bool IsIn(const WordHit& word, const Reach& reach) const {
    return reach.bytes.Contains(word.span) && At(word.span.begin) >= reach.characters.begin &&
           At(word.span.end) <= reach.characters.end;
  }

  std::span<const WordHit> WordsOf(std::uint32_t number) const {
    const RulesInPlay::List* list = in_play_.Find(number);
    if (list == nullptr) return {};
    return std::span(in_play_.words).subspan(list->first, list->last - list->first);
  }

  // Where matches can begin, by the words of the list that stand in reach.
  void FindWindows(std::uint32_t list, int most_before_word, const Reach& reach) {
    windows_.clear();
    for (const WordHit& word : WordsOf(list)) {
      if (!IsIn(word, reach)) continue;
      AddWindow(line_, word.span.begin, most_before_word, reach.bytes.begin, windows_);
    }
  }

  bool HoldsWord(std::uint32_t list, const Reach& reach) const {
    const auto words = WordsOf(list);
    return std::any_of(words.begin(), words.end(),
                       [&](const WordHit& word) { return IsIn(word, reach); });
  }

  std::string_view line_;
  std::size_t figure_;
  const RulesInPlay& in_play_;
  FigureNeighbours neighbours_;
  ByteSpan clause_;                // the figure's
  std::vector<ByteSpan> windows_;  // of the pattern in hand
};

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
  std::map<std::string, std::string> macros;
  const auto read_macros = [&](const RuleFile& file) {
    if (const RuleNode* table = file.root().Find("macros")) {
      for (const auto& [name, value] : table->members) macros[name] = fold(value.string);
    }
  };
  for (const RuleFile& file : metric_files) read_macros(file);
  for (const RuleFile& file : rule_files) read_macros(file);
  impl->translator = PatternTranslator(std::move(macros));
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

const RulesInPlay::List* RulesInPlay::Find(std::uint32_t list) const {
  if (!Has(list)) return nullptr;
  return &*std::lower_bound(
      lists.begin(), lists.end(), list,
      [](const List& one, std::uint32_t number) { return one.list < number; });
}

std::uint64_t ClaimRules::ClassBit(const Quantity& quantity) const {
  return impl_->ClassBit(ClassOf(quantity));
}

RulesInPlay ClaimRules::MayMatch(std::string_view line, std::uint64_t class_bits) const {
  RulesInPlay out;
  out.words = impl_->words.Hits(line);
  out.has_list.resize(impl_->list_rules.size() / 64 + 1);
  for (std::uint32_t i = 0; i < out.words.size(); ++i) {
    const std::uint32_t list = out.words[i].owner;
    if (!out.Has(list)) {
      out.lists.push_back({list, i, i});
      out.has_list[list / 64] |= std::uint64_t{1} << list % 64;
    }
    out.lists.back().last = i + 1;
  }
  const auto add = [&](std::uint32_t number) {
    const CompiledRule& rule = impl_->rules[number];
    if ((rule.class_bits & class_bits) == 0) return;
    for (std::size_t i = 1; i < rule.lists.size(); ++i) {
      if (!out.Has(rule.lists[i].number)) return;
    }
    out.rules.push_back({number, rule.class_bits});
  };
  for (const RulesInPlay::List& list : out.lists) {
    for (const std::uint32_t rule : impl_->list_rules[list.list]) add(rule);
  }
  for (const std::uint32_t rule : impl_->wordless) add(rule);
  out.characters.resize(line.size() + 1);
  std::uint32_t characters = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    out.characters[i] = characters;
    characters += IsContinuation(line[i]) ? 0 : 1;
  }
  out.characters[line.size()] = characters;
  return out;
}

std::vector<RuleMatch> ClaimRules::Match(std::string_view targeted,
                                         const Quantity& quantity) const {
  return Match(targeted, quantity, MayMatch(targeted));
}

std::vector<RuleMatch> ClaimRules::Match(std::string_view targeted, const Quantity& quantity,
                                         const RulesInPlay& may_match) const {
  std::vector<RuleMatch> out;
  const std::uint64_t bit = ClassBit(quantity);
  const std::size_t at = targeted.find(kTargetPlaceholder);
  const bool is_below_zero = quantity.value.lo && quantity.value.lo->Sign() < 0;
  const bool has_sign = is_below_zero || targeted.substr(0, at).ends_with("+");
  FigurePlace place(targeted, at, may_match);
  PatternGroups groups;
  for (const RulesInPlay::Rule& candidate : may_match.rules) {
    if ((candidate.class_bits & bit) == 0) continue;
    const CompiledRule& rule = impl_->rules[candidate.rule];
    if (!rule.units.empty() &&
        std::find(rule.units.begin(), rule.units.end(), quantity.unit) == rule.units.end()) {
      continue;
    }
    if (rule.is_signed && !has_sign) continue;
    if (!place.Matches(rule, groups)) continue;
    const int figure_group = rule.pattern.GroupNamed("figure");
    if (!groups.spans[static_cast<std::size_t>(figure_group)]) continue;
    const bool vetoed =
        std::any_of(rule.vetoes.begin(), rule.vetoes.end(),
                    [&](std::uint32_t veto) { return place.Holds(impl_->conditions[veto]); });
    if (vetoed) continue;
    const auto span = [&](std::string_view name) -> std::optional<ByteSpan> {
      const int group = rule.pattern.GroupNamed(name);
      return group == 0 ? std::nullopt : groups.spans[static_cast<std::size_t>(group)];
    };
    RuleMatch match;
    match.rule = rule.id;
    match.number = candidate.rule;
    match.metric = rule.metric;
    match.priority = rule.priority;
    match.extent = groups.whole();
    match.cue = span("cue");
    match.subject = span("subject");
    match.peer = span("peer");
    match.set = rule.set;
    if (rule.is_signed) match.set.emplace("move", is_below_zero ? "down" : "up");
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
      if (place.Holds(impl_->conditions[condition.pattern])) {
        match.set.insert(condition.set.begin(), condition.set.end());
      }
    }
    out.push_back(std::move(match));
  }
  std::sort(out.begin(), out.end(), [](const RuleMatch& a, const RuleMatch& b) {
    return std::tuple(-a.priority, a.gap, a.number) < std::tuple(-b.priority, b.gap, b.number);
  });
  std::vector<bool> is_far;
  for (const RuleMatch& match : out) {
    is_far.push_back(out.size() > 1 && (IsShadowed(match, out, targeted) ||
                                        IsOfAnotherSubject(match, out, targeted) ||
                                        IsOfNextFigure(match, out, targeted)));
  }
  if (std::find(is_far.begin(), is_far.end(), true) == is_far.end()) return out;
  std::vector<RuleMatch> ordered;
  for (const bool wants_far : {false, true}) {
    for (std::size_t i = 0; i < out.size(); ++i) {
      if (is_far[i] == wants_far) ordered.push_back(std::move(out[i]));
    }
  }
  return ordered;
}

const MetricReading* ClaimRules::FindMetric(std::string_view id) const {
  const auto at = impl_->metric_index.find(id);
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
