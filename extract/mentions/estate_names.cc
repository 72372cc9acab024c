#include "extract/mentions/estate_names.h"

#include <algorithm>

#include "extract/mentions/plain_words.h"
#include "extract/pattern/utf8.h"
#include "extract/text/affix.h"

namespace heshu::extract {
namespace {

constexpr int kMostCharacters = 10;
constexpr int kFewestCharacters = 2;

// Characters that no name goes across.
constexpr HanCharacters kBreaks(
    "的了是在与及等或而但由被把对从按将已也又更则就还该这那每为至到称指以有其并录获于元伙宗座层"
    "个售买租沽涉购");

constexpr std::string_view kDistricts[] = {
    "港岛",   "九龙",   "新界",   "中环",   "上环",   "西环",   "西营盘", "坚尼地城", "石塘咀",
    "半山",   "西半山", "山顶",   "湾仔",   "铜锣湾", "跑马地", "大坑",   "天后",     "炮台山",
    "北角",   "鲗鱼涌", "太古",   "西湾河", "筲箕湾", "杏花邨", "柴湾",   "小西湾",   "薄扶林",
    "香港仔", "鸭脷洲", "黄竹坑", "寿臣山", "浅水湾", "赤柱",   "大潭",   "尖沙咀",   "佐敦",
    "油麻地", "旺角",   "大角咀", "太子",   "深水埗", "长沙湾", "荔枝角", "石硖尾",   "何文田",
    "红磡",   "土瓜湾", "九龙城", "九龙塘", "九龙站", "启德",   "黄大仙", "钻石山",   "新蒲岗",
    "慈云山", "牛头角", "九龙湾", "观塘",   "蓝田",   "油塘",   "将军澳", "日出康城", "西贡",
    "清水湾", "沙田",   "大围",   "火炭",   "马鞍山", "大埔",   "白石角", "粉岭",     "上水",
    "元朗",   "天水围", "洪水桥", "锦田",   "屯门",   "掃管笏", "扫管笏", "深井",     "荃湾",
    "葵涌",   "葵芳",   "青衣",   "东涌",   "马湾",   "愉景湾", "西沙",   "古洞",     "跑道区"};

// What sort of building it is, before its name.
constexpr std::string_view kSorts[] = {"新盘", "楼盘", "豪宅", "屋苑",  "居屋", "公屋",
                                       "私楼", "商厦", "工厦", "洋楼",  "唐楼", "屋邨",
                                       "物业", "项目", "蓝筹", "纳米楼"};

// 凯和山|今日新录成交: where a name that only a district stands before ends.
constexpr std::string_view kEnds[] = {"今日", "昨日", "昨天", "今天", "新近", "新录", "最新",
                                      "上周", "周末", "周六", "周日", "本月", "亦",   "录得",
                                      "打破", "单位", "业主", "高层", "中层", "低层", "顶层",
                                      "第",   "(",    "首轮", "昨晚"};

// 高层A室, 中层两房, 低层单位; not 公司高层.
constexpr std::string_view kFloors[] = {"高层",   "中层",   "低层",  "顶层",
                                        "中高层", "中低层", "极高层"};
constexpr std::string_view kInFloor[] = {"单位", "全层", "一房", "两房",   "三房",   "四房",
                                         "1房",  "2房",  "3房",  "4房",    "复式户", "特色户",
                                         "开放", "室",   "海景", "连天台", "连车位"};
// 3座高层, 5座19楼, B座中层; not 3座机场.
constexpr std::string_view kInBlock[] = {"高层", "中层", "低层", "顶层", "中高层", "中低层",
                                         "极高", "单位", "全层", "地下", "一个"};

// What a name does not begin with, or is no name.
constexpr std::string_view kNoNames[] = {
    "单位", "屋苑", "项目", "新盘", "楼盘", "物业", "市场", "成交", "一手", "二手",   "公司",
    "集团", "管理", "政府", "住宅", "同区", "区内", "全幢", "商业", "大厦", "原业主", "业主",
    "买家", "租客", "以上", "上址", "发展", "投资", "中心", "广场", "花园", "商场",   "地区",
    "同系", "旗下", "居屋", "公屋", "私楼", "豪宅", "地皮", "地铁", "港铁", "站",     "海景",
    "市景", "复式", "首推", "工业", "郊野", "优质", "地舖", "地铺"};

constexpr auto kDistrictBefore = Endings(kDistricts);
constexpr auto kSortBefore = Endings(kSorts);
constexpr auto kEndAt = Beginnings(kEnds);
constexpr auto kNoNameAt = Beginnings(kNoNames);

// What names of estates end in, where one opens a clause: 美孚新邨周末录4宗成交.
constexpr std::string_view kEstateTails[] = {"新邨", "花园", "半岛", "山庄", "豪园", "豪庭", "名城",
                                             "雅苑", "居屋", "中心", "广场", "大厦", "山城"};
constexpr auto kEstateTailAt = Beginnings(kEstateTails);
// 推荐屋苑, which names none; 安泰商厦 does.
constexpr std::string_view kNoLast[] = {"新盘", "楼盘", "豪宅", "屋苑", "居屋",  "公屋",
                                        "私楼", "物业", "项目", "蓝筹", "纳米楼"};
constexpr auto kNoLastBefore = Endings(kNoLast);
constexpr std::string_view kForwardSorts[] = {"豪宅", "新盘", "私楼", "屋苑"};
constexpr auto kForwardSortBefore = Endings(kForwardSorts);

bool IsEstateTail(std::string_view words) {
  return StartsWithAny(words, {"工业", "商业"}) ||
         std::find(std::begin(kEstateTails), std::end(kEstateTails), words) !=
             std::end(kEstateTails);
}

bool IsLeadBefore(std::string_view ahead) {
  return kDistrictBefore.Matches(ahead) || kSortBefore.Matches(ahead);
}

bool IsFree(const std::vector<EntityMention>& known, ByteSpan span) {
  const auto at = std::partition_point(
      known.begin(), known.end(),
      [&](const EntityMention& entity) { return entity.span.end <= span.begin; });
  return at == known.end() || !at->span.Overlaps(span);
}

// 星凯.堤岸, 尚悦‧岭: a name may have two parts.
bool IsOfName(std::string_view text, std::size_t at) {
  return (IsHanAt(text, at) && !kBreaks.HasAt(text, at)) || IsAsciiAlnum(text[at]) ||
         StartsWithAny(text.substr(at), {".", "·", "‧"});
}

// Whether a flat's place in its building begins at `at`: 3座高层, 第5座19楼, B座中层, 高层A室.
bool IsPlaceAt(std::string_view text, std::size_t at) {
  std::string_view rest = text.substr(at);
  if (text.substr(0, at).ends_with("第")) return false;
  if (rest.starts_with("第")) rest.remove_prefix(3);
  std::size_t mark = 0;
  while (mark < 3 && mark < rest.size() && IsAsciiAlnum(rest[mark])) ++mark;
  if (mark > 0 && rest.substr(mark).starts_with("座")) {
    const std::string_view inside = rest.substr(mark + 3);
    const bool tells_room = !inside.empty() && IsAsciiAlnum(inside[0]);
    return tells_room || StartsWithAny(inside, kInBlock);
  }
  for (const std::string_view floor : kFloors) {
    if (!rest.starts_with(floor)) continue;
    const std::string_view inside = rest.substr(floor.size());
    if (StartsWithAny(inside, kInFloor)) return true;
    std::size_t room = 0;
    while (room < 4 && room < inside.size() && IsAsciiAlnum(inside[room])) ++room;
    if (room > 0 && inside.substr(room).starts_with("室")) return true;
  }
  return false;
}

// The name that ends at `end`, behind the last district or sort of building before it.
ByteSpan NameBefore(std::string_view text, std::size_t end) {
  std::size_t begin = end;
  for (int characters = 0; begin > 0 && characters < kMostCharacters; ++characters) {
    const std::string_view ahead = text.substr(0, begin);
    // 筲箕湾广场: what buildings are called is no name without its district.
    if (begin < end && IsLeadBefore(ahead) && !IsEstateTail(text.substr(begin, end - begin))) break;
    const std::size_t before = PreviousCodePoint(text, begin);
    if (!IsOfName(text, before)) break;
    begin = before;
  }
  // 其中河畔花园A座
  constexpr std::string_view kOfThem = "中";
  const bool is_of_them =
      text.substr(0, begin).ends_with("其") && text.substr(begin, end - begin).starts_with(kOfThem);
  return {is_of_them ? begin + kOfThem.size() : begin, end};
}

bool IsName(std::string_view words) {
  const auto characters = static_cast<int>(CountCodePoints(words));
  return characters >= kFewestCharacters && !kNoNameAt.Matches(words) && IsHanAt(words, 0) &&
         !ArePlainWords(words) && !kNoLastBefore.Matches(words) &&
         words.find("单位") == std::string_view::npos &&
         words.find("包括") == std::string_view::npos &&
         words.find("收票") == std::string_view::npos &&
         words.find("交投") == std::string_view::npos &&
         words.find("实呎") == std::string_view::npos;
}

// 屯门凯和山今日新录成交: the name at `at`, behind a district, to what is told of it.
ByteSpan NameAfterLead(std::string_view text, std::size_t at) {
  std::size_t end = at;
  for (int characters = 0; end < text.size() && characters <= kMostCharacters; ++characters) {
    if (end > at && IsLeadBefore(text.substr(0, end))) break;  // the name stands behind this one
    const bool ends = kEndAt.Matches(text.substr(end)) || IsPlaceAt(text, end) ||
                      (text[end] == ',' && kDistrictBefore.Matches(text.substr(0, at)));
    if (ends) {
      return {at, end};
    }
    if (!IsHanAt(text, end) || kBreaks.HasAt(text, end)) break;
    end += Utf8Length(text[end]);
  }
  return {at, at};
}

// 美孚新邨周末录4宗成交: the name that opens the clause at `at`, to the word that names of estates
// end in.
ByteSpan NameAtClause(std::string_view text, std::size_t at) {
  std::size_t end = at;
  for (int characters = 0; end < text.size() && characters < kMostCharacters; ++characters) {
    if (end > at && kEstateTailAt.Matches(text.substr(end))) {
      end += 2 * Utf8Length(text[end]);
      return IsPlaceAt(text, end) || kEndAt.Matches(text.substr(end)) ? ByteSpan{at, end}
                                                                      : ByteSpan{at, at};
    }
    if (!IsHanAt(text, end) || kBreaks.HasAt(text, end) || IsLeadBefore(text.substr(at, end - at)))
      break;
    end += Utf8Length(text[end]);
  }
  return {at, at};
}

}  // namespace

std::vector<ByteSpan> FindEstateNames(std::string_view folded,
                                      const std::vector<EntityMention>& known) {
  std::vector<ByteSpan> out;
  const bool tells_area = folded.find("呎") != std::string_view::npos;
  if (!tells_area && folded.find("层") == std::string_view::npos) return out;
  std::size_t free_from = 0;
  const auto add = [&](ByteSpan name) {
    if (name.begin < free_from || !IsName(Slice(folded, name)) || !IsFree(known, name)) return;
    out.push_back(name);
    free_from = name.end;
  };
  for (std::size_t at = 0; at < folded.size(); at += Utf8Length(folded[at])) {
    if (at > 0 && IsPlaceAt(folded, at) && IsHanAt(folded, PreviousCodePoint(folded, at))) {
      add(NameBefore(folded, at));
    } else if (tells_area && at > free_from && IsHanAt(folded, at) &&
               (kDistrictBefore.Matches(folded.substr(0, at)) ||
                kForwardSortBefore.Matches(folded.substr(0, at)))) {
      add(NameAfterLead(folded, at));
    } else if (tells_area && at > 0 && (folded[at - 1] == ',' || folded[at - 1] == ';')) {
      add(NameAtClause(folded, at));
    }
  }
  return out;
}

}  // namespace heshu::extract
