#include "cli/serve/live_site.h"

#include <algorithm>
#include <array>
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

std::vector<std::string> Words(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) words.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

bool IsAgreement(Verdict verdict) {
  return verdict == Verdict::kAgree || verdict == Verdict::kAgreeWithinPrecision;
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

Result<void> LiveSite::Refresh() {
  std::string stamp = parts_.stamp ? parts_.stamp() : "";
  if (has_shelf_ && stamp == shelf_.stamp) return {};
  auto facts = parts_.store.ListFacts();
  if (!facts) return tl::make_unexpected(facts.error());
  shelf_ = {std::move(stamp), std::move(*facts), {}, {}};
  source_.Forget();
  shelf_.choices = ChoicesOf(shelf_.facts, *parts_.vocabulary);
  has_shelf_ = true;
  return {};
}

const std::vector<std::string>& LiveSite::Keys() {
  if (shelf_.keys.size() != shelf_.facts.size()) {
    const CardContext context = Context();
    shelf_.keys.clear();
    for (const Fact& fact : shelf_.facts) shelf_.keys.push_back(FactSearchKey(fact, context));
  }
  return shelf_.keys;
}

CardContext LiveSite::Context() {
  CardContext context = source_.Context();
  context.record_path = "/show/";
  return context;
}

std::vector<std::size_t> LiveSite::Selected(const SiteRequest& request, bool hides_by_default) {
  std::set<std::string> verdicts;
  const auto [begin, end] = request.fields.equal_range("verdict");
  for (auto at = begin; at != end; ++at) {
    if (!at->second.empty()) verdicts.insert(at->second);
  }
  std::string subject = request.Field("subject");
  if (!subject.empty() && parts_.resolve_subject) {
    if (std::string id = parts_.resolve_subject(subject); !id.empty()) subject = std::move(id);
  }
  const std::string metric = request.Field("metric");
  const std::string source = request.Field("source");
  const std::string since = request.Field("since");
  const std::string until = request.Field("until");
  const auto severity = static_cast<int>(request.Number("severity", 0, 100));
  const std::vector<std::string> words = Words(SearchKey(request.Field("q"), *parts_.folder));
  if (!words.empty()) Keys();
  const auto is_selected = [&](std::size_t i) {
    const Fact& fact = shelf_.facts[i];
    if (!verdicts.empty() && !verdicts.contains(std::string(VerdictName(fact.verdict)))) {
      return false;
    }
    if (verdicts.empty() && hides_by_default && fact.verdict != Verdict::kContradict) return false;
    if (verdicts.empty() && fact.review == "rejected") return false;  // as `conflicts` hides it
    if (fact.severity < severity) return false;
    if (!subject.empty() && fact.subject != subject) return false;
    if (!metric.empty() && fact.metric != metric) return false;
    if (!source.empty() || !since.empty() || !until.empty()) {
      const bool is_told = std::any_of(fact.claims.begin(), fact.claims.end(), [&](const Claim& c) {
        const std::string day = c.published.substr(0, 10);
        return (source.empty() || c.source == source) && (since.empty() || day >= since) &&
               (until.empty() || (!day.empty() && day <= until));
      });
      if (!is_told) return false;
    }
    return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
      return shelf_.keys[i].find(word) != std::string::npos;
    });
  };
  std::vector<std::size_t> selected;
  for (std::size_t i = 0; i < shelf_.facts.size(); ++i) {
    if (is_selected(i)) selected.push_back(i);
  }
  const std::string sort = request.Field("sort");
  const auto newest = [&](std::size_t i) {
    std::string day;
    for (const Claim& claim : shelf_.facts[i].claims) day = std::max(day, claim.published);
    return day;
  };
  if (sort == "newest") {
    std::stable_sort(selected.begin(), selected.end(),
                     [&](std::size_t a, std::size_t b) { return newest(a) > newest(b); });
  } else if (sort == "subject") {
    std::stable_sort(selected.begin(), selected.end(), [&](std::size_t a, std::size_t b) {
      return shelf_.facts[a].subject < shelf_.facts[b].subject;
    });
  }
  return selected;
}

Result<SiteAnswer> LiveSite::Facts(const SiteRequest& request) {
  if (auto fresh = Refresh(); !fresh) return tl::make_unexpected(fresh.error());
  const std::vector<std::size_t> selected = Selected(request, false);
  const std::size_t offset = request.Number("from", 0, kDeepest);
  const CardContext context = Context();
  std::string cards;
  for (std::size_t i = offset; i < std::min(selected.size(), offset + kFactsAPage); ++i) {
    cards += FactCard(shelf_.facts[selected[i]], context);
  }
  std::array<std::size_t, 3> counts{};
  for (const std::size_t i : selected) {
    const Verdict verdict = shelf_.facts[i].verdict;
    counts[verdict == Verdict::kContradict ? 0 : IsAgreement(verdict) ? 1 : 2]++;
  }
  return Html(FactsPage({.request = &request,
                         .choices = &shelf_.choices,
                         .cards = std::move(cards),
                         .offset = offset,
                         .page_size = kFactsAPage,
                         .total = selected.size(),
                         .contradictions = counts[0],
                         .agreements = counts[1]}));
}

Result<store::ClaimQuery> LiveSite::ClaimQueryOf(const SiteRequest& request,
                                                 std::string_view text_field) {
  store::ClaimQuery query;
  query.text = request.Field(std::string(text_field));
  query.subject = request.Field("subject");
  if (!query.subject.empty() && parts_.resolve_subject) {
    if (std::string id = parts_.resolve_subject(query.subject); !id.empty()) query.subject = id;
  }
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
  if (auto fresh = Refresh(); !fresh) return tl::make_unexpected(fresh.error());
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
                          .choices = &shelf_.choices,
                          .cards = std::move(cards),
                          .offset = offset,
                          .page_size = kClaimsAPage,
                          .total = claims->size()}));
}

Result<SiteAnswer> LiveSite::Lines(const SiteRequest& request) {
  if (auto fresh = Refresh(); !fresh) return tl::make_unexpected(fresh.error());
  std::vector<Fact> facts;
  for (const std::size_t i : Selected(request, false)) facts.push_back(shelf_.facts[i]);
  const auto lines = source_.TimeLinesOf(facts, kLinesAPage);
  if (!lines) return tl::make_unexpected(lines.error());
  return Html(LinesPage({.request = &request,
                         .choices = &shelf_.choices,
                         .cards = TimeLineSection(*lines, facts, *parts_.vocabulary),
                         .total = lines->size()}));
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
  if (auto fresh = Refresh(); !fresh) return tl::make_unexpected(fresh.error());
  const bool shows_all = !request.Field("all").empty() && request.Field("all") != "0";
  const std::vector<std::size_t> selected = Selected(request, !shows_all);
  const std::size_t offset = request.Number("offset", 0, kDeepest);
  const std::size_t limit = request.Number("limit", 100, kMostRecords);
  std::vector<std::string> records;
  for (std::size_t i = offset; i < selected.size() && records.size() < limit; ++i) {
    records.push_back(FactJson(shelf_.facts[selected[i]], {}));
  }
  return Json(RecordsJson(std::to_string(selected.size()), offset, limit,
                          offset + limit < selected.size(), records));
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
