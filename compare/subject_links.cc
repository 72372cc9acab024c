#include "compare/subject_links.h"

#include <algorithm>
#include <array>
#include <utility>

#include "normalize/romanize.h"

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
    "银行",     "集团",   "证券", "科技", "股份",   "控股", "半导体", "药业",  "重工",
    "实业",     "传媒",   "航空", "医药", "生物",   "电子", "光电",   "精密",  "机械",
    "材料",     "新能源", "能源", "保险", "人寿",   "置业", "地产",   "动力",  "央行",
    "中央银行", "电器",   "食品", "国际", "网络",   "软件", "ETF",    "ETFs",  "制药",
    "智能",     "医疗",   "技术", "通信", "机器人", "航天", "生技",   "微电子"};
// Words that make a sort of what ends so: 商业银行, 生物科技, 中资证券.
constexpr std::string_view kSorts[] = {
    "商业", "商行", "城市", "农村", "农商", "股份制", "国有", "中小", "大型",   "小型",     "上市",
    "地方", "民营", "外资", "中资", "内资", "全球",   "中国", "本土", "海外",   "国内",     "国际",
    "头部", "主要", "多家", "其他", "各",   "生物",   "金融", "信息", "互联网", "人工智能", "前沿",
    "投资", "开发", "合作", "参股", "全资", "民用",   "数字", "绿色", "清洁",   "可再生",   "各国",
    "多国", "混合", "欧美", "人工", "具身", "传统",   "消费", "工业", "汽车",   "医疗",     "保险",
    "证券", "大",   "小",   "家",   "些",   "等",     "的",   "类",   "业",     "行业",     "板块",
    "虚拟", "网络", "私人", "人形", "服务", "手术",   "商用", "智慧", "基层",   "移动",     "卫星",
    "无线", "量子", "核心", "关键", "公司", "企业",   "先进", "通用", "基础"};

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsLower(char c) { return c >= 'a' && c <= 'z'; }

// What an English report calls such a company after its stem.
constexpr std::string_view kLatinTails[] = {
    " Technology", " Technologies", " Tech",         " Medical",     " Robotics", " Semiconductor",
    " AI",         " Intelligence", " Intelligent",  " Biotech",     " Group",    " Holdings",
    " Inc",        " Corp",         " Co",           " Ltd",         " Pharma",   " Electronics",
    " Energy",     " Auto",         " Motors",       " Motor",       " Robot",    " Software",
    " Aerospace",  " Bio",          " Therapeutics", " Biosciences", " Space",    " Materials"};

struct CalledName {
  std::string_view stem, tail;
  bool is_latin = false;
};

// 澄光科技 → 澄光, 科技; empty if the words have another form.
CalledName Called(std::string_view id) {
  constexpr std::size_t kHan = 3;
  constexpr std::size_t kFewestLetters = 4;
  constexpr std::size_t kMostLetters = 18;
  if (!id.starts_with("x:") || id.size() < 2 + 2 * kHan - 2) return {};
  const std::string_view name = id.substr(2);
  CalledName out{name, {}, static_cast<unsigned char>(name.front()) < 0x80};
  const auto cut = [&](const auto& tails, std::size_t fewest) {
    for (bool more = true; more;) {
      more = false;
      for (const std::string_view tail : tails) {
        if (!out.stem.ends_with(tail) || out.stem.size() < tail.size() + fewest) continue;
        out.stem.remove_suffix(tail.size());
        more = true;
      }
    }
    out.tail = name.substr(out.stem.size());
  };
  if (out.is_latin) {
    cut(kLatinTails, kFewestLetters);
    const bool is_word =
        IsUpper(out.stem.front()) && std::all_of(out.stem.begin() + 1, out.stem.end(), IsLower);
    const std::size_t letters = out.stem.size();
    return is_word && letters >= kFewestLetters && letters <= kMostLetters ? out : CalledName();
  }
  cut(kEndings, 2 * kHan);
  return out.stem.size() >= 2 * kHan && out.stem.size() <= 4 * kHan ? out : CalledName();
}

// 澄光科技 / 澄光, Chengguang Technology / 澄光科技; not 澄光科技 / 澄光医药, 城光科技.
bool MayBeOneCompany(std::string_view a, std::string_view b) {
  const CalledName x = Called(a);
  const CalledName y = Called(b);
  if (x.stem.empty() || y.stem.empty()) return false;
  if (x.is_latin != y.is_latin)
    return IsCompanyName(x.is_latin ? b : a) && CallKey(a) == CallKey(b);
  const bool is_alike = x.tail.starts_with(y.tail) || y.tail.starts_with(x.tail);
  return x.stem == y.stem && is_alike && (IsCompanyName(a) || IsCompanyName(b));
}

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

std::string CallKey(std::string_view id) {
  const CalledName called = Called(id);
  if (called.stem.empty()) return std::string(id);
  constexpr std::string_view kMark = "x:~";
  std::string letters;
  if (called.is_latin) {
    letters = called.stem;
    letters.front() = static_cast<char>(letters.front() - 'A' + 'a');
  } else {
    letters = normalize::Romanized(called.stem);
  }
  return letters.empty() ? std::string(id) : std::string(kMark) + letters;
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
  if (MayBeOneCompany(a, b)) return SubjectLink::kCalled;
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
  if (at != component_.end()) return at->second;
  return id.starts_with("x:") ? CallKey(id) : std::string(id);
}

}  // namespace heshu::compare
