// Where a reader sees neither of two that are made one, it is told nothing of it: not that they
// were, when, whether they were parted again, or what became of what names them. Where it sees one,
// it sees that one go, and that is all: the other one varies.
#include "tests/noninterference/likenesses.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tashbik/v1/duplicate.pb.h"
#include "tests/noninterference/meetings.h"

namespace tashbik::testing {
namespace {

constexpr size_t kLikenesses = 5;
constexpr double kSameNames = 0.8;
constexpr int64_t kMicros = 1'800'000'000'000'000;

// After all else that is written.
Moment MomentAt(Dice& dice, double low, double high) {
  const double rank = dice.Between(low, high);
  return {rank, kMicros + static_cast<int64_t>(rank * 1e9)};
}

void Redraw(Dice& dice, Likeness& likeness) {
  likeness.removed = dice.Chance(0.5);
  likeness.undone = dice.Chance(0.4);
  likeness.moment = MomentAt(dice, 50, 60);
  likeness.undo_moment = MomentAt(dice, 60, 70);
}

const v1::DiasporaGroup& BodyOf(const World& world, size_t actor) {
  return world.actors[actor].versions.back().body;
}

bool IsOfKind(const Actor& actor, const char* collection) {
  return absl::StartsWith(actor.name, collection);
}

// The hubs to whose people a record is limited.
std::set<std::string> LimitOf(const v1::DiasporaGroup& body) {
  const v1::Visibility& visibility = body.visibility();
  const bool brokered = TierOf(body) == v1::TIER_BROKERED && !visibility.brokers().empty();
  const auto& hubs = brokered ? visibility.brokers() : visibility.hubs();
  return {hubs.begin(), hubs.end()};
}

// Whether somebody may see both, so that they can be made one. Circles are left to other tests.
bool HaveReaders(const v1::DiasporaGroup& first, const v1::DiasporaGroup& second) {
  if (!first.visibility().circles().empty() || !second.visibility().circles().empty()) return false;
  if (std::min(TierOf(first), TierOf(second)) == v1::TIER_PRIVATE) return true;
  const bool first_open = TierOf(first) >= v1::TIER_NETWORK;
  const bool second_open = TierOf(second) >= v1::TIER_NETWORK;
  if (first_open || second_open) {
    return (first_open || !LimitOf(first).empty()) && (second_open || !LimitOf(second).empty());
  }
  const std::set<std::string> one = LimitOf(first);
  const std::set<std::string> other = LimitOf(second);
  return std::any_of(one.begin(), one.end(),
                     [&](const std::string& hub) { return other.contains(hub); });
}

bool AreThere(const World& world, const Likeness& likeness) {
  return !world.actors[likeness.first].removed && !world.actors[likeness.second].removed;
}

bool CanMerge(const World& world, const Likeness& likeness) {
  return AreThere(world, likeness) &&
         HaveReaders(BodyOf(world, likeness.first), BodyOf(world, likeness.second));
}

// Where both belong, one membership goes: of two that not everybody sees that shows.
bool BelongTogether(const World& world, size_t first, size_t second) {
  const auto shared = [&](const auto& members, const auto& of) {
    std::set<decltype(of(members[0]))> one;
    for (const auto& member : members) {
      if (member.actor == first) one.insert(of(member));
    }
    return std::any_of(members.begin(), members.end(), [&](const auto& member) {
      return member.actor == second && one.contains(of(member));
    });
  };
  return shared(world.memberships, [](const Membership& m) { return m.coalition; }) ||
         shared(world.hub_memberships, [](const HubMembership& m) { return m.hub; }) ||
         shared(world.attendances, [](const Attendance& a) { return a.event; });
}

bool SeesEver(const World& world, const Reader& reader, size_t index) {
  const Actor& actor = world.actors[index];
  if (!reader.actor.empty() && reader.actor == actor.name) return true;
  return std::any_of(actor.versions.begin(), actor.versions.end(), [&](const Version& version) {
    return Sees(reader, TierOf(version.body), version.body.visibility(),
                world.makers[actor.maker].account);
  });
}

// Gives the names of one to the other, where these make nothing of it sensitive: who sees it stays.
void GiveNames(const Actor& from, Actor& to) {
  Actor named = to;
  for (Version& version : named.versions) {
    const v1::Tier tier = TierOf(version.body);
    *version.body.mutable_profile()->mutable_names() = from.versions.back().body.profile().names();
    if (TierOf(version.body) != tier) return;
  }
  to = std::move(named);
}

// Who is in a hub is told to its coordinators, also of actors that they do not see.
bool TendsHubOf(const World& world, const Reader& reader, size_t index) {
  return std::any_of(world.hub_memberships.begin(), world.hub_memberships.end(),
                     [&](const HubMembership& member) {
                       return member.actor == index && reader.coordinates.contains(member.hub);
                     });
}

// Whether a record keeps it out by its name, which is told to whoever may change that record, and
// becomes another by a merge.
bool IsKeptOutByName(const World& world, size_t index) {
  const std::string& id = world.actors[index].name;
  const auto keeps_out = [&](const auto& body) {
    const auto& blocked = body.visibility().blocked();
    return std::any_of(blocked.begin(), blocked.end(), [&](const std::string& name) {
      return name.substr(name.find('/')) == id.substr(id.find('/'));
    });
  };
  const auto any = [&](const auto& entries) {
    return std::any_of(entries.begin(), entries.end(),
                       [&](const auto& entry) { return keeps_out(entry.body); });
  };
  return any(world.hubs) || any(world.coalitions) || any(world.calls) || any(world.events) ||
         any(world.stories) || any(world.statements) ||
         std::any_of(world.actors.begin(), world.actors.end(),
                     [&](const Actor& actor) { return any(actor.versions); });
}

// Of a merge, what becomes of those it sees; of a saying, whoever may change one and sees both.
bool IsTold(const World& world, const Reader& reader, const Likeness& likeness) {
  const bool first = SeesEver(world, reader, likeness.first);
  const bool second = SeesEver(world, reader, likeness.second);
  if (likeness.merged) {
    return first || second || TendsHubOf(world, reader, likeness.first) ||
           TendsHubOf(world, reader, likeness.second) || IsKeptOutByName(world, likeness.first) ||
           IsKeptOutByName(world, likeness.second);
  }
  return first && second &&
         (MayActFor(world, reader, world.actors[likeness.first]) ||
          MayActFor(world, reader, world.actors[likeness.second]));
}

}  // namespace

void AddLikenesses(Dice& dice, World& world) {
  std::vector<std::pair<size_t, size_t>> pairs;
  for (size_t i = 1; i < world.actors.size(); ++i) {
    for (size_t j = 1; j < world.actors.size(); ++j) {
      const Actor& first = world.actors[i];
      const Actor& second = world.actors[j];
      // An administrator merges nothing.
      if (i == j || first.maker != second.maker || first.maker == 0) continue;
      if (first.deleted || second.deleted) continue;
      if (IsOfKind(first, "organizations/") != IsOfKind(second, "organizations/")) continue;
      pairs.emplace_back(i, j);
    }
  }
  std::set<size_t> used;
  for (size_t draws = 0; draws < 20 && !pairs.empty(); ++draws) {
    const auto [first, second] = dice.OneOf(pairs);
    if (used.contains(first) || used.contains(second)) continue;
    Likeness likeness{.key = absl::StrCat("likeness", world.likenesses.size()),
                      .first = first,
                      .second = second,
                      .merged = dice.Chance(0.5)};
    Redraw(dice, likeness);
    likeness.removed = false;
    if (likeness.merged && (BelongTogether(world, first, second) || !CanMerge(world, likeness))) {
      continue;
    }
    if (dice.Chance(kSameNames)) GiveNames(world.actors[first], world.actors[second]);
    // What others see names it, too.
    for (CoalitionEntry& coalition : world.coalitions) {
      const bool fits = likeness.merged && coalition.maker == world.actors[second].maker;
      if (fits && dice.Chance(0.5)) coalition.body.set_lead(world.actors[second].name);
    }
    used.insert({first, second});
    world.likenesses.push_back(std::move(likeness));
    if (world.likenesses.size() == kLikenesses) return;
  }
}

bool KeepsMerges(const World& before, const Reader& reader, size_t actor, const World& world) {
  return std::all_of(before.likenesses.begin(), before.likenesses.end(), [&](const Likeness& one) {
    if (!one.merged || (one.first != actor && one.second != actor)) return true;
    if (!IsTold(before, reader, one)) return true;
    return !SeesEver(before, reader, actor) && CanMerge(world, one);
  });
}

void VaryLikenesses(const World& before, const Reader& reader, Dice& dice, World& world) {
  for (Likeness& likeness : world.likenesses) {
    if (!IsTold(before, reader, likeness)) Redraw(dice, likeness);
    if (likeness.merged ? !CanMerge(world, likeness) : !AreThere(world, likeness)) {
      likeness.removed = true;
    }
  }
}

void AddLikenessSteps(const World& world, const AddStep& add) {
  for (const Likeness& likeness : world.likenesses) {
    if (likeness.removed) continue;
    const Reader& maker = world.makers[world.actors[likeness.first].maker];
    const std::string& first = world.actors[likeness.first].name;
    const std::string& second = world.actors[likeness.second].name;
    if (!likeness.merged) {
      v1::DismissDuplicateRequest dismiss;
      dismiss.set_first(first);
      dismiss.set_second(second);
      add(likeness.moment, maker, "", dismiss);
      continue;
    }
    v1::MergeActorsRequest merge;
    merge.set_kept(first);
    merge.set_merged(second);
    add(likeness.moment, maker, IdOf(likeness.key), merge);
    if (!likeness.undone) continue;
    v1::UndoMergeRequest undo;
    undo.set_name("merges/" + IdOf(likeness.key));
    add(likeness.undo_moment, maker, "", undo);
  }
}

}  // namespace tashbik::testing
