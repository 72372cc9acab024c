// The command line, read and checked: which command, its words, its options.
#ifndef HESHU_CLI_ARGUMENTS_H_
#define HESHU_CLI_ARGUMENTS_H_

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command_table.h"
#include "core/decimal.h"
#include "core/error.h"

namespace heshu::cli {

class Arguments {
 public:
  // Reads argv against the command table. Values are checked (dates, numbers, choices), so the
  // getters below cannot fail. An unknown command, option or choice is named, with the nearest one.
  static Result<Arguments> Parse(int argc, const char* const* argv);

  // nullptr: no command was given.
  const CommandSpec* command() const { return command_; }
  const std::vector<std::string>& words() const { return words_; }
  // words()[index], or "" if there are fewer.
  std::string_view word(std::size_t index) const;

  bool Has(std::string_view option) const { return values_.contains(std::string(option)); }
  std::string Get(std::string_view option, std::string_view otherwise = {}) const;
  std::optional<Decimal> GetNumber(std::string_view option) const;
  std::size_t GetCount(std::string_view option, std::size_t otherwise) const;

 private:
  friend class ArgumentParser;
  const CommandSpec* command_ = nullptr;
  std::vector<std::string> words_;
  std::map<std::string, std::string> values_;  // by long name; a switch has "1"
};

// Whether `text` is YYYY-MM-DD, or that with THH:MM[:SS] and perhaps Z or an offset, of a real day.
bool IsDateTime(std::string_view text);

}  // namespace heshu::cli

#endif  // HESHU_CLI_ARGUMENTS_H_
