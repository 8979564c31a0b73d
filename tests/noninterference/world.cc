// Ranks lie in bands, so that every write finds what it rests on whatever is drawn.
#include "tests/noninterference/world.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "tests/noninterference/likenesses.h"
#include "tests/noninterference/meetings.h"
#include "tests/noninterference/programme.h"
#include "tests/noninterference/voices.h"

namespace tashbik::testing {
namespace {

constexpr size_t kAdministrator = 0;
constexpr size_t kActors = 12;
constexpr size_t kCoalitions = 4;
constexpr size_t kProposals = 4;
constexpr int kMemberships = 12;
constexpr int kHubMemberships = 8;
constexpr int kArrivals = 3;
constexpr int64_t kFirstMicros = 1'800'000'000'000'000;

Moment MomentAt(Dice& dice, double low, double high) {
  const double rank = dice.Between(low, high);
  // Later ones are later, to the second and with a tail that is their own.
  return {rank, kFirstMicros + static_cast<int64_t>(rank * 1e9) +
                    static_cast<int64_t>(dice.Below(1'000'000))};
}

std::string Hub(int i) { return "hubs/" + IdOf(absl::StrCat("hub", i)); }
std::string Circle(int hub, int i) {
  return absl::StrCat(Hub(hub), "/circles/", IdOf(absl::StrCat("circle", i)));
}

void AddHubs(Dice& dice, World& world) {
  for (int i = 0; i < 3; ++i) {
    HubEntry hub{.key = absl::StrCat("hub", i), .moment = MomentAt(dice, -2, -1)};
    hub.body.set_name(Hub(i));
    *hub.body.mutable_names() = RandomNames(dice);
    hub.body.add_countries(dice.OneOf(Countries()));
    hub.body.mutable_visibility()->set_tier(i == 2 ? v1::TIER_HUB : v1::TIER_PUBLIC);
    world.hubs.push_back(std::move(hub));
  }
  for (int i = 0; i < 2; ++i) {
    CircleEntry circle{.key = absl::StrCat("circle", i),
                       .hub = Hub(i),
                       .maker = static_cast<size_t>(i) + 1,
                       .moment = MomentAt(dice, -1, 0)};
    circle.body.set_name(Circle(i, i));
    *circle.body.mutable_names() = RandomNames(dice);
    world.circles.push_back(std::move(circle));
  }
}

// The one that the member speaks for is there before all others and stays where it is: where its
// reader is does not change.
void KeepReader(Actor& actor) {
  actor.versions[0].moment.rank = 0;
  for (Version& version : actor.versions) {
    const v1::Profile& first = actor.versions[0].body.profile();
    v1::Profile& profile = *version.body.mutable_profile();
    profile.set_base_country(first.base_country());
    *profile.mutable_active_countries() = first.active_countries();
  }
}

void AddActors(Dice& dice, World& world) {
  for (size_t i = 0; i < kActors; ++i) {
    Actor actor{.key = absl::StrCat("actor", i)};
    const bool group = dice.Chance(0.4);
    actor.name = (group ? "diasporaGroups/" : "organizations/") + IdOf(actor.key);
    actor.maker = i == 0 ? 1 : dice.Below(world.makers.size());
    actor.versions.push_back(
        {RandomBody(dice, world, actor.maker, group, actor.key), MomentAt(dice, 0, 10)});
    if (dice.Chance(0.25)) {
      actor.versions.push_back(
          {RandomBody(dice, world, actor.maker, group, actor.key), MomentAt(dice, 10, 20)});
    }
    if (i > 0 && dice.Chance(0.1)) actor.deleted = MomentAt(dice, 30, 40);
    if (i == 0) KeepReader(actor);
    world.actors.push_back(std::move(actor));
  }
}

// Whether a maker sees the actor at every time, so that it may be named whatever the order is.
bool SeesAlways(const World& world, size_t maker, const Actor& actor) {
  return std::all_of(actor.versions.begin(), actor.versions.end(), [&](const Version& version) {
    const v1::Visibility& visibility = version.body.visibility();
    return Sees(world.makers[maker], TierOf(version.body), visibility,
                world.makers[actor.maker].account);
  });
}

void AddCoalitions(Dice& dice, World& world) {
  for (size_t i = 0; i < kCoalitions; ++i) {
    CoalitionEntry coalition{.key = absl::StrCat("coalition", i),
                             .maker = dice.Below(world.makers.size()),
                             .moment = MomentAt(dice, 10, 15)};
    v1::Coalition& body = coalition.body;
    body.set_name("coalitions/" + IdOf(coalition.key));
    *body.mutable_names() = RandomNames(dice);
    (*body.mutable_purposes())["en"] = RandomWords(dice, 5);
    body.add_themes(RandomTheme(dice, v1::FACET_ISSUE));
    body.add_countries(dice.OneOf(Countries()));
    *body.mutable_visibility() = RandomBody(dice, world, coalition.maker, false, "").visibility();
    body.mutable_visibility()->clear_field_tiers();
    const Actor& lead = dice.OneOf(world.actors);
    if (SeesAlways(world, coalition.maker, lead)) body.set_lead(lead.name);
    world.coalitions.push_back(std::move(coalition));
  }
  for (int i = 0; i < kMemberships; ++i) {
    Membership made{.actor = dice.Below(kActors), .coalition = dice.Below(kCoalitions)};
    const bool known = std::any_of(
        world.memberships.begin(), world.memberships.end(), [&](const Membership& other) {
          return other.actor == made.actor && other.coalition == made.coalition;
        });
    const size_t maker = world.coalitions[made.coalition].maker;
    if (known || !SeesAlways(world, maker, world.actors[made.actor])) continue;
    made.body = RandomMembership(dice);
    made.moment = MomentAt(dice, 15, 25);
    world.memberships.push_back(std::move(made));
  }
}

void AddHubMemberships(Dice& dice, World& world) {
  HubMembership member{.actor = 0, .maker = 1, .hub = Hub(0)};
  member.body.add_circles(Circle(0, 0));
  member.moment = MomentAt(dice, 10, 20);
  world.hub_memberships.push_back(std::move(member));
  for (int i = 0; i < kHubMemberships; ++i) {
    HubMembership made{.actor = 1 + dice.Below(kActors - 1), .maker = 1 + dice.Below(3)};
    const int hub = made.maker == 1 ? 0 : made.maker == 2 ? 1 : static_cast<int>(dice.Below(3));
    made.hub = Hub(hub);
    const bool known =
        std::any_of(world.hub_memberships.begin(), world.hub_memberships.end(),
                    [&](const auto& o) { return o.actor == made.actor && o.hub == made.hub; });
    if (known || !SeesAlways(world, made.maker, world.actors[made.actor])) continue;
    if (hub < 2 && dice.Chance(0.5)) made.body.add_circles(Circle(hub, hub));
    made.moment = MomentAt(dice, 10, 20);
    world.hub_memberships.push_back(std::move(made));
  }
}

// By the coordinators: nobody but their makers sees them, and no theme comes of them.
void AddProposals(Dice& dice, World& world) {
  for (size_t i = 0; i < kProposals; ++i) {
    ProposalEntry proposal{.key = absl::StrCat("proposal", i),
                           .maker = 1 + dice.Below(world.makers.size() - 1),
                           .moment = MomentAt(dice, 20, 40)};
    proposal.body = RandomProposal(dice, proposal.key);
    world.proposals.push_back(std::move(proposal));
  }
}

void AddArrivals(Dice& dice, World& world) {
  for (int i = 0; i < kArrivals; ++i) {
    world.registrations.push_back(RandomArrival(dice, absl::StrCat("registration", i)));
    world.invitations.push_back(RandomArrival(dice, absl::StrCat("invitation", i)));
  }
}

}  // namespace

Arrival RandomArrival(Dice& dice, const std::string& key) {
  Arrival arrival{.key = key, .hub = Hub(static_cast<int>(dice.Below(2)))};
  arrival.text = absl::StrCat(RandomWords(dice, 3), " group");
  arrival.theme = RandomTheme(dice, v1::FACET_ISSUE);
  do {
    arrival.tier = RandomTier(dice);
  } while (arrival.tier == v1::TIER_UNCLAIMED || arrival.tier == v1::TIER_UNSPECIFIED);
  arrival.moment = MomentAt(dice, 10, 28);
  return arrival;
}

std::string IdOf(const std::string& key) {
  static constexpr char kLetters[] = "abcdefghijklmnopqrstuvwxyz234567";
  uint64_t hash = 1'469'598'103'934'665'603u;
  for (const char c : key) hash = (hash ^ static_cast<unsigned char>(c)) * 1'099'511'628'211u;
  Dice dice(hash);
  std::string id(16, 'a');
  id[0] = kLetters[dice.Below(26)];
  for (size_t i = 1; i < id.size(); ++i) id[i] = kLetters[dice.Below(32)];
  return id;
}

World MakeWorld(uint64_t seed) {
  Dice dice(seed);
  World world;
  world.makers = {
      {.role = v1::ROLE_ADMINISTRATOR, .account = "administrator"},
      {.role = v1::ROLE_COORDINATOR, .account = "first", .coordinates = {Hub(0)}},
      {.role = v1::ROLE_COORDINATOR, .account = "second", .coordinates = {Hub(1)}},
      {.role = v1::ROLE_COORDINATOR, .account = "third", .coordinates = {Hub(0), Hub(1), Hub(2)}}};
  AddHubs(dice, world);
  AddActors(dice, world);
  AddCoalitions(dice, world);
  AddHubMemberships(dice, world);
  AddArrivals(dice, world);
  world.watch_rank = dice.Between(0, 25);
  AddProposals(dice, world);
  AddProgramme(dice, world);
  AddVoices(dice, world);
  AddMeetings(dice, world);
  AddLikenesses(dice, world);
  return world;
}

}  // namespace tashbik::testing
