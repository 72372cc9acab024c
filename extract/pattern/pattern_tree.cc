#include "extract/pattern/pattern_tree.h"

#include <algorithm>
#include <array>

#include "extract/pattern/utf8.h"

namespace heshu::extract {
namespace {

using Kind = PatternNode::Kind;
using Range = std::pair<char32_t, char32_t>;

// What means something else than itself in a pattern.
constexpr auto kSigns = [] {
  std::array<bool, 256> signs{};
  for (const char sign : std::string_view("()[]{}.^$\\*+?|")) {
    signs[static_cast<unsigned char>(sign)] = true;
  }
  return signs;
}();
constexpr bool IsSign(char c) { return kSigns[static_cast<unsigned char>(c)]; }
constexpr bool IsLetter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

constexpr char32_t kLastCodePoint = 0x10FFFF;
constexpr int kMostRepeats = 1000;  // RE2's own limit
constexpr int kMostDepth = 100;     // groups in groups

// Letters beyond ASCII that have case, or fold to ASCII letters: (?i) over them is left to RE2.
bool MayHaveCase(char32_t c) { return c >= 0x80 && (c < 0x2E80 || (c >= 0xA640 && c < 0xAC00)); }
bool MayHaveCase(Range range) {
  return MayHaveCase(range.first) || MayHaveCase(range.second) ||
         (range.first < 0x80 && range.second >= 0x80) ||
         (range.first < 0xA640 && range.second >= 0xA640);
}

void AppendUtf8(char32_t c, std::string& out) {
  const auto byte = [&](char32_t value) { out += static_cast<char>(value); };
  if (c < 0x80) {
    byte(c);
  } else if (c < 0x800) {
    byte(0xC0 | (c >> 6));
    byte(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    byte(0xE0 | (c >> 12));
    byte(0x80 | ((c >> 6) & 0x3F));
    byte(0x80 | (c & 0x3F));
  } else {
    byte(0xF0 | (c >> 18));
    byte(0x80 | ((c >> 12) & 0x3F));
    byte(0x80 | ((c >> 6) & 0x3F));
    byte(0x80 | (c & 0x3F));
  }
}

// The set of `ranges`, or of all that is in none of them.
CharacterSet MakeSet(std::vector<Range> ranges, bool is_negated) {
  std::sort(ranges.begin(), ranges.end());
  std::vector<Range> merged;
  for (const Range& range : ranges) {
    if (!merged.empty() && range.first <= merged.back().second + 1) {
      merged.back().second = std::max(merged.back().second, range.second);
    } else {
      merged.push_back(range);
    }
  }
  if (is_negated) {
    std::vector<Range> rest;
    char32_t next = 0;
    for (const Range& range : merged) {
      if (range.first > next) rest.emplace_back(next, range.first - 1);
      next = range.second + 1;
    }
    if (next <= kLastCodePoint) rest.emplace_back(next, kLastCodePoint);
    merged = std::move(rest);
  }
  CharacterSet set;
  for (const Range& range : merged) {
    for (char32_t c = range.first; c < 0x80 && c <= range.second; ++c) set.ascii[c] = true;
    if (range.second >= 0x80) {
      set.ranges.emplace_back(std::max<char32_t>(range.first, 0x80), range.second);
    }
  }
  return set;
}

class Parser {
 public:
  Parser(std::string_view pattern, bool dot_takes_newline) : text_(pattern) {
    flags_.dot_takes_newline = dot_takes_newline;
  }

  std::optional<PatternTree> Parse() {
    tree_.root = Alternatives();
    if (failed_ || at_ != text_.size()) return std::nullopt;
    return std::move(tree_);
  }

 private:
  struct Flags {
    bool ignores_case = false;
    bool dot_takes_newline = false;
  };

  bool Ended() const { return failed_ || at_ >= text_.size(); }
  bool Takes(char c) {
    if (Ended() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  PatternNode Fail() {
    failed_ = true;
    return {};
  }

  PatternNode Alternatives() {
    if (++depth_ > kMostDepth) return Fail();
    PatternNode node{.kind = Kind::kAlternatives};
    do {
      node.children.push_back(Sequence());
    } while (Takes('|'));
    --depth_;
    if (node.children.size() == 1) return std::move(node.children.front());
    return node;
  }

  PatternNode Sequence() {
    PatternNode node{.kind = Kind::kSequence};
    while (!Ended() && text_[at_] != '|' && text_[at_] != ')') {
      PatternNode item = Item();
      if (failed_) return {};
      node.children.push_back(Repeated(std::move(item)));
    }
    if (node.children.empty()) return {};
    if (node.children.size() == 1) return std::move(node.children.front());
    return node;
  }

  PatternNode Item() {
    const char c = text_[at_];
    switch (c) {
      case '(':
        return Group();
      case '[':
        return Class();
      case '.':
        ++at_;
        return SetNode(
            flags_.dot_takes_newline ? std::vector<Range>{} : std::vector<Range>{{'\n', '\n'}},
            true);
      case '^':
        ++at_;
        return {.kind = Kind::kTextBegin};
      case '$':
        ++at_;
        return {.kind = Kind::kTextEnd};
      case '\\':
        return Escape();
      case '*':
      case '+':
      case '?':
        return Fail();
      default:
        break;
    }
    return Literals();
  }

  // Whether a character that stands for itself is at `at`.
  bool IsPlain(std::size_t at) const { return at < text_.size() && !IsSign(text_[at]); }

  // Characters that stand for themselves; the last one alone if a repeat follows it.
  PatternNode Literals() {
    PatternNode node{.kind = Kind::kLiteral};
    if (const std::size_t end = PlainEnd(text_, at_); end > at_ && !flags_.ignores_case) {
      node.literal = text_.substr(at_, end - at_);
      at_ = end;
      return node;
    }
    do {
      const Utf8Character character = CharacterAt(text_, at_);
      const std::size_t next = at_ + character.size;
      const bool is_repeated = next < text_.size() && (text_[next] == '*' || text_[next] == '+' ||
                                                       text_[next] == '?' || text_[next] == '{');
      if (is_repeated && !node.literal.empty()) break;
      if (!Add(character.code, node)) return Fail();
      at_ = next;
      if (is_repeated) break;
    } while (IsPlain(at_));
    return node;
  }

  // False where only RE2 knows the cases of `c`.
  bool Add(char32_t c, PatternNode& literal) const {
    if (flags_.ignores_case) {
      if (MayHaveCase(c)) return false;
      literal.ignores_case = literal.ignores_case || IsLetter(c);
      if (c >= 'A' && c <= 'Z') c += 'a' - 'A';
    }
    AppendUtf8(c, literal.literal);
    return true;
  }

  PatternNode Literal(char32_t c) {
    PatternNode node{.kind = Kind::kLiteral};
    return Add(c, node) ? node : Fail();
  }

  PatternNode SetNode(std::vector<Range> ranges, bool is_negated) {
    PatternNode node{.kind = Kind::kSet};
    node.set = static_cast<std::uint32_t>(tree_.sets.size());
    tree_.sets.push_back(MakeSet(std::move(ranges), is_negated));
    return node;
  }

  PatternNode Group() {
    ++at_;  // (
    const Flags outer = flags_;
    int number = 0;
    if (Takes('?')) {
      if (text_.substr(at_, 2) == "P<") {
        const std::size_t close = text_.find('>', at_);
        if (close == std::string_view::npos) return Fail();
        const std::string_view name = text_.substr(at_ + 2, close - at_ - 2);
        at_ = close + 1;
        number = ++tree_.captures;
        // Where several groups have the name, RE2 means the first.
        const bool is_known = std::any_of(tree_.names.begin(), tree_.names.end(),
                                          [&](const auto& known) { return known.first == name; });
        if (!is_known) tree_.names.emplace_back(name, number);
      } else {
        bool sets = true;
        for (; !Ended() && text_[at_] != ':' && text_[at_] != ')'; ++at_) {
          if (text_[at_] == '-') {
            sets = false;
          } else if (text_[at_] == 'i') {
            flags_.ignores_case = sets;
          } else if (text_[at_] == 's') {
            flags_.dot_takes_newline = sets;
          } else {
            return Fail();
          }
        }
        if (Takes(')')) return {};  // (?i) holds to the end of the group around it
        if (!Takes(':')) return Fail();
      }
    } else {
      number = ++tree_.captures;
    }
    PatternNode inner = Alternatives();
    if (!Takes(')')) return Fail();
    flags_ = outer;
    if (number == 0) return inner;
    PatternNode node{.kind = Kind::kCapture, .number = number};
    node.children.push_back(std::move(inner));
    return node;
  }

  // \d \s \w; false if `c` is none of them.
  static bool AddNamed(char c, std::vector<Range>& ranges) {
    switch (c) {
      case 'd':
        ranges.push_back({'0', '9'});
        return true;
      case 's':
        ranges.insert(ranges.end(), {{'\t', '\n'}, {'\f', '\r'}, {' ', ' '}});
        return true;
      case 'w':
        ranges.insert(ranges.end(), {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}});
        return true;
      default:
        return false;
    }
  }

  // The character of an escape that stands for one; `at_` is behind it then.
  std::optional<char32_t> EscapedCharacter() {
    if (at_ + 1 >= text_.size()) return std::nullopt;
    const char c = text_[at_ + 1];
    if (c == 'x') {
      const bool is_braced = at_ + 2 < text_.size() && text_[at_ + 2] == '{';
      const std::size_t begin = at_ + (is_braced ? 3 : 2);
      const std::size_t end = is_braced ? text_.find('}', begin) : begin + 2;
      if (end == std::string_view::npos || end > text_.size() || end == begin) return std::nullopt;
      char32_t value = 0;
      for (const char digit : text_.substr(begin, end - begin)) {
        const char lower = digit >= 'A' && digit <= 'F' ? static_cast<char>(digit + 32) : digit;
        if (!(lower >= '0' && lower <= '9') && !(lower >= 'a' && lower <= 'f')) return std::nullopt;
        value = value * 16 + static_cast<char32_t>(lower <= '9' ? lower - '0' : lower - 'a' + 10);
        if (value > kLastCodePoint) return std::nullopt;
      }
      at_ = end + (is_braced ? 1 : 0);
      return value;
    }
    static constexpr std::pair<char, char> kControls[] = {{'n', '\n'}, {'t', '\t'}, {'r', '\r'},
                                                          {'f', '\f'}, {'v', '\v'}, {'a', '\a'}};
    for (const auto& [name, value] : kControls) {
      if (c != name) continue;
      at_ += 2;
      return static_cast<char32_t>(value);
    }
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || IsAsciiAlnum(c) || c == '_') return std::nullopt;
    at_ += 2;
    return static_cast<char32_t>(byte);
  }

  PatternNode Escape() {
    const char c = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
    const Kind assertion = c == 'b'   ? Kind::kWordBoundary
                           : c == 'B' ? Kind::kNoWordBoundary
                           : c == 'A' ? Kind::kTextBegin
                           : c == 'z' ? Kind::kTextEnd
                                      : Kind::kEmpty;
    if (assertion != Kind::kEmpty) {
      at_ += 2;
      return {.kind = assertion};
    }
    std::vector<Range> ranges;
    const bool is_negated = c == 'D' || c == 'S' || c == 'W';
    if (AddNamed(is_negated ? static_cast<char>(c + 32) : c, ranges)) {
      at_ += 2;
      return SetNode(std::move(ranges), is_negated);
    }
    const auto character = EscapedCharacter();
    return character ? Literal(*character) : Fail();
  }

  PatternNode Class() {
    ++at_;  // [
    const bool is_negated = Takes('^');
    std::vector<Range> ranges;
    for (bool is_first = true; !Ended() && (is_first || text_[at_] != ']'); is_first = false) {
      if (text_.substr(at_, 2) == "[:") return Fail();
      if (text_[at_] == '\\' && at_ + 1 < text_.size() && AddNamed(text_[at_ + 1], ranges)) {
        at_ += 2;
        continue;
      }
      const auto low = ClassCharacter();
      if (!low) return Fail();
      char32_t high = *low;
      if (at_ + 1 < text_.size() && text_[at_] == '-' && text_[at_ + 1] != ']') {
        ++at_;
        const auto end = ClassCharacter();
        if (!end || *end < *low) return Fail();
        high = *end;
      }
      ranges.emplace_back(*low, high);
    }
    if (!Takes(']')) return Fail();
    if (flags_.ignores_case) {
      for (std::size_t i = 0, count = ranges.size(); i < count; ++i) {
        if (MayHaveCase(ranges[i])) return Fail();
        const Range range = ranges[i];
        for (char32_t c = range.first; c < 0x80 && c <= range.second; ++c) {
          if (IsLetter(c)) ranges.emplace_back(c ^ 0x20, c ^ 0x20);
        }
      }
    }
    return SetNode(std::move(ranges), is_negated);
  }

  std::optional<char32_t> ClassCharacter() {
    if (Ended()) return std::nullopt;
    if (text_[at_] == '\\') return EscapedCharacter();
    const Utf8Character character = CharacterAt(text_, at_);
    at_ += character.size;
    return character.code;
  }

  // `{2,5}`; nothing is read if it is no count.
  std::optional<std::pair<int, int>> Count() {
    std::size_t i = at_ + 1;
    const auto number = [&]() -> std::optional<int> {
      int value = 0;
      const std::size_t begin = i;
      while (i < text_.size() && text_[i] >= '0' && text_[i] <= '9' && value <= kMostRepeats) {
        value = value * 10 + (text_[i++] - '0');
      }
      return i == begin ? std::nullopt : std::optional(value);
    };
    const auto least = number();
    if (!least) return std::nullopt;
    int most = *least;
    if (i < text_.size() && text_[i] == ',') {
      ++i;
      most = number().value_or(kUnlimited);
    }
    if (i >= text_.size() || text_[i] != '}') return std::nullopt;
    at_ = i + 1;
    return std::pair(*least, most);
  }

  PatternNode Repeated(PatternNode item) {
    for (bool is_first = true; !Ended(); is_first = false) {
      std::optional<std::pair<int, int>> count;
      const char c = text_[at_];
      if (c == '*') count = {0, kUnlimited};
      if (c == '+') count = {1, kUnlimited};
      if (c == '?') count = {0, 1};
      if (count) ++at_;
      if (c == '{') count = Count();
      if (!count) return item;
      const auto [least, most] = *count;
      const bool is_bad = least > kMostRepeats || most > kMostRepeats ||
                          (most != kUnlimited && most < least) || CanBeEmpty(item) || !is_first;
      if (is_bad) return Fail();
      PatternNode node{.kind = Kind::kRepeat, .least = least, .most = most, .is_lazy = Takes('?')};
      node.children.push_back(std::move(item));
      item = std::move(node);
    }
    return item;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool failed_ = false;
  int depth_ = 0;
  Flags flags_;
  PatternTree tree_;
};

}  // namespace

bool CharacterSet::Has(char32_t c) const {
  if (c < 0x80) return ascii[c];
  for (const auto& [low, high] : ranges) {
    if (c <= high) return c >= low;
  }
  return false;
}

std::size_t PlainEnd(std::string_view pattern, std::size_t at) {
  while (at < pattern.size() && !IsSign(pattern[at])) {
    const std::size_t next = at + Utf8Length(pattern[at]);
    const bool is_repeated =
        next < pattern.size() && (pattern[next] == '?' || pattern[next] == '*' ||
                                  pattern[next] == '+' || pattern[next] == '{');
    if (is_repeated) break;
    at = next;
  }
  return std::min(at, pattern.size());
}

std::optional<PatternTree> ParsePattern(std::string_view pattern, bool dot_takes_newline) {
  return Parser(pattern, dot_takes_newline).Parse();
}

bool CanBeEmpty(const PatternNode& node) {
  const auto can = [](const PatternNode& child) { return CanBeEmpty(child); };
  switch (node.kind) {
    case Kind::kLiteral:
    case Kind::kSet:
      return false;
    case Kind::kSequence:
      return std::all_of(node.children.begin(), node.children.end(), can);
    case Kind::kAlternatives:
      return std::any_of(node.children.begin(), node.children.end(), can);
    case Kind::kRepeat:
      return node.least == 0 || CanBeEmpty(node.children.front());
    case Kind::kCapture:
      return CanBeEmpty(node.children.front());
    default:
      return true;
  }
}

int MostCharacters(const PatternNode& node) {
  switch (node.kind) {
    case Kind::kLiteral:
      return static_cast<int>(CountCodePoints(node.literal));
    case Kind::kSet:
      return 1;
    case Kind::kSequence: {
      int sum = 0;
      for (const PatternNode& child : node.children) {
        const int most = MostCharacters(child);
        if (most == kUnlimited) return kUnlimited;
        sum += most;
      }
      return sum;
    }
    case Kind::kAlternatives: {
      int best = 0;
      for (const PatternNode& child : node.children) {
        const int most = MostCharacters(child);
        if (most == kUnlimited) return kUnlimited;
        best = std::max(best, most);
      }
      return best;
    }
    case Kind::kRepeat: {
      const int most = MostCharacters(node.children.front());
      if (most == 0) return 0;
      return most == kUnlimited || node.most == kUnlimited ? kUnlimited : most * node.most;
    }
    case Kind::kCapture:
      return MostCharacters(node.children.front());
    default:
      return 0;
  }
}

}  // namespace heshu::extract
