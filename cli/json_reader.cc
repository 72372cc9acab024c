#include "cli/json_reader.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace heshu::cli {
namespace {

// Line and column (from 1, in bytes) of byte `at`, and the line itself with a caret under it.
Error ErrorAt(std::string_view text, std::size_t at, const std::string& where) {
  at = std::min(at, text.size());
  const auto line =
      1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
  const std::size_t before = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  const std::size_t end = std::min(text.find('\n', begin), text.size());
  Error error{ErrorKind::kInvalidInput,
              "this is not valid JSON",
              where + ":" + std::to_string(line) + ":" + std::to_string(at - begin + 1),
              "give one JSON object",
              {}};
  if (end - begin <= 120) {
    error.snippet =
        std::string(text.substr(begin, end - begin)) + "\n" + std::string(at - begin, ' ') + "^";
  }
  return error;
}

}  // namespace

Result<std::map<std::string, std::string>> ReadTextMembers(std::string_view json,
                                                           const std::string& where) {
  try {
    const nlohmann::json object = nlohmann::json::parse(json);
    if (!object.is_object()) {
      return Fail(ErrorKind::kInvalidInput, "this is JSON, but no object", where,
                  "give one object, {…}");
    }
    std::map<std::string, std::string> members;
    for (const auto& [name, value] : object.items()) {
      if (value.is_null() || value.is_structured()) continue;
      members[name] = value.is_string() ? value.get<std::string>() : value.dump();
    }
    return members;
  } catch (const nlohmann::json::parse_error& error) {
    return tl::make_unexpected(ErrorAt(json, error.byte == 0 ? 0 : error.byte - 1, where));
  } catch (const nlohmann::json::exception&) {
    return Fail(ErrorKind::kInvalidInput, "this JSON cannot be read", where,
                "give one object of texts in UTF-8");
  }
}

}  // namespace heshu::cli
