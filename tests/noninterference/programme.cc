// Few of each, so that they meet.
#include "tests/noninterference/programme.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace tashbik::testing {
namespace {

constexpr size_t kCalls = 2;
constexpr size_t kEvents = 4;
constexpr size_t kStories = 3;
constexpr size_t kStatements = 2;
constexpr int kAttendances = 14;
constexpr int64_t kMicros = 1'800'000'000'000'000;

// Themes that are sensitive nowhere: of others a record would have to be as strict as whom it
// names.
constexpr const char* kThemes[] = {"themes/rights", "themes/women-s-rights", "themes/legal-aid",
                                   "themes/memory"};
// About the time at which worlds are written, so that coalitions begin after some.
constexpr const char* kDays[] = {"2026-12-01", "2027-01-14", "2027-01-15", "2027-02-01"};

Moment MomentAt(Dice& dice, double low, double high) {
  const double rank = dice.Between(low, high);
  return {rank, kMicros + static_cast<int64_t>(rank * 1e9)};
}

v1::Visibility VisibilityOf(Dice& dice, const World& world, size_t maker) {
  v1::Visibility visibility = RandomBody(dice, world, maker, false, "").visibility();
  visibility.clear_field_tiers();
  return visibility;
}

template <class Resource>
Written<Resource> Made(Dice& dice, const World& world, const char* collection, const char* key,
                       size_t number) {
  Written<Resource> made{.key = absl::StrCat(key, number),
                         .maker = dice.Below(world.makers.size()),
                         .moment = MomentAt(dice, 15, 18)};
  made.body.set_name(absl::StrCat(collection, "/", IdOf(made.key)));
  *made.body.mutable_visibility() = VisibilityOf(dice, world, made.maker);
  return made;
}

// An actor that the maker sees at every time, or none.
std::string ActorFor(Dice& dice, const World& world, size_t maker) {
  const Actor& actor = dice.OneOf(world.actors);
  const bool seen =
      std::all_of(actor.versions.begin(), actor.versions.end(), [&](const Version& version) {
        return Sees(world.makers[maker], TierOf(version.body), version.body.visibility(),
                    world.makers[actor.maker].account);
      });
  return seen ? actor.name : "";
}

template <class Resource>
void Describe(Dice& dice, Resource& body) {
  *body.mutable_names() = RandomNames(dice);
  body.clear_themes();
  body.add_themes(dice.OneOf(kThemes));
}

void AddAttendances(Dice& dice, World& world) {
  for (int i = 0; i < kAttendances; ++i) {
    Attendance made{.actor = dice.Below(world.actors.size()), .event = dice.Below(kEvents)};
    const Written<v1::Event>& event = world.events[made.event];
    const auto& hubs = event.body.visibility().hubs();
    const Reader& maker = world.makers[event.maker];
    const bool tends = std::any_of(hubs.begin(), hubs.end(), [&](const std::string& hub) {
      return maker.coordinates.contains(hub);
    });
    const bool known = std::any_of(world.attendances.begin(), world.attendances.end(),
                                   [&](const Attendance& other) {
                                     return other.actor == made.actor && other.event == made.event;
                                   });
    const Actor& actor = world.actors[made.actor];
    const bool seen =
        std::all_of(actor.versions.begin(), actor.versions.end(), [&](const Version& version) {
          return Sees(maker, TierOf(version.body), version.body.visibility(),
                      world.makers[actor.maker].account);
        });
    if (!tends || known || !seen) continue;
    made.attended = dice.Chance(0.5);
    made.moment = MomentAt(dice, 18, 28);
    world.attendances.push_back(made);
  }
}

}  // namespace

void RewriteCall(Dice& dice, v1::Call& body) {
  Describe(dice, body);
  (*body.mutable_descriptions())["en"] = RandomWords(dice, 5);
  body.clear_countries();
  body.add_countries(dice.OneOf(Countries()));
  body.set_deadline(dice.OneOf(kDays));
  body.mutable_rules()->set_min_members(static_cast<int>(dice.Below(4)));
}

void RewriteEvent(Dice& dice, v1::Event& body) {
  Describe(dice, body);
  (*body.mutable_proposals())["en"] = RandomWords(dice, 5);
  body.set_country(dice.OneOf(Countries()));
  body.set_start_date(dice.OneOf(kDays));
  body.set_kind(static_cast<v1::EventKind>(1 + dice.Below(5)));
  body.set_participants(static_cast<int>(dice.Below(60)));
}

void RewriteStory(Dice& dice, v1::Story& body) {
  Describe(dice, body);
  (*body.mutable_texts())["en"] = RandomWords(dice, 5);
  body.clear_countries();
  body.add_countries(dice.OneOf(Countries()));
}

void RewriteStatement(Dice& dice, v1::Statement& body) {
  Describe(dice, body);
  (*body.mutable_texts())["en"] = RandomWords(dice, 5);
  body.set_threshold(static_cast<int>(2 + dice.Below(3)));
}

void AddProgramme(Dice& dice, World& world) {
  for (size_t i = 0; i < kCalls; ++i) {
    auto made = Made<v1::Call>(dice, world, "calls", "call", i);
    RewriteCall(dice, made.body);
    const std::string funder = ActorFor(dice, world, made.maker);
    if (absl::StartsWith(funder, "organizations/")) made.body.set_funder(funder);
    world.calls.push_back(std::move(made));
  }
  for (size_t i = 0; i < kEvents; ++i) {
    auto made = Made<v1::Event>(dice, world, "events", "event", i);
    RewriteEvent(dice, made.body);
    made.body.set_organizer(ActorFor(dice, world, made.maker));
    world.events.push_back(std::move(made));
  }
  for (size_t i = 0; i < kStories; ++i) {
    auto made = Made<v1::Story>(dice, world, "stories", "story", i);
    RewriteStory(dice, made.body);
    for (int named = 0; named < 2; ++named) {
      const std::string actor = ActorFor(dice, world, made.maker);
      const auto& all = made.body.organizations();
      const bool twice = std::any_of(
          all.begin(), all.end(), [&](const auto& other) { return other.organization() == actor; });
      if (!actor.empty() && !twice) made.body.add_organizations()->set_organization(actor);
    }
    world.stories.push_back(std::move(made));
  }
  for (size_t i = 0; i < kStatements; ++i) {
    auto made = Made<v1::Statement>(dice, world, "statements", "statement", i);
    RewriteStatement(dice, made.body);
    world.statements.push_back(std::move(made));
  }
  AddAttendances(dice, world);
}

}  // namespace tashbik::testing
