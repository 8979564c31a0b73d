// Puts a chosen team into words of ids.
#include "graph/compose.h"

#include <algorithm>
#include <utility>

#include "graph/compose_choice.h"
#include "graph/compose_pool.h"
#include "graph/compose_tally.h"
#include "graph/compose_wants.h"
#include "graph/network.h"

namespace tashbik::graph {
namespace {

double Share(uint64_t part, uint64_t whole) { return ToDouble(Quotient(part, whole)); }

// What is in `a` and not in `b`.
std::vector<TeamRule> Without(const std::vector<RuleResult>& a, const std::vector<RuleResult>& b) {
  std::vector<TeamRule> rules;
  for (size_t i = 0; i < a.size(); ++i) {
    if (a[i].met && !b[i].met) rules.push_back(a[i].rule);
  }
  return rules;
}

// The team in the words of the answer.
class Account {
 public:
  Account(const ComposeWants& wants, TeamChoice& choice, const TeamChoice::Members& team)
      : wants_(wants), choice_(choice), team_(team), tally_(choice.TallyOf(team)) {}

  Team Tell() {
    Team told;
    told.coverage = Share(tally_.weight(), wants_.total_weight());
    told.cohesion = ToDouble(choice_.Cohesion(team_));
    told.missing = Those([&](size_t want) { return !tally_.Brings(want); });
    told.rules = tally_.Results(Actors(team_));
    for (size_t place = 0; place < team_.size(); ++place) told.members.push_back(Member(place));
    return told;
  }

  void AddAlternative(size_t place, const std::vector<RuleResult>& rules, TeamMember& member) {
    const std::optional<uint32_t> other = choice_.Alternative(team_, place);
    if (!other) return;
    member.alternative = std::string(choice_.actor(*other).whole->id());
    TeamChoice::Members exchanged = team_;
    exchanged[place] = *other;
    const TeamTally after = choice_.TallyOf(exchanged);
    member.lost = Those([&](size_t want) { return tally_.Brings(want) && !after.Brings(want); });
    member.gained = Those([&](size_t want) { return !tally_.Brings(want) && after.Brings(want); });
    const std::vector<RuleResult> then = after.Results(Actors(exchanged));
    member.rules_gained = Without(then, rules);
    member.rules_lost = Without(rules, then);
  }

 private:
  template <typename Holds>
  Brought Those(const Holds& holds) const {
    Brought brought;
    for (size_t want = 0; want < wants_.size(); ++want) {
      if (!wants_.OnlyRuled(want) && holds(want)) wants_.Tell(want, brought);
    }
    return brought;
  }

  std::vector<const ComposeActor*> Actors(const TeamChoice::Members& team) const {
    std::vector<const ComposeActor*> actors;
    for (uint32_t number : team) actors.push_back(&choice_.actor(number));
    return actors;
  }

  TeamMember Member(size_t place) const {
    const ComposeActor& actor = choice_.actor(team_[place]);
    TeamMember member;
    member.actor = std::string(actor.whole->id());
    member.kind = static_cast<ActorKind>(actor.visible->kind);
    member.fixed = place < choice_.fixed().size();
    member.lead = place == 0;
    member.brings = Those([&](size_t want) {
      return std::binary_search(actor.brings.begin(), actor.brings.end(),
                                static_cast<uint16_t>(want));
    });
    member.gain = Share(tally_.OnlyOf(actor), wants_.total_weight());
    return member;
  }

  const ComposeWants& wants_;
  TeamChoice& choice_;
  const TeamChoice::Members& team_;
  const TeamTally tally_;
};

// The facts of `members`, or nothing when one is not there or hidden.
std::optional<std::vector<ComposeActor>> Described(const ComposePool& pool,
                                                   std::span<const std::string> members) {
  std::vector<ComposeActor> actors;
  for (const std::string& member : members) {
    std::optional<ComposeActor> actor = pool.Find(member);
    if (!actor) return std::nullopt;
    actors.push_back(*std::move(actor));
  }
  return actors;
}

}  // namespace

int Team::rules_met() const {
  return static_cast<int>(
      std::count_if(rules.begin(), rules.end(), [](const RuleResult& rule) { return rule.met; }));
}

Composer::Composer(const Network& network, const Audience& audience, ComposeQuery query,
                   const Stop& stop)
    : network_(network), audience_(audience), query_(std::move(query)) {
  wants_ = std::make_unique<const ComposeWants>(network.parts(), query_, audience.day);
  pool_ = std::make_unique<const ComposePool>(network.parts(), audience, query_, *wants_, stop);
  stopped_ = pool_->stopped();
}

Composer::~Composer() = default;

size_t Composer::candidate_count() const { return pool_->actors().size(); }

std::optional<Team> Composer::Compose(std::span<const std::string> members) const {
  std::optional<std::vector<ComposeActor>> fixed = Described(*pool_, members);
  if (!fixed) return std::nullopt;
  TeamChoice choice(network_.parts(), audience_, query_, *wants_, pool_->actors(),
                    *std::move(fixed));
  const TeamChoice::Members best = choice.Best();
  Account account(*wants_, choice, best);
  Team team = account.Tell();
  for (size_t place = choice.fixed().size(); place < best.size(); ++place) {
    account.AddAlternative(place, team.rules, team.members[place]);
  }
  return team;
}

std::optional<Team> Composer::Judge(std::span<const std::string> members) const {
  std::optional<std::vector<ComposeActor>> fixed = Described(*pool_, members);
  if (!fixed) return std::nullopt;
  TeamChoice choice(network_.parts(), audience_, query_, *wants_, {}, *std::move(fixed));
  const TeamChoice::Members team = choice.AsGiven();
  return Account(*wants_, choice, team).Tell();
}

std::vector<std::string> Composer::Weightiest(size_t most) const {
  std::vector<std::string> ids;
  for (const ComposeActor& actor : pool_->actors()) {
    if (ids.size() == most || actor.weight == 0) break;
    ids.emplace_back(actor.whole->id());
  }
  return ids;
}

std::vector<std::string> Composer::Leads(size_t most) const {
  std::vector<std::string> leads;
  for (const ComposeActor& actor : pool_->actors()) {
    if (leads.size() == most) break;
    if (actor.may_lead() && actor.weight > 0) leads.emplace_back(actor.whole->id());
  }
  return leads;
}

}  // namespace tashbik::graph
