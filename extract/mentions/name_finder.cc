#include "extract/mentions/name_finder.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "extract/mentions/english_clause.h"
#include "extract/mentions/english_names.h"
#include "extract/mentions/listed_names.h"
#include "extract/mentions/opening_names.h"
#include "extract/mentions/plain_words.h"
#include "extract/pattern/utf8.h"
#include "extract/text/affix.h"

namespace heshu::extract {
namespace {

constexpr int kMostHeadCharacters = 6;  // of a name before its ending

constexpr std::string_view kOrganisationEndings[] = {
    "公司",   "集团", "科技", "证券", "银行", "股份", "控股", "航空",
    "半导体", "药业", "重工", "实业", "传媒", "资本", "创投",
};

// Words that may stand right before 公司 or 集团 without naming one.
constexpr std::string_view kCommonHeads[] = {
    "同期",     "期内",   "今年",     "去年",     "目前",   "当时",  "此前",   "随后",     "未来",
    "同时",     "其中",   "此外",     "另外",     "当前",   "现在",  "近日",   "日前",     "昨日",
    "今日",     "报告期", "随着",     "根据",     "成为",   "作为",  "包括",   "如果",     "虽然",
    "但是",     "因此",   "所以",     "显示",     "表明",   "导致",  "推动",   "带动",     "意味着",
    "以来",     "之后",   "之前",     "期间",     "全年",   "季度",  "预期",   "预计",     "目标",
    "有价",     "联合",   "单独",     "发行",     "普通",   "流通",  "优先",   "增持",     "减持",
    "持有",     "认购",   "回购",     "金融",     "高",     "黑",    "研究",   "咨询",     "评级",
    "数据",     "调查",   "分析",     "风投",     "支付",   "软件",  "硬件",   "制造",     "零售",
    "电商",     "生物",   "医药",     "物流",     "快递",   "石油",  "矿业",   "地产",     "教育",
    "游戏",     "社交",   "新创",     "云端",     "国有",   "民营",  "百分百", "强调",     "仍强调",
    "重申",     "坦言",   "透露",     "直言",     "全资",   "附属",  "合资",   "关联",     "竞争",
    "大型",     "旗舰",   "商业",     "投资",     "外资",   "中资",  "央企",   "咨询公司", "贸易",
    "租赁",     "信托",   "人工智慧", "该",       "本",     "这家",  "上市",   "母",       "子",
    "分",       "科技",   "互联网",   "人工智能", "芯片",   "初创",  "创业",   "大",       "小",
    "中国",     "美国",   "国内",     "海外",     "外国",   "多家",  "一家",   "两家",     "几家",
    "多项",     "一项",   "多款",     "完成",     "研发",   "影响",  "适用",   "公开",     "未上市",
    "已上市",   "全体",   "一般",     "传统",     "先进",   "成熟",  "私人",   "跨国",     "保险",
    "证券",     "基金",   "航空",     "汽车",     "半导体", "电信",  "能源",   "有限",     "上半年",
    "下半年",   "半年",   "首季",     "本季",     "上季",   "次季",  "表示",   "纳入",     "推进",
    "转换",     "反映",   "进入",     "平台",     "持",     "占",    "回购",   "购买",     "出借",
    "提供",     "任职",   "成立",     "帮助",     "影响",   "提升",  "代表",   "支持",     "担任",
    "加入",     "离开",   "出任",     "委托",     "要求",   "同意",  "确保",   "促进",     "改善",
    "拖累",     "增加",   "降低",     "带领",     "推荐",   "使得",  "意味",   "符合",     "围绕",
    "完善",     "丰富",   "提高",     "优化",     "拓展",   "加快",  "提请",   "披露",     "认为",
    "预示",     "体现",   "助力",     "调研",     "覆盖",   "因为",  "项目",   "超过",     "不得",
    "持续",     "发挥",   "召开",     "引入",     "吸引",   "国有",  "国际",   "全球",     "现金",
    "类",       "级",     "核心",     "净",       "自有",   "营运",  "运营",   "流动",     "监管",
    "经济",     "权益",   "债务",     "借贷",     "豁免",   "追求",  "规避",   "社会",     "风险",
    "注册",     "民间",   "产业",     "耐心",     "长期",   "境外",  "私募",   "人力",     "一级",
    "二级",     "股权",   "实缴",     "认缴",     "许多",   "不少",  "一些",   "各大",     "所有",
    "中小",     "地方",   "股份制",   "村镇",     "城商",   "农商",  "头部",   "传统",     "多数",
    "众多",     "主流",   "领先",     "龙头",     "知名",   "老牌",  "上述",   "这些",     "那些",
    "当地",     "本土",   "本地",     "区域",     "新兴",   "配售",  "发售",   "配发",     "限售",
    "流通股",   "质押",   "所持",     "保障",     "当下",   "欠付",  "竞拍",   "提议",     "决策",
    "巨头",     "成熟",   "尖端",     "前沿",     "硬核",   "系",    "相关",   "有关",     "标的",
    "控股",     "参股",   "目标",     "所属",     "下属",   "核心",  "当季",   "下季",     "第一季",
    "第二季",   "第三季", "第四季",   "第1季",    "第2季",  "第3季", "第4季",  "年度",     "每个",
    "临床阶段", "其他",   "同类",     "一份",     "相信",   "业务",  "事业",   "上升",     "下跌",
    "最多",     "最大",   "半新",
};

// 股份合订单位, 股份回购: the ending is part of another word.
constexpr std::string_view kNoEndingAfter[] = {
    "合订", "回购", "购回",   "转让", "支付", "奖励", "交易所", "交易", "适足", "充足",
    "支出", "开支", "性支出", "公积", "结构", "利得", "回报",   "运作", "类别", "总数",
    "数量", "酬金", "薪酬",   "激励", "业",   "园",   "大学",   "巨头", "委员",
};

bool GoesOnAsWord(std::string_view rest) {
  return StartsWithAny(rest, kNoEndingAfter) ||
         (rest.starts_with("股") && !StartsWithAny(rest, {"股份", "股市"}));
}

constexpr std::string_view kNoNames[] = {
    "-W", "-S", "-SW", "-B", "M0", "M1", "M2", "M2-M1", "M1-M2", "TEU", "FEU", "ARPPU", "AIoT",
    "IoT", "MPV", "OTA", "COVID", "COVID-19", "Bug", "Demo", "Blog", "Wiki", "PDF", "SaaS", "Excel",
    "Python", "EBITDA", "EBITA", "CAPEX", "Capex", "TOPS", "HBM", "DRAM", "NAND", "AIME", "MMLU",
    "GPQA", "MATH", "HumanEval", "AUM", "FDI", "Its", "This", "That", "They", "Their", "There",
    "These", "Those", "But", "And", "For", "From", "With", "After", "Before", "Last", "First",
    "Second", "Third", "Fourth", "When", "While", "Both", "Shares", "Revenue", "Sales", "Net",
    "Gross", "Meanwhile", "However", "According", "AI", "IT", "CEO", "CFO", "COO", "CTO", "APP",
    "App", "GPU", "CPU", "TPU", "API", "Token", "Tokens", "DAU", "MAU", "PUE", "IPO", "ETF", "GDP",
    "CPI", "PPI", "PMI", "USD", "HKD", "RMB", "Agent", "LLM", "The", "VS", "EPS", "ARR", "CAGR",
    "FOCUS", "Chinese", "Chinese AI", "Taiwanese", "Japanese", "Korean", "South Korean", "American",
    "European", "German", "French", "British", "Indian", "Asian", "Western", "Dutch", "Israeli",
    "Canadian", "YoY", "QoQ", "MoM", "MAUs", "DAUs", "GAAP", "Non", "Wall Street", "Street",
    "January", "February", "March", "April", "June", "July", "August", "September", "October",
    "November", "December", "Monday", "Non-IFRS", "Non-GAAP", "IFRS", "ADR", "ADS", "EBIT", "Pro",
    "Max", "Plus", "Ultra", "MaaS", "IaaS", "PaaS", "Top", "Tuesday", "Wednesday", "Thursday",
    "Friday", "Earnings", "Elo", "MoE", "Dense", "Credit", "FP8", "FP4", "BF16", "INT4", "INT8",
    "MXFP4", "NVFP4", "CUDA", "RAG", "MCP", "SOTA", "OCR", "TTS", "ASR", "SDK", "CLI", "IDE",
    "RLHF", "TTFT", "TPS", "LoRA", "KV", "Transformer", "Arena", "Search", "Tool", "Code",
    "Preview", "Flash", "Instant", "Thinking", "Fast", "Lite", "Turbo", "Nano",
    // Terms of finance and trade that stand before a figure.
    "GMV", "GTV", "ASP", "ARPU", "ROE", "ROA", "ROI", "NIM", "NPL", "NBV", "VONB", "RRR", "LPR",
    "MLF", "SKU", "ESG", "REIT", "REITs", "FDI", "ETFs", "IPOs", "CLTC", "WLTP", "NEDC", "SUV",
    "EV", "EVs", "NEV", "NEVs", "BEV", "PHEV", "LCD", "OLED", "LED", "PCB", "SSD", "ODM", "OEM",
    "EMS", "IDM", "PCE", "B2B", "B2C", "KOL", "MCN", "CAGRs", "TEU", "TEUs", "FEU", "DOU", "ORR",
    "DCR", "PFS", "HDR", "SDR", "PWM", "AMOLED", "LTPO", "CMOS", "CIS", "MEMS", "TOF", "NFC", "UWB",
    "IMU", "LPDDR5X", "LPDDR5", "UFS", "RAM", "ROM", "USB", "WiFi", "Wi-Fi", "GPS", "SIM", "eSIM",
    "OS", "RevPAR", "OCC", "RPK", "RPKs", "ASK", "ASKs", "SCFI", "CCFI", "NCFI", "SCFIS", "BDI",
    "CSM", "CASA", "GGR", "LNG", "CoR", "P&C", "Q&A", "Y-o-Y", "Q-o-Q", "Figure", "Exhibit",
    "Board", "Treasurys", "Treasury", "SG&A", "CMP"};

// The Han run to the left of `end` that can be part of a name, at most `limit` characters.
std::size_t NameBegin(std::string_view text, std::size_t end, std::size_t floor, int limit) {
  std::size_t begin = end;
  while (begin > floor && limit-- > 0) {
    const std::size_t before = PreviousCodePoint(text, begin);
    if (before < floor || !IsHanAt(text, before)) break;
    if (kNameBreaks.HasAt(text, before)) break;
    begin = before;
  }
  // 不包括邮政储蓄银行: what takes the name in is no part of it.
  for (const std::string_view verb : {"不包括", "包括", "不含", "包含"}) {
    if (Slice(text, {begin, end}).starts_with(verb)) begin += verb.size();
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
                     text[at - 1] == ';' || text[at - 1] == '*' ||
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
      "'s ",          "’s ",         " said",      " says",       " shares",       " stock",
      " Inc",         " reported ",  " raised ",   " posted ",    " shipped ",     " plans ",
      " expects ",    " announced ", " has ",      " unveiled",   " agreed ",      " cut ",
      " (",           ", which",     ", the ",     ", a ",        " sold ",        " earned ",
      " generated ",  " is ",        " was ",      " were ",      " will ",        " would ",
      " had ",        " fell",       " rose",      " gained",     " lost ",        " dropped",
      " jumped",      " slid",       " plunged",   " makes ",     " employs ",     " spent ",
      " launched ",   " bought ",    " acquired ", " grew ",      " projects ",    " forecasts ",
      " aims ",       " also ",      " now ",      " and ",       " eyes ",        " eyed ",
      " seeks ",      " sought ",    " closed ",   " secured ",   " landed ",      " raises ",
      " reports ",    " posts ",     " beats ",    " beat ",      " missed ",      " cuts ",
      " laid off ",   " built ",     " operates ", " runs ",      " owns ",        " holds ",
      " charges ",    " surged",     " soared",    " climbed",    " tumbled",      " sank",
      " slipped",     " slumped",    " stumbled",  " added ",     " guided ",      " warned ",
      " told ",       " hired ",     " ships ",    " supports ",  " scored ",      " trained ",
      " released ",   " opened ",    " could ",    " may ",       " carried ",     " produced ",
      " delivered ",  " handed ",    " flew ",     " exported ",  " pumped ",      " mined ",
      " received ",   " handled ",   " won ",      " booked ",    " deployed ",    " enrolled ",
      " registered ", " paid ",      " welcomed ", " grossed ",   " transported ", " put ",
      " bagged ",     " nabbed ",    " snagged ",  " pulled in",  " hauled in",    " brought ",
      " took ",       " signed ",    " filed ",    " swung ",     " sells ",       " serves ",
      " provides ",   " offers ",    " develops ", " press rele", " declares ",    " declared ",
  };
  return std::none_of(std::begin(kGoesOn), std::end(kGoesOn), [&](std::string_view words) {
    return rest.substr(0, words.size()) == words;
  });
}

// "JB Hi-Fi", "FSN E-commerce", but not "Acme Pune-based".
bool IsMarkInName(std::string_view text, std::size_t at) {
  if (at + 1 >= text.size()) return false;
  // "Dara O'Toole"
  const bool is_irish = text[at] == '\'' && at >= 1 && text[at - 1] == 'O' &&
                        (at == 1 || !IsAsciiAlnum(text[at - 2])) && IsAsciiAlpha(text[at + 1]);
  if (is_irish) return true;
  if (text[at] != '-') return false;
  const bool is_initial = at >= 2 && text[at - 2] == ' ' && IsAsciiAlpha(text[at + 1]);
  return is_initial || (text[at + 1] >= 'A' && text[at + 1] <= 'Z');
}

// "iFAST Corp", "iSoftStone said": a name whose first letter is small.
bool IsSmallInitial(std::string_view text, std::size_t at) {
  return at + 3 < text.size() && text[at] >= 'a' && text[at] <= 'z' && text[at + 1] >= 'A' &&
         text[at + 1] <= 'Z' && IsAsciiAlpha(text[at + 2]) && IsAsciiAlpha(text[at + 3]);
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
  static constexpr std::string_view kMonths[] = {
      "January", "February", "March",     "April",   "May",      "June",
      "July",    "August",   "September", "October", "November", "December",
  };
  return std::find(std::begin(kMonths), std::end(kMonths), word.substr(0, sign)) !=
         std::end(kMonths);
}

// The byte behind a quotation mark that opens at `at`, or `at`.
std::size_t AfterOpeningQuote(std::string_view text, std::size_t at) {
  for (const std::string_view open : {"「", "『", "“", "\""}) {
    if (text.substr(at).starts_with(open)) return at + open.size();
  }
  return at;
}

}  // namespace

bool IsCommonHead(std::string_view head) {
  return std::any_of(std::begin(kCommonHeads), std::end(kCommonHeads),
                     [&](std::string_view common) { return EndsWith(head, common); });
}

bool TellsOfModels(std::string_view folded) {
  static constexpr std::string_view kOfModels[] = {
      "模型", " model", "oken", "参数", "API",
  };
  return std::any_of(std::begin(kOfModels), std::end(kOfModels), [&](std::string_view word) {
    return folded.find(word) != std::string_view::npos;
  });
}

std::vector<EntityMention> FindUnknownNames(std::string_view folded,
                                            const std::vector<EntityMention>& known,
                                            bool tells_of_models) {
  std::vector<EntityMention> out;
  std::size_t next_known = 0;
  std::size_t floor = 0;  // a name begins at or after this byte
  const bool is_english = IsEnglishLine(folded);
  const auto add = [&](ByteSpan span, const char* kind = "name") {
    out.push_back({span, "x:" + std::string(Slice(folded, span)), kind, nullptr, false});
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
      const bool is_capitalized =
          (folded[at] >= 'A' && folded[at] <= 'Z') || (is_english && IsSmallInitial(folded, at));
      std::size_t tail = end;
      while ((is_capitalized || !is_english) && tail + 1 < limit && folded[tail] == ' ' &&
             ((folded[tail + 1] >= 'A' && folded[tail + 1] <= 'Z') ||
              (folded.substr(tail, 3) == " & " && tail + 3 < limit))) {
        tail += folded[tail + 1] == '&' ? 3 : 1;
        while (tail < limit && (IsAsciiAlnum(folded[tail]) || IsMarkInName(folded, tail))) ++tail;
        end = tail;
      }
      const bool is_dated = StartsWithAny(folded.substr(end), {"月", "年", "日"});  // CPI6月
      while (is_dated && IsAsciiDigit(folded[end - 1])) --end;
      const std::string_view word = folded.substr(at, end - at);
      // The Data Center Group: the article is no part of the name.
      const auto name = is_capitalized ? NameInRun(folded, {at, end}, is_english) : std::nullopt;
      const std::size_t begin = name ? name->begin : at;
      const std::size_t name_end = name ? name->end : end;
      const std::string_view bare = folded.substr(begin, name_end - begin);
      const bool is_tail =
          next_known > 0 && known[next_known - 1].span.end + 1 == begin &&
          folded[begin - 1] == ' ' &&
          (known[next_known - 1].kind == "company" || known[next_known - 1].kind == "outlet") &&
          IsNameTail(bare);
      // "Mr. D.I.Y. Group": the tail of a name that was not seen; "Japan Foods Holdings" is one.
      const bool is_bare_tail = is_english && IsNameTail(bare) &&
                                !(next_known > 0 && known[next_known - 1].span.end + 1 == begin);
      const bool is_name =
          name && !is_bare_tail && !is_tail && !IsSpanOfMonths(bare) &&
          !(is_english && IsSegmentName(folded.substr(name_end))) &&
          std::find(std::begin(kNoNames), std::end(kNoNames), bare) == std::end(kNoNames) &&
          std::find(std::begin(kNoNames), std::end(kNoNames), word) == std::end(kNoNames) &&
          !OpensSentenceAsWord(folded, {at, end});
      // 发布新模型Nova 4 Lite: without its number it would be all its versions.
      const std::size_t version = tells_of_models && name_end < limit
                                      ? VersionEnd(folded, name_end, VersionMayEnd::kBeforeHan)
                                      : name_end;
      const bool is_version = version > name_end && version <= limit;
      if (is_name) add({begin, version}, is_version ? "model" : "name");
      // "Stephens Adjusts Rockwell Price Target": another name may stand behind the verb.
      const bool goes_on =
          is_english && is_name &&
          folded.substr(name_end, end - name_end).find("Price Target") != std::string_view::npos;
      if (goes_on) end = name_end;
      at = std::max({end, at + 1, is_name && is_version ? version : end});
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
      std::size_t begin =
          AfterVerbOfObject(folded, NameBegin(folded, at, floor, kMostHeadCharacters), at);
      // 雷达企业澄光科技: what kind of company it is.
      begin += NameAfterKind(folded.substr(begin, at - begin));
      const std::string_view head = folded.substr(begin, at - begin);
      const bool long_enough = CountCodePoints(head) >= 2;
      // 引导社会各类资本: a name ends so only where nothing runs into it.
      const bool is_of_money = ending == "资本" || ending == "创投";
      if (is_of_money && CountCodePoints(head) >= kMostHeadCharacters) break;
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
      // 生物制药公司Allakos, 具身智能公司「灵犀动力」: what kind of company the name behind it has.
      const std::size_t next = AfterOpeningQuote(folded, end);
      const bool is_kind =
          ending == "公司" && next < folded.size() &&
          ((next_known < known.size() && known[next_known].span.begin == next &&
            (known[next_known].kind == "company" || known[next_known].kind == "name")) ||
           IsLatinName(folded.substr(next)));
      const bool is_trade = (ending == "公司" && IsTradeOfCompany(head)) ||
                            (ending == "股份" && EndsWith(head, "公司"));
      if (long_enough && !IsCommonHead(head) && !is_kind && !is_trade) {
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
