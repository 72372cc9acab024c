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

// The MATCH expression that asks claims_fts or claims_head_fts for rows with every term, each in
// any column. `fold` is applied to each term; `keys` are KeyWord()s that must all be there. Empty
// if the query has no word to look for.
std::string MatchExpression(std::string_view query, const FoldFunction& fold,
                            const std::vector<std::string>& keys);

}  // namespace heshu::store

#endif  // HESHU_STORE_MATCH_QUERY_H_
