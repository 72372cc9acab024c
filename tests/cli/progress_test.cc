#include "cli/progress.h"

#include <gtest/gtest.h>

#include "cli/display_width.h"

namespace heshu::cli {
namespace {

TEST(ProgressLine, ShowsHowFarAndHowLong) {
  EXPECT_EQ(ProgressLine("ingest", 10, 40, 5, "a.html", 100),
            "ingest [======>                 ] 10/40 0:15 left  a.html");
  EXPECT_EQ(ProgressLine("ingest", 40, 40, 5, "", 100), "ingest [========================] 40/40");
  EXPECT_EQ(ProgressLine("ingest", 7, 0, 61, "x", 100), "ingest 7 in 1:01  x");
}

TEST(ProgressLine, NeverWrapsTheTerminal) {
  for (std::size_t columns = 2; columns < 80; ++columns) {
    const std::string line = ProgressLine("ingest", 3, 9, 1, "新聞/很長的檔案名稱.html", columns);
    EXPECT_LT(DisplayWidth(line), columns);
  }
}

}  // namespace
}  // namespace heshu::cli
