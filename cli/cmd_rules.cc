// heshu rules: list, check, show.
#include "cli/claim_view.h"
#include "cli/commands.h"
#include "cli/table.h"

namespace heshu::cli {
namespace {

std::string Joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : ", ") + part;
  return out;
}

std::string_view KindName(MetricKind kind) {
  switch (kind) {
    case MetricKind::kLevel:
      return "level";
    case MetricKind::kConstant:
      return "constant";
    case MetricKind::kFlow:
      return "flow";
    case MetricKind::kEvent:
      return "event";
  }
  return "";
}

// One definition as members, the same for tables, JSON and `show`.
std::vector<JsonMember> Members(const UnitDefinition& unit) {
  return {JsonMember::Text("id", unit.id), JsonMember::Text("dimension", unit.dimension),
          JsonMember::Text("base", unit.base), JsonMember::Text("factor", unit.factor.ToString())};
}

std::vector<JsonMember> Members(const MetricDefinition& metric) {
  return {JsonMember::Text("id", metric.id),
          JsonMember::Text("name", metric.name),
          JsonMember::Text("name_zh", metric.name_zh),
          JsonMember::Text("kind", std::string(KindName(metric.kind))),
          JsonMember::List("dimensions", metric.dimensions),
          JsonMember::List("required", metric.required),
          JsonMember::List("aliases", metric.aliases)};
}

std::vector<JsonMember> Members(const EntityDefinition& entity) {
  return {JsonMember::Text("id", entity.id),         JsonMember::Text("kind", entity.kind),
          JsonMember::Text("name", entity.name),     JsonMember::Text("owner", entity.owner),
          JsonMember::Text("family", entity.family), JsonMember::Text("near", entity.near),
          JsonMember::Text("region", entity.region), JsonMember::List("aliases", entity.aliases)};
}

std::string CellText(const JsonMember& member) {
  return member.type == JsonMember::Type::kList ? Joined(member.list) : member.text;
}

template <typename Definition>
void WriteDefinitions(Session& session, const std::vector<Definition>& definitions) {
  if (definitions.empty()) return;
  const Format format = session.format(Format::kTable);
  std::vector<Column> columns;
  std::vector<std::string> titles;
  for (const JsonMember& member : Members(definitions.front())) {
    std::string title = member.name;
    titles.push_back(title);
    for (char& c : title) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    columns.push_back({.title = title});
  }
  Table table(columns);
  Output& output = session.output();
  if (format == Format::kCsv) output.Write(CsvLine(titles));
  if (format == Format::kJson) output.Write("[");
  bool is_first = true;
  for (const Definition& definition : definitions) {
    const auto members = Members(definition);
    std::vector<std::string> cells;
    for (const JsonMember& member : members) cells.push_back(CellText(member));
    if (format == Format::kTable) table.AddRow(std::move(cells));
    if (format == Format::kCsv) output.Write(CsvLine(cells));
    if (format == Format::kJsonl) {
      output.Write(ObjectJson(members, session.json_style()) + "\n");
    }
    if (format == Format::kJson) {
      output.Write((is_first ? "\n" : ",\n") + ObjectJson(members, session.json_style()));
    }
    is_first = false;
  }
  if (format == Format::kJson) output.Write("\n]\n");
  const Terminal& terminal = session.terminal();
  if (format == Format::kTable) {
    output.Write(
        table.Render(terminal.is_stdout_terminal ? terminal.columns : 0, terminal.colours_stdout));
  }
}

Result<int> List(Session& session) {
  const std::string what(session.arguments().word(1));
  const auto extractor = session.extractor();
  if (!extractor) return tl::make_unexpected(extractor.error());
  const Vocabulary& vocabulary = (*extractor)->vocabulary();
  if (what == "units") {
    WriteDefinitions(session, vocabulary.units());
  } else if (what == "metrics") {
    WriteDefinitions(session, vocabulary.metrics());
  } else if (what == "entities") {
    WriteDefinitions(session, vocabulary.entities());
  } else if (what.empty()) {
    session.output().Write(std::to_string(vocabulary.units().size()) + " units, " +
                           std::to_string(vocabulary.metrics().size()) + " metrics, " +
                           std::to_string(vocabulary.entities().size()) + " entities; rule set " +
                           (*extractor)->rule_set_version() +
                           "\n`heshu rules list units|metrics|entities` lists them\n");
  } else {
    return Fail(ErrorKind::kInvalidInput, "`" + what + "` cannot be listed", "",
                "one of units, metrics, entities");
  }
  return kDone;
}

Result<int> Show(Session& session) {
  const std::string id(session.arguments().word(1));
  if (id.empty()) {
    return Fail(ErrorKind::kInvalidInput, "`heshu rules show` needs an id", "",
                "usage: heshu rules show ID");
  }
  const auto extractor = session.extractor();
  if (!extractor) return tl::make_unexpected(extractor.error());
  const Vocabulary& vocabulary = (*extractor)->vocabulary();
  std::vector<JsonMember> members;
  const std::string entity = (*extractor)->ResolveSubject(id);
  if (const auto* unit = vocabulary.FindUnit(id)) {
    members = Members(*unit);
  } else if (const auto* metric = vocabulary.FindMetric(id)) {
    members = Members(*metric);
  } else if (const auto* found = vocabulary.FindEntity(entity)) {
    members = Members(*found);
  } else {
    return Fail(ErrorKind::kNotFound, "no rule file defines this", id,
                "`heshu rules list units|metrics|entities` lists what is defined");
  }
  const Format format = session.format(Format::kTable);
  if (format == Format::kTable) {
    for (const JsonMember& member : members) {
      const std::string text = CellText(member);
      if (!text.empty()) {
        session.output().Write(PadToWidth(member.name, 12) + Printable(text) + "\n");
      }
    }
    return kDone;
  }
  JsonStyle style = session.json_style();
  style.is_indented = format == Format::kJson;
  session.output().Write(ObjectJson(members, style) + "\n");
  return kDone;
}

Result<int> Check(Session& session) {
  const extract::RuleReport report = extract::CheckRules(RulesWithFiles(session));
  for (const extract::RuleProblem& problem : report.problems) {
    const std::string rule = problem.rule.empty() ? "" : "rule `" + problem.rule + "`: ";
    session.Report(
        {ErrorKind::kInvalidInput, rule + problem.what, problem.where, "", problem.snippet});
  }
  session.output().Write(
      std::to_string(report.files) + " files: " + std::to_string(report.units) + " units, " +
      std::to_string(report.metrics) + " metrics, " + std::to_string(report.entities) +
      " entities with " + std::to_string(report.aliases) + " aliases, " +
      std::to_string(report.claim_rules) + " claim rules; " + std::to_string(report.samples) +
      " samples and " + std::to_string(report.near_misses) + " near-misses, " +
      std::to_string(report.problems.size()) + " problems\n");
  return report.problems.empty() ? kDone : kFailed;
}

}  // namespace

extract::RuleSources RulesWithFiles(const Session& session) {
  extract::RuleSources sources = session.settings().rules;
  const auto& words = session.arguments().words();
  sources.user_files.insert(sources.user_files.end(), words.begin() + 1, words.end());
  return sources;
}

Result<int> RunRules(Session& session) {
  const std::string_view action = session.arguments().word(0);
  if (action == "list") return List(session);
  if (action == "show") return Show(session);
  if (action == "check") return Check(session);
  return RunRulesTest(session);
}

}  // namespace heshu::cli
