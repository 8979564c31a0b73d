// Spelling distance against a full table, and words written together.
#include "graph/text/distance.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace tashbik::graph::text {
namespace {

// Optimal string alignment over the whole table: the oracle.
int FullDistance(const std::u32string& a, const std::u32string& b) {
  std::vector<std::vector<int>> d(a.size() + 1, std::vector<int>(b.size() + 1));
  for (size_t i = 0; i <= a.size(); ++i) {
    for (size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        d[i][j] = static_cast<int>(i + j);
        continue;
      }
      d[i][j] = std::min(
          {d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
      }
    }
  }
  return d[a.size()][b.size()];
}

TEST(EditDistance, EqualsTheFullTableUpToTheBound) {
  std::mt19937 random(5);
  const auto word = [&] {
    std::u32string letters(random() % 9, U'a');
    for (char32_t& letter : letters) letter = U"abم"[random() % 3];
    return letters;
  };
  for (int round = 0; round < 20000; ++round) {
    const std::u32string a = word();
    const std::u32string b = word();
    for (int max_edits = 0; max_edits <= 3; ++max_edits) {
      ASSERT_EQ(EditDistance(a, b, max_edits), std::min(FullDistance(a, b), max_edits + 1));
    }
  }
}

TEST(NearlyEqual, ForgivesByLength) {
  EXPECT_TRUE(NearlyEqual("rihgts", "rights"));
  EXPECT_TRUE(NearlyEqual("observatry", "observatory"));
  EXPECT_TRUE(NearlyEqual("obsrevatry", "observatory"));
  EXPECT_TRUE(NearlyEqual("الخلبج", "الخليج"));
  EXPECT_TRUE(NearlyEqual("gulf", "golf"));
  EXPECT_FALSE(NearlyEqual("dom", "dom1"));
  EXPECT_FALSE(NearlyEqual("iraq", "iran1"));
  EXPECT_FALSE(NearlyEqual("bahrain", "bharian"));
  EXPECT_TRUE(NearlyEqual("", ""));
}

TEST(AllowedEdits, GrowsWithTheWord) {
  EXPECT_EQ(AllowedEdits(3), 0);
  EXPECT_EQ(AllowedEdits(4), 1);
  EXPECT_EQ(AllowedEdits(7), 1);
  EXPECT_EQ(AllowedEdits(8), 2);
}

TEST(JoinsTo, WordsWrittenTogether) {
  EXPECT_TRUE(JoinsTo(std::vector<std::string>{"bir", "zeit"}, "birzeit"));
  EXPECT_TRUE(JoinsTo(std::vector<std::string>{"عبد", "الله"}, "عبدالله"));
  EXPECT_FALSE(JoinsTo(std::vector<std::string>{"birzeit"}, "birzeit"));
  EXPECT_FALSE(JoinsTo(std::vector<std::string>{"bir", "zeit", "x"}, "birzeit"));
  EXPECT_FALSE(JoinsTo(std::vector<std::string>{}, ""));
}

TEST(JoinedPrefix, CountsTheWordsUsed) {
  const std::vector<std::string> words = {"bir", "zeit", "university"};
  EXPECT_EQ(JoinedPrefix(words, "birzeit"), 2u);
  EXPECT_EQ(JoinedPrefix(words, "bir"), 1u);
  EXPECT_EQ(JoinedPrefix(words, "birze"), 0u);
  EXPECT_EQ(JoinedPrefix(words, "zeit"), 0u);
}

TEST(CodePoints, BadBytesAreReplaced) { EXPECT_EQ(CodePoints("a\xFFم"), U"a\uFFFDم"); }

}  // namespace
}  // namespace tashbik::graph::text
