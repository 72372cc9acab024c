#include "extract/mentions/sentence_line.h"

#include <gtest/gtest.h>

#include <ostream>

namespace heshu::extract {
namespace {

std::string Joined(std::string_view text) {
  std::string out;
  for (const ByteSpan span : SplitSentences(text)) {
    out += (out.empty() ? "" : "|") + std::string(Slice(text, span));
  }
  return out;
}

struct Row {
  std::string name, text, sentences;
};
void PrintTo(const Row& row, std::ostream* os) { *os << row.text; }
class SplitsSentences : public testing::TestWithParam<Row> {};
TEST_P(SplitsSentences, AtTheirEnds) { EXPECT_EQ(Joined(GetParam().text), GetParam().sentences); }

INSTANTIATE_TEST_SUITE_P(
    SentenceLine, SplitsSentences,
    testing::Values(Row{"FullStop", "营收增长。利润下降。", "营收增长。|利润下降。"},
                    Row{"ClosingQuoteStays", "他说「好。」然后走了。", "他说「好。」|然后走了。"},
                    Row{"LineBreak", "标题\n正文。", "标题|正文。"},
                    Row{"DecimalPointIsNoEnd", "涨3.5%。", "涨3.5%。"},
                    Row{"English", "Sales rose 5%. Profit fell.", "Sales rose 5%.|Profit fell."},
                    Row{"Abbreviation", "The U.S. Treasury said so.", "The U.S. Treasury said so."},
                    Row{"Empty", " \n ", ""}),
    [](const auto& row) { return row.param.name; });

TEST(SentenceLine, CutsAtCommasWhatNoFullStopEnds) {
  std::string text;
  for (int i = 0; i < 9000; ++i) text += (i == 0 ? "" : ",") + std::string("1,234元");
  std::size_t end = 0;
  for (const ByteSpan span : SplitSentences(text)) {
    EXPECT_EQ(span.begin, end) << "nothing is lost";
    EXPECT_LT(span.size(), 17'000U);
    EXPECT_EQ(Slice(text, span).substr(0, 5), "1,234") << "no number is cut";
    end = span.end;
  }
  EXPECT_EQ(end, text.size());
  for (const ByteSpan span : SplitSentences(std::string(50'000, 'x')))
    EXPECT_LT(span.size(), 17'000U);
}

BlockMentions OneFigureAt(std::string_view text, std::string_view figure) {
  BlockMentions mentions;
  Quantity quantity;
  const std::size_t at = text.find(figure);
  quantity.span = quantity.context_span = quantity.number_span = {at, at + figure.size()};
  quantity.dimension = "money";
  mentions.quantities.push_back(quantity);
  mentions.order.push_back({MentionKind::kQuantity, 0, quantity.span});
  return mentions;
}

TEST(SentenceLine, LeavesOutQuotesAndHangsBracketsOnTheirPlace) {
  const std::string text = "「甲」公司(代号A)赚了5亿元(约合7千万)。";
  const auto lines = BuildLines(text, OneFigureAt(text, "5亿元"));
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0].text, "甲公司赚了" + DimensionPlaceholder(DimensionIndex("money")) + "。");
  EXPECT_EQ(lines[1].text, "代号A");
  EXPECT_EQ(lines[1].parent, 0);
  EXPECT_EQ(lines[0].text.substr(0, lines[1].parent_at), "甲公司");
  EXPECT_EQ(lines[2].text, "约合7千万");
}

struct SpaceCase {
  std::string name, text, line;
};
void PrintTo(const SpaceCase& row, std::ostream* os) { *os << row.text; }
class ReadsSpaces : public testing::TestWithParam<SpaceCase> {};
TEST_P(ReadsSpaces, AsBreaksOrAsAir) {
  const auto lines = BuildLines(GetParam().text, BlockMentions{});
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].text, GetParam().line);
}
INSTANTIATE_TEST_SUITE_P(
    SentenceLine, ReadsSpaces,
    testing::Values(
        SpaceCase{"ClausesOfAHeadline", "港股低收 科指急挫3% 恒指累升",
                  "港股低收,科指急挫3%,恒指累升"},
        SpaceCase{"AirBetweenScripts", "今日大涨 4.44% 改写新高。", "今日大涨4.44%改写新高。"},
        SpaceCase{"AirAroundLatin", "受惠 AI 需求。", "受惠AI需求。"},
        SpaceCase{"EnglishKeepsItsSpaces", "Sales rose 5% today", "Sales rose 5% today"}),
    [](const auto& row) { return row.param.name; });

TEST(SentenceLine, EveryLineByteKnowsItsFoldedByte) {
  const std::string text = "「甲」公司(代号A),赚了5亿元。";
  for (const SentenceLine& line : BuildLines(text, OneFigureAt(text, "5亿元"))) {
    ASSERT_EQ(line.source.size(), line.text.size() + 1);
    for (std::size_t i = 1; i < line.source.size(); ++i) {
      EXPECT_LE(line.source[i - 1], line.source[i]);
      EXPECT_LE(line.source[i], text.size());
    }
  }
}

TEST(SentenceLine, CountsClauses) {
  const std::string text = "甲,乙,赚了5亿元,丙。";
  const auto lines = BuildLines(text, OneFigureAt(text, "5亿元"));
  ASSERT_EQ(lines[0].tokens.size(), 1U);
  const LineToken& token = lines[0].tokens[0];
  EXPECT_EQ(token.clause, 2);
  EXPECT_EQ(lines[0].ClauseAt(token.at), 2);
  EXPECT_EQ(lines[0].text.substr(lines[0].ClauseBegin(token.at), 6), "赚了");
  EXPECT_EQ(TargetedText(lines[0], token).substr(token.at, 3), kTargetPlaceholder);
}

TEST(SentenceLine, AnOpenBracketIsText) {
  const std::string text = "甲(乙赚了5亿元。";
  EXPECT_EQ(BuildLines(text, OneFigureAt(text, "5亿元")).size(), 1U);
}

}  // namespace
}  // namespace heshu::extract
