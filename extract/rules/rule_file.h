// Reads one TOML rule file into a plain tree that remembers lines and columns.
//
// Every rule loader (units, metrics, entities, claim rules, article rules) reads this tree, so that
// each message about a rule names file, line and column and shows the line with a caret.
// toml++ stays behind this header. Strings are UTF-8.
#ifndef HESHU_EXTRACT_RULES_RULE_FILE_H_
#define HESHU_EXTRACT_RULES_RULE_FILE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/error.h"

namespace heshu::extract {

class RuleNode {
 public:
  enum class Type { kString, kInteger, kFloat, kBool, kArray, kTable };

  Type type = Type::kTable;
  std::string string;           // kString; also the written form of kInteger and kFloat
  std::int64_t integer = 0;     // kInteger
  double real = 0;              // kFloat
  bool boolean = false;         // kBool
  std::vector<RuleNode> items;  // kArray
  std::vector<std::pair<std::string, RuleNode>> members;  // kTable, in the file's order
  int line = 0;                                           // 1-based
  int column = 0;

  // The member named `key` of a table; nullptr if absent. Dies with this node.
  const RuleNode* Find(std::string_view key) const;
  // Typed members with a default; a member of another type counts as absent.
  std::string GetString(std::string_view key, std::string_view otherwise = {}) const;
  std::int64_t GetInteger(std::string_view key, std::int64_t otherwise = 0) const;
  bool GetBool(std::string_view key, bool otherwise = false) const;
  double GetReal(std::string_view key, double otherwise = 0) const;
  // A string or an array of strings, as a list.
  std::vector<std::string> GetStrings(std::string_view key) const;
};

class RuleFile {
 public:
  // Fails with kIo if the file cannot be read, with kInvalidInput (file:line:column, caret) if it
  // is not TOML.
  static Result<RuleFile> Read(const std::string& path);
  static Result<RuleFile> Parse(std::string text, std::string name);

  const RuleNode& root() const { return *root_; }
  const std::string& name() const { return name_; }
  const std::string& text() const { return text_; }

  // An error about `node`: where = "file:line:column", snippet = the line with a caret.
  Error ErrorAt(const RuleNode& node, std::string what, std::string hint = {}) const;

  // An error for the first member of `table` that is not among `known`, with the nearest known
  // name as a hint; empty if all are known.
  std::optional<Error> UnknownMember(const RuleNode& table,
                                     const std::vector<std::string_view>& known) const;

 private:
  std::string name_;
  std::string text_;
  std::shared_ptr<const RuleNode> root_;
};

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_RULES_RULE_FILE_H_
