// The network that one audience sees as actors and ties alone, to measure its shape.
#ifndef TASHBIK_GRAPH_SHAPE_H_
#define TASHBIK_GRAPH_SHAPE_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "graph/actor_view.h"
#include "graph/audience.h"
#include "graph/suggest.h"

namespace tashbik::graph {

class Network;

// Pairs of members, over all coalitions, that a shape is made of at most.
inline constexpr size_t kMaxShapePairs = 2'000'000;

// Two actors that share coalitions.
struct ShapeTie {
  uint32_t a = 0;  // numbers of actors, a < b
  uint32_t b = 0;
  uint64_t weight = 0;                 // sum of ShareOf (ties.h) over these
  std::vector<uint32_t> coalitions{};  // numbers, ascending
};

// Who takes part in a coalition.
struct ShapeCoalition {
  std::string id;
  std::vector<uint32_t> members{};  // numbers of actors
  uint64_t share = 0;               // what each pair of them adds to its tie
};

// Actors and coalitions are numbered in the order of a keyed hash of their ids among those that the
// audience sees: so numbers, and what is decided by them, depend on nothing hidden. Immutable once
// made; safe from any thread.
class Shape {
 public:
  // `actors`: ids in the order of their numbers.
  Shape(std::vector<std::string> actors, const std::vector<ShapeCoalition>& coalitions);

  size_t size() const { return actors_.size(); }
  const std::string& id(uint32_t actor) const { return actors_[actor]; }
  const std::string& coalition(uint32_t number) const { return coalitions_[number]; }
  // By a, then b.
  const std::vector<ShapeTie>& ties() const { return ties_; }
  // Who is tied to the actor, ascending, and the number of each tie at the same place.
  std::span<const uint32_t> Neighbours(uint32_t actor) const { return Of(neighbours_, actor); }
  std::span<const uint32_t> TiesOf(uint32_t actor) const { return Of(ties_of_, actor); }
  bool IsIsolated(uint32_t actor) const { return begins_[actor] == begins_[actor + 1]; }

 private:
  std::span<const uint32_t> Of(const std::vector<uint32_t>& values, uint32_t actor) const {
    return std::span(values).subspan(begins_[actor], begins_[actor + 1] - begins_[actor]);
  }

  std::vector<std::string> actors_;
  std::vector<std::string> coalitions_;
  std::vector<ShapeTie> ties_;
  std::vector<uint32_t> begins_;  // by actor, one more at the end
  std::vector<uint32_t> neighbours_;
  std::vector<uint32_t> ties_of_;
};

enum class ShapeOutcome : uint8_t { kOk, kStopped, kTooManyTies };

struct ShapeResult {
  ShapeOutcome outcome = ShapeOutcome::kOk;
  Shape shape{{}, {}};
};

// The actors that `audience` sees and that `keep` keeps, with the ties among them: coalitions that
// it sees, with both memberships. A tie weighs by all members that the audience sees, kept or not.
// Linear in actors, memberships and pairs.
ShapeResult ReadShape(const Network& network, const Audience& audience, uint64_t tie_key,
                      absl::FunctionRef<bool(const ActorView&)> keep, const Stop& stop);

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_SHAPE_H_
