#include "extract/article/article_rules.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <unordered_set>
#include <utility>

#include "extract/article/text_measure.h"
#include "extract/pattern/lazy_pattern.h"
#include "extract/pattern/required_words.h"

namespace heshu::extract {
namespace {

RE2::Options Quiet() {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(64 << 20);
  return options;
}

constexpr std::ptrdiff_t kConfiguring = 10;  // blanks between the names of a class
constexpr std::size_t kTrimBytes = 180;      // of a line's end, searched for what is cut off there

// A pattern that is made ready when it is first asked about a line that holds one of its words.
class CapturePattern {
 public:
  explicit CapturePattern(std::string source) : state_(std::make_unique<State>(std::move(source))) {
    const std::vector<std::string> words = RequiredWords(state_->pattern.source());
    state_->words.Add(words, 0);
    state_->is_wordless = words.empty();
  }
  bool MayMatch(std::string_view line) const {
    return state_->is_wordless || !state_->words.Find(line).empty();
  }
  // What the first group of the first match in `line` holds; "" if there is none.
  std::string_view FirstGroup(std::string_view line) const {
    PatternGroups groups;
    if (!state_->pattern.Find(line, {0, line.size()}, kNoFigure, groups)) return {};
    return groups.spans[1] ? Slice(line, *groups.spans[1]) : std::string_view();
  }
  // For what asks for more; RE2 takes long to compile.
  const RE2& operator*() const {
    std::call_once(state_->once, [this] {
      state_->compiled = std::make_unique<RE2>(state_->pattern.source(), Quiet());
    });
    return *state_->compiled;
  }

 private:
  struct State {
    explicit State(std::string source) : pattern(std::move(source)) {}
    LazyPattern pattern;
    WordIndex words;
    bool is_wordless = false;
    std::once_flag once;
    std::unique_ptr<RE2> compiled;
  };
  std::unique_ptr<State> state_;
};

struct CaptureRule {
  CapturePattern pattern;
};

constexpr std::array<std::pair<std::string_view, LinePlace>, 14> kPlaces = {
    {{"head", LinePlace::kHead},
     {"tail", LinePlace::kTail},
     {"any", LinePlace::kAny},
     {"cut", LinePlace::kCut},
     {"advert", LinePlace::kAdvert},
     {"spam", LinePlace::kSpam},
     {"keep", LinePlace::kKeep},
     {"caption", LinePlace::kCaption},
     {"neighbour", LinePlace::kNeighbour},
     {"end", LinePlace::kEnd},
     {"expired", LinePlace::kExpired},
     {"paywall", LinePlace::kPaywall},
     {"video", LinePlace::kVideo},
     {"lead", LinePlace::kLead}}};

// A list of class and id words: whole words, or parts of words where written with '*'.
struct NameList {
  std::unordered_set<std::string> words;
  std::vector<std::string> parts;

  void Add(std::string word) {
    if (!word.empty() && word.back() == '*') {
      word.pop_back();
      parts.push_back(std::move(word));
    } else {
      words.insert(std::move(word));
    }
  }
  bool Holds(const std::string& word) const {
    return words.contains(word) ||
           std::any_of(parts.begin(), parts.end(), [&word](const std::string& part) {
             return word.find(part) != std::string::npos;
           });
  }
};

}  // namespace

struct ArticleRules::Impl {
  NameList hard, soft, body, lead, caption;
  std::vector<LineRule> lines;
  std::vector<LazyPattern> line_patterns;  // of each of `lines`
  WordIndex line_words;                    // of each of `lines`
  std::vector<std::uint32_t> wordless_lines;
  std::vector<CaptureRule> publishers, authors, dates, trims;
  std::vector<std::pair<std::string, std::string>> hosts;  // host suffix → class or id
  std::unordered_set<char32_t> hans, hant;
};

namespace {

// Loads the parts of the file; the first error ends it.
class Loader {
 public:
  Loader(const RuleFile& file, RuleSamples samples)
      : file_(file), runs_samples_(samples == RuleSamples::kRun) {}

