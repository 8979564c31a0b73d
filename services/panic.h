// Paper codes that hide an actor's record, without a token, and can do nothing else.
#ifndef TASHBIK_SERVICES_PANIC_H_
#define TASHBIK_SERVICES_PANIC_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/directory.h"
#include "services/viewer.h"
#include "tashbik/v1/registration.pb.h"

namespace tashbik::services {

// Makes the record that the code hides PRIVATE. OK also for a code that hides nothing: then a
// record that nobody reads is written, so that a stopwatch tells as little as the answer.
// FIELD_REQUIRED for none at all; errors of the disk.
absl::Status UsePanicCode(Directory& directory, absl::string_view typed, absl::Time deadline);

// Plans a new code for the viewer's actor, shown in `code`; the one before ends.
absl::StatusOr<WritePlan> PlanPanicCode(const v1::CreatePanicCodeRequest& request,
                                        const Snapshot& snapshot, const Directory& directory,
                                        const Viewer& viewer, std::string& code);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_PANIC_H_
