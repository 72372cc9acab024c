// The reader behind FindQuantities; for the .cc files of this folder only.
//
// One pass from left to right finds figures and the words that later give them their denominators
// and inherited units (events); a second pass over the figures joins opposite bounds, shares units
// in lists and applies the events. Every look to either side is bounded by a constant, so time is
// linear in the text.
#ifndef HESHU_EXTRACT_QUANTITY_QUANTITY_READER_H_
#define HESHU_EXTRACT_QUANTITY_QUANTITY_READER_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/quantity/number.h"
#include "extract/quantity/quantity.h"
#include "extract/quantity/unit_table_impl.h"

namespace heshu::extract {

// What stands behind a number.
struct UnitHit {
  const UnitSense* sense = nullptr;  // nullptr: nothing known
  const UnitSense* noun = nullptr;   // the counted noun behind a classifier
  std::size_t end = 0;               // past unit, classifier and noun
  Decimal addend;           // 五元三毛, 一吨半: added to the value, in the sense's unit
  int addend_exponent = 0;  // the last place of the addend
  bool has_addend = false;
  bool level = false;  // 万亿级Token
};

// A number with its unit: a figure, or one end of a range.
struct Operand {
  ParsedNumber number;
  bool negative = false;
  std::size_t begin = 0;  // the sign included
  UnitHit unit;
  std::size_t end = 0;
};

// The denominator of a rate: 每百万Token, /度, 日均.
struct Denominator {
  std::string per;        // "token", "kWh", "day", "min"
  std::string dimension;  // of figures of this dimension only (单日 of tokens); empty: of any
  Decimal amount{1, 0};
  std::size_t end = 0;
};

struct Figure {
  ByteSpan span;
  ByteSpan context;
  ByteSpan number_span;
  Value value;
  const UnitSense* sense = nullptr;
  std::string unit;  // without its per
  std::string dimension;
  std::string counted_noun;
  Denominator per;  // per.per empty = none
  bool stated_unit = false;
  bool inferred = false;
  bool is_rank = false;
  bool is_phrase = false;
  bool is_prefixed_yuan = false;  // 港币3亿元: 元 alone means the same behind it
  bool is_plain_yuan = false;     // 3亿元, of a currency not said
  bool anchored = false;          // a word before it is one that goes before figures
  bool is_bare = false;           // 百万 without digits
  bool is_bare_ten = false;       // 十亿
  bool has_magnitude = false;
  int magnitude = 0;  // exponent of what follows the digits, for lists that share it
  std::uint32_t clause = 0;
  std::uint32_t sentence = 0;
  std::map<std::string, std::string> marks;
};

// A word that concerns the figures behind it.
struct PerEvent {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::uint32_t clause = 0;
  std::uint32_t sentence = 0;
  Denominator per;
};
struct HeadEvent {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::uint32_t clause = 0;
  std::uint32_t sentence = 0;
  const HeadWord* head = nullptr;
};

class QuantityReader {
 public:
  QuantityReader(std::string_view text, std::span<const ByteSpan> times,
                 const UnitTable::Impl& units, std::string_view region);

  std::vector<Figure> Read();

  // Characters looked at, for the test that time is linear in the text.
  std::size_t steps() const { return steps_; }

 private:
  // quantity_reader.cc: the pass over the text.
  std::size_t StepWord(std::size_t at);
  std::size_t StepLatin(std::size_t at);
  std::size_t StepNumber(std::size_t at);
  std::size_t SkipUrl(std::size_t at) const;
  bool InTime(std::size_t at, std::size_t* end);
  void Push(Figure figure);

  // quantity_filter.cc: what is no figure. Each returns where to go on, or 0 if it does not apply.
  std::size_t SkipTime(const ParsedNumber& number) const;
  std::size_t SkipName(const ParsedNumber& number) const;
  std::size_t SkipSizedName(const ParsedNumber& number) const;
  std::size_t SkipOrdinal(const ParsedNumber& number) const;
  bool AfterLatinName(std::size_t at) const;
  bool HoldsAlone(const Operand& operand, const Figure& figure) const;
  std::optional<Figure> ReadRank(const ParsedNumber& number);
  bool RankContext(std::size_t at, std::size_t reach) const;

