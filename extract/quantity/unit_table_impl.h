// What UnitTable holds; for the readers and checkers of this folder only.
#ifndef HESHU_EXTRACT_QUANTITY_UNIT_TABLE_IMPL_H_
#define HESHU_EXTRACT_QUANTITY_UNIT_TABLE_IMPL_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/claim.h"
#include "core/decimal.h"
#include "extract/quantity/spelling_trie.h"
#include "extract/quantity/unit_table.h"

namespace heshu::extract {

// Words that must or must not stand around a spelling for it to mean this.
struct Surroundings {
  std::vector<std::string> context;      // one of these before, within the clause
  std::vector<std::string> not_context;  // none of these there
  std::vector<std::string> followed_by;  // one of these right behind
  std::vector<std::string> not_before;   // none of these right behind
  std::vector<std::string> not_after;    // none of these right before
  std::vector<std::string> near_after;   // one of these soon behind, within the clause
  bool boundary = false;  // right behind: no Han character but a bound word or another number
};

// One meaning of a spelling behind a number.
struct UnitSense {
  enum class Kind { kMeasure, kCurrency, kClassifier, kNoun };
  Kind kind = Kind::kMeasure;
  std::string unit;  // id of VOCABULARY.md §3
  std::string dimension;
  std::string per;          // its name in a denominator ("s", "kWh"); "" = never one
  Decimal scale{1, 0};      // written × scale = value in `unit`
  bool bare = false;        // kNoun: may follow a number without a classifier
  int behind = 0;           // kNoun: characters that may stand between it and a bare number
  bool subunit = false;     // 角 分: only behind a bigger money word
  bool discount = false;    // 折: 8 and 85 are 0.8 and 0.85
  bool inferred = false;    // 元: which currency is a guess
  bool article = false;     // 一 before it is an article
  bool small = false;       // only behind a number without a magnitude (三大)
  bool needs_noun = false;  // only if a noun follows
  bool fraction = false;    // 成: a digit behind it is the next place (一成二)
  Surroundings around;

  // What is bought by its measure: the price of a barrel, an ounce, a square metre.
  bool is_goods() const {
    return !per.empty() && (dimension == "mass" || dimension == "volume" || dimension == "area" ||
                            dimension == "heat" || dimension == "data");
  }
};

// A word before or behind a figure.
struct EdgeWord {
  std::string text;
  std::optional<Bound> bound;
  bool level = false;   // 至 到 达: what follows is a level; movement before it is not its own
  bool tight = false;   // no filler may stand between it and the number (突破 but not 突破是)
  bool anchor = false;  // a bare number behind it is a figure (为 收报), not a name (骁龙)
  bool needs_unit = false;    // not beside a bare number
  bool adjacent = false;      // counts only right beside the number
  bool only_bare = false;     // only beside 百 千 万 亿 without a digit (上千万)
  std::string needs;          // a mark that a word on the other side must have set
  int next = -1;              // another meaning of the same text, tried if this one does not fit
  std::string not_dimension;  // not before a figure of this dimension (近20天 is a window)
  std::string dimension;      // only beside a figure of it (417倍增长)
  bool size = false;  // 涨幅 names what moved: a level word behind it (达) changes nothing
  std::map<std::string, std::string> marks;
  Surroundings around;
};

// A word that starts something when read from left to right.
struct StartWord {
  enum class Kind { kSkip, kPhrase, kPer, kHead };
  Kind kind = Kind::kSkip;
  std::size_t index = 0;  // into phrases, pers, heads
};

struct Phrase {
  std::optional<Decimal> lo;
  std::optional<Decimal> hi;
  Bound bound = Bound::kExact;
  std::string unit;
  std::string dimension;
  std::map<std::string, std::string> marks;
  Surroundings around;
};

struct PerWord {
  std::string id;         // "day"
  std::string dimension;  // only of figures of this dimension (单日 of tokens); empty: of any
  Surroundings around;
};

struct HeadWord {
  std::string unit;  // "user", "token", "ratio"; "money" = the region's currency
  std::string dimension;
  bool whole_sentence = false;  // otherwise the clause
  int least_exponent = 0;       // the bare number must be at least 10^this
  bool stated_magnitude = false;
  Surroundings around;
};

// A sample of the file: `text` must give a figure with this value, unit and bound; or, for a near
// miss, none with `unit`.
struct UnitSample {
  std::string text;
  std::string expected;  // as written behind →; empty for a near miss
  std::string unit;      // of the entry; for a near miss
  std::string where;     // "file:line:column"
};

class UnitTable::Impl {
 public:
  // Bits of Start().
  static constexpr std::uint8_t kNumber = 1;  // a number may begin
  static constexpr std::uint8_t kWord = 2;    // a start word may begin

  std::vector<UnitDefinition> definitions;

  std::vector<UnitSense> senses;
  SpellingTrie units;                               // → index into `spellings`
  std::vector<std::vector<std::size_t>> spellings;  // senses of each spelling, first fit wins
  SpellingTrie magnitude_units;  // the spellings that begin with 十 百 千 万 兆 or a Latin letter
  SuffixTrie prefixes;           // 人民币, US$ → index into `senses`
  SpellingTrie skip_words;       // the skip words alone

  SuffixTrie before;  // → index into `before_words`
  std::vector<EdgeWord> before_words;
  SpellingTrie after;  // → index into `after_words`
  std::vector<EdgeWord> after_words;

  SpellingTrie starts;  // → index into `start_words`
  std::vector<StartWord> start_words;
  std::vector<Phrase> phrases;
  std::vector<PerWord> pers;
  std::vector<HeadWord> heads;
  SpellingTrie ordinals;  // behind a bare number: it names, it does not count (号 届 代 系列)
  SuffixTrie ordinal_heads;  // before a bare number: No., 编号
  SpellingTrie rank_words;   // in the sentence: 排名, 榜单

  std::vector<UnitSample> samples;

  const UnitDefinition* FindUnit(std::string_view id) const;
  // kNumber | kWord of a character.
  std::uint8_t Start(char32_t code) const {
    return code < start_class_.size() ? start_class_[code] : 0;
  }

 private:
  friend class UnitTableBuilder;
  std::vector<std::uint8_t> start_class_ = std::vector<std::uint8_t>(0x10000);
  std::unordered_map<std::string, std::size_t> unit_index_;
};

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_QUANTITY_UNIT_TABLE_IMPL_H_
