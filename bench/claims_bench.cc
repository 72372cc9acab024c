// Claims of Chinese news text, told as ratios of the same run:
//
//   claims/scan     finding claims against one RE2 walk over the same folded text that finds every
//                   candidate of a number (the floor of any rule engine): of a text in which one
//                   sentence in three holds figures, and of corpus/articles, which are dense with
//                   them
//   stored/gumbo    HTML → article → claims → SQLite, a transaction a page, against gumbo_parse
//                   alone on the same bytes; without comparing, which compare_bench measures
//   rules 100/1000  matching a sentence's figures against 100 and 1,000 rules of different words
//
// `claims_bench claims` measures the first alone, for a profiler.
#include <gumbo.h>
#include <re2/re2.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "bench/news_pages.h"
#include "cli/queries.h"
#include "extract/extractor.h"
#include "extract/matching/claim_rules.h"
#include "extract/mentions/sentence_line.h"
#include "store/store.h"

namespace heshu::extract {
namespace {

constexpr int kParagraphs = 120;
constexpr int kRuns = 5;
constexpr int kMatches = 20'000;

// One sentence in three holds figures, as in the news of this field.
constexpr const char* kParagraph =
    "公司表示，新一代模型的训练基于4096块H800型GPU，运行48天完成，耗资约620万美元。"
    "分析师认为，行业竞争正在从规模转向效率，厂商之间的价格战还会持续一段时间。"
    "而真正的需求来自企业客户对自动化流程的投入。与此同时，数据中心的电力供应、液冷设备与网络建设也"
    "成为各方关注的焦点。"
    "豆包大模型日均Token调用量已达45万亿，较去年同期增长3倍。"
    "研究团队在论文中介绍了训练方法，并公开了代码和权重，开发者可以在自己的设备上运行。\n";

template <typename Work>
double BestSeconds(const Work& work) {
  double best = 1e9;
  for (int run = 0; run < kRuns; ++run) {
    const auto start = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    best = std::min(best, taken.count());
  }
  return best;
}

std::string RuleFileOf(int count) {
  // Nouns of two rare characters each, so that no two rules share their words.
  std::string out = "[macros]\nfiller = \"[约为]\"\nchanges = \"增长|下降\"\n";
  for (int i = 0; i < count; ++i) {
    const int first = 0x4E00 + i % 200 * 7;
    const int second = 0x6000 + i / 200 * 11;
    std::string noun;
    for (const int c : {first, second}) {
      noun += static_cast<char>(0xE0 | c >> 12);
      noun += static_cast<char>(0x80 | (c >> 6 & 0x3F));
      noun += static_cast<char>(0x80 | (c & 0x3F));
    }
    out += "[[metric]]\nid = \"m" + std::to_string(i) +
           "\"\ndimensions = [\"money\"]\nnouns = [\"" + noun + "\"]\nsamples = [{ text = \"" +
           noun + "5元\" }]\n";
  }
  return out;
}

double SecondsWithRules(int count) {
  const auto file = RuleFile::Parse(RuleFileOf(count), "bench.toml");
  if (!file) return 0;
  const auto rules =
      ClaimRules::Create({*file}, {}, [](std::string_view text) { return std::string(text); });
  if (!rules) return 0;
  std::string line = "平台日均处理的请求已经超过去年全年,其中一丰的规模约为";
  line += std::string(kTargetPlaceholder) + ",其余部分仍在统计之中。";
  Quantity quantity;
  quantity.dimension = "money";
  quantity.unit = "CNY";
  std::size_t found = 0;
  const double seconds = BestSeconds([&] {
    for (int i = 0; i < kMatches; ++i) found += rules->Match(line, quantity).size();
  });
  return found == 0 ? seconds : 0;
}

// Seconds for all pages, from bytes to a new database; 0 if that fails.
double StoreSeconds(const Extractor& extractor, const std::vector<std::string>& pages) {
  const std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("claims_bench." + std::to_string(getpid()));
  bool failed = false;
  const auto remove = [&] {
    for (const char* part : {"", "-wal", "-shm"}) std::filesystem::remove(path.string() + part);
  };
  double best = 1e9;
  for (int run = 0; run < kRuns && !failed; ++run) {
    remove();
    auto store = store::Store::Open(path, store::OpenMode::kCreate, [&](std::string_view text) {
      return extractor.folder().FoldKey(text);
    });
    if (!store) return 0;
    store->Annotate(cli::AnnotatorsOf(extractor));
    const auto start = std::chrono::steady_clock::now();
    for (std::size_t i = 0; i < pages.size(); ++i) {
      Document document;
      document.bytes = pages[i];
      document.url = "https://news.example.com/" + std::to_string(i) + ".html";
      const auto extraction = extractor.Extract(document);
      failed = failed || !extraction ||
               !store->Save(document, extraction->article, extraction->claims, 0, "bench");
    }
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    best = std::min(best, taken.count());
  }
  remove();
  return failed ? 0 : best;
}

double GumboSeconds(const std::vector<std::string>& pages) {
  return BestSeconds([&] {
    for (const std::string& page : pages) {
      GumboOutput* const tree =
          gumbo_parse_with_options(&kGumboDefaultOptions, page.data(), page.size());
      gumbo_destroy_output(&kGumboDefaultOptions, tree);
    }
  });
}

struct Text {
  Document document;
  Article article;
};

// kParagraphs times the same paragraph.
std::vector<Text> SparseTexts() {
  Text text;
  text.document.published = text.article.published = "2026-03-01";
  for (int i = 0; i < kParagraphs; ++i) {
    const std::size_t begin = text.article.text.size();
    text.article.text += kParagraph;
    Block block;
    block.pieces = {{begin, text.article.text.size() - 1}};
    text.article.blocks.push_back(std::move(block));
  }
  text.document.bytes = text.article.text;
  return {text};
}

std::vector<Text> CorpusTexts(const Extractor& extractor) {
  std::vector<Text> texts;
  for (const auto& entry :
       std::filesystem::directory_iterator(HESHU_SOURCE_DIR "/corpus/articles")) {
    std::ifstream in(entry.path(), std::ios::binary);
    Text text;
    text.document.bytes.assign(std::istreambuf_iterator<char>(in), {});
    text.document.published = "2026-03-01";
    if (auto article = extractor.ReadArticle(text.document)) {
      text.article = std::move(*article);
      texts.push_back(std::move(text));
    }
  }
  return texts;
}

// What finding the claims of `texts` costs, against one walk over them.
void PrintClaimsAgainstScan(const Extractor& extractor, const char* name,
                            const std::vector<Text>& texts) {
  static const RE2 number(
      "[0-9][0-9,.]*[万亿千百兆kKmMbBtT]*|[零〇一二三四五六七八九十百千万亿兆两数几半]+|%|成|倍");
  double megabytes = 0;
  std::vector<std::string> folded;
  for (const Text& text : texts) {
    megabytes += static_cast<double>(text.article.text.size()) / 1e6;
    folded.push_back(extractor.folder().FoldKey(text.article.text));
  }
  std::size_t claims = 0, numbers = 0;
  const double claim_seconds = BestSeconds([&] {
    claims = 0;
    for (const Text& text : texts) {
      claims += extractor.ExtractClaims(text.document, text.article).size();
    }
  });
  const double scan_seconds = BestSeconds([&] {
    numbers = 0;
    for (const std::string& text : folded) {
      re2::StringPiece rest(text);
      while (RE2::FindAndConsume(&rest, number)) ++numbers;
    }
  });
  std::printf("%-16s %.2f MB, %zu figures, %zu candidates\n", name, megabytes, claims, numbers);
  std::printf("  claims         %.2f MB/s\n", megabytes / claim_seconds);
  std::printf("  RE2 scan       %.2f MB/s\n", megabytes / scan_seconds);
  std::printf("  claims/scan    %.2f\n", claim_seconds / scan_seconds);
}

int Run(bool claims_only) {
  const auto extractor = Extractor::Create({HESHU_SOURCE_DIR "/rules", {}});
  if (!extractor) {
    std::fprintf(stderr, "%s\n", extractor.error().ToString().c_str());
    return 1;
  }
  PrintClaimsAgainstScan(*extractor, "text", SparseTexts());
  PrintClaimsAgainstScan(*extractor, "corpus", CorpusTexts(*extractor));
  if (claims_only) return 0;
  const std::vector<std::string> pages = bench::NewsPages();
  double page_megabytes = 0;
  for (const std::string& page : pages) page_megabytes += static_cast<double>(page.size()) / 1e6;
  const double stored = StoreSeconds(*extractor, pages);
  const double gumbo = GumboSeconds(pages);
  std::printf("pages            %.2f MB; gumbo %.2f MB/s, stored %.2f MB/s\n", page_megabytes,
              page_megabytes / gumbo, stored > 0 ? page_megabytes / stored : 0);
  std::printf("stored/gumbo     %.2f\n", stored / gumbo);
  const double few = SecondsWithRules(100);
  const double many = SecondsWithRules(1000);
  std::printf("rules            100: %.0f ns a figure, 1000: %.0f ns\n", few * 1e9 / kMatches,
              many * 1e9 / kMatches);
  std::printf("rules 1000/100   %.2f\n", few > 0 ? many / few : 0);
  return 0;
}

}  // namespace
}  // namespace heshu::extract

int main(int argc, char** argv) {
  return heshu::extract::Run(argc > 1 && std::string_view(argv[1]) == "claims");
}
