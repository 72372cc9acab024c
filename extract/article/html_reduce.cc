#include "extract/article/html_reduce.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <unordered_map>
#include <utility>

#include "extract/article/html_tags.h"

namespace heshu::extract {
namespace {

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string Lowered(std::string_view text) {
  std::string lowered(text);
  for (char& c : lowered) c = Lower(c);
  return lowered;
}

bool EqualsIgnoringCase(std::string_view text, std::string_view lower) {
  return text.size() == lower.size() && std::equal(text.begin(), text.end(), lower.begin(),
                                                   [](char a, char b) { return Lower(a) == b; });
}

struct Attribute {
  std::string_view name;
  std::string_view value;
};

// The attributes that extraction reads; all others are left out of the reduced page.
constexpr std::array<std::string_view, 15> kAttributes = {
    "class", "id",    "href", "content", "property", "name",     "itemprop", "rel",
    "lang",  "style", "role", "hidden",  "type",     "datetime", "align"};

struct StartTag {
  std::string_view name;
  std::vector<Attribute> attributes;  // those of kAttributes, the first of each name
  std::size_t end = 0;                // past '>'
};

class Reducer {
 public:
  Reducer(std::string_view page, const ReduceLimits& limits) : page_(page), limits_(limits) {
    result_.html.reserve(page.size() / 2);
  }

  ReducedHtml Run() && {
    std::size_t at = 0;
    while (at < page_.size()) {
      const std::size_t tag = FindTagStart(at);
      CopyText(at, tag);
      if (tag == page_.size()) break;
      at = ReadMarkup(tag);
    }
    return std::move(result_);
  }

 private:
  std::size_t FindTagStart(std::size_t from) const {
    const void* found = std::memchr(page_.data() + from, '<', page_.size() - from);
    return found == nullptr
               ? page_.size()
               : static_cast<std::size_t>(static_cast<const char*>(found) - page_.data());
  }

  // Copies text; NUL bytes, which are no text, are left out.
  void CopyText(std::size_t begin, std::size_t end) {
    while (begin < end) {
      const void* nul = std::memchr(page_.data() + begin, '\0', end - begin);
      const std::size_t stop =
          nul == nullptr ? end
                         : static_cast<std::size_t>(static_cast<const char*>(nul) - page_.data());
      if (stop > begin) {
        result_.runs.push_back({result_.html.size(), begin});
        result_.html.append(page_.substr(begin, stop - begin));
      }
      begin = stop + 1;
    }
  }

  // Reads the markup at `at` ('<') and returns the byte behind it.
  std::size_t ReadMarkup(std::size_t at) {
    const char next = at + 1 < page_.size() ? page_[at + 1] : '\0';
    if (IsLetter(next)) return ReadStartTag(at);
    if (next == '/') {
      if (at + 2 < page_.size() && IsLetter(page_[at + 2])) return ReadEndTag(at);
      return SkipPast(at, ">");
    }
    if (next == '!' && page_.substr(at, 4) == "<!--") {
      if (page_.substr(at, 5) == "<!-->") return at + 5;
      return SkipPast(at + 2, "-->");
    }
    if (next == '!' && page_.substr(at, 9) == "<![CDATA[") {
      return at + 9;  // its text is read as text; "]]>" stays behind, as in browsers
    }
    if (next == '!' || next == '?') return SkipPast(at, ">");
    result_.html.append("&lt;");
    return at + 1;
  }

  // The byte behind the next `mark`; what is never closed ends at the next '>' or, failing that, at
  // the end of the page.
  std::size_t SkipPast(std::size_t at, std::string_view mark) {
    if (mark.size() > 1 && at >= no_comment_end_from_) mark = ">";
    std::size_t found = page_.find(mark, at);
    if (found == std::string_view::npos && mark.size() > 1) {
      no_comment_end_from_ = at;
      mark = ">";
      found = page_.find(mark, at);
    }
    return found == std::string_view::npos ? page_.size() : found + mark.size();
  }

