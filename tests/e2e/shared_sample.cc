// Keeps the server until the end of the test program.
#include "tests/e2e/shared_sample.h"

#include <gtest/gtest.h>

#include <memory>

namespace tashbik::testing {
namespace {

std::unique_ptr<SampleServer> shared;

class StopAtEnd : public ::testing::Environment {
  void TearDown() override { shared.reset(); }
};

const auto* const kStopAtEnd = ::testing::AddGlobalTestEnvironment(new StopAtEnd);

}  // namespace

const SampleServer& Sample() {
  if (shared == nullptr) shared = std::make_unique<SampleServer>(ShippedSample());
  return *shared;
}

}  // namespace tashbik::testing
