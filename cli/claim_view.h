// Claims for people and programs: table, quote, JSON, CSV.
#ifndef HESHU_CLI_CLAIM_VIEW_H_
#define HESHU_CLI_CLAIM_VIEW_H_

#include <string>
#include <vector>

#include "cli/claim_text.h"
#include "cli/session.h"
#include "cli/table.h"
#include "core/claim.h"
#include "extract/extractor.h"

namespace heshu::cli {

// MarkedQuote() in lines of `columns` (0: one line), each behind `indent`, the mark coloured.
std::string QuoteLines(const Claim& claim, std::string_view indent, const Terminal& terminal);
// "etnet · 2026-02-24 · forecast · 摩通": who says it, when, as what.
std::string WitnessText(const Claim& claim);
// "url#begin-end", the figure's bytes.
std::string PlaceText(const Claim& claim);

// Writes claims one by one in any format; a table is held back until Finish().
class ClaimWriter {
 public:
  ClaimWriter(Session& session, Format format);
  // False once the reader is gone.
  bool Add(const Claim& claim);
  void Finish();
  std::size_t count() const { return count_; }

 private:
  Session& session_;
  Format format_;
  Table table_;
  std::size_t count_ = 0;
};

// One claim in full, for `show`.
std::string ClaimBlock(const Claim& claim, const std::vector<extract::ExplainStep>& steps,
                       const Terminal& terminal);

}  // namespace heshu::cli

#endif  // HESHU_CLI_CLAIM_VIEW_H_
