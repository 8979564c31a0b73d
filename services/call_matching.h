// Who could apply to a call, and with whom.
#ifndef TASHBIK_SERVICES_CALL_MATCHING_H_
#define TASHBIK_SERVICES_CALL_MATCHING_H_

#include "absl/status/statusor.h"
#include "services/call_context.h"
#include "services/keys.h"
#include "tashbik/v1/call.pb.h"

namespace tashbik::services {

inline constexpr int kStandardLeads = 5;
inline constexpr int kMaxLeads = 20;
inline constexpr size_t kMaxCallCoalitions = 10;
// Coalitions that are looked at: those of the candidates who bring most.
inline constexpr size_t kMostCoalitionsJudged = 200;

// Teams for `asked`, which is the call as the caller sees it: one for each of those who bring most
// of those who may lead, or for `lead` alone; and coalitions as they are, by their members that the
// caller sees. The funder is in none. INVALID_ARGUMENT for a bad count, language or lead, hidden
// leads as missing.
absl::StatusOr<v1::MatchCallResponse> MatchCall(const CallContext& call, const Keys& keys,
                                                const v1::Call& asked,
                                                const v1::MatchCallRequest& request);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_CALL_MATCHING_H_
