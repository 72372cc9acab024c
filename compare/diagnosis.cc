#include "compare/diagnosis.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <utility>

#include "compare/comparability.h"
#include "compare/doubt.h"
#include "compare/time_relation.h"

namespace heshu::compare {
namespace {

constexpr std::size_t kMaxSameFigures = 256;  // per written figure; more say nothing new
constexpr std::size_t kTellingDigits = 3;     // of a rounded figure that is still known again

std::optional<Decimal> PointOf(const Claim& c) {
  if (c.value.lo && c.value.hi && *c.value.lo == *c.value.hi) return c.value.lo;
  if (c.value.lo && !c.value.hi) return c.value.lo;
  if (c.value.hi && !c.value.lo) return c.value.hi;
  return std::nullopt;
}

std::string Digits(const Decimal& d) { return std::to_string(std::llabs(d.coefficient)); }

// The coefficient, rounded by so many of its last digits.
long long FirstDigits(const Decimal& d, int dropped) {
  long long place = 1;
  for (int i = 0; i < dropped; ++i) place *= 10;
  const long long coefficient = std::llabs(d.coefficient);
  return coefficient / place + (coefficient % place * 2 >= place && place > 1 ? 1 : 0);
}

// The claim's own time, or nothing to tell by.
bool MayBeSameTime(const Claim& a, const Claim& b) {
  const TrueTime ta = TrueTimeOf(a);
  const TrueTime tb = TrueTimeOf(b);
  if (ta.weak || tb.weak || !ta.IsKnown() || !tb.IsKnown()) return true;
  return *ta.start <= *tb.end && *tb.start <= *ta.end;
}

// "Grew to 4.5 times" told as "grew by 450 %": two growth rates with just the base between them.
bool IsOffByTheBase(const Claim& a, const Claim& b) {
  if (a.unit != "percent" || b.unit != "percent" || a.dimension != "percent_change" ||
      b.dimension != "percent_change") {
    return false;
  }
  const auto pa = PointOf(a);
  const auto pb = PointOf(b);
  return pa && pb && Subtract(*pa, *pb).Abs() == Decimal::Of(100);
}

// A bare 元 is a yuan where the text is in simplified characters, but of Hong Kong and Taiwan,
// whose dollars are 元 too.
bool IsNamedBeside(const Claim& claim, const Claim& other) {
  if (!claim.unit_inferred) return true;
  static constexpr std::array<std::string_view, 10> kSimplified = {"亿", "价", "这", "为", "时",
                                                                   "业", "长", "发", "务", "过"};
  const std::string_view currency = std::string_view(other.unit).substr(0, 3);
  return claim.unit.starts_with("CNY") && currency != "HKD" && currency != "TWD" &&
         currency != "SGD" && currency != "MOP" &&
         std::any_of(kSimplified.begin(), kSimplified.end(), [&](std::string_view word) {
           return claim.sentence.find(word) != std::string::npos;
         });
}

// 61,287台 are as many as 61,287輛.
bool IsOneUnit(const Claim& a, const Claim& b) {
  return a.unit == b.unit || (a.dimension == "count" && b.dimension == "count");
}

}  // namespace

bool IsRevision(const Claim& a, const Claim& b) {
  const auto pa = Date::Parse(a.published);
  const auto pb = Date::Parse(b.published);
  if (!pa || !pb || *pa == *pb || a.doc == b.doc) return false;
  if (a.attribution && b.attribution && !a.attribution->id.empty()) {
    return a.attribution->id == b.attribution->id;
  }
  return !a.source.empty() && a.source == b.source;
}

bool IsRatioForPercent(const Claim& a, const Claim& b) {
  if (IsOffByTheBase(a, b)) return true;
  const bool percent_a = a.unit == "percent";
  const bool percent_b = b.unit == "percent";
  if (percent_a == percent_b || (a.unit != "ratio" && b.unit != "ratio")) return false;
  const auto pa = PointOf(a);
  const auto pb = PointOf(b);
  if (!pa || !pb) return false;
  const Decimal& percent = percent_a ? *pa : *pb;
  const Decimal& ratio = percent_a ? *pb : *pa;
  if (percent == ratio) return true;
  // 增长230% and 为去年同期的2.3倍, which is 130% more
  const Claim& multiple = percent_a ? b : a;
  const auto form = multiple.qualifiers.find("form");
  const bool holds_base = form != multiple.qualifiers.end() && form->second == "multiple";
  if (holds_base && percent.Scaled(-2) == ratio) return true;
  if (Digits(percent) == Digits(ratio) && Digits(percent).size() >= 2 &&
      percent.Scaled(-2) != ratio) {
    return true;  // 4.2倍 and 42%
  }
  const Decimal gap = Subtract(percent.Scaled(-2), ratio).Abs();
  return gap == Decimal::Of(1);
}

namespace {

// Two numbers of the same digits, one of them rounded or not, and any power of ten apart.
struct SameDigits {
  std::size_t digits = 0;  // that the shorter has
  int dropped = 0;         // that the longer has more
  int places = 0;          // powers of ten between them
};

std::optional<SameDigits> CompareDigits(const Decimal& a, const Decimal& b) {
  if (a.IsZero() || b.IsZero()) return {};
  const bool a_is_longer = Digits(a).size() > Digits(b).size();
  const Decimal& exact = a_is_longer ? a : b;
  const Decimal& told = a_is_longer ? b : a;
  const std::size_t digits = Digits(told).size();
  const auto dropped = static_cast<int>(Digits(exact).size() - digits);
  if (FirstDigits(exact, dropped) != std::llabs(told.coefficient)) return {};
  return SameDigits{digits, dropped, std::abs(exact.exponent + dropped - told.exponent)};
}

// 1763.2 and 1763: one is the other, rounded, with digits enough to know it again.
bool IsOneRounded(const Decimal& a, const Decimal& b) {
  const std::optional<SameDigits> same = CompareDigits(a, b);
  return same && same->dropped > 0 && same->digits > kTellingDigits && same->places == 0;
}

}  // namespace

int ScaleSlip(const Decimal& a, const Decimal& b) {
  const std::optional<SameDigits> same = CompareDigits(a, b);
  if (!same || (same->dropped > 0 && same->digits < kTellingDigits)) return 0;
  return same->digits >= 2 || same->places >= 3 ? same->places : 0;
}

bool IsTenfold(const Claim& a, const Claim& b) {
  const auto pa = PointOf(a);
  const auto pb = PointOf(b);
  return pa && pb && IsOneUnit(a, b) && !pa->IsZero() && pa->coefficient == pb->coefficient &&
         pa->exponent != pb->exponent;
}

bool IsScaleSlip(const Claim& a, const Claim& b) {
  const auto pa = PointOf(a);
  const auto pb = PointOf(b);
  return pa && pb && IsOneUnit(a, b) && ScaleSlip(*pa, *pb) > 0;
}

bool IsTellingSlip(const Claim& a, const Claim& b) {
  const auto pa = PointOf(a);
  const auto pb = PointOf(b);
  return IsScaleSlip(a, b) && std::min(Digits(*pa).size(), Digits(*pb).size()) >= kTellingDigits;
}

bool IsOverZhao(const Claim& a, const Claim& b) {
  // The same character in either script.
  const auto has = [](const Claim& c) { return c.text.find("兆") != std::string::npos; };
  return IsScaleSlip(a, b) && has(a) != has(b);
}

bool IsTransposition(const Decimal& a, const Decimal& b) {
  // 380 and 308: zeros at the end are digits too.
  const int place = std::min(a.exponent, b.exponent);
  const auto digits_down_to = [&](const Decimal& d) {
    return Digits(d) + std::string(static_cast<std::size_t>(std::min(d.exponent - place, 19)), '0');
  };
  const std::string x = digits_down_to(a);
  const std::string y = digits_down_to(b);
  if (x.size() != y.size()) return false;
  std::size_t first = 0;
  while (first < x.size() && x[first] == y[first]) ++first;
  if (first == x.size()) return false;
  std::size_t last = x.size() - 1;
  while (x[last] == y[last]) --last;
  // Within what differs, one digit stands at the other end and the rest have moved up by one.
  const std::string_view a_part = std::string_view(x).substr(first, last - first + 1);
  const std::string_view b_part = std::string_view(y).substr(first, last - first + 1);
  const auto moved = [](std::string_view from, std::string_view to) {
    return from.front() == to.back() && from.substr(1) == to.substr(0, to.size() - 1);
  };
  // 48135 and 43185: or the two at its ends have changed places.
  const std::size_t within = a_part.size() - 2;
  const bool are_exchanged = a_part.size() > 2 && a_part.front() == b_part.back() &&
                             a_part.back() == b_part.front() &&
                             a_part.substr(1, within) == b_part.substr(1, within);
  return are_exchanged || moved(a_part, b_part) || moved(b_part, a_part);
}

bool IsTransposed(const Claim& a, const Claim& b) {
  const auto pa = PointOf(a);
  const auto pb = PointOf(b);
  return pa && pb && IsOneUnit(a, b) && IsTransposition(*pa, *pb);
}

bool IsDigitLost(const Decimal& a, const Decimal& b) {
  constexpr std::size_t kFewestDigits = 5;  // left, of which none is another
  if (a.exponent != b.exponent) return false;
  const bool a_is_longer = Digits(a).size() > Digits(b).size();
  const std::string whole = Digits(a_is_longer ? a : b);
  const std::string rest = Digits(a_is_longer ? b : a);
  if (whole.size() != rest.size() + 1 || rest.size() < kFewestDigits) return false;
  std::size_t at = 0;
  while (at < rest.size() && whole[at] == rest[at]) ++at;
  return whole.compare(at + 1, std::string::npos, rest, at) == 0;
}

bool IsMisprint(const Claim& a, const Claim& b, std::size_t fewest_digits) {
  const auto point = PointOf(a);
  const auto other = PointOf(b);
  if (!point || !other) return false;
  if (IsOneUnit(a, b) && IsDigitLost(*point, *other)) return true;
  const std::size_t digits = std::min(Digits(*point).size(), Digits(*other).size());
  return digits >= fewest_digits && (IsScaleSlip(a, b) || IsTransposed(a, b));
}

bool MayBePercentForPoints(const Claim& a, const Claim& b) {
  const Decimal most = Decimal::Of(15);
  const auto pa = PointOf(a);
  const auto pb = PointOf(b);
  return pa && pb && a.unit == "point" && b.unit == "point" && a.metric == "index_change" &&
         (pa->Abs() < most) != (pb->Abs() < most);
}

bool IsToldAsLoss(const Claim& claim) {
  const auto result = claim.qualifiers.find("result");
  return result != claim.qualifiers.end() && result->second == "loss";
}

bool IsLoss(const Claim& claim) {
  const auto point = PointOf(claim);
  return IsToldAsLoss(claim) ||
         (claim.dimension == "money" && point.has_value() && point->Sign() < 0);
}

bool IsSignSlip(const Claim& a, const Claim& b) {
  constexpr std::size_t kFewestDigits = 3;
  static constexpr std::array<std::string_view, 13> kProfits = {
      "盈利", "获利", "獲利", "溢利", "纯利", "純利",  "赚",
      "賺",   "净利", "淨利", "盈余", "盈餘", "profit"};
  static constexpr std::array<std::string_view, 11> kLosses = {
      "亏", "虧", "损", "損", "蚀", "蝕", "赤字", "loss", "lost", "losing", "deficit"};
  const auto pa = PointOf(a);
  const auto pb = PointOf(b);
  if (!pa || !pb || a.dimension != "money" || pa->Abs() != pb->Abs() ||
      Digits(*pa).size() < kFewestDigits || IsLoss(a) == IsLoss(b)) {
    return false;
  }
  const std::string& words = IsLoss(a) ? b.sentence : a.sentence;
  const auto says = [&](std::string_view word) { return words.find(word) != std::string::npos; };
  return std::any_of(kProfits.begin(), kProfits.end(), says) &&
         std::none_of(kLosses.begin(), kLosses.end(), says);
}

int TenfoldBounds(const Claim& a, const Claim& b) {
  const auto is_bound = [](const Claim& c) {
    return c.value.lo.has_value() != c.value.hi.has_value();
  };
  if (!is_bound(a) || !is_bound(b) || a.value.lo.has_value() != b.value.lo.has_value() ||
      !IsOneUnit(a, b)) {
    return 0;
  }
  const Decimal x = *PointOf(a);
  const Decimal y = *PointOf(b);
  return x.IsZero() || x.coefficient != y.coefficient ? 0 : std::abs(x.exponent - y.exponent);
}

std::string FigureKey(const Claim& claim, const Vocabulary& vocabulary) {
  auto point = PointOf(claim);
  if (!point) return {};
  if (IsToldAsLoss(claim) && point->Sign() > 0) point = point->Negated();
  // 家 counts firms and shops alike.
  const bool is_of_shops = claim.metric == "stores" && claim.unit == "company";
  return ComparedMetric(claim, vocabulary) + "|" + (is_of_shops ? "store" : claim.unit) + "|" +
         point->ToString();
}

FigureIndex::FigureIndex(const std::vector<const Claim*>& claims, const Vocabulary& vocabulary)
    : vocabulary_(&vocabulary) {
  Add(claims);
}

void FigureIndex::Add(const std::vector<const Claim*>& claims) {
  for (const Claim* c : claims) {
    by_document_[c->doc].push_back(c);
    std::string key = FigureKey(*c, *vocabulary_);
    if (key.empty()) continue;
    auto& same = by_figure_[key];
    if (same.size() < kMaxSameFigures) same.push_back(c);
    keys_.emplace(c, std::move(key));
  }
}

std::string_view FigureIndex::KeyOf(const Claim& claim) const {
  const auto found = keys_.find(&claim);
  return found == keys_.end() ? std::string_view() : std::string_view(found->second);
}

namespace {

// 3纳米占27%, 5纳米占36%: two of one subject, told apart by what each is of.
bool AreOfTwoItems(const Claim& a, const Claim& b) {
  const auto x = a.qualifiers.find("item");
  const auto y = b.qualifiers.find("item");
  return x != a.qualifiers.end() && y != b.qualifiers.end() && x->second != y->second;
}

bool IsBefore(const Claim& then, const TrueTime& at) {
  const TrueTime its = TrueTimeOf(then);
  return !its.weak && its.IsKnown() && *its.end < *at.start;
}

// 同比增8.4%, 环比增8.4%: of one thing, held against two others.
bool AreOfTwoBases(const Claim& a, const Claim& b) {
  const auto x = a.qualifiers.find("baseline");
  const auto y = b.qualifiers.find("baseline");
  return x != a.qualifiers.end() && y != b.qualifiers.end() && x->second != y->second;
}

}  // namespace

bool FigureIndex::IsOfAnotherBase(const Claim& suspect, const Claim& other) const {
  const auto point = PointOf(suspect);
  const auto* same = Find(suspect);
  if (same == nullptr || !point || Digits(*point).size() < 2) return false;
  return std::any_of(same->begin(), same->end(), [&](const Claim* c) {
    return c->doc == other.doc && c->subject->id == other.subject->id &&
           AreOfTwoBases(*c, suspect) && MayBeSameTime(*c, suspect);
  });
}

bool FigureIndex::IsPercentForPoints(const Claim& suspect, const Claim& other,
                                     const SubjectLinks& links) const {
  const auto point = PointOf(suspect);
  if (suspect.unit != "point" || !point || Digits(*point).size() < 2) return false;
  const auto& figures = OfDocument(other.doc);
  return std::any_of(figures.begin(), figures.end(), [&](const Claim* c) {
    const auto its = PointOf(*c);
    return c->unit == "percent" && its && its->Abs() == point->Abs() && c->subject &&
           links.Between(c->subject->id, suspect.subject->id) == SubjectLink::kSame &&
           MayBeSameTime(*c, suspect);
  });
}

bool FigureIndex::TellsInCurrency(const Claim& claim, std::string_view currency) const {
  const auto& figures = OfDocument(claim.doc);
  return std::any_of(figures.begin(), figures.end(), [&](const Claim* c) {
    return std::string_view(c->unit).substr(0, 3) == currency;
  });
}

const std::vector<const Claim*>* FigureIndex::Find(const Claim& claim) const {
  const auto at = by_figure_.find(FigureKey(claim, *vocabulary_));
  return at == by_figure_.end() ? nullptr : &at->second;
}

bool FigureIndex::IsLabelShift(const Claim& suspect, const Claim& other,
                               const SubjectLinks& links) const {
  const auto point = PointOf(suspect);
  const auto* same = Find(suspect);
  if (same == nullptr || !point || Digits(*point).size() < 2) return false;
  for (const Claim* c : *same) {
    if (c->doc != suspect.doc && c->doc != other.doc) continue;
    const bool is_other =
        links.Between(c->subject->id, suspect.subject->id) == SubjectLink::kNone &&
        !AreSidesOfOneDeal(*c, suspect);
    if (!is_other && !AreOfTwoItems(*c, suspect)) continue;
    if (MayBeSameTime(*c, suspect)) return true;
  }
  return false;
}

bool FigureIndex::IsOfAnotherToo(const Claim& claim, const SubjectLinks& links) const {
  const auto point = PointOf(claim);
  const auto* same = Find(claim);
  if (same == nullptr || !point || Digits(*point).size() < 2) return false;
  return std::any_of(same->begin(), same->end(), [&](const Claim* c) {
    return c->doc == claim.doc && c->id != claim.id &&
           links.Between(c->subject->id, claim.subject->id) == SubjectLink::kNone &&
           !AreSidesOfOneDeal(*c, claim) && MayBeSameTime(*c, claim);
  });
}

const std::vector<const Claim*>& FigureIndex::OfDocument(std::string_view doc) const {
  static const std::vector<const Claim*> none;
  const auto at = by_document_.find(doc);
  return at == by_document_.end() ? none : at->second;
}

const Accounts& FigureIndex::AccountsOfFigure(const Claim& claim) const {
  const auto [at, is_new] = accounts_.try_emplace(&claim);
  if (is_new) at->second = AccountsOf(claim);
  return at->second;
}

bool FigureIndex::IsStale(const Claim& suspect) const {
  const auto* same = Find(suspect);
  const TrueTime at = TrueTimeOf(suspect);
  if (same == nullptr || at.weak || !at.IsKnown()) return false;
  if (Digits(*PointOf(suspect)).size() < 2) return false;
  return std::any_of(same->begin(), same->end(), [&](const Claim* c) {
    return c->subject->id == suspect.subject->id && IsBefore(*c, at);
  });
}

bool IsEarlier(const Claim& then, const Claim& now) {
  const TrueTime at = TrueTimeOf(now);
  return !at.weak && at.IsKnown() && IsBefore(then, at);
}

std::vector<std::string> Diagnose(const Claim& a, const Claim& b, const FigureIndex& figures,
                                  const SubjectLinks& links) {
  std::vector<std::string> out;
  const auto pa = PointOf(a);
  const auto pb = PointOf(b);
  if (IsRatioForPercent(a, b)) {
    out.emplace_back("suspect:ratio_percent");
  } else if (figures.IsPercentForPoints(a, b, links) || figures.IsPercentForPoints(b, a, links)) {
    out.emplace_back("suspect:percent_points");
  } else if (pa && pb && IsOneUnit(a, b)) {
    if (const int n = ScaleSlip(*pa, *pb); n > 0) {
      out.push_back("suspect:scale_slip_x10" + (n == 1 ? "" : "^" + std::to_string(n)));
      if (IsOverZhao(a, b)) out.emplace_back("suspect:zhao");
    } else if (IsDigitLost(*pa, *pb)) {
      out.emplace_back("suspect:scale_slip_x10");  // 8090.06 and 809.06: about a tenth of it
    } else if (IsTransposition(*pa, *pb)) {
      out.emplace_back("suspect:transposition");
    }
  }
  if (figures.IsLabelShift(a, b, links) || figures.IsLabelShift(b, a, links) ||
      figures.IsOfAnotherBase(a, b) || figures.IsOfAnotherBase(b, a)) {
    out.emplace_back("suspect:label_shift");
  }
  if (IsRevision(a, b)) out.emplace_back("suspect:revision");
  if (figures.IsStale(a) || figures.IsStale(b)) out.emplace_back("suspect:stale");
  return out;
}

bool IsCurrencySlip(const Claim& a, const Claim& b, const MetricDefinition& metric) {
  const auto pa = PointOf(a);
  const auto pb = PointOf(b);
  const std::size_t fewest = metric.kind == MetricKind::kEvent && AreOneNews(a, b, metric) ? 1 : 2;
  return pa && pb && (*pa == *pb || IsOneRounded(*pa, *pb)) && Digits(*pa).size() >= fewest &&
         Digits(*pb).size() >= fewest && AreOfTwoCurrencies(a, b) && IsNamedBeside(a, b) &&
         IsNamedBeside(b, a);
}

std::vector<std::string> DiagnoseUnits(const Claim& a, const Claim& b) {
  const auto pa = PointOf(a);
  const auto pb = PointOf(b);
  if (!pa || !pb || *pa != *pb) return {};
  const auto is_percent = [](const Claim& c) { return c.unit == "percent"; };
  const auto is_points = [](const Claim& c) { return c.unit == "pp"; };
  const bool is_telling = Digits(*pa).size() >= 2;  // one digit is told of many things
  if (is_telling && ((is_percent(a) && is_points(b)) || (is_points(a) && is_percent(b)))) {
    return {"suspect:percent_points"};
  }
  const auto is_counted = [](const Claim& c) {
    return c.dimension == "count" || c.dimension == "count_rate" || c.dimension == "token_volume" ||
           c.dimension == "token_rate";
  };
  if (is_counted(a) && is_counted(b) && is_telling) return {"suspect:counted_noun"};
  return {};
}

}  // namespace heshu::compare
