// Removes the protections of the server one at a time: the comparison of pairs must see each.
#include <gtest/gtest.h>

#include "graph/protections.h"
#include "tests/noninterference/comparison.h"

namespace tashbik::graph {

Protection removed_protection = Protection::kNone;

}  // namespace tashbik::graph

namespace tashbik::testing {
namespace {

using graph::Protection;

constexpr int kMostPairs = 120;

class RemovalTest : public ::testing::TestWithParam<int> {
 protected:
  ~RemovalTest() override { graph::removed_protection = Protection::kNone; }
};

TEST_P(RemovalTest, IsSeen) {
  graph::removed_protection = static_cast<Protection>(GetParam());
  const auto found = ComparePairs(1, kMostPairs, 1);
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_FALSE(found->differences.empty())
      << "protection " << GetParam() << " of graph/protections.h is removed, and " << found->pairs
      << " pairs are answered alike";
  RecordProperty("pairs", found->pairs);
}

INSTANTIATE_TEST_SUITE_P(EachProtection, RemovalTest,
                         ::testing::Range(static_cast<int>(Protection::kNone) + 1,
                                          static_cast<int>(graph::kFirstOfIntroductions)));

// With all of them in place the same pairs are answered alike.
TEST(RemovalTest, NothingIsSeenWithoutRemoval) {
  const auto found = ComparePairs(1, 20, 1);
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_TRUE(found->differences.empty()) << found->differences.front();
}

}  // namespace
}  // namespace tashbik::testing
