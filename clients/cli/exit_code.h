// The exit codes that scripts rely on, and which error means which.
#ifndef TASHBIK_CLIENTS_CLI_EXIT_CODE_H_
#define TASHBIK_CLIENTS_CLI_EXIT_CODE_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace tashbik::cli {

enum class ExitCode : int {
  kOk = 0,
  kError = 1,           // anything not named below
  kUsage = 2,           // the command line cannot be understood
  kNotFound = 3,        // what was named is not there, or may be several
  kSignIn = 4,          // no token, a refused one, or one that does not allow it
  kConflict = 5,        // somebody else came first, or it is already there
  kUnavailable = 6,     // no server, or one that is stopping
  kDeadline = 7,        // no answer within --timeout
  kPartlyImported = 8,  // some rows were refused, the others are in
  kBudget = 9,          // what may be read in a day is used up; whole again at midnight UTC
};

// What a command ends with: a code, or an error that decides it.
using Outcome = absl::StatusOr<ExitCode>;

// An error of the command line itself: exit code 2.
absl::Status UsageError(absl::string_view message);

ExitCode ExitCodeOf(const absl::Status& status);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_EXIT_CODE_H_
