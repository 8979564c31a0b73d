// Composing a team: members that together cover what is asked, under the rules of a call.
#ifndef TASHBIK_GRAPH_COMPOSE_H_
#define TASHBIK_GRAPH_COMPOSE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graph/actor_view.h"
#include "graph/audience.h"
#include "graph/suggest.h"

namespace tashbik::graph {

class ComposePool;
class ComposeWants;
class Network;

// Members that may be chosen; fixed ones may be more.
inline constexpr int kMaxTeam = 20;

// What a call asks of a team. What is unset asks nothing.
struct TeamRules {
  std::vector<Country> lead_countries;  // the lead is based in one of them
  std::vector<uint8_t> lead_kinds;      // numbers of tashbik.v1.OrganizationKind
  std::vector<Country> countries;       // every member is in one of them
  int min_countries = 0;                // so many of `countries` (empty: of all) have a member
  bool home_and_diaspora = false;       // two members, one of each
  int min_members = 0;
  int max_members = 0;                 // 0: no bound
  std::vector<std::string> skills;     // theme ids, each offered by some member
  std::vector<std::string> languages;  // BCP 47, each spoken by some member
};

// The numbers are those of tashbik.v1.CallRule.
enum class TeamRule : uint8_t {
  kLeadCountry = 1,
  kLeadKind = 2,
  kCountries = 3,
  kMinCountries = 4,
  kHomeAndDiaspora = 5,
  kMinMembers = 6,
  kMaxMembers = 7,
  kSkills = 8,
  kLanguages = 9,
};

struct ComposeQuery {
  std::vector<std::string> themes;     // issues, causes, laws, communities
  std::vector<std::string> skills;     // each offered by some member
  std::vector<Country> countries;      // some member is there
  std::vector<std::string> languages;  // some member speaks it; BCP 47, the first subtag counts
  std::vector<std::string> excluded;   // ids never to choose
  int min_size = 2;
  int max_size = 6;  // at most kMaxTeam
  TeamRules rules;
  Filter filter;  // on whom to choose from
  uint64_t tie_key = 0;
};

// What of that which was asked somebody brings, or nobody.
struct Brought {
  std::vector<std::string> themes;  // ids, skills included, in the order in which they were asked
  std::vector<std::string> countries;  // codes
  std::vector<std::string> languages;  // as asked
  bool empty() const { return themes.empty() && countries.empty() && languages.empty(); }
  friend bool operator==(const Brought&, const Brought&) = default;
};

struct RuleResult {
  TeamRule rule = TeamRule::kLeadCountry;
  bool met = false;
  int there = 0;      // kMinCountries, kMinMembers, kMaxMembers: how many there are
  int bound = 0;      // and how many there should be
  bool home = false;  // kHomeAndDiaspora: which of both is there
  bool diaspora = false;
  std::vector<std::string> members;  // kCountries: ids of those who are in none of them
  Brought missing;                   // kSkills, kLanguages
};

struct TeamMember {
  std::string actor;
  ActorKind kind = ActorKind::kOrganization;
  bool fixed = false;
  bool lead = false;
  Brought brings;
  double gain = 0;          // share of what was asked that nobody else of the team brings
  std::string alternative;  // the best to stand in for one that was chosen; empty: none
  Brought lost;             // what the team would no longer have with the alternative
  Brought gained;           // and what it would have then
  // Rules that would be met, or no longer be met, with the alternative.
  std::vector<TeamRule> rules_gained;
  std::vector<TeamRule> rules_lost;
};

struct Team {
  std::vector<TeamMember> members;  // the lead first, then as they were chosen
  double coverage = 0;              // share of what was asked, by weight, in [0, 1]
  double cohesion = 0;              // mean of the pairs' scores R; 0 for one
  Brought missing;
  std::vector<RuleResult> rules;  // those that ask something, in the order of TeamRule
  int rules_met() const;
};

// Composes teams for one question in one network, as one audience sees it. Everything is a function
// of what the audience sees: order and bounds too. For one thread; keeps references to the network
// and the audience.
//
// An actor covers a theme when it works on it, serves it or is led by it, or something narrower; a
// root cause also when one of its themes has that cause where it is; a skill when it offers it, or
// a narrower one, on the day; a country when it is based or active there or lives there. Weight of
// a theme: its information (vocabulary.h), at least 0.05; of a country or language: 0.5.
class Composer {
 public:
  // Finds whom to choose from: all who have a posting for something asked are read; of those alike
  // in all that is asked and ruled on, the eight most focused are kept, and of more than
  // kMostCandidates the weightiest and at least one for each thing asked. Only where a language or
  // a rule has nobody among them is every actor read. Linear in the actors that are read, about
  // half a microsecond each: at 100,000 actors 20 ms for a dozen themes and their countries, 45 ms
  // for everybody.
  Composer(const Network& network, const Audience& audience, ComposeQuery query, const Stop& stop);
  ~Composer();
  Composer(const Composer&) = delete;
  Composer& operator=(const Composer&) = delete;

  // `stop` said so: nothing else may be asked then.
  bool stopped() const { return stopped_; }
  size_t candidate_count() const;

  // The team around `members`, the first of whom leads; nothing when one of them is not there or
  // hidden. Greedy by marginal gain: rules first where the places left are needed for them, then
  // coverage, then the fit with those chosen and communities not in it yet; then exchanges of one
  // for another while they gain. Nobody is taken who neither brings something nor meets a rule,
  // unless the team is below its least size, and nobody whose red line another crosses.
  // Without rules and red lines its coverage is at least 1 - 1/e of the best that the candidates
  // have.
  std::optional<Team> Compose(std::span<const std::string> members) const;

  // The same for a team as it is: nobody is added, and there are no alternatives. The first of
  // those who meet the most rules on the lead leads.
  std::optional<Team> Judge(std::span<const std::string> members) const;

  // Candidates who may lead by the rules, those who bring most first.
  std::vector<std::string> Leads(size_t most) const;

  // Candidates who bring most.
  std::vector<std::string> Weightiest(size_t most) const;

 private:
  const Network& network_;
  const Audience& audience_;
  const ComposeQuery query_;
  std::unique_ptr<const ComposeWants> wants_;
  std::unique_ptr<const ComposePool> pool_;
  bool stopped_ = false;
};

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_COMPOSE_H_
