#include "compare/doubt.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "compare/claim_words.h"
#include "compare/firmness.h"
#include "compare/said_outright.h"
#include "compare/survey.h"
#include "compare/time_relation.h"
#include "compare/told_alike.h"

namespace heshu::compare {
namespace {

// Not as generally accepted accounting has it.
constexpr std::string_view kAdjusted[] = {
    "non-gaap", "nongaap",  "non gaap", "non- gaap", "non-ifrs",   "nonifrs",   "adjusted",
    "经调整",   "經調整",   "经過调整", "經過調整",  "調整後",     "调整后",    "经整",
    "扣非",     "扣除非",   "非通用",   "非公认",    "非公認",     "非国际",    "非國際",
    "加回",     "核心利润", "核心利潤", "經過整",    "非gaap",     "非ifrs",    "剔除非",
    "剔除一次", "剔除特殊", "撇除",     "可比每股",  "可比較盈利", "可比较盈利"};
constexpr std::string_view kWithoutItems[] = {"excluding one-", "excluding special",
                                              "excluding certain", "excluding items"};
// Where a share is traded; the same words in either script.
struct Listing {
  std::string_view word;
  char market;
};
constexpr std::array<Listing, 10> kListings = {{{"美股", 'u'},
                                                {"中概", 'u'},
                                                {"中國金龍", 'u'},
                                                {"ADR", 'u'},
                                                {"港股", 'h'},
                                                {"H股", 'h'},
                                                {"A股", 'c'},
                                                {"台股", 't'},
                                                {"滬市", 'c'},
                                                {"沪市", 'c'}}};
// What companies call one segment, in folded words; 网通 and 网络 are one.
struct SegmentName {
  std::string_view words, segment;
};
constexpr std::array<SegmentName, 72> kSegmentNames = {{
    {"储能电池", "energy storage"},
    {"储能系统", "energy storage"},
    {"国际游戏", "overseas-games"},
    {"国际市场游戏", "overseas-games"},
    {"海外游戏", "overseas-games"},
    {"本土游戏", "domestic-games"},
    {"本土市场游戏", "domestic-games"},
    {"国内游戏", "domestic-games"},
    {"国内市场游戏", "domestic-games"},
    {"云", "cloud"},
    {"云端", "cloud"},
    {"云计算", "cloud"},
    {"数据中心", "data-center"},
    {"datacenters", "data-center"},
    {"资料中心", "data-center"},
    {"data center", "data-center"},
    {"data-center", "data-center"},
    {"data centre", "data-center"},
    {"datacenter", "data-center"},
    {"游戏", "gaming"},
    {"网络游戏", "gaming"},
    {"线上游戏", "gaming"},
    {"在线游戏", "gaming"},
    {"game", "gaming"},
    {"games", "gaming"},
    {"广告", "advertising"},
    {"网络广告", "advertising"},
    {"在线广告", "advertising"},
    {"线上广告", "advertising"},
    {"数字广告", "advertising"},
    {"ad", "advertising"},
    {"网络", "networking"},
    {"网通", "networking"},
    {"网路", "networking"},
    {"半导体", "chip"},
    {"芯片", "chip"},
    {"晶片", "chip"},
    {"semiconductor", "chip"},
    {"汽车", "automotive"},
    {"智能汽车", "automotive"},
    {"智能电动汽车", "automotive"},
    {"电动车", "automotive"},
    {"整车", "automotive"},
    {"auto", "automotive"},
    {"vehicle", "automotive"},
    {"手机", "smartphone"},
    {"智能手机", "smartphone"},
    {"智慧型手机", "smartphone"},
    {"mobile", "smartphone"},
    {"存储", "memory"},
    {"记忆体", "memory"},
    {"内存", "memory"},
    {"储能", "energy storage"},
    {"energy", "energy storage"},
    {"energy-storage", "energy storage"},
    {"电商", "e-commerce"},
    {"电子商务", "e-commerce"},
    {"ecommerce", "e-commerce"},
    {"物流", "logistics"},
    {"快递", "express"},
    {"伺服器", "server"},
    {"服务器", "server"},
    {"ai伺服器", "ai server"},
    {"ai服务器", "ai server"},
    {"软件", "software"},
    {"软体", "software"},
    {"硬件", "hardware"},
    {"硬体", "hardware"},
    {"订阅", "subscription"},
    {"音乐", "music"},
    {"晶圆代工", "foundry"},
    {"代工", "foundry"},
}};
constexpr std::size_t kBracketBytes = 24;  // after a figure: how far its bracket is read
// Ends of what a figure's words may reach back over.
constexpr std::array<std::string_view, 7> kStops = {"。", "；", ";", "！", "？", "\n", " - "};

// 經調整, but not 未經調整; adjusted, but not unadjusted.
bool SaysAdjusted(std::string_view words, std::string_view word) {
  for (std::size_t at = words.find(word); at != std::string_view::npos;
       at = words.find(word, at + 1)) {
    const std::string_view before = words.substr(0, at);
    if (!before.ends_with("未") && !before.ends_with("un") && !before.ends_with("not "))
      return true;
  }
  return false;
}

std::size_t FigureAt(const Claim& claim) {
  if (claim.span.begin < claim.sentence_span.begin) return std::string::npos;
  const std::size_t at = claim.span.begin - claim.sentence_span.begin;
  return at <= claim.sentence.size() ? at : std::string::npos;
}

// The sentence before the figure, from the last stop on; with what is said in brackets right after.
std::string WordsBeside(const Claim& claim) {
  const std::size_t at = FigureAt(claim);
  if (at == std::string::npos) return {};
  std::string_view before = std::string_view(claim.sentence).substr(0, at);
  std::size_t begin = 0;
  for (const std::string_view stop : kStops) {
    const std::size_t found = before.rfind(stop);
    if (found != std::string_view::npos) begin = std::max(begin, found + stop.size());
  }
  return Lower(before.substr(begin));
}

// Where the clause ends that goes on with `after`; in a headline a space before 漢字 parts two.
std::size_t EndOfClause(std::string_view after) {
  constexpr auto kFirstOfHan = static_cast<unsigned char>(0xE3);
  std::size_t end = after.size();
  for (const std::string_view stop : {"，", "；", "。", "\u3000"})
    end = std::min(end, after.find(stop));
  for (std::size_t at = after.find(' '); at < end && at + 1 < after.size();
       at = after.find(' ', at + 1)) {
    if (static_cast<unsigned char>(after[at + 1]) >= kFirstOfHan) return at;
  }
  return end;
}

using Standard = Accounts::Standard;

// The accounts that a company keeps by two standards: (中國會計準則), 按国际财务报告准则.
Standard StandardOf(const Claim& claim) {
  const auto says = [&](std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
      return claim.sentence.find(word) != std::string::npos;
    });
  };
  if (says({"国际财务报告准则", "國際財務報告準則", "国际会计准则", "國際會計準則", "IFRS"})) {
    return Standard::kInternational;
  }
  if (says({"中国会计准则", "中國會計準則", "企业会计准则", "企業會計準則", "PRC GAAP"})) {
    return Standard::kChinese;
  }
  return Standard::kUnsaid;
}

