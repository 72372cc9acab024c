#include "extract/mentions/sentence_line.h"

#include <algorithm>
#include <array>

#include "extract/pattern/utf8.h"

namespace heshu::extract {
namespace {

constexpr std::array<std::string_view, 19> kEntityKinds = {
    "company",  "product", "model",     "chip",   "index",    "exchange", "region",
    "person",   "body",    "group",     "outlet", "platform", "class",    "rate",
    "currency", "generic", "benchmark", "name",   "other"};

constexpr std::array<std::string_view, 30> kDimensions = {
    "count",    "money",          "percent",      "ratio",        "points",      "rank",
    "duration", "token_volume",   "token_rate",   "token_price",  "chip_count",  "parameter_count",
    "energy",   "context_length", "energy_price", "rental_price", "count_rate",  "power",
    "data",     "compute",        "index",        "mass",         "length",      "bandwidth",
    "voltage",  "frequency",      "area",         "volume",       "temperature", "other"};

constexpr std::string_view kQuotes[] = {"「", "」", "『", "』", "“", "”", "\"", "《",
                                        "》", "〈", "〉", "‘",  "’", "*", "▌",  "■"};

std::string Encode(std::size_t private_use) {
  const std::size_t c = private_use;
  return {static_cast<char>(0xE0 | (c >> 12)), static_cast<char>(0x80 | ((c >> 6) & 0x3F)),
          static_cast<char>(0x80 | (c & 0x3F))};
}

constexpr std::size_t kHanBytes = 3;

// U+4000–U+9FFF: no mark, no quote, no kana.
bool IsIdeographAt(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  return lead >= 0xE4 && lead <= 0xE9 && at + kHanBytes <= text.size();
}

std::size_t QuoteLength(std::string_view text, std::size_t at) {
  const char lead = text[at];
  if (lead != '"' && lead != '*' && lead != '\xE3' && lead != '\xE2') return 0;
  for (const std::string_view quote : kQuotes) {
    if (text.substr(at, quote.size()) == quote) return quote.size();
  }
  return 0;
}

// Nvidia’s: the quote within a word is the apostrophe that rules write as '.
bool IsApostrophe(std::string_view text, std::size_t at) {
  constexpr std::string_view kMark = "’";
  return at > 0 && text.substr(at, kMark.size()) == kMark && IsAsciiAlnum(text[at - 1]) &&
         at + kMark.size() < text.size() && IsAsciiAlpha(text[at + kMark.size()]);
}

bool IsClauseBreak(char c) { return c == ',' || c == ';'; }

enum class Space { kStays, kTypographic, kBreak };

// What the space at `at` is: 科指急挫近3% 恒指累升 and 港股低收 科指急挫 are clauses of a headline;
// 大漲 4.44% is set with air between the scripts. `is_headline`: the sentence has no full stop.
Space SpaceIn(std::string_view text, std::size_t at, bool is_headline) {
  std::size_t next = at;
  while (next < text.size() && text[next] == ' ') ++next;
  if (at == 0 || next >= text.size()) return Space::kStays;
  const std::size_t before = PreviousCodePoint(text, at);
  const bool han_before = IsHanAt(text, before);
  const bool han_after = IsHanAt(text, next);
  if (han_after && (han_before || (is_headline && text[before] == '%'))) return Space::kBreak;
  return han_before || han_after ? Space::kTypographic : Space::kStays;
}

// The byte after the bracket that closes the one at `open`, or npos if none closes it within
// `limit`.
std::size_t BracketEnd(std::string_view text, std::size_t open, std::size_t limit) {
  const char closing = text[open] == '(' ? ')' : ']';
  int depth = 0;
  for (std::size_t i = open; i < limit; ++i) {
    if (text[i] == text[open]) ++depth;
    if (text[i] == closing && --depth == 0) return i + 1;
  }
  return std::string_view::npos;
}

class LineBuilder {
 public:
  LineBuilder(std::string_view folded, const BlockMentions& mentions,
              std::vector<SentenceLine>& lines)
      : folded_(folded), mentions_(mentions), lines_(lines) {}

