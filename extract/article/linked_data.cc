#include "extract/article/linked_data.h"

#include <re2/re2.h>

#include <algorithm>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <utility>

#include "extract/article/text_measure.h"

namespace heshu::extract {
namespace {

constexpr std::size_t kMaxJsonNodes = 20000;

std::string NameIn(const nlohmann::json& value) {
  if (value.is_string()) return TidyBlanks(value.get_ref<const std::string&>());
  if (value.is_array() && !value.empty())
    return NameIn(value.front().is_array() ? "" : value.front());
  if (value.is_object()) {
    const auto name = value.find("name");
    if (name != value.end() && name->is_string())
      return TidyBlanks(name->get_ref<const std::string&>());
  }
  return {};
}

std::string StringIn(const nlohmann::json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string()
             ? TidyBlanks(found->get_ref<const std::string&>())
             : std::string();
}

// Whether an object says that it is of a type whose name holds one of `kinds`.
bool IsOfKind(const nlohmann::json& object, std::initializer_list<std::string_view> kinds) {
  const auto says = [kinds](const nlohmann::json& type) {
    if (!type.is_string()) return false;
    const auto& name = type.get_ref<const std::string&>();
    return std::any_of(kinds.begin(), kinds.end(), [&name](std::string_view kind) {
      return name.find(kind) != std::string::npos;
    });
  };
  const auto type = object.find("@type");
  if (type == object.end()) return false;
  if (!type->is_array()) return says(*type);
  return std::any_of(type->begin(), type->end(), says);
}

// NewsArticle, BlogPosting, Report, …
bool IsArticle(const nlohmann::json& object) {
  return IsOfKind(object, {"Article", "Posting", "Report"});
}

bool IsFalse(const nlohmann::json& value) {
  if (value.is_boolean()) return !value.get<bool>();
  return value.is_string() && (value == "False" || value == "false");
}

enum class Take { kArticles, kAll };

// Takes the first object that is an article or, with kAll, has a date or headline; walks without
// recursion.
void TakeFrom(const nlohmann::json& root, Take what, LinkedData* data) {
  std::vector<const nlohmann::json*> todo = {&root};
  for (std::size_t seen = 0; !todo.empty() && seen < kMaxJsonNodes; ++seen) {
    const nlohmann::json& node = *todo.back();
    todo.pop_back();
    if (node.is_object()) {
      const bool dated = node.contains("datePublished") || node.contains("pubDate");
      const bool is_article = IsArticle(node);
      const bool wanted = what == Take::kAll || is_article;
      data->is_article = data->is_article || is_article;
      data->is_video = data->is_video || IsOfKind(node, {"VideoObject"});
      if (const auto free = node.find("isAccessibleForFree"); free != node.end()) {
        data->for_subscribers = data->for_subscribers || IsFalse(*free);
      }
      if (wanted && data->body.empty()) {
        const auto body = node.find("articleBody");
        if (body != node.end() && body->is_string()) data->body = body->get<std::string>();
      }
      if (wanted && (dated || node.contains("headline"))) {
        if (data->description.empty()) data->description = StringIn(node, "description");
        if (data->headline.empty()) data->headline = StringIn(node, "headline");
        if (data->published.empty()) data->published = StringIn(node, "datePublished");
        if (data->published.empty()) data->published = StringIn(node, "pubDate");
        if (data->author.empty() && node.contains("author")) data->author = NameIn(node["author"]);
        if (data->publisher.empty() && node.contains("publisher")) {
          data->publisher = NameIn(node["publisher"]);
        }
      }
    }
    if (node.is_structured()) {
      std::vector<const nlohmann::json*> children;
      for (const auto& child : node) {
        if (child.is_structured()) children.push_back(&child);
      }
      todo.insert(todo.end(), children.rbegin(), children.rend());
    }
  }
}

}  // namespace

LinkedData ReadLinkedData(const std::vector<std::string_view>& scripts) {
  static const RE2 kDate(R"re("(?:datePublished|pubDate)"\s*:\s*"([^"]{8,40})")re");
  static const RE2 kHeadline(R"re("headline"\s*:\s*"([^"\\]{4,400})")re");
  LinkedData data;
  std::vector<nlohmann::json> trees;
  for (const auto& script : scripts) {
    std::string text(script);
    for (char& c : text) {
      if (static_cast<unsigned char>(c) < 0x20) c = ' ';
    }
    auto json = nlohmann::json::parse(text, nullptr, false, true);
    if (!json.is_discarded()) {
      trees.push_back(std::move(json));
      continue;
    }
    if (data.published.empty()) RE2::PartialMatch(text, kDate, &data.published);
    if (data.headline.empty()) RE2::PartialMatch(text, kHeadline, &data.headline);
  }
  for (const auto what : {Take::kArticles, Take::kAll}) {
    for (const auto& tree : trees) TakeFrom(tree, what, &data);
  }
  data.is_video = data.is_video && !data.is_article;
  return data;
}

}  // namespace heshu::extract
