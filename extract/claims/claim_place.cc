// Where a figure was counted and up to when: the platform and the market that its sentence names,
// the day on which a total or a period ends.
#include <algorithm>
#include <array>

#include "extract/claims/article_claims.h"
#include "extract/pattern/utf8.h"
#include "extract/text/affix.h"

namespace heshu::extract {
namespace {

constexpr std::size_t kFarAfterBytes = 24;  // "sold 22,100 units in China"

// What is counted on a platform, and what is sold or used in a market.
constexpr std::array<std::string_view, 6> kOnPlatforms = {
    "token_calls", "rank", "model_share", "market_share", "models_in_chart", "downloads"};
constexpr std::array<std::string_view, 18> kInMarkets = {"units_sold",
                                                         "registrations",
                                                         "shipments",
                                                         "revenue",
                                                         "stores",
                                                         "daily_active_users",
                                                         "monthly_active_users",
                                                         "downloads",
                                                         "rank",
                                                         "market_share",
                                                         "headcount",
                                                         "layoffs",
                                                         "revenue_growth",
                                                         "sales_growth",
                                                         "growth_multiple",
                                                         "user_growth",
                                                         "orders",
                                                         "registered_users"};

// What companies report by segment.
constexpr std::array<std::string_view, 10> kOfSegments = {
    "revenue",      "revenue_growth", "growth_multiple", "net_profit",       "operating_profit",
    "gross_profit", "profit_growth",  "gross_margin",    "operating_margin", "production_capacity"};

constexpr std::array<std::string_view, 9> kOfGoods = {
    "production",    "shipments",     "units_sold", "inventory_volume", "import_volume",
    "export_volume", "average_price", "reserves",   "throughput"};
constexpr std::array<std::string_view, 4> kInQuantities = {"mass", "volume", "energy", "power"};

constexpr std::array<std::string_view, 4> kOfIndices = {"index_level", "index_change",
                                                        "stock_change", "closing_price"};
constexpr std::array<std::string_view, 3> kOfVehicles = {"units_sold", "shipments", "sales_growth"};

template <std::size_t N>
bool IsOneOf(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

template <std::size_t N>
bool EndsWithOneOf(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return text.ends_with(word); });
}

template <std::size_t N>
bool StartsWithOneOf(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return text.starts_with(word); });
}

struct Period {
  int months = 0;  // 0: none
  Granularity granularity = Granularity::kUnknown;
};

Period PeriodOfMonths(int months) {
  switch (months) {
    case 3:
      return {3, Granularity::kQuarter};
    case 6:
      return {6, Granularity::kHalf};
    case 12:
      return {12, Granularity::kYear};
    default:
      return {};
  }
}

Period PeriodOfWords(std::string_view rest) {
  // 首财季, 一季, 上个财年: which of them, the day says.
  static constexpr std::array<std::string_view, 12> kWhich = {
      "上个", "首个", "上一", "第一", "第二", "第三", "第四", "首", "一", "次", "该", "单"};
  for (const std::string_view which : kWhich) {
    if (!rest.starts_with(which)) continue;
    rest.remove_prefix(which.size());
    break;
  }
  static constexpr std::array<std::string_view, 5> kQuarters = {"季", "上季", "财季", "首季",
                                                                "三个月"};
  static constexpr std::array<std::string_view, 4> kHalves = {"半年", "上半年", "中期", "六个月"};
  static constexpr std::array<std::string_view, 5> kYears = {"年度", "财年", "财政年度", "全年",
                                                             "十二个月"};
  if (StartsWithOneOf(rest, kQuarters)) return PeriodOfMonths(3);
  if (StartsWithOneOf(rest, kHalves)) return PeriodOfMonths(6);
  if (StartsWithOneOf(rest, kYears)) return PeriodOfMonths(12);
  return {};
}

// 在武汉站活动上说, 在上海举行的开放日上: where somebody spoke, and not where it was counted.
bool IsWhereItWasSaid(std::string_view after) {
  static constexpr std::array<std::string_view, 10> kOccasions = {
      "活动", "大会", "论坛", "峰会", "发布会", "开放日", "会上", "会议", "采访", "法说"};
  const std::string_view clause = after.substr(0, after.find_first_of(",;:"));
  return std::any_of(kOccasions.begin(), kOccasions.end(), [&](std::string_view word) {
    return clause.find(word) != std::string_view::npos;
  });
}

