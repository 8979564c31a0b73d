// The shape of the network as InsightService shows it: requests read, the graph asked, names and
// sentences added. Free of gRPC.
#ifndef TASHBIK_SERVICES_INSIGHTS_H_
#define TASHBIK_SERVICES_INSIGHTS_H_

#include <atomic>
#include <cstddef>
#include <cstdint>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "graph/betweenness.h"
#include "graph/parallel.h"
#include "graph/shape.h"
#include "services/call_context.h"
#include "services/directory.h"
#include "services/filter.h"
#include "services/keys.h"
#include "services/places.h"
#include "tashbik/v1/insight.pb.h"

namespace tashbik::services {

inline constexpr int kStandardInsights = 20;
inline constexpr int kMaxInsights = 200;
inline constexpr int kMaxCoverageThemes = 64;
inline constexpr int kMaxCoverageCountries = 64;
inline constexpr size_t kMaxInsightSentences = 10;
inline constexpr int kMaxNeedActors = 20;
inline constexpr int kMaxCommunities = 20;
inline constexpr int kMaxCommunityActors = 20;
inline constexpr int kMaxCommunityThemes = 5;
inline constexpr int kMaxComponents = 100;
inline constexpr int kMaxTieCoalitions = 8;
// Isolated actors for whom a partner is looked for: the first by tie hash of those that pass.
inline constexpr size_t kMaxIsolatedAsked = 1000;
// Measuring at one time, over all callers: each may take a core for seconds, brokers for minutes
// where the client gives them. More are told to come back.
inline constexpr int kMaxMeasuring = 4;

// Steps of the exact betweenness for which a call has time: most of its time is left for the rest
// of the machine's work. Never less than a call of standard length has.
graph::BetweennessLimits BetweennessIn(absl::Duration time);

// The deadline that has time for so many steps, in whole seconds.
int32_t SecondsFor(uint64_t exact_steps);

// One of the places to measure at, given back at the end.
class MeasuringPlace {
 public:
  explicit MeasuringPlace(std::atomic<int>& taken) : taken_(taken), number_(taken.fetch_add(1)) {}
  ~MeasuringPlace() { taken_.fetch_sub(1); }
  MeasuringPlace(const MeasuringPlace&) = delete;
  MeasuringPlace& operator=(const MeasuringPlace&) = delete;
  // UNAVAILABLE where all were taken.
  absl::Status Check() const;

 private:
  std::atomic<int>& taken_;
  const int number_;
};

// What requests have in common, checked.
struct InsightRequest {
  Language language = Language::kEnglish;
  Filter filter;
  size_t count = kStandardInsights;
};
// INVALID_ARGUMENT with all faults of these.
absl::StatusOr<InsightRequest> ReadInsight(absl::string_view language, absl::string_view filter,
                                           int count);

// The network of the actors that the caller sees and that `keep` keeps. The errors of Insights.
absl::StatusOr<graph::Shape> ShapeFor(const CallContext& call, const Keys& keys,
                                      absl::FunctionRef<bool(const graph::ActorView&)> keep);

// Safe from any thread. Errors of all: INVALID_ARGUMENT names every field at fault, and `filter`
// where more than kMaxShapePairs pairs of members are left; UNAVAILABLE while kMaxMeasuring are
// being answered; DEADLINE_EXCEEDED, CANCELLED.
class Insights {
 public:
  // The directory must outlive it.
  Insights(Directory& directory, graph::Parallel parallel);

  absl::StatusOr<v1::GetCoverageResponse> Coverage(const CallContext& call,
                                                   const v1::GetCoverageRequest& request);
  absl::StatusOr<v1::ListUnmetNeedsResponse> UnmetNeeds(const CallContext& call,
                                                        const v1::ListUnmetNeedsRequest& request);
  absl::StatusOr<v1::ListIsolatedActorsResponse> Isolated(
      const CallContext& call, const v1::ListIsolatedActorsRequest& request);
  absl::StatusOr<v1::ListBrokersResponse> Brokers(const CallContext& call,
                                                  const v1::ListBrokersRequest& request);
  absl::StatusOr<v1::GetStructureResponse> Structure(const CallContext& call,
                                                     const v1::GetStructureRequest& request);
  // Gives `write` the nodes, then the edges, in parts of at most a MiB; ends with its error.
  absl::Status ReadNetwork(const CallContext& call, const v1::ReadNetworkRequest& request,
                           absl::FunctionRef<absl::Status(const v1::ReadNetworkResponse&)> write);

 private:
  Directory& directory_;
  const graph::Parallel parallel_;
  std::atomic<int> measuring_{0};
};

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_INSIGHTS_H_
