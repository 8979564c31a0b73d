// MatchService requests as the graph's queries.
#ifndef TASHBIK_SERVICES_MATCH_READER_H_
#define TASHBIK_SERVICES_MATCH_READER_H_

#include <optional>

#include "absl/status/statusor.h"
#include "graph/explain.h"
#include "graph/paths.h"
#include "graph/suggest.h"
#include "services/call_context.h"
#include "services/keys.h"
#include "tashbik/v1/match.pb.h"

namespace tashbik::services {

// The limits of the contract.
inline constexpr int kStandardSuggestions = 10;
inline constexpr int kMaxPathLinks = 6;
inline constexpr int kMaxPaths = 20;
inline constexpr double kMaxWeight = 1000;

// Each reads and checks a request. INVALID_ARGUMENT names every field at fault; NOT_FOUND for an
// actor that the caller does not see.
absl::StatusOr<graph::SuggestQuery> ReadSuggest(const v1::SuggestPartnersRequest& request,
                                                const CallContext& call, const Keys& keys);
absl::StatusOr<graph::ExplainQuery> ReadExplain(const v1::ExplainPartnerRequest& request,
                                                const CallContext& call);
absl::StatusOr<graph::PathsQuery> ReadPaths(const v1::FindPathsRequest& request,
                                            const CallContext& call);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_MATCH_READER_H_
