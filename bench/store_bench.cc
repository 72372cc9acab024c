// Search in a large store: `store_bench [--claims=1000000] [--db=FILE]`.
//
// Makes FILE if it is not there: documents of ten figures, each a sentence of its own, four in five
// of them claims. Subjects, metrics and filler characters follow Zipf's law (the most frequent
// character stands in most sentences, as in real Chinese), days spread over three years, 60
// sources. Then each kind of query runs with words drawn from the same distributions; p50, p99 and
// max are of single queries in milliseconds, the file's pages in the operating system's cache;
// p99_worked_ms is of the processor, whatever else the machine does.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "store/store.h"

namespace heshu::store {
namespace {

constexpr int kFiguresPerDocument = 10;

std::string Utf8(char32_t code) {
  return {static_cast<char>(0xE0 | (code >> 12)), static_cast<char>(0x80 | ((code >> 6) & 0x3F)),
          static_cast<char>(0x80 | (code & 0x3F))};
}

// Numbers 0, 1, … by falling frequency 1 / (1 + n).
class Zipf {
 public:
  explicit Zipf(std::size_t count) {
    double sum = 0;
    for (std::size_t i = 0; i < count; ++i)
      sums_.push_back(sum += 1.0 / static_cast<double>(i + 1));
  }
  std::size_t operator()(std::mt19937& random) const {
    const double at = static_cast<double>(random()) / 4294967296.0 * sums_.back();
    return static_cast<std::size_t>(std::upper_bound(sums_.begin(), sums_.end(), at) -
                                    sums_.begin());
  }

 private:
  std::vector<double> sums_;
};

class Language {
 public:
  std::string Character(std::mt19937& random) const { return CharacterAt(characters_(random)); }
  std::size_t Subject(std::mt19937& random) const { return subjects_(random); }
  std::size_t Metric(std::mt19937& random) const { return metrics_(random); }
  std::string Source(std::mt19937& random) const {
    return "source" + std::to_string(random() % 60);
  }

  static std::string CharacterAt(std::size_t rank) {
    return Utf8(static_cast<char32_t>(0x4E00 + rank * 7 % 0x5000));
  }
  // Names of two or three characters, every third one Latin.
  static std::string SubjectName(std::size_t subject) {
    if (subject % 3 == 2) return "Company" + std::to_string(subject);
    std::minstd_rand random(static_cast<unsigned>(subject) * 7919 + 1);  // cheap to seed
    std::string name;
    for (std::size_t i = 0; i < 2 + subject % 2; ++i) name += CharacterAt(random() % 3000);
    return name;
  }
  static std::string MetricName(std::size_t metric) {
    std::minstd_rand random(static_cast<unsigned>(metric) * 7919 + 100000);
    return CharacterAt(random() % 500) + CharacterAt(random() % 500) + CharacterAt(random() % 500);
  }
  // Words that many sentences share.
  std::string Word(std::mt19937& random) const {
    std::minstd_rand word(static_cast<unsigned>(words_(random)) * 7919 + 200000);
    return CharacterAt(word() % 1500) + CharacterAt(word() % 1500);
  }

