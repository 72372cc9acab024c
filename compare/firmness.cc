#include "compare/firmness.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <map>
#include <string>

#include "compare/claim_words.h"
#include "compare/time_relation.h"
#include "compare/told_alike.h"

namespace heshu::compare {
namespace {

constexpr long kLongOverDays = 2;  // a session that ended so long ago is told as it closed
constexpr std::size_t kSpanOfComparison = 40;  // bytes from a day to 後最低, past a figure
constexpr long kOneNewsDays = 3;               // between two reports of one piece of news
constexpr long kOneTagDays = 14;               // … on a product whose price and make stay
constexpr int kMostTakenOver = 1;              // of two subjects, two times, two rules

// What is quoted all day long.
constexpr std::array<std::string_view, 14> kQuoted = {
    "average_price",      "exchange_rate",     "index_change", "index_level", "interest_rate",
    "market_cap",         "market_cap_change", "premium",      "price",       "rate_odds",
    "share_price_change", "shares_dealt",      "stock_change", "turnover"};
// Words of any moment but the end of a session, and of its end, in either script.
constexpr std::array<std::string_view, 66> kAtSomeTime = {
    "现报", "現報", "最新报", "最新報", "暂报",     "暫報",   "发稿", "發稿",   "截稿",   "一度",
    "盘中", "盤中", "早盘",   "早盤",   "午盘",     "午盤",   "午间", "午間",   "半日",   "今早",
    "早段", "盘前", "盤前",   "盘后",   "盤後",     "夜盘",   "夜盤", "夜期",   "高开",   "高開",
    "低开", "低開", "现升",   "現升",   "现跌",     "現跌",   "现涨", "新造",   "，曾",   "ADR",
    "尾盘", "尾盤", "开盘",   "開盤",   "开市",     "開市",   "早市", "上午收", "中午收", "曾升",
    "曾跌", "曾涨", "曾漲",   "日内",   "日內",     "目前",   "新高", "新低",   "触及",   "觸及",
    "站上", "突破", "逼近",   "夜间",   "intraday", "futures"};
// The morning's end, and not the day's.
constexpr std::array<std::string_view, 8> kAtNoon = {"上午收", "午间收", "午間收", "中午收",
                                                     "半日收", "午盘收", "午盤收", "午收"};
// What a level is measured against: 較年初的2657美元.
constexpr std::array<std::string_view, 5> kAgainst = {"较", "較", "比", "相对", "相對"};
// A valuation of before, or of what left a company.
constexpr std::array<std::string_view, 19> kOfAnotherRound = {
    "月前",   "年前",   "还是",   "還是",   "上一轮", "上一輪", "当时", "當時", "前员工", "前員工",
    "前首席", "前高管", "前联合", "前聯合", "非营利", "非營利", "部门", "部門", "曾"};
// A product named as the place where others are sold.
constexpr std::array<std::string_view, 4> kAtPlace = {"在", "于", "於", "源："};
constexpr std::array<std::string_view, 8> kOfPlace = {"上",   "平台", "店", "官方旗",
                                                      "旗舰", "旗艦", "搜", "直播"};
constexpr std::array<std::string_view, 28> kAtTheClose = {
    "收盘", "收盤", "收市", "收报", "收報",   "收于",   "收於",     "收在",        "收跌", "收涨",
    "收漲", "收升", "收黑", "收红", "收紅",   "收挫",   "收低",     "收高",        "终场", "終場",
    "全日", "全天", "单日", "單日", "closed", "ended ", "settled ", "at the close"};
// A level that was touched, though it be told days later.
constexpr std::array<std::string_view, 12> kTouched = {
    "新高", "新低", "高位", "高点", "高點", "触及", "觸及", "突破", "冲破", "高见", "高見", "低见"};
// A day's own, whenever it is told.
constexpr std::array<std::string_view, 2> kOfASession = {"closing_price", "opening_price"};

// What is told of companies and products; of a place or a trade it is some sort's that the words
// may not name: 市場規模, 銷量, 營收.
constexpr std::array<std::string_view, 29> kOfSorts = {"average_price",  "cagr",
                                                       "capex",          "consumption_growth",
                                                       "funding",        "gross_margin",
                                                       "growth",         "growth_multiple",
                                                       "headcount",      "inventory_volume",
                                                       "investment",     "market_share",
                                                       "market_size",    "net_profit",
                                                       "orders",         "orders_backlog",
                                                       "passengers",     "price",
                                                       "price_change",   "production",
                                                       "profit_growth",  "revenue",
                                                       "revenue_growth", "sales_growth",
                                                       "shipments",      "stores",
                                                       "token_price",    "units_sold",
                                                       "users"};

template <std::size_t N>
bool Holds(const std::array<std::string_view, N>& ids, std::string_view id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

std::string_view KindOf(const Claim& claim, const Vocabulary& vocabulary) {
  const EntityDefinition* entity = vocabulary.FindEntity(claim.subject->id);
  return entity == nullptr ? std::string_view() : std::string_view(entity->kind);
}

bool IsDatedByPublication(const Claim& claim) {
  return !claim.time.start || claim.time.how == How::kPublished;
}

// 续刷历史新高至2941美元: right before the figure, and not 收报2941美元,创历史新高.
bool IsTouched(const Claim& claim) {
  constexpr std::size_t kNearBytes = 30;
  if (claim.span.begin < claim.sentence_span.begin) return false;
  const std::size_t at = claim.span.begin - claim.sentence_span.begin;
  if (at > claim.sentence.size()) return false;
  const std::size_t from = at - std::min(at, kNearBytes);
  const std::string_view near = std::string_view(claim.sentence).substr(from, at - from);
  return std::any_of(kTouched.begin(), kTouched.end(), [&](std::string_view word) {
    return near.find(word) != std::string_view::npos;
  });
}

// 較年初的2657美元上漲: a level of the time before, whatever the clause dates.
bool IsBase(const Claim& claim) {
  const std::string_view clause = ClauseOf(claim);
  const std::string_view before =
      clause.substr(0, clause.size() - std::min(clause.size(), claim.text.size()));
  return before.ends_with("的") && (ClauseSays(claim, kAgainst) || Says(claim, kAgainst));
}

// Minutes after midnight at which a figure of the very day was told; nullopt: of another day, or no
// clock is known.
std::optional<int> ClockOfItsDay(const Claim& claim) {
  constexpr std::size_t kClockAt = 11;  // 2026-02-10T16:31
  const TrueTime time = TrueTimeOf(claim);
  const auto published = Date::Parse(claim.published);
  const std::string_view clock = claim.published;
  if (!published || !time.IsKnown() || *time.end != *published || clock.size() < kClockAt + 5) {
    return std::nullopt;
  }
  const auto two_digits = [&](std::size_t at) {
    return (clock[at] - '0') * 10 + clock[at + 1] - '0';
  };
  return two_digits(kClockAt) * 60 + two_digits(kClockAt + 3);
}

// Told before the first close of Asia, a close is the morning's.
bool IsToldWithinItsSession(const Claim& claim) {
  constexpr int kFirstClose = 13 * 60 + 30;
  const auto clock = ClockOfItsDay(claim);
  return clock && *clock < kFirstClose;
}

// 特斯拉涨6.39%, told at 00:19 of the next day in Asia: New York still trades.
bool IsToldInTheNightAfter(const Claim& claim) {
  constexpr std::size_t kClockAt = 11;
  constexpr std::string_view kNewYorkCloses = "05:00";
  const TrueTime time = TrueTimeOf(claim);
  const auto published = Date::Parse(claim.published);
  const std::string_view clock = claim.published;
  return published && time.IsKnown() && published->ToDays() - time.end->ToDays() == 1 &&
         clock.size() > kClockAt + kNewYorkCloses.size() &&
         clock.substr(kClockAt, kNewYorkCloses.size()) < kNewYorkCloses &&
         clock.find("+08") != std::string_view::npos;
}

// A day that was over when it was told, as far as is known: goods and currencies are traded into
// the night.
bool IsDayOver(const Claim& claim) {
  constexpr int kLastClose = 16 * 60;
  constexpr int kNewYorkOpens = 21 * 60 + 30;  // as clocks of Asia show it, as its close is
  const auto clock = ClockOfItsDay(claim);
  if (clock) return *clock >= kLastClose && *clock < kNewYorkOpens;
  return !IsToldInTheNightAfter(claim);
}

// 收市報21857點，是10月7日後收市新高，當日報23099點: a day that another sentence spoke of, days
// before, is one that something was measured against.
bool IsOfALentDay(const Claim& claim) {
  if (claim.time.how != How::kInherited) return false;
  const TrueTime time = TrueTimeOf(claim);
  const auto published = Date::Parse(claim.published);
  return published && time.IsKnown() && published->ToDays() - time.end->ToDays() >= kLongOverDays;
}

// 是10月7日7842點後最低: the day, told in the figure's own sentence, of what was as low before.
bool IsMeasuredAgainst(const Claim& claim) {
  if (claim.time.text.empty()) return false;
  const std::string day = "是" + claim.time.text;
  const std::size_t at = claim.sentence.find(day);
  if (at == std::string::npos) return false;
  const std::string_view after =
      std::string_view(claim.sentence).substr(at + day.size()).substr(0, kSpanOfComparison);
  const auto says = [&](std::string_view word) {
    return after.find(word) != std::string_view::npos;
  };
  return says("後") || says("后") || says("以");
}

// Which moment of trading a figure is of. kDay: of a day, and no word says of which moment.
enum class Moment { kOpen, kClose, kExtreme, kDay, kAnyTime };

Moment MomentOf(const Claim& claim) {
  const std::string_view told = Told(claim, "session");
  if (IsToldWithinItsSession(claim) || Says(claim, kAtNoon) || IsBase(claim) ||
      IsOfALentDay(claim) || IsMeasuredAgainst(claim)) {
    return Moment::kAnyTime;
  }
  if (told == "close" || told == "regular") return Moment::kClose;
  if (told == "open" || claim.metric == "opening_price") return Moment::kOpen;
  if (told == "high" || told == "low") return Moment::kExtreme;
  const bool is_clocked = claim.time.text.find(':') != std::string::npos ||
                          claim.time.text.find("时") != std::string::npos ||
                          claim.time.text.find("時") != std::string::npos ||
                          claim.time.text.find("晨") != std::string::npos;
  if (told.empty() && !is_clocked && !claim.rule.ends_with("touched") &&
      ClauseSays(claim, kAtTheClose)) {
    return Moment::kClose;
  }
  if (!told.empty() || is_clocked || claim.rule.ends_with("touched") || Says(claim, kAtSomeTime)) {
    return Moment::kAnyTime;
  }
  if (claim.metric == "price" && IsTouched(claim)) return Moment::kAnyTime;
  if (Says(claim, kAtTheClose)) return Moment::kClose;
  if (IsDatedByPublication(claim)) return Moment::kAnyTime;
  const TrueTime time = TrueTimeOf(claim);
  const auto published = Date::Parse(claim.published);
  const bool is_long_over = !time.weak && time.IsKnown() && published &&
                            published->ToDays() - time.end->ToDays() >= kLongOverDays;
  if (is_long_over) return Moment::kClose;
  // 金價升至2942美元: what stands at a level has been there for a moment.
  const bool is_told = claim.subject->how == How::kStated ||
                       (claim.subject->how == How::kInferred && claim.metric == "turnover");
  const bool is_of_day = is_told && claim.metric != "price" && claim.metric != "index_level" &&
                         claim.metric != "exchange_rate" && IsDayOver(claim);
  return is_of_day ? Moment::kDay : Moment::kAnyTime;
}

// Near each other, or one printed wrong (24.68 and 24.86) or told of the wrong index or unit: a
// stranger's figure lies anywhere.
bool LieNear(const Claim& a, const Claim& b, const FigureIndex& figures,
             const SubjectLinks& links) {
  if (IsMisprint(a, b)) return true;
  for (const std::string& suspect : Diagnose(a, b, figures, links)) {
    if (suspect == "suspect:label_shift" || suspect == "suspect:percent_points") return true;
  }
  if (!a.value.lo || !b.value.lo) return false;
  const double x = std::abs(a.value.lo->ToDouble());
  const double y = std::abs(b.value.lo->ToDouble());
  return std::abs(x - y) <= kMisprintGap * std::max(x, y);
}

// Two figures of one moment; or one of the close, and one of that day.
bool AreOfOneMoment(const Claim& a, const Claim& b, const FigureIndex& figures,
                    const SubjectLinks& links) {
  const Moment x = MomentOf(a);
  const Moment y = MomentOf(b);
  if (x == Moment::kAnyTime || y == Moment::kAnyTime || !LieNear(a, b, figures, links))
    return false;
  const TrueTime time = TrueTimeOf(a);
  if (time.IsKnown() && time.Days() > 1)
    return false;  // this year, since a rate was cut: till when
  if (x == Moment::kDay && y == Moment::kDay) return a.metric == "turnover" || IsMisprint(a, b);
  const auto is_of_day = [](Moment m) { return m == Moment::kDay || m == Moment::kClose; };
  return x == y || (is_of_day(x) && is_of_day(y));
}

// Down 6.4% and up 6.4%: one number, turned about.
bool IsTurned(const Claim& a, const Claim& b) {
  const std::string_view x = Told(a, "move");
  const std::string_view y = Told(b, "move");
  return WeightOf(a) > 0 && a.value.lo == b.value.lo && a.value.hi == b.value.hi && !x.empty() &&
         !y.empty() && x != y;
}

// 放量4718亿, 缩减4718亿, both dated by their words: the digits say that it is one figure of that
// day.
bool AreTurnedOnOneDay(const Claim& a, const Claim& b) {
  const TrueTime x = TrueTimeOf(a);
  const TrueTime y = TrueTimeOf(b);
  return IsTurned(a, b) && WeightOf(a) > 1 && !x.weak && !y.weak && x.IsKnown() && y.IsKnown() &&
         x.Days() == 1 && y.Days() == 1 && *x.end == *y.end;
}

// Both of one day, told on one day, one of them as it closed and neither of another moment: where
// only digits changed places, or the sign, it is no accident that no word says the day.
bool AreOneCloseMisprinted(const Claim& a, const Claim& b) {
  const TrueTime x = TrueTimeOf(a);
  const TrueTime y = TrueTimeOf(b);
  const bool is_of_one_day = x.IsKnown() && y.IsKnown() && x.Days() == 1 && y.Days() == 1 &&
                             *x.end == *y.end &&
                             Date::Parse(a.published) == Date::Parse(b.published);
  if (!is_of_one_day || (!IsMisprint(a, b) && !IsTurned(a, b))) return false;
  // The parity of a currency is told in the morning and holds for the day.
  const auto is_running = [](const Claim& claim) {
    return claim.metric != "exchange_rate" && IsToldWithinItsSession(claim);
  };
  // Told at no known hour, a level may be any of the day's: 报5352点 beside 收报5235点.
  const auto has_hour = [](const Claim& claim) {
    return claim.metric == "exchange_rate" || claim.published.find('T') != std::string::npos;
  };
  const auto may_be_close = [&](const Claim& claim) {
    return MomentOf(claim) == Moment::kClose ||
           (has_hour(claim) && Told(claim, "session").empty() && !is_running(claim) &&
            !Says(claim, kAtSomeTime) && claim.time.text.find(':') == std::string::npos);
  };
  return may_be_close(a) && may_be_close(b) &&
         (MomentOf(a) == Moment::kClose || MomentOf(b) == Moment::kClose);
}

// 美股三大指数收涨, told at no known hour: of the night before, as papers of Asia count, or of the
// day itself, where the date is New York's.
bool IsOfSomeNight(const Claim& claim) {
  constexpr long kMostDays = 3;  // over a weekend
  const auto published = Date::Parse(claim.published);
  if (claim.time.how != How::kInherited || claim.time.span || !claim.time.text.empty() ||
      claim.published.find('T') != std::string::npos || !published || !claim.time.end) {
    return false;
  }
  const long days = published->ToDays() - claim.time.end->ToDays();
  return claim.time.start == claim.time.end && days >= 1 && days <= kMostDays;
}

// The price of a product is a price tag; that of a share, a good or a currency is a quote.
bool IsQuoted(const Claim& claim, std::string_view kind) {
  if (Holds(kOfASession, claim.metric)) return true;
  if (claim.metric == "interest_rate" && !Told(claim, "implied").empty()) return true;
  if (claim.metric == "interest_rate" && kind == "body") return false;  // set by its meetings
  if (claim.metric == "shares_dealt" && Told(claim, "item") == "offering") return false;  // once
  const bool is_tag = (claim.metric == "price" || claim.metric == "average_price") &&
                      (kind == "product" || kind == "model" || kind == "chip");
  return Holds(kQuoted, claim.metric) && !is_tag;
}

// 在淘宝搜索…售价20元: what is sold there is priced, and not the place.
bool IsPlaceOfSale(const Claim& claim) {
  const std::string& name = claim.subject->text;
  const std::string_view sentence = claim.sentence;
  const std::size_t at = name.empty() ? std::string_view::npos : sentence.find(name);
  if (at == std::string_view::npos) return false;
  const std::string_view before = sentence.substr(0, at);
  const std::string_view after = sentence.substr(at + name.size());
  return std::any_of(kAtPlace.begin(), kAtPlace.end(),
                     [&](std::string_view word) { return before.ends_with(word); }) ||
         std::any_of(kOfPlace.begin(), kOfPlace.end(),
                     [&](std::string_view word) { return after.starts_with(word); });
}

// A text that speaks of nobody else: of whom a later sentence speaks is no question.
bool IsOfSoleSubject(const Claim& claim, const SubjectLinks& links, const FigureIndex& figures) {
  constexpr std::ptrdiff_t kFewest = 4;  // claims that show it
  constexpr std::ptrdiff_t kOthers = 5;  // one claim in so many may be of another
  const auto component = links.Component(claim.subject->id);
  std::ptrdiff_t own = 0;
  std::ptrdiff_t others = 0;
  for (const Claim* c : figures.OfDocument(claim.doc)) {
    if (!c->subject || c->metric.empty()) continue;
    ++(links.Component(c->subject->id) == component ? own : others);
  }
  return own >= kFewest && others * kOthers <= own + others;
}

// Rates of which a place or an official sets many: by goods, by whom they hit, by post.
constexpr std::array<std::string_view, 2> kOfMany = {"tariff_rate", "wages"};

// What a text that tells several tells of several holders, packs or sorts, wherever they stand.
constexpr std::array<std::string_view, 2> kOfSeveral = {"price", "stake"};

// 得标利率, 团队40人, 均价, 2022年以来: of one sale of paper, some team, some good, several rounds.
bool IsOfNoName(const Claim& claim) {
  const bool is_since = claim.metric == "layoffs" && IsDatedByPublication(claim) &&
                        claim.sentence.find("以来") != std::string::npos;
  const std::string_view item = Told(claim, "item");
  return !Told(claim, "auction").empty() || item == "team" || item == "average price" || is_since;
}

bool NameOne(const Claim& a, const Claim& b, const char* key) {
  return !Told(a, key).empty() && Told(a, key) == Told(b, key);
}

// What offices count of places, banks decide and makers ask for a version: who speaks of it names
// the place or the version.
bool IsOfNamed(const Claim& claim, std::string_view kind) {
  return kind == "region" || (kind == "body" && claim.metric == "interest_rate") ||
         claim.metric == "token_price";
}

// Of what a claim's key is taken from elsewhere in its text.
int TakenOver(const Claim& claim, const SubjectLinks& links, const FigureIndex& figures) {
  const bool is_by_ellipsis = claim.rule.find("ellipsis") != std::string::npos ||
                              claim.rule.ends_with(".list") || claim.rule.ends_with(".right_here");
  const bool is_inherited =
      claim.subject->how != How::kStated && !IsOfSoleSubject(claim, links, figures);
  return int{is_inherited} + int{claim.time.how == How::kInherited} + int{is_by_ellipsis};
}

// Two figures of a sentence with nothing but a joint between them: no move (由x降至y), no part.
bool AreListed(const Claim& a, const Claim& b) {
  constexpr std::size_t kMostBytes = 28;
  if (a.sentence_span != b.sentence_span) return false;
  const ByteSpan first = a.span.begin < b.span.begin ? a.span : b.span;
  const ByteSpan second = a.span.begin < b.span.begin ? b.span : a.span;
  if (second.begin < first.end || first.end < a.sentence_span.begin) return false;
  const std::size_t length = second.begin - first.end;
  const std::size_t at = first.end - a.sentence_span.begin;
  if (length > kMostBytes || at + length > a.sentence.size()) return false;
  const std::string_view between = std::string_view(a.sentence).substr(at, length);
  static constexpr std::array<std::string_view, 6> kJoints = {"、", "/", "和", "及", "与", "或"};
  return std::any_of(kJoints.begin(), kJoints.end(), [&](std::string_view joint) {
    return between.find(joint) != std::string_view::npos;
  });
}

// What narrows a figure; 高至340元 and 低至20元 are of one key.
std::map<std::string, std::string> KeysOf(const Claim& claim) {
  std::map<std::string, std::string> out = claim.qualifiers;
  out.erase("emphasis");
  return out;
}

// 2.35%、2.50%、2.85%: a sentence that tells several figures under one key knows which is which,
// and its words were not read.
bool IsOneOfSeveral(const Claim& claim, const FigureIndex& figures) {
  const auto& all = figures.OfDocument(claim.doc);
  return std::any_of(all.begin(), all.end(), [&](const Claim* c) {
    const bool is_beside = AreListed(claim, *c) || Holds(kOfSeveral, c->metric);
    return c->id != claim.id && is_beside && c->subject && c->subject->id == claim.subject->id &&
           c->metric == claim.metric && c->unit == claim.unit && c->modality == claim.modality &&
           c->value != claim.value && c->time.start == claim.time.start &&
           c->time.end == claim.time.end && KeysOf(*c) == KeysOf(claim);
  });
}

// A place that another sentence named, in a text that tells of other places too; a bank or a
// version in a text that tells of anything else.
bool IsLent(const Claim& claim, const Vocabulary& vocabulary, const SubjectLinks& links,
            const FigureIndex& figures) {
  if (claim.subject->how != How::kInherited) return false;
  if (KindOf(claim, vocabulary) != "region") return !IsOfSoleSubject(claim, links, figures);
  const auto component = links.Component(claim.subject->id);
  const auto& all = figures.OfDocument(claim.doc);
  return std::any_of(all.begin(), all.end(), [&](const Claim* c) {
    return c->subject && KindOf(*c, vocabulary) == "region" &&
           links.Component(c->subject->id) != component;
  });
}

bool AreOfOneHouse(const Claim& a, const Claim& b) {
  return a.attribution && b.attribution && !a.attribution->id.empty() &&
         a.attribution->id == b.attribution->id;
}

// Valuations of one round: neither is of a time before or of an offshoot, and they lie near each
// other, unless the words name the round or what was raised.
bool AreOfOneRound(const Claim& a, const Claim& b, const PairVerdict& verdict,
                   const Vocabulary& vocabulary, const FigureIndex& figures) {
  if (ClauseSays(a, kOfAnotherRound) || ClauseSays(b, kOfAnotherRound)) return false;
  if (Told(a, "round") == Told(b, "round") && !Told(a, "round").empty()) return true;
  return verdict.gap <= kMisprintGap || TellOneFunding(a, b, vocabulary, figures);
}

// Of several days that were not over when it was told, and no forecast.
bool IsStillAddingUp(const Claim& claim) {
  const TrueTime time = TrueTimeOf(claim);
  const auto published = Date::Parse(claim.published);
  return claim.modality == Modality::kReported && published && !time.weak && time.IsKnown() &&
         time.Days() > 1 && *time.end >= *published;
}

// 增8.2% and 減8.2%: of one size, so that a sign was lost; or both next to nothing.
bool AreOfOneSize(const Claim& a, const Claim& b) {
  constexpr double kMostApart = 0.25;
  constexpr double kNextToNothing = 1;  // percent
  if (!a.value.lo || !b.value.lo) return false;
  const double x = std::abs(a.value.lo->ToDouble());
  const double y = std::abs(b.value.lo->ToDouble());
  const bool is_percent = a.unit == "percent" && b.unit == "percent";
  return std::abs(x - y) <= kMostApart * std::max(x, y) ||
         (is_percent && std::max(x, y) <= kNextToNothing);
}

// The E round of a company: an event whose name says which.
bool IsNamedEvent(const Claim& a, const Claim& b, const MetricDefinition& metric) {
  const auto is_named_alike = [&](const std::string& key) {
    const std::string_view name = Told(a, key.c_str());
    return !name.empty() && name == Told(b, key.c_str());
  };
  return metric.kind == MetricKind::kEvent && !metric.required.empty() &&
         a.subject->id == b.subject->id &&
         std::all_of(metric.required.begin(), metric.required.end(), is_named_alike);
}

// 预计2024年需求增211万桶, a month later 203万桶: what is forecast is forecast anew.
bool AreForecastsOfDifferentDays(const Claim& a, const Claim& b) {
  constexpr long kOneForecastDays = 10;
  const std::optional<long> days = DaysBetweenReports(a, b);
  return a.modality == Modality::kForecast && b.modality == Modality::kForecast && days &&
         *days > kOneForecastDays;
}

// Without a word of a time, reports of the same days: on what a product costs or has; on anything
// else, of figures that lie near each other.
bool AreOfOneDay(const Claim& a, const Claim& b, const PairVerdict& verdict,
                 std::string_view kind) {
  if (a.subject->how != How::kStated && b.subject->how != How::kStated) return false;
  const std::optional<long> days = DaysBetweenReports(a, b);
  if (!days) return false;
  const bool is_tag = kind == "product" || kind == "model" || kind == "chip";
  return is_tag ? *days <= kOneTagDays : *days <= kOneNewsDays && verdict.gap <= kMisprintGap;
}

}  // namespace

std::string_view LooseKeyOf(const Claim& a, const Claim& b, const PairVerdict& verdict,
                            const MetricDefinition& metric, const Vocabulary& vocabulary,
                            const SubjectLinks& links, const FigureIndex& figures) {
  const std::string_view kind = KindOf(a, vocabulary);
  const bool is_quoted = IsQuoted(a, kind);
  const auto are_of_one_report = [&] {
    return TellOneReport(a, b, is_quoted, vocabulary, links, figures);
  };
  // 澄光科技, Chengguang: one company only where the texts tell more of it alike.
  if (links.Between(a.subject->id, b.subject->id) == SubjectLink::kCalled && !are_of_one_report()) {
    return "subject";
  }
  // 增75.7%, of a part, and 減8.7%, of all: a sign that was lost leaves the digits as they were.
  if (IsSignClash(verdict) && !AreOfOneSize(a, b) && !are_of_one_report()) return "item";
  // 本月累計流入231億, two days later 265億: what still adds up is of the moment it was told.
  const bool adds_up = metric.kind == MetricKind::kFlow && a.published != b.published;
  if (adds_up && (IsStillAddingUp(a) || IsStillAddingUp(b))) return "time";
  if (is_quoted) {
    const bool is_of_some_night = IsOfSomeNight(a) || IsOfSomeNight(b);
    if (is_of_some_night && (a.published != b.published || !IsMisprint(a, b))) return "time";
    const bool is_undated = IsDatedByPublication(a) || IsDatedByPublication(b);
    const bool is_of_one_moment = AreOfOneMoment(a, b, figures, links);
    if (is_of_one_moment && !is_undated) return {};
    if (AreOneCloseMisprinted(a, b)) return {};
    if (IsMisprint(a, b) && are_of_one_report()) return {};
    if (AreTurnedOnOneDay(a, b)) return {};
    return is_undated ? "time" : "session";
  }
  if (IsMisprint(a, b) || IsTellingSlip(a, b) || IsCurrencySlip(a, b, metric)) return {};
  const bool is_subject_lent = a.subject->how != How::kStated && b.subject->how != How::kStated;
  if (metric.id == "price" && (is_subject_lent || IsPlaceOfSale(a) || IsPlaceOfSale(b))) {
    return "item";
  }
  // Each house has a target of its own, and each round a valuation.
  if (metric.id == "target_price" && !AreOfOneHouse(a, b)) {
    return are_of_one_report() ? "" : "attribution";
  }
  if (metric.id == "valuation" && !AreOfOneRound(a, b, verdict, vocabulary, figures)) {
    return "round";
  }
  const bool is_place = kind == "region" || kind == "class" || kind == "generic" ||
                        kind == "group" || kind == "index";
  if (is_place && Holds(kOfSorts, a.metric) &&
      (Told(a, "item").empty() || Told(a, "item") != Told(b, "item"))) {
    return "item";
  }
  if (IsOfNoName(a) || IsOfNoName(b)) return "item";
  if (Holds(kOfMany, a.metric) && !NameOne(a, b, "item") && !NameOne(a, b, "peer")) return "item";
  // 新訂單指數: of makers or of services, as the report says elsewhere.
  if (metric.id == "pmi_part" && !are_of_one_report()) return "survey";
  if (IsOneOfSeveral(a, figures) || IsOneOfSeveral(b, figures)) return "item";
  // 台積電 4nm, 2nm: a company makes many.
  if (metric.kind == MetricKind::kConstant && (kind == "company" || kind == "generic")) {
    return "item";
  }
  if (AreForecastsOfDifferentDays(a, b)) return "time";
  // 猪肉均价比昨天升1.4%, a day later another: each is of its own day.
  const TrueTime of_a = TrueTimeOf(a);
  const TrueTime of_b = TrueTimeOf(b);
  const bool are_of_days = of_a.IsKnown() && of_b.IsKnown() && of_a.Days() == 1 && of_b.Days() == 1;
  if (metric.id == "price_change" && are_of_days && a.published != b.published) return "time";
  if (AreOneNews(a, b, metric) || IsNamedEvent(a, b, metric)) return {};
  const bool is_undated = metric.kind != MetricKind::kConstant &&
                          (IsDatedByPublication(a) || IsDatedByPublication(b)) &&
                          !AreOfOneDay(a, b, verdict, kind);
  // 平均收益率达0.15%: of which place, the words of neither the figure nor its sentence say.
  const bool is_lent = IsOfNamed(a, kind) && (IsLent(a, vocabulary, links, figures) ||
                                              IsLent(b, vocabulary, links, figures));
  const bool is_taken_over =
      is_lent || TakenOver(a, links, figures) + TakenOver(b, links, figures) > kMostTakenOver;
  if ((!is_undated && !is_taken_over) || are_of_one_report()) return {};
  return is_undated ? "time" : "subject";
}

}  // namespace heshu::compare