  StartTag ParseStartTag(std::size_t at) {
    StartTag tag;
    std::size_t i = at + 1;
    while (i < page_.size() && !IsSpace(page_[i]) && page_[i] != '/' && page_[i] != '>') ++i;
    tag.name = page_.substr(at + 1, i - at - 1);
    while (i < page_.size() && page_[i] != '>') {
      if (IsSpace(page_[i]) || page_[i] == '/') {
        ++i;
        continue;
      }
      const std::size_t name_begin = i;
      ++i;  // a leading '=' is part of the name
      while (i < page_.size() && !IsSpace(page_[i]) && page_[i] != '/' && page_[i] != '>' &&
             page_[i] != '=') {
        ++i;
      }
      const auto name = page_.substr(name_begin, i - name_begin);
      std::size_t j = i;
      while (j < page_.size() && IsSpace(page_[j])) ++j;
      std::string_view value;
      if (j < page_.size() && page_[j] == '=') {
        i = j + 1;
        while (i < page_.size() && IsSpace(page_[i])) ++i;
        value = ReadValue(&i);
      }
      KeepAttribute(name, value, &tag.attributes);
    }
    tag.end = std::min(i + 1, page_.size());
    return tag;
  }

  std::string_view ReadValue(std::size_t* i) const {
    if (*i >= page_.size() || page_[*i] == '>') return {};
    const char quote = page_[*i];
    if (quote == '"' || quote == '\'') {
      const std::size_t begin = *i + 1;
      const std::size_t end = std::min(page_.find(quote, begin), page_.size());
      *i = std::min(end + 1, page_.size());
      return page_.substr(begin, end - begin);
    }
    const std::size_t begin = *i;
    while (*i < page_.size() && !IsSpace(page_[*i]) && page_[*i] != '>') ++*i;
    return page_.substr(begin, *i - begin);
  }

  static void KeepAttribute(std::string_view name, std::string_view value,
                            std::vector<Attribute>* attributes) {
    if (name.size() > 8) return;
    for (const auto known : kAttributes) {
      if (!EqualsIgnoringCase(name, known)) continue;
      const bool repeated = std::any_of(attributes->begin(), attributes->end(),
                                        [known](const auto& a) { return a.name == known; });
      if (!repeated) attributes->push_back({known, value});
      return;
    }
  }

  std::size_t ReadStartTag(std::size_t at) {
    const StartTag tag = ParseStartTag(at);
    // A tag that the page ends in is no tag: it has neither end nor content.
    if (tag.end == page_.size() && page_.back() != '>') return tag.end;
    const std::string name = Lowered(tag.name.substr(0, 32));
    const TagInfo& info = FindTag(name);
    switch (info.action) {
      case TagAction::kRawText:
      case TagAction::kDropContent:
        if (name == "noscript") {
          if (limits_.keep_noscript) return tag.end;
          result_.had_noscript = true;
        }
        return SkipElement(name, info, tag);
      case TagAction::kTitle:
        return CopyTitle(tag.end);
      case TagAction::kDropTag:
        return tag.end;
      case TagAction::kOnce:
        if (std::find(seen_once_.begin(), seen_once_.end(), info.written) == seen_once_.end()) {
          seen_once_.push_back(info.written);
          Write(info, tag.attributes, at);
        }
        return tag.end;
      case TagAction::kKeep:
        break;
    }
    if (info.group == TagGroup::kVoid) {
      if (elements_ < limits_.max_elements) {
        ++elements_;
        Write(info, tag.attributes, at);
      } else {
        result_.too_many = true;
        WriteBreak();
      }
      return tag.end;
    }
    if (IsTablePart(info) && open_count_["table"] == 0) {
      WriteBreak();  // the parser would pass it over too, and keep open what it seems to close
      return tag.end;
    }
    CloseImplied(info);
    if (open_.size() >= limits_.max_depth || elements_ >= limits_.max_elements) {
      (elements_ >= limits_.max_elements ? result_.too_many : result_.too_deep) = true;
      ++overflow_[info.written];
      if (info.group != TagGroup::kInline) WriteBreak();
      return tag.end;
    }
    ++elements_;
    open_.push_back(&info);
    ++open_count_[info.written];
    Write(info, tag.attributes, at);
    return tag.end;
  }

