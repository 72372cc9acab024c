// ParseNumber against tables and against a slow reader written separately (reference_number.h), on
// numbers generated in every notation.
#include "extract/quantity/number.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "extract/quantity/english_number.h"
#include "normalize/fold.h"
#include "tests/extract/quantity/reference_number.h"

namespace heshu::extract {
namespace {

std::string Describe(const std::optional<ParsedNumber>& n) {
  if (!n) return "nothing";
  if (n->too_long) return "too long";
  if (n->is_chain) return "chain";
  std::string out = n->lo.ToString();
  if (n->vagueness == Vagueness::kOver) {
    out += "+";
  } else if (n->lo != n->hi) {
    out += ".." + n->hi.ToString();
  }
  if (n->parts > 0) out += " percent";
  if (!n->ratio.empty()) out += " =" + n->ratio;
  if (n->is_bare) out += " bare";
  return out;
}

struct Row {
  std::string name;
  std::string text;
  std::string want;
  std::string rest = {};  // what is left behind the number
};
void PrintTo(const Row& row, std::ostream* os) { *os << row.text; }
class ParsesNumber : public testing::TestWithParam<Row> {};

TEST_P(ParsesNumber, AsItsReaderWould) {
  const std::string& text = GetParam().text;
  const auto number = ParseNumber(text, 0, {});
  EXPECT_EQ(Describe(number), GetParam().want);
  if (number) {
    EXPECT_EQ(text.substr(number->end), GetParam().rest);
  }
}

std::string Name(const testing::TestParamInfo<Row>& row) { return row.param.name; }

// NUMBERS.md §2, §8
INSTANTIATE_TEST_SUITE_P(
    Digits, ParsesNumber,
    testing::Values(
        Row{"Whole", "2048", "2048"}, Row{"Grouped", "5,890", "5890"},
        Row{"GroupedMillions", "1,050,000,000", "1050000000"},
        Row{"IndianGroups", "1,64,137", "164137"},
        Row{"IndianMillions", "12,34,56,789", "123456789"},
        Row{"PairsAreNoGroups", "1,64,13", "1", ",64,13"},
        Row{"SpacedGroups", "1 000 000", "1000000"},
        Row{"CommaThenFourDigits", "12,3456", "12", ",3456"}, Row{"Decimal", "4.800", "4.8"},
        Row{"GroupedDecimal", "10,000.233", "10000.233"}, Row{"PointFirst", ".23456", "0.23456"},
        Row{"Version", "1.2.3", "chain"}, Row{"Address", "192.168.0.1", "chain"},
        Row{"Exponent", "1.5e12", "1500000000000"}, Row{"NegativeExponent", "3e-4", "0.0003"},
        Row{"PowerOfTen", "3×10^9", "3000000000"}, Row{"Raised", "3×10⁹", "3000000000"},
        Row{"RaisedAlone", "10²³次", "100000000000000000000000", "次"},
        Row{"RaisedMinus", "5×10⁻³", "0.005"}, Row{"TooLong", "12345678901234567891", "too long"},
        Row{"EighteenDigits", "123456789012345678", "123456789012345678"},
        Row{"LongZeros", "100000000000000000000", "100000000000000000000"}),
    Name);
INSTANTIATE_TEST_SUITE_P(
    Latin, ParsesNumber,
    testing::Values(Row{"K", "128K", "128000"}, Row{"M", "1.04M", "1040000"},
                    Row{"B", "72B", "72000000000"}, Row{"T", "2.5T", "2500000000000"},
                    Row{"SpacedM", "2.5 M", "2500000"}, Row{"Million", "5.6 million", "5600000"},
                    Row{"Billion", "589 billion", "589000000000"}, Row{"Bn", "3bn", "3000000000"},
                    Row{"Crores", "3.41 crores", "34100000"}, Row{"Cr", "13 cr", "130000000"},
                    Row{"PlusBillion", "70+ billion", "70000000000+"},
                    Row{"Quadrillion", "1.3 quadrillion", "1300000000000000"},
                    Row{"HyphenTrillion", "3-trillion", "3000000000000"},
                    Row{"NameTail", "72B-Instruct", "72", "B-Instruct"},
                    Row{"LongerWord", "5Mega", "5", "Mega"}, Row{"LowerCaseM", "250m", "250", "m"}),
    Name);
INSTANTIATE_TEST_SUITE_P(
    Han, ParsesNumber,
    testing::Values(
        Row{"Ten", "十", "10"}, Row{"Fifteen", "十五", "15"}, Row{"TwentyTwo", "廿二", "22"},
        Row{"Forty", "一万零卌", "10040"}, Row{"Formal", "壹佰伍拾", "150"},
        Row{"FormalStacked", "叁万肆仟伍佰陆拾柒", "34567"},
        Row{"Zeros", "一千零一亿零五万", "100100050000"}, Row{"ZeroThenTen", "一万零十二", "10012"},
        Row{"ZeroThenHundred", "一万零百一十一", "10111"}, Row{"ShortHundred", "百三", "130"},
        Row{"WanYi", "二十一万亿", "21000000000000"},
        Row{"QianWanYi", "3900千万亿", "3900000000000000000"},
        Row{"YiYi", "三亿亿", "30000000000000000"}, Row{"WanWan", "四万万", "400000000"},
        Row{"BiggerMultiplies", "1万5千亿", "1500000000000"},
        Row{"SmallerAdds", "8亿5000万", "850000000"}, Row{"MixedSteps", "5万4千6百", "54600"},
        Row{"AllPlacesBelowWanWithPoint", "3万2110.42点", "32110.42", "点"},
        Row{"AllHanPlacesBelowWan", "二万七二一一点", "27211", "点"},
        Row{"RoundZeroBelowWan", "三万○五二六点", "30526", "点"},
        Row{"RoundZero", "一八○○", "1800"}, Row{"MixedZero", "1千零20", "1020"},
        Row{"Zhao", "3兆", "3000000000000"}, Row{"Positional", "二〇二五", "2025"},
        Row{"HanDecimal", "三点五万", "35000"},
        Row{"HanDecimalBehindTens", "一百二十点五", "120.5"}, Row{"ZeroPoint", "零点零一", "0.01"},
        Row{"MixedDecimal", "零点77", "0.77"}, Row{"WholeThenPoint", "两千万点五五", "20000000.55"},
        Row{"Half", "半", "0.5"}),
    Name);
INSTANTIATE_TEST_SUITE_P(
    OmittedUnit, ParsesNumber,
    testing::Values(Row{"Wan", "三万五", "35000"}, Row{"Yi", "五亿五", "550000000"},
                    Row{"Hundred", "二百五", "250"}, Row{"NotBehindZero", "三万零五", "30005"},
                    Row{"NotInMixed", "3万五", "30005"}, Row{"Deep", "一百二十万三", "1203000"}),
    Name);
INSTANTIATE_TEST_SUITE_P(
    Vague, ParsesNumber,
    testing::Values(Row{"Several", "数十万", "200000..1000000"},
                    Row{"HowMany", "几十亿", "2000000000..10000000000"},
                    Row{"Teens", "十几", "10..20"}, Row{"TwentySome", "二十几", "20..30"},
                    Row{"Pair", "六七万", "60000..70000"}, Row{"PairOfTens", "四五十", "40..50"},
                    Row{"PairBehindTens", "四十五六万", "450000..460000"},
                    Row{"ThreeFive", "三五百", "300..500"}, Row{"Over", "500余万", "5000000+"},
                    Row{"OverYi", "3亿多", "300000000+"}, Row{"OverTen", "十余", "10+"},
                    Row{"OverBareHundred", "百余", "100+ bare"},
                    Row{"NotDuoyuanhua", "3亿多元化", "300000000", "多元化"},
                    Row{"BareYi", "千亿", "100000000000 bare"}, Row{"BareWan", "万", "10000 bare"}),
    Name);
// NUMBERS.md §5
INSTANTIATE_TEST_SUITE_P(
    Fractions, ParsesNumber,
    testing::Values(Row{"Slash", "1/20", "0.05"}, Row{"Thirds", "1/9", "0.111111111111111 =1/9"},
                    Row{"Quarter", "四分之一", "0.25"}, Row{"MixedHan", "一又二分之一", "1.5"},
                    Row{"MixedAscii", "4 6/3", "6"}, Row{"WithoutZhi", "一又十分一", "1.1"},
                    Row{"Percent", "百分之2.4", "2.4 percent"},
                    Row{"PercentHan", "百分之一百二十点五", "120.5 percent"},
                    Row{"PerMille", "千分之一", "0.1 percent"},
                    Row{"PerTenThousand", "万分之三", "0.03 percent"},
                    Row{"PerMillion", "百万分之五", "0.0005 percent"},
                    Row{"DecimalOverFiveHundred", "五百分之2.2", "chain"},
                    Row{"Date", "24/02/2026", "24", "/02/2026"},
                    Row{"BudgetYear", "2028/29年度", "2028", "/29年度"},
                    Row{"PriceList", "3/5元", "3", "/5元"}),
    Name);

class ParsesEnglishNumber : public testing::TestWithParam<Row> {};
TEST_P(ParsesEnglishNumber, AsItsReaderWould) {
  const std::string& text = GetParam().text;
  const auto number = ReadEnglishNumber(text, 0);
  EXPECT_EQ(Describe(number), GetParam().want);
  if (number) {
    EXPECT_EQ(text.substr(number->end), GetParam().rest);
  }
}
INSTANTIATE_TEST_SUITE_P(
    Words, ParsesEnglishNumber,
    testing::Values(Row{"Million", "two million users", "2000000", " users"},
                    Row{"Capital", "Twenty-five companies", "25", " companies"},
                    Row{"Article", "a billion dollars", "1000000000", " dollars"},
                    Row{"Hundreds", "three hundred and twenty people", "320", " people"},
                    Row{"Steps", "two million three hundred thousand", "2300000"},
                    Row{"AndAHalf", "two and a half million", "2500000"},
                    Row{"HalfA", "half a billion", "500000000"},
                    Row{"Dozen", "a dozen firms", "12", " firms"},
                    Row{"DozensOf", "dozens of firms", "24..120", " firms"},
                    Row{"TensOf", "tens of millions of users", "20000000..100000000", " users"},
                    Row{"BillionsOf", "billions of dollars", "2000000000..10000000000", " dollars"},
                    Row{"OneThird", "one third of it", "0.333333333333333 =1/3", " of it"},
                    Row{"TwoThirds", "two-thirds of it", "0.666666666666667 =2/3", " of it"},
                    Row{"AQuarterOf", "a quarter of sales", "0.25", " of sales"},
                    Row{"HalfOf", "half of revenue", "0.5", " of revenue"},
                    Row{"OnePercent", "one percent of it", "1", " percent of it"},
                    Row{"OnePerCent", "one per cent", "1", " per cent"},
                    Row{"NotOnePerson", "one per person", "nothing"},
                    Row{"NotOne", "one of them", "nothing"}, Row{"NotA", "a company", "nothing"},
                    Row{"NotThreeQuarters", "three quarters in a row", "3", " quarters in a row"},
                    Row{"NotTone", "tone", "nothing"}, Row{"NotTens", "tens of people", "nothing"},
                    Row{"NotBillionaires", "billions", "nothing"}),
    Name);

TEST(ParseNumber, KeepsTheLastWrittenPlace) {
  struct Written {
    const char* text;
    int step;
    int digits;
  };
  for (const Written& row :
       {Written{"633亿", 8, 3}, Written{"557.6万", 3, 4}, Written{"5000亿", 8, 4},
        Written{"0.0008", -4, 1}, Written{"三万五", 3, 2}, Written{"十五", 0, 2},
        Written{"2048", 0, 4}, Written{"1万5千亿", 11, 2}, Written{"3.07", -2, 3}}) {
    const auto number = ParseNumber(row.text, 0, {});
    ASSERT_TRUE(number.has_value()) << row.text;
    EXPECT_EQ(number->step_exponent, row.step) << row.text;
    EXPECT_EQ(DigitsDownTo(number->lo, number->step_exponent), row.digits) << row.text;
  }
}

// What the reader under test says of all of `text`.
std::optional<reference::Reading> ReadFast(const std::string& text) {
  const bool is_word = text[0] >= 'a' && text[0] <= 'z';
  const auto number = is_word ? ReadEnglishNumber(text, 0) : ParseNumber(text, 0, {});
  if (!number || number->too_long || number->is_chain || number->end != text.size()) {
    return std::nullopt;
  }
  return reference::Reading{number->lo, number->hi, number->vagueness == Vagueness::kOver,
                            number->parts > 0};
}

// Reads `written` with both readers; both must say what was written.
void ExpectRead(const reference::Written& written) {
  const auto slow = reference::Read(written.text);
  const auto fast = ReadFast(written.text);
  const std::string want = reference::Describe(written.reading);
  EXPECT_EQ(slow ? reference::Describe(*slow) : "nothing", want)
      << "reference, " << written.notation << ": " << written.text;
  EXPECT_EQ(fast ? reference::Describe(*fast) : "nothing", want)
      << written.notation << ": " << written.text;
}

// Value → written in every notation that can say it → read by both: the value again.
TEST(ParseNumber, GivesBackAValueFromEveryNotationAsTheReferenceDoes) {
  std::mt19937_64 random(20260224);
  std::map<std::string, int> notations;
  int texts = 0;
  for (int round = 0; round < 2000 && !HasFailure(); ++round) {
    for (const auto& written : reference::WriteExact(reference::RandomValue(random))) {
      ExpectRead(written);
      ++notations[written.notation];
      ++texts;
    }
  }
  RecordProperty("texts", texts);
  RecordProperty("notations", static_cast<int>(notations.size()));
  EXPECT_GE(notations.size(), 40u);
}

TEST(ParseNumber, ReadsFractionsAndVagueNumbersAsTheReferenceDoes) {
  std::mt19937_64 random(20260316);
  int texts = 0;
  for (int round = 0; round < 2000 && !HasFailure(); ++round) {
    for (const auto& written : reference::WriteOthers(random)) {
      ExpectRead(written);
      ++texts;
    }
  }
  RecordProperty("texts", texts);
}

// A careful reader does not see the difference between 五億５０００萬 and 五亿5000万.
TEST(ParseNumber, ReadsBothScriptsAndAllWidthsAlike) {
  static const std::pair<std::string, std::string> kOther[] = {
      {"万", "萬"}, {"亿", "億"}, {"点", "點"}, {"数", "數"}, {"几", "幾"}, {"余", "餘"},
      {"贰", "貳"}, {"陆", "陸"}, {"0", "０"},  {"1", "１"},  {"2", "２"},  {"3", "３"},
      {"4", "４"},  {"5", "５"},  {"6", "６"},  {"7", "７"},  {"8", "８"},  {"9", "９"},
      {",", "，"},  {".", "．"},  {"/", "／"},  {"K", "Ｋ"},  {"M", "Ｍ"},  {"B", "Ｂ"}};
  const auto folder = normalize::Folder::Create();
  ASSERT_TRUE(folder.has_value()) << folder.error().ToString();
  std::mt19937_64 random(7);
  for (int round = 0; round < 200 && !HasFailure(); ++round) {
    std::vector<reference::Written> all = reference::WriteExact(reference::RandomValue(random));
    const auto others = reference::WriteOthers(random);
    all.insert(all.end(), others.begin(), others.end());
    for (const reference::Written& written : all) {
      std::string other = written.text;
      for (const auto& [from, to] : kOther) {
        for (std::size_t at = other.find(from); at != std::string::npos;
             at = other.find(from, at + to.size())) {
          other.replace(at, from.size(), to);
        }
      }
      const auto fast = ReadFast(folder->Fold(other).text);
      EXPECT_EQ(fast ? reference::Describe(*fast) : "nothing", reference::Describe(written.reading))
          << written.notation << ": " << other;
    }
  }
}

TEST(ParseNumber, SurvivesAnyBytes) {
  std::mt19937 random(7);
  static const char* const kPieces[] = {"一", "十",   "百", "万", "亿",   "零",   "点",   "几",
                                        "数", "余",   "多", "两", "3",    "00",   ".",    ",",
                                        "/",  "分之", "又", "K",  "\xE4", "\xB8", "\xFF", " ",
                                        "兆", "半",   "廿", "e",  "×10^"};
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (int i = 0; i < 12; ++i) text += kPieces[random() % std::size(kPieces)];
    for (std::size_t at = 0; at < text.size(); ++at) {
      const auto number = ParseNumber(text, at, {});
      if (!number) continue;
      ASSERT_GT(number->end, at) << text;
      ASSERT_LE(number->end, text.size()) << text;
      if (!number->too_long && !number->is_chain) {
        ASSERT_LE(number->lo, number->hi) << text;
      }
    }
  }
}

}  // namespace
}  // namespace heshu::extract
