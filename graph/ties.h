// Who works with whom: coalitions and memberships, and how close two actors are by them.
#ifndef TASHBIK_GRAPH_TIES_H_
#define TASHBIK_GRAPH_TIES_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "graph/access_table.h"
#include "graph/chunk_map.h"
#include "graph/facts.h"
#include "graph/fixed.h"

namespace tashbik::graph {

struct Coalition {
  bool exists = false;  // false: memberships are known, the coalition is not
  uint32_t access = 0;
  Tier tier = Tier::kPrivate;
  std::string owner;
  std::vector<std::string> themes;
  std::vector<std::string> countries;
  struct Member {
    std::string actor;
    Tier tier;  // the stricter of its own; kPublic where it has none
  };
  std::vector<Member> members;  // by actor
};

// Copies share what did not change.
class Ties {
 public:
  void Put(const CoalitionFacts& facts, uint32_t access_class);
  void Erase(absl::string_view coalition);
  void Put(const MembershipFacts& facts);
  void EraseMembership(absl::string_view coalition, absl::string_view actor);

  const Coalition* Find(absl::string_view coalition) const;
  // Coalitions that the actor is in, known or not.
  const std::vector<std::string>& CoalitionsOf(absl::string_view actor) const;
  size_t size() const { return coalitions_.size(); }
  const ChunkMap<std::shared_ptr<const Coalition>>& coalitions() const { return coalitions_; }

 private:
  Coalition Copy(absl::string_view coalition) const;
  void Keep(absl::string_view id, Coalition coalition);

  ChunkMap<std::shared_ptr<const Coalition>> coalitions_;
  ChunkMap<std::shared_ptr<const std::vector<std::string>>> by_actor_;
};

// Ties as one audience sees them: a membership counts when the coalition, the link and both
// actors are visible. `sees_actor` tells the last.
class VisibleTies {
 public:
  VisibleTies(const Ties& ties, const Sight& sight,
              absl::FunctionRef<bool(absl::string_view)> sees_actor);

  bool Sees(const Coalition& coalition) const;
  // Visible members of a visible coalition, and visible coalitions of a visible actor.
  const std::vector<absl::string_view>& MembersOf(absl::string_view coalition);
  const std::vector<absl::string_view>& CoalitionsOf(absl::string_view actor);

 private:
  bool SeesLink(const Coalition& coalition, const Coalition::Member& member) const;
  bool SeesActor(absl::string_view actor);

  const Ties& ties_;
  const Sight& sight_;
  absl::FunctionRef<bool(absl::string_view)> sees_actor_;
  absl::flat_hash_map<std::string, bool> seen_;
  absl::flat_hash_map<std::string, std::vector<absl::string_view>> members_;
  absl::flat_hash_map<std::string, std::vector<absl::string_view>> coalitions_;
};

// What sharing a coalition of so many visible members counts: 1 / ln(1 + members) with 16 bits
// behind the point.
uint64_t ShareOf(size_t members);

struct Closeness {
  Fixed value = 0;       // x / (x + 1)
  bool partner = false;  // they share a coalition
};

// How close `actor` is to all others that it has a way of two coalitions to. With W(a, b) = sum
// over shared coalitions c of 1 / ln(1 + |c|), and deg(z) the number of coalitions of z:
//   x = W(a, b) + 1/2 * sum over z of W(a, z) * W(z, b) / deg(z),   closeness = x / (x + 1).
// Linear in the members of the coalitions of the members of its coalitions.
absl::flat_hash_map<std::string, Closeness> ClosenessTo(absl::string_view actor, VisibleTies& ties);

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_TIES_H_
