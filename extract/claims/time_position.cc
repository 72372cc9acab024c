#include "extract/claims/time_position.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "extract/pattern/lazy_pattern.h"
#include "extract/pattern/utf8.h"
#include "extract/text/affix.h"

namespace heshu::extract {

bool IsCauseTime(std::string_view line, std::size_t at, Granularity granularity) {
  // A quarter or a year that moved something is as a rule the figure's own, or its baseline.
  if (granularity > Granularity::kWeek && granularity != Granularity::kSpan) return false;
  // 春节假期拉长是主因, 春节错月: what moved the figures, behind it.
  if (StartsWithAny(line.substr(at + kPlaceholderBytes),
                    {"拉长", "延长", "错月", "错位", "错期", "因素", "效应", "较早", "较晚", "落在",
                     "提前", "推迟", "工作天数", "长假因素"})) {
    return true;
  }
  std::string_view ahead = line.substr(0, at);
  for (const std::string_view whose : {"农历", "中国", "传统", "内地", "长达", "今年", "去年"}) {
    if (ahead.ends_with(whose)) ahead.remove_suffix(whose.size());
  }
  return EndsWithAny(ahead, {"因",   "因为", "受",   "由于", "适逢", "恰逢", "正逢", "欣逢",
                             "逢",   "遇",   "遇上", "碰上", "撇除", "剔除", "扣除", "因应",
                             "迎接", "用药", "给药", "服药", "治疗", "注射", "接种", "随访"}) &&
         !ahead.ends_with("接受");
}

bool IsDayOfPeak(std::string_view line, std::size_t at) {
  constexpr std::size_t kNearBytes = 36;
  const std::string_view ahead = line.substr(0, at);
  if (!EndsWithAny(ahead, {"在", "为", "是", "于"})) return false;
  const std::size_t clause = ahead.find_last_of(",;:");
  const std::size_t begin = std::max(clause == std::string_view::npos ? 0 : clause,
                                     ahead.size() > kNearBytes ? ahead.size() - kNearBytes : 0);
  const std::string_view near = ahead.substr(begin);
  for (const std::string_view peak : {"峰", "最高", "最低", "最大", "最多"}) {
    if (near.find(peak) != std::string_view::npos) return true;
  }
  return false;
}

bool IsReachOfRecord(std::string_view line, std::size_t at) {
  // "founded in 2016": when a company began, and no time of what it tells
  if (EndsWithAny(line.substr(0, at),
                  {"founded in ", "established in ", "launched in ", "set up in ", "started in ",
                   "Founded in ", "Established in "})) {
    return true;
  }
  // "the biggest decline since its debut in 2005"
  static const LazyPattern record(
      "(?i:\\b(?:biggest|largest|most|fastest|quickest|highest|lowest|slowest|weakest|strongest|"
      "steepest|sharpest|worst|best|least|longest|first|deepest|smallest|busiest|record|high|low)"
      "\\b"
      "[^,;\\x{E030}-\\x{E0FF}]{0,60} since (?:[a-z'-]+ ){0,5})$");
  // "26% below its peak in 2021"
  static const LazyPattern mark(
      "(?i:\\b(?:below|above|from|since|under|off|over|beneath|than|of) (?:its|their|the|a|an) "
      "(?:[a-z-]+ ){0,3}(?:peaks?|highs?|lows?|record|trough|debut|listing|launch)(?: (?:hit|set|"
      "reached|seen|touched))?(?: back)? (?:in|of|from|on) )$");
  const std::string_view ahead = line.substr(0, at);
  if (record.FoundIn(ahead) || mark.FoundIn(ahead)) return true;
  static const std::vector<std::string_view> kRecords = {
      "最大", "最高", "最低",     "最多",   "最少",   "最优",   "最佳",   "最差",  "最旺",
      "最快", "最慢", "最后一次", "第二次", "第三次", "第四次", "又一次", "最强",  "最弱",
      "最长", "最好", "首见",     "新高",   "新低",   "单日最", "单月最", "单季最"};
  std::string_view rest = line.substr(at + kPlaceholderBytes);
  // 近16年又3个月来最高
  constexpr std::string_view kAnd = "又";
  if (rest.starts_with(kAnd) && rest.size() > kAnd.size() &&
      static_cast<unsigned char>(rest[kAnd.size()]) == 0xEE) {
    rest.remove_prefix(kAnd.size() + kPlaceholderBytes);
  }
  for (const std::string_view since : {"以来", "来", "之后", "后", "的", "收市", "即市"}) {
    if (rest.starts_with(since)) rest.remove_prefix(since.size());
  }
  return StartsWithAny(rest, kRecords);
}

bool IsRecordWithFigure(std::string_view line, std::size_t at) {
  std::string_view rest = line.substr(at + kPlaceholderBytes);
  if (rest.size() <= kPlaceholderBytes) return false;
  rest.remove_prefix(kPlaceholderBytes);
  return StartsWithAny(rest, {"后最", "以来最", "后新", "以来新", "后收市", "以来收市"});
}

bool IsInRelativeClause(std::string_view line, std::size_t at, std::size_t figure) {
  for (const std::string_view opener : {", which ", ", who ", ", whose ", ", where "}) {
    const std::size_t open = line.rfind(opener, at);
    if (open == std::string_view::npos) continue;
    const std::string_view between = line.substr(open + opener.size(), at - open - opener.size());
    const std::size_t close = line.find(", ", at);
    const bool is_inside = between.find(", ") == std::string_view::npos;
    if (is_inside && close != std::string_view::npos && figure > close) return true;
  }
  return false;
}

bool IsDayOfTelling(std::string_view line, std::size_t at, Granularity granularity) {
  constexpr std::size_t kNearBytes = 30;
  if (granularity > Granularity::kDay) return false;
  const std::string_view rest = line.substr(at + kPlaceholderBytes);
  const std::string_view near = rest.substr(0, std::min(rest.find(','), kNearBytes));
  for (const std::string_view verb :
       {"公布", "发布", "披露", "宣布", "发表", "公告", "召开", "表示", "透露", "指出", "announced",
        "reported", " posted", " unveiled", " disclosed"}) {
    if (near.find(verb) != std::string_view::npos) return true;
  }
  // 金泽培今日说,全年总乘客量…
  return StartsWithAny(rest, {"说,", "说:", "称,", "称:"});
}

bool IsReachOfSince(std::string_view line, std::size_t at, std::size_t figure) {
  // 距离今年低位不足200点, 较8月高位339元: the time of that top or bottom alone.
  static constexpr std::size_t kBesideBytes = 12;
  std::string_view word = line.substr(at + kPlaceholderBytes);
  if (word.starts_with("的")) word.remove_prefix(std::string_view("的").size());
  if (StartsWithAny(word, {"高位", "低位", "高点", "低点"})) {
    return figure <= at || figure - at > kPlaceholderBytes + kBesideBytes;
  }
  static constexpr std::string_view kSince = "以来";
  static const std::vector<std::string_view> kRecords = {"最",   "首",   "新高",   "新低",   "次高",
                                                         "次低", "同期", "新大量", "新高量", "第"};
  constexpr std::size_t kMostBytesBehind = 30;  // 以来本港集资额最大
  const std::size_t since = line.find(kSince, at);
  if (since == std::string_view::npos) return false;
  if (line.substr(at, since - at).find_first_of(",;:") != std::string_view::npos) return false;
  if (line.substr(at + kPlaceholderBytes, since - at).find(kTimePlaceholder) !=
      std::string_view::npos) {
    return false;
  }
  if (figure > at && figure < since) return false;
  std::string_view behind = line.substr(since + kSince.size(), kMostBytesBehind);
  behind = behind.substr(0, behind.find_first_of(",;:"));
  return std::any_of(kRecords.begin(), kRecords.end(), [&](std::string_view record) {
    return behind.find(record) != std::string_view::npos;
  });
}

bool IsTimeLeftBehind(const SentenceLine& line, std::size_t time) {
  const std::size_t at = line.tokens[time].at;
  if (!EndsWithAny(std::string_view(line.text).substr(0, at), {"从", "由", "自"})) return false;
  if (time + 1 >= line.tokens.size()) return false;
  const LineToken& next = line.tokens[time + 1];
  const std::size_t from = at + kPlaceholderBytes;
  if (next.mention.kind != MentionKind::kQuantity || next.at < from) return false;
  const std::string_view between = std::string_view(line.text).substr(from, next.at - from);
  static constexpr std::string_view kJoints[] = {"", "的", "约", "的约", "每股", "录得", "约的"};
  return std::find(std::begin(kJoints), std::end(kJoints), between) != std::end(kJoints);
}

bool IsMoveFrom(const SentenceLine& line, std::size_t figure) {
  return figure > 0 && line.tokens[figure - 1].mention.kind == MentionKind::kTime &&
         IsTimeLeftBehind(line, figure - 1);
}

bool IsGoneByItself(std::string_view words) {
  static constexpr std::string_view kGone[] = {"上月",   "上个月", "上周",   "上星期",
                                               "上季",   "上个季", "上一季", "前月",
                                               "上财季", "昨",     "前日",   "前天"};
  return std::any_of(std::begin(kGone), std::end(kGone),
                     [&](std::string_view gone) { return words.starts_with(gone); });
}

bool IsMonthOfDelivery(std::string_view line, std::size_t time, std::string_view next) {
  const std::string_view behind = line.substr(time + kPlaceholderBytes);
  // 6月台股期指: the index stands between.
  if (!next.empty() && behind.size() > kPlaceholderBytes &&
      StartsWithAny(behind.substr(kPlaceholderBytes),
                    {"期指", "期货", "期金", "期油", "指数期货"})) {
    return true;
  }
  return EndsWithAny(next, {"期货", "期金", "期油", "期指", "台指期"}) ||
         StartsWithAny(behind, {" delivery", "-delivery", " contract", "交割", "交货", "期货",
                                "期金", "原油期货", "期油", "台指期", "期指"});
}

bool CanMoveShares(const SentenceLine& line, const LineToken& token, const TimeExpression& time,
                   const LineToken* figure) {
  if (!time.end || time.is_future) return false;
  if (time.granularity < Granularity::kMonth) return true;
  if (figure != nullptr && token.clause == figure->clause) return true;
  // 上月通胀高于预期,日圆一度急挫1.5%: what happens in a session is of no month before it.
  if (time.granularity < Granularity::kQuarter) {
    if (figure == nullptr || figure->at < token.at) return true;
    static constexpr std::string_view kSession[] = {
        "一度", "曾",   "高见", "低见", "早盘", "盘中", "收市",   "收报", "尾市", "现报",
        "新造", "股价", "早段", "午后", "开市", "开盘", "较早时", "尾段", "企稳"};
    const std::string_view words =
        std::string_view(line.text).substr(token.at, figure->at - token.at);
    const auto says = [words](std::string_view word) {
      return words.find(word) != std::string_view::npos;
    };
    if (says("累") || std::none_of(std::begin(kSession), std::end(kSession), says)) return true;
  }
  // 11月以来上涨1208点,涨幅7.6%: the same move, in percent.
  if (figure != nullptr && figure->clause == token.clause + 1 && figure->at > token.at) {
    const std::size_t own = line.ClauseBegin(figure->at);
    const std::string_view words = std::string_view(line.text).substr(own, figure->at - own);
    for (const std::string_view size :
         {"涨幅", "跌幅", "升幅", "幅度", "涨幅为", "跌幅为", "涨幅达", "跌幅达", "涨幅约",
          "跌幅约", "升幅达", "幅度达"}) {
      if (words == size) return true;
    }
  }
  const std::size_t end = line.ClauseEnd(token.at);
  const std::size_t begin = line.ClauseBegin(token.at);
  // 首季创2022年以来最大跌幅,分别下跌…: what the clause says of the period, the next one tells.
  const std::string_view clause = std::string_view(line.text).substr(begin, end - begin);
  for (const std::string_view said : {"跌幅", "涨幅", "升幅", "累跌", "累升", "累涨", "表现"}) {
    if (clause.find(said) != std::string_view::npos) return true;
  }
  return end - begin <= 4 * kPlaceholderBytes;
}

bool NamesYear(std::string_view words) {
  if (words.find("20") != std::string_view::npos) return true;
  static constexpr std::string_view kYear = "年";
  static constexpr std::string_view kHalf = "半";
  static constexpr std::string_view kEnds[] = {"底", "末", "初", "中"};
  for (std::size_t at = words.find(kYear); at != std::string_view::npos;
       at = words.find(kYear, at + kYear.size())) {
    const bool is_half = words.substr(0, at).ends_with(kHalf);
    const bool is_end = at == 0 && StartsWithAny(words.substr(kYear.size()), kEnds);
    if (!is_half && !is_end) return true;
  }
  return false;
}

bool IsToldOn(std::string_view line, std::size_t at, Granularity granularity) {
  if (granularity > Granularity::kDay) return false;
  static const LazyPattern told(
      "(?i:\\b(?:sa(?:id|ys|ying)|show(?:ed|s|n|ing)?|announc(?:ed|ing)|report(?:ed|s|ing)?|"
      "releas(?:ed?|ing)|publish(?:ed|ing)|disclos(?:ed|ing)|unveil(?:ed|ing)|told|"
      "reveal(?:ed|ing)|fil(?:ed|ing)|wrote|statements?|filings?|briefing|conference|data|figures|"
      "results|survey|note|disclosure|announcement)\\b[^,;\\x{E030}-\\x{E0FF}]{0,60} (?:on |late "
      ")*)$");
  return told.FoundIn(line.substr(0, at));
}

bool IsOfTurnover(const Claim& claim) {
  const auto of = claim.qualifiers.find("of");
  return of != claim.qualifiers.end() &&
         (of->second == "turnover" || of->second == "short_turnover");
}

bool IsDaily(const Claim& claim) {
  return claim.metric == "net_inflow" || claim.rule == "share.touched" ||
         (claim.metric == "interest_rate" && claim.subject &&
          claim.subject->id.starts_with("hibor"));
}

bool IsMonthlyBulletin(std::string_view line, std::string_view metric) {
  static constexpr std::string_view kCounted[] = {"units_sold", "production", "sales_growth",
                                                  "production_growth", "shipments"};
  static constexpr std::string_view kBulletins[] = {"产销快报", "销量快报", "销售快报",
                                                    "产销公告", "产销数据", "产销量快报"};
  static constexpr std::string_view kSums[] = {"累计", "今年", "全年", "年初"};
  const auto says = [&](std::string_view word) {
    return line.find(word) != std::string_view::npos;
  };
  return std::find(std::begin(kCounted), std::end(kCounted), metric) != std::end(kCounted) &&
         std::any_of(std::begin(kBulletins), std::end(kBulletins), says) &&
         std::none_of(std::begin(kSums), std::end(kSums), says);
}

ClaimTime MonthBefore(Date day) {
  ClaimTime time;
  const Date first = Date{day.year, day.month, 1}.PlusMonths(-1);
  time.start = first;
  time.end = Date{first.year, first.month, Date::DaysInMonth(first.year, first.month)};
  time.granularity = Granularity::kMonth;
  time.how = How::kResolved;
  return time;
}

}  // namespace heshu::extract
