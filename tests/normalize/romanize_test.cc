#include "normalize/romanize.h"

#include <gtest/gtest.h>

namespace heshu::normalize {
namespace {

TEST(Romanized, ReadsNamesAsEnglishReportsDo) {
  EXPECT_EQ(Romanized("澄光"), "chengguang");
  EXPECT_EQ(Romanized("长安"), "changan");
  EXPECT_EQ(Romanized(""), "");
  EXPECT_EQ(Romanized("澄A光"), "");
}

}  // namespace
}  // namespace heshu::normalize
