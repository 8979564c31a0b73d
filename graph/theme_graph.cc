// Dijkstra's algorithm over links that a question admits. Its distances live in scratch that is
// left as it was found, so that a walk costs what it visits.
#include "graph/theme_graph.h"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dijkstra_shortest_paths_no_color_map.hpp>
#include <boost/graph/filtered_graph.hpp>
#include <boost/graph/reverse_graph.hpp>
#include <boost/property_map/function_property_map.hpp>
#include <functional>
#include <limits>
#include <utility>

#include "graph/fixed.h"

namespace tashbik::graph {
namespace {

struct Edge {
  const ThemeLinkUp* link = nullptr;
};

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS,
                                    boost::no_property, Edge>;

constexpr int kFar = std::numeric_limits<int>::max();

// Keeps what is met.
struct Meet : boost::dijkstra_visitor<> {
  explicit Meet(std::vector<ThemeStep>& themes) : found(&themes) {}
  template <typename G>
  void discover_vertex(size_t theme, const G&) const {
    found->push_back({static_cast<ThemeNo>(theme), 0});
  }
  std::vector<ThemeStep>* found;
};

// `Direction` is Graph or its reverse.
template <typename Direction>
std::vector<ThemeStep> Walk(const Graph& links, const Direction& direction, ThemeNo from,
                            ThemeGraph::Admits admits) {
  thread_local std::vector<int> distances;  // scratch; left all kFar
  if (distances.size() < boost::num_vertices(links)) {
    distances.resize(boost::num_vertices(links), kFar);
  }
  const auto link = [&](auto edge) { return boost::get(&Edge::link, direction, edge); };
  const std::function<bool(typename Direction::edge_descriptor)> admitted = [&](auto edge) {
    return admits(*link(edge));
  };
  const boost::filtered_graph graph(direction, admitted);
  const auto cost = boost::make_function_property_map<typename Direction::edge_descriptor>(
      [&](auto edge) { return link(edge)->cause ? 0 : 1; });
  const auto index = boost::get(boost::vertex_index, links);
  std::vector<ThemeStep> found;
  distances[from] = 0;
  boost::dijkstra_shortest_paths_no_color_map_no_init(
      graph, from, boost::dummy_property_map(),
      boost::make_iterator_property_map(distances.begin(), index), cost, index, std::less<>(),
      std::plus<>(), kFar, 0, Meet(found));
  for (ThemeStep& step : found) {
    step.steps = std::min(std::exchange(distances[step.theme], kFar), kMaxSteps);
  }
  std::sort(found.begin(), found.end(),
            [](const ThemeStep& a, const ThemeStep& b) { return a.theme < b.theme; });
  return found;
}

}  // namespace

struct ThemeGraph::Links {
  Graph graph;
};

ThemeGraph::ThemeGraph(const std::vector<std::vector<ThemeLinkUp>>& up) {
  auto links = std::make_unique<Links>();
  links->graph = Graph(up.size());
  for (size_t theme = 0; theme < up.size(); ++theme) {
    for (const ThemeLinkUp& link : up[theme]) {
      boost::add_edge(theme, link.theme, Edge{&link}, links->graph);
    }
  }
  links_ = std::move(links);
}

ThemeGraph::~ThemeGraph() = default;

std::vector<ThemeStep> ThemeGraph::Above(ThemeNo theme, Admits admits) const {
  return Walk(links_->graph, links_->graph, theme, admits);
}

std::vector<ThemeStep> ThemeGraph::Below(ThemeNo theme, Admits admits) const {
  return Walk(links_->graph, boost::make_reverse_graph(links_->graph), theme, admits);
}

}  // namespace tashbik::graph
