// Whose a figure is and when in English news of Asian companies, and in columns on technology that
// mix scripts.
#include <gtest/gtest.h>

#include "tests/rules/read_row.h"

namespace heshu::extract {
namespace {

class ReadsNews : public testing::TestWithParam<Row> {};
TEST_P(ReadsNews, AcrossClausesAndSentences) { ExpectRead(GetParam(), "News of the day"); }

INSTANTIATE_TEST_SUITE_P(
    English, ReadsNews,
    testing::Values(
        Row{"HouseTellsOfOthers",
            "China's car market is cooling. Moody's now expects auto sales to fall 4% next year.",
            "4%", "sales_growth", "china", "2026-01-01", ""},
        Row{"PricesAreOfTheirPlace",
            "Longfor posted a loss of 1.2 billion yuan. Home prices in Shenzhen fell 3.1%.", "3.1%",
            "price_change", "shenzhen", "", ""},
        Row{"SentenceSetInAPlace",
            "Foxconn reported revenue of $60 billion. In Hong Kong, home prices rose 1.1%.", "1.1%",
            "price_change", "hong-kong", "", ""},
        Row{"GoodsAreWhatIsPriced",
            "Samsung reported a profit of $8 billion. Memory prices have risen 40%.", "40%",
            "price_change", "x:memory", "", ""},
        Row{"ItsOwnRise",
            "Hopes for China's robots grow. UBTech said so. They fed a 31% rise in the company's "
            "shares.",
            "31%", "stock_change", "ubtech", "", ""},
        Row{"YearToCome",
            "Sony expects revenue of $80 billion for the fiscal year ending March 31.",
            "$80 billion", "revenue", "sony", "2025-04-01", ""},
        Row{"PreviousThreeMonths",
            "South Korea's economy grew 1.2% in the third quarter, picking up from 0.7% in the "
            "previous three months.",
            "0.7%", "gdp_growth", "korea", "2025-04-01", ""},
        Row{"PaperOfAnotherParagraph",
            "In March, CATL opened a plant in Hungary.\n\nThe battery maker raised $5 billion "
            "from its listing in Hong Kong.",
            "$5 billion", "funding", "catl", "2025-11-20", ""},
        Row{"HeadlineVerbNamesNobody",
            "Kokuyo's Profit Falls 7% in 2024\n\nKokuyo said that paper cost more.", "7%",
            "profit_growth", "x:Kokuyo", "2024-01-01", ""},
        Row{"CodeBehindAWholeWord",
            "Kulicke Incorporated (NASDAQ:KLIC) slid.\n\nRevenue of $339 million was below "
            "forecasts.",
            "$339 million", "revenue", "x:Kulicke Incorporated", "", ""},
        Row{"OfficeBeforeTheName",
            "Longfor sold more homes.\n\nSVP Emily Tan was upbeat. Gross margin was 14.2%.",
            "14.2%", "gross_margin", "longfor", "", ""},
        Row{"HouseMovesTheTargetOfAnother",
            "Samsung could sell more memory. Nomura raises its target price for the stock by 6% to "
            "90,000 won.",
            "90,000 won", "target_price", "samsung", "", ""},
        Row{"SharesInBracketsAreNoMoves",
            "The largest weights in the index are Tencent (8.4%) and Meituan.", "8.4%", "", "", "",
            ""},
        Row{"RatersForecastOthers",
            "China's home market is cooling. S&P Global Ratings now expects auto sales to fall 6% "
            "next year.",
            "6%", "sales_growth", "china", "2026-01-01", ""},
        Row{"CurrencyAgainstTheDollar", "Toyota shares rose 1.2%. The euro dipped 0.3% to $1.0421.",
            "0.3%", "stock_change", "eur-usd", "", ""},
        Row{"ClauseAfterTheDayBefore",
            "Longfor's dollar bond rose to 91 cents, up from 88 cents a day ago, while its shares "
            "gained 2.4%.",
            "2.4%", "stock_change", "longfor", "2025-11-20", ""}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Columns, ReadsNews,
    testing::Values(
        Row{"FormerOfTwoModels",
            "SWE-bench "
            "Verified上GLM-5得77.8分，GPT-5.4有80.2分；OSWorld差距更大，前者58.3%，后者64."
            "1%。",
            "58.3%", "benchmark_score", "glm-5", "", ""},
        Row{"PeerHeldAgainstIsNotTheTopic",
            "Kimi K2.5在AIME 2026取得91.2分，与GPT-5.4的93.0分仅差1.8分。在GPQA中得分84.1。",
            "84.1", "benchmark_score", "kimi-k2.5", "", ""},
        Row{"ModelBeforeItsCloud", "阿里云宣布，Qwen3-Max输出价降至每百万tokens 9元。", "9元",
            "token_price", "qwen3-max", "", "CNY/1e6 token"},
        Row{"PricesGoOn", "GLM-5每百万Token输入4元，输出18元。Kimi K2.5则为输入4元、输出21元。",
            "21元", "token_price", "kimi-k2.5", "", "CNY/1e6 token"},
        Row{"TargetIsOfTheDay",
            "大摩料阿里云收入6月按年升三成。该行将阿里目标价由180美元下调到171美元。", "171美元",
            "target_price", "alibaba", "2025-11-20", ""}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace heshu::extract