bool IsClass(const EntityMention& entity) {
  return entity.kind == "generic" || entity.kind == "class";
}

// In X, on X; X's market. 中国的腾讯 says where the company comes from, and nothing here.
bool IsPlaceOfCount(std::string_view before, std::string_view after) {
  static constexpr std::array<std::string_view, 8> kIn = {"在",  "于",  " in ", " In ",
                                                          "In ", "in ", " on ", " across "};
  static constexpr std::array<std::string_view, 16> kMarket = {
      "市占", "份额", "市场", "地区", "区",   "境内", "国内",    "平台",
      "销量", "销售", "收入", "营收", "门店", "用户", " market", " sales"};
  return (EndsWithOneOf(before, kIn) && !IsWhereItWasSaid(after)) ||
         StartsWithOneOf(after, kMarket);
}

}  // namespace

void ArticleClaims::SetPlace(Draft& draft) const {
  Claim& claim = draft.claim;
  const SentenceLine& line = lines_[draft.line];
  const std::size_t at = Token(draft).at;
  const auto set = [&](const std::string& key, std::string_view kind) {
    if (claim.qualifiers.contains(key)) return;
    const LineToken* best = nullptr;
    for (const LineToken& token : line.tokens) {
      if (token.mention.kind != MentionKind::kEntity) continue;
      const EntityMention& entity = mentions_.entities[token.mention.index];
      const std::string_view rest =
          std::string_view(line.text).substr(token.at + kPlaceholderBytes);
      const bool is_kind = entity.kind == kind || (kind == "platform" && rest.starts_with("平台"));
      if (!is_kind || (claim.subject && entity.id == claim.subject->id)) continue;
      const std::string_view text = line.text;
      const std::size_t end = token.at + kPlaceholderBytes;
      const std::size_t next = static_cast<std::size_t>(&token - line.tokens.data()) + 1;
      const bool is_before_class =
          kind == "region" && next < line.tokens.size() && line.tokens[next].at == end &&
          line.tokens[next].mention.kind == MentionKind::kEntity &&
          IsClass(mentions_.entities[line.tokens[next].mention.index]);  // 国内智能手机出货量
      const bool is_total = entity.id == "world" && token.at > at;       // 30,912 stores worldwide
      if (!is_total && !is_before_class &&
          !IsPlaceOfCount(text.substr(0, token.at), text.substr(end)))
        continue;
      if (token.at > at) {
        // What comes after a figure is its own only if nothing stood before it.
        const bool is_near = token.at - at <= kFarAfterBytes && token.clause == line.ClauseAt(at);
        if (best == nullptr && is_near) best = &token;
      } else if (line.ClauseAt(at) - token.clause <= 1) {
        best = &token;  // the nearest before
      }
    }
    if (best != nullptr) claim.qualifiers[key] = mentions_.entities[best->mention.index].id;
  };
  // 新能源乘用车: a class by its name, which the cues cannot see into.
  if (IsOneOf(kOfVehicles, claim.metric) && !claim.qualifiers.contains("segment")) {
    for (const LineToken& token : line.tokens) {
      if (token.at > at || token.mention.kind != MentionKind::kEntity) continue;
      const std::string_view name = Slice(mapped_.text, token.mention.span);
      for (const std::string_view part : {"乘用车", "商用车"}) {
        if (name.ends_with(part)) claim.qualifiers["segment"] = part;
      }
    }
  }
  if (IsOneOf(kOfSegments, claim.metric)) SetNamedSegment(draft);
  const auto grown = claim.qualifiers.find("of");
  const bool is_of_goods = grown != claim.qualifiers.end() && IsOneOf(kOfGoods, grown->second);
  if (is_of_goods || IsOneOf(kOfGoods, claim.metric)) SetNamedGood(draft);
  SetWordedGood(draft);
  // 台指期收在26273点: the name itself says that it is the future.
  if (claim.subject && IsOneOf(kOfIndices, claim.metric)) {
    for (const std::string_view future : {"期指", "期货", "期貨", "台指期", "夜期", "utures"}) {
      if (claim.subject->text.find(future) != std::string::npos) {
        claim.qualifiers.try_emplace("instrument", "futures");
      }
    }
  }
  if (claim.metric == "stake" || claim.metric == "deal_value") {
    SetOther(draft, "item", {"company", "product", "name"});
  }
  if (claim.metric == "exchange_rate") SetOther(draft, "peer", {"currency"});
  if (claim.metric == "benchmark_score") SetBenchmark(draft);
  if (IsOneOf(kOnPlatforms, claim.metric)) set("platform", "platform");
  if (IsOneOf(kInMarkets, claim.metric)) {
    set("region", "region");
    SetRegionOfClass(draft);
  }
}