  void Build(ByteSpan span, int sentence, int parent, std::size_t parent_at) {
    const std::size_t index = lines_.size();
    lines_.emplace_back();
    SentenceLine line;
    line.span = span;
    line.sentence = sentence;
    line.parent = parent;
    line.parent_at = parent_at;
    struct Bracket {
      ByteSpan inside;
      std::size_t at;
    };
    std::vector<Bracket> brackets;
    auto mention =
        std::lower_bound(mentions_.order.begin(), mentions_.order.end(), span.begin,
                         [](const Mention& m, std::size_t byte) { return m.span.begin < byte; });
    int clause = 0;
    const std::size_t last = PreviousCodePoint(folded_, span.end);
    const bool is_headline = folded_.substr(last, 3) != "。" && folded_[last] != ';';
    for (std::size_t at = span.begin; at < span.end;) {
      while (mention != mentions_.order.end() && mention->span.begin < at) ++mention;
      if (mention != mentions_.order.end() && mention->span.begin == at &&
          mention->span.end <= span.end) {
        line.tokens.push_back({*mention, line.text.size(), clause});
        Append(line, Placeholder(*mention), at);
        at = mention->span.end;
        continue;
      }
      // Han is most of what there is, and nothing but itself.
      const std::size_t stop =
          mention != mentions_.order.end() ? std::min(span.end, mention->span.begin) : span.end;
      std::size_t plain = at;
      while (plain < stop && IsIdeographAt(folded_, plain)) plain += kHanBytes;
      if (plain > at) {
        AppendHan(line, folded_.substr(at, plain - at), at);
        at = plain;
        continue;
      }
      if (folded_[at] == '(' || folded_[at] == '[') {
        const std::size_t end = BracketEnd(folded_, at, span.end);
        if (end != std::string_view::npos) {
          if (end - at > 2) brackets.push_back({{at + 1, end - 1}, line.text.size()});
          at = end;
          // "product (GDP) grew": of the spaces on both sides of what is left out, one stays.
          const bool is_between = !line.text.empty() && line.text.back() == ' ';
          if (is_between && at < span.end && folded_[at] == ' ') ++at;
          continue;
        }
      }
      if (const std::size_t quote = QuoteLength(folded_, at); quote > 0) {
        if (IsApostrophe(folded_, at)) Append(line, "'", at);
        at += quote;
        continue;
      }
      if (folded_[at] == ' ') {
        const Space space = SpaceIn(folded_, at, is_headline);
        if (space == Space::kBreak) {
          ++clause;
          Append(line, ",", at);
        }
        if (space != Space::kStays) {
          ++at;
          continue;
        }
      }
      // 【美股收跌】亿邦国际跌超10%: the headline of a flash is a clause of its own.
      if (folded_.substr(at, 3) == "】" && at + 3 < span.end) {
        ++clause;
        Append(line, ",", at);
        at += 3;
        continue;
      }
      if (IsClauseBreak(folded_[at])) ++clause;
      const std::size_t length = std::min(Utf8Length(folded_[at]), span.end - at);
      Append(line, folded_.substr(at, length), at);
      at += length;
    }
    line.source.push_back(span.end);
    lines_[index] = std::move(line);
    for (const Bracket& bracket : brackets) {
      Build(bracket.inside, sentence, static_cast<int>(index), bracket.at);
    }
  }

 private:
  static void Append(SentenceLine& line, std::string_view text, std::size_t source) {
    line.text += text;
    line.source.insert(line.source.end(), text.size(), source);
  }

  static void AppendHan(SentenceLine& line, std::string_view text, std::size_t source) {
    line.text += text;
    const std::size_t old = line.source.size();
    line.source.resize(old + text.size());
    for (std::size_t i = 0; i < text.size(); ++i) line.source[old + i] = source + i - i % kHanBytes;
  }

  std::string Placeholder(const Mention& mention) const {
    switch (mention.kind) {
      case MentionKind::kEntity:
        return EntityPlaceholder(EntityKindIndex(mentions_.entities[mention.index].kind));
      case MentionKind::kTime:
        return std::string(kTimePlaceholder);
      case MentionKind::kQuantity:
        return DimensionPlaceholder(DimensionIndex(mentions_.quantities[mention.index].dimension));
    }
    return {};
  }

