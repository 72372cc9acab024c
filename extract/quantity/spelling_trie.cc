#include "extract/quantity/spelling_trie.h"

#include <algorithm>
#include <utility>

#include "extract/text/text_scan.h"

namespace heshu::extract {
namespace {

bool CutsLatinWord(std::string_view text, std::size_t last, std::size_t next) {
  return next < text.size() && IsAsciiLetter(static_cast<unsigned char>(text[last])) &&
         IsAsciiLetter(static_cast<unsigned char>(text[next]));
}

}  // namespace

std::int32_t SpellingTrie::Child(std::int32_t node, unsigned char byte) const {
  if (node == 0) return roots_[byte];
  const Node& parent = nodes_[static_cast<std::size_t>(node)];
  if (parent.table >= 0 && byte >= 0x80 && byte < 0xC0) {
    return tables_[static_cast<std::size_t>(parent.table)][byte - 0x80u];
  }
  std::int32_t child = parent.first_child;
  while (child >= 0 && nodes_[static_cast<std::size_t>(child)].byte != byte) {
    child = nodes_[static_cast<std::size_t>(child)].next_sibling;
  }
  return child;
}

// Gives a node with many children a table of those that are UTF-8 continuation bytes.
void SpellingTrie::Tabulate(std::int32_t node) {
  Node& parent = nodes_[static_cast<std::size_t>(node)];
  if (parent.children <= kListed) return;
  if (parent.table < 0) {
    parent.table = static_cast<std::int32_t>(tables_.size());
    tables_.emplace_back().fill(-1);
  }
  auto& table = tables_[static_cast<std::size_t>(parent.table)];
  for (std::int32_t child = parent.first_child; child >= 0;
       child = nodes_[static_cast<std::size_t>(child)].next_sibling) {
    const unsigned char byte = nodes_[static_cast<std::size_t>(child)].byte;
    if (byte >= 0x80 && byte < 0xC0) table[byte - 0x80u] = child;
  }
}

int SpellingTrie::Add(std::string_view spelling, int value) {
  if (spelling.empty()) return -1;
  std::int32_t node = 0;
  for (const char c : spelling) {
    const auto byte = static_cast<unsigned char>(c);
    std::int32_t child = Child(node, byte);
    if (child < 0) {
      child = static_cast<std::int32_t>(nodes_.size());
      Node fresh;
      fresh.byte = byte;
      if (node == 0) {
        roots_[byte] = child;
      } else {
        Node& parent = nodes_[static_cast<std::size_t>(node)];
        fresh.next_sibling = std::exchange(parent.first_child, child);
        ++parent.children;
      }
      nodes_.push_back(fresh);
      if (node != 0) Tabulate(node);
    }
    node = child;
  }
  return std::exchange(nodes_[static_cast<std::size_t>(node)].value, value);
}

int SpellingTrie::Find(std::string_view spelling) const {
  std::int32_t node = spelling.empty() ? -1 : 0;
  for (std::size_t i = 0; i < spelling.size() && node >= 0; ++i) {
    node = Child(node, static_cast<unsigned char>(spelling[i]));
  }
  return node < 0 ? -1 : nodes_[static_cast<std::size_t>(node)].value;
}

std::size_t SpellingTrie::Collect(std::string_view text, std::size_t at,
                                  std::array<Match, kMostMatches>& found) const {
  std::size_t count = 0;
  std::int32_t node = 0;
  for (std::size_t i = at; i < text.size(); ++i) {
    node = Child(node, static_cast<unsigned char>(text[i]));
    if (node < 0) break;
    const std::int32_t value = nodes_[static_cast<std::size_t>(node)].value;
    if (value < 0 || CutsLatinWord(text, i, i + 1)) continue;
    if (count == kMostMatches) {
      std::move(found.begin() + 1, found.end(), found.begin());
      --count;
    }
    found[count++] = {value, i + 1 - at};
  }
  return count;
}

SpellingTrie::Match SpellingTrie::Longest(std::string_view text, std::size_t at) const {
  Match best;
  std::int32_t node = 0;
  for (std::size_t i = at; i < text.size(); ++i) {
    node = Child(node, static_cast<unsigned char>(text[i]));
    if (node < 0) break;
    const std::int32_t value = nodes_[static_cast<std::size_t>(node)].value;
    if (value >= 0 && !CutsLatinWord(text, i, i + 1)) best = {value, i + 1 - at};
  }
  return best;
}

int SuffixTrie::Add(std::string_view spelling, int value) {
  longest_ = std::max(longest_, spelling.size());
  return reversed_.Add(std::string(spelling.rbegin(), spelling.rend()), value);
}

int SuffixTrie::Find(std::string_view spelling) const {
  return reversed_.Find(std::string(spelling.rbegin(), spelling.rend()));
}

SpellingTrie::Match SuffixTrie::LongestBefore(std::string_view text, std::size_t end) const {
  char tail[64];
  const std::size_t size = std::min({end, longest_ + 1, sizeof tail});
  for (std::size_t i = 0; i < size; ++i) tail[i] = text[end - 1 - i];
  return reversed_.Longest({tail, size}, 0);
}

}  // namespace heshu::extract