bool DifferInAccounts(const Accounts& a, const Accounts& b) {
  return a.is_adjusted != b.is_adjusted ||
         (a.standard != b.standard && a.standard != Standard::kUnsaid &&
          b.standard != Standard::kUnsaid);
}

bool IsEither(std::string_view x, std::string_view y, std::string_view value) {
  return x == value || y == value;
}

// Profit before tax beside profit; capital spent beside what was paid for; a parent's share, the
// smaller figure, beside the whole; all income beside that of the trade alone.
bool DifferInBasis(const Claim& a, const Claim& b, const FigureIndex& figures) {
  if (DifferInAccounts(figures.AccountsOfFigure(a), figures.AccountsOfFigure(b))) return true;
  const std::string_view x = Told(a, "basis");
  const std::string_view y = Told(b, "basis");
  if (x == y) return false;
  for (const std::string_view other :
       {"pretax", "pre_money", "cash", "excluding", "net", "organic", "entry", "volume",
        "underlying", "main business", "nominal", "ebitda"}) {
    if (IsEither(x, y, other)) return true;
  }
  const bool is_growth = a.dimension == "percent_change";
  if (IsEither(x, y, "total")) {
    const Claim& total = x == "total" ? a : b;
    const Claim& other = x == "total" ? b : a;
    return is_growth || (total.value.lo && other.value.lo && *other.value.lo < *total.value.lo);
  }
  const bool a_is_part = x == "attributable" && y.empty();
  const bool b_is_part = y == "attributable" && x.empty();
  if (!a_is_part && !b_is_part) return false;
  // The growth of either lies near that of the other; one told wrong is told wrong in a digit.
  if (is_growth) return !IsScaleSlip(a, b) && !IsTransposed(a, b) && !IsRatioForPercent(a, b);
  constexpr std::size_t kTellingDigits = 4;
  if (IsMisprint(a, b, kTellingDigits)) return false;
  const auto& part = a_is_part ? a.value.lo : b.value.lo;
  const auto& whole = a_is_part ? b.value.lo : a.value.lo;
  return part && whole && *part < *whole;
}

