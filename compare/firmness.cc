#include "compare/firmness.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <span>
#include <string>

#include "compare/time_relation.h"

namespace heshu::compare {
namespace {

constexpr long kLongOverDays = 2;      // a session that ended so long ago is told as it closed
constexpr long kOneNewsDays = 3;       // between two reports of one piece of news
constexpr long kOneTagDays = 14;       // … on a product whose price and make stay
constexpr int kMostTakenOver = 1;      // of two subjects, two times, two rules
constexpr int kSharesOfOneReport = 2;  // by WeightOf(): what two texts on one report both tell

// What is quoted all day long.
constexpr std::array<std::string_view, 14> kQuoted = {
    "average_price",      "exchange_rate",     "index_change", "index_level", "interest_rate",
    "market_cap",         "market_cap_change", "premium",      "price",       "rate_odds",
    "share_price_change", "shares_dealt",      "stock_change", "turnover"};
// Words of any moment but the end of a session, and of its end, in either script.
constexpr std::array<std::string_view, 55> kAtSomeTime = {
    "现报", "現報", "最新报", "最新報",   "暂报",   "暫報", "发稿", "發稿",   "截稿",   "一度",
    "盘中", "盤中", "早盘",   "早盤",     "午盘",   "午盤", "午间", "午間",   "半日",   "今早",
    "早段", "盘前", "盤前",   "盘后",     "盤後",   "夜盘", "夜盤", "夜期",   "高开",   "高開",
    "低开", "低開", "现升",   "現升",     "现跌",   "現跌", "现涨", "新造",   "，曾",   "ADR",
    "尾盘", "尾盤", "开盘",   "開盤",     "开市",   "開市", "早市", "上午收", "中午收", "曾升",
    "曾跌", "曾涨", "曾漲",   "intraday", "futures"};
constexpr std::array<std::string_view, 28> kAtTheClose = {
    "收盘", "收盤", "收市", "收报", "收報",   "收于",   "收於",     "收在",        "收跌", "收涨",
    "收漲", "收升", "收黑", "收红", "收紅",   "收挫",   "收低",     "收高",        "终场", "終場",
    "全日", "全天", "单日", "單日", "closed", "ended ", "settled ", "at the close"};
// A day's own, whenever it is told.
constexpr std::array<std::string_view, 2> kOfASession = {"closing_price", "opening_price"};

// What is told of companies and products; of a place or a trade it is some sort's that the words
// may not name: 市場規模, 銷量, 營收.
constexpr std::array<std::string_view, 28> kOfSorts = {"average_price", "cagr",
                                                       "capex",         "consumption_growth",
                                                       "funding",       "gross_margin",
                                                       "growth",        "growth_multiple",
                                                       "headcount",     "inventory_volume",
                                                       "investment",    "market_share",
                                                       "market_size",   "net_profit",
                                                       "orders",        "orders_backlog",
                                                       "price",         "price_change",
                                                       "production",    "profit_growth",
                                                       "revenue",       "revenue_growth",
                                                       "sales_growth",  "shipments",
                                                       "stores",        "token_price",
                                                       "units_sold",    "users"};

template <std::size_t N>
bool Holds(const std::array<std::string_view, N>& ids, std::string_view id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

std::string_view KindOf(const Claim& claim, const Vocabulary& vocabulary) {
  const EntityDefinition* entity = vocabulary.FindEntity(claim.subject->id);
  return entity == nullptr ? std::string_view() : std::string_view(entity->kind);
}

std::string_view Told(const Claim& claim, const char* key) {
  const auto at = claim.qualifiers.find(key);
  return at == claim.qualifiers.end() ? std::string_view() : std::string_view(at->second);
}

bool IsDatedByPublication(const Claim& claim) {
  return !claim.time.start || claim.time.how == How::kPublished;
}

bool Says(const Claim& claim, std::span<const std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return claim.sentence.find(word) != std::string::npos;
  });
}

// Which moment of trading a figure is of. kDay: of a day, and no word says of which moment.
enum class Moment { kOpen, kClose, kExtreme, kDay, kAnyTime };

Moment MomentOf(const Claim& claim) {
  const std::string_view told = Told(claim, "session");
  if (told == "close" || told == "regular") return Moment::kClose;
  if (told == "open" || claim.metric == "opening_price") return Moment::kOpen;
  if (told == "high" || told == "low") return Moment::kExtreme;
  const bool is_clocked = claim.time.text.find(':') != std::string::npos ||
                          claim.time.text.find("时") != std::string::npos ||
                          claim.time.text.find("時") != std::string::npos;
  if (!told.empty() || is_clocked || claim.rule.ends_with("touched") || Says(claim, kAtSomeTime)) {
    return Moment::kAnyTime;
  }
  if (Says(claim, kAtTheClose)) return Moment::kClose;
  const bool is_dated = claim.time.how == How::kStated || claim.time.how == How::kResolved;
  if (!is_dated) return Moment::kAnyTime;
  const TrueTime time = TrueTimeOf(claim);
  const auto published = Date::Parse(claim.published);
  const bool is_long_over = !time.weak && time.IsKnown() && published &&
                            published->ToDays() - time.end->ToDays() >= kLongOverDays;
  if (is_long_over) return Moment::kClose;
  // 金價升至2942美元: what stands at a level has been there for a moment.
  const bool is_of_day = claim.subject->how == How::kStated && claim.metric != "price" &&
                         claim.metric != "index_level" && claim.metric != "exchange_rate";
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

// What a figure weighs that both texts tell: one of three digits is no accident, two of two
// digits are none.
int WeightOf(const Claim& claim) {
  if (!claim.value.lo || claim.value.lo != claim.value.hi) return 0;
  const std::int64_t digits = std::llabs(claim.value.lo->coefficient);
  return digits >= 100 ? 2 : digits >= 10 ? 1 : 0;
}

// Down 6.4% and up 6.4%: one number, turned about.
bool IsTurned(const Claim& a, const Claim& b) {
  const std::string_view x = Told(a, "move");
  const std::string_view y = Told(b, "move");
  return WeightOf(a) > 0 && a.value.lo == b.value.lo && a.value.hi == b.value.hi && !x.empty() &&
         !y.empty() && x != y;
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
  const auto may_be_close = [](const Claim& claim) {
    return MomentOf(claim) == Moment::kClose ||
           (Told(claim, "session").empty() && !Says(claim, kAtSomeTime) &&
            claim.time.text.find(':') == std::string::npos);
  };
  return may_be_close(a) && may_be_close(b) &&
         (MomentOf(a) == Moment::kClose || MomentOf(b) == Moment::kClose);
}

// The price of a product is a price tag; that of a share, a good or a currency is a quote.
bool IsQuoted(const Claim& claim, std::string_view kind) {
  if (Holds(kOfASession, claim.metric)) return true;
  if (claim.metric == "interest_rate" && kind == "body") return false;  // set by its meetings
  const bool is_tag = (claim.metric == "price" || claim.metric == "average_price") &&
                      (kind == "product" || kind == "model" || kind == "chip");
  return Holds(kQuoted, claim.metric) && !is_tag;
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

// Of what a claim's key is taken from elsewhere in its text.
int TakenOver(const Claim& claim, const SubjectLinks& links, const FigureIndex& figures) {
  const bool is_by_ellipsis = claim.rule.find("ellipsis") != std::string::npos ||
                              claim.rule.ends_with(".list") || claim.rule.ends_with(".right_here");
  const bool is_inherited =
      claim.subject->how != How::kStated && !IsOfSoleSubject(claim, links, figures);
  return int{is_inherited} + int{claim.time.how == How::kInherited} + int{is_by_ellipsis};
}

// Whether two documents are of one report: they tell other figures alike of what these two are told
// of; of what is quoted, two of three digits of any market will do, for they are of one moment.
bool TellOneReport(const Claim& a, const Claim& b, bool is_quoted, const Vocabulary& vocabulary,
                   const SubjectLinks& links, const FigureIndex& figures) {
  int shared = 0;
  const auto component = links.Component(a.subject->id);
  const auto& others = figures.OfDocument(b.doc);
  for (const Claim* c : figures.OfDocument(a.doc)) {
    if (c->id == a.id || !c->subject) continue;
    const auto of = links.Component(c->subject->id);
    int weight = WeightOf(*c);
    if (of != component) weight = is_quoted ? weight / 2 : 0;
    if (weight == 0) continue;
    const std::string key = FigureKey(*c, vocabulary);
    if (key.empty()) continue;
    if (std::any_of(others.begin(), others.end(), [&](const Claim* d) {
          return d->id != b.id && d->subject && links.Component(d->subject->id) == of &&
                 FigureKey(*d, vocabulary) == key;
        })) {
      shared += weight;
      if (shared >= kSharesOfOneReport) return true;
    }
  }
  return false;
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

// Without a word of a time, reports of the same days: on what a product costs or has; on anything
// else, of figures that lie near each other.
bool AreOfOneDay(const Claim& a, const Claim& b, const PairVerdict& verdict,
                 std::string_view kind) {
  if (a.subject->how != How::kStated && b.subject->how != How::kStated) return false;
  const auto x = Date::Parse(a.published);
  const auto y = Date::Parse(b.published);
  if (!x || !y) return false;
  const long days = std::labs(x->ToDays() - y->ToDays());
  const bool is_tag = kind == "product" || kind == "model" || kind == "chip";
  return is_tag ? days <= kOneTagDays : days <= kOneNewsDays && verdict.gap <= kMisprintGap;
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
  if (is_quoted) {
    const bool is_undated = IsDatedByPublication(a) || IsDatedByPublication(b);
    const bool is_of_one_moment = AreOfOneMoment(a, b, figures, links);
    if (is_of_one_moment && !is_undated) return {};
    if (AreOneCloseMisprinted(a, b)) return {};
    if (IsMisprint(a, b) && are_of_one_report()) return {};
    return is_undated ? "time" : "session";
  }
  if (IsMisprint(a, b)) return {};
  const bool is_place = kind == "region" || kind == "class" || kind == "group" || kind == "index";
  if (is_place && Holds(kOfSorts, a.metric) &&
      (Told(a, "item").empty() || Told(a, "item") != Told(b, "item"))) {
    return "item";
  }
  // 台積電 4nm, 2nm: a company makes many.
  if (metric.kind == MetricKind::kConstant && kind == "company") return "item";
  if (AreOneNews(a, b, metric) || IsNamedEvent(a, b, metric)) return {};
  const bool is_undated = metric.kind != MetricKind::kConstant &&
                          (IsDatedByPublication(a) || IsDatedByPublication(b)) &&
                          !AreOfOneDay(a, b, verdict, kind);
  const bool is_taken_over =
      TakenOver(a, links, figures) + TakenOver(b, links, figures) > kMostTakenOver;
  if ((!is_undated && !is_taken_over) || are_of_one_report()) return {};
  return is_undated ? "time" : "subject";
}

}  // namespace heshu::compare
