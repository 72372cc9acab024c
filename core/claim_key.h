// Under what a store keeps claims and texts, so that those they may be compared with are found
// again without looking at the rest.
#ifndef HESHU_CORE_CLAIM_KEY_H_
#define HESHU_CORE_CLAIM_KEY_H_

#include <cstdint>
#include <string>
#include <vector>

namespace heshu {

// Claims that may have to do with each other share a `key` and lie within some days of each other.
struct ClaimKey {
  std::uint64_t key = 0;
  std::int64_t day = 0;  // last day that the figure is true of, since 1970-01-01; 0 = undated
  std::uint64_t signature = 0;  // equal for claims that say the same in all that is compared

  friend bool operator==(const ClaimKey&, const ClaimKey&) = default;
};

// Where to look for claims: those of one key whose day is within, both ends included.
struct KeyRange {
  std::uint64_t key = 0;
  std::int64_t first_day = 0;
  std::int64_t last_day = 0;

  friend bool operator==(const KeyRange&, const KeyRange&) = default;
};

// What near-duplicate texts are found by: texts that share a band are looked at more closely.
struct TextSketch {
  std::vector<std::uint64_t> bands;  // empty: too short to tell
  std::string bytes;                 // for compare::AreNearDuplicates

  friend bool operator==(const TextSketch&, const TextSketch&) = default;
};

}  // namespace heshu

#endif  // HESHU_CORE_CLAIM_KEY_H_
