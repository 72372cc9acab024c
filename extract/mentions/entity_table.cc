#include "extract/mentions/entity_table.h"

#include <algorithm>
#include <bitset>
#include <iterator>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>

#include "extract/pattern/required_words.h"
#include "extract/pattern/utf8.h"
#include "extract/text/affix.h"

namespace heshu::extract {
namespace {

constexpr std::uint32_t kNone = 0xffffffff;

// A joint between Latin letters or digits that a name may have or lack.
bool IsJoint(std::string_view text, std::size_t at) {
  return (text[at] == ' ' || text[at] == '-') && at > 0 && at + 1 < text.size() &&
         IsAsciiAlnum(text[at - 1]) && IsAsciiAlnum(text[at + 1]);
}

std::string AliasKey(std::string_view alias) {
  std::string key;
  for (std::size_t i = 0; i < alias.size(); ++i) {
    if (!IsJoint(alias, i)) key += AsciiLower(alias[i]);
  }
  return key;
}

struct AliasTarget {
  std::uint32_t entity = kNone;
  bool is_weak = false;
  std::uint32_t homes = kNone;  // of EntityTable::Impl::homes: what it means in papers of a place
};

class AliasTrie {
 public:
  AliasTrie() : nodes_(1) {}

  // False if the alias already means something else.
  bool Add(std::string_view key, AliasTarget target) {
    std::uint32_t node = 0;
    for (const char c : key) {
      const std::uint32_t next = Step(node, c);
      if (next != kNone) {
        node = next;
        continue;
      }
      const auto made = static_cast<std::uint32_t>(nodes_.size());
      auto& edges = nodes_[node].edges;
      edges.insert(std::lower_bound(edges.begin(), edges.end(), std::pair(c, std::uint32_t{0})),
                   {c, made});
      nodes_.emplace_back();
      node = made;
    }
    beginnings_.set(BeginningOf(key, 0));
    AliasTarget& at = nodes_[node].target;
    if (target.homes != kNone) {
      at.homes = target.homes;
      return true;
    }
    if (at.entity != kNone && at.entity != target.entity) return false;
    if (at.entity == kNone) ++size_;
    at.entity = target.entity;
    at.is_weak = target.is_weak;
    return true;
  }

  // The longest name that begins at `begin`, at a word boundary where it is Latin. `at_home` says
  // what the entries of `homes` mean where the text was written; kNone: no more than elsewhere.
  template <typename AtHome>
  std::optional<std::pair<std::size_t, AliasTarget>> Match(std::string_view text, std::size_t begin,
                                                           const AtHome& at_home) const {
    if (begin > 0 && IsAsciiAlnum(text[begin]) && IsAsciiAlnum(text[begin - 1])) {
      return std::nullopt;
    }
    if (!beginnings_.test(BeginningOf(text, begin))) return std::nullopt;
    std::optional<std::pair<std::size_t, AliasTarget>> best;
    std::uint32_t node = 0;
    for (std::size_t i = begin; i < text.size(); ++i) {
      if (i > begin && IsJoint(text, i)) continue;
      node = Step(node, AsciiLower(text[i]));
      if (node == kNone) break;
      AliasTarget target = nodes_[node].target;
      if (target.homes != kNone) {
        if (const std::uint32_t entity = at_home(target.homes); entity != kNone) {
          target = {entity, false, kNone};
        }
      }
      if (target.entity == kNone) continue;
      const bool inside_word =
          i + 1 < text.size() && IsAsciiAlpha(text[i]) && IsAsciiAlpha(text[i + 1]);
      const bool inside_number =
          i + 1 < text.size() && IsAsciiDigit(text[i]) &&
          (IsAsciiAlnum(text[i + 1]) ||
           (text[i + 1] == '.' && i + 2 < text.size() && IsAsciiDigit(text[i + 2])));
      if (!inside_word && !inside_number) best = {i + 1, target};
    }
    return best;
  }

  std::size_t size() const { return size_; }

 private:
  struct Node {
    std::vector<std::pair<char, std::uint32_t>> edges;  // sorted
    AliasTarget target;
  };

  std::uint32_t Step(std::uint32_t node, char c) const {
    const auto& edges = nodes_[node].edges;
    const auto at =
        std::lower_bound(edges.begin(), edges.end(), c,
                         [](const auto& edge, char wanted) { return edge.first < wanted; });
    return at != edges.end() && at->first == c ? at->second : kNone;
  }

