// CLI11 is included here and nowhere else (it takes 16 s to compile). It splits argv; what a value
// must be, and what to suggest where something is unknown, is ours.
#include "cli/arguments.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <list>

#include "cli/message.h"
#include "core/date.h"

namespace heshu::cli {
namespace {

std::vector<std::string_view> SplitChoices(std::string_view choices) {
  std::vector<std::string_view> all;
  for (std::size_t at = 0; at <= choices.size();) {
    const std::size_t end = std::min(choices.find('|', at), choices.size());
    all.push_back(choices.substr(at, end - at));
    at = end + 1;
  }
  return all;
}

tl::unexpected<Error> UsageError(std::string what, std::string hint) {
  return Fail(ErrorKind::kInvalidInput, std::move(what), "", std::move(hint));
}

Result<void> CheckValue(const OptionSpec& option, const std::string& value) {
  const std::string name = "--" + std::string(option.name);
  const auto wrong = [&](std::string hint) {
    return UsageError("`" + value + "` is no value for " + name, std::move(hint));
  };
  switch (option.type) {
    case ValueType::kSwitch:
    case ValueType::kText:
    case ValueType::kFile:
      if (value.empty()) return wrong("give a value, not an empty word");
      return {};
    case ValueType::kChoice: {
      const auto choices = SplitChoices(option.value);
      if (std::find(choices.begin(), choices.end(), value) != choices.end()) return {};
      return wrong(DidYouMean(value, choices, "one of " + std::string(option.value)));
    }
    case ValueType::kDay:
      if (value.size() == 10 && Date::Parse(value).has_value()) return {};
      return wrong("give a day that exists, as YYYY-MM-DD");
    case ValueType::kDateTime:
      if (IsDateTime(value)) return {};
      return wrong("give YYYY-MM-DD or YYYY-MM-DDTHH:MM+08:00");
    case ValueType::kNumber:
      if (Decimal::Parse(value).has_value()) return {};
      return wrong("give digits with at most one point, such as 63300000000 or 0.8");
    case ValueType::kCount: {
      std::size_t count = 0;
      const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), count);
      if (error == std::errc() && end == value.data() + value.size()) return {};
      return wrong("give a whole number");
    }
  }
  return {};
}

}  // namespace

bool IsDateTime(std::string_view text) {
  if (!Date::Parse(text).has_value()) return false;
  if (text.size() == 10) return true;
  const auto is_digit = [&](std::size_t at) {
    return at < text.size() && text[at] >= '0' && text[at] <= '9';
  };
  if ((text[10] != 'T' && text[10] != ' ') || !is_digit(11) || !is_digit(12) || text.size() < 16 ||
      text[13] != ':' || !is_digit(14) || !is_digit(15)) {
    return false;
  }
  std::string_view zone = text.substr(16);
  if (zone.starts_with(":")) zone.remove_prefix(std::min<std::size_t>(3, zone.size()));
  if (zone.empty() || zone == "Z") return true;
  if (zone[0] != '+' && zone[0] != '-') return false;
  std::string digits(zone.substr(1));
  std::erase(digits, ':');
  return (digits.size() == 2 || digits.size() == 4) &&
         std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
}

class ArgumentParser {
 public:
  ArgumentParser() : app_("heshu") {
    app_.set_help_flag("");
    app_.allow_extras();
    app_.require_subcommand(0, 1);
    for (const OptionSpec& option : GlobalOptions()) AddOption(app_, option);
    app_.add_flag("-h", is_short_help_);
    for (const CommandSpec& command : Commands()) {
      CLI::App* sub = app_.add_subcommand(std::string(command.name));
      sub->set_help_flag("");
      sub->allow_extras();
      sub->fallthrough();
      sub->add_option("words", words_);
      for (const OptionSpec* option : command.options) AddOption(*sub, *option);
      subcommands_.push_back(sub);
    }
  }

  Result<Arguments> Parse(int argc, const char* const* argv) {
    // Behind "--" stand words only, whatever they look like.
    const char* const* const end = argv + argc;
    const char* const* const dashes =
        std::find_if(argv, end, [](const char* word) { return std::string_view(word) == "--"; });
    try {
      app_.parse(static_cast<int>(dashes - argv), argv);
    } catch (const CLI::ParseError& error) {
      return Explain(error);
    }
    Arguments arguments;
    for (std::size_t i = 0; i < subcommands_.size(); ++i) {
      if (subcommands_[i]->parsed()) arguments.command_ = &Commands()[i];
    }
    for (const Bound& bound : bound_) {
      if (bound.option->count() == 0) continue;
      if (const auto valid = CheckValue(*bound.spec, bound.value); !valid) {
        return tl::make_unexpected(valid.error());
      }
      arguments.values_[std::string(bound.spec->name)] = bound.value;
    }
    if (is_short_help_) arguments.values_["h"] = "1";
    arguments.words_ = words_;
    if (dashes != end) arguments.words_.insert(arguments.words_.end(), dashes + 1, end);
    if (const auto known = CheckWords(arguments); !known) {
      return tl::make_unexpected(known.error());
    }
    return arguments;
  }

 private:
  struct Bound {
    const OptionSpec* spec;
    std::string value = "1";
    CLI::Option* option = nullptr;
  };

