// Facts for people and programs: a block a fact, JSON, CSV.
#ifndef HESHU_CLI_FACT_VIEW_H_
#define HESHU_CLI_FACT_VIEW_H_

#include <string>
#include <vector>

#include "cli/session.h"
#include "core/fact.h"

namespace heshu::cli {

// One fact on one screen: what it is about; per claim its value, sentence, source and place; then
// verdict, arithmetic, reasons, factors, and what would settle it.
std::string FactBlock(const Fact& fact, const Terminal& terminal);

// Writes facts in `format` as they come; kTable is a block each. kClaimReview is one object: its
// facts are held until Finish().
class FactWriter {
 public:
  FactWriter(Session& session, Format format);
  bool Add(const Fact& fact);  // false: nobody reads any more
  void Finish();

 private:
  Session& session_;
  Format format_;
  bool is_first_ = true;
  std::vector<Fact> held_;
};

}  // namespace heshu::cli

#endif  // HESHU_CLI_FACT_VIEW_H_