// 铁矿石发运量8430万吨: the good is a name of the table, which the cues cannot see into.
void ArticleClaims::SetNamedGood(Draft& draft) const {
  Claim& claim = draft.claim;
  const SentenceLine& line = lines_[draft.line];
  const std::size_t at = Token(draft).at;
  // 铜、锌产量分别为109万吨和40万吨: which of them is the first's no cue can tell.
  const std::string_view clause = std::string_view(line.text).substr(
      line.ClauseBegin(at), line.ClauseEnd(at) - line.ClauseBegin(at));
  for (const std::string_view word : {"分别", "依次", "respectively"}) {
    if (clause.find(word) == std::string_view::npos) continue;
    claim.qualifiers.erase("item");
    return;
  }
  if (claim.qualifiers.contains("item") || !IsOneOf(kInQuantities, claim.dimension)) return;
  for (const LineToken& token : line.tokens) {
    if (token.mention.kind != MentionKind::kEntity || line.ClauseAt(at) - token.clause > 1)
      continue;
    const EntityMention& entity = mentions_.entities[token.mention.index];
    const bool is_good = entity.kind == "class" || entity.kind == "generic";
    if (!is_good || (claim.subject && entity.id == claim.subject->id)) continue;
    // What stands behind a figure is its own only if nothing stood before it: 4300万吨铁矿石.
    const bool is_behind = token.at > at;
    if (is_behind && (claim.qualifiers.contains("item") || token.at - at > kFarAfterBytes)) break;
    claim.qualifiers["item"] = entity.id;
    if (is_behind) break;
  }
}

