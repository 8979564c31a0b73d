// Classes of actors that are tied alike, and a breadth-first search from each.
#include "graph/betweenness.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <utility>

#include "absl/container/flat_hash_map.h"

namespace tashbik::graph {
namespace {

// Sums of this many parts of the sources, whatever threads there are.
constexpr size_t kParts = 16;
// As many sources are searched from at once: one look at a tie serves them all.
constexpr size_t kLanes = 8;
constexpr int32_t kUnseen = -1;

template <typename Value>
using Lanes = std::array<Value, kLanes>;

// Actors with ties, as classes of those with the same closed neighbourhood. Classes that are near
// each other have near numbers: they are numbered by a breadth-first walk.
struct Classes {
  std::vector<uint32_t> of;      // by actor; of no meaning for those without ties
  std::vector<uint32_t> member;  // one actor of each
  std::vector<double> size;
  std::vector<uint32_t> begins;  // by class, one more at the end
  std::vector<uint32_t> neighbours;
};

// The actors with ties, each part of the network walked from its first.
std::vector<uint32_t> WalkActors(const Shape& shape) {
  std::vector<uint32_t> order;
  std::vector<bool> seen(shape.size());
  for (uint32_t first = 0; first < shape.size(); ++first) {
    if (seen[first] || shape.IsIsolated(first)) continue;
    seen[first] = true;
    size_t next = order.size();
    order.push_back(first);
    for (; next < order.size(); ++next) {
      for (uint32_t neighbour : shape.Neighbours(order[next])) {
        if (seen[neighbour]) continue;
        seen[neighbour] = true;
        order.push_back(neighbour);
      }
    }
  }
  return order;
}

Classes MakeClasses(const Shape& shape) {
  Classes classes;
  classes.of.resize(shape.size());
  absl::flat_hash_map<std::vector<uint32_t>, uint32_t> numbers;
  for (uint32_t actor : WalkActors(shape)) {
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

// A class to search from, and for how many actors.
using Source = std::pair<uint32_t, double>;

// Searches from kLanes classes at once, and adds up what leads over each class. A class is in the
// list of a distance where any lane reaches it so; what another lane has there counts as 0.
class Search {
 public:
  explicit Search(const Classes& classes)
      : classes_(classes),
        distance_(classes.member.size(), AllLanes<int32_t>(kUnseen)),
        ways_(classes.member.size()),
        dependency_(classes.member.size()),
        passed_(classes.member.size(), AllLanes<double>(0)),
        touched_(classes.member.size(), 0),
        sums_(classes.member.size(), 0) {}

  // At most kLanes different sources.
  void From(std::span<const Source> sources) {
    Reach(sources);
    for (size_t distance = levels_.size(); distance-- > 1;) {
      for (uint32_t at : levels_[distance]) Share(at, static_cast<int32_t>(distance), sources);
      for (uint32_t at : levels_[distance - 1]) Gather(at, static_cast<int32_t>(distance) - 1);
      for (uint32_t at : levels_[distance]) passed_[at].fill(0);
    }
    for (const std::vector<uint32_t>& level : levels_) {
      for (uint32_t at : level) distance_[at].fill(kUnseen);
    }
  }

  const std::vector<double>& sums() const { return sums_; }

 private:
  template <typename Value>
  static Lanes<Value> AllLanes(Value value) {
    Lanes<Value> lanes;
    lanes.fill(value);
    return lanes;
  }

  std::span<const uint32_t> Neighbours(uint32_t at) const {
    return std::span(classes_.neighbours)
        .subspan(classes_.begins[at], classes_.begins[at + 1] - classes_.begins[at]);
  }

  // Lists classes by distance, with the number of shortest ways to an actor of each.
  void Reach(std::span<const Source> sources) {
    levels_.assign(1, {});
    for (size_t lane = 0; lane < sources.size(); ++lane) {
      const uint32_t source = sources[lane].first;
      levels_[0].push_back(source);
      distance_[source][lane] = 0;
      ways_[source][lane] = 1;
    }
    for (int32_t distance = 0; !levels_.back().empty(); ++distance) {
      reached_.clear();
      for (uint32_t at : levels_.back()) Pass(at, distance);
      std::vector<uint32_t> next;
      for (uint32_t at : reached_) {
        if (Arrive(at, distance + 1)) next.push_back(at);
      }
      levels_.push_back(std::move(next));
    }
    levels_.pop_back();
  }

  // Leads ways on from a class to all its neighbours.
  void Pass(uint32_t at, int32_t distance) {
    // The others of a source's class are ends, on no way.
    const double size = distance == 0 ? 1 : classes_.size[at];
    Lanes<double> ways;
    for (size_t lane = 0; lane < kLanes; ++lane) {
      ways[lane] = distance_[at][lane] == distance ? ways_[at][lane] * size : 0;
    }
    for (uint32_t to : Neighbours(at)) {
      if (touched_[to] == 0) {
        touched_[to] = 1;
        reached_.push_back(to);
      }
      Lanes<double>& passed = passed_[to];
      for (size_t lane = 0; lane < kLanes; ++lane) passed[lane] += ways[lane];
    }
  }

  // Takes what was passed to a class in lanes that had not seen it. Whether there are any.
  bool Arrive(uint32_t at, int32_t distance) {
    bool any = false;
    for (size_t lane = 0; lane < kLanes; ++lane) {
      if (distance_[at][lane] != kUnseen || passed_[at][lane] == 0) continue;
      distance_[at][lane] = distance;
      ways_[at][lane] = passed_[at][lane];
      dependency_[at][lane] = 0;
      any = true;
    }
    passed_[at].fill(0);
    touched_[at] = 0;
    return any;
  }

  // Hands what leads over a class to those before it: for each actor of it, itself as an end and
  // the ways on from it.
  void Share(uint32_t at, int32_t distance, std::span<const Source> sources) {
    for (size_t lane = 0; lane < sources.size(); ++lane) {
      if (distance_[at][lane] != distance) continue;
      const double dependency = dependency_[at][lane];
      passed_[at][lane] = classes_.size[at] * (1 + dependency) / ways_[at][lane];
      sums_[at] += sources[lane].second * dependency;
    }
  }

  void Gather(uint32_t at, int32_t distance) {
    Lanes<double> gathered{};
    for (uint32_t after : Neighbours(at)) {
      const Lanes<double>& passed = passed_[after];
      for (size_t lane = 0; lane < kLanes; ++lane) gathered[lane] += passed[lane];
    }
    for (size_t lane = 0; lane < kLanes; ++lane) {
      if (distance_[at][lane] == distance) {
        dependency_[at][lane] = gathered[lane] * ways_[at][lane];
      }
    }
  }

  const Classes& classes_;
  std::vector<std::vector<uint32_t>> levels_;  // classes by distance, in lanes together
  std::vector<Lanes<int32_t>> distance_;
  std::vector<Lanes<double>> ways_;
  std::vector<Lanes<double>> dependency_;  // of a source on one actor of the class
  std::vector<Lanes<double>> passed_;      // between classes one tie apart; 0 between distances
  std::vector<uint8_t> touched_;
  std::vector<uint32_t> reached_;
  std::vector<double> sums_;
};

// All classes, or those of the first actors with ties.
std::vector<Source> ChooseSources(const Shape& shape, const Structure& structure,
                                  const Classes& classes, const BetweennessLimits& limits,
                                  Betweenness& result) {
  std::vector<Source> all;
  std::vector<uint64_t> arcs(structure.component_size.size(), 0);
  for (uint32_t c = 0; c < classes.member.size(); ++c) {
    all.emplace_back(c, classes.size[c]);
    arcs[structure.component[classes.member[c]]] += classes.begins[c + 1] - classes.begins[c];
  }
  uint64_t& steps = result.exact_steps;
  for (const uint32_t member : classes.member) steps += arcs[structure.component[member]];
  result.sampled = shape.size() > limits.exact_actors || steps > limits.exact_steps;
  if (!result.sampled) return all;
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
  std::sort(chosen.begin(), chosen.end());  // lanes save the more, the nearer their sources are
  return chosen;
}

}  // namespace

std::optional<Betweenness> MeasureBetweenness(const Shape& shape, const Structure& structure,
                                              const Parallel& parallel, const Stop& stop,
                                              const BetweennessLimits& limits) {
  const Classes classes = MakeClasses(shape);
  Betweenness result;
  const std::vector<Source> sources = ChooseSources(shape, structure, classes, limits, result);
  std::vector<std::vector<double>> parts(kParts);
  std::atomic<bool> stopped{false};
  std::atomic_flag asking = ATOMIC_FLAG_INIT;  // `stop` is asked by one thread at a time
  RunOn(parallel, kParts, [&](size_t part) {
    Search search(classes);
    for (size_t i = part * kLanes; i < sources.size() && !stopped.load(); i += kParts * kLanes) {
      search.From(std::span(sources).subspan(i, std::min(kLanes, sources.size() - i)));
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
