// sources.toml as commands use it.
#ifndef HESHU_CLI_SOURCE_LIST_H_
#define HESHU_CLI_SOURCE_LIST_H_

#include <string>
#include <vector>

#include "cli/session.h"
#include "core/error.h"
#include "crawler/source_file.h"

namespace heshu::cli {

// The file that --sources, config.toml or the default names. Its mistakes are warned of; they end
// nothing. Fails if the file cannot be read.
Result<crawler::SourceList> LoadSources(Session& session);

// Those of `sources` that `names` hold, in the file's order; all that are enabled if there are no
// names. kNotFound: a name that no source has, with the nearest one.
Result<std::vector<const crawler::Source*>> PickSources(const crawler::SourceList& sources,
                                                        const std::vector<std::string>& names);

}  // namespace heshu::cli

#endif  // HESHU_CLI_SOURCE_LIST_H_
