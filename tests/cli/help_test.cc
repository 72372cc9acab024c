#include "cli/help.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "cli/display_width.h"

namespace heshu::cli {
namespace {

std::size_t LineCount(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

TEST(HelpText, ShortHelpFitsOnOneScreen) {
  EXPECT_LE(LineCount(HelpText(nullptr, HelpLength::kOneScreen)), 30u);
  for (const CommandSpec& command : Commands()) {
    const std::string help = HelpText(&command, HelpLength::kOneScreen);
    EXPECT_LE(LineCount(help), 48u) << help;
  }
}

TEST(HelpText, NoLineIsWiderThanAHundredColumns) {
  std::vector<const CommandSpec*> all{nullptr};
  for (const CommandSpec& command : Commands()) all.push_back(&command);
  for (const CommandSpec* command : all) {
    const std::string help = HelpText(command, HelpLength::kFull);
    for (std::size_t at = 0; at < help.size();) {
      const std::size_t end = help.find('\n', at);
      EXPECT_LE(DisplayWidth(help.substr(at, end - at)), 100u) << help.substr(at, end - at);
      at = end + 1;
    }
  }
}

TEST(HelpText, ExamplesComeBeforeOptionsAndExitCodesAreInFullHelp) {
  for (const CommandSpec& command : Commands()) {
    const std::string help = HelpText(&command, HelpLength::kFull);
    EXPECT_LT(help.find("Examples:"), help.find("Options:")) << help;
    EXPECT_NE(help.find("Exit codes:"), std::string::npos);
    for (const OptionSpec* option : command.options) {
      EXPECT_NE(help.find("--" + std::string(option->name)), std::string::npos) << option->name;
    }
  }
}

TEST(ManualSource, IsTheOneInDocs) {
  std::ifstream in(std::string(HESHU_SOURCE_DIR) + "/docs/heshu.1.scd");
  const std::string kept{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  EXPECT_EQ(kept, ManualSource()) << "run scripts/refresh-golden";
}

}  // namespace
}  // namespace heshu::cli
