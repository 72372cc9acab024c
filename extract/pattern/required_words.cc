#include "extract/pattern/required_words.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <optional>
#include <unordered_map>
#include <utility>

#include "extract/pattern/line_pattern.h"
#include "extract/pattern/utf8.h"

namespace heshu::extract {
namespace {

constexpr std::size_t kMostWords = 400;
constexpr int kMostCounted = 1000;  // of characters and of rounds: more have no limit

// Lists of words, of each of which every match holds one.
using Lists = std::vector<WordList>;

std::size_t Shortest(const WordList& list) {
  std::size_t shortest = std::string::npos;
  for (const std::string& word : *list.words) shortest = std::min(shortest, word.size());
  return shortest;
}

WordList MakeList(std::vector<std::string> words, int most_before) {
  std::sort(words.begin(), words.end());
  return {std::make_shared<const std::vector<std::string>>(std::move(words)), most_before};
}

// The most telling of lists that all hold: the first of those with the longest words.
Lists::iterator MostTelling(Lists& lists) {
  return std::max_element(lists.begin(), lists.end(), [](const WordList& a, const WordList& b) {
    return Shortest(a) < Shortest(b);
  });
}

constexpr std::string_view kFigureGroup = "(?P<figure>";

// So many characters and so many more; kUnlimited if either is.
int Sum(int a, int b) { return a == kUnlimited || b == kUnlimited ? kUnlimited : a + b; }
int Larger(int a, int b) {
  return a == kUnlimited || b == kUnlimited ? kUnlimited : std::max(a, b);
}

// What is known of a part of a pattern.
struct Known {
  Lists lists;
  int most = 0;  // characters that it takes
  // Of a sequence that the figure stands in: how many of the lists are read before it, and the most
  // characters.
  std::optional<std::size_t> lists_before_figure = {};
  int most_before_figure = 0;
};

// Where the group ends that begins at `at`: behind its `)`; npos if it is not closed.
std::size_t GroupEnd(std::string_view text, std::size_t at) {
  int depth = 0;
  for (; at < text.size(); ++at) {
    switch (text[at]) {
      case '\\':
        ++at;
        break;
      case '(':
        ++depth;
        break;
      case ')':
        if (--depth == 0) return at + 1;
        break;
      case '[':
        ++at;
        if (at < text.size() && text[at] == '^') ++at;
        if (at < text.size() && text[at] == ']') ++at;
        while (at < text.size() && text[at] != ']') at += text[at] == '\\' ? 2 : 1;
        break;
      default:
        break;
    }
  }
  return std::string_view::npos;
}

// What is known of groups, by their text.
struct TextHash {  // takes views without a copy
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>()(text);
  }
};
using Groups = std::unordered_map<std::string, Known, TextHash, std::equal_to<>>;

class Reader {
 public:
  Reader(std::string_view pattern, Groups& groups) : text_(pattern), groups_(groups) {}

  // The most telling list comes first.
  Lists Read() {
    Known known = Alternatives();
    Lists& lists = known.lists;
    if (failed_ || at_ != text_.size()) return {};
    for (std::size_t i = 0; known.lists_before_figure && i < lists.size(); ++i) {
      const bool is_before = i < *known.lists_before_figure;
      lists[i].side = is_before ? WordList::Side::kBeforeFigure : WordList::Side::kBehindFigure;
      lists[i].most_to_figure = is_before ? known.most_before_figure : lists[i].most_before;
    }
    if (!lists.empty()) std::iter_swap(lists.begin(), MostTelling(lists));
    return std::move(lists);
  }

 private:
  struct Repeat {
    bool may_be_absent = false;
    bool is_repeat = false;
    int most = 1;  // rounds
  };

  bool Ended() const { return at_ >= text_.size(); }

