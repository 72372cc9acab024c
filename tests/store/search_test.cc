#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "store/search_text.h"
#include "store_fixture.h"

namespace heshu::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// Six figures, told apart by their text.
class Search : public testing::Test {
 protected:
  Search() : store_(OpenStore(folder_ / "db")) {
    Bundle first = MakeBundle({.url = "https://a.example/1",
                               .title = "春晚流量創新高",
                               .source = "etnet",
                               .published = "2026-02-24T14:00+08:00"});
    Claim& peak = AddClaim(first, "當晚豆包大模型峰值達每分鐘633億Tokens。", "633億Tokens");
    peak.subject = Subject{"doubao", "豆包", "豆包", {}, How::kStated};
    peak.metric = "token_calls";
    peak.unit = "token/min";
    peak.modality = Modality::kEstimate;
    Claim& loss =
        AddClaim(first, "英偉達 (NVDA) 市值蒸發5,890億美元，豆包不受影響。", "5,890億美元");
    loss.subject = Subject{"nvidia", "英伟达", "英偉達", {}, How::kStated};
    loss.metric = "market_cap_change";
    loss.unit = "USD";
    loss.value.lo = loss.value.hi = Decimal::Of(589, 9);
    loss.attribution = Attribution{"jpmorgan", "摩通", {}};
    Claim& bare = AddClaim(first, "豆包團隊另有12人。", "12人");
    bare.unit = "person";
    bare.value.lo = bare.value.hi = Decimal::Of(12);
    MustSave(store_, first);

    Bundle second = MakeBundle({.url = "https://b.example/2",
                                .title = "Qwen3.5 launches",
                                .source = "xinhua",
                                .published = "2026-02-26"});
    Claim& price = AddClaim(second, "Qwen 3.5每百万Token仅0.8元，腾讯跟进。", "0.8元");
    price.subject = Subject{"qwen-3.5", "Qwen 3.5", "Qwen 3.5", {}, How::kStated};
    price.metric = "token_price";
    price.unit = "CNY/1e6 token";
    price.value.lo = Decimal::Of(8, -1);
    price.value.hi = std::nullopt;
    Claim& later = AddClaim(second, "豆包日均调用量突破120万亿。", "120万亿");
    later.subject = Subject{"doubao", "豆包", "豆包", {}, How::kStated};
    later.metric = "token_calls";
    later.value.lo = Decimal::Of(12, 13);
    later.value.hi = std::nullopt;
    MustSave(store_, second);

    Bundle undated = MakeBundle({.url = "c.txt", .title = "", .source = "", .published = ""});
    Claim& rumour = AddClaim(undated, "It costs -3 dollars AND more", "-3 dollars");
    rumour.unit = "USD";
    rumour.value.lo = std::nullopt;
    rumour.value.hi = Decimal::Of(-3);
    rumour.modality = Modality::kRumour;
    MustSave(store_, undated);
  }

  std::vector<std::string> Texts(const ClaimQuery& query) {
    const auto claims = store_.FindClaims(query);
    if (!claims) {
      ADD_FAILURE() << claims.error().ToString();
      return {};
    }
    std::vector<std::string> texts;
    for (const auto& claim : *claims) texts.push_back(claim.text);
    return texts;
  }

  TemporaryFolder folder_;
  Store store_;
};

struct TextCase {
  std::string name;
  std::string text;
  std::vector<std::string> want;  // best first
};
void PrintTo(const TextCase& c, std::ostream* os) { *os << c.text; }
class SearchText : public Search, public testing::WithParamInterface<TextCase> {};

TEST_P(SearchText, FindsBestFirst) { EXPECT_EQ(Texts({.text = GetParam().text}), GetParam().want); }

// Shorthands for the figures of the fixture.
const std::string kPeak = "633億Tokens", kLoss = "5,890億美元", kBare = "12人", kPrice = "0.8元",
                  kLater = "120万亿", kRumour = "-3 dollars";

