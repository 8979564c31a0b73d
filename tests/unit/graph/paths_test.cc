// Ways between two actors: drawn worlds with known ways, and random ones where every way is
// counted.
#include "graph/paths.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/network.h"
#include "graph/parts.h"
#include "tests/testing/drawn_network.h"
#include "tests/testing/random_network.h"
#include "tests/testing/replaced_themes.h"

namespace tashbik::graph {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> Ids(const Path& path) {
  std::vector<std::string> ids;
  for (const PathNode& node : path.nodes) ids.push_back(node.id);
  return ids;
}

std::vector<std::vector<std::string>> AllIds(const std::vector<Path>& paths) {
  std::vector<std::vector<std::string>> ids;
  for (const Path& path : paths) ids.push_back(Ids(path));
  return ids;
}

std::vector<std::vector<std::string>> Ask(const Facts& facts, const std::string& from,
                                          const std::string& to, int max_links = 4,
                                          const Audience& audience = {}) {
  const auto network = Network::Build(facts);
  return AllIds(FindPaths(*network, audience, {from, to, 3, max_links}, nullptr));
}

TEST(PathsTest, LeadsOverASharedTheme) {
  const Facts facts = testing::Draw(R"(
    issue housing
    org A issue housing
    org B issue housing
  )");
  EXPECT_THAT(Ask(facts, "A", "B"), ElementsAre(ElementsAre("A", "housing", "B")));
}

TEST(PathsTest, LeadsOverAThirdActorThatCarriesAThemeOfEach) {
  const Facts facts = testing::Draw(R"(
    issue housing
    issue water
    org A issue housing
    org X issue housing water
    org B issue water
  )");
  EXPECT_THAT(Ask(facts, "A", "B"), ElementsAre(ElementsAre("A", "housing", "X", "water", "B")));
  EXPECT_THAT(Ask(facts, "A", "B", 3), IsEmpty());
}

TEST(PathsTest, LeadsOverARootCauseAndOverABroaderTheme) {
  const Facts facts = testing::Draw(R"(
    cause registry
    community stateless -> registry
    community dom -> registry
    org A serves stateless
    org B serves dom
    issue rights
    issue vote < rights
    issue asylum < rights
    org C issue vote
    org D issue asylum
  )");
  EXPECT_THAT(Ask(facts, "A", "B"),
              ElementsAre(ElementsAre("A", "stateless", "registry", "dom", "B")));
  EXPECT_THAT(Ask(facts, "C", "D"), ElementsAre(ElementsAre("C", "vote", "rights", "asylum", "D")));
}

TEST(PathsTest, ACauseCountsWhereItHolds) {
  const Facts facts = testing::Draw(R"(
    cause registry
    community stateless -> registry@LB
    community dom -> registry@LB,SY
    org A in LB serves stateless
    org B in SY serves dom
    org C in MA serves stateless
    org D in MA serves dom
  )");
  EXPECT_THAT(Ask(facts, "A", "B"),
              ElementsAre(ElementsAre("A", "stateless", "registry", "dom", "B")));
  EXPECT_THAT(Ask(facts, "C", "D", 4),
              ::testing::Not(::testing::Contains(::testing::Contains("registry"))));
}

TEST(PathsTest, NeedsAndOffersLeadWhileTheyAreOpen) {
  Facts facts = testing::Draw(R"(
    skill training
    org A need training
    org B offer training
  )");
  EXPECT_THAT(Ask(facts, "A", "B"), ElementsAre(ElementsAre("A", "training", "B")));
  facts.actors[1].links[0].until = 10;
  Audience audience;
  audience.day = 10;
  EXPECT_THAT(Ask(facts, "A", "B", 4, audience), ElementsAre(ElementsAre("A", "training", "B")));
  audience.day = 11;
  EXPECT_THAT(Ask(facts, "A", "B", 4, audience), IsEmpty());
}

TEST(PathsTest, WhatIsHiddenLeadsNowhere) {
  const Facts facts = testing::Draw(R"(
    issue housing
    issue water
    issue land
    org A issue housing water redline land
    org X tier hub hubs h issue housing land
    org B issue land water!private
    coalition C tier hub hubs h members A,B
    coalition O members A,B!private
  )");
  EXPECT_THAT(Ask(facts, "A", "B"), IsEmpty());
  Audience coordinator;
  coordinator.account = "c";
  coordinator.coordinated_hubs = {"h"};
  EXPECT_THAT(
      Ask(facts, "A", "B", 4, coordinator),
      ElementsAre(ElementsAre("A", "C", "B"), ElementsAre("A", "housing", "X", "land", "B")));
  EXPECT_THAT(Ask(facts, "A", "X"), IsEmpty());
  EXPECT_THAT(Ask(facts, "A", "nobody"), IsEmpty());
}

// One end has so many neighbours that they would fill the view.
TEST(PathsTest, ADirectWayIsFoundBesideACrowd) {
  std::string text = "issue housing\n";
  std::string issues;
  for (int i = 0; i < 60; ++i) {
    absl::StrAppend(&text, "issue crowd", i, "\n");
    absl::StrAppend(&issues, " crowd", i);
  }
  absl::StrAppend(&text, "org A issue housing", issues, "\norg B issue housing\n");
  for (int i = 0; i < 6000; ++i) {
    absl::StrAppend(&text, "org O", 10000 + i, " issue crowd", i % 60, "\n");
  }
  EXPECT_THAT(Ask(testing::Draw(text), "A", "B"), ElementsAre(ElementsAre("A", "housing", "B")));
  EXPECT_THAT(Ask(testing::Draw(text), "B", "A"), ElementsAre(ElementsAre("B", "housing", "A")));
}

// Hidden carriers take no place among those that are looked at.
TEST(PathsTest, ManyHiddenCarriersDoNotCrowdOutAVisibleOne) {
  std::string text = R"(
    issue housing
    issue water
    org A issue housing
    org B issue water
    org ZZZ issue housing water
  )";
  for (int i = 0; i < 300; ++i) {
    absl::StrAppend(&text, "org M", 1000 + i, " tier private issue housing water\n");
  }
  const Facts facts = testing::Draw(text);
  EXPECT_THAT(Ask(facts, "A", "B"), ElementsAre(ElementsAre("A", "housing", "ZZZ", "water", "B")));
}

