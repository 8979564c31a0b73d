// ComposeCoalition below gRPC.
#ifndef TASHBIK_SERVICES_COMPOSE_H_
#define TASHBIK_SERVICES_COMPOSE_H_

#include "absl/status/statusor.h"
#include "services/call_context.h"
#include "services/keys.h"
#include "tashbik/v1/match.pb.h"

namespace tashbik::services {

// A team for what is asked, from what the caller may see. Errors: those of ReadCompose.
absl::StatusOr<v1::ComposeCoalitionResponse> ComposeCoalition(
    const CallContext& call, const Keys& keys, const v1::ComposeCoalitionRequest& request);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_COMPOSE_H_