INSTANTIATE_TEST_SUITE_P(
    Queries, SearchText,
    testing::Values(
        TextCase{"SubjectThenSentenceThenBare", "豆包", {kLater, kPeak, kLoss, kBare}},
        TextCase{"OneCharacter", "豆", {kLater, kPeak, kLoss, kBare}},
        TextCase{"OneCharacterAtTheEndOfARun", "包", {kLater, kPeak, kLoss, kBare}},
        TextCase{"OneCharacterInTheContext", "亿", {kLater, kPeak, kLoss}},
        TextCase{"TraditionalFindsSimplified", "騰訊", {kPrice}},
        TextCase{"SimplifiedFindsTraditional", "英伟达市值", {}},
        TextCase{"TwoTerms", "英伟达 市值", {kLoss}},
        TextCase{"IdeographicBlank", "英偉達　市值", {kLoss}},
        TextCase{"ExactSubstring", "包大模", {kPeak}},
        TextCase{"NotAcrossOtherCharacters", "豆模", {}},
        TextCase{"TermsInDifferentColumns", "春晚 豆包", {kPeak, kLoss, kBare}},
        TextCase{"TitleOnly", "創新高", {kPeak, kLoss, kBare}},
        TextCase{"LatinWholeWord", "nvda", {kLoss}}, TextCase{"LatinPartOfAWord", "nvd", {}},
        TextCase{"LatinAnyCase", "TOKENS", {kPeak}},
        TextCase{"VersionWritten", "Qwen3.5", {kPrice, kLater}},
        TextCase{"VersionAsId", "qwen-3.5", {kPrice, kLater}},
        TextCase{"GroupedDigits", "5890", {kLoss}},
        TextCase{"GroupedDigitsAsWritten", "5,890億", {kLoss}},
        TextCase{"MixedTerm", "Token仅0", {kPrice}}, TextCase{"SubjectId", "nvidia", {kLoss}},
        TextCase{"MetricId", "token_calls", {kLater, kPeak}},
        TextCase{"Attribution", "摩通", {kLoss}}, TextCase{"AttributionId", "jpmorgan", {kLoss}},
        TextCase{"QuotedInARow", "\"每百万 token\"", {kPrice}},
        TextCase{"QuotedNotInARow", "\"token 每百万\"", {}},
        TextCase{"UnquotedAnyOrder", "token 每百万", {kPrice}},
        TextCase{"AndIsAWord", "dollars AND more", {kRumour}},
        TextCase{"AndAlone", "AND", {kRumour}},
        TextCase{"AndThatIsNotThere", "豆包 AND 英伟达", {}},
        TextCase{"NotIsAWord", "dollars NOT more", {}},
        TextCase{"NearIsAWord", "NEAR(dollars more)", {}},
        TextCase{"ColumnNamesAreWords", "head : 豆包", {}},
        TextCase{"StarIsNoWildcard", "nvd*", {}}, TextCase{"Quote", "\"", {}},
        TextCase{"Parenthesis", "(", {}}, TextCase{"Star", "*", {}},
        TextCase{"SignsOnly", "^-+:{}()\"*'%_\\ ~", {}},
        TextCase{"SignsAroundAWord", "(\"nvda\"*)^", {kLoss}},
        TextCase{"SqlIsText", "'; DROP TABLE claims; --", {}}, TextCase{"Blanks", "   ", {}},
        TextCase{"IllFormed", "\xff\xfe豆包\xe4", {kLater, kPeak, kLoss, kBare}},
        TextCase{"ZeroByte", std::string("豆包\0nvda", 11), {}}),
    [](const auto& row) { return row.param.name; });

