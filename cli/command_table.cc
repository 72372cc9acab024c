#include "cli/command_table.h"

#include <algorithm>
#include <array>

namespace heshu::cli {
namespace {

using enum ValueType;

constexpr OptionSpec kGlobal[] = {
    {"db", 0, kFile, "FILE", "the database (default: HESHU_DB, config, or the data folder)"},
    {"config", 0, kFile, "FILE", "settings to read instead of the usual config.toml"},
    {"no-config", 0, kSwitch, "", "read no config.toml and no rule files of the user"},
    {"rules", 0, kFile, "DIR", "the folder of heshu's own rules (default: where it is installed)"},
    {"color", 0, kChoice, "auto|always|never", "colour (NO_COLOR ends it too)"},
    {"ascii", 0, kSwitch, "", "JSON: write what is not ASCII as \\uXXXX"},
    {"quiet", 'q', kSwitch, "", "no notes and no progress, errors only"},
    {"help", 0, kSwitch, "", "the full help of a command (-h: one screen)"},
    {"version", 'V', kSwitch, "", "print the version"},
};

constexpr OptionSpec kFormat{"format", 'f', kChoice, "table|json|jsonl|csv",
                             "how records are written"};
constexpr OptionSpec kFactFormat{"format", 'f', kChoice, "table|json|jsonl|csv|claimreview",
                                 "how records are written; claimreview: schema.org JSON-LD"};
constexpr OptionSpec kJson{"json", 0, kSwitch, "", "same as --format json: one array"};
constexpr OptionSpec kJsonl{"jsonl", 0, kSwitch, "", "same as --format jsonl: one object a line"};
constexpr OptionSpec kCsv{"csv", 0, kSwitch, "", "same as --format csv"};
constexpr OptionSpec kArticleFormat{"format", 'f', kChoice, "json|jsonl|text|markdown",
                                    "how the stage's answer is written (default json)"};

constexpr OptionSpec kSubject{"subject", 's', kText, "ID|NAME",
                              "of this subject, in either script"};
constexpr OptionSpec kMetric{"metric", 'm', kText, "ID", "of this metric"};
constexpr OptionSpec kUnit{"unit", 'u', kText, "U", "in this unit"};
constexpr OptionSpec kFromSource{"source", 0, kText, "S", "told by this source"};
constexpr OptionSpec kSince{"since", 0, kDay, "DATE", "published on this day or later"};
constexpr OptionSpec kUntil{"until", 0, kDay, "DATE", "published on this day or earlier"};
constexpr OptionSpec kMin{"min", 0, kNumber, "N", "a value of N or more"};
constexpr OptionSpec kMax{"max", 0, kNumber, "N", "a value of N or less"};
constexpr OptionSpec kModality{
    "modality", 0, kChoice, "reported|estimate|forecast|plan|rumour|hypothetical", "told as this"};
constexpr OptionSpec kLimit{"limit", 'n', kCount, "N", "at most N records"};
constexpr OptionSpec kSort{"sort", 0, kChoice,
                           "relevance|published|value|source|-relevance|-published|-value|-source",
                           "order; `-` before it reverses"};
constexpr OptionSpec kClaims{"claims", 0, kSwitch, "",
                             "only figures whose subject and metric are known"};

constexpr OptionSpec kUrl{"url", 0, kText, "URL", "the document's address"};
constexpr OptionSpec kSource{"source", 0, kText, "NAME", "who published the document"};
constexpr OptionSpec kPublished{"published", 0, kDateTime, "DATE",
                                "when it was published: YYYY-MM-DD[THH:MM±ZZ]"};
constexpr OptionSpec kWarc{"warc", 0, kSwitch, "", "the input is WARC, whatever its name"};
constexpr OptionSpec kAllowNet{"allow-net", 0, kText, "CIDR",
                               "let URLs reach this private network"};
constexpr OptionSpec kJobs{"jobs", 'j', kCount, "N", "worker threads (default: one a core)"};

constexpr OptionSpec kSources{"sources", 0, kFile, "FILE",
                              "the sources file (default: config, or sources.toml beside it)"};
constexpr OptionSpec kOnce{"once", 0, kSwitch, "", "fetch what is due and end (the default)"};
constexpr OptionSpec kWatch{"watch", 0, kSwitch, "", "go on until stopped (SIGTERM, Ctrl-C)"};
constexpr OptionSpec kDryRun{"dry-run", 'n', kSwitch, "",
                             "say what would be fetched and which robots.txt line decides"};
constexpr OptionSpec kMaxPages{"max-pages", 0, kCount, "N", "end after N requests"};
constexpr OptionSpec kCrawlSince{"since", 0, kDay, "DATE",
                                 "pass over items that are dated earlier"};
constexpr OptionSpec kDelay{"delay", 0, kText, "TIME",
                            "pause between requests to a site that names none (default 5s)"};
constexpr OptionSpec kMaxCrawlDelay{
    "max-crawl-delay", 0, kText, "TIME",
    "pause sources whose robots.txt asks for more than this (default 60s)"};
constexpr OptionSpec kTimeout{"timeout", 0, kText, "TIME", "of one request (default 60s)"};
constexpr OptionSpec kWarcDir{"warc-dir", 0, kFile, "DIR",
                              "where WARC files go (default: warc beside the database)"};
constexpr OptionSpec kNoWarc{"no-warc", 0, kSwitch, "",
                             "write no WARC files: pages are kept in the database"};
constexpr OptionSpec kAllowNets{"allow-net", 0, kText, "CIDR[,…]",
                                "let URLs reach these private networks"};
constexpr OptionSpec kResolve{"resolve", 0, kText, "HOST:PORT:ADDRESS[,…]",
                              "addresses of hosts, instead of DNS"};
constexpr OptionSpec kCaFile{"ca-file", 0, kFile, "FILE",
                             "certificates to trust instead of the system's (PEM)"};
constexpr OptionSpec kProxy{"proxy", 0, kText, "URL", "fetch through this proxy"};

constexpr OptionSpec kAll{"all", 'a', kSwitch, "",
                          "agreements, possible conflicts and what cannot be compared too"};
constexpr OptionSpec kAllPages{"all", 0, kSwitch, "",
                               "reextract: pages that the rules of now were applied to as well"};
constexpr OptionSpec kExitCode{"exit-code", 0, kSwitch, "", "exit 1 if a contradiction is shown"};
constexpr OptionSpec kNew{"new", 0, kSwitch, "", "only what the newest run found first"};
constexpr OptionSpec kPossible{"possible", 0, kSwitch, "",
                               "conflicts that hang on a key no text tells"};
constexpr OptionSpec kAgree{"agree", 0, kSwitch, "", "figures that agree"};
constexpr OptionSpec kNearMiss{"near-miss", 0, kSwitch, "",
                               "what one differing key keeps apart, and what is held back"};
constexpr OptionSpec kClosure{"closure", 0, kSwitch, "",
                              "figures of one text that follow from each other, or do not"};
constexpr OptionSpec kRejected{"rejected", 0, kSwitch, "", "what a review rejected"};
constexpr OptionSpec kAccepted{"accepted", 0, kSwitch, "", "what a review accepted"};
constexpr OptionSpec kRates{"rates", 0, kFile, "FILE",
                            "rates of exchange (the ECB's CSV): compare sums across currencies"};
constexpr OptionSpec kMinSeverity{"min-severity", 0, kCount, "N",
                                  "contradictions from this severity on (default 10)"};
constexpr OptionSpec kExplain{"explain", 'x', kSwitch, "",
                              "the path from byte to value, step by step"};
constexpr OptionSpec kOutput{"output", 'o', kFile, "FILE", "write here instead of stdout"};
constexpr OptionSpec kRef{"ref", 0, kText, "DATE",
                          "the day that times are relative to: YYYY[-MM[-DD]]"};

constexpr OptionSpec kPort{"port", 0, kCount, "N", "listen here (default 8321; 0: any free port)"};
constexpr OptionSpec kHost{"host", 0, kText, "ADDRESS",
                           "127.0.0.1 (default), ::1 or localhost: this machine only"};
constexpr OptionSpec kAgent{"agent", 0, kText, "NAME", "the crawler that asks (default heshu)"};
constexpr OptionSpec kBase{"base", 0, kText, "URL", "what a relative address is relative to"};

constexpr OptionSpec kPause{"pause", 0, kText, "TIME",
                            "between two requests to one site: 500ms, 2s (default 1s)"};

std::vector<const OptionSpec*> Filters(std::vector<const OptionSpec*> more) {
  std::vector<const OptionSpec*> all{&kSubject, &kMetric, &kUnit, &kFromSource, &kSince,
                                     &kUntil,   &kMin,    &kMax,  &kModality,   &kLimit};
  all.insert(all.end(), more.begin(), more.end());
  // Facts have one form more than claims.
  const bool has_facts = std::find(more.begin(), more.end(), &kAll) != more.end();
  all.insert(all.end(), {has_facts ? &kFactFormat : &kFormat, &kJson, &kJsonl, &kCsv});
  return all;
}

std::vector<CommandSpec> MakeCommands() {
  std::vector<CommandSpec> all;
  all.push_back(
      {.name = "crawl",
       .usage = "[SOURCE…] [--once|--watch] | why URL",
       .summary = "fetch what is due, store pages and articles, extract and compare claims",
       .about =
           "The sources file lists feeds, sitemaps and list pages (`heshu sources`). One request "
           "at a time goes to a site, with a pause after it; robots.txt, Retry-After and what a "
           "server says of a page's life are obeyed; only public addresses are reached. Feeds are "
           "visited sooner or later as there was news or not, articles once. A second process on "
           "the same database shares the work. Pages also go into WARC files. Progress is a line "
           "on a terminal, JSON lines on stderr elsewhere. SIGTERM or Ctrl-C finishes the pages in "
           "hand; after a kill nothing stored is lost. A source that fails is named (exit 3) and "
           "tried again by the rule. `crawl why URL` tells a page's state, the rule that decides, "
           "and when it is fetched next (exit 1: not known).",
       .examples = {{"heshu crawl", "what is due, of all sources; for cron and timers"},
                    {"heshu crawl --watch", "as a service"},
                    {"heshu crawl --dry-run", "what would be fetched"},
                    {"heshu crawl caixin --since 2026-02-01 --max-pages 50", "a part"},
                    {"heshu crawl why https://example.com/news/1.html", "why is it (not) stored"}},
       .options = {&kOnce,       &kWatch,     &kSources,       &kDryRun,  &kMaxPages,
                   &kCrawlSince, &kDelay,     &kMaxCrawlDelay, &kTimeout, &kWarcDir,
                   &kNoWarc,     &kAllowNets, &kResolve,       &kCaFile,  &kProxy,
                   &kJobs,       &kFormat,    &kJson,          &kJsonl,   &kCsv}});
  all.push_back(
      {.name = "ingest",
       .usage = "PATH|URL…",
       .summary = "store articles and their claims: files, folders, WARC, PDF, URLs, - (stdin)",
       .about =
           "Folders are read recursively: .html .htm .xhtml .txt .md .pdf .warc .warc.gz; hidden "
           "files and side files are passed over. A side file NAME.meta.json beside a document "
           "says what the document cannot: {\"url\", \"source\", \"published\"}; options win over "
           "it. A file that cannot be read is named and the others are stored (exit 3). "
           "The same document twice changes nothing. Ctrl-C finishes the document in hand.",
       .examples = {{"heshu ingest articles/", "everything in a folder"},
                    {"heshu ingest --source etnet --published 2026-02-24 page.html",
                     "one page, with what it does not say itself"},
                    {"heshu ingest https://example.com/news/1.html", "one page of the web"},
                    {"zcat crawl.warc.gz | heshu ingest --warc -", "a crawl from a pipe"}},
       .options = {&kUrl, &kSource, &kPublished, &kWarc, &kAllowNet, &kJobs, &kRates},
       .min_words = 1});
  all.push_back(
      {.name = "search",
       .usage = "[QUERY] [filters]",
       .summary = "find claims by words in either script, subject, metric, value, date",
       .about = "QUERY's words must all stand in the sentence, subject or metric; 豆包 finds 豆包 "
                "in traditional and simplified text. Without QUERY the filters alone select. Exit "
                "1 if nothing is found.",
       .examples = {{"heshu search 調用量", "finds 调用量 too"},
                    {"heshu search --subject nvidia --metric market_cap_change",
                     "by id or name, and by metric"},
                    {"heshu search --unit token/day --min 1000000000000 --sort -value",
                     "the largest first"},
                    {"heshu search 豆包 --jsonl | jq -r '.value.lo'", "for other programs"}},
       .options = Filters({&kSort, &kClaims})});
  all.push_back(
      {.name = "conflicts",
       .usage = "[filters] [--all] | accept|reject|note ID [TEXT] | --explain ID [ID]",
       .summary = "show facts whose figures contradict, with the sentences side by side",
       .about = "One block a fact: what it is about, each value as the interval its words allow, "
                "the sentence with the figure marked ⟦so⟧, who said it and when; then the verdict "
                "with its arithmetic and what would settle it. Contradictions below --min-severity "
                "are counted and held back. --possible, --agree, --near-miss and --closure show "
                "those instead, --all everything. A review is kept with the figures it was made "
                "of: it holds again whenever they are told, and --all, --rejected and --accepted "
                "show it.",
       .examples = {{"heshu conflicts", "contradictions, the worst first"},
                    {"heshu conflicts --exit-code --quiet && publish", "as a gate in a script"},
                    {"heshu conflicts reject f_0123456789abcdef two share classes",
                     "hide it, now and later"},
                    {"heshu conflicts -f claimreview", "schema.org/ClaimReview, as JSON-LD"}},
       .actions = {{"accept", "ID [TEXT]: it is a contradiction"},
                   {"reject", "ID [TEXT]: it is none; it is not shown any more"},
                   {"note", "ID [TEXT]: say something of it; without TEXT, what was said"}},
       .options = Filters({&kAll, &kNew, &kPossible, &kAgree, &kNearMiss, &kClosure, &kAccepted,
                           &kRejected, &kMinSeverity, &kExplain, &kExitCode})});
  all.push_back(
      {.name = "report",
       .usage = "-o FILE.html [filters]",
       .summary = "write one self-contained page: contradictions, evidence, time lines",
       .about =
           "The page needs no network and no other file. Contradictions come first, then possible "
           "conflicts and agreements; --all adds what cannot be compared. Each fact is a card: the "
           "figures on an axis, the quotes with the figure marked, sources, arithmetic, severity, "
           "what would settle it. The page searches in either script, filters, and prints; `?` in "
           "it shows its keys. -o - writes it to standard output. It holds the worst 10,000 facts; "
           "filters, --limit and `heshu serve` lead to more.",
       .examples = {{"heshu report -o report.html", "everything that is worth a look"},
                    {"heshu report -o nvidia.html --subject 英偉達 --since 2026-01-01",
                     "one subject, this year"},
                    {"heshu report -o all.html --all", "what cannot be compared too, and why"}},
       .options = {&kOutput, &kSubject, &kMetric, &kUnit, &kFromSource, &kSince, &kUntil, &kMin,
                   &kMax, &kModality, &kLimit, &kAll, &kMinSeverity},
       .max_words = 0});
  all.push_back(
      {.name = "serve",
       .usage = "[--port N]",
       .summary = "show facts, claims and time lines in the browser, from the live store",
       .about =
           "Prints the address and serves until Ctrl-C: the cards of `report` over the store as it "
           "is, with search in either script and paging. It reads only, and it answers to this "
           "machine only. For programs: /api/conflicts, /api/claims?query=, /api/fact/ID, "
           "/api/claim/ID and /api/doc/ID give the records as JSON; lists take offset= and limit= "
           "and the filters' names (subject=, metric=, source=, since=, until=, all=1).",
       .examples = {{"heshu serve", "http://127.0.0.1:8321/"},
                    {"heshu serve --port 0", "any free port; the address is printed"},
                    {"curl -s 'http://127.0.0.1:8321/api/claims?query=調用量&limit=5'",
                     "records for a program"}},
       .options = {&kPort, &kHost},
       .max_words = 0});
  all.push_back({.name = "show",
                 .usage = "ID [--explain]",
                 .summary = "show one claim (c_…), fact (f_…) or document (d_…)",
                 .examples = {{"heshu show c_0123456789abcdef", "the quote, the figure marked"},
                              {"heshu show c_0123456789abcdef --explain",
                               "from the bytes to the value: text, fold, rule, unit"},
                              {"heshu show d_0123456789abcdef", "a document and its figures"}},
                 .options = {&kExplain, &kFormat, &kJson, &kJsonl, &kCsv},
                 .min_words = 1,
                 .max_words = 1});
  all.push_back({.name = "extract",
                 .usage = "[FILE…]",
                 .summary = "claims of documents to stdout, without a store: a filter for pipes",
                 .about = "Reads stdin without FILE. A table on a terminal, JSON lines in a pipe.",
                 .examples = {{"heshu extract page.html", "the figures of one page"},
                              {"curl -s URL | heshu extract --url URL --jsonl", "in a pipe"},
                              {"heshu extract --warc - < crawl.warc", "every page of a crawl"}},
                 .options = {&kUrl, &kSource, &kPublished, &kWarc, &kClaims, &kJobs, &kFormat,
                             &kJson, &kJsonl, &kCsv}});
  all.push_back(
      {.name = "rules",
       .usage = "list|check|show|test …",
       .summary = "list and check the rules, run their samples, try a file of your own",
       .about = "Rules are TOML files: heshu's own, then yours from ~/.config/heshu/rules/*.toml "
                "and those that config.toml names. `check` runs every rule's samples.",
       .examples = {{"heshu rules check", "load everything and run all samples"},
                    {"heshu rules check my.toml", "with a file of yours after the others"},
                    {"heshu rules test my.toml", "what it would make of the stored articles"},
                    {"heshu rules list metrics", "ids, names, units"},
                    {"heshu rules show nvidia", "a subject, metric or unit with its aliases"}},
       .actions =
           {{"list", "[units|metrics|entities]: what is defined"},
            {"check", "[FILE…]: load all rule files and run their samples"},
            {"show", "ID: one subject, metric or unit"},
            {"test",
             "FILE…: each rule of a file at each stored figure that it matches: the claim it "
             "would make, and whether that is new, changed or the same today, or another "
             "rule decides; then what else the file changes. Exit 3: a document could not "
             "be read"}},
       .options = {&kFormat, &kJson, &kJsonl, &kCsv},
       .min_words = 1});
  all.push_back(
      {.name = "db",
       .usage = "info|check|reextract|recompare|export …",
       .summary = "the database: which files are in use, health, new rules over old pages, export",
       .examples = {{"heshu db info", "which files are in use, how much is stored"},
                    {"heshu db check", "is the file sound"},
                    {"heshu db reextract", "apply new rules to the stored pages, without a crawl"},
                    {"heshu db export facts --jsonl -o facts.jsonl", "everything, for elsewhere"}},
       .actions =
           {{"info", "files in use, counts, versions"},
            {"check", "integrity of the file, its links and its full-text index"},
            {"reextract",
             "read again the stored pages that the rules of now were not applied to (--all: every "
             "page, as after an upgrade of heshu). It may be stopped anywhere and goes on when "
             "called again, with --all too. Reviews and ids stay where a claim is the same. Exit "
             "3: some are left, "
             "or could not be read"},
            {"recompare", "compare all stored claims anew, as after a change of --rates"},
            {"export",
             "[claims|facts|documents|database]: all records (default claims), or a compact copy"}},
       .options = {&kAllPages, &kOutput, &kJobs, &kRates, &kFactFormat, &kJson, &kJsonl, &kCsv},
       .min_words = 1,
       .max_words = 2});
  all.push_back(
      {.name = "sources",
       .usage = "list|check|discover|status …",
       .summary = "what is crawled: list it, check that it works, find a site's feeds, its health",
       .about =
           "Sources are told in sources.toml; sources.example.toml explains every key. A mistake "
           "in it is shown with its line, and the other sources are used. `check` and `discover` "
           "keep to robots.txt. `check` exits 3 if a source fails, and says why.",
       .examples = {{"heshu sources list", "how sources.toml is read"},
                    {"heshu sources check technews", "fetch a source and explain what is there"},
                    {"heshu sources discover example.com >> sources.toml",
                     "feeds and sitemaps of a site, ready to use"},
                    {"heshu sources status", "which sources went quiet, and since when"}},
       .actions = {{"list", "[NAME…]: the sources and their addresses"},
                   {"check", "[NAME…]: fetch each: reachable, robots.txt, kind, items, newest"},
                   {"discover", "URL: feeds and sitemaps of a site, as [[source]] entries"},
                   {"status", "[NAME…]: days without an article, error rate, last error"}},
       .options = {&kSources, &kPause, &kAllowNet, &kSince, &kFormat, &kJson, &kJsonl, &kCsv},
       .min_words = 1});
  all.push_back(
      {.name = "inspect",
       .usage = "STAGE [FILE] [--jsonl]",
       .summary = "one stage alone on stdin or a file, as JSON",
       .about = "With --jsonl a stage takes one JSON object a line and answers one a line, in "
                "order: {\"input\"} for fold and quantities, {\"input\", \"ref\"} for times, "
                "{\"input\", \"url\"} for article, {\"robots\", \"agent\", \"url\"}, {\"input\", "
                "\"base\"} "
                "for url. A line that cannot be answered gets "
                "{\"error\"}.",
       .examples = {{"heshu inspect article page.html", "title, date, text and what was dropped"},
                    {"heshu inspect article page.html --format text", "the text alone"},
                    {"heshu inspect article page.html --explain",
                     "which element was elected, with scores"},
                    {"echo 約633億Tokens | heshu inspect quantities", "how a figure is read"},
                    {"echo 當晚21時 | heshu inspect times --ref 2026-02-24", "how a time is read"}},
       .actions = {{"article", "HTML, text or PDF: the article found in it"},
                   {"fold", "text: as the rules see it, with the map back"},
                   {"quantities", "text: figures with value, bound and unit"},
                   {"times", "text: dates and periods"},
                   {"robots", "robots.txt: may --agent fetch --url, and which line says so"},
                   {"feed", "RSS, Atom, JSON Feed or sitemap: its items"},
                   {"url", "an address: as a browser reads it, relative to --base"}},
       .options = {&kArticleFormat, &kJson, &kJsonl, &kExplain, &kRef, &kUrl, &kPublished, &kAgent,
                   &kBase},
       .min_words = 1,
       .max_words = 2});
  return all;
}

constexpr ExitCode kExitCodes[] = {
    {0, "done, or found"},
    {1, "search found nothing; conflicts --exit-code found some"},
    {2, "error: nothing was done, or the command line is wrong"},
    {3, "finished in part: some inputs failed, each is named; the others are stored"},
};

}  // namespace

std::span<const CommandSpec> Commands() {
  static const std::vector<CommandSpec> commands = MakeCommands();
  return commands;
}

const CommandSpec* FindCommand(std::string_view name) {
  for (const CommandSpec& command : Commands()) {
    if (command.name == name) return &command;
  }
  return nullptr;
}

std::span<const OptionSpec> GlobalOptions() { return kGlobal; }

std::span<const ExitCode> ExitCodes() { return kExitCodes; }

}  // namespace heshu::cli
