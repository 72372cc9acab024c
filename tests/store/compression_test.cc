#include "store/compression.h"

#include <gtest/gtest.h>

#include <random>

namespace heshu::store {
namespace {

std::string RandomBytes(std::size_t count) {
  std::mt19937 random(7);
  std::string bytes(count, '\0');
  for (auto& byte : bytes) byte = static_cast<char>(random() % 256);
  return bytes;
}

TEST(Compression, ReturnsTheSameBytes) {
  for (const auto& bytes :
       {std::string(), std::string(1, '\0'), std::string(1'000'000, 'a'), RandomBytes(100'000)}) {
    const auto frame = Compress(bytes);
    ASSERT_TRUE(frame.has_value());
    EXPECT_EQ(Decompress(*frame, bytes.size()), bytes);
  }
}

TEST(Compression, NoticesEveryDamagedByte) {
  const std::string bytes = "豆包每分鐘調用633億" + RandomBytes(64);
  const std::string frame = *Compress(bytes);
  for (std::size_t i = 0; i < frame.size(); ++i) {
    std::string damaged = frame;
    damaged[i] = static_cast<char>(damaged[i] ^ 0x10);
    const auto read = Decompress(damaged, bytes.size());
    EXPECT_TRUE(!read || *read == bytes) << "byte " << i;
    EXPECT_FALSE(Decompress(frame.substr(0, i), bytes.size()).has_value()) << "cut at " << i;
  }
}

TEST(Compression, NeverUnpacksMoreThanItWasTold) {
  const std::string bomb = *Compress(std::string(50'000'000, '\0'));
  const auto read = Decompress(bomb, 100);
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().kind, ErrorKind::kDatabase);
  EXPECT_FALSE(Decompress(bomb, std::size_t{1} << 62).has_value());
}

}  // namespace
}  // namespace heshu::store
