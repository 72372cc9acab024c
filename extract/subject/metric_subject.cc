#include "extract/subject/metric_subject.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "extract/pattern/utf8.h"
#include "extract/text/affix.h"

namespace heshu::extract {

std::string CountryOf(std::string_view region) {
  static constexpr std::pair<std::string_view, std::string_view> kCountries[] = {
      {"cn", "china"},       {"us", "us"},        {"hk", "hong-kong"},   {"tw", "taiwan"},
      {"jp", "japan"},       {"kr", "korea"},     {"eu", "eu"},          {"uk", "uk"},
      {"gb", "uk"},          {"mo", "macau"},     {"in", "india"},       {"de", "germany"},
      {"fr", "france"},      {"it", "italy"},     {"ch", "switzerland"}, {"se", "sweden"},
      {"no", "norway"},      {"ru", "russia"},    {"ca", "canada"},      {"mx", "mexico"},
      {"br", "brazil"},      {"au", "australia"}, {"nz", "new-zealand"}, {"sg", "singapore"},
      {"my", "malaysia"},    {"id", "indonesia"}, {"th", "thailand"},    {"vn", "vietnam"},
      {"ph", "philippines"}, {"tr", "turkey"},    {"za", "south-africa"}};
  for (const auto& [code, id] : kCountries) {
    if (code == region) return std::string(id);
  }
  return {};
}

bool IsNationalAccount(std::string_view metric) {
  static constexpr std::string_view kAccounts[] = {"exports",
                                                   "imports",
                                                   "trade_surplus",
                                                   "foreign_reserves",
                                                   "cpi",
                                                   "ppi",
                                                   "gdp_growth",
                                                   "unemployment_rate",
                                                   "retail_sales",
                                                   "housing_transactions",
                                                   "home_sales_value"};
  return std::find(std::begin(kAccounts), std::end(kAccounts), metric) != std::end(kAccounts);
}

bool IsOfPlacesOnly(const MetricReading& metric) {
  return metric.subjects.size() == 1 && metric.subjects[0] == "region" &&
         metric.default_subject.empty();
}

bool IsCountedByOffice(const MetricReading& metric) {
  const auto& kinds = metric.subjects;
  const auto listed = [&](std::string_view kind) {
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
  };
  if (kinds.empty() || listed("region")) return true;
  const std::string& size = metric.definition.dimensions.front();
  return listed("class") && !metric.is_corporate && !metric.is_market &&
         (size == "count" || size == "percent_change" || size == "mass" || size == "ratio");
}

bool IsToldWherePaid(std::string_view metric) {
  static constexpr std::string_view kPaid[] = {
      "price",          "price_change", "average_price",    "rent",         "wages",
      "vacancy_rate",   "land_price",   "home_price_index", "sales_growth", "units_sold",
      "revenue_growth", "floor_area",   "contract_sales",   "growth",       "housing_transactions"};
  return std::find(std::begin(kPaid), std::end(kPaid), metric) != std::end(kPaid);
}

bool IsCountedInPlaces(std::string_view metric) {
  static constexpr std::string_view kCounted[] = {"price_change",
                                                  "rent",
                                                  "wages",
                                                  "vacancy_rate",
                                                  "visitors",
                                                  "land_price",
                                                  "home_price_index",
                                                  "housing_transactions"};
  return std::find(std::begin(kCounted), std::end(kCounted), metric) != std::end(kCounted);
}

bool IsHouseView(std::string_view metric) {
  return metric == "target_price" || metric == "estimate_change" || metric == "estimate_gap";
}

bool IsOfVersion(const MetricReading& metric) {
  return metric.definition.kind == MetricKind::kConstant || metric.definition.id == "token_price";
}

bool HasNoShares(const MetricReading& metric, std::string_view kind) {
  return metric.is_market && (kind == "product" || kind == "model");
}

bool IsNoAccountHolder(std::string_view metric, std::string_view words) {
  return IsNationalAccount(metric) &&
         !EndsWithAny(words, {"省", "市", "县", "州", "国", "区", "岛", "公司", "集团", "科技"}) &&
         !(!words.empty() && IsAsciiAlnum(words.back()));
}

}  // namespace heshu::extract
