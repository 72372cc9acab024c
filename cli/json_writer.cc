#include "cli/json_writer.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "cli/display_width.h"

namespace heshu::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string Dump(const Json& json, const JsonStyle& style) {
  return json.dump(style.is_indented ? 2 : -1, ' ', style.is_ascii, Json::error_handler_t::replace);
}

Json SpanJson(ByteSpan span) { return Json::array({span.begin, span.end}); }

Json OptionalSpan(const std::optional<ByteSpan>& span) {
  return span.has_value() ? SpanJson(*span) : Json(nullptr);
}

Json TextOrNull(std::string_view text) { return text.empty() ? Json(nullptr) : Json(text); }

Json DecimalOrNull(const std::optional<Decimal>& value) {
  return value.has_value() ? Json(value->ToString()) : Json(nullptr);
}

Json DateOrNull(const std::optional<Date>& date) {
  return date.has_value() ? Json(date->ToString()) : Json(nullptr);
}

// Scores: four places are more than they are worth, and 0.9 must not print as 0.90000000000000002.
Json Score(double value) { return std::round(value * 1e4) / 1e4; }

// An object with room for `members`: growing it would copy the names.
Json Object(std::size_t members) {
  Json object = Json::object();
  object.get_ref<Json::object_t&>().reserve(members);
  return object;
}

// Adds a member that the object does not yet have, without looking for it.
void Put(Json& object, const char* name, Json value) {
  object.get_ref<Json::object_t&>().Json::object_t::Container::emplace_back(name, std::move(value));
}

Json ValueJson(const Value& value) {
  Json json = Object(7);
  Put(json, "lo", DecimalOrNull(value.lo));
  Put(json, "hi", DecimalOrNull(value.hi));
  Put(json, "bound", BoundName(value.bound));
  Put(json, "bound_word", TextOrNull(value.bound_word));
  Put(json, "digits", value.digits);
  Put(json, "step", value.step.ToString());
  if (!value.ratio.empty()) Put(json, "ratio", value.ratio);
  return json;
}

Json TimeJson(const ClaimTime& time) {
  if (!time.IsKnown() && !time.as_of.has_value() && time.text.empty()) return nullptr;
  Json json = Object(8);
  Put(json, "start", DateOrNull(time.start));
  Put(json, "end", DateOrNull(time.end));
  if (!time.clock.empty()) Put(json, "clock", time.clock);
  Put(json, "granularity", TextOrNull(GranularityName(time.granularity)));
  Put(json, "as_of", DateOrNull(time.as_of));
  Put(json, "text", TextOrNull(time.text));
  Put(json, "span", OptionalSpan(time.span));
  Put(json, "how", HowName(time.how));
  return json;
}

Json SubjectJson(const std::optional<Subject>& subject) {
  if (!subject.has_value()) return nullptr;
  Json json = Object(5);
  Put(json, "id", subject->id);
  Put(json, "name", subject->name);
  Put(json, "text", subject->text);
  Put(json, "span", OptionalSpan(subject->span));
  Put(json, "how", HowName(subject->how));
  return json;
}

Json AttributionJson(const std::optional<Attribution>& attribution) {
  if (!attribution.has_value()) return nullptr;
  Json json = Object(3);
  Put(json, "id", TextOrNull(attribution->id));
  Put(json, "text", attribution->text);
  Put(json, "span", OptionalSpan(attribution->span));
  return json;
}

Json Record(const Claim& claim) {
  Json json = Object(26);
  Put(json, "id", claim.id);
  Put(json, "doc", claim.doc);
  Put(json, "span", SpanJson(claim.span));
  Put(json, "text", claim.text);
  Put(json, "context", claim.context);
  Put(json, "context_span", SpanJson(claim.context_span));
  Put(json, "sentence", claim.sentence);
  Put(json, "sentence_span", SpanJson(claim.sentence_span));
  Put(json, "value", ValueJson(claim.value));
  Put(json, "unit", claim.unit);
  Put(json, "unit_how", claim.unit_inferred ? "inferred" : "stated");
  Put(json, "dimension", claim.dimension);
  Put(json, "subject", SubjectJson(claim.subject));
  Put(json, "metric", TextOrNull(claim.metric));
  Json qualifiers = Object(claim.qualifiers.size());
  for (const auto& [key, value] : claim.qualifiers) Put(qualifiers, key.c_str(), value);
  Put(json, "qualifiers", std::move(qualifiers));
  Put(json, "time", TimeJson(claim.time));
  Put(json, "modality", ModalityName(claim.modality));
  Put(json, "attribution", AttributionJson(claim.attribution));
  Put(json, "rule", TextOrNull(claim.rule));
  Put(json, "confidence", Score(claim.confidence));
  Put(json, "source", TextOrNull(claim.source));
  Put(json, "url", claim.url);
  Put(json, "published", TextOrNull(claim.published));
  return json;
}