  // Of several alternatives no more is known than that a match holds a word of the one or the
  // other.
  Known Alternatives() {
    Known first = Sequence();
    if (Ended() || text_[at_] != '|') return first;
    std::vector<std::string> words;
    int most_before = 0;
    bool known = !first.lists.empty();
    const auto add = [&](const WordList& list) {
      most_before = Larger(most_before, list.most_before);
      words.insert(words.end(), list.words->begin(), list.words->end());
    };
    if (known) add(*MostTelling(first.lists));
    Known out;
    out.most = first.most;
    while (!Ended() && text_[at_] == '|') {
      ++at_;
      if (const std::string_view word = OneWord(); !word.empty()) {
        at_ += word.size();
        out.most = Larger(out.most, static_cast<int>(CountCodePoints(word)));
        known = known && words.size() < kMostWords;
        if (known) words.push_back(AsciiLowerCopy(word));
        continue;
      }
      Known next = Sequence();
      out.most = Larger(out.most, next.most);
      known = known && !next.lists.empty();
      if (!known) continue;
      const WordList& more = *MostTelling(next.lists);
      known = words.size() + more.words->size() <= kMostWords;
      if (known) add(more);
    }
    if (known) out.lists.push_back(MakeList(std::move(words), most_before));
    return out;
  }

  // The word that the alternative here is, as most are; "" if it is more than one.
  std::string_view OneWord() const {
    const std::size_t end = PlainEnd(text_, at_);
    const bool is_all = end < text_.size() && (text_[end] == '|' || text_[end] == ')');
    const std::string_view word = text_.substr(at_, end - at_);
    return is_all && word.find('\xEE') == std::string_view::npos ? word : std::string_view();
  }

  Known Sequence() {
    Known out;
    std::string run;     // literal characters side by side
    int before_run = 0;  // characters that may come before it
    const auto flush = [&] {
      if (!run.empty()) out.lists.push_back(MakeList({std::move(run)}, before_run));
      run.clear();
    };
    // Takes so many characters, as often as the quantifier says that comes next.
    const auto take = [&](int most) {
      const Repeat repeat = Quantifier();
      if (most != 0) {
        const bool is_bounded = most != kUnlimited && repeat.most != kUnlimited &&
                                most <= kMostCounted && repeat.most <= kMostCounted;
        out.most = Sum(out.most, is_bounded ? most * repeat.most : kUnlimited);
      }
      return repeat;
    };
    while (!failed_ && !Ended() && text_[at_] != '|' && text_[at_] != ')') {
      // Most of a pattern; placeholders apart, which begin so.
      std::string_view plain = text_.substr(at_, PlainEnd(text_, at_) - at_);
      plain = plain.substr(0, plain.find('\xEE'));
      if (!plain.empty()) {
        if (run.empty()) before_run = out.most;
        for (const char byte : plain) run += AsciiLower(byte);
        out.most = Sum(out.most, static_cast<int>(CountCodePoints(plain)));
        at_ += plain.size();
        continue;
      }
      const char c = text_[at_];
      if (c == '(') {
        flush();
        const bool is_figure = text_.substr(at_).starts_with(kFigureGroup);
        const int before = out.most;
        Known inner = Group();
        for (WordList& list : inner.lists) list.most_before = Sum(out.most, list.most_before);
        // In another round more can stand before the word.
        const Repeat repeat = take(inner.most);
        if (repeat.may_be_absent) continue;
        if (is_figure && !repeat.is_repeat) {
          out.lists_before_figure = out.lists.size();
          out.most_before_figure = before;
        }
        for (WordList& list : inner.lists) {
          if (repeat.is_repeat) list.most_before = out.most;
          out.lists.push_back(std::move(list));
        }
        continue;
      }
      if (c == '[') {
        flush();
        SkipClass();
        take(1);
        continue;
      }
      if (c == '.' || c == '^' || c == '$') {
        flush();
        ++at_;
        take(c == '.' ? 1 : 0);
        continue;
      }
      const bool takes_nothing =
          text_.substr(at_).starts_with("\\b") || text_.substr(at_).starts_with("\\B");
      const std::string_view literal = c == '\\' ? Escape() : Character();
      const int before = out.most;
      const Repeat repeat = take(takes_nothing ? 0 : 1);
      // The figure's own place stands in every line.
      if (literal.empty() || literal == kTargetPlaceholder || repeat.may_be_absent) {
        flush();
        continue;
      }
      if (run.empty()) before_run = before;
      for (const char byte : literal) run += AsciiLower(byte);
      if (repeat.is_repeat) flush();
    }
    flush();
    return out;
  }

  std::string_view Character() {
    const std::string_view character = text_.substr(at_, Utf8Length(text_[at_]));
    at_ += character.size();
    return character;
  }

