// Throughput of decoding and folding, beside the peers in the same run: OpenCC's own converter
// (t2s) on the same bytes, and ICU's NFKC. The text is news prose in traditional script of about 6
// KB, the length of an article; MB/s are of UTF-8 input. `fold` includes the offset map.
#include <benchmark/benchmark.h>
#include <opencc/opencc.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <string>
#include <string_view>

#include "normalize/charset.h"
#include "normalize/fold.h"
#include "normalize/nfkc.h"
#include "normalize/script.h"

namespace heshu::normalize {
namespace {

const std::string& Article() {
  static const std::string article = [] {
    constexpr std::string_view kParagraph =
        "國內一家大模型公司昨日公布，去年底每分鐘處理約６３３億個Token，較年初增長了２．５倍；"
        "分析師（中信證券）認為，電力成本仍然佔數據中心開支的四成以上，今年內不會有顯著的下降。\n"
        "另一家公司在 1 月 27 日發布的模型，訓練共用了 2,048 "
        "張H800，歷時約兩個月，花費557.6萬美元，"
        "僅為同類模型的二十分之一。隨著價格下調，調用量可望再翻一番，市場對算力的看法出現了分歧。"
        "\n";
    std::string text;
    while (text.size() < 6000) text += kParagraph;
    return text;
  }();
  return article;
}

const Folder& TheFolder() {
  static const Folder folder = Folder::Create().value();
  return folder;
}

void CountBytes(benchmark::State& state) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                          static_cast<std::int64_t>(Article().size()));
}

void Fold(benchmark::State& state) {
  for (auto unused : state) benchmark::DoNotOptimize(TheFolder().Fold(Article()));
  CountBytes(state);
}
BENCHMARK(Fold);

void FoldRepaired(benchmark::State& state) {
  for (auto unused : state) benchmark::DoNotOptimize(TheFolder().FoldRepaired(Article(), {}));
  CountBytes(state);
}
BENCHMARK(FoldRepaired);

void ScriptAlone(benchmark::State& state) {
  static const auto converter = CompileScriptConverter(LoadScriptDictionaries().value());
  for (auto unused : state) {
    std::string text;
    OffsetMap map;
    converter->Convert(Article(), &text, &map);
    benchmark::DoNotOptimize(text);
  }
  CountBytes(state);
}
BENCHMARK(ScriptAlone);

void OpenccConverter(benchmark::State& state) {
  static const opencc::SimpleConverter converter("t2s.json");
  for (auto unused : state) benchmark::DoNotOptimize(converter.Convert(Article()));
  CountBytes(state);
}
BENCHMARK(OpenccConverter);

void NormalizeAlone(benchmark::State& state) {
  for (auto unused : state) benchmark::DoNotOptimize(NormalizeCompatible(Article()));
  CountBytes(state);
}
BENCHMARK(NormalizeAlone);

void IcuNfkc(benchmark::State& state) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
  for (auto unused : state) {
    std::string text;
    icu::StringByteSink<std::string> sink(&text);
    nfkc->normalizeUTF8(0, Article(), sink, nullptr, status);
    benchmark::DoNotOptimize(text);
  }
  CountBytes(state);
}
BENCHMARK(IcuNfkc);

void DecodeUtf8(benchmark::State& state) {
  for (auto unused : state) benchmark::DoNotOptimize(Decode(Article(), {}));
  CountBytes(state);
}
BENCHMARK(DecodeUtf8);

void DecodeDeclaredGb18030(benchmark::State& state) {
  const icu::UnicodeString unicode = icu::UnicodeString::fromUTF8(Article());
  std::string bytes(Article().size() * 2, '\0');
  bytes.resize(static_cast<std::size_t>(unicode.extract(
      0, unicode.length(), bytes.data(), static_cast<std::uint32_t>(bytes.size()), "gb18030")));
  for (auto unused : state) {
    benchmark::DoNotOptimize(Decode(bytes, {.http_charset = "gbk", .may_have_meta = true}));
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                          static_cast<std::int64_t>(bytes.size()));
}
BENCHMARK(DecodeDeclaredGb18030);

}  // namespace
}  // namespace heshu::normalize

BENCHMARK_MAIN();
