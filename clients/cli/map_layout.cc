// Forces by Boost.Graph, then boxes are drawn and moved apart, then parts are packed.
#include "clients/cli/map_layout.h"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/fruchterman_reingold.hpp>
#include <boost/graph/random_layout.hpp>
#include <boost/graph/topology.hpp>
#include <boost/random/linear_congruential.hpp>
#include <cmath>

namespace tashbik::cli {
namespace {

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS>;
using Page = boost::rectangle_topology<boost::minstd_rand>;

constexpr double kAspect = 1.45;    // width by height: A4 on its side, less the title
constexpr double kMargin = 10;      // between boxes
constexpr double kPartMargin = 36;  // between parts
constexpr int kForceRounds = 500;
constexpr int kApartRounds = 3000;
constexpr int kSpreadRounds = 14;
constexpr double kSpreadStep = 1.1;  // of 14: at most 3.8 times as wide
// Pairs of boxes over each other that moving apart sets right without pushing the picture out of
// shape, for each node.
constexpr double kFewOverlaps = 0.6;
// How far below its point a box has something to read.
constexpr double kToLabel = 12;
constexpr unsigned kSeed = 20221020;

// Pulls harder than Fruchterman and Reingold have it, or the page's edge would hold back what is
// pushed away: most nodes would stand along it.
struct Pull {
  static constexpr double kStrength = 3;
  double operator()(const Graph::edge_descriptor&, double k, double distance, const Graph&) const {
    return kStrength * distance * distance / k;
  }
};

// One part, with points of its own.
struct Part {
  std::vector<size_t> nodes;
  std::vector<MapBox> boxes;     // by place in `nodes`
  std::vector<MapPoint> points;  // the same
  std::vector<bool> turned;      // the same
  double width = 0;
  double height = 0;
};

// Room that the boxes need when they are spread out well.
double AreaOf(const Part& part) {
  double area = 0;
  for (const MapBox& box : part.boxes) {
    area += (box.width + 2 * kMargin) * (box.above + box.below + kMargin);
  }
  return area * 2.2;
}

void ApplyForces(const std::vector<std::pair<size_t, size_t>>& edges, double area, Part& part) {
  Graph graph(part.nodes.size());
  for (const auto& [a, b] : edges) boost::add_edge(a, b, graph);
  const double width = std::sqrt(area * kAspect);
  boost::minstd_rand random(kSeed);
  const Page page(random, -width / 2, -width / kAspect / 2, width / 2, width / kAspect / 2);
  std::vector<Page::point_type> points(part.nodes.size());
  const auto map =
      boost::make_iterator_property_map(points.begin(), boost::get(boost::vertex_index, graph));
  boost::random_graph_layout(graph, map, page);
  boost::fruchterman_reingold_force_directed_layout(
      graph, map, page,
      boost::cooling(boost::linear_cooling<double>(kForceRounds, width / 10))
          .force_pairs(boost::all_force_pairs())
          .attractive_force(Pull()));
  for (const Page::point_type& point : points) part.points.push_back({point[0], point[1]});
}

// How many pairs of boxes lie over each other, margins included.
size_t Overlaps(const Part& part) {
  size_t overlaps = 0;
  for (size_t i = 0; i < part.boxes.size(); ++i) {
    for (size_t j = i + 1; j < part.boxes.size(); ++j) {
      const MapBox& a = part.boxes[i];
      const MapBox& b = part.boxes[j];
      const MapPoint& p = part.points[i];
      const MapPoint& q = part.points[j];
      const bool beside = std::abs(q.x - p.x) >= (a.width + b.width) / 2 + kMargin;
      const bool over =
          q.y - b.above >= p.y + a.below + kMargin || p.y - a.above >= q.y + b.below + kMargin;
      overlaps += beside || over ? 0 : 1;
    }
  }
  return overlaps;
}

// Draws the whole picture out. Boxes in a throng would push each other into columns.
void Spread(Part& part) {
  const auto few = static_cast<size_t>(kFewOverlaps * static_cast<double>(part.nodes.size()));
  for (int round = 0; round < kSpreadRounds && Overlaps(part) > few; ++round) {
    for (MapPoint& point : part.points) {
      point.x *= kSpreadStep;
      point.y *= kSpreadStep;
    }
  }
}

// Turns boxes over where fewer edges run from the point through what is above than below.
void TurnFromEdges(const std::vector<std::pair<size_t, size_t>>& edges, Part& part) {
  std::vector<int> more_below(part.nodes.size(), 0);
  const auto look = [&](size_t from, size_t to) {
    const double dx = std::abs(part.points[to].x - part.points[from].x);
    const double dy = part.points[to].y - part.points[from].y;
    const bool through = dx * kToLabel < std::abs(dy) * part.boxes[from].width / 2;
    if (through) more_below[from] += dy > 0 ? 1 : -1;
  };
  for (const auto& [a, b] : edges) {
    look(a, b);
    look(b, a);
  }
  part.turned.resize(part.nodes.size());
  for (size_t i = 0; i < part.nodes.size(); ++i) {
    part.turned[i] = more_below[i] > 0;
    if (part.turned[i]) std::swap(part.boxes[i].above, part.boxes[i].below);
  }
}

// Moves boxes that overlap away from each other by the shorter way, until none does.
void MoveApart(Part& part) {
  const size_t count = part.nodes.size();
  for (int round = 0; round < kApartRounds; ++round) {
    bool moved = false;
    for (size_t i = 0; i < count; ++i) {
      for (size_t j = i + 1; j < count; ++j) {
        const MapBox& a = part.boxes[i];
        const MapBox& b = part.boxes[j];
        MapPoint& p = part.points[i];
        MapPoint& q = part.points[j];
        const double dx = q.x - p.x;
        const double over_x = (a.width + b.width) / 2 + kMargin - std::abs(dx);
        const bool below = q.y + b.below > p.y + a.below;  // which one gives way downwards
        const double over_y =
            kMargin + (below ? p.y + a.below - (q.y - b.above) : q.y + b.below - (p.y - a.above));
        if (over_x <= 0 || over_y <= 0) continue;
        moved = true;
        // A little more than needed, or many would creep.
        if (over_x < over_y) {
          const double step = (over_x / 2 + 0.5) * (dx < 0 ? -1 : 1);
          p.x -= step;
          q.x += step;
        } else {
          const double step = (over_y / 2 + 0.5) * (below ? 1 : -1);
          p.y -= step;
          q.y += step;
        }
      }
    }
    if (!moved) return;
  }
}

// Moves the part to begin at 0, 0, and measures it.
void Fit(Part& part) {
  double left = 1e300, top = 1e300, right = -1e300, bottom = -1e300;
  for (size_t i = 0; i < part.nodes.size(); ++i) {
    const MapBox& box = part.boxes[i];
    left = std::min(left, part.points[i].x - box.width / 2);
    right = std::max(right, part.points[i].x + box.width / 2);
    top = std::min(top, part.points[i].y - box.above);
    bottom = std::max(bottom, part.points[i].y + box.below);
  }
  for (MapPoint& point : part.points) {
    point.x -= left;
    point.y -= top;
  }
  part.width = right - left;
  part.height = bottom - top;
}

// Puts rectangles into rows of at most `most` width, in their order; returns where each begins and
// the size of all.
struct Rows {
  std::vector<MapPoint> begins;
  double width = 0;
  double height = 0;
};
Rows PutInRows(const std::vector<std::pair<double, double>>& sizes, double most, double gap) {
  Rows rows;
  double x = 0, y = 0, row_height = 0;
  for (const auto& [width, height] : sizes) {
    if (x > 0 && x + width > most) {
      x = 0;
      y += row_height + gap;
      row_height = 0;
    }
    rows.begins.push_back({x, y});
    rows.width = std::max(rows.width, x + width);
    row_height = std::max(row_height, height);
    rows.height = y + row_height;
    x += width + gap;
  }
  return rows;
}

// Parts with edges, the largest first, and the nodes without.
std::vector<Part> PartsOf(size_t nodes, const std::vector<std::pair<size_t, size_t>>& edges,
                          std::vector<size_t>& alone) {
  Graph graph(nodes);
  for (const auto& [a, b] : edges) boost::add_edge(a, b, graph);
  std::vector<size_t> component(nodes);
  if (nodes == 0) return {};
  const auto count = boost::connected_components(
      graph,
      boost::make_iterator_property_map(component.begin(), boost::get(boost::vertex_index, graph)));
  std::vector<Part> parts(count);
  for (size_t node = 0; node < nodes; ++node) parts[component[node]].nodes.push_back(node);
  for (const Part& part : parts) {
    if (part.nodes.size() == 1) alone.push_back(part.nodes[0]);
  }
  std::erase_if(parts, [](const Part& part) { return part.nodes.size() == 1; });
  std::stable_sort(parts.begin(), parts.end(),
                   [](const Part& a, const Part& b) { return a.nodes.size() > b.nodes.size(); });
  return parts;
}

}  // namespace

MapLayout LayOutMap(const std::vector<MapBox>& boxes,
                    const std::vector<std::pair<size_t, size_t>>& edges, double gap) {
  MapLayout layout;
  layout.points.resize(boxes.size());
  layout.turned.resize(boxes.size());
  std::vector<size_t> alone;
  std::vector<Part> parts = PartsOf(boxes.size(), edges, alone);
  std::vector<size_t> place(boxes.size());
  std::vector<size_t> part_of(boxes.size(), parts.size());
  std::vector<std::pair<double, double>> sizes;
  double area = 0;
  for (size_t p = 0; p < parts.size(); ++p) {
    for (size_t i = 0; i < parts[p].nodes.size(); ++i) {
      place[parts[p].nodes[i]] = i;
      part_of[parts[p].nodes[i]] = p;
      parts[p].boxes.push_back(boxes[parts[p].nodes[i]]);
    }
  }
  std::vector<std::vector<std::pair<size_t, size_t>>> own_edges(parts.size());
  for (const auto& [a, b] : edges) own_edges[part_of[a]].emplace_back(place[a], place[b]);
  for (size_t p = 0; p < parts.size(); ++p) {
    ApplyForces(own_edges[p], AreaOf(parts[p]), parts[p]);
    Spread(parts[p]);
    TurnFromEdges(own_edges[p], parts[p]);
    MoveApart(parts[p]);
    Fit(parts[p]);
    sizes.emplace_back(parts[p].width, parts[p].height);
    area += (parts[p].width + kPartMargin) * (parts[p].height + kPartMargin);
  }
  for (size_t node : alone) {
    area += (boxes[node].width + kMargin) * (boxes[node].above + boxes[node].below + kMargin);
  }
  const double widest = parts.empty() ? 0 : parts[0].width;
  const double most = std::max(widest, std::sqrt(area * kAspect));
  const Rows rows = PutInRows(sizes, most, kPartMargin);
  for (size_t p = 0; p < parts.size(); ++p) {
    for (size_t i = 0; i < parts[p].nodes.size(); ++i) {
      layout.points[parts[p].nodes[i]] = {rows.begins[p].x + parts[p].points[i].x,
                                          rows.begins[p].y + parts[p].points[i].y};
      layout.turned[parts[p].nodes[i]] = parts[p].turned[i];
    }
  }
  layout.width = rows.width;
  layout.height = rows.height;
  layout.alone_y = rows.height;
  if (alone.empty()) return layout;
  // In columns of equal width, so that the eye can run down them.
  double cell = 0, above = 0;
  for (size_t node : alone) {
    cell = std::max(cell, boxes[node].width);
    above = std::max(above, boxes[node].above);
  }
  std::vector<std::pair<double, double>> cells;
  for (size_t node : alone) cells.emplace_back(cell, above + boxes[node].below);
  const Rows grid = PutInRows(cells, most, 2 * kMargin);
  layout.alone_y = parts.empty() ? 0 : rows.height + gap;
  for (size_t i = 0; i < alone.size(); ++i) {
    layout.points[alone[i]] = {grid.begins[i].x + cell / 2,
                               layout.alone_y + grid.begins[i].y + above};
  }
  layout.width = std::max(rows.width, grid.width);
  layout.height = layout.alone_y + grid.height;
  return layout;
}

}  // namespace tashbik::cli
