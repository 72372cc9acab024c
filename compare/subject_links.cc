#include "compare/subject_links.h"

#include <algorithm>
#include <array>
#include <utility>

namespace heshu::compare {
namespace {

constexpr int kMaxDepth = 8;  // of owner and family chains; guards against cycles in users' files

using Parents = std::unordered_map<std::string, std::string>;

std::string Root(Parents& parents, std::string id) {
  auto at = parents.find(id);
  while (at != parents.end() && at->second != id) {
    const auto above = parents.find(at->second);
    if (above != parents.end()) at->second = above->second;  // halve the path
    id = at->second;
    at = parents.find(id);
  }
  return id;
}

void Join(Parents& parents, const std::string& a, const std::string& b) {
  parents.try_emplace(a, a);
  parents.try_emplace(b, b);
  std::string root_a = Root(parents, a);
  std::string root_b = Root(parents, b);
  if (root_a == root_b) return;
  if (root_b < root_a) std::swap(root_a, root_b);
  parents[root_b] = root_a;  // so that a root is the smallest id of its set
}

// What a company's name ends in. 公司 is not among them: 保险公司 is a sort.
constexpr std::string_view kEndings[] = {
    "银行", "集团", "证券", "科技", "股份",     "控股", "半导体", "药业", "重工", "实业", "传媒",
    "航空", "医药", "生物", "电子", "光电",     "精密", "机械",   "材料", "能源", "保险", "人寿",
    "置业", "地产", "动力", "央行", "中央银行", "电器", "食品",   "国际", "网络", "软件", "制药"};
// Words that make a sort of what ends so: 商业银行, 生物科技, 中资证券.
constexpr std::string_view kSorts[] = {
    "商业",   "商行",     "城市",   "农村", "农商", "股份制", "国有", "中小", "大型", "小型",
    "上市",   "地方",     "民营",   "外资", "中资", "内资",   "全球", "中国", "本土", "海外",
    "国内",   "国际",     "头部",   "主要", "多家", "其他",   "各",   "生物", "金融", "信息",
    "互联网", "人工智能", "前沿",   "投资", "开发", "合作",   "参股", "全资", "民用", "数字",
    "绿色",   "清洁",     "可再生", "各国", "多国", "混合",   "欧美", "人工", "具身", "传统",
    "消费",   "工业",     "汽车",   "医疗", "保险", "证券",   "大",   "小",   "家",   "些",
    "等",     "的",       "类",     "业",   "行业", "板块",   "虚拟", "网络", "私人"};

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsLower(char c) { return c >= 'a' && c <= 'z'; }

}  // namespace

bool IsCompanyName(std::string_view id) {
  constexpr std::size_t kHan = 3;  // bytes of a character
  constexpr std::size_t kFewestLetters = 4;
  if (!id.starts_with("x:")) return false;
  const std::string_view name = id.substr(2);
  if (name.empty()) return false;
  if (static_cast<unsigned char>(name.front()) < 0x80) {
    // Helion, Scale AI: written as a name, and no abbreviation of a term.
    return IsUpper(name.front()) && name.size() >= kFewestLetters &&
           std::any_of(name.begin(), name.end(), IsLower);
  }
  for (const std::string_view ending : kEndings) {
    if (!name.ends_with(ending) || name.size() < ending.size() + 2 * kHan) continue;
    const std::string_view head = name.substr(0, name.size() - ending.size());
    return std::none_of(std::begin(kSorts), std::end(kSorts), [&](std::string_view sort) {
      return head.ends_with(sort) || (sort.size() > kHan && head.starts_with(sort));
    });
  }
  return false;
}

SubjectLinks::SubjectLinks(const Vocabulary& vocabulary) : vocabulary_(&vocabulary) {
  for (const EntityDefinition& e : vocabulary.entities()) {
    for (const std::string* other : {&e.owner, &e.family, &e.near}) {
      if (!other->empty()) Join(component_, e.id, *other);
    }
    if (!e.family.empty()) families_.insert(e.family);
  }
  std::vector<std::string> ids;
  ids.reserve(component_.size());
  for (const auto& [id, parent] : component_) ids.push_back(id);
  for (const std::string& id : ids) {
    std::string root = Root(component_, id);
    component_[id] = std::move(root);
  }
}

SubjectLink SubjectLinks::Between(std::string_view a, std::string_view b) const {
  if (a == b) return SubjectLink::kSame;
  const EntityDefinition* ea = vocabulary_->FindEntity(a);
  const EntityDefinition* eb = vocabulary_->FindEntity(b);
  const auto links = [&](std::string EntityDefinition::*field) {
    return (ea != nullptr && (ea->*field) == b) || (eb != nullptr && (eb->*field) == a);
  };
  if (links(&EntityDefinition::near)) return SubjectLink::kNear;
  if (links(&EntityDefinition::family)) return SubjectLink::kFamily;
  if (links(&EntityDefinition::owner)) return SubjectLink::kOwner;
  return SubjectLink::kNone;
}

bool SubjectLinks::IsPartOf(std::string_view part, std::string_view whole) const {
  std::vector<std::string_view> level = {part};
  for (int depth = 0; depth < kMaxDepth && !level.empty(); ++depth) {
    std::vector<std::string_view> next;
    for (const std::string_view id : level) {
      const EntityDefinition* e = vocabulary_->FindEntity(id);
      if (e == nullptr) continue;
      for (const std::string* up : {&e->family, &e->owner}) {
        if (up->empty() || *up == part) continue;
        if (*up == whole) return true;
        next.push_back(*up);
      }
    }
    level = std::move(next);
  }
  return false;
}

std::string SubjectLinks::MoreSpecific(std::string_view a, std::string_view b) const {
  if (a == b) return std::string(a);
  if (IsPartOf(a, b)) return std::string(a);
  if (IsPartOf(b, a)) return std::string(b);
  return std::string(std::min(a, b));
}

bool SubjectLinks::HasVersions(std::string_view id) const {
  const bool is_numbered = id.find_first_of("0123456789") != std::string_view::npos;
  return !is_numbered && families_.contains(std::string(id));
}

std::string SubjectLinks::Component(std::string_view id) const {
  const auto at = component_.find(std::string(id));
  return at == component_.end() ? std::string(id) : at->second;
}

}  // namespace heshu::compare
