#include "compare/independence.h"

#include <algorithm>
#include <numeric>
#include <string_view>

#include "core/hash.h"

namespace heshu::compare {
namespace {

constexpr int kCopiedCharacters = 15;
constexpr std::size_t kMaxCompared = 64;

bool IsLeadByte(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

struct Split {
  std::string_view before;
  std::string_view after;
};

bool SplitSentence(const Claim& c, Split& out) {
  if (c.span.begin < c.sentence_span.begin || c.span.end < c.span.begin) return false;
  const std::size_t begin = c.span.begin - c.sentence_span.begin;
  const std::size_t end = c.span.end - c.sentence_span.begin;
  const std::string_view sentence = c.sentence;
  if (end > sentence.size()) return false;
  out = {sentence.substr(0, begin), sentence.substr(end)};
  return true;
}

class Sets {
 public:
  explicit Sets(std::size_t n) : parent_(n) { std::iota(parent_.begin(), parent_.end(), 0U); }
  std::size_t Root(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void Join(std::size_t a, std::size_t b) { parent_[Root(a)] = Root(b); }

 private:
  std::vector<std::size_t> parent_;
};

std::string NumberKey(const Claim& c) {
  std::string key = c.unit + "|" + std::string(BoundName(c.value.bound));
  for (const auto& end : {c.value.lo, c.value.hi}) key += "|" + (end ? end->ToString() : "");
  return key;
}

}  // namespace

int SharedContext(const Claim& a, const Claim& b) {
  Split x;
  Split y;
  if (!SplitSentence(a, x) || !SplitSentence(b, y)) return 0;
  int shared = 0;
  std::size_t i = 0;
  // Bytes that agree count when they make a whole character.
  while (i < x.before.size() && i < y.before.size() &&
         x.before[x.before.size() - 1 - i] == y.before[y.before.size() - 1 - i]) {
    if (IsLeadByte(x.before[x.before.size() - 1 - i])) ++shared;
    ++i;
  }
  std::size_t j = 0;
  while (j < x.after.size() && j < y.after.size() && x.after[j] == y.after[j]) {
    const bool whole = j + 1 == x.after.size() || IsLeadByte(x.after[j + 1]);
    if (whole) ++shared;
    ++j;
  }
  return shared;
}

std::vector<std::string> SourceClusters(
    const std::vector<const Claim*>& claims,
    const std::map<std::string, std::string>& document_clusters) {
  Sets sets(claims.size());
  std::map<std::string, std::size_t> by_document;
  std::map<std::string_view, std::size_t> by_outlet;
  std::map<std::string, std::size_t> by_attribution;
  std::map<std::string, std::vector<std::size_t>> by_number;
  std::vector<std::string> documents(claims.size());
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const Claim& c = *claims[i];
    const auto cluster = document_clusters.find(c.doc);
    documents[i] = cluster == document_clusters.end() ? c.doc : cluster->second;
    sets.Join(i, by_document.try_emplace(documents[i], i).first->second);
    if (!c.source.empty()) sets.Join(i, by_outlet.try_emplace(c.source, i).first->second);
    if (c.attribution && !c.attribution->id.empty()) {
      sets.Join(i, by_attribution.try_emplace(c.attribution->id, i).first->second);
    }
    std::vector<std::size_t>& same = by_number[NumberKey(c)];
    for (const std::size_t j : same) {
      if (SharedContext(c, *claims[j]) >= kCopiedCharacters) sets.Join(i, j);
    }
    if (same.size() < kMaxCompared) same.push_back(i);
  }
  std::map<std::size_t, std::string> smallest;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const auto [at, is_new] = smallest.try_emplace(sets.Root(i), documents[i]);
    if (!is_new) at->second = std::min(at->second, documents[i]);
  }
  std::vector<std::string> out;
  out.reserve(claims.size());
  for (std::size_t i = 0; i < claims.size(); ++i) {
    out.push_back("s_" + HexId(StableHash(smallest[sets.Root(i)])));
  }
  return out;
}

int CountDistinct(std::vector<std::string> clusters) {
  std::sort(clusters.begin(), clusters.end());
  return static_cast<int>(std::unique(clusters.begin(), clusters.end()) - clusters.begin());
}

}  // namespace heshu::compare
