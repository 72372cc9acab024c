// heshu inspect: one stage alone, on a file, standard input, or a JSON object a line.
#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <system_error>

#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/json_object.h"
#include "extract/article/article_reader.h"
#include "extract/claims/quantity.h"
#include "extract/claims/time_expression.h"
#include "extract/claims/unit_table.h"

namespace heshu::cli {
namespace {

namespace fs = std::filesystem;

// What a stage is given: a line's members, or a file's bytes as "input".
using Request = std::map<std::string, std::string>;
// A stage made ready: rules and dictionaries are loaded once.
using Stage = std::function<Result<std::string>(Request, const JsonStyle&)>;

// YYYY-MM-DD, YYYY-MM or YYYY; a partial one stands for its last day. "" = none.
Result<std::optional<Date>> ReadReference(const std::string& text) {
  if (text.empty()) return std::nullopt;
  std::optional<Date> date;
  if (text.size() == 4) {
    date = Date::Parse(text + "-12-31");
  } else if (text.size() == 7) {
    date = Date::Parse(text + "-01");
    if (date.has_value()) date->day = Date::DaysInMonth(date->year, date->month);
  } else {
    date = Date::Parse(text);
  }
  if (date.has_value()) return date;
  return Fail(ErrorKind::kInvalidInput, "`" + text + "` is no reference date", "ref",
              "give YYYY-MM-DD, YYYY-MM or YYYY");
}

std::string Markdown(const Article& article) {
  std::string out = article.title.empty() ? "" : "# " + article.title + "\n";
  for (const Block& block : article.blocks) {
    if (block.pieces.empty()) continue;
    std::string text;
    for (const ByteSpan piece : block.pieces) text += Slice(article.text, piece);
    if (block.kind == BlockKind::kTitle) continue;
    std::string_view lead;
    if (block.kind == BlockKind::kHeading) lead = "## ";
    if (block.kind == BlockKind::kListItem) lead = "- ";
    if (block.kind == BlockKind::kCaption) lead = "> ";
    out += "\n" + std::string(lead) + text + "\n";
  }
  return out;
}

Result<extract::UnitTable> LoadUnits(const extract::RuleSources& sources) {
  std::vector<std::string> paths;
  std::error_code error;
  for (fs::directory_iterator at(sources.directory, error), end; !error && at != end;
       at.increment(error)) {
    const std::string name = at->path().filename().string();
    if (name.starts_with("units") && name.ends_with(".toml")) paths.push_back(at->path().string());
  }
  std::sort(paths.begin(), paths.end());
  paths.insert(paths.end(), sources.user_files.begin(), sources.user_files.end());
  std::vector<extract::RuleFile> files;
  for (const std::string& path : paths) {
    auto file = extract::RuleFile::Read(path);
    if (!file) return tl::make_unexpected(file.error());
    files.push_back(std::move(*file));
  }
  return extract::UnitTable::Create(files);
}

Result<Stage> ArticleStage(Session& session, Format format) {
  auto rules = extract::RuleFile::Read(session.settings().rules.directory + "/article.toml");
  if (!rules) return tl::make_unexpected(rules.error());
  auto reader = extract::ArticleReader::Create(*rules);
  if (!reader) return tl::make_unexpected(reader.error());
  return [reader = std::move(*reader), format](Request request,
                                               const JsonStyle& style) -> Result<std::string> {
    Document document;
    document.bytes = std::move(request["input"]);
    document.url = request["url"];
    document.published = request["published"];
    document.content_type = request["content_type"];
    const auto article = reader.Read(document);
    if (!article) return tl::make_unexpected(article.error());
    if (format == Format::kText) return article->text;
    if (format == Format::kMarkdown) return Markdown(*article);
    return ArticleJson(*article, style);
  };
}

Result<Stage> FoldStage(Session& session) {
  const auto folder = session.folder();
  if (!folder) return tl::make_unexpected(folder.error());
  return [folder = *folder](const Request& request, const JsonStyle& style) -> Result<std::string> {
    const std::string& input = request.at("input");
    return FoldJson(folder->Fold(input), input.size(), style);
  };
}

Result<Stage> TimesStage(Session& session) {
  const auto folder = session.folder();
  if (!folder) return tl::make_unexpected(folder.error());
  return [folder = *folder](Request request, const JsonStyle& style) -> Result<std::string> {
    const auto reference = ReadReference(request["ref"]);
    if (!reference) return tl::make_unexpected(reference.error());
    const std::string& input = request["input"];
    const auto folded = folder->FoldRepaired(input, {});
    const auto times = extract::FindTimes(folded.text, {*reference, std::nullopt, std::nullopt});
    return TimesJson({input, folded}, times, style);
  };
}

Result<Stage> QuantitiesStage(Session& session) {
  const auto folder = session.folder();
  if (!folder) return tl::make_unexpected(folder.error());
  auto units = LoadUnits(session.settings().rules);
  if (!units) return tl::make_unexpected(units.error());
  return [folder = *folder, units = std::move(*units)](
             Request request, const JsonStyle& style) -> Result<std::string> {
    const auto reference = ReadReference(request["ref"]);
    if (!reference) return tl::make_unexpected(reference.error());
    const std::string& input = request["input"];
    const auto folded = folder->FoldRepaired(input, {});
    const auto times = extract::FindTimes(folded.text, {*reference, std::nullopt, std::nullopt});
    auto figures = extract::FindQuantities(folded.text, times, units, request["region"]);
    // Where bytes were lost no figure can be read.
    std::erase_if(figures, [&](const extract::Quantity& figure) {
      return std::any_of(folded.damage.begin(), folded.damage.end(),
                         [&](ByteSpan damage) { return damage.Overlaps(figure.number_span); });
    });
    return FiguresJson({input, folded}, figures, style);
  };
}

Result<Stage> MakeStage(Session& session, Format format) {
  const std::string_view name = session.arguments().word(0);
  if (name == "article") return ArticleStage(session, format);
  if (name == "fold") return FoldStage(session);
  if (name == "times") return TimesStage(session);
  return QuantitiesStage(session);
}

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
    if (request.has_value() && !request->contains("input")) {
      request = Fail(ErrorKind::kInvalidInput, "the object has no \"input\"",
                     name + ":" + std::to_string(number), "give {\"input\": \"…\"}");
    }
    Result<std::string> answer = request.has_value() ? stage(std::move(*request), style)
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
  request["input"] = std::move(*bytes);
  request["ref"] = arguments.Get("ref");
  request["url"] = arguments.Get("url", path == "-" ? "" : path);
  request["published"] = arguments.Get("published");
  JsonStyle style = session.json_style();
  style.is_indented = session.terminal().is_stdout_terminal;
  auto answer = (*stage)(std::move(request), style);
  if (!answer) {
    if (answer.error().where.empty()) answer.error().where = path;
    return tl::make_unexpected(answer.error());
  }
  if (!answer->ends_with('\n')) *answer += '\n';
  session.output().Write(*answer);
  return kDone;
}

}  // namespace heshu::cli
