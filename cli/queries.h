// The filters of CONTRACT.md, applied to claims (by the store) and to facts.
#ifndef HESHU_CLI_QUERIES_H_
#define HESHU_CLI_QUERIES_H_

#include <cstddef>
#include <string>
#include <vector>

#include "cli/fact_update.h"
#include "cli/session.h"
#include "core/fact.h"
#include "store/store.h"

namespace heshu::cli {

// --subject, --metric, … as a query. A subject is looked up by id, name or alias in either script;
// an unknown one is taken as written.
Result<store::ClaimQuery> QueryFromOptions(Session& session);

// The same filters on facts: subject, metric and unit are the fact's own (a subject also that of
// any of its claims); source, dates, values and modality those of any of its claims.
store::FactQuery FactQueryOf(const store::ClaimQuery& query);

// What the store indexes with each claim: names and aliases of its subject and metric, so that one
// spelling finds the others; its fact's key. `extractor` must outlive the store.
store::Annotators AnnotatorsOf(const extract::Extractor& extractor);

}  // namespace heshu::cli

#endif  // HESHU_CLI_QUERIES_H_
