// The network as a Boost.Graph: the part around two actors that one audience sees, so that paths
// are found by the library's algorithms.
#ifndef TASHBIK_GRAPH_BOOST_VIEW_H_
#define TASHBIK_GRAPH_BOOST_VIEW_H_

#include <boost/graph/adjacency_list.hpp>
#include <cstddef>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
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

// At most so many nodes are looked at: what is nearer comes first, so a hub that all share is cut
// off rather than the way to it.
inline constexpr size_t kMaxViewNodes = 4000;

// Grows a ViewGraph around actors.
class Neighbourhood {
 public:
  Neighbourhood(const Parts& parts, const Sight& sight, VisibleTies& ties);

  // Adds all that is within `links` of the actor and returns its vertex.
  ViewGraph::vertex_descriptor Grow(absl::string_view actor, int links);
  const ViewGraph& graph() const { return graph_; }

 private:
  using Vertex = ViewGraph::vertex_descriptor;
  Vertex Add(NodeKind kind, absl::string_view id);
  void Join(Vertex from, Vertex to, StepKind kind, double length);
  void Expand(Vertex vertex);
  void ExpandActor(Vertex vertex);
  void ExpandCoalition(Vertex vertex);
  void ExpandTheme(Vertex vertex);
  double Commonness(absl::string_view theme) const;

  const Parts& parts_;
  const Sight& sight_;
  VisibleTies& ties_;
  ViewGraph graph_;
  absl::flat_hash_map<std::pair<int, std::string>, Vertex> vertices_;
  absl::flat_hash_map<Vertex, int> reached_;  // links left when it was expanded
};

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_BOOST_VIEW_H_
