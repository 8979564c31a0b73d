// Tests the form in which typed words are compared.
#include "clients/cpp/fold.h"

#include "gtest/gtest.h"

namespace tashbik::client {
namespace {

TEST(Fold, SpellingsOfOneWordAreEqual) {
  EXPECT_EQ(FoldWords("  Côte d’Ivoire "), "cote d ivoire");
  EXPECT_EQ(FoldWords("base_country"), "base country");
  EXPECT_EQ(FoldWords("الإمارات"), FoldWords("الامارات"));
  EXPECT_EQ(FoldWords("سورية"), FoldWords("سوريه"));
  EXPECT_EQ(FoldWords("لُبْنان"), FoldWords("لبنان"));
  EXPECT_EQ(FoldWords("٢٠٢٤"), "2024");
  EXPECT_EQ(FoldWords("Türkiye"), "turkiye");
}

TEST(Fold, InvalidBytesDoNotStopIt) {
  EXPECT_EQ(FoldWords("a\xFF b"), "a b");
  EXPECT_EQ(FoldWords(""), "");
  EXPECT_EQ(FoldWords("--"), "");
}

TEST(Fold, DistanceCountsLetters) {
  EXPECT_EQ(EditDistance("lebanon", "lebnon"), 1);
  EXPECT_EQ(EditDistance("لبنان", "لبنن"), 1);
  EXPECT_EQ(EditDistance("", "abc"), 3);
  EXPECT_EQ(EditDistance("same", "same"), 0);
}

TEST(Fold, ArabicIsSeenByItsLetters) {
  EXPECT_TRUE(HasArabic("GCHR مركز"));
  EXPECT_FALSE(HasArabic("Centre, 123"));
  EXPECT_FALSE(HasArabic("؟ ، ؛"));
}

}  // namespace
}  // namespace tashbik::client
