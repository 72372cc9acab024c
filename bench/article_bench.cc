// HTML to article (decode, reduce, parse, elect) against gumbo_parse alone on the same bytes, in
// the same run: read the ratio of the two times. Pages: those of news_pages.h.
#include <benchmark/benchmark.h>
#include <gumbo.h>

#include <string>
#include <vector>

#include "bench/news_pages.h"
#include "extract/article/article_reader.h"

namespace heshu::extract {
namespace {

void SetBytes(benchmark::State& state, const std::vector<std::string>& pages) {
  std::size_t bytes = 0;
  for (const auto& page : pages) bytes += page.size();
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                          static_cast<std::int64_t>(bytes));
}

void GumboParseAlone(benchmark::State& state) {
  const auto pages = bench::NewsPages();
  for (auto _ : state) {
    for (const auto& page : pages) {
      GumboOutput* const tree =
          gumbo_parse_with_options(&kGumboDefaultOptions, page.data(), page.size());
      benchmark::DoNotOptimize(tree->root);
      gumbo_destroy_output(&kGumboDefaultOptions, tree);
    }
  }
  SetBytes(state, pages);
}
BENCHMARK(GumboParseAlone)->Unit(benchmark::kMillisecond);

void ReadArticles(benchmark::State& state) {
  const auto pages = bench::NewsPages();
  const auto rules = RuleFile::Read(HESHU_SOURCE_DIR "/rules/article.toml");
  if (!rules) return state.SkipWithError("no rules");
  const auto reader = ArticleReader::Create(*rules);
  if (!reader) return state.SkipWithError("the rules do not load");
  for (auto _ : state) {
    for (const auto& page : pages) {
      Document document;
      document.bytes = page;
      document.url = "https://news.example.com/a.html";
      auto article = reader->Read(document);
      benchmark::DoNotOptimize(article);
    }
  }
  SetBytes(state, pages);
}
BENCHMARK(ReadArticles)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace heshu::extract

BENCHMARK_MAIN();
