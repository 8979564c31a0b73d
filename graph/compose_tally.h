// What a team brings and which rules it breaks, kept up while members come and go.
#ifndef TASHBIK_GRAPH_COMPOSE_TALLY_H_
#define TASHBIK_GRAPH_COMPOSE_TALLY_H_

#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "graph/compose_pool.h"

namespace tashbik::graph {

// Adding, removing and asking cost about as much as reading what the member brings.
class TeamTally {
 public:
  TeamTally(const ComposeWants& wants, const TeamRules& rules)
      : wants_(wants), rules_(rules), times_(wants.size(), 0) {}

  void Add(const ComposeActor& actor) { Count(actor, 1); }
  void Remove(const ComposeActor& actor) { Count(actor, -1); }

  int size() const { return size_; }
  uint64_t weight() const { return weight_; }  // of all that somebody brings
  bool Brings(size_t want) const { return times_[want] > 0; }
  // Weight of what this member alone brings.
  uint64_t OnlyOf(const ComposeActor& member) const;

  // How many members, skills, languages, countries are missing or too many for the rules to be
  // met; 0 when all are. Without those of the lead, and without fewest and most members.
  int Broken() const;
  // The same with all: `lead` is of the team.
  int Broken(const ComposeActor& lead) const;
  // At least so many members must come before the rules can be met.
  int PlacesNeeded() const;

  std::vector<RuleResult> Results(const std::vector<const ComposeActor*>& team) const;

 private:
  void Count(const ComposeActor& actor, int by);
  int MissingOfBoth() const;
  int countries() const;

  const ComposeWants& wants_;
  const TeamRules& rules_;
  std::vector<int> times_;                       // by want
  absl::flat_hash_map<Country, int> countries_;  // where a rule counts any country
  int size_ = 0;
  int only_home_ = 0;
  int only_diaspora_ = 0;
  int home_and_diaspora_ = 0;
  int outside_ = 0;
  int ruled_ = 0;  // skills and languages of rules that somebody brings
  int listed_countries_ = 0;
  uint64_t weight_ = 0;
};

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_COMPOSE_TALLY_H_
