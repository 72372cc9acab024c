#include "compare/severity.h"

#include <algorithm>
#include <cmath>

namespace heshu::compare {
namespace {

double ModalityWeight(Modality m) {
  switch (m) {
    case Modality::kReported:
      return 1;
    case Modality::kEstimate:
    case Modality::kPlan:  // its maker's own, and decided
      return 0.6;
    case Modality::kRumour:
      return 0.4;
    case Modality::kForecast:
    case Modality::kHypothetical:
      return 0.3;
  }
  return 0.3;
}

double GapFactor(const SeverityInput& in) {
  if (in.is_certain_error) return 1;
  if (in.is_derived) return 0.7;
  const double width = std::min(1.0, std::log10(1 + 9 * std::max(0.0, in.gap)));
  // A rate of 5.0 against 4.7 is little in itself, and much for what is told to a tenth.
  const double decades = in.is_rate ? 1.5 : 2;
  const double strain = std::min(1.0, std::log10(1 + std::max(0.0, in.strain)) / decades);
  return 0.5 * width + 0.5 * strain;
}

// Three decimals: factors are for reading, and equal runs must print alike.
double Rounded(double x) { return std::round(x * 1000) / 1000; }

}  // namespace

double SeverityScore(const SeverityInput& in) {
  return GapFactor(in) * std::pow(0.8, in.inherited_keys) * std::pow(0.5, in.unknown_keys) *
         std::min(ModalityWeight(in.modality_a), ModalityWeight(in.modality_b));
}

Severity SeverityOf(const SeverityInput& in) {
  const double gap = Rounded(GapFactor(in));
  const double keys = Rounded(std::pow(0.8, in.inherited_keys) * std::pow(0.5, in.unknown_keys));
  const double sources = Rounded(std::min(1.0, 0.5 + (in.sources_a + in.sources_b) / 4.0));
  const double modality = std::min(ModalityWeight(in.modality_a), ModalityWeight(in.modality_b));
  Severity out;
  out.factors = {
      {"gap", gap}, {"comparability", keys}, {"independence", sources}, {"modality", modality}};
  out.value = static_cast<int>(std::lround(100 * gap * keys * sources * modality));
  return out;
}

}  // namespace heshu::compare
