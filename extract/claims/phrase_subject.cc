#include "extract/claims/phrase_subject.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "extract/claims/affix.h"
#include "extract/claims/english_clause.h"
#include "extract/claims/name_position.h"
#include "extract/pattern/utf8.h"

namespace heshu::extract {
namespace {

constexpr double kPhrase = 40;
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
constexpr std::string_view kClasses[] = {"业者", "厂商", "品牌",   "产业", "企业", "市场",
                                         "大厂", "车企", "供应商", "巨头", "同业"};

// 云计算服务收入, 服务费: what a company has, and no company.
bool EndsInMeasure(std::string_view words) {
  return EndsWithAny(words, {"收入", "营收", "收益", "盈利", "利润", "溢利", "销售", "销量",
                             "出货", "率",   "额",   "量",   "费",   "值",   "数",   "比",
                             "成本", "价格", "利息", "需求", "订单", "产值", "业务", "服务"});
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

}  // namespace

std::optional<SubjectChoice> FindPhraseSubject(const SubjectQuery& query,
                                               const SentenceLine& line) {
  static const std::vector<std::string_view> kStops = {
      "已", "将", "也", "又", "更", "则", "就", "在", "于", "从", "被", "把", "使",
      "让", "达", "为", "是", "有", "其", "该", "这", "那", "它", "和", "与", "及",
      "但", "而", "并", "或", "因", "由", "了", "着", "过", "至", "到", "对", "向",
      "按", "据", "以", "随", "当", "如", "若", "虽", "却", "不", "还", "仅", "约",
      "近", "超", "逾", "每", "各", "全", "均", "曾", "可", "会", "能", "要"};
  if (!query.match->cue || query.match->cue->begin > query.at) return {};
  if (IsEnglishLine(line.text)) return {};  // its phrases have spaces
  std::size_t end = query.match->cue->begin;
  const std::string_view text = line.text;
  if (end >= 3 && text.substr(end - 3, 3) == "的") end -= 3;
  // 前十大业者合计营收: how it was summed is no part of the name.
  static const std::vector<std::string_view> kSums = {
      "合计", "整体", "总体", "累计", "单季", "全年", "平均", "总", "的",  "等",
      "实现", "录得", "取得", "营业", "营运", "主营", "税后", "净", "销售"};
  for (bool more = true; more;) {
    more = false;
    for (const std::string_view sum : kSums) {
      if (!EndsWithAny(text.substr(0, end), {sum})) continue;
      end -= sum.size();
      more = true;
    }
  }
  // 金融上涨2%: the cue may be the move's second half only.
  if (query.metric->is_market && EndsWithAny(text.substr(0, end), {"上", "下"}) &&
      StartsWithAny(text.substr(end), {"涨", "升", "扬", "跌", "挫", "滑"})) {
    end -= 3;
  }
  std::size_t begin = end;
  int characters = 0;
  while (begin > 0 && characters < 14) {
    const std::size_t before = PreviousCodePoint(text, begin);
    const std::string_view character = text.substr(before, begin - before);
    if (!IsHanAt(text, before) && !IsAsciiAlnum(text[before])) break;
    // 规模以上, 智能手机, 储能: the character is part of a word.
    const std::string_view ahead = text.substr(0, before);
    const bool in_name = character == "能"
                             ? EndsWithAny(ahead, {"智", "新", "性", "功", "产", "储", "节", "动"})
                             : EndsWithAny(ahead, {"规模"});
    if (characters > 0 && !in_name && EndsWithAny(character, kStops)) break;
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
  if (characters < 2 || characters >= 14) return {};
  if (!KindFits(*query.metric, "name")) return {};
  // Only at the head of a clause: in mid-clause the words are as likely a verb and its object.
  static const std::vector<std::string_view> kOpeners = {
      "甚至", "其中", "此外", "同时", "目前", "今年", "以及", "部分", "另外", "不过",
      "因此", "如今", "近期", "预计", "预期", "预估", "预料", "预测", "料",   "认为",
      "指出", "表示", "显示", "最新", "现",   "估计", "全年", "单月", "单季", "我国"};
  std::size_t head = line.ClauseBegin(begin);
  for (bool more = true; more;) {
    more = false;
    for (const std::string_view opener : kOpeners) {
      if (opener == "现" && text.substr(head).starts_with("现货")) continue;
      if (opener != "部分" && text.substr(head, opener.size()) == opener) {
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
  if (is_short && !is_trade && (!is_own || begin + 6 > end)) return {};
  const ByteSpan folded{line.source[begin],
                        line.source[end - 1] + Utf8Length(query.folded[line.source[end - 1]])};
  const std::string_view words = Slice(query.folded, folded);
  if (EndsWithAny(words.substr(0, 3), kStops) && !words.starts_with("有色")) return {};
  static constexpr std::string_view kNoSubjects[] = {
      "当季",     "当月",     "本季", "来自", "经调整",   "调整后", "期内",     "期间", "单季",
      "全年",     "年度",     "整体", "合计", "总计",     "其余",   "全部",     "累计", "平均",
      "市场预期", "受惠于",   "截至", "按年", "扣除",     "非经常", "归属于",   "持续", "预计",
      "预期",     "市场预",   "总体", "上年", "本集团",   "本公司", "该股",     "法人", "外资",
      "报告期",   "本季度",   "基本", "核心", "税后",     "税前",   "摊薄",     "稀释", "归母",
      "股东应占", "上季度",   "第一", "第二", "第三",     "第四",   "带动",     "推动", "延续",
      "上午",     "下午",     "贡献", "推升", "拉动",     "激励",   "收市",     "开市", "中午",
      "午后",     "早段",     "全日", "半日", "公司",     "网页",   "移动端",   "海外", "国内",
      "客户",     "市场",     "用户", "付费", "主要",     "新增",   "项目",     "正式", "城镇",
      "居民",     "一般公共", "某个", "综计", "投资物业", "占整体", "占比",     "一举", "美元",
      "新台币",   "人民币",   "港元", "研发", "涉及",     "年化",   "区域市场", "除此", "裁员",
      "新一轮"};
  // 外资卖超: who buys and sells is the subject of money that flows.
  const bool is_investor = query.metric->definition.id == "net_inflow" &&
                           EndsWithAny(words, {"外资", "法人", "投信", "自营商", "陆资", "散户"});
  // 第二产业: one of the three that a statistics office tells of, and no ordinal.
  const bool is_sector = EndsWithAny(words, {"产业"}) && words.starts_with("第");
  for (const std::string_view adjective : kNoSubjects) {
    if (!is_investor && !is_sector && words.substr(0, adjective.size()) == adjective) return {};
  }
  // 网通业务营收年增…: a segment of some company, and none itself.
  static const std::vector<std::string_view> kSegments = {"业务", "部门",   "分部",  "板块",
                                                          "事业", "事业群", "事业部"};
  if (query.metric->is_corporate && EndsWithAny(words, kSegments)) return {};
  // Words that say when, who or how, wherever they stand in the phrase.
  static constexpr std::string_view kNoParts[] = {
      "预估", "预计", "预料", "预期", "原先", "去年", "今年", "明年", "虽然",
      "尽管", "累计", "报告", "数据", "表示", "指出", "公布", "宣布", "受惠",
      "发布", "带动", "推动", "创下", "目前", "连续", "另外", "同期", "相当",
      "多于", "少于", "高于", "低于", "优于", "逊于", "一轮", "裁员"};
  for (const std::string_view part : kNoParts) {
    if (words.find(part) != std::string_view::npos) return {};
  }
  // 华润万象生活升逾3%: nobody else moves.
  double score = is_class ? kClassPhrase : kPhrase;
  if (is_place_trade && query.metric->is_corporate) score = kPlaceTrade;
  if (is_own && !is_class && end == query.match->cue->begin) score = kBesideNoun;
  if (query.metric->is_market && end == query.match->cue->begin) {
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
  return SubjectChoice{"x:" + std::string(words),
                       "name",
                       std::string(words),
                       folded,
                       std::nullopt,
                       How::kStated,
                       score};
}

std::optional<SubjectChoice> FindGoodsOfPlace(const SubjectQuery& query, const SentenceLine& line) {
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
  if (!KindFits(*query.metric, "class") || !KindFits(*query.metric, "name")) return {};
  constexpr std::size_t kFewestBytes = 12;
  constexpr std::size_t kMostBytes = 30;
  static constexpr std::string_view kNoTopics[] = {
      "其中", "来自", "包括", "除此", "这",   "该",   "此",   "而",   "但",
      "对",   "与",   "在",   "受",   "随",   "由",   "因",   "为",   "以",
      "不少", "许多", "多家", "部分", "不过", "目前", "外部", "合作", "据",
      "根据", "截至", "当中", "从",   "向",   "若",   "如"};
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
      const std::string name(words);
      return SubjectChoice{"x:" + name, "name", name, folded, std::nullopt, How::kStated, score};
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
  const std::string words(Slice(query.folded, folded));
  return SubjectChoice{"x:" + words,        "name", words, folded, std::nullopt, How::kStated,
                       kSameClauseScore + 9};
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
        if (EndsWithAny(text.substr(before, begin - before), kBreaks)) break;
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
      const std::string name(words);
      return SubjectChoice{
          "x:" + name,  "index",
          name,         ByteSpan{line.source[begin], line.source[end - kIndex.size() / 2] + 3},
          std::nullopt, How::kStated,
          score};
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
  static constexpr std::string_view kCounted[] = {"shipments", "sales_growth", "units_sold"};
  const std::string_view metric = query.metric->definition.id;
  if (std::find(std::begin(kCounted), std::end(kCounted), metric) == std::end(kCounted)) return {};
  if (!query.match->cue || query.match->cue->begin > query.at || !IsEnglishLine(line.text))
    return {};
  const std::string_view cue = Slice(line.text, *query.match->cue);
  if (!StartsWithAny(AsciiLowerCopy(cue), {"shipments", "sales", "deliveries"})) return {};
  const std::optional<ByteSpan> words = FindGoods(line.text, query.match->cue->begin);
  if (!words) return {};
  const ByteSpan folded{line.source[words->begin], line.source[words->end - 1] + 1};
  const std::string name = AsciiLowerCopy(Slice(query.folded, folded));
  return SubjectChoice{"x:" + name,         "name", name, folded, std::nullopt, How::kStated,
                       kSameClauseScore - 6};
}

}  // namespace heshu::extract
