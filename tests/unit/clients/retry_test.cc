// Tests when and how long a client waits.
#include "clients/cpp/retry.h"

#include "clients/cpp/errors.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "gtest/gtest.h"

namespace tashbik::client {
namespace {

TEST(Retry, OnlyWhatPassesByItself) {
  EXPECT_TRUE(IsPassing(absl::UnavailableError("")));
  EXPECT_FALSE(IsPassing(absl::DeadlineExceededError("")));
  EXPECT_FALSE(IsPassing(absl::InternalError("")));
  EXPECT_FALSE(IsPassing(absl::ResourceExhaustedError("")));
  google::rpc::RetryInfo retry;
  retry.mutable_retry_delay()->set_seconds(1);
  google::rpc::Status proto;
  proto.add_details()->PackFrom(retry);
  EXPECT_TRUE(IsPassing(MakeStatus(8, "busy", proto.SerializeAsString())));
  google::rpc::ErrorInfo info;
  info.set_reason("BUDGET_EXHAUSTED");
  proto.add_details()->PackFrom(info);
  EXPECT_FALSE(IsPassing(MakeStatus(8, "used up", proto.SerializeAsString())));
}

TEST(Retry, WaitsGrowUpToABoundAndJitterOnlyShortens) {
  RetryPolicy policy;
  policy.initial_wait = absl::Milliseconds(100);
  policy.longest_wait = absl::Milliseconds(350);
  EXPECT_EQ(WaitBeforeRetry(policy, 1, 0.0, std::nullopt), absl::Milliseconds(100));
  EXPECT_EQ(WaitBeforeRetry(policy, 2, 0.0, std::nullopt), absl::Milliseconds(200));
  EXPECT_EQ(WaitBeforeRetry(policy, 3, 0.0, std::nullopt), absl::Milliseconds(350));
  EXPECT_EQ(WaitBeforeRetry(policy, 9, 0.5, std::nullopt), absl::Milliseconds(262.5));
}

TEST(Retry, TheServersWishIsNotUndercut) {
  const RetryPolicy policy;
  EXPECT_EQ(WaitBeforeRetry(policy, 1, 0.9, absl::Seconds(7)), absl::Seconds(7));
}

}  // namespace
}  // namespace tashbik::client
