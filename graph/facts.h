// What the network is built from: plain facts about themes, actors and coalitions, as records say
// them.
#ifndef TASHBIK_GRAPH_FACTS_H_
#define TASHBIK_GRAPH_FACTS_H_

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "graph/text/row.h"

namespace tashbik::graph {

// Days since 1970-01-01. The day of a question is an input: nothing here reads a clock.
using Day = int32_t;
inline constexpr Day kFirstDay = std::numeric_limits<Day>::min();
inline constexpr Day kLastDay = std::numeric_limits<Day>::max();

// The numbers are those of tashbik.v1.Facet.
enum class Facet : uint8_t {
  kIssue = 1,
  kCommunity = 2,
  kCause = 3,
  kChallenge = 4,
  kLaw = 5,
  kInstitution = 6,
  kSkill = 7,
  kResource = 8,
  kValue = 9,
};

// From strict to open; the numbers are those of tashbik.v1.Tier.
enum class Tier : uint8_t {
  kPrivate = 1,
  kUnclaimed = 2,
  kBrokered = 3,
  kHub = 4,
  kNetwork = 5,
  kPublic = 6,
};
inline constexpr int kTierCount = 7;  // 0 is not a tier

// Who may see a record. Lists need not be sorted. What each tier means is in `audience.h`.
struct Access {
  Tier tier = Tier::kPrivate;
  std::vector<std::string> hubs;     // ids
  std::vector<std::string> circles;  // ids, unique over all hubs; none: all of the hubs' members
  std::vector<std::string> brokers;  // hub ids
  std::string owner;                 // account that always sees it; empty: none
  // Ids of actors, and ISO 3166-1 alpha-2 codes: for these, and for actors based or active there,
  // the record is not there.
  std::vector<std::string> blocked{};
  std::vector<std::string> hidden_from{};
  friend bool operator==(const Access&, const Access&) = default;
};

// A root cause of a theme.
struct CauseFacts {
  std::string theme;
  std::vector<std::string> countries;  // where it holds; none: everywhere
};

// A curated intersectional link. It holds both ways, whichever side states it.
struct RelatedFacts {
  std::string theme;
  double weight = 1.0;  // in (0, 1]
};

// A word or several that name a theme in one language, stemmed with text::StemLabel.
struct LabelFacts {
  std::vector<std::string> stems;
  text::Lang language = text::Lang::kUnknown;
};

struct ThemeFacts {
  std::string id;  // "statelessness", without "themes/"
  Facet facet = Facet::kIssue;
  std::vector<std::string> broader;  // ids; unknown ids and cycles are ignored
  std::vector<CauseFacts> causes;
  std::vector<RelatedFacts> related;
  std::vector<LabelFacts> labels;  // preferred, alternative and hidden ones alike: all of them find
  bool deprecated = false;         // it still counts for the actors that carry it
  // The theme that counts in its place, or empty. Chains are followed; an unknown theme, or one
  // that leads back here, is ignored.
  std::string replaced_by;
};

// How an actor is linked to a theme.
enum class Role : uint8_t {
  kIssue = 0,
  kServes = 1,  // a community that it serves
  kLedBy = 2,   // a community that it is led by
  kChallenge = 3,
  kLaw = 4,
  kInstitution = 5,
  kNeed = 6,   // a skill or resource
  kOffer = 7,  // a skill or resource
  kValue = 8,
  kRedLine = 9,          // a theme whose carriers it does not work with
  kOriginCommunity = 10  // diaspora groups
};
inline constexpr int kRoleCount = 11;

struct LinkFacts {
  Role role = Role::kIssue;
  std::string theme;         // an unknown theme is ignored until the vocabulary has it
  std::optional<Tier> tier;  // stricter than the actor's; nothing, or a looser one: the actor's
  Day from = kFirstDay;      // needs and offers: first and last day on which they are open
  Day until = kLastDay;
};

enum class ActorKind : uint8_t { kOrganization = 1, kDiasporaGroup = 2 };

// Parts of an actor that may be stricter than its record, beside its links.
enum class Part : uint8_t {
  kBaseCountry = 0,
  kActiveCountries = 1,
  kOriginCountries = 2,
  kResidenceCountries = 3,
  kLanguages = 4,
  kLevels = 5,
  kDescriptions = 6,
  kNames = 7
};
inline constexpr int kPartCount = 8;

struct ActorFacts {
  std::string id;  // of organizations and diaspora groups alike, "abcdefghijklmnop"
  ActorKind kind = ActorKind::kOrganization;
  uint8_t organization_kind = 0;  // number of tashbik.v1.OrganizationKind; for filters alone
  uint8_t levels = 0;             // bit 1 << tashbik.v1.Level; for filters alone
  Access access;
  std::array<std::optional<Tier>, kPartCount> part_tiers;
  std::string base_country;  // ISO 3166-1 alpha-2; empty: not said
  std::vector<std::string> active_countries;
  std::vector<std::string> origin_countries;
  std::vector<std::string> residence_countries;
  std::vector<std::string> languages;  // BCP 47; the first subtag counts
  std::vector<LinkFacts> links;
  Day expires = kLastDay;  // last day on which it is suggested
  text::TextRow text;
};

// A coalition, without its members.
struct CoalitionFacts {
  std::string id;
  Access access;
  std::vector<std::string> themes;
  std::vector<std::string> countries;
};

// That an actor takes part in a coalition. Either end may be unknown: then it counts for nothing.
struct MembershipFacts {
  std::string coalition;
  std::string actor;
  std::optional<Tier> tier;  // stricter than the coalition's
};

// All that a network is built from. Ids of actors are unique; of other records with one id the
// later counts.
struct Facts {
  std::vector<ThemeFacts> themes;
  std::vector<ActorFacts> actors;
  std::vector<CoalitionFacts> coalitions;
  std::vector<MembershipFacts> memberships;
};

// What a commit changed. Records to put replace those of the same id. Erasing what is not there
// does nothing; erasures count after puts. Themes change by building anew.
struct Delta {
  std::vector<ActorFacts> put_actors;
  std::vector<std::string> erase_actors;
  std::vector<CoalitionFacts> put_coalitions;
  std::vector<std::string> erase_coalitions;  // its memberships count for nothing then
  std::vector<MembershipFacts> put_memberships;
  std::vector<std::pair<std::string, std::string>> erase_memberships;  // coalition, actor
};

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_FACTS_H_
