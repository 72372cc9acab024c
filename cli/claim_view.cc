#include "cli/claim_view.h"

#include <algorithm>
#include <utility>

#include "cli/display_width.h"

namespace heshu::cli {
namespace {

constexpr std::string_view kMarkBegin = "⟦";
constexpr std::string_view kMarkEnd = "⟧";

std::vector<Column> ClaimColumns() {
  return {{.title = "SUBJECT"},
          {.title = "METRIC"},
          {.title = "FIGURE", .min_columns = 8},
          {.title = "VALUE", .align = Align::kRight, .min_columns = 10},
          {.title = "UNIT"},
          {.title = "TIME", .may_shrink = false},
          {.title = "SAID AS"},
          {.title = "SOURCE"},
          {.title = "ID", .may_shrink = false}};
}

std::vector<std::string> ClaimRow(const Claim& claim) {
  const std::string source = claim.source.empty() ? claim.url : claim.source;
  return {claim.subject.has_value() ? claim.subject->id : "",
          claim.metric,
          claim.context.empty() ? claim.text : claim.context,
          ValueText(claim.value),
          claim.unit,
          PeriodText(claim.time),
          std::string(ModalityName(claim.modality)),
          source,
          claim.id};
}

std::vector<std::string> CsvTitles() {
  return {
      "id",       "doc",          "subject",     "subject_name",   "metric",     "lo",
      "hi",       "bound",        "unit",        "dimension",      "qualifiers", "time_start",
      "time_end", "as_of",        "modality",    "attribution",    "text",       "context",
      "sentence", "span_begin",   "span_end",    "source",         "url",        "published",
      "rule",     "confidence",   "bound_word",  "ratio",          "digits",     "step",
      "unit_how", "subject_text", "subject_how", "attribution_id", "time_text",  "time_granularity",
      "time_how"};
}

std::string DayText(const std::optional<Date>& date) {
  return date.has_value() ? date->ToString() : "";
}

std::vector<std::string> CsvRow(const Claim& claim) {
  std::string qualifiers;
  for (const auto& [key, value] : claim.qualifiers) {
    qualifiers += (qualifiers.empty() ? "" : ";") + key + "=" + value;
  }
  std::string confidence = std::to_string(claim.confidence);
  confidence.resize(std::min<std::size_t>(confidence.size(), 4));
  return {claim.id,
          claim.doc,
          claim.subject.has_value() ? claim.subject->id : "",
          claim.subject.has_value() ? claim.subject->name : "",
          claim.metric,
          claim.value.lo.has_value() ? claim.value.lo->ToString() : "",
          claim.value.hi.has_value() ? claim.value.hi->ToString() : "",
          std::string(BoundName(claim.value.bound)),
          claim.unit,
          claim.dimension,
          qualifiers,
          DayText(claim.time.start),
          DayText(claim.time.end),
          DayText(claim.time.as_of),
          std::string(ModalityName(claim.modality)),
          claim.attribution.has_value() ? claim.attribution->text : "",
          claim.text,
          claim.context,
          claim.sentence,
          std::to_string(claim.span.begin),
          std::to_string(claim.span.end),
          claim.source,
          claim.url,
          claim.published,
          claim.rule,
          confidence,
          claim.value.bound_word,
          claim.value.ratio,
          std::to_string(claim.value.digits),
          claim.value.step.ToString(),
          claim.unit_inferred ? "inferred" : "stated",
          claim.subject.has_value() ? claim.subject->text : "",
          claim.subject.has_value() ? std::string(HowName(claim.subject->how)) : "",
          claim.attribution.has_value() ? claim.attribution->id : "",
          claim.time.text,
          std::string(GranularityName(claim.time.granularity)),
          std::string(HowName(claim.time.how))};
}

}  // namespace

std::string QuoteLines(const Claim& claim, std::string_view indent, const Terminal& terminal) {
  const std::string quote = MarkedQuote(claim);
  std::vector<std::string> lines{quote};
  if (terminal.is_stdout_terminal) {
    const std::size_t room = terminal.columns - std::min(terminal.columns, indent.size());
    lines = WrapToWidth(quote, std::max<std::size_t>(room, 20));
  }
  std::string out;
  for (const std::string& line : lines) out += std::string(indent) + line + "\n";
  if (terminal.colours_stdout) {
    const std::size_t begin = out.find(kMarkBegin);
    const std::size_t end = out.find(kMarkEnd);
    if (begin != std::string::npos && end != std::string::npos && begin < end) {
      const std::size_t size = end + kMarkEnd.size() - begin;
      out.replace(begin, size, Paint(out.substr(begin, size), Ink::kMark, true));
    }
  }
  return out;
}

std::string WitnessText(const Claim& claim) {
  std::string text = claim.source.empty() ? "source unknown" : claim.source;
  if (!claim.published.empty()) text += " · " + claim.published;
  text += " · " + std::string(ModalityName(claim.modality));
  if (claim.attribution.has_value()) text += " · " + claim.attribution->text;
  return Printable(text);
}

std::string PlaceText(const Claim& claim) {
  return Printable(claim.url) + "#" + std::to_string(claim.span.begin) + "-" +
         std::to_string(claim.span.end);
}

ClaimWriter::ClaimWriter(Session& session, Format format)
    : session_(session), format_(format), table_(ClaimColumns()) {
  if (format_ == Format::kJson) session_.output().Write("[");
  if (format_ == Format::kCsv) session_.output().Write(CsvLine(CsvTitles()));
}

bool ClaimWriter::Add(const Claim& claim) {
  ++count_;
  switch (format_) {
    case Format::kJson:
      return session_.output().Write((count_ > 1 ? ",\n" : "\n") +
                                     ClaimJson(claim, session_.json_style()));
    case Format::kJsonl:
      return session_.output().Write(ClaimJson(claim, session_.json_style()) + "\n");
    case Format::kCsv:
      return session_.output().Write(CsvLine(CsvRow(claim)));
    default:
      table_.AddRow(ClaimRow(claim));
      return true;
  }
}

void ClaimWriter::Finish() {
  if (format_ == Format::kJson) session_.output().Write(count_ > 0 ? "\n]\n" : "]\n");
  if (format_ == Format::kTable && !table_.empty()) {
    const Terminal& terminal = session_.terminal();
    session_.output().Write(
        table_.Render(terminal.is_stdout_terminal ? terminal.columns : 0, terminal.colours_stdout));
  }
}

std::string ClaimBlock(const Claim& claim, const std::vector<extract::ExplainStep>& steps,
                       const Terminal& terminal) {
  const bool is_coloured = terminal.colours_stdout;
  std::string out = Paint(Printable(claim.context.empty() ? claim.text : claim.context), Ink::kBold,
                          is_coloured) +
                    "  " + ValueText(claim.value) + " " + Printable(claim.unit) + "  " +
                    Paint(claim.id, Ink::kDim, is_coloured) + "\n\n" +
                    QuoteLines(claim, "  ", terminal) + "\n";
  const auto row = [&](std::string_view name, const std::string& value) {
    if (value.empty()) return;
    std::string label = PadToWidth(name, 12);
    if (!label.ends_with(' ')) label += ' ';
    out += "  " + label + Printable(value) + "\n";
  };
  row("subject", SubjectText(claim) + (claim.subject.has_value()
                                           ? ", " + std::string(HowName(claim.subject->how)) +
                                                 " 「" + claim.subject->text + "」"
                                           : ""));
  row("metric", claim.metric);
  for (const auto& [key, value] : claim.qualifiers) row("  " + key, value);
  row("time", PeriodText(claim.time) +
                  (claim.time.text.empty() ? "" : " 「" + claim.time.text + "」") +
                  (claim.time.IsKnown() ? ", " + std::string(HowName(claim.time.how)) : ""));
  if (claim.time.as_of.has_value()) row("as of", claim.time.as_of->ToString());
  row("said by", WitnessText(claim));
  row("at", PlaceText(claim));
  row("document", claim.doc);
  row("rule", claim.rule.empty() ? "none: a figure that no rule knows" : claim.rule);
  if (!steps.empty()) out += "\nHow it was read:\n";
  for (const extract::ExplainStep& step : steps) row(step.stage, step.text);
  return out;
}

}  // namespace heshu::cli
