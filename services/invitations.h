// Codes that let one group in: made by coordinators, good once, for a week at most.
#ifndef TASHBIK_SERVICES_INVITATIONS_H_
#define TASHBIK_SERVICES_INVITATIONS_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/directory.h"
#include "services/viewer.h"
#include "tashbik/v1/registration.pb.h"

namespace tashbik::services {

inline constexpr absl::Duration kMaxInvitationTtl = absl::Hours(24 * 7);

// Plans an invitation, and writes it and its code to `answer`. INVALID_ARGUMENT names every field
// at fault; PERMISSION_DENIED for a hub that the viewer sees and does not coordinate.
absl::StatusOr<WritePlan> PlanInvitation(const v1::CreateInvitationRequest& request,
                                         const Snapshot& snapshot, const Directory& directory,
                                         const Viewer& viewer,
                                         v1::CreateInvitationResponse& answer);

// Plans its end. NOT_FOUND for one of another hub; STATE_CONFLICT once it was used.
absl::StatusOr<WritePlan> PlanRevocation(const v1::RevokeInvitationRequest& request,
                                         const Snapshot& snapshot, absl::Time now,
                                         const Viewer& viewer);

// The invitation that `typed` opens at `now`. CODE_REFUSED (field `invitation_code`) for one that
// is mistyped, unknown, used, revoked, ended, or of a hub that is gone.
absl::StatusOr<EntryPointer> OpenInvitation(const Snapshot& snapshot, const Keys& keys,
                                            absl::string_view typed, absl::Time now);

// Plans that it is used: of two at once, one is prepared again and refused.
void PlanUse(const Entry& invitation, absl::Time now, WritePlan& plan);

// Whether the viewer coordinates the hub of this invitation.
bool IsOfViewer(const Viewer& viewer, const store::v1::Record& invitation);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_INVITATIONS_H_
