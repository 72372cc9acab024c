#include "extract/matching/context_cues.h"

#include <algorithm>
#include <charconv>
#include <span>
#include <utility>

#include "extract/matching/rule_pattern.h"
#include "extract/pattern/lazy_pattern.h"
#include "extract/pattern/required_words.h"
#include "extract/pattern/utf8.h"

namespace heshu::extract {
namespace {

constexpr std::size_t kAfterPenaltyBytes =
    18;  // a cue after the figure counts six characters farther
constexpr std::size_t kAnyDistance = 1 << 20;

struct Scope {
  // kStatement: before the figure, but not before a semicolon.
  enum class Kind { kNear, kClause, kStatement, kBefore, kSentence } kind = Kind::kClause;
  std::size_t characters = 0;
};

struct Cue {
  LazyPattern pattern;
  Scope scope;
  std::string key, value;  // qualifier; period: value; modality: value
  std::string not_after;   // what may not stand right before it: 全 before 年升
  std::string take;        // unit or dimension of another figure that is the value
  std::vector<std::string> metrics, dimensions;
  bool takes_words = false;           // the words themselves are the value
  std::uint32_t number = 0;           // among all cues; where its words stand in the index
  int most_before_word = kUnlimited;  // characters of a match before its word
};

bool ParseScope(std::string_view text, Scope& scope) {
  if (text.empty() || text == "clause") return true;
  if (text == "before") {
    scope.kind = Scope::Kind::kBefore;
    return true;
  }
  if (text == "statement") {
    scope.kind = Scope::Kind::kStatement;
    return true;
  }
  if (text == "sentence") {
    scope.kind = Scope::Kind::kSentence;
    return true;
  }
  if (text.substr(0, 5) != "near:") return false;
  scope.kind = Scope::Kind::kNear;
  const auto [end, error] =
      std::from_chars(text.data() + 5, text.data() + text.size(), scope.characters);
  return error == std::errc() && end == text.data() + text.size();
}

ByteSpan Region(const FigureContext& figure, const Scope& scope) {
  const std::size_t figure_end = figure.at + kTargetPlaceholder.size();
  switch (scope.kind) {
    case Scope::Kind::kSentence:
      return {0, figure.text.size()};
    case Scope::Kind::kBefore:
      return {0, figure.at};
    case Scope::Kind::kStatement: {
      const std::size_t stop = figure.text.rfind(';', figure.at);
      return {stop == std::string::npos ? 0 : stop + 1, figure.at};
    }
    case Scope::Kind::kClause:
      return {figure.line->ClauseBegin(figure.at), figure.line->ClauseEnd(figure.at)};
    case Scope::Kind::kNear:
      break;
  }
  std::size_t begin = figure.at;
  std::size_t end = figure_end;
  for (std::size_t i = 0; i < scope.characters && begin > 0; ++i) {
    begin = PreviousCodePoint(figure.text, begin);
  }
  for (std::size_t i = 0; i < scope.characters && end < figure.text.size(); ++i) {
    end += Utf8Length(figure.text[end]);
  }
  return {begin, std::min(end, figure.text.size())};
}

// Of a cue that cannot do without any word.
constexpr ByteSpan kAnywhere{0, 0};

// A cue that may be found in `region` of the figure's text, and where: see LinePattern::FindWithin.
struct CueInReach {
  const Cue& cue;
  ByteSpan region;
  std::span<const ByteSpan> windows;
};

// Finds where a cue, whose words in the line are `words`, can begin in `region` of the figure's
// text.
void FindWindows(const FigureContext& figure, const Cue& cue, ByteSpan region,
                 std::span<const WordHit> words, std::vector<ByteSpan>& windows) {
  windows.clear();
  if (words.front().span == kAnywhere) {
    windows.push_back(region);
    return;
  }
  const ByteSpan of_line{region.begin + figure.text_begin, region.end + figure.text_begin};
  for (const WordHit& word : words) {
    if (!of_line.Contains(word.span)) continue;
    AddWindow(figure.text, word.span.begin - figure.text_begin, cue.most_before_word, region.begin,
              windows);
  }
}

// The hit of a cue nearest to the figure, and how far it is.
std::optional<std::pair<std::size_t, ByteSpan>> NearestHit(
    const FigureContext& figure, const CueInReach& in_reach,
    std::optional<ByteSpan>* source = nullptr) {
  const auto& [cue, region, windows] = in_reach;
  const std::size_t figure_end = figure.at + kTargetPlaceholder.size();
  std::optional<std::pair<std::size_t, ByteSpan>> best;
  PatternGroups groups;
  const int source_group = source == nullptr ? 0 : cue.pattern.GroupNamed("source");
  for (std::size_t at = region.begin; at < region.end;) {
    if (!cue.pattern.FindWithin(figure.text, {at, region.end}, figure.at, groups, windows)) break;
    const ByteSpan hit = groups.whole();
    const std::string_view ahead = std::string_view(figure.text).substr(0, hit.begin);
    if (!cue.not_after.empty() && ahead.ends_with(cue.not_after)) {
      at = hit.begin + Utf8Length(figure.text[hit.begin]);
      continue;
    }
    std::size_t distance = 0;
    if (hit.end <= figure.at) {
      distance = figure.at - hit.end;
    } else if (hit.begin >= figure_end) {
      distance = hit.begin - figure_end + kAfterPenaltyBytes;
    }
    if (!best || distance < best->first) {
      best = {distance, hit};
      if (source_group != 0) {
        if (const auto& said = groups.spans[static_cast<std::size_t>(source_group)]) *source = said;
      }
    }
    at = std::max(hit.end, hit.begin + Utf8Length(figure.text[hit.begin]));
  }
  return best;
}

bool Allows(const std::vector<std::string>& allowed, std::string_view value) {
  return allowed.empty() || std::find(allowed.begin(), allowed.end(), value) != allowed.end();
}

}  // namespace

class ContextCues::Impl {
 public:
  std::vector<Cue> qualifiers, periods, modalities, attributions;
  WordIndex words;
  std::vector<std::uint32_t> wordless;  // cues that can be found without any word of the index
  struct Place {
    const std::vector<Cue>* list;
    std::size_t index;
  };
  std::vector<Place> places;              // of each cue, by its number
  std::vector<std::size_t> from_figures;  // qualifiers that take their value from another figure