  // What the first two characters, or the first letter, of a name come to.
  static std::size_t BeginningOf(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) -> std::size_t {
      return at + i < text.size() ? static_cast<unsigned char>(AsciiLower(text[at + i])) : 0;
    };
    if (byte(0) < 0xE0) return byte(0);
    const std::size_t first = byte(1) << 6 ^ byte(2);
    return (first * 31 + (byte(3) < 0xE0 ? byte(3) : byte(4) << 6 ^ byte(5))) % kBeginnings;
  }

  static constexpr std::size_t kBeginnings = 1 << 16;
  std::bitset<kBeginnings> beginnings_;
  std::vector<Node> nodes_;
  std::size_t size_ = 0;
};

// Qwen 4 Flash, GPT-5-mini: a sibling of the version, of another size and price.
std::size_t SiblingEnd(std::string_view text, std::size_t at) {
  static constexpr std::string_view kSiblings[] = {"flash", "lite", "mini",  "nano",  "pro",
                                                   "max",   "plus", "ultra", "turbo", "air"};
  std::size_t end = at;
  for (bool more = true; more;) {
    more = false;
    if (end >= text.size() || (text[end] != ' ' && text[end] != '-')) break;
    for (const std::string_view sibling : kSiblings) {
      const std::string_view word = text.substr(end + 1, sibling.size());
      const std::size_t after = end + 1 + word.size();
      const bool is_it = std::equal(word.begin(), word.end(), sibling.begin(), sibling.end(),
                                    [](char a, char b) { return AsciiLower(a) == b; });
      if (!is_it || (after < text.size() && IsAsciiAlnum(text[after]))) continue;
      end = after;
      more = true;
      break;
    }
  }
  return end;
}

// "-Pro", " Flash": the end of what is said behind a version's number, or `at`.
std::size_t VersionSuffixEnd(std::string_view text, std::size_t at) {
  static constexpr std::string_view kSuffixes[] = {"Pro",   "Max",  "Plus",     "Flash",  "Air",
                                                   "Turbo", "Mini", "mini",     "Ultra",  "Lite",
                                                   "Coder", "Code", "Thinking", "Instant"};
  if (at + 1 >= text.size() || (text[at] != '-' && text[at] != ' ')) return at;
  for (const std::string_view suffix : kSuffixes) {
    const std::size_t end = at + 1 + suffix.size();
    if (text.substr(at + 1, suffix.size()) != suffix) continue;
    if (end == text.size() || !IsAsciiAlnum(text[end])) return end;
  }
  return at;
}

std::string VersionId(std::string_view family, std::string_view version) {
  std::string id(family);
  std::string rest;
  for (const char c : version) {
    if (c == ' ' || c == '-') {
      if (!rest.empty() && rest.back() != '-') rest += '-';
    } else {
      rest += AsciiLower(c);
    }
  }
  return id + "-" + rest;
}

// Which file comes first does not matter.
void AddTo(EntityDefinition& known, const EntityDefinition& more) {
  known.aliases.insert(known.aliases.end(), more.aliases.begin(), more.aliases.end());
  if (known.name == known.id) known.name = more.name;
  const auto fill = [](std::string& field, const std::string& other) {
    if (field.empty()) field = other;
  };
  fill(known.owner, more.owner);
  fill(known.family, more.family);
  fill(known.near, more.near);
  fill(known.region, more.region);
  known.is_house = known.is_house || more.is_house;
}

}  // namespace

