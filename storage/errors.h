// The errors of the storage layer: a stable reason and values on each absl::Status, so that the
// services can turn them into ErrorInfo without reading messages.
#ifndef TASHBIK_STORAGE_ERRORS_H_
#define TASHBIK_STORAGE_ERRORS_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace tashbik::storage {

// Reasons. Part of the interface: never renamed. Those of a running store are the names of
// tashbik.v1.ErrorReason without its prefix, so that services can pass them on.
inline constexpr char kReasonNotFound[] = "NOT_FOUND";                     // NOT_FOUND
inline constexpr char kReasonExists[] = "ALREADY_EXISTS";                  // ALREADY_EXISTS
inline constexpr char kReasonVersion[] = "ETAG_MISMATCH";                  // ABORTED
inline constexpr char kReasonRequestReused[] = "REQUEST_ID_REUSED";        // INVALID_ARGUMENT
inline constexpr char kReasonLimit[] = "LIMIT_EXCEEDED";                   // INVALID_ARGUMENT
inline constexpr char kReasonFeedTrimmed[] = "TOKEN_EXPIRED";              // OUT_OF_RANGE
inline constexpr char kReasonDiskFull[] = "STORAGE_FULL";                  // RESOURCE_EXHAUSTED
inline constexpr char kReasonStoreFailed[] = "STORAGE_UNAVAILABLE";        // UNAVAILABLE
inline constexpr char kReasonClosed[] = "UNAVAILABLE";                     // UNAVAILABLE
inline constexpr char kReasonDeadline[] = "DEADLINE_EXCEEDED";             // DEADLINE_EXCEEDED
inline constexpr char kReasonStopped[] = "CANCELLED";                      // CANCELLED
inline constexpr char kReasonInternal[] = "INTERNAL";                      // INTERNAL
inline constexpr char kReasonLost[] = "STORE_DATA_LOST";                   // DATA_LOSS
inline constexpr char kReasonFormat[] = "STORE_FORMAT_TOO_NEW";            // FAILED_PRECONDITION
inline constexpr char kReasonLocked[] = "STORE_LOCKED";                    // FAILED_PRECONDITION
inline constexpr char kReasonFolder[] = "STORE_FOLDER";                    // FAILED_PRECONDITION
inline constexpr char kReasonNotEmpty[] = "RESTORE_FOLDER_NOT_EMPTY";      // FAILED_PRECONDITION
inline constexpr char kReasonBackupMissing[] = "BACKUP_NOT_FOUND";         // NOT_FOUND
inline constexpr char kReasonBackupForeign[] = "BACKUP_OF_ANOTHER_STORE";  // FAILED_PRECONDITION

using ErrorValues = std::vector<std::pair<std::string, std::string>>;

// A status that carries `reason` and `values`. Neither the message nor the values may hold record
// contents. `code` must not be kOk.
absl::Status MakeError(absl::StatusCode code, absl::string_view reason, absl::string_view message,
                       const ErrorValues& values = {});

// The reason given to MakeError, or "" when there is none.
std::string ReasonOf(const absl::Status& status);

// The values given to MakeError, in order.
ErrorValues ValuesOf(const absl::Status& status);

}  // namespace tashbik::storage

#endif  // TASHBIK_STORAGE_ERRORS_H_
