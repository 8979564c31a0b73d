// Exposure: who is counted, and who gets the place that is kept for a match rarely suggested.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/diversity.h"
#include "graph/epoch.h"
#include "graph/network.h"
#include "graph/parts.h"
#include "graph/suggest.h"
#include "tests/testing/drawn_network.h"

namespace tashbik::graph {
namespace {

// `count` organizations with one theme in common; each of them except the last has two more in
// common with the others of its group, so that the last is in nobody's first 20.
Facts CrowdWithAStranger(int count, int group) {
  std::string text = "issue common\n";
  for (int i = 0; i <= count; ++i) absl::StrAppend(&text, "issue t", i, "\n");
  for (int i = 0; i < count; ++i) {
    absl::StrAppend(&text, "org O", 100 + i, " in LB issue common");
    if (i + 1 < count) absl::StrAppend(&text, " t", i / group, " t", i / group + 10);
    absl::StrAppend(&text, "\n");
  }
  return testing::Draw(text);
}

uint32_t CountOf(const Epoch& epoch, const std::string& actor) {
  const auto found = std::find_if(epoch.exposures.begin(), epoch.exposures.end(),
                                  [&](const auto& entry) { return entry.first == actor; });
  return found == epoch.exposures.end() ? 999 : found->second;
}

TEST(ExposureTest, WhoIsInNoListIsCountedAsSuggestedToNobody) {
  const Facts facts = CrowdWithAStranger(49, 24);
  const auto network = Network::Build(facts);
  const Epoch epoch = ComputeEpoch(*network, 1, nullptr);
  EXPECT_EQ(epoch.asked, 49u);
  ASSERT_EQ(epoch.exposures.size(), 49u);
  EXPECT_EQ(CountOf(epoch, "O148"), 0u);
  EXPECT_GT(CountOf(epoch, "O110"), 0u);
  const auto counted = network->With(epoch);
  EXPECT_EQ(counted->parts().rarity->Exposure("O148"), 0);
  // Nobody has counted it: as many as half of the others have at most.
  std::vector<uint32_t> counts;
  for (const auto& [id, count] : epoch.exposures) counts.push_back(count);
  std::sort(counts.begin(), counts.end());
  EXPECT_EQ(counted->parts().rarity->Exposure("new"), counts[counts.size() / 2]);
  EXPECT_GT(counts[counts.size() / 2], 0u);
}

TEST(ExposureTest, WhereMostAreInNoListThoseAreLeftOut) {
  // Only two have a theme in common: nobody else is suggested.
  std::string text = "issue common\nissue other\n";
  for (int i = 0; i < 9; ++i) absl::StrAppend(&text, "issue t", i, "\n");
  for (int i = 0; i < 9; ++i) absl::StrAppend(&text, "org O", i, " issue t", i, "\n");
  absl::StrAppend(&text, "org A issue common\norg B issue common\n");
  const auto network = Network::Build(testing::Draw(text));
  const Epoch epoch = ComputeEpoch(*network, 1, nullptr);
  const std::vector<std::pair<std::string, uint32_t>> expected = {{"A", 1}, {"B", 1}};
  EXPECT_EQ(epoch.exposures, expected);
  const auto counted = network->With(epoch);
  EXPECT_EQ(counted->parts().rarity->Exposure("A"), 1);
  EXPECT_EQ(counted->parts().rarity->Exposure("O3"), 0);
}

TEST(ExposureTest, AHiddenActorIsNeitherCountedNorAsked) {
  Facts facts = CrowdWithAStranger(49, 24);
  const Epoch open = ComputeEpoch(*Network::Build(facts), 1, nullptr);
  ActorFacts hidden = facts.actors[3];
  hidden.id = "HIDDEN";
  hidden.access.tier = Tier::kNetwork;
  facts.actors.push_back(hidden);
  EXPECT_EQ(ComputeEpoch(*Network::Build(facts), 1, nullptr), open);
}

// The places of an answer, the exposure place among them.
SuggestResult Ask(const Network& network, bool exposure) {
  SuggestQuery query;
  query.asker = "O100";
  query.count = 20;
  query.diversity = false;
  query.exposure = exposure;
  return SuggestPartners(network, Audience(), query, nullptr);
}

TEST(ExposureTest, EveryFifthPlaceIsForWhoeverIsRarelySuggested) {
  const Facts facts = CrowdWithAStranger(22, 22);
  const auto bare = Network::Build(facts);
  const auto network = bare->With(ComputeEpoch(*bare, 1, nullptr));
  const SuggestResult plain = Ask(*network, false);
  const SuggestResult fair = Ask(*network, true);
  ASSERT_EQ(fair.suggestions.size(), 20u);
  // The stranger is the last of 21 by score, and the one that is in no list.
  for (const Suggestion& s : plain.suggestions) EXPECT_NE(s.actor, "O121");
  size_t place = 0;
  while (place < 20 && fair.suggestions[place].actor != "O121") ++place;
  ASSERT_EQ(place, kExposurePlace - 1);
  EXPECT_EQ(fair.suggestions[place].reasons.back().kind, ReasonKind::kRarelySuggested);
  // The other places hold the best, in their order.
  std::vector<std::string> rest;
  for (size_t i = 0; i < 20; ++i) {
    if ((i + 1) % kExposurePlace != 0) rest.push_back(fair.suggestions[i].actor);
  }
  std::vector<std::string> ranking;
  for (const Suggestion& s : plain.suggestions) ranking.push_back(s.actor);
  size_t at = 0;
  for (const std::string& actor : ranking) at += at < rest.size() && rest[at] == actor;
  EXPECT_GE(at, rest.size() - 4);
}

}  // namespace
}  // namespace tashbik::graph