std::size_t VersionEnd(std::string_view text, std::size_t at, VersionMayEnd may_end) {
  std::size_t i = at;
  if (i < text.size() && (text[i] == ' ' || text[i] == '-')) ++i;
  if (i < text.size() && (text[i] == 'V' || text[i] == 'v' || text[i] == 'R' || text[i] == 'K' ||
                          text[i] == 'M' || text[i] == 'o')) {
    ++i;
  }
  if (i >= text.size() || !IsAsciiDigit(text[i])) return at;
  const std::size_t digits = i;
  while (i < text.size() && IsAsciiDigit(text[i])) ++i;
  if (i - digits > 2) return at;  // a year or a count
  while (i + 1 < text.size() && text[i] == '.' && IsAsciiDigit(text[i + 1])) {
    i += 2;
    while (i < text.size() && IsAsciiDigit(text[i])) ++i;
  }
  const bool spaced_integer = text[at] == ' ' && IsAsciiDigit(text[at + 1]) &&
                              text.substr(at, i - at).find('.') == std::string_view::npos;
  // "Qwen 3" is a version; "Meta 4個" is not: an integer after a space needs a boundary after it.
  static constexpr std::string_view kGoesOn[] = {
      "的",   "在",   "和",   "与", "则", "为", "等",   "也",   "已", "将", "发布", "上线",
      "支持", "采用", "取得", "得", "以", "是", "输入", "输出", "每", "可", "开源", "实现"};
  const bool goes_on =
      std::any_of(std::begin(kGoesOn), std::end(kGoesOn),
                  [&](std::string_view word) { return text.substr(i, word.size()) == word; });
  const bool is_before_han = may_end == VersionMayEnd::kBeforeHan && i < text.size() &&
                             static_cast<unsigned char>(text[i]) >= 0xE3;
  if (spaced_integer && i < text.size() && !is_before_han && !goes_on &&
      !(text[i] == ' ' || text[i] == ',' || text[i] == '-')) {
    return at;
  }
  if (i < text.size() && IsAsciiAlpha(text[i])) {
    // A size or a suffix letter of one word: 72B, 4o.
    std::size_t j = i;
    while (j < text.size() && IsAsciiAlnum(text[j])) ++j;
    if (j - i > 1) return at;
    i = j;
  }
  // A size: Qwen2.5-72B.
  if (i + 2 < text.size() && text[i] == '-' && IsAsciiDigit(text[i + 1])) {
    std::size_t size = i + 1;
    while (size < text.size() && IsAsciiDigit(text[size])) ++size;
    const bool is_size = size < text.size() && (text[size] == 'B' || text[size] == 'b') &&
                         (size + 1 == text.size() || !IsAsciiAlnum(text[size + 1]));
    if (is_size) i = size + 1;
  }
  if (i < text.size() && text[i] == '%') return at;
  // 「千问5月」 and 「豆包2亿」 are a month and a count.
  static constexpr std::string_view kCounts[] = {
      "年", "月", "日", "号", "个", "万", "亿", "千",   "百",   "名", "款",   "家", "台", "张",
      "块", "颗", "次", "倍", "点", "折", "成", "天",   "周",   "季", "小时", "分", "秒", "元",
      "位", "项", "条", "只", "辆", "人", "度", "美元", "港元", "%",  "兆",   "枚", "套", "部"};
  for (const std::string_view count : kCounts) {
    if (text.substr(i, count.size()) == count) return at;
  }
  // 「Nova 4大能力」: nor is what else may be counted.
  static constexpr std::string_view kMoreCounts[] = {"大", "类", "种", "起", "层", "座",
                                                     "期", "比", "至", "到", "宗"};
  for (const std::string_view count : kMoreCounts) {
    if (spaced_integer && is_before_han && text.substr(i, count.size()) == count) return at;
  }
  return SiblingEnd(text, i);
}

bool IsHouse(const EntityMention& entity) {
  if (entity.kind == "body" || entity.kind == "outlet") return true;
  if (entity.entity != nullptr) return entity.entity->is_house;
  return EndsWithAny(entity.id,
                     {"证券",      "投顾",       "银行",        "研究",          "研究院",
                      "研究所",    "咨询",       "资本",        "投信",          "基金",
                      "期货",      "数据",       "国际投资",    "资产管理",      " Research",
                      " Insights", " Analytics", " Consulting", " Intelligence", " Institute"});
}

class EntityTable::Impl {
 public:
  std::vector<EntityDefinition> definitions;
  std::unordered_map<std::string, std::uint32_t> by_id;
  std::unordered_map<std::string, AliasTarget> exact;  // AliasKey → target, one-character keys too
  AliasTrie trie;
  // Aliases that mean an entity in papers of its region only: 财政部 in one of Taiwan.
  std::vector<std::map<std::string, std::uint32_t>> homes;
  std::unordered_map<std::string, std::uint32_t> home_of_alias;
  WordIndex home_words;  // as written there, not folded
  struct HomeRegion {
    std::string region;
    std::uint32_t last_word = 0;  // of its words in `home_words`, one more
  };
  std::vector<HomeRegion> home_regions;

  void AddHomeWords(const std::string& region, const std::vector<std::string>& words) {
    std::uint32_t number = home_regions.empty() ? 0 : home_regions.back().last_word;
    for (const std::string& word : words) home_words.Add({word}, number++);
    home_regions.push_back({region, number});
  }

  bool AddHomeAlias(std::string_view alias, const std::string& region, std::uint32_t entity) {
    const std::string key = AliasKey(alias);
    const auto [at, is_new] =
        home_of_alias.try_emplace(key, static_cast<std::uint32_t>(homes.size()));
    if (is_new) {
      homes.emplace_back();
      trie.Add(key, {kNone, false, at->second});
    }
    return homes[at->second].try_emplace(region, entity).second;
  }

