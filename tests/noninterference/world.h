// A small random directory as a list of what is written into it, by whom, when and under which id.
// Nothing here knows of a viewer; variant.h makes the second directory of a pair.
#ifndef TASHBIK_TESTS_NONINTERFERENCE_WORLD_H_
#define TASHBIK_TESTS_NONINTERFERENCE_WORLD_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <google/protobuf/message.h>

#include "tashbik/v1/call.pb.h"
#include "tashbik/v1/coalition.pb.h"
#include "tashbik/v1/diaspora_group.pb.h"
#include "tashbik/v1/event.pb.h"
#include "tashbik/v1/hub.pb.h"
#include "tashbik/v1/statement.pb.h"
#include "tashbik/v1/story.pb.h"
#include "tashbik/v1/theme.pb.h"
#include "tashbik/v1/vocabulary.pb.h"
#include "tests/noninterference/oracle.h"

namespace tashbik::testing {

// Draws; the same seed draws the same.
class Dice {
 public:
  explicit Dice(uint64_t seed) : generator_(seed) {}
  // 0 to below - 1.
  size_t Below(size_t below) { return generator_() % below; }
  bool Chance(double p) { return static_cast<double>(Below(1'000'000)) < p * 1e6; }
  double Between(double low, double high) {
    return low + (high - low) * static_cast<double>(Below(1'000'000)) / 1e6;
  }
  template <class Values>
  auto& OneOf(Values& values) {
    return values[Below(std::size(values))];
  }