// 我国未锻轧铝及铝材累计出口205万吨, 鸡蛋平均价格: the goods are told by the words before the noun,
// whatever they are.
void ArticleClaims::SetWordedGood(Draft& draft) const {
  constexpr std::size_t kMostCharacters = 12;
  constexpr std::size_t kFewestBytes = 6;
  static constexpr std::array<std::string_view, 7> kTraded = {
      "exports",       "imports",       "trade",       "export_volume",
      "import_volume", "average_price", "price_change"};
  static constexpr std::array<std::string_view, 6> kNouns = {"出口", "进口",   "平均价格",
                                                             "均价", "进出口", "批发价格"};
  static constexpr std::array<std::string_view, 13> kBefore = {
      "我国", "全国", "中国", "国内",       "本国", "该国", "本港",
      "其中", "期间", "主要", "重点监测的", "的",   "对外"};
  static constexpr std::array<std::string_view, 17> kBehind = {
      "销售", "批发", "零售", "出厂", "累计",     "合计", "的",   "总",  "整体",
      "共",   "单月", "全年", "直接", "批发市场", "商品", "产品", "货物"};
  static constexpr std::array<std::string_view, 16> kNoGoods = {
      "外贸", "货物贸易", "贸易", "对外贸易", "货物", "商品", "经济", "总体",
      "今年", "去年",     "上年", "实现",     "完成", "成交", "市场", "平均"};
  static constexpr HanCharacters kOfClause(
      "据按以对向从自在将被使令让因为其这那年月日季增减升降计占比示布称说是有个次期较达至到过于由受"
      "由获经"
      "我他她它们未不");
  Claim& claim = draft.claim;
  const bool is_told = std::find(kTraded.begin(), kTraded.end(), claim.metric) != kTraded.end();
  const auto item = claim.qualifiers.find("item");
  const bool is_named = item != claim.qualifiers.end() && item->second != "average price";
  if (!is_told || is_named || !claim.subject) return;
  const SentenceLine& line = lines_[draft.line];
  const std::size_t at = Token(draft).at;
  const std::string_view ahead = std::string_view(line.text).substr(0, at);
  std::size_t noun = std::string_view::npos;
  for (const std::string_view word : kNouns) {
    const std::size_t found = ahead.rfind(word);
    if (found == std::string_view::npos || line.ClauseAt(at) - line.ClauseAt(found) > 2) continue;
    if (noun == std::string_view::npos || found > noun) noun = found;
  }
  if (noun == std::string_view::npos) return;
  for (const std::string_view first : {"进", "平"}) {  // 进出口, 平均价格
    if (ahead.substr(0, noun).ends_with(first)) noun -= first.size();
  }
  // The Han words right before the noun, back to a name, a figure or a mark.
  std::size_t begin = noun;
  std::size_t characters = 0;
  while (begin > 0 && characters <= kMostCharacters) {
    const std::size_t before = PreviousCodePoint(line.text, begin);
    if (!IsHanAt(line.text, before) || kOfClause.HasAt(line.text, before)) break;
    begin = before;
    ++characters;
  }
  const bool is_bounded = begin == 0 || !IsHanAt(line.text, PreviousCodePoint(line.text, begin));
  if (!is_bounded || characters > kMostCharacters) {
    // 沿线省区市经通道进出口2398亿元, of nobody that the sentence names: of no whole country.
    if (claim.subject->how == How::kInherited && characters >= 2) claim.qualifiers["part"] = "some";
    return;
  }
  std::string_view words = ahead.substr(begin, noun - begin);
  const auto strip = [&](const auto& list, bool is_before) {
    for (const std::string_view word : list) {
      if (is_before && words.starts_with(word)) words.remove_prefix(word.size());
      if (!is_before && words.ends_with(word)) words.remove_suffix(word.size());
    }
  };
  strip(kBefore, true);
  strip(kBehind, false);
  if (const std::size_t market = words.rfind("市场"); market != std::string_view::npos) {
    words.remove_prefix(market + std::string_view("市场").size());
  }
  const bool is_good = words.size() >= kFewestBytes &&
                       std::find(kNoGoods.begin(), kNoGoods.end(), words) == kNoGoods.end();
  if (is_good) claim.qualifiers["item"] = std::string(words);
}

// 沪深两市成交, 沪深京三市成交: with the third exchange or without it, as the market is called.
void ArticleClaims::SetExchanges(Draft& draft) const {
  Claim& claim = draft.claim;
  if (claim.metric != "turnover" || !claim.subject) return;
  // 沪指涨0.5%…。成交额超3.3万亿: of the market, and not of the index told before.
  static constexpr std::array<std::string_view, 3> kIndices = {"shanghai-composite",
                                                               "shenzhen-component", "chinext"};
  const EntityDefinition* market = know_.entities.FindById("china-stocks");
  if (market != nullptr && claim.subject->how == How::kInherited &&
      IsOneOf(kIndices, claim.subject->id)) {
    claim.subject->id = market->id;
    claim.subject->name = market->name;
  }
  if (claim.subject->id != "china-stocks") return;
  const SentenceLine& line = lines_[draft.line];
  const std::string_view sentence = Slice(mapped_.text, line.span);
  const auto says = [&](std::string_view words) {
    return sentence.find(words) != std::string_view::npos;
  };
  if (says("沪深京") || says("沪深北") || says("三市") || says("全市场")) {
    claim.qualifiers.try_emplace("scope", "three exchanges");
  } else if (says("两市")) {
    claim.qualifiers.try_emplace("scope", "two exchanges");
  }
}

// 国内智能手机出货量: a class whose name says where.
void ArticleClaims::SetRegionOfClass(Draft& draft) const {
  Claim& claim = draft.claim;
  const SentenceLine& line = lines_[draft.line];
  if (claim.qualifiers.contains("region") || claim.qualifiers.contains("scope")) return;
  for (const LineToken& token : line.tokens) {
    if (token.at >= Token(draft).at || token.mention.kind != MentionKind::kEntity) continue;
    if (line.ClauseAt(Token(draft).at) - token.clause > 1) continue;
    const EntityMention& entity = mentions_.entities[token.mention.index];
    if ((entity.kind != "generic" && entity.kind != "class") ||
        (claim.subject && entity.id == claim.subject->id)) {
      continue;
    }
    const std::string_view name = Slice(mapped_.text, token.mention.span);
    for (const std::string_view place : {"国内", "中国", "内地", "全国"}) {
      if (name.starts_with(place)) claim.qualifiers["region"] = "china";
    }
    if (name.starts_with("全球")) claim.qualifiers["region"] = "world";
  }
}