  // [[fiscal_year]]: the month that the years of its companies end with.
  std::optional<Error> ReadFiscalYears(const RuleFile& file) {
    const RuleNode* list = file.root().Find("fiscal_year");
    if (list == nullptr) return std::nullopt;
    for (const RuleNode& node : list->items) {
      if (auto unknown = file.UnknownMember(node, {"ends", "of_start", "companies"})) {
        return unknown;
      }
      const long month = node.GetInteger("ends");
      if (month < 1 || month > 12) {
        return file.ErrorAt(node, "a fiscal year ends with a month", "write `ends` as 1 to 12");
      }
      for (const std::string& id : node.GetStrings("companies")) {
        const auto at = by_id.find(id);
        if (at == by_id.end()) {
          return file.ErrorAt(node, "no entity has the id `" + id + "`",
                              "define it, or mend the id");
        }
        definitions[at->second].fiscal_year_end = static_cast<int>(month);
        definitions[at->second].is_fiscal_year_of_start = node.GetBool("of_start");
      }
    }
    return std::nullopt;
  }

  bool AddAlias(std::string_view alias, AliasTarget target) {
    const std::string key = AliasKey(alias);
    if (key.empty()) return true;
    const auto [at, is_new] = exact.try_emplace(key, target);
    if (!is_new && at->second.entity != target.entity) return false;
    return CountCodePoints(key) < 2 || trie.Add(key, target);
  }
};

Result<EntityTable> EntityTable::Create(const std::vector<RuleFile>& files,
                                        const std::function<std::string(std::string_view)>& fold) {
  auto impl = std::make_shared<Impl>();
  struct Link {
    const RuleFile* file;
    const RuleNode* node;
    std::string to;
  };
  std::vector<Link> links;
  for (const RuleFile& file : files) {
    const RuleNode* list = file.root().Find("entity");
    if (list == nullptr) continue;
    for (const RuleNode& node : list->items) {
      if (auto unknown = file.UnknownMember(
              node, {"id", "kind", "name", "aliases", "weak", "owner", "family", "near", "region",
                     "house", "home_aliases", "home_words", "quoted_per"})) {
        return tl::make_unexpected(*unknown);
      }
      EntityDefinition entity;
      entity.id = node.GetString("id");
      entity.kind = node.GetString("kind");
      entity.name = node.GetString("name", entity.id);
      if (entity.id.empty() || entity.kind.empty()) {
        return tl::make_unexpected(
            file.ErrorAt(node, "an entity needs `id` and `kind`", "add the missing key"));
      }
      entity.owner = node.GetString("owner");
      entity.family = node.GetString("family");
      entity.near = node.GetString("near");
      entity.region = node.GetString("region");
      entity.quoted_per = node.GetString("quoted_per");
      entity.is_house = node.GetBool("house");
      for (const std::string& to : {entity.owner, entity.family, entity.near}) {
        if (!to.empty()) links.push_back({&file, &node, to});
      }
      std::vector<std::string> weak = node.GetStrings("weak");
      for (std::string& alias : weak) alias = fold(alias);
      for (const std::string& alias : node.GetStrings("aliases")) {
        entity.aliases.push_back(fold(alias));
      }
      // A file that names an entity again adds its aliases, and what the others have not said.
      const auto [at, is_new] =
          impl->by_id.try_emplace(entity.id, static_cast<std::uint32_t>(impl->definitions.size()));
      if (is_new) {
        impl->definitions.push_back(entity);
      } else {
        AddTo(impl->definitions[at->second], entity);
      }
      std::vector<std::string> names = entity.aliases;
      if (is_new || entity.name != entity.id) names.push_back(fold(entity.name));
      for (const std::string& alias : names) {
        const bool is_weak = std::find(weak.begin(), weak.end(), alias) != weak.end();
        if (!impl->AddAlias(alias, {at->second, is_weak})) {
          const auto other = impl->exact.at(AliasKey(alias)).entity;
          return tl::make_unexpected(
              file.ErrorAt(node,
                           "the alias `" + alias + "` of `" + entity.id + "` already names `" +
                               impl->definitions[other].id + "`",
                           "an alias names one entity: remove it from one of the two"));
        }
      }
      for (const std::string& alias : node.GetStrings("home_aliases")) {
        // hk:期指 is said in papers of Hong Kong; else the region is the entity's own.
        const std::size_t colon = alias.find(':');
        const std::string region =
            colon == std::string::npos ? entity.region : alias.substr(0, colon);
        const std::string words = colon == std::string::npos ? alias : alias.substr(colon + 1);
        if (!impl->AddHomeAlias(fold(words), region, at->second)) {
          return tl::make_unexpected(file.ErrorAt(
              node, "the home alias `" + alias + "` of `" + entity.id + "` is another entity's",
              "an alias names one entity of a region"));
        }
      }
      if (auto words = node.GetStrings("home_words"); !words.empty()) {
        impl->AddHomeWords(entity.region, words);
      }
      for (const std::string& alias : weak) {
        if (!impl->AddAlias(alias, {at->second, true})) {
          return tl::make_unexpected(file.ErrorAt(
              node, "the weak alias `" + alias + "` of `" + entity.id + "` is another entity's",
              "an alias names one entity"));
        }
      }
    }
  }
  for (const RuleFile& file : files) {
    if (const auto error = impl->ReadFiscalYears(file)) return tl::make_unexpected(*error);
  }
  for (const Link& link : links) {
    if (!impl->by_id.contains(link.to)) {
      return tl::make_unexpected(link.file->ErrorAt(
          *link.node, "no entity has the id `" + link.to + "`", "define it, or mend the link"));
    }
  }
  EntityTable table;
  table.impl_ = std::move(impl);
  return table;
}

