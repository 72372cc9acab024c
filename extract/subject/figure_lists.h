// Lists in a line: figures that share what is said of them, and 分别, which pairs two lists in
// order.
#ifndef HESHU_EXTRACT_SUBJECT_FIGURE_LISTS_H_
#define HESHU_EXTRACT_SUBJECT_FIGURE_LISTS_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/matching/claim_rules.h"
#include "extract/mentions/mention.h"
#include "extract/mentions/sentence_line.h"

namespace heshu::extract {

// Two or more tokens of one kind that follow each other with nothing but 、 , 和 及 between them.
struct TokenList {
  std::vector<std::size_t> tokens;  // indices into SentenceLine::tokens
};

std::vector<TokenList> FindLists(std::string_view folded, const SentenceLine& line,
                                 const BlockMentions& mentions, MentionKind kind);

// For each figure token of `line` that 分别 (依次, respectively) pairs with an entity, a time or a
// metric's noun, or with words that no table knows: which. Indexed like line.tokens; all empty
// where nothing pairs.
struct Pairing {
  std::optional<std::size_t> entity_token;
  std::optional<std::size_t> time_token;
  std::optional<int> year;  // of a time that holds as many years as the list figures: which one
  std::string metric;
  ByteSpan phrase;  // of the line: words of no table (超市、便利店和专卖店分别…); empty if none
};
std::vector<Pairing> PairLists(std::string_view folded, const SentenceLine& line,
                               const BlockMentions& mentions, const ClaimRules& rules);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_SUBJECT_FIGURE_LISTS_H_