  void AddOption(CLI::App& app, const OptionSpec& spec) {
    std::string names = "--" + std::string(spec.name);
    if (spec.letter != 0) names = std::string("-") + spec.letter + "," + names;
    Bound& bound = bound_.emplace_back(Bound{&spec});
    if (spec.type == ValueType::kSwitch) {
      bound.option = app.add_flag(names);
      bound.option->disable_flag_override();
    } else {
      bound.option = app.add_option(names, bound.value);
      bound.option->take_last();
    }
  }

  // The options that could have been meant: those of the command, or of all if there is none.
  std::vector<std::string_view> OptionNames(const CommandSpec* command) const {
    std::vector<std::string_view> names;
    for (const OptionSpec& option : GlobalOptions()) names.push_back(option.name);
    for (const CommandSpec& other : Commands()) {
      if (command != nullptr && command != &other) continue;
      for (const OptionSpec* option : other.options) names.push_back(option->name);
    }
    return names;
  }

  Result<void> CheckWords(const Arguments& arguments) const {
    const CommandSpec* command = arguments.command();
    for (const std::string& extra : app_.remaining(true)) {
      if (extra.starts_with("-") && extra.size() > 1) {
        const std::string word = extra.substr(0, extra.find('='));
        const std::size_t dashes = word.find_first_not_of('-');
        const std::string bare = dashes == std::string::npos ? "" : word.substr(dashes);
        std::string nearest = NearestWord(bare, OptionNames(command));
        std::string hint = "`heshu " +
                           (command == nullptr ? "" : std::string(command->name) + " ") +
                           "--help` lists the options";
        if (!nearest.empty()) hint = "did you mean `--" + nearest + "`?";
        return UsageError(
            "there is no option `" + word + "`" +
                (command == nullptr ? "" : " of `" + std::string(command->name) + "`"),
            hint);
      }
      if (command == nullptr) {
        std::vector<std::string_view> names;
        for (const CommandSpec& known : Commands()) names.push_back(known.name);
        return UsageError("there is no command `" + extra + "`",
                          DidYouMean(extra, names, "`heshu -h` lists the commands"));
      }
    }
    const bool is_help = arguments.Has("h") || arguments.Has("help") || arguments.Has("version");
    if (command == nullptr || is_help) return {};
    const std::string usage =
        "usage: heshu " + std::string(command->name) + " " + std::string(command->usage);
    const auto& words = arguments.words();
    // `conflicts --explain` is given ids.
    const bool names_records = arguments.Has("explain") && !words.empty() &&
                               (words[0].starts_with("f_") || words[0].starts_with("c_"));
    if (!command->actions.empty() && !words.empty() && !names_records) {
      std::vector<std::string_view> names;
      for (const ActionSpec& action : command->actions) names.push_back(action.name);
      if (std::find(names.begin(), names.end(), words[0]) == names.end()) {
        return UsageError("`heshu " + std::string(command->name) + "` cannot `" + words[0] + "`",
                          DidYouMean(words[0], names, usage));
      }
    }
    if (words.size() < command->min_words) {
      return UsageError("`heshu " + std::string(command->name) + "` needs " +
                            (command->actions.empty() ? "an argument" : "to know what to do"),
                        usage);
    }
    if (words.size() > command->max_words) {
      return UsageError("`" + words[command->max_words] + "` is one argument too many", usage);
    }
    return {};
  }

  // What is left to CLI11: an option without its value, a switch with one. Its message begins with
  // the option's name.
  tl::unexpected<Error> Explain(const CLI::ParseError& error) const {
    const std::string message = error.what();
    std::string bare = message.substr(0, message.find_first_of(":= "));
    bare.erase(0, bare.find_first_not_of('-'));
    const std::string name = "--" + bare;
    for (const Bound& bound : bound_) {
      if (bound.spec->name != bare) continue;
      if (bound.spec->type == ValueType::kSwitch) {
        return UsageError("`" + name + "` takes no value", "leave out what stands behind it");
      }
      return UsageError("`" + name + "` needs a value",
                        "write " + name + " " + std::string(bound.spec->value));
    }
    return UsageError("the command line cannot be read: " + message,
                      "`heshu --help` shows how options are written");
  }

  CLI::App app_;
  bool is_short_help_ = false;
  std::vector<std::string> words_;
  std::vector<CLI::App*> subcommands_;
  std::list<Bound> bound_;  // addresses are kept by CLI11
};

Result<Arguments> Arguments::Parse(int argc, const char* const* argv) {
  return ArgumentParser().Parse(argc, argv);
}

std::string_view Arguments::word(std::size_t index) const {
  return index < words_.size() ? std::string_view(words_[index]) : std::string_view();
}

std::string Arguments::Get(std::string_view option, std::string_view otherwise) const {
  const auto at = values_.find(std::string(option));
  return at == values_.end() ? std::string(otherwise) : at->second;
}

std::optional<Decimal> Arguments::GetNumber(std::string_view option) const {
  return Has(option) ? Decimal::Parse(Get(option)) : std::nullopt;
}

std::size_t Arguments::GetCount(std::string_view option, std::size_t otherwise) const {
  const std::string text = Get(option);
  std::size_t count = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), count);
  return count;
}

}  // namespace heshu::cli
