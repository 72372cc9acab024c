#include "extract/claims/name_finder.h"

#include <algorithm>
#include <array>
#include <string>

#include "extract/claims/affix.h"
#include "extract/claims/english_clause.h"
#include "extract/claims/english_names.h"
#include "extract/claims/listed_names.h"
#include "extract/pattern/utf8.h"

namespace heshu::extract {
namespace {

constexpr std::string_view kOrganisationEndings[] = {"公司", "集团", "科技", "证券",   "银行",
                                                     "股份", "控股", "航空", "半导体", "药业",
                                                     "重工", "实业", "传媒"};

// Characters that end the run of a name to its left.
constexpr HanCharacters kNameBreaks(
    "的了是在和与及或而但由被把对向从据按将已也都又更则就还其该各这那每个家款由至到为后前并称指说使"
    "让给比较因以于"
    "、");

// Words that may stand right before 公司 or 集团 without naming one.
constexpr std::string_view kCommonHeads[] = {
    "同期",  "期内",   "今年",     "去年",     "目前",   "当时",   "此前",   "随后",     "未来",
    "同时",  "其中",   "此外",     "另外",     "当前",   "现在",   "近日",   "日前",     "昨日",
    "今日",  "报告期", "随着",     "根据",     "成为",   "作为",   "包括",   "如果",     "虽然",
    "但是",  "因此",   "所以",     "显示",     "表明",   "导致",   "推动",   "带动",     "意味着",
    "以来",  "之后",   "之前",     "期间",     "全年",   "季度",   "预期",   "预计",     "目标",
    "有价",  "联合",   "单独",     "发行",     "普通",   "流通",   "优先",   "增持",     "减持",
    "持有",  "认购",   "回购",     "金融",     "高",     "黑",     "研究",   "咨询",     "评级",
    "数据",  "调查",   "分析",     "风投",     "支付",   "软件",   "硬件",   "制造",     "零售",
    "电商",  "生物",   "医药",     "物流",     "快递",   "石油",   "矿业",   "地产",     "教育",
    "游戏",  "社交",   "新创",     "云端",     "国有",   "民营",   "百分百", "强调",     "仍强调",
    "重申",  "坦言",   "透露",     "直言",     "全资",   "附属",   "合资",   "关联",     "竞争",
    "大型",  "旗舰",   "商业",     "投资",     "外资",   "中资",   "央企",   "咨询公司", "贸易",
    "租赁",  "信托",   "人工智慧", "该",       "本",     "这家",   "上市",   "母",       "子",
    "分",    "科技",   "互联网",   "人工智能", "芯片",   "初创",   "创业",   "大",       "小",
    "中国",  "美国",   "国内",     "海外",     "外国",   "多家",   "一家",   "两家",     "几家",
    "私人",  "跨国",   "保险",     "证券",     "基金",   "航空",   "汽车",   "半导体",   "电信",
    "能源",  "有限",   "上半年",   "下半年",   "半年",   "首季",   "本季",   "上季",     "次季",
    "当季",  "下季",   "第一季",   "第二季",   "第三季", "第四季", "第1季",  "第2季",    "第3季",
    "第4季", "年度",   "每个",     "临床阶段", "其他",   "同类"};

// 股份合订单位, 股份回购: the ending is part of another word.
constexpr std::string_view kNoEndingAfter[] = {"合订", "回购", "购回", "转让", "支付",
                                               "奖励", "类别", "总数", "数量", "业",
                                               "园",   "大学", "巨头"};

bool GoesOnAsWord(std::string_view rest) {
  return StartsWithAny(rest, kNoEndingAfter) ||
         (rest.starts_with("股") && !StartsWithAny(rest, {"股份", "股市"}));
}

constexpr std::string_view kNoNames[] = {
    "ARPPU", "AIoT", "IoT", "MPV", "OTA", "COVID", "COVID-19", "Bug", "Demo", "Blog", "Wiki", "PDF",
    "SaaS", "Excel", "Python", "EBITDA", "EBITA", "CAPEX", "Capex", "TOPS", "HBM", "DRAM", "NAND",
    "AIME", "MMLU", "GPQA", "MATH", "HumanEval", "AUM", "Its", "This", "That", "They", "Their",
    "There", "These", "Those", "But", "And", "For", "From", "With", "After", "Before", "Last",
    "First", "Second", "Third", "Fourth", "When", "While", "Both", "Shares", "Revenue", "Sales",
    "Net", "Gross", "Meanwhile", "However", "According", "AI", "IT", "CEO", "CFO", "COO", "CTO",
    "APP", "App", "GPU", "CPU", "TPU", "API", "Token", "Tokens", "DAU", "MAU", "PUE", "IPO", "ETF",
    "GDP", "CPI", "PPI", "PMI", "USD", "HKD", "RMB", "Agent", "LLM", "The", "VS", "EPS", "ARR",
    "CAGR", "FOCUS", "Chinese", "Taiwanese", "Japanese", "Korean", "South Korean", "American",
    "European", "German", "French", "British", "Indian", "Asian", "Western", "Dutch", "Israeli",
    "Canadian", "YoY", "QoQ", "MoM", "MAUs", "DAUs", "GAAP", "Non", "Wall Street", "Street",
    "January", "February", "March", "April", "June", "July", "August", "September", "October",
    "November", "December", "Monday", "Non-IFRS", "Non-GAAP", "IFRS", "ADR", "ADS", "EBIT", "Pro",
    "Max", "Plus", "Ultra", "MaaS", "IaaS", "PaaS", "Top", "Tuesday", "Wednesday", "Thursday",
    "Friday", "Earnings", "Elo", "MoE", "Dense", "Credit", "FP8", "FP4", "BF16", "INT4", "INT8",
    "MXFP4", "NVFP4", "CUDA", "RAG", "MCP", "SOTA", "OCR", "TTS", "ASR", "SDK", "CLI", "IDE",
    "RLHF", "TTFT", "TPS", "LoRA", "KV", "Transformer", "Arena", "Search", "Tool", "Code",
    "Preview", "Flash", "Instant", "Thinking",
    // Terms of finance and trade that stand before a figure.
    "GMV", "GTV", "ASP", "ARPU", "ROE", "ROA", "ROI", "NIM", "NPL", "NBV", "VONB", "RRR", "LPR",
    "MLF", "SKU", "ESG", "REIT", "REITs", "FDI", "ETFs", "IPOs", "CLTC", "WLTP", "NEDC", "SUV",
    "EV", "EVs", "NEV", "NEVs", "BEV", "PHEV", "LCD", "OLED", "LED", "PCB", "SSD", "ODM", "OEM",
    "EMS", "IDM", "PCE", "B2B", "B2C", "KOL", "MCN", "CAGRs", "TEU", "TEUs"};

// The Han run to the left of `end` that can be part of a name, at most `limit` characters.
std::size_t NameBegin(std::string_view text, std::size_t end, std::size_t floor, int limit) {
  std::size_t begin = end;
  while (begin > floor && limit-- > 0) {
    const std::size_t before = PreviousCodePoint(text, begin);
    if (before < floor || !IsHanAt(text, before)) break;
    if (kNameBreaks.HasAt(text, before)) break;
    begin = before;
  }
  return begin;
}

// "Overall smartphone shipments", "Combined with": one capitalized word that opens a sentence is a
// name only where it goes on as one ("Zoetis said", "Zoetis's") or has a form no word has.
bool OpensSentenceAsWord(std::string_view text, ByteSpan word) {
  std::size_t at = word.begin;
  while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '"' || text[at - 1] == '\'')) --at;
  const bool opens = at == 0 || text[at - 1] == '.' || text[at - 1] == '\n' ||
                     text[at - 1] == '!' || text[at - 1] == '?' || text[at - 1] == ':' ||
                     text[at - 1] == ';' ||
                     (at >= 3 && (text.substr(at - 3, 3) == "“" || text.substr(at - 3, 3) == "。"));
  if (!opens) return false;
  const std::string_view letters = Slice(text, word);
  for (std::size_t i = 1; i < letters.size(); ++i) {
    if (letters[i] < 'a' || letters[i] > 'z') return false;
  }
  const std::string_view rest = text.substr(word.end);
  if (letters.ends_with("ly") && rest.starts_with(",")) return true;  // Consequently, the …
  // Before Han it is one: 「Manus完成…」.
  if (rest.size() < 2 ||
      !(rest[0] == ',' || (rest[0] == ' ' && rest[1] >= 'a' && rest[1] <= 'z'))) {
    return false;
  }
  static constexpr std::string_view kGoesOn[] = {
      "'s ",         "’s ",         " said",      " says",      " shares",    " stock",
      " Inc",        " reported ",  " raised ",   " posted ",   " shipped ",  " plans ",
      " expects ",   " announced ", " has ",      " unveiled",  " agreed ",   " cut ",
      " (",          ", which",     ", the ",     ", a ",       " sold ",     " earned ",
      " generated ", " is ",        " was ",      " were ",     " will ",     " would ",
      " had ",       " fell",       " rose",      " gained",    " lost ",     " dropped",
      " jumped",     " slid",       " plunged",   " makes ",    " employs ",  " spent ",
      " launched ",  " bought ",    " acquired ", " grew ",     " projects ", " forecasts ",
      " aims ",      " also ",      " now ",      " and ",      " eyes ",     " eyed ",
      " seeks ",     " sought ",    " closed ",   " secured ",  " landed ",   " raises ",
      " reports ",   " posts ",     " beats ",    " beat ",     " missed ",   " cuts ",
      " laid off ",  " built ",     " operates ", " runs ",     " owns ",     " holds ",
      " charges ",   " surged",     " soared",    " climbed",   " tumbled",   " sank",
      " slipped",    " slumped",    " stumbled",  " added ",    " guided ",   " warned ",
      " told ",      " hired ",     " ships ",    " supports ", " scored ",   " trained ",
      " released ",  " opened ",    " could ",    " may "};
  return std::none_of(std::begin(kGoesOn), std::end(kGoesOn), [&](std::string_view words) {
    return rest.substr(0, words.size()) == words;
  });
}

