// Registrations on their way: who sees them, what a coordinator decides, what members vouch for.
//
//   PENDING --Ask--> ASKED --Answer--> PENDING      (REVIEW where it was verified once)
//   any but VERIFIED --Verify--> VERIFIED --a vouch is withdrawn--> REVIEW
//   any but REFUSED --Refuse--> REFUSED;  any but VERIFIED --Ask--> ASKED
#ifndef TASHBIK_SERVICES_REVIEW_H_
#define TASHBIK_SERVICES_REVIEW_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/directory.h"
#include "services/viewer.h"
#include "tashbik/v1/registration.pb.h"

namespace tashbik::services {

// The registration called `name`, `registrations/-` being the viewer's latest. NOT_FOUND for one
// that is neither its own nor of a hub that it coordinates.
absl::StatusOr<EntryPointer> FindRegistration(const Snapshot& snapshot, const Viewer& viewer,
                                              absl::string_view name);

// Whether the viewer registers with it (its account, or one that speaks for its actor), or reviews.
bool Registers(const Viewer& viewer, const store::v1::Record& registration);
bool Reviews(const Viewer& viewer, const store::v1::Record& registration);

// As the viewer is shown it: who registers sees how many vouch, not who.
v1::Registration Shown(const Viewer& viewer, const store::v1::Record& registration);

// What a coordinator does, or who registers.
enum class ReviewStep : uint8_t { kVerify, kAsk, kRefuse, kAnswer };
inline constexpr int kMaxNotes = 100;

// Plans a step; `note` is needed but to verify. INVALID_ARGUMENT; NOT_FOUND; STATE_CONFLICT where
// the state does not take it, or the actor is gone.
absl::StatusOr<WritePlan> PlanStep(ReviewStep step, absl::string_view name, std::string note,
                                   const std::string& request_id, const Snapshot& snapshot,
                                   absl::Time now, const Viewer& viewer);

// Plans a vouch of the viewer's actor; the plan's result names the registration. PERMISSION_DENIED
// for members who are not verified; CODE_REFUSED; STATE_CONFLICT for oneself, or a second time.
absl::StatusOr<WritePlan> PlanVouch(const v1::VouchRequest& request, const Snapshot& snapshot,
                                    const Directory& directory, const Viewer& viewer);
// Plans that it no longer holds. NOT_FOUND where the viewer's actor does not vouch.
absl::StatusOr<WritePlan> PlanWithdrawal(const v1::WithdrawVouchRequest& request,
                                         const Snapshot& snapshot, absl::Time now,
                                         const Viewer& viewer);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_REVIEW_H_
