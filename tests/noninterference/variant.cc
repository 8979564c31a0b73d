// Varies each record as far as the reader does not see it; what no longer holds together is
// dropped.
#include "tests/noninterference/variant.h"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tests/noninterference/hidden_parts.h"
#include "tests/noninterference/likenesses.h"
#include "tests/noninterference/meetings.h"
#include "tests/noninterference/programme.h"
#include "tests/noninterference/voices.h"

namespace tashbik::testing {
namespace {

constexpr double kRemove = 0.3;
constexpr double kReplace = 0.5;
constexpr double kMove = 0.5;
constexpr double kWriteAgain = 0.3;
constexpr int kDraws = 40;  // for a body that is hidden too

class Variant {
 public:
  Variant(const World& world, const Reader& reader, Dice& dice)
      : before_(world), world_(world), reader_(reader), dice_(dice) {}

  World Make() && {
    VaryHubs();
    for (size_t i = 0; i < world_.actors.size(); ++i) VaryActor(i);
    for (CoalitionEntry& coalition : world_.coalitions) VaryCoalition(coalition);
    for (size_t i = 0; i < world_.memberships.size(); ++i) VaryMembership(i);
    for (HubMembership& member : world_.hub_memberships) VaryHubMembership(member);
    for (ProposalEntry& proposal : world_.proposals) VaryProposal(proposal);
    for (Arrival& arrival : world_.registrations) VaryArrival(arrival, /*has_account=*/true);
    for (Arrival& arrival : world_.invitations) VaryArrival(arrival, /*has_account=*/false);
    for (auto& call : world_.calls) VaryWritten(call, RewriteCall);
    for (auto& event : world_.events) VaryWritten(event, RewriteEvent);
    for (Attendance& attendance : world_.attendances) VaryAttendance(attendance);
    DropWhatIsLoose();
    VaryVoices(before_, reader_, dice_, world_);
    VaryMeetings(before_, reader_, dice_, world_);
    VaryLikenesses(before_, reader_, dice_, world_);
    return std::move(world_);
  }

 private:
  const std::string& OwnerOf(size_t maker) const { return world_.makers[maker].account; }

  bool SeesVersion(const Reader& reader, const Actor& actor, const Version& version) const {
    const v1::Visibility& visibility = version.body.visibility();
    return (!reader.actor.empty() && reader.actor == actor.name) ||
           Sees(reader, TierOf(version.body), visibility, OwnerOf(actor.maker));
  }
  bool SeesEver(const Actor& actor) const {
    return std::any_of(actor.versions.begin(), actor.versions.end(),
                       [&](const Version& v) { return SeesVersion(reader_, actor, v); });
  }
  bool SeesAlways(const Reader& reader, const Actor& actor) const {
    return !actor.removed &&
           std::all_of(actor.versions.begin(), actor.versions.end(),
                       [&](const Version& v) { return SeesVersion(reader, actor, v); });
  }
  bool SeesCoalition(const CoalitionEntry& coalition) const {
    const v1::Visibility& visibility = coalition.body.visibility();
    return Sees(reader_, visibility.tier(), visibility, OwnerOf(coalition.maker));
  }
  bool SeesLink(const CoalitionEntry& coalition, const Actor& actor,
                const v1::CoalitionMember& link) const {
    const v1::Visibility& visibility = coalition.body.visibility();
    if (!SeesCoalition(coalition) || !SeesEver(actor)) return false;
    return (!reader_.actor.empty() && reader_.actor == actor.name) ||
           Sees(reader_, Strictest(visibility.tier(), link.tier()), visibility,
                OwnerOf(coalition.maker));
  }
  template <class Resource>
  bool SeesWritten(const Written<Resource>& written) const {
    const v1::Visibility& visibility = written.body.visibility();
    return Sees(reader_, visibility.tier(), visibility, OwnerOf(written.maker));
  }
  // The actor itself, and the coordinators of the event's hubs that see it.
  bool SeesAttendance(const Attendance& attendance) const {
    const Actor& actor = before_.actors[attendance.actor];
    const Written<v1::Event>& event = before_.events[attendance.event];
    if (!SeesWritten(event) || !SeesEver(actor)) return false;
    const auto& hubs = event.body.visibility().hubs();
    return (!reader_.actor.empty() && reader_.actor == actor.name) ||
           std::any_of(hubs.begin(), hubs.end(),
                       [&](const std::string& hub) { return reader_.coordinates.contains(hub); });
  }
  bool BelongsTo(const std::string& hub) const {
    return reader_.coordinates.contains(hub) || reader_.member_of.contains(hub);
  }
  bool SeesHubMembership(const HubMembership& member) const {
    return reader_.coordinates.contains(member.hub) ||
           (reader_.member_of.contains(member.hub) && SeesEver(before_.actors[member.actor]));
  }