  std::string_view folded_;
  const BlockMentions& mentions_;
  std::vector<SentenceLine>& lines_;
};

// "vs. ", "Inc. ", "Sept. ": the full stop at `stop` belongs to the word.
bool EndsInAbbreviation(std::string_view text, std::size_t stop) {
  static constexpr std::string_view kWords[] = {
      "vs",  "Inc", "Corp", "Co",     "Ltd", "No",  "Mr",  "Ms",  "Mrs", "Dr",
      "St",  "Jr",  "est",  "approx", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul",
      "Aug", "Sep", "Sept", "Oct",    "Nov", "Dec", "Vs",  "Bros"};
  std::size_t begin = stop;
  while (begin > 0 && IsAsciiAlpha(text[begin - 1])) --begin;
  const std::string_view word = text.substr(begin, stop - begin);
  return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
}

// A list that goes on for pages without a full stop is cut at a comma: what one figure costs grows
// with its sentence. Without commas it is cut anywhere.
bool IsTooLong(std::string_view folded, std::size_t begin, std::size_t at) {
  constexpr std::size_t kLongBytes = 8000;
  constexpr std::size_t kLongestBytes = 16000;
  if (at - begin < kLongBytes) return false;
  if (at - begin >= kLongestBytes) return true;
  const bool is_in_number = at > 0 && at + 1 < folded.size() && IsAsciiDigit(folded[at - 1]) &&
                            IsAsciiDigit(folded[at + 1]);
  return IsClauseBreak(folded[at]) && !is_in_number;
}

}  // namespace

std::size_t EntityKindIndex(std::string_view kind) {
  const auto* at = std::find(kEntityKinds.begin(), kEntityKinds.end(), kind);
  return at == kEntityKinds.end() ? kEntityKinds.size() - 1
                                  : static_cast<std::size_t>(at - kEntityKinds.begin());
}

std::size_t DimensionIndex(std::string_view dimension) {
  if (dimension == "percent_change") dimension = "percent";
  const auto* at = std::find(kDimensions.begin(), kDimensions.end(), dimension);
  return at == kDimensions.end() ? kDimensions.size() - 1
                                 : static_cast<std::size_t>(at - kDimensions.begin());
}

std::size_t EntityKindCount() { return kEntityKinds.size(); }
std::size_t DimensionCount() { return kDimensions.size(); }
std::string_view DimensionNameAt(std::size_t index) { return kDimensions[index]; }

std::string EntityPlaceholder(std::size_t kind) { return Encode(0xE000 + kind); }
std::string DimensionPlaceholder(std::size_t dimension) { return Encode(0xE040 + dimension); }

int SentenceLine::ClauseAt(std::size_t line_byte) const {
  return static_cast<int>(std::count_if(
      text.begin(), text.begin() + static_cast<std::ptrdiff_t>(line_byte), IsClauseBreak));
}

std::size_t SentenceLine::ClauseBegin(std::size_t line_byte) const {
  while (line_byte > 0 && !IsClauseBreak(text[line_byte - 1])) --line_byte;
  return line_byte;
}

std::size_t SentenceLine::ClauseEnd(std::size_t line_byte) const {
  while (line_byte < text.size() && !IsClauseBreak(text[line_byte])) ++line_byte;
  return line_byte;
}

std::vector<ByteSpan> SplitSentences(std::string_view folded) {
  static constexpr std::string_view kClosing[] = {"」", "』", "”", "\"", ")", "’", "》"};
  std::vector<ByteSpan> out;
  std::size_t begin = 0;
  const auto close = [&](std::size_t end) {
    std::size_t b = begin;
    while (b < end && (folded[b] == ' ' || folded[b] == '\n' || folded[b] == '\t')) ++b;
    std::size_t e = end;
    while (e > b && (folded[e - 1] == ' ' || folded[e - 1] == '\n')) --e;
    if (b < e) out.push_back({b, e});
    begin = end;
  };
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t length = Utf8Length(folded[at]);
    bool ends = folded[at] == '!' || folded[at] == '?' || folded[at] == '\n' ||
                folded.substr(at, 3) == "。";
    if (folded[at] == '.' && at > 0 && at + 1 < folded.size()) {
      const bool after_word = IsAsciiAlpha(folded[at - 1]) || folded[at - 1] == ')' ||
                              folded[at - 1] == '%' || IsAsciiDigit(folded[at - 1]);
      const bool before_sentence =
          folded[at + 1] == ' ' && at + 2 < folded.size() &&
          ((folded[at + 2] >= 'A' && folded[at + 2] <= 'Z') || !IsAsciiAlnum(folded[at + 2]));
      // An initial or abbreviation ("U.S. ", "Mr. ") ends no sentence.
      const bool abbreviation = at >= 2 && IsAsciiAlpha(folded[at - 1]) &&
                                (folded[at - 2] == '.' || folded[at - 2] == ' ');
      ends = after_word && before_sentence && !abbreviation && !EndsInAbbreviation(folded, at);
    }
    ends = ends || IsTooLong(folded, begin, at);
    at += length;
    if (!ends) continue;
    for (bool more = true; more && at < folded.size();) {
      more = false;
      for (const std::string_view mark : kClosing) {
        if (folded.substr(at, mark.size()) == mark) {
          at += mark.size();
          more = true;
          break;
        }
      }
    }
    close(at);
  }
  close(folded.size());
  return out;
}

std::vector<SentenceLine> BuildLines(std::string_view folded, const BlockMentions& mentions) {
  std::vector<SentenceLine> lines;
  LineBuilder builder(folded, mentions, lines);
  int sentence = 0;
  for (const ByteSpan span : SplitSentences(folded)) builder.Build(span, sentence++, -1, 0);
  return lines;
}

std::string TargetedText(const SentenceLine& line, const LineToken& token) {
  std::string text = line.text;
  text.replace(token.at, kTargetPlaceholder.size(), kTargetPlaceholder);
  return text;
}

}  // namespace heshu::extract
