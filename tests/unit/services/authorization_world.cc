// Draws ids and lists; builds records of them as the store would hold them.
#include "tests/unit/services/authorization_world.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "graph/builder.h"
#include "services/facts.h"
#include "services/names.h"
#include "services/tokens.h"

namespace tashbik::testing {
namespace {

using services::NameOf;
using store::v1::Record;
using World = AuthorizationWorld;

constexpr v1::Tier kTiers[] = {v1::TIER_PRIVATE, v1::TIER_UNCLAIMED, v1::TIER_BROKERED,
                               v1::TIER_HUB,     v1::TIER_NETWORK,   v1::TIER_PUBLIC};
constexpr v1::Role kRoles[] = {v1::ROLE_ANONYMOUS,    v1::ROLE_MEMBER,  v1::ROLE_COORDINATOR,
                               v1::ROLE_EDITOR,       v1::ROLE_SERVICE, v1::ROLE_AUDITOR,
                               v1::ROLE_ADMINISTRATOR};
constexpr int kAccounts = 4;
const std::vector<std::string>& Countries() {
  static const auto* const countries = new std::vector<std::string>{"BE", "LB", "MA", "TN"};
  return *countries;
}

// `[a-z][a-z2-7]{15}`.
std::string Id(char kind, size_t number) {
  return absl::StrCat(std::string(1, kind), "aaaaaaaaaaaaaa",
                      std::string(1, static_cast<char>('a' + number)));
}

class Draw {
 public:
  explicit Draw(uint64_t seed) : generator_(seed) {}
  size_t Below(size_t below) { return generator_() % below; }
  bool Chance(double p) { return static_cast<double>(Below(1000)) < p * 1000; }
  template <class Values>
  const auto& OneOf(const Values& values) {
    return values[Below(std::size(values))];
  }
  // Each with probability `p`.
  std::vector<std::string> Some(const std::vector<std::string>& from, double p) {
    std::vector<std::string> some;
    for (const std::string& value : from) {
      if (Chance(p)) some.push_back(value);
    }
    return some;
  }
  std::string Account() { return Id('u', Below(kAccounts)); }

 private:
  std::mt19937_64 generator_;
};

template <class Things>
std::vector<std::string> IdsOf(const Things& things) {
  std::vector<std::string> ids;
  for (const auto& thing : things) ids.push_back(thing.id);
  return ids;
}

Guard DrawGuard(Draw& draw, const World& world) {
  Guard guard;
  guard.tier = draw.OneOf(kTiers);
  guard.hubs = draw.Some(IdsOf(world.hubs), 0.4);
  if (draw.Chance(0.4)) guard.circles = draw.Some(IdsOf(world.circles), 0.4);
  if (draw.Chance(0.6)) guard.brokers = draw.Some(IdsOf(world.hubs), 0.4);
  if (draw.Chance(0.7)) guard.owner = draw.Account();
  guard.deleted = draw.Chance(0.1);
  return guard;
}

// Of every fourth guard: whom it keeps out.
void KeepOut(Draw& draw, const World& world, Guard& guard) {
  if (!draw.Chance(0.25)) return;
  guard.blocked = draw.Some(IdsOf(world.actors), 0.3);
  guard.hidden_from = draw.Some(Countries(), 0.3);
}

World::Caller DrawCaller(Draw& draw, const World& world, const std::vector<std::string>& methods) {
  World::Caller caller;
  caller.role = draw.OneOf(kRoles);
  if (caller.role == v1::ROLE_ANONYMOUS) return caller;
  caller.account = draw.Account();
  if (caller.role == v1::ROLE_MEMBER) caller.actor = draw.OneOf(world.actors).id;
  if (caller.role == v1::ROLE_COORDINATOR || caller.role == v1::ROLE_SERVICE) {
    caller.hubs = draw.Some(IdsOf(world.hubs), 0.5);
  }
  for (int i = 0; i < 3 && draw.Chance(0.3); ++i) {
    const std::string& method = draw.OneOf(methods);
    caller.scopes.push_back(
        draw.Chance(0.5) ? method : absl::StrCat(method.substr(0, method.find('/')), "/*"));
  }
  return caller;
}

std::string ActorNameOf(const World& world, const std::string& id) {
  return NameOf(
      world.ActorOf(id).group ? store::v1::KIND_DIASPORA_GROUP : store::v1::KIND_ORGANIZATION, id);
}

template <class Resource>
void SetGuard(const World& world, const Guard& guard, Record& record, Resource& resource) {
  v1::Visibility& visibility = *resource.mutable_visibility();
  visibility.set_tier(guard.tier);
  for (const auto& id : guard.hubs) visibility.add_hubs(NameOf(store::v1::KIND_HUB, id));
  for (const auto& id : guard.brokers) visibility.add_brokers(NameOf(store::v1::KIND_HUB, id));
  for (const auto& id : guard.circles) {
    visibility.add_circles(absl::StrCat("hubs/", Id('h', 0), "/circles/", id));
  }
  for (const auto& id : guard.blocked) visibility.add_blocked(ActorNameOf(world, id));
  *visibility.mutable_hide_from_countries() = {guard.hidden_from.begin(), guard.hidden_from.end()};
  record.set_owner_account(guard.owner);
  if (guard.deleted) resource.mutable_delete_time()->set_seconds(1);
}

// Collects what the directory would have read from the disk.
class Builder {
 public:
  Record& Add(storage::Kind kind, const std::string& id) {
    auto entry = std::make_shared<services::Entry>();
    entry->kind = kind;
    entry->version = 1;
    entry->record.set_id(id);
    entries_.push_back(entry);
    return entry->record;
  }

