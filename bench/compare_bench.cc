// Comparing one article more, in stores of growing size:
// `compare_bench [--articles=100000] [--db=FILE] [--minutes=N] [--more=300] [--queries=100]`.
//
// Makes a store of N/10 and then N articles of ten claims each and measures, at either size, the
// whole of what ingesting one more article adds after it is saved: keys, near-duplicate search,
// neighbours, judgement, facts, closure. Then the query behind `conflicts`, and the pages of
// `serve`. Filling goes on where an earlier run of the same FILE ended, --minutes ends it early; a
// FILE that is full is measured again, with articles from --number on (bench/age_store makes a FILE
// of 10,300 articles ten times as old in minutes; the next article is then number 10300). --more
// says how many articles are measured, --queries how often each query is asked (0: none is): few
// under callgrind, whose counts no other program on the machine disturbs.
//
// The articles: subjects and metrics by Zipf's law over 600 and 60 (the pair most told has 2.5 % of
// all claims), 300 articles of news a day, so that a larger store is a longer time and not a denser
// one. Metrics are of the kinds that the project's own are of: of ten, four levels (told of a day;
// one of them with a half-life of 30 days), three flows (of a month, quarter or year), two
// constants and an event. The true value of subject, metric and period comes from a hash; one claim
// in four is rounded, one in 400 is wrong by a transposed digit, three in ten leave their time.
// One article in five is a reprint of one of the last 40 with its lead rewritten; one in two ends
// with one of ten paragraphs of boilerplate.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/fact_update.h"
#include "compare/compare.h"
#include "compare/near_duplicate.h"
#include "core/hash.h"
#include "store/store.h"

