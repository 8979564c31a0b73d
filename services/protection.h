// Being seen: what others see of an actor, hiding it at once, publishing what is sensitive.
#ifndef TASHBIK_SERVICES_PROTECTION_H_
#define TASHBIK_SERVICES_PROTECTION_H_

#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/call_context.h"
#include "services/directory.h"
#include "services/viewer.h"
#include "tashbik/v1/protection.pb.h"

namespace tashbik::services {

// What each kind of viewer sees, found by the rule that answers reads, asked with a viewer of that
// kind. A caller that may change the record but does not own it is shown what others see of the
// part that it sees itself. NOT_FOUND for an actor that the caller does not see; PERMISSION_DENIED
// for one that it may not change; INVALID_ARGUMENT with all faults of a profile that is not stored.
absl::StatusOr<v1::PreviewActorResponse> PreviewActor(const CallContext& call,
                                                      const v1::PreviewActorRequest& request);

// The plan that hides; empty when all of it is hidden already. For those who may change the record;
// errors as PreviewActor. INVALID_ARGUMENT, field `scope`, for an organization's origin.
absl::StatusOr<WritePlan> PlanHideActor(const Snapshot& snapshot, const Viewer& viewer,
                                        absl::Time now, const v1::HideActorRequest& request);

// The plan that shows sensitive themes at the record's tier, or takes that back; empty when nothing
// changes. For the account that owns the record and its own actor: PERMISSION_DENIED for others
// that see it.
absl::StatusOr<WritePlan> PlanPublishSensitive(const Snapshot& snapshot, const Viewer& viewer,
                                               absl::Time now,
                                               const v1::PublishSensitiveRequest& request);

// Answers a PublishSensitive that was carried out, by the snapshot as it is now.
absl::StatusOr<v1::PublishSensitiveResponse> ShowSensitive(
    const Snapshot& snapshot, const Viewer& viewer, const v1::PublishSensitiveRequest& request);

// The sensitive themes of an actor's record, by name.
std::vector<v1::SensitiveTheme> SensitiveThemesOf(const Snapshot& snapshot,
                                                  const store::v1::Record& actor);

// Gives the fields that tell where an actor's people come from and where they live a tier of at
// most `tier`: origin, residence, and base and active countries where these tell residence.
void NarrowOriginResidence(v1::Tier tier, v1::DiasporaGroup& group);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_PROTECTION_H_
