// One server with the shipped sample for all tests of a program.
#ifndef TASHBIK_TESTS_E2E_SHARED_SAMPLE_H_
#define TASHBIK_TESTS_E2E_SHARED_SAMPLE_H_

#include "tests/e2e/sample.h"

namespace tashbik::testing {

// Started by the first test that asks, stopped after the last. Tests must not change it.
const SampleServer& Sample();

}  // namespace tashbik::testing

#endif  // TASHBIK_TESTS_E2E_SHARED_SAMPLE_H_
