// A signer belongs to no reader, so an introduction is a reader's where it may act for the actor
// that is asked, and hidden from it else: that there is one, what it says, when, and whether the
// other side agreed.
#include "tests/noninterference/meetings.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "tashbik/v1/introduction.pb.h"

namespace tashbik::testing {
namespace {

constexpr int kMeetings = 6;
constexpr int64_t kMicros = 1'800'000'000'000'000;

Moment MomentAt(Dice& dice, double low, double high) {
  const double rank = dice.Between(low, high);
  return {rank, kMicros + static_cast<int64_t>(rank * 1e9)};
}

void Redraw(Dice& dice, Meeting& meeting) {
  meeting.removed = dice.Chance(0.3);
  meeting.agreed = dice.Chance(0.5);
  meeting.message = RandomWords(dice, 5);
  meeting.moment = MomentAt(dice, 29, 29.5);
  meeting.agree_moment = MomentAt(dice, 29.5, 30);
}

// Whether a signer sees the actor whenever it could be asked: then the call is not refused.
bool CanBeAsked(const Actor& actor) {
  return !actor.removed && !actor.deleted &&
         std::all_of(actor.versions.begin(), actor.versions.end(), [](const Version& version) {
           const v1::Tier tier = TierOf(version.body);
           return tier == v1::TIER_PUBLIC || tier == v1::TIER_NETWORK;
         });
}

}  // namespace

bool MayActFor(const World& world, const Reader& reader, const Actor& actor) {
  if (reader.actor == actor.name || reader.account == world.makers[actor.maker].account) {
    return true;
  }
  return std::any_of(actor.versions.begin(), actor.versions.end(), [&](const Version& version) {
    const auto& hubs = version.body.visibility().hubs();
    return std::any_of(hubs.begin(), hubs.end(),
                       [&](const std::string& hub) { return reader.coordinates.contains(hub); });
  });
}

void AddMeetings(Dice& dice, World& world) {
  for (int i = 0; i < kMeetings; ++i) {
    Meeting meeting{.key = absl::StrCat("meeting", i),
                    .asker = dice.Below(world.signers.size()),
                    .partner = dice.Below(world.actors.size())};
    // What an actor is asked beyond its capacity is held back, and nothing to agree to yet.
    const bool twice =
        std::any_of(world.meetings.begin(), world.meetings.end(),
                    [&](const Meeting& other) { return other.partner == meeting.partner; });
    if (twice) continue;
    Redraw(dice, meeting);
    world.meetings.push_back(std::move(meeting));
  }
}

void VaryMeetings(const World& before, const Reader& reader, Dice& dice, World& world) {
  for (Meeting& meeting : world.meetings) {
    if (!MayActFor(before, reader, before.actors[meeting.partner])) Redraw(dice, meeting);
  }
}

void AddMeetingSteps(const World& world, const AddStep& add) {
  for (const Meeting& meeting : world.meetings) {
    const Actor& partner = world.actors[meeting.partner];
    if (meeting.removed || !CanBeAsked(partner)) continue;
    v1::RequestIntroductionRequest ask;
    ask.set_partner(partner.name);
    ask.set_message(meeting.message);
    add(meeting.moment, world.signers[meeting.asker], IdOf(meeting.key), ask);
    // An administrator acts for nobody, and for the first actor none but its own account.
    if (!meeting.agreed || partner.maker == 0 || meeting.partner == 0) continue;
    v1::AcceptIntroductionRequest agree;
    agree.set_name("introductions/" + IdOf(meeting.key));
    agree.set_actor(partner.name);
    add(meeting.agree_moment, world.makers[partner.maker], "", agree);
  }
}

}  // namespace tashbik::testing
