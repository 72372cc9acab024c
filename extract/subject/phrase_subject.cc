#include "extract/subject/phrase_subject.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <string>
#include <string_view>

#include "extract/mentions/english_clause.h"
#include "extract/mentions/name_position.h"
#include "extract/mentions/plain_words.h"
#include "extract/pattern/utf8.h"
#include "extract/subject/growth_label.h"
#include "extract/text/affix.h"

namespace heshu::extract {
namespace {

constexpr double kPhrase = 40;
constexpr int kPlaceReach = 8;       // sentences
constexpr double kClassPhrase = 72;  // 全球笔电, 前十大业者
constexpr double kBesideNoun = 62;   // 剪映月活: right before what only somebody's product has
constexpr double kGoodsOfPlace = 92;
constexpr double kPerTopicClause = 6;
constexpr double kMover = kSameClauseScore + 1;  // 掌门教育跌8%: all that its clause says before
constexpr double kPlaceTrade = 90;   // 中国电商盈利: a trade of the place, not the place
constexpr int kMostCharacters = 14;  // a phrase of as many is no name

// Makers and trades, told of as a class.
constexpr std::string_view kClasses[] = {"业者", "厂商",   "品牌", "产业", "企业", "市场", "大厂",
                                         "车企", "供应商", "巨头", "同业", "领域", "赛道", "行业"};

// Characters that no name has, but for a few words (IsPartOfWord).
constexpr HanCharacters kStops(
    "已将也又更则就在于从被把使让达为是有其该这那它和与及但而并或因由了着"
    "过至到对向按据以随当如若虽却不还仅约近超逾每各全均曾可会能要");

// How an account was summed, how much of it there was and when: between a name and its noun.
constexpr std::string_view kSums[] = {
    "合计", "整体", "总体", "累计", "单季", "全年", "平均", "总",   "的",       "等",   "实现",
    "录得", "取得", "营业", "营运", "主营", "税后", "净",   "销售", "规模以上", "本次", "此次",
    "一度", "已",   "再",   "普遍", "同步", "均",   "共",   "股价", "盘中",     "盘前"};
constexpr auto kAnySum = Endings(kSums);

// How a share moves, and what says how hard right before it.
constexpr std::string_view kHow[] = {"上", "下", "急", "大", "劲", "狂", "重", "暴"};
constexpr std::string_view kMoves[] = {"涨", "升", "扬", "跌", "挫", "滑"};

// What moves a class without being part of it.
constexpr std::string_view kClassMovers[] = {"推动", "带动", "拉动", "推升", "助推"};

// What opens a clause before a name: how it goes on, when, and who foresees it.
constexpr std::string_view kOpeners[] = {
    "但",   "而",   "甚至", "其中", "此外", "同时", "目前", "今年", "以及", "另外", "不过",
    "因此", "如今", "近期", "预计", "预期", "预估", "预料", "预测", "料",   "认为", "指出",
    "表示", "显示", "最新", "现",   "估计", "届时", "全年", "单月", "单季", "我国"};

// Trades that two characters name, where shares are told of.
constexpr std::string_view kTrades[] = {"金融", "电子", "航运", "钢铁", "塑胶", "水泥",
                                        "观光", "生技", "传产", "营建", "纺织", "食品",
                                        "航空", "汽车", "光电", "网通", "地产"};

// Who buys and sells.
constexpr std::string_view kInvestors[] = {"外资", "法人", "投信", "自营商", "陆资", "散户"};

// How words begin that say when, how much, of which part or in which currency.
constexpr std::string_view kNoSubjects[] = {
    "当季",   "当月",     "本季",     "来自",     "经调整",   "调整后",   "期内",   "期间",
    "单季",   "全年",     "年度",     "整体",     "合计",     "总计",     "其余",   "全部",
    "累计",   "平均",     "市场预期", "受惠于",   "截至",     "按年",     "扣除",   "非经常",
    "归属于", "持续",     "预计",     "预期",     "市场预",   "总体",     "上年",   "本集团",
    "本公司", "该股",     "法人",     "外资",     "报告期",   "本季度",   "基本",   "核心",
    "税后",   "税前",     "摊薄",     "稀释",     "归母",     "股东应占", "上季度", "第一",
    "第二",   "第三",     "第四",     "带动",     "推动",     "延续",     "上午",   "下午",
    "贡献",   "推升",     "拉动",     "激励",     "收市",     "开市",     "中午",   "午后",
    "早段",   "全日",     "半日",     "公司",     "网页",     "移动端",   "海外",   "国内",
    "客户",   "市场",     "用户",     "付费",     "主要",     "新增",     "项目",   "正式",
    "城镇",   "居民",     "一般公共", "某个",     "综计",     "投资物业", "占整体", "占比",
    "一举",   "美元",     "零售业",   "住宅楼宇", "楼宇",     "分别",     "维持",   "新台币",
    "人民币", "港元",     "研发",     "涉及",     "年化",     "区域市场", "除此",   "裁员",
    "新一轮", "集团",     "农村",     "乡村",     "权益持有", "剔除",     "撇除",   "创设",
    "规划",   "香港公开", "国际发售", "国际配售", "占",       "约占",     "超过",   "不超",
    "即不",   "仅占",     "且占",     "日内",     "周内",     "年内",     "盘中",   "盘前",
    "盘后",   "早盘",     "尾盘",     "追踪",     "周一",     "周二",     "周三",   "周四",
    "周五",   "当时",     "同步",     "此前",     "节后",     "本周",     "上周",   "次日",
    "季度末", "期末",     "年末",     "月末",     "季末",     "报告期末", "一期",   "二期",
    "三期",   "首期",     "新厂",     "新工厂",   "厂房",     "基地",     "工厂"};
constexpr auto kAnyNoSubject = Beginnings(kNoSubjects);

// Sorts of power.
constexpr std::string_view kPower[] = {"发电", "风电", "光伏",   "太阳能", "水电", "火电", "核电",
                                       "储能", "风光", "全社会", "新型",   "新增", "第",   "城乡"};

// Parts of a company.
constexpr std::string_view kSegments[] = {"业务", "部门",   "分部",  "板块",
                                          "事业", "事业群", "事业部"};

// Words that say when, who or how, wherever they stand in a phrase.
constexpr std::string_view kNoParts[] = {
    "预估", "预计", "预料", "预期", "原先", "去年", "今年", "明年", "虽然", "尽管", "累计",
    "报告", "数据", "表示", "指出", "公布", "宣布", "受惠", "发布", "带动", "推动", "创下",
    "目前", "连续", "另外", "同期", "相当", "多于", "少于", "高于", "低于", "优于", "逊于",
    "一轮", "裁员", "新增", "谴责", "因应", "一个", "一家", "几个", "持有", "减持", "增持",
    "方式", "股东", "拟",   "行货", "港行", "水货", "国行", "版本", "首批"};

// The same where shares move: what is a mover has none of them.
constexpr std::string_view kNoNames[] = {
    "后", "盘", "度", "多", "价", "幅", "均", "都", "齐", "再", "曾", "续", "市", "早", "段", "日",
    "周", "期", "月", "创", "余", "中", "外", "司", "最", "终", "急", "团", "大", "线", "并", "股",
    "该", "同", "双", "累", "计", "即", "先", "数", "个", "着", "时", "一", "跟", "略", "微"};

// How clauses begin that head no others: they turn, compare, say where or of what part.
constexpr std::string_view kNoTopics[] = {
    "其中", "来自", "包括", "除此",     "这",   "该",   "此",   "而",   "但",   "对",   "与",
    "在",   "受",   "随",   "由",       "因",   "为",   "以",   "不少", "许多", "多家", "部分",
    "不过", "目前", "外部", "合作",     "据",   "根据", "截至", "当中", "从",   "向",   "若",
    "如",   "就",   "再看", "超级市场", "本土", "国际", "海外", "国内", "境内", "境外"};

// Homes and what consumers buy are priced in a place, and shares are somebody's.
constexpr std::string_view kNoGoods[] = {
    "home",     "homes",  "house",    "housing", "property", "land",      "consumer",  "producer",
    "share",    "stock",  "factory",  "import",  "export",   "wholesale", "retail",    "market",
    "average",  "list",   "selling",  "higher",  "lower",    "asset",     "apartment", "input",
    "starting", "target", "contract", "spot",    "equity",   "bond",      "fuel",      "food"};

// The words of all shares that are traded.
constexpr std::string_view kAllShares[] = {"市场成交", "全市场", "沪深两市", "两市", "沪深京"};

// Users, downloads, money that flows: what stands right before such a noun is whose they are, as
// short as it may be (剪映月活, 投信卖超).
bool IsToldOfNames(const MetricReading& metric) {
  if (metric.definition.id == "net_inflow") return true;
  const auto& kinds = metric.subjects;
  return metric.definition.dimensions.front() == "count" &&
         std::find(kinds.begin(), kinds.end(), "product") != kinds.end();
}

// Power, energy and hours of running, or how far they grew.
bool IsOfPower(const MetricReading& metric) {
  const std::string& size = metric.definition.dimensions.front();
  return size == "power" || size == "energy" || size == "duration" ||
         metric.definition.id == "consumption_growth";
}

// 中国的Token消耗量: a place that has a group of the metric's kind stands for that group.
bool StandsForGroup(const SubjectQuery& query, const SentenceLine& line, std::size_t at) {
  return std::any_of(line.tokens.begin(), line.tokens.end(), [&](const LineToken& token) {
    return token.at == at && token.mention.kind == MentionKind::kEntity &&
           query.has_region_group(query.mentions->entities[token.mention.index].id);
  });
}

// 智能手机占21.5%: parts of the revenue of the company that the text is about.
// 晶科公布业绩…。组件出货67GW: so are the goods that it has shipped.
bool IsPartOfReport(const SubjectQuery& query) {
  const std::string& metric = query.metric->definition.id;
  if (metric == "revenue_share") return IsReportOnCompany(query);
  if (metric != "shipments" || !query.main_company) return false;
  const PastSubject& company = (*query.past)[*query.main_company];
  return company.was_claimed && KindFits(*query.metric, company.kind);
}

// 全市核心产业增加值x: of the place that the text tells of.
std::optional<SubjectChoice> PlaceOfText(const SubjectQuery& query, const SentenceLine& line,
                                         std::size_t before) {
  for (std::size_t i = line.tokens.size(); i-- > 0;) {
    const LineToken& token = line.tokens[i];
    if (token.at >= before || token.mention.kind != MentionKind::kEntity) continue;
    const EntityMention& entity = query.mentions->entities[token.mention.index];
    if (entity.kind == "region") return SubjectChoice::Stated(entity, query.folded, kClassPhrase);
  }
  for (const std::size_t i : query.past->InReach(query.sentence - kPlaceReach)) {
    const PastSubject& past = (*query.past)[i];
    if (past.kind == "region") return SubjectChoice::Inherited(past, i, kClassPhrase);
  }
  return {};
}

bool HasAny(std::string_view words, std::span<const std::string_view> parts) {
  return std::any_of(parts.begin(), parts.end(), [&](std::string_view part) {
    return words.find(part) != std::string_view::npos;
  });
}

// The words before a figure's noun, in bytes of the line.
struct Phrase {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t move = 0;  // where the noun or verb begins, with how hard it moved
  int characters = 0;
  bool is_class = false;
  bool is_place_trade = false;  // with the place, which stands right before it
  bool is_list_member = false;  // of a list of what moved

