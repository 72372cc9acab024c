// The words that a Chinese time begins with: 去年, 上月, 隔夜, 周, 近, and how each is read on.
//
// Internal to the time reader. Made once, then never changed; safe from any thread.
#ifndef HESHU_EXTRACT_TIME_TIME_WORD_TABLE_H_
#define HESHU_EXTRACT_TIME_TIME_WORD_TABLE_H_

#include <cstddef>
#include <span>
#include <string_view>

namespace heshu::extract {

enum class TimeOp {
  kYear,         // offset from the article's year
  kBudgetYear,   // likewise: 本财政年度
  kYearAnaphor,  // offset from the last year
  kMonth,
  kMonthAnaphor,
  kWeek,
  kWeekAnaphor,
  kDay,
  kDayAnaphor,
  kQuarter,  // offset in quarters
  kNthQuarter,
  kPart,       // 年底: value is Part, of the year
  kMonthPart,  // 月底
  kYearSoFar,  // 年初至今, 年内
  kMonthSoFar,
  kWeekday,
  kFestival,
  kHalf,
  kNth,    // 第四季度, 第一季
  kFirst,  // 前两个月
  kWindowPast,
  kWindowAhead,
  kVague,
  kMinguo,
  kYearPair,    // 今明两年
  kClock,       // 下午3点半
  kDecade,      // 上世纪90年代
  kMonthNamed,  // 正月, 腊月
  kLunar,       // 农历…
};

struct TimeWord {
  std::string_view text;
  TimeOp op;
  int value = 0;
  // Words it must not follow or precede, separated by spaces.
  std::string_view not_after{};
  std::string_view not_before{};
};

// The stems of the sixty-year cycle, which lead its years (丙午).
inline constexpr std::string_view kStems = "甲乙丙丁戊己庚辛壬癸";
// What leads an echo of a time told before (ParseEcho).
inline constexpr std::string_view kEchoLeads = "假长小节黄档";

// Whether a word of the table, a festival, an echo or a stem may begin with the character.
bool IsTimeLead(char32_t han);
// The words that begin with `lead`, longer ones before shorter ones with the same beginning.
std::span<const TimeWord* const> TimeWordsWith(char32_t lead);
// Whether the word, which lies between the two, is none there: part of another word.
bool IsCutOff(const TimeWord& word, std::string_view head, std::string_view tail);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_TIME_TIME_WORD_TABLE_H_