  void Move(Moment& moment, double low, double high) {
    if (dice_.Chance(kMove)) moment.rank = dice_.Between(low, high);
  }

  void VaryHubs() {
    for (HubEntry& hub : world_.hubs) {
      const bool known = hub.body.visibility().tier() == v1::TIER_PUBLIC ||
                         reader_.role == v1::ROLE_ADMINISTRATOR || BelongsTo(hub.body.name());
      if (known) continue;
      *hub.body.mutable_names() = RandomNames(dice_);
      Move(hub.moment, -2, -1);
    }
    for (CircleEntry& circle : world_.circles) {
      if (BelongsTo(circle.hub)) continue;
      *circle.body.mutable_names() = RandomNames(dice_);
      Move(circle.moment, -1, 0);
    }
  }

  // Another body that is hidden too, where one is found.
  void Replace(const Actor& actor, Version& version) {
    const bool group = absl::StartsWith(actor.name, "diasporaGroups/");
    for (int i = 0; i < kDraws; ++i) {
      Version other{RandomBody(dice_, world_, actor.maker, group, actor.key), version.moment};
      if (SeesVersion(reader_, actor, other)) continue;
      version = std::move(other);
      return;
    }
  }

  // Who brokers is shown to those who may change the record; no other than a coordinator is let in
  // by it.
  void VaryBrokers(const Actor& actor, v1::Visibility& visibility) {
    if (!reader_.coordinates.empty() || reader_.account == OwnerOf(actor.maker)) return;
    if (!reader_.actor.empty() && reader_.actor == actor.name) return;
    visibility.clear_brokers();
    for (const HubEntry& hub : world_.hubs) {
      if (hub.body.visibility().tier() != v1::TIER_PUBLIC || !dice_.Chance(0.4)) continue;
      visibility.add_brokers(hub.body.name());
    }
  }

  // Whom the owner keeps out is shown to it alone. It moves what coordinators are told to broker.
  // That anybody at all is kept out takes a PUBLIC record out of what rarity is counted among.
  void VaryKeptOut(const Actor& actor, Version& version) {
    if (!reader_.coordinates.empty() || reader_.account == OwnerOf(actor.maker)) return;
    if (!reader_.actor.empty() && reader_.actor == actor.name) return;
    const bool sees = SeesVersion(reader_, actor, version);
    const auto keeps_any = [](const v1::Visibility& visibility) {
      return !visibility.blocked().empty() || !visibility.hide_from_countries().empty();
    };
    Version other = version;
    v1::Visibility& visibility = *other.body.mutable_visibility();
    visibility.clear_blocked();
    visibility.clear_hide_from_countries();
    KeepOutSome(dice_, visibility);
    const bool counted = TierOf(version.body) == v1::TIER_PUBLIC;
    if (counted && keeps_any(visibility) != keeps_any(version.body.visibility())) return;
    if (SeesVersion(reader_, actor, other) == sees) version = std::move(other);
  }

  void VaryVersion(const Actor& actor, Version& version) {
    if (SeesVersion(reader_, actor, version)) {
      if (reader_.actor == actor.name) return;
      VaryHiddenParts(reader_, OwnerOf(actor.maker), actor.key, dice_, version.body);
    } else if (dice_.Chance(kReplace)) {
      Replace(actor, version);
    }
    VaryBrokers(actor, *version.body.mutable_visibility());
    VaryKeptOut(actor, version);
  }

