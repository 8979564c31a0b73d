// Pages of invitations and registrations, and what a call that was carried out before is answered.
#ifndef TASHBIK_SERVICES_REGISTRATION_LISTS_H_
#define TASHBIK_SERVICES_REGISTRATION_LISTS_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/call_context.h"
#include "services/page_token.h"
#include "tashbik/v1/registration.pb.h"

namespace tashbik::services {

// Those of the hubs that the caller coordinates, in the order of ids.
absl::Status ListInvitations(const v1::ListInvitationsRequest& request, const CallContext& call,
                             const TokenSealer& tokens, v1::ListInvitationsResponse& response);

// Those of the hubs that the caller coordinates, or its own.
absl::Status ListRegistrations(const v1::ListRegistrationsRequest& request, const CallContext& call,
                               const TokenSealer& tokens, v1::ListRegistrationsResponse& response);

// What a repetition of Register or ClaimActor is answered: the registration called `name` and its
// token, without secrets.
v1::RegisterResponse Repeated(const Snapshot& snapshot, absl::string_view name);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_REGISTRATION_LISTS_H_
