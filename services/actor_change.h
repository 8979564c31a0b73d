// Changes of an actor's record that are not made field by field by a caller: registering,
// verifying, claiming, hiding, confirming.
#ifndef TASHBIK_SERVICES_ACTOR_CHANGE_H_
#define TASHBIK_SERVICES_ACTOR_CHANGE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/directory.h"
#include "services/viewer.h"
#include "tashbik/store/v1/record.pb.h"

namespace tashbik::services {

v1::ActorState StateOf(const store::v1::Record& actor);
void SetState(store::v1::Record& actor, v1::ActorState state);
v1::Visibility& VisibilityOf(store::v1::Record& actor);
absl::string_view ExpireDateOf(const store::v1::Record& actor);

// Says that the profile holds from `now` on for a year: its confirm_date and expire_date. A leap
// day's year ends on 1 March.
void Confirm(store::v1::Record& actor, absl::Time now);
// The UTC day of a moment, `YYYY-MM-DD`.
std::string DateOf(absl::Time time);

// The write of any kind of the feed that puts `changed` in place of `old`, with times and access.
PlannedWrite ActorChange(const Snapshot& snapshot, absl::Time now, const Entry& old,
                         store::v1::Record changed);

// The live actor called `name` that the viewer may change. `path` is the request's field.
// FIELD_REQUIRED, FIELD_INVALID; NOT_FOUND where it is hidden; PERMISSION_DENIED where it is seen.
absl::StatusOr<EntryPointer> ActorToChange(const Snapshot& snapshot, const Viewer& viewer,
                                           absl::string_view name, absl::string_view path);

// The actor's record by its resource name, deleted or not; NOT_FOUND, or an error of the disk.
absl::StatusOr<EntryPointer> ReadActor(const Snapshot& snapshot, absl::string_view name);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_ACTOR_CHANGE_H_
