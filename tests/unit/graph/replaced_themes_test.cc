// Themes that were merged or deprecated in favour of another: whoever carries them counts as
// carrying the other, everywhere.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "graph/epoch.h"
#include "graph/network.h"
#include "graph/paths.h"
#include "graph/search.h"
#include "graph/suggest.h"
#include "graph/vocabulary.h"
#include "tests/testing/drawn_network.h"
#include "tests/testing/random_network.h"
#include "tests/testing/replaced_themes.h"

namespace tashbik::graph {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::Random;

ThemeFacts& Theme(Facts& facts, const std::string& id) {
  for (ThemeFacts& theme : facts.themes) {
    if (theme.id == id) return theme;
  }
  ThemeFacts& added = facts.themes.emplace_back();
  added.id = id;
  return added;
}

std::vector<std::string> Texts(const std::vector<Suggestion>& suggestions) {
  std::vector<std::string> texts;
  for (const Suggestion& s : suggestions) {
    std::string text = s.actor + " " + std::to_string(s.score) + " " + std::to_string(s.forward);
    for (const Reason& reason : s.reasons) {
      for (const std::string& theme : reason.themes) text += " " + theme;
    }
    texts.push_back(text);
  }
  return texts;
}

std::vector<std::string> Texts(const std::vector<Path>& paths) {
  std::vector<std::string> texts;
  for (const Path& path : paths) {
    std::string text = std::to_string(path.length);
    for (const PathNode& node : path.nodes) text += " " + node.id;
    texts.push_back(text);
  }
  return texts;
}

Facts Places() {
  return testing::Draw(R"(
    issue housing = housing
    issue shelter = shelter
    issue home = place to live
    issue rents = rents
    org A in LB issue shelter
    org B in LB issue housing
    org C in LB issue home
  )");
}

TEST(ReplacedThemesTest, TheChainIsFollowedToItsEnd) {
  Facts facts = Places();
  Theme(facts, "home").replaced_by = "shelter";
  Theme(facts, "shelter").replaced_by = "housing";
  Theme(facts, "rents").broader = {"home"};
  const Vocabulary vocabulary(facts.themes);
  EXPECT_EQ(vocabulary.size(), 2u);
  const ThemeNo housing = vocabulary.Find("housing");
  EXPECT_EQ(vocabulary.Find("home"), housing);
  EXPECT_EQ(vocabulary.Find("shelter"), housing);
  EXPECT_EQ(vocabulary.id(housing), "housing");
  EXPECT_THAT(vocabulary.narrower(housing), ElementsAre(vocabulary.Find("rents")));
  EXPECT_EQ(vocabulary.LabelsFrom("shelter").size(), 1u);
}

TEST(ReplacedThemesTest, CirclesAndUnknownThemesReplaceNothing) {
  Facts facts = Places();
  Theme(facts, "home").replaced_by = "shelter";
  Theme(facts, "shelter").replaced_by = "home";
  Theme(facts, "rents").replaced_by = "home";
  Theme(facts, "housing").replaced_by = "unknown";
  const Vocabulary vocabulary(facts.themes);
  EXPECT_EQ(vocabulary.size(), 4u);
  for (const char* id : {"home", "shelter", "rents", "housing"}) {
    EXPECT_EQ(vocabulary.id(vocabulary.Find(id)), id);
  }
}

TEST(ReplacedThemesTest, CarriersMeetInSuggestionsSearchFiltersAndPaths) {
  Facts facts = Places();
  SuggestQuery query;
  query.asker = "B";
  const auto apart = Network::Build(facts);
  EXPECT_THAT(FindPaths(*apart, Audience(), {"A", "B"}, nullptr), IsEmpty());
  EXPECT_EQ(SearchThemes(*apart, "shelter", 1)[0].theme, "shelter");

  Theme(facts, "shelter").replaced_by = "housing";
  Theme(facts, "shelter").deprecated = true;
  const auto merged = Network::Build(facts);
  const auto suggestions = SuggestPartners(*merged, Audience(), query, nullptr).suggestions;
  ASSERT_FALSE(suggestions.empty());
  EXPECT_EQ(suggestions[0].actor, "A");
  EXPECT_EQ(Texts(FindPaths(*merged, Audience(), {"A", "B"}, nullptr)).size(), 1u);
  EXPECT_EQ(SearchThemes(*merged, "shelter", 1)[0].theme, "housing");
  EXPECT_EQ(merged->CountedTheme("shelter"), "housing");
  EXPECT_EQ(merged->CountedTheme("unknown"), "unknown");
  const ActorView actor = *merged->Find("A", Audience());
  EXPECT_TRUE(actor.LinksTo("shelter"));
  EXPECT_TRUE(actor.LinksTo("housing"));
  EXPECT_TRUE(actor.Carries("housing"));
  EXPECT_FALSE(actor.LinksTo("home"));
  EXPECT_FALSE(actor.LinksTo("unknown"));
  EXPECT_THAT(actor.Links(Role::kIssue), ElementsAre("housing"));
  for (const char* id : {"shelter", "housing"}) {
    SuggestQuery filtered = query;
    filtered.filter.themes = {id};
    const auto found = SuggestPartners(*merged, Audience(), filtered, nullptr).suggestions;
    ASSERT_EQ(found.size(), 1u) << id;
    EXPECT_EQ(found[0].actor, "A");
  }
}

// What a network answers is what one answers whose records carry the replacements directly.
TEST(ReplacedThemesTest, AnswersEqualThoseOfRecordsThatCarryTheReplacement) {
  size_t replaced = 0;
  size_t answers = 0;
  for (uint64_t seed = 0; seed < 150; ++seed) {
    Random random(seed);
    testing::NetworkShape shape;
    shape.themes = 10 * (2 + testing::Below(random, 4));
    shape.actors = 5 + testing::Below(random, 40);
    const Facts facts = testing::RandomFacts(random, shape);
    const Facts plain = testing::WithoutReplaced(facts);
    replaced += facts.themes.size() - plain.themes.size();
    const auto first = Network::Build(facts);
    const auto second = Network::Build(plain);
    const Epoch epoch = ComputeEpoch(*first, 1, nullptr);
    EXPECT_EQ(epoch.theme_counts, ComputeEpoch(*second, 1, nullptr).theme_counts);
    const auto merged = first->With(epoch);
    const auto direct = second->With(epoch);
    for (int i = 0; i < 10; ++i) {
      const Audience audience = testing::RandomAudience(random, shape);
      const SuggestQuery query = testing::RandomQuery(random, shape);
      const auto got = Texts(SuggestPartners(*merged, audience, query, nullptr).suggestions);
      const SuggestQuery same = testing::WithoutReplaced(facts.themes, query);
      ASSERT_EQ(got, Texts(SuggestPartners(*direct, audience, same, nullptr).suggestions)) << seed;
      const PathsQuery ends = {testing::ActorId(testing::Below(random, shape.actors)),
                               testing::ActorId(testing::Below(random, shape.actors))};
      ASSERT_EQ(Texts(FindPaths(*merged, audience, ends, nullptr)),
                Texts(FindPaths(*direct, audience, ends, nullptr)))
          << seed;
      answers += got.size();
    }
  }
  EXPECT_GT(replaced, 150u);
  EXPECT_GT(answers, 2000u);
}

}  // namespace
}  // namespace tashbik::graph