  bool IsBesideMove() const { return end == move; }
  std::string_view WordsOf(std::string_view text) const { return text.substr(begin, end - begin); }
};

// 前十大业者合计营收: how it was summed is no part of the name.
std::size_t BeforeSums(std::string_view text, std::size_t end) {
  if (EndsWith(text.substr(0, end), "的")) end -= 3;
  while (kAnySum.Matches(text.substr(0, end))) {
    for (const std::string_view sum : kSums) {
      if (EndsWith(text.substr(0, end), sum)) end -= sum.size();
    }
  }
  return end;
}

// A phrase of no words that ends where those before the noun do.
Phrase EndBeforeNoun(const SubjectQuery& query, const SentenceLine& line) {
  constexpr std::size_t kNameAndHow = 12;  // bytes: of a name of three characters and one more
  const std::string_view text = line.text;
  const std::size_t noun = query.match->cue->begin;
  std::size_t end = BeforeSums(text, noun);
  // 金融上涨2%: the cue may be the move's second half only.
  // 思捷环球急挫21%: so it may be with how hard it moved.
  const bool is_moved_hard =
      query.metric->is_market && end == noun && end >= line.ClauseBegin(end) + kNameAndHow &&
      EndsWithAny(text.substr(0, end), kHow) && StartsWithAny(text.substr(end), kMoves);
  if (is_moved_hard) end -= 3;
  return {.begin = end, .end = end, .move = is_moved_hard ? end : noun};
}

// 规模以上, 智能手机, 储能: whether the stop is part of a word with what stands ahead of it.
bool IsPartOfWord(std::string_view stop, std::string_view ahead) {
  if (stop == "能") return EndsWithAny(ahead, {"智", "新", "性", "功", "产", "储", "节", "动"});
  return EndsWith(ahead, "规模");
}

// The phrase from where its characters are those of a name.
Phrase ReadBack(std::string_view text, Phrase phrase) {
  while (phrase.begin > 0 && phrase.characters < kMostCharacters) {
    const std::size_t before = PreviousCodePoint(text, phrase.begin);
    if (!IsHanAt(text, before) && !IsAsciiAlnum(text[before])) break;
    if (phrase.characters > 0 && kStops.HasAt(text, before) &&
        !IsPartOfWord(text.substr(before, phrase.begin - before), text.substr(0, before))) {
      break;
    }
    phrase.begin = before;
    ++phrase.characters;
  }
  return phrase;
}

// 全球笔电, 前十大代工业者, 封测业: a class of makers or goods is as good a subject as a name.
bool IsClass(std::string_view words, int characters) {
  if (characters >= 4 && EndsWithAny(words, kClasses) &&
      words.find("的") == std::string_view::npos) {
    return true;
  }
  return characters >= 3 && EndsWith(words, "业") && !EndsWithAny(words, {"企业", "营业", "作业"});
}

// How large a market is, how fast it grows: of the market that is named right before, whole.
bool IsOfMarkets(const MetricReading& metric) {
  return metric.definition.id == "market_size" || metric.definition.id == "market_growth";
}

// 中国电商盈利: whether the words are a trade of the place that stands right before them;
// AI医疗市场规模: or what narrows a class.
bool IsTradeOfPlace(const SubjectQuery& query, const SentenceLine& line, const Phrase& phrase) {
  static const std::string kRegion = EntityPlaceholder(EntityKindIndex("region"));
  static const std::string kClass = EntityPlaceholder(EntityKindIndex("class"));
  const std::string_view ahead = std::string_view(line.text).substr(0, phrase.begin);
  const bool is_of_class = IsOfMarkets(*query.metric) && ahead.ends_with(kClass);
  return phrase.characters >= 2 && phrase.characters <= 10 &&
         (is_of_class || ahead.ends_with(kRegion)) &&
         !StandsForGroup(query, line, phrase.begin - kPlaceholderBytes);
}

// The words before the noun as far as they can be a name or a class; empty if they are none.
std::optional<Phrase> ReadPhrase(const SubjectQuery& query, const SentenceLine& line) {
  const std::string_view text = line.text;
  Phrase phrase = ReadBack(text, EndBeforeNoun(query, line));
  phrase.is_class = IsClass(phrase.WordsOf(text), phrase.characters);
  phrase.is_place_trade = IsTradeOfPlace(query, line, phrase);
  if (phrase.is_place_trade) {
    if (IsReportOnCompany(query)) return {};
    phrase.begin -= kPlaceholderBytes;
    phrase.is_class = true;
  }
  // 推动有色行业利润增长: what was moved, without what moved it.
  for (const std::string_view mover : kClassMovers) {
    if (phrase.is_class && BeginsWith(text.substr(phrase.begin), mover) &&
        phrase.end - phrase.begin >= mover.size() + 6) {
      phrase.begin += mover.size();
      phrase.characters -= 2;
    }
  }
  if (phrase.characters < 2 || phrase.characters >= kMostCharacters) return {};
  return phrase;
}

// Where a clause goes on from `head` behind what opens it, who says it and when.
std::size_t BehindOpeners(std::string_view text, std::size_t head) {
  for (bool more = true; more;) {
    more = false;
    for (const std::string_view opener : kOpeners) {
      if (opener == "现" && text.substr(head).starts_with("现货")) continue;
      if (!BeginsWith(text.substr(head), opener)) continue;
      head += opener.size();
      more = true;
    }
    // IDC目前预计今年全球手机出货量: who says it.
    if (IsPlaceholderAt(text, head) && IsSourcePosition(text, head)) {
      head += kPlaceholderBytes;
      more = true;
    }
    if (text.substr(head, kPlaceholderBytes) == kTimePlaceholder) {
      head += kPlaceholderBytes;
      more = true;
    }
  }
  return head;
}

// The phrase from the head of its clause; empty if it stands in mid-clause, where its words are as
// likely a verb and its object.
std::optional<Phrase> AtHead(const SubjectQuery& query, const SentenceLine& line, Phrase phrase) {
  static constexpr std::string_view kMark = "、";
  const std::string_view text = line.text;
  std::size_t head = line.ClauseBegin(phrase.begin);
  // X跌6.7%最弱势、Y涨6.5%最强势: a list of what moved.
  const std::size_t mark =
      query.metric->is_market ? text.rfind(kMark, phrase.begin) : std::string_view::npos;
  const bool is_listed = mark != std::string_view::npos && mark >= head && phrase.IsBesideMove() &&
                         mark + kMark.size() <= phrase.begin;
  head = BehindOpeners(text, is_listed ? mark + kMark.size() : head);
  if (head < phrase.begin) return {};
  phrase.begin = head;
  phrase.is_list_member = is_listed;
  if (BeginsWith(text.substr(head), "的")) {
    phrase.begin += 3;
    phrase.is_list_member = false;
  }
  return phrase;
}

// Two characters name a trade, a mover in a list or a product; one names nothing. AI医疗 are four.
bool IsTooShort(const SubjectQuery& query, std::string_view text, const Phrase& phrase) {
  constexpr std::size_t kMixed = 4;
  if (phrase.begin + 9 <= phrase.end || CountCodePoints(phrase.WordsOf(text)) >= kMixed) {
    return false;
  }
  // 金融上涨2%, 航运跌1%: shares of a trade.
  const bool is_trade =
      query.metric->is_market &&
      std::find(std::begin(kTrades), std::end(kTrades), phrase.WordsOf(text)) != std::end(kTrades);
  if (is_trade) return false;
  return phrase.begin + 6 > phrase.end || (!phrase.is_list_member && !IsToldOfNames(*query.metric));
}

// 外资卖超: who buys and sells is the subject of money that flows.
bool IsInvestor(const SubjectQuery& query, std::string_view words) {
  return query.metric->definition.id == "net_inflow" && EndsWithAny(words, kInvestors);
}

// Whether the words of a phrase name nobody and nothing that has the figure.
bool NameNothing(const SubjectQuery& query, std::string_view words, const Phrase& phrase) {
  if (kStops.HasAt(words, 0) && !words.starts_with("有色")) return true;
  if (ArePlainWords(words)) return true;
  // 第二产业: one of the three that a statistics office tells of, and no ordinal.
  const bool is_sector = EndsWith(words, "产业") && BeginsWith(words, "第");
  // 国内低空经济市场规模: the place in which the market is.
  const bool is_market_of_place = phrase.is_place_trade && IsOfMarkets(*query.metric);
  if (kAnyNoSubject.Matches(words) && !is_sector && !IsInvestor(query, words) &&
      !is_market_of_place) {
    return true;
  }
  // 风电装机, 第二产业用电量: a sort of power is no subject, but what narrows that of a place.
  if (IsOfPower(*query.metric) && StartsWithAny(words, kPower)) return true;
  // 网通业务营收年增…: a segment of some company, and none itself.
  if (query.metric->is_corporate && EndsWithAny(words, kSegments)) return true;
  if (HasAny(words, kNoParts)) return true;
  return query.metric->is_market && phrase.IsBesideMove() && HasAny(words, kNoNames);
}

double ScoreOf(const SubjectQuery& query, std::string_view words, const Phrase& phrase,
               bool is_title) {
  if (phrase.IsBesideMove()) {
    // 华润万象生活升逾3%: nobody else moves.
    if (query.metric->is_market) return EndsInMeasure(words) ? 0 : kMover;
    // 三大法人…,外资卖超: the one right before, whoever the sentence is about.
    if (IsInvestor(query, words)) return kMover;
    if (IsToldOfNames(*query.metric) && !phrase.is_class) return kBesideNoun;
  }
  if (IsOfMarkets(*query.metric)) return kMover;
  if (phrase.is_place_trade && query.metric->is_corporate) return kPlaceTrade;
  return phrase.is_class || is_title ? kClassPhrase : kPhrase;
}

}  // namespace

bool SpeaksOfAllShares(const SubjectQuery& query, const SentenceLine& line) {
  const std::string& metric = query.metric->definition.id;
  if (!KindFits(*query.metric, "group") || metric == "stock_change" || metric == "index_level") {
    return false;
  }
  const std::size_t begin = line.ClauseBegin(query.at);
  const std::string_view clause = std::string_view(line.text).substr(begin, query.at - begin);
  return HasAny(clause, kAllShares);
}

bool NamesNoCompany(const SubjectQuery& query, const SentenceLine& line) {
  if (query.main_company) return false;
  return std::none_of(line.tokens.begin(), line.tokens.end(), [&](const LineToken& token) {
    if (token.mention.kind != MentionKind::kEntity) return false;
    const std::string_view kind = query.mentions->entities[token.mention.index].kind;
    return kind != "region" && kind != "body";
  });
}

bool IsToldOfPlaces(const MetricReading& metric) {
  const auto& kinds = metric.subjects;
  return !kinds.empty() && kinds.front() == "region" &&
         std::none_of(kinds.begin(), kinds.end(),
                      [](const std::string& k) { return k == "company" || k == "product"; });
}

bool IsModelOfMaker(const SubjectQuery& query, const SentenceLine& line, std::size_t token) {
  static constexpr std::string_view kOfProducts[] = {"units_sold", "sales_growth", "price",
                                                     "price_change", "orders"};
  if (token == 0 || line.tokens[token].at != line.tokens[token - 1].at + kPlaceholderBytes ||
      std::find(std::begin(kOfProducts), std::end(kOfProducts), query.metric->definition.id) ==
          std::end(kOfProducts)) {
    return false;
  }
  const Mention& before = line.tokens[token - 1].mention;
  if (before.kind != MentionKind::kEntity ||
      query.mentions->entities[before.index].kind != "company")
    return false;
  const std::string_view name =
      Slice(query.folded, query.mentions->entities[line.tokens[token].mention.index].span);
  return std::any_of(name.begin(), name.end(), IsAsciiDigit) &&
         std::any_of(name.begin(), name.end(), IsAsciiAlpha);
}

std::optional<SubjectChoice> FindPhraseSubject(const SubjectQuery& query,
                                               const SentenceLine& line) {
  static constexpr std::string_view kOpen = "《";
  static constexpr std::string_view kClose = "》";
  if (IsPartOfReport(query)) return {};
  if (!query.match->cue || query.match->cue->begin > query.at) return {};
  if (IsEnglishLine(line.text)) return {};  // its phrases have spaces
  const std::string_view text = line.text;
  const std::optional<Phrase> read = ReadPhrase(query, line);
  if (!read || !KindFits(*query.metric, "name")) return {};
  const bool is_of_all = text.substr(0, read->begin).ends_with("全") &&
                         StartsWithAny(text.substr(read->begin), {"市", "省", "区", "县", "州"});
  if (is_of_all && read->is_class) return PlaceOfText(query, line, read->begin);
  const std::optional<Phrase> phrase = AtHead(query, line, *read);
  if (!phrase || IsTooShort(query, text, *phrase)) return {};
  const std::size_t last = line.source[phrase->end - 1];
  ByteSpan folded{line.source[phrase->begin], last + Utf8Length(query.folded[last])};
  // 《X》最终票房: a work by its title, whose marks the line does not show.
  const bool is_title = query.folded.substr(0, folded.begin).ends_with(kOpen);
  if (is_title) {
    const std::size_t close = Slice(query.folded, folded).find(kClose);
    if (close != std::string_view::npos) folded.end = folded.begin + close;
  }
  const std::string_view words = Slice(query.folded, folded);
  if (NameNothing(query, words, *phrase)) return {};
  return SubjectChoice::Unlisted(words, folded, ScoreOf(query, words, *phrase, is_title));
}

std::optional<SubjectChoice> FindGoodsOfPlace(const SubjectQuery& query, const SentenceLine& line) {
  if (IsPartOfReport(query)) return {};
  const auto& kinds = query.metric->subjects;
  const bool is_of_goods = std::find(kinds.begin(), kinds.end(), "class") != kinds.end() &&
                           std::find(kinds.begin(), kinds.end(), "company") != kinds.end();
  if (!is_of_goods || query.metric->is_market) return {};
  const EntityMention* place = nullptr;
  for (const LineToken& token : line.tokens) {
    if (token.at >= query.at || token.mention.kind != MentionKind::kEntity) continue;
    const EntityMention& entity = query.mentions->entities[token.mention.index];
    const std::string_view rest = std::string_view(line.text).substr(token.at + kPlaceholderBytes);
    // A company of the sentence has its own figures in the place.
    if (entity.kind == "company") return {};
    if (entity.kind == "region" && rest.starts_with("市场")) place = &entity;
  }
  if (place == nullptr) return {};
  auto goods = FindPhraseSubject(query, line);
  if (!goods || !goods->id.starts_with("x:") || EndsWithAny(goods->name, kClasses)) return {};
  goods->name.insert(0, Slice(query.folded, place->span));
  goods->id = "x:" + goods->name;
  goods->score = kGoodsOfPlace;
  return goods;
}

std::optional<SubjectChoice> FindTopicClass(const SubjectQuery& query, const SentenceLine& line) {
  if (IsPartOfReport(query)) return {};
  if (!KindFits(*query.metric, "class") || !KindFits(*query.metric, "name")) return {};
  // 就主要市场来看,…出口: of the country, not of its markets.
  const std::string_view account = query.metric->definition.id;
  if (account == "exports" || account == "imports" || account == "trade_surplus" ||
      account == "retail_sales") {
    return {};
  }
  if (IsOfPower(*query.metric)) return {};  // 第一产业x,第二产业y: parts of a place's use
  constexpr std::size_t kFewestBytes = 12;
  constexpr std::size_t kMostBytes = 30;
  const std::string_view text = line.text;
  double score = kClassPhrase;
  for (std::size_t head = line.ClauseBegin(query.at); head > 0;) {
    head = line.ClauseBegin(head - 1);
    score -= kPerTopicClause;
    if (StartsWithAny(text.substr(head), kNoTopics)) continue;
    for (std::size_t end = head; end < text.size() && end - head < kMostBytes;
         end += Utf8Length(text[end])) {
      if (!IsHanAt(text, end)) break;
      const std::string_view words = text.substr(head, end + 3 - head);
      const bool is_class = words.size() >= kFewestBytes && EndsWithAny(words, kClasses) &&
                            words.find("的") == std::string_view::npos;
      if (!is_class) continue;
      // 动力电池企业澄光新能源: the sort of company that the name behind it is.
      if (IsPlaceholderAt(text, end + 3)) break;
      const ByteSpan folded{line.source[head], line.source[end] + 3};
      return SubjectChoice::Unlisted(words, folded, score);
    }
  }
  return {};
}

std::optional<SubjectChoice> FindGoodsSubject(const SubjectQuery& query, const SentenceLine& line) {
  static constexpr std::string_view kCounted[] = {"shipments", "sales_growth", "units_sold",
                                                  "price",     "price_change", "average_price"};
  const std::string_view metric = query.metric->definition.id;
  if (std::find(std::begin(kCounted), std::end(kCounted), metric) == std::end(kCounted)) return {};
  if (!query.match->cue || query.match->cue->begin > query.at || !IsEnglishLine(line.text))
    return {};
  const std::string_view cue = Slice(line.text, *query.match->cue);
  const bool is_of_prices = StartsWithAny(AsciiLowerCopy(cue), {"prices"});
  if (!is_of_prices && !StartsWithAny(AsciiLowerCopy(cue), {"shipments", "sales", "deliveries"})) {
    return {};
  }
  const std::optional<ByteSpan> words = FindGoods(line.text, query.match->cue->begin);
  if (!words) return {};
  // "Oil prices fell, with Brent down {figure}": of the one that is named since.
  const bool names_other =
      is_of_prices &&
      std::any_of(line.tokens.begin(), line.tokens.end(), [&](const LineToken& token) {
        return token.mention.kind == MentionKind::kEntity && token.at > query.match->cue->begin &&
               token.at < query.at &&
               KindFits(*query.metric, query.mentions->entities[token.mention.index].kind);
      });
  if (names_other) return {};
  if (is_of_prices && EndsWithAny(AsciiLowerCopy(Slice(line.text, *words)), kNoGoods)) return {};
  const ByteSpan folded{line.source[words->begin], line.source[words->end - 1] + 1};
  const std::string name = AsciiLowerCopy(Slice(query.folded, folded));
  return SubjectChoice::Unlisted(name, folded, kSameClauseScore - 6);
}

}  // namespace heshu::extract