  std::optional<Error> CheckMembers(const RuleNode& table,
                                    const std::vector<std::string_view>& known) const {
    return file_.UnknownMember(table, known);
  }

  // The pattern of a rule; it is good, and does what its samples say, if those are run.
  Result<std::string> Pattern(const RuleNode& rule) const {
    const RuleNode* pattern = rule.Find("pattern");
    if (pattern == nullptr || pattern->type != RuleNode::Type::kString) {
      return tl::make_unexpected(file_.ErrorAt(rule, "the rule has no pattern"));
    }
    if (rule.GetStrings("sample").empty()) {
      return tl::make_unexpected(
          file_.ErrorAt(rule, "the rule has no sample", "add sample = \"a line it must match\""));
    }
    if (runs_samples_) {
      const RE2 compiled(pattern->string, Quiet());
      if (!compiled.ok()) {
        return tl::make_unexpected(
            file_.ErrorAt(*pattern, "the pattern is no regular expression: " + compiled.error(),
                          "patterns are RE2: no look-around, no back references"));
      }
      if (auto error = RunSamples(rule, compiled)) return tl::make_unexpected(*error);
    }
    return pattern->string;
  }

  std::optional<Error> RunSamples(const RuleNode& rule, const RE2& pattern) const {
    for (const auto& sample : rule.GetStrings("sample")) {
      if (!RE2::PartialMatch(sample, pattern)) {
        return file_.ErrorAt(*rule.Find("sample"),
                             "the pattern does not match its sample " + sample);
      }
    }
    for (const auto& near_miss : rule.GetStrings("not")) {
      if (RE2::PartialMatch(near_miss, pattern)) {
        return file_.ErrorAt(*rule.Find("not"), "the pattern matches its near-miss " + near_miss);
      }
    }
    return std::nullopt;
  }

  // The tables of the array `key`.
  Result<std::vector<const RuleNode*>> Tables(std::string_view key) const {
    std::vector<const RuleNode*> tables;
    const RuleNode* list = file_.root().Find(key);
    if (list == nullptr) return tables;
    if (list->type != RuleNode::Type::kArray) {
      return tl::make_unexpected(file_.ErrorAt(*list, std::string(key) + " is not a list of tables",
                                               "write [[" + std::string(key) + "]]"));
    }
    for (const auto& item : list->items) {
      if (item.type != RuleNode::Type::kTable) {
        return tl::make_unexpected(file_.ErrorAt(item, "expected a table"));
      }
      tables.push_back(&item);
    }
    return tables;
  }

  // Rules with one captured text: `want` lists what each sample must give.
  std::optional<Error> LoadCaptures(std::string_view key, std::vector<CaptureRule>* rules) const {
    const auto tables = Tables(key);
    if (!tables) return tables.error();
    for (const RuleNode* rule : *tables) {
      if (auto error = CheckMembers(*rule, {"pattern", "sample", "want", "not"})) return error;
      auto source = Pattern(*rule);
      if (!source) return source.error();
      CapturePattern pattern(std::move(*source));
      const auto samples = rule->GetStrings("sample");
      const auto wants = rule->GetStrings("want");
      if (samples.size() != wants.size()) {
        return file_.ErrorAt(*rule, "want must name what each sample gives");
      }
      if (runs_samples_ && (*pattern).NumberOfCapturingGroups() < 1) {
        return file_.ErrorAt(*rule->Find("pattern"), "the pattern captures nothing");
      }
      if (runs_samples_ && key != "date") {
        for (std::size_t i = 0; i < samples.size(); ++i) {
          std::string got;
          RE2::PartialMatch(samples[i], *pattern, &got);
          if (TrimBlanks(got) != wants[i]) {
            return file_.ErrorAt(*rule->Find("want"), "the sample gives \"" + got + "\"");
          }
        }
      }
      rules->push_back({std::move(pattern)});
    }
    return std::nullopt;
  }