// Whether a name in Latin letters begins here, and no office or market (公司CEO, 公司A股).
bool IsLatinName(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && IsAsciiAlnum(text[end])) ++end;
  const std::string_view word = text.substr(0, end);
  return end >= 3 && word[0] >= 'A' && word[0] <= 'Z' &&
         std::find(std::begin(kNoNames), std::end(kNoNames), word) == std::end(kNoNames);
}

// in January-March: no name, though it is written as one.
bool IsSpanOfMonths(std::string_view word) {
  const std::size_t sign = word.find('-');
  if (sign == std::string_view::npos) return false;
  static constexpr std::string_view kMonths[] = {"January",   "February", "March",    "April",
                                                 "May",       "June",     "July",     "August",
                                                 "September", "October",  "November", "December"};
  return std::find(std::begin(kMonths), std::end(kMonths), word.substr(0, sign)) !=
         std::end(kMonths);
}

bool IsCommonHead(std::string_view head) {
  return std::any_of(std::begin(kCommonHeads), std::end(kCommonHeads),
                     [&](std::string_view common) { return EndsWith(head, common); });
}

// 长安9月销量, 某厂2023年度营收: a period and what only a company's accounts have.
bool GoesOnWithAccounts(std::string_view text, std::size_t at) {
  constexpr std::size_t kNounNear = 30;
  static constexpr std::string_view kAccounts[] = {"营收", "收入", "销量",   "交付", "出货", "净利",
                                                   "盈利", "获利", "毛利",   "利润", "产量", "市占",
                                                   "股价", "订单", "营业额", "销售"};
  const auto skip_space = [&] {
    while (at < text.size() && text[at] == ' ') ++at;
  };
  skip_space();
  const std::size_t digits = at;
  while (at < text.size() && IsAsciiDigit(text[at])) ++at;
  if (at == digits || at - digits > 4) return false;
  skip_space();
  if (!StartsWithAny(text.substr(at), {"年", "月", "季"})) return false;
  const std::string_view near = text.substr(at, kNounNear);
  const std::string_view clause = near.substr(0, near.find_first_of(",;:("));
  return std::any_of(std::begin(kAccounts), std::end(kAccounts), [&](std::string_view noun) {
    return clause.find(noun) != std::string_view::npos;
  });
}

}  // namespace

