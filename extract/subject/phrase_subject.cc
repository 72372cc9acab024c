#include "extract/subject/phrase_subject.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "extract/mentions/english_clause.h"
#include "extract/mentions/name_position.h"
#include "extract/mentions/plain_words.h"
#include "extract/pattern/utf8.h"
#include "extract/text/affix.h"

namespace heshu::extract {
namespace {

constexpr double kPhrase = 40;
constexpr int kPlaceReach = 8;       // sentences
constexpr double kClassPhrase = 72;  // 全球笔电, 前十大业者
constexpr double kBesideNoun = 62;   // 剪映月活: right before what only somebody's product has
constexpr double kGoodsOfPlace = 92;
constexpr double kPerTopicClause = 6;
constexpr double kMover = 101;      // 掌门教育跌8%: all that its clause says before the move
constexpr double kPlaceTrade = 90;  // 中国电商盈利: a trade of the place, not the place

// Users, downloads, money that flows: what stands right before such a noun is whose they are, as
// short as it may be (剪映月活, 投信卖超).
bool IsToldOfNames(const MetricReading& metric) {
  if (metric.definition.id == "net_inflow") return true;
  const auto& kinds = metric.subjects;
  return metric.definition.dimensions.front() == "count" &&
         std::find(kinds.begin(), kinds.end(), "product") != kinds.end();
}

// Makers and trades, told of as a class.
constexpr std::string_view kClasses[] = {"业者", "厂商",   "品牌", "产业", "企业", "市场", "大厂",
                                         "车企", "供应商", "巨头", "同业", "领域", "赛道", "行业"};

// Power, energy and hours of running, or how far they grew.
bool IsOfPower(const MetricReading& metric) {
  const std::string& size = metric.definition.dimensions.front();
  return size == "power" || size == "energy" || size == "duration" ||
         metric.definition.id == "consumption_growth";
}

// Where a clause from `at` goes on behind what says no more than when or against what.
std::size_t AfterFillers(std::string_view text, std::size_t at) {
  static constexpr std::string_view kFillers[] = {
      "按月", "按年", "按周", "按季", "较", "全日", "全周", "早段", "午后", "累计",          "累",
      "单日", "再",   "约",   "亦",   "也", "又",   "续",   "一度", "曾",   "收市",          "终场",
      "仅",   "收盘", "只",   "最多", "大", "微",   "小",   "年增", "月增", kTimePlaceholder};
  for (bool more = true; more;) {
    more = false;
    for (const std::string_view filler : kFillers) {
      if (!text.substr(at).starts_with(filler)) continue;
      at += filler.size();
      more = true;
    }
  }
  return at;
}

// 中国的Token消耗量: a place that has a group of the metric's kind stands for that group.
bool StandsForGroup(const SubjectQuery& query, const SentenceLine& line, std::size_t at) {
  return std::any_of(line.tokens.begin(), line.tokens.end(), [&](const LineToken& token) {
    return token.at == at && token.mention.kind == MentionKind::kEntity &&
           query.has_region_group(query.mentions->entities[token.mention.index].id);
  });
}

// 智能手机占21.5%: parts of the revenue of the company that the text is about.
bool IsPartOfReport(const SubjectQuery& query) {
  return query.metric->definition.id == "revenue_share" && IsReportOnCompany(query);
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

}  // namespace

bool EndsInMeasure(std::string_view words) {
  return EndsWithAny(words, {"收入", "营收", "收益", "盈利", "利润", "溢利", "销售", "销量",
                             "出货", "率",   "额",   "量",   "费",   "值",   "数",   "比",
                             "成本", "价格", "利息", "需求", "订单", "产值", "业务", "服务"});
}

bool SpeaksOfAllShares(const SubjectQuery& query, const SentenceLine& line) {
  static constexpr std::string_view kAll[] = {"市场成交", "全市场", "沪深两市", "两市", "沪深京"};
  const std::string& metric = query.metric->definition.id;
  if (!KindFits(*query.metric, "group") || metric == "stock_change" || metric == "index_level") {
    return false;
  }
  const std::size_t begin = line.ClauseBegin(query.at);
  const std::string_view clause = std::string_view(line.text).substr(begin, query.at - begin);
  return std::any_of(std::begin(kAll), std::end(kAll), [&](std::string_view word) {
    return clause.find(word) != std::string_view::npos;
  });
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

ByteSpan LabelOfGrowth(const SentenceLine& line, std::size_t at) {
  static const std::vector<std::string_view> kVerbs = {
      "增长", "增加", "上升", "上涨", "提升", "提高", "下降", "下跌", "下滑",
      "减少", "降低", "回落", "回升", "大增", "大降", "微增", "微降", "略增",
      "略降", "增",   "升",   "涨",   "降",   "跌",   "减"};
  static const std::vector<std::string_view> kBounds = {"约", "达到", "达", "超过", "超", "近",
                                                        "逾", "了",   "为", "高达", "仅", ":"};
  static const std::vector<std::string_view> kAdverbs = {
      "同比", "环比", "按年", "按月", "按季", "实际", "名义", "分别", "各",   "均",
      "也",   "则",   "都",   "大幅", "小幅", "略",   "微",   "累计", "同步", "快速",
      "稳步", "明显", "继续", "仍",   "亦",   "再",   "又",   "可比", "平均", "当月"};
  static const std::vector<std::string_view> kHeads = {
      "其中", "而", "但", "同时", "此外", "另外", "当中", "以及", kTimePlaceholder};
  const std::string_view text = line.text;
  std::size_t begin = line.ClauseBegin(at);
  std::size_t end = at;
  const auto strip = [&](const std::vector<std::string_view>& words) {
    bool found = false;
    for (bool more = true; more;) {
      more = false;
      for (const std::string_view word : words) {
        if (end < begin + word.size() || !text.substr(begin, end - begin).ends_with(word)) continue;
        end -= word.size();
        found = more = true;
        break;
      }
    }
    return found;
  };
  strip(kBounds);
  if (!strip(kVerbs)) return {};
  strip(kAdverbs);
  for (bool more = true; more;) {
    more = false;
    for (const std::string_view head : kHeads) {
      if (begin + head.size() > end || !text.substr(begin).starts_with(head)) continue;
      begin += head.size();
      more = true;
    }
  }
  const std::string_view label = text.substr(begin, end - begin);
  if (EndsWithAny(label, {"间", "内", "来", "后", "时", "期", "底", "末", "初", "年"})) return {};
  if (StartsWithAny(label,
                    {"较", "比", "同比", "环比", "按", "与", "增", "年", "月", "季", "相比"})) {
    return {};
  }
  return {begin, end};
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

std::optional<SubjectChoice> FindGrowthLabel(const SubjectQuery& query, const SentenceLine& line) {
  constexpr std::size_t kFewestBytes = 6;
  constexpr std::size_t kMostBytes = 60;
  const MetricReading& metric = *query.metric;
  if (!query.match->is_growth || !query.match->cue || IsEnglishLine(line.text)) return {};
  if (metric.is_corporate || metric.is_market || !KindFits(metric, "name")) return {};
  if (query.match->cue->begin >= line.ClauseBegin(query.at)) return {};
  const ByteSpan label = LabelOfGrowth(line, query.at);
  const std::string_view words = Slice(line.text, label);
  if (words.size() < kFewestBytes || words.size() > kMostBytes || EndsInMeasure(words)) return {};
  for (std::size_t at = label.begin; at < label.end; at += Utf8Length(line.text[at])) {
    const std::string_view character =
        std::string_view(line.text).substr(at, Utf8Length(line.text[at]));
    if (!IsHanAt(line.text, at) && !IsAsciiAlnum(line.text[at]) && character != "、") return {};
  }
  const std::size_t last = line.source[PreviousCodePoint(line.text, label.end)];
  const ByteSpan folded{line.source[label.begin], last + Utf8Length(query.folded[last])};
  return SubjectChoice::Unlisted(words, folded, kMover);
}

std::optional<SubjectChoice> FindPhraseSubject(const SubjectQuery& query,
                                               const SentenceLine& line) {
  if (IsPartOfReport(query)) return {};
  static constexpr HanCharacters kStops(
      "已将也又更则就在于从被把使让达为是有其该这那它和与及但而并或因由了着"
      "过至到对向按据以随当如若虽却不还仅约近超逾每各全均曾可会能要");
  if (!query.match->cue || query.match->cue->begin > query.at) return {};
  if (IsEnglishLine(line.text)) return {};  // its phrases have spaces
  std::size_t end = query.match->cue->begin;
  const std::string_view text = line.text;
  if (end >= 3 && text.substr(end - 3, 3) == "的") end -= 3;
  // 前十大业者合计营收: how it was summed is no part of the name.
  static constexpr std::string_view kSums[] = {
      "合计", "整体", "总体", "累计", "单季", "全年", "平均", "总",   "的",       "等",   "实现",
      "录得", "取得", "营业", "营运", "主营", "税后", "净",   "销售", "规模以上", "本次", "此次",
      "一度", "已",   "再",   "普遍", "同步", "均",   "共",   "股价", "盘中",     "盘前"};
  static constexpr auto kAnySum = Endings(kSums);
  while (kAnySum.Matches(text.substr(0, end))) {
    for (const std::string_view sum : kSums) {
      if (EndsWith(text.substr(0, end), sum)) end -= sum.size();
    }
  }
  // 金融上涨2%: the cue may be the move's second half only.
  // 思捷环球急挫21%: so it may be with how hard it moved.
  std::size_t move = query.match->cue->begin;
  constexpr std::size_t kNameAndHow = 12;  // bytes: of a name of three characters and one more
  if (query.metric->is_market && end == move && end >= line.ClauseBegin(end) + kNameAndHow &&
      EndsWithAny(text.substr(0, end), {"上", "下", "急", "大", "劲", "狂", "重", "暴"}) &&
      StartsWithAny(text.substr(end), {"涨", "升", "扬", "跌", "挫", "滑"})) {
    end -= 3;
    move = end;
  }
  std::size_t begin = end;
  int characters = 0;
  while (begin > 0 && characters < 14) {
    const std::size_t before = PreviousCodePoint(text, begin);
    if (!IsHanAt(text, before) && !IsAsciiAlnum(text[before])) break;
    if (characters > 0 && kStops.HasAt(text, before)) {
      // 规模以上, 智能手机, 储能: the character is part of a word.
      const std::string_view ahead = text.substr(0, before);
      const bool in_name =
          text.substr(before, begin - before) == "能"
              ? EndsWithAny(ahead, {"智", "新", "性", "功", "产", "储", "节", "动"})
              : EndsWithAny(ahead, {"规模"});
      if (!in_name) break;
    }
    begin = before;
    ++characters;
  }
  // 全球笔电, 前十大代工业者: a class of makers or goods is as good a subject as a name.
  bool is_class = characters >= 4 && EndsWithAny(text.substr(begin, end - begin), kClasses) &&
                  text.substr(begin, end - begin).find("的") == std::string_view::npos;
  const std::string_view phrase = text.substr(begin, end - begin);
  if (characters >= 3 && EndsWithAny(phrase, {"业"}) &&
      !EndsWithAny(phrase, {"企业", "营业", "作业"})) {
    is_class = true;  // 封测业, 采矿业
  }
  static const std::string kRegion = EntityPlaceholder(EntityKindIndex("region"));
  const bool is_place_trade = characters >= 2 && characters <= 10 &&
                              EndsWithAny(text.substr(0, begin), {kRegion}) &&
                              !StandsForGroup(query, line, begin - kRegion.size());
  if (is_place_trade) {
    if (IsReportOnCompany(query)) return {};
    begin -= kRegion.size();
    is_class = true;
  }
  // 推动有色行业利润增长: what was moved, without what moved it.
  for (const std::string_view mover : {"推动", "带动", "拉动", "推升", "助推"}) {
    if (is_class && text.substr(begin).starts_with(mover) && end - begin >= mover.size() + 6) {
      begin += mover.size();
      characters -= 2;
    }
  }
  if (characters < 2 || characters >= 14 || !KindFits(*query.metric, "name")) return {};
  const bool is_of_all = text.substr(0, begin).ends_with("全") &&
                         StartsWithAny(text.substr(begin), {"市", "省", "区", "县", "州"});
  if (is_of_all && is_class) return PlaceOfText(query, line, begin);
  // Only at the head of a clause: in mid-clause the words are as likely a verb and its object.
  static constexpr std::string_view kOpeners[] = {
      "但",   "而",   "甚至", "其中", "此外", "同时", "目前", "今年", "以及", "部分", "另外",
      "不过", "因此", "如今", "近期", "预计", "预期", "预估", "预料", "预测", "料",   "认为",
      "指出", "表示", "显示", "最新", "现",   "估计", "全年", "单月", "单季", "我国"};
  std::size_t head = line.ClauseBegin(begin);
  // X跌6.7%最弱势、Y涨6.5%最强势: a list of what moved.
  static constexpr std::string_view kMark = "、";
  const std::size_t mark = query.metric->is_market ? text.rfind(kMark, begin) : std::string::npos;
  const bool is_listed =
      mark != std::string_view::npos && mark >= head && end == move && mark + kMark.size() <= begin;
  if (is_listed) head = mark + kMark.size();
  for (bool more = true; more;) {
    more = false;
    for (const std::string_view opener : kOpeners) {
      if (opener == "现" && text.substr(head).starts_with("现货")) continue;
      if (opener != "部分" && BeginsWith(text.substr(head), opener)) {
        head += opener.size();
        more = true;
      }
    }
    // IDC目前预计今年全球手机出货量: who says it.
    if (IsPlaceholderAt(text, head) && IsSourcePosition(text, head)) {
      head += 3;
      more = true;
    }
    if (text.substr(head, 3) == kTimePlaceholder) {
      head += 3;
      more = true;
    }
  }
  if (head < begin) return {};
  begin = std::max(begin, head);
  if (text.substr(begin, 3) == "的") begin += 3;
  const bool is_short = begin + 9 > end;
  const bool is_own = IsToldOfNames(*query.metric);
  // 金融上涨2%, 航运跌1%: shares of a trade that has two characters.
  static constexpr std::string_view kTrades[] = {"金融", "电子", "航运", "钢铁", "塑胶", "水泥",
                                                 "观光", "生技", "传产", "营建", "纺织", "食品",
                                                 "航空", "汽车", "光电", "网通", "地产"};
  const bool is_trade =
      query.metric->is_market && std::find(std::begin(kTrades), std::end(kTrades),
                                           text.substr(begin, end - begin)) != std::end(kTrades);
  const bool is_mover = is_listed && begin + 6 <= end && head == begin;
  if (is_short && !is_trade && !is_mover && (!is_own || begin + 6 > end)) return {};
  ByteSpan folded{line.source[begin],
                  line.source[end - 1] + Utf8Length(query.folded[line.source[end - 1]])};
  // 《X》最终票房: a work by its title, whose marks the line does not show.
  static constexpr std::string_view kOpen = "《";
  static constexpr std::string_view kClose = "》";
  const bool is_title = query.folded.substr(0, folded.begin).ends_with(kOpen);
  if (is_title) {
    const std::size_t close = Slice(query.folded, folded).find(kClose);
    if (close != std::string_view::npos) folded.end = folded.begin + close;
  }
  const std::string_view words = Slice(query.folded, folded);
  if (kStops.HasAt(words, 0) && !words.starts_with("有色")) return {};
  if (ArePlainWords(words)) return {};
  static constexpr std::string_view kNoSubjects[] = {
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
      "周五",   "当时",     "同步",     "此前",     "节后",     "本周",     "上周",   "次日"};
  // 外资卖超: who buys and sells is the subject of money that flows.
  const bool is_investor = query.metric->definition.id == "net_inflow" &&
                           EndsWithAny(words, {"外资", "法人", "投信", "自营商", "陆资", "散户"});
  // 第二产业: one of the three that a statistics office tells of, and no ordinal.
  const bool is_sector = EndsWithAny(words, {"产业"}) && words.starts_with("第");
  for (const std::string_view adjective : kNoSubjects) {
    if (!is_investor && !is_sector && words.substr(0, adjective.size()) == adjective) return {};
  }
  // 风电装机, 第二产业用电量: a sort of power is no subject, but what narrows that of a place.
  static constexpr std::string_view kPower[] = {"发电", "风电", "光伏", "太阳能", "水电",
                                                "火电", "核电", "储能", "风光",   "全社会",
                                                "新型", "新增", "第",   "城乡"};
  if (IsOfPower(*query.metric) && StartsWithAny(words, kPower)) return {};
  // 网通业务营收年增…: a segment of some company, and none itself.
  static const std::vector<std::string_view> kSegments = {"业务", "部门",   "分部",  "板块",
                                                          "事业", "事业群", "事业部"};
  if (query.metric->is_corporate && EndsWithAny(words, kSegments)) return {};
  // Words that say when, who or how, wherever they stand in the phrase.
  static constexpr std::string_view kNoParts[] = {
      "预估", "预计", "预料", "预期", "原先", "去年", "今年", "明年", "虽然", "尽管", "累计",
      "报告", "数据", "表示", "指出", "公布", "宣布", "受惠", "发布", "带动", "推动", "创下",
      "目前", "连续", "另外", "同期", "相当", "多于", "少于", "高于", "低于", "优于", "逊于",
      "一轮", "裁员", "新增", "谴责", "因应", "一个", "一家", "几个", "持有", "减持", "增持",
      "方式", "股东", "拟",   "行货", "港行", "水货", "国行", "版本", "首批"};
  for (const std::string_view part : kNoParts) {
    if (words.find(part) != std::string_view::npos) return {};
  }
  // 华润万象生活升逾3%: nobody else moves.
  double score = is_class || is_title ? kClassPhrase : kPhrase;
  if (is_place_trade && query.metric->is_corporate) score = kPlaceTrade;
  if (is_own && !is_class && end == move) score = kBesideNoun;
  // 三大法人…,外资卖超: the one right before, whoever the sentence is about.
  if (is_investor && end == move) score = kMover;
  if (query.metric->is_market && end == move) {
    static constexpr std::string_view kNoNames[] = {
        "后", "盘", "度", "多", "价", "幅", "均", "都", "齐", "再", "曾", "续",
        "市", "早", "段", "日", "周", "期", "月", "创", "余", "中", "外", "司",
        "最", "终", "急", "团", "大", "线", "并", "股", "该", "同", "双", "累",
        "计", "即", "先", "数", "个", "着", "时", "一", "跟", "略", "微"};
    for (const std::string_view word : kNoNames) {
      if (words.find(word) != std::string_view::npos) return {};
    }
    score = EndsInMeasure(words) ? 0 : kMover;
  }
  return SubjectChoice::Unlisted(words, folded, score);
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
  static constexpr std::string_view kNoTopics[] = {
      "其中", "来自", "包括", "除此",     "这",   "该",   "此",   "而",   "但",   "对",   "与",
      "在",   "受",   "随",   "由",       "因",   "为",   "以",   "不少", "许多", "多家", "部分",
      "不过", "目前", "外部", "合作",     "据",   "根据", "截至", "当中", "从",   "向",   "若",
      "如",   "就",   "再看", "超级市场", "本土", "国际", "海外", "国内", "境内", "境外"};
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
      const ByteSpan folded{line.source[head], line.source[end] + 3};
      return SubjectChoice::Unlisted(words, folded, score);
    }
  }
  return {};
}

std::optional<SubjectChoice> FindShareGroup(const SubjectQuery& query, const SentenceLine& line) {
  if (!query.metric->is_market || !query.match->cue || query.match->cue->begin > query.at)
    return {};
  static constexpr std::string_view kShares[] = {"股指数", "股指", "股票", "个股",
                                                 "类股",   "板块", "股"};
  static constexpr std::string_view kNoShares[] = {"股价", "股份", "股东", "股本", "股息", "股权"};
  const std::string_view text = line.text;
  const std::size_t clause = line.ClauseBegin(query.at);
  const std::size_t to = query.match->cue->begin;
  if (clause >= to) return {};
  std::size_t end = 0;
  for (std::size_t at = clause; at < to; at += Utf8Length(text[at])) {
    const std::string_view rest = text.substr(at);
    if (StartsWithAny(rest, {std::begin(kNoShares), std::end(kNoShares)})) continue;
    for (const std::string_view share : kShares) {
      if (rest.substr(0, share.size()) == share) {
        end = std::max(end, at + share.size());
        break;
      }
    }
  }
  if (end == 0 || end > to) return {};
  std::size_t begin = end;
  while (begin > clause && (IsHanAt(text, PreviousCodePoint(text, begin)) ||
                            IsAsciiAlnum(text[PreviousCodePoint(text, begin)]))) {
    const std::size_t before = PreviousCodePoint(text, begin);
    if (text.substr(before, begin - before) == "的" ||
        text.substr(before, begin - before) == "中") {
      break;
    }
    begin = before;
  }
  // 带动电子类股指数上涨: what moved them is no part of their name.
  for (const std::string_view mover :
       {"带动", "推升", "拖累", "激励", "推动", "加上", "拉动", "刺激", "其中", "而", "令", "使"}) {
    if (text.substr(begin, mover.size()) == mover) begin += mover.size();
  }
  // Nothing that has a name of its own between it and the move.
  for (const LineToken& token : line.tokens) {
    if (token.at >= end && token.at < to && token.mention.kind == MentionKind::kEntity) return {};
  }
  if (end - begin < 9 || CountCodePoints(text.substr(begin, end - begin)) > 12) return {};
  const std::size_t last = line.source[PreviousCodePoint(text, end)];
  const ByteSpan folded{line.source[begin], last + Utf8Length(query.folded[last])};
  return SubjectChoice::Unlisted(Slice(query.folded, folded), folded, kSameClauseScore + 9);
}

std::optional<SubjectChoice> FindUnlistedIndex(const SubjectQuery& query,
                                               const SentenceLine& line) {
  static constexpr std::string_view kOfIndices[] = {"index_level", "index_change", "stock_change"};
  if (std::find(std::begin(kOfIndices), std::end(kOfIndices), query.metric->definition.id) ==
      std::end(kOfIndices)) {
    return {};
  }
  static constexpr std::string_view kIndex = "指数";
  static const std::vector<std::string_view> kOtherWords = {"成", "公司", "基金", "型", "编", "期"};
  static const std::vector<std::string_view> kCommon = {
      "股价", "大盘", "三大", "四大", "主要", "整体", "两大", "股市", "各大",
      "加权", "多项", "美股", "类股", "相关", "板块", "业别", "A股",  "目标"};
  static const std::vector<std::string_view> kBreaks = {"的", "中", "以", "及", "和", "与",
                                                        "令", "使", "而", "让", "止"};
  constexpr std::size_t kFewestBytes = 2 * 3 + kIndex.size();
  constexpr std::size_t kMostBytes = 10 * 3 + kIndex.size();
  const std::string_view text = line.text;
  double score = kSameClauseScore + 9;
  std::size_t to = query.at;
  for (std::size_t from = line.ClauseBegin(query.at);; from = line.ClauseBegin(from - 1)) {
    const std::size_t found = text.substr(0, to).rfind(kIndex);
    const bool is_here = found != std::string_view::npos && found >= from &&
                         !StartsWithAny(text.substr(found + kIndex.size()), kOtherWords);
    const std::size_t end = is_here ? found + kIndex.size() : from;
    const bool names_other =
        std::any_of(line.tokens.begin(), line.tokens.end(), [&](const LineToken& token) {
          return token.mention.kind == MentionKind::kEntity && token.at >= end && token.at < to;
        });
    if (names_other) return {};
    if (is_here) {
      std::size_t begin = found;
      while (begin > from && IsHanAt(text, PreviousCodePoint(text, begin))) {
        const std::size_t before = PreviousCodePoint(text, begin);
        // 中原城市领先指数 opens its clause; 盘中恒生指数 does not open with 中.
        const bool opens = before == from;
        if (!opens && EndsWithAny(text.substr(before, begin - before), kBreaks)) break;
        begin = before;
      }
      const bool is_part = begin >= kPlaceholderBytes &&
                           IsPlaceholderAt(text, begin - kPlaceholderBytes) &&
                           text.substr(begin - kPlaceholderBytes, 3) != kTimePlaceholder;
      for (const std::string_view mover :
           {"其中", "带动", "推升", "拖累", "激励", "代表", "至于"}) {
        if (text.substr(begin, mover.size()) == mover) begin += mover.size();
      }
      const std::string_view words = text.substr(begin, end - begin);
      const bool is_common = EndsWithAny(text.substr(begin, found - begin), kCommon);
      if (is_part || is_common || words.size() < kFewestBytes || words.size() > kMostBytes)
        return {};
      const ByteSpan folded{line.source[begin], line.source[end - kIndex.size() / 2] + 3};
      return SubjectChoice::Unlisted(words, folded, score, "index");
    }
    if (from == 0 || text[from - 1] == ';') return {};
    // …指数跌0.2%,金融上涨2%: a clause with words of its own before the move is of those.
    constexpr std::size_t kMostBytesAhead = 5;
    const std::size_t ahead = AfterFillers(text, from);
    const bool is_own =
        query.match->cue && to == query.at && query.match->cue->begin > ahead + kMostBytesAhead;
    if (is_own) return {};
    score -= kPerTopicClause;
    to = from;
  }
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
  // Homes and what consumers buy are priced in a place, and shares are somebody's.
  static const std::vector<std::string_view> kNoGoods = {
      "home",     "homes",  "house",    "housing", "property", "land",      "consumer",  "producer",
      "share",    "stock",  "factory",  "import",  "export",   "wholesale", "retail",    "market",
      "average",  "list",   "selling",  "higher",  "lower",    "asset",     "apartment", "input",
      "starting", "target", "contract", "spot",    "equity",   "bond",      "fuel",      "food"};
  if (is_of_prices && EndsWithAny(AsciiLowerCopy(Slice(line.text, *words)), kNoGoods)) return {};
  const ByteSpan folded{line.source[words->begin], line.source[words->end - 1] + 1};
  const std::string name = AsciiLowerCopy(Slice(query.folded, folded));
  return SubjectChoice::Unlisted(name, folded, kSameClauseScore - 6);
}

}  // namespace heshu::extract
