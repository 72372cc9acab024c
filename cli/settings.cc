#include "cli/settings.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "extract/rules/rule_file.h"

namespace heshu::cli {
namespace {

namespace fs = std::filesystem;

constexpr char kUserAgent[] = "heshu/" HESHU_VERSION " (+https://github.com/heshu)";

std::string Variable(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): before any thread
  return value == nullptr ? "" : value;
}

bool Exists(const std::string& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

// The user's own rule files, in the order of their names.
std::vector<std::string> RuleFilesIn(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (at->path().extension() == ".toml") files.push_back(at->path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

Result<void> ReadConfig(const std::string& path, Settings& settings, std::string& rules_directory) {
  auto file = extract::RuleFile::Read(path);
  if (!file) {
    if (file.error().kind == ErrorKind::kIo) file.error().what = "cannot read the settings";
    if (file.error().kind == ErrorKind::kInvalidInput) {
      const std::string& what = file.error().what;
      const std::size_t colon = what.find(": ");
      file.error().what = "the settings are not valid TOML" +
                          (colon == std::string::npos ? "" : what.substr(colon));
      file.error().hint = "mend the line, or run with --no-config";
    }
    return tl::make_unexpected(file.error());
  }
  const extract::RuleNode& root = file->root();
  if (auto unknown = file->UnknownMember(root, {"db", "rules", "rules_dir", "color", "user_agent",
                                                "allow_nets", "rates_file", "sources"})) {
    return tl::make_unexpected(*unknown);
  }
  const fs::path folder = fs::path(path).parent_path();
  // Paths in the file are told from the file's own folder; "~/" is the home folder.
  const auto resolve = [&](const std::string& named) {
    if (named.starts_with("~/")) return Variable("HOME") + named.substr(1);
    return (folder / named).string();
  };
  if (const std::string db = root.GetString("db"); !db.empty()) {
    settings.database = resolve(db);
    settings.database_from = "config.toml";
  }
  if (const std::string dir = root.GetString("rules_dir"); !dir.empty()) {
    rules_directory = resolve(dir);
  }
  if (const std::string sources = root.GetString("sources"); !sources.empty()) {
    settings.sources_file = resolve(sources);
  }
  for (const std::string& rules : root.GetStrings("rules")) {
    settings.rules.user_files.push_back(resolve(rules));
  }
  if (const extract::RuleNode* color = root.Find("color")) {
    settings.color = root.GetString("color");
    if (settings.color != "auto" && settings.color != "always" && settings.color != "never") {
      return tl::make_unexpected(file->ErrorAt(*color, "this is no setting of `color`",
                                               "one of \"auto\", \"always\", \"never\""));
    }
  }
  settings.user_agent = root.GetString("user_agent", settings.user_agent);
  if (const std::string rates = root.GetString("rates_file"); !rates.empty()) {
    settings.rates_file = resolve(rates);
  }
  settings.allow_nets = root.GetStrings("allow_nets");
  return {};
}

Result<std::string> FindRules(const std::string& named, const Environment& environment) {
  if (!named.empty()) {
    if (Exists(named)) return named;
    return Fail(ErrorKind::kNotFound, "there is no such folder of rules", named,
                "name the folder that holds units.toml and metrics.toml");
  }
  const fs::path installed =
      fs::path(environment.program).parent_path() / ".." / "share" / "heshu" / "rules";
  for (const std::string& folder :
       {installed.lexically_normal().string(), std::string(HESHU_SOURCE_RULES)}) {
    if (Exists(folder)) return folder;
  }
  return Fail(ErrorKind::kNotFound, "heshu's rules are not where they were installed",
              installed.lexically_normal().string(),
              "install heshu again, or name the folder with --rules DIR");
}

}  // namespace

Environment Environment::OfProcess() {
  Environment environment;
  environment.heshu_db = Variable("HESHU_DB");
  environment.heshu_config = Variable("HESHU_CONFIG");
  environment.heshu_rules = Variable("HESHU_RULES");
  environment.no_color = Variable("NO_COLOR");
  if (Variable("TERM") == "dumb") environment.no_color = "1";
  const std::string home = Variable("HOME");
  environment.config_home = Variable("XDG_CONFIG_HOME");
  if (environment.config_home.empty()) environment.config_home = home + "/.config";
  environment.data_home = Variable("XDG_DATA_HOME");
  if (environment.data_home.empty()) environment.data_home = home + "/.local/share";
  std::error_code ignored;
  environment.program = fs::read_symlink("/proc/self/exe", ignored).string();
  return environment;
}

Result<Settings> LoadSettings(const Arguments& arguments, const Environment& environment) {
  Settings settings;
  settings.user_agent = kUserAgent;
  settings.database = environment.data_home + "/heshu/heshu.db";
  settings.database_from = "built in";
  settings.sources_file = environment.config_home + "/heshu/sources.toml";
  std::string rules_directory;
  if (!arguments.Has("no-config")) {
    std::string config = environment.config_home + "/heshu/config.toml";
    const bool is_named = arguments.Has("config") || !environment.heshu_config.empty();
    if (!environment.heshu_config.empty()) config = environment.heshu_config;
    config = arguments.Get("config", config);
    if (is_named && !Exists(config)) {
      return Fail(ErrorKind::kNotFound, "there is no such settings file", config,
                  "name one that exists, or run with --no-config");
    }
    settings.rules.user_files = RuleFilesIn(environment.config_home + "/heshu/rules");
    if (Exists(config)) {
      settings.config_file = config;
      if (const auto read = ReadConfig(config, settings, rules_directory); !read) {
        return tl::make_unexpected(read.error());
      }
    }
  }
  if (!environment.heshu_db.empty()) {
    settings.database = environment.heshu_db;
    settings.database_from = "HESHU_DB";
  }
  if (arguments.Has("rates")) settings.rates_file = arguments.Get("rates");
  if (arguments.Has("db")) {
    settings.database = arguments.Get("db");
    settings.database_from = "--db";
  }
  settings.sources_file = arguments.Get("sources", settings.sources_file);
  if (!environment.heshu_rules.empty()) rules_directory = environment.heshu_rules;
  rules_directory = arguments.Get("rules", rules_directory);
  settings.color = arguments.Get("color", settings.color);
  auto rules = FindRules(rules_directory, environment);
  if (!rules) return tl::make_unexpected(rules.error());
  settings.rules.directory = std::move(*rules);
  return settings;
}

}  // namespace heshu::cli
