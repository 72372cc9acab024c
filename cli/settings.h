// Which files are in use: options win over the environment, that over config.toml, that over what
// is built in. The environment is read here and nowhere else.
#ifndef HESHU_CLI_SETTINGS_H_
#define HESHU_CLI_SETTINGS_H_

#include <string>
#include <vector>

#include "cli/arguments.h"
#include "core/error.h"
#include "extract/extractor.h"

namespace heshu::cli {

// What heshu looks at of the process's environment; empty = not set.
struct Environment {
  std::string heshu_db, heshu_config, heshu_rules, no_color;
  std::string config_home;  // $XDG_CONFIG_HOME or ~/.config
  std::string data_home;    // $XDG_DATA_HOME or ~/.local/share
  std::string program;      // path of this executable

  static Environment OfProcess();
};

struct Settings {
  std::string database;
  std::string database_from;  // "--db", "HESHU_DB", "config.toml", "built in"
  std::string config_file;    // "" = none is read
  std::string color = "auto";
  std::string user_agent;
  std::string sources_file;  // may not exist
  std::vector<std::string> allow_nets;
  std::string rates_file;  // of exchange; "" = none
  extract::RuleSources rules;
};

// Reads config.toml if there is one. Fails where a named file does not exist or a setting is wrong
// (file:line:column with a caret).
Result<Settings> LoadSettings(const Arguments& arguments, const Environment& environment);

}  // namespace heshu::cli

#endif  // HESHU_CLI_SETTINGS_H_
