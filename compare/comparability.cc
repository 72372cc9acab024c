#include "compare/comparability.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "compare/claim_words.h"
#include "compare/diagnosis.h"
#include "compare/doubt.h"
#include "compare/time_relation.h"
#include "compare/verdict.h"

namespace heshu::compare {
namespace {

// Keys that say how a figure is written or where it stood in its text.
constexpr std::array<std::string_view, 21> kNotes = {
    "outlook",       "emphasis", "as_written",   "also_bound", "event",     "product",
    "respectively",  "derived",  "elided_per",   "clock",      "measure",   "target",
    "compared_with", "fraction", "also_subject", "ambiguous",  "direction", "move",
    "segment",       "basis",    "party"};

// Keys that matter when both sides have them; one side's silence means nothing, unless the metric
// requires them.
constexpr std::array<std::string_view, 2> kQuietKeys = {"kind", "form"};

constexpr std::string_view kOf = "of";  // of a multiple: the metric that has grown
constexpr std::string_view kGuidance = "revenue_guidance";
constexpr long kNearlyOverDays = 45;  // of a period's end: its sum is known, or as good as
constexpr long kOneAnnouncementDays = 3;
constexpr long kQuarterDays = 85;  // the shortest, with some days of play
constexpr long kHalfDays = 170;

struct Default {
  std::string_view key;
  std::string_view value;
};
// What an unmarked figure means. A closing price is "the" price of a day; a share is no future.
constexpr std::array<Default, 10> kDefaults = {{{"session", "regular"},
                                                {"session", "close"},
                                                {"instrument", "spot"},
                                                {"instrument", "stock"},
                                                {"instrument", "index"},
                                                {"statistic", "average"},
                                                {"statistic", "total"},
                                                {"statistic", "close"},
                                                {"statistic", "change"},
                                                {"form", "multiple"}}};

struct Need {
  std::string_view key;
  std::string_view text;
};
constexpr std::array<Need, 34> kNeeds = {{
    {"result", "whether the figure is a profit or a loss"},
    {"survey", "who counted the figure"},
    {"edition", "which estimate the figure is: the first, a revised one or the last"},
    {"part", "which part of the whole the figure is of"},
    {"age", "of what age those counted are"},
    {"basis", "whether the figure is adjusted (Non-GAAP) or not"},
    {"currency", "the sum in the other currency, or a file of dated rates (--rates)"},
    {"modality", "whether the figure is a result, a forecast or a plan"},
    {"io", "whether the price is for input or output tokens"},
    {"session", "which trading session the figure is of"},
    {"statistic", "whether the figure is an average, a peak, a total or a close"},
    {"chip", "which chip model is counted"},
    {"per", "per what (minute, day, video, task) the figure is"},
    {"duration", "how long the output is"},
    {"resolution", "the resolution of the output"},
    {"instrument", "whether the figure is of the share or index, its futures, or another listing"},
    {"scope", "whose use is counted (external, internal, all)"},
    {"platform", "on which platform the figure was counted"},
    {"baseline", "what the growth is measured against"},
    {"peer", "what the ratio is measured against"},
    {"chart", "which chart the rank is in"},
    {"region", "which region the figure is of"},
    {"time", "the day or period the figure is true of"},
    {"as_of", "the day the count was cut off"},
    {"subject", "which product or version the figure is of"},
    {"attribution", "whose figure it is"},
    {"item", "which item the figure is of"},
    {"of", "which metric has grown"},
    {"move", "whether it rose, fell or is a level"},
    {"unit", "in what the figure is counted or measured"},
    {"period", "whether the figure is for a day, a week, a month or a year"},
    {"round", "which round of funding the sum is of"},
    {"benchmark", "which benchmark the score is of"},
    {"tier", "for which tier of service the price is"},
}};

template <typename Table>
bool Holds(const Table& table, std::string_view key) {
  return std::find(table.begin(), table.end(), key) != table.end();
}

const std::string* Find(const Claim& claim, const std::string& key) {
  const auto at = claim.qualifiers.find(key);
  return at == claim.qualifiers.end() || at->second.empty() ? nullptr : &at->second;
}

bool IsDefault(std::string_view key, std::string_view value) {
  return std::any_of(kDefaults.begin(), kDefaults.end(),
                     [&](const Default& d) { return d.key == key && d.value == value; });
}

// Silence on both sides says the plain thing: the regular session, the share itself, all use on all
// platforms. Not so for a share: of what it is a share must be said.
bool MeansAll(std::string_view key, const Claim& a, const Claim& b) {
  if (key == "scope" || key == "platform") {
    return a.dimension != "ratio" && b.dimension != "ratio" && a.unit != "percent" &&
           b.unit != "percent";
  }
  // Orders placed with a shop: all of them, whatever was ordered.
  if (key == "item" && a.metric == "orders") return true;
  return key == "tier" || std::any_of(kDefaults.begin(), kDefaults.end(),
                                      [&](const Default& d) { return d.key == key; });
}

bool IsYear(std::string_view text) {
  return text.size() == 4 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Two written values of one key.
Relation RelateValues(const std::string& key, const std::string& x, const std::string& y,
                      const SubjectLinks& links) {
  const std::string a = Lower(x);
  const std::string b = Lower(y);
  if (a == b) return Relation::kMatch;
  if (key == "peer" || key == "chip" || key == "platform" || key == "item") {
    if (key == "item" && CommonSegment(a) == CommonSegment(b)) return Relation::kMatch;
    // A peer named by its family may be any of its versions.
    return links.Between(a, b) == SubjectLink::kNone ? Relation::kMismatch : Relation::kUnknown;
  }
  if (key == "form") {
    // growth is read as [N, N+1]: multiples and growth compare, a yearly rate does not.
    return a == "cagr" || b == "cagr" ? Relation::kMismatch : Relation::kMatch;
  }
  if (key == "round") {
    return a == "latest" || b == "latest" ? Relation::kUnknown : Relation::kMismatch;
  }
  if (key == "baseline") {
    return IsYear(a) == IsYear(b) ? Relation::kMismatch : Relation::kUnknown;
  }
  if (key == "session" || key == "instrument") {
    return IsDefault(key, a) && IsDefault(key, b) ? Relation::kMatch : Relation::kMismatch;
  }
  if (key == "statistic" && (a == "change" || b == "change")) {
    return IsDefault(key, a) && IsDefault(key, b) ? Relation::kMatch : Relation::kMismatch;
  }
  return Relation::kMismatch;
}

// One side says nothing of `key`.
Relation RelateSilence(const std::string& key, const std::string& value,
                       const MetricDefinition& metric) {
  // An index, and by how much it moved: both are told in its points.
  const bool is_move = key == "statistic" && value == "change";
  if (is_move && metric.kind == MetricKind::kLevel && Holds(metric.dimensions, "index")) {
    return Relation::kMismatch;
  }
  if (IsDefault(key, value)) return Relation::kMatch;
  if (key == "form") return value == "cagr" ? Relation::kMismatch : Relation::kMatch;
  if (key == "instrument") return Relation::kMismatch;  // futures are always marked
  if (key == "result") return Relation::kMismatch;      // and so are losses
  if (Holds(kQuietKeys, key) && !Holds(metric.required, key)) return Relation::kMatch;
  return Relation::kUnknown;
}

// The price of an H20 is an H20's, unemployment in Japan is Japan's: the subject names chip and
// place, and a central bank sets one rate.
bool SubjectSays(std::string_view key, const Claim& a, const Claim& b,
                 const Vocabulary& vocabulary) {
  if (a.subject->id != b.subject->id) return false;
  const EntityDefinition* entity = vocabulary.FindEntity(a.subject->id);
  if (entity == nullptr) return false;
  if (key == "chip" || key == "region") return entity->kind == key;
  if (key == "peer") return entity->kind == "currency";  // 人民币兑美元 is a pair
  // What a product is launched at, where no version is named: of several compare/doubt.h knows.
  if (key == "item" && a.metric == "price") {
    const MetricDefinition* price = vocabulary.FindMetric(a.metric);
    return entity->kind == "product" && price != nullptr && AreOneNews(a, b, *price);
  }
  return key == "kind" && a.metric == "interest_rate" && entity->kind == "body";
}

// 为去年同期的2.3倍 has gone up, though no word says so; so have prices where inflation is 0.2%.
bool TellsMove(const Claim& claim) {
  if (Find(claim, "move") != nullptr || claim.metric == "cpi") return true;
  const std::string* form = Find(claim, "form");
  return form != nullptr && *form == "multiple";
}

// A rise or fall told of one figure only: of a level it makes a change (成交額縮量1200億); of a
// change it leaves the sign of the other open.
void RelateMoves(const Claim& a, const Claim& b, const MetricDefinition& definition,
                 Comparability& out) {
  if (definition.kind == MetricKind::kEvent && a.dimension == "count") return;  // 裁減1800個職位
  if (TellsMove(a) == TellsMove(b)) return;
  const std::string& metric = a.metric;
  const bool is_change = a.dimension == "percent_change" || a.dimension == "points" ||
                         metric.find("_change") != std::string::npos ||
                         metric.find("_growth") != std::string::npos ||
                         metric.find("_loss") != std::string::npos || a.unit == "ratio";
  (is_change ? out.unknown : out.mismatched).emplace_back("move");
}

// Growth over a quarter, a half or a year is against the year before where nothing else is said;
// a month's may be against the month before, and so may a quarter's prices and output.
bool MeansYearOnYear(const Claim& claim, const MetricDefinition& metric) {
  const TrueTime time = TrueTimeOf(claim);
  // 欧元区第二季度GDP增0.2%: many places tell their output against the quarter before.
  static constexpr std::array<std::string_view, 14> kByQuarter = {
      "us",    "eurozone", "eu",     "japan", "germany",   "france",      "italy",
      "spain", "uk",       "canada", "korea", "australia", "new-zealand", "switzerland"};
  const bool is_of_quarter =
      metric.id == "gdp_growth" && claim.subject && Holds(kByQuarter, claim.subject->id);
  const long fewest = metric.id.ends_with("_growth") && !is_of_quarter ? kQuarterDays : kHalfDays;
  return metric.kind == MetricKind::kFlow && !time.weak && time.IsKnown() && time.Days() >= fewest;
}

bool IsSilentOnBaseline(const Claim& a, const Claim& b, const MetricDefinition& metric) {
  const std::string* x = Find(a, "baseline");
  const std::string* y = Find(b, "baseline");
  if ((x != nullptr && *x != "yoy") || (y != nullptr && *y != "yoy")) return false;
  return (x != nullptr || MeansYearOnYear(a, metric)) &&
         (y != nullptr || MeansYearOnYear(b, metric));
}

// 毛利率按年擴闊至26.8%: a level says against what it moved, and is a level none the less.
bool TellsAChange(const Claim& claim, const MetricDefinition& metric) {
  return claim.dimension == "percent_change" || claim.dimension == "points" || claim.unit == "pp" ||
         (claim.dimension == "ratio" && Holds(metric.required, "baseline"));
}

// A round told with no letter, within days of another report on one: 融資7億美元,
// 完成新一輪7億美元融資.
bool IsOneRound(const Claim& a, const Claim& b, const std::string* x, const std::string* y,
                const MetricDefinition& metric) {
  const auto is_open = [](const std::string* round) {
    return round == nullptr || Lower(*round) == "latest";
  };
  const auto is_whole = [](const std::string* round) {
    return round != nullptr && (*round == "all" || *round == "ipo");
  };
  return (is_open(x) || is_open(y)) && !is_whole(x) && !is_whole(y) && AreOneNews(a, b, metric);
}

// The price of a barrel or an ounce is of the good that is the subject; 人形机器人年产能 names what
// is made.
bool SegmentsSayItem(const Claim& a, const Claim& b) {
  const auto is_price_of_good = [](const Claim& claim) {
    return claim.metric == "price" && claim.unit.find('/') != std::string::npos;
  };
  if (is_price_of_good(a) && is_price_of_good(b)) return true;
  const std::string* x = Find(a, "segment");
  const std::string* y = Find(b, "segment");
  return x != nullptr && y != nullptr && *x == *y;
}

bool IsWorldOrSilent(const std::string* region) { return region == nullptr || *region == "world"; }

// 裁員1,800人, 全球裁員1,800人: what a company counts it counts everywhere. A share is of some
// market.
bool MeansWorld(const Claim& a, const Claim& b, const MetricDefinition& metric) {
  return a.dimension == "count" && b.dimension == "count" && !Holds(metric.required, "region");
}

void RelateQualifiers(const Claim& a, const Claim& b, const MetricDefinition& metric,
                      const Vocabulary& vocabulary, const SubjectLinks& links, Comparability& out) {
  std::vector<std::string> keys = metric.required;
  for (const auto& [key, value] : a.qualifiers) keys.push_back(key);
  for (const auto& [key, value] : b.qualifiers) keys.push_back(key);
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  for (const std::string& key : keys) {
    if (IsNote(key)) continue;
    // The growth of revenue says of what it is, by its name.
    if (key == kOf && !Holds(metric.required, kOf)) continue;
    if (key == "baseline" && (IsSilentOnBaseline(a, b, metric) ||
                              (!TellsAChange(a, metric) && !TellsAChange(b, metric)))) {
      continue;
    }
    const std::string* x = Find(a, key);
    const std::string* y = Find(b, key);
    // Of a deal between two, each is what the other bought.
    if (key == "item" && AreOfOneDeal(a, b)) continue;
    if (key == "result" && ((IsLoss(a) && IsLoss(b)) || IsSignSlip(a, b))) continue;
    if (key == "round" && IsOneRound(a, b, x, y, metric)) continue;
    if (key == "item" && x == nullptr && y == nullptr && SegmentsSayItem(a, b)) continue;
    if (key == "region" && IsWorldOrSilent(x) && IsWorldOrSilent(y) && MeansWorld(a, b, metric)) {
      continue;
    }
    Relation relation = Relation::kMatch;
    if (x != nullptr && y != nullptr) {
      relation = RelateValues(key, *x, *y, links);
    } else if (x != nullptr || y != nullptr) {
      relation = RelateSilence(key, Lower(x != nullptr ? *x : *y), metric);
    } else if (Holds(metric.required, key) && !MeansAll(key, a, b) &&
               !SubjectSays(key, a, b, vocabulary)) {
      relation = Relation::kUnknown;
    }
    if (relation == Relation::kMismatch) out.mismatched.push_back(key);
    if (relation == Relation::kUnknown) out.unknown.push_back(key);
  }
}

// What a figure of a period says that is far from over when it is told is expected or planned,
// whatever the words: 2026年資本支出落在1450億美元, told in February.
bool IsOfTheFuture(const Claim& claim, const MetricDefinition& metric) {
  const TrueTime time = TrueTimeOf(claim);
  const auto published = Date::Parse(claim.published);
  return metric.kind == MetricKind::kFlow && metric.own_outlook && !time.weak && time.IsKnown() &&
         published && time.end->ToDays() - published->ToDays() > kNearlyOverDays;
}

// What is estimated of a period that is not over is foreseen.
bool IsEstimateOfWhatRuns(const Claim& claim) {
  const TrueTime time = TrueTimeOf(claim);
  const auto published = Date::Parse(claim.published);
  return claim.modality == Modality::kEstimate && !time.weak && time.IsKnown() && published &&
         time.Days() > 1 && *time.end > *published;
}

bool IsForward(const Claim& claim, const MetricDefinition& metric) {
  return IsEstimateOfWhatRuns(claim) || claim.modality == Modality::kForecast ||
         claim.modality == Modality::kPlan ||
         (claim.modality == Modality::kReported && IsOfTheFuture(claim, metric));
}

// An announcement is of what will be done and is made at once: will lay off, 宣布裁員.
bool IsOneAnnouncement(const Claim& a, const Claim& b, const MetricDefinition& metric) {
  const auto is_decided = [](Modality m) {
    return m == Modality::kPlan || m == Modality::kReported;
  };
  // What a site will draw and a plant will make is so from the day of its announcement.
  const bool is_design = metric.id == "power_capacity" || metric.id == "production_capacity" ||
                         metric.id == "cluster_size";
  // So is what a cut of reserves will free, and what one side of a deal will pay the other.
  const bool is_freed = metric.id == "liquidity_released";
  const bool is_agreed = metric.id == "upfront_payment" || metric.id == "milestone_payment" ||
                         metric.id == "deal_value" || metric.id == "buyback";
  // Who will cut jobs has decided to.
  const auto is_own = [&](const Claim& c) {
    return !c.attribution || c.attribution->id == c.subject->id;
  };
  const bool is_cut = metric.id == "layoffs" && is_own(a) && is_own(b);
  const auto is_told = [&](Modality m) {
    return is_decided(m) ||
           ((is_design || is_freed || is_agreed || is_cut) && m == Modality::kForecast);
  };
  if ((metric.kind != MetricKind::kEvent && !is_design) || a.dimension == "percent_change" ||
      !is_told(a.modality) || !is_told(b.modality) ||
      (a.subject->id != b.subject->id && !AreSidesOfOneDeal(a, b))) {
    return false;
  }
  const std::optional<long> days = DaysBetweenReports(a, b);
  return days && *days <= kOneAnnouncementDays;
}

// 发盈喜,预期…: the words say that the subject speaks of itself.
bool SaysOwnOutlook(const Claim& claim) { return Find(claim, "outlook") != nullptr; }

// What the subject expects of itself, and the words say so.
bool IsNamedOutlook(const Claim& claim) {
  return SaysOwnOutlook(claim) || (claim.attribution && claim.attribution->id == claim.subject->id);
}

// Both are the subject's own, as far as anybody is named.
bool IsOwnOutlook(const Claim& a, const Claim& b, const MetricDefinition& metric) {
  const std::string& who = a.subject->id;
  if (who != b.subject->id) return false;
  const std::string x = a.attribution ? a.attribution->id : "";
  const std::string y = b.attribution ? b.attribution->id : "";
  // What a central bank will do, everybody forecasts.
  if (metric.id == "interest_rate" && (x != who || y != who)) return false;
  const bool is_named = x == who || y == who || SaysOwnOutlook(a) || SaysOwnOutlook(b);
  return (x.empty() || x == who) && (y.empty() || y == who) && (is_named || metric.own_outlook);
}

// Reports, estimates and rumours are of what is; forecasts and plans of what will be.
void RelateModalities(const Claim& a, const Claim& b, const MetricDefinition& metric,
                      Comparability& out) {
  const bool unreal_a = a.modality == Modality::kHypothetical;
  const bool unreal_b = b.modality == Modality::kHypothetical;
  out.hypothetical = unreal_a || unreal_b;
  const bool forward_a = IsForward(a, metric);
  const bool forward_b = IsForward(b, metric);
  const bool own = IsOwnOutlook(a, b, metric);
  const bool same_kind = a.modality == b.modality ||
                         (!forward_a && !forward_b && !unreal_a && !unreal_b) ||
                         (forward_a && forward_b && own);
  if (!same_kind) {
    out.announced = IsOneAnnouncement(a, b, metric);
    if (out.announced) return;
    // What a model can do is announced and then is so.
    const bool may_be_one = metric.kind == MetricKind::kConstant && !unreal_a && !unreal_b;
    (may_be_one ? out.unknown : out.mismatched).emplace_back("modality");
    return;
  }
  const bool is_told_as_fact =
      a.modality == Modality::kReported && b.modality == Modality::kReported;
  if (!forward_a || !forward_b || is_told_as_fact) return;
  // A plan is its maker's own, whoever reports it.
  if (a.modality == Modality::kPlan && a.subject->id == b.subject->id) return;
  // Two houses may well expect different things; one house should not.
  out.own_outlook = own;
  out.own_said = own && IsNamedOutlook(a) && IsNamedOutlook(b);
  if (own) return;
  const std::string x = a.attribution ? a.attribution->id : "";
  const std::string y = b.attribution ? b.attribution->id : "";
  out.one_voice = x == y && !x.empty();
  if (out.one_voice) return;
  if (x.empty() || y.empty()) {
    out.unknown.emplace_back("attribution");
  } else {
    out.mismatched.emplace_back("attribution");
  }
}

bool IsPhrase(const std::string& subject) { return subject.rfind("x:", 0) == 0; }

// What a version has and its family has not: a size, a cost of training, a list price.
bool IsOfAVersion(const Claim& claim, const MetricDefinition& metric) {
  return metric.kind == MetricKind::kConstant || claim.dimension == "token_price";
}

// A maker's list price or size is that of some model of its own.
bool IsOfAMaker(const Claim& claim, const MetricDefinition& metric, const Vocabulary& vocabulary) {
  const EntityDefinition* entity = vocabulary.FindEntity(claim.subject->id);
  return entity != nullptr && entity->kind == "company" &&
         (claim.dimension == "token_price" || metric.id == "parameters" ||
          metric.id == "active_parameters" || metric.id == "context_window");
}

bool ArePublishedTogether(const Claim& a, const Claim& b) {
  constexpr long kMostDays = 3;
  const std::optional<long> days = DaysBetweenReports(a, b);
  return days && *days <= kMostDays;
}

void RelateSubjects(const Claim& a, const Claim& b, const MetricDefinition& metric,
                    const Vocabulary& vocabulary, const SubjectLinks& links, Comparability& out) {
  out.link = links.Between(a.subject->id, b.subject->id);
  if (out.link == SubjectLink::kNone && AreSidesOfOneDeal(a, b)) {
    out.link = SubjectLink::kSame;
    ++out.inherited;
    return;
  }
  switch (out.link) {
    case SubjectLink::kNone:
      out.mismatched.emplace_back("subject");
      break;
    case SubjectLink::kSame:
      // A noun phrase of one text may be something else in another; a company's name is not.
      if ((IsPhrase(a.subject->id) && !IsCompanyName(a.subject->id) && a.doc != b.doc) ||
          (IsOfAVersion(a, metric) && links.HasVersions(a.subject->id)) ||
          IsOfAMaker(a, metric, vocabulary)) {
        out.unknown.emplace_back("subject");
      }
      break;
    case SubjectLink::kNear:
      ++out.inherited;
      break;
    case SubjectLink::kCalled:
      ++out.inherited;
      if (!ArePublishedTogether(a, b)) out.unknown.emplace_back("subject");
      break;
    case SubjectLink::kFamily:
    case SubjectLink::kOwner:
      out.unknown.emplace_back("subject");
      break;
  }
}

// As near as a misprint lies: not a quarter's sum beside a year's.
bool MayBeOneFigure(const Claim& a, const Claim& b, const UnitRelation& unit) {
  const ReadPair pair = ReadBoth(a, b, unit);
  const PairVerdict verdict = CompareReadings(pair.a, pair.b);
  return verdict.verdict != Verdict::kContradict || verdict.gap <= kMisprintGap ||
         IsScaleSlip(a, b) || IsTransposed(a, b) || IsRatioForPercent(a, b);
}

bool IsInherited(How how) { return how == How::kInherited || how == How::kInferred; }

int CountInherited(const Claim& a, const Claim& b, const MetricDefinition& metric) {
  int n = 0;
  if (IsInherited(a.subject->how) || IsInherited(b.subject->how)) ++n;
  if (a.unit_inferred || b.unit_inferred) ++n;
  if (metric.kind != MetricKind::kConstant && (IsInherited(a.time.how) || IsInherited(b.time.how) ||
                                               TrueTimeOf(a).weak || TrueTimeOf(b).weak)) {
    ++n;
  }
  return n;
}

}  // namespace

const std::string* PartyOf(const Claim& claim) { return Find(claim, "party"); }

bool AreSidesOfOneDeal(const Claim& a, const Claim& b) {
  const std::string* x = PartyOf(a);
  const std::string* y = PartyOf(b);
  return x != nullptr && y != nullptr && *x == b.subject->id && *y == a.subject->id;
}

bool AreOfOneDeal(const Claim& a, const Claim& b) {
  if (AreSidesOfOneDeal(a, b)) return true;
  const std::string* x = PartyOf(a);
  const std::string* y = PartyOf(b);
  return x != nullptr && y != nullptr && *x == *y && a.subject->id == b.subject->id;
}

bool IsNote(std::string_view key) { return Holds(kNotes, key); }

MetricDefinition MetricOf(std::string_view id, const Vocabulary& vocabulary) {
  if (const MetricDefinition* found = vocabulary.FindMetric(id)) return *found;
  MetricDefinition unknown;
  unknown.id = id;
  unknown.name = id;
  return unknown;
}

MetricDefinition MetricOf(const Claim& claim, const Vocabulary& vocabulary) {
  return MetricOf(claim.metric, vocabulary);
}

std::string ComparedMetric(const Claim& claim, const Vocabulary& vocabulary) {
  const auto of = claim.qualifiers.find(std::string(kOf));
  if (claim.dimension == "ratio" && of != claim.qualifiers.end()) {
    const MetricDefinition* grown = vocabulary.FindMetric(of->second);
    if (grown != nullptr && vocabulary.FindMetric(grown->growth) != nullptr) return grown->growth;
  }
  const MetricDefinition* metric = vocabulary.FindMetric(claim.metric);
  if (metric == nullptr) return claim.metric;
  // What a company says it will take in is its guidance, whether it calls it so or not.
  const bool is_own =
      claim.subject && claim.modality == Modality::kForecast && IsNamedOutlook(claim);
  if (metric->id == "revenue" && is_own && vocabulary.FindMetric(kGuidance) != nullptr) {
    return std::string(kGuidance);
  }
  return metric->id;
}

Comparability CompareKeys(const Claim& a, const Claim& b, const MetricDefinition& metric,
                          const Vocabulary& vocabulary, const SubjectLinks& links,
                          const ExchangeRates* rates) {
  Comparability out;
  RelateSubjects(a, b, metric, vocabulary, links, out);
  out.unit = RelateUnits(a, b, vocabulary, rates);
  if (out.unit.kind == UnitRelation::Kind::kMismatch) out.mismatched.push_back(out.unit.key);
  if (out.unit.kind == UnitRelation::Kind::kPeriodUnknown) out.unknown.push_back(out.unit.key);
  RelateQualifiers(a, b, metric, vocabulary, links, out);
  RelateMoves(a, b, metric, out);
  RelateModalities(a, b, metric, out);
  Relation time = RelateTimes(a, b, metric);
  if (time == Relation::kUnknown && out.unit.IsConvertible() && AreOneReport(a, b, metric) &&
      MayBeOneFigure(a, b, out.unit)) {
    time = Relation::kMatch;
  }
  if (time == Relation::kMismatch) out.mismatched.emplace_back("time");
  if (time == Relation::kUnknown) out.unknown.emplace_back("time");
  out.inherited += CountInherited(a, b, metric);
  return out;
}

std::string NeedOf(std::string_view key) {
  for (const Need& need : kNeeds) {
    if (need.key == key) return "a source that says " + std::string(need.text);
  }
  return "a source that names the " + std::string(key);
}

}  // namespace heshu::compare
