// Greedy search with several starts. Everything is counted in integers, and equals are ordered by
// the keyed hash of their ids.
#include "graph/compose_choice.h"

#include <algorithm>
#include <tuple>

namespace tashbik::graph {
namespace {

// What fit counts against coverage, whose whole is kOne: a mean score of 0.2, which good partners
// have, counts as much as a twentieth of what is asked; a community that nobody has yet, a
// fiftieth.
constexpr int64_t kScoreShare = 4;
constexpr int64_t kCommunityFit = kOne / 50;
// Starts where the lead is free.
constexpr size_t kMostStarts = 6;
// Rounds of exchanges; each gains, so few are needed.
constexpr int kMostRounds = 12;

std::vector<ThemeNo> CommunitiesOf(const Record& record) {
  std::vector<ThemeNo> communities;
  for (uint32_t link : record.section(Section::kLinks)) {
    const Role role = static_cast<Role>(link >> 24);
    if (role == Role::kServes || role == Role::kLedBy || role == Role::kOriginCommunity) {
      communities.push_back(link & 0xffffff);
    }
  }
  std::sort(communities.begin(), communities.end());
  communities.erase(std::unique(communities.begin(), communities.end()), communities.end());
  return communities;
}

bool Holds(const std::vector<uint32_t>& team, uint32_t number) {
  return std::find(team.begin(), team.end(), number) != team.end();
}

bool ShareWant(const WantList& a, const WantList& b) {
  return std::any_of(a.begin(), a.end(),
                     [&](uint16_t want) { return std::binary_search(b.begin(), b.end(), want); });
}

}  // namespace

bool BetterStanding(const TeamStanding& a, const TeamStanding& b) {
  if (a.broken != b.broken) return a.broken < b.broken;
  if (a.weight != b.weight) return a.weight > b.weight;
  return a.fit > b.fit;
}

TeamChoice::TeamChoice(const Parts& parts, const Audience& audience, const ComposeQuery& query,
                       const ComposeWants& wants, const std::vector<ComposeActor>& candidates,
                       std::vector<ComposeActor> fixed)
    : parts_(parts),
      audience_(audience),
      query_(query),
      wants_(wants),
      actors_(candidates),
      candidates_(candidates.size()) {
  for (ComposeActor& member : fixed) {
    const auto same = std::find_if(actors_.begin(), actors_.end(), [&](const ComposeActor& actor) {
      return actor.whole == member.whole;
    });
    if (same != actors_.end()) {
      fixed_.push_back(static_cast<uint32_t>(same - actors_.begin()));
    } else {
      fixed_.push_back(static_cast<uint32_t>(actors_.size()));
      actors_.push_back(std::move(member));
    }
  }
  for (const ComposeActor& actor : actors_) communities_.push_back(CommunitiesOf(*actor.visible));
  const TeamRules& rules = query.rules;
  int most = std::clamp(query.max_size, 1, kMaxTeam);
  if (rules.max_members > 0) most = std::min(most, rules.max_members);
  most_ = std::max(static_cast<size_t>(most), fixed_.size());
  least_ = static_cast<size_t>(std::max({1, query.min_size, rules.min_members}));
  least_ = std::min(least_, most_);
}

bool TeamChoice::rules_lead() const {
  return !query_.rules.lead_countries.empty() || !query_.rules.lead_kinds.empty();
}

TeamTally TeamChoice::TallyOf(const Members& team) const {
  TeamTally tally(wants_, query_.rules);
  for (uint32_t number : team) tally.Add(actors_[number]);
  return tally;
}

const TeamChoice::Column& TeamChoice::ColumnOf(uint32_t number) {
  std::unique_ptr<const Column>& kept = columns_[number];
  if (kept != nullptr) return *kept;
  const Question question(parts_, audience_, actors_[number].whole->id(), std::nullopt,
                          PresetOf(Focus::kBalanced));
  auto column = std::make_unique<Column>();
  column->scores.resize(actors_.size());
  column->crossed.resize(actors_.size());
  for (size_t i = 0; i < actors_.size(); ++i) {
    const ComposeActor& other = actors_[i];
    if (i == number) continue;
    const auto close = question.closeness().find(other.visible->id());
    const Fixed closeness = close == question.closeness().end() ? 0 : close->second.value;
    column->scores[i] = question.asker().Measure(*other.visible, other.text_norm, closeness).score;
    column->crossed[i] = question.asker().CrossesRedLine(*other.visible) ? 1 : 0;
  }
  kept = std::move(column);
  return *kept;
}

bool TeamChoice::Crosses(uint32_t candidate, const Members& team, size_t without) {
  for (size_t i = 0; i < team.size(); ++i) {
    if (i != without && ColumnOf(team[i]).crossed[candidate] != 0) return true;
  }
  return false;
}

bool TeamChoice::HasNewCommunity(uint32_t candidate, const Members& team) const {
  const std::vector<ThemeNo>& own = communities_[candidate];
  return std::any_of(own.begin(), own.end(), [&](ThemeNo theme) {
    return std::none_of(team.begin(), team.end(), [&](uint32_t member) {
      return std::binary_search(communities_[member].begin(), communities_[member].end(), theme);
    });
  });
}

int64_t TeamChoice::FitOf(const Members& team, size_t place) {
  Members before;
  int64_t fit = 0;
  for (uint32_t member : team) {
    if (!before.empty() && HasNewCommunity(member, before)) fit += kCommunityFit;
    before.push_back(member);
  }
  return fit + int64_t{MeanScore(team, place)} / kScoreShare;
}

Fixed TeamChoice::MeanScore(const Members& team, size_t place) {
  uint64_t sum = 0;
  uint64_t pairs = 0;
  for (size_t i = 0; i < team.size(); ++i) {
    for (size_t k = i + 1; k < team.size(); ++k, ++pairs) {
      const bool turned = i == place;
      sum += ColumnOf(team[turned ? k : i]).scores[team[turned ? i : k]];
    }
  }
  return pairs == 0 ? 0 : static_cast<Fixed>(sum / pairs);
}

TeamStanding TeamChoice::StandingOf(const Members& team) {
  if (team.empty()) return {.broken = 1 << 20};
  const TeamTally tally = TallyOf(team);
  return {tally.Broken(actors_[team.front()]), tally.weight(), FitOf(team)};
}

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

// What taking a candidate would bring; the greater is taken.
struct TeamChoice::Gain {
  int64_t first = 0;
  int64_t second = 0;
  int64_t third = 0;
  uint64_t tie = 0;
  bool operator>(const Gain& other) const {
    return std::tie(first, second, third, other.tie) >
           std::tie(other.first, other.second, other.third, tie);
  }
};

std::optional<uint32_t> TeamChoice::Next(const Members& team, TeamTally& tally, Way way) {
  const int broken = tally.Broken();
  const uint64_t weight = tally.weight();
  const size_t places = most_ - team.size();
  const bool must = way.rules_first || static_cast<size_t>(tally.PlacesNeeded()) >= places;
  std::optional<uint32_t> best;
  Gain best_gain;
  for (uint32_t i = 0; i < candidates_; ++i) {
    const ComposeActor& actor = actors_[i];
    if (Holds(team, i) || Crosses(i, team, kNoPlace)) continue;
    tally.Add(actor);
    const int64_t mends = broken - tally.Broken();
    const uint64_t covers = tally.weight() - weight;
    tally.Remove(actor);
    const bool fills = team.size() < least_ && actor.weight > 0;
    if (covers == 0 && mends <= 0 && !fills) continue;
    uint64_t scores = 0;
    for (uint32_t member : team) scores += ColumnOf(member).scores[i];
    int64_t fit = team.empty() ? int64_t{actor.focus} / kScoreShare
                               : static_cast<int64_t>(scores / team.size()) / kScoreShare;
    if (!team.empty() && HasNewCommunity(i, team)) fit += kCommunityFit;
    const auto share = int64_t{Quotient(covers, wants_.total_weight())};
    const Gain gain = {must ? mends : 0, way.blend ? share + fit : static_cast<int64_t>(covers),
                       fit, actor.tie};
    if (!best || gain > best_gain) {
      best = i;
      best_gain = gain;
    }
  }
  return best;
}

TeamChoice::Members TeamChoice::Grow(Members team, Way way) {
  TeamTally tally = TallyOf(team);
  while (team.size() < most_) {
    const std::optional<uint32_t> next = Next(team, tally, way);
    if (!next) break;
    team.push_back(*next);
    tally.Add(actors_[*next]);
  }
  return team;
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
      if (Holds(team, i)) continue;
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

// Whom nobody would miss leaves, as long as the team is large enough.
void TeamChoice::Prune(Members& team) const {
  for (size_t place = team.size(); place-- > std::max<size_t>(fixed_.size(), 1);) {
    if (team.size() <= least_) return;
    TeamTally tally = TallyOf(team);
    const int broken = tally.Broken();
    if (tally.OnlyOf(actors_[team[place]]) > 0) continue;
    tally.Remove(actors_[team[place]]);
    if (tally.Broken() <= broken) team.erase(team.begin() + static_cast<ptrdiff_t>(place));
  }
}

// The first of those who meet the most rules on the lead.
void TeamChoice::PutLeadFirst(Members& team) const {
  if (team.empty()) return;
  const auto lead = std::max_element(team.begin(), team.end(), [&](uint32_t a, uint32_t b) {
    return actors_[a].lead_rules() < actors_[b].lead_rules();
  });
  std::rotate(team.begin(), lead, lead + 1);
}

TeamChoice::Members TeamChoice::AsGiven() const {
  Members team = fixed_;
  PutLeadFirst(team);
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
  return best;
}

// What not even all candidates together would mend.
int TeamChoice::LeastBroken(const Members& team) const {
  TeamTally all = TallyOf(fixed_);
  int lead_rules = fixed_.empty() ? 0 : actors_[fixed_.front()].lead_rules();
  for (uint32_t i = 0; i < candidates_; ++i) {
    if (Holds(fixed_, i)) continue;
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
    if (Holds(fixed_, i) || Crosses(i, fixed_, kNoPlace)) continue;
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
    if (Holds(team, i)) continue;
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
