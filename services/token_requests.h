// What a request for a token may ask for, and who may ask for it.
#ifndef TASHBIK_SERVICES_TOKEN_REQUESTS_H_
#define TASHBIK_SERVICES_TOKEN_REQUESTS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/directory.h"
#include "services/viewer.h"
#include "tashbik/v1/admin.pb.h"

namespace tashbik::services {

// INVALID_ARGUMENT names every field at fault; PERMISSION_DENIED for a coordinator that asks for
// another role than a member's. A coordinator makes tokens for actors whose records it may change.
absl::Status CheckCreateToken(const v1::CreateTokenRequest& request, const Snapshot& snapshot,
                              const Viewer& viewer);

// How long the token holds. INVALID_ARGUMENT beyond kMaxTokenTtl.
absl::StatusOr<absl::Duration> TtlOf(const v1::CreateTokenRequest& request);

// Id of the account that a new token belongs to; empty for a new one. INVALID_ARGUMENT
// (REFERENCE_MISSING) for one that the viewer may not add to: neither its own, nor of a token that
// it made.
absl::StatusOr<std::string> AccountFor(const v1::CreateTokenRequest& request,
                                       const Snapshot& snapshot, const Viewer& viewer);

// The id in `tokens/{token}`. INVALID_ARGUMENT, field `name`.
absl::StatusOr<std::string> TokenIdOf(absl::string_view name);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_TOKEN_REQUESTS_H_