  std::optional<Error> LoadLines(ArticleRules::Impl* impl) const {
    const auto tables = Tables("line");
    if (!tables) return tables.error();
    for (const RuleNode* rule : *tables) {
      if (auto error = CheckMembers(*rule, {"place", "reason", "pattern", "sample", "not"})) {
        return error;
      }
      auto pattern = Pattern(*rule);
      if (!pattern) return pattern.error();
      const std::string place = rule->GetString("place");
      const auto known = std::find_if(kPlaces.begin(), kPlaces.end(),
                                      [&place](const auto& p) { return p.first == place; });
      if (known == kPlaces.end()) {
        return file_.ErrorAt(
            *rule, "unknown place \"" + place + "\"",
            "one of head, tail, any, cut, end, advert, spam, keep, caption, neighbour, "
            "expired, paywall, "
            "video");
      }
      impl->lines.push_back({known->second, rule->GetString("reason", place)});
      const auto number = static_cast<std::uint32_t>(impl->line_patterns.size());
      const std::vector<std::string> words = RequiredWords(*pattern);
      if (words.empty()) impl->wordless_lines.push_back(number);
      impl->line_words.Add(words, number);
      impl->line_patterns.emplace_back(std::move(*pattern));
    }
    return std::nullopt;
  }

  std::optional<Error> LoadNames(ArticleRules::Impl* impl) const {
    const RuleNode* names = file_.root().Find("names");
    if (names == nullptr) return std::nullopt;
    if (auto error = CheckMembers(*names, {"hard", "soft", "body", "lead", "caption"}))
      return error;
    for (auto& word : names->GetStrings("hard")) impl->hard.Add(std::move(word));
    for (auto& word : names->GetStrings("soft")) impl->soft.Add(std::move(word));
    for (auto& word : names->GetStrings("body")) impl->body.Add(std::move(word));
    for (auto& word : names->GetStrings("lead")) impl->lead.Add(std::move(word));
    for (auto& word : names->GetStrings("caption")) impl->caption.Add(std::move(word));
    return std::nullopt;
  }

  std::optional<Error> LoadSites(ArticleRules::Impl* impl) const {
    const auto tables = Tables("site");
    if (!tables) return tables.error();
    for (const RuleNode* site : *tables) {
      if (auto error = CheckMembers(*site, {"host", "body", "sample"})) return error;
      if (site->GetString("host").empty() || site->GetString("body").empty() ||
          site->GetString("sample").find(site->GetString("body")) == std::string::npos) {
        return file_.ErrorAt(*site,
                             "a site hint needs host, body and a sample tag that has the body",
                             "body is the class or id of the element that holds the article");
      }
      impl->hosts.emplace_back(site->GetString("host"), site->GetString("body"));
    }
    return std::nullopt;
  }

  std::optional<Error> LoadScript(ArticleRules::Impl* impl) const {
    const RuleNode* script = file_.root().Find("script");
    if (script == nullptr) return std::nullopt;
    if (auto error = CheckMembers(*script, {"hans", "hant"})) return error;
    const auto fill = [&](std::string_view key, std::unordered_set<char32_t>* set) {
      const std::string text = script->GetString(key);
      for (std::size_t at = 0; at < text.size();) {
        const char32_t c = NextCodePoint(text, &at);
        if (IsHan(c)) set->insert(c);
      }
    };
    fill("hans", &impl->hans);
    fill("hant", &impl->hant);
    return std::nullopt;
  }

