// Reads one written number, in any notation, as exact decimals (NUMBERS.md §2, §3, §5, §8).
//
//   633亿  5,890亿  1万5千亿  3900千万亿  5.5m-style suffixes (K M B T W, million, bn)  1.5e12
//   三万五 (omitted last unit)  十五点七  廿二  壹佰伍拾  二〇二五  一又二分之一  1/20  百分之2.4
//   数十万  十几  六七万  四十五六万  500余万  3亿多  千亿 (bare magnitude)
//
// Input is folded text without spaces between Han characters and digits. Han magnitudes are
// grammar and stand in the code; everything else is rules/units.toml. Pure; time linear in the
// characters read.
#ifndef HESHU_EXTRACT_QUANTITY_NUMBER_H_
#define HESHU_EXTRACT_QUANTITY_NUMBER_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/decimal.h"
#include "extract/quantity/spelling_trie.h"

namespace heshu::extract {

enum class Vagueness {
  kNone,
  kSeveral,  // 数十万 几个 十几: lo and hi are the ends
  kPair,     // 六七万: lo and hi are the ends
  kOver,     // 500余万 3亿多 十余: more than lo
};

struct ParsedNumber {
  std::size_t begin = 0;
  std::size_t end = 0;
  Decimal lo;  // lo == hi unless vague
  Decimal hi;
  Vagueness vagueness = Vagueness::kNone;
  int step_exponent = 0;  // 10^this is the last written place
  std::string ratio;      // "1/9": a fraction whose decimal does not end
  bool is_fraction = false;
  int parts = 0;         // 百分之 2, 千分之 3, 万分之 4 …: lo and hi are percent; else 0
  bool is_bare = false;  // 千亿 without a digit: lo = hi = one of it
  bool starts_ascii = false;
  bool has_point = false;
  bool has_unit = false;       // 十 百 千 万 亿 or a Latin magnitude was read
  bool is_positional = false;  // 二〇二五, 八五
  bool is_grouped = false;     // 5,890
  bool is_word = false;        // two million, a dozen
  bool is_bare_ten = false;    // 十亿 十万: no digit but 十
  bool leading_zero = false;   // 09988
  bool too_long = false;       // more digits than a Decimal holds: no value, only `end`
  bool is_chain = false;       // 1.2.3, 192.168.0.1: no value, only `end`
  bool has_zhao = false;       // 兆 was read as 10^12
  int ascii_digits = 0;        // digits of the first ASCII group
  int han_characters = 0;      // Han characters of the number
  int big = 0;                 // exponent of the closing 万 亿 万亿 (4, 8, 12), else 0
  int magnitude = -1;          // exponent of all that follows the first digit group; -1 if mixed
  char latin = 0;              // K M B T W as written, or 'w' for a word (million)
};

// What the number grammar must know of the rules.
struct NumberContext {
  // Units that begin with a magnitude (千瓦, 兆赫): a number stops before them.
  const SpellingTrie* units = nullptr;
  // Words that only look like numbers (一些, 二手): never a trailing digit.
  const SpellingTrie* words = nullptr;
};

// The longest number that begins exactly at `at`; no sign. Empty if none begins there. Counts the
// characters it looked at in `*steps` if given.
std::optional<ParsedNumber> ParseNumber(std::string_view text, std::size_t at,
                                        const NumberContext& context);

// 0..9 for a Han or formal digit (两 is 2), 10 for 几, -1 otherwise.
int HanDigit(char32_t c);
// The exponent of 十 百 千 万 亿 兆 and their formal forms, else 0.
int HanUnit(char32_t c);
// True for characters with which a Han number may begin: digits, units, 几 数 廿 卅 卌 〇 零 半.
bool IsHanNumberStart(char32_t c);
// True for 壹 贰 … 拾 佰 仟, which are numbers only in each other's company.
bool IsFormalNumeral(char32_t c);

// The written digits from the leading place of `value` down to 10^step_exponent; at least 1.
int DigitsDownTo(const Decimal& value, int step_exponent);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_QUANTITY_NUMBER_H_
