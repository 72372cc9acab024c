#include "extract/article/html_tags.h"

#include <unordered_map>

namespace heshu::extract {
namespace {

using Table = std::unordered_map<std::string_view, TagInfo>;

void AddAll(Table* table, std::initializer_list<std::string_view> names, TagAction action,
            TagGroup group, std::string_view written = {}) {
  for (const auto name : names) {
    (*table)[name] = {
        .written = written.empty() ? name : written, .action = action, .group = group};
  }
}

Table MakeTable() {
  Table table;
  AddAll(&table, {"address", "article", "aside",    "blockquote", "center", "details", "dialog",
                  "dir",     "div",     "fieldset", "figcaption", "figure", "footer",  "h1",
                  "h2",      "h3",      "h4",       "h5",         "h6",     "header",  "main",
                  "nav",     "pre",     "section",  "summary"},
         TagAction::kKeep, TagGroup::kBlock);
  AddAll(&table, {"hgroup", "legend", "menu", "listing", "search"}, TagAction::kKeep,
         TagGroup::kBlock, "div");
  AddAll(&table, {"p"}, TagAction::kKeep, TagGroup::kParagraph);
  AddAll(&table, {"li"}, TagAction::kKeep, TagGroup::kListItem);
  AddAll(&table, {"dt", "dd"}, TagAction::kKeep, TagGroup::kTerm);
  AddAll(&table, {"ul", "ol", "dl"}, TagAction::kKeep, TagGroup::kList);
  AddAll(&table, {"table"}, TagAction::kKeep, TagGroup::kTable);
  AddAll(&table, {"thead", "tbody", "tfoot"}, TagAction::kKeep, TagGroup::kSection);
  AddAll(&table, {"tr"}, TagAction::kKeep, TagGroup::kRow);
  AddAll(&table, {"td", "th", "caption"}, TagAction::kKeep, TagGroup::kCell);
  AddAll(&table, {"br", "hr", "img", "meta", "link", "base"}, TagAction::kKeep, TagGroup::kVoid);
  AddAll(&table, {"span", "label", "time", "cite", "sub", "sup", "del", "mark", "abbr"},
         TagAction::kKeep, TagGroup::kInline);
  AddAll(&table, {"font"}, TagAction::kKeep, TagGroup::kInline, "span");
  AddAll(&table, {"a"}, TagAction::kKeep, TagGroup::kInline, "x-a");
  AddAll(&table, {"b", "strong"}, TagAction::kKeep, TagGroup::kInline, "x-b");
  AddAll(&table, {"html", "head", "body"}, TagAction::kOnce, TagGroup::kBlock);
  AddAll(&table, {"title"}, TagAction::kTitle, TagGroup::kInline);
  AddAll(&table, {"i",        "em",       "u",       "s",      "small",    "big",      "code",
                  "tt",       "strike",   "nobr",    "ins",    "q",        "kbd",      "samp",
                  "var",      "dfn",      "bdi",     "bdo",    "ruby",     "rb",       "form",
                  "wbr",      "acronym",  "data",    "input",  "area",     "col",      "colgroup",
                  "param",    "source",   "track",   "embed",  "frame",    "frameset", "plaintext",
                  "isindex",  "image",    "marquee", "applet", "object",   "picture",  "slot",
                  "noframes", "basefont", "keygen",  "blink",  "optgroup", "option",   "map"},
         TagAction::kDropTag, TagGroup::kInline);
  AddAll(&table,
         {"svg", "math", "select", "datalist", "canvas", "video", "audio", "noscript", "button",
          "template", "rt", "rp", "progress", "meter"},
         TagAction::kDropContent, TagGroup::kInline);
  AddAll(&table, {"script", "style", "textarea", "iframe", "xmp", "noembed"}, TagAction::kRawText,
         TagGroup::kInline);
  return table;
}

}  // namespace

const TagInfo& FindTag(std::string_view name) {
  static const Table table = MakeTable();
  static const TagInfo unknown{
      .written = "x-i", .action = TagAction::kKeep, .group = TagGroup::kInline};
  const auto found = table.find(name);
  return found == table.end() ? unknown : found->second;
}

}  // namespace heshu::extract
