#include "cli/rule_trial.h"

#include <algorithm>
#include <map>
#include <utility>

namespace heshu::cli {

std::string_view TrialOutcomeName(TrialOutcome outcome) {
  switch (outcome) {
    case TrialOutcome::kNew:
      return "new";
    case TrialOutcome::kChanged:
      return "changed";
    case TrialOutcome::kSame:
      return "same";
    case TrialOutcome::kOutranked:
      return "outranked";
  }
  return "";
}

std::vector<std::string> ChangedSlots(const Claim& before, const Claim& after) {
  std::vector<std::string> out;
  const auto add = [&](bool differs, const char* name) {
    if (differs) out.emplace_back(name);
  };
  const auto subject = [](const Claim& claim) {
    return claim.subject ? claim.subject->id : std::string();
  };
  add(before.value != after.value, "value");
  add(before.unit != after.unit || before.dimension != after.dimension, "unit");
  add(subject(before) != subject(after), "subject");
  add(before.metric != after.metric, "metric");
  add(before.qualifiers != after.qualifiers, "qualifiers");
  add(before.time != after.time, "time");
  add(before.modality != after.modality, "modality");
  add(before.attribution != after.attribution, "attribution");
  return out;
}

RuleTrial::RuleTrial(const extract::Extractor& now, const extract::Extractor& with_files,
                     const std::vector<std::string>& files)
    : now_(now), with_files_(with_files) {
  for (extract::ListedRule& rule : with_files.ListRules()) {
    const std::size_t colon = rule.where.rfind(':');
    const bool is_own =
        std::find(files.begin(), files.end(), rule.where.substr(0, colon)) != files.end();
    own_.push_back(is_own ? std::optional(rules_.size()) : std::nullopt);
    if (is_own) rules_.push_back(std::move(rule));
  }
}

RuleTrial::Findings RuleTrial::Read(const Document& document, const Article& article) const {
  Findings findings;
  std::map<std::string, Claim> today;
  for (Claim& claim : now_.ExtractClaims(document, article)) {
    std::string id = claim.id;
    today.emplace(std::move(id), std::move(claim));
  }
  for (const extract::MatchedFigure& figure : with_files_.MatchFigures(document, article)) {
    const Claim& claim = figure.claim;
    std::optional<Claim> before;
    if (auto known = today.extract(claim.id)) before = std::move(known.mapped());
    std::vector<std::string> changes =
        before ? ChangedSlots(*before, claim) : std::vector<std::string>{};
    bool has_own = false;
    std::vector<std::string_view> told;  // a rule of several patterns matches once
    for (const std::size_t listed : figure.rules) {
      if (!own_[listed]) continue;
      const extract::ListedRule& rule = rules_[*own_[listed]];
      if (std::find(told.begin(), told.end(), rule.id) != told.end()) continue;
      told.push_back(rule.id);
      has_own = true;
      TrialMatch match;
      match.rule = *own_[listed];
      match.claim = claim;
      match.today = before;
      match.changes = changes;
      if (!claim.IsClaim() || claim.rule != rule.id) {
        match.outcome = TrialOutcome::kOutranked;
        match.won_by = claim.rule;
      } else if (!before || !before->IsClaim()) {
        match.outcome = TrialOutcome::kNew;
      } else {
        match.outcome = changes.empty() ? TrialOutcome::kSame : TrialOutcome::kChanged;
      }
      findings.matches.push_back(std::move(match));
    }
    if (!has_own && (!before || !changes.empty())) {
      findings.side_effects.push_back({claim, std::move(before), std::move(changes)});
    }
  }
  for (auto& [id, claim] : today) {
    findings.side_effects.push_back({std::nullopt, std::move(claim), {}});
  }
  return findings;
}

}  // namespace heshu::cli
