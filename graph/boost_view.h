// The network as a Boost.Graph: the part around two actors that one audience sees, so that paths
// are found by the library's algorithms.
#ifndef TASHBIK_GRAPH_BOOST_VIEW_H_
#define TASHBIK_GRAPH_BOOST_VIEW_H_

#include <boost/graph/adjacency_list.hpp>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "graph/paths.h"
#include "graph/question.h"

namespace tashbik::graph {

struct ViewNode {
  NodeKind kind = NodeKind::kActor;
  std::string id;
  ActorKind actor_kind = ActorKind::kOrganization;
};

struct ViewEdge {
  StepKind kind = StepKind::kMember;
  double length = 1;
};

// Undirected: every way can be gone back. Models VertexListGraph, IncidenceGraph and EdgeListGraph.
using ViewGraph =
    boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, ViewNode, ViewEdge>;

// Nodes that each end may bring in; what is nearer comes first, so a hub that all share is cut off
// rather than the way to it.
inline constexpr size_t kMaxNodesPerEnd = 2000;
// Carriers of a theme and members of a coalition that are looked at: the first by id of those that
// the audience sees, so that hidden ones take no place.
inline constexpr size_t kMaxCarriers = 100;

// Grows a ViewGraph around two actors.
class Neighbourhood {
 public:
  using Vertex = ViewGraph::vertex_descriptor;

  // Both ends are visible; they and all that they have themselves are there at once.
  Neighbourhood(const Parts& parts, const Sight& sight, VisibleTies& ties, absl::string_view from,
                absl::string_view to);

  // Adds all that is within `links` of either end, as far as there is room for each.
  void Grow(int links);
  const ViewGraph& graph() const { return graph_; }
  Vertex from() const { return from_; }
  Vertex to() const { return to_; }

 private:
  void GrowFrom(Vertex start, int links);
  Vertex Add(NodeKind kind, absl::string_view id);
  void Join(Vertex from, Vertex to, StepKind kind, double length);
  void Expand(Vertex vertex);
  void ExpandActor(Vertex vertex);
  void ExpandCoalition(Vertex vertex);
  void ExpandTheme(Vertex vertex);
  void JoinUp(ThemeNo theme, const Vocabulary::Up& up);
  template <typename Visit>
  void ForEachTheme(const Record& visible, const Visit& visit) const;
  bool Carries(const Record& whole, ThemeNo theme) const;
  std::vector<std::string> CarriersOf(ThemeNo theme) const;
  bool Holds(const Vocabulary::Up& up) const;
  double Commonness(ThemeNo theme) const;

  const Parts& parts_;
  const Sight& sight_;
  VisibleTies& ties_;
  std::vector<const WindowRef*> windows_;  // by their first ids; none is empty
  ViewGraph graph_;
  std::vector<Country> countries_;  // of both ends, sorted
  absl::flat_hash_map<std::pair<int, std::string>, Vertex> vertices_;
  absl::flat_hash_set<Vertex> expanded_;
  // Themes by what they are the root cause of.
  absl::flat_hash_map<ThemeNo, std::vector<std::pair<ThemeNo, const Vocabulary::Up*>>> caused_;
  Vertex from_;
  Vertex to_;
};

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_BOOST_VIEW_H_
