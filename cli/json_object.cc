#include "cli/json_object.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

namespace heshu::cli {
namespace {

// Line and column (from 1, in bytes) of byte `at`, and the line itself with a caret under it.
Error ErrorAt(std::string_view text, std::size_t at, const std::string& where,
              std::size_t first_line) {
  at = std::min(at, text.size());
  const auto lines_before =
      std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
  const std::size_t line = first_line + static_cast<std::size_t>(lines_before);
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

using Json = nlohmann::ordered_json;

std::string Dump(const Json& json, const JsonStyle& style) {
  return json.dump(style.is_indented ? 2 : -1, ' ', style.is_ascii, Json::error_handler_t::replace);
}

}  // namespace

Result<std::map<std::string, std::string>> ReadTextMembers(std::string_view json,
                                                           const std::string& where,
                                                           std::size_t first_line) {
  try {
    const nlohmann::json object = nlohmann::json::parse(json);
    if (!object.is_object()) {
      return Fail(ErrorKind::kInvalidInput, "this is JSON, but no object",
                  where + ":" + std::to_string(first_line), "give one object, {…}");
    }
    std::map<std::string, std::string> members;
    for (const auto& [name, value] : object.items()) {
      if (value.is_null() || value.is_structured()) continue;
      members[name] = value.is_string() ? value.get<std::string>() : value.dump();
    }
    return members;
  } catch (const nlohmann::json::parse_error& error) {
    return tl::make_unexpected(
        ErrorAt(json, error.byte == 0 ? 0 : error.byte - 1, where, first_line));
  } catch (const nlohmann::json::exception&) {
    return Fail(ErrorKind::kInvalidInput, "this JSON cannot be read",
                where + ":" + std::to_string(first_line), "give one object of texts in UTF-8");
  }
}

std::string ErrorJson(const Error& error, const JsonStyle& style) {
  return Dump(Json{{"error", Json{{"kind", ErrorKindName(error.kind)},
                                  {"what", error.what},
                                  {"where", error.where},
                                  {"hint", error.hint}}}},
              style);
}

JsonMember JsonMember::Text(std::string name, std::string text) {
  const Type type = text.empty() ? Type::kNull : Type::kText;
  return {.name = std::move(name), .type = type, .text = std::move(text)};
}

JsonMember JsonMember::Number(std::string name, std::uint64_t number) {
  return {.name = std::move(name), .type = Type::kNumber, .number = number};
}

JsonMember JsonMember::Bool(std::string name, bool value) {
  return {.name = std::move(name), .type = Type::kBool, .number = value ? 1u : 0u};
}

JsonMember JsonMember::List(std::string name, std::vector<std::string> list) {
  return {.name = std::move(name), .type = Type::kList, .list = std::move(list)};
}

std::string ObjectJson(const std::vector<JsonMember>& members, const JsonStyle& style) {
  Json json = Json::object();
  for (const JsonMember& member : members) {
    switch (member.type) {
      case JsonMember::Type::kText:
        json[member.name] = member.text;
        break;
      case JsonMember::Type::kNumber:
        json[member.name] = member.number;
        break;
      case JsonMember::Type::kBool:
        json[member.name] = member.number != 0;
        break;
      case JsonMember::Type::kList:
        json[member.name] = member.list;
        break;
      case JsonMember::Type::kNull:
        json[member.name] = nullptr;
        break;
    }
  }
  return Dump(json, style);
}

}  // namespace heshu::cli
