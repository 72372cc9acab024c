// The two sides of a deal. What a licence or a takeover costs is told of the one who pays or of the
// one who is paid; where a text names both, either is the same deal (`party`: the other one).
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <utility>

#include "extract/claims/article_claims.h"
#include "extract/claims/reporting_period.h"

namespace heshu::extract {
namespace {

constexpr std::array<std::string_view, 4> kBetweenTwo = {"upfront_payment", "milestone_payment",
                                                         "deal_value", "investment"};

bool TellsOfDeal(std::string_view line) {
  static const RE2 words(
      "授权|许可|引进|权益|收购|并购|买下|拿下|出售|入股|投资|注资|首付款|预付款|里程碑|"
      "(?i:licen[cs]|acqui|takeover|tak(?:e|ing) "
      "over|invest|upfront|milestone|\\bdeal\\b|\\bstake\\b|"
      "\\bbuy(?:s|ing|out)?\\b|\\bbought\\b|rights to)");
  return RE2::PartialMatch(line, words);
}

}  // namespace

// Two companies in a sentence that tells of a deal, and no third: its sides. Not those who tell of
// it, and a company and its owner are one side.
void ArticleClaims::NoteDeals() {
  for (const SentenceLine& line : lines_) {
    std::vector<const EntityMention*> sides;
    for (const LineToken& token : line.tokens) {
      if (token.mention.kind != MentionKind::kEntity) continue;
      const EntityMention& entity = mentions_.entities[token.mention.index];
      if ((entity.kind != "company" && entity.kind != "name") || IsHouse(entity)) continue;
      const bool is_known = std::any_of(sides.begin(), sides.end(), [&](const EntityMention* side) {
        return side->id == entity.id || OwnerOf(*side) == entity.id || OwnerOf(entity) == side->id;
      });
      if (!is_known) sides.push_back(&entity);
    }
    if (sides.size() != 2 || !TellsOfDeal(line.text)) continue;
    deals_.push_back({sides[0]->id, sides[1]->id});
  }
}

// Of a side that the text tells of one deal alone.
void ArticleClaims::SetParties(std::span<Claim> claims) {
  for (Claim& claim : claims) {
    if (!claim.subject ||
        std::find(kBetweenTwo.begin(), kBetweenTwo.end(), claim.metric) == kBetweenTwo.end()) {
      continue;
    }
    std::string party;
    bool is_one = true;
    for (const auto& [a, b] : deals_) {
      if (a != claim.subject->id && b != claim.subject->id) continue;
      const std::string& other = a == claim.subject->id ? b : a;
      is_one = is_one && (party.empty() || party == other);
      party = other;
    }
    if (is_one && !party.empty()) claim.qualifiers["party"] = party;
  }
  deals_.clear();
}

void ArticleClaims::EndText() {
  const std::span<Claim> text = std::span(claims_).subspan(text_begin_);
  ShareReportingPeriod(text, know_.rules, know_.entities);
  SetParties(text);
  text_begin_ = claims_.size();
}

}  // namespace heshu::extract
