// What a team brings and which rules it meets, from the facts alone, and the best team by trying
// all of them.
#ifndef TASHBIK_TESTS_TESTING_COMPOSE_ORACLE_H_
#define TASHBIK_TESTS_TESTING_COMPOSE_ORACLE_H_

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "graph/audience.h"
#include "graph/compose.h"
#include "graph/facts.h"

namespace tashbik::testing {

class ComposeOracle {
 public:
  // Facts without replaced themes; everything must outlive it.
  ComposeOracle(const graph::Facts& facts, const graph::Audience& audience,
                const graph::ComposeQuery& query);

  // What one actor brings, as "theme x", "skill x", "country x", "language x".
  const std::set<std::string>& BroughtBy(const std::string& actor) const;
  // All that is asked, with its weight.
  const std::map<std::string, double>& wants() const { return wants_; }
  // Share of the weight, 0 to 1.
  double Coverage(const std::vector<std::string>& team) const;
  // Who sees it and may be chosen.
  std::vector<std::string> Candidates() const;
  bool Sees(const std::string& actor) const { return seen_.contains(actor); }
  // Whether the team, led by its first, meets the rule.
  bool Meets(graph::TeamRule rule, const std::vector<std::string>& team) const;
  // How many members, skills, languages and countries are missing or too many. `team` not empty.
  int Broken(const std::vector<std::string>& team) const;

  struct Best {
    int broken = 1 << 20;
    double coverage = 0;
  };
  // Over all teams of candidates around `members`, of at most `most`: the fewest broken, then the
  // largest coverage. Exponential.
  Best Optimum(const std::vector<std::string>& members, size_t most) const;

 private:
  struct Seen {
    const graph::ActorFacts* facts = nullptr;
    std::set<std::string> places, languages, brings;
    bool based_for_lead = false;
    bool home = false;
    bool diaspora = false;
  };
  std::set<std::string> WithinOrSame(const std::string& theme) const;
  void Look(const graph::ActorFacts& actor);
  bool Within(const std::string& theme, const std::string& other) const {
    return within_.at(other).contains(theme);
  }

  const graph::Facts& facts_;
  const graph::Audience& audience_;
  const graph::ComposeQuery& query_;
  std::map<std::string, const graph::ThemeFacts*> themes_;
  std::map<std::string, std::set<std::string>> within_;  // by theme: itself and narrower
  std::map<std::string, double> wants_;
  double total_ = 0;
  std::map<std::string, Seen> seen_;
};

}  // namespace tashbik::testing

#endif  // TASHBIK_TESTS_TESTING_COMPOSE_ORACLE_H_
