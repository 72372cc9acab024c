// Everything the first passes find in one block of folded text: entities, times, figures.
//
// All spans are bytes of the block's folded text.
#ifndef HESHU_EXTRACT_MENTIONS_MENTION_H_
#define HESHU_EXTRACT_MENTIONS_MENTION_H_

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/byte_span.h"
#include "extract/mentions/article_names.h"
#include "extract/mentions/entity_table.h"
#include "extract/quantity/quantity.h"
#include "extract/quantity/spelling_trie.h"
#include "extract/quantity/unit_table.h"
#include "extract/time/time_expression.h"

namespace heshu::extract {

enum class MentionKind { kEntity, kTime, kQuantity };

struct Mention {
  MentionKind kind = MentionKind::kEntity;
  std::size_t index = 0;  // into the vector of its kind
  ByteSpan span;
};

struct BlockMentions {
  std::vector<EntityMention> entities;  // names of no table (kind "name") among them
  std::vector<TimeExpression> times;
  std::vector<Quantity> quantities;
  std::vector<Mention> order;  // by position, not overlapping; what a figure swallowed is left out
};

// What an article has named so far: lets 「V3」 be DeepSeek-V3 and 元寶 be the app.
struct NamingContext {
  std::string home;                   // the region whose paper it is, or ""
  std::vector<std::string> families;  // ids of entities named, the newest last
  std::vector<std::string> names;     // names of no table, as they were introduced (folded)
  // Those of them that had a stock code, which makes them companies, and where they trade
  // (MarketOfCode).
  std::map<std::string, std::string, std::less<>> listed;
  // Short forms among `names`, and what they are short for: 澄光, 澄光科技.
  std::map<std::string, std::string, std::less<>> short_forms;
  SpellingTrie spellings;               // of `names`, with their indices
  std::vector<std::string> persons;     // last names of people in English text
  std::vector<std::string> full_names;  // of no table and more than one word: Helion Robotics
  // Full names that brackets behind them gave a name of the table.
  std::vector<std::pair<std::string, const EntityDefinition*>> glossed;
  // Stock codes that brackets behind names of no table told, with the names' ids.
  std::vector<std::pair<std::string, std::string>> tickers;
  bool tells_of_models = false;     // an earlier block did
  std::string model_family;         // of no table, that was named first: Atlas 3
  bool tells_token_prices = false;  // an earlier block said what a million tokens cost
  void Introduce(std::string name);
  // A company that all of the article settles (article_names.h).
  void IntroduceCompany(const ArticleName& company);
  bool Knows(const EntityDefinition& entity) const;
};

// `region` reads a bare 元; `time_context` and `naming` are carried from block to block.
BlockMentions FindMentions(std::string_view folded, const EntityTable& entities,
                           const UnitTable& units, std::string_view region,
                           TimeContext& time_context, NamingContext& naming);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_MENTIONS_MENTION_H_
