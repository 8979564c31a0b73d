// The shortest loopless paths between two actors: best first over partial paths, guided by the
// distance to the target that Boost.Graph's Dijkstra gives, so that they come out in order.
#include "graph/paths.h"

#include <algorithm>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/visitors.hpp>
#include <limits>
#include <queue>
#include <tuple>
#include <utility>

#include "graph/boost_view.h"
#include "graph/network.h"

namespace tashbik::graph {
namespace {

using Vertex = ViewGraph::vertex_descriptor;

// Partial paths that are looked at, at most.
constexpr size_t kMaxPartialPaths = 200000;
constexpr size_t kUnreached = std::numeric_limits<size_t>::max();

struct Partial {
  double at_least;  // length so far and the distance to the target
  double length;
  std::vector<Vertex> vertices;
};

struct Longer {
  const ViewGraph& graph;
  // Equals by the ids on the way, so that the order is the same each time.
  bool operator()(const Partial& a, const Partial& b) const {
    if (a.at_least != b.at_least) return a.at_least > b.at_least;
    return std::lexicographical_compare(b.vertices.begin(), b.vertices.end(), a.vertices.begin(),
                                        a.vertices.end(), [this](Vertex x, Vertex y) {
                                          return std::tie(graph[x].id, graph[x].kind) <
                                                 std::tie(graph[y].id, graph[y].kind);
                                        });
  }
};

class Finder {
 public:
  Finder(const ViewGraph& graph, Vertex from, Vertex to)
      : graph_(graph),
        from_(from),
        to_(to),
        distances_(boost::num_vertices(graph)),
        links_(boost::num_vertices(graph), kUnreached) {
    boost::dijkstra_shortest_paths(
        graph, to,
        boost::weight_map(boost::get(&ViewEdge::length, graph))
            .distance_map(boost::make_iterator_property_map(
                distances_.begin(), boost::get(boost::vertex_index, graph))));
    links_[to] = 0;
    boost::breadth_first_search(graph, to,
                                boost::visitor(boost::make_bfs_visitor(boost::record_distances(
                                    links_.data(), boost::on_tree_edge()))));
  }

  std::vector<Path> Run(const PathsQuery& query, const Stop& stop) {
    std::vector<Path> paths;
    const size_t most = static_cast<size_t>(std::max(query.max_links, 0));
    if (links_[from_] > most || query.count <= 0) return paths;
    std::priority_queue<Partial, std::vector<Partial>, Longer> queue(Longer{graph_});
    queue.push({distances_[from_], 0, {from_}});
    size_t pushed = 1;
    for (size_t steps = 0; !queue.empty() && pushed < kMaxPartialPaths; ++steps) {
      if (stop && steps % 1000 == 0 && stop()) return {};
      const Partial at = queue.top();
      queue.pop();
      if (at.vertices.back() == to_) {
        paths.push_back(Written(at));
        if (paths.size() >= static_cast<size_t>(query.count)) break;
        continue;
      }
      for (const auto& edge :
           boost::make_iterator_range(boost::out_edges(at.vertices.back(), graph_))) {
        const Vertex next = boost::target(edge, graph_);
        if (links_[next] > most || at.vertices.size() + links_[next] > most) continue;
        if (std::find(at.vertices.begin(), at.vertices.end(), next) != at.vertices.end()) continue;
        Partial further = at;
        further.vertices.push_back(next);
        further.length += graph_[edge].length;
        further.at_least = further.length + distances_[next];
        queue.push(std::move(further));
        ++pushed;
      }
    }
    return paths;
  }

 private:
  Path Written(const Partial& partial) const {
    Path path;
    path.length = partial.length;
    for (size_t i = 0; i < partial.vertices.size(); ++i) {
      const ViewNode& node = graph_[partial.vertices[i]];
      PathNode& out = path.nodes.emplace_back();
      out.kind = node.kind;
      out.id = node.id;
      out.actor_kind = node.actor_kind;
      if (i + 1 < partial.vertices.size()) {
        out.step =
            graph_[boost::edge(partial.vertices[i], partial.vertices[i + 1], graph_).first].kind;
      }
    }
    return path;
  }

  const ViewGraph& graph_;
  Vertex from_;
  Vertex to_;
  std::vector<double> distances_;  // to the target
  std::vector<size_t> links_;      // to the target, at least
};

}  // namespace

std::vector<Path> FindPaths(const Network& network, const Audience& audience,
                            const PathsQuery& query, const Stop& stop) {
  const Parts& parts = network.parts();
  if (query.from == query.to) return {};
  const Sight sight(*parts.access, audience);
  const auto sees = [&](absl::string_view actor) {
    const Record* whole = parts.Find(actor).whole;
    return whole != nullptr && sight.Visible(*whole) != nullptr;
  };
  if (!sees(query.from) || !sees(query.to)) return {};
  VisibleTies ties(parts.ties, sight, sees);
  if (stop && stop()) return {};
  Neighbourhood neighbourhood(parts, sight, ties, query.from, query.to);
  neighbourhood.Grow((query.max_links + 1) / 2);
  return Finder(neighbourhood.graph(), neighbourhood.from(), neighbourhood.to()).Run(query, stop);
}

}  // namespace tashbik::graph
