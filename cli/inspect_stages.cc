#include "cli/inspect_stages.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <system_error>
#include <utility>

#include "cli/json_object.h"
#include "crawler/feed.h"
#include "crawler/robots.h"
#include "crawler/url.h"
#include "extract/article/article_reader.h"
#include "extract/article/text_measure.h"
#include "extract/quantity/quantity.h"
#include "extract/quantity/unit_table.h"
#include "extract/time/time_expression.h"
#include "normalize/charset.h"

namespace heshu::cli {
namespace {

namespace fs = std::filesystem;

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

// A block as one line: where a wrapped line was joined, a blank only where the script has them.
std::string JoinPieces(const Article& article, const Block& block) {
  std::string text;
  for (const ByteSpan piece : block.pieces) {
    const std::string_view next = Slice(article.text, piece);
    if (!text.empty() && extract::NeedsBlankBetween(text, next)) text += ' ';
    text += next;
  }
  return text;
}

// The blocks' text, one a line.
std::string BlockText(const Article& article) {
  std::string out;
  for (const Block& block : article.blocks) out += JoinPieces(article, block) + "\n";
  return out;
}

std::string Rounded(double value, int places) {
  char text[64];
  std::snprintf(text, sizeof text, "%.*f", places, value);
  return text;
}

// How the article was found, as lines that begin with "# ", before the article itself.
std::string ExplainText(const Article& article, const extract::ArticleTrace& trace) {
  std::string out;
  const auto add = [&out](const std::string& line) { out += "# " + line + "\n"; };
  add("read as " + trace.form + ", charset " + article.charset + " by " + article.charset_rule);
  add(std::string(PageClassName(article.page_class)) + ", confidence " +
      Rounded(article.confidence, 2));
  add("title: " + article.title);
  for (const auto& [from, title] : trace.titles) add("  " + from + ": " + title);
  add("published: " + article.published + " (" + article.published_rule + ")");
  if (!trace.elected.empty()) {
    add("elected: " + trace.elected + ", " + Rounded(trace.elected_mass, 0) + " of the page's " +
        Rounded(trace.page_mass, 0));
    for (const auto& candidate : trace.candidates) {
      std::string line = "  " + Rounded(candidate.score, 0) + "  " + candidate.path + "  (good " +
                         Rounded(candidate.good_mass, 0) + ", ×" + Rounded(candidate.bonus, 2);
      if (candidate.topic >= 0) line += ", topic " + Rounded(candidate.topic, 2);
      add(line + ")");
    }
  }
  for (const DroppedText& dropped : article.dropped) {
    add("dropped, " + dropped.reason + ": " + dropped.text);
  }
  return out + "\n";
}

std::string Markdown(const Article& article) {
  std::string out = article.title.empty() ? "" : "# " + article.title + "\n";
  bool in_table = false;
  for (const Block& block : article.blocks) {
    if (block.pieces.empty()) continue;
    // The first article's title stands above; of the others on the page each is a heading.
    if (block.kind == BlockKind::kTitle && block.section == 0) continue;
    std::string text = JoinPieces(article, block);
    std::string_view lead;
    if (block.kind == BlockKind::kTitle) lead = "# ";
    if (block.kind == BlockKind::kHeading) lead = "## ";
    if (block.kind == BlockKind::kListItem) lead = "- ";
    if (block.kind == BlockKind::kCaption) lead = "> ";
    if (block.kind == BlockKind::kTableRow) {  // rows that follow each other are one table
      out += (in_table ? "| " : "\n| ") + text + " |\n";
    } else {
      out += "\n" + std::string(lead) + text + "\n";
    }
    in_table = block.kind == BlockKind::kTableRow;
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
  auto reader = extract::ArticleReader::Create(*rules, {}, extract::RuleSamples::kTrusted);
  if (!reader) return tl::make_unexpected(reader.error());
  const bool explain = session.arguments().Has("explain");
  return Stage{"input",
               {"input"},
               [reader = std::move(*reader), format, explain](
                   Request request, const JsonStyle& style) -> Result<std::string> {
                 Document document;
                 document.bytes = std::move(request["input"]);
                 document.url = request["url"];
                 document.published = request["published"];
                 document.content_type = request["content_type"];
                 extract::ArticleTrace trace;
                 const auto article = reader.Read(document, &trace);
                 if (!article) return tl::make_unexpected(article.error());
                 const std::string how = explain ? ExplainText(*article, trace) : "";
                 if (format == Format::kText) return how + BlockText(*article);
                 if (format == Format::kMarkdown) return how + Markdown(*article);
                 return ArticleJson(*article, style, explain ? &trace : nullptr);
               }};
}

Result<Stage> FoldStage(Session& session) {
  const auto folder = session.folder();
  if (!folder) return tl::make_unexpected(folder.error());
  return Stage{
      "input",
      {"input"},
      [folder = *folder](const Request& request, const JsonStyle& style) -> Result<std::string> {
        const std::string& input = request.at("input");
        return FoldJson(folder->Fold(input), input.size(), style);
      }};
}

Result<Stage> TimesStage(Session& session) {
  const auto folder = session.folder();
  if (!folder) return tl::make_unexpected(folder.error());
  return Stage{"input",
               {"input"},
               [folder = *folder](Request request, const JsonStyle& style) -> Result<std::string> {
                 const auto reference = ReadReference(request["ref"]);
                 if (!reference) return tl::make_unexpected(reference.error());
                 const std::string& input = request["input"];
                 const auto folded = folder->FoldRepaired(input, {});
                 const auto times =
                     extract::FindTimes(folded.text, {*reference, std::nullopt, std::nullopt});
                 return TimesJson({input, folded}, times, style);
               }};
}

Result<Stage> QuantitiesStage(Session& session) {
  const auto folder = session.folder();
  if (!folder) return tl::make_unexpected(folder.error());
  auto units = LoadUnits(session.settings().rules);
  if (!units) return tl::make_unexpected(units.error());
  return Stage{
      "input",
      {"input"},
      [folder = *folder, units = std::move(*units)](Request request,
                                                    const JsonStyle& style) -> Result<std::string> {
        const auto reference = ReadReference(request["ref"]);
        if (!reference) return tl::make_unexpected(reference.error());
        const std::string& input = request["input"];
        const auto folded = folder->FoldRepaired(input, {});
        const auto times =
            extract::FindTimes(folded.text, {*reference, std::nullopt, std::nullopt});
        auto figures = extract::FindQuantities(folded.text, times, units, request["region"]);
        // Where bytes were lost no figure can be read.
        std::erase_if(figures, [&](const extract::Quantity& figure) {
          return std::any_of(folded.damage.begin(), folded.damage.end(),
                             [&](ByteSpan damage) { return damage.Overlaps(figure.number_span); });
        });
        return FiguresJson({input, folded}, figures, style);
      }};
}

Stage RobotsStage() {
  return {
      "robots",
      {"robots", "url"},
      [](Request request, const JsonStyle& style) -> Result<std::string> {
        const auto robots = crawler::Robots::Parse(request["robots"]);
        const std::string agent = request["agent"].empty() ? "heshu" : request["agent"];
        const auto verdict = robots.Check(agent, request["url"]);
        return ObjectJson(
            {JsonMember::Bool("allow", verdict.allow),
             verdict.line > 0 ? JsonMember::Number("line", static_cast<std::uint64_t>(verdict.line))
                              : JsonMember::Text("line", "")},
            style);
      }};
}

Stage FeedStage() {
  return {"input", {"input"}, [](Request request, const JsonStyle& style) -> Result<std::string> {
            auto decoded = normalize::Decode(request["input"], {"", true});
            if (!decoded) return tl::make_unexpected(decoded.error());
            Result<crawler::Url> base = crawler::Url{};
            const bool has_base = !request["base"].empty();
            if (has_base) base = crawler::Url::Parse(request["base"]);
            if (!base) return tl::make_unexpected(base.error());
            const auto feed = crawler::ParseFeed(decoded->text, has_base ? &*base : nullptr);
            if (!feed) return tl::make_unexpected(feed.error());
            const JsonStyle one_line{style.is_ascii, false};
            std::string out = "{\"items\":[";
            for (const crawler::FeedItem& item : feed->items) {
              if (out.back() == '}') out += ",";
              if (style.is_indented) out += "\n  ";
              out += ObjectJson(
                  {JsonMember::Text("url", item.url), JsonMember::Text("title", item.title),
                   JsonMember::Text("published", item.published), JsonMember::Text("id", item.id)},
                  one_line);
            }
            if (style.is_indented && !feed->items.empty()) out += "\n";
            return out + "]}";
          }};
}

// A URL that is none is an answer here, not a failure.
Stage UrlStage() {
  return {"input", {"input"}, [](Request request, const JsonStyle& style) -> Result<std::string> {
            Result<crawler::Url> base = crawler::Url{};
            const bool has_base = !request["base"].empty();
            if (has_base) base = crawler::Url::Parse(request["base"]);
            if (!base) return ObjectJson({JsonMember::Text("error", base.error().what)}, style);
            const auto url = crawler::Url::Parse(request["input"], has_base ? &*base : nullptr);
            if (!url) return ObjectJson({JsonMember::Text("error", url.error().what)}, style);
            return ObjectJson({JsonMember::Text("href", url->Href())}, style);
          }};
}

}  // namespace

Result<Stage> MakeStage(Session& session, Format format) {
  const std::string_view name = session.arguments().word(0);
  if (name == "article") return ArticleStage(session, format);
  if (name == "fold") return FoldStage(session);
  if (name == "times") return TimesStage(session);
  if (name == "robots") return RobotsStage();
  if (name == "feed") return FeedStage();
  if (name == "url") return UrlStage();
  return QuantitiesStage(session);
}

}  // namespace heshu::cli
