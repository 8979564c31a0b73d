// Brokers and structure: who holds the network together, and how.
#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "graph/betweenness.h"
#include "graph/communities.h"
#include "graph/coverage.h"
#include "graph/structure.h"
#include "services/actor_filter.h"
#include "services/errors.h"
#include "services/insight_sentences.h"
#include "services/insights.h"
#include "services/limits.h"
#include "services/names.h"
#include "services/presenter.h"

namespace tashbik::services {
namespace {

constexpr size_t kMaxNamedPoints = 4;

// The articulation points that sentences name: also in the answer, for programs and for the
// caller's budgets.
absl::Status AddPoints(const Presenter& presenter, const graph::Shape& shape,
                       const std::vector<uint32_t>& points, StructureFigures& figures,
                       v1::GetStructureResponse& response) {
  for (const uint32_t point : points) {
    absl::StatusOr<v1::ActorSummary> summary = presenter.Summary(shape.id(point));
    if (!summary.ok()) return summary.status();
    figures.articulation.push_back(summary->display_name());
    *response.add_points() = *std::move(summary);
  }
  return absl::OkStatus();
}

// Members of the communities that are shown, the most tied first.
std::vector<std::vector<uint32_t>> MembersOf(const graph::Shape& shape,
                                             const std::vector<int32_t>& communities) {
  std::vector<std::vector<uint32_t>> members;
  for (uint32_t actor = 0; actor < shape.size(); ++actor) {
    const int32_t community = communities[actor];
    if (community == graph::kNoCommunity || community >= kMaxCommunities) continue;
    members.resize(std::max(members.size(), static_cast<size_t>(community) + 1));
    members[static_cast<size_t>(community)].push_back(actor);
  }
  for (std::vector<uint32_t>& of_one : members) {
    std::stable_sort(of_one.begin(), of_one.end(), [&](uint32_t a, uint32_t b) {
      return shape.Neighbours(a).size() > shape.Neighbours(b).size();
    });
  }
  return members;
}

// Themes that stand out in each community: those of two members or more, by how many of them have
// it and how few others do.
std::vector<std::vector<std::string>> StandingOut(
    const CallContext& call, const graph::Shape& shape,
    const std::vector<std::vector<uint32_t>>& members) {
  absl::flat_hash_map<std::string, size_t> community_of;
  for (size_t c = 0; c < members.size(); ++c) {
    for (uint32_t actor : members[c]) community_of[shape.id(actor)] = c;
  }
  std::map<std::string, int> everywhere;
  std::vector<std::map<std::string, int>> within(members.size());
  int actors = 0;
  call.snapshot->network().ForEach(ToAudience(call.viewer), "", [&](const graph::ActorView& actor) {
    ++actors;
    const auto community = community_of.find(actor.id());
    for (const std::string& theme : graph::ThemesOf(actor)) {
      ++everywhere[theme];
      if (community != community_of.end()) ++within[community->second][theme];
    }
    return !call.stop();
  });
  std::vector<std::vector<std::string>> themes(members.size());
  for (size_t c = 0; c < members.size(); ++c) {
    std::vector<std::pair<double, std::string>> ranked;
    for (const auto& [theme, count] : within[c]) {
      if (count < 2) continue;
      const double rarity = std::log((actors + 1.0) / everywhere[theme]);
      ranked.emplace_back(-count * rarity, theme);
    }
    std::sort(ranked.begin(), ranked.end());
    for (auto& [weight, theme] : ranked) {
      if (themes[c].size() == kMaxCommunityThemes) break;
      themes[c].push_back(std::move(theme));
    }
  }
  return themes;
}

absl::Status AddCommunities(const CallContext& call, const Presenter& presenter,
                            const graph::Shape& shape, v1::GetStructureResponse& response) {
  const std::vector<std::vector<uint32_t>> members =
      MembersOf(shape, graph::FindCommunities(shape));
  const std::vector<std::vector<std::string>> themes = StandingOut(call, shape, members);
  if (absl::Status alive = call.Alive(); !alive.ok()) return alive;
  for (size_t c = 0; c < members.size(); ++c) {
    v1::Community& community = *response.add_communities();
    community.set_size(static_cast<int64_t>(members[c].size()));
    std::vector<std::string> names;
    for (uint32_t actor : members[c]) {
      if (community.actors_size() == kMaxCommunityActors) break;
      absl::StatusOr<v1::ActorSummary> summary = presenter.Summary(shape.id(actor));
      if (!summary.ok()) return summary.status();
      names.push_back(summary->display_name());
      *community.add_actors() = *std::move(summary);
    }
    for (const std::string& theme : themes[c]) {
      community.add_themes(NameOf(store::v1::KIND_THEME, theme));
      community.add_theme_labels(presenter.ThemeLabel(theme));
    }
    community.set_sentence(CommunitySentence(
        community.size(), names, {community.theme_labels().begin(), community.theme_labels().end()},
        presenter.language()));
  }
  return absl::OkStatus();
}

}  // namespace

graph::BetweennessLimits BetweennessIn(absl::Duration time) {
  graph::BetweennessLimits limits;
  const double least = static_cast<double>(limits.exact_steps);
  const double share = absl::FDivDuration(std::min(time, kMaxMeasuringTime), kMaxUnaryTime);
  limits.exact_steps = static_cast<uint64_t>(least * std::max(1.0, share));
  return limits;
}

int32_t SecondsFor(uint64_t exact_steps) {
  constexpr double kSpareShare = 1.1;
  const double standard = static_cast<double>(exact_steps) /
                          static_cast<double>(graph::BetweennessLimits().exact_steps);
  return static_cast<int32_t>(
      std::ceil(kSpareShare * standard * absl::ToDoubleSeconds(kMaxUnaryTime)));
}

absl::StatusOr<v1::ListBrokersResponse> Insights::Brokers(const CallContext& call,
                                                          const v1::ListBrokersRequest& request) {
  const auto asked = ReadInsight(request.language(), request.filter(), request.count());
  if (!asked.ok()) return asked.status();
  const MeasuringPlace place(measuring_);
  if (absl::Status status = place.Check(); !status.ok()) return status;
  // Measured in the whole network; the filter says who is told of.
  absl::flat_hash_set<std::string> passing;
  const auto shape = ShapeFor(call, directory_.keys(), [&](const graph::ActorView& actor) {
    if (Passes(asked->filter, actor)) passing.emplace(actor.id());
    return true;
  });
  if (!shape.ok()) return shape.status();
  const graph::Structure structure = graph::MeasureStructure(*shape);
  const graph::BetweennessLimits limits = BetweennessIn(call.deadline - absl::Now());
  const auto betweenness =
      graph::MeasureBetweenness(*shape, structure, parallel_, call.stop, limits);
  if (!betweenness) {
    absl::Status alive = call.Alive();
    return alive.ok() ? DeadlineExceeded() : alive;
  }
  std::vector<uint32_t> brokers;
  for (uint32_t i = 0; i < shape->size(); ++i) {
    const bool holds = betweenness->share[i] > 0 || structure.articulation[i];
    if (holds && passing.contains(shape->id(i))) brokers.push_back(i);
  }
  std::stable_sort(brokers.begin(), brokers.end(), [&](uint32_t a, uint32_t b) {
    return betweenness->share[a] > betweenness->share[b];
  });
  brokers.resize(std::min(brokers.size(), asked->count));
  const Presenter presenter(call, asked->language);
  v1::ListBrokersResponse response;
  response.set_sampled(betweenness->sampled);
  const int32_t exact_s = SecondsFor(betweenness->exact_steps);
  if (betweenness->sampled && shape->size() <= limits.exact_actors &&
      absl::Seconds(exact_s) <= kMaxMeasuringTime) {
    response.set_exact_deadline_s(exact_s);
  }
  for (uint32_t actor : brokers) {
    absl::StatusOr<v1::ActorSummary> summary = presenter.Summary(shape->id(actor));
    if (!summary.ok()) return summary.status();
    v1::Broker& broker = *response.add_brokers();
    broker.set_betweenness(betweenness->share[actor]);
    broker.set_effective_size(graph::EffectiveSize(*shape, actor));
    broker.set_articulation_point(structure.articulation[actor]);
    broker.set_core_number(static_cast<int32_t>(structure.core[actor]));
    broker.set_sentence(BrokerageSentence(summary->display_name(), broker.betweenness(),
                                          broker.articulation_point(), asked->language));
    *broker.mutable_actor() = *std::move(summary);
  }
  return response;
}

absl::StatusOr<v1::GetStructureResponse> Insights::Structure(
    const CallContext& call, const v1::GetStructureRequest& request) {
  const auto asked = ReadInsight(request.language(), request.filter(), 0);
  if (!asked.ok()) return asked.status();
  const MeasuringPlace place(measuring_);
  if (absl::Status status = place.Check(); !status.ok()) return status;
  const auto shape = ShapeFor(call, directory_.keys(), [&](const graph::ActorView& actor) {
    return Passes(asked->filter, actor);
  });
  if (!shape.ok()) return shape.status();
  const graph::Structure structure = graph::MeasureStructure(*shape);
  const Presenter presenter(call, asked->language);
  v1::GetStructureResponse response;
  StructureFigures figures;
  std::vector<uint32_t> sizes;
  for (uint32_t size : structure.component_size) {
    if (size > 1) sizes.push_back(size);
  }
  std::sort(sizes.rbegin(), sizes.rend());
  std::vector<uint32_t> points;
  for (uint32_t i = 0; i < shape->size(); ++i) {
    figures.isolated += shape->IsIsolated(i) ? 1 : 0;
    if (structure.articulation[i]) points.push_back(i);
    response.set_max_core(std::max(response.max_core(), static_cast<int32_t>(structure.core[i])));
  }
  figures.actors = static_cast<int64_t>(shape->size());
  figures.ties = static_cast<int64_t>(shape->ties().size());
  figures.parts = static_cast<int64_t>(sizes.size());
  figures.largest_part = sizes.empty() ? 0 : sizes[0];
  figures.articulation_points = static_cast<int64_t>(points.size());
  response.set_actors(figures.actors);
  response.set_ties(figures.ties);
  response.set_isolated(figures.isolated);
  response.set_articulation_points(figures.articulation_points);
  for (size_t i = 0; i < std::min<size_t>(sizes.size(), kMaxComponents); ++i) {
    response.add_components(sizes[i]);
  }
  std::stable_sort(points.begin(), points.end(), [&](uint32_t a, uint32_t b) {
    return shape->Neighbours(a).size() > shape->Neighbours(b).size();
  });
  points.resize(std::min(points.size(), kMaxNamedPoints));
  if (absl::Status status = AddPoints(presenter, *shape, points, figures, response); !status.ok()) {
    return status;
  }
  for (std::string& sentence : StructureSentences(figures, asked->language)) {
    response.add_sentences(std::move(sentence));
  }
  if (absl::Status status = AddCommunities(call, presenter, *shape, response); !status.ok()) {
    return status;
  }
  return response;
}

}  // namespace tashbik::services
