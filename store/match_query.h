// A user's words and filters as a query of the full-text table, whatever the words are.
#ifndef HESHU_STORE_MATCH_QUERY_H_
#define HESHU_STORE_MATCH_QUERY_H_

#include <string>
#include <string_view>
#include <vector>

#include "store/store.h"

namespace heshu::store {

// The slots that filters name, as words of the column `keys`.
enum class KeySlot { kSubject, kMetric, kUnit, kSource, kModality };
std::string KeyWord(KeySlot slot, std::string_view value);

// MATCH expressions for claims_fts. The text must match as a whole: every term, each in any column.
struct MatchQuery {
  std::string in_head;    // all terms in the column `head`
  std::string elsewhere;  // all terms, but not all of them in `head`
  std::string anywhere;
};

// `fold` is applied to each term; `keys` are KeyWord()s that must all be there. Empty strings if
// the query has no word to look for.
MatchQuery MakeMatchQuery(std::string_view query, const FoldFunction& fold,
                          const std::vector<std::string>& keys);

}  // namespace heshu::store

#endif  // HESHU_STORE_MATCH_QUERY_H_
