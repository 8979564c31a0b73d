// Removes the protections of introductions one at a time: the model must see each.
#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

#include "graph/protections.h"
#include "tests/unit/services/introduction_fuzz.h"

namespace tashbik::graph {

Protection removed_protection = Protection::kNone;

}  // namespace tashbik::graph

namespace tashbik::services {
namespace {

using graph::Protection;

constexpr int kSteps = 2000;

// How many of the answers to random steps differ from the model; it stops at the first step that
// has such.
int Differing() {
  ::testing::TestPartResultArray differing;
  ::testing::ScopedFakeTestPartResultReporter reporter(
      ::testing::ScopedFakeTestPartResultReporter::INTERCEPT_ONLY_CURRENT_THREAD, &differing);
  FuzzIntroductions(1, kSteps, [&] { return differing.size() > 0; });
  return differing.size();
}

class IntroductionRemovalTest : public ::testing::TestWithParam<int> {
 protected:
  ~IntroductionRemovalTest() override { graph::removed_protection = Protection::kNone; }
};

TEST_P(IntroductionRemovalTest, IsSeen) {
  graph::removed_protection = static_cast<Protection>(GetParam());
  EXPECT_GT(Differing(), 0) << "protection " << GetParam() << " of graph/protections.h is removed";
}

INSTANTIATE_TEST_SUITE_P(EachProtection, IntroductionRemovalTest,
                         ::testing::Range(static_cast<int>(graph::kFirstOfIntroductions),
                                          static_cast<int>(Protection::kEnd)));

TEST(IntroductionRemovalTest, NothingIsSeenWithoutRemoval) { EXPECT_EQ(Differing(), 0); }

}  // namespace
}  // namespace tashbik::services
