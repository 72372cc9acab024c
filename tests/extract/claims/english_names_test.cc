#include "extract/claims/english_names.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "extract/claims/name_finder.h"

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
  auto found = FindUnknownNames(GetParam().text, {});
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
        NameCase{"headline_verb", "Helio Robotics Eyes more", "x:Helio Robotics name"},
        NameCase{"compound_adjective", "its US-traded shares and Data-center sales", ""},
        NameCase{"segment", "its Data Center segment grew", ""},
        NameCase{"engineer", "founded by engineer Maria Santos", "x:Maria Santos person"},
        NameCase{"short_form", "Helio Robotics raised money. In May, Helio has grown.",
                 "x:Helio Robotics name; x:Helio Robotics name"}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace heshu::extract
