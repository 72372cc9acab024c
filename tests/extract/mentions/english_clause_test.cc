#include "extract/mentions/english_clause.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "extract/mentions/english_owner.h"
#include "extract/mentions/sentence_line.h"

namespace heshu::extract {
namespace {

// A line in which X, Y and Z stand for companies, # and % for figures and @ for a time.
std::string Line(std::string_view written) {
  std::string line;
  for (const char c : written) {
    if (c == 'X' || c == 'Y' || c == 'Z') {
      line += EntityPlaceholder(EntityKindIndex("company"));
    } else if (c == '#' || c == '%') {
      line += DimensionPlaceholder(DimensionIndex("money"));
    } else if (c == '@') {
      line += kTimePlaceholder;
    } else {
      line += c;
    }
  }
  return line;
}

// Where the mark of `written` stands in Line(written).
std::size_t At(std::string_view written, char mark) {
  return Line(written.substr(0, written.find(mark))).size();
}

struct PositionCase {
  const char* name;
  const char* text;  // about X
  bool hangs, says, is_subject;
};
void PrintTo(const PositionCase& row, std::ostream* out) { *out << row.name; }

class EnglishPosition : public testing::TestWithParam<PositionCase> {};

TEST_P(EnglishPosition, SeesTheSubjectOfTheClause) {
  const PositionCase& position = GetParam();
  const std::string line = Line(position.text);
  const std::size_t at = At(position.text, 'X');
  EXPECT_EQ(HangsOnPreposition(line, at), position.hangs);
  EXPECT_EQ(IsEnglishSource(line, at), position.says);
  EXPECT_EQ(IsGrammaticalSubject(line, at), position.is_subject);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, EnglishPosition,
    testing::Values(PositionCase{"head", "X shipped # phones", false, false, true},
                    PositionCase{"after_time", "In @, X earned # a share", false, false, true},
                    PositionCase{"passive_agent", "The round was led by X", true, false, false},
                    PositionCase{"list_of_backers", "with participation from giants Y, Z and X",
                                 true, false, true},  // "… and X" opens a statement too
                    PositionCase{"rival", "putting it ahead of X", true, false, false},
                    PositionCase{"speaker", "X said shipments fell", false, true, true},
                    PositionCase{"adverb_estimated", "X shipped an estimated # phones", false,
                                 false, true},
                    PositionCase{"according_to", "according to X", true, true, false}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(EnglishClause, KnowsRelativeClausesAndAppositions) {
  const std::string_view relative = "led by X, which put in #";
  EXPECT_TRUE(OpensRelativeClause(Line(relative), At(relative, 'X'), At(relative, '#')));
  const std::string_view plain = "X put in #";
  EXPECT_FALSE(OpensRelativeClause(Line(plain), At(plain, 'X'), At(plain, '#')));
  const std::string_view backer = "Y, X's largest backer, put in #";
  EXPECT_TRUE(IsApposition(Line(backer), At(backer, 'X')));
  EXPECT_FALSE(IsApposition(Line(backer), At(backer, 'Y')));
}

TEST(EnglishClause, ASpeakerWhoSpeaksOfItselfIsTheSubject) {
  const std::string_view itself = "X said it expects #";
  EXPECT_TRUE(SaysItself(Line(itself), At(itself, 'X'), At(itself, '#')));
  const std::string_view other = "X said Y raised #";
  EXPECT_FALSE(SaysItself(Line(other), At(other, 'X'), At(other, '#')));
}

struct MeasureCase {
  const char* name;
  const char* text;
  Measure measure;
};
void PrintTo(const MeasureCase& row, std::ostream* out) { *out << row.name; }

class EnglishMeasure : public testing::TestWithParam<MeasureCase> {};

TEST_P(EnglishMeasure, SaysWhatTheFigureIsToTheOneBefore) {
  const MeasureCase& measured = GetParam();
  EXPECT_EQ(MeasuredBy(Line(measured.text), At(measured.text, '#')), measured.measure);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, EnglishMeasure,
    testing::Values(MeasureCase{"compared", "revenue was up, compared to # @", Measure::kEarlier},
                    MeasureCase{"from", "rose from #", Measure::kEarlier},
                    MeasureCase{"consensus", "above the # consensus", Measure::kExpected},
                    MeasureCase{"estimate", "beating the average estimate of #",
                                Measure::kExpected},
                    MeasureCase{"up", "in revenue, up #", Measure::kGrowth},
                    MeasureCase{"a_rise", "a # year-over-year increase", Measure::kGrowth},
                    MeasureCase{"margin", "exceeding the average estimate by #", Measure::kNone},
                    MeasureCase{"plain", "X earned #", Measure::kNone}),
    [](const auto& row) { return std::string(row.param.name); });

struct EarlierCase {
  const char* name;
  const char* text;  // about #, among other figures written %
  int figures;
  int months;  // 0: none
};
void PrintTo(const EarlierCase& row, std::ostream* out) { *out << row.name; }

class EnglishComparison : public testing::TestWithParam<EarlierCase> {};

TEST_P(EnglishComparison, SaysHowLongBefore) {
  const EarlierCase& compared = GetParam();
  const std::string line = Line(compared.text);
  const auto words = WordsBehind(line, At(compared.text, '#'), compared.figures);
  EXPECT_EQ(MonthsEarlier(words).value_or(0), compared.months);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, EnglishComparison,
    testing::Values(EarlierCase{"year", "from # a year earlier", 0, 12},
                    EarlierCase{"same_quarter", "from # in the same quarter last year", 0, 12},
                    EarlierCase{"year_ago", "up # from the year-ago period", 0, 12},
                    EarlierCase{"over_year", "rose # year over year", 0, 12},
                    EarlierCase{"quarter", "from # in the previous quarter", 0, 3},
                    EarlierCase{"three_months", "with # in the prior three months", 0, 3},
                    EarlierCase{"month", "down # from the previous month", 0, 1},
                    EarlierCase{"behind_another", "from #, or % a share, a year ago", 1, 12},
                    EarlierCase{"of_another", "was #, compared with % a year ago", 0, 0},
                    EarlierCase{"behind_a_stop", "was #; a year ago it fell", 0, 0}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(EnglishClause, KnowsTheOwnerBehindTheNounAndTheActorOfAPassive) {
  for (const std::string_view text :
       {"Revenue at X rose #", "Shares of X fell #", "# was generated by X", "sales for the X"}) {
    EXPECT_TRUE(IsOwnerBehind(Line(text), At(text, 'X'))) << text;
  }
  for (const std::string_view text : {"a deal with X", "The round was led by X"}) {
    EXPECT_FALSE(IsOwnerBehind(Line(text), At(text, 'X'))) << text;
  }
}

TEST(EnglishClause, WhoDoesWhatAParticipleSaysIsItsActorWhateverItHangsOn) {
  for (const std::string_view text :
       {"with the X dropping #", "other cases include X laying off #", "with X closing at #"}) {
    EXPECT_TRUE(ActsUpon(Line(text), At(text, 'X'), At(text, '#'))) << text;
  }
  const std::string_view other = "rivals of X, shipping #";
  EXPECT_FALSE(ActsUpon(Line(other), At(other, 'X'), At(other, '#')));
}

TEST(EnglishClause, APeerOwnsTheFigureThatAnotherIsHeldAgainst) {
  for (const std::string_view text :
       {"Y's sales hit %, topping X's #", "Y is valued at %, ahead of rival X's #",
        "Y delivered %, compared with X's about #", "Y's share was %, while that of X fell to #",
        "Y scored %, behind the # of X.", "Y scored %, compared with # for X, on one",
        "Y took %, followed by X with #"}) {
    EXPECT_EQ(FindPeerOwner(Line(text), At(text, '#')), At(text, 'X')) << text;
  }
  for (const std::string_view text :
       {"Y's sales hit #", "Y beat X's forecast of #", "Y's target was cut to % from # by X."}) {
    EXPECT_EQ(FindPeerOwner(Line(text), At(text, '#')), std::nullopt) << text;
  }
}

TEST(EnglishClause, AHouseThatForecastsTellsOfOthers) {
  const auto of_others = [](std::string_view text) {
    return ForecastsOthers(Line(text), At(text, 'X'), At(text, '#'));
  };
  EXPECT_TRUE(of_others("X now expects sales to drop #"));
  EXPECT_TRUE(of_others("X economists estimate that prices fell #"));
  EXPECT_FALSE(of_others("X expects its profit to rise #"));
  EXPECT_FALSE(of_others("X posted a profit of #"));
}

TEST(EnglishClause, PricesAreOfThePlaceWhereTheyArePaid) {
  const auto is_place = [](std::string_view text) {
    return IsPlaceOfPrices(Line(text), At(text, 'X'));
  };
  EXPECT_TRUE(is_place("Average home prices in X fell #"));
  EXPECT_TRUE(is_place("said that rents in X rose #"));
  EXPECT_FALSE(is_place("its car sales in X fell #"));
  EXPECT_FALSE(is_place("revenue in X fell #"));
  EXPECT_TRUE(OpensWithPlace(Line("In X, home prices rose #"), At("In X", 'X')));
  EXPECT_FALSE(OpensWithPlace(Line("Sales in X, rose #"), At("Sales in X", 'X')));
}

TEST(EnglishClause, KnowsWhatAPronounOwns) {
  const auto is_owned = [](std::string_view text) {
    return IsOwnedByPronoun(Line(text), At(text, '#'));
  };
  EXPECT_TRUE(is_owned("adding to their # gain"));
  EXPECT_TRUE(is_owned("fed the # rise in the company's shares"));
  EXPECT_FALSE(is_owned("fed the # rise in car sales"));
  const std::string model = Line("The open-source model has #");
  EXPECT_EQ(FindEnglishModel(model, model.size() - kPlaceholderBytes), 0u);
}

TEST(EnglishClause, ARivalWithoutANameIsNobodyNamedBefore) {
  const std::string_view unnamed = "Its US rival sold #";
  EXPECT_TRUE(IsOfUnnamedPeer(Line(unnamed), At(unnamed, '#')));
  const std::string_view named = "Its US rival X sold #";
  EXPECT_FALSE(IsOfUnnamedPeer(Line(named), At(named, '#')));
}

TEST(EnglishClause, APlaceBeforeADashIsWhereItWasWritten) {
  const std::string place = EntityPlaceholder(EntityKindIndex("region"));
  EXPECT_TRUE(IsWireDateline(place + " - Exports rose", 0));
  EXPECT_TRUE(IsWireDateline(place + ", " + std::string(kTimePlaceholder) + " - Exports rose", 0));
  EXPECT_FALSE(IsWireDateline(place + " exports rose", 0));
  EXPECT_FALSE(IsWireDateline(Line("X - the chipmaker - rose"), 0));
}

TEST(EnglishClause, ATimeThatIsLeftBehindIsNotThatOfTheFigure) {
  const std::string_view left = "quadrupled from the same period @ to #";
  EXPECT_TRUE(IsLeftBehind(Line(left), At(left, '@'), At(left, '#')));
  const std::string_view own = "rose in @ to #";
  EXPECT_FALSE(IsLeftBehind(Line(own), At(own, '@'), At(own, '#')));
}

TEST(EnglishClause, FindsTheTimeThatIsComparedWith) {
  const std::string_view text = "took #, compared to # in @";
  const auto than = FindComparator(Line(text), At(text, '@'));
  ASSERT_TRUE(than);
  EXPECT_GT(*than, At(text, '#'));
  const std::string_view drop = "fell #, after a % drop in @";
  EXPECT_TRUE(FindComparator(Line(drop), At(drop, '@')));
  const std::string_view own = "took # in @";
  EXPECT_FALSE(FindComparator(Line(own), At(own, '@')));
}

TEST(EnglishClause, KnowsATimeGoneBy) {
  for (const std::string_view text :
       {"In @, X said it planned to cut #", "plans to cut # and raised that total to % in @",
        "X announced in @ plans to cut #"}) {
    EXPECT_TRUE(IsGoneBy(Line(text), At(text, '@'))) << text;
  }
  for (const std::string_view text : {"X expects # in @", "X will pay # on @"}) {
    EXPECT_FALSE(IsGoneBy(Line(text), At(text, '@'))) << text;
  }
}

TEST(EnglishClause, KnowsAClauseThatIsOverBeforeTheFigure) {
  const std::string_view over = "before X announced its round, Y was valued at #";
  EXPECT_TRUE(OpensSubordinate(Line(over), At(over, 'X'), At(over, '#')));
  const std::string_view own = "after X announced a round of #";
  EXPECT_FALSE(OpensSubordinate(Line(own), At(own, 'X'), At(own, '#')));
}

TEST(EnglishClause, IsEnglishWithOneWordOfProse) {
  EXPECT_TRUE(IsEnglishLine(Line("X has #")));
  EXPECT_FALSE(IsEnglishLine(Line("+# Y/Y")));
  EXPECT_FALSE(IsEnglishLine(Line("约#")));
}

TEST(EnglishClause, FindsTheGoodsThatAreCounted) {
  const std::string_view text = "Overall smartphone shipments totaled #";
  const std::string line = Line(text);
  const auto goods = FindGoods(line, line.find("shipments"));
  ASSERT_TRUE(goods);
  EXPECT_EQ(line.substr(goods->begin, goods->size()), "smartphone");
  const std::string owned = Line("X posted its quarterly shipments of #");
  EXPECT_FALSE(FindGoods(owned, owned.find("shipments")));
}

struct RoleCase {
  const char* name;
  const char* text;  // about X
  bool (*is_so)(std::string_view line, std::size_t at);
  bool want;
};
void PrintTo(const RoleCase& row, std::ostream* out) { *out << row.name; }

class EnglishRole : public testing::TestWithParam<RoleCase> {};

TEST_P(EnglishRole, IsToldByTheWordsAround) {
  const RoleCase& row = GetParam();
  EXPECT_EQ(row.is_so(Line(row.text), At(row.text, 'X')), row.want);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, EnglishRole,
    testing::Values(
        RoleCase{"operator_of_it", "the X operator posted #", StandsForOwner, true},
        RoleCase{"maker_named_beside", "the X maker Y posted #", StandsForOwner, false},
        RoleCase{"parent_of_list", "The parent company of Y, X and Z posted #", StandsForOwner,
                 true},
        RoleCase{"itself", "the X posted #", StandsForOwner, false},
        RoleCase{"place_of_its_shares", "and its X shares rose #", SaysWhereSharesTrade, true},
        RoleCase{"shares_of_its_own", "lifting X shares #", SaysWhereSharesTrade, false},
        RoleCase{"member_of_examples", "backers including Y, X and Z put in #", IsExample, true},
        RoleCase{"head_of_list", "Y, X and Z put in #", IsExample, false},
        RoleCase{"supplier_of", "X parts supplier Y rose #", IsApposition, true},
        RoleCase{"kind_of_maker", "X and tablet maker Y sold # units", IsApposition, true},
        RoleCase{"owner_of_unit", "X sold its unit for #", IsApposition, false},
        RoleCase{"where_it_is_at_home", "The X chipmaker's shares rose #", IsCompanyAdjective,
                 true},
        RoleCase{"country_itself", "The X economy grew #", IsCompanyAdjective, false},
        RoleCase{"has_a_rival", "X's biggest rival Y sold #", HasRole, true},
        RoleCase{"users_for_it", "Monthly users for X reached #", IsOwnerBehind, true},
        RoleCase{"has_revenue", "X's revenue rose #", HasRole, false},
        RoleCase{"owned_shares", "while its X fell #", IsOwned, true},
        RoleCase{"group_of_shares", "while X fell #", IsOwned, false},
        RoleCase{"sets_a_target", "X raised its price target to #", SetsTarget, true},
        RoleCase{"has_a_target", "X's price target was raised to #", SetsTarget, false}),
    [](const auto& row) { return row.param.name; });

TEST(EnglishChange, IsOfWhatIsBroughtToTheFigure) {
  const auto is_changed = [](std::string_view text) {
    return IsChanged(Line(text), At(text, 'X'), At(text, '#'));
  };
  EXPECT_TRUE(is_changed("Y is building sites, bringing X to # gigawatts"));
  EXPECT_TRUE(is_changed("far outpacing X's # gain"));
  EXPECT_TRUE(is_changed("Y's profit exceeded X's operating profit of #"));
  EXPECT_FALSE(is_changed("X's profit exceeded Y's operating profit of #"));
  EXPECT_FALSE(is_changed("Y is building sites with X at # gigawatts"));
}

TEST(EnglishGroup, WithoutANameHasItsOwnFigures) {
  const auto has_own = [](std::string_view text) {
    return HasOwnSubject(Line(text), At(text, '#'));
  };
  EXPECT_TRUE(has_own("Existing backers have committed #"));
  EXPECT_TRUE(has_own("Shares of U.S. chip makers rose #"));
  EXPECT_FALSE(has_own("Investors value the company at #"));
  EXPECT_FALSE(has_own("Revenue rose #"));
  EXPECT_FALSE(has_own("Paying users reached #"));
  EXPECT_TRUE(has_own("Some % listed in Y posted combined profit of #"));
  EXPECT_TRUE(has_own("IPOs in X have raised #"));
}

TEST(EnglishMeasure, StandsBehindItsWord) {
  const auto measure = [](std::string_view text) { return MeasuredBy(Line(text), At(text, '#')); };
  EXPECT_EQ(measure("sales accounted for #"), Measure::kNone);
  EXPECT_EQ(measure("compared with a net loss of #"), Measure::kEarlier);
  EXPECT_EQ(measure("down from the previous quarter's #"), Measure::kEarlier);
  EXPECT_EQ(measure("costs were %, # higher"), Measure::kGrowth);
  EXPECT_EQ(measure("lost % in the half, # more than a year ago"), Measure::kGrowth);
}

TEST(EnglishChange, MayBeTheSecondOfOneThing) {
  const auto is_second = [](std::string_view text) {
    return IsSecondChange(Line(text), At(text, '#'));
  };
  EXPECT_TRUE(is_second("fell % month-on-month and # year-on-year"));
  EXPECT_TRUE(is_second("rose % and #, respectively, from a year ago"));
  EXPECT_FALSE(is_second("fell to % from # a year ago"));
}

TEST(EnglishRelative, IsOfNoPlace) {
  const std::string_view text = "an economist at a bank in X, who expects growth of #";
  EXPECT_FALSE(OpensRelativeClause(Line(text), At(text, 'X'), At(text, '#')));
}

}  // namespace
}  // namespace heshu::extract
