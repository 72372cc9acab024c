#include "extract/pattern/required_words.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "extract/pattern/line_pattern.h"
#include "extract/pattern/utf8.h"

namespace heshu::extract {
namespace {

constexpr std::size_t kMostWords = 400;

// One of the words is in every match; nothing is known if there are none.
using Words = WordList;

std::size_t Shortest(const Words& list) {
  std::size_t shortest = std::string::npos;
  for (const std::string& word : list.words) shortest = std::min(shortest, word.size());
  return list.words.empty() ? 0 : shortest;
}

// The more telling of two lists that both hold.
void Prefer(Words& best, Words other) {
  if (Shortest(other) > Shortest(best)) best = std::move(other);
}

class Reader {
 public:
  explicit Reader(std::string_view pattern) : text_(pattern) {}

  std::optional<Words> Read() {
    Words words = Alternatives();
    if (failed_ || at_ != text_.size()) return std::nullopt;
    return words;
  }

 private:
  struct Repeat {
    bool may_be_absent = false;
    bool is_repeat = false;
  };

  bool Ended() const { return at_ >= text_.size(); }

  Words Alternatives() {
    Words all = Sequence();
    bool known = !all.words.empty();
    while (!Ended() && text_[at_] == '|') {
      ++at_;
      Words more = Sequence();
      known = known && !more.words.empty() && all.words.size() + more.words.size() <= kMostWords;
      if (!known) continue;
      all.are_first = all.are_first && more.are_first;
      std::move(more.words.begin(), more.words.end(), std::back_inserter(all.words));
    }
    return known ? all : Words();
  }

  Words Sequence() {
    Words best;
    std::string run;        // literal characters side by side
    bool is_begun = false;  // what came before may have taken characters
    bool is_run_first = false;
    const auto flush = [&] {
      if (run.size() > Shortest(best)) {
        best.words.clear();
        best.words.push_back(std::move(run));
        best.are_first = is_run_first;
      }
      run.clear();
    };
    while (!failed_ && !Ended() && text_[at_] != '|' && text_[at_] != ')') {
      const char c = text_[at_];
      if (c == '(') {
        flush();
        Words inner = Group();
        inner.are_first = inner.are_first && !is_begun;
        is_begun = true;
        if (!Quantifier().may_be_absent) Prefer(best, std::move(inner));
        continue;
      }
      if (c == '[') {
        flush();
        SkipClass();
        Quantifier();
        is_begun = true;
        continue;
      }
      if (c == '.' || c == '^' || c == '$') {
        flush();
        ++at_;
        Quantifier();
        is_begun = is_begun || c != '^';
        continue;
      }
      const bool takes_nothing = text_.substr(at_).starts_with("\\b");
      const std::string_view literal = c == '\\' ? Escape() : Character();
      const Repeat repeat = Quantifier();
      // The figure's own place stands in every line.
      if (literal.empty() || literal == kTargetPlaceholder || repeat.may_be_absent) {
        flush();
        is_begun = is_begun || !takes_nothing;
        continue;
      }
      if (run.empty()) is_run_first = !is_begun;
      is_begun = true;
      for (const char byte : literal) run += AsciiLower(byte);
      if (repeat.is_repeat) flush();
    }
    flush();
    return best;
  }

  std::string_view Character() {
    const std::string_view character = text_.substr(at_, Utf8Length(text_[at_]));
    at_ += character.size();
    return character;
  }

  Words Group() {
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
    Words words = Alternatives();
    if (Ended() || text_[at_] != ')') {
      failed_ = true;
      return {};
    }
    ++at_;
    return words;
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
      ++at_;
    } else if (c == '+') {
      repeat.is_repeat = true;
      ++at_;
    } else if (c == '{' && at_ + 1 < text_.size() && IsAsciiDigit(text_[at_ + 1])) {
      const std::size_t close = text_.find('}', at_);
      if (close == std::string_view::npos) {
        failed_ = true;
        return repeat;
      }
      repeat.may_be_absent = text_[at_ + 1] == '0';
      repeat.is_repeat = true;
      at_ = close + 1;
    }
    if (!Ended() && text_[at_] == '?' && (repeat.may_be_absent || repeat.is_repeat)) ++at_;  // lazy
    return repeat;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool failed_ = false;
};

}  // namespace

WordList RequiredWordList(std::string_view pattern) {
  WordList list = Reader(pattern).Read().value_or(WordList());
  std::sort(list.words.begin(), list.words.end());
  list.words.erase(std::unique(list.words.begin(), list.words.end()), list.words.end());
  return list;
}

std::vector<std::string> RequiredWords(std::string_view pattern) {
  return RequiredWordList(pattern).words;
}

std::size_t WordIndex::SlotOf(std::string_view text, std::size_t at) {
  const auto bits = [&](std::size_t i) {
    return static_cast<std::size_t>(static_cast<unsigned char>(text[at + i]) & 0x3F);
  };
  return bits(1) << 6 | bits(2);
}

bool WordIndex::MayBegin(std::string_view text, std::size_t at) const {
  if (IsContinuation(text[at])) return false;
  const bool is_han = Utf8Length(text[at]) == 3 && at + 2 < text.size();
  return !is_han || han_.test(SlotOf(text, at));
}

void WordIndex::Add(const std::vector<std::string>& words, std::uint32_t owner) {
  for (const std::string& word : words) {
    if (word.size() >= 3 && Utf8Length(word[0]) == 3) han_.set(SlotOf(word, 0));
    std::uint32_t node = 0;
    for (const char c : word) {
      auto& edges = nodes_[node].edges;
      const auto at = std::lower_bound(edges.begin(), edges.end(), c,
                                       [](const auto& edge, char key) { return edge.first < key; });
      if (at != edges.end() && at->first == c) {
        node = at->second;
        continue;
      }
      const auto next = static_cast<std::uint32_t>(nodes_.size());
      edges.insert(at, {c, next});
      nodes_.emplace_back();
      node = next;
    }
    nodes_[node].owners.push_back(owner);
    for (const auto& [c, next] : nodes_[0].edges) first_[static_cast<unsigned char>(c)] = next;
  }
}

template <typename Visit>
void WordIndex::Walk(std::string_view text, const Visit& visit) const {
  for (std::size_t begin = 0; begin < text.size(); ++begin) {
    if (!MayBegin(text, begin)) continue;
    std::uint32_t node = first_[static_cast<unsigned char>(AsciiLower(text[begin]))];
    for (std::size_t i = begin + 1; node != 0; ++i) {
      if (!nodes_[node].owners.empty()) visit(nodes_[node].owners, ByteSpan{begin, i});
      if (i >= text.size()) break;
      const auto& edges = nodes_[node].edges;
      const char c = AsciiLower(text[i]);
      const auto at = std::lower_bound(edges.begin(), edges.end(), c,
                                       [](const auto& edge, char key) { return edge.first < key; });
      node = at != edges.end() && at->first == c ? at->second : 0;
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
