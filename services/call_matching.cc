// One composer finds whom to choose from for all teams.
#include "services/call_matching.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/compose.h"
#include "graph/tie_hash.h"
#include "services/compose_reader.h"
#include "services/compose_writer.h"
#include "services/errors.h"
#include "services/facts.h"
#include "services/names.h"
#include "services/presenter.h"
#include "services/visibility.h"

namespace tashbik::services {
namespace {

// A team or coalition with its place in the order.
struct Ranked {
  std::string id;  // of the lead or the coalition
  graph::Team team;
};

// More rules met, then more covered; equals by keyed hash.
void SortBest(uint64_t tie_key, std::vector<Ranked>& ranked) {
  std::sort(ranked.begin(), ranked.end(), [&](const Ranked& a, const Ranked& b) {
    if (a.team.rules_met() != b.team.rules_met()) return a.team.rules_met() > b.team.rules_met();
    if (a.team.coverage != b.team.coverage) return a.team.coverage > b.team.coverage;
    return graph::TieHash(tie_key, a.id) < graph::TieHash(tie_key, b.id);
  });
}

graph::ComposeQuery QueryOf(const v1::Call& asked, const Keys& keys) {
  graph::ComposeQuery query;
  AddCall(asked, query);
  query.min_size = std::max(1, query.rules.min_members);
  query.max_size = query.rules.max_members == 0 ? std::max(kStandardMostMembers, query.min_size)
                                                : query.rules.max_members;
  query.tie_key = keys.tie;
  return query;
}

// Id of the lead asked for; empty where none is.
absl::StatusOr<std::string> ReadLead(const v1::MatchCallRequest& request, const CallContext& call) {
  if (request.lead().empty()) return "";
  const std::optional<ResourceName> lead = ParseActorName(request.lead());
  if (!lead) {
    return FieldInvalid("lead", "is no name of an actor",
                        "give organizations/{organization} or diasporaGroups/{diaspora_group}");
  }
  const std::optional<graph::ActorView> view =
      call.snapshot->network().Find(lead->id, ToAudience(call.viewer));
  if (!view || ActorName(view->kind(), lead->id) != request.lead()) {
    return ReferenceMissing("lead", request.lead());
  }
  return lead->id;
}

// The team that `lead` could apply with. Whom its feedback sets aside is in none of it.
std::optional<graph::Team> TeamOf(const std::string& lead, const CallContext& call,
                                  const graph::Audience& audience, const graph::ComposeQuery& query,
                                  const graph::Composer& composer) {
  const std::vector<std::string> members = {lead};
  graph::ComposeQuery own = query;
  ApplyFeedbackOf(lead, call, own);
  if (own.excluded == query.excluded) return composer.Compose(members);
  const graph::Composer narrower(call.snapshot->network(), audience, std::move(own), call.stop);
  if (narrower.stopped()) return std::nullopt;
  return narrower.Compose(members);
}

// The coalitions of those who bring most, that the caller sees, by their members that it sees. Who
// funds the call is in many, and does not apply with them.
std::vector<Ranked> Coalitions(const CallContext& call, const graph::Audience& audience,
                               const graph::Composer& composer, const std::string& funder,
                               uint64_t tie_key) {
  const graph::Network& network = call.snapshot->network();
  std::set<std::string> coalitions;
  for (const std::string& actor : composer.Weightiest(kMostCoalitionsJudged)) {
    for (std::string& id : network.CoalitionsOf(actor, audience)) {
      if (coalitions.size() < kMostCoalitionsJudged) coalitions.insert(std::move(id));
    }
  }
  std::vector<Ranked> ranked;
  for (const std::string& id : coalitions) {
    if (!call.Alive().ok()) return {};
    const EntryPointer entry = call.snapshot->catalog().Find(store::v1::KIND_COALITION, id);
    if (entry == nullptr || IsDeleted(entry->record)) continue;
    const Sight sight =
        SightOf(*call.snapshot, call.viewer, store::v1::KIND_COALITION, entry->record);
    v1::Coalition shown;
    Reveal(sight, entry->record, shown);
    if (!sight.record || shown.state() == v1::COALITION_STATE_CLOSED) continue;
    std::vector<std::string> members = network.MembersOf(id, audience);
    std::erase(members, funder);
    if (members.empty()) continue;
    const std::string lead = shown.lead().empty() ? "" : IdIn(shown.lead());
    const auto place = std::find(members.begin(), members.end(), lead);
    if (place != members.end()) std::rotate(members.begin(), place, place + 1);
    std::optional<graph::Team> team = composer.Judge(members);
    if (team && team->coverage > 0) ranked.push_back({id, *std::move(team)});
  }
  SortBest(tie_key, ranked);
  ranked.resize(std::min(ranked.size(), kMaxCallCoalitions));
  return ranked;
}

}  // namespace

absl::StatusOr<v1::MatchCallResponse> MatchCall(const CallContext& call, const Keys& keys,
                                                const v1::Call& asked,
                                                const v1::MatchCallRequest& request) {
  if (request.count() < 0 || request.count() > kMaxLeads) {
    return LimitExceeded("count", absl::StrCat(request.count()), absl::StrCat("1 to ", kMaxLeads));
  }
  absl::StatusOr<Language> language = AnswerLanguage(request.language());
  if (!language.ok()) return language.status();
  absl::StatusOr<std::string> lead = ReadLead(request, call);
  if (!lead.ok()) return lead.status();
  const graph::ComposeQuery query = QueryOf(asked, keys);
  const graph::Audience audience = ToAudience(call.viewer);
  const graph::Composer composer(call.snapshot->network(), audience, query, call.stop);
  if (absl::Status alive = call.Alive(); !alive.ok()) return alive;

  const size_t count = request.count() == 0 ? kStandardLeads : static_cast<size_t>(request.count());
  const std::vector<std::string> leads =
      lead->empty() ? composer.Leads(count) : std::vector<std::string>{*lead};
  std::vector<Ranked> teams;
  for (const std::string& id : leads) {
    std::optional<graph::Team> team = TeamOf(id, call, audience, query, composer);
    if (absl::Status alive = call.Alive(); !alive.ok()) return alive;
    if (team) teams.push_back({id, *std::move(team)});
  }
  SortBest(keys.tie, teams);

  const Presenter presenter(call, *language);
  ComposeWriter writer(call, presenter, query);
  v1::MatchCallResponse response;
  for (const Ranked& ranked : teams) {
    absl::StatusOr<v1::CallTeam> shown = writer.CallTeam(ranked.team);
    if (!shown.ok()) return shown.status();
    *response.add_teams() = *std::move(shown);
  }
  for (const Ranked& ranked :
       Coalitions(call, audience, composer, IdIn(asked.funder()), keys.tie)) {
    absl::StatusOr<v1::CallCoalition> shown = writer.CallCoalition(ranked.id, ranked.team);
    if (!shown.ok()) return shown.status();
    *response.add_coalitions() = *std::move(shown);
  }
  if (absl::Status alive = call.Alive(); !alive.ok()) return alive;
  return response;
}

}  // namespace tashbik::services
