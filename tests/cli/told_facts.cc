#include "tests/cli/told_facts.h"

#include <utility>

namespace heshu::cli {

Claim Told(const std::string& sentence, const std::string& text, Decimal value) {
  Claim claim;
  claim.doc = "d_1";
  claim.sentence = sentence;
  claim.sentence_span = {0, sentence.size()};
  claim.text = claim.context = text;
  claim.span.begin = sentence.find(text);
  claim.span.end = claim.span.begin + text.size();
  claim.id = ClaimId(claim.doc, claim.span);
  claim.value.lo = claim.value.hi = value;
  claim.value.digits = 3;
  claim.value.step = Decimal::Of(1, value.exponent);
  claim.unit = "USD";
  claim.dimension = "money";
  claim.subject = Subject{"acme", "ACME", "ACME", {}, How::kStated};
  claim.metric = "revenue";
  claim.source = "Wire";
  claim.url = "https://wire.example/1";
  claim.published = "2026-06-04";
  return claim;
}

Fact FactOf(Verdict verdict, std::vector<Claim> claims) {
  Fact fact;
  fact.id = "f_1";
  fact.subject = "acme";
  fact.metric = "revenue";
  fact.unit = claims.empty() ? "" : claims.front().unit;
  fact.verdict = verdict;
  fact.severity = verdict == Verdict::kContradict ? 60 : 0;
  fact.claims = std::move(claims);
  return fact;
}

const normalize::Folder& TestFolder() {
  static const normalize::Folder folder = *normalize::Folder::Create();
  return folder;
}

CardContext TestContext() {
  static const Vocabulary vocabulary;
  CardContext context;
  context.vocabulary = &vocabulary;
  context.folder = &TestFolder();
  return context;
}

}  // namespace heshu::cli