// 数据中心业务收入, data center revenue: a class by its name, right before what is told of it.
void ArticleClaims::SetNamedSegment(Draft& draft) const {
  static constexpr std::array<std::string_view, 18> kBehind = {
      "业务",     "收入",     "营收",   "部门",     "分部",      "板块",
      "事业",     "产能",     "的产能", "年产能",   "的年产能",  "月产能",
      "的月产能", " revenue", " sales", " segment", " business", " division"};
  Claim& claim = draft.claim;
  const SentenceLine& line = lines_[draft.line];
  if (claim.qualifiers.contains("segment")) return;
  for (const LineToken& token : line.tokens) {
    if (token.at >= Token(draft).at) break;
    if (token.mention.kind == MentionKind::kQuantity) claim.qualifiers.erase("segment");
    if (token.mention.kind != MentionKind::kEntity) continue;
    const EntityMention& entity = mentions_.entities[token.mention.index];
    if (entity.kind != "generic" && entity.kind != "class") continue;
    if (claim.subject && entity.id == claim.subject->id) continue;
    const std::string_view rest = std::string_view(line.text).substr(token.at + kPlaceholderBytes);
    if (StartsWithOneOf(rest, kBehind)) claim.qualifiers["segment"] = entity.id;
  }
}

// "80.8% on SWE-bench Verified and 92.7% on GPQA", GPQA得分92.7: the test right behind the figure
// ("on", "in"), else the nearest one before it.
void ArticleClaims::SetBenchmark(Draft& draft) const {
  static constexpr std::string_view kBehind[] = {" on ", " in ", " on the ", " at "};
  const SentenceLine& line = lines_[draft.line];
  const std::size_t at = Token(draft).at;
  std::string before, behind;
  for (const LineToken& token : line.tokens) {
    if (token.mention.kind != MentionKind::kEntity) continue;
    const EntityMention& entity = mentions_.entities[token.mention.index];
    if (entity.kind != "benchmark") continue;
    if (token.at < at) before = entity.id;
    if (token.at <= at || !behind.empty()) continue;
    const std::string_view between = std::string_view(line.text).substr(
        at + kPlaceholderBytes, token.at - at - kPlaceholderBytes);
    if (std::find(std::begin(kBehind), std::end(kBehind), between) != std::end(kBehind)) {
      behind = entity.id;
    }
  }
  const std::string& test = behind.empty() ? before : behind;
  if (!test.empty()) draft.claim.qualifiers["benchmark"] = test;
  // 得分78.4 is 78.4分.
  if (draft.claim.unit == "count") {
    draft.claim.unit = "score";
    draft.claim.dimension = "other";
  }
  // 拿下74.8分,前代则是61.5分: of the model before.
  const std::string_view folded = mapped_.text;
  const std::string_view ahead = folded.substr(0, QuantityOf(draft).number_span.begin);
  const std::size_t mark = ahead.find_last_of(",;");
  const std::string_view clause = mark == std::string_view::npos ? ahead : ahead.substr(mark + 1);
  static constexpr std::string_view kBefore[] = {"前代", "上一代", "上代", "前一代"};
  const bool is_before = StartsWithAny(clause, kBefore);
  const bool is_named = std::any_of(clause.begin(), clause.end(), IsAsciiAlnum);  // 上一代Kestrel 2
  if (is_before && !is_named) draft.claim.qualifiers["part"] = "previous generation";
}

