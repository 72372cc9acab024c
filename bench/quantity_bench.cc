// Figures and times in Chinese news text: bytes a second on one thread, for paragraphs of 10 kB to
// 10 MB without a break, and how time grows from 1 MB to 10 MB.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <ctime>
#include <string>

#include "extract/quantity/quantity.h"
#include "extract/time/time_expression.h"

namespace heshu::extract {
namespace {

// One sentence in three holds figures, as in the news of this field.
constexpr const char* kSentences =
    "公司表示,新一代模型的训练基于4096块H800型GPU,运行48天完成,耗资约620万美元,"
    "每百万Token的输出价格仅为1.1美元。分析师认为,行业竞争正在从规模转向效率,"
    "厂商之间的价格战还会持续一段时间,"
    "而真正的需求来自企业客户对自动化流程的投入。与此同时,"
    "数据中心的电力供应、液冷设备与网络建设也成为各方关注的焦点,"
    "监管部门上周五随后发布了征求意见稿。截至12月底,平台日均Token调用量已达45万亿,"
    "较去年同期增长3倍,"
    "市场份额超过两成。"
    "研究团队在论文中介绍了训练方法,并公开了代码和权重,开发者可以在自己的设备上运行。";

UnitTable Table() {
  const auto file = RuleFile::Read(std::string(HESHU_SOURCE_DIR) + "/rules/units.toml");
  return file ? UnitTable::Create({*file}).value_or(UnitTable()) : UnitTable();
}

constexpr double kLimit = 10e6;  // bytes a second that reading must keep up with

std::string Paragraph(std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += kSentences;
  return text;
}

TimeContext Context() {
  TimeContext context;
  context.reference = Date{2026, 3, 5};
  return context;
}

std::size_t ReadFigures(const std::string& text) {
  static const UnitTable table = Table();
  return FindQuantities(text, {}, table).size();
}
std::size_t ReadTimes(const std::string& text) { return FindTimes(text, Context()).size(); }
std::size_t ReadBoth(const std::string& text) {
  static const UnitTable table = Table();
  const auto times = FindTimes(text, Context());
  return times.size() + FindQuantities(text, times, table).size();
}

// `times_limit`: how many times the 10 MB/s that are asked for.
void Reads(benchmark::State& state, std::size_t (*read)(const std::string&)) {
  const std::string text = Paragraph(static_cast<std::size_t>(state.range(0)));
  std::size_t found = 0;
  for (auto _ : state) {
    found = read(text);
    benchmark::DoNotOptimize(found);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                          static_cast<std::int64_t>(text.size()));
  state.counters["found"] = static_cast<double>(found);
  state.counters["times_limit"] = benchmark::Counter(
      static_cast<double>(state.iterations()) * static_cast<double>(text.size()) / kLimit,
      benchmark::Counter::kIsRate);
}
BENCHMARK_CAPTURE(Reads, figures, ReadFigures)
    ->Arg(10'000)
    ->Arg(1'000'000)
    ->Arg(10'000'000)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Reads, times, ReadTimes)
    ->Arg(10'000)
    ->Arg(1'000'000)
    ->Arg(10'000'000)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Reads, both, ReadBoth)
    ->Arg(10'000)
    ->Arg(1'000'000)
    ->Arg(10'000'000)
    ->Unit(benchmark::kMillisecond);

// One paragraph of 10 MB against one of 1 MB, in the same run: `growth` 1 is linear.
void Linearity(benchmark::State& state, std::size_t (*read)(const std::string&)) {
  const std::string small = Paragraph(1'000'000);
  const std::string large = Paragraph(10'000'000);
  const auto seconds = [&](const std::string& text) {
    const std::clock_t start = std::clock();  // of this process alone: the machine may be busy
    benchmark::DoNotOptimize(read(text));
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  };
  // The best of as many runs of each: the first touches its memory for the first time, which is no
  // work of the reader (callgrind counts 330 instructions a byte at 1 MB and 327 at 10 MB).
  const auto best = [&](const std::string& text) {
    double least = 1e9;
    for (int i = 0; i < 5; ++i) least = std::min(least, seconds(text));
    return least / static_cast<double>(text.size());
  };
  double growth = 0;
  for (auto _ : state) growth = best(large) / best(small);
  state.counters["growth"] = growth;
}
BENCHMARK_CAPTURE(Linearity, figures, ReadFigures)->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Linearity, times, ReadTimes)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace heshu::extract

BENCHMARK_MAIN();
