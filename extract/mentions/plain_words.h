// Words that stand where a name of no table may stand, and name nobody: when, how, in what office.
//
// All texts are folded. Pure functions; safe from any thread.
#ifndef HESHU_EXTRACT_MENTIONS_PLAIN_WORDS_H_
#define HESHU_EXTRACT_MENTIONS_PLAIN_WORDS_H_

#include <cstddef>
#include <string_view>

namespace heshu::extract {

// Whether `words` begin or end as no name does (期末, 单看, 轮值, 海关), or are goods that stand
// without a maker (车辆).
bool ArePlainWords(std::string_view words);

// The byte of `text` in [from, to) at which a name that ends at `to` begins, behind what somebody
// does to it: 谴责鼎泓证券, 因应鼎泓证券. `from` if no such verb stands there.
std::size_t AfterVerbOfObject(std::string_view text, std::size_t from, std::size_t to);

// Whether `head` is the trade of a company that is not named with it: 具身智能(公司).
bool IsTradeOfCompany(std::string_view head);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_MENTIONS_PLAIN_WORDS_H_
