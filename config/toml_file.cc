#include "config/toml_file.h"

#include <toml++/toml.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace heshu::config {
namespace {

void SetPosition(TomlNode& node, const toml::source_region& source) {
  node.line = static_cast<int>(source.begin.line);
  node.column = static_cast<int>(source.begin.column);
}

TomlNode Convert(const toml::node& from) {
  TomlNode to;
  SetPosition(to, from.source());
  if (const auto* text = from.as_string()) {
    to.type = TomlNode::Type::kString;
    to.string = text->get();
  } else if (const auto* integer = from.as_integer()) {
    to.type = TomlNode::Type::kInteger;
    to.integer = integer->get();
    to.real = static_cast<double>(to.integer);
    to.string = std::to_string(to.integer);
  } else if (const auto* real = from.as_floating_point()) {
    to.type = TomlNode::Type::kFloat;
    to.real = real->get();
    std::ostringstream out;
    out << to.real;
    to.string = out.str();
  } else if (const auto* boolean = from.as_boolean()) {
    to.type = TomlNode::Type::kBool;
    to.boolean = boolean->get();
  } else if (const auto* array = from.as_array()) {
    to.type = TomlNode::Type::kArray;
    for (const toml::node& item : *array) to.items.push_back(Convert(item));
  } else if (const auto* table = from.as_table()) {
    to.type = TomlNode::Type::kTable;
    for (const auto& [key, value] : *table) {
      to.members.emplace_back(std::string(key.str()), Convert(value));
    }
    std::stable_sort(to.members.begin(), to.members.end(), [](const auto& a, const auto& b) {
      return std::pair(a.second.line, a.second.column) < std::pair(b.second.line, b.second.column);
    });
  } else {
    to.type = TomlNode::Type::kString;  // dates and times: rules write them as strings
  }
  return to;
}

std::string LineOf(std::string_view text, int line) {
  std::size_t begin = 0;
  for (int i = 1; i < line; ++i) {
    const std::size_t end = text.find('\n', begin);
    if (end == std::string_view::npos) return {};
    begin = end + 1;
  }
  return std::string(text.substr(begin, text.find('\n', begin) - begin));
}

// Columns that the first `code_points` characters of `line` take on a terminal: Han and full-width
// forms take two.
std::size_t CaretColumns(std::string_view line, int code_points) {
  std::size_t columns = 0;
  for (std::size_t i = 0; i < line.size() && code_points > 0; --code_points) {
    const auto lead = static_cast<unsigned char>(line[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    columns += length >= 3 ? 2 : 1;
    i += length;
  }
  return columns;
}

Error PositionError(const std::string& name, std::string_view text, int line, int column,
                    std::string what, std::string hint) {
  const std::string source_line = LineOf(text, line);
  std::string snippet = source_line + "\n" +
                        std::string(CaretColumns(source_line, std::max(0, column - 1)), ' ') + "^";
  return Error{ErrorKind::kInvalidInput, std::move(what),
               name + ":" + std::to_string(line) + ":" + std::to_string(column), std::move(hint),
               std::move(snippet)};
}

std::size_t EditDistance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

}  // namespace

const TomlNode* TomlNode::Find(std::string_view key) const {
  for (const auto& [name, value] : members) {
    if (name == key) return &value;
  }
  return nullptr;
}

std::string TomlNode::GetString(std::string_view key, std::string_view otherwise) const {
  const TomlNode* node = Find(key);
  return node != nullptr && node->type == Type::kString ? node->string : std::string(otherwise);
}

std::int64_t TomlNode::GetInteger(std::string_view key, std::int64_t otherwise) const {
  const TomlNode* node = Find(key);
  return node != nullptr && node->type == Type::kInteger ? node->integer : otherwise;
}

bool TomlNode::GetBool(std::string_view key, bool otherwise) const {
  const TomlNode* node = Find(key);
  return node != nullptr && node->type == Type::kBool ? node->boolean : otherwise;
}

double TomlNode::GetReal(std::string_view key, double otherwise) const {
  const TomlNode* node = Find(key);
  const bool number =
      node != nullptr && (node->type == Type::kFloat || node->type == Type::kInteger);
  return number ? node->real : otherwise;
}

std::vector<std::string> TomlNode::GetStrings(std::string_view key) const {
  const TomlNode* node = Find(key);
  std::vector<std::string> out;
  if (node == nullptr) return out;
  if (node->type == Type::kString) out.push_back(node->string);
  for (const TomlNode& item : node->items) {
    if (item.type == Type::kString) out.push_back(item.string);
  }
  return out;
}

Result<TomlFile> TomlFile::Read(const std::string& path, std::string_view noun) {
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    return Fail(ErrorKind::kIo, "cannot read the " + std::string(noun), path,
                "check its path and permissions");
  }
  std::ostringstream text;
  text << in.rdbuf();
  return Parse(std::move(text).str(), path, noun);
}

Result<TomlFile> TomlFile::Parse(std::string text, std::string name, std::string_view noun) {
  TomlFile file;
  file.name_ = std::move(name);
  file.text_ = std::move(text);
  try {
    const toml::table table = toml::parse(file.text_, file.name_);
    file.root_ = std::make_shared<const TomlNode>(Convert(table));
  } catch (const toml::parse_error& error) {
    return tl::make_unexpected(PositionError(
        file.name_, file.text_, static_cast<int>(error.source().begin.line),
        static_cast<int>(error.source().begin.column),
        "the " + std::string(noun) + " is not valid TOML: " + std::string(error.description()),
        "mend the line; nothing of this file is loaded until it parses"));
  }
  return file;
}

Error TomlFile::ErrorAt(const TomlNode& node, std::string what, std::string hint) const {
  return PositionError(name_, text_, node.line, node.column, std::move(what), std::move(hint));
}

std::vector<Error> TomlFile::UnknownMembers(const TomlNode& table,
                                            const std::vector<std::string_view>& known) const {
  std::vector<Error> errors;
  for (const auto& [key, value] : table.members) {
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    const auto nearest = std::min_element(known.begin(), known.end(), [&](auto a, auto b) {
      return EditDistance(a, key) < EditDistance(b, key);
    });
    errors.push_back(
        ErrorAt(value, "unknown key `" + key + "`",
                nearest == known.end() ? "" : "did you mean `" + std::string(*nearest) + "`?"));
  }
  return errors;
}

std::optional<Error> TomlFile::UnknownMember(const TomlNode& table,
                                             const std::vector<std::string_view>& known) const {
  auto errors = UnknownMembers(table, known);
  if (errors.empty()) return std::nullopt;
  return std::move(errors.front());
}

}  // namespace heshu::config
