// Ids and names that stored databases and other programs rely on.
#include <gtest/gtest.h>

#include "core/article.h"
#include "core/claim.h"
#include "core/fact.h"
#include "core/hash.h"

namespace heshu {
namespace {

TEST(Ids, AreTheSameInEveryRelease) {
  EXPECT_EQ(HexId(StableHash("")), "efd01f60ba992926");
  EXPECT_EQ(ClaimId("d_1", {1, 2}), "c_e43cd78c8e8362b7");
  EXPECT_EQ(HexId(0x0123456789abcdefULL), "0123456789abcdef");
  EXPECT_EQ(ClaimId("d_1", {1, 2}).substr(0, 2), "c_");
}

TEST(Ids, TellDocumentsSpansAndOrdinalsApart) {
  EXPECT_NE(ClaimId("d_1", {1, 2}), ClaimId("d_2", {1, 2}));
  EXPECT_NE(ClaimId("d_1", {1, 2}), ClaimId("d_1", {1, 3}));
  EXPECT_NE(ClaimId("d_1", {1, 2}), ClaimId("d_1", {1, 2}, 1));
  Document a, b;
  a.bytes = b.bytes = "x";
  b.url = "y";
  EXPECT_NE(DocumentId(a), DocumentId(b));
}

TEST(Names, RoundTrip) {
  for (int i = 0; i < 8; ++i) {
    EXPECT_EQ(BoundFromName(BoundName(static_cast<Bound>(i))), static_cast<Bound>(i));
  }
  for (int i = 0; i < 6; ++i) {
    EXPECT_EQ(ModalityFromName(ModalityName(static_cast<Modality>(i))), static_cast<Modality>(i));
  }
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(HowFromName(HowName(static_cast<How>(i))), static_cast<How>(i));
    EXPECT_EQ(VerdictFromName(VerdictName(static_cast<Verdict>(i))), static_cast<Verdict>(i));
  }
  EXPECT_FALSE(BoundFromName("fuzzy").has_value());
}

}  // namespace
}  // namespace heshu
