#include "cli/arguments.h"

#include <gtest/gtest.h>

#include <ostream>

namespace heshu::cli {
namespace {

Result<Arguments> Parse(std::vector<const char*> words) {
  words.insert(words.begin(), "heshu");
  return Arguments::Parse(static_cast<int>(words.size()), words.data());
}

TEST(Arguments, GlobalOptionsStandBeforeOrAfterTheCommand) {
  for (const auto& words : {std::vector<const char*>{"--db", "x.db", "search", "豆包"},
                            std::vector<const char*>{"search", "豆包", "--db", "x.db"},
                            std::vector<const char*>{"search", "--db=x.db", "豆包"}}) {
    const auto parsed = Parse(words);
    ASSERT_TRUE(parsed.has_value()) << parsed.error().ToString();
    EXPECT_EQ(parsed->command()->name, "search");
    EXPECT_EQ(parsed->Get("db"), "x.db");
    EXPECT_EQ(parsed->words(), std::vector<std::string>{"豆包"});
  }
}

TEST(Arguments, WordsMayBeADashACommandsNameOrBehindTwoDashes) {
  const auto parsed = Parse({"ingest", "-", "search", "--", "--odd"});
  ASSERT_TRUE(parsed.has_value()) << parsed.error().ToString();
  EXPECT_EQ(parsed->words(), (std::vector<std::string>{"-", "search", "--odd"}));
}

TEST(Arguments, AcceptsANegativeNumberAsAValue) {
  const auto parsed = Parse({"search", "--min", "-3.5", "--max", "10"});
  ASSERT_TRUE(parsed.has_value()) << parsed.error().ToString();
  EXPECT_EQ(parsed->GetNumber("min"), Decimal::Of(-35, -1));
  EXPECT_EQ(parsed->GetNumber("max"), Decimal::Of(10));
}

TEST(Arguments, LastOneWins) {
  const auto parsed = Parse({"search", "--format", "csv", "--format", "json"});
  ASSERT_TRUE(parsed.has_value()) << parsed.error().ToString();
  EXPECT_EQ(parsed->Get("format"), "json");
}

TEST(Arguments, SwitchWarcTakesTheDashAsItsInput) {
  const auto parsed = Parse({"extract", "--warc", "-"});
  ASSERT_TRUE(parsed.has_value()) << parsed.error().ToString();
  EXPECT_TRUE(parsed->Has("warc"));
  EXPECT_EQ(parsed->word(0), "-");
}

struct BadCase {
  std::string name;
  std::vector<const char*> words;
  std::string what;
  std::string hint;
};
void PrintTo(const BadCase& c, std::ostream* os) {
  for (const char* word : c.words) *os << word << ' ';
}
class RefusesToGuess : public testing::TestWithParam<BadCase> {};

TEST_P(RefusesToGuess, AndOffersTheNearest) {
  const auto parsed = Parse(GetParam().words);
  ASSERT_FALSE(parsed.has_value());
  EXPECT_EQ(parsed.error().what, GetParam().what);
  EXPECT_EQ(parsed.error().hint, GetParam().hint);
}
INSTANTIATE_TEST_SUITE_P(
    Usage, RefusesToGuess,
    testing::Values(
        BadCase{
            "UnknownCommand", {"serach"}, "there is no command `serach`", "did you mean `search`?"},
        BadCase{"UnknownCommandFarFromAll",
                {"frobnicate"},
                "there is no command `frobnicate`",
                "`heshu -h` lists the commands"},
        BadCase{"UnknownOption",
                {"search", "--sinze", "2026-01-01"},
                "there is no option `--sinze` of `search`",
                "did you mean `--since`?"},
        BadCase{"OptionOfAnotherCommand",
                {"show", "c_1", "--published=2026-01-01"},
                "there is no option `--published` of `show`",
                "`heshu show --help` lists the options"},
        BadCase{"UnknownChoice",
                {"search", "--format", "tabel"},
                "`tabel` is no value for --format",
                "did you mean `table`?"},
        BadCase{"ImpossibleDay",
                {"search", "--since", "2026-02-30"},
                "`2026-02-30` is no value for --since",
                "give a day that exists, as YYYY-MM-DD"},
        BadCase{"NoValue", {"search", "--db"}, "`--db` needs a value", "write --db FILE"},
        BadCase{
            "NoValueOfALetter", {"search", "-m"}, "`--metric` needs a value", "write --metric ID"},
        BadCase{"SwitchWithAValue",
                {"search", "--json=yes"},
                "`--json` takes no value",
                "leave out what stands behind it"},
        BadCase{"NoNumber",
                {"search", "--min", "3萬"},
                "`3萬` is no value for --min",
                "give digits with at most one point, such as 63300000000 or 0.8"},
        BadCase{"NoCount",
                {"search", "--limit", "-1"},
                "`-1` is no value for --limit",
                "give a whole number"},
        BadCase{"UnknownAction", {"db", "inf"}, "`heshu db` cannot `inf`", "did you mean `info`?"},
        BadCase{"NoAction",
                {"inspect"},
                "`heshu inspect` needs to know what to do",
                "usage: heshu inspect STAGE [FILE] [--jsonl]"},
        BadCase{"NoInput",
                {"ingest"},
                "`heshu ingest` needs an argument",
                "usage: heshu ingest PATH|URL…"},
        BadCase{"TooMany",
                {"show", "c_1", "c_2"},
                "`c_2` is one argument too many",
                "usage: heshu show ID [--explain]"}),
    [](const auto& row) { return row.param.name; });

TEST(Arguments, HelpNeedsNothingElse) {
  EXPECT_TRUE(Parse({"ingest", "-h"}).has_value());
  EXPECT_TRUE(Parse({"--help"}).has_value());
  EXPECT_TRUE(Parse({}).has_value());
}

TEST(IsDateTime, TakesWhatPublishersWrite) {
  for (const char* text :
       {"2026-02-24", "2026-02-24T14:00", "2026-02-24T14:00+08:00", "2026-02-24T14:00:05Z",
        "2026-02-24 14:00+0800", "2026-02-24T14:00+08"}) {
    EXPECT_TRUE(IsDateTime(text)) << text;
  }
  for (const char* text : {"", "2026-02-30", "24.2.2026", "2026-02-24T", "2026-02-24T1400",
                           "2026-02-24T14:00+8", "2026-02-24T14:00 CST"}) {
    EXPECT_FALSE(IsDateTime(text)) << text;
  }
}

}  // namespace
}  // namespace heshu::cli
