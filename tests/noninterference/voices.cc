// Check-ins, stories and statements of a world: drawn, varied as far as a reader does not see them,
// and written.
//
// Signers are organizations of a hub that no reader belongs to, the same in both directories: what
// varies is whether they signed what is open. A story names actors of its own maker, which can
// always say that they agree; they stay as they are from its first moment on.
#include "tests/noninterference/voices.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "tashbik/v1/hub.pb.h"
#include "tashbik/v1/organization.pb.h"

namespace tashbik::testing {
namespace {

constexpr int kCheckIns = 6;
constexpr int kStories = 3;
constexpr int kStatements = 3;
constexpr int kSigners = 3;
constexpr size_t kThird = 3;  // the maker that coordinates all hubs
constexpr double kVary = 0.5;
constexpr int64_t kFirstMicros = 1'800'000'000'000'000;

Moment MomentAt(Dice& dice, double low, double high) {
  const double rank = dice.Between(low, high);
  return {rank, kFirstMicros + static_cast<int64_t>(rank * 1e9) +
                    static_cast<int64_t>(dice.Below(1'000'000))};
}

std::string SignerName(int i) { return "organizations/" + IdOf(absl::StrCat("signer", i)); }

void AddCheckIns(Dice& dice, World& world) {
  for (int i = 0; i < kCheckIns; ++i) {
    CheckInEntry made{.key = absl::StrCat("check-in", i),
                      .coalition = dice.Below(world.coalitions.size()),
                      .note = RandomWords(dice, 4),
                      .moment = MomentAt(dice, 25, 28)};
    // An administrator says nothing of how a coalition goes.
    if (world.coalitions[made.coalition].maker == 0) continue;
    if (dice.Chance(0.3)) made.state = v1::COALITION_STATE_DORMANT;
    world.check_ins.push_back(std::move(made));
  }
}

void AddStories(Dice& dice, World& world) {
  for (int i = 0; i < kStories; ++i) {
    StoryEntry story{.key = absl::StrCat("story", i),
                     .maker = 1 + dice.Below(world.makers.size() - 1),
                     .moment = MomentAt(dice, 28.1, 28.5)};
    story.body.set_name("stories/" + IdOf(story.key));
    *story.body.mutable_names() = RandomNames(dice);
    (*story.body.mutable_texts())["en"] = RandomWords(dice, 6);
    story.body.add_themes(RandomTheme(dice, v1::FACET_SKILL));
    *story.body.mutable_visibility() = RandomBody(dice, world, story.maker, false, "").visibility();
    story.body.mutable_visibility()->clear_field_tiers();
    story.body.mutable_visibility()->clear_blocked();  // whoever is kept out cannot agree
    for (size_t actor = 1; actor < world.actors.size(); ++actor) {
      if (world.actors[actor].maker != story.maker || !dice.Chance(0.4)) continue;
      story.named.push_back(actor);
      story.agreed.push_back(dice.Chance(0.8));
    }
    story.agree_moment = MomentAt(dice, 28.5, 28.8);
    story.withdrawn = !story.named.empty() && dice.Chance(0.2);
    story.withdraw_moment = MomentAt(dice, 28.8, 29);
    world.stories.push_back(std::move(story));
  }
}

void AddStatements(Dice& dice, World& world) {
  for (int i = 0; i < kSigners; ++i) {
    world.signers.push_back({.role = v1::ROLE_MEMBER,
                             .account = "zsigner" + std::to_string(i),
                             .actor = SignerName(i),
                             .member_of = {world.hubs[2].body.name()}});
  }
  for (int i = 0; i < kStatements; ++i) {
    StatementEntry statement{.key = absl::StrCat("statement", i), .moment = MomentAt(dice, 24, 25)};
    statement.body.set_name("statements/" + IdOf(statement.key));
    *statement.body.mutable_names() = RandomNames(dice);
    (*statement.body.mutable_texts())["en"] = RandomWords(dice, 6);
    statement.body.add_countries(dice.OneOf(Countries()));
    statement.body.mutable_visibility()->set_tier(dice.Chance(0.5) ? v1::TIER_PUBLIC
                                                                   : v1::TIER_NETWORK);
    // The first is published by all signers alike; the others never are.
    statement.published = i == 0;
    statement.body.set_threshold(statement.published ? kSigners : kSigners + 1);
    for (int signer = 0; signer < kSigners; ++signer) {
      statement.signatures.push_back(
          {statement.published || dice.Chance(kVary), MomentAt(dice, 25, 29)});
    }
    world.statements.push_back(std::move(statement));
  }
}

// Whether all whom the story names agree at some time of its life.
bool IsTold(const StoryEntry& story) {
  return std::all_of(story.agreed.begin(), story.agreed.end(), [](bool agreed) { return agreed; });
}

// Whether the reader sees the story at some time of its life: as those who may change it do, or by
// its tier once all agreed; and all that it names.
bool SeesStory(const World& world, const Reader& reader, const StoryEntry& story) {
  const v1::Visibility& visibility = story.body.visibility();
  const std::string& owner = world.makers[story.maker].account;
  if (reader.account == owner) return true;
  const bool by_tier =
      (IsTold(story) && Sees(reader, visibility.tier(), visibility, owner)) ||
      (visibility.tier() != v1::TIER_PRIVATE &&
       Sees(reader, std::min(visibility.tier(), v1::TIER_UNCLAIMED), visibility, owner));
  return by_tier && std::all_of(story.named.begin(), story.named.end(), [&](size_t index) {
           const Actor& actor = world.actors[index];
           const v1::DiasporaGroup& body = actor.versions.back().body;
           return Sees(reader, TierOf(body), body.visibility(), world.makers[actor.maker].account);
         });
}

bool SeesCoalition(const World& world, const Reader& reader, const CoalitionEntry& coalition) {
  const v1::Visibility& visibility = coalition.body.visibility();
  return Sees(reader, visibility.tier(), visibility, world.makers[coalition.maker].account);
}

// Those who may change the coalition, and its members, read what was said.
bool ReadsNotes(const World& world, const Reader& reader, size_t index) {
  const CoalitionEntry& coalition = world.coalitions[index];
  if (reader.account == world.makers[coalition.maker].account) return true;
  const auto& hubs = coalition.body.visibility().hubs();
  if (std::any_of(hubs.begin(), hubs.end(),
                  [&](const std::string& hub) { return reader.coordinates.contains(hub); })) {
    return true;
  }
  return !reader.actor.empty() &&
         std::any_of(world.memberships.begin(), world.memberships.end(), [&](const Membership& m) {
           return m.coalition == index && world.actors[m.actor].name == reader.actor;
         });
}

void VaryCheckIn(const World& before, const Reader& reader, Dice& dice, CheckInEntry& said) {
  const bool sees = SeesCoalition(before, reader, before.coalitions[said.coalition]);
  if (sees && ReadsNotes(before, reader, said.coalition)) return;
  said.note = RandomWords(dice, 4);
  if (sees) return;
  if (dice.Chance(kVary)) said.moment = MomentAt(dice, 25, 28);
  said.removed = dice.Chance(0.3);
}

void VaryStory(const World& before, const Reader& reader, Dice& dice, const World& world,
               StoryEntry& story) {
  const bool loose = std::any_of(story.named.begin(), story.named.end(),
                                 [&](size_t actor) { return world.actors[actor].removed; });
  if (loose) story.removed = true;
  if (SeesStory(before, reader, story)) return;
  (*story.body.mutable_texts())["en"] = RandomWords(dice, 6);
  if (dice.Chance(0.3)) story.removed = true;
  // What was not told for want of a consent is not told here either.
  const auto first = std::find(story.agreed.begin(), story.agreed.end(), false);
  const auto kept = first - story.agreed.begin();
  const bool told = first == story.agreed.end();
  for (size_t i = 0; i < story.agreed.size(); ++i) story.agreed[i] = dice.Chance(kVary);
  if (!told) story.agreed[static_cast<size_t>(kept)] = false;
  story.withdrawn = false;
}

}  // namespace

void AddVoices(Dice& dice, World& world) {
  AddCheckIns(dice, world);
  AddStories(dice, world);
  AddStatements(dice, world);
}

void VaryVoices(const World& before, const Reader& reader, Dice& dice, World& world) {
  for (CheckInEntry& said : world.check_ins) {
    VaryCheckIn(before, reader, dice, said);
    if (world.coalitions[said.coalition].removed) said.removed = true;
  }
  for (StoryEntry& story : world.stories) VaryStory(before, reader, dice, world, story);
  for (StatementEntry& statement : world.statements) {
    if (statement.published) continue;
    for (auto& signature : statement.signatures) {
      signature = {dice.Chance(kVary), MomentAt(dice, 25, 29)};
    }
  }
}

void AddVoiceSteps(const World& world, const AddStep& add) {
  for (const CheckInEntry& said : world.check_ins) {
    if (said.removed) continue;
    const CoalitionEntry& coalition = world.coalitions[said.coalition];
    v1::CheckInCoalitionRequest request;
    request.set_name(coalition.body.name());
    request.set_state(said.state);
    request.set_note(said.note);
    add(said.moment, world.makers[coalition.maker], IdOf(said.key), request);
  }
  for (size_t i = 0; i < world.signers.size(); ++i) {
    const Reader& third = world.makers[kThird];
    v1::CreateOrganizationRequest make;
    make.mutable_organization()->mutable_profile()->add_names()->set_text("signer");
    make.mutable_organization()->mutable_visibility()->set_tier(v1::TIER_BROKERED);
    make.mutable_organization()->mutable_visibility()->add_hubs(world.hubs[2].body.name());
    const Moment at{.rank = 0.5 + 0.01 * static_cast<double>(i), .micros = kFirstMicros};
    add(at, third, IdOf(absl::StrCat("signer", i)), make);
    v1::CreateHubMemberRequest member;
    member.set_parent(world.hubs[2].body.name());
    member.mutable_hub_member()->set_actor(world.signers[i].actor);
    add({.rank = 0.6 + 0.01 * static_cast<double>(i), .micros = kFirstMicros}, third, "", member);
  }
  for (const StatementEntry& statement : world.statements) {
    v1::CreateStatementRequest make;
    *make.mutable_statement() = statement.body;
    make.mutable_statement()->clear_name();
    add(statement.moment, world.makers[kThird], IdOf(statement.key), make);
    for (size_t i = 0; i < statement.signatures.size(); ++i) {
      const auto& [is_there, moment] = statement.signatures[i];
      if (!is_there) continue;
      v1::SignStatementRequest sign;
      sign.set_name(statement.body.name());
      add(moment, world.signers[i], "", sign);
    }
  }
  for (const StoryEntry& story : world.stories) {
    if (story.removed) continue;
    const Reader& maker = world.makers[story.maker];
    v1::CreateStoryRequest make;
    *make.mutable_story() = story.body;
    make.mutable_story()->clear_name();
    for (const size_t actor : story.named) {
      make.mutable_story()->add_organizations()->set_organization(world.actors[actor].name);
    }
    add(story.moment, maker, IdOf(story.key), make);
    for (size_t i = 0; i < story.named.size(); ++i) {
      if (!story.agreed[i]) continue;
      v1::GiveStoryConsentRequest give;
      give.set_name(story.body.name());
      give.set_organization(world.actors[story.named[i]].name);
      give.set_note("in writing");
      add(story.agree_moment, maker, "", give);
    }
    if (!story.withdrawn) continue;
    v1::WithdrawStoryConsentRequest withdraw;
    withdraw.set_name(story.body.name());
    withdraw.set_organization(world.actors[story.named[0]].name);
    add(story.withdraw_moment, maker, "", withdraw);
  }
}

}  // namespace tashbik::testing
