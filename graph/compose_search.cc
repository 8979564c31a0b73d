// The search around greedy growth: where to start, which exchanges gain, what to do where rules
// stay broken.
#include <algorithm>
#include <utility>

#include "graph/compose_choice.h"

namespace tashbik::graph {
namespace {

// Starts where the lead is free.
constexpr size_t kMostStarts = 6;
// Rounds of exchanges; each gains, so few are needed.
constexpr int kMostRounds = 12;

bool ShareWant(const WantList& a, const WantList& b) {
  return std::any_of(a.begin(), a.end(),
                     [&](uint16_t want) { return std::binary_search(b.begin(), b.end(), want); });
}

}  // namespace

// With a fixed member there is one start. Else each of the weightiest of those who meet the most
// rules on the lead is one, whatever the others bring.
TeamChoice::Members TeamChoice::Starts() const {
  int most = 0;
  for (uint32_t i = 0; i < candidates_; ++i) most = std::max(most, actors_[i].lead_rules());
  Members starts;
  for (uint32_t i = 0; i < candidates_ && starts.size() < kMostStarts; ++i) {
    if (actors_[i].lead_rules() == most) starts.push_back(i);
  }
  return starts;
}

// The best exchange of one chosen member for a candidate, if one gains.
bool TeamChoice::ExchangeOne(Members& team) {
  TeamStanding best = StandingOf(team);
  std::optional<std::pair<size_t, uint32_t>> exchange;
  TeamTally tally = TallyOf(team);
  for (size_t place = fixed_.size(); place < team.size(); ++place) {
    const uint32_t leaving = team[place];
    tally.Remove(actors_[leaving]);
    for (uint32_t i = 0; i < candidates_; ++i) {
      if (IsIn(i, team)) continue;
      tally.Add(actors_[i]);
      team[place] = i;
      TeamStanding standing = {tally.Broken(actors_[team.front()]), tally.weight(), 0};
      tally.Remove(actors_[i]);
      const bool may = standing.broken < best.broken ||
                       (standing.broken == best.broken && standing.weight >= best.weight);
      if (may && !Crosses(i, team, place)) {
        standing.fit = FitOf(team, place);
        if (BetterStanding(standing, best)) {
          best = standing;
          exchange = {place, i};
        }
      }
    }
    team[place] = leaving;
    tally.Add(actors_[leaving]);
  }
  if (!exchange) return false;
  team[exchange->first] = exchange->second;
  return true;
}

void TeamChoice::Exchange(Members& team) {
  if (team.empty()) return;
  for (int round = 0; round < kMostRounds; ++round) {
    if (ExchangeOne(team)) continue;
    Members grown = Grow(team, {.rules_first = false, .blend = false});
    if (grown.size() == team.size()) return;
    team = std::move(grown);
  }
}

// Whom nobody would miss leaves, the last first, as long as the team is large enough.
void TeamChoice::Prune(Members& team) const {
  const TeamTally whole = TallyOf(team);
  const int broken = team.empty() ? 0 : whole.Broken(actors_[team.front()]);
  for (size_t place = team.size(); place-- > fixed_.size();) {
    if (team.size() <= std::max<size_t>(least_, 1)) return;
    Members without = team;
    without.erase(without.begin() + static_cast<ptrdiff_t>(place));
    if (fixed_.empty()) PutLeadFirst(without);
    const TeamTally tally = TallyOf(without);
    if (tally.weight() < whole.weight() || tally.Broken(actors_[without.front()]) > broken)
      continue;
    team = std::move(without);
    place = team.size();
  }
}

// Of those who meet the most rules on the lead the one who brings most.
void TeamChoice::PutLeadFirst(Members& team) const {
  const auto lead = std::max_element(team.begin(), team.end(), [&](uint32_t a, uint32_t b) {
    const ComposeActor& one = actors_[a];
    const ComposeActor& other = actors_[b];
    return std::pair(one.lead_rules(), one.weight) < std::pair(other.lead_rules(), other.weight);
  });
  if (lead == team.end()) return;
  std::rotate(team.begin(), lead, lead + 1);
}

TeamChoice::Members TeamChoice::AsGiven() const {
  Members team = fixed_;
  const auto lead = std::max_element(team.begin(), team.end(), [&](uint32_t a, uint32_t b) {
    return actors_[a].lead_rules() < actors_[b].lead_rules();
  });
  if (lead != team.end()) std::rotate(team.begin(), lead, lead + 1);
  return team;
}

TeamChoice::Members TeamChoice::Best() {
  std::vector<Members> starts = {fixed_};
  if (fixed_.empty() && rules_lead()) {
    for (uint32_t start : Starts()) starts.push_back({start});
  }
  std::vector<Members> teams;
  for (const Members& start : starts) {
    for (const bool rules_first : {false, true}) {
      for (const bool blend : {false, true}) {
        Members team = Grow(start, {rules_first, blend});
        if (fixed_.empty()) PutLeadFirst(team);
        if (std::find(teams.begin(), teams.end(), team) == teams.end()) {
          teams.push_back(std::move(team));
        }
      }
    }
  }
  Members best = BestOf(teams);
  if (best.empty()) return best;
  if (StandingOf(best).broken > LeastBroken(best)) best = Mended(std::move(teams));
  Exchange(best);
  Prune(best);
  if (fixed_.empty()) PutLeadFirst(best);
  return best;
}

// What not even all candidates together would mend.
int TeamChoice::LeastBroken(const Members& team) const {
  TeamTally all = TallyOf(fixed_);
  int lead_rules = fixed_.empty() ? 0 : actors_[fixed_.front()].lead_rules();
  for (uint32_t i = 0; i < candidates_; ++i) {
    if (IsIn(i, fixed_)) continue;
    all.Add(actors_[i]);
    if (fixed_.empty()) lead_rules = std::max(lead_rules, actors_[i].lead_rules());
  }
  const TeamTally own = TallyOf(team);
  const ComposeActor& lead = actors_[team.front()];
  const int sizes = own.Broken(lead) - own.Broken() - (2 - lead.lead_rules());
  return all.Broken() + 2 - lead_rules + sizes;
}

// Where rules stay broken: exchanges may lead on from another team than the best, or the first step
// was wrong, so those who mend most are tried as first steps.
TeamChoice::Members TeamChoice::Mended(std::vector<Members> teams) {
  TeamTally tally = TallyOf(fixed_);
  const int broken = tally.Broken();
  std::vector<std::pair<int, uint32_t>> first;  // how many are left broken; then by weight
  for (uint32_t i = 0; i < candidates_; ++i) {
    if (IsIn(i, fixed_) || Crosses(i, fixed_, kNoPlace)) continue;
    tally.Add(actors_[i]);
    const int lead = fixed_.empty() ? actors_[i].lead_rules() : 0;
    first.push_back({tally.Broken() - broken - lead, i});
    tally.Remove(actors_[i]);
  }
  const size_t count = std::min(first.size(), kMostStarts);
  std::partial_sort(first.begin(), first.begin() + static_cast<ptrdiff_t>(count), first.end());
  for (size_t i = 0; i < count && fixed_.size() < most_; ++i) {
    Members start = fixed_;
    start.push_back(first[i].second);
    for (const bool rules_first : {false, true}) {
      teams.push_back(Grow(start, {.rules_first = rules_first, .blend = false}));
      if (fixed_.empty()) PutLeadFirst(teams.back());
    }
  }
  for (Members& team : teams) {
    Exchange(team);
    if (StandingOf(team).broken == 0) break;
  }
  return BestOf(teams);
}

TeamChoice::Members TeamChoice::BestOf(const std::vector<Members>& teams) {
  const Members* best = nullptr;
  TeamStanding best_standing;
  for (const Members& team : teams) {
    const TeamStanding standing = StandingOf(team);
    if (best != nullptr && !BetterStanding(standing, best_standing)) continue;
    best = &team;
    best_standing = standing;
  }
  return best == nullptr ? Members() : *best;
}

std::optional<uint32_t> TeamChoice::Alternative(const Members& team, size_t place) {
  const ComposeActor& leaving = actors_[team[place]];
  Members other = team;
  TeamTally tally = TallyOf(team);
  const int broken = tally.Broken(actors_[team.front()]);
  tally.Remove(leaving);
  std::optional<uint32_t> best;
  TeamStanding best_standing;
  for (uint32_t i = 0; i < candidates_; ++i) {
    if (IsIn(i, team)) continue;
    other[place] = i;
    tally.Add(actors_[i]);
    TeamStanding standing = {tally.Broken(actors_[other.front()]), tally.weight(), 0};
    tally.Remove(actors_[i]);
    const bool stands_in = leaving.weight == 0 ? standing.broken <= broken
                                               : ShareWant(actors_[i].brings, leaving.brings);
    if (!stands_in) continue;
    if (best &&
        (standing.broken > best_standing.broken ||
         (standing.broken == best_standing.broken && standing.weight < best_standing.weight))) {
      continue;
    }
    if (Crosses(i, other, place)) continue;
    standing.fit = FitOf(other, place);
    if (!best || BetterStanding(standing, best_standing)) {
      best = i;
      best_standing = standing;
    }
  }
  return best;
}

}  // namespace tashbik::graph