bool IsOfAShare(const Claim& c) {
  static constexpr std::array<std::string_view, 6> kOfShares = {
      "stock_change", "closing_price",     "opening_price",
      "market_cap",   "market_cap_change", "turnover"};
  return std::find(kOfShares.begin(), kOfShares.end(), c.metric) != kOfShares.end();
}

std::set<char> ListingsOf(const Claim& claim) {
  std::set<char> out;
  for (const Listing& listing : kListings) {
    if (claim.sentence.find(listing.word) != std::string::npos) out.insert(listing.market);
  }
  return out;
}

// The currencies that a text tells a company's sums of a year or quarter in, in its own words.
std::set<std::string> BooksOf(const Claim& claim, const SubjectLinks& links,
                              const FigureIndex& figures) {
  std::set<std::string> out;
  for (const Claim* c : figures.OfDocument(claim.doc)) {
    const bool is_sum = c->metric == "revenue" || c->metric == "net_profit";
    if (!is_sum || !c->subject || c->dimension != "money" || c->rule.ends_with("converted") ||
        links.Component(c->subject->id) != links.Component(claim.subject->id)) {
      continue;
    }
    out.insert(c->unit);
  }
  return out;
}

// 收入159億元人民幣 of one text, 22億美元 of the other: a company that keeps two sets of books
// grows and earns by each in its own way.
bool DifferInBooks(const Claim& a, const Claim& b, const SubjectLinks& links,
                   const FigureIndex& figures) {
  if (a.dimension == "money" || b.dimension == "money" || IsScaleSlip(a, b)) return false;
  const std::set<std::string> x = BooksOf(a, links, figures);
  const std::set<std::string> y = BooksOf(b, links, figures);
  return !x.empty() && !y.empty() && std::none_of(x.begin(), x.end(), [&](const std::string& unit) {
    return y.contains(unit);
  });
}

bool TellsTradeInYuan(const Claim& claim, const FigureIndex& figures) {
  const auto& all = figures.OfDocument(claim.doc);
  return std::any_of(all.begin(), all.end(), [&](const Claim* c) {
    return c->dimension == "money" && c->unit == "CNY" && c->subject &&
           c->subject->id == claim.subject->id &&
           (c->metric == "exports" || c->metric == "imports" || c->metric == "trade" ||
            c->metric == "trade_surplus");
  });
}

// 以美元計價出口增長5.9%: what a country trades grows by another rate in its own money.
bool DifferInCurrencyOfTrade(const Claim& a, const Claim& b, const FigureIndex& figures) {
  static constexpr std::array<std::string_view, 3> kTraded = {"exports", "imports", "trade"};
  static constexpr std::array<std::string_view, 5> kInDollars = {"以美元", "按美元", "美元计",
                                                                 "美元計", "dollar terms"};
  if (std::find(kTraded.begin(), kTraded.end(), a.metric) == kTraded.end()) return false;
  if (a.dimension == "money") return false;
  if (Says(a, kInDollars) != Says(b, kInDollars)) {
    return TellsTradeInYuan(Says(a, kInDollars) ? b : a, figures);
  }
  // 出口25.45万亿元,增7.1%, and 出口增5.9% with no sum: not far apart, they may be of the two.
  constexpr int kMostPoints = 3;
  return a.value.lo && b.value.lo && !IsMisprint(a, b) &&
         TellsTradeInYuan(a, figures) != TellsTradeInYuan(b, figures) &&
         Subtract(*a.value.lo, *b.value.lo).Abs() <= Decimal::Of(kMostPoints);
}

// One company's share in Hong Kong and in New York; shares, and the receipts for parts of them.
bool DifferInListing(const Claim& a, const Claim& b) {
  const auto counts_receipts = [](const Claim& claim) {
    return claim.text.find("份") != std::string::npos ||
           claim.text.find("ADS") != std::string::npos;
  };
  if (a.metric == "shares_dealt" && counts_receipts(a) != counts_receipts(b)) return true;
  if (!IsOfAShare(a)) return false;
  const std::set<char> x = ListingsOf(a);
  const std::set<char> y = ListingsOf(b);
  // 热门中概股里阿里涨4.7%, 阿里涨超5%: nobody calls the share at home so.
  const auto is_receipt = [](const Claim& claim) {
    return claim.sentence.find("ADR") != std::string::npos ||
           claim.sentence.find("中概") != std::string::npos;
  };
  if (x.empty() != y.empty()) return is_receipt(x.empty() ? b : a);
  return !x.empty() && x != y;
}

