// The words of a claim: what its qualifiers and its sentence say.
#ifndef HESHU_COMPARE_CLAIM_WORDS_H_
#define HESHU_COMPARE_CLAIM_WORDS_H_

#include <span>
#include <string>
#include <string_view>

#include "core/claim.h"

namespace heshu::compare {

// The value of a qualifier; "" if the claim has none of that name.
std::string_view Told(const Claim& claim, const char* key);

// The clause of a figure, up to the figure's end, as the source writes it.
std::string_view ClauseOf(const Claim& claim);

// Whether the sentence, or the clause, has any of the words; both scripts must be among them.
bool Says(const Claim& claim, std::span<const std::string_view> words);
bool ClauseSays(const Claim& claim, std::span<const std::string_view> words);

// ASCII letters in lower case, all else as it is.
std::string Lower(std::string_view text);

}  // namespace heshu::compare

#endif  // HESHU_COMPARE_CLAIM_WORDS_H_
