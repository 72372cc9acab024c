// Figures in Chinese news text: bytes a second, for paragraphs of 10 kB to 10 MB without a break.
#include <benchmark/benchmark.h>

#include <string>

#include "extract/claims/quantity.h"

namespace heshu::extract {
namespace {

// One sentence in three holds figures, as in the news of this field.
constexpr const char* kSentences =
    "公司表示,新一代模型的训练基于4096块H800型GPU,运行48天完成,耗资约620万美元,"
    "每百万Token的输出价格仅为1.1美元。分析师认为,行业竞争正在从规模转向效率,"
    "厂商之间的价格战还会持续一段时间,"
    "而真正的需求来自企业客户对自动化流程的投入。与此同时,"
    "数据中心的电力供应、液冷设备与网络建设也成为各方关注的焦点,"
    "监管部门随后发布了征求意见稿。平台日均Token调用量已达45万亿,较去年同期增长3倍,"
    "市场份额超过两成。"
    "研究团队在论文中介绍了训练方法,并公开了代码和权重,开发者可以在自己的设备上运行。";

UnitTable Table() {
  const auto file = RuleFile::Read(std::string(HESHU_SOURCE_DIR) + "/rules/units.toml");
  return file ? UnitTable::Create({*file}).value_or(UnitTable()) : UnitTable();
}

void FindFigures(benchmark::State& state) {
  static const UnitTable table = Table();
  std::string text;
  while (text.size() < static_cast<std::size_t>(state.range(0))) text += kSentences;
  std::size_t figures = 0;
  for (auto _ : state) {
    figures = FindQuantities(text, {}, table).size();
    benchmark::DoNotOptimize(figures);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                          static_cast<std::int64_t>(text.size()));
  state.counters["figures"] = static_cast<double>(figures);
}
BENCHMARK(FindFigures)->Arg(10'000)->Arg(1'000'000)->Arg(10'000'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace heshu::extract

BENCHMARK_MAIN();
