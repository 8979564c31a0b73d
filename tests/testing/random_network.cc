// Draws random networks.
#include "tests/testing/random_network.h"

#include <algorithm>
#include <array>

#include "absl/strings/str_cat.h"

namespace tashbik::testing {
namespace {

using graph::Facet;
using graph::Role;
using graph::Tier;

constexpr std::array<const char*, 8> kCountries = {"LB", "SY", "MA", "TN", "FR", "BE", "IQ", "BH"};
constexpr std::array<const char*, 3> kLanguages = {"ar", "en", "fr"};
constexpr uint32_t kHubs = 3;

bool Chance(Random& random, uint32_t percent) { return Below(random, 100) < percent; }

std::vector<std::string> SomeCountries(Random& random, uint32_t most) {
  std::vector<std::string> countries;
  for (uint32_t i = Below(random, most + 1); i > 0; --i) {
    countries.emplace_back(kCountries[Below(random, kCountries.size())]);
  }
  return countries;
}

// A facet for each theme by its number, so that roles can pick fitting ones.
Facet FacetOf(uint32_t theme) {
  constexpr std::array<Facet, 10> kFacets = {
      Facet::kIssue,     Facet::kIssue, Facet::kCommunity,   Facet::kCommunity, Facet::kCause,
      Facet::kChallenge, Facet::kLaw,   Facet::kInstitution, Facet::kSkill,     Facet::kValue};
  return kFacets[theme % kFacets.size()];
}

uint32_t ThemeFor(Random& random, uint32_t themes, std::initializer_list<uint32_t> slots) {
  const uint32_t slot = *(slots.begin() + Below(random, static_cast<uint32_t>(slots.size())));
  // Low numbers more often: some themes are common, most rare.
  const uint32_t group = std::min(Below(random, themes / 10), Below(random, themes / 10));
  return group * 10 + slot;
}

Tier AnyTier(Random& random) { return static_cast<Tier>(1 + Below(random, 6)); }

std::vector<std::string> SomeHubs(Random& random) {
  std::vector<std::string> hubs;
  for (uint32_t i = 0; i < kHubs; ++i) {
    if (Chance(random, 40)) hubs.push_back(absl::StrCat("hub", i));
  }
  return hubs;
}

graph::Access RandomAccess(Random& random, bool only_public) {
  graph::Access access;
  access.tier = only_public || Chance(random, 40) ? Tier::kPublic : AnyTier(random);
  access.hubs = SomeHubs(random);
  access.brokers = SomeHubs(random);
  if (Chance(random, 30)) access.circles.push_back(absl::StrCat("circle", Below(random, 3)));
  if (Chance(random, 50)) access.owner = absl::StrCat("account", Below(random, 6));
  if (only_public) return access;
  if (Chance(random, 10)) access.blocked.push_back(absl::StrCat("actor", Below(random, 40)));
  if (Chance(random, 10)) {
    access.hidden_from.emplace_back(kCountries[Below(random, kCountries.size())]);
  }
  return access;
}

graph::text::TextRow RandomRow(Random& random) {
  graph::text::TextRow row;
  const uint32_t words = Chance(random, 30) ? 0 : Below(random, 25);
  const auto lang = static_cast<graph::text::Lang>(1 + Below(random, 3));
  for (uint32_t i = 0; i < words; ++i) {
    const uint32_t word = std::min(Below(random, 60), Below(random, 60));
    row.stems.push_back({absl::StrCat("stem", word), lang});
  }
  if (Chance(random, 70)) {
    graph::text::NameEntry& name = row.names.emplace_back();
    name.lang = lang;
    for (uint32_t i = 0; i < 1 + Below(random, 3); ++i) {
      name.words.push_back(absl::StrCat("name", Below(random, 30)));
      absl::StrAppend(&name.folded, i == 0 ? "" : " ", name.words.back());
    }
  }
  return row;
}

// One theme in ten is replaced by one of its facet with a lower number, so that chains come about
// and no cycles.
void ReplaceSome(Random& random, std::vector<graph::ThemeFacts>& themes) {
  for (uint32_t i = 10; i < themes.size(); ++i) {
    if (!Chance(random, 10)) continue;
    themes[i].deprecated = true;
    themes[i].replaced_by = ThemeId(i % 10 + 10 * Below(random, i / 10));
  }
}

}  // namespace

std::string ActorId(uint32_t number) { return absl::StrCat("actor", number); }
std::string ThemeId(uint32_t number) { return absl::StrCat("theme", number); }
std::string CoalitionId(uint32_t number) { return absl::StrCat("coalition", number); }

std::vector<graph::ThemeFacts> RandomThemes(Random& random, uint32_t count) {
  std::vector<graph::ThemeFacts> themes(count);
  for (uint32_t i = 0; i < count; ++i) {
    graph::ThemeFacts& theme = themes[i];
    theme.id = ThemeId(i);
    theme.facet = FacetOf(i);
    // Broader themes have lower numbers and the same facet: no cycles.
    for (uint32_t k = Below(random, 3); k > 0 && i >= 10; --k) {
      theme.broader.push_back(ThemeId(i % 10 + 10 * Below(random, i / 10)));
    }
    const bool has_causes = theme.facet == Facet::kCommunity || theme.facet == Facet::kIssue;
    if (has_causes && count >= 10 && Chance(random, 40)) {
      theme.causes.push_back({ThemeId(4 + 10 * Below(random, count / 10)), {}});
      if (Chance(random, 50)) theme.causes.back().countries = SomeCountries(random, 3);
    }
    if (Chance(random, 20)) {
      theme.related.push_back({ThemeId(Below(random, count)), 0.1 + 0.1 * Below(random, 9)});
    }
    if (Chance(random, 20)) {
      theme.labels.push_back(
          {{absl::StrCat("stem", Below(random, 60))}, graph::text::Lang::kEnglish});
    }
  }
  return themes;
}

graph::ActorFacts RandomActor(Random& random, const std::string& id, const NetworkShape& shape) {
  graph::ActorFacts actor;
  actor.id = id;
  actor.kind =
      Chance(random, 25) ? graph::ActorKind::kDiasporaGroup : graph::ActorKind::kOrganization;
  actor.access = RandomAccess(random, shape.only_public);
  if (Chance(random, 80)) actor.base_country = kCountries[Below(random, kCountries.size())];
  actor.active_countries = SomeCountries(random, 3);
  if (actor.kind == graph::ActorKind::kDiasporaGroup) {
    actor.origin_countries = SomeCountries(random, 2);
    actor.residence_countries = SomeCountries(random, 2);
  }
  for (const char* language : kLanguages) {
    if (Chance(random, 40)) actor.languages.emplace_back(language);
  }
  if (Chance(random, 10)) actor.expires = static_cast<graph::Day>(Below(random, 200));
  const auto link = [&](Role role, std::initializer_list<uint32_t> slots, uint32_t most) {
    for (uint32_t i = Below(random, most + 1); i > 0; --i) {
      graph::LinkFacts& added = actor.links.emplace_back();
      added.role = role;
      added.theme = ThemeId(ThemeFor(random, shape.themes, slots));
      if (!shape.only_public && Chance(random, 15)) added.tier = AnyTier(random);
      if ((role == Role::kNeed || role == Role::kOffer) && Chance(random, 25)) {
        added.from = static_cast<graph::Day>(Below(random, 100));
        added.until = added.from + static_cast<graph::Day>(Below(random, 100));
      }
    }
  };
  link(Role::kIssue, {0, 1}, 5);
  link(Role::kServes, {2, 3}, 2);
  link(Role::kLedBy, {2, 3}, 1);
  link(Role::kChallenge, {5}, 1);
  link(Role::kLaw, {6}, 1);
  link(Role::kInstitution, {7}, 1);
  link(Role::kNeed, {8}, 3);
  link(Role::kOffer, {8}, 3);
  link(Role::kValue, {9}, 2);
  if (Chance(random, 8)) link(Role::kRedLine, {0, 2, 9}, 1);
  if (!shape.only_public && Chance(random, 15)) {
    actor.part_tiers[Below(random, graph::kPartCount)] = AnyTier(random);
  }
  actor.text = RandomRow(random);
  return actor;
}

graph::CoalitionFacts RandomCoalition(Random& random, const std::string& id, bool only_public) {
  graph::CoalitionFacts coalition;
  coalition.id = id;
  coalition.access = RandomAccess(random, only_public);
  return coalition;
}

graph::MembershipFacts RandomMembership(Random& random, const NetworkShape& shape) {
  graph::MembershipFacts membership;
  membership.coalition = CoalitionId(Below(random, shape.coalitions));
  membership.actor = ActorId(Below(random, shape.actors));
  if (!shape.only_public && Chance(random, 20)) membership.tier = AnyTier(random);
  return membership;
}

graph::Facts RandomFacts(Random& random, const NetworkShape& shape) {
  graph::Facts facts;
  facts.themes = RandomThemes(random, shape.themes);
  for (uint32_t i = 0; i < shape.actors; ++i) {
    facts.actors.push_back(RandomActor(random, ActorId(i), shape));
  }
  for (uint32_t i = 0; i < shape.coalitions; ++i) {
    facts.coalitions.push_back(RandomCoalition(random, CoalitionId(i), shape.only_public));
    for (uint32_t k = Below(random, 8); k > 0; --k) {
      facts.memberships.push_back(RandomMembership(random, shape));
    }
  }
  ReplaceSome(random, facts.themes);
  return facts;
}

graph::Audience RandomAudience(Random& random, const NetworkShape& shape) {
  graph::Audience audience;
  audience.day = static_cast<graph::Day>(Below(random, 200));
  if (Chance(random, 20)) return audience;  // anonymous
  audience.account = absl::StrCat("account", Below(random, 6));
  audience.verified = Chance(random, 80);
  if (Chance(random, 60)) {
    audience.actor = ActorId(Below(random, shape.actors));
    audience.countries.emplace_back(kCountries[Below(random, kCountries.size())]);
  }
  audience.member_hubs = SomeHubs(random);
  if (Chance(random, 40)) audience.circles.push_back(absl::StrCat("circle", Below(random, 3)));
  if (Chance(random, 50)) audience.coordinated_hubs = SomeHubs(random);
  return audience;
}

graph::SuggestQuery RandomQuery(Random& random, const NetworkShape& shape) {
  graph::SuggestQuery query;
  query.asker = ActorId(Below(random, shape.actors));
  if (Chance(random, 15)) {
    query.profile = RandomActor(random, "profile", shape);
    query.asker.clear();
  }
  query.count = static_cast<int>(1 + Below(random, 30));
  query.focus = static_cast<graph::Focus>(1 + Below(random, 5));
  query.diversity = false;
  query.exposure = false;
  query.include_partners = Chance(random, 40);
  query.require_common_language = Chance(random, 20);
  query.tie_key = random();
  if (Chance(random, 15)) query.set_aside.push_back(ActorId(Below(random, shape.actors)));
  const graph::Country country = graph::CountryOf(kCountries[Below(random, kCountries.size())]);
  if (Chance(random, 10)) query.filter.base_countries = {country};
  if (Chance(random, 10)) query.filter.active_in = {country};
  if (Chance(random, 5)) query.filter.origins = {country};
  if (Chance(random, 10)) query.filter.countries = {country};
  if (Chance(random, 10)) query.filter.kind = graph::ActorKind::kOrganization;
  if (Chance(random, 10)) query.filter.themes = {ThemeId(ThemeFor(random, shape.themes, {0, 2}))};
  if (Chance(random, 10)) {
    graph::Weights weights;
    for (int i = 1; i < graph::kSignalCount; ++i) weights.of[i] = Below(random, 100);
    weights.of[1] += 1;
    query.weights = weights;
  }
  Random muting(query.tie_key);  // of its own, so that other draws stay as they were
  for (uint32_t i = 0; Chance(muting, 40) && i < 3; ++i) {
    const std::string partner = ActorId(Below(muting, shape.actors));
    for (uint32_t n = Below(muting, shape.themes); n > 0; --n) {
      query.mutes.push_back({partner, ThemeId(Below(muting, shape.themes))});
    }
  }
  return query;
}

}  // namespace tashbik::testing