 private:
  const RuleFile& file_;
  bool runs_samples_;
};

std::string CaptureOf(const std::vector<CaptureRule>& rules, std::string_view line) {
  for (const auto& rule : rules) {
    if (!rule.pattern.MayMatch(line)) continue;
    const auto trimmed = TrimBlanks(rule.pattern.FirstGroup(line));
    if (!trimmed.empty()) return std::string(trimmed);
  }
  return {};
}

}  // namespace

ArticleRules::ArticleRules() : impl_(std::make_unique<Impl>()) {}
ArticleRules::~ArticleRules() = default;

Result<std::shared_ptr<const ArticleRules>> ArticleRules::Load(const RuleFile& file,
                                                               RuleSamples samples) {
  std::shared_ptr<ArticleRules> rules(new ArticleRules());
  const Loader loader(file, samples);
  Impl* impl = rules->impl_.get();
  auto error = file.UnknownMember(
      file.root(), {"names", "line", "publisher", "author", "date", "trim", "site", "script"});
  if (!error) error = loader.LoadNames(impl);
  if (!error) error = loader.LoadLines(impl);
  if (!error) error = loader.LoadCaptures("publisher", &impl->publishers);
  if (!error) error = loader.LoadCaptures("author", &impl->authors);
  if (!error) error = loader.LoadCaptures("date", &impl->dates);
  if (!error) error = loader.LoadCaptures("trim", &impl->trims);
  if (!error) error = loader.LoadSites(impl);
  if (!error) error = loader.LoadScript(impl);
  if (error) return tl::make_unexpected(std::move(*error));
  // The samples of the date rules, read as dates; those without a year as of this day.
  const Date near{2026, 3, 20};
  if (const RuleNode* dates = file.root().Find("date");
      dates != nullptr && samples == RuleSamples::kRun) {
    for (const auto& rule : dates->items) {
      const auto lines = rule.GetStrings("sample");
      const auto wants = rule.GetStrings("want");
      for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto date = rules->FindDate(lines[i], near);
        const std::string got = date ? date->Iso() : "no date";
        if (got != wants[i]) {
          return tl::make_unexpected(file.ErrorAt(rule, "the sample gives " + got));
        }
      }
    }
  }
  return rules;
}

NameMarks ArticleRules::MarksOf(std::string_view names) const {
  NameMarks marks;
  std::string word;
  const auto finish = [&] {
    if (word.empty()) return;
    marks.hard = marks.hard || impl_->hard.Holds(word);
    marks.soft = marks.soft || impl_->soft.Holds(word);
    marks.body = marks.body || impl_->body.Holds(word);
    marks.lead = marks.lead || impl_->lead.Holds(word);
    marks.caption = marks.caption || impl_->caption.Holds(word);
    word.clear();
  };
  // Words end at what is no letter and where a small letter meets a capital.
  bool last_small = false;
  for (const char c : names.substr(0, 256)) {
    const bool small = c >= 'a' && c <= 'z';
    const bool capital = c >= 'A' && c <= 'Z';
    if (!small && !capital) {
      finish();
    } else {
      if (capital && last_small) finish();
      word += capital ? static_cast<char>(c - 'A' + 'a') : c;
    }
    last_small = small;
  }
  finish();
  // So many names configure an element; they do not say what it is.
  if (std::count(names.begin(), names.end(), ' ') >= kConfiguring) marks.hard = marks.soft = false;
  return marks;
}

std::vector<const LineRule*> ArticleRules::Match(std::string_view line) const {
  std::vector<const LineRule*> found;
  // 相關(guān)推薦: pinyin that a site put behind characters hides no marker.
  std::string bare;
  if (line.find('(') != std::string_view::npos || line.find("（") != std::string_view::npos) {
    static const RE2 kPinyin("[(（][a-zü]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-z]*[)）]");
    bare = line;
    if (RE2::GlobalReplace(&bare, kPinyin, "") > 0) line = bare;
  }
  std::vector<std::uint32_t> candidates = impl_->line_words.Find(line);
  candidates.insert(candidates.end(), impl_->wordless_lines.begin(), impl_->wordless_lines.end());
  std::sort(candidates.begin(), candidates.end());
  for (const std::uint32_t index : candidates) {
    if (impl_->line_patterns[index].FoundIn(line)) found.push_back(&impl_->lines[index]);
  }
  return found;
}

