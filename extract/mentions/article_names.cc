#include "extract/mentions/article_names.h"

#include <algorithm>
#include <map>

#include "extract/mentions/name_finder.h"
#include "extract/mentions/opening_names.h"
#include "extract/mentions/plain_words.h"
#include "extract/pattern/utf8.h"
#include "extract/text/affix.h"

namespace heshu::extract {
namespace {

constexpr int kFewestHeadCharacters = 2;  // of a name before its ending
constexpr int kMostHeadCharacters = 4;
constexpr std::size_t kMostShortBytes = 9;

constexpr std::string_view kEndings[] = {
    "科技", "智能",   "医疗", "生物", "电子", "机器人", "半导体", "微电子", "动力",
    "汽车", "新能源", "能源", "材料", "光电", "软件",   "网络",   "药业",   "医药",
    "制药", "控股",   "集团", "股份", "航天", "信息",   "通信",   "通讯",   "技术",
    "教育", "食品",   "餐饮", "物流", "环保", "精密",   "新材料", "互动",   "娱乐",
    "影业", "传媒",   "生技", "航空", "存储"};
constexpr auto kEndingAt = Beginnings(kEndings);

// What sort of company it is, right before its name.
constexpr std::string_view kKinds[] = {
    "企业",   "公司",   "厂商",   "厂",     "新秀",   "新贵",   "独角兽", "新创",   "初创",
    "龙头",   "巨头",   "车企",   "药企",   "开发商", "制造商", "供应商", "服务商", "运营商",
    "设备商", "材料商", "零件商", "生产商", "业者",   "新股",   "概念股", "雷达股", "芯片股",
    "医药股", "医疗股", "生科股", "生技股", "机械股", "汽车股", "能源股", "光电股", "科技股",
    "电子股", "软件股", "餐饮股", "物流股", "游戏股", "航天股", "AI股",   "人股",   "电池股"};
constexpr auto kKindBefore = Endings(kKinds);

constexpr std::string_view kMarks[] = {",", "。", ";",  ":", "\n", " ",  "】",
                                       "!", "?",  "「", "“", "『", "\"", "、"};
constexpr auto kMarkBefore = Endings(kMarks);

// What a company's name goes on with.
constexpr std::string_view kGoesOn[] = {
    "宣布", "表示",   "完成",   "发布",   "推出", "披露", "公布",   "公告",     "获得", "今日",
    "近日", "日前",   "今天",   "成立于", "成立", "创立", "创办",   "创始",     "旗下", "股价",
    "首席", "董事长", "总经理", "执行长", "总裁", "挂牌", "上市",   "登陆",     "港交", "香港上市",
    "透露", "发表",   "指出",   "强调",   "说明", "开源", "融资",   "募资",     "集资", "递交",
    "赴港", "冲刺",   "首挂",   "去年",   "今年", "上季", "第一季", "第二季",   "首日", "目前员工",
    "拟",   "宣告",   "获",     "首度",   "正式", "启动", "量产",   "首席执行", "日",   "据报"};
constexpr auto kGoesOnAt = Beginnings(kGoesOn);

// And its short form, where it has been told in full.
constexpr std::string_view kShortGoesOn[] = {
    "的",   "并",   "亦",     "也",   "则",   "又", "要",   "可",   "会",   "就",   "还",
    "未",   "不",   "有",     "现",   "此",   "本", "早",   "曾",   "于",   "与",   "和",
    "及",   "、",   "(",      "为",   "是",   "以", "从",   "再",   "主",   "员",   "计划",
    "预",   "认",   "称",     "指",   "估",   "正", "将",   "已",   "在",   "推",   "上",
    "下",   "全年", "单季",   "营",   "毛利", "净", "订单", "出货", "交付", "自",   "过去",
    "原",   "近",   "收",     "目前", "每",   "前", "年",   "截至", "另",   "产品", "每股",
    "新",   "首",   "日",     "说",   "由",   "与", "把",   "凭",   "能",   "仍",   "最",
    "市值", "估值", "创办人", "股",   "用",   "开", "共",   "花",   "只",   "约",   "达"};
constexpr auto kShortGoesOnAt = Beginnings(kShortGoesOn);

// Heads that make a sort, and no name, of what ends so: 具身智能, 车用半导体.
constexpr std::string_view kSorts[] = {
    "人工",   "具身", "数字", "绿色",   "清洁", "新",     "全球",   "国内", "消费", "工业",
    "商用",   "民用", "乘用", "家用",   "车用", "车载",   "电动",   "纯电", "混动", "燃油",
    "智能",   "能源", "再生", "生成式", "模态", "大",     "小",     "高",   "硬",   "前沿",
    "核心",   "关键", "先进", "现代",   "传统", "基础",   "底层",   "尖端", "高端", "激光",
    "量子",   "生命", "金融", "医疗",   "教育", "半导体", "芯片",   "服务", "人形", "手术",
    "仿生",   "四足", "扫地", "创新",   "合成", "数据",   "云",     "信息", "移动", "网络",
    "通用",   "专用", "原",   "母",     "子",   "无线",   "卫星",   "功率", "海外", "中国",
    "美国",   "日本", "台湾", "香港",   "内地", "欧洲",   "进口",   "国产", "自研", "第三代",
    "化合物", "商业", "互联", "社交",   "二手", "整体",   "化学",   "光学", "航空", "军工",
    "国防",   "公共", "普惠", "基层",   "精准", "智慧",   "特许",   "风险", "私募", "创业",
    "民间",   "社会", "外国", "跨境",   "快递", "冷链",   "供应链", "即时", "全部", "股权",
    "技术",   "科技", "公司", "集团",   "企业", "行业",   "板块",   "概念", "科研", "超导",
    "部分",   "港股", "个股", "美股",   "成熟", "新型",   "新兴",   "优质", "各类", "相关",
    "新能源", "机器", "职业", "高等",   "在线", "线上",   "影视",   "关于", "上述", "每股",
    "该",     "这",   "其",   "本",     "某",   "多",     "等",     "类",   "型",   "级"};
constexpr auto kSortBefore = Endings(kSorts);

struct Evidence {
  std::size_t head_bytes = 0;
  int seen = 0;                // where a name begins and goes on as one
  bool is_introduced = false;  // 企业灵犀动力宣布: told once is enough
};

bool IsHeadOfName(std::string_view head) {
  return !kSortBefore.Matches(head) && !IsCommonHead(head) && !ArePlainWords(head);
}

// The bytes of the endings that stand at `at`: 科技, 智能科技.
std::size_t EndingBytes(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size()) {
    const std::size_t more = kEndingAt.Match(text.substr(end)).size();
    if (more == 0) break;
    end += more;
  }
  return end - at;
}

struct Found {
  std::size_t head = 0, bytes = 0;  // of the name; 0: there is none
};

Found NameAt(std::string_view text, std::size_t begin) {
  std::size_t at = begin;
  for (int characters = 0; characters <= kMostHeadCharacters; ++characters) {
    if (characters >= kFewestHeadCharacters) {
      if (const std::size_t ending = EndingBytes(text, at)) {
        const std::string_view head = text.substr(begin, at - begin);
        return IsHeadOfName(head) ? Found{at - begin, at - begin + ending} : Found{};
      }
    }
    if (at >= text.size() || !IsHanAt(text, at) || kNameBreaks.HasAt(text, at)) break;
    at += Utf8Length(text[at]);
  }
  return {};
}

// (Chenguang), (09637), (688123.SH): its Latin name or its code.
bool IsGlossed(std::string_view rest) {
  return rest.size() > 2 && rest[0] == '(' && IsAsciiAlnum(rest[1]);
}

// 5日宣布, 12日在香港挂牌.
bool IsDated(std::string_view rest) {
  std::size_t at = 0;
  while (at < rest.size() && IsAsciiDigit(rest[at])) ++at;
  return at > 0 && StartsWithAny(rest.substr(at), {"日", "月"});
}

bool GoesOnAsName(std::string_view rest, bool is_behind_kind) {
  if (kGoesOnAt.Matches(rest) || IsGlossed(rest) || IsDated(rest)) return true;
  if (rest.size() > 2 && rest[0] == '-' && IsAsciiAlpha(rest[1])) return true;  // …-B(09637)
  return is_behind_kind &&
         (rest.empty() || StartsWithAny(rest, {",", "。", "」", "”", "、", "的", "在", "将"}));
}

void Collect(std::string_view text, std::map<std::string, Evidence>& names) {
  for (std::size_t at = 0; at < text.size(); at += Utf8Length(text[at])) {
    if (!IsHanAt(text, at)) continue;
    const std::string_view ahead = text.substr(0, at);
    const bool is_behind_kind = kKindBefore.Matches(ahead);
    if (at > 0 && !is_behind_kind && !kMarkBefore.Matches(ahead)) continue;
    const Found found = NameAt(text, at);
    const std::string_view rest = text.substr(std::min(text.size(), at + found.bytes));
    if (found.bytes == 0 || !GoesOnAsName(rest, is_behind_kind)) continue;
    Evidence& evidence = names[std::string(text.substr(at, found.bytes))];
    evidence.head_bytes = found.head;
    ++evidence.seen;
    evidence.is_introduced =
        evidence.is_introduced ||
        (is_behind_kind && StartsWithAny(rest, {"宣布", "完成", "发布", "推出", "披露", "公布"}));
  }
}

int Count(std::span<const std::string_view> blocks, std::string_view words) {
  int count = 0;
  for (const std::string_view text : blocks) {
    for (std::size_t at = text.find(words); at != std::string_view::npos;
         at = text.find(words, at + words.size())) {
      ++count;
    }
  }
  return count;
}

// Whether an article that has told the name calls it by its head alone.
bool IsCalled(std::span<const std::string_view> blocks, std::string_view head) {
  for (const std::string_view text : blocks) {
    for (std::size_t at = text.find(head); at != std::string_view::npos;
         at = text.find(head, at + head.size())) {
      const std::string_view rest = text.substr(at + head.size());
      const std::string_view ahead = text.substr(0, at);
      const bool begins = at == 0 || kMarkBefore.Matches(ahead) || kKindBefore.Matches(ahead);
      const bool goes_on = rest.empty() || kShortGoesOnAt.Matches(rest) ||
                           kGoesOnAt.Matches(rest) || IsAsciiAlnum(rest[0]);
      if (begins && goes_on && !kEndingAt.Matches(rest)) return true;
    }
  }
  return false;
}

}  // namespace