std::vector<EntityMention> EntityTable::Find(std::string_view folded, std::string_view home) const {
  const auto at_home = [&](std::uint32_t homes) {
    if (home.empty()) return kNone;
    const auto entity = impl_->homes[homes].find(std::string(home));
    return entity == impl_->homes[homes].end() ? kNone : entity->second;
  };
  std::vector<EntityMention> out;
  for (std::size_t at = 0; at < folded.size();) {
    if (IsContinuation(folded[at])) {
      ++at;
      continue;
    }
    const auto match = impl_->trie.Match(folded, at, at_home);
    if (!match) {
      at += Utf8Length(folded[at]);
      continue;
    }
    const EntityDefinition& entity = impl_->definitions[match->second.entity];
    // 其中鸿蒙…, 其中信贷…: of which, and no 中鸿 or 中信. 其中国市场 may be of China.
    const bool is_of_which = entity.kind != "region" && folded.substr(at).starts_with("中") &&
                             folded.substr(0, at).ends_with("其");
    if (is_of_which) {
      at += Utf8Length(folded[at]);
      continue;
    }
    EntityMention mention{
        {at, match->first}, entity.id, entity.kind, &entity, match->second.is_weak};
    if (entity.kind == "model" || entity.kind == "product") {
      const std::size_t end = VersionEnd(folded, match->first);
      if (end > match->first) {
        const std::string id =
            VersionId(entity.id, folded.substr(match->first, end - match->first));
        const EntityDefinition* listed = FindById(id);
        mention.span.end = end;
        mention.id = id;
        mention.kind = "model";
        if (listed != nullptr) mention.entity = listed;
      }
      // DeepSeek V4 and Pro are one name, listed or not.
      const bool has_number = IsAsciiDigit(folded[mention.span.end - 1]);
      const std::size_t last = has_number && mention.kind == "model"
                                   ? VersionSuffixEnd(folded, mention.span.end)
                                   : mention.span.end;
      if (last > mention.span.end) {
        mention.id =
            VersionId(mention.id, folded.substr(mention.span.end + 1, last - mention.span.end - 1));
        mention.span.end = last;
        const EntityDefinition* listed = FindById(mention.id);
        if (listed != nullptr) mention.entity = listed;
      }
    }
    at = mention.span.end;
    if (entity.kind == "word") continue;  // 国内生产总值: no name, though 国内 is one
    out.push_back(std::move(mention));
  }
  return out;
}

std::string EntityTable::Resolve(std::string_view folded) const {
  if (FindById(folded) != nullptr) return std::string(folded);
  const auto at = impl_->exact.find(AliasKey(folded));
  return at == impl_->exact.end() ? "" : impl_->definitions[at->second.entity].id;
}

const std::vector<EntityDefinition>& EntityTable::definitions() const { return impl_->definitions; }

const EntityDefinition* EntityTable::FindById(std::string_view id) const {
  const auto at = impl_->by_id.find(std::string(id));
  return at == impl_->by_id.end() ? nullptr : &impl_->definitions[at->second];
}

std::string EntityTable::HomeOf(std::string_view text, std::size_t fewest) const {
  std::string home;
  std::size_t most = fewest - 1;
  const std::vector<std::uint32_t> found = impl_->home_words.Find(text);
  auto word = found.begin();
  for (const Impl::HomeRegion& place : impl_->home_regions) {
    const auto last = std::lower_bound(word, found.end(), place.last_word);
    const auto said = static_cast<std::size_t>(last - word);
    word = last;
    if (said == most) home.clear();
    if (said <= most) continue;
    most = said;
    home = place.region;
  }
  return home;
}

std::size_t EntityTable::alias_count() const { return impl_->trie.size(); }

}  // namespace heshu::extract
