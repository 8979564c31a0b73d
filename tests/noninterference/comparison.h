// Compares pairs of directories that differ only in what a reader may not see.
#ifndef TASHBIK_TESTS_NONINTERFERENCE_COMPARISON_H_
#define TASHBIK_TESTS_NONINTERFERENCE_COMPARISON_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace tashbik::testing {

// Questions of one pair; more than there are methods.
inline constexpr int kQuestions = 100;

struct Comparison {
  int pairs = 0;
  int questions = 0;
  int differing = 0;  // pairs that somebody else is answered differently: no copies
  std::vector<std::string> differences;
};

// Compares `pairs` pairs, their worlds drawn from `first_seed` on, each before the reader that may
// not know; stops after a pair with which `most_differences` are reached. About half a second each.
// An error when a directory cannot be written or nobody knows how to ask a method.
absl::StatusOr<Comparison> ComparePairs(int first_seed, int pairs, size_t most_differences);

}  // namespace tashbik::testing

#endif  // TASHBIK_TESTS_NONINTERFERENCE_COMPARISON_H_
