// What a crawl would do, and why a page is as it is; both only look.
#ifndef HESHU_CLI_CRAWL_PLAN_H_
#define HESHU_CLI_CRAWL_PLAN_H_

#include <string>
#include <vector>

#include "cli/session.h"
#include "core/error.h"
#include "crawler/source_file.h"

namespace heshu::cli {

// `crawl --dry-run`: the pages that are due, in their order, with the robots.txt line that decides.
// Entry pages that the store does not know yet are due at once. The exit code.
Result<int> PrintCrawlPlan(Session& session, const crawler::SourceList& sources,
                           const std::vector<std::string>& names);

// `crawl why URL`: state, reason, rule and next time. The exit code: 1 if the page is not known.
Result<int> ExplainPage(Session& session, const crawler::SourceList& sources,
                        const std::string& address);

}  // namespace heshu::cli

#endif  // HESHU_CLI_CRAWL_PLAN_H_