  // Skips an element that is left out with its content; without an end tag only its tag is.
  std::size_t SkipElement(const std::string& name, const TagInfo& info, const StartTag& tag) {
    const bool raw = info.action == TagAction::kRawText;
    auto& none_from = no_end_from_[info.written];
    std::size_t at = tag.end;
    if (none_from != 0 && at >= none_from) return raw ? page_.size() : at;
    while (at < page_.size()) {
      const std::size_t open = page_.find("</", at);
      if (open == std::string_view::npos) break;
      const std::size_t end = open + 2 + name.size();
      if (end < page_.size() && EqualsIgnoringCase(page_.substr(open + 2, name.size()), name) &&
          (IsSpace(page_[end]) || page_[end] == '>' || page_[end] == '/')) {
        if (name == "script" && HasType(tag, "ld+json")) {
          result_.json_ld.push_back(page_.substr(tag.end, open - tag.end));
        }
        return std::min(page_.find('>', end), page_.size() - 1) + 1;
      }
      at = open + 2;
    }
    none_from = std::max<std::size_t>(tag.end, 1);
    return raw ? page_.size() : tag.end;
  }

  static bool HasType(const StartTag& tag, std::string_view part) {
    return std::any_of(tag.attributes.begin(), tag.attributes.end(), [part](const auto& a) {
      return a.name == "type" && Lowered(a.value).find(part) != std::string::npos;
    });
  }

  std::size_t CopyTitle(std::size_t begin) {
    std::size_t end = begin;
    while (end < page_.size() && !(page_[end] == '<' && end + 1 < page_.size() &&
                                   (page_[end + 1] == '/' || IsLetter(page_[end + 1])))) {
      ++end;
    }
    if (elements_ >= limits_.max_elements) return end;
    ++elements_;
    result_.html.append("<title>");
    CopyText(begin, end);
    result_.html.append("</title>");
    return end;
  }

  std::size_t ReadEndTag(std::size_t at) {
    std::size_t i = at + 2;
    while (i < page_.size() && !IsSpace(page_[i]) && page_[i] != '/' && page_[i] != '>') ++i;
    const std::string name = Lowered(page_.substr(at + 2, std::min<std::size_t>(i - at - 2, 32)));
    const std::size_t end = std::min(page_.find('>', i), page_.size() - 1) + 1;
    const TagInfo& info = FindTag(name);
    if (name == "br") {
      WriteBreak();
    } else if (info.action == TagAction::kKeep && info.group != TagGroup::kVoid) {
      CloseElement(info);
    }
    return end;
  }

  void CloseElement(const TagInfo& info) {
    if (auto& overflow = overflow_[info.written]; overflow > 0) {
      --overflow;
      return;
    }
    if (open_count_[info.written] == 0) {
      if (info.group == TagGroup::kParagraph) WriteBreak();
      return;
    }
    for (std::size_t i = open_.size(); i-- > 0;) {
      if (open_[i]->written == info.written) {
        PopTo(i);
        WriteEnd(info);
        return;
      }
      if (StopsEndTag(*open_[i], info)) return;
    }
  }

  static bool IsTablePart(const TagInfo& info) {
    return info.group == TagGroup::kRow || info.group == TagGroup::kSection ||
           info.group == TagGroup::kCell;
  }

  // Whether the end tag `wanted` is void while `open` stands between it and its element.
  static bool StopsEndTag(const TagInfo& open, const TagInfo& wanted) {
    if (open.group == TagGroup::kTable) return true;
    if (wanted.group == TagGroup::kTable || IsTablePart(wanted)) return false;
    if (IsTablePart(open)) return true;
    if (wanted.group == TagGroup::kInline) return open.group != TagGroup::kInline;
    return wanted.group == TagGroup::kListItem && open.group == TagGroup::kList;
  }

  // Pops what the start tag `info` closes in HTML's tree construction; writes end tags only where
  // the parser would not know (a link inside a link).
  void CloseImplied(const TagInfo& info) {
    if (info.group != TagGroup::kInline) PopNearest("p", info);
    switch (info.group) {
      case TagGroup::kListItem:
        PopNearest("li", info);
        break;
      case TagGroup::kTerm:
        PopNearest("dt", info);
        PopNearest("dd", info);
        break;
      case TagGroup::kCell:
        PopNearest("td", info);
        PopNearest("th", info);
        break;
      case TagGroup::kRow:
        PopNearest("tr", info);
        break;
      case TagGroup::kSection:
        PopNearest("tbody", info);
        PopNearest("thead", info);
        break;
      default:
        if (info.written == "x-a") CloseOpenLink(info);
        break;
    }
  }

