// Grows the visible neighbourhood of actors: their coalitions and themes, and from there on.
#include "graph/boost_view.h"

#include <algorithm>
#include <deque>

#include "graph/fixed.h"

namespace tashbik::graph {
namespace {

// Lengths of steps. Who sat at one table is nearest; a theme is the nearer the rarer it is.
constexpr double kMemberLength = 0.7;
constexpr double kCarriesLength = 1.0;
constexpr double kCauseLength = 0.6;
constexpr double kBroaderLength = 1.0;
constexpr double kRelatedLength = 1.2;

}  // namespace

Neighbourhood::Neighbourhood(const Parts& parts, const Sight& sight, VisibleTies& ties)
    : parts_(parts), sight_(sight), ties_(ties) {}

Neighbourhood::Vertex Neighbourhood::Add(NodeKind kind, absl::string_view id) {
  const auto [it, added] =
      vertices_.try_emplace({static_cast<int>(kind), std::string(id)}, Vertex());
  if (added) {
    it->second = boost::add_vertex({kind, std::string(id), ActorKind::kOrganization}, graph_);
    if (kind == NodeKind::kActor) {
      graph_[it->second].actor_kind = static_cast<ActorKind>(parts_.Find(id).whole->kind);
    }
  }
  return it->second;
}

void Neighbourhood::Join(Vertex from, Vertex to, StepKind kind, double length) {
  const auto [edge, there] = boost::edge(from, to, graph_);
  if (!there) {
    boost::add_edge(from, to, {kind, length}, graph_);
  } else if (length < graph_[edge].length) {
    graph_[edge] = {kind, length};
  }
}

// From 0 for the rarest themes to 1 for those that say nothing.
double Neighbourhood::Commonness(absl::string_view theme) const {
  const ThemeNo number = parts_.vocabulary->Find(theme);
  if (number == kNoTheme) return 1;
  return 1 - static_cast<double>(parts_.rarity->theme(number)) / kWeightOne;
}

ViewGraph::vertex_descriptor Neighbourhood::Grow(absl::string_view actor, int links) {
  const Vertex start = Add(NodeKind::kActor, actor);
  absl::flat_hash_map<Vertex, int> left = {{start, links}};
  std::deque<Vertex> queue = {start};
  while (!queue.empty() && boost::num_vertices(graph_) < kMaxViewNodes) {
    const Vertex vertex = queue.front();
    queue.pop_front();
    const int further = left[vertex] - 1;
    if (further < 0) continue;
    if (reached_.emplace(vertex, 0).second) Expand(vertex);
    for (const auto& edge : boost::make_iterator_range(boost::out_edges(vertex, graph_))) {
      const Vertex next = boost::target(edge, graph_);
      if (left.emplace(next, further).second) queue.push_back(next);
    }
  }
  return start;
}

void Neighbourhood::Expand(Vertex vertex) {
  switch (graph_[vertex].kind) {
    case NodeKind::kActor:
      return ExpandActor(vertex);
    case NodeKind::kCoalition:
      return ExpandCoalition(vertex);
    case NodeKind::kTheme:
      return ExpandTheme(vertex);
  }
}

void Neighbourhood::ExpandActor(Vertex vertex) {
  const std::string id = graph_[vertex].id;
  for (absl::string_view coalition : std::vector(ties_.CoalitionsOf(id))) {
    Join(vertex, Add(NodeKind::kCoalition, coalition), StepKind::kMember, kMemberLength);
  }
  const Record* visible = sight_.Visible(*parts_.Find(id).whole);
  for (uint32_t link : visible->section(Section::kLinks)) {
    const Role role = static_cast<Role>(link >> 24);
    if (role == Role::kRedLine || role == Role::kNeed || role == Role::kOffer) continue;
    const std::string& theme = parts_.vocabulary->id(link & 0xffffff);
    Join(vertex, Add(NodeKind::kTheme, theme), StepKind::kCarries,
         kCarriesLength + Commonness(theme));
  }
}

void Neighbourhood::ExpandCoalition(Vertex vertex) {
  const std::string id = graph_[vertex].id;
  for (absl::string_view member : std::vector(ties_.MembersOf(id))) {
    if (boost::num_vertices(graph_) >= kMaxViewNodes) return;
    Join(vertex, Add(NodeKind::kActor, member), StepKind::kMember, kMemberLength);
  }
}

void Neighbourhood::ExpandTheme(Vertex vertex) {
  const Vocabulary& vocabulary = *parts_.vocabulary;
  const ThemeNo theme = vocabulary.Find(graph_[vertex].id);
  for (const Vocabulary::Up& up : vocabulary.up(theme)) {
    if (up.cause && !up.countries.empty()) continue;  // it does not hold everywhere
    const std::string& id = vocabulary.id(up.theme);
    Join(vertex, Add(NodeKind::kTheme, id), up.cause ? StepKind::kCause : StepKind::kBroader,
         (up.cause ? kCauseLength : kBroaderLength) + Commonness(id));
  }
  for (const Vocabulary::Related& related : vocabulary.related(theme)) {
    Join(vertex, Add(NodeKind::kTheme, vocabulary.id(related.theme)), StepKind::kRelated,
         kRelatedLength + 1 - static_cast<double>(related.weight) / kWeightOne);
  }
}

}  // namespace tashbik::graph
