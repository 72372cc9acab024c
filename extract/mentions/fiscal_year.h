// Whose quarter it is: 英伟达's third of fiscal 2026 is August to October of 2025, 阿里巴巴's
// second July to September. Which month a company's year ends with is data
// (rules/entities/fiscal_years.toml).
#ifndef HESHU_EXTRACT_MENTIONS_FISCAL_YEAR_H_
#define HESHU_EXTRACT_MENTIONS_FISCAL_YEAR_H_

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/date.h"
#include "core/vocabulary.h"
#include "extract/mentions/entity_table.h"
#include "extract/time/time_expression.h"

namespace heshu::extract {

struct FiscalYear {
  int last_month = 12;
  bool is_of_start = false;  // named after the year that it begins in
  friend bool operator==(const FiscalYear&, const FiscalYear&) = default;
};

// Of the entity `id`, else of whoever owns it. A company that no file tells of closes its books
// with the calendar year where that is the law or nearly everybody's habit; else nothing is known.
std::optional<FiscalYear> FiscalYearOf(std::string id, const EntityTable& entities);

// The year that a text itself tells: "its second quarter ended December 31", "for the six months
// ended December 31" and 截至12月底止,上半年度 are of books that close with June. Nothing where it
// tells none, or several.
std::optional<FiscalYear> FiscalYearToldIn(std::string_view text);

// The fiscal year that holds `day`, or, unless `looks_ahead`, the last that was over by then.
std::pair<Date, Date> FiscalYearAround(const Date& day, const FiscalYear& company,
                                       bool looks_ahead);

// `time` with the days that its accounting period has with a company of that fiscal year; unchanged
// where it has none. A quarter without a year, in a text published on `published`, is the one that
// was over last, by the calendar or by the company's own count; where the words look ahead, the
// first that is not over.
TimeExpression InFiscalYear(const TimeExpression& time, const FiscalYear& company,
                            const std::optional<Date>& published, bool looks_ahead);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_MENTIONS_FISCAL_YEAR_H_
