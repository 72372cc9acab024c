// Comparing one article more, in stores of growing size: `compare_bench [--articles=100000]`.
//
// Makes a store of N/10 and then N articles of ten claims each and measures, at either size, the
// whole of what ingesting one more article adds after it is saved: keys, near-duplicate search,
// neighbours, judgement, facts. And the query behind `conflicts`.
//
// The articles: subjects and metrics by Zipf's law over 600 and 60 (the pair most told has 2.5 % of
// all claims), one day in 300 articles' worth of news, so that a larger store is a longer time and
// not a denser one; half of the metrics are constants, which are told at any time. The true value
// of subject, metric and day comes from a hash; one claim in four is rounded, one in 400 is wrong
// by a transposed digit, one in eight leaves its time open. One article in five is a reprint of one
// of the last 40 with its lead rewritten.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>
#include <string_view>
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
    metric.kind = i % 2 == 0 ? MetricKind::kEvent : MetricKind::kConstant;
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
    return made;
  }

 private:
  static std::string Filler(std::mt19937& random, int characters) {
    std::string text;
    for (int i = 0; i < characters; ++i)
      text += Character(static_cast<std::uint32_t>(random() % 3000));
    return text;
  }

  Claim MakeClaim(const std::string& doc, long day, Made& made, std::mt19937& random) const {
    const std::size_t subject = subjects_(random);
    const std::size_t metric = metrics_(random);
    const bool is_constant = metric % 2 == 1;
    const std::uint64_t truth =
        StableHash("v", subject * 131 + metric * 7 +
                            (is_constant ? 0 : static_cast<std::uint64_t>(day) * 65537));
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
    if (random() % 8 != 0) {
      claim.time.start = claim.time.end = Date::FromDays(day);
      claim.time.granularity = Granularity::kDay;
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

}  // namespace
}  // namespace heshu

int main(int argc, char** argv) {
  using namespace heshu;
  long articles = 100000;
  std::string path = "compare_bench.db";
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument.starts_with("--articles=")) articles = std::atol(argv[i] + 11);
    if (argument.starts_with("--db=")) path = argument.substr(5);
  }
  for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(path + suffix);
  const Vocabulary vocabulary = MakeVocabulary();
  const Newsroom newsroom;
  auto opened = store::Store::Open(path, store::OpenMode::kCreate, nullptr);
  Must(opened.has_value(), opened.has_value() ? "" : opened.error().ToString());
  store::Store& store = *opened;
  long next = 0;
  Timing small;
  Timing small_texts;
  for (const long size : {articles / 10, articles}) {
    const auto begin = Clock::now();
    while (next < size) {
      for (int i = 0; i < 200 && next < size; ++i) Save(store, newsroom.Article(next++));
      Must(cli::UpdateFacts(store, vocabulary, 0));
    }
    std::printf("%ld articles, %ld claims, filled in %.0f s\n", size, size * kClaims,
                Milliseconds(begin) / 1000);
    std::vector<double> compared;
    std::vector<double> placed;
    for (int i = 0; i < 300; ++i) {
      const Made made = newsroom.Article(next++);
      Save(store, made);
      // The search for near-duplicates alone, undone; then all of it.
      const std::string doc = DocumentId(made.document);
      const TextSketch sketch = compare::SketchOf(made.article.text);
      auto start = Clock::now();
      Must(store.InOneTransaction([&]() -> Result<void> {
        Must(store.PlaceText(doc, sketch, compare::AreNearDuplicates));
        return {};
      }));
      placed.push_back(Milliseconds(start));
      start = Clock::now();
      Must(cli::UpdateFacts(store, vocabulary, 0));
      compared.push_back(Milliseconds(start));
    }
    const Timing all = Of(compared);
    const Timing texts = Of(placed);
    if (size != articles) {
      small = all;
      small_texts = texts;
    }
    std::printf("  one article more: %.2f ms (p99 %.2f); its near-duplicates: %.2f ms (p99 %.2f)\n",
                all.mean, all.p99, texts.mean, texts.p99);
    if (size == articles) {
      std::printf("  against a tenth of the store: comparison %.2f x, near-duplicates %.2f x\n",
                  all.mean / small.mean, texts.mean / small_texts.mean);
    }
    std::vector<double> asked;
    std::mt19937 random(5);
    std::size_t shown = 0;
    for (int i = 0; i < 200; ++i) {
      store::FactQuery query;
      query.verdicts = {Verdict::kContradict};
      query.min_severity = 20;
      query.limit = 100;
      if (i % 4 == 1) query.subject = "s" + std::to_string(random() % kSubjects);
      if (i % 4 == 2) query.metric = "m" + std::to_string(random() % kMetrics);
      if (i % 4 == 3)
        query.since = Date::FromDays(kFirstDay + size / kArticlesADay - 30).ToString();
      const auto start = Clock::now();
      shown += Must(store.FindFacts(query)).size();
      asked.push_back(Milliseconds(start));
    }
    const Timing conflicts = Of(asked);
    std::printf("  conflicts: %.2f ms (p99 %.2f), %.1f facts each\n", conflicts.mean, conflicts.p99,
                static_cast<double>(shown) / 200);
    const auto info = Must(store.Info());
    std::printf("  %llu facts in the store, %llu MB\n", static_cast<unsigned long long>(info.facts),
                static_cast<unsigned long long>(info.file_bytes >> 20));
  }
  return 0;
}
