// Classes of actors that are tied alike, and a breadth-first search from each.
#include "graph/betweenness.h"

#include <algorithm>
#include <atomic>
#include <utility>

#include "absl/container/flat_hash_map.h"

namespace tashbik::graph {
namespace {

// Sums of this many parts of the sources, whatever threads there are.
constexpr size_t kParts = 16;
constexpr int32_t kUnseen = -1;

// Actors with ties, as classes of those with the same closed neighbourhood.
struct Classes {
  std::vector<uint32_t> of;      // by actor; of no meaning for those without ties
  std::vector<uint32_t> member;  // one actor of each
  std::vector<double> size;
  std::vector<uint32_t> begins;  // by class, one more at the end
  std::vector<uint32_t> neighbours;
};

Classes MakeClasses(const Shape& shape) {
  Classes classes;
  classes.of.resize(shape.size());
  absl::flat_hash_map<std::vector<uint32_t>, uint32_t> numbers;
  for (uint32_t actor = 0; actor < shape.size(); ++actor) {
    if (shape.IsIsolated(actor)) continue;
    const std::span<const uint32_t> own = shape.Neighbours(actor);
    std::vector<uint32_t> closed(own.begin(), own.end());
    closed.insert(std::lower_bound(closed.begin(), closed.end(), actor), actor);
    const auto number = static_cast<uint32_t>(classes.member.size());
    const auto [it, added] = numbers.emplace(std::move(closed), number);
    if (added) {
      classes.member.push_back(actor);
      classes.size.push_back(0);
    }
    classes.of[actor] = it->second;
    classes.size[it->second] += 1;
  }
  classes.begins.push_back(0);
  std::vector<uint32_t> next;
  for (uint32_t number = 0; number < classes.member.size(); ++number) {
    next.clear();
    for (uint32_t neighbour : shape.Neighbours(classes.member[number])) {
      if (classes.of[neighbour] != number) next.push_back(classes.of[neighbour]);
    }
    std::sort(next.begin(), next.end());
    next.erase(std::unique(next.begin(), next.end()), next.end());
    classes.neighbours.insert(classes.neighbours.end(), next.begin(), next.end());
    classes.begins.push_back(static_cast<uint32_t>(classes.neighbours.size()));
  }
  return classes;
}

// Searches from one class after the other, and adds up what leads over each.
class Search {
 public:
  explicit Search(const Classes& classes)
      : classes_(classes),
        order_(classes.member.size()),
        distance_(classes.member.size(), kUnseen),
        ways_(classes.member.size()),
        dependency_(classes.member.size()),
        sums_(classes.member.size(), 0) {}

  // Ways from `times` actors of the class `source`.
  void From(uint32_t source, double times) {
    const size_t reached = Reach(source);
    for (size_t i = 0; i < reached; ++i) dependency_[order_[i]] = 0;
    for (size_t i = reached; i-- > 1;) {
      const uint32_t at = order_[i];
      // For each actor of `at`: itself as an end, and the ways on from it.
      const double per_way = classes_.size[at] * (1 + dependency_[at]) / ways_[at];
      const int32_t nearer = distance_[at] - 1;
      for (uint32_t n = classes_.begins[at]; n < classes_.begins[at + 1]; ++n) {
        const uint32_t before = classes_.neighbours[n];
        if (distance_[before] == nearer) dependency_[before] += ways_[before] * per_way;
      }
      sums_[at] += times * dependency_[at];
    }
    for (size_t i = 0; i < reached; ++i) distance_[order_[i]] = kUnseen;
  }

  const std::vector<double>& sums() const { return sums_; }

 private:
  // By distance, with the number of shortest ways to an actor of each class.
  size_t Reach(uint32_t source) {
    size_t reached = 0;
    order_[reached++] = source;
    distance_[source] = 0;
    ways_[source] = 1;
    for (size_t i = 0; i < reached; ++i) {
      const uint32_t at = order_[i];
      const int32_t next = distance_[at] + 1;
      // The others of the source's class are ends, on no way.
      const double ways = i == 0 ? 1 : ways_[at] * classes_.size[at];
      for (uint32_t n = classes_.begins[at]; n < classes_.begins[at + 1]; ++n) {
        const uint32_t to = classes_.neighbours[n];
        if (distance_[to] == kUnseen) {
          distance_[to] = next;
          ways_[to] = 0;
          order_[reached++] = to;
        }
        if (distance_[to] == next) ways_[to] += ways;
      }
    }
    return reached;
  }

