#include "cli/report/report_source.h"

#include <set>
#include <utility>

namespace heshu::cli {
namespace {

constexpr std::size_t kMostTitles = 4096;

}  // namespace

CardContext ReportSource::Context() {
  CardContext context;
  context.vocabulary = &vocabulary_;
  context.folder = &folder_;
  context.title = [this](const std::string& doc) { return Title(doc); };
  return context;
}

const std::string& ReportSource::Title(const std::string& doc) {
  if (titles_.size() >= kMostTitles && !titles_.contains(doc)) titles_.clear();
  const auto [at, is_new] = titles_.try_emplace(doc);
  if (is_new) {
    const auto found = store_.FindDocument(doc);
    if (found && found->has_value()) at->second = (*found)->title;
  }
  return at->second;
}

Result<std::vector<TimeLine>> ReportSource::TimeLinesOf(const std::vector<Fact>& facts,
                                                        std::size_t most) {
  std::vector<TimeLine> lines;
  std::set<std::pair<std::string, std::string>> asked;
  for (const Fact& fact : facts) {
    if (lines.size() >= most) break;
    if (!asked.emplace(fact.subject, fact.metric).second) continue;
    store::ClaimQuery query;
    query.subject = fact.subject;
    query.metric = fact.metric;
    query.claims_only = true;
    query.limit = 2000;
    auto claims = store_.FindClaims(query);
    if (!claims) return tl::make_unexpected(claims.error());
    for (TimeLine& line : TimeLines(std::move(*claims))) {
      if (lines.size() < most) lines.push_back(std::move(line));
    }
  }
  return lines;
}

}  // namespace heshu::cli
