// The health of sources, as the store has it: `sources status`.
#ifndef HESHU_CLI_SOURCE_STATUS_H_
#define HESHU_CLI_SOURCE_STATUS_H_

#include <string_view>

#include "cli/session.h"
#include "core/error.h"
#include "store/frontier.h"

namespace heshu::cli {

// One word for a source: "new" (never answered), "paused", "failing" (its last answer was an
// error), "quiet" (no article for `quiet_days`, though it answers), "good". `now` is UTC.
std::string_view SourceState(const store::SourceHealth& health, store::Millis now, int quiet_days);

Result<int> ShowSourceStatus(Session& session);

}  // namespace heshu::cli

#endif  // HESHU_CLI_SOURCE_STATUS_H_
