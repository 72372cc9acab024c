#include "crawler/content_coding.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <random>

#include "tests/crawler/loopback_server.h"

namespace heshu::crawler {
namespace {

constexpr std::size_t kLimit = 1u << 20;

struct PackedCase {
  std::string name;
  std::string packed;
  std::string coding;
  std::string want;
  bool is_whole = true;
  bool is_over_limit = false;
  std::size_t limit = kLimit;
};
void PrintTo(const PackedCase& c, std::ostream* os) { *os << c.name; }

std::string Noise(std::size_t size) {
  std::mt19937 random(7);
  std::string out;
  while (out.size() < size) out += static_cast<char>('a' + random() % 7);
  return out;
}

std::string WithByte(std::string text, std::size_t from_end, char byte) {
  text[text.size() - from_end] = byte;
  return text;
}

std::vector<PackedCase> Cases() {
  const std::string text = Noise(100'000);
  const std::string packed = Gzip(text);
  return {
      {"Gzip", packed, "gzip", text},
      {"GzipOfNothing", Gzip(""), "gzip", ""},
      {"OldName", packed, "X-GZIP", text},
      {"TwiceOver", Gzip(packed), "gzip, gzip", text},
      {"TwoMembers", Gzip("one") + packed, "gzip", "one" + text},
      {"PaddingBehind", packed + std::string(9, '\0'), "gzip", text},
      {"TornInTheMiddle", packed.substr(0, 200), "gzip", text.substr(0, 0), false},
      {"TornBeforeTheChecksum", packed.substr(0, packed.size() - 8), "gzip", text, false},
      {"WrongChecksum", WithByte(packed, 8, static_cast<char>(packed[packed.size() - 8] ^ 1)),
       "gzip", text, false},
      {"ToldTooSmall", WithByte(WithByte(packed, 4, 1), 3, 0), "gzip", text, false},
      {"ToldHuge", WithByte(packed, 1, 0x7F), "gzip", text, false},
      {"AsLargeAsTheLimit", packed, "gzip", text, true, false, text.size()},
      {"OneOverTheLimit", packed, "gzip", text.substr(0, text.size() - 1), false, true,
       text.size() - 1},
      {"NotPackedAtAll", "<html>", "gzip", "<html>"},
      {"NoCoding", "<html>", "", "<html>"},
      {"Identity", "<html>", "identity", "<html>"},
  };
}

class Unpacks : public testing::TestWithParam<PackedCase> {};

TEST_P(Unpacks, WhatThereIs) {
  const PackedCase& row = GetParam();
  const auto got = Unpack(row.packed, row.coding, row.limit);
  ASSERT_TRUE(got.has_value()) << got.error().ToString();
  EXPECT_EQ(got->is_whole, row.is_whole);
  EXPECT_EQ(got->is_over_limit, row.is_over_limit);
  if (row.name == "TornInTheMiddle") {  // as much as zlib makes of it
    EXPECT_TRUE(Noise(100'000).starts_with(got->bytes));
    EXPECT_FALSE(got->bytes.empty());
  } else {
    EXPECT_EQ(got->bytes, row.want);
  }
}
INSTANTIATE_TEST_SUITE_P(Codings, Unpacks, testing::ValuesIn(Cases()),
                         [](const auto& row) { return row.param.name; });

TEST(Unpack, NamesWhatCannotBeUndone) {
  EXPECT_EQ(Unpack("x", "utf-8", kLimit).error().kind, ErrorKind::kUnsupported);
  EXPECT_EQ(Unpack("\x1f\x8b\x08 no gzip at all", "gzip", kLimit).error().kind,
            ErrorKind::kInvalidInput);
  EXPECT_EQ(Unpack("x", "gzip,gzip,gzip,gzip,gzip,gzip", kLimit).error().kind, ErrorKind::kLimit);
}

// The fast way is libdeflate's, the slow one zlib's: two members always go the slow way.
TEST(Unpack, BothWaysGiveTheSameBytes) {
  std::mt19937 random(11);
  for (int round = 0; round < 300; ++round) {
    std::string text;
    const std::size_t size = random() % 5000;
    while (text.size() < size) text += static_cast<char>(random() % (1 + random() % 256));
    const std::string packed = Gzip(text);
    const auto fast = Unpack(packed, "gzip", kLimit);
    const auto slow = Unpack(packed + Gzip("the end, which no other text has"), "gzip", kLimit);
    ASSERT_TRUE(fast.has_value() && slow.has_value());
    EXPECT_EQ(fast->bytes + "the end, which no other text has", slow->bytes);
    EXPECT_TRUE(fast->is_whole && slow->is_whole);
  }
}

TEST(Unpack, SurvivesRandomDamage) {
  const std::string packed = Gzip(Noise(20'000));
  std::mt19937 random(5);
  for (int round = 0; round < 2000; ++round) {
    std::string damaged = packed;
    for (int i = 0; i < 3; ++i) damaged[random() % damaged.size()] = static_cast<char>(random());
    const auto got = Unpack(damaged, "gzip", 50'000);
    EXPECT_TRUE(!got || got->bytes.size() <= 50'000u);
  }
}

}  // namespace
}  // namespace heshu::crawler
