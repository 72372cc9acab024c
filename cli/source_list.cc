#include "cli/source_list.h"

#include <algorithm>
#include <string_view>

#include "cli/message.h"

namespace heshu::cli {

Result<crawler::SourceList> LoadSources(Session& session) {
  auto sources = crawler::ReadSources(session.settings().sources_file);
  if (!sources) return tl::make_unexpected(sources.error());
  for (const Error& problem : sources->problems) session.Warn(problem);
  return sources;
}

Result<std::vector<const crawler::Source*>> PickSources(const crawler::SourceList& sources,
                                                        const std::vector<std::string>& names) {
  std::vector<const crawler::Source*> picked;
  for (const std::string& name : names) {
    if (sources.Find(name) != nullptr) continue;
    std::vector<std::string_view> known;
    for (const crawler::Source& source : sources.sources) known.emplace_back(source.name);
    return Fail(ErrorKind::kNotFound, "there is no source `" + name + "`", {},
                DidYouMean(name, known, "`heshu sources list` shows them"));
  }
  for (const crawler::Source& source : sources.sources) {
    const bool is_named = std::find(names.begin(), names.end(), source.name) != names.end();
    if (is_named || (names.empty() && source.is_enabled)) picked.push_back(&source);
  }
  return picked;
}

}  // namespace heshu::cli
