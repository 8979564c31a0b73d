// How a group gets in: registering itself, or claiming what others entered about it. Account,
// token, registration, panic code and the actor's record are one plan: all of it is there, or
// nothing.
#ifndef TASHBIK_SERVICES_ADMISSIONS_H_
#define TASHBIK_SERVICES_ADMISSIONS_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/directory.h"
#include "services/viewer.h"
#include "tashbik/v1/registration.pb.h"

namespace tashbik::services {

// Groups that may wait for a hub without an invitation: a flood stops here, and invitations go on.
inline constexpr int kMaxWaiting = 1000;

// Plans the registration of a new actor and writes what its people are shown to `answer`. All
// faults of the request at once, as in Create; CODE_REFUSED; BUDGET_EXHAUSTED when the hub's queue
// is full.
absl::StatusOr<WritePlan> PlanRegistration(const v1::RegisterRequest& request,
                                           const Snapshot& snapshot, const Directory& directory,
                                           const Viewer& viewer, v1::RegisterResponse& answer);

// Plans that its people take over an UNCLAIMED actor. CODE_REFUSED also where it is claimed,
// deleted or gone by now.
absl::StatusOr<WritePlan> PlanClaim(const v1::ClaimActorRequest& request, const Snapshot& snapshot,
                                    const Directory& directory, v1::RegisterResponse& answer);

// Takes out of `answer` what a call that wrote nothing made up: names and secrets.
void ForgetUnwritten(v1::RegisterResponse& answer);

// Plans that the actor is a verified member of the hub (an id) from now on: its state, its
// confirmation and its membership. `actor` is its record as it is to be, `old` what is stored, or
// null when the plan makes it.
void PlanVerified(const Snapshot& snapshot, absl::Time now, const Entry* old,
                  store::v1::Record actor, const std::string& hub, WritePlan& plan);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_ADMISSIONS_H_
