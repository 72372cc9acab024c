// Reads one TOML file into a plain tree that remembers lines and columns.
//
// Rules, settings and sources are read through this tree, so that each message about them names
// file, line and column and shows the line with a caret. toml++ stays behind this header. Strings
// are UTF-8.
#ifndef HESHU_CONFIG_TOML_FILE_H_
#define HESHU_CONFIG_TOML_FILE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/error.h"

namespace heshu::config {

class TomlNode {
 public:
  enum class Type { kString, kInteger, kFloat, kBool, kArray, kTable };

  Type type = Type::kTable;
  std::string string;           // kString; also the written form of kInteger and kFloat
  std::int64_t integer = 0;     // kInteger
  double real = 0;              // kFloat
  bool boolean = false;         // kBool
  std::vector<TomlNode> items;  // kArray
  std::vector<std::pair<std::string, TomlNode>> members;  // kTable, in the file's order
  int line = 0;                                           // 1-based
  int column = 0;

  // The member named `key` of a table; nullptr if absent. Dies with this node.
  const TomlNode* Find(std::string_view key) const;
  // Typed members with a default; a member of another type counts as absent.
  std::string GetString(std::string_view key, std::string_view otherwise = {}) const;
  std::int64_t GetInteger(std::string_view key, std::int64_t otherwise = 0) const;
  bool GetBool(std::string_view key, bool otherwise = false) const;
  double GetReal(std::string_view key, double otherwise = 0) const;
  // A string or an array of strings, as a list.
  std::vector<std::string> GetStrings(std::string_view key) const;

  friend bool operator==(const TomlNode&, const TomlNode&) = default;
};

class TomlFile {
 public:
  // Fails with kIo if the file cannot be read, with kInvalidInput (file:line:column, caret) if it
  // is not TOML. `noun` names the file in messages: "the rule file is not valid TOML".
  static Result<TomlFile> Read(const std::string& path, std::string_view noun = "rule file");
  static Result<TomlFile> Parse(std::string text, std::string name,
                                std::string_view noun = "rule file");

  const TomlNode& root() const { return *root_; }
  const std::string& name() const { return name_; }
  const std::string& text() const { return text_; }

  // An error about `node`: where = "file:line:column", snippet = the line with a caret.
  Error ErrorAt(const TomlNode& node, std::string what, std::string hint = {}) const;

  // An error for the first member of `table` that is not among `known`, with the nearest known
  // name as a hint; empty if all are known.
  std::optional<Error> UnknownMember(const TomlNode& table,
                                     const std::vector<std::string_view>& known) const;
  // The same for every such member, in the file's order.
  std::vector<Error> UnknownMembers(const TomlNode& table,
                                    const std::vector<std::string_view>& known) const;

 private:
  std::string name_;
  std::string text_;
  std::shared_ptr<const TomlNode> root_;
};

}  // namespace heshu::config

#endif  // HESHU_CONFIG_TOML_FILE_H_
