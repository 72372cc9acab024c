#include "extract/article/written_date.h"

#include <re2/re2.h>

#include <cctype>
#include <cstdio>
#include <vector>

#include "extract/article/text_measure.h"

namespace heshu::extract {
namespace {

constexpr int kFirstYear = 1990, kLastYear = 2099;
constexpr int kRepublic = 1911;  // year 0 of the Republic
constexpr long kAheadDays = 2;   // that clocks and zones may differ by

using Groups = std::vector<re2::StringPiece>;

std::string_view GroupOf(const RE2& pattern, const Groups& groups, const char* name) {
  const auto& names = pattern.NamedCapturingGroups();
  const auto found = names.find(name);
  if (found == names.end()) return {};
  const auto& group = groups[static_cast<std::size_t>(found->second)];
  return group.data() == nullptr ? std::string_view()
                                 : std::string_view(group.data(), group.size());
}

// 2026, 二〇二六, 十三, 二十: -1 for what is no number.
int NumberIn(std::string_view text) {
  static constexpr std::u32string_view kDigits = U"〇一二三四五六七八九";
  if (text.empty() || text.size() > 16) return -1;
  int value = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = NextCodePoint(text, &at);
    if (c >= '0' && c <= '9') {
      value = 10 * value + static_cast<int>(c - '0');
    } else if (c == U'十') {
      // 十三, 二十, 二十三: what follows is added.
      const bool last = at >= text.size();
      value = value == 0 ? 1 : value;
      if (last) value *= 10;
    } else {
      const auto digit = c == U'零' || c == U'○' || c == U'Ｏ' ? 0 : kDigits.find(c);
      if (digit == std::u32string_view::npos) return -1;
      value = 10 * value + static_cast<int>(digit);
    }
  }
  return value;
}

int MonthNamed(std::string_view name) {
  static constexpr std::string_view kMonths = "janfebmaraprmayjunjulaugsepoctnovdec";
  std::string lower(name.substr(0, 3));
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  const auto at = kMonths.find(lower);
  return lower.size() < 3 || at == std::string_view::npos ? -1 : static_cast<int>(at / 3) + 1;
}

// The hour by a clock of 24 hours.
int HourOf(int hour, std::string_view half) {
  const auto is_one_of = [half](std::initializer_list<std::string_view> words) {
    for (const auto word : words) {
      if (half == word) return true;
    }
    return false;
  };
  if (is_one_of({"下午", "晚上", "晚間", "晚间", "傍晚", "pm", "PM", "p.m.", "P.M.", "Pm"})) {
    return hour < 12 ? hour + 12 : hour;
  }
  if (is_one_of({"中午"})) return hour < 6 ? hour + 12 : hour;
  if (is_one_of({"上午", "凌晨", "早上", "am", "AM", "a.m.", "A.M.", "Am"}) && hour == 12) return 0;
  return hour;
}

// "Z", "+08:00"; "" for a name that is not known.
std::string ZoneOf(std::string_view written) {
  if (written.empty() || written == "Z") return std::string(written);
  static const RE2 kOffset("(?i)(?:GMT|UTC)?\\s*([+-])(\\d{1,2}):?(\\d{2})?");
  std::string sign, hours, minutes;
  if (RE2::FullMatch(re2::StringPiece(written.data(), written.size()), kOffset, &sign, &hours,
                     &minutes)) {
    if (hours.size() == 1) hours.insert(0, "0");
    return sign + hours + ":" + (minutes.empty() ? "00" : minutes);
  }
  static constexpr std::pair<std::string_view, std::string_view> kZones[] = {
      {"HKT", "+08:00"},      {"北京时间", "+08:00"}, {"北京時間", "+08:00"},
      {"香港時間", "+08:00"}, {"香港时间", "+08:00"}, {"台北時間", "+08:00"},
      {"臺北時間", "+08:00"}, {"SGT", "+08:00"},      {"JST", "+09:00"},
      {"GMT", "Z"},           {"UTC", "Z"},           {"EST", "-05:00"},
      {"EDT", "-04:00"},      {"PST", "-08:00"},      {"PDT", "-07:00"},
      {"BST", "+01:00"},      {"CET", "+01:00"},      {"CEST", "+02:00"}};
  for (const auto& [name, zone] : kZones) {
    if (written == name) return std::string(zone);
  }
  return {};
}

bool IsDay(int year, int month, int day) {
  return year >= kFirstYear && year <= kLastYear && Date{year, month, day}.IsValid();
}

// The year in which month and day lie latest, at most kAheadDays behind `near`.
int YearNear(int month, int day, const Date& near) {
  for (int year = near.year + 1; year >= near.year - 4; --year) {
    if (IsDay(year, month, day) && Date{year, month, day}.ToDays() <= near.ToDays() + kAheadDays) {
      return year;
    }
  }
  return -1;
}

}  // namespace