  // quantity_unit.cc: what stands behind a number.
  UnitHit ReadUnit(const ParsedNumber& number, std::size_t begin, bool money_before) const;
  UnitHit FindUnit(const ParsedNumber& number, std::size_t begin, bool money_before) const;
  UnitHit ReadDeviceHours(std::size_t at) const;
  UnitHit ReadUnitAt(const ParsedNumber& number, std::size_t begin, std::size_t at,
                     bool behind_ge) const;
  bool UnitStandsAt(std::size_t at) const;
  void ReadSubunits(UnitHit& hit, const ParsedNumber& number) const;
  const UnitSense* FindNoun(std::size_t at, std::size_t* end) const;
  const UnitSense* NounBehind(std::size_t at) const;
  bool Fits(const Surroundings& around, std::size_t begin, std::size_t word_begin,
            std::size_t word_end) const;
  bool AtBoundary(std::size_t at) const;
  const UnitSense* CurrencyBefore(std::size_t at, std::size_t* begin) const;

  // quantity_per.cc: denominators.
  std::optional<Denominator> ReadDenominator(std::size_t at) const;
  std::optional<Denominator> ReadPerSuffix(std::size_t at, bool money) const;
  bool SpeaksOfTokens(std::size_t at) const;
  void ShareTokenPrices();

  // quantity_range.cc: A至B, lists, values.
  std::optional<Operand> ReadOperand(std::size_t at, std::size_t least_begin) const;
  std::size_t RangeConnector(std::size_t at, bool* plain_hyphen) const;
  std::optional<Operand> ReadRangeEnd(const Operand& left, std::size_t* end) const;
  bool SetValue(Figure& figure, const Operand& operand) const;
  bool SetRange(Figure& figure, Operand left, Operand right) const;
  void SetUnit(Figure& figure, const UnitHit& hit) const;
  Decimal Convert(const Decimal& value, const UnitHit& hit) const;

  // quantity_context.cc: words around a figure.
  void ReadBefore(Figure& figure, std::size_t at) const;
  void ReadBoundOverPeer(Figure& figure, std::size_t at) const;
  std::size_t ReadAfter(Figure& figure, std::size_t at) const;
  void ApplyBound(Figure& figure, const EdgeWord& word) const;
  void ApplyForms(Figure& figure) const;

  // quantity_inherit.cc: the second pass.
  void JoinOppositeBounds();
  void MarkTolerances();
  void ShareUnits();
  void ShareUnitsOnward();
  void ShareCurrencies();
  bool HasMovedBefore(std::size_t at) const;
  bool MovesBy(const Operand& left, const Operand& right) const;
  void TakePricedAmounts();
  void ApplyHeads();
  void ApplyPers();
  void SetPer(Figure& figure, const Denominator& per) const;
  bool YearStandsBefore(std::size_t at) const;
  bool IsTokenPrice(const Figure& figure) const;
  bool TakesPeriod(const Figure& figure) const;

  std::string CurrencyOfRegion() const;
  std::optional<ParsedNumber> ParseAt(std::size_t at) const;

  std::string_view text_;
  std::span<const ByteSpan> times_;
  const UnitTable::Impl& units_;
  std::string region_;
  NumberContext number_context_;
  std::vector<Figure> figures_;
  std::vector<PerEvent> pers_;
  std::vector<HeadEvent> heads_;
  std::size_t first_ = 0;  // the text without the white space at its ends
  std::size_t last_ = 0;
  std::size_t next_time_ = 0;
  std::size_t floor_ = 0;  // nothing before this belongs to the next figure
  std::size_t last_rank_word_ = std::string_view::npos;
  std::uint32_t rank_sentence_ = 0;
  std::uint32_t clause_ = 0;
  std::uint32_t sentence_ = 0;
  mutable std::size_t steps_ = 0;
  // What was read last: several of those who decide about a number ask for the same.
  struct LastUnit {
    ByteSpan number;
    std::size_t begin = 0;
    bool money_before = false;
    UnitHit hit;
  };
  mutable std::size_t last_parsed_ = std::string_view::npos;
  mutable std::optional<ParsedNumber> last_number_;
  mutable std::optional<LastUnit> last_unit_;
};

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_QUANTITY_QUANTITY_READER_H_
