#include "cli/serve/live_site.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

#include "cli/json_writer.h"
#include "cli/report/html_text.h"
#include "cli/serve/live_pages.h"

namespace heshu::cli {
namespace {

constexpr std::size_t kFactsAPage = 20;
constexpr std::size_t kClaimsAPage = 30;
constexpr std::size_t kMostRecords = 1000;  // of one answer
constexpr std::size_t kDeepest = 1'000'000;
constexpr std::size_t kLinesAPage = 60;
constexpr std::size_t kLineFacts = 1600;     // looked through for a page of time lines
constexpr std::size_t kMostTotal = 100'000;  // past it a record's `total` is null
constexpr std::size_t kMostCounted = 1000;   // a page says "1000+" where more match

SiteAnswer Html(std::string body, int status = 200) {
  return {status, "text/html; charset=utf-8", std::move(body)};
}

SiteAnswer Json(std::string body, int status = 200) {
  return {status, "application/json; charset=utf-8", std::move(body) + "\n"};
}

int StatusOf(const Error& error) {
  switch (error.kind) {
    case ErrorKind::kInvalidInput:
      return 400;
    case ErrorKind::kNotFound:
      return 404;
    case ErrorKind::kDatabase:
      return 503;
    default:
      return 500;
  }
}

bool IsApi(const SiteRequest& request) { return request.path.starts_with("/api/"); }

// {"total", "offset", "limit", "next", "records": […]}; `total` and `next` null where not known.
std::string RecordsJson(const std::string& total, std::size_t offset, std::size_t limit,
                        bool has_more, const std::vector<std::string>& records) {
  std::string out = "{\"total\":" + total + ",\"offset\":" + std::to_string(offset) +
                    ",\"limit\":" + std::to_string(limit) +
                    ",\"next\":" + (has_more ? std::to_string(offset + limit) : "null") +
                    ",\"records\":[";
  for (std::size_t i = 0; i < records.size(); ++i) out += (i > 0 ? ",\n" : "\n") + records[i];
  return out + (records.empty() ? "]}" : "\n]}");
}

}  // namespace

std::string SiteRequest::Field(const std::string& name) const {
  const auto at = fields.find(name);
  return at == fields.end() ? "" : at->second;
}

std::size_t SiteRequest::Number(const std::string& name, std::size_t otherwise,
                                std::size_t most) const {
  const std::string text = Field(name);
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return otherwise;
  return std::min(number, most);
}

bool IsOwnHost(std::string_view host, int port) {
  const std::string suffix = ":" + std::to_string(port);
  if (host.ends_with(suffix)) {
    host.remove_suffix(suffix.size());
  } else if (port != 80) {
    return false;
  }
  std::string name(host);
  for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return name == "localhost" || name == "127.0.0.1" || name == "[::1]";
}

LiveSite::LiveSite(Parts parts)
    : parts_(std::move(parts)), source_(parts_.store, *parts_.vocabulary, *parts_.folder) {}

SiteAnswer LiveSite::Answer(const SiteRequest& request) {
  const std::lock_guard<std::mutex> lock(mutex_);
  auto answer = Route(request);
  if (answer) return std::move(*answer);
  const int status = StatusOf(answer.error());
  if (IsApi(request)) return Json(ErrorJson(answer.error(), {}), status);
  return Html(ErrorPage(answer.error()), status);
}

Result<SiteAnswer> LiveSite::Route(const SiteRequest& request) {
  const std::string_view path = request.path;
  if (path == "/") return Facts(request);
  if (path == "/claims") return Claims(request);
  if (path == "/lines") return Lines(request);
  if (path.starts_with("/show/")) return Show(std::string(path.substr(6)));
  if (path == "/api/conflicts") return ApiConflicts(request);
  if (path == "/api/claims") return ApiClaims(request);
  for (const std::string_view kind : {"fact", "claim", "doc"}) {
    const std::string prefix = "/api/" + std::string(kind) + "/";
    if (path.starts_with(prefix)) return ApiRecord(kind, std::string(path.substr(prefix.size())));
  }
  return Fail(ErrorKind::kNotFound, "there is no such page", request.path,
              "/ has the facts, /claims the claims, /lines the time lines; /api/conflicts, "
              "/api/claims, /api/fact/ID, /api/claim/ID, /api/doc/ID the records");
}

Result<const FilterForm*> LiveSite::Choices() {
  std::string stamp = parts_.stamp ? parts_.stamp() : "";
  if (!has_choices_ || stamp != choices_stamp_) {
    const auto counts = parts_.store.FindChoices(kMostChoices);
    if (!counts) return tl::make_unexpected(counts.error());
    choices_ = ChoicesOf(*counts, *parts_.vocabulary);
    choices_stamp_ = std::move(stamp);
    has_choices_ = true;
    source_.Forget();
  }
  return &choices_;
}

CardContext LiveSite::Context() {
  CardContext context = source_.Context();
  context.record_path = "/show/";
  return context;
}

Result<store::FactQuery> LiveSite::FactQueryOf(const SiteRequest& request, bool hides_by_default) {
  store::FactQuery query;
  const auto [begin, end] = request.fields.equal_range("verdict");
  for (auto at = begin; at != end; ++at) {
    if (at->second.empty()) continue;
    const auto verdict = VerdictFromName(at->second);
    if (!verdict) {
      return Fail(ErrorKind::kInvalidInput, "there is no such verdict", at->second,
                  "contradict, possible, agree, agree_within_precision or not_comparable");
    }
    query.verdicts.push_back(*verdict);
  }
  // As `conflicts` hides them.
  using Reviewed = store::FactQuery::Reviewed;
  query.reviewed = query.verdicts.empty() ? Reviewed::kNotRejected : Reviewed::kAll;
  if (query.verdicts.empty() && hides_by_default) query.verdicts = {Verdict::kContradict};
  query.text = request.Field("q");
  query.subject = SubjectOf(request);
  query.metric = request.Field("metric");
  query.source = request.Field("source");
  query.since = request.Field("since");
  query.until = request.Field("until");
  query.any_severity = static_cast<int>(request.Number("severity", 0, 100));
  query.sort = request.Field("sort");
  return query;
}

std::string LiveSite::SubjectOf(const SiteRequest& request) const {
  std::string subject = request.Field("subject");
  if (subject.empty() || !parts_.resolve_subject) return subject;
  std::string id = parts_.resolve_subject(subject);
  return id.empty() ? subject : id;
}

Result<SiteAnswer> LiveSite::Facts(const SiteRequest& request) {
  const auto choices = Choices();
  if (!choices) return tl::make_unexpected(choices.error());
  auto query = FactQueryOf(request, false);
  if (!query) return tl::make_unexpected(query.error());
  query->offset = request.Number("from", 0, kDeepest);
  query->limit = kFactsAPage;
  const auto facts = parts_.store.FindFacts(*query);
  if (!facts) return tl::make_unexpected(facts.error());
  const CardContext context = Context();
  std::string cards;
  for (const Fact& fact : *facts) cards += FactCard(fact, context);
  ListPage page{.request = &request,
                .choices = *choices,
                .cards = std::move(cards),
                .offset = query->offset,
                .page_size = kFactsAPage,
                .most_counted = kMostCounted};
  const auto count = [&](std::vector<Verdict> verdicts, std::size_t& into) -> Result<void> {
    store::FactQuery counted = *query;
    if (!verdicts.empty()) {
      std::erase_if(verdicts, [&](Verdict v) {
        return !query->verdicts.empty() && std::find(query->verdicts.begin(), query->verdicts.end(),
                                                     v) == query->verdicts.end();
      });
      if (verdicts.empty()) return {};
      counted.verdicts = std::move(verdicts);
    }
    const auto number = parts_.store.CountFacts(counted, kMostCounted);
    if (!number) return tl::make_unexpected(number.error());
    into = *number;
    return {};
  };
  for (const auto& done :
       {count({}, page.total), count({Verdict::kContradict}, page.contradictions),
        count({Verdict::kAgree, Verdict::kAgreeWithinPrecision}, page.agreements)}) {
    if (!done) return tl::make_unexpected(done.error());
  }
  return Html(FactsPage(page));
}

Result<store::ClaimQuery> LiveSite::ClaimQueryOf(const SiteRequest& request,
                                                 std::string_view text_field) {
  store::ClaimQuery query;
  query.text = request.Field(std::string(text_field));
  query.subject = SubjectOf(request);
  query.metric = request.Field("metric");
  if (const auto* metric = parts_.vocabulary->FindMetric(query.metric)) query.metric = metric->id;
  query.unit = request.Field("unit");
  query.source = request.Field("source");
  query.doc = request.Field("doc");
  query.since = request.Field("since");
  query.until = request.Field("until");
  query.modality = request.Field("modality");
  if (const std::string sort = request.Field("sort"); !sort.empty()) query.sort = sort;
  const std::pair<const char*, std::optional<Decimal>*> bounds[] = {{"min", &query.min},
                                                                    {"max", &query.max}};
  for (const auto& [name, bound] : bounds) {
    const std::string text = request.Field(name);
    if (text.empty()) continue;
    *bound = Decimal::Parse(text);
    if (!*bound) {
      return Fail(ErrorKind::kInvalidInput, "`" + text + "` is not a number", name,
                  "write it in digits: 5000000 or 0.8");
    }
  }
  return query;
}

Result<SiteAnswer> LiveSite::Claims(const SiteRequest& request) {
  const auto choices = Choices();
  if (!choices) return tl::make_unexpected(choices.error());
  auto query = ClaimQueryOf(request, "q");
  if (!query) return tl::make_unexpected(query.error());
  const std::size_t offset = request.Number("from", 0, kDeepest);
  query->sort = "relevance";
  query->limit = offset + kClaimsAPage + 1;
  const auto claims = parts_.store.FindClaims(*query);
  if (!claims) return tl::make_unexpected(claims.error());
  const CardContext context = Context();
  std::string cards;
  for (std::size_t i = offset; i < std::min(claims->size(), offset + kClaimsAPage); ++i) {
    cards += ClaimCard((*claims)[i], context);
  }
  return Html(ClaimsPage({.request = &request,
                          .choices = *choices,
                          .cards = std::move(cards),
                          .offset = offset,
                          .page_size = kClaimsAPage,
                          .total = claims->size()}));
}

Result<SiteAnswer> LiveSite::Lines(const SiteRequest& request) {
  const auto choices = Choices();
  if (!choices) return tl::make_unexpected(choices.error());
  auto query = FactQueryOf(request, false);
  if (!query) return tl::make_unexpected(query.error());
  const auto facts = FactsOfLines(*query);
  if (!facts) return tl::make_unexpected(facts.error());
  const auto lines = source_.TimeLinesOf(*facts, kLinesAPage);
  if (!lines) return tl::make_unexpected(lines.error());
  return Html(LinesPage({.request = &request,
                         .choices = *choices,
                         .cards = TimeLineSection(*lines, *facts, *parts_.vocabulary),
                         .total = lines->size()}));
}

// Facts of as many subjects and metrics as a page has lines, the first selected; of what follows
// only that which is about the same.
Result<std::vector<Fact>> LiveSite::FactsOfLines(store::FactQuery query) {
  std::vector<Fact> facts;
  std::set<std::pair<std::string, std::string>> about;
  query.limit = kLineFacts / 8;
  while (query.offset < kLineFacts && about.size() < kLinesAPage) {
    auto more = parts_.store.FindFacts(query);
    if (!more) return tl::make_unexpected(more.error());
    for (Fact& fact : *more) {
      const std::pair its(fact.subject, fact.metric);
      if (about.size() < kLinesAPage) about.insert(its);
      if (about.contains(its)) facts.push_back(std::move(fact));
    }
    if (more->size() < query.limit) break;
    query.offset += query.limit;
  }
  return facts;
}

Result<SiteAnswer> LiveSite::Show(const std::string& id) {
  const CardContext context = Context();
  const auto missing = [&] {
    return Fail(ErrorKind::kNotFound, "there is no such record", id,
                "it may have gone with a newer extraction; search for its words");
  };
  if (id.starts_with("f_")) {
    const auto fact = parts_.store.FindFact(id);
    if (!fact) return tl::make_unexpected(fact.error());
    if (!fact->has_value()) return missing();
    const auto lines = source_.TimeLinesOf({**fact}, 6);
    if (!lines) return tl::make_unexpected(lines.error());
    return Html(RecordPage(
        id, FactCard(**fact, context) + TimeLineSection(*lines, {**fact}, *parts_.vocabulary)));
  }
  if (id.starts_with("c_")) {
    const auto claim = parts_.store.FindClaim(id);
    if (!claim) return tl::make_unexpected(claim.error());
    if (!claim->has_value()) return missing();
    return Html(RecordPage(id, ClaimCard(**claim, context)));
  }
  const auto document = parts_.store.FindDocument(id);
  if (!document) return tl::make_unexpected(document.error());
  if (!document->has_value()) return missing();
  store::ClaimQuery query;
  query.doc = id;
  query.limit = 500;
  const auto claims = parts_.store.FindClaims(query);
  if (!claims) return tl::make_unexpected(claims.error());
  std::string cards;
  for (const Claim& claim : *claims) cards += ClaimCard(claim, context);
  return Html(DocumentPage(**document, cards));
}

Result<SiteAnswer> LiveSite::ApiConflicts(const SiteRequest& request) {
  const bool shows_all = !request.Field("all").empty() && request.Field("all") != "0";
  auto query = FactQueryOf(request, !shows_all);
  if (!query) return tl::make_unexpected(query.error());
  query->offset = request.Number("offset", 0, kDeepest);
  const std::size_t limit = request.Number("limit", 100, kMostRecords);
  const auto total = parts_.store.CountFacts(*query, kMostTotal);
  if (!total) return tl::make_unexpected(total.error());
  std::vector<std::string> records;
  if (limit > 0) {
    query->limit = limit;
    const auto facts = parts_.store.FindFacts(*query);
    if (!facts) return tl::make_unexpected(facts.error());
    for (const Fact& fact : *facts) records.push_back(FactJson(fact, {}));
  }
  const bool is_known = *total < kMostTotal;
  return Json(RecordsJson(is_known ? std::to_string(*total) : "null", query->offset, limit,
                          query->offset + limit < *total || (!is_known && !records.empty()),
                          records));
}

Result<SiteAnswer> LiveSite::ApiClaims(const SiteRequest& request) {
  auto query = ClaimQueryOf(request, request.Field("query").empty() ? "q" : "query");
  if (!query) return tl::make_unexpected(query.error());
  const std::size_t offset = request.Number("offset", 0, kDeepest);
  const std::size_t limit = request.Number("limit", 100, kMostRecords);
  query->limit = offset + limit + 1;
  const auto claims = parts_.store.FindClaims(*query);
  if (!claims) return tl::make_unexpected(claims.error());
  std::vector<std::string> records;
  for (std::size_t i = offset; i < claims->size() && records.size() < limit; ++i) {
    records.push_back(ClaimJson((*claims)[i], {}));
  }
  return Json(RecordsJson("null", offset, limit, claims->size() > offset + limit, records));
}

Result<SiteAnswer> LiveSite::ApiRecord(std::string_view kind, const std::string& id) {
  const auto missing = Fail(ErrorKind::kNotFound, "there is no such " + std::string(kind), id);
  if (kind == "fact") {
    const auto fact = parts_.store.FindFact(id);
    if (!fact) return tl::make_unexpected(fact.error());
    if (!fact->has_value()) return missing;
    return Json(FactJson(**fact, {}));
  }
  if (kind == "claim") {
    const auto claim = parts_.store.FindClaim(id);
    if (!claim) return tl::make_unexpected(claim.error());
    if (!claim->has_value()) return missing;
    return Json(ClaimJson(**claim, {}));
  }
  const auto document = parts_.store.FindDocument(id);
  if (!document) return tl::make_unexpected(document.error());
  if (!document->has_value()) return missing;
  return Json(DocumentJson(**document, {}));
}

}  // namespace heshu::cli
