#include "cli/message.h"

#include <gtest/gtest.h>

namespace heshu::cli {
namespace {

TEST(FormatMessage, SaysWhatWhyWhereAndHowToMend) {
  const Error error{ErrorKind::kInvalidInput, "the rule file is not valid TOML: expected a value",
                    "my.toml:2:9", "mend the line", "alias =\n\t^"};
  EXPECT_EQ(FormatMessage(Level::kError, error, false),
            "error: the rule file is not valid TOML\n"
            " reason: expected a value\n"
            " --> my.toml:2:9\n"
            "  | alias =\n"
            "  |  ^\n"
            "  = help: mend the line\n");
}

TEST(FormatMessage, LeavesOutWhatIsNotKnown) {
  EXPECT_EQ(FormatMessage(Level::kWarning, {ErrorKind::kIo, "it broke", "", "", ""}, false),
            "warning: it broke\n");
}

TEST(FormatMessage, TakesNoReasonOutOfBrackets) {
  EXPECT_EQ(FormatMessage(Level::kError, {ErrorKind::kIo, "foreign (tables: a), alas", "", "", ""},
                          false),
            "error: foreign (tables: a), alas\n");
}

TEST(FormatMessage, KeepsTheCaretUnderItsColumn) {
  const Error error{ErrorKind::kInvalidInput, "x", "", "", "a = 1\n    ^"};
  EXPECT_EQ(FormatMessage(Level::kError, error, false), "error: x\n  | a = 1\n  |     ^\n");
}

TEST(FormatMessage, ColoursWithoutChangingTheWords) {
  const Error error{ErrorKind::kIo, "it broke", "here", "mend it", ""};
  std::string coloured = FormatMessage(Level::kError, error, true);
  EXPECT_NE(coloured.find("\033["), std::string::npos);
  for (std::size_t at; (at = coloured.find('\033')) != std::string::npos;) {
    coloured.erase(at, coloured.find('m', at) - at + 1);
  }
  EXPECT_EQ(coloured, FormatMessage(Level::kError, error, false));
}

TEST(FormatMessage, LetsNoEscapeSequenceThrough) {
  const Error error{ErrorKind::kIo, "bad \033[2J", "file\033[2J", "", ""};
  EXPECT_EQ(FormatMessage(Level::kError, error, false).find('\033'), std::string::npos);
}

TEST(NearestWord, OffersTypingErrorsAndBeginningsOnly) {
  const std::vector<std::string_view> commands{"ingest", "search", "conflicts", "show"};
  EXPECT_EQ(NearestWord("serach", commands), "search");
  EXPECT_EQ(NearestWord("conflict", commands), "conflicts");
  EXPECT_EQ(NearestWord("con", commands), "conflicts");
  EXPECT_EQ(NearestWord("frobnicate", commands), "");
  EXPECT_EQ(DidYouMean("shwo", commands, "nothing"), "did you mean `show`?");
  EXPECT_EQ(DidYouMean("xyz", commands, "nothing"), "nothing");
}

}  // namespace
}  // namespace heshu::cli
