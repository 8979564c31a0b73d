// Chooses members: greedy from several starts, then exchanges.
#ifndef TASHBIK_GRAPH_COMPOSE_CHOICE_H_
#define TASHBIK_GRAPH_COMPOSE_CHOICE_H_

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "graph/compose_tally.h"
#include "graph/question.h"

namespace tashbik::graph {

// How good a team is: fewer broken rules, then more covered, then how well its members fit.
struct TeamStanding {
  int broken = 0;
  uint64_t weight = 0;
  int64_t fit = 0;
  friend bool operator==(const TeamStanding&, const TeamStanding&) = default;
};
bool BetterStanding(const TeamStanding& a, const TeamStanding& b);

// The search for one team. Actors are numbered: candidates as in the pool, then the fixed members
// that are none. For one thread.
class TeamChoice {
 public:
  using Members = std::vector<uint32_t>;

  TeamChoice(const Parts& parts, const Audience& audience, const ComposeQuery& query,
             const ComposeWants& wants, const std::vector<ComposeActor>& candidates,
             std::vector<ComposeActor> fixed);

  // The given members, led by the first of those who meet the most rules on the lead.
  Members AsGiven() const;

  const ComposeActor& actor(uint32_t number) const { return actors_[number]; }
  const Members& fixed() const { return fixed_; }

  // The best team found, the lead first.
  Members Best();
  // Who could stand in best for the member at `place`, and brings something that it brings or,
  // where it brings nothing, leaves no more rules broken.
  std::optional<uint32_t> Alternative(const Members& team, size_t place);
  // Mean score of its pairs.
  Fixed Cohesion(const Members& team) { return MeanScore(team, kNoPlace); }
  TeamTally TallyOf(const Members& team) const;

 private:
  static constexpr size_t kNoPlace = static_cast<size_t>(-1);

  // Which gain leads in a greedy run.
  struct Way {
    bool rules_first;  // from the first member on, not only where places run out
    bool blend;        // coverage and fit added up, not coverage first
  };
  // The scores of one actor with all.
  struct Column {
    std::vector<Fixed> scores;
    std::vector<uint8_t> crossed;  // a red line is crossed
  };
  struct Gain;

  static bool IsIn(uint32_t number, const Members& team) {
    return std::find(team.begin(), team.end(), number) != team.end();
  }
  const Column& ColumnOf(uint32_t number);
  bool Crosses(uint32_t candidate, const Members& team, size_t without);
  bool HasNewCommunity(uint32_t candidate, const Members& team) const;
  Members Starts() const;
  Members Grow(Members team, Way way);
  std::optional<uint32_t> Next(const Members& team, TeamTally& tally, Way way);
  int LeastBroken(const Members& team) const;
  Members Mended(std::vector<Members> teams);
  Members BestOf(const std::vector<Members>& teams);
  void Exchange(Members& team);
  bool ExchangeOne(Members& team);
  void Prune(Members& team) const;
  void PutLeadFirst(Members& team) const;
  TeamStanding StandingOf(const Members& team);
  // `place`: of one whose own column is not to be made; the others' have its scores.
  int64_t FitOf(const Members& team, size_t place = kNoPlace);
  Fixed MeanScore(const Members& team, size_t place);
  bool rules_lead() const;

  const Parts& parts_;
  const Audience& audience_;
  const ComposeQuery& query_;
  const ComposeWants& wants_;
  std::vector<ComposeActor> actors_;
  size_t candidates_;  // the first so many may be chosen
  Members fixed_;
  size_t least_ = 0;  // sizes within the question's and the rules' bounds
  size_t most_ = 0;
  std::vector<std::vector<ThemeNo>> communities_;  // by actor: its own links
  absl::flat_hash_map<uint32_t, std::unique_ptr<const Column>> columns_;
};

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_COMPOSE_CHOICE_H_
