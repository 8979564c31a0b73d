// ComposeCoalition requests and calls for proposals as the graph's question.
#ifndef TASHBIK_SERVICES_COMPOSE_READER_H_
#define TASHBIK_SERVICES_COMPOSE_READER_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/compose.h"
#include "services/call_context.h"
#include "services/keys.h"
#include "tashbik/v1/call.pb.h"
#include "tashbik/v1/match.pb.h"

namespace tashbik::services {

// The limits of the contract.
inline constexpr int kMaxComposeThemes = 32;
inline constexpr int kMaxComposeCountries = 32;
inline constexpr int kMaxComposeExcluded = 256;
inline constexpr int kStandardLeastMembers = 2;
inline constexpr int kStandardMostMembers = 6;

struct ComposeQuestion {
  graph::ComposeQuery query;
  std::vector<std::string> members;  // ids of fixed ones, the lead first
};

// Reads and checks a request. INVALID_ARGUMENT names every field at fault: a fixed member, a call
// or a theme that the caller does not see is a missing reference, whether it is there or not.
absl::StatusOr<ComposeQuestion> ReadCompose(const v1::ComposeCoalitionRequest& request,
                                            const CallContext& call, const Keys& keys);

// Adds what a call asks to a question: themes, countries and rules. Its funder is never chosen.
void AddCall(const v1::Call& call, graph::ComposeQuery& query);

// Sets aside whom feedback of the lead sets aside, as for suggestions.
void ApplyFeedbackOf(const std::string& lead, const CallContext& call, graph::ComposeQuery& query);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_COMPOSE_READER_H_