namespace heshu {
namespace {

constexpr int kClaims = 10;
constexpr int kArticlesADay = 300;
constexpr std::size_t kSubjects = 600;
constexpr std::size_t kMetrics = 60;
constexpr long kFirstDay = 19000;

using Clock = std::chrono::steady_clock;

double Milliseconds(Clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

void Must(bool ok, const std::string& what) {
  if (ok) return;
  std::fprintf(stderr, "%s\n", what.c_str());
  std::exit(1);
}
template <typename T>
const T& Must(const Result<T>& result) {
  Must(result.has_value(), result.has_value() ? "" : result.error().ToString());
  return *result;
}
void Must(const Result<void>& result) {
  Must(result.has_value(), result.has_value() ? "" : result.error().ToString());
}

class Zipf {
 public:
  explicit Zipf(std::size_t count) {
    double sum = 0;
    for (std::size_t i = 0; i < count; ++i)
      sums_.push_back(sum += 1.0 / static_cast<double>(i + 3));
  }
  std::size_t operator()(std::mt19937& random) const {
    const double at = static_cast<double>(random()) / 4294967296.0 * sums_.back();
    return static_cast<std::size_t>(std::upper_bound(sums_.begin(), sums_.end(), at) -
                                    sums_.begin());
  }

 private:
  std::vector<double> sums_;
};

std::string Character(std::uint32_t n) {
  const char32_t code = 0x4E00 + n % 0x5000;
  return {static_cast<char>(0xE0 | (code >> 12)), static_cast<char>(0x80 | ((code >> 6) & 0x3F)),
          static_cast<char>(0x80 | (code & 0x3F))};
}

MetricKind KindOf(std::size_t metric) {
  constexpr MetricKind kLevel = MetricKind::kLevel;
  constexpr MetricKind kFlow = MetricKind::kFlow;
  constexpr MetricKind kConstant = MetricKind::kConstant;
  constexpr MetricKind kKinds[] = {kLevel, kFlow,  kConstant, kLevel,    MetricKind::kEvent,
                                   kFlow,  kLevel, kFlow,     kConstant, kLevel};
  return kKinds[metric % std::size(kKinds)];
}

Vocabulary MakeVocabulary() {
  Vocabulary vocabulary;
  UnitDefinition unit;
  unit.id = unit.base = "CNY";
  unit.dimension = "money";
  vocabulary.Add(unit);
  for (std::size_t i = 0; i < kMetrics; ++i) {
    MetricDefinition metric;
    metric.id = "m" + std::to_string(i);
    metric.dimensions = {"money"};
    metric.kind = KindOf(i);
    if (i % 10 == 0) metric.half_life_days = 30;
    vocabulary.Add(metric);
  }
  for (std::size_t i = 0; i < kSubjects; ++i) {
    EntityDefinition entity;
    entity.id = "s" + std::to_string(i);
    if (i % 5 == 4) entity.family = "s" + std::to_string(i - 1);
    vocabulary.Add(entity);
  }
  return vocabulary;
}

struct Made {
  Document document;
  Article article;
  std::vector<Claim> claims;
};

class Newsroom {
 public:
  Made Article(long number) const {
    std::mt19937 random(static_cast<unsigned>(number) * 2654435761U + 17);
    // A reprint tells what its original told; only the first sentence is new.
    const bool is_reprint = number > 50 && random() % 5 == 0;
    const long original = is_reprint ? number - 1 - static_cast<long>(random() % 40) : number;
    Made made;
    made.document.url = "https://news.example/" + std::to_string(number);
    made.document.source = "source" + std::to_string(random() % 60);
    made.document.bytes = "<p>" + made.document.url + "</p>";
    made.article.text = Filler(random, 40) + "\n";
    std::mt19937 body(static_cast<unsigned>(original) * 2246822519U + 3);
    const long day = kFirstDay + original / kArticlesADay;
    made.article.published = Date::FromDays(day).ToString();
    made.article.title = Filler(body, 12);
    const std::string doc = DocumentId(made.document);
    for (int i = 0; i < kClaims; ++i) made.claims.push_back(MakeClaim(doc, day, made, body));
    if (body() % 2 == 0) {
      std::mt19937 boilerplate(static_cast<unsigned>(body() % 10) + 1);
      made.article.text += Filler(boilerplate, 80) + "\n";
    }
    return made;
  }

 private:
  static std::string Filler(std::mt19937& random, int characters) {
    std::string text;
    for (int i = 0; i < characters; ++i)
      text += Character(static_cast<std::uint32_t>(random() % 3000));
    return text;
  }

  // First and last day of what a figure told on `day` is of; 0 for a constant.
  static std::pair<long, long> PeriodOf(std::size_t metric, long day, std::mt19937& random) {
    constexpr long kPeriods[] = {30, 91, 365};
    switch (KindOf(metric)) {
      case MetricKind::kConstant:
        return {0, 0};
      case MetricKind::kFlow: {
        const long length = kPeriods[random() % std::size(kPeriods)];
        const long first = (day / length - 1) * length;
        return {first, first + length - 1};
      }
      default:
        return {day, day};
    }
  }

  Claim MakeClaim(const std::string& doc, long day, Made& made, std::mt19937& random) const {
    const std::size_t subject = subjects_(random);
    const std::size_t metric = metrics_(random);
    const auto [first, last] = PeriodOf(metric, day, random);
    const std::uint64_t truth =
        StableHash("v", subject * 131 + metric * 7 + static_cast<std::uint64_t>(first) * 65537 +
                            static_cast<std::uint64_t>(last - first) * 257);
    auto value = static_cast<std::int64_t>(10000 + truth % 89999);
    if (random() % 400 == 0) value = value / 100 * 100 + value % 10 * 10 + value / 10 % 10;
    std::int64_t step = 1;
    if (random() % 4 == 0) {
      step = 100;
      value = (value + 50) / 100 * 100;
    }
    Claim claim;
    claim.doc = doc;
    claim.text = std::to_string(value);
    claim.sentence = Filler(random, 30) + claim.text + Filler(random, 30);
    const std::size_t begin = made.article.text.size();
    made.article.text += claim.sentence + "\n";
    claim.span = {begin + 90, begin + 90 + claim.text.size()};
    claim.sentence_span = {begin, begin + claim.sentence.size()};
    claim.context = claim.text;
    claim.context_span = claim.span;
    claim.id = ClaimId(doc, claim.span);
    claim.value.lo = claim.value.hi = Decimal::Of(value, 4);
    claim.value.step = Decimal::Of(step, 4);
    claim.unit = "CNY";
    claim.dimension = "money";
    claim.subject = Subject{"s" + std::to_string(subject), "s", "s", ByteSpan{begin, begin + 3}};
    claim.metric = "m" + std::to_string(metric);
    if (random() % 10 >= 3 && last > 0) {
      claim.time.start = Date::FromDays(first);
      claim.time.end = Date::FromDays(last);
      claim.time.how = How::kStated;
    }
    claim.source = made.document.source;
    claim.url = made.document.url;
    claim.published = made.article.published;
    return claim;
  }

  Zipf subjects_{kSubjects};
  Zipf metrics_{kMetrics};
};

void Save(store::Store& store, const Made& made) {
  Must(store.Save(made.document, made.article, made.claims, 0, "bench"));
}

// What this thread has worked, in milliseconds: other programs on the machine do not count.
double Worked() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1000 + static_cast<double>(now.tv_nsec) / 1e6;
}

struct Timing {
  double mean = 0;
  double p99 = 0;
};

Timing Of(std::vector<double> samples) {
  std::sort(samples.begin(), samples.end());
  Timing t;
  for (const double s : samples) t.mean += s / static_cast<double>(samples.size());
  t.p99 = samples[samples.size() * 99 / 100];
  return t;
}

struct Measured {
  Timing all, texts;
  Timing all_worked, texts_worked;
};

// Of some articles more.
Measured MeasureComparing(store::Store& store, const Vocabulary& vocabulary,
                          const Newsroom& newsroom, long next, long more) {
  std::vector<double> compared, compared_worked;
  std::vector<double> placed, placed_worked;
  const std::int64_t run = Must(store.BeginRun("bench", "bench", "2026-01-01T00:00:00Z"));
  for (long i = 0; i < more; ++i) {
    const Made made = newsroom.Article(next++);
    Save(store, made);
    // The search for near-duplicates alone, then all of it.
    const std::string doc = DocumentId(made.document);
    const TextSketch sketch = compare::SketchOf(made.article.text);
    auto start = Clock::now();
    double worked = Worked();
    Must(store.InOneTransaction([&]() -> Result<void> {
      Must(store.PlaceText(doc, sketch, compare::AreNearDuplicates));
      return {};
    }));
    placed.push_back(Milliseconds(start));
    placed_worked.push_back(Worked() - worked);
    start = Clock::now();
    worked = Worked();
    Must(cli::UpdateFacts(store, vocabulary, run));
    compared.push_back(Milliseconds(start));
    compared_worked.push_back(Worked() - worked);
  }
  return {Of(compared), Of(placed), Of(compared_worked), Of(placed_worked)};
}

constexpr std::uint64_t kCounted = 1000;

// The queries that `heshu conflicts` runs for its first page: what is shown, and how much there is
// besides, of a lower severity, rejected or past the limit.
std::size_t AskForConflicts(store::Store& store, const store::FactQuery& query) {
  const std::size_t shown = Must(store.FindFacts(query)).size();
  store::FactQuery other = query;
  other.limit = 0;
  if (shown == query.limit) Must(store.CountFacts(other, query.limit + kCounted));
  if (query.reviewed == store::FactQuery::Reviewed::kNotRejected) {
    other.reviewed = store::FactQuery::Reviewed::kRejected;
    Must(store.CountFacts(other, kCounted));
  }
  if (query.min_severity > 0) {
    other = query;
    other.limit = 0;
    other.verdicts = {Verdict::kContradict};
    other.min_severity = 0;
    other.max_severity = query.min_severity - 1;
    Must(store.CountFacts(other, kCounted));
  }
  return shown;
}

// Those that `heshu serve` runs for a page: its facts, how many there are in all, how many of them
// contradict and agree.
std::size_t AskForPage(store::Store& store, const store::FactQuery& query) {
  const std::size_t shown = Must(store.FindFacts(query)).size();
  store::FactQuery other = query;
  for (const std::vector<Verdict>& verdicts :
       {std::vector<Verdict>{}, std::vector<Verdict>{Verdict::kContradict},
        std::vector<Verdict>{Verdict::kAgree, Verdict::kAgreeWithinPrecision}}) {
    other.verdicts = verdicts;
    Must(store.CountFacts(other, kCounted));
  }
  return shown;
}

// What queries are asked about.
struct Newest {
  std::string month_ago;
  std::int64_t run = 0;
};

struct QueryKind {
  const char* name;
  void (*choose)(store::FactQuery& query, const Newest& newest, std::mt19937& random);
};

std::string Numbered(const char* prefix, std::mt19937& random, std::size_t count) {
  return prefix + std::to_string(random() % count);
}

void ShowAll(store::FactQuery& query) {
  query.verdicts.clear();
  query.min_severity = 0;
  query.reviewed = store::FactQuery::Reviewed::kAll;
}

constexpr QueryKind kConflicts[] = {
    {"conflicts", [](auto&, auto&, auto&) {}},
    {"--subject", [](auto& q, auto&, auto& r) { q.subject = Numbered("s", r, kSubjects); }},
    {"--metric", [](auto& q, auto&, auto& r) { q.metric = Numbered("m", r, kMetrics); }},
    {"--source", [](auto& q, auto&, auto& r) { q.source = Numbered("source", r, 60); }},
    {"--source --metric",
     [](auto& q, auto&, auto& r) {
       q.source = Numbered("source", r, 60);
       q.metric = Numbered("m", r, kMetrics);
     }},
    {"--source --since",
     [](auto& q, auto& newest, auto& r) {
       q.source = Numbered("source", r, 60);
       q.since = newest.month_ago;
     }},
    {"--since", [](auto& q, auto& newest, auto&) { q.since = newest.month_ago; }},
    {"--since --until", [](auto& q, auto& newest, auto&) { q.since = q.until = newest.month_ago; }},
    {"--new", [](auto& q, auto& newest, auto&) { q.first_run = newest.run; }},
    {"--unit", [](auto& q, auto&, auto&) { q.unit = "USD"; }},
    {"--min", [](auto& q, auto&, auto&) { q.min = Decimal::Of(1, 12); }},
    {"--possible", [](auto& q, auto&, auto&) { q.verdicts = {Verdict::kPossible}; }},
    {"--agree",
     [](auto& q, auto&, auto&) {
       q.verdicts = {Verdict::kAgree, Verdict::kAgreeWithinPrecision};
     }},
    {"--near-miss",
     [](auto& q, auto&, auto&) {
       q.verdicts = {Verdict::kContradict, Verdict::kNotComparable};
       q.not_apart_by = {"mismatch:time", "mismatch:subject", "unknown:time"};
       q.min_severity = 0;
       q.max_severity = 19;
     }},
    {"--all", [](auto& q, auto&, auto&) { ShowAll(q); }},
    {"--all --source --metric",
     [](auto& q, auto&, auto& r) {
       ShowAll(q);
       q.source = Numbered("source", r, 60);
       q.metric = Numbered("m", r, kMetrics);
     }},
    {"--all --source --subject",
     [](auto& q, auto&, auto& r) {
       ShowAll(q);
       q.source = Numbered("source", r, 60);
       q.subject = Numbered("s", r, kSubjects);
     }},
    {"--all --source --since",
     [](auto& q, auto& newest, auto& r) {
       ShowAll(q);
       q.source = Numbered("source", r, 60);
       q.since = newest.month_ago;
     }},
    {"--all, of no such source",
     [](auto& q, auto&, auto&) {
       ShowAll(q);
       q.source = "nobody";
     }},
    {"--all --unit", [](auto& q, auto&, auto&) { ShowAll(q), q.unit = "USD"; }},
    {"--agree --source",
     [](auto& q, auto&, auto& r) {
       q.verdicts = {Verdict::kAgree, Verdict::kAgreeWithinPrecision};
       q.source = Numbered("source", r, 60);
     }},
};

constexpr QueryKind kPages[] = {
    {"serve, worst", [](auto& q, auto&, auto&) { q.sort = "worst"; }},
    {"serve, newest", [](auto& q, auto&, auto&) { q.sort = "newest"; }},
    {"serve, newest of a source",
     [](auto& q, auto&, auto& r) {
       q.sort = "newest";
       q.source = Numbered("source", r, 60);
     }},
    {"serve, by subject", [](auto& q, auto&, auto&) { q.sort = "subject"; }},
    {"serve, words", [](auto& q, auto&, auto& r) { q.text = Numbered("s", r, kSubjects); }},
};

void MeasureKind(store::Store& store, const QueryKind& kind, const store::FactQuery& base,
                 const Newest& newest, long times) {
  std::vector<double> asked, worked;
  std::mt19937 random(5);
  std::size_t shown = 0;
  for (long i = 0; i < times; ++i) {
    store::FactQuery query = base;
    if (base.verdicts.empty()) query.offset = random() % 500;
    kind.choose(query, newest, random);
    const auto start = Clock::now();
    const double before = Worked();
    shown += base.verdicts.empty() ? AskForPage(store, query) : AskForConflicts(store, query);
    worked.push_back(Worked() - before);
    asked.push_back(Milliseconds(start));
  }
  const Timing timing = Of(asked);
  const Timing own = Of(worked);
  std::printf(
      "  %-26s %8.2f ms (p99 %8.2f), of the processor %8.2f ms (p99 %8.2f), %.1f facts each\n",
      kind.name, timing.mean, timing.p99, own.mean, own.p99,
      static_cast<double>(shown) / static_cast<double>(times));
}

void MeasureQueries(store::Store& store, long articles, long times) {
  if (times == 0) return;
  const Newest newest{Date::FromDays(kFirstDay + articles / kArticlesADay - 30).ToString(),
                      Must(store.NewestRun())};
  store::FactQuery conflicts;
  conflicts.verdicts = {Verdict::kContradict};
  conflicts.min_severity = 20;
  conflicts.limit = 100;
  for (const QueryKind& kind : kConflicts) MeasureKind(store, kind, conflicts, newest, times);
  store::FactQuery page;
  page.limit = 20;
  for (const QueryKind& kind : kPages) MeasureKind(store, kind, page, newest, times);
  const auto start = Clock::now();
  Must(store.FindChoices(400));
  std::printf("  what its filters offer: %.1f ms\n", Milliseconds(start));
}

}  // namespace
}  // namespace heshu