  Known Group() {
    constexpr std::size_t kFewBytes = 24;  // are read as fast as they are looked up
    const std::size_t begin = at_;
    const std::size_t end = GroupEnd(text_, begin);
    if (end == std::string_view::npos || end - begin <= kFewBytes) return ReadGroup();
    const std::string_view group = text_.substr(begin, end - begin);
    if (const auto known = groups_.find(group); known != groups_.end()) {
      at_ = end;
      return known->second;
    }
    Known known = ReadGroup();
    if (!failed_ && at_ == end) groups_.emplace(group, known);
    return known;
  }

  Known ReadGroup() {
    ++at_;  // (
    if (!Ended() && text_[at_] == '?') {
      // (?: (?i: (?P<name> and (?s), which has no body.
      while (!Ended() && text_[at_] != ':' && text_[at_] != ')' && text_[at_] != '<') ++at_;
      if (Ended()) {
        failed_ = true;
        return {};
      }
      if (text_[at_] == ')') {
        ++at_;
        return {};
      }
      if (text_[at_] == '<') {
        while (!Ended() && text_[at_] != '>') ++at_;
      }
      if (!Ended()) ++at_;
    }
    Known known = Alternatives();
    if (Ended() || text_[at_] != ')') {
      failed_ = true;
      return {};
    }
    ++at_;
    return known;
  }

  void SkipClass() {
    ++at_;
    if (!Ended() && text_[at_] == '^') ++at_;
    if (!Ended() && text_[at_] == ']') ++at_;
    while (!Ended() && text_[at_] != ']') at_ += text_[at_] == '\\' ? 2 : 1;
    if (Ended()) {
      failed_ = true;
    } else {
      ++at_;
    }
  }

  // "" for an escape that stands for no one character.
  std::string_view Escape() {
    if (at_ + 1 >= text_.size()) {
      failed_ = true;
      return {};
    }
    const char c = text_[at_ + 1];
    if (c == 'x' || c == 'p' || c == 'P') {
      const std::size_t close = text_.find('}', at_);
      const bool braced = at_ + 2 < text_.size() && text_[at_ + 2] == '{';
      if (!braced || close == std::string_view::npos) {
        failed_ = true;
        return {};
      }
      at_ = close + 1;
      return {};
    }
    at_ += 2;
    if (IsAsciiAlnum(c)) return {};  // \b \d \s …
    return text_.substr(at_ - 1, 1);
  }

  Repeat Quantifier() {
    Repeat repeat;
    if (Ended()) return repeat;
    const char c = text_[at_];
    if (c == '?' || c == '*') {
      repeat.may_be_absent = true;
      if (c == '*') repeat.most = kUnlimited;
      ++at_;
    } else if (c == '+') {
      repeat.is_repeat = true;
      repeat.most = kUnlimited;
      ++at_;
    } else if (c == '{' && at_ + 1 < text_.size() && IsAsciiDigit(text_[at_ + 1])) {
      const std::size_t close = text_.find('}', at_);
      if (close == std::string_view::npos) {
        failed_ = true;
        return repeat;
      }
      const std::string_view counts = text_.substr(at_ + 1, close - at_ - 1);
      repeat.may_be_absent = counts.front() == '0';
      repeat.is_repeat = true;
      repeat.most = LastCount(counts);
      at_ = close + 1;
    }
    if (!Ended() && text_[at_] == '?' && (repeat.may_be_absent || repeat.is_repeat)) ++at_;  // lazy
    return repeat;
  }

  // Of "3", "0,3" the 3; kUnlimited of "3,".
  static int LastCount(std::string_view counts) {
    const std::size_t comma = counts.find(',');
    if (comma != std::string_view::npos) counts.remove_prefix(comma + 1);
    int count = 0;
    const auto [end, error] = std::from_chars(counts.data(), counts.data() + counts.size(), count);
    return error == std::errc() && end == counts.data() + counts.size() ? count : kUnlimited;
  }

  std::string_view text_;
  Groups& groups_;
  std::size_t at_ = 0;
  bool failed_ = false;
};

}  // namespace

struct RequiredWordReader::Memo {
  Groups groups;
};

