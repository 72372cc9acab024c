// Dates as feeds write them.
#include <array>
#include <cstdio>

#include "core/date.h"
#include "crawler/feed.h"
#include "crawler/http_fields.h"

namespace heshu::crawler {
namespace {

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool Accept(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  void SkipSpaces() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
  }
  // A number of `least` to `most` digits; -1 if there is none.
  int Number(int least, int most) {
    int value = 0;
    int digits = 0;
    while (at_ < text_.size() && digits < most && text_[at_] >= '0' && text_[at_] <= '9') {
      value = value * 10 + (text_[at_++] - '0');
      ++digits;
    }
    return digits < least ? -1 : value;
  }
  std::string Word() {
    std::string out;
    while (at_ < text_.size() && ((text_[at_] | 0x20) >= 'a' && (text_[at_] | 0x20) <= 'z'))
      out += static_cast<char>(text_[at_++] | 0x20);
    return out;
  }
  char Peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

int MonthOf(std::string_view word) {
  static constexpr std::array<std::string_view, 12> kMonths = {
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (word.substr(0, 3) == kMonths[i]) return static_cast<int>(i) + 1;
  }
  return 0;
}

// "+08:00" for Z, GMT, EST, +0800, +08:00; "" for none or a name that is not known.
std::string Zone(Scanner* scanner) {
  scanner->SkipSpaces();
  const char sign = scanner->Peek();
  if (sign == '+' || sign == '-') {
    scanner->Accept(sign);
    const int hours = scanner->Number(2, 2);
    scanner->Accept(':');
    const int minutes = scanner->Number(2, 2);
    if (hours < 0 || hours > 14 || minutes > 59) return {};
    std::array<char, 16> out{};
    std::snprintf(out.data(), out.size(), "%c%02d:%02d", sign, hours, minutes < 0 ? 0 : minutes);
    return out.data();
  }
  const std::string name = scanner->Word();
  if (name == "z" || name == "gmt" || name == "ut" || name == "utc") return "+00:00";
  if (name == "est") return "-05:00";
  if (name == "edt") return "-04:00";
  if (name == "pst") return "-08:00";
  if (name == "pdt") return "-07:00";
  if (name == "hkt") return "+08:00";
  if (name == "jst") return "+09:00";
  return {};  // CST is China's or Chicago's
}

}  // namespace

std::string ParseFeedDate(std::string_view text) {
  Scanner scanner(Trimmed(text));
  Date date{0, 0, 0};
  if (scanner.Peek() >= '0' && scanner.Peek() <= '9') {
    Scanner iso = scanner;
    date.year = iso.Number(4, 4);
    if (date.year > 0 && (iso.Accept('-') || iso.Accept('/'))) {
      date.month = iso.Number(1, 2);
      if (!iso.Accept('-') && !iso.Accept('/')) return {};
      date.day = iso.Number(1, 2);
      scanner = iso;
      if (!scanner.Accept('T')) scanner.SkipSpaces();
    } else {
      date.year = 0;
    }
  }
  if (date.year == 0) {  // RFC 822
    scanner.Word();
    scanner.Accept(',');
    scanner.SkipSpaces();
    date.day = scanner.Number(1, 2);
    scanner.SkipSpaces();
    scanner.Accept('-');
    date.month = MonthOf(scanner.Word());
    scanner.Accept('.');
    scanner.Accept('-');
    scanner.SkipSpaces();
    date.year = scanner.Number(2, 4);
    if (date.year >= 0 && date.year < 100) date.year += date.year < 70 ? 2000 : 1900;
    scanner.SkipSpaces();
  }
  if (date.day < 1 || date.month < 1 || date.year < 1970 || !date.IsValid()) return {};
  std::string out = date.ToString();
  const int hour = scanner.Number(1, 2);
  if (hour < 0 || hour > 23 || !scanner.Accept(':')) return out;
  const int minute = scanner.Number(2, 2);
  if (minute < 0 || minute > 59) return out;
  std::array<char, 32> time{};
  std::snprintf(time.data(), time.size(), "T%02d:%02d", hour, minute);
  out += time.data();
  if (scanner.Accept(':')) {
    const int second = scanner.Number(2, 2);
    if (second >= 0 && second <= 60) {
      std::snprintf(time.data(), time.size(), ":%02d", second == 60 ? 59 : second);
      out += time.data();
    }
    if (scanner.Accept('.')) scanner.Number(0, 9);
  }
  return out + Zone(&scanner);
}

}  // namespace heshu::crawler
