// heshu inspect: one stage alone, on a file, standard input, or a JSON object a line.
#include <algorithm>

#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/inspect_stages.h"
#include "cli/json_object.h"

namespace heshu::cli {
namespace {

// One object a line in, one a line out, in order. A line that cannot be answered gets {"error"}.
Result<int> AnswerLines(Session& session, const Stage& stage, const std::string& path) {
  const auto text = ReadBytes(path, std::size_t{1} << 30);
  if (!text) return tl::make_unexpected(text.error());
  const std::string name = path == "-" ? "stdin" : path;
  const JsonStyle style = session.json_style();
  std::size_t number = 0;
  std::size_t failed = 0;
  for (std::size_t at = 0; at < text->size();) {
    const std::size_t end = std::min(text->find('\n', at), text->size());
    const std::string_view line = std::string_view(*text).substr(at, end - at);
    at = end + 1;
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    auto request = ReadTextMembers(line, name, number);
    for (const std::string_view member : stage.needed) {
      if (!request.has_value() || request->contains(std::string(member))) continue;
      request = Fail(ErrorKind::kInvalidInput, "the object has no \"" + std::string(member) + "\"",
                     name + ":" + std::to_string(number),
                     "give {\"" + std::string(member) + "\": \"…\"}");
    }
    Result<std::string> answer = request.has_value() ? stage.answer(std::move(*request), style)
                                                     : tl::make_unexpected(request.error());
    failed += answer.has_value() ? 0 : 1;
    if (!session.output().Write((answer ? *answer : ErrorJson(answer.error(), style)) + "\n")) {
      break;
    }
  }
  return failed > 0 ? kPartlyDone : kDone;
}

}  // namespace

Result<int> RunInspect(Session& session) {
  const Arguments& arguments = session.arguments();
  const Format format = session.format(Format::kJson);
  const auto stage = MakeStage(session, format);
  if (!stage) return tl::make_unexpected(stage.error());
  const std::string path = arguments.words().size() > 1 ? arguments.words()[1] : "-";
  if (format == Format::kJsonl) return AnswerLines(session, *stage, path);
  auto bytes = ReadBytes(path);
  if (!bytes) return tl::make_unexpected(bytes.error());
  Request request;
  for (const char* option : {"ref", "published", "base", "agent"}) {
    request[option] = arguments.Get(option);
  }
  request["url"] = arguments.Get("url", path == "-" ? "" : path);
  if (arguments.word(0) == "url") {  // a line of text; its end is no part of it
    while (bytes->ends_with('\n') || bytes->ends_with('\r')) bytes->pop_back();
  }
  request[std::string(stage->main_member)] = std::move(*bytes);
  JsonStyle style = session.json_style();
  style.is_indented = session.terminal().is_stdout_terminal;
  auto answer = stage->answer(std::move(request), style);
  if (!answer) {
    if (answer.error().where.empty()) answer.error().where = path;
    return tl::make_unexpected(answer.error());
  }
  if (!answer->ends_with('\n')) *answer += '\n';
  session.output().Write(*answer);
  return kDone;
}

}  // namespace heshu::cli
