// Parts of `heshu conflicts` that look at single facts.
#ifndef HESHU_CLI_REVIEW_H_
#define HESHU_CLI_REVIEW_H_

#include "cli/session.h"
#include "core/error.h"

namespace heshu::cli {

// conflicts accept|reject|note ID [TEXT]: what a person says of a fact; it holds for the same
// figures in later runs too. Without TEXT, `note` prints what was said.
Result<int> ReviewFact(Session& session);

// conflicts --explain ID [ID]: a fact with what decides each pair of its claims, key by key; or two
// claims, whether they are one fact.
Result<int> ExplainFacts(Session& session);

}  // namespace heshu::cli

#endif  // HESHU_CLI_REVIEW_H_