Json BlockJson(const Block& block) {
  Json pieces = Json::array();
  for (const ByteSpan piece : block.pieces) pieces.push_back(SpanJson(piece));
  Json json{{"kind", BlockKindName(block.kind)},
            {"span", SpanJson(block.span())},
            {"pieces", std::move(pieces)},
            {"section", block.section}};
  if (block.html_span.has_value()) json["html_span"] = SpanJson(*block.html_span);
  return json;
}

// Where a span of the folded text stands in the input, in bytes and in code points.
void PutSpans(Json& json, const InspectedText& text, ByteSpan folded, CodePointCounter& counter) {
  const ByteSpan span = text.folded.map.ToSource(folded);
  json["span"] = SpanJson(span);
  const std::size_t begin = counter.Before(span.begin);
  json["cp_span"] = Json::array({begin, counter.Before(span.end)});
  json["text"] = Slice(text.input, span);
}

}  // namespace

std::string ClaimJson(const Claim& claim, const JsonStyle& style) {
  return Dump(Record(claim), style);
}

std::string ExplainedClaimJson(const Claim& claim, const std::vector<extract::ExplainStep>& steps,
                               const JsonStyle& style) {
  Json json = Record(claim);
  json["explain"] = Json::array();
  for (const extract::ExplainStep& step : steps) {
    json["explain"].push_back(Json{{"stage", step.stage}, {"text", step.text}});
  }
  return Dump(json, style);
}

std::string TrialJson(const TrialRecord& record, const JsonStyle& style) {
  return Dump(Json{{"rule", TextOrNull(record.rule)},
                   {"where", TextOrNull(record.where)},
                   {"outcome", record.outcome},
                   {"changes", record.changes},
                   {"won_by", TextOrNull(record.won_by)},
                   {"claim", record.claim != nullptr ? Record(*record.claim) : Json(nullptr)},
                   {"today", record.today != nullptr ? Record(*record.today) : Json(nullptr)}},
              style);
}

std::string FactJson(const Fact& fact, const JsonStyle& style) {
  Json json{{"id", fact.id}};
  if (!fact.kind.empty()) json["kind"] = fact.kind;
  json["subject"] = fact.subject;
  json["metric"] = fact.metric;
  json["unit"] = fact.unit;
  json["time"] = TimeJson(fact.time);
  json["verdict"] = VerdictName(fact.verdict);
  json["reasons"] = fact.reasons;
  json["severity"] = fact.severity;
  json["factors"] = Json::object();
  for (const auto& [name, value] : fact.factors) json["factors"][name] = Score(value);
  json["arithmetic"] = fact.arithmetic;
  json["independent_sources"] = fact.independent_sources;
  json["scope"] = fact.within_one_document ? "within" : "cross";
  json["claims"] = Json::array();
  for (std::size_t i = 0; i < fact.claims.size(); ++i) {
    Json claim = Record(fact.claims[i]);
    claim["support"] = i < fact.support.size() ? Json(fact.support[i]) : Json(nullptr);
    claim["cluster"] = i < fact.clusters.size() ? TextOrNull(fact.clusters[i]) : Json(nullptr);
    json["claims"].push_back(std::move(claim));
  }
  json["needs"] = TextOrNull(fact.needs);
  json["review"] = TextOrNull(fact.review);
  json["note"] = TextOrNull(fact.review_note);
  json["first_run"] = fact.first_run > 0 ? Json(fact.first_run) : Json(nullptr);
  return Dump(json, style);
}

Json TraceJson(const extract::ArticleTrace& trace) {
  Json json{{"form", trace.form},
            {"elected", TextOrNull(trace.elected)},
            {"elected_mass", Score(trace.elected_mass)},
            {"page_mass", Score(trace.page_mass)},
            {"link_mass", Score(trace.link_mass)},
            {"elements", trace.elements},
            {"lines", trace.lines}};
  json["candidates"] = Json::array();
  for (const auto& candidate : trace.candidates) {
    json["candidates"].push_back(
        Json{{"element", candidate.element},
             {"path", candidate.path},
             {"score", Score(candidate.score)},
             {"good_mass", Score(candidate.good_mass)},
             {"bonus", Score(candidate.bonus)},
             {"topic", candidate.topic < 0 ? Json() : Json(Score(candidate.topic))}});
  }
  json["titles"] = Json::array();
  for (const auto& [from, title] : trace.titles) {
    json["titles"].push_back(Json{{"from", from}, {"text", title}});
  }
  return json;
}

