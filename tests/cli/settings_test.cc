#include "cli/settings.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace heshu::cli {
namespace {

namespace fs = std::filesystem;

class SettingsTest : public testing::Test {
 protected:
  SettingsTest() {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::path(testing::TempDir()) / (std::string("heshu_settings_") + test->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "config" / "heshu" / "rules");
    environment_.config_home = (folder_ / "config").string();
    environment_.data_home = (folder_ / "data").string();
    environment_.program = (folder_ / "bin" / "heshu").string();
  }
  ~SettingsTest() override { fs::remove_all(folder_); }

  void Config(const std::string& text) {
    std::ofstream(folder_ / "config" / "heshu" / "config.toml") << text;
  }
  Result<Settings> Load(std::vector<const char*> words = {}) {
    words.insert(words.begin(), {"heshu", "db", "info"});
    const auto arguments = Arguments::Parse(static_cast<int>(words.size()), words.data());
    EXPECT_TRUE(arguments.has_value());
    return LoadSettings(*arguments, environment_);
  }

  fs::path folder_;
  Environment environment_;
};

TEST_F(SettingsTest, OptionsWinOverEnvironmentOverConfigOverBuiltIn) {
  EXPECT_EQ(Load()->database, (folder_ / "data/heshu/heshu.db").string());
  Config("db = \"of-config.db\"\n");
  EXPECT_EQ(Load()->database, (folder_ / "config/heshu/of-config.db").string());
  environment_.heshu_db = "of-environment.db";
  EXPECT_EQ(Load()->database, "of-environment.db");
  EXPECT_EQ(Load()->database_from, "HESHU_DB");
  EXPECT_EQ(Load({"--db", "of-option.db"})->database, "of-option.db");
}

TEST_F(SettingsTest, NoConfigReadsNoFileOfTheUser) {
  Config("db = \"x.db\"\n");
  std::ofstream(folder_ / "config" / "heshu" / "rules" / "mine.toml") << "";
  EXPECT_EQ(Load()->rules.user_files.size(), 1u);
  const auto settings = Load({"--no-config"});
  EXPECT_TRUE(settings->rules.user_files.empty());
  EXPECT_EQ(settings->database_from, "built in");
}

TEST_F(SettingsTest, AWrongSettingIsShownWithItsLine) {
  Config("db = \"x.db\"\ncolour = \"never\"\n");
  const auto settings = Load();
  ASSERT_FALSE(settings.has_value());
  EXPECT_NE(settings.error().where.find("config.toml:2:"), std::string::npos);
  EXPECT_EQ(settings.error().hint, "did you mean `color`?");
}

TEST_F(SettingsTest, InstalledRulesStandBesideTheProgram) {
  EXPECT_EQ(Load()->rules.directory, std::string(HESHU_SOURCE_DIR) + "/rules");
  fs::create_directories(folder_ / "share" / "heshu" / "rules");
  EXPECT_EQ(Load()->rules.directory, (folder_ / "share/heshu/rules").string());
  EXPECT_FALSE(Load({"--rules", "/nowhere"}).has_value());
}

}  // namespace
}  // namespace heshu::cli
