// Dates as pages write them: 2026年3月13日 14:05, 13/03/2026, 民國115年3月13日,
// 二〇二六年三月十三日, and 3月13日 14:05 without a year, where something else says which year it
// is. Pure; safe from any thread.
#ifndef HESHU_EXTRACT_ARTICLE_WRITTEN_DATE_H_
#define HESHU_EXTRACT_ARTICLE_WRITTEN_DATE_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"

namespace re2 {
class RE2;
}

namespace heshu::extract {

// -1 where not written.
struct WrittenDate {
  int year = 0;
  int month = 0;
  int day = 0;
  int hour = -1;
  int minute = -1;
  int second = -1;
  std::string zone;       // "Z", "+08:00", or ""
  std::size_t begin = 0;  // bytes of the line
  std::size_t end = 0;

  Date day_of() const { return {year, month, day}; }
  // "2026-02-24T14:00+08:00"
  std::string Iso() const;
};

// A line with its full-width digits and colons made narrow; as it is where it has none. `line` must
// outlive it.
class NarrowDigits {
 public:
  explicit NarrowDigits(std::string_view line);
  std::string_view text() const { return offsets_.empty() ? line_ : std::string_view(narrow_); }
  // The byte of the line that `byte` of the text stands for.
  std::size_t ToOriginal(std::size_t byte) const {
    return offsets_.empty() ? byte : offsets_[byte];
  }

 private:
  std::string_view line_;
  std::string narrow_;
  std::vector<std::size_t> offsets_;  // by byte of narrow_, and one behind it
};

// The first date in `line` that `pattern` names. Its groups: y (or roc, years of the Republic), m
// (or name, an English month), d; H, M, S, half (上午, pm …), z (a zone by name or offset). Numbers
// may be Han numerals. A pattern without a year gives a date only where `near` is known: the latest
// such day that is at most two days behind it.
std::optional<WrittenDate> DateFrom(const re2::RE2& pattern, std::string_view line,
                                    const std::optional<Date>& near);

// The day that the path of an absolute URL holds (/2026/03/13/, /20260313/, t20260313_1.htm,
// /2026/0313/).
std::optional<Date> DateInUrl(std::string_view url);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_ARTICLE_WRITTEN_DATE_H_