TEST_F(Search, SurvivesAnyQuery) {
  std::mt19937 random(5);
  static constexpr std::string_view kPieces[] = {
      "\"",   "*",        "(", ")",    "AND", "OR", "NOT", "NEAR", "^", ":",
      "-",    "{",        "}", "豆",   "包",  "億", " ",   "a",    "1", ",",
      "\xff", "\xe4\xb8", "'", "head", "\n",  "　", "+",   "keys", ".", "\x1f"};
  for (int i = 0; i < 3000; ++i) {
    std::string text;
    for (auto n = random() % 12; n > 0; --n) text += kPieces[random() % std::size(kPieces)];
    const auto found = store_.FindClaims({.text = text, .limit = 3});
    ASSERT_TRUE(found.has_value()) << text << ": " << found.error().ToString();
  }
  for (const std::string_view piece : {"豆包 ", "a", "a ", "豆", "\" ", "1.", "\""}) {
    std::string text;
    for (int n = 0; n < 20000; ++n) text += piece;
    ASSERT_TRUE(store_.FindClaims({.text = text}).has_value()) << piece;
  }
  std::string distinct;
  for (int n = 0; n < 20000; ++n) distinct += std::to_string(n) + " ";
  ASSERT_TRUE(store_.FindClaims({.text = distinct}).has_value());
}

// The slow, obvious twin: a term is there if its folded characters are.
TEST(SearchTwin, FindsExactlyWhatALookAtEveryTextFinds) {
  const TemporaryFolder folder;
  Store store = OpenStore(folder / "db");
  std::mt19937 random(11);
  static constexpr std::string_view kAlphabet[] = {"甲", "乙", "丙", "億", "，", "。"};
  const auto text_of = [&](unsigned length, unsigned letters) {
    std::string text;
    while (length-- > 0) text += kAlphabet[random() % letters];
    return text;
  };
  std::vector<Claim> all;
  for (int i = 0; i < 150; ++i) {
    Bundle bundle = MakeBundle({.url = std::to_string(i), .title = text_of(3, 5)});
    const std::string sentence =
        text_of(static_cast<unsigned>(4 + random() % 10), 6) + std::to_string(i);
    Claim& claim = AddClaim(bundle, sentence, std::to_string(i));
    if (random() % 2 == 0) {
      claim.subject = Subject{"s" + std::to_string(i), text_of(3, 4), "", {}, How::kStated};
    }
    MustSave(store, bundle);
    all.push_back(claim);
    all.back().context = bundle.article.title;  // only here: what is looked at
  }
  for (int i = 0; i < 400; ++i) {
    const std::string one = text_of(static_cast<unsigned>(1 + random() % 4), 4);
    const std::string other =
        random() % 2 == 0 ? "" : text_of(static_cast<unsigned>(1 + random() % 2), 4);
    std::set<std::string> want, got;
    for (const auto& claim : all) {
      const auto has = [&claim](const std::string& term) {
        for (const auto& text :
             {claim.sentence, claim.context, claim.subject ? claim.subject->name : ""}) {
          if (TestFold(text).find(TestFold(term)) != std::string::npos) return true;
        }
        return false;
      };
      if (has(one) && has(other)) want.insert(claim.id);
    }
    const auto found = store.FindClaims({.text = one + " " + other});
    ASSERT_TRUE(found.has_value()) << found.error().ToString();
    for (const auto& claim : *found) EXPECT_TRUE(got.insert(claim.id).second) << "twice: " << one;
    EXPECT_EQ(got, want) << one << " " << other;
  }
}

TEST_F(Search, AppliesEachFilter) {
  EXPECT_THAT(Texts({.subject = "doubao"}), ElementsAre(kLater, kPeak));
  EXPECT_THAT(Texts({.metric = "token_calls"}), ElementsAre(kLater, kPeak));
  EXPECT_THAT(Texts({.unit = "USD"}), ElementsAre(kLoss, kRumour));
  EXPECT_THAT(Texts({.source = "xinhua"}), ElementsAre(kPrice, kLater));
  EXPECT_THAT(Texts({.modality = "rumour"}), ElementsAre(kRumour));
  EXPECT_THAT(Texts({.modality = "estimate", .claims_only = true}), ElementsAre(kPeak));
  EXPECT_THAT(Texts({.claims_only = true}), ElementsAre(kPrice, kLater, kPeak, kLoss));
  EXPECT_THAT(Texts({.subject = "nobody"}), IsEmpty());
  EXPECT_THAT(Texts({.text = "豆包", .subject = "nvidia"}), ElementsAre(kLoss));
  EXPECT_THAT(Texts({.text = "豆包", .metric = "token_calls", .source = "etnet"}),
              ElementsAre(kPeak));
  EXPECT_THAT(Texts({.text = "豆包", .claims_only = true}), ElementsAre(kLater, kPeak, kLoss));
  EXPECT_THAT(Texts({.text = "豆包", .modality = "estimate"}), ElementsAre(kPeak));
  const auto doc = store_.ListDocuments()->front().id;
  EXPECT_THAT(Texts({.text = "豆包", .doc = doc}), ElementsAre(kPeak, kLoss, kBare));
  EXPECT_THAT(Texts({.doc = doc}), ElementsAre(kPeak, kLoss, kBare));
  EXPECT_THAT(Texts({.text = "豆包", .doc = "d_none"}), IsEmpty());
}

