// What requests for tokens may ask for, and what they write.
#ifndef TASHBIK_SERVICES_TOKEN_REQUESTS_H_
#define TASHBIK_SERVICES_TOKEN_REQUESTS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/call_context.h"
#include "services/directory.h"
#include "services/page_token.h"
#include "services/viewer.h"
#include "tashbik/v1/account.pb.h"
#include "tashbik/v1/admin.pb.h"

namespace tashbik::services {

// A token with `secret`: the first of a new account, or one more of the account that the request
// names. INVALID_ARGUMENT names every field at fault; PERMISSION_DENIED as CheckMayMake;
// REFERENCE_MISSING for an account that is neither the viewer's own nor one it may reissue. The
// plan's result, here and below, is the token's name; its record comes back in `made`.
absl::StatusOr<WritePlan> PlanCreateToken(const Directory& directory, const Snapshot& snapshot,
                                          const Viewer& viewer,
                                          const v1::CreateTokenRequest& request,
                                          absl::string_view secret, store::v1::Record& made);

// A token like the one that the viewer calls with, which ends.
absl::StatusOr<WritePlan> PlanRotateToken(const Directory& directory, const Snapshot& snapshot,
                                          const Viewer& viewer,
                                          const v1::RotateTokenRequest& request,
                                          absl::string_view secret, store::v1::Record& made);

// A new token in place of all that an account has.
absl::StatusOr<WritePlan> PlanReissueToken(const Directory& directory, const Snapshot& snapshot,
                                           const Viewer& viewer,
                                           const v1::ReissueTokenRequest& request,
                                           absl::string_view secret, store::v1::Record& made);

// Ends a token: one of the viewer's own account or that it made, any for an administrator.
// NOT_FOUND for others.
absl::StatusOr<WritePlan> PlanRevokeToken(const Directory& directory, const Snapshot& snapshot,
                                          const Viewer& viewer,
                                          const v1::RevokeTokenRequest& request);

// Those that the viewer made; all for administrators and auditors.
absl::Status ListTokens(const CallContext& call, const TokenSealer& tokens,
                        const v1::ListTokensRequest& request, v1::ListTokensResponse& response);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_TOKEN_REQUESTS_H_