TEST(PathsTest, StoppedMeansNothing) {
  const auto network = Network::Build(testing::Draw(R"(
    issue housing
    org A issue housing
    org B issue housing
  )"));
  EXPECT_THAT(FindPaths(*network, {}, {"A", "B", 3, 4}, [] { return true; }), IsEmpty());
}

using Node = std::pair<int, std::string>;  // kind, id

// Every visible link of a network, read through the network's public face.
class Links {
 public:
  Links(const Network& network, const Facts& facts, const Audience& audience,
        const PathsQuery& query)
      : network_(network), audience_(audience) {
    for (const std::string& end : {query.from, query.to}) AddCountries(end);
    for (const ActorFacts& actor : facts.actors) AddActor(actor);
    for (const CoalitionFacts& coalition : facts.coalitions) {
      for (const std::string& member : network.MembersOf(coalition.id, audience)) {
        Add({1, member}, {2, coalition.id}, 0.7);
      }
    }
    AddThemes();
  }

  const std::map<Node, double>& Of(const Node& node) const {
    static const auto& none = *new std::map<Node, double>();
    const auto it = links_.find(node);
    return it == links_.end() ? none : it->second;
  }

 private:
  void Add(const Node& a, const Node& b, double any_length) {
    const double length = std::round(any_length * (1 << 20)) / (1 << 20);
    for (const auto& [x, y] : {std::pair(a, b), std::pair(b, a)}) {
      const auto [it, added] = links_[x].try_emplace(y, length);
      if (!added) it->second = std::min(it->second, length);
    }
  }

  void AddCountries(const std::string& id) {
    const auto view = network_.Find(id, audience_);
    if (!view.has_value()) return;
    countries_.insert(view->base_country());
    for (Country c : view->active_countries()) countries_.insert(c);
    for (Country c : view->origin_countries()) countries_.insert(c);
    for (Country c : view->residence_countries()) countries_.insert(c);
    countries_.erase(0);
  }

  double Common(ThemeNo theme) const {
    return 1 - static_cast<double>(network_.parts().rarity->theme(theme)) / kWeightOne;
  }

  void AddActor(const ActorFacts& actor) {
    const auto view = network_.Find(actor.id, audience_);
    if (!view.has_value()) return;
    for (int role = 0; role < kRoleCount; ++role) {
      if (static_cast<Role>(role) == Role::kRedLine) continue;
      for (const std::string& theme : view->Links(static_cast<Role>(role))) {
        const bool open =
            std::any_of(actor.links.begin(), actor.links.end(), [&](const LinkFacts& link) {
              return link.theme == theme && link.role == static_cast<Role>(role) &&
                     link.from <= audience_.day && audience_.day <= link.until;
            });
        const ThemeNo number = network_.parts().vocabulary->Find(theme);
        if (open) Add({1, actor.id}, {3, theme}, 1.0 + Common(number));
      }
    }
  }

  void AddThemes() {
    const Vocabulary& vocabulary = *network_.parts().vocabulary;
    for (ThemeNo t = 0; t < vocabulary.size(); ++t) {
      for (const Vocabulary::Up& up : vocabulary.up(t)) {
        const bool holds =
            up.countries.empty() ||
            std::any_of(up.countries.begin(), up.countries.end(),
                        [this](Country country) { return countries_.contains(country); });
        if (up.cause && !holds) continue;
        Add({3, vocabulary.id(t)}, {3, vocabulary.id(up.theme)},
            (up.cause ? 0.6 : 1.0) + Common(up.theme));
      }
      for (const Vocabulary::Related& related : vocabulary.related(t)) {
        Add({3, vocabulary.id(t)}, {3, vocabulary.id(related.theme)},
            1.2 + 1 - static_cast<double>(related.weight) / kWeightOne);
      }
    }
  }

  const Network& network_;
  const Audience& audience_;
  std::set<Country> countries_;
  std::map<Node, std::map<Node, double>> links_;
};

// All loopless ways of at most `left` more links, by length and then ids.
void Walk(const Links& links, const Node& to, size_t left, double length, std::vector<Node>& way,
          std::set<std::pair<double, std::vector<std::string>>>& found) {
  if (way.back() == to) {
    std::vector<std::string> ids;
    for (const Node& node : way) ids.push_back(node.second);
    found.insert({length, ids});
    return;
  }
  if (left == 0) return;
  for (const auto& [next, step] : links.Of(way.back())) {
    if (std::find(way.begin(), way.end(), next) != way.end()) continue;
    way.push_back(next);
    Walk(links, to, left - 1, length + step, way, found);
    way.pop_back();
  }
}

TEST(PathsTest, AgreesWithTryingEveryWay) {
  size_t found_any = 0;
  for (uint64_t seed = 1; seed <= 40; ++seed) {
    testing::Random random(seed);
    const testing::NetworkShape shape = {20, 14, 4, seed % 4 == 0};
    // The view shows themes as they count.
    Facts facts = testing::WithoutReplaced(testing::RandomFacts(random, shape));
    for (ActorFacts& actor : facts.actors) {
      // A theme once in each role: what is read through the view does not tell two apart.
      std::set<std::pair<Role, std::string>> seen;
      std::erase_if(actor.links, [&](const LinkFacts& link) {
        return !seen.insert({link.role, link.theme}).second;
      });
    }
    const auto network = Network::Build(facts);
    const Audience audience = testing::RandomAudience(random, shape);
    for (int i = 0; i < 6; ++i) {
      const PathsQuery query = {testing::ActorId(testing::Below(random, shape.actors)),
                                testing::ActorId(testing::Below(random, shape.actors)),
                                1 + static_cast<int>(testing::Below(random, 8)),
                                1 + static_cast<int>(testing::Below(random, 4))};
      std::set<std::pair<double, std::vector<std::string>>> all;
      const bool seen = network->Find(query.from, audience).has_value() &&
                        network->Find(query.to, audience).has_value();
      if (seen && query.from != query.to) {
        const Links links(*network, facts, audience, query);
        std::vector<Node> way = {{1, query.from}};
        Walk(links, {1, query.to}, static_cast<size_t>(query.max_links), 0, way, all);
      }
      const std::vector<Path> paths = FindPaths(*network, audience, query, nullptr);
      ASSERT_EQ(paths.size(), std::min(all.size(), static_cast<size_t>(query.count)));
      auto expected = all.begin();
      for (const Path& path : paths) {
        EXPECT_EQ(path.length, expected->first) << seed;
        EXPECT_EQ(Ids(path), expected->second) << seed;
        ++expected;
        ++found_any;
      }
    }
  }
  EXPECT_GT(found_any, 200u);
}

TEST(PathsTest, DeltasAndARebuildGiveTheSameWays) {
  for (uint64_t seed = 1; seed <= 10; ++seed) {
    testing::Random random(seed);
    const testing::NetworkShape shape = {30, 25, 4, false};
    const Facts facts = testing::RandomFacts(random, shape);
    const auto built = Network::Build(facts);
    Facts themes;
    themes.themes = facts.themes;
    Delta delta;
    delta.put_actors = facts.actors;
    delta.put_coalitions = facts.coalitions;
    delta.put_memberships = facts.memberships;
    const auto grown = Network::Build(themes)->With(delta);
    const Audience audience = testing::RandomAudience(random, shape);
    for (int i = 0; i < 20; ++i) {
      const PathsQuery query = {testing::ActorId(testing::Below(random, shape.actors)),
                                testing::ActorId(testing::Below(random, shape.actors)), 4, 4};
      const auto expected = AllIds(FindPaths(*built, audience, query, nullptr));
      EXPECT_EQ(AllIds(FindPaths(*grown, audience, query, nullptr)), expected);
      EXPECT_EQ(AllIds(FindPaths(*grown->Folded(), audience, query, nullptr)), expected);
    }
  }
}

}  // namespace
}  // namespace tashbik::graph
