#include "compare/shared_report.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>

#include "compare/diagnosis.h"
#include "compare/time_relation.h"

namespace heshu::compare {
namespace {

constexpr std::size_t kFewestDigits = 2;   // of a figure that is told by chance in both
constexpr std::size_t kTellingDigits = 4;  // … of another metric
constexpr long kOneNewsDays = 3;           // between two reports of one piece of news
constexpr std::array<std::string_view, 4> kOfAReport = {"scope", "chart", "platform", "kind"};

std::size_t DigitsOf(const Claim& claim) {
  if (!claim.value.lo || claim.value.lo != claim.value.hi) return 0;
  const std::string digits = std::to_string(claim.value.lo->coefficient);
  return digits.front() == '-' ? digits.size() - 1 : digits.size();
}

std::string_view ItemOf(const Claim& claim) {
  const auto item = claim.qualifiers.find("item");
  return item == claim.qualifiers.end() ? std::string_view() : std::string_view(item->second);
}

bool AreOfOneTime(const Claim& a, const Claim& b) {
  return a.time.start == b.time.start && a.time.end == b.time.end && a.time.as_of == b.time.as_of;
}

// Of one metric; and of growth, of what has one name, the growth of one thing.
bool IsOfMetric(const Claim& claim, const Claim& other) {
  if (claim.metric != other.metric) return false;
  const auto of = claim.qualifiers.find("of");
  const auto its = other.qualifiers.find("of");
  const bool is_told = of != claim.qualifiers.end() && its != other.qualifiers.end();
  return !is_told || of->second == its->second;
}

// What a figure that both tell settles.
struct Settled {
  bool time = false;
  bool report = false;
  bool item = false;
};

Settled WhatIsSettled(const Claim& a, const Claim& b, const SubjectLinks& links,
                      const FigureIndex& figures) {
  Settled settled;
  // Briefs hold hundreds of figures: they are looked up by their keys.
  std::unordered_multimap<std::string_view, const Claim*> of_other;
  for (const Claim* d : figures.OfDocument(b.doc)) {
    if (d->id == b.id || !d->subject) continue;
    const std::string_view key = figures.KeyOf(*d);
    if (!key.empty()) of_other.emplace(key, d);
  }
  if (of_other.empty()) return settled;
  for (const Claim* c : figures.OfDocument(a.doc)) {
    const std::size_t digits = DigitsOf(*c);
    if (c->id == a.id || digits < kFewestDigits || !c->subject) continue;
    const std::string_view key = figures.KeyOf(*c);
    if (key.empty()) continue;
    const auto [first, last] = of_other.equal_range(key);
    for (auto at = first; at != last; ++at) {
      const Claim* d = at->second;
      if (links.Component(c->subject->id) != links.Component(d->subject->id)) continue;
      const bool is_of_metric = IsOfMetric(*c, a) && IsOfMetric(*d, b);
      settled.report = settled.report || is_of_metric || digits >= kTellingDigits;
      // 出口533亿 in both settles nothing for 资通产品出口 in one of them.
      const bool is_of_item = ItemOf(*c) == ItemOf(a) && ItemOf(*d) == ItemOf(b);
      settled.item =
          settled.item || (is_of_metric && is_of_item && digits >= kTellingDigits &&
                           c->subject->id == a.subject->id && d->subject->id == b.subject->id);
      const bool is_of_subject = links.Component(c->subject->id) == links.Component(a.subject->id);
      settled.time = settled.time || (is_of_subject && AreOfOneTime(*c, a) && AreOfOneTime(*d, b));
    }
  }
  return settled;
}

// Of two decisions weeks apart each may name what the other does: 2.9厘 of one rate, then of
// another.
bool AreToldTogether(const Claim& a, const Claim& b) {
  constexpr long kMostDays = 14;
  const std::optional<long> days = DaysBetweenReports(a, b);
  return !days || *days <= kMostDays;
}

// 归母净利润, which a paper calls net profit.
bool IsOfShareholders(const Claim& claim) {
  const auto basis = claim.qualifiers.find("basis");
  return basis != claim.qualifiers.end() &&
         (basis->second == "attributable" || basis->second == "shareholders");
}

}  // namespace

bool SettleByReport(const Claim& a, const Claim& b, const Vocabulary& vocabulary,
                    const SubjectLinks& links, const FigureIndex& figures, Comparability& keys) {
  const auto may_settle = [](const std::string& key) {
    return key == "time" || key == "item" ||
           std::find(kOfAReport.begin(), kOfAReport.end(), key) != kOfAReport.end();
  };
  if (a.doc == b.doc || keys.unknown.empty() ||
      !std::all_of(keys.unknown.begin(), keys.unknown.end(), may_settle)) {
    return keys.unknown.empty();
  }
  // 外国人入出境增18.9%: of a part, unless it is a share of a market, which each text leaves out.
  const auto is_of_part = [&](const std::string& key) {
    const MetricDefinition* metric = vocabulary.FindMetric(a.metric);
    const bool is_required =
        metric != nullptr &&
        std::find(metric->required.begin(), metric->required.end(), key) != metric->required.end();
    return key == "scope" && !is_required &&
           a.qualifiers.contains(key) != b.qualifiers.contains(key);
  };
  const Settled settled = WhatIsSettled(a, b, links, figures);
  std::erase_if(keys.unknown, [&](const std::string& key) {
    if (key == "item") return settled.item;  // raised from $3,999: of one thing
    if (is_of_part(key)) return false;
    // EPS预估上修至16.13元, 上修至16.84元: of which years, two forecasts do not tell each other.
    const bool are_forecasts = a.modality == Modality::kForecast &&
                               b.modality == Modality::kForecast && TrueTimeOf(a).weak &&
                               TrueTimeOf(b).weak;
    return key == "time" ? settled.time && !are_forecasts && AreToldTogether(a, b) : settled.report;
  });
  return keys.unknown.empty();
}

bool SettleByMisprint(const Claim& a, const Claim& b, Comparability& keys) {
  static constexpr std::array<std::string_view, 5> kOftenLeftOut = {"baseline", "move", "region",
                                                                    "scope", "platform"};
  const auto is_left_out = [&](const std::string& key) {
    if (key == "time") return true;
    if (key == "basis") return IsOfShareholders(a) || IsOfShareholders(b);
    if (std::find(kOftenLeftOut.begin(), kOftenLeftOut.end(), key) == kOftenLeftOut.end())
      return false;
    return !a.qualifiers.contains(key) || !b.qualifiers.contains(key);
  };
  const bool is_slip = IsTellingSlip(a, b);
  if (a.doc == b.doc || a.subject->id != b.subject->id || a.subject->id.starts_with("x:") ||
      (!IsMisprint(a, b) && !is_slip)) {
    return false;
  }
  // 14.11亿 and, at the end of June, 11.41亿: of a time that one of them leaves out.
  const bool is_time_open =
      std::find(keys.unknown.begin(), keys.unknown.end(), "time") != keys.unknown.end();
  const bool is_dated =
      !TrueTimeOf(a).weak && !TrueTimeOf(b).weak && (AreOfOneTime(a, b) || !is_time_open);
  const bool may_be_of_one = TrueTimeOf(a).weak != TrueTimeOf(b).weak;
  if (!is_dated && !(may_be_of_one && (is_slip || IsMisprint(a, b, kTellingDigits)))) return false;
  const std::optional<long> days = DaysBetweenReports(a, b);
  if (!days || *days > kOneNewsDays) return false;
  if (!std::all_of(keys.unknown.begin(), keys.unknown.end(), is_left_out)) return false;
  keys.unknown.clear();
  return true;
}

}  // namespace heshu::compare