int main(int argc, char** argv) {
  using namespace heshu;
  long articles = 100000;
  long number = -1;
  double minutes = 1e9;
  long more = 300;
  long queries = 100;
  std::string path = "compare_bench.db";
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument.starts_with("--articles=")) articles = std::atol(argv[i] + 11);
    if (argument.starts_with("--number=")) number = std::atol(argv[i] + 9);
    if (argument.starts_with("--minutes=")) minutes = std::atof(argv[i] + 10);
    if (argument.starts_with("--more=")) more = std::atol(argv[i] + 7);
    if (argument.starts_with("--queries=")) queries = std::atol(argv[i] + 10);
    if (argument.starts_with("--db=")) path = argument.substr(5);
  }
  const auto begin = Clock::now();
  const Vocabulary vocabulary = MakeVocabulary();
  const Newsroom newsroom;
  auto opened = store::Store::Open(path, store::OpenMode::kCreate, nullptr);
  Must(opened.has_value(), opened.has_value() ? "" : opened.error().ToString());
  store::Store& store = *opened;
  const auto stored_before = static_cast<long>(Must(store.Info()).documents);
  long next = number >= 0 ? number : stored_before;
  std::optional<Measured> small;
  for (const long size : {articles / 10, articles, next}) {
    const bool is_last = size != articles / 10 && size != articles;
    if (number >= 0 && !is_last) continue;
    if (next > size || (is_last && small)) continue;  // measured by an earlier run, or this one
    const auto filling = Clock::now();
    const long stored = next;
    const std::int64_t run =
        next < size ? Must(store.BeginRun("bench", "bench", "2026-01-01T00:00:00Z")) : 0;
    while (next < size) {
      for (int i = 0; i < 200 && next < size; ++i) Save(store, newsroom.Article(next++));
      Must(cli::UpdateFacts(store, vocabulary, run));
      if (Milliseconds(begin) > minutes * 60000) {
        std::printf("%ld of %ld articles; run again to go on\n", next, articles);
        return 0;
      }
    }
    const long all = number >= 0 ? stored_before : size;
    std::printf("%ld articles, %ld claims, %ld of them saved and compared in %.0f s\n", all,
                all * kClaims, size - stored, Milliseconds(filling) / 1000);
    const Measured measured = MeasureComparing(store, vocabulary, newsroom, next, more);
    next += more;
    std::printf("  one article more: %.2f ms (p99 %.2f); its near-duplicates: %.2f ms (p99 %.2f)\n",
                measured.all.mean, measured.all.p99, measured.texts.mean, measured.texts.p99);
    std::printf("  of the processor: %.2f ms (p99 %.2f); %.2f ms (p99 %.2f)\n",
                measured.all_worked.mean, measured.all_worked.p99, measured.texts_worked.mean,
                measured.texts_worked.p99);
    if (small) {
      std::printf("  against a tenth of the store: comparison %.2f x, near-duplicates %.2f x\n",
                  measured.all_worked.mean / small->all_worked.mean,
                  measured.texts_worked.mean / small->texts_worked.mean);
    }
    small = measured;
    MeasureQueries(store, size, queries);
    const auto info = Must(store.Info());
    std::printf("  %llu facts in the store, %llu MB\n", static_cast<unsigned long long>(info.facts),
                static_cast<unsigned long long>(info.file_bytes >> 20));
    std::fflush(stdout);
  }
  return 0;
}
