#include "compare/doubt.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace heshu::compare {
namespace {

constexpr double kHardlyOneThing = 0.6;  // of the greater: 43 against 570

// Grammar of the trade, in both scripts: what follows the name of a part of a company.
constexpr std::array<std::string_view, 22> kSegments = {
    "业务",   "業務",    "板块",     "板塊",     "部门", "部門",    "分部", "事业部",
    "事業部", "事业群",  "事業群",   "服务",     "服務", "产品",    "產品", "产品线",
    "產品線", "segment", "business", "division", "unit", "services"};
// Markets and origins.
constexpr std::array<std::string_view, 16> kMarkets = {
    "海外", "境外", "境内", "境內", "国内",     "國內",     "本土",          "国际",
    "國際", "出口", "内销", "內銷", "domestic", "overseas", "international", "abroad"};
// Not as generally accepted accounting has it.
constexpr std::array<std::string_view, 24> kAdjusted = {
    "non-gaap", "nongaap",  "non gaap", "non- gaap", "non-ifrs", "nonifrs",  "adjusted", "经调整",
    "經調整",   "经過调整", "經過調整", "調整後",    "调整后",   "经整",     "扣非",     "扣除非",
    "非通用",   "非公认",   "非公認",   "非国际",    "非國際",   "核心利润", "核心利潤", "經過整"};
// Ends of what a figure's words may reach back over.
constexpr std::array<std::string_view, 7> kStops = {"。", "；", ";", "！", "？", "\n", " - "};

std::string Lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::size_t FigureAt(const Claim& claim) {
  if (claim.span.begin < claim.sentence_span.begin) return std::string::npos;
  const std::size_t at = claim.span.begin - claim.sentence_span.begin;
  return at <= claim.sentence.size() ? at : std::string::npos;
}

// The sentence before the figure, from the last stop on; with what is said in brackets right after.
std::string WordsBeside(const Claim& claim) {
  const std::size_t at = FigureAt(claim);
  if (at == std::string::npos) return {};
  std::string_view before = std::string_view(claim.sentence).substr(0, at);
  std::size_t begin = 0;
  for (const std::string_view stop : kStops) {
    const std::size_t found = before.rfind(stop);
    if (found != std::string_view::npos) begin = std::max(begin, found + stop.size());
  }
  return Lower(before.substr(begin));
}

bool IsBoundary(std::string_view text, std::size_t at) {
  static constexpr std::array<std::string_view, 12> kMarks = {"，", ",",  "、", "：", ":",  "（",
                                                              "(",  "）", ")",  " ",  "的", "和"};
  return std::any_of(kMarks.begin(), kMarks.end(), [&](std::string_view mark) {
    return at >= mark.size() && text.substr(at - mark.size(), mark.size()) == mark;
  });
}

// Four characters at most of what stands before `at`, back to a mark.
std::string NameBefore(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  for (int characters = 0; begin > 0 && characters < 4 && !IsBoundary(text, begin); ++characters) {
    do {
      --begin;
    } while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80);
  }
  return std::string(text.substr(begin, at - begin));
}

// Of money, margins, growth and users: what companies report by segment.
bool IsReported(const Claim& c) {
  return c.dimension == "money" || c.dimension == "percent_change" || c.dimension == "ratio" ||
         c.dimension == "percent" || c.dimension == "count";
}

// The document of `teller` tells the figure of `other` too, or several of the kind.
bool TellsBoth(const Claim& teller, const Claim& other, const MetricDefinition& metric,
               const Vocabulary& vocabulary, const SubjectLinks& links,
               const FigureIndex& figures) {
  for (const Claim* c : figures.OfDocument(teller.doc)) {
    if (c->id == teller.id ||
        links.Component(c->subject->id) != links.Component(other.subject->id)) {
      continue;
    }
    const MetricDefinition* its = vocabulary.FindMetric(c->metric);
    if ((its != nullptr ? its->id : c->metric) != metric.id) continue;
    const Comparability with_other = CompareKeys(*c, other, metric, vocabulary, links);
    if (with_other.unit.IsConvertible()) {
      const ReadPair pair = ReadBoth(*c, other, with_other.unit);
      const PairVerdict verdict = CompareReadings(pair.a, pair.b);
      if (verdict.verdict == Verdict::kAgree && with_other.IsComparable()) return true;
    }
    // A sentence that tells two compares them (core prices, the year before): it knows which is
    // which.
    if (c->sentence_span == teller.sentence_span) continue;
    const Comparability keys = CompareKeys(teller, *c, metric, vocabulary, links);
    if (!keys.IsFull()) continue;
    const ReadPair pair = ReadBoth(teller, *c, keys.unit);
    if (CompareReadings(pair.a, pair.b).verdict == Verdict::kContradict) return true;
  }
  return false;
}

}  // namespace

std::set<std::string> NarrowingWords(const Claim& claim) {
  std::set<std::string> found;
  const std::string words = WordsBeside(claim);
  for (const std::string_view market : kMarkets) {
    const std::size_t at = words.find(market);
    if (at == std::string::npos) continue;
    const std::string_view after = std::string_view(words).substr(at + market.size());
    // 国内生产总值 is no part of anything.
    if (after.starts_with("生产总值") || after.starts_with("生產總值")) continue;
    found.emplace(market);
  }
  for (const std::string_view segment : kSegments) {
    for (std::size_t at = words.find(segment); at != std::string::npos;
         at = words.find(segment, at + 1)) {
      std::string name = NameBefore(words, at);
      if (!name.empty()) found.insert(name);
    }
  }
  return found;
}

bool IsAdjusted(const Claim& claim) {
  std::string words = WordsBeside(claim);
  const std::size_t at = FigureAt(claim);
  if (at != std::string::npos) {
    // 淨利潤281億元（Non-IFRS）
    const std::size_t end = std::min(claim.sentence.size(), at + claim.text.size() + 24);
    words += Lower(std::string_view(claim.sentence).substr(at, end - at));
  }
  return std::any_of(kAdjusted.begin(), kAdjusted.end(),
                     [&](std::string_view word) { return words.find(word) != std::string::npos; });
}

std::string_view DoubtOf(const Claim& a, const Claim& b, const PairVerdict& verdict,
                         const MetricDefinition& metric, const Vocabulary& vocabulary,
                         const SubjectLinks& links, const FigureIndex& figures) {
  if (a.doc == b.doc) return "item";
  if (IsReported(a) && IsReported(b)) {
    if (IsAdjusted(a) != IsAdjusted(b)) return "basis";
    if (NarrowingWords(a) != NarrowingWords(b)) return "item";
  }
  const bool is_clash = std::find(verdict.reasons.begin(), verdict.reasons.end(), "sign_clash") !=
                        verdict.reasons.end();
  if (verdict.gap > kHardlyOneThing && !is_clash && !IsScaleSlip(a, b)) return "item";
  if (figures.IsOfAnotherToo(a, links) || figures.IsOfAnotherToo(b, links)) return "subject";
  if (TellsBoth(a, b, metric, vocabulary, links, figures) ||
      TellsBoth(b, a, metric, vocabulary, links, figures)) {
    return "item";
  }
  return {};
}

}  // namespace heshu::compare