  void PopNearest(std::string_view name, const TagInfo& starting) {
    if (open_count_[name] == 0) return;
    for (std::size_t i = open_.size(); i-- > 0;) {
      if (open_[i]->written == name) {
        PopTo(i);
        return;
      }
      const TagGroup group = open_[i]->group;
      if (group == TagGroup::kTable) return;
      if (group == TagGroup::kCell && starting.group != TagGroup::kRow &&
          starting.group != TagGroup::kSection) {
        return;
      }
      if (group == TagGroup::kList && name != "p") return;
    }
  }

  void CloseOpenLink(const TagInfo& link) {
    if (open_count_[link.written] > 0) CloseElement(link);
  }

  void PopTo(std::size_t size) {
    while (open_.size() > size) {
      --open_count_[open_.back()->written];
      open_.pop_back();
    }
  }

  void Write(const TagInfo& info, const std::vector<Attribute>& attributes, std::size_t at) {
    result_.runs.push_back({result_.html.size(), at});
    result_.html += '<';
    result_.html += info.written;
    if (info.written != "x-b") {
      for (const auto& attribute : attributes) WriteAttribute(attribute);
    }
    result_.html += '>';
  }

  void WriteAttribute(const Attribute& attribute) {
    std::string_view value = attribute.value;
    if (attribute.name == "style") {  // all that is read of a style is whether it hides or centres
      const std::string style = Lowered(value.substr(0, limits_.max_attribute_bytes));
      const auto says = [&style](std::string_view property, std::string_view wanted) {
        const auto at = style.find(property);
        return at != std::string::npos && style.find(wanted, at) <= at + property.size() + 4;
      };
      if (says("text-align", "center")) result_.html += " align=\"center\"";
      if (!says("display", "none")) return;
      value = "display:none";
    }
    if (attribute.name == "align" && !EqualsIgnoringCase(value, "center")) return;
    if (value.size() > limits_.max_attribute_bytes) {
      std::size_t end = limits_.max_attribute_bytes;
      while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xC0) == 0x80) --end;
      value = value.substr(0, end);
    }
    result_.html += ' ';
    result_.html += attribute.name;
    result_.html += "=\"";
    for (const char c : value) {
      if (c == '"') {
        result_.html += "&quot;";
      } else if (c != '\0') {
        result_.html += c;
      }
    }
    result_.html += '"';
  }

  // Ends a line where an element's boundary is left out.
  void WriteBreak() {
    if (elements_ < limits_.max_elements) {
      ++elements_;
      result_.html += "<br>";
    } else if (!result_.html.ends_with('\n')) {
      result_.html += '\n';
    }
  }

  void WriteEnd(const TagInfo& info) {
    result_.html += "</";
    result_.html += info.written;
    result_.html += '>';
  }

  std::string_view page_;
  ReduceLimits limits_;
  ReducedHtml result_;
  std::vector<const TagInfo*> open_;  // what the parser will have open, without html, head, body
  std::unordered_map<std::string_view, std::size_t> open_count_;   // by name, in open_
  std::unordered_map<std::string_view, std::size_t> overflow_;     // tags beyond the limits, open
  std::unordered_map<std::string_view, std::size_t> no_end_from_;  // no </name> from this byte on
  std::vector<std::string_view> seen_once_;
  std::size_t elements_ = 0;
  std::size_t no_comment_end_from_ = std::string_view::npos;
};

}  // namespace

std::size_t ReducedHtml::ToOriginal(std::size_t reduced_byte) const {
  const auto after =
      std::upper_bound(runs.begin(), runs.end(), reduced_byte,
                       [](std::size_t byte, const Run& run) { return byte < run.reduced; });
  if (after == runs.begin()) return 0;
  const Run& run = *std::prev(after);
  return run.original + (reduced_byte - run.reduced);
}

ReducedHtml ReduceHtml(std::string_view page, const ReduceLimits& limits) {
  return Reducer(page, limits).Run();
}

}  // namespace heshu::extract
