#include "compare/told_alike.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace heshu::compare {
namespace {

constexpr int kSharesOfOneReport = 2;  // by WeightOf(): what two texts on one report both tell

}  // namespace

int WeightOf(const Claim& claim) {
  if (!claim.value.lo || claim.value.lo != claim.value.hi) return 0;
  const std::int64_t digits = std::llabs(claim.value.lo->coefficient);
  return digits >= 100 ? 2 : digits >= 10 ? 1 : 0;
}

bool TellOneReport(const Claim& a, const Claim& b, bool is_quoted, const Vocabulary& vocabulary,
                   const SubjectLinks& links, const FigureIndex& figures) {
  int shared = 0;
  const auto component = links.Component(a.subject->id);
  const auto& others = figures.OfDocument(b.doc);
  for (const Claim* c : figures.OfDocument(a.doc)) {
    if (c->id == a.id || !c->subject) continue;
    const auto of = links.Component(c->subject->id);
    int weight = WeightOf(*c);
    if (of != component) weight = is_quoted ? weight / 2 : 0;
    if (weight == 0) continue;
    const std::string key = FigureKey(*c, vocabulary);
    if (key.empty()) continue;
    if (std::any_of(others.begin(), others.end(), [&](const Claim* d) {
          return d->id != b.id && d->subject && links.Component(d->subject->id) == of &&
                 FigureKey(*d, vocabulary) == key;
        })) {
      shared += weight;
      if (shared >= kSharesOfOneReport) return true;
    }
  }
  return false;
}

bool TellOneFunding(const Claim& a, const Claim& b, const Vocabulary& vocabulary,
                    const FigureIndex& figures) {
  const auto& others = figures.OfDocument(b.doc);
  const auto is_funding = [](const Claim* c) {
    return c->metric == "funding" && c->value.lo.has_value();
  };
  for (const Claim* c : figures.OfDocument(a.doc)) {
    if (!is_funding(c)) continue;
    const std::string key = FigureKey(*c, vocabulary);
    if (std::any_of(others.begin(), others.end(), [&](const Claim* d) {
          return is_funding(d) && FigureKey(*d, vocabulary) == key;
        })) {
      return true;
    }
  }
  return false;
}

}  // namespace heshu::compare
