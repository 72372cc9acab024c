// HTML to article (decode, reduce, parse, elect) against gumbo_parse alone on the same bytes, in
// the same run: read the ratio of the two times. Pages: the corpus's own, filled up with scripts,
// navigation and related links to the size of a news page (about 130 kB).
#include <benchmark/benchmark.h>
#include <gumbo.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "extract/article/article_reader.h"

namespace heshu::extract {
namespace {

std::string Repeat(const std::string& text, int times) {
  std::string repeated;
  for (int i = 0; i < times; ++i) repeated += text;
  return repeated;
}

// `link` of the bytes around the article are markup of links, the rest scripts.
std::vector<std::string> Pages() {
  const std::string script =
      "<script>window.dataLayer=window.dataLayer||[];function track(a,b){dataLayer.push({event:a,"
      "value:b,page:location.href});}track('view',1);</script>\n";
  const std::string links =
      "<li class=\"item item-link\"><a href=\"https://news.example.com/2026/03/a_1.html\" "
      "title=\"示例\" target=\"_blank\"><img src=\"/i.png\" alt=\"\"><span>示例公司去年營收按年"
      "增長三成</span></a></li>\n";
  std::vector<std::string> pages;
  for (const auto& entry :
       std::filesystem::directory_iterator(HESHU_SOURCE_DIR "/corpus/articles")) {
    if (entry.path().extension() != ".html") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    std::stringstream bytes;
    bytes << file.rdbuf();
    std::string page = bytes.str();
    const std::size_t end = page.rfind("</body>");
    page.insert(
        end == std::string::npos ? page.size() : end,
        "<div class=\"related\"><ul>" + Repeat(links, 250) + "</ul></div>" + Repeat(script, 450));
    pages.push_back(std::move(page));
  }
  return pages;
}

void SetBytes(benchmark::State& state, const std::vector<std::string>& pages) {
  std::size_t bytes = 0;
  for (const auto& page : pages) bytes += page.size();
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                          static_cast<std::int64_t>(bytes));
}

void GumboParseAlone(benchmark::State& state) {
  const auto pages = Pages();
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
  const auto pages = Pages();
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