std::string ArticleJson(const Article& article, const JsonStyle& style,
                        const extract::ArticleTrace* trace) {
  Json json{{"title", article.title},
            {"byline", TextOrNull(article.byline)},
            {"published", TextOrNull(article.published)},
            {"published_rule", TextOrNull(article.published_rule)},
            {"publisher", TextOrNull(article.publisher)},
            {"site", TextOrNull(article.site)},
            {"url", article.url},
            {"canonical_url", TextOrNull(article.canonical_url)},
            {"amp_url", TextOrNull(article.amp_url)},
            {"next_page_url", TextOrNull(article.next_page_url)},
            {"lang", TextOrNull(article.language)},
            {"script", TextOrNull(article.script)},
            {"charset", article.charset},
            {"charset_rule", article.charset_rule},
            {"page_class", PageClassName(article.page_class)},
            {"confidence", Score(article.confidence)},
            {"title_span", OptionalSpan(article.title_span)},
            {"text", article.text}};
  json["blocks"] = Json::array();
  for (const Block& block : article.blocks) json["blocks"].push_back(BlockJson(block));
  json["dropped"] = Json::array();
  for (const DroppedText& dropped : article.dropped) {
    json["dropped"].push_back(Json{{"text", dropped.text}, {"reason", dropped.reason}});
  }
  if (trace != nullptr) json["explain"] = TraceJson(*trace);
  return Dump(json, style);
}

std::string DocumentJson(const store::StoredDocument& document, const JsonStyle& style) {
  return Dump(Json{{"id", document.id},
                   {"title", document.title},
                   {"url", document.url},
                   {"source", TextOrNull(document.source)},
                   {"published", TextOrNull(document.published)},
                   {"content_type", TextOrNull(document.content_type)},
                   {"http_charset", TextOrNull(document.http_charset)},
                   {"fetched_at", TextOrNull(document.fetched_at)},
                   {"bytes", document.bytes},
                   {"figures", document.claims}},
              style);
}

std::string FiguresJson(const InspectedText& text, const std::vector<extract::Quantity>& figures,
                        const JsonStyle& style) {
  Json list = Json::array();
  CodePointCounter counter(text.input);
  for (const extract::Quantity& figure : figures) {
    Json json;
    PutSpans(json, text, figure.span, counter);
    json["context_span"] = SpanJson(text.folded.map.ToSource(figure.context_span));
    json["value"] = ValueJson(figure.value);
    json["unit"] = figure.unit;
    json["unit_how"] = figure.unit_inferred ? "inferred" : "stated";
    json["dimension"] = figure.dimension;
    json["per"] = TextOrNull(figure.per);
    json["qualifiers"] = Json::object();
    for (const auto& [key, value] : figure.marks) json["qualifiers"][key] = value;
    list.push_back(std::move(json));
  }
  return Dump(Json{{"figures", std::move(list)}}, style);
}

std::string TimesJson(const InspectedText& text, const std::vector<extract::TimeExpression>& times,
                      const JsonStyle& style) {
  Json list = Json::array();
  CodePointCounter counter(text.input);
  for (const extract::TimeExpression& time : times) {
    Json json;
    PutSpans(json, text, time.span, counter);
    json["start"] = DateOrNull(time.start);
    json["end"] = DateOrNull(time.end);
    json["clock"] = TextOrNull(time.clock);
    json["granularity"] = TextOrNull(GranularityName(time.granularity));
    json["marks"] = Json::array();
    const std::pair<bool, const char*> marks[] = {{time.is_as_of, "as_of"},
                                                  {time.is_anaphoric, "anaphoric"},
                                                  {time.is_vague, "vague"},
                                                  {time.is_duration, "duration"},
                                                  {time.is_future, "future"}};
    for (const auto& [is_set, name] : marks) {
      if (is_set) json["marks"].push_back(name);
    }
    list.push_back(std::move(json));
  }
  return Dump(Json{{"times", std::move(list)}}, style);
}

std::string FoldJson(const normalize::MappedText& folded, std::size_t input_bytes,
                     const JsonStyle& style) {
  Json map = Json::array();
  const std::string& out = folded.text;
  std::size_t next_out = 0;  // where the last pair's run would go on
  std::size_t next_in = 0;
  for (std::size_t at = 0; at < out.size();) {
    std::size_t end = at + 1;
    while (end < out.size() && (static_cast<unsigned char>(out[end]) & 0xC0U) == 0x80U) ++end;
    const ByteSpan source = folded.map.ToSource({at, end});
    if (at == 0 || at != next_out || source.begin != next_in) {
      map.push_back(Json::array({at, source.begin}));
    }
    next_out = source.size() == end - at ? end : out.size() + 1;  // a change of length ends a run
    next_in = source.end;
    at = end;
  }
  map.push_back(Json::array({out.size(), input_bytes}));
  return Dump(Json{{"output", out}, {"map", std::move(map)}}, style);
}

}  // namespace heshu::cli