  const Classes& classes_;
  std::vector<uint32_t> order_;
  std::vector<int32_t> distance_;
  std::vector<double> ways_;
  std::vector<double> dependency_;  // of a source on one actor of the class
  std::vector<double> sums_;
};

// A class to search from, and for how many actors.
using Source = std::pair<uint32_t, double>;

// All classes, or those of the first actors with ties.
std::vector<Source> ChooseSources(const Shape& shape, const Structure& structure,
                                  const Classes& classes, const BetweennessLimits& limits,
                                  bool& sampled) {
  std::vector<Source> all;
  std::vector<uint64_t> arcs(structure.component_size.size(), 0);
  for (uint32_t c = 0; c < classes.member.size(); ++c) {
    all.emplace_back(c, classes.size[c]);
    arcs[structure.component[classes.member[c]]] += classes.begins[c + 1] - classes.begins[c];
  }
  uint64_t steps = 0;
  for (const uint32_t member : classes.member) steps += arcs[structure.component[member]];
  sampled = shape.size() > limits.exact_actors || steps > limits.exact_steps;
  if (!sampled) return all;
  const uint64_t per_source = std::max<uint64_t>(1, steps / std::max<size_t>(1, all.size()));
  const size_t most = std::max<size_t>(limits.least_sources, limits.sample_steps / per_source);
  std::vector<Source> chosen;
  absl::flat_hash_map<uint32_t, size_t> places;
  double drawn = 0;
  double tied = 0;
  for (uint32_t actor = 0; actor < shape.size(); ++actor) {
    if (shape.IsIsolated(actor)) continue;
    tied += 1;
    if (drawn >= static_cast<double>(most)) continue;
    drawn += 1;
    const auto [it, added] = places.emplace(classes.of[actor], chosen.size());
    if (added) chosen.emplace_back(classes.of[actor], 0);
    chosen[it->second].second += 1;
  }
  for (Source& source : chosen) source.second *= tied / drawn;
  return chosen;
}

}  // namespace

std::optional<Betweenness> MeasureBetweenness(const Shape& shape, const Structure& structure,
                                              const Parallel& parallel, const Stop& stop,
                                              const BetweennessLimits& limits) {
  const Classes classes = MakeClasses(shape);
  Betweenness result;
  const std::vector<Source> sources =
      ChooseSources(shape, structure, classes, limits, result.sampled);
  std::vector<std::vector<double>> parts(kParts);
  std::atomic<bool> stopped{false};
  std::atomic_flag asking = ATOMIC_FLAG_INIT;  // `stop` is asked by one thread at a time
  RunOn(parallel, kParts, [&](size_t part) {
    Search search(classes);
    for (size_t i = part; i < sources.size() && !stopped.load(); i += kParts) {
      search.From(sources[i].first, sources[i].second);
      if (!stop || asking.test_and_set()) continue;
      if (stop()) stopped.store(true);
      asking.clear();
    }
    parts[part] = search.sums();
  });
  if (stopped.load()) return std::nullopt;

  double connected = 0;  // ordered pairs
  for (uint32_t size : structure.component_size) {
    connected += static_cast<double>(size) * (static_cast<double>(size) - 1);
  }
  result.share.resize(shape.size(), 0);
  for (uint32_t actor = 0; actor < shape.size(); ++actor) {
    if (shape.IsIsolated(actor)) continue;
    double sum = 0;
    for (const std::vector<double>& part : parts) sum += part[classes.of[actor]];
    const auto own = static_cast<double>(structure.component_size[structure.component[actor]]);
    const double others = connected - 2 * (own - 1);
    if (others > 0) result.share[actor] = std::clamp(sum / others, 0.0, 1.0);
  }
  return result;
}

}  // namespace tashbik::graph
