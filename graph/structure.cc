// The one file that makes a Boost.Graph of a shape.
#include "graph/structure.h"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/biconnected_components.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/core_numbers.hpp>
#include <iterator>

namespace tashbik::graph {
namespace {

using TieGraph = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS>;

}  // namespace

Structure MeasureStructure(const Shape& shape) {
  TieGraph graph(shape.size());
  for (const ShapeTie& tie : shape.ties()) boost::add_edge(tie.a, tie.b, graph);
  const auto index = boost::get(boost::vertex_index, graph);
  Structure structure;
  structure.component.resize(shape.size());
  structure.core.resize(shape.size());
  structure.articulation.resize(shape.size());
  if (shape.size() == 0) return structure;
  const auto count = boost::connected_components(
      graph, boost::make_iterator_property_map(structure.component.begin(), index));
  structure.component_size.resize(count);
  for (uint32_t component : structure.component) ++structure.component_size[component];
  boost::core_numbers(graph, boost::make_iterator_property_map(structure.core.begin(), index));
  std::vector<TieGraph::vertex_descriptor> points;
  boost::articulation_points(graph, std::back_inserter(points));
  for (TieGraph::vertex_descriptor point : points) structure.articulation[point] = true;
  return structure;
}

double EffectiveSize(const Shape& shape, uint32_t actor) {
  const std::span<const uint32_t> own = shape.Neighbours(actor);
  if (own.empty()) return 0;
  size_t among = 0;  // each tie among them is met from both ends
  for (uint32_t neighbour : own) {
    for (uint32_t further : shape.Neighbours(neighbour)) {
      among += std::binary_search(own.begin(), own.end(), further) ? 1 : 0;
    }
  }
  const auto size = static_cast<double>(own.size());
  return size - static_cast<double>(among) / size;
}

}  // namespace tashbik::graph
