// Whose a metric's figures can be, by the metric alone: a country's accounts, what a house thinks.
#ifndef HESHU_EXTRACT_SUBJECT_METRIC_SUBJECT_H_
#define HESHU_EXTRACT_SUBJECT_METRIC_SUBJECT_H_

#include <string>
#include <string_view>

#include "extract/matching/claim_rules.h"

namespace heshu::extract {

// The id of the country of a region's code ("tw": taiwan); "" if it has none.
std::string CountryOf(std::string_view region);

// What a paper tells of its own country without naming it: 12月出口624亿美元.
bool IsNationalAccount(std::string_view metric);

// 社会消费品零售总额4.5万亿元: what only places have.
bool IsOfPlacesOnly(const MetricReading& metric);

// What a ministry or an association may tell of its country: what only companies and markets have
// is not.
bool IsCountedByOffice(const MetricReading& metric);

// What a house says of another: its target, how it moves its forecasts, how far a result lies from
// them.
// Prices, rents, wages: told of the place where they are paid.
bool IsToldWherePaid(std::string_view metric);

// Prices of homes, rents, visitors, vacancy: of a place where no company's name is beside them.
bool IsCountedInPlaces(std::string_view metric);

bool IsHouseView(std::string_view metric);

// 最大增速,进口…: words of no table, and no place or company; a country's accounts are not theirs.
bool IsNoAccountHolder(std::string_view metric, std::string_view words);

// What a version has, wherever in the sentence its maker stands.
bool IsOfVersion(const MetricReading& metric);

// YU7开卖,股价升8%: a product has no shares, its maker has.
bool HasNoShares(const MetricReading& metric, std::string_view kind);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_SUBJECT_METRIC_SUBJECT_H_