 private:
  std::mt19937_64 generator_;
};

// Where a write stands among the others, and when it happens. A hidden record may be written
// earlier or later in another directory: the rank changes, the time does not.
struct Moment {
  double rank = 0;
  int64_t micros = 0;
};

// An actor as it is written at one moment; as a diaspora group, whatever it is.
struct Version {
  v1::DiasporaGroup body{};
  Moment moment{};
};
struct Actor {
  std::string key{};
  std::string name{};  // of the resource
  size_t maker = 0;    // index in World::makers
  bool removed = false;
  std::vector<Version> versions{};  // created as the first, updated to the others
  std::optional<Moment> deleted{};
};
struct CoalitionEntry {
  std::string key{};
  size_t maker = 0;
  bool removed = false;
  v1::Coalition body{};  // with its name
  Moment moment{};
};
struct Membership {
  size_t actor = 0;
  size_t coalition = 0;
  bool removed = false;
  v1::CoalitionMember body{};
  Moment moment{};
};
struct HubMembership {
  size_t actor = 0;
  size_t maker = 0;
  std::string hub{};
  bool removed = false;
  v1::HubMember body{};
  Moment moment{};
};
struct HubEntry {
  std::string key{};
  v1::Hub body{};  // with its name
  Moment moment{};
};
struct CircleEntry {
  std::string key{};
  std::string hub{};
  size_t maker = 0;
  v1::Circle body{};  // with its name
  Moment moment{};
};

// A call, an event, a story or a statement.
template <class Resource>
struct Written {
  std::string key{};
  size_t maker = 0;
  bool removed = false;
  Resource body{};  // with its name
  Moment moment{};
};
// An actor at an event, entered by the event's maker.
struct Attendance {
  size_t actor = 0;
  size_t event = 0;
  bool removed = false;
  bool attended = false;
  Moment moment{};
};

struct ProposalEntry {
  std::string key{};
  size_t maker = 0;
  bool removed = false;
  v1::ThemeProposal body{};
  Moment moment{};
};

// A group that registers and waits, or an invitation: seen by the hub's coordinators alone.
struct Arrival {
  std::string key{};
  std::string hub{};  // the first or the second: they are PUBLIC
  bool removed = false;
  std::string text{};  // of its name, or the invitation's label
  std::string theme{};
  v1::Tier tier = v1::TIER_HUB;
  Moment moment{};
};

// What was said of a coalition by its maker.
struct CheckInEntry {
  std::string key{};
  size_t coalition = 0;
  bool removed = false;
  v1::CoalitionState state = v1::COALITION_STATE_UNSPECIFIED;
  std::string note{};
  Moment moment{};
};
// A story, with the actors that it names and whether its maker says that they agree.
struct StoryEntry {
  std::string key{};
  size_t maker = 0;
  bool removed = false;
  v1::Story body{};  // with its name, without organizations
  std::vector<size_t> named{};
  std::vector<bool> agreed{};
  bool withdrawn = false;  // the first one's consent, in the end
  Moment moment{};
  Moment agree_moment{};
  Moment withdraw_moment{};
};
// A statement, with who of World::signers signed it and when.
struct StatementEntry {
  std::string key{};
  bool published = false;  // all sign it, in every variant
  v1::Statement body{};    // with its name
  std::vector<std::pair<bool, Moment>> signatures{};
  Moment moment{};
};

// One of World::signers asks to meet an actor, whose maker may agree in its name.
struct Meeting {
  std::string key{};
  size_t asker = 0;    // index in World::signers
  size_t partner = 0;  // index in World::actors
  bool removed = false;
  bool agreed = false;
  std::string message{};
  Moment moment{};
  Moment agree_moment{};
};

// Two actors of one maker: it says that they are not the same, or makes one of them, the second
// going into the first, and two again.
struct Likeness {
  std::string key{};
  size_t first = 0;  // indexes in World::actors
  size_t second = 0;
  bool merged = false;
  bool undone = false;
  bool removed = false;
  Moment moment{};
  Moment undo_moment{};
};

struct World {
  std::vector<Reader> makers;
  std::vector<Reader> signers;
  std::vector<HubEntry> hubs;
  std::vector<CircleEntry> circles;
  std::vector<Actor> actors;  // the first is the one that the member speaks for
  std::vector<CoalitionEntry> coalitions;
  std::vector<Membership> memberships;
  std::vector<HubMembership> hub_memberships;
  std::vector<ProposalEntry> proposals;
  std::vector<Written<v1::Call>> calls;
  std::vector<Written<v1::Event>> events;
  std::vector<Attendance> attendances;
  std::vector<Arrival> registrations;
  std::vector<Arrival> invitations;
  std::vector<CheckInEntry> check_ins;
  std::vector<StoryEntry> stories;
  std::vector<StatementEntry> statements;
  std::vector<Meeting> meetings;
  std::vector<Likeness> likenesses;
  double watch_rank = 0;  // watches begin here
};

World MakeWorld(uint64_t seed);

// Also for variants.
v1::DiasporaGroup RandomBody(Dice& dice, const World& world, size_t maker, bool group,
                             const std::string& key);
// Blocks an actor, hides from a country, or neither.
void KeepOutSome(Dice& dice, v1::Visibility& visibility);
v1::CoalitionMember RandomMembership(Dice& dice);
v1::ThemeProposal RandomProposal(Dice& dice, const std::string& key);
google::protobuf::RepeatedPtrField<v1::Name> RandomNames(Dice& dice);
Arrival RandomArrival(Dice& dice, const std::string& key);
std::string RandomWords(Dice& dice, size_t most);
std::string RandomTheme(Dice& dice, v1::Facet facet);
v1::Tier RandomTier(Dice& dice);
const std::vector<std::string>& Words();
const std::vector<std::string>& Countries();

// One call.
struct Step {
  double rank = 0;
  int64_t micros = 0;
  std::string id;  // that the new record is to have
  const Reader* maker = nullptr;
  std::shared_ptr<google::protobuf::Message> request;  // null: watches begin
};
// All calls that make the world, in order. The last one makes the theme kLastTheme.
std::vector<Step> StepsOf(const World& world);
inline constexpr char kLastTheme[] = "themes/last-of-all";

// An id as the server makes them.
std::string IdOf(const std::string& key);

}  // namespace tashbik::testing

#endif  // TASHBIK_TESTS_NONINTERFERENCE_WORLD_H_
