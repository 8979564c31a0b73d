// Random steps of introductions against their model.
//
// TASHBIK_FUZZ_STEPS sets how many steps are taken, TASHBIK_FUZZ_SEED where they begin.
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include <gtest/gtest.h>

#include "tests/unit/services/introduction_fuzz.h"

namespace tashbik::services {
namespace {

int64_t FromEnvironment(const char* name, int64_t standard) {
  const char* text = std::getenv(name);
  return text == nullptr ? standard : std::atoll(text);
}

TEST(IntroductionFuzz, WhatTheModelSaysWhateverAnybodyDoes) {
  const auto steps = static_cast<int>(FromEnvironment("TASHBIK_FUZZ_STEPS", 4000));
  const FuzzedIntroductions seen =
      FuzzIntroductions(static_cast<uint64_t>(FromEnvironment("TASHBIK_FUZZ_SEED", 1)), steps,
                        [] { return ::testing::Test::HasFailure(); });
  // Everything happened, or the test shows little.
  EXPECT_GT(seen.accepted, steps / 500);
  EXPECT_GT(seen.revoked, steps / 1000);
  EXPECT_GT(seen.silent, steps / 200);
  EXPECT_GT(seen.held_back, steps / 500);
  EXPECT_GT(seen.blocked, steps / 200);
  EXPECT_GT(seen.coalitions, 0);
  EXPECT_GE(seen.restarts, steps / 1000);
  std::printf(
      "%d steps: %d introductions, %d accepted, %d revoked, %d silent refusals, %d held back, "
      "%d blocks, %d coalitions, %d restarts\n",
      steps, seen.made, seen.accepted, seen.revoked, seen.silent, seen.held_back, seen.blocked,
      seen.coalitions, seen.restarts);
}

}  // namespace
}  // namespace tashbik::services
