// The stages of `heshu inspect`, made ready: rules and dictionaries are loaded once.
#ifndef HESHU_CLI_INSPECT_STAGES_H_
#define HESHU_CLI_INSPECT_STAGES_H_

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cli/session.h"
#include "core/error.h"

namespace heshu::cli {

// What a stage is given: a line's members, or a file's bytes as its main member.
using Request = std::map<std::string, std::string>;

struct Stage {
  std::string_view main_member;  // "input"; what a file's bytes are
  std::vector<std::string_view> needed;
  std::function<Result<std::string>(Request, const JsonStyle&)> answer;
};

// The stage that the command line names (CONTRACT.md, "Stages"). `format` is kText or kMarkdown for
// an article as such, else JSON.
Result<Stage> MakeStage(Session& session, Format format);

}  // namespace heshu::cli

#endif  // HESHU_CLI_INSPECT_STAGES_H_
