// `heshu rules check`: the samples of every rule, read with the whole rule set.
#include <array>
#include <map>
#include <set>
#include <utility>

#include "extract/extractor.h"
#include "extract/extractor_impl.h"
#include "extract/pattern/utf8.h"
#include "extract/quantity/unit_samples.h"

namespace heshu::extract {
namespace {

constexpr std::string_view kSampleDate = "2026-03-01";

std::string Got(const Claim& claim) {
  std::string out = claim.text + " = " + (claim.value.lo ? claim.value.lo->ToString() : "open") +
                    ".." + (claim.value.hi ? claim.value.hi->ToString() : "open") + " " +
                    claim.unit + ", " + std::string(BoundName(claim.value.bound)) + ", " +
                    (claim.subject ? claim.subject->id : "no subject") + ", " +
                    (claim.metric.empty() ? "no metric" : claim.metric);
  for (const auto& [key, value] : claim.qualifiers) out += ", " + key + "=" + value;
  return out;
}

// Whether the claim is what the sample expects; keys that are no slot are qualifiers.
bool Meets(const Claim& claim, const RuleSample& sample, const Extractor& extractor) {
  for (const auto& [key, wanted] : sample.expect) {
    std::string said;
    if (key == "metric") {
      said = claim.metric;
    } else if (key == "subject") {
      said = claim.subject ? claim.subject->id : "";
    } else if (key == "unit") {
      said = claim.unit;
    } else if (key == "lo" || key == "hi") {
      const auto& end = key == "lo" ? claim.value.lo : claim.value.hi;
      said = end ? end->ToString() : "open";
      // A point may be written by either end.
      if (!end && (key == "lo" ? claim.value.hi : claim.value.lo)) {
        said = (key == "lo" ? claim.value.hi : claim.value.lo)->ToString();
      }
    } else if (key == "bound") {
      said = BoundName(claim.value.bound);
    } else if (key == "ratio") {
      said = claim.value.ratio;
    } else if (key == "modality") {
      said = ModalityName(claim.modality);
    } else if (key == "text") {
      said = claim.text;
    } else if (key == "none") {
      return false;
    } else {
      const auto at = claim.qualifiers.find(key);
      said = at == claim.qualifiers.end() ? "" : at->second;
      if (said != wanted && extractor.ResolveSubject(said) == wanted) said = wanted;
    }
    if (said != wanted) return false;
  }
  return true;
}

std::string Wanted(const RuleSample& sample) {
  std::string out;
  for (const auto& [key, value] : sample.expect) {
    out += (out.empty() ? "" : ", ") + key + "=" + value;
  }
  return out;
}

// The script that a text proves something about: Latin, simplified or traditional.
std::string_view ScriptOf(std::string_view text, const normalize::Folder& folder) {
  const auto han = [](std::string_view words) {
    std::string out;
    for (std::size_t i = 0; i < words.size(); i += Utf8Length(words[i])) {
      if (IsHanAt(words, i)) out += words.substr(i, Utf8Length(words[i]));
    }
    return out;
  };
  const std::string written = han(text);
  if (written.empty()) return "Latn";
  return han(folder.FoldKey(text)) == written ? "Hans" : "Hant";
}

// Every metric that is shipped proves itself by three samples in two scripts and by two
// near-misses, its rules' among them.
void CheckCoverage(const ClaimKnowledge& know, const std::string& directory, RuleReport& report) {
  struct Proof {
    std::size_t samples = 0, near_misses = 0;
    std::set<std::string_view> scripts;
    std::string where;
  };
  std::map<std::string, Proof> proofs;
  for (const RuleSample& sample : know.rules.samples()) {
    if (sample.file.compare(0, directory.size(), directory) != 0) continue;
    Proof& proof = proofs[sample.expect.at("metric")];
    ++(sample.is_near_miss ? proof.near_misses : proof.samples);
    if (!sample.is_near_miss) proof.scripts.insert(ScriptOf(sample.text, know.folder));
    if (proof.where.empty()) proof.where = sample.file + ":" + std::to_string(sample.line);
  }
  for (const auto& [metric, proof] : proofs) {
    const MetricReading* reading = know.rules.FindMetric(metric);
    if (reading == nullptr || reading->is_rare) continue;
    if (proof.samples >= 3 && proof.scripts.size() >= 2 && proof.near_misses >= 2) continue;
    report.problems.push_back(
        {proof.where, metric,
         "a metric needs three samples in two scripts and two near-misses; it has " +
             std::to_string(proof.samples) + " in " + std::to_string(proof.scripts.size()) +
             " and " + std::to_string(proof.near_misses),
         ""});
  }
}

}  // namespace

RuleReport CheckRules(const RuleSources& sources) {
  RuleReport report;
  const auto extractor = Extractor::Create({sources.directory, sources.user_files, true});
  if (!extractor) {
    const Error& error = extractor.error();
    report.problems.push_back({error.where, "",
                               error.what + (error.hint.empty() ? "" : ": " + error.hint),
                               error.snippet});
    return report;
  }
  const auto& impl = extractor->impl();
  const ClaimKnowledge& know = impl.knowledge;
  report.files = impl.file_count;
  report.units = impl.vocabulary.units().size();
  report.metrics = impl.vocabulary.metrics().size();
  report.entities = impl.vocabulary.entities().size();
  report.aliases = know.entities.alias_count();
  report.claim_rules = know.rules.rule_count();
  report.samples += CountUnitSamples(know.units);
  for (const SampleProblem& problem : CheckUnitSamples(know.units)) {
    report.problems.push_back({problem.where, "unit",
                               "a sample is not read as promised: " + problem.text + "\n  wanted " +
                                   problem.expected + "\n  got " + problem.found,
                               ""});
  }
  for (const RuleSample& sample : know.rules.samples()) {
    ++(sample.is_near_miss ? report.near_misses : report.samples);
    Document document;
    document.bytes = sample.text;
    document.published = sample.published.empty() ? std::string(kSampleDate) : sample.published;
    document.content_type = "text/plain";
    Article article;
    article.text = sample.text;
    article.published = document.published;
    article.blocks.push_back({BlockKind::kParagraph, {{0, sample.text.size()}}, {}, 0});
    const std::vector<Claim> claims = extractor->ExtractClaims(document, article);
    const std::string& metric = sample.expect.at("metric");
    const std::string where = sample.file + ":" + std::to_string(sample.line);
    std::string got;
    bool met = sample.expect.contains("none");
    bool has_metric = false;
    for (const Claim& claim : claims) {
      got += "\n    " + Got(claim);
      met = met || Meets(claim, sample, *extractor);
      has_metric = has_metric || claim.metric == metric;
    }
    if (sample.is_near_miss && has_metric) {
      report.problems.push_back(
          {where, metric, "a near-miss was read as `" + metric + "`: " + sample.text + got, ""});
    }
    if (!sample.is_near_miss && !met) {
      report.problems.push_back({where, metric,
                                 "a sample is not read as promised: " + sample.text +
                                     "\n  wanted " + Wanted(sample) + "\n  got" +
                                     (got.empty() ? " nothing" : got),
                                 ""});
    }
  }
  CheckCoverage(know, sources.directory, report);
  return report;
}

}  // namespace heshu::extract
