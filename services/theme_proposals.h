// Proposals for the vocabulary: made by those who are verified, answered by editors, seen by both
// and by nobody else. An editor does not learn who made one.
#ifndef TASHBIK_SERVICES_THEME_PROPOSALS_H_
#define TASHBIK_SERVICES_THEME_PROPOSALS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/call_context.h"
#include "services/directory.h"
#include "services/page_token.h"
#include "services/viewer.h"
#include "tashbik/v1/vocabulary.pb.h"

namespace tashbik::services {

// Each plan's result is the proposal's name. Errors: INVALID_ARGUMENT with all faults;
// PERMISSION_DENIED for a member that no hub has verified; RESOURCE_EXHAUSTED at kMaxOpenProposals.
// What the proposer does not see of the theme, its hidden labels, has no part in the answer.
absl::StatusOr<WritePlan> PlanProposeTheme(const Snapshot& snapshot, const Directory& directory,
                                           const Viewer& viewer,
                                           const v1::ProposeThemeRequest& request);

// The proposal and the theme that it becomes, in one plan. For `exclusive` writes. Errors:
// NOT_FOUND; FAILED_PRECONDITION when it is answered already; INVALID_ARGUMENT under
// `proposal.theme` when the vocabulary has no place for it any more.
absl::StatusOr<WritePlan> PlanAcceptProposal(const Snapshot& snapshot, const Directory& directory,
                                             const Viewer& viewer,
                                             const v1::AcceptThemeProposalRequest& request);
absl::StatusOr<WritePlan> PlanRefuseProposal(const Snapshot& snapshot, const Directory& directory,
                                             const v1::RefuseThemeProposalRequest& request);

// As the viewer may see it. NOT_FOUND for anybody but editors and its maker.
absl::StatusOr<v1::ThemeProposal> ShowProposal(const Snapshot& snapshot, const Viewer& viewer,
                                               const std::string& name);

absl::Status ListThemeProposals(const CallContext& call, const TokenSealer& tokens,
                                const v1::ListThemeProposalsRequest& request,
                                v1::ListThemeProposalsResponse& response);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_THEME_PROPOSALS_H_