  void VaryActor(size_t index) {
    Actor& actor = world_.actors[index];
    const bool hidden = !SeesEver(actor);
    const Actor old = actor;
    for (Version& version : actor.versions) {
      VaryVersion(actor, version);
    }
    if (hidden) {
      Move(actor.versions[0].moment, 0, 10);
      if (actor.versions.size() > 1) Move(actor.versions[1].moment, 10, 20);
    }
    if (dice_.Chance(kWriteAgain)) {
      Version again = actor.versions.back();
      again.moment = {.rank = dice_.Between(20, 28), .micros = 1'900'000'000'000'000};
      VaryVersion(actor, again);
      actor.versions.push_back(std::move(again));
    }
    if (hidden && dice_.Chance(kRemove)) actor.removed = true;
    if (!KeepsSeenLinks(index, actor) || !KeepsMerges(before_, reader_, index, world_)) actor = old;
  }

  // A link that the reader sees must be there as before, so those who make it must see its actor.
  bool KeepsSeenLinks(size_t index, const Actor& actor) const {
    const Actor& old = before_.actors[index];
    const auto made_by = [&](size_t maker) { return SeesAlways(world_.makers[maker], actor); };
    for (const HubMembership& member : before_.hub_memberships) {
      if (member.actor == index && SeesHubMembership(member) && !made_by(member.maker)) {
        return false;
      }
    }
    for (const Membership& member : before_.memberships) {
      const CoalitionEntry& coalition = before_.coalitions[member.coalition];
      if (member.actor == index && SeesLink(coalition, old, member.body) &&
          !made_by(coalition.maker)) {
        return false;
      }
    }
    for (const Attendance& attendance : before_.attendances) {
      if (attendance.actor == index && SeesAttendance(attendance) &&
          !made_by(before_.events[attendance.event].maker)) {
        return false;
      }
    }
    const auto names = [&](const auto& written) {
      bool named = false;
      ForEachNamed(written.body, [&](const std::string& name) { named |= name == old.name; });
      return named && SeesWritten(written) && SeesEver(old) && !made_by(written.maker);
    };
    if (std::any_of(before_.calls.begin(), before_.calls.end(), names) ||
        std::any_of(before_.events.begin(), before_.events.end(), names)) {
      return false;
    }
    return std::all_of(before_.coalitions.begin(), before_.coalitions.end(),
                       [&](const CoalitionEntry& coalition) {
                         return coalition.body.lead() != old.name || !SeesCoalition(coalition) ||
                                !SeesEver(old) || made_by(coalition.maker);
                       });
  }

  void VaryCoalition(CoalitionEntry& coalition) {
    if (SeesCoalition(coalition)) {
      VaryLead(coalition);
      return;
    }
    Move(coalition.moment, 10, 15);
    if (dice_.Chance(kRemove)) coalition.removed = true;
    if (!dice_.Chance(kReplace)) return;
    *coalition.body.mutable_names() = RandomNames(dice_);
    (*coalition.body.mutable_purposes())["en"] = RandomWords(dice_, 5);
    coalition.body.set_themes(0, RandomTheme(dice_, v1::FACET_ISSUE));
    coalition.body.set_countries(0, dice_.OneOf(Countries()));
    VaryLead(coalition);
  }

  // Another lead that the reader never sees, or none.
  void VaryLead(CoalitionEntry& coalition) {
    const auto lead =
        std::find_if(before_.actors.begin(), before_.actors.end(),
                     [&](const Actor& actor) { return actor.name == coalition.body.lead(); });
    if (lead == before_.actors.end() || SeesEver(*lead)) return;
    const Actor& other = before_.actors[dice_.Below(before_.actors.size())];
    coalition.body.set_lead(SeesEver(other) ? "" : other.name);
  }

  static void ForEachNamed(const v1::Call& call,
                           const std::function<void(const std::string&)>& visit) {
    visit(call.funder());
  }
  static void ForEachNamed(const v1::Event& event,
                           const std::function<void(const std::string&)>& visit) {
    visit(event.organizer());
  }

  // Another name that the reader never sees, or none, in place of one that it never sees.
  std::string OtherName(const std::string& name, bool organization) {
    const auto actor = std::find_if(before_.actors.begin(), before_.actors.end(),
                                    [&](const Actor& other) { return other.name == name; });
    if (actor == before_.actors.end() || SeesEver(*actor)) return name;
    const Actor& other = before_.actors[dice_.Below(before_.actors.size())];
    const bool fits = !organization || absl::StartsWith(other.name, "organizations/");
    return SeesEver(other) || !fits ? "" : other.name;
  }
  void VaryNames(v1::Call& call) { call.set_funder(OtherName(call.funder(), true)); }
  void VaryNames(v1::Event& event) { event.set_organizer(OtherName(event.organizer(), false)); }

  template <class Resource>
  void VaryWritten(Written<Resource>& written, void (*rewrite)(Dice&, Resource&)) {
    VaryNames(written.body);
    if (SeesWritten(written)) return;
    Move(written.moment, 15, 18);
    if (dice_.Chance(kRemove)) written.removed = true;
    if (dice_.Chance(kReplace)) rewrite(dice_, written.body);
  }

  void VaryAttendance(Attendance& attendance) {
    if (SeesAttendance(attendance)) return;
    Move(attendance.moment, 18, 28);
    if (dice_.Chance(kRemove)) attendance.removed = true;
    if (dice_.Chance(kReplace)) attendance.attended = !attendance.attended;
  }

  void VaryMembership(size_t index) {
    Membership& member = world_.memberships[index];
    const CoalitionEntry& coalition = before_.coalitions[member.coalition];
    const Actor& actor = before_.actors[member.actor];
    if (SeesLink(coalition, actor, member.body)) return;
    Move(member.moment, 15, 25);
    if (dice_.Chance(kRemove)) member.removed = true;
    const v1::CoalitionMember other = RandomMembership(dice_);
    if (!SeesLink(coalition, actor, other)) member.body = other;
  }

  void VaryHubMembership(HubMembership& member) {
    if (SeesHubMembership(member)) return;
    Move(member.moment, 10, 20);
    if (dice_.Chance(kRemove)) member.removed = true;
    if (dice_.Chance(kReplace)) member.body.clear_circles();
    member.body.set_join_date("2020-02-02");
  }

  void VaryProposal(ProposalEntry& proposal) {
    if (OwnerOf(proposal.maker) == reader_.account) return;
    Move(proposal.moment, 20, 40);
    if (dice_.Chance(kRemove)) proposal.removed = true;
    if (dice_.Chance(kReplace)) proposal.body = RandomProposal(dice_, proposal.key + "b");
  }

  // Who waits, and who is invited, is known to the coordinators of the hub alone, whatever tier it
  // chose; that it has an account and a token, and since when, to administrators too.
  void VaryArrival(Arrival& arrival, bool has_account) {
    if (reader_.coordinates.contains(arrival.hub)) return;
    Arrival other = RandomArrival(dice_, arrival.key);
    if (!reader_.coordinates.contains(other.hub) && dice_.Chance(kReplace)) {
      other.moment = arrival.moment;
      arrival = std::move(other);
    }
    if (has_account && reader_.role == v1::ROLE_ADMINISTRATOR) return;
    Move(arrival.moment, 10, 28);
    if (dice_.Chance(kRemove)) arrival.removed = true;
  }

  void DropWhatIsLoose() {
    for (CoalitionEntry& coalition : world_.coalitions) {
      const auto lead =
          std::find_if(world_.actors.begin(), world_.actors.end(),
                       [&](const Actor& actor) { return actor.name == coalition.body.lead(); });
      if (lead != world_.actors.end() && !SeesAlways(world_.makers[coalition.maker], *lead)) {
        coalition.body.clear_lead();
      }
    }
    // A maker that does not see them can name nobody.
    const auto drop = [&](size_t maker, const std::string& name) {
      const auto actor = std::find_if(world_.actors.begin(), world_.actors.end(),
                                      [&](const Actor& other) { return other.name == name; });
      return actor != world_.actors.end() && !SeesAlways(world_.makers[maker], *actor);
    };
    for (auto& call : world_.calls) {
      if (drop(call.maker, call.body.funder())) call.body.clear_funder();
    }
    for (auto& event : world_.events) {
      if (drop(event.maker, event.body.organizer())) event.body.clear_organizer();
    }
    for (Attendance& attendance : world_.attendances) {
      const Written<v1::Event>& event = world_.events[attendance.event];
      if (event.removed ||
          !SeesAlways(world_.makers[event.maker], world_.actors[attendance.actor])) {
        attendance.removed = true;
      }
    }
    for (Membership& member : world_.memberships) {
      const CoalitionEntry& coalition = world_.coalitions[member.coalition];
      if (coalition.removed ||
          !SeesAlways(world_.makers[coalition.maker], world_.actors[member.actor])) {
        member.removed = true;
      }
    }
    for (HubMembership& member : world_.hub_memberships) {
      if (!SeesAlways(world_.makers[member.maker], world_.actors[member.actor])) {
        member.removed = true;
      }
    }
  }

  const World& before_;
  World world_;
  const Reader& reader_;
  Dice& dice_;
};

}  // namespace

World MakeVariant(const World& world, const Reader& reader, Dice& dice) {
  return Variant(world, reader, dice).Make();
}

}  // namespace tashbik::testing
