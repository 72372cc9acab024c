// CONTRACT.md's records as JSON texts. Field names are a contract: documented, tested, only added
// to. Ill-formed UTF-8 in a text becomes U+FFFD. nlohmann-json stays behind this header.
#ifndef HESHU_CLI_JSON_WRITER_H_
#define HESHU_CLI_JSON_WRITER_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/json_object.h"
#include "core/article.h"
#include "core/claim.h"
#include "core/error.h"
#include "core/fact.h"
#include "extract/article/article_trace.h"
#include "extract/extractor.h"
#include "extract/quantity/quantity.h"
#include "extract/time/time_expression.h"
#include "normalize/fold.h"
#include "store/store.h"

namespace heshu::cli {

// Each returns one JSON value without a line end.
std::string ClaimJson(const Claim& claim, const JsonStyle& style);
std::string FactJson(const Fact& fact, const JsonStyle& style);
// `trace`, where given, becomes the member "explain".
std::string ArticleJson(const Article& article, const JsonStyle& style,
                        const extract::ArticleTrace* trace = nullptr);
std::string DocumentJson(const store::StoredDocument& document, const JsonStyle& style);
std::string ExplainedClaimJson(const Claim& claim, const std::vector<extract::ExplainStep>& steps,
                               const JsonStyle& style);

// One record of `rules test`: a figure with and without a rule file. Neither claim is owned.
struct TrialRecord {
  std::string rule, where;  // "" where no claim rule of the file matches
  std::string_view outcome;
  std::vector<std::string> changes;
  std::string won_by;
  const Claim* claim = nullptr;
  const Claim* today = nullptr;
};
std::string TrialJson(const TrialRecord& record, const JsonStyle& style);

// A figure of `inspect quantities`; its spans are of `folded` and are told of `input`.
struct InspectedText {
  std::string_view input;
  const normalize::MappedText& folded;
};
std::string FiguresJson(const InspectedText& text, const std::vector<extract::Quantity>& figures,
                        const JsonStyle& style);
std::string TimesJson(const InspectedText& text, const std::vector<extract::TimeExpression>& times,
                      const JsonStyle& style);
// {"output", "map": [[out_byte, in_byte], …]}: between two pairs bytes advance together or, where
// the text changed, stand for the input up to the next pair; the last pair is both ends.
std::string FoldJson(const normalize::MappedText& folded, std::size_t input_bytes,
                     const JsonStyle& style);

}  // namespace heshu::cli

#endif  // HESHU_CLI_JSON_WRITER_H_
