// Introductions as a state machine: actors that do anything at any time, over the real directory
// with restarts and kills in between, against a model that was written from the contract.
//
// The model of what an asker is shown is not given what the other side does in silence. So one byte
// that depends on it fails the test.
#ifndef TASHBIK_TESTS_UNIT_SERVICES_INTRODUCTION_FUZZ_H_
#define TASHBIK_TESTS_UNIT_SERVICES_INTRODUCTION_FUZZ_H_

#include <cstdint>

#include "absl/functional/function_ref.h"

namespace tashbik::services {

// How often what happened.
struct FuzzedIntroductions {
  int made = 0;
  int accepted = 0;
  int revoked = 0;
  int silent = 0;     // refused without a word
  int held_back = 0;  // not delivered at once
  int blocked = 0;    // one actor kept out another
  int coalitions = 0;
  int restarts = 0;
};

// Takes `steps` steps drawn from `seed`, fewer once `stop` says so. What differs from the model is
// a failure of the test that calls it. Under half a millisecond a step in memory.
FuzzedIntroductions FuzzIntroductions(uint64_t seed, int steps, absl::FunctionRef<bool()> stop);

}  // namespace tashbik::services

#endif  // TASHBIK_TESTS_UNIT_SERVICES_INTRODUCTION_FUZZ_H_
