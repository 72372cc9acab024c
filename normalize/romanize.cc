#include "normalize/romanize.h"

#include <unordered_map>

#include "normalize/readings.h"

namespace heshu::normalize {
namespace {

constexpr std::size_t kCharacterBytes = 3;  // of each in the table

using Readings = std::unordered_map<std::string_view, std::string_view>;

Readings MakeReadings() {
  constexpr std::size_t kCharacters = 6763;
  Readings readings;
  readings.reserve(kCharacters);
  for (const Syllable& syllable : kReadings) {
    for (std::size_t at = 0; at < syllable.characters.size(); at += kCharacterBytes) {
      readings.emplace(syllable.characters.substr(at, kCharacterBytes), syllable.letters);
    }
  }
  return readings;
}

}  // namespace

std::string Romanized(std::string_view han) {
  static const Readings readings = MakeReadings();
  std::string out;
  for (std::size_t at = 0; at < han.size(); at += kCharacterBytes) {
    const auto reading = readings.find(han.substr(at, kCharacterBytes));
    if (reading == readings.end()) return {};
    out += reading->second;
  }
  return out;
}

}  // namespace heshu::normalize
