// Greedy growth and the standing of teams. Everything is counted in integers, and equals are
// ordered by the keyed hash of their ids.
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
    if (IsIn(i, team) || Crosses(i, team, kNoPlace)) continue;
    tally.Add(actor);
    const int64_t mends = broken - tally.Broken();
    const uint64_t covers = tally.weight() - weight;
    tally.Remove(actor);
    // The least size asks for more of those who bring something, the rule of a call for anybody.
    const bool fills = (team.size() < least_ && actor.weight > 0) ||
                       team.size() < static_cast<size_t>(query_.rules.min_members);
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

}  // namespace tashbik::graph
