#include "normalize/offset_map.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace heshu::normalize {
namespace {

// The slow twin: for each derived byte its source span.
struct SlowMap {
  std::vector<ByteSpan> source_of;
  std::size_t source_size = 0;

  ByteSpan ToSource(ByteSpan derived) const {
    return {source_of[derived.begin].begin, source_of[derived.end - 1].end};
  }
  // Derived bytes that came from any byte of `source`; empty if none did.
  ByteSpan FromSource(ByteSpan source) const {
    ByteSpan found;
    bool any = false;
    for (std::size_t i = 0; i < source_of.size(); ++i) {
      if (!source_of[i].Overlaps(source) || source_of[i].empty()) continue;
      if (!any) found.begin = i;
      found.end = i + 1;
      any = true;
    }
    return found;
  }
};

struct Pair {
  OffsetMap fast;
  SlowMap slow;
};

// A random map whose source is `source_size` bytes long.
enum class Insertions { kNone, kSome };
Pair RandomMap(std::mt19937& random, std::size_t source_size,
               Insertions insertions = Insertions::kSome) {
  Pair pair;
  pair.slow.source_size = source_size;
  std::size_t at = 0;
  while (at < source_size) {
    const std::size_t size = std::min<std::size_t>(1 + random() % 7, source_size - at);
    switch (random() % 6) {
      case 0:  // dropped
        break;
      case 1: {  // a block of another length
        const std::size_t derived = 1 + random() % 5;
        pair.fast.Append(derived, {at, at + size}, false);
        pair.slow.source_of.insert(pair.slow.source_of.end(), derived, ByteSpan{at, at + size});
        break;
      }
      case 2:  // inserted text
        if (insertions == Insertions::kNone) break;
        pair.fast.Append(1, {at, at}, false);
        pair.slow.source_of.push_back({at, at});
        continue;
      default:
        pair.fast.Append(size, {at, at + size}, true);
        for (std::size_t i = at; i < at + size; ++i) pair.slow.source_of.push_back({i, i + 1});
    }
    at += size;
  }
  return pair;
}

TEST(OffsetMap, AgreesWithAnArrayOfBytes) {
  std::mt19937 random(1);
  for (int round = 0; round < 300; ++round) {
    const auto [fast, slow] = RandomMap(random, 40);
    ASSERT_EQ(fast.derived_size(), slow.source_of.size());
    for (std::size_t b = 0; b < fast.derived_size(); ++b) {
      for (std::size_t e = b + 1; e <= fast.derived_size(); ++e) {
        ASSERT_EQ(fast.ToSource({b, e}), slow.ToSource({b, e})) << round << ' ' << b << ' ' << e;
      }
    }
    for (std::size_t b = 0; b < 40; ++b) {
      for (std::size_t e = b + 1; e <= 40; ++e) {
        const ByteSpan got = fast.FromSource({b, e});
        const ByteSpan want = slow.FromSource({b, e});
        if (want.empty()) {
          ASSERT_TRUE(got.empty()) << round << ' ' << b << ' ' << e;
        } else {
          ASSERT_EQ(got, want) << round << ' ' << b << ' ' << e;
        }
      }
    }
  }
}

TEST(OffsetMap, IsTotalAndMonotone) {
  std::mt19937 random(2);
  for (int round = 0; round < 300; ++round) {
    const OffsetMap map = RandomMap(random, 60).fast;
    ByteSpan last;
    for (std::size_t i = 0; i < map.derived_size(); ++i) {
      const ByteSpan source = map.ToSource({i, i + 1});
      ASSERT_GE(source.begin, last.begin);
      ASSERT_GE(source.end, last.end);
      ASSERT_EQ(map.ToSource({i, i}).begin, source.begin);
      ASSERT_TRUE(map.ToSource({i, i}).empty());
      last = source;
    }
  }
}

TEST(OffsetMap, ComposesLikeOneMapAfterTheOther) {
  std::mt19937 random(3);
  for (int round = 0; round < 300; ++round) {
    const OffsetMap earlier = RandomMap(random, 60).fast;
    const OffsetMap later = RandomMap(random, earlier.derived_size(), Insertions::kNone).fast;
    const OffsetMap both = later.Over(earlier);
    ASSERT_EQ(both.derived_size(), later.derived_size());
    for (std::size_t b = 0; b < both.derived_size(); ++b) {
      for (std::size_t e = b + 1; e <= both.derived_size(); ++e) {
        ASSERT_EQ(both.ToSource({b, e}), earlier.ToSource(later.ToSource({b, e})))
            << round << ' ' << b << ' ' << e;
      }
    }
  }
}

TEST(OffsetMap, StaysMonotoneWhenComposedWithInsertions) {
  std::mt19937 random(4);
  for (int round = 0; round < 300; ++round) {
    const OffsetMap earlier = RandomMap(random, 60).fast;
    const OffsetMap later = RandomMap(random, earlier.derived_size()).fast;
    const OffsetMap both = later.Over(earlier);
    ByteSpan last;
    for (std::size_t i = 0; i < both.derived_size(); ++i) {
      const ByteSpan source = both.ToSource({i, i + 1});
      ASSERT_GE(source.begin, last.begin);
      ASSERT_GE(source.end, last.end);
      last = source;
    }
  }
}

TEST(OffsetMap, StoresUnchangedTextAsOneRun) {
  OffsetMap map;
  for (std::size_t i = 0; i < 1000; ++i) map.Append(3, {3 * i, 3 * i + 3}, true);
  EXPECT_EQ(map.run_count(), 1u);
  EXPECT_EQ(map.ToSource({1500, 1503}), (ByteSpan{1500, 1503}));
}

TEST(OffsetMap, EmptyMapsAnswerEmptySpans) {
  const OffsetMap map;
  EXPECT_EQ(map.ToSource({0, 0}), ByteSpan{});
  EXPECT_EQ(map.FromSource({0, 5}), ByteSpan{});
  EXPECT_EQ(map.Over(map).derived_size(), 0u);
}

}  // namespace
}  // namespace heshu::normalize
