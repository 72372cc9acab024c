#include "compare/shared_report.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "compare/time_relation.h"

namespace heshu::compare {
namespace {

constexpr std::size_t kFewestDigits = 2;   // of a figure that is told by chance in both
constexpr std::size_t kTellingDigits = 4;  // … of another metric
constexpr std::array<std::string_view, 4> kOfAReport = {"scope", "chart", "platform", "kind"};

std::size_t DigitsOf(const Claim& claim) {
  if (!claim.value.lo || claim.value.lo != claim.value.hi) return 0;
  const std::string digits = std::to_string(claim.value.lo->coefficient);
  return digits.front() == '-' ? digits.size() - 1 : digits.size();
}

bool AreOfOneTime(const Claim& a, const Claim& b) {
  return a.time.start == b.time.start && a.time.end == b.time.end && a.time.as_of == b.time.as_of;
}

// What a figure that both tell settles.
struct Settled {
  bool time = false;
  bool report = false;
  bool item = false;
};

Settled WhatIsSettled(const Claim& a, const Claim& b, const Vocabulary& vocabulary,
                      const SubjectLinks& links, const FigureIndex& figures) {
  Settled settled;
  for (const Claim* c : figures.OfDocument(a.doc)) {
    const std::size_t digits = DigitsOf(*c);
    if (c->id == a.id || digits < kFewestDigits || !c->subject) continue;
    const std::string key = FigureKey(*c, vocabulary);
    if (key.empty()) continue;
    for (const Claim* d : figures.OfDocument(b.doc)) {
      if (d->id == b.id || !d->subject || FigureKey(*d, vocabulary) != key) continue;
      if (links.Component(c->subject->id) != links.Component(d->subject->id)) continue;
      const bool is_of_metric = c->metric == a.metric && d->metric == b.metric;
      settled.report = settled.report || is_of_metric || digits >= kTellingDigits;
      settled.item =
          settled.item || (is_of_metric && digits >= kTellingDigits &&
                           c->subject->id == a.subject->id && d->subject->id == b.subject->id);
      const bool is_of_subject = links.Component(c->subject->id) == links.Component(a.subject->id);
      settled.time = settled.time || (is_of_subject && AreOfOneTime(*c, a) && AreOfOneTime(*d, b));
    }
  }
  return settled;
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
  const Settled settled = WhatIsSettled(a, b, vocabulary, links, figures);
  std::erase_if(keys.unknown, [&](const std::string& key) {
    if (key == "item") return settled.item;  // raised from $3,999: of one thing
    return key == "time" ? settled.time : settled.report;
  });
  return keys.unknown.empty();
}

}  // namespace heshu::compare