LineSigns ArticleRules::SignsOf(std::string_view line) const {
  LineSigns signs;
  const auto set = [](std::string_view* sign, const LineRule* rule) {
    if (sign->empty()) *sign = rule->reason;
  };
  for (const LineRule* rule : Match(line)) {
    switch (rule->place) {
      case LinePlace::kKeep:
        signs.keep = true;
        break;
      case LinePlace::kHead:
        set(&signs.at_head, rule);
        break;
      case LinePlace::kTail:
      case LinePlace::kExpired:
      case LinePlace::kPaywall:
        set(&signs.at_tail, rule);
        break;
      case LinePlace::kAny:
        set(&signs.anywhere, rule);
        break;
      case LinePlace::kCut:
        signs.ends = true;
        set(&signs.anywhere, rule);
        break;
      case LinePlace::kEnd:
        signs.ends_late = true;
        set(&signs.anywhere, rule);
        break;
      case LinePlace::kNeighbour:
        signs.label = true;
        set(&signs.anywhere, rule);
        break;
      case LinePlace::kCaption:
        set(&signs.caption, rule);
        break;
      case LinePlace::kAdvert:
        signs.advert = true;
        break;
      case LinePlace::kSpam:
        signs.spam = true;
        break;
      case LinePlace::kVideo:
        break;
      case LinePlace::kLead:
        signs.lead = true;
        break;
    }
  }
  return signs;
}

std::size_t ArticleRules::CountAdvertMarks(std::string_view text) const {
  std::size_t count = 0;
  for (std::size_t i = 0; i < impl_->lines.size(); ++i) {
    if (impl_->lines[i].place != LinePlace::kAdvert) continue;
    PatternGroups groups;
    for (std::size_t at = 0; at < text.size(); at = groups.whole().end) {
      if (!impl_->line_patterns[i].Find(text, {at, text.size()}, kNoFigure, groups)) break;
      if (groups.whole().empty()) break;
      ++count;
    }
  }
  return count;
}

std::string ArticleRules::Publisher(std::string_view line) const {
  return CaptureOf(impl_->publishers, line);
}
std::string ArticleRules::Author(std::string_view line) const {
  return CaptureOf(impl_->authors, line);
}

std::optional<WrittenDate> ArticleRules::FindDate(std::string_view line,
                                                  const std::optional<Date>& near) const {
  const NarrowDigits narrow(line);
  std::optional<WrittenDate> best;
  for (const auto& rule : impl_->dates) {
    if (!rule.pattern.MayMatch(narrow.text())) continue;
    const auto date = DateFrom(*rule.pattern, narrow.text(), near);
    if (date && (!best || (date->hour >= 0 && best->hour < 0))) best = date;
    if (best && best->hour >= 0) break;
  }
  if (best) {
    best->begin = narrow.ToOriginal(best->begin);
    best->end = narrow.ToOriginal(best->end);
  }
  return best;
}

std::size_t ArticleRules::TrimmedSize(std::string_view line) const {
  std::size_t begin = line.size() - std::min(line.size(), kTrimBytes);
  while (begin < line.size() && (static_cast<unsigned char>(line[begin]) & 0xC0) == 0x80) ++begin;
  const auto end = line.substr(begin);
  for (const auto& rule : impl_->trims) {
    const std::string_view cut = rule.pattern.FirstGroup(end);
    if (!cut.empty()) return static_cast<std::size_t>(cut.data() - line.data());
  }
  return line.size();
}

std::string_view ArticleRules::BodyHint(std::string_view host) const {
  for (const auto& [suffix, body] : impl_->hosts) {
    if (host.size() >= suffix.size() && host.ends_with(suffix) &&
        (host.size() == suffix.size() || host[host.size() - suffix.size() - 1] == '.')) {
      return body;
    }
  }
  return {};
}

bool ArticleRules::IsSimplifiedOnly(char32_t c) const { return impl_->hans.contains(c); }
bool ArticleRules::IsTraditionalOnly(char32_t c) const { return impl_->hant.contains(c); }

}  // namespace heshu::extract
