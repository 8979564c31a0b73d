// What records say: few words, few themes, few countries, so that they meet.
#include <algorithm>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "tests/noninterference/vocabulary.h"
#include "tests/noninterference/world.h"

namespace tashbik::testing {
namespace {

constexpr v1::Tier kTiers[] = {v1::TIER_PRIVATE, v1::TIER_UNCLAIMED, v1::TIER_BROKERED,
                               v1::TIER_HUB,     v1::TIER_NETWORK,   v1::TIER_PUBLIC,
                               v1::TIER_PUBLIC,  v1::TIER_PUBLIC};

// Fields that may have a tier of their own.
constexpr const char* kFields[] = {
    "profile.names",     "profile.base_country", "profile.descriptions", "profile.active_countries",
    "profile.languages", "profile.levels",       "profile.issues",       "profile.needs",
    "profile.red_lines"};
constexpr const char* kGroupFields[] = {"origin_countries", "residence_countries",
                                        "origin_communities"};

template <class Links>
bool Holds(const Links& links, const std::string& theme) {
  return std::any_of(links.begin(), links.end(),
                     [&](const auto& link) { return link.theme() == theme; });
}

template <class Links>
void AddLinks(Dice& dice, v1::Facet facet, size_t most, Links& links) {
  for (size_t i = dice.Below(most + 1); i > 0; --i) {
    const std::string theme = RandomTheme(dice, facet);
    if (Holds(links, theme)) continue;
    auto* link = links.Add();
    link->set_theme(theme);
    if (dice.Chance(0.5)) link->set_tier(RandomTier(dice));
  }
}

void AddCountries(Dice& dice, size_t most, google::protobuf::RepeatedPtrField<std::string>& list) {
  for (size_t i = dice.Below(most + 1); i > 0; --i) {
    const std::string country = dice.OneOf(Countries());
    if (std::find(list.begin(), list.end(), country) == list.end()) *list.Add() = country;
  }
}

v1::Visibility RandomVisibility(Dice& dice, const World& world, size_t maker, bool group) {
  v1::Visibility visibility;
  const Reader& by = world.makers[maker];
  visibility.set_tier(by.role == v1::ROLE_ADMINISTRATOR ? v1::TIER_PUBLIC : RandomTier(dice));
  for (const std::string& hub : by.coordinates) {
    if (by.coordinates.size() == 1 || dice.Chance(0.5)) visibility.add_hubs(hub);
  }
  if (visibility.hubs().empty() && !by.coordinates.empty()) {
    visibility.add_hubs(*by.coordinates.begin());
  }
  for (const HubEntry& hub : world.hubs) {
    const auto& hubs = visibility.hubs();
    if (hub.body.visibility().tier() == v1::TIER_PUBLIC && dice.Chance(0.2)) {
      visibility.add_brokers(hub.body.name());
    }
    for (const CircleEntry& circle : world.circles) {
      if (circle.hub == hub.body.name() && dice.Chance(0.3) &&
          std::find(hubs.begin(), hubs.end(), circle.hub) != hubs.end()) {
        visibility.add_circles(circle.body.name());
      }
    }
  }
  while (dice.Chance(0.5)) {
    const bool own = group && dice.Chance(0.4);
    (*visibility.mutable_field_tiers())[own ? dice.OneOf(kGroupFields) : dice.OneOf(kFields)] =
        RandomTier(dice);
  }
  KeepOutSome(dice, visibility);
  return visibility;
}

}  // namespace

void KeepOutSome(Dice& dice, v1::Visibility& visibility) {
  // Among them the one that the member speaks for, under either name.
  static constexpr const char* kCollections[] = {"organizations/", "diasporaGroups/"};
  if (dice.Chance(0.2)) {
    visibility.add_blocked(dice.OneOf(kCollections) +
                           IdOf(absl::StrCat("actor", dice.Chance(0.6) ? 0 : dice.Below(12))));
  }
  if (dice.Chance(0.2)) visibility.add_hide_from_countries(dice.OneOf(Countries()));
}

v1::Tier RandomTier(Dice& dice) { return dice.OneOf(kTiers); }

const std::vector<std::string>& Words() {
  static const std::vector<std::string> words = {
      "women", "qamar",  "union", "legal",  "archive", "refuge", "river",   "voices", "memory",
      "صوت",   "النساء", "حقوق",  "المغرب", "droit",   "femmes", "mémoire", "réseau"};
  return words;
}

const std::vector<std::string>& Countries() {
  static const std::vector<std::string> countries = {"TN", "MA", "LB", "FR", "DE"};
  return countries;
}

std::string RandomWords(Dice& dice, size_t most) {
  std::string text;
  for (size_t i = 1 + dice.Below(most); i > 0; --i) {
    absl::StrAppend(&text, text.empty() ? "" : " ", dice.OneOf(Words()));
  }
  return text;
}

std::string RandomTheme(Dice& dice, v1::Facet facet) {
  std::vector<std::string> ids;
  for (const auto& theme : Vocabulary()) {
    if (theme.facet() == facet) ids.push_back(theme.name());
  }
  return dice.OneOf(ids);
}

google::protobuf::RepeatedPtrField<v1::Name> RandomNames(Dice& dice) {
  static constexpr const char* kLanguages[] = {"en", "ar", "fr"};
  google::protobuf::RepeatedPtrField<v1::Name> names;
  for (size_t i = 1 + dice.Below(2); i > 0; --i) {
    v1::Name* name = names.Add();
    name->set_text(RandomWords(dice, 3));
    name->set_language(dice.OneOf(kLanguages));
    name->set_kind(static_cast<v1::NameKind>(1 + dice.Below(5)));
  }
  return names;
}

v1::CoalitionMember RandomMembership(Dice& dice) {
  v1::CoalitionMember member;
  member.set_role(static_cast<v1::CoalitionRole>(1 + dice.Below(4)));
  if (dice.Chance(0.3)) member.set_join_date(absl::StrCat("20", 10 + dice.Below(10), "-01-02"));
  if (dice.Chance(0.5)) member.set_tier(RandomTier(dice));
  return member;
}

v1::ThemeProposal RandomProposal(Dice& dice, const std::string& key) {
  v1::ThemeProposal proposal;
  v1::Theme& theme = *proposal.mutable_theme();
  theme.set_name(absl::StrCat("themes/", key));
  theme.set_facet(v1::FACET_ISSUE);
  (*theme.mutable_labels())["en"] = absl::StrCat("about ", RandomWords(dice, 3));
  proposal.set_reason(absl::StrCat("because of ", RandomWords(dice, 5)));
  return proposal;
}

v1::DiasporaGroup RandomBody(Dice& dice, const World& world, size_t maker, bool group,
                             const std::string& key) {
  v1::DiasporaGroup body;
  v1::Profile& profile = *body.mutable_profile();
  *profile.mutable_names() = RandomNames(dice);
  if (dice.Chance(0.7)) (*profile.mutable_descriptions())["en"] = RandomWords(dice, 6);
  if (dice.Chance(0.8)) profile.set_base_country(dice.OneOf(Countries()));
  AddCountries(dice, 2, *profile.mutable_active_countries());
  profile.add_languages(dice.Chance(0.5) ? "ar" : "fr");
  profile.add_levels(static_cast<v1::Level>(1 + dice.Below(3)));
  AddLinks(dice, v1::FACET_ISSUE, 4, *profile.mutable_issues());
  AddLinks(dice, v1::FACET_COMMUNITY, 2, *profile.mutable_communities_served());
  AddLinks(dice, v1::FACET_COMMUNITY, 1, *profile.mutable_communities_led_by());
  AddLinks(dice, v1::FACET_SKILL, 2, *profile.mutable_needs());
  AddLinks(dice, v1::FACET_SKILL, 2, *profile.mutable_offers());
  AddLinks(dice, v1::FACET_VALUE, 1, *profile.mutable_values());
  if (profile.values().empty()) AddLinks(dice, v1::FACET_VALUE, 1, *profile.mutable_red_lines());
  for (size_t i = dice.Below(3); i > 0; --i) {
    v1::Contact* contact = profile.add_contacts();
    contact->set_method("signal");
    contact->set_value(RandomWords(dice, 2));
    contact->set_published(dice.Chance(0.5));
  }
  profile.set_introductions_per_month(static_cast<int32_t>(dice.Below(9)));
  // Over, or soon, or not for long, on the day of the questions.
  static constexpr const char* kEnds[] = {"2033-05-10", "2033-06-01", "2035-01-01"};
  if (dice.Chance(0.4)) body.set_expire_date(dice.OneOf(kEnds));
  if (!key.empty() && dice.Chance(0.5)) {
    v1::ExternalId* id = profile.add_external_ids();
    id->set_scheme("register");
    id->set_value(absl::StrCat(key, "-", dice.Below(2)));
  }
  if (group) {
    AddCountries(dice, 2, *body.mutable_origin_countries());
    AddCountries(dice, 2, *body.mutable_residence_countries());
    AddLinks(dice, v1::FACET_COMMUNITY, 2, *body.mutable_origin_communities());
  }
  *body.mutable_visibility() = RandomVisibility(dice, world, maker, group);
  return body;
}

}  // namespace tashbik::testing
