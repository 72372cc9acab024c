// The commands, one file each (cmd_<name>.cc). Each returns the exit code, or the error that ended
// it (exit 2).
#ifndef HESHU_CLI_COMMANDS_H_
#define HESHU_CLI_COMMANDS_H_

#include "cli/session.h"
#include "core/error.h"

namespace heshu::cli {

inline constexpr int kDone = 0;
inline constexpr int kNothingFound = 1;  // also: conflicts --exit-code found some
inline constexpr int kFailed = 2;
inline constexpr int kPartlyDone = 3;

// Contradictions below it are more noise than news: `conflicts` and `report` hold them back.
inline constexpr int kShownSeverity = 10;

Result<int> RunCrawl(Session& session);
Result<int> RunIngest(Session& session);
Result<int> RunExtract(Session& session);
Result<int> RunSearch(Session& session);
Result<int> RunConflicts(Session& session);
Result<int> RunReport(Session& session);
Result<int> RunServe(Session& session);
Result<int> RunShow(Session& session);
Result<int> RunRules(Session& session);
Result<int> RunRulesTest(Session& session);  // `rules test`
Result<int> RunDb(Session& session);
Result<int> RunInspect(Session& session);
Result<int> RunSources(Session& session);

// The session's rules, and after them the files that follow an action of `rules`.
extract::RuleSources RulesWithFiles(const Session& session);

}  // namespace heshu::cli

#endif  // HESHU_CLI_COMMANDS_H_
