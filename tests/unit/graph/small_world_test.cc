// The small world: the answers that a person who knows the field would give.
#include "tests/testing/small_world.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "graph/explain.h"
#include "graph/network.h"
#include "graph/suggest.h"
#include "tests/testing/drawn_network.h"

namespace tashbik::graph {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;

std::vector<std::string> Ids(const SuggestResult& result) {
  std::vector<std::string> ids;
  for (const Suggestion& suggestion : result.suggestions) ids.push_back(suggestion.actor);
  return ids;
}

SuggestResult Ask(const Facts& facts, const std::string& asker, Focus focus = Focus::kBalanced) {
  const auto network = Network::Build(facts);
  SuggestQuery query;
  query.asker = asker;
  query.count = 11;
  query.focus = focus;
  query.tie_key = 7;
  return SuggestPartners(*network, Audience(), query, nullptr);
}

TEST(SmallWorldTest, TheStatelessMeetTheDomByASharedCause) {
  const SuggestResult result = Ask(testing::Draw(testing::kSmallWorld), "LB-STATELESS");
  ASSERT_FALSE(result.suggestions.empty());
  const Suggestion& first = result.suggestions[0];
  EXPECT_EQ(first.actor, "LB-DOM");
  ASSERT_FALSE(first.reasons.empty());
  EXPECT_EQ(first.reasons[0].kind, ReasonKind::kCause);
  EXPECT_THAT(first.reasons[0].themes, ElementsAre("civil-registry-exclusion"));
  EXPECT_THAT(first.reasons[0].asker_themes, ElementsAre("stateless"));
  EXPECT_THAT(first.reasons[0].partner_themes, ElementsAre("dom"));
  EXPECT_EQ(first.reasons.back().kind, ReasonKind::kPlace);
  EXPECT_THAT(first.reasons.back().countries, ElementsAre("LB"));
}

TEST(SmallWorldTest, BridgingLeadsFromAmazighToDisabilityAndLgbtqGroups) {
  const SuggestResult result =
      Ask(testing::Draw(testing::kSmallWorld), "MA-AMAZIGH", Focus::kBridging);
  std::map<std::string, size_t> place;
  for (size_t i = 0; i < result.suggestions.size(); ++i) place[result.suggestions[i].actor] = i;
  for (const char* bridge : {"MA-DISAB", "MA-LGBT"}) {
    ASSERT_TRUE(place.contains(bridge));
    for (const char* ethnic : {"LB-DOM", "PS-BEDOUIN"}) {
      if (place.contains(ethnic)) {
        EXPECT_LT(place[bridge], place[ethnic]);
      }
    }
    const Suggestion& suggestion = result.suggestions[place[bridge]];
    EXPECT_EQ(suggestion.reasons[0].kind, ReasonKind::kIssue);
    EXPECT_EQ(suggestion.reasons[0].themes[0], "association");
  }
  EXPECT_LT(place["MA-DISAB"], 2u);
  EXPECT_LT(place["MA-LGBT"], 2u);
}

TEST(SmallWorldTest, TheBedouinMeetTheDomAcrossABorder) {
  const SuggestResult result = Ask(testing::Draw(testing::kSmallWorld), "PS-BEDOUIN");
  ASSERT_FALSE(result.suggestions.empty());
  EXPECT_EQ(result.suggestions[0].actor, "LB-DOM");
  EXPECT_THAT(result.suggestions[0].reasons[0].themes, Contains("housing"));
  EXPECT_THAT(result.suggestions[0].reasons[0].themes, Contains("education"));
}

TEST(SmallWorldTest, AnIsolatedActorIsSuggestedAndGetsSuggestions) {
  Facts facts = testing::Draw(testing::kSmallWorld);
  // All but GCHR work together; it has no tie to anybody.
  facts.coalitions.push_back({"C", {Tier::kPublic, {}, {}, {}, ""}, {}, {}});
  for (const ActorFacts& actor : facts.actors) {
    if (actor.id != "GCHR") facts.memberships.push_back({"C", actor.id, std::nullopt});
  }
  EXPECT_FALSE(Ask(facts, "GCHR").suggestions.empty());
  EXPECT_THAT(Ids(Ask(facts, "SIMSIM")), Contains("GCHR"));
}

TEST(SmallWorldTest, ReasonsAddUpToTheScore) {
  const Facts facts = testing::Draw(testing::kSmallWorld);
  size_t checked = 0;
  for (const ActorFacts& actor : facts.actors) {
    for (int focus = 1; focus < kFocusCount; ++focus) {
      for (const Suggestion& s : Ask(facts, actor.id, static_cast<Focus>(focus)).suggestions) {
        double sum = 0;
        for (const Reason& reason : s.reasons) sum += reason.contribution;
        EXPECT_NEAR(sum, s.score, 1e-9) << actor.id << " " << s.actor;
        EXPECT_GE(s.score, kLeastScore);
        ++checked;
      }
    }
  }
  EXPECT_GT(checked, 200u);
}

// Replaces every id and label by one that says nothing.
Facts Renamed(Facts facts, std::map<std::string, std::string>& names) {
  const auto rename = [&names](std::string& id) {
    const auto [it, added] = names.try_emplace(id);
    // Later names sort before earlier ones, so that no order survives.
    if (added) it->second = "x" + std::to_string(100000 - names.size() * 37);
    id = it->second;
  };
  for (ThemeFacts& theme : facts.themes) {
    rename(theme.id);
    for (std::string& id : theme.broader) rename(id);
    for (CauseFacts& cause : theme.causes) rename(cause.theme);
    for (RelatedFacts& related : theme.related) rename(related.theme);
  }
  for (ActorFacts& actor : facts.actors) {
    rename(actor.id);
    for (LinkFacts& link : actor.links) rename(link.theme);
  }
  return facts;
}

TEST(SmallWorldTest, NoNameMatters) {
  const Facts facts = testing::Draw(testing::kSmallWorld);
  std::map<std::string, std::string> names;
  const Facts renamed = Renamed(facts, names);
  for (const ActorFacts& actor : facts.actors) {
    for (int focus = 1; focus < kFocusCount; ++focus) {
      const SuggestResult before = Ask(facts, actor.id, static_cast<Focus>(focus));
      const SuggestResult after = Ask(renamed, names[actor.id], static_cast<Focus>(focus));
      ASSERT_EQ(before.suggestions.size(), after.suggestions.size());
      // Equals may change places: their order is by a hash of the id.
      std::map<double, std::vector<std::string>> by_score[2];
      for (const Suggestion& s : before.suggestions) by_score[0][s.score].push_back(names[s.actor]);
      for (const Suggestion& s : after.suggestions) by_score[1][s.score].push_back(s.actor);
      for (auto& groups : by_score) {
        for (auto& [score, ids] : groups) std::sort(ids.begin(), ids.end());
      }
      EXPECT_EQ(by_score[0], by_score[1]) << actor.id;
    }
  }
}

TEST(SmallWorldTest, ExplainingAPairGivesTheNumbersOfTheRanking) {
  const Facts facts = testing::Draw(testing::kSmallWorld);
  const auto network = Network::Build(facts);
  for (const Suggestion& s : Ask(facts, "LB-STATELESS").suggestions) {
    const auto explained =
        ExplainPartner(*network, Audience(), {"LB-STATELESS", s.actor, Focus::kBalanced, {}});
    ASSERT_TRUE(explained.has_value());
    EXPECT_EQ(explained->suggestion.score, s.score);
    ASSERT_EQ(explained->signals.size(), 10u);
    double sum = 0;
    for (const SignalValue& value : explained->signals) sum += value.contribution;
    EXPECT_NEAR(sum, s.score, 1e-9);
  }
}

TEST(SmallWorldTest, PlacesAreThreeDifferentFacts) {
  const Facts facts = testing::Draw(testing::kSmallWorld);
  const auto network = Network::Build(facts);
  SuggestQuery query;
  query.asker = "SIMSIM";
  query.filter.active_in = {CountryOf("BH")};
  EXPECT_THAT(Ids(SuggestPartners(*network, Audience(), query, nullptr)), ElementsAre("GCHR"));
  query.filter = {};
  query.filter.base_countries = {CountryOf("BH")};
  EXPECT_THAT(Ids(SuggestPartners(*network, Audience(), query, nullptr)), Not(Contains("GCHR")));
}

}  // namespace
}  // namespace tashbik::graph
