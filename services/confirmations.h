// What the owner of a profile sees to: consent, confirming that it still holds, reminders.
#ifndef TASHBIK_SERVICES_CONFIRMATIONS_H_
#define TASHBIK_SERVICES_CONFIRMATIONS_H_

#include <cstddef>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/call_context.h"
#include "services/directory.h"
#include "services/places.h"
#include "tashbik/v1/registration.pb.h"

namespace tashbik::services {

// How long before its day something is a reminder.
inline constexpr int kReminderDays = 30;
// Profiles that one coordinator is reminded of at a time, the most pressing.
inline constexpr size_t kMaxEntrustedReminders = 200;

// Plans that the actor's people agreed, and gives the record the tier that they agreed to.
// STATE_CONFLICT for one that is not UNCLAIMED.
absl::StatusOr<WritePlan> PlanConsent(const v1::RecordConsentRequest& request,
                                      const Snapshot& snapshot, absl::Time now,
                                      const Viewer& viewer);

// The consents recorded, oldest first, for those who may change the actor.
absl::StatusOr<v1::ListConsentsResponse> ConsentsOf(const v1::ListConsentsRequest& request,
                                                    const CallContext& call);

// Plans that the profile holds for another year; the plan's result is the last day.
absl::StatusOr<WritePlan> PlanConfirmation(const v1::ConfirmActorRequest& request,
                                           const Snapshot& snapshot, absl::Time now,
                                           const Viewer& viewer);

// What the caller should see to: a member of its actor, its registration and its token; a
// coordinator of its token, and of the actors of its hubs that have no account of their own, as far
// as it may change them and sees their day. What is over comes first, then what is asked, then by
// day. For a coordinator it passes over the actors that it sees; then one read for each reminder.
absl::StatusOr<v1::ListRemindersResponse> RemindersOf(const CallContext& call, Language language);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_CONFIRMATIONS_H_