  BuiltWorld Finish(const storage::ReadView& view) {
    graph::Builder network({});
    std::vector<graph::ActorFacts> actors;
    std::vector<services::Catalog::Change> kept;
    for (const auto& entry : entries_) {
      const bool deleted = services::IsDeleted(entry->record);
      if (services::IsActor(entry->kind) && !deleted) {
        actors.push_back(services::ActorFactsOf(entry->record));
        continue;
      }
      kept.push_back({entry->kind, entry->id(), entry});
      if (entry->kind == store::v1::KIND_COALITION && !deleted) {
        network.Add(services::CoalitionFactsOf(entry->record));
      }
      if (entry->kind == store::v1::KIND_COALITION_MEMBER) {
        network.Add(services::MembershipFactsOf(entry->record));
      }
    }
    network.Add(actors);
    BuiltWorld built;
    built.snapshot = std::make_shared<services::Snapshot>(network.Build({}),
                                                          services::Catalog().With(kept), view);
    built.records.assign(entries_.begin(), entries_.end());
    return built;
  }

 private:
  std::vector<std::shared_ptr<services::Entry>> entries_;
};

template <class Things>
const auto& Named(const Things& things, const std::string& id) {
  return *std::find_if(things.begin(), things.end(),
                       [&](const auto& thing) { return thing.id == id; });
}

}  // namespace

const World::Hub& World::HubOf(const std::string& id) const { return Named(hubs, id); }
const World::Actor& World::ActorOf(const std::string& id) const { return Named(actors, id); }
const World::Coalition& World::CoalitionOf(const std::string& id) const {
  return Named(coalitions, id);
}

World DrawWorld(uint64_t seed, const std::vector<std::string>& methods) {
  Draw draw(seed);
  World world;
  for (size_t i = 0; i < 3; ++i) world.hubs.push_back({Id('h', i), {}});
  for (World::Hub& hub : world.hubs) {
    hub.guard = DrawGuard(draw, world);
    hub.guard.circles.clear();
  }
  // All of the first hub: of which hub a circle is makes no difference to whom it admits.
  for (size_t i = 0; i < 2; ++i) world.circles.push_back({Id('c', i), world.hubs[0].id});
  for (size_t i = 0; i < 3; ++i) {
    world.actors.push_back({Id('o', i), draw.Chance(0.5), DrawGuard(draw, world)});
    std::vector<std::string>& countries = world.actors.back().countries;
    countries = draw.Some(Countries(), 0.3);
    countries.insert(countries.begin(), draw.OneOf(Countries()));
  }
  for (const World::Hub& hub : world.hubs) {
    for (const World::Actor& actor : world.actors) {
      if (!draw.Chance(0.4)) continue;
      World::HubMember member{hub.id, actor.id, {}};
      if (hub.id == world.hubs[0].id) member.circles = draw.Some(IdsOf(world.circles), 0.5);
      world.hub_members.push_back(std::move(member));
    }
  }
  for (size_t i = 0; i < 2; ++i) {
    world.coalitions.push_back({Id('k', i), DrawGuard(draw, world), ""});
    if (draw.Chance(0.6)) world.coalitions.back().lead = draw.OneOf(world.actors).id;
    for (const World::Actor& actor : world.actors) {
      if (!draw.Chance(0.5)) continue;
      const v1::Tier tier = draw.Chance(0.5) ? v1::TIER_UNSPECIFIED : draw.OneOf(kTiers);
      world.coalition_members.push_back({world.coalitions.back().id, actor.id, tier});
    }
  }
  for (World::Hub& hub : world.hubs) KeepOut(draw, world, hub.guard);
  for (World::Actor& actor : world.actors) KeepOut(draw, world, actor.guard);
  for (World::Coalition& coalition : world.coalitions) KeepOut(draw, world, coalition.guard);
  for (int i = 0; i < 3; ++i) world.callers.push_back(DrawCaller(draw, world, methods));
  return world;
}

BuiltWorld Build(const World& world, const storage::ReadView& view) {
  Builder builder;
  for (const World::Hub& hub : world.hubs) {
    Record& record = builder.Add(store::v1::KIND_HUB, hub.id);
    SetGuard(world, hub.guard, record, *record.mutable_hub());
  }
  for (const World::Circle& circle : world.circles) {
    builder.Add(store::v1::KIND_CIRCLE, absl::StrCat(circle.hub, "/", circle.id)).mutable_circle();
  }
  for (const World::Actor& actor : world.actors) {
    Record& record = builder.Add(
        actor.group ? store::v1::KIND_DIASPORA_GROUP : store::v1::KIND_ORGANIZATION, actor.id);
    const auto fill = [&](auto& resource) {
      SetGuard(world, actor.guard, record, resource);
      v1::Profile& profile = *resource.mutable_profile();
      profile.set_base_country(actor.countries[0]);
      *profile.mutable_active_countries() = {actor.countries.begin() + 1, actor.countries.end()};
    };
    if (actor.group) {
      fill(*record.mutable_diaspora_group());
    } else {
      fill(*record.mutable_organization());
    }
  }
  for (const World::HubMember& member : world.hub_members) {
    Record& record =
        builder.Add(store::v1::KIND_HUB_MEMBER, absl::StrCat(member.hub, "/", member.actor));
    record.mutable_hub_member()->set_actor(ActorNameOf(world, member.actor));
    for (const std::string& circle : member.circles) {
      record.mutable_hub_member()->add_circles(
          absl::StrCat("hubs/", member.hub, "/circles/", circle));
    }
  }
  for (const World::Coalition& coalition : world.coalitions) {
    Record& record = builder.Add(store::v1::KIND_COALITION, coalition.id);
    SetGuard(world, coalition.guard, record, *record.mutable_coalition());
    if (!coalition.lead.empty()) {
      record.mutable_coalition()->set_lead(ActorNameOf(world, coalition.lead));
    }
  }
  for (const World::CoalitionMember& member : world.coalition_members) {
    Record& record = builder.Add(store::v1::KIND_COALITION_MEMBER,
                                 absl::StrCat(member.coalition, "/", member.actor));
    record.mutable_coalition_member()->set_actor(ActorNameOf(world, member.actor));
    record.mutable_coalition_member()->set_tier(member.tier);
  }
  builder.Add(store::v1::KIND_THEME, "rights").mutable_theme();
  return builder.Finish(view);
}

services::Viewer ViewerOf(const World::Caller& caller, const World& world,
                          const services::Snapshot& snapshot) {
  if (caller.account.empty()) return {};
  v1::Account account;
  account.set_name(NameOf(store::v1::KIND_ACCOUNT, caller.account));
  account.set_role(caller.role);
  for (const std::string& hub : caller.hubs) {
    account.add_hubs(NameOf(store::v1::KIND_HUB, hub));
  }
  if (!caller.actor.empty()) account.set_actor(ActorNameOf(world, caller.actor));
  *account.mutable_scopes() = {caller.scopes.begin(), caller.scopes.end()};
  return services::ViewerOf(snapshot, account, v1::Token(), absl::UnixEpoch());
}

}  // namespace tashbik::testing