TEST_F(Search, TakesDaysWhole) {
  EXPECT_THAT(Texts({.since = "2026-02-24", .until = "2026-02-24"}),
              ElementsAre(kPeak, kLoss, kBare));
  EXPECT_THAT(Texts({.since = "2026-02-25"}), ElementsAre(kPrice, kLater));
  EXPECT_THAT(Texts({.until = "2026-02-25"}), ElementsAre(kPeak, kLoss, kBare))
      << "an unknown day is in no range";
  EXPECT_THAT(Texts({.text = "豆包", .since = "2026-02-25"}), ElementsAre(kLater));
  EXPECT_THAT(Texts({.text = "豆包", .until = "2026-02-25", .sort = "published"}),
              ElementsAre(kPeak, kLoss, kBare));
  for (const char* day : {"2026-02-30", "2026-2-3", "yesterday", "2026-02-24T00:00"}) {
    const auto found = store_.FindClaims({.since = day});
    ASSERT_FALSE(found.has_value()) << day;
    EXPECT_EQ(found.error().kind, ErrorKind::kInvalidInput);
  }
}

TEST_F(Search, MeetsValueIntervals) {
  const auto between = [this](std::optional<Decimal> min, std::optional<Decimal> max) {
    return Texts({.min = min, .max = max, .sort = "value"});
  };
  EXPECT_THAT(between(Decimal::Of(589, 9), Decimal::Of(589, 9)), ElementsAre(kPrice, kLoss))
      << "0.8 and more is open above";
  EXPECT_THAT(between(std::nullopt, Decimal::Of(12)), ElementsAre(kRumour, kPrice, kBare));
  EXPECT_THAT(between(Decimal::Of(-3), Decimal::Of(0)), ElementsAre(kRumour));
  EXPECT_THAT(between(Decimal::Of(-2999, -3), Decimal::Of(0)), IsEmpty());
  EXPECT_THAT(between(Decimal::Of(12), std::nullopt),
              ElementsAre(kPrice, kBare, kPeak, kLoss, kLater));
  // One in the eighteenth digit decides, where doubles are equal.
  EXPECT_THAT(between(Decimal::Of(633), Decimal::Of(63'299'999'999'999'999, -6)),
              ElementsAre(kPrice));
}

TEST_F(Search, Sorts) {
  EXPECT_THAT(Texts({.sort = "published"}),
              ElementsAre(kPeak, kLoss, kBare, kPrice, kLater, kRumour));
  EXPECT_THAT(Texts({.sort = "-published"}),
              ElementsAre(kPrice, kLater, kPeak, kLoss, kBare, kRumour));
  EXPECT_THAT(Texts({.sort = "value"}), ElementsAre(kRumour, kPrice, kBare, kPeak, kLoss, kLater));
  EXPECT_THAT(Texts({.sort = "-value"}), ElementsAre(kLater, kLoss, kPeak, kBare, kPrice, kRumour));
  EXPECT_THAT(Texts({.sort = "source"}), ElementsAre(kPeak, kLoss, kBare, kPrice, kLater, kRumour));
  EXPECT_THAT(Texts({.sort = "-relevance"}),
              ElementsAre(kRumour, kBare, kLoss, kPeak, kLater, kPrice));
  EXPECT_THAT(Texts({.text = "豆包", .sort = "value"}), ElementsAre(kBare, kPeak, kLoss, kLater));
  const auto found = store_.FindClaims({.sort = "size"});
  ASSERT_FALSE(found.has_value());
  EXPECT_THAT(found.error().what, testing::HasSubstr("size"));
}

TEST_F(Search, LimitsTakeTheBest) {
  for (const char* text : {"", "豆包", "億"}) {
    for (const char* sort : {"relevance", "-value", "published"}) {
      const auto all = Texts({.text = text, .sort = sort});
      for (std::size_t limit = 1; limit <= all.size() + 1; ++limit) {
        const auto some = Texts({.text = text, .sort = sort, .limit = limit});
        ASSERT_EQ(some.size(), std::min(limit, all.size()));
        EXPECT_TRUE(std::equal(some.begin(), some.end(), all.begin())) << text << sort << limit;
      }
    }
  }
}

// More of one day than the index is asked for at once, and days far apart.
TEST(SearchIndex, IsInFewPiecesAfterARun) {
  const TemporaryFolder folder;
  Store store = OpenStore(folder / "db");
  const auto run = store.BeginRun("ingest", "v1", "2026-02-25T00:00:00Z");
  ASSERT_TRUE(run);
  for (int i = 0; i < 50; ++i) MustSave(store, NumberedBundle(i));
  const auto pieces = [&] {
    return std::stoi(RunSql(folder / "db", "SELECT count(DISTINCT segid) FROM claims_fts_idx"));
  };
  const std::size_t found = store.FindClaims({})->size();
  const int before = pieces();
  ASSERT_TRUE(store.EndRun(*run, "2026-02-25T00:01:00Z", ""));
  EXPECT_LT(pieces(), before);
  EXPECT_LE(pieces(), 3);
  EXPECT_EQ(store.FindClaims({})->size(), found);
  ExpectSound(store);
}

TEST(SearchOfMany, FindsAllTheNewestFirst) {
  const TemporaryFolder folder;
  Store store = OpenStore(folder / "db");
  const auto add = [&](const std::string& day, int documents, int figures) {
    for (int document = 0; document < documents; ++document) {
      Bundle bundle = MakeBundle({.url = "https://m.example/" + day + std::to_string(document),
                                  .title = "",
                                  .source = "daily",
                                  .published = day});
      for (int figure = 0; figure < figures; ++figure) {
        const std::string text = std::to_string(figure) + "元";
        Claim& claim = AddClaim(bundle, "豆包報價" + text + "。", text);
        if (figure % 3 > 0) continue;
        claim.subject = Subject{"doubao", "", "", {}, How::kStated};
        claim.metric = "token_price";
      }
      MustSave(store, bundle);
    }
  };
  add("2026-02-24", 46, 100);
  add("2026-02-25", 1, 3);
  add("2025-11-02", 3, 5);
  add("2019-05-06", 2, 4);
  add("", 1, 7);
  const auto ids = [&](const ClaimQuery& query) {
    std::string out;
    const auto found = store.FindClaims(query);
    EXPECT_TRUE(found) << found.error().ToString();
    for (const Claim& claim : *found) out += (out.empty() ? "" : ",") + claim.id;
    return out;
  };
  const auto want = [&](const std::string& condition, const std::string& limit) {
    return RunSql(folder / "db", "SELECT group_concat(id) FROM (SELECT id FROM claims WHERE " +
                                     condition + " ORDER BY rank DESC LIMIT " + limit + ")");
  };
  EXPECT_EQ(ids({.text = "豆包 價"}), want("1", "-1"));
  EXPECT_EQ(ids({.text = "豆包 價", .limit = 20}), want("1", "20"));
  EXPECT_EQ(ids({.text = "豆包 價", .claims_only = true}), want("is_claim = 1", "-1"));
  EXPECT_EQ(ids({.text = "價", .metric = "token_price", .until = "2025-12-31"}),
            want("is_claim = 1 AND published > '' AND published < '2026'", "-1"));
}

}  // namespace
}  // namespace heshu::store
