#include "cli/fact_view.h"

#include <cstdio>
#include <utility>

#include "cli/claim_view.h"
#include "cli/display_width.h"
#include "cli/report/claim_review.h"
#include "cli/report/plain_words.h"
#include "cli/table.h"

namespace heshu::cli {
namespace {

std::string_view VerdictTitle(Verdict verdict) {
  switch (verdict) {
    case Verdict::kContradict:
      return "CONTRADICTION";
    case Verdict::kPossible:
      return "POSSIBLE CONFLICT";
    case Verdict::kAgree:
      return "AGREE";
    case Verdict::kAgreeWithinPrecision:
      return "AGREE WITHIN PRECISION";
    case Verdict::kNotComparable:
      return "NOT COMPARABLE";
  }
  return "";
}

Ink VerdictInk(Verdict verdict) {
  switch (verdict) {
    case Verdict::kContradict:
      return Ink::kRed;
    case Verdict::kPossible:
      return Ink::kYellow;
    case Verdict::kAgree:
    case Verdict::kAgreeWithinPrecision:
      return Ink::kGreen;
    case Verdict::kNotComparable:
      return Ink::kDim;
  }
  return Ink::kPlain;
}

std::string Joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string out;
  for (const std::string& part : parts) {
    if (!out.empty()) out += between;
    out += part;
  }
  return out;
}

std::string FactorText(const Fact& fact) {
  std::string out;
  for (const auto& [name, value] : fact.factors) {
    char number[32];
    std::snprintf(number, sizeof number, "%.2g", value);
    out += (out.empty() ? "" : " × ") + name + " " + number;
  }
  return out;
}

// The name behind the subject's id, where a claim tells it.
std::string SubjectOf(const Fact& fact) {
  for (const Claim& claim : fact.claims) {
    if (claim.subject.has_value() && claim.subject->id == fact.subject) return SubjectText(claim);
  }
  return fact.subject;
}

std::vector<std::string> CsvTitles() {
  return {"id",    "kind",      "verdict",  "severity", "subject",    "metric",
          "unit",  "start",     "end",      "reasons",  "arithmetic", "independent_sources",
          "scope", "needs",     "claims",   "texts",    "sources",    "factors",
          "urls",  "published", "clusters", "review",   "note"};
}

std::vector<std::string> CsvRow(const Fact& fact) {
  std::vector<std::string> claims;
  std::vector<std::string> texts;
  std::vector<std::string> sources;
  std::vector<std::string> urls;
  std::vector<std::string> published;
  for (const Claim& claim : fact.claims) {
    claims.push_back(claim.id);
    texts.push_back(claim.context.empty() ? claim.text : claim.context);
    sources.push_back(claim.source.empty() ? claim.url : claim.source);
    urls.push_back(claim.url);
    published.push_back(claim.published);
  }
  return {fact.id,
          fact.kind,
          std::string(VerdictName(fact.verdict)),
          std::to_string(fact.severity),
          fact.subject,
          fact.metric,
          fact.unit,
          fact.time.start.has_value() ? fact.time.start->ToString() : "",
          fact.time.end.has_value() ? fact.time.end->ToString() : "",
          Joined(fact.reasons, ";"),
          fact.arithmetic,
          std::to_string(fact.independent_sources),
          fact.within_one_document ? "within" : "cross",
          fact.needs,
          Joined(claims, ";"),
          Joined(texts, ";"),
          Joined(sources, ";"),
          FactorText(fact),
          Joined(urls, ";"),
          Joined(published, ";"),
          Joined(fact.clusters, ";"),
          fact.review,
          fact.review_note};
}

}  // namespace

std::string FactBlock(const Fact& fact, const Terminal& terminal) {
  const bool is_coloured = terminal.colours_stdout;
  std::string out = Paint(VerdictTitle(fact.verdict), VerdictInk(fact.verdict), is_coloured);
  if (fact.verdict == Verdict::kContradict || fact.severity > 0) {
    out += "  severity " + std::to_string(fact.severity);
  }
  std::vector<std::string> about{SubjectOf(fact), fact.metric};
  if (!fact.kind.empty()) about.push_back(fact.kind);
  if (const std::string period = PeriodText(fact.time); !period.empty()) about.push_back(period);
  if (!fact.unit.empty()) about.push_back(fact.unit);
  out += "  " + Paint(Printable(Joined(about, " · ")), Ink::kBold, is_coloured) + "  " +
         Paint(fact.id, Ink::kDim, is_coloured) + "\n";
  for (std::size_t i = 0; i < fact.claims.size(); ++i) {
    const Claim& claim = fact.claims[i];
    const std::string number = std::to_string(i + 1);
    const std::string indent(number.size() + 4, ' ');
    out += "\n  " + number + ". " +
           Paint(Printable(claim.context.empty() ? claim.text : claim.context), Ink::kBold,
                 is_coloured) +
           "  [" + ValueText(claim.value) + " " + Printable(claim.unit) + "]  " +
           WitnessText(claim) + "\n" + QuoteLines(claim, indent, terminal) + indent +
           Paint(PlaceText(claim), Ink::kDim, is_coloured) + "\n";
  }
  out += "\n";
  const auto row = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) {
      out += "  " + Paint(PadToWidth(name, 9), Ink::kDim, is_coloured) + Printable(value) + "\n";
    }
  };
  row("means", Diagnosis(fact).en);
  row("sums", fact.arithmetic);
  row("reasons", Joined(fact.reasons, ", "));
  row("factors", FactorText(fact));
  row("sources", std::to_string(fact.independent_sources) + " independent, " +
                     (fact.within_one_document ? "within one document" : "across documents"));
  row("needs", fact.needs);
  row("review", fact.review + (fact.review.empty() || fact.review_note.empty() ? "" : ": ") +
                    fact.review_note);
  return out;
}

FactWriter::FactWriter(Session& session, Format format) : session_(session), format_(format) {
  if (format == Format::kCsv) session_.output().Write(CsvLine(CsvTitles()));
  if (format == Format::kJson) session_.output().Write("[");
}

bool FactWriter::Add(const Fact& fact) {
  const bool is_first = std::exchange(is_first_, false);
  switch (format_) {
    case Format::kClaimReview:
      held_.push_back(fact);
      return true;
    case Format::kJson:
      return session_.output().Write((is_first ? "\n" : ",\n") +
                                     FactJson(fact, session_.json_style()));
    case Format::kJsonl:
      return session_.output().Write(FactJson(fact, session_.json_style()) + "\n");
    case Format::kCsv:
      return session_.output().Write(CsvLine(CsvRow(fact)));
    default:
      return session_.output().Write((is_first ? "" : "\n") + FactBlock(fact, session_.terminal()));
  }
}

void FactWriter::Finish() {
  if (format_ == Format::kClaimReview) {
    session_.output().Write(ClaimReviewsJson(held_, UtcNow().substr(0, 10), session_.json_style()) +
                            "\n");
  }
  if (format_ == Format::kJson) session_.output().Write(is_first_ ? "]\n" : "\n]\n");
}

}  // namespace heshu::cli
