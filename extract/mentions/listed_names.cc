#include "extract/mentions/listed_names.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "extract/mentions/english_words.h"
#include "extract/mentions/plain_words.h"
#include "extract/pattern/utf8.h"
#include "extract/text/affix.h"

namespace heshu::extract {
namespace {

constexpr int kMostNameCharacters = 8;
constexpr int kMostListedCharacters = 6;
constexpr std::size_t kMostCodeDigits = 6;

// Characters that no name goes across.
constexpr HanCharacters kBreaks(
    "的了是在和与及或而但由被把对从按将已也又更则就还其该这那每为至到称");

// What kind of company it is, written before its name: 封測廠京元電, 晶圓代工龍頭世界先進.
constexpr std::string_view kKinds[] = {
    "龙头",   "大厂",   "厂商",   "业者",   "巨头",   "一哥",   "股王",   "股后",
    "平台",   "品牌",   "概念股", "个股",   "成份股", "集团",   "公司",   "通路商",
    "代理商", "供应商", "厂",     "开发商", "券商",   "制造商", "运营商", "服务商",
    "零售商", "内房",   "车企",   "药企",   "当中",   "其中",   "包括",   "看好",
    "买进",   "加码",   "新股",   "另外",   "至于",   "观察",   "反观",   "展望",
    "统计",   "营运商", "生产商", "承建商", "GEM股",  "设备商", "材料商", "系统商",
    "零件商", "组件商", "手游商", "游戏商", "经销商", "进口商", "电信商", "代工商",
    "集成商", "整合商", "企业",   "初创",   "新创",   "新秀",   "新贵",   "独角兽"};

// What a list is followed by where it is said what its members did.
constexpr std::string_view kListEnds[] = {
    "分别", "各",   "均",   "齐",   "都",   "双双",   "皆",     "同",   "股价", "升",
    "涨",   "价格", "均价", "产量", "销量", "零售额", "增加值", "跌",   "挫",   "扬",
    "泻",   "急",   "反弹", "走",   "高开", "低开",   "收",     "领涨", "领跌", "最多",
    "一度", "先后", "全线", "亦",   "逆市", "逆势",   "则",     "也",   "等"};

// Members of lists that are sorts and not names.
constexpr std::string_view kSorts[] = {"股",   "业",   "板块", "类",   "等",   "指数", "市场",
                                       "厂商", "厂",   "业者", "其他", "其它", "公司", "企业",
                                       "产品", "服务", "业务", "伙伴", "客户", "多家", "部分",
                                       "个",   "只",   "今年", "去年", "投资", "合作", "机构"};

// 华和控股: joints that stand inside a name too.
constexpr HanCharacters kNameJoints("和与及");

constexpr std::string_view kJoints[] = {"、", "以及", "及", "和", "与"};

// These look at every clause of every article.
constexpr auto kKindAt = Beginnings(kKinds);
constexpr auto kListEndAt = Beginnings(kListEnds);
constexpr auto kSortAt = Beginnings(kSorts);
constexpr auto kSortBefore = Endings(kSorts);
constexpr auto kJointAt = Beginnings(kJoints);
constexpr auto kJointBefore = Endings(kJoints);

// What a company's name ends in, and is none alone.
constexpr std::string_view kTails[] = {
    "集团", "公司", "控股", "股份", "国际",     "企业",     "发展", "医疗", "环球",
    "科技", "实业", "投资", "工业", "资源",     "能源",     "地产", "置业", "影业",
    "金融", "物流", "服务", "汽车", "集团控股", "国际控股", "电子", "环保", "医药"};

bool IsBareTail(std::string_view words) {
  return std::find(std::begin(kTails), std::end(kTails), words) != std::end(kTails);
}

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }

const EntityMention* Overlapping(const std::vector<EntityMention>& known, ByteSpan span) {
  const auto at = std::partition_point(
      known.begin(), known.end(),
      [&](const EntityMention& entity) { return entity.span.end <= span.begin; });
  return at != known.end() && at->span.Overlaps(span) ? &*at : nullptr;
}

// 金辉(137)公布, 光大控股(165)、恒安(44): a code as Hong Kong's papers write it, without its zeros.
// So short a number is one only where what follows is told of a company.
bool BeginsWithShortCode(std::string_view inside) {
  static constexpr std::string_view kGoesOn[] = {
      "公布", "宣布", "发盈", "股价", "去年", "今年",   "上年", "截至", "昨",   "旗下",
      "现报", "收报", "升",   "跌",   "涨",   "挫",     "急升", "急跌", "大升", "大跌",
      "则",   "亦",   "均",   "各",   "分别", "齐",     "料",   "预",   "将",   "拟",
      "表示", "指",   "及",   "和",   "、",   "上半年", "首季", "次季", "第",   "中期",
      "全年", "业绩", "主席", "斥",   "逆市", "最多",   "曾",   "再"};
  std::size_t digits = 0;
  while (digits < inside.size() && IsAsciiDigit(inside[digits])) ++digits;
  if (digits < 2 || digits > 3 || inside[0] == '0') return false;  // (1)将…,(2)拟…
  const std::string_view rest = inside.substr(digits);
  return rest.starts_with(")") && StartsWithAny(rest.substr(1), kGoesOn);
}

bool IsSort(std::string_view words) { return kSortAt.Matches(words) || kSortBefore.Matches(words); }

std::size_t JointAt(std::string_view text, std::size_t at) {
  return kJointAt.Match(text.substr(at)).size();
}

// Where the Latin word that ends at `end` begins.
std::size_t LatinWordBegin(std::string_view text, std::size_t end) {
  static constexpr std::string_view kInside = "-&.'";
  std::size_t begin = end;
  while (begin > 0 &&
         (IsAsciiAlnum(text[begin - 1]) || kInside.find(text[begin - 1]) != kInside.npos)) {
    --begin;
  }
  return begin;
}

// "Acme Foods press release (NYSE:": what stands before the bracket is no name.
bool EndsInPlainWord(std::string_view text, std::size_t end) {
  const std::size_t begin = LatinWordBegin(text, end);
  const std::string_view word = text.substr(begin, end - begin);
  return word.size() > 1 && begin > 0 && text[begin - 1] == ' ' &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

// 生物制药公司Allakos(, Vir Biotechnology(: where a Latin name begins that ends at `end`; 0 if none
// does, as in 世芯-KY. "Shares of the drugmaker Vir Biotechnology (": the capitalized words.
std::size_t LatinTail(std::string_view text, std::size_t end) {
  constexpr std::size_t kShortestName = 4;
  static constexpr std::string_view kBankOf = "Bank of ";
  std::size_t begin = end;
  for (std::size_t at = end; at > 0 && (at == end || text[at - 1] == ' ');) {
    const std::size_t word = LatinWordBegin(text, at == end ? at : at - 1);
    if (text.substr(0, at).ends_with(kBankOf)) {
      begin = at = at - kBankOf.size();
      continue;
    }
    const bool is_part = word < at && (IsUpper(text[word]) || IsAsciiDigit(text[word]) ||
                                       text.substr(word, at - word) == "& ");
    const bool ends_sentence = at < end && at - word > 4 && text[at - 2] == '.';
    if (!is_part || ends_sentence) break;
    begin = at = word;
  }
  for (std::size_t space = text.find(' ', begin); space < end; space = text.find(' ', begin)) {
    if (!IsFunctionWord(text.substr(begin, space - begin))) break;
    begin = space + 1;
  }
  return end - begin >= kShortestName && IsUpper(text[begin]) ? begin : 0;
}

// 禾泽医疗-B(09637): a name does not say what sort of share has the code.
std::size_t WithoutShareClass(std::string_view text, std::size_t end) {
  for (const std::string_view mark : {"-W", "-B", "-S", "-P", "-SW", "-BW", "-WB"}) {
    const std::string_view ahead = text.substr(0, end);
    if (ahead.ends_with(mark) && ahead.size() > mark.size() + 3 &&
        IsHanAt(text, PreviousCodePoint(text, end - mark.size()))) {
      return end - mark.size();
    }
  }
  return end;
}

// The byte after a bracket that opens at `at`, if one does.
std::size_t AfterBracket(std::string_view text, std::size_t at) {
  if (at >= text.size() || text[at] != '(') return at;
  const std::size_t close = text.find(')', at);
  return close == std::string_view::npos || close - at > 24 ? at : close + 1;
}

// The Han and Latin run from `at` to what ends a list or joins its next member; empty if something
// else ends it.
ByteSpan MemberAt(std::string_view text, std::size_t at) {
  std::size_t end = at;
  for (int characters = 0; end < text.size() && characters <= kMostListedCharacters; ++characters) {
    const bool ends =
        JointAt(text, end) > 0 || text[end] == '(' || kListEndAt.Matches(text.substr(end));
    if (ends && characters >= 2) return {at, end};
    if (ends || (!IsHanAt(text, end) && !IsAsciiAlnum(text[end])) || kBreaks.HasAt(text, end))
      break;
    end += Utf8Length(text[end]);
  }
  return {at, at};
}

// Whether nothing of its clause stands before what follows `ahead`.
bool OpensClause(std::string_view ahead) {
  static constexpr std::string_view kMarks[] = {",", "。", ";", ":", "\n", " ", "】", "!", "?"};
  static constexpr auto kMarkBefore = Endings(kMarks);
  return ahead.empty() || kMarkBefore.Matches(ahead);
}

// The member that ends at `end`, if a joint or a clause stands before it.
ByteSpan MemberBefore(std::string_view text, std::size_t end) {
  std::size_t begin = end;
  for (int characters = 0; characters <= kMostListedCharacters; ++characters) {
    const std::string_view ahead = text.substr(0, begin);
    if (OpensClause(ahead) || ahead.ends_with("、"))
      return characters >= 2 ? ByteSpan{begin, end} : ByteSpan{end, end};
    const std::size_t before = PreviousCodePoint(text, begin);
    if (!IsHanAt(text, before) && !IsAsciiAlnum(text[before])) break;
    if (kBreaks.HasAt(text, before)) break;
    begin = before;
  }
  return {end, end};
}

// The members of a list that begins at `at` and ends in what its members did; empty if one of them
// can be a measure or a sort.
std::vector<ByteSpan> NamesAt(std::string_view text, std::size_t at) {
  static constexpr std::string_view kMeasures[] = {
      "率", "额", "量", "数", "入", "润", "本", "用", "支", "值", "价", "务", "品", "市", "国",
      "区", "省", "期", "年", "月", "日", "季", "利", "息", "税", "电", "车", "机", "油", "气"};
  static constexpr auto kMeasureBefore = Endings(kMeasures);
  std::vector<ByteSpan> members;
  for (;;) {
    const ByteSpan member = MemberAt(text, at);
    const std::string_view words = Slice(text, member);
    if (member.empty() || IsSort(words) || kMeasureBefore.Matches(words)) {
      return {};
    }
    members.push_back(member);
    const std::size_t end = AfterBracket(text, member.end);
    const std::size_t joint = JointAt(text, end);
    if (joint == 0) {
      // 牛肉、羊肉和水产品价格分别…: what is told of them stands between.
      std::size_t verb = end;
      for (const std::string_view noun : {"价格", "均价", "产量", "销量", "零售额", "增加值"}) {
        if (text.substr(verb).starts_with(noun)) verb += noun.size();
      }
      for (const std::string_view noun : {"涨幅", "降幅", "跌幅", "增速", "同比", "环比"}) {
        if (verb > end && text.substr(verb).starts_with(noun)) verb += noun.size();
      }
      const bool ends = StartsWithAny(text.substr(verb), {"分别", "各", "均", "齐", "双双", "升",
                                                          "跌", "涨", "挫", "扬", "泻"});
      return members.size() > 1 && ends ? members : std::vector<ByteSpan>();
    }
    at = end + joint;
  }
}

}  // namespace

std::size_t NameAfterKind(std::string_view words) {
  // 华盛企业集团: what a name goes on with is none.
  static constexpr std::string_view kRests[] = {"集团", "控股", "股份", "公司", "有限",
                                                "国际", "管理", "服务", "发展", "开发",
                                                "型",   "化",   "类",   "级",   "性"};
  // 国有企业红利指数: of companies of a sort.
  static constexpr std::string_view kSortsOfOwner[] = {"国有", "民营", "中小", "中央", "地方"};
  std::size_t begin = 0;
  for (std::size_t at = 0; at < words.size(); at += Utf8Length(words[at])) {
    const std::string_view rest = words.substr(at);
    if (!kKindAt.Matches(rest)) continue;
    for (const std::string_view kind : kKinds) {
      if (!BeginsWith(rest, kind) || EndsWithAny(words.substr(0, at), kSortsOfOwner)) continue;
      const std::string_view name = rest.substr(kind.size());
      if (CountCodePoints(name) >= 2 && !StartsWithAny(name, kRests) && !IsBareTail(name)) {
        begin = std::max(begin, at + kind.size());  // 厂商, not 厂
      }
    }
  }
  return begin;
}

bool BeginsWithStockCode(std::string_view inside) {
  static constexpr std::string_view kMarkets[] = {"HK", "TW", "TWO", "SH", "SZ", "SS", "US",
                                                  "KS", "O",  "OQ",  "N",  "T",  "L",  "SI"};
  static constexpr std::string_view kExchanges[] = {
      "HK:",     "HKEX:",     "SH:",       "SZ:",       "NASDAQ:", "NYSE:",  "港股:",  "美股:",
      "A股:",    "股票代码:", "股份代号:", "证券代码:", "行情00",  "行情30", "行情60", "行情68",
      "行情83",  "行情8",     "SH60",      "SH68",      "SZ00",    "SZ30",   "OTCPK:", "OTC:",
      "OTCQB:",  "OTCQX:",    "TSX:",      "TSXV:",     "ASX:",    "AU:",    "JP:",    "SG:",
      "NYSEAM:", "NYSE ",     "NASDAQ ",   "Nasdaq:",   "LSE:",    "LON:",   "GB:",    "CA:"};
  for (const std::string_view exchange : kExchanges) {
    if (inside.substr(0, exchange.size()) == exchange) return true;
  }
  std::size_t end = 0;
  while (end < inside.size() && end <= kMostCodeDigits && IsAsciiDigit(inside[end])) ++end;
  const std::size_t digits = end;
  if (digits == 0) {
    while (end < inside.size() && end < kMostCodeDigits && IsUpper(inside[end])) ++end;
    if (end < 2) return false;
  } else if (digits < 4 || digits > kMostCodeDigits) {
    return false;
  }
  const std::string_view rest = inside.substr(end);
  if (!rest.empty() && (rest[0] == '.' || rest[0] == '-')) {
    return StartsWithAny(rest.substr(1), kMarkets);
  }
  if (digits == 0 || rest.empty()) return false;
  const bool may_be_year =
      digits == 4 && (inside.substr(0, 2) == "19" || inside.substr(0, 2) == "20");
  return !may_be_year && (rest[0] == ')' || rest[0] == ']' || rest[0] == ',' || rest[0] == '/');
}

// 哈门那(HUM)跌3%, 美国钢铁(X)盘前涨超1%: letters alone, and then what only a share does.
bool BeginsWithMovingTicker(std::string_view inside) {
  constexpr std::size_t kMostLetters = 5;
  std::size_t end = 0;
  while (end < inside.size() && IsUpper(inside[end])) ++end;
  if (end == 0 || end > kMostLetters || !inside.substr(end).starts_with(')')) return false;
  return StartsWithAny(inside.substr(end + 1),
                       {"跌", "涨", "升", "挫", "盘前", "盘后", "夜盘", "高开", "低开", "收涨",
                        "收跌", "收升", "大涨", "大跌", "暴涨", "暴跌", "飙", "急升", "急跌"});
}

// 消费者物价指数(CPI)涨0.5%: what is no share moves too.
bool NamesMeasure(std::string_view name) {
  return EndsWithAny(name, {"指数", "率", "值", "价", "价格", "量", "额"});
}

std::string_view MarketOfCode(std::string_view inside) {
  std::size_t digits = 0;
  while (digits < inside.size() && IsAsciiDigit(inside[digits])) ++digits;
  const std::string_view rest = inside.substr(digits);
  if (StartsWithAny(rest, {".HK", "-HK"}) || StartsWithAny(inside, {"HK:", "HKEX:", "港股:"})) {
    return "hk";
  }
  if (StartsWithAny(rest, {".TW", "-TW"})) return "tw";
  return digits == 5 || (digits == 4 && inside[0] == '0') ? "hk" : "";
}

ByteSpan SubjectOfReport(std::string_view folded) {
  std::size_t end = 0;
  for (int characters = 0; characters < kMostNameCharacters && IsHanAt(folded, end); ++characters) {
    end += Utf8Length(folded[end]);
  }
  const std::string_view rest = folded.substr(end);
  if (end == 0 || !rest.starts_with('-')) return {};
  std::size_t digits = 1;
  while (digits < rest.size() && IsAsciiDigit(rest[digits])) ++digits;
  const bool is_code = digits == kMostCodeDigits + 1 && rest.substr(digits).starts_with('-');
  return is_code ? ByteSpan{0, end} : ByteSpan{};
}

std::vector<ByteSpan> FindCodedNames(std::string_view folded,
                                     const std::vector<EntityMention>& known) {
  std::vector<ByteSpan> out;
  for (std::size_t at = 0; at < folded.size(); ++at) {
    if (folded[at] != '(' && folded[at] != '[') continue;
    const std::string_view inside = folded.substr(at + 1);
    const bool is_code = BeginsWithStockCode(inside) || BeginsWithShortCode(inside);
    if (!is_code && !BeginsWithMovingTicker(inside)) continue;
    std::size_t end = at;
    while (end > 0 && (folded[end - 1] == ' ' || folded[end - 1] == '*')) --end;  // **(0700)**
    if (!is_code && NamesMeasure(folded.substr(0, end))) continue;
    end = WithoutShareClass(folded, end);
    if (EndsInPlainWord(folded, end)) continue;
    std::size_t begin = end;
    std::optional<ByteSpan> goods;
    bool holds_known = false;
    for (int characters = 0; begin > 0 && characters < kMostNameCharacters; ++characters) {
      const std::size_t before = PreviousCodePoint(folded, begin);
      if (!IsHanAt(folded, before) && !IsAsciiAlnum(folded[before]) && folded[before] != '-') break;
      // 和桐(1714): a name may begin with such a character where nothing stands before it.
      const bool opens_name = CountCodePoints(Slice(folded, {begin, end})) == 1 &&
                              OpensClause(folded.substr(0, before));
      if (opens_name && Overlapping(known, {before, begin}) == nullptr) {
        begin = before;
        break;
      }
      // 灵宝黄金(3330): what it deals in ends its name.
      const EntityMention* in_name = Overlapping(known, {before, begin});
      const bool is_goods = in_name != nullptr && begin == end && in_name->span.end == end &&
                            (in_name->kind == "class" || in_name->kind == "generic");
      if (is_goods) {
        begin = in_name->span.begin;
        goods = in_name->span;
        continue;
      }
      // 中国油气控股(702), 华和控股(9938): what sort of company it is, alone, is the end of a name.
      if (IsBareTail(Slice(folded, {begin, end}))) {
        const bool is_part =
            in_name != nullptr && in_name->span.end == begin &&
            (in_name->kind == "class" || in_name->kind == "generic" || in_name->kind == "region");
        if (is_part) {
          begin = in_name->span.begin;
          holds_known = true;
          continue;
        }
        if (in_name == nullptr && kNameJoints.HasAt(folded, before)) {
          begin = before;
          continue;
        }
      }
      if (kBreaks.HasAt(folded, before) || in_name != nullptr) break;
      begin = before;
    }
    if (goods && begin == goods->begin) continue;
    if (const std::size_t latin = LatinTail(folded, end)) begin = latin;
    begin += NameAfterKind(Slice(folded, {begin, end}));
    begin = AfterVerbOfObject(folded, begin, end);
    // "Kulicke Incorporated (NASDAQ:": no name begins inside a word.
    if (begin > 0 && begin < end && IsAsciiAlnum(folded[begin]) && IsAsciiAlnum(folded[begin - 1]))
      continue;
    const ByteSpan span{begin, end};
    // 大快活集团(0052.HK): the code of the company that the table knows by less of its name.
    const bool is_tail = begin > 0 && Overlapping(known, {begin - 1, begin}) != nullptr &&
                         IsBareTail(Slice(folded, span));
    if (is_tail) continue;
    // 阿里巴巴-W(09988): what sort of share it is.
    if (folded[begin] == '-') continue;
    const ByteSpan own{begin, goods ? goods->begin : end};
    if (CountCodePoints(Slice(folded, span)) < 2 || IsAsciiDigit(folded[begin]) ||
        (!holds_known && Overlapping(known, own) != nullptr)) {
      continue;
    }
    out.push_back(span);
  }
  return out;
}

std::vector<ByteSpan> FindQuotedNames(std::string_view folded,
                                      const std::vector<EntityMention>& known) {
  struct Quotes {
    std::string_view open, close;
  };
  static constexpr Quotes kQuotes[] = {{"「", "」"}, {"『", "』"}, {"“", "”"}};
  static constexpr std::string_view kOwners[] = {"公司", "独角兽", "初创", "新创", "厂商",
                                                 "车企", "开发商", "药企", "券商", "集团"};
  static constexpr std::string_view kGoesOn[] = {"宣布", "完成", "获",   "表示", "公布", "发布",
                                                 "推出", "股价", "今年", "去年", "正式", "近日",
                                                 "日前", "旗下", "成立", "创办", "创始", "将",
                                                 "拟",   "计划", "(",    ",",    "今日"};
  constexpr std::size_t kMostBytes = 24;
  std::vector<ByteSpan> out;
  for (const Quotes& quotes : kQuotes) {
    for (std::size_t at = folded.find(quotes.open); at != std::string_view::npos;
         at = folded.find(quotes.open, at + 1)) {
      const std::size_t begin = at + quotes.open.size();
      const std::size_t end = folded.substr(0, begin + kMostBytes + 3).find(quotes.close, begin);
      if (end == std::string_view::npos) continue;
      const ByteSpan name{begin, end};
      const std::string_view words = Slice(folded, name);
      bool is_plain = CountCodePoints(words) >= 2;
      for (std::size_t i = 0; i < words.size(); i += Utf8Length(words[i])) {
        is_plain = is_plain && (IsHanAt(words, i) || IsAsciiAlnum(words[i]));
      }
      const std::string_view rest = folded.substr(end + quotes.close.size());
      // “灵犀动力”完成数亿元A轮融资: what is told of a start-up that opens the text.
      constexpr std::size_t kNearBytes = 75;
      const std::string_view near = rest.substr(0, kNearBytes);
      const bool has_raised = OpensClause(folded.substr(0, at)) &&
                              StartsWithAny(rest, {"完成", "获", "宣布完成"}) &&
                              (near.find("融资") != std::string_view::npos ||
                               near.find("轮") != std::string_view::npos);
      const bool is_owned =
          EndsWithAny(folded.substr(0, at), kOwners) && StartsWithAny(rest, kGoesOn);
      if (is_plain && (is_owned || has_raised) && !IsSort(words) &&
          Overlapping(known, name) == nullptr) {
        out.push_back(name);
      }
    }
  }
  return out;
}

std::vector<ByteSpan> FindAbbreviatedNames(std::string_view folded,
                                           const std::vector<EntityMention>& known) {
  constexpr int kMostCharacters = 8;
  static constexpr std::string_view kCalls[] = {"(以下简称", "(下称", "(简称", "(以下称"};
  static constexpr std::string_view kOwners[] = {"公司", "集团", "银行",   "企业", "合伙)",
                                                 "厂",   "中心", "研究院", "Ltd",  "Inc"};
  static constexpr std::string_view kNoNames[] = {"公司",     "本公司", "标的公司", "上市公司",
                                                  "合资公司", "集团",   "目标公司", "本集团",
                                                  "合营公司", "该公司", "交易对方", "认购方"};
  std::vector<ByteSpan> out;
  for (std::size_t at = folded.find('('); at != std::string_view::npos;
       at = folded.find('(', at + 1)) {
    if (!EndsWithAny(folded.substr(0, at), kOwners)) continue;
    std::size_t begin = at;
    for (const std::string_view call : kCalls) {
      if (begin == at && folded.substr(at).starts_with(call)) begin += call.size();
    }
    if (begin == at) continue;
    for (const std::string_view mark : {":", "为", "“", "”", "\"", "「", "‘"}) {
      if (folded.substr(begin).starts_with(mark)) begin += mark.size();
    }
    std::size_t end = begin;
    for (int i = 0; i <= kMostCharacters && end < folded.size(); ++i) {
      if (!IsHanAt(folded, end) && !IsAsciiAlnum(folded[end])) break;
      end += Utf8Length(folded[end]);
    }
    const ByteSpan name{begin, end};
    const std::string_view words = Slice(folded, name);
    const bool closes = StartsWithAny(folded.substr(end), {"”", "\"", ")", "」", "’", "“", "或"});
    const bool is_name =
        CountCodePoints(words) >= 2 && closes &&
        std::find(std::begin(kNoNames), std::end(kNoNames), words) == std::end(kNoNames);
    const EntityMention* taken = Overlapping(known, name);
    const bool is_free = taken == nullptr || (taken->kind == "region" &&
                                              taken->span.begin == begin && taken->span.end < end);
    if (is_name && is_free) out.push_back(name);
  }
  return out;
}

std::vector<ByteSpan> FindGlossedNames(std::string_view folded,
                                       const std::vector<EntityMention>& known) {
  static constexpr std::string_view kVerbs[] = {"宣布", "完成", "表示", "公布", "发布", "推出",
                                                "获得", "股价", "今年", "去年", "正式", "近日",
                                                "日前", "旗下", "成立", "创办", "创始"};
  std::vector<ByteSpan> out;
  for (std::size_t at = folded.find('('); at != std::string_view::npos;
       at = folded.find('(', at + 1)) {
    const std::size_t after = AfterBracket(folded, at);
    if (after == at || !StartsWithAny(folded.substr(after), kVerbs)) continue;
    const std::string_view gloss = folded.substr(at + 1, after - at - 2);
    const bool is_latin = !gloss.empty() && IsUpper(gloss[0]) &&
                          std::all_of(gloss.begin(), gloss.end(),
                                      [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    // (AI), (HBM): what a term is short for.
    const bool is_term =
        std::none_of(gloss.begin(), gloss.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (!is_latin || is_term) continue;
    ByteSpan name = MemberBefore(folded, at);
    name.begin += NameAfterKind(Slice(folded, name));
    if (name.empty() || IsSort(Slice(folded, name)) || Overlapping(known, name) != nullptr)
      continue;
    out.push_back(name);
  }
  static constexpr std::string_view kForeign = "-KY";
  constexpr int kMostMarkedCharacters = 4;
  for (std::size_t at = folded.find(kForeign); at != std::string_view::npos;
       at = folded.find(kForeign, at + 1)) {
    std::size_t begin = at;
    for (int characters = 0; begin > 0 && characters < kMostNameCharacters; ++characters) {
      const std::size_t before = PreviousCodePoint(folded, begin);
      if (!IsHanAt(folded, before) || kBreaks.HasAt(folded, before)) break;
      begin = before;
    }
    begin += NameAfterKind(Slice(folded, {begin, at}));
    const ByteSpan name{begin, at + kForeign.size()};
    const auto characters = CountCodePoints(Slice(folded, {begin, at}));
    const bool is_name = characters >= 2 && characters <= kMostMarkedCharacters;
    if (is_name && Overlapping(known, name) == nullptr) out.push_back(name);
  }
  return out;
}

std::vector<ByteSpan> FindNamesInLists(std::string_view folded,
                                       const std::vector<EntityMention>& known) {
  std::vector<ByteSpan> out;
  const auto add = [&](ByteSpan span) {
    if (span.empty() || IsSort(Slice(folded, span)) || Overlapping(known, span) != nullptr) {
      return false;
    }
    if (std::find(out.begin(), out.end(), span) == out.end()) out.push_back(span);
    return true;
  };
  for (const EntityMention& entity : known) {
    if (entity.kind != "company") continue;
    for (std::size_t at = AfterBracket(folded, entity.span.end);;) {
      const std::size_t joint = JointAt(folded, at);
      if (joint == 0) break;
      const ByteSpan member = MemberAt(folded, at + joint);
      if (!add(member)) break;
      at = AfterBracket(folded, member.end);
    }
    for (std::size_t at = entity.span.begin;;) {
      const std::size_t joint = kJointBefore.Match(folded.substr(0, at)).size();
      if (joint == 0) break;
      const ByteSpan member = MemberBefore(folded, at - joint);
      if (!add(member)) break;
      at = member.begin;
    }
  }
  // 中生制药、威高骨科及丽珠医药分别升…: a list of names alone, at the head of its clause.
  for (std::size_t at = 0; at < folded.size(); at += Utf8Length(folded[at])) {
    if (!IsHanAt(folded, at) || !OpensClause(folded.substr(0, at))) continue;
    const std::vector<ByteSpan> members = NamesAt(folded, at);
    const bool are_free = std::none_of(members.begin(), members.end(), [&](ByteSpan member) {
      return Overlapping(known, member) != nullptr;
    });
    if (are_free) {
      for (const ByteSpan member : members) add(member);
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace heshu::extract