NarrowDigits::NarrowDigits(std::string_view line) : line_(line) {
  // U+FF10 … U+FF1A are EF BC 90 … EF BC 9A; a colon counts behind a digit alone.
  static constexpr std::string_view kWide = "\xEF\xBC";
  if (line.find(kWide) == std::string_view::npos) return;
  for (std::size_t at = 0; at < line.size();) {
    offsets_.push_back(at);
    const auto last = static_cast<unsigned char>(at + 2 < line.size() ? line[at + 2] : '\0');
    const bool after_digit = !narrow_.empty() && narrow_.back() >= '0' && narrow_.back() <= '9';
    if (line.substr(at, 2) == kWide && last >= 0x90 && last <= (after_digit ? 0x9A : 0x99)) {
      narrow_ += static_cast<char>('0' + (last - 0x90));
      at += 3;
    } else {
      narrow_ += line[at++];
    }
  }
  offsets_.push_back(line.size());
}

std::string WrittenDate::Iso() const {
  char buffer[40];
  std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", year, month, day);
  std::string iso = buffer;
  if (hour >= 0 && minute >= 0) {
    std::snprintf(buffer, sizeof buffer, "T%02d:%02d", hour, minute);
    iso += buffer;
    if (second >= 0) {
      std::snprintf(buffer, sizeof buffer, ":%02d", second);
      iso += buffer;
    }
    iso += zone;
  }
  return iso;
}

std::optional<WrittenDate> DateFrom(const RE2& pattern, std::string_view line,
                                    const std::optional<Date>& near) {
  const auto& names = pattern.NamedCapturingGroups();
  const bool has_year = names.contains("y") || names.contains("roc");
  if (!has_year && !near) return std::nullopt;
  Groups groups(static_cast<std::size_t>(pattern.NumberOfCapturingGroups()) + 1);
  const re2::StringPiece text(line.data(), line.size());
  std::size_t from = 0;
  while (from <= line.size() && pattern.Match(text, from, line.size(), RE2::UNANCHORED,
                                              groups.data(), static_cast<int>(groups.size()))) {
    const auto number = [&](const char* name) { return NumberIn(GroupOf(pattern, groups, name)); };
    WrittenDate date;
    date.begin = static_cast<std::size_t>(groups[0].data() - line.data());
    date.end = date.begin + groups[0].size();
    date.year = number("y");
    if (date.year >= 0 && date.year < 100) date.year += 2000;  // 18-03-08
    if (const int roc = number("roc"); roc > 0) date.year = kRepublic + roc;
    date.month =
        names.contains("name") ? MonthNamed(GroupOf(pattern, groups, "name")) : number("m");
    date.day = number("d");
    date.hour = HourOf(number("H"), GroupOf(pattern, groups, "half"));
    date.minute = number("M");
    date.second = number("S");
    date.zone = ZoneOf(GroupOf(pattern, groups, "z"));
    if (date.hour > 23 || date.minute > 59 || date.minute < 0) date.hour = date.minute = -1;
    if (!has_year) date.year = YearNear(date.month, date.day, *near);
    if (IsDay(date.year, date.month, date.day)) return date;
    from = date.end > from ? date.end : from + 1;
  }
  return std::nullopt;
}

std::optional<Date> DateInUrl(std::string_view url) {
  // 20260313, maybe with a number behind it; 2026/03/13, 202603/13; 2026/0313.
  static const RE2 kDays[] = {
      RE2("(?:^|[^0-9])(20[0-4]\\d)(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])(?:[^0-9]|\\d{6,}|$)"),
      RE2("(?:^|[^0-9])(20[0-4]\\d)[-/_]?(0[1-9]|1[0-2])[-/_](0[1-9]|[12]\\d|3[01])(?:[^0-9]|$)"),
      RE2("(?:^|[^0-9])(20[0-4]\\d)[-/_](0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])(?:[^0-9]|$)")};
  const auto host = url.find("://");
  if (host == std::string_view::npos) return std::nullopt;
  const auto path = url.find('/', host + 3);
  if (path == std::string_view::npos) return std::nullopt;
  url = url.substr(path, url.find_first_of("?#", path) - path);
  int year = 0, month = 0, day = 0;
  for (const RE2& pattern : kDays) {
    if (RE2::PartialMatch(re2::StringPiece(url.data(), url.size()), pattern, &year, &month, &day) &&
        IsDay(year, month, day)) {
      return Date{year, month, day};
    }
  }
  return std::nullopt;
}

}  // namespace heshu::extract
