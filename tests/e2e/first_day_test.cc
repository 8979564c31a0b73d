// A first day: a hub whose actors have just entered what they do, nobody PUBLIC, no coalition yet.
// Its coordinator must be able to introduce every one of them to somebody, and say why.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "tashbik/v1/admin.pb.h"
#include "tashbik/v1/diaspora_group.pb.h"
#include "tashbik/v1/hub.pb.h"
#include "tashbik/v1/match.pb.h"
#include "tashbik/v1/organization.pb.h"
#include "tests/testing/refusal.h"
#include "tests/testing/shipped_vocabulary.h"
#include "tests/testing/whole_server.h"

namespace tashbik::testing {
namespace {

// What an actor enters on its first day: ids of themes, separated by spaces.
struct Entry {
  std::string name;
  std::string country;
  std::string issues;
  std::string communities;
  std::string needs;
  std::string offers;
  std::string description = "";
};

template <class Add>
void ForEachWord(const std::string& words, Add&& add) {
  for (absl::string_view word : absl::StrSplit(words, ' ', absl::SkipEmpty())) {
    add(absl::StrCat("themes/", word));
  }
}

v1::Organization OrganizationOf(const Entry& entry) {
  v1::Organization organization;
  v1::Profile& profile = *organization.mutable_profile();
  profile.add_names()->set_text(entry.name);
  profile.set_base_country(entry.country);
  profile.add_active_countries(entry.country);
  profile.add_languages("ar");
  ForEachWord(entry.issues, [&](const std::string& t) { profile.add_issues()->set_theme(t); });
  ForEachWord(entry.communities,
              [&](const std::string& t) { profile.add_communities_served()->set_theme(t); });
  ForEachWord(entry.needs, [&](const std::string& t) { profile.add_needs()->set_theme(t); });
  ForEachWord(entry.offers, [&](const std::string& t) { profile.add_offers()->set_theme(t); });
  if (!entry.description.empty()) (*profile.mutable_descriptions())["en"] = entry.description;
  return organization;
}

// The hub's server, with the vocabulary and these actors, all of tier HUB by default.
struct FirstDay {
  explicit FirstDay(const std::vector<Entry>& entries) {
    LoadShippedVocabulary(server.Administrator());
    v1::BatchUpsertOrganizationsRequest request;
    int number = 0;
    for (const Entry& entry : entries) {
      v1::Organization& organization = *request.add_organizations() = OrganizationOf(entry);
      v1::ExternalId& id = *organization.mutable_profile()->add_external_ids();
      id.set_scheme("first-day");
      id.set_value(absl::StrCat(++number));
    }
    const auto written = Need(coordinator.Call<v1::BatchUpsertOrganizationsResponse>(request));
    actors.assign(written.names().begin(), written.names().end());
    for (size_t i = 0; i < actors.size(); ++i) names[actors[i]] = entries[i].name;
  }

  v1::SuggestPartnersResponse Suggest(const client::Client& asker, const std::string& actor) const {
    v1::SuggestPartnersRequest request;
    request.set_actor(actor);
    return Need(asker.Call<v1::SuggestPartnersResponse>(request));
  }

