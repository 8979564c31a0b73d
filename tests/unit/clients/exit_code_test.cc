// Tests the exit codes that scripts rely on.
#include "clients/cli/exit_code.h"

#include "clients/cpp/errors.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "gtest/gtest.h"

namespace tashbik::cli {
namespace {

TEST(ExitCode, EachErrorHasItsCode) {
  EXPECT_EQ(static_cast<int>(ExitCodeOf(absl::OkStatus())), 0);
  EXPECT_EQ(static_cast<int>(ExitCodeOf(absl::InternalError(""))), 1);
  EXPECT_EQ(static_cast<int>(ExitCodeOf(absl::InvalidArgumentError(""))), 1);
  EXPECT_EQ(static_cast<int>(ExitCodeOf(UsageError("what"))), 2);
  EXPECT_EQ(static_cast<int>(ExitCodeOf(absl::NotFoundError(""))), 3);
  EXPECT_EQ(static_cast<int>(ExitCodeOf(absl::UnauthenticatedError(""))), 4);
  EXPECT_EQ(static_cast<int>(ExitCodeOf(absl::PermissionDeniedError(""))), 4);
  EXPECT_EQ(static_cast<int>(ExitCodeOf(absl::AbortedError(""))), 5);
  EXPECT_EQ(static_cast<int>(ExitCodeOf(absl::AlreadyExistsError(""))), 5);
  EXPECT_EQ(static_cast<int>(ExitCodeOf(absl::UnavailableError(""))), 6);
  EXPECT_EQ(static_cast<int>(ExitCodeOf(absl::DeadlineExceededError(""))), 7);
}

TEST(ExitCode, AFilterThatCannotBeReadIsUsage) {
  google::rpc::ErrorInfo info;
  info.set_reason("FILTER_INVALID");
  google::rpc::Status status;
  status.add_details()->PackFrom(info);
  EXPECT_EQ(ExitCodeOf(client::MakeStatus(3, "filter", status.SerializeAsString())),
            ExitCode::kUsage);
}

TEST(ExitCode, ABudgetThatIsUsedUpIsTold) {
  EXPECT_EQ(static_cast<int>(ExitCodeOf(absl::ResourceExhaustedError("disk"))), 1);
  google::rpc::ErrorInfo info;
  info.set_reason("BUDGET_EXHAUSTED");
  google::rpc::Status status;
  status.add_details()->PackFrom(info);
  EXPECT_EQ(
      static_cast<int>(ExitCodeOf(client::MakeStatus(8, "budget", status.SerializeAsString()))), 9);
}

}  // namespace
}  // namespace tashbik::cli