// Of money, margins, growth and users: what companies report by segment.
bool IsReported(const Claim& c) {
  return c.dimension == "money" || c.dimension == "percent_change" || c.dimension == "ratio" ||
         c.dimension == "percent" || c.dimension == "count";
}

// 0.2% and 2.0% are ten times apart and yet near: prices, output and jobs of a country move little.
bool IsRateOfPlace(const Claim& a, const Claim& b, const Vocabulary& vocabulary) {
  static constexpr int kMostPoints = 3;
  static constexpr long kHalfDays = 170;
  // A quarter's growth may be over the quarter before, though only a year's is told as such.
  const TrueTime time = TrueTimeOf(a);
  const bool is_of_one_base =
      Told(a, "baseline") == Told(b, "baseline") && !Told(a, "baseline").empty();
  if (!is_of_one_base && (time.weak || !time.IsKnown() || time.Days() < kHalfDays)) return false;
  const EntityDefinition* entity = vocabulary.FindEntity(a.subject->id);
  if (entity == nullptr || entity->kind != "region" || a.subject->id != b.subject->id) return false;
  if (a.unit != "percent" || b.unit != "percent" || !a.value.lo || !b.value.lo) return false;
  return Subtract(*a.value.lo, *b.value.lo).Abs() <= Decimal::Of(kMostPoints);
}

// 完成1亿元B+轮融资, 完成10亿元B+轮融资: one event of a name, told within days.
bool IsOneEvent(const Claim& a, const Claim& b, const MetricDefinition& metric) {
  return metric.kind == MetricKind::kEvent && !metric.required.empty() &&
         (a.subject->id == b.subject->id || AreSidesOfOneDeal(a, b)) && AreOneNews(a, b, metric) &&
         std::all_of(metric.required.begin(), metric.required.end(), [&](const std::string& key) {
           return !Told(a, key.c_str()).empty() && Told(a, key.c_str()) == Told(b, key.c_str());
         });
}

// The document of `teller` tells the figure of `other` too, or several of the kind.
bool TellsBoth(const Claim& teller, const Claim& other, const MetricDefinition& metric,
               const Vocabulary& vocabulary, const SubjectLinks& links,
               const FigureIndex& figures) {
  for (const Claim* c : figures.OfDocument(teller.doc)) {
    if (c->id == teller.id ||
        (links.Component(c->subject->id) != links.Component(other.subject->id) &&
         !AreSidesOfOneDeal(*c, other))) {
      continue;
    }
    if (ComparedMetric(*c, vocabulary) != metric.id) continue;
    const Comparability with_other = CompareKeys(*c, other, metric, vocabulary, links);
    if (with_other.unit.IsConvertible()) {
      const ReadPair pair = ReadBoth(*c, other, with_other.unit);
      const PairVerdict verdict = CompareReadings(pair.a, pair.b);
      // 由25%降为15%: a level that it fell to is one.
      const bool is_level = with_other.mismatched == std::vector<std::string>{"move"};
      if (verdict.verdict == Verdict::kAgree && !IsUnderAnotherLabel(*c, other, figures) &&
          (with_other.IsComparable() || is_level))
        return true;
    }
    // A sentence that tells two compares them (core prices, the year before): it knows which is
    // which.
    if (c->sentence_span == teller.sentence_span) continue;
    // Nor is a segment, named as one, a second figure of the whole.
    if (NarrowingWords(*c) != NarrowingWords(teller) || DifferInBasis(*c, teller, figures))
      continue;
    const Comparability keys = CompareKeys(teller, *c, metric, vocabulary, links);
    // Both dated by their text alone: of one time, whatever it is.
    const bool is_time_alone = keys.mismatched.empty() && keys.unknown.size() == 1 &&
                               keys.unknown.front() == "time" &&
                               teller.time.start == c->time.start && teller.time.end == c->time.end;
    if (!keys.IsFull() && !is_time_alone) continue;
    const ReadPair pair = ReadBoth(teller, *c, keys.unit);
    if (CompareReadings(pair.a, pair.b).verdict == Verdict::kContradict) return true;
  }
  return false;
}

}  // namespace