RequiredWordReader::RequiredWordReader() : memo_(std::make_unique<Memo>()) {}
RequiredWordReader::RequiredWordReader(RequiredWordReader&&) noexcept = default;
RequiredWordReader& RequiredWordReader::operator=(RequiredWordReader&&) noexcept = default;
RequiredWordReader::~RequiredWordReader() = default;

std::vector<WordList> RequiredWordReader::Lists(std::string_view pattern) {
  return Reader(pattern, memo_->groups).Read();
}

std::vector<std::string> RequiredWords(std::string_view pattern) {
  const std::vector<WordList> lists = RequiredWordReader().Lists(pattern);
  if (lists.empty()) return {};
  std::vector<std::string> words = *lists.front().words;
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

void AddWindow(std::string_view text, std::size_t word, int most_before, std::size_t least,
               std::vector<ByteSpan>& windows) {
  std::size_t begin = most_before == kUnlimited ? least : word;
  for (int i = 0; i < most_before && begin > least; ++i) begin = PreviousCodePoint(text, begin);
  if (!windows.empty() && begin <= windows.back().end) {
    windows.back().end = word;
  } else {
    windows.push_back({begin, word});
  }
}

std::size_t WordIndex::SlotOf(std::string_view text, std::size_t at) {
  const auto bits = [&](std::size_t i) {
    return static_cast<std::size_t>(static_cast<unsigned char>(text[at + i]) & 0x3F);
  };
  return bits(1) << 6 | bits(2);
}

std::uint32_t WordIndex::Node::Next(char c) const {
  if (!continuations.empty() && IsContinuation(c)) {
    return continuations[static_cast<unsigned char>(c) & 0x3F];
  }
  for (const auto& [byte, next] : edges) {
    if (byte == c) return next;
  }
  return 0;
}

void WordIndex::Node::AddEdge(char c, std::uint32_t next) {
  constexpr std::size_t kManyEdges = 6;
  edges.emplace_back(c, next);
  if (edges.size() < kManyEdges) return;
  continuations.resize(0x40);
  for (const auto& [byte, node] : edges) {
    if (IsContinuation(byte)) continuations[static_cast<unsigned char>(byte) & 0x3F] = node;
  }
}

void WordIndex::Add(const std::vector<std::string>& words, std::uint32_t owner) {
  for (const std::string& word : words) {
    if (word.size() >= 3 && Utf8Length(word[0]) == 3) han_.set(SlotOf(word, 0));
    std::uint32_t node = 0;
    for (const char c : word) {
      std::uint32_t next = nodes_[node].Next(c);
      if (next == 0) {
        next = static_cast<std::uint32_t>(nodes_.size());
        nodes_[node].AddEdge(c, next);
        nodes_.emplace_back();
        if (node == 0) first_[static_cast<unsigned char>(c)] = next;
      }
      node = next;
    }
    std::vector<std::uint32_t>& owners = nodes_[node].owners;
    if (owners.empty() || owners.back() != owner) owners.push_back(owner);
  }
}

template <typename Visit>
void WordIndex::Walk(std::string_view text, const Visit& visit) const {
  for (std::size_t begin = 0; begin < text.size(); ++begin) {
    if (IsContinuation(text[begin])) continue;
    const bool is_han = Utf8Length(text[begin]) == 3 && begin + 2 < text.size();
    if (is_han && !han_.test(SlotOf(text, begin))) continue;
    std::uint32_t node = first_[static_cast<unsigned char>(AsciiLower(text[begin]))];
    for (std::size_t i = begin + 1; node != 0; ++i) {
      if (!nodes_[node].owners.empty()) visit(nodes_[node].owners, ByteSpan{begin, i});
      if (i >= text.size()) break;
      node = nodes_[node].Next(AsciiLower(text[i]));
    }
  }
}

std::vector<std::uint32_t> WordIndex::Find(std::string_view text) const {
  std::vector<std::uint32_t> out;
  Walk(text, [&](const std::vector<std::uint32_t>& owners, ByteSpan) {
    out.insert(out.end(), owners.begin(), owners.end());
  });
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<WordHit> WordIndex::Hits(std::string_view text) const {
  std::vector<WordHit> out;
  Walk(text, [&](const std::vector<std::uint32_t>& owners, ByteSpan span) {
    for (const std::uint32_t owner : owners) out.push_back({owner, span});
  });
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace heshu::extract
