// Two directories that differ only in what a reader may not see answer it alike, to the byte, in
// every method that reads.
//
// TASHBIK_NONINTERFERENCE_PAIRS says how many pairs are compared, TASHBIK_NONINTERFERENCE_SEED
// where the seeds begin.
#include <cstdlib>

#include <gtest/gtest.h>

#include "absl/strings/numbers.h"
#include "tests/noninterference/comparison.h"
#include "tests/noninterference/questions.h"
#include "tests/noninterference/world.h"

namespace tashbik::testing {
namespace {

constexpr int kPairs = 40;  // about 20 s where the temporary folder is on a disk
constexpr size_t kMostReports = 5;

int NumberIn(const char* variable, int otherwise) {
  const char* text = std::getenv(variable);
  int number = 0;
  return text != nullptr && absl::SimpleAtoi(text, &number) ? number : otherwise;
}

TEST(NonInterference, EveryReadMethodIsAsked) {
  const auto methods = ReadMethods();
  ASSERT_TRUE(methods.ok()) << methods.status();
  EXPECT_GT(methods->size(), 30u);
  EXPECT_LE(methods->size(), static_cast<size_t>(kQuestions));
  const World world = MakeWorld(1);
  Dice dice(1);
  Questions questions(world, dice);
  for (const auto* method : *methods) {
    if (method->name() == "WatchChanges") continue;      // Pair::CompareWatches
    const bool asked = method->name() == "ReadNetwork";  // FixedServer::ReadNetwork
    EXPECT_FALSE((method->server_streaming() && !asked) || method->client_streaming())
        << "nobody asks " << method->full_name();
    for (int i = 0; i < 20; ++i) {
      const auto request = questions.About(*method);
      EXPECT_TRUE(request.ok()) << request.status();
    }
  }
}

TEST(NonInterference, AnswersDependOnNothingHidden) {
  const int pairs = NumberIn("TASHBIK_NONINTERFERENCE_PAIRS", kPairs);
  const int first_seed = NumberIn("TASHBIK_NONINTERFERENCE_SEED", 1);
  const auto found = ComparePairs(first_seed, pairs, kMostReports);
  ASSERT_TRUE(found.ok()) << found.status();
  RecordProperty("pairs", found->pairs);
  RecordProperty("questions", found->questions);
  for (const std::string& difference : found->differences) ADD_FAILURE() << difference;
  // The pairs are no copies: to those who made them they differ.
  if (!found->differences.empty()) return;
  EXPECT_GT(found->differing, found->pairs * 3 / 4);
}

}  // namespace
}  // namespace tashbik::testing
