// 2023年、2024年及2025年,营收分别为x、y及z。净利润方面,同期分别为…: the times that one list of
// figures was given are those of the lists after it that hold as many and tell no time of their
// own.
#include <algorithm>
#include <string_view>

#include "extract/claims/article_claims.h"

namespace heshu::extract {
namespace {

constexpr int kMostSentencesBack = 6;

}  // namespace

void ArticleClaims::RememberDistribution(const Claim& claim) {
  if (distributed_sentence_ != sentence_ || distributed_metric_ != claim.metric) {
    distributed_.clear();
  }
  distributed_sentence_ = sentence_;
  distributed_metric_ = claim.metric;
  distributed_.push_back(claim.time);
}

std::optional<std::size_t> ArticleClaims::PlaceInDistribution(const Draft& draft,
                                                              const Pairing& pair) const {
  const bool is_paired =
      pair.time_token || pair.entity_token || !pair.metric.empty() || !pair.phrase.empty();
  const int back = sentence_ - distributed_sentence_;
  if (is_paired || distributed_.size() < 2 || back < 1 || back > kMostSentencesBack) return {};
  const SentenceLine& line = lines_[draft.line];
  const std::size_t at = Token(draft).at;
  const std::size_t begin = line.ClauseBegin(at);
  const std::string_view clause = std::string_view(line.text).substr(begin, at - begin);
  const bool distributes = clause.find("分别") != std::string_view::npos ||
                           clause.find("依次") != std::string_view::npos;
  const bool tells_time = std::any_of(
      line.tokens.begin(), line.tokens.end(),
      [&](const auto& token) { return token.mention.kind == MentionKind::kTime && token.at < at; });
  if (!distributes || tells_time) return {};
  for (const TokenList& list : FindLists(mapped_.text, line, mentions_, MentionKind::kQuantity)) {
    const auto place = std::find(list.tokens.begin(), list.tokens.end(), draft.token);
    if (place == list.tokens.end() || list.tokens.size() != distributed_.size()) continue;
    return static_cast<std::size_t>(place - list.tokens.begin());
  }
  return {};
}

}  // namespace heshu::extract