void ArticleClaims::SetOther(Draft& draft, const std::string& key,
                             std::initializer_list<std::string_view> kinds) const {
  Claim& claim = draft.claim;
  if (!claim.subject || claim.qualifiers.contains(key)) return;
  const SentenceLine& line = lines_[draft.line];
  std::string other;
  for (const LineToken& token : line.tokens) {
    if (token.mention.kind != MentionKind::kEntity) continue;
    const EntityMention& entity = mentions_.entities[token.mention.index];
    if (entity.id == claim.subject->id ||
        std::find(kinds.begin(), kinds.end(), entity.kind) == kinds.end()) {
      continue;
    }
    if (!other.empty() && other != entity.id) return;  // which one, nobody says
    other = entity.id;
  }
  if (!other.empty()) claim.qualifiers[key] = other;
}

void ArticleClaims::SetCutOff(Draft& draft) const {
  Claim& claim = draft.claim;
  const SentenceLine& line = lines_[draft.line];
  if (!claim.time.start || !claim.time.end) return;
  for (const LineToken& token : line.tokens) {
    if (token.mention.kind != MentionKind::kTime || token.at > Token(draft).at) continue;
    const TimeExpression& time = mentions_.times[token.mention.index];
    if (!time.is_as_of || !time.end) continue;
    std::size_t at = token.at + kPlaceholderBytes;
    bool ends_year = false;
    for (const std::string_view word : {"为止", "止", "的", ","}) {
      if (!std::string_view(line.text).substr(at).starts_with(word)) continue;
      at += word.size();
      ends_year = ends_year || word == "止";
    }
    const auto next = std::find_if(line.tokens.begin(), line.tokens.end(),
                                   [&](const LineToken& other) { return other.at == at; });
    Period period = PeriodOfWords(std::string_view(line.text).substr(at));
    std::optional<ByteSpan> named;  // 第二财季, a time of its own
    if (next != line.tokens.end() && next->mention.kind == MentionKind::kTime) {
      const TimeExpression& other = mentions_.times[next->mention.index];
      named = mapped_.map.ToSource(other.span);
      if (other.granularity == Granularity::kQuarter) period = PeriodOfMonths(3);
      if (other.granularity == Granularity::kHalf) period = PeriodOfMonths(6);
      if (other.granularity == Granularity::kYear) period = PeriodOfMonths(12);
      // 截至7月10日,2025年…: the year so far.
      const bool is_so_far = other.granularity == Granularity::kYear && !ends_year && other.start &&
                             other.end && *other.start <= *time.end && *time.end < *other.end;
      if (is_so_far) {
        if (claim.time.span != named) continue;
        claim.time.start = other.start;
        claim.time.end = claim.time.as_of = time.end;
        claim.time.granularity = Granularity::kSpan;
        return;
      }
    } else if (next != line.tokens.end() && next->mention.kind == MentionKind::kQuantity) {
      const Quantity& length = mentions_.quantities[next->mention.index];
      for (const int months : {3, 6, 12}) {
        if (length.unit == "month" && length.value.lo == Decimal::Of(months)) {
          period = PeriodOfMonths(months);
        }
      }
    }
    if (period.months > 0) {
      const ByteSpan said = mapped_.map.ToSource(time.span);
      if (claim.time.span != said && (!named || claim.time.span != named)) continue;
      claim.time.start = time.end->PlusDays(1).PlusMonths(-period.months);
      claim.time.end = time.end;
      claim.time.granularity = period.granularity;
      claim.time.as_of.reset();
      return;
    }
    if (!claim.time.as_of && *claim.time.start <= *time.end && *time.end < *claim.time.end) {
      claim.time.as_of = time.end;
    }
  }
}

void ArticleClaims::DropMoveOfLevel(Draft& draft) const {
  Claim& claim = draft.claim;
  const auto move = claim.qualifiers.find("move");
  if (move == claim.qualifiers.end() || claim.dimension == "percent_change" ||
      claim.dimension == "points" || claim.dimension == "ratio") {
    return;
  }
  static constexpr std::array<std::string_view, 11> kTo = {"至",
                                                           "到",
                                                           "达",
                                                           " to ",
                                                           " to about ",
                                                           " to nearly ",
                                                           " to more than ",
                                                           " to around ",
                                                           " to roughly ",
                                                           " to a record ",
                                                           " to over "};
  const std::string_view text = lines_[draft.line].text;
  if (EndsWithOneOf(text.substr(0, Token(draft).at), kTo)) claim.qualifiers.erase(move);
}

}  // namespace heshu::extract
