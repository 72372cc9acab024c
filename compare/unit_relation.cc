#include "compare/unit_relation.h"

#include <algorithm>
#include <array>
#include <optional>

#include "compare/time_relation.h"

namespace heshu::compare {
namespace {

constexpr long kOneDayRate = 3;  // days of a figure that one day's rate converts
const Decimal kDaySlack = Decimal::Of(2, -2);
const Decimal kPeriodSlack = Decimal::Of(5, -2);

struct Period {
  std::string_view id;
  int per_hour;  // 0 = does not convert
};
constexpr std::array<Period, 9> kPeriods = {{{"s", 3600},
                                             {"second", 3600},
                                             {"min", 60},
                                             {"hour", 1},
                                             {"day", 0},
                                             {"week", 0},
                                             {"month", 0},
                                             {"quarter", 0},
                                             {"year", 0}}};

const Period* FindPeriod(std::string_view id) {
  for (const Period& p : kPeriods) {
    if (p.id == id) return &p;
  }
  return nullptr;
}

bool IsMoney(const std::string& dimension) {
  return dimension == "money" || dimension == "token_price" || dimension == "energy_price" ||
         dimension == "rental_price";
}

bool IsCurrencyCode(std::string_view text) {
  if (text.size() != 3) return false;
  for (const char c : text) {
    if (c < 'A' || c > 'Z') return false;
  }
  return true;
}

// GPU, chip and card name one thing counted; `count` is a number whose noun was left out.
std::string_view ChipUnit(std::string_view unit) {
  return unit == "chip" || unit == "card" || unit == "count" ? "GPU" : unit;
}

// One of them uses, has an account, is a person.
bool IsOfPeople(std::string_view unit) {
  return unit == "user" || unit == "person" || unit == "account";
}

// 家 counts firms and shops alike.
bool IsOfHouses(std::string_view unit) { return unit == "company" || unit == "store"; }

// 大定20万台, 20萬輛訂單, 200,000 orders: each order is for one.
bool IsOrderFor(const Claim& order, const Claim& goods) {
  return order.metric == "orders" && goods.metric == "orders" && order.unit == "order" &&
         (goods.unit == "vehicle" || goods.unit == "unit" || goods.unit == "item");
}

struct Scale {
  std::string base;
  Decimal factor = Decimal::Of(1);
};

Scale ScaleOf(std::string_view unit, const Vocabulary& vocabulary) {
  if (unit == "percent") return {"ratio", Decimal::Of(1, -2)};
  const UnitDefinition* definition = vocabulary.FindUnit(unit);
  if (definition == nullptr || definition->base.empty() || definition->factor.Sign() <= 0) {
    return {std::string(unit), Decimal::Of(1)};
  }
  return {definition->base, definition->factor};
}

UnitRelation Mismatch(std::string key) {
  UnitRelation r;
  r.kind = UnitRelation::Kind::kMismatch;
  r.key = std::move(key);
  return r;
}

UnitRelation Convertible(std::string unit) {
  UnitRelation r;
  r.unit = std::move(unit);
  return r;
}

// Same thing, written per different periods (or per none).
UnitRelation RelatePeriods(const UnitParts& a, const UnitParts& b) {
  if (a.period.empty() || b.period.empty()) {
    const std::string_view period = a.period.empty() ? b.period : a.period;
    UnitRelation r = Convertible(std::string(a.thing) + "/" + std::string(period));
    r.kind = UnitRelation::Kind::kPeriodUnknown;
    r.key = "per";
    return r;
  }
  const int hourly_a = FindPeriod(a.period)->per_hour;
  const int hourly_b = FindPeriod(b.period)->per_hour;
  if (hourly_a == 0 || hourly_b == 0) return Mismatch("period");
  UnitRelation r = Convertible(std::string(a.thing) + "/hour");
  r.factor_a = Decimal::Of(hourly_a);
  r.factor_b = Decimal::Of(hourly_b);
  return r;
}

// Both sides in the currency of `a`, at the rate of the last day that the later of them is true of.
UnitRelation RelateCurrencies(const Claim& a, const Claim& b, const ExchangeRates& rates) {
  const TrueTime ta = TrueTimeOf(a);
  const TrueTime tb = TrueTimeOf(b);
  if (!ta.IsKnown() || !tb.IsKnown()) return Mismatch("currency");
  const auto code = [](const Claim& c) { return std::string_view(c.unit).substr(0, 3); };
  const auto rate = rates.Rate(code(b), code(a), std::max(*ta.end, *tb.end));
  if (!rate) return Mismatch("currency");
  UnitRelation r = Convertible(a.unit);
  r.factor_b = *rate;
  r.slack = std::max(ta.Days(), tb.Days()) <= kOneDayRate ? kDaySlack : kPeriodSlack;
  return r;
}

}  // namespace

UnitParts SplitUnit(std::string_view unit) {
  const std::size_t slash = unit.rfind('/');
  if (slash == std::string_view::npos) return {unit, {}};
  const std::string_view tail = unit.substr(slash + 1);
  if (FindPeriod(tail) == nullptr) return {unit, {}};
  return {unit.substr(0, slash), tail};
}

bool AreOfTwoCurrencies(const Claim& a, const Claim& b) {
  const std::string_view x = a.unit;
  const std::string_view y = b.unit;
  return IsMoney(a.dimension) && IsMoney(b.dimension) && IsCurrencyCode(x.substr(0, 3)) &&
         IsCurrencyCode(y.substr(0, 3)) && x.substr(0, 3) != y.substr(0, 3) &&
         x.substr(3) == y.substr(3);
}

UnitRelation RelateUnits(const Claim& a, const Claim& b, const Vocabulary& vocabulary,
                         const ExchangeRates* rates) {
  if (a.unit == b.unit) return Convertible(a.unit);
  if (a.dimension == "chip_count" && b.dimension == "chip_count" &&
      ChipUnit(a.unit) == ChipUnit(b.unit)) {
    return Convertible("GPU");
  }
  if (a.dimension == "count" && b.dimension == "count" &&
      (a.unit == "count" || b.unit == "count")) {
    return Convertible(a.unit == "count" ? b.unit : a.unit);
  }
  if (IsOrderFor(a, b) || IsOrderFor(b, a)) return Convertible("order");
  if (IsOfPeople(a.unit) && IsOfPeople(b.unit)) return Convertible("user");
  if (IsOfHouses(a.unit) && IsOfHouses(b.unit)) return Convertible("store");
  // A percent is a number of hundredths; a point is its own unit (0.25 pp is no 0.25 %).
  const Scale scale_a = ScaleOf(a.unit, vocabulary);
  const Scale scale_b = ScaleOf(b.unit, vocabulary);
  const UnitParts parts_a = SplitUnit(a.unit);
  const UnitParts parts_b = SplitUnit(b.unit);
  if (parts_a.thing == parts_b.thing) return RelatePeriods(parts_a, parts_b);
  if (scale_a.base == scale_b.base && parts_a.period == parts_b.period) {
    UnitRelation r = Convertible(scale_a.base);
    r.factor_a = scale_a.factor;
    r.factor_b = scale_b.factor;
    return r;
  }
  if (AreOfTwoCurrencies(a, b)) {
    return rates == nullptr ? Mismatch("currency") : RelateCurrencies(a, b, *rates);
  }
  // 80美元 and 80美元/桶: of what measure the first is the price, it leaves out.
  const std::string& shorter = a.unit.size() < b.unit.size() ? a.unit : b.unit;
  const std::string& longer = a.unit.size() < b.unit.size() ? b.unit : a.unit;
  if (IsMoney(a.dimension) && IsMoney(b.dimension) && IsCurrencyCode(shorter) &&
      longer.starts_with(shorter + "/")) {
    UnitRelation r = Convertible(longer);
    r.kind = UnitRelation::Kind::kPeriodUnknown;
    r.key = "per";
    return r;
  }
  return Mismatch("unit");
}

}  // namespace heshu::compare