  // Calls `visit` for each of `cues`, in order of their numbers, whose words stand where it looks.
  template <typename Visit>
  void EachInReach(const FigureContext& figure, const std::vector<Cue>& cues,
                   const Visit& visit) const {
    std::vector<ByteSpan> windows;
    for (auto word = figure.cues->begin(); word != figure.cues->end();) {
      const auto first = word;
      while (word != figure.cues->end() && word->owner == first->owner) ++word;
      const Place& place = places[first->owner];
      if (place.list != &cues) continue;
      const Cue& cue = cues[place.index];
      const ByteSpan region = Region(figure, cue.scope);
      FindWindows(figure, cue, region, {first, word}, windows);
      if (!windows.empty()) visit(CueInReach{cue, region, windows});
    }
  }

  CuesInPlay InPlay(std::string_view text) const {
    CuesInPlay out = words.Hits(text);
    for (const std::uint32_t number : wordless) out.push_back({number, kAnywhere});
    std::sort(out.begin(), out.end());
    return out;
  }
};

CuesInPlay ContextCues::InPlay(std::string_view line) const { return impl_->InPlay(line); }

Result<ContextCues> ContextCues::Create(const std::vector<RuleFile>& files,
                                        const std::function<std::string(std::string_view)>& fold,
                                        const std::function<bool(const RuleFile&)>& compiles_now) {
  auto impl = std::make_shared<Impl>();
  RequiredWordReader word_reader;
  std::map<std::string, std::string> macros = {
      {"source",
       "(?P<source>{e:company|person|body|outlet|platform|product|name|exchange|region})"}};
  std::map<std::string, std::vector<std::string>> lists;
  for (const RuleFile& file : files) {
    if (const RuleNode* table = file.root().Find("macros")) {
      for (const auto& [name, value] : table->members) macros[name] = fold(value.string);
    }
    if (const RuleNode* table = file.root().Find("lists")) {
      for (const auto& [name, value] : table->members) lists[name] = table->GetStrings(name);
    }
  }
  PatternTranslator translator(std::move(macros));
  for (const RuleFile& file : files) {
    const auto read = [&](std::string_view section, std::vector<Cue>& into) -> Result<void> {
      const RuleNode* list = file.root().Find(section);
      if (list == nullptr) return {};
      for (const RuleNode& node : list->items) {
        if (auto unknown = file.UnknownMember(node, {"key", "value", "take", "pattern", "scope",
                                                     "metrics", "dimensions", "not_after"})) {
          return tl::make_unexpected(*unknown);
        }
        Cue cue;
        cue.key = node.GetString("key");
        cue.value = node.GetString("value");
        cue.take = node.GetString("take");
        cue.not_after = fold(node.GetString("not_after"));
        for (const std::string& metric : node.GetStrings("metrics")) {
          if (!metric.starts_with('@')) {
            cue.metrics.push_back(metric);
            continue;
          }
          const auto listed = lists.find(metric.substr(1));
          if (listed == lists.end()) {
            return tl::make_unexpected(file.ErrorAt(*node.Find("metrics"),
                                                    "no list has the name `" + metric + "`",
                                                    "define it in [lists], or mend the name"));
          }
          cue.metrics.insert(cue.metrics.end(), listed->second.begin(), listed->second.end());
        }
        cue.dimensions = node.GetStrings("dimensions");
        if (!ParseScope(node.GetString("scope"), cue.scope)) {
          return tl::make_unexpected(file.ErrorAt(*node.Find("scope"), "unknown scope",
                                                  "near:N, clause, statement, before or sentence"));
        }
        if (section == "modality" && !ModalityFromName(cue.value)) {
          return tl::make_unexpected(
              file.ErrorAt(node, "unknown modality `" + cue.value + "`",
                           "reported estimate forecast plan rumour hypothetical"));
        }
        if (!cue.take.empty()) {
          if (&into == &impl->qualifiers) impl->from_figures.push_back(into.size());
          into.push_back(std::move(cue));
          continue;
        }
        auto pattern = translator.Translate(fold(node.GetString("pattern")));
        if (!pattern) {
          return tl::make_unexpected(
              file.ErrorAt(node, pattern.error().what, pattern.error().hint));
        }
        cue.pattern = LazyPattern(std::move(*pattern));
        if (compiles_now == nullptr || compiles_now(file)) {
          if (const std::string& error = cue.pattern.CompileNow(); !error.empty()) {
            return tl::make_unexpected(file.ErrorAt(node, "the pattern does not compile: " + error,
                                                    "patterns are RE2 syntax"));
          }
        }
        cue.takes_words = cue.pattern.source().find("(?P<value>") != std::string::npos ||
                          cue.pattern.source().find("(?P<latin>") != std::string::npos;
        cue.number = static_cast<std::uint32_t>(impl->places.size());
        impl->places.push_back({&into, into.size()});
        const std::vector<WordList> required = word_reader.Lists(cue.pattern.source());
        if (required.empty()) {
          impl->wordless.push_back(cue.number);
        } else {
          impl->words.Add(*required.front().words, cue.number);
          cue.most_before_word = required.front().most_before;
        }
        into.push_back(std::move(cue));
      }
      return {};
    };
    for (auto [section, into] : {std::pair{"qualifier", &impl->qualifiers},
                                 {"period", &impl->periods},
                                 {"modality", &impl->modalities},
                                 {"attribution", &impl->attributions}}) {
      if (auto done = read(section, *into); !done) return tl::make_unexpected(done.error());
    }
  }
  ContextCues cues;
  cues.impl_ = std::move(impl);
  return cues;
}

void ContextCues::AddQualifiers(const FigureContext& figure, std::string_view metric,
                                std::string_view dimension,
                                std::map<std::string, std::string>& qualifiers) const {
  // What narrows a metric narrows how far it has grown: 铜产量增长6%.
  const auto of = metric == "growth" ? qualifiers.find("of") : qualifiers.end();
  const std::string grown = of == qualifiers.end() ? std::string() : of->second;
  std::map<std::string, std::pair<std::size_t, std::string>> nearest;
  impl_->EachInReach(figure, impl_->qualifiers, [&](const CueInReach& in_reach) {
    const Cue& cue = in_reach.cue;
    if (qualifiers.contains(cue.key)) return;
    const bool is_of =
        Allows(cue.metrics, metric) || (!grown.empty() && Allows(cue.metrics, grown));
    if (!is_of || !Allows(cue.dimensions, dimension)) return;
    const auto hit = NearestHit(figure, in_reach);
    if (!hit) return;
    auto& best = nearest.try_emplace(cue.key, kAnyDistance, "").first->second;
    if (hit->first >= best.first) return;
    best = {hit->first, cue.value};
    if (!cue.takes_words) return;
    const std::string_view words = Slice(figure.text, hit->second);
    PatternGroups groups;
    if (!cue.pattern.Find(words, {0, words.size()}, kNoFigure, groups)) return;
    for (const char* name : {"value", "latin"}) {
      const int group = cue.pattern.GroupNamed(name);
      if (group == 0) continue;
      const auto& said = groups.spans[static_cast<std::size_t>(group)];
      if (said && !said->empty()) best.second = AsciiLowerCopy(Slice(words, *said));
    }
  });
  for (auto& [key, best] : nearest) {
    if (!best.second.empty()) qualifiers[key] = std::move(best.second);
  }
}

std::vector<std::pair<std::string, std::string>> ContextCues::TakenFromFigures(
    std::string_view metric) const {
  std::vector<std::pair<std::string, std::string>> out;
  for (const std::size_t index : impl_->from_figures) {
    const Cue& cue = impl_->qualifiers[index];
    if (Allows(cue.metrics, metric)) out.emplace_back(cue.key, cue.take);
  }
  return out;
}

std::string ContextCues::FindPeriod(const FigureContext& figure) const {
  std::size_t best = kAnyDistance;
  std::string unit;
  impl_->EachInReach(figure, impl_->periods, [&](const CueInReach& in_reach) {
    const auto hit = NearestHit(figure, in_reach);
    if (hit && hit->first < best) {
      best = hit->first;
      unit = in_reach.cue.value;
    }
  });
  return unit;
}

std::optional<Modality> ContextCues::FindModality(const FigureContext& figure) const {
  std::size_t best = kAnyDistance;
  std::optional<Modality> modality;
  impl_->EachInReach(figure, impl_->modalities, [&](const CueInReach& in_reach) {
    const auto hit = NearestHit(figure, in_reach);
    if (hit && hit->first < best) {
      best = hit->first;
      modality = ModalityFromName(in_reach.cue.value);
    }
  });
  return modality;
}

std::vector<AttributionCue> ContextCues::FindAttributions(const FigureContext& figure) const {
  std::vector<std::pair<std::size_t, AttributionCue>> hits;
  impl_->EachInReach(figure, impl_->attributions, [&](const CueInReach& in_reach) {
    std::optional<ByteSpan> source;
    const auto hit = NearestHit(figure, in_reach, &source);
    if (hit) hits.push_back({hit->first, {hit->second, source}});
  });
  std::stable_sort(hits.begin(), hits.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<AttributionCue> out;
  for (auto& [distance, cue] : hits) out.push_back(cue);
  return out;
}

}  // namespace heshu::extract