std::vector<ArticleName> FindArticleNames(std::span<const std::string_view> blocks) {
  constexpr int kFewestMentions = 2;
  std::map<std::string, Evidence> names;
  for (const std::string_view text : blocks) Collect(text, names);
  // 光达澄光科技 beside 澄光科技: what it makes.
  std::erase_if(names, [&](const auto& longer) {
    return std::any_of(names.begin(), names.end(), [&](const auto& shorter) {
      return longer.first.size() > shorter.first.size() && longer.first.ends_with(shorter.first);
    });
  });
  // 「澄光新能源罗勇基地投产」 above 「澄光新能源泰国基地…」: what heads the title heads the text.
  if (blocks.size() > 1) {
    const Found title = NameAt(blocks[0], 0);
    const std::string_view name = blocks[0].substr(0, title.bytes);
    if (title.bytes > 0 && blocks[1].starts_with(name)) {
      Evidence& evidence = names[std::string(name)];
      evidence.head_bytes = title.head;
      ++evidence.seen;
    }
  }
  std::vector<std::pair<int, ArticleName>> settled;
  for (const auto& [name, evidence] : names) {
    const std::string head = name.substr(0, evidence.head_bytes);
    if (!evidence.is_introduced && Count(blocks, head) < kFewestMentions) continue;
    const bool is_called = head.size() <= kMostShortBytes && IsCalled(blocks, head);
    settled.push_back({evidence.seen, {name, head, is_called ? head : std::string()}});
  }
  std::stable_sort(settled.begin(), settled.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<ArticleName> out;
  for (auto& [seen, name] : settled) out.push_back(std::move(name));
  return out;
}

}  // namespace heshu::extract
