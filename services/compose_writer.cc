// Numbers of enums are those of the contract (graph/compose.h says so).
#include "services/compose_writer.h"

#include <algorithm>
#include <utility>

#include "services/names.h"
#include "services/tokens.h"
#include "services/visibility.h"

namespace tashbik::services {
namespace {

TeamContext ContextOf(const CallContext& call, const Presenter& presenter,
                      const std::map<std::string, v1::ActorSummary, std::less<>>& actors) {
  TeamContext context;
  context.language = presenter.language();
  context.theme = [&presenter](absl::string_view id) {
    const v1::Facet facet = presenter.FacetOf(id);
    return TeamContext::Theme{.label = presenter.ThemeLabel(id),
                              .offered = facet == v1::FACET_SKILL || facet == v1::FACET_RESOURCE};
  };
  context.actor = [&actors](absl::string_view id) {
    const auto found = actors.find(id);
    return found == actors.end() ? std::string() : found->second.display_name();
  };
  context.viewer_actor = call.viewer.actor;
  return context;
}

template <class Strings>
void WriteThemes(const std::vector<std::string>& ids, Strings& to) {
  for (const std::string& id : ids) to.Add(NameOf(store::v1::KIND_THEME, id));
}

template <class Strings>
void Write(const std::vector<std::string>& values, Strings& to) {
  to.Add(values.begin(), values.end());
}

}  // namespace

ComposeWriter::ComposeWriter(const CallContext& call, const Presenter& presenter,
                             const graph::ComposeQuery& query)
    : call_(call),
      presenter_(presenter),
      query_(query),
      context_(ContextOf(call, presenter, actors_)) {}

absl::Status ComposeWriter::ReadActors(const graph::Team& team) {
  const auto read = [&](const std::string& actor) -> absl::Status {
    if (actor.empty() || actors_.contains(actor)) return absl::OkStatus();
    absl::StatusOr<v1::ActorSummary> summary = presenter_.Summary(actor);
    if (!summary.ok()) return summary.status();
    actors_.emplace(actor, *std::move(summary));
    return absl::OkStatus();
  };
  for (const graph::TeamMember& member : team.members) {
    if (absl::Status status = read(member.actor); !status.ok()) return status;
    if (absl::Status status = read(member.alternative); !status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::Status ComposeWriter::MarkBrokered(const graph::Team& team) {
  brokered_.clear();
  if (call_.viewer.role != v1::ROLE_COORDINATOR || team.members.empty()) return absl::OkStatus();
  const graph::Audience lead =
      AudienceOfAnother(*call_.snapshot, call_.viewer, team.members.front().actor);
  for (const graph::TeamMember& member : team.members) {
    const bool sees = call_.snapshot->network().Find(member.actor, lead).has_value();
    brokered_[member.actor] = !member.lead && !sees;
  }
  return absl::OkStatus();
}

template <class Message>
void ComposeWriter::WriteRules(const graph::Team& team, Message& to) const {
  for (const graph::RuleResult& rule : team.rules) {
    v1::CallRuleResult& result = *to.add_rules();
    result.set_rule(static_cast<v1::CallRule>(rule.rule));
    result.set_met(rule.met);
    result.set_sentence(RuleSentence(rule, team, query_.rules, context_));
  }
}

absl::StatusOr<v1::ComposeCoalitionResponse> ComposeWriter::Composition(const graph::Team& team) {
  if (absl::Status status = ReadActors(team); !status.ok()) return status;
  if (absl::Status status = MarkBrokered(team); !status.ok()) return status;
  v1::ComposeCoalitionResponse response;
  for (const graph::TeamMember& member : team.members) {
    v1::ComposedMember& shown = *response.add_members();
    *shown.mutable_actor() = Summary(member.actor);
    shown.set_fixed(member.fixed);
    shown.set_lead(member.lead);
    WriteThemes(member.brings.themes, *shown.mutable_themes());
    Write(member.brings.countries, *shown.mutable_countries());
    Write(member.brings.languages, *shown.mutable_languages());
    shown.set_gain(member.gain);
    shown.set_broker(brokered_[member.actor]);
    shown.set_sentence(MemberSentence(member, context_));
    if (member.alternative.empty()) continue;
    *shown.mutable_alternative() = Summary(member.alternative);
    shown.set_alternative_sentence(AlternativeSentence(member, context_));
  }
  response.set_coverage(team.coverage);
  response.set_cohesion(team.cohesion);
  WriteThemes(team.missing.themes, *response.mutable_missing_themes());
  Write(team.missing.countries, *response.mutable_missing_countries());
  Write(team.missing.languages, *response.mutable_missing_languages());
  WriteRules(team, response);
  Write(TeamSentences(team, query_.min_size, context_), *response.mutable_sentences());
  return response;
}

absl::StatusOr<v1::CallTeam> ComposeWriter::CallTeam(const graph::Team& team) {
  if (absl::Status status = ReadActors(team); !status.ok()) return status;
  if (absl::Status status = MarkBrokered(team); !status.ok()) return status;
  v1::CallTeam shown;
  for (const graph::TeamMember& member : team.members) {
    v1::CallTeamMember& added = *shown.add_members();
    *added.mutable_actor() = Summary(member.actor);
    WriteThemes(member.brings.themes, *added.mutable_themes());
    if (!member.alternative.empty()) *added.mutable_alternative() = Summary(member.alternative);
    added.set_broker(brokered_[member.actor]);
  }
  shown.set_coverage(team.coverage);
  WriteThemes(team.missing.themes, *shown.mutable_missing_themes());
  WriteRules(team, shown);
  shown.set_sentence(CallTeamSentence(team, context_));
  return shown;
}

absl::StatusOr<v1::CallCoalition> ComposeWriter::CallCoalition(const std::string& coalition,
                                                               const graph::Team& team) {
  if (absl::Status status = ReadActors(team); !status.ok()) return status;
  v1::CallCoalition shown;
  shown.set_coalition(NameOf(store::v1::KIND_COALITION, coalition));
  shown.set_display_name(presenter_.CoalitionName(coalition));
  shown.set_coverage(team.coverage);
  WriteThemes(team.missing.themes, *shown.mutable_missing_themes());
  WriteRules(team, shown);
  // Also what the answer costs its caller: budgets count the names in its fields.
  auto& named = *shown.mutable_members();
  for (const graph::RuleResult& rule : team.rules) {
    for (const std::string& actor : NamedInRule(rule, team, context_)) {
      const std::string& name = Summary(actor).name();
      if (std::find(named.begin(), named.end(), name) == named.end()) *named.Add() = name;
    }
  }
  return shown;
}

}  // namespace tashbik::services
