// Maps errors to exit codes.
#include "clients/cli/exit_code.h"

#include "absl/strings/cord.h"
#include "clients/cpp/errors.h"

namespace tashbik::cli {
namespace {

constexpr char kUsagePayload[] = "tashbik.cli/usage";

}  // namespace

absl::Status UsageError(absl::string_view message) {
  absl::Status status = absl::InvalidArgumentError(message);
  status.SetPayload(kUsagePayload, absl::Cord("1"));
  return status;
}

ExitCode ExitCodeOf(const absl::Status& status) {
  if (status.GetPayload(kUsagePayload)) return ExitCode::kUsage;
  switch (status.code()) {
    case absl::StatusCode::kOk:
      return ExitCode::kOk;
    case absl::StatusCode::kNotFound:
      return ExitCode::kNotFound;
    case absl::StatusCode::kUnauthenticated:
    case absl::StatusCode::kPermissionDenied:
      return ExitCode::kSignIn;
    case absl::StatusCode::kAborted:
    case absl::StatusCode::kAlreadyExists:
    case absl::StatusCode::kFailedPrecondition:
      return ExitCode::kConflict;
    case absl::StatusCode::kUnavailable:
      return ExitCode::kUnavailable;
    case absl::StatusCode::kDeadlineExceeded:
      return ExitCode::kDeadline;
    case absl::StatusCode::kInvalidArgument:
      // A filter is typed on the command line and nowhere else.
      return client::DetailsOf(status).reason == "FILTER_INVALID" ? ExitCode::kUsage
                                                                  : ExitCode::kError;
    case absl::StatusCode::kResourceExhausted:
      return client::DetailsOf(status).reason == "BUDGET_EXHAUSTED" ? ExitCode::kBudget
                                                                    : ExitCode::kError;
    default:
      return ExitCode::kError;
  }
}

}  // namespace tashbik::cli
