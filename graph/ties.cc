// Keeps coalitions and measures closeness.
#include "graph/ties.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "graph/protections.h"

namespace tashbik::graph {
namespace {

auto LowerBound(std::vector<Coalition::Member>& members, absl::string_view actor) {
  return std::lower_bound(
      members.begin(), members.end(), actor,
      [](const Coalition::Member& member, absl::string_view id) { return member.actor < id; });
}

}  // namespace

uint64_t ShareOf(size_t members) {
  return static_cast<uint64_t>(
      std::llround(65536.0 / std::log(1.0 + static_cast<double>(members))));
}

const Coalition* Ties::Find(absl::string_view coalition) const {
  const auto* found = coalitions_.Find(coalition);
  return found == nullptr ? nullptr : found->get();
}

const std::vector<std::string>& Ties::CoalitionsOf(absl::string_view actor) const {
  static const auto& none = *new std::vector<std::string>();
  const auto* found = by_actor_.Find(actor);
  return found == nullptr ? none : **found;
}

Coalition Ties::Copy(absl::string_view coalition) const {
  const Coalition* found = Find(coalition);
  return found == nullptr ? Coalition() : *found;
}

void Ties::Keep(absl::string_view id, Coalition coalition) {
  if (!coalition.exists && coalition.members.empty()) {
    coalitions_.Erase(id);
  } else {
    coalitions_.Put(id, std::make_shared<const Coalition>(std::move(coalition)));
  }
}

void Ties::Put(const CoalitionFacts& facts, uint32_t access_class) {
  Coalition coalition = Copy(facts.id);
  coalition.exists = true;
  coalition.access = access_class;
  coalition.tier = facts.access.tier;
  coalition.owner = facts.access.owner;
  coalition.themes = facts.themes;
  coalition.countries = facts.countries;
  Keep(facts.id, std::move(coalition));
}

void Ties::Erase(absl::string_view coalition) {
  if (Find(coalition) == nullptr) return;
  Coalition erased;
  erased.members = Find(coalition)->members;
  Keep(coalition, std::move(erased));
}

void Ties::Put(const MembershipFacts& facts) {
  Coalition coalition = Copy(facts.coalition);
  const Tier tier = facts.tier.value_or(Tier::kPublic);
  const auto it = LowerBound(coalition.members, facts.actor);
  if (it != coalition.members.end() && it->actor == facts.actor) {
    it->tier = tier;
  } else {
    coalition.members.insert(it, {facts.actor, tier});
    std::vector<std::string> of_actor = CoalitionsOf(facts.actor);
    of_actor.insert(std::lower_bound(of_actor.begin(), of_actor.end(), facts.coalition),
                    facts.coalition);
    by_actor_.Put(facts.actor,
                  std::make_shared<const std::vector<std::string>>(std::move(of_actor)));
  }
  Keep(facts.coalition, std::move(coalition));
}

void Ties::EraseMembership(absl::string_view coalition, absl::string_view actor) {
  Coalition changed = Copy(coalition);
  const auto it = LowerBound(changed.members, actor);
  if (it == changed.members.end() || it->actor != actor) return;
  changed.members.erase(it);
  Keep(coalition, std::move(changed));
  std::vector<std::string> of_actor = CoalitionsOf(actor);
  of_actor.erase(std::find(of_actor.begin(), of_actor.end(), coalition));
  if (of_actor.empty()) {
    by_actor_.Erase(actor);
  } else {
    by_actor_.Put(actor, std::make_shared<const std::vector<std::string>>(std::move(of_actor)));
  }
}

VisibleTies::VisibleTies(const Ties& ties, const Sight& sight,
                         absl::FunctionRef<bool(absl::string_view)> sees_actor)
    : ties_(ties), sight_(sight), sees_actor_(sees_actor) {}

bool VisibleTies::Sees(const Coalition& coalition) const {
  return coalition.exists && sight_.Admits(coalition.access, coalition.owner, coalition.tier);
}

bool VisibleTies::SeesLink(const Coalition& coalition, const Coalition::Member& member) const {
  if (member.actor == sight_.audience().actor) return true;  // one's own membership
  return sight_.Admits(coalition.access, coalition.owner, std::min(coalition.tier, member.tier)) ||
         IsRemoved(Protection::kHiddenMembershipsInTies);
}

bool VisibleTies::SeesActor(absl::string_view actor) {
  const auto [it, added] = seen_.try_emplace(std::string(actor), false);
  if (added) it->second = sees_actor_(actor);
  return it->second;
}

const std::vector<absl::string_view>& VisibleTies::MembersOf(absl::string_view coalition) {
  const auto [it, added] = members_.try_emplace(std::string(coalition));
  if (!added) return it->second;
  std::vector<absl::string_view> visible;
  const Coalition* found = ties_.Find(coalition);
  if (found != nullptr && Sees(*found)) {
    for (const Coalition::Member& member : found->members) {
      if (SeesLink(*found, member) && SeesActor(member.actor)) visible.push_back(member.actor);
    }
  }
  return it->second = std::move(visible);
}

const std::vector<absl::string_view>& VisibleTies::CoalitionsOf(absl::string_view actor) {
  const auto [it, added] = coalitions_.try_emplace(std::string(actor));
  if (!added) return it->second;
  std::vector<absl::string_view> visible;
  if (SeesActor(actor)) {
    for (const std::string& id : ties_.CoalitionsOf(actor)) {
      const Coalition* coalition = ties_.Find(id);
      if (coalition == nullptr || !Sees(*coalition)) continue;
      const auto member = std::lower_bound(
          coalition->members.begin(), coalition->members.end(), actor,
          [](const Coalition::Member& m, absl::string_view key) { return m.actor < key; });
      if (SeesLink(*coalition, *member)) visible.push_back(id);
    }
  }
  return it->second = std::move(visible);
}

absl::flat_hash_map<std::string, Closeness> ClosenessTo(absl::string_view actor,
                                                        VisibleTies& ties) {
  absl::flat_hash_map<std::string, uint64_t> direct;  // W(a, z)
  for (absl::string_view coalition : std::vector(ties.CoalitionsOf(actor))) {
    const std::vector<absl::string_view>& members = ties.MembersOf(coalition);
    for (absl::string_view member : members) {
      if (member != actor) direct[std::string(member)] += ShareOf(members.size());
    }
  }
  // Coalition -> sum over its members z of W(a, z) / deg(z); 32 bits behind the point.
  absl::flat_hash_map<std::string, uint64_t> through;
  absl::flat_hash_map<std::string, uint64_t> per_degree;  // z -> W(a, z) / deg(z)
  for (const auto& [z, weight] : direct) {
    const std::vector<absl::string_view>& of_z = ties.CoalitionsOf(z);
    const uint64_t part = (weight << 16) / of_z.size();
    per_degree[z] = part;
    for (absl::string_view coalition : of_z) through[std::string(coalition)] += part;
  }
  absl::flat_hash_map<std::string, uint64_t> sums;  // 48 bits behind the point
  for (const auto& [coalition, sum] : through) {
    const std::vector<absl::string_view>& members = ties.MembersOf(coalition);
    const uint64_t share = ShareOf(members.size());
    for (absl::string_view member : members) {
      if (member == actor) continue;
      const auto own = per_degree.find(member);  // z is not b
      const uint64_t others = sum - (own == per_degree.end() ? 0 : own->second);
      sums[std::string(member)] += others * share;
    }
  }
  for (const auto& [z, weight] : direct) sums.try_emplace(z, 0);
  absl::flat_hash_map<std::string, Closeness> closeness;
  for (const auto& [id, indirect] : sums) {
    const auto it = direct.find(id);
    const uint64_t w = it == direct.end() ? 0 : it->second;
    const uint64_t x = w + (indirect >> 33);  // 16 bits behind the point, halved
    closeness[id] = {Quotient(x, x + 65536), it != direct.end()};
  }
  return closeness;
}

}  // namespace tashbik::graph