 private:
  Zipf characters_{3500};
  Zipf subjects_{5000};
  Zipf metrics_{120};
  Zipf words_{20000};
};

void SaveDocument(Store& store, const Language& language, std::mt19937& random, long number) {
  Document document;
  document.url = "https://news.example/" + std::to_string(number);
  document.source = language.Source(random);
  document.bytes = "<p>" + document.url + "</p>";
  Article article;
  article.published = Date::FromDays(20000 + static_cast<long>(random() % 1095)).ToString();
  article.title = language.Word(random) + language.Word(random) + language.Word(random);
  const std::string doc = DocumentId(document);
  std::vector<Claim> claims;
  for (int i = 0; i < kFiguresPerDocument; ++i) {
    Claim claim;
    claim.doc = doc;
    const auto subject = language.Subject(random);
    const auto metric = language.Metric(random);
    claim.text = std::to_string(random() % 10000) + Language::CharacterAt(0);
    claim.sentence = Language::SubjectName(subject) + Language::MetricName(metric) + claim.text;
    for (int word = 0; word < 14; ++word) {
      claim.sentence += word % 5 == 4 ? "，" : language.Word(random);
      claim.sentence += language.Character(random);
    }
    const auto begin = article.text.size();
    article.text += claim.sentence + "\n";
    claim.span = {begin, begin + claim.text.size()};
    claim.sentence_span = {begin, article.text.size()};
    claim.context_span = claim.span;
    claim.context = claim.text;
    claim.id = ClaimId(doc, claim.span);
    claim.value.lo = claim.value.hi = Decimal::Of(static_cast<std::int64_t>(random() % 10000), 8);
    claim.value.step = Decimal::Of(1, 8);
    claim.unit = "CNY";
    claim.dimension = "money";
    if (i % 5 != 4) {
      const auto name = Language::SubjectName(subject);
      claim.subject = Subject{"s" + std::to_string(subject), name, name, ByteSpan{0, 6}};
      claim.metric = "m" + std::to_string(metric);
    }
    claim.source = document.source;
    claim.url = document.url;
    claim.published = article.published;
    claims.push_back(std::move(claim));
  }
  const auto saved = store.Save(document, article, claims, 0, "bench");
  if (!saved) {
    std::fprintf(stderr, "%s\n", saved.error().ToString().c_str());
    std::exit(1);
  }
}

void Fill(Store& store, const Language& language, std::uint64_t figures) {
  const auto begin = std::chrono::steady_clock::now();
  const auto stored = static_cast<long>(store.Info()->documents);
  const auto wanted = static_cast<long>(figures / kFiguresPerDocument);
  for (long number = stored; number < wanted; ++number) {
    std::mt19937 random(static_cast<unsigned>(number));
    SaveDocument(store, language, random, number);
  }
  if (stored >= wanted) return;
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  std::printf("saved %ld documents in %.1f s: %.2f ms each\n", wanted - stored, seconds.count(),
              1000 * seconds.count() / static_cast<double>(wanted - stored));
}

using MakeQuery = ClaimQuery (*)(const Language&, std::mt19937&);

struct Kind {
  const char* name;
  MakeQuery make;
};

ClaimQuery Words(std::string text) { return {.text = std::move(text), .limit = 20}; }

constexpr Kind kKinds[] = {
    {"one_character", [](const Language& l, std::mt19937& r) { return Words(l.Character(r)); }},
    {"most_frequent_character",
     [](const Language&, std::mt19937&) { return Words(Language::CharacterAt(0)); }},
    {"two_characters", [](const Language& l, std::mt19937& r) { return Words(l.Word(r)); }},
    {"subject_name",
     [](const Language& l, std::mt19937& r) { return Words(Language::SubjectName(l.Subject(r))); }},
    {"subject_and_metric",
     [](const Language& l, std::mt19937& r) {
       return Words(Language::SubjectName(l.Subject(r)) + " " + Language::MetricName(l.Metric(r)));
     }},
    {"two_words",
     [](const Language& l, std::mt19937& r) { return Words(l.Word(r) + " " + l.Word(r)); }},
    {"three_characters_apart",
     [](const Language& l, std::mt19937& r) {
       return Words(l.Character(r) + " " + l.Character(r) + " " + l.Character(r));
     }},
    {"nothing_found", [](const Language& l, std::mt19937& r) { return Words(l.Word(r) + "龘"); }},
    {"word_of_subject",
     [](const Language& l, std::mt19937& r) {
       auto query = Words(l.Word(r));
       query.subject = "s" + std::to_string(l.Subject(r));
       return query;
     }},
    {"character_of_metric_since",
     [](const Language& l, std::mt19937& r) {
       auto query = Words(l.Character(r));
       query.metric = "m" + std::to_string(l.Metric(r));
       query.since = Date::FromDays(20000 + static_cast<long>(r() % 1095)).ToString();
       return query;
     }},
    {"filters_only",
     [](const Language& l, std::mt19937& r) {
       ClaimQuery query;
       query.subject = "s" + std::to_string(l.Subject(r));
       query.metric = "m" + std::to_string(l.Metric(r));
       query.since = Date::FromDays(20000 + static_cast<long>(r() % 1095)).ToString();
       query.limit = 20;
       return query;
     }},
    {"newest_of_source",
     [](const Language& l, std::mt19937& r) {
       return ClaimQuery{.source = l.Source(r), .claims_only = true, .limit = 20};
     }},
    {"value_range",
     [](const Language&, std::mt19937& r) {
       const auto low = static_cast<std::int64_t>(r() % 9000);
       return ClaimQuery{.min = Decimal::Of(low, 8), .max = Decimal::Of(low + 10, 8), .limit = 20};
     }},
};

// What this thread has worked, in milliseconds: other programs on the machine do not count.
double Worked() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1000 + static_cast<double>(now.tv_nsec) / 1e6;
}

void Search(benchmark::State& state, Store& store, const Language& language, MakeQuery make) {
  std::mt19937 random(42);
  std::vector<double> milliseconds;
  std::vector<double> worked;
  std::size_t found = 0;
  for (auto _ : state) {
    const auto query = make(language, random);
    const auto begin = std::chrono::steady_clock::now();
    const double before = Worked();
    const auto claims = store.FindClaims(query);
    worked.push_back(Worked() - before);
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
    if (!claims) return state.SkipWithError(claims.error().ToString().c_str());
    found += claims->size();
    milliseconds.push_back(took.count());
  }
  std::sort(milliseconds.begin(), milliseconds.end());
  const auto n = milliseconds.size();
  state.counters["found"] = static_cast<double>(found) / static_cast<double>(n);
  state.counters["p50_ms"] = milliseconds[n / 2];
  state.counters["p99_ms"] = milliseconds[n * 99 / 100];
  state.counters["max_ms"] = milliseconds.back();
  std::sort(worked.begin(), worked.end());
  state.counters["p99_worked_ms"] = worked[n * 99 / 100];
}

}  // namespace
}  // namespace heshu::store

int main(int argc, char** argv) {
  using namespace heshu::store;
  std::uint64_t figures = 1'000'000;
  std::string path = "store_bench.db";
  benchmark::Initialize(&argc, argv);
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument.starts_with("--claims=")) figures = std::strtoull(argv[i] + 9, nullptr, 10);
    if (argument.starts_with("--db=")) path = argument.substr(5);
  }
  auto store = Store::Open(path, OpenMode::kCreate, nullptr);
  if (!store) {
    std::fprintf(stderr, "%s\n", store.error().ToString().c_str());
    return 1;
  }
  const Language language;
  Fill(*store, language, figures);
  std::printf("%llu figures, %llu MB\n", static_cast<unsigned long long>(store->Info()->figures),
              static_cast<unsigned long long>(store->Info()->file_bytes >> 20));
  for (const auto& kind : kKinds) {
    benchmark::RegisterBenchmark(
        kind.name, [&](benchmark::State& state) { Search(state, *store, language, kind.make); })
        ->Iterations(300)
        ->Unit(benchmark::kMillisecond);
  }
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
