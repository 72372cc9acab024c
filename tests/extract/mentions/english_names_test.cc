#include "extract/mentions/english_names.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "extract/mentions/name_finder.h"

namespace heshu::extract {
namespace {

struct NameCase {
  const char* name;
  const char* text;
  const char* want;  // id and kind of each, in order
};
void PrintTo(const NameCase& row, std::ostream* out) { *out << row.text; }

class EnglishNames : public testing::TestWithParam<NameCase> {};

TEST_P(EnglishNames, AreThoseOfCompaniesAndPeople) {
  NamingContext naming;
  auto found = FindUnknownNames(GetParam().text, {}, TellsOfModels(GetParam().text));
  SortEnglishNames(GetParam().text, &naming, &found);
  std::string got;
  for (const EntityMention& mention : found) {
    got += (got.empty() ? "" : "; ") + mention.id + " " + mention.kind;
  }
  EXPECT_EQ(got, GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, EnglishNames,
    testing::Values(
        NameCase{"behind_a_small_word", "reports say that the maker Lumenor is hiring",
                 "x:Lumenor name"},
        NameCase{"opened_by_a_time", "Yesterday Lumenor cut jobs", "x:Lumenor name"},
        NameCase{"opened_by_a_preposition", "In December it rose. Since then it fell.", ""},
        NameCase{"estimate", "above the Zebra Consensus Estimate", ""},
        NameCase{"abbreviation", "said in an SEC filing on PC sales", ""},
        NameCase{"abbreviation_that_acts", "but QRX said so", "x:QRX name"},
        NameCase{"person_by_office", "according to analyst Maria Santos of the firm",
                 "x:Maria Santos person"},
        NameCase{"person_who_speaks", "\"It grew,\" Maria Santos said. Then Santos added more.",
                 "x:Maria Santos person; x:Santos person"},
        NameCase{"company_that_speaks", "but Helio Robotics said so", "x:Helio Robotics name"},
        NameCase{"ordinary_word", "Value added by makers rose. Polysilicon prices fell.", ""},
        NameCase{"measure", "while Core CPI rose", ""},
        NameCase{"headline_verb", "Helio Robotics Eyes more", "x:Helio Robotics name"},
        NameCase{"compound_adjective", "its US-traded shares and Data-center sales", ""},
        NameCase{"segment", "its Data Center segment grew", ""},
        NameCase{"indefinite_pronoun", "Nothing is signed. Nobody raised it.", ""},
        NameCase{"opens_and_acts", "Lumenor put together a round", "x:Lumenor name"},
        NameCase{"title_and_person", "while CFO Maria Santos said so", "x:CFO Maria Santos person"},
        NameCase{"headline_noun", "Helio Robotics Q4 Revenue was flat", "x:Helio Robotics name"},
        NameCase{"price_target", "Helio Robotics Price Target Raised to 5",
                 "x:Helio Robotics name"},
        NameCase{"price_target_of_another", "Lumen Partners Adjusts Helio Robotics Price Target",
                 "x:Lumen Partners name; x:Helio Robotics name"},
        NameCase{"joint_in_headline", "Helio Robotics Is Maintained", "x:Helio Robotics name"},
        NameCase{"story_mark", "BRIEF-Helio Robotics said", "x:Helio Robotics name"},
        NameCase{"in_capitals", "a STRONG CASH FLOW", ""},
        NameCase{"hyphen", "while JB Hi-Fi said", "x:JB Hi-Fi name"},
        NameCase{"compound_behind_name", "while Helio Pune-based peers", ""},
        NameCase{"small_initial", "shares of iFEST Corp fell", "x:iFEST Corp name"},
        NameCase{"bare_tail", "shares of the Group fell", ""},
        NameCase{"initials", "shares of W. P. Carver fell", "x:W. P. Carver name"},
        NameCase{"ticker", "while Helio Robotics Inc (NYSE:HLR) fell and HLR said",
                 "x:Helio Robotics Inc name; x:Helio Robotics Inc name"},
        NameCase{"irish", "shares of Helio O'Rourke Foods fell", "x:Helio O'Rourke Foods name"},
        NameCase{"headline_past", "Helio Robotics Fell Again", "x:Helio Robotics name"},
        NameCase{"engineer", "founded by engineer Maria Santos", "x:Maria Santos person"},
        NameCase{"short_form", "Helio Robotics raised money. In May, Helio has grown.",
                 "x:Helio Robotics name; x:Helio Robotics name"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(EnglishNames, OpenWithAPlaceWhereTheyEndAsACompany) {
  const std::string_view text = "shares of Japan Paper eased, Japan Paper said";
  std::vector<EntityMention> found;
  for (std::size_t at = text.find("Japan"); at != std::string_view::npos;
       at = text.find("Japan", at + 1)) {
    found.push_back({{at, at + 5}, "japan", "region", nullptr, false});
    found.push_back({{at + 6, at + 11}, "x:Paper", "name", nullptr, false});
  }
  JoinPlaceNames(text, &found);
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].id, "japan");  // nothing says that it acts
  EXPECT_EQ(found[2].id, "x:Japan Paper");
}

struct DatelineCase {
  const char* name;
  const char* text;
  const char* dateline;  // "" if there is none
};
void PrintTo(const DatelineCase& row, std::ostream* out) { *out << row.text; }

class Datelines : public testing::TestWithParam<DatelineCase> {};

TEST_P(Datelines, EndBeforeTheFirstSentence) {
  const std::string text = GetParam().text;
  EXPECT_EQ(text.substr(0, DatelineEnd(text)), GetParam().dateline);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, Datelines,
    testing::Values(
        DatelineCase{"day_and_agency", "OSLO, April 2 (Reuters) - Lumenor said",
                     "OSLO, April 2 (Reuters) - "},
        DatelineCase{"agency", "New York (AP) -- Lumenor said", "New York (AP) -- "},
        DatelineCase{"day", "Hong Kong, Apr. 2 — The index rose", "Hong Kong, Apr. 2 — "},
        DatelineCase{"capitals", "STOCKHOLM — Lumenor said", "STOCKHOLM "},
        DatelineCase{"sentence", "Lumenor said on April 2 - a Thursday - that it rose", ""},
        DatelineCase{"term", "AI - driven demand rose", ""},
        DatelineCase{"company_and_day", "Lumenor rose on April 2 (Thursday)", ""}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace heshu::extract
