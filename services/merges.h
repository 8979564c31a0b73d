// Merging two actors as one commit, and taking that back as one.
#ifndef TASHBIK_SERVICES_MERGES_H_
#define TASHBIK_SERVICES_MERGES_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/directory.h"
#include "services/viewer.h"
#include "tashbik/v1/duplicate.pb.h"

namespace tashbik::services {

// Records that one merge may move besides the two; more are refused, in LIMIT_EXCEEDED.
inline constexpr size_t kMaxMoved = 2000;

// The plan that merges `merged` into `kept`, which the viewer must both be allowed to change. What
// refers to the merged one refers to the kept one then: memberships (where both were members, the
// kept one's stays), the lead of coalitions, introductions and feedback (but for those between the
// two), registrations, invitations, accounts that speak for it, external ids of every account,
// lists of those who are kept out. `result` is told of the merge and, where the request is to
// validate only, of what the kept one would be, made of what the viewer sees of both. NOT_FOUND,
// PERMISSION_DENIED; FIELD_INVALID where they are one or of two kinds; STATE_CONFLICT where one
// waits for verification, both have accounts of their own, or nobody may see both. Reads the
// catalog once and the actors that block it.
absl::StatusOr<WritePlan> PlanMerge(const Snapshot& snapshot, const Directory& directory,
                                    const Viewer& viewer, const v1::MergeActorsRequest& request,
                                    const std::string& id, v1::Merge& result);

// The plan that takes a merge back: the merged one is as it was, with all that went over and is
// still there; the kept one too, with what was done to it since. STATE_CONFLICT where it was undone
// before, the kept one is deleted or went into another, or an external id that the viewer gave the
// merged one stands for another record now; NOT_FOUND for who may not change both.
absl::StatusOr<WritePlan> PlanUndo(const Snapshot& snapshot, const Directory& directory,
                                   const Viewer& viewer, absl::string_view name, v1::Merge& result);

// Whether the viewer may change both actors of a merge, the merged one as it was.
bool SeesMerge(const Snapshot& snapshot, const Viewer& viewer, const store::v1::MergeRecord& merge);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_MERGES_H_
