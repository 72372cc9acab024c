// Lists in a line: figures that share what is said of them, and 分别, which pairs two lists in
// order.
#ifndef HESHU_EXTRACT_CLAIMS_FIGURE_LISTS_H_
#define HESHU_EXTRACT_CLAIMS_FIGURE_LISTS_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/claims/claim_rules.h"
#include "extract/claims/mention.h"
#include "extract/claims/sentence_line.h"

namespace heshu::extract {

// Tokens of one kind that follow each other with nothing but 、 , 和 及 between them.
struct TokenList {
  std::vector<std::size_t> tokens;  // indices into SentenceLine::tokens
};

std::vector<TokenList> FindLists(std::string_view folded, const SentenceLine& line,
                                 const BlockMentions& mentions, MentionKind kind);

// For each figure token of `line` that 分别 (依次, respectively) pairs with an entity, a time or a
// metric's noun: which. Indexed like line.tokens; all empty where nothing pairs.
struct Pairing {
  std::optional<std::size_t> entity_token;
  std::optional<std::size_t> time_token;
  std::optional<int> year;  // of a time that holds as many years as the list figures: which one
  std::string metric;
};
std::vector<Pairing> PairLists(std::string_view folded, const SentenceLine& line,
                               const BlockMentions& mentions, const ClaimRules& rules);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_CLAIMS_FIGURE_LISTS_H_