std::vector<ByteSpan> FindOpeningNames(std::string_view folded,
                                       const std::vector<EntityMention>& known) {
  static constexpr std::string_view kGoesOn[] = {
      "前三季",     "首三季", "前两季", "前二季",   "今年首",   "自结",     "公布",     "宣布",
      "公告",       "发盈",   "截至",   "中期业绩", "中期盈利", "全年业绩", "上季",     "第1季",
      "第2季",      "第3季",  "第4季",  "第一季",   "第二季",   "第三季",   "第四季",   "上半年",
      "股价",       "首日",   "挂牌",   "昨日收",   "盈利",     "营收",     "业绩",     "旗下",
      "完成新一轮", "完成了", "完成数", "获得",     "去年营收", "上月营收", "去年全年", "去年盈利",
      "急升",       "急跌",   "收报",   "升逾",     "跌逾",     "升近",     "跌近",     "涨逾",
      "涨超",       "跌超",   "将投资", "拟投资",   "计划投",   "规划投",   "专营",     "董事长",
      "总经理",     "执行长", "财务长", "发言人",   "创办人",   "创始人",   "联合创始", "盘中",
      "跌约",       "涨约",   "升约",   "首席执行", "首席财务"};
  static constexpr std::string_view kNoEndings[] = {
      "公司",   "集团",   "机构",   "数据",   "报告",   "当局", "政府", "官方", "部门", "人士",
      "市场",   "消息",   "业界",   "媒体",   "分析师", "双方", "平台", "法院", "警方", "记者",
      "总统",   "总理",   "部长",   "主席",   "院长",   "协会", "学会", "大学", "报道", "报导",
      "总裁",   "经理",   "总监",   "首席",   "指数",   "大市", "期货", "个股", "板块", "成份股",
      "央行",   "银行股", "整体",   "科技股", "今年",   "去年", "昨日", "今日", "当天", "并",
      "将",     "已",     "也",     "又",     "还",     "而",   "但",   "此外", "另外", "其中",
      "其后",   "成交",   "订单",   "产品",   "股",     "会",   "团",   "局",   "部",   "署",
      "院",     "者",     "们",     "方面",   "分别",   "一度", "最终", "最多", "全线", "普遍",
      "双双",   "曾",     "再",     "都",     "均",     "该",   "这",   "那",   "其",   "日前",
      "正式",   "近日",   "早前",   "陆续",   "同时",   "随后", "计划", "预计", "年度", "季度",
      "单季",   "期间",   "带动",   "推动",   "延续",   "上午", "下午", "全年", "贡献", "推升",
      "拉动",   "激励",   "展望",   "中午",   "早段",   "午后", "全日", "半日", "开市", "收市",
      "上季",   "下季",   "上月",   "本年",   "期内",   "季内", "年内", "基本", "本业", "虽然",
      "尽管",   "累计",   "预估",   "预期",   "原先",   "如果", "若",   "受惠", "以及", "合并",
      "单月",   "单日",   "目前",   "原本",   "其他",   "当中", "不过", "今早", "今晨", "今天",
      "昨天",   "昨晚",   "今晚",   "明天",   "当日",   "当晚", "隔晚", "隔夜", "本周", "上周",
      "当季",   "本季",   "次季",   "当月",   "本月",   "当年", "当期", "本期", "拖累", "影响",
      "推高",   "支撑",   "连续",   "短期",   "发布",   "推出", "单计", "不仅", "不只", "目前每",
      "收入",   "收益",   "费用",   "成本",   "价格",   "销量", "录得", "取得", "令",   "电脑",
      "显示器", "服务器", "伺服器", "笔电",   "手机",   "平板", "桌机", "电视", "芯片", "晶片",
      "货运",   "客运",   "广告",   "游戏",   "租赁",   "零售", "批发", "内销", "外销", "云端",
      "传出",   "据传",   "时任",   "前任",   "新任",   "现任", "兼任", "长期", "首次", "上市",
      "同样",   "主要",   "核心",   "相关",   "每股",   "因此", "仍",   "只",   "则",   "亦",
      "就",     "更",     "外资",   "法人",   "大盘",   "尾盘", "早盘", "盘中", "午盘", "收盘",
      "开盘",   "分析",   "估计",   "综计",   "总计",   "合计", "观察", "统计", "月均", "日均",
      "年化",   "年均",   "上修",   "下修",   "上调",   "下调", "大厂", "龙头", "中期", "同期",
      "期内",   "同时",   "其后",   "后续",   "近期",   "整体", "单季", "单周", "当前", "另外",
      "此外",   "其中",   "随后",   "现时",   "至今",   "去年", "今年", "明年", "上年"};
  static constexpr auto kGoesOnAt = Beginnings(kGoesOn);
  static constexpr auto kNoBeginning = Beginnings(kNoEndings);
  static constexpr auto kNoEnding = Endings(kNoEndings);
  std::vector<ByteSpan> out;
  std::size_t next_known = 0;
  const auto opens = [&](std::size_t at) {
    if (at == 0) return true;
    static constexpr std::string_view kMarks[] = {"。", "\n", "!", "?", ";", ",", "】", "而"};
    static constexpr auto kMarkBefore = Endings(kMarks);
    // 2018年3月小电宣布…: a date does not take a name in.
    static constexpr HanCharacters kDates("年月日季");
    const bool follows_date =
        at > 3 && kDates.HasAt(folded, at - 3) && IsAsciiDigit(folded[at - 4]);
    return follows_date || kMarkBefore.Matches(folded.substr(0, at));
  };
  for (std::size_t at = 0; at < folded.size(); at += Utf8Length(folded[at])) {
    if (!IsHanAt(folded, at) || !opens(at)) continue;
    std::size_t end = at;
    for (int characters = 0; characters <= 8 && end < folded.size(); ++characters) {
      if (kGoesOnAt.Matches(folded.substr(end)) || GoesOnWithAccounts(folded, end)) break;
      if (!IsHanAt(folded, end) || kNameBreaks.HasAt(folded, end)) {
        end = at;
        break;
      }
      end += Utf8Length(folded[end]);
      if (characters == 8) end = at;
    }
    const ByteSpan span{at + NameAfterKind(folded.substr(at, end - at)), end};
    const std::string_view words = Slice(folded, span);
    if (CountCodePoints(words) < 2 || CountCodePoints(words) > 8) continue;
    // 大酒店料, 令折旧上升: the last character begins the verb.
    static constexpr std::string_view kNoLast[] = {"料", "上", "下", "获", "录", "每"};
    const bool is_word =
        EndsWithAny(words, kNoLast) || kNoBeginning.Matches(words) || kNoEnding.Matches(words);
    while (next_known < known.size() && known[next_known].span.end <= span.begin) ++next_known;
    const bool is_known = next_known < known.size() && known[next_known].span.Overlaps(span);
    if (!is_word && !is_known) out.push_back(span);
  }
  return out;
}

