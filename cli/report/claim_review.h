// Facts as schema.org/ClaimReview, for programs that gather fact checks.
//
// One review for each claim of each fact whose verdict is told (contradict, possible, agree,
// agree_within_precision): what was claimed, by whom, where and when, and what comparing found.
// heshu does not know who is right, so no review says "true" or "false" and none has a
// ratingValue: reviewRating.alternateName says how the claim stands to the others.
#ifndef HESHU_CLI_REPORT_CLAIM_REVIEW_H_
#define HESHU_CLI_REPORT_CLAIM_REVIEW_H_

#include <string>
#include <string_view>
#include <vector>

#include "cli/json_object.h"
#include "core/fact.h"

namespace heshu::cli {

// One JSON-LD document: {"@context", "@graph": [ClaimReview, …]}. `day`: YYYY-MM-DD of the review.
// What cannot be compared is left out. An address that is not http(s) is left out.
std::string ClaimReviewsJson(const std::vector<Fact>& facts, std::string_view day,
                             const JsonStyle& style);

}  // namespace heshu::cli

#endif  // HESHU_CLI_REPORT_CLAIM_REVIEW_H_
