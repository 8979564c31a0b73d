// Composed teams as MatchService and CallService show them.
#ifndef TASHBIK_SERVICES_COMPOSE_WRITER_H_
#define TASHBIK_SERVICES_COMPOSE_WRITER_H_

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "graph/compose.h"
#include "services/call_context.h"
#include "services/compose_sentences.h"
#include "services/presenter.h"
#include "tashbik/v1/call.pb.h"
#include "tashbik/v1/match.pb.h"

namespace tashbik::services {

// Lives as long as one call; keeps references to its arguments. For one thread.
class ComposeWriter {
 public:
  ComposeWriter(const CallContext& call, const Presenter& presenter,
                const graph::ComposeQuery& query);

  absl::StatusOr<v1::ComposeCoalitionResponse> Composition(const graph::Team& team);
  absl::StatusOr<v1::CallTeam> CallTeam(const graph::Team& team);
  // The team is that of the coalition. Of its members those alone that its sentences name.
  absl::StatusOr<v1::CallCoalition> CallCoalition(const std::string& coalition,
                                                  const graph::Team& team);

 private:
  // Reads the summaries of all whom the team names, so that sentences find their names.
  absl::Status ReadActors(const graph::Team& team);
  const v1::ActorSummary& Summary(const std::string& actor) const { return actors_.at(actor); }
  // Whether the lead itself would not see the member: the coordinator brings it in.
  absl::Status MarkBrokered(const graph::Team& team);
  template <class Message>
  void WriteRules(const graph::Team& team, Message& to) const;

  const CallContext& call_;
  const Presenter& presenter_;
  const graph::ComposeQuery& query_;
  const TeamContext context_;
  std::map<std::string, v1::ActorSummary, std::less<>> actors_;
  std::map<std::string, bool> brokered_;  // by member of the team at hand
};

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_COMPOSE_WRITER_H_