bool IsUnderAnotherLabel(const Claim& told, const Claim& other, const FigureIndex& figures) {
  return figures.AccountsOfFigure(told).is_adjusted &&
         !figures.AccountsOfFigure(other).is_adjusted && Told(told, "basis") != "attributable" &&
         Told(other, "basis") == "attributable";
}

std::string NarrowingWords(const Claim& claim) {
  std::string words = CommonSegment(Told(claim, "segment"));
  // 汽车业务…交付8.68万辆: whoever delivers cars delivers them in that part.
  if (claim.unit == "vehicle" && words == "automotive") return {};
  return words;
}

std::string CommonSegment(std::string_view told) {
  std::string words = Lower(told);
  for (const std::string_view from : {"来自", "其中"}) {
    if (words.starts_with(from)) words.erase(0, from.size());
  }
  for (const std::string_view kind : {"业务", "服务", "产品", " business", " services"}) {
    if (words.size() > kind.size() && words.ends_with(kind))
      words.resize(words.size() - kind.size());
  }
  for (const SegmentName& name : kSegmentNames) {
    if (words == name.words) return std::string(name.segment);
  }
  return words;
}

bool IsAdjusted(const Claim& claim) {
  std::string words = WordsBeside(claim);
  const std::size_t at = FigureAt(claim);
  if (at != std::string::npos) {
    // 淨利潤281億元（Non-IFRS）; behind a comma another figure is spoken of.
    const std::string_view after =
        std::string_view(claim.sentence)
            .substr(std::min(claim.sentence.size(), at + claim.text.size()));
    words += Lower(after.substr(0, std::min(kBracketBytes, EndOfClause(after))));
  }
  const auto says = [&](std::string_view word) { return SaysAdjusted(words, word); };
  return std::any_of(std::begin(kAdjusted), std::end(kAdjusted), says) ||
         std::any_of(std::begin(kWithoutItems), std::end(kWithoutItems), says);
}

Accounts AccountsOf(const Claim& claim) { return {IsAdjusted(claim), StandardOf(claim)}; }

std::string_view DoubtOf(const Claim& a, const Claim& b, const PairVerdict& verdict,
                         const MetricDefinition& metric, const Vocabulary& vocabulary,
                         const SubjectLinks& links, const FigureIndex& figures) {
  if (a.doc == b.doc) return "item";
  if (IsReported(a) && IsReported(b)) {
    if (DifferInBasis(a, b, figures)) return "basis";
    if (NarrowingWords(a) != NarrowingWords(b)) return "item";
    if (DifferInBooks(a, b, links, figures)) return "basis";
  }
  if (DifferInListing(a, b)) return "instrument";
  if (DifferInCurrencyOfTrade(a, b, figures)) return "basis";
  if (const std::string_view doubt = SurveyDoubt(a, b, vocabulary); !doubt.empty()) return doubt;
  if (AreOfOneClose(a, b, figures)) return {};
  if (AreOfOneWhole(a, b)) return LooseKeyOf(a, b, verdict, metric, vocabulary, links, figures);
  const bool is_clash = IsSignClash(verdict);
  // The list price of a version, on one side of it, is one price.
  const bool is_one_price = metric.id == "token_price" && a.subject->id == b.subject->id &&
                            !links.HasVersions(a.subject->id) && !Told(a, "io").empty();
  const auto is_told_alike = [&] { return TellOneReport(a, b, false, vocabulary, links, figures); };
  if (verdict.gap > kHardlyOneThing && !is_one_price && !is_clash && !IsOneEvent(a, b, metric) &&
      !IsRateOfPlace(a, b, vocabulary) && !IsScaleSlip(a, b) && !IsMisprint(a, b) &&
      !(IsTransposed(a, b) && AreOneNews(a, b, metric)) && !IsRatioForPercent(a, b) &&
      TenfoldBounds(a, b) == 0 && !(IsTenfold(a, b) && is_told_alike()) &&
      !(figures.IsOfAnotherBase(a, b) && figures.IsOfAnotherBase(b, a)) &&
      !figures.IsPercentForPoints(a, b, links) && !figures.IsPercentForPoints(b, a, links)) {
    return "item";
  }
  if (figures.IsOfAnotherToo(a, links) || figures.IsOfAnotherToo(b, links)) return "subject";
  if (TellsBoth(a, b, metric, vocabulary, links, figures) ||
      TellsBoth(b, a, metric, vocabulary, links, figures)) {
    return "item";
  }
  return LooseKeyOf(a, b, verdict, metric, vocabulary, links, figures);
}

}  // namespace heshu::compare
