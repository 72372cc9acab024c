// make_report COUNT FILE: a report of COUNT generated facts, each of two sentences that contradict
// each other, for tests and measurements of large pages.
#include <cstdio>
#include <cstdlib>
#include <string>

#include "cli/report/page.h"
#include "core/hash.h"
#include "normalize/fold.h"

namespace heshu {
namespace {

Claim Told(int number, int side) {
  const std::string company = "第" + std::to_string(number) + "公司";
  const int tens = 1000 + (number * 37 + side * 113) % 9000;  // of 0.1億
  const std::string figure =
      std::to_string(tens / 10) + "." + std::to_string(tens % 10) + (side == 0 ? "亿元" : "億元");
  Claim claim;
  claim.text = claim.context = figure;
  claim.sentence = side == 0 ? company + "周四公布，今年第一季度实现营业收入" + figure +
                                   "，较去年同期明显增长，主要受益于算力租赁和模型调用两项业务。"
                             : "據港媒報道，" + company + "首季營業收入為" + figure +
                                   "，管理層預計全年資本開支仍會增加，並維持派息政策不變。";
  claim.span.begin = claim.sentence.find(figure);
  claim.span.end = claim.span.begin + figure.size();
  claim.sentence_span = {0, claim.sentence.size()};
  claim.value.lo = claim.value.hi = Decimal::Of(tens, 7);
  claim.value.digits = 4;
  claim.value.step = Decimal::Of(1, 7);
  claim.unit = "CNY";
  claim.dimension = "money";
  claim.subject = Subject{"company-" + std::to_string(number), company, company, {}, How::kStated};
  claim.metric = "revenue";
  claim.time.start = Date{2026, 1, 1};
  claim.time.end = Date{2026, 3, 31};
  claim.time.granularity = Granularity::kQuarter;
  claim.source = "source " + std::to_string((number + side * 7) % 40);
  claim.published =
      "2026-04-" + std::string(number % 28 < 9 ? "0" : "") + std::to_string(number % 28 + 1);
  claim.url = "https://news.example/" + std::to_string(number) + "/" + std::to_string(side);
  claim.doc = "d_" + HexId(StableHash(claim.url));
  claim.id = ClaimId(claim.doc, claim.span);
  return claim;
}

Fact Contradiction(int number) {
  Fact fact;
  fact.id = "f_" + HexId(StableHash(std::to_string(number)));
  fact.claims = {Told(number, 0), Told(number, 1)};
  fact.subject = fact.claims.front().subject->id;
  fact.metric = "revenue";
  fact.unit = "CNY";
  fact.time = fact.claims.front().time;
  fact.verdict = Verdict::kContradict;
  fact.reasons = {"interval_disjoint"};
  fact.severity = 20 + number % 80;
  fact.factors = {{"gap", 0.8}, {"comparability", 1}, {"independence", 1}, {"modality", 1}};
  fact.arithmetic = fact.claims[0].text + " → [100.05e9, 100.15e9]; " + fact.claims[1].text +
                    " → [111.35e9, 111.45e9]; disjoint by 10 %";
  fact.needs = "the primary source of the revenue";
  fact.independent_sources = 2;
  fact.clusters = {"s_1", "s_2"};
  return fact;
}

}  // namespace
}  // namespace heshu

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const auto folder = heshu::normalize::Folder::Create();
  if (!folder) return 2;
  const heshu::Vocabulary vocabulary;
  heshu::cli::Report report;
  const int count = std::atoi(argv[1]);
  for (int i = 0; i < count; ++i) report.facts.push_back(heshu::Contradiction(i));
  report.generated_at = "2026-06-12T00:00:00Z";
  report.version = "generated";
  heshu::cli::CardContext context;
  context.vocabulary = &vocabulary;
  context.folder = &*folder;
  const std::string page = heshu::cli::ReportPage(report, context);
  std::FILE* file = std::fopen(argv[2], "wb");
  if (file == nullptr) return 2;
  const bool is_written = std::fwrite(page.data(), 1, page.size(), file) == page.size();
  return std::fclose(file) == 0 && is_written ? 0 : 2;
}
