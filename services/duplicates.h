// DuplicateService below gRPC: which actors may be one, and what a person said of it.
#ifndef TASHBIK_SERVICES_DUPLICATES_H_
#define TASHBIK_SERVICES_DUPLICATES_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "graph/same_name_search.h"
#include "services/call_context.h"
#include "services/directory.h"
#include "services/page_token.h"
#include "services/presenter.h"
#include "tashbik/v1/duplicate.pb.h"

namespace tashbik::services {

// Safe from any thread. Each method checks its request, all faults at once. Proposals rest on what
// the caller sees of either actor and on nothing else.
class DuplicateCalls {
 public:
  // The directory must outlive it.
  explicit DuplicateCalls(Directory& directory)
      : directory_(directory), tokens_(directory.keys().page_token) {}

  // A few searches by name: tens of milliseconds at a million actors.
  absl::StatusOr<v1::SearchDuplicatesResponse> Search(
      const CallContext& call, const v1::SearchDuplicatesRequest& request) const;
  // Compares what the caller may change by the keys of its names, and reads its records for
  // external ids that two share; each page anew. See SameAmong and SharingAmong.
  absl::StatusOr<v1::ListDuplicatesResponse> List(const CallContext& call,
                                                  const v1::ListDuplicatesRequest& request) const;
  absl::Status Dismiss(const CallContext& call, const v1::DismissDuplicateRequest& request) const;

  // merges.h does these.
  absl::StatusOr<v1::Merge> MergeActors(const CallContext& call,
                                        const v1::MergeActorsRequest& request) const;
  absl::StatusOr<v1::Merge> UndoMerge(const CallContext& call,
                                      const v1::UndoMergeRequest& request) const;
  absl::StatusOr<v1::ListMergesResponse> ListMerges(const CallContext& call,
                                                    const v1::ListMergesRequest& request) const;

 private:
  Directory& directory_;
  const TokenSealer tokens_;
};

// What names an actor in requests, for errors.
inline constexpr absl::string_view kActorPattern =
    "`organizations/{organization}` or `diasporaGroups/{diaspora_group}`";

// Id of the record that says of two actors that they are not the same.
std::string DistinctPairId(const std::string& first, const std::string& second);

// What speaks for and against, strongest first, with sentences, and the score of all. The profiles
// are as the caller sees them.
void WriteEvidence(const graph::SamePair& pair, const v1::Profile& first, const v1::Profile& second,
                   Language language, v1::DuplicateCandidate& candidate);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_DUPLICATES_H_
