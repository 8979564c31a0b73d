// Louvain's method: move single nodes while that helps, make each community a node, and again;
// then from single actors once more, until nothing moves.
#include "graph/communities.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/numeric/int128.h"

namespace tashbik::graph {
namespace {

// Passes over all nodes of one level, at most: each raises modularity, the last ones hardly.
constexpr int kMaxPasses = 50;
// Ways from single actors to communities, at most: the second one changes little, a third nothing.
constexpr int kMaxRounds = 20;

// Nodes with weighted ties. Weights are whole numbers, so sums are the same in any order.
struct Level {
  struct Arc {
    uint32_t to;
    uint64_t weight;
  };
  std::vector<std::vector<Arc>> arcs;  // to other nodes
  std::vector<uint64_t> degree;        // with twice what lies within the node
  uint64_t total = 0;                  // of all degrees
};

Level LevelOf(const Shape& shape) {
  Level level;
  level.arcs.resize(shape.size());
  level.degree.resize(shape.size(), 0);
  for (const ShapeTie& tie : shape.ties()) {
    level.arcs[tie.a].push_back({tie.b, tie.weight});
    level.arcs[tie.b].push_back({tie.a, tie.weight});
    level.degree[tie.a] += tie.weight;
    level.degree[tie.b] += tie.weight;
    level.total += 2 * tie.weight;
  }
  return level;
}

// How much a node of this degree gains by being in a community with `degrees`, apart from it, and
// `weight` between them; times 2 / total^2. 128 bits hold it: a total has at most some 40.
absl::int128 GainOf(const Level& level, uint64_t weight, uint64_t degree, uint64_t degrees) {
  return static_cast<absl::int128>(weight) * level.total -
         static_cast<absl::int128>(degree) * degrees;
}

// Moves nodes between communities while that helps; whether any moved.
bool MoveNodes(const Level& level, std::vector<uint32_t>& community) {
  const auto size = static_cast<uint32_t>(level.arcs.size());
  std::vector<uint64_t> degrees(size, 0);  // by community
  for (uint32_t node = 0; node < size; ++node) degrees[community[node]] += level.degree[node];
  std::vector<uint64_t> between(size, 0);  // from the node at hand, by community
  std::vector<uint32_t> near;
  bool any = false;
  for (int pass = 0; pass < kMaxPasses; ++pass) {
    bool moved = false;
    for (uint32_t node = 0; node < size; ++node) {
      if (level.arcs[node].empty()) continue;
      near.clear();
      for (const Level::Arc& arc : level.arcs[node]) {
        const uint32_t other = community[arc.to];
        if (between[other] == 0) near.push_back(other);
        between[other] += arc.weight;
      }
      std::sort(near.begin(), near.end());
      const uint32_t own = community[node];
      degrees[own] -= level.degree[node];
      uint32_t best = own;
      absl::int128 best_gain = GainOf(level, between[own], level.degree[node], degrees[own]);
      for (uint32_t other : near) {
        const absl::int128 gain = GainOf(level, between[other], level.degree[node], degrees[other]);
        if (gain > best_gain) {
          best = other;
          best_gain = gain;
        }
      }
      degrees[best] += level.degree[node];
      community[node] = best;
      moved = moved || best != own;
      for (uint32_t other : near) between[other] = 0;
    }
    any = any || moved;
    if (!moved) break;
  }
  return any;
}

// Communities as the nodes of a new level, numbered in the order of their first nodes; `community`
// becomes the number of each node's.
Level Merge(const Level& level, std::vector<uint32_t>& community) {
  absl::flat_hash_map<uint32_t, uint32_t> numbers;
  for (uint32_t& of_node : community) {
    of_node = numbers.emplace(of_node, static_cast<uint32_t>(numbers.size())).first->second;
  }
  Level merged;
  merged.arcs.resize(numbers.size());
  merged.degree.resize(numbers.size(), 0);
  merged.total = level.total;
  std::vector<std::map<uint32_t, uint64_t>> weights(numbers.size());
  for (uint32_t node = 0; node < level.arcs.size(); ++node) {
    merged.degree[community[node]] += level.degree[node];
    for (const Level::Arc& arc : level.arcs[node]) {
      if (community[arc.to] == community[node]) continue;
      weights[community[node]][community[arc.to]] += arc.weight;
    }
  }
  for (uint32_t node = 0; node < weights.size(); ++node) {
    for (const auto& [to, weight] : weights[node]) merged.arcs[node].push_back({to, weight});
  }
  return merged;
}

std::vector<uint32_t> Alone(size_t size) {
  std::vector<uint32_t> community(size);
  for (uint32_t i = 0; i < size; ++i) community[i] = i;
  return community;
}

// Numbers communities of the actors with ties by their sizes.
std::vector<int32_t> BySize(const Shape& shape, const std::vector<uint32_t>& community) {
  struct Found {
    uint32_t first;
    uint32_t size;
  };
  std::vector<Found> found(community.size(), {0, 0});
  for (auto actor = static_cast<uint32_t>(community.size()); actor-- > 0;) {
    found[community[actor]].first = actor;
    ++found[community[actor]].size;
  }
  std::vector<uint32_t> order;
  for (uint32_t number = 0; number < found.size(); ++number) {
    if (found[number].size > 0 && !shape.IsIsolated(found[number].first)) order.push_back(number);
  }
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    if (found[a].size != found[b].size) return found[a].size > found[b].size;
    return found[a].first < found[b].first;
  });
  std::vector<int32_t> rank(found.size(), kNoCommunity);
  for (size_t i = 0; i < order.size(); ++i) rank[order[i]] = static_cast<int32_t>(i);
  std::vector<int32_t> ranked;
  for (uint32_t of_actor : community) ranked.push_back(rank[of_actor]);
  return ranked;
}

}  // namespace

std::vector<int32_t> FindCommunities(const Shape& shape) {
  const Level base = LevelOf(shape);
  std::vector<uint32_t> of_actor = Alone(shape.size());
  for (int round = 0; round < kMaxRounds; ++round) {
    bool moved = MoveNodes(base, of_actor);
    Level level = Merge(base, of_actor);
    std::vector<uint32_t> community = Alone(level.arcs.size());
    while (MoveNodes(level, community)) {
      moved = true;
      level = Merge(level, community);
      for (uint32_t& number : of_actor) number = community[number];
      community = Alone(level.arcs.size());
    }
    // Where communities have been joined, single actors may gain by moving again.
    if (!moved) break;
  }
  return BySize(shape, of_actor);
}

double Modularity(const Shape& shape, const std::vector<int32_t>& communities) {
  absl::flat_hash_map<int32_t, double> degrees;
  double within = 0;
  double total = 0;
  for (const ShapeTie& tie : shape.ties()) {
    const auto weight = static_cast<double>(tie.weight);
    total += 2 * weight;
    degrees[communities[tie.a]] += weight;
    degrees[communities[tie.b]] += weight;
    if (communities[tie.a] == communities[tie.b]) within += 2 * weight;
  }
  if (total == 0) return 0;
  double by_chance = 0;
  for (const auto& [community, degree] : degrees) by_chance += degree / total * (degree / total);
  return within / total - by_chance;
}

}  // namespace tashbik::graph