  WholeServer server;
  client::Client coordinator = server.Coordinator();
  std::vector<std::string> actors;           // in the order of the entries
  std::map<std::string, std::string> names;  // by resource name
};

// Every suggestion says why, and the reasons add up to its score.
void ExpectExplained(const v1::SuggestPartnersResponse& answer) {
  for (const v1::Suggestion& suggestion : answer.suggestions()) {
    double sum = 0;
    for (const v1::Reason& reason : suggestion.reasons()) {
      sum += reason.contribution();
      EXPECT_FALSE(reason.sentence().empty()) << reason.DebugString();
    }
    EXPECT_GT(suggestion.score(), 0);
    EXPECT_NEAR(sum, suggestion.score(), 1e-9) << suggestion.DebugString();
    EXPECT_NE(suggestion.band(), v1::BAND_UNSPECIFIED);
    EXPECT_NE(suggestion.partner().display_name(), "");
  }
}

// What the coordinator gets for each actor, and how often each is suggested.
struct Day {
  int asked = 0;
  int worth_a_look = 0;  // askers whose first suggestion is strong or possible
  std::map<v1::Band, int> bands;
  std::map<std::string, int> suggested;
};

Day AskForAll(const FirstDay& day) {
  Day seen;
  for (const std::string& actor : day.actors) {
    const v1::SuggestPartnersResponse answer = day.Suggest(day.coordinator, actor);
    EXPECT_GT(answer.suggestions_size(), 0) << day.names.at(actor);
    if (answer.suggestions().empty()) continue;
    ExpectExplained(answer);
    ++seen.asked;
    seen.worth_a_look += answer.suggestions(0).band() != v1::BAND_WEAK;
    for (const v1::Suggestion& suggestion : answer.suggestions()) {
      ++seen.bands[suggestion.band()];
      ++seen.suggested[suggestion.partner().name()];
    }
  }
  return seen;
}

const std::vector<Entry>& Seven() {
  static const auto& entries = *new std::vector<Entry>{
      {"A statelessness association", "LB", "statelessness identity-documents", "stateless-people",
       "community-outreach", "legal-aid"},
      {"A group of the Dom community", "LB", "birth-registration education", "dom", "legal-aid",
       "community-outreach"},
      {"An Amazigh association", "MA", "language-rights freedom-of-association", "amazigh",
       "financial-skills", "community-outreach"},
      {"A disability association", "MA", "accessibility freedom-of-association",
       "people-with-disabilities", "financial-skills", "accessibility-audit"},
      {"A migrants' association", "TN", "racism residence-status", "migrants", "communications",
       "legal-aid"},
      {"A newsroom", "IQ", "independent-journalism", "journalists", "digital-security legal-aid",
       "communications"},
      // Alone in its country, with a theme that nobody else has.
      {"Fishers of the coast", "MR", "environment", "rural-communities", "legal-aid", "volunteers"},
  };
  return entries;
}

TEST(FirstDayOfSeven, EveryActorGetsExplainedSuggestions) {
  const FirstDay day(Seven());
  const Day seen = AskForAll(day);
  EXPECT_EQ(seen.asked, 7);
  EXPECT_GE(seen.worth_a_look, 4) << "strong or possible for most";
  EXPECT_TRUE(seen.suggested.contains(day.actors.back())) << "the isolated actor is suggested too";
}

TEST(FirstDayOfSeven, TheObviousMeetingsComeFirst) {
  const FirstDay day(Seven());
  EXPECT_EQ(day.Suggest(day.coordinator, day.actors[0]).suggestions(0).partner().name(),
            day.actors[1]);
  EXPECT_EQ(day.Suggest(day.coordinator, day.actors[1]).suggestions(0).partner().name(),
            day.actors[0]);
  EXPECT_EQ(day.Suggest(day.coordinator, day.actors[2]).suggestions(0).partner().name(),
            day.actors[3]);
}

TEST(FirstDayOfSeven, OthersSeeNothingOfIt) {
  FirstDay day(Seven());
  v1::SuggestPartnersRequest named;
  named.set_actor(day.actors[0]);
  EXPECT_TRUE(IsRefused(
      day.server.Anonymous().Call<v1::SuggestPartnersResponse>(named).status(),
      {.code = absl::StatusCode::kNotFound, .reason = "NOT_FOUND", .text = day.actors[0]}));
  v1::SuggestPartnersRequest unsaved;
  *unsaved.mutable_organization() = OrganizationOf(Seven()[0]);
  unsaved.mutable_organization()->mutable_profile()->clear_external_ids();
  EXPECT_EQ(
      Need(day.server.Anonymous().Call<v1::SuggestPartnersResponse>(unsaved)).suggestions_size(),
      0);
  EXPECT_GT(Need(day.coordinator.Call<v1::SuggestPartnersResponse>(unsaved)).suggestions_size(), 0);

  // A member of the hub is shown its peers; a member of another hub none of them.
  const client::Client member = day.server.As(day.server.MemberToken(day.actors[0]));
  const v1::SuggestPartnersResponse own = day.Suggest(member, day.actors[0]);
  ASSERT_GT(own.suggestions_size(), 0);
  ExpectExplained(own);
  EXPECT_EQ(own.suggestions(0).partner().name(), day.actors[1]);
  EXPECT_TRUE(absl::StrContains(own.suggestions(0).reasons(0).sentence(), "You") ||
              absl::StrContains(own.suggestions(0).reasons(0).sentence(), "you"))
      << own.suggestions(0).reasons(0).sentence();

  const client::Client administrator = day.server.Administrator();
  v1::CreateHubRequest second;
  second.mutable_hub()->add_names()->set_text("Second hub");
  const v1::Hub hub = Need(administrator.Call<v1::Hub>(second));
  v1::CreateTokenRequest token;
  token.set_role(v1::ROLE_COORDINATOR);
  token.add_hubs(hub.name());
  const client::Client other =
      day.server.As(Need(administrator.Call<v1::CreateTokenResponse>(token)).secret());
  v1::CreateOrganizationRequest create;
  *create.mutable_organization() = OrganizationOf(Seven()[1]);
  const v1::Organization stranger = Need(other.Call<v1::Organization>(create));
  EXPECT_EQ(day.Suggest(other, stranger.name()).suggestions_size(), 0);
  EXPECT_THAT(day.Suggest(day.coordinator, day.actors[0]).DebugString(),
              ::testing::Not(::testing::HasSubstr(stranger.name())));
}

// Three hundred, drawn from the vocabulary with a fixed seed: themes of different popularity, eight
// countries, descriptions of a few words.
std::vector<Entry> ThreeHundred() {
  std::mt19937 random(20'261'121);
  auto some = [&](v1::Facet facet, size_t most) {
    const std::vector<std::string> themes = ShippedThemes(facet);
    const size_t count = 1 + random() % most;
    std::string words;
    for (size_t i = 0; i < count; ++i) {
      // The smaller of two draws: early themes are popular, late ones rare.
      const size_t at = std::min(random() % themes.size(), random() % themes.size());
      absl::StrAppend(&words, " ", absl::StripPrefix(themes[at], "themes/"));
    }
    return words;
  };
  const char* const countries[] = {"LB", "MA", "TN", "IQ", "PS", "BH", "JO", "EG"};
  std::vector<Entry> entries;
  for (int i = 0; i < 299; ++i) {
    Entry entry;
    entry.name = absl::StrCat("Group ", i);
    entry.country = countries[random() % 8];
    entry.issues = some(v1::FACET_ISSUE, 4);
    entry.communities = some(v1::FACET_COMMUNITY, 2);
    entry.needs = some(v1::FACET_SKILL, 2);
    entry.offers = some(random() % 2 == 0 ? v1::FACET_SKILL : v1::FACET_RESOURCE, 2);
    if (random() % 2 == 0) entry.description = absl::StrCat("We work on", entry.issues, ".");
    entries.push_back(entry);
  }
  entries.push_back({"Fishers of the coast", "MR", "environment", "", "", ""});
  return entries;
}

TEST(FirstDayOfThreeHundred, EveryActorGetsExplainedSuggestionsAndNobodyIsEverybodysPartner) {
  const FirstDay day(ThreeHundred());
  const Day seen = AskForAll(day);
  EXPECT_EQ(seen.asked, 300);
  EXPECT_GE(seen.worth_a_look, 200) << "strong or possible for most";
  EXPECT_GT(seen.bands.at(v1::BAND_STRONG) + seen.bands.at(v1::BAND_POSSIBLE), 0);
  EXPECT_GE(seen.bands.size(), 2u) << "not all alike";
  int most = 0;
  for (const auto& [actor, times] : seen.suggested) most = std::max(most, times);
  EXPECT_LT(most, 100) << "no actor is suggested to everybody";
  EXPECT_GT(seen.suggested.size(), 240u) << "nearly everybody is suggested to somebody";
  // The actor that stands alone gets suggestions (asked above), and appears in others': in longer
  // lists, since others have nearer ones.
  bool found = false;
  for (size_t i = 0; i < day.actors.size() && !found; ++i) {
    v1::SuggestPartnersRequest request;
    request.set_actor(day.actors[i]);
    request.set_count(200);
    const auto answer = Need(day.coordinator.Call<v1::SuggestPartnersResponse>(request));
    for (const v1::Suggestion& suggestion : answer.suggestions()) {
      found = found || suggestion.partner().name() == day.actors.back();
    }
  }
  EXPECT_TRUE(found);
}

}  // namespace
}  // namespace tashbik::testing
