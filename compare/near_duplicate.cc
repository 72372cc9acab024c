#include "compare/near_duplicate.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

#include "core/hash.h"

namespace heshu::compare {
namespace {

constexpr std::size_t kBins = 64;
constexpr std::size_t kBandBins = 4;
constexpr std::size_t kNumberBins = 16;
constexpr std::size_t kShingle = 5;  // characters
constexpr std::size_t kLeastShingles = 80;
constexpr std::uint32_t kEmpty = std::numeric_limits<std::uint32_t>::max();
constexpr double kSameText = 0.5;
constexpr double kSameNumbers = 0.5;

std::uint64_t Mixed(std::uint64_t x) {  // splitmix64
  x += 0x9e3779b97f4a7c15ULL;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

bool IsDigit(char32_t c) { return c >= '0' && c <= '9'; }

// Letters, digits and Han; what else there is may differ from site to site.
bool Counts(char32_t c) {
  if (c < 0x80) return IsDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  if (c >= 0x2000 && c <= 0x206F) return false;  // general punctuation
  if (c >= 0x3000 && c <= 0x303F) return false;  // CJK punctuation
  if (c >= 0xFF00 && c <= 0xFFEF) return false;  // full-width forms
  return c >= 0xC0;
}

// Ill-formed bytes count as themselves.
std::vector<char32_t> CharactersOf(std::string_view text) {
  std::vector<char32_t> out;
  out.reserve(text.size() / 3);
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t c = size == 1 ? lead : lead & (0xFFU >> (size + 1));
    for (std::size_t j = 1; j < size && i + j < text.size(); ++j) {
      c = (c << 6) | (static_cast<unsigned char>(text[i + j]) & 0x3FU);
    }
    out.push_back(c);
    i += size;
  }
  return out;
}

template <std::size_t N>
using Mins = std::array<std::uint32_t, N>;

template <std::size_t N>
void Note(std::uint64_t hash, Mins<N>& mins) {
  auto& least = mins[hash % N];
  least = std::min(least, static_cast<std::uint32_t>(hash >> 33));
}

template <std::size_t N>
double Resemblance(const char* a, const char* b) {
  Mins<N> x;
  Mins<N> y;
  std::memcpy(x.data(), a, sizeof x);
  std::memcpy(y.data(), b, sizeof y);
  int both = 0;
  int same = 0;
  for (std::size_t i = 0; i < N; ++i) {
    if (x[i] == kEmpty && y[i] == kEmpty) continue;
    ++both;
    same += x[i] == y[i] ? 1 : 0;
  }
  return both == 0 ? 1 : static_cast<double>(same) / both;
}

constexpr std::size_t kBytes = (kBins + kNumberBins) * sizeof(std::uint32_t);

}  // namespace

TextSketch SketchOf(std::string_view folded) {
  const std::vector<char32_t> all = CharactersOf(folded);
  std::vector<char32_t> text;
  Mins<kNumberBins> numbers;
  numbers.fill(kEmpty);
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (Counts(all[i])) text.push_back(all[i]);
    const bool is_point = all[i] == '.' && number != 0 && i + 1 < all.size() && IsDigit(all[i + 1]);
    if (IsDigit(all[i]) || is_point) {
      number = Mixed(number ^ (all[i] + 1));
    } else if (all[i] != ',' && number != 0) {
      Note(number, numbers);
      number = 0;
    }
  }
  if (number != 0) Note(number, numbers);

  TextSketch sketch;
  Mins<kBins> mins;
  mins.fill(kEmpty);
  for (std::size_t i = 0; i + kShingle <= text.size(); ++i) {
    std::uint64_t hash = 0;
    for (std::size_t j = 0; j < kShingle; ++j) hash = Mixed(hash ^ text[i + j]);
    Note(hash, mins);
  }
  sketch.bytes.resize(kBytes);
  std::memcpy(sketch.bytes.data(), mins.data(), sizeof mins);
  std::memcpy(sketch.bytes.data() + sizeof mins, numbers.data(), sizeof numbers);
  if (text.size() < kLeastShingles) return sketch;
  for (std::size_t band = 0; band < kBins / kBandBins; ++band) {
    std::uint64_t hash = Mixed(band);
    bool is_full = true;
    for (std::size_t i = 0; i < kBandBins; ++i) {
      const std::uint32_t least = mins[band * kBandBins + i];
      is_full = is_full && least != kEmpty;
      hash = Mixed(hash ^ least);
    }
    if (is_full) sketch.bands.push_back(hash);
  }
  return sketch;
}

double TextResemblance(std::string_view a, std::string_view b) {
  if (a.size() != kBytes || b.size() != kBytes) return 0;
  return Resemblance<kBins>(a.data(), b.data());
}

double NumberResemblance(std::string_view a, std::string_view b) {
  if (a.size() != kBytes || b.size() != kBytes) return 0;
  constexpr std::size_t kAt = kBins * sizeof(std::uint32_t);
  return Resemblance<kNumberBins>(a.data() + kAt, b.data() + kAt);
}

bool AreNearDuplicates(std::string_view a, std::string_view b) {
  return TextResemblance(a, b) >= kSameText && NumberResemblance(a, b) >= kSameNumbers;
}

}  // namespace heshu::compare
