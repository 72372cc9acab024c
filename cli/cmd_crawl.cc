// heshu crawl: what is due is fetched, stored, read and compared.
#include <chrono>
#include <filesystem>
#include <random>

#include "cli/commands.h"
#include "cli/crawl_log.h"
#include "cli/crawl_plan.h"
#include "cli/interrupt.h"
#include "cli/pipeline.h"
#include "cli/queries.h"
#include "cli/source_list.h"
#include "crawl/engine.h"
#include "crawl/entry_pages.h"
#include "crawl/owner.h"

namespace heshu::cli {
namespace {

std::string Plural(std::size_t count, std::string_view noun) {
  return std::to_string(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

store::Millis SystemNow() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

std::vector<std::string> Split(const std::string& list) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  while (begin <= list.size() && !list.empty()) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    if (end > begin) parts.push_back(list.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

Result<std::chrono::milliseconds> Duration(const Arguments& arguments, const std::string& option,
                                           std::chrono::milliseconds otherwise) {
  if (!arguments.Has(option)) return otherwise;
  auto parsed = crawler::ParseDuration(arguments.Get(option));
  if (!parsed) parsed.error().where = "--" + option;
  return parsed;
}

// Names the store knows beside those of the file would be fetched too, were they not left out.
Result<bool> HasOtherSources(store::Frontier& frontier, const std::vector<std::string>& names) {
  const auto known = frontier.SourceNames();
  if (!known) return tl::make_unexpected(known.error());
  return std::any_of(known->begin(), known->end(), [&](const std::string& name) {
    return std::find(names.begin(), names.end(), name) == names.end();
  });
}

Result<crawl::Options> OptionsOf(const Session& session) {
  const Arguments& arguments = session.arguments();
  crawl::Options options;
  options.owner = crawl::OwnerName();
  options.is_watch = arguments.Has("watch");
  options.max_pages = arguments.GetCount("max-pages", 0);
  options.since = arguments.Get("since");
  options.jobs = arguments.GetCount("jobs", DefaultJobs());
  const auto delay = Duration(arguments, "delay", options.delay);
  if (!delay) return tl::make_unexpected(delay.error());
  options.delay = *delay;
  const auto cap = Duration(arguments, "max-crawl-delay", options.max_crawl_delay);
  if (!cap) return tl::make_unexpected(cap.error());
  options.max_crawl_delay = *cap;
  const auto timeout = Duration(arguments, "timeout", std::chrono::milliseconds(60'000));
  if (!timeout) return tl::make_unexpected(timeout.error());
  options.fetch.total_timeout_ms = timeout->count();
  options.fetch.user_agent = session.settings().user_agent;
  options.fetch.allow_nets = session.settings().allow_nets;
  for (auto& net : Split(arguments.Get("allow-net"))) options.fetch.allow_nets.push_back(net);
  options.fetch.resolve = Split(arguments.Get("resolve"));
  options.fetch.ca_file = arguments.Get("ca-file");
  options.fetch.proxy = arguments.Get("proxy");
  if (!arguments.Has("no-warc")) {
    const std::filesystem::path database(session.settings().database);
    options.warc_directory = arguments.Get("warc-dir", (database.parent_path() / "warc").string());
  }
  options.program = "heshu/" HESHU_VERSION;
  options.now = SystemNow;
  options.dice = [random = std::mt19937_64(std::random_device()())]() mutable {
    return std::uniform_real_distribution<double>(0, 1)(random);
  };
  options.is_stopped = IsInterrupted;
  return options;
}

std::string Summary(const crawl::Tally& tally) {
  std::string text = Plural(tally.pages, "page") + ": " + Plural(tally.articles, "new article");
  if (tally.updated > 0) text += ", " + std::to_string(tally.updated) + " updated";
  if (tally.not_modified > 0) text += ", " + std::to_string(tally.not_modified) + " not modified";
  if (tally.failures > 0) text += ", " + std::to_string(tally.failures) + " failed";
  if (tally.articles + tally.updated > 0) {
    text += "; " + Plural(tally.figures, "figure") + ", " + std::to_string(tally.claims) +
            " of them with subject and metric";
  }
  return text;
}

Result<int> RunCrawler(Session& session, const crawler::SourceList& sources,
                       const std::vector<std::string>& names) {
  auto options = OptionsOf(session);
  if (!options) return tl::make_unexpected(options.error());
  const auto extractor = session.extractor();
  if (!extractor) return tl::make_unexpected(extractor.error());
  auto store = session.OpenStore(store::OpenMode::kCreate);
  if (!store) return tl::make_unexpected(store.error());
  store->Annotate(AnnotatorsOf(**extractor));
  const auto run = store->BeginRun("crawl", (*extractor)->rule_set_version(), UtcNow());
  if (!run) return tl::make_unexpected(run.error());
  store::Frontier frontier(*store);
  if (auto synced = crawl::SyncSources(sources, names, frontier, SystemNow()); !synced) {
    return tl::make_unexpected(synced.error());
  }
  options->sources = names;
  const auto others = HasOtherSources(frontier, names);
  if (!others) return tl::make_unexpected(others.error());
  options->all_sources_of_store = !*others;
  options->run = *run;
  CatchInterrupts();

  CrawlLog log(session, options->max_pages);
  options->log = [&log](const crawl::Event& event) { log.Page(event); };
  options->on_idle = [&log](store::Millis next_at) { log.Idle(SystemNow(), next_at); };
  const auto rates = ReadRates(session);
  if (!rates) return tl::make_unexpected(rates.error());
  FactUpdateOptions comparison;
  if (rates->has_value()) comparison.rates = &**rates;
  FactCounts facts;
  const auto compare = [&]() -> Result<void> {
    const auto counts = UpdateFacts(*store, (*extractor)->vocabulary(), *run, comparison);
    if (!counts) return tl::make_unexpected(counts.error());
    facts = *counts;
    log.Event("facts", {JsonMember::Number("facts", facts.facts),
                        JsonMember::Number("contradictions", facts.contradictions)});
    return {};
  };
  options->on_pause = compare;
  log.Event("start", {JsonMember::Number("sources", names.size()),
                      JsonMember::Text("db", session.settings().database)});
  crawl::Tally tally = crawl::Run(sources, *store, **extractor, *options);
  log.Clear();

  std::string summary = Summary(tally);
  if (tally.articles + tally.updated > 0) {
    if (auto compared = compare(); !compared) {
      if (!tally.end) tally.end = compared.error();
    } else {
      summary += "; " + Plural(facts.facts, "fact") + " in the store, " +
                 Plural(facts.contradictions, "contradiction");
    }
  }
  if (tally.left > 0) summary += "; " + Plural(tally.left, "page") + " left for the next run";
  const std::vector<JsonMember> counts = {JsonMember::Number("pages", tally.pages),
                                          JsonMember::Number("articles", tally.articles),
                                          JsonMember::Number("updated", tally.updated),
                                          JsonMember::Number("not_modified", tally.not_modified),
                                          JsonMember::Number("failures", tally.failures),
                                          JsonMember::Number("bytes", tally.bytes),
                                          JsonMember::Number("left", tally.left)};
  const auto ended = store->EndRun(*run, UtcNow(), ObjectJson(counts, {}));
  if (!ended && !tally.end) tally.end = ended.error();
  auto end = counts;
  end.push_back(JsonMember::Text("next_at", crawl::TimeText(tally.next_at)));
  log.Event("end", end);
  session.Note(summary);
  for (const auto& [source, error] : tally.failed_sources) {
    session.Report(Error{ErrorKind::kNetwork, "the source `" + source + "` failed: " + error, "",
                         "`heshu crawl why URL` says when it is tried again", ""});
  }
  if (tally.end) {
    session.Report(*tally.end);
    return tally.articles + tally.updated > 0 ? kPartlyDone : kFailed;
  }
  if (!tally.failed_sources.empty() || !sources.problems.empty()) return kPartlyDone;
  return kDone;
}

}  // namespace

Result<int> RunCrawl(Session& session) {
  const Arguments& arguments = session.arguments();
  if (arguments.Has("once") && arguments.Has("watch")) {
    return Fail(ErrorKind::kInvalidInput, "--once and --watch are two ways to crawl", "",
                "give one of them; --once is what happens without");
  }
  const bool is_why = arguments.word(0) == "why";
  if (is_why && arguments.words().size() != 2) {
    return Fail(ErrorKind::kInvalidInput, "`crawl why` explains one URL", "",
                "heshu crawl why https://example.com/news/1.html");
  }
  auto sources = LoadSources(session);
  if (is_why) {
    // What the store knows can be told without the file.
    return ExplainPage(session, sources ? *sources : crawler::SourceList{},
                       std::string(arguments.word(1)));
  }
  if (!sources) return tl::make_unexpected(sources.error());
  const auto picked = PickSources(*sources, arguments.words());
  if (!picked) return tl::make_unexpected(picked.error());
  std::vector<std::string> names;
  for (const crawler::Source* source : *picked) names.push_back(source->name);
  if (names.empty()) {
    return Fail(ErrorKind::kInvalidInput, "the sources file has no source to crawl",
                session.settings().sources_file,
                sources->problems.empty() ? "add a [[source]]" : "mend the mistakes told above");
  }
  if (arguments.Has("dry-run")) return PrintCrawlPlan(session, *sources, names);
  return RunCrawler(session, *sources, names);
}

}  // namespace heshu::cli
