// Small JSON objects: those that users hand in (a line of `inspect --jsonl`, a side file), and
// those that are reports (`db info`). nlohmann-json stays behind this header.
#ifndef HESHU_CLI_JSON_OBJECT_H_
#define HESHU_CLI_JSON_OBJECT_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace heshu::cli {

// The text members of one JSON object; members that are null are left out, numbers and booleans are
// their JSON text, arrays and objects are ignored. `where` names the text in messages, which
// show line and column with a caret; the text begins in line `first_line`.
Result<std::map<std::string, std::string>> ReadTextMembers(std::string_view json,
                                                           const std::string& where,
                                                           std::size_t first_line = 1);

struct JsonStyle {
  bool is_ascii = false;     // \uXXXX for all that is not ASCII; else Han is kept
  bool is_indented = false;  // over several lines; else one line
};

// {"error": {"kind", "what", "where", "hint"}}: the answer to a line that could not be answered.
std::string ErrorJson(const Error& error, const JsonStyle& style);

// An object of text and number members, in their order, for small reports (`db info`).
struct JsonMember {
  enum class Type { kText, kNumber, kBool, kList, kNull };
  std::string name;
  Type type = Type::kText;
  std::string text = {};
  std::uint64_t number = 0;
  std::vector<std::string> list = {};

  static JsonMember Text(std::string name, std::string text);  // "" = null
  static JsonMember Bool(std::string name, bool value);
  static JsonMember Number(std::string name, std::uint64_t number);
  static JsonMember List(std::string name, std::vector<std::string> list);
};
std::string ObjectJson(const std::vector<JsonMember>& members, const JsonStyle& style);

}  // namespace heshu::cli

#endif  // HESHU_CLI_JSON_OBJECT_H_