std::vector<EntityMention> FindUnknownNames(std::string_view folded,
                                            const std::vector<EntityMention>& known) {
  std::vector<EntityMention> out;
  std::size_t next_known = 0;
  std::size_t floor = 0;  // a name begins at or after this byte
  const bool is_english = IsEnglishLine(folded);
  const auto add = [&](ByteSpan span) {
    out.push_back({span, "x:" + std::string(Slice(folded, span)), "name", nullptr, false});
    floor = span.end;
  };
  for (std::size_t at = 0; at < folded.size();) {
    if (next_known < known.size() && at >= known[next_known].span.begin) {
      at = floor = known[next_known++].span.end;
      continue;
    }
    const std::size_t limit =
        next_known < known.size() ? known[next_known].span.begin : folded.size();
    if (IsAsciiAlpha(folded[at]) && (at == 0 || !IsAsciiAlnum(folded[at - 1]))) {
      // A run of Latin words, the first with a capital: Scale AI, SemiAnalysis.
      std::size_t end = at;
      while (end < limit && (IsAsciiAlnum(folded[end]) ||
                             ((folded[end] == '.' || folded[end] == '-' || folded[end] == '&') &&
                              end + 1 < limit && IsAsciiAlnum(folded[end + 1])))) {
        ++end;
      }
      const bool is_capitalized = folded[at] >= 'A' && folded[at] <= 'Z';
      std::size_t tail = end;
      while ((is_capitalized || !is_english) && tail + 1 < limit && folded[tail] == ' ' &&
             ((folded[tail + 1] >= 'A' && folded[tail + 1] <= 'Z') ||
              (folded.substr(tail, 3) == " & " && tail + 3 < limit))) {
        tail += folded[tail + 1] == '&' ? 3 : 1;
        while (tail < limit && IsAsciiAlnum(folded[tail])) ++tail;
        end = tail;
      }
      const std::string_view word = folded.substr(at, end - at);
      // The Data Center Group: the article is no part of the name.
      const auto name = is_capitalized ? NameInRun(folded, {at, end}, is_english) : std::nullopt;
      const std::size_t begin = name ? name->begin : at;
      const std::size_t name_end = name ? name->end : end;
      const std::string_view bare = folded.substr(begin, name_end - begin);
      const bool is_tail = next_known > 0 && known[next_known - 1].span.end + 1 == begin &&
                           folded[begin - 1] == ' ' && known[next_known - 1].kind == "company" &&
                           IsNameTail(bare);
      const bool is_name =
          name && !is_tail && !IsSpanOfMonths(bare) &&
          !(is_english && IsSegmentName(folded.substr(name_end))) &&
          std::find(std::begin(kNoNames), std::end(kNoNames), bare) == std::end(kNoNames) &&
          std::find(std::begin(kNoNames), std::end(kNoNames), word) == std::end(kNoNames) &&
          !OpensSentenceAsWord(folded, {at, end});
      if (is_name) add({begin, name_end});
      at = std::max(end, at + 1);
      continue;
    }
    if (!IsHanAt(folded, at)) {
      at += Utf8Length(folded[at]);
      continue;
    }
    static constexpr auto kEndingAt = Beginnings(kOrganisationEndings);
    bool found = false;
    if (!kEndingAt.Matches(folded.substr(at))) {
      at += Utf8Length(folded[at]);
      continue;
    }
    for (const std::string_view ending : kOrganisationEndings) {
      if (folded.substr(at, ending.size()) != ending || at + ending.size() > limit) continue;
      const std::size_t begin = NameBegin(folded, at, floor, 6);
      const std::string_view head = folded.substr(begin, at - begin);
      const bool long_enough = CountCodePoints(head) >= 2;
      if (GoesOnAsWord(folded.substr(at + ending.size()))) break;
      // …科技公司: the name ends at the last ending.
      std::size_t end = at + ending.size();
      for (bool more = true; more;) {
        more = false;
        for (const std::string_view again : kOrganisationEndings) {
          if (end + again.size() <= limit && folded.substr(end, again.size()) == again) {
            end += again.size();
            more = true;
            break;
          }
        }
      }
      // 生物制药公司Allakos: what kind of company the name behind it has.
      const bool is_kind = ending == "公司" && end < folded.size() &&
                           ((next_known < known.size() && known[next_known].span.begin == end &&
                             known[next_known].kind == "company") ||
                            IsLatinName(folded.substr(end)));
      if (long_enough && !IsCommonHead(head) && !is_kind) {
        add({begin, end});
        at = end;
        found = true;
      }
      break;
    }
    if (!found) at += Utf8Length(folded[at]);
  }
  return out;
}

}  // namespace heshu::extract
