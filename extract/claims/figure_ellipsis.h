// What a figure leaves out because the figure before it said it (收入x亿元,高于预期的y亿元;
// 其中广告z亿元). Read on a line with placeholders.
#ifndef HESHU_EXTRACT_CLAIMS_FIGURE_ELLIPSIS_H_
#define HESHU_EXTRACT_CLAIMS_FIGURE_ELLIPSIS_H_

#include <string_view>

#include "extract/mentions/sentence_line.h"
#include "extract/quantity/quantity.h"

namespace heshu::extract {

// The words between the figure and the previous one make it a continuation rather than a figure of
// something else.
bool IsElliptical(const SentenceLine& line, const LineToken& token);

// What one figure is of can be what the other is of: the same dimension, or a number without any
// unit beside what is no percentage.
bool CanShareMetric(const Quantity& said, const Quantity& open);

// 高过市场预期的0.3%, 跌幅小过预期中值的2.5%: the figure that was expected of the one before it.
bool IsExpectation(const SentenceLine& line, const LineToken& token);

// 预期3.2%,前值3.4%: what the figure before it was the time before.
bool IsPriorValue(const SentenceLine& line, const LineToken& token);

// 减少5亿,至9亿: the clause says nothing but what was reached.
bool SaysReached(const SentenceLine& line, const LineToken& token);

// 较上年增加x, 比去年多出x: by how much it moved.
bool SaysMovedBy(const SentenceLine& line, const LineToken& token);

// 这一比例只有x, 该指标为x: the clause points back at what was told right before.
bool PointsAtMeasure(const SentenceLine& line, const LineToken& token);

// 5月总销量25.7万辆,其中新能源15.2万辆: what a part of the figure before is called, or nothing.
std::string_view NameOfPart(const SentenceLine& line, const LineToken& before,
                            const LineToken& token);

// 通信46.1%、消费电子34.9%、其他8.6%: a further member of a list whose members name themselves.
bool IsLabelledMember(const SentenceLine& line, const LineToken& before, const LineToken& token);

// 矿产铜109万吨,同比增长6%: the words between the two say nothing but that, and since when, the
// first has moved by the second. `behind` is where the noun ends that stands behind the first
// (收到787宗破产呈请,按年多21.5%), 0 if none does.
bool SaysGrowthOf(const SentenceLine& line, const LineToken& level, const LineToken& growth,
                  std::size_t behind);

// 同比下降4.5%,降幅较上月收窄{figure}个百分点: by how much the growth before the figure's clause
// changed.
bool IsStepOfGrowth(const SentenceLine& line, const LineToken& token);

// 云业务398亿元, 其中游戏服务208亿元: the name of a part of a company's business, of `words` of a
// clause before its figure, where they say nothing else; or nothing.
std::string_view NameOfSegment(std::string_view words);

// 分业务看,计算430亿美元,网络82亿美元: the same in a list of parts, where any name will do that is
// none of what else the books tell; or nothing.
std::string_view NameOfListedSegment(std::string_view words);

// 相比第二季的7.9亿美元: the figure that another one is held against.
bool IsBaseFigure(const SentenceLine& line, const LineToken& token);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_CLAIMS_FIGURE_ELLIPSIS_H_
