// The shape of the network: small worlds with known answers, and random ones measured by brute
// force.
#include "graph/shape.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/betweenness_centrality.hpp>
#include <cmath>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/betweenness.h"
#include "graph/communities.h"
#include "graph/network.h"
#include "graph/structure.h"
#include "graph/ties.h"
#include "tests/testing/drawn_network.h"
#include "tests/testing/random_network.h"

namespace tashbik::graph {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

constexpr uint64_t kKey = 7;

bool All(const ActorView&) { return true; }

Shape Read(const Facts& facts, const Audience& audience = {}) {
  ShapeResult result = ReadShape(*Network::Build(facts), audience, kKey, All, nullptr);
  EXPECT_EQ(result.outcome, ShapeOutcome::kOk);
  return std::move(result.shape);
}

uint32_t Number(const Shape& shape, const std::string& id) {
  for (uint32_t i = 0; i < shape.size(); ++i) {
    if (shape.id(i) == id) return i;
  }
  ADD_FAILURE() << id << " is not there";
  return 0;
}

std::set<std::string> TiesOf(const Shape& shape, const std::string& id) {
  std::set<std::string> ids;
  for (uint32_t neighbour : shape.Neighbours(Number(shape, id))) ids.insert(shape.id(neighbour));
  return ids;
}

std::vector<double> Shares(const Shape& shape, const BetweennessLimits& limits = {}) {
  return MeasureBetweenness(shape, MeasureStructure(shape), nullptr, nullptr, limits)->share;
}

// Two triangles that meet in C, a pair, and one alone.
//   A       D
//   | > C < |      F - G      H
//   B       E
const char kButterfly[] = R"(
  org A
  org B
  org C
  org D
  org E
  org F
  org G
  org H
  coalition ABC members A,B,C
  coalition CDE members C,D,E
  coalition FG members F,G
  coalition FG2 members F,G
  coalition ALONE members H
)";

TEST(ShapeTest, TiesAreSharedCoalitions) {
  const Shape shape = Read(testing::Draw(kButterfly));
  EXPECT_EQ(shape.size(), 8u);
  EXPECT_EQ(shape.ties().size(), 7u);
  EXPECT_THAT(TiesOf(shape, "C"), UnorderedElementsAre("A", "B", "D", "E"));
  EXPECT_THAT(TiesOf(shape, "F"), UnorderedElementsAre("G"));
  EXPECT_TRUE(shape.IsIsolated(Number(shape, "H")));
  const uint32_t f = Number(shape, "F");
  const ShapeTie& tie = shape.ties()[shape.TiesOf(f)[0]];
  EXPECT_EQ(tie.coalitions.size(), 2u);
  EXPECT_EQ(tie.weight, 2 * ShareOf(2));
}

TEST(ShapeTest, OnlyWhatIsSeenAndKeptIsThere) {
  const Facts facts = testing::Draw(R"(
    org A in LB
    org B in LB
    org C in MA tier hub hubs h
    org D in MA
    coalition ONE members A,B!hub,D
    coalition TWO tier hub hubs h members A,D
    coalition THREE members A,C
  )");
  const Shape anonymous = Read(facts);
  EXPECT_EQ(anonymous.size(), 3u);
  EXPECT_EQ(anonymous.ties().size(), 1u);  // B's membership is hidden, and so is the second
  const ShapeTie& tie = anonymous.ties()[0];
  EXPECT_EQ(tie.weight, ShareOf(2)) << "weighs as if B were not in it";
  Audience member;
  member.verified = true;
  member.member_hubs = {"h"};
  EXPECT_THAT(TiesOf(Read(facts, member), "A"), UnorderedElementsAre("C", "D"));
  const auto in_lebanon = [](const ActorView& actor) { return actor.IsIn(CountryOf("LB")); };
  const ShapeResult kept = ReadShape(*Network::Build(facts), member, kKey, in_lebanon, nullptr);
  EXPECT_EQ(kept.shape.size(), 2u);
  EXPECT_EQ(kept.shape.ties().size(), 0u);
}

TEST(ShapeTest, StopsWhenToldAndRefusesTooManyTies) {
  Facts facts;
  CoalitionFacts everybody;
  everybody.id = "everybody";
  everybody.access.tier = Tier::kPublic;
  facts.coalitions.push_back(everybody);
  for (uint32_t i = 0; i < 2500; ++i) {
    ActorFacts actor;
    actor.id = testing::ActorId(i);
    actor.access.tier = Tier::kPublic;
    facts.actors.push_back(actor);
    facts.memberships.push_back({"everybody", actor.id, std::nullopt});
  }
  const auto network = Network::Build(facts);
  EXPECT_EQ(ReadShape(*network, {}, kKey, All, nullptr).outcome, ShapeOutcome::kTooManyTies);
  EXPECT_EQ(ReadShape(*network, {}, kKey, All, [] { return true; }).outcome,
            ShapeOutcome::kStopped);
}

TEST(StructureTest, KnowsTheButterfly) {
  const Shape shape = Read(testing::Draw(kButterfly));
  const Structure structure = MeasureStructure(shape);
  std::vector<uint32_t> sizes = structure.component_size;
  std::sort(sizes.begin(), sizes.end());
  EXPECT_THAT(sizes, ElementsAre(1, 2, 5));
  std::set<std::string> points;
  std::map<std::string, uint32_t> cores;
  for (uint32_t i = 0; i < shape.size(); ++i) {
    if (structure.articulation[i]) points.insert(shape.id(i));
    cores[shape.id(i)] = structure.core[i];
  }
  EXPECT_THAT(points, ElementsAre("C"));
  EXPECT_EQ(cores["A"], 2u);
  EXPECT_EQ(cores["C"], 2u);
  EXPECT_EQ(cores["F"], 1u);
  EXPECT_EQ(cores["H"], 0u);
  EXPECT_DOUBLE_EQ(EffectiveSize(shape, Number(shape, "C")), 3);  // 4 - 2 * 2 / 4
  EXPECT_DOUBLE_EQ(EffectiveSize(shape, Number(shape, "A")), 1);  // 2 - 2 * 1 / 2
  EXPECT_DOUBLE_EQ(EffectiveSize(shape, Number(shape, "H")), 0);
}

TEST(BetweennessTest, KnowsTheButterfly) {
  const Shape shape = Read(testing::Draw(kButterfly));
  const std::vector<double> shares = Shares(shape);
  // Of the 7 pairs of others that are connected (6 of the two triangles, and F with G), 4 are
  // joined by C.
  EXPECT_DOUBLE_EQ(shares[Number(shape, "C")], 4.0 / 7);
  EXPECT_DOUBLE_EQ(shares[Number(shape, "A")], 0);
  EXPECT_DOUBLE_EQ(shares[Number(shape, "H")], 0);
}

TEST(CommunitiesTest, KnowsTheButterfly) {
  const Shape shape = Read(testing::Draw(R"(
    org A
    org B
    org C
    org D
    org E
    org F
    org G
    coalition ABC members A,B,C
    coalition DEF members D,E,F
    coalition BRIDGE members C,D
    coalition AGAIN members A,B,C
  )"));
  const std::vector<int32_t> found = FindCommunities(shape);
  const auto of = [&](const char* id) { return found[Number(shape, id)]; };
  EXPECT_EQ(of("A"), of("B"));
  EXPECT_EQ(of("A"), of("C"));
  EXPECT_EQ(of("D"), of("E"));
  EXPECT_EQ(of("D"), of("F"));
  EXPECT_NE(of("A"), of("D"));
  EXPECT_EQ(of("G"), kNoCommunity);
  EXPECT_GT(Modularity(shape, found), 0.3);
}

// A random shape of `size` actors, some of them alike.
Shape RandomShape(testing::Random& random, uint32_t size, uint32_t coalitions) {
  std::vector<std::string> actors;
  for (uint32_t i = 0; i < size; ++i) actors.push_back(testing::ActorId(i));
  std::vector<ShapeCoalition> made;
  for (uint32_t c = 0; c < coalitions; ++c) {
    std::set<uint32_t> members;
    const uint32_t count = 2 + testing::Below(random, 4);
    while (members.size() < std::min(count, size)) members.insert(testing::Below(random, size));
    made.push_back({absl::StrCat("c", c), {members.begin(), members.end()}, ShareOf(count)});
  }
  return Shape(std::move(actors), made);
}

constexpr uint32_t kFar = 1000;

// Distances and numbers of shortest ways between all, by trying longer and longer ways.
struct Ways {
  std::vector<std::vector<uint32_t>> distance;
  std::vector<std::vector<double>> count;
};

Ways AllWays(const Shape& shape) {
  const auto size = static_cast<uint32_t>(shape.size());
  Ways ways{std::vector(size, std::vector<uint32_t>(size, kFar)),
            std::vector(size, std::vector<double>(size, 0))};
  for (uint32_t s = 0; s < size; ++s) {
    std::vector<double> now(size, 0);
    now[s] = 1;
    for (uint32_t length = 0; length <= size; ++length) {
      std::vector<double> next(size, 0);
      for (uint32_t v = 0; v < size; ++v) {
        if (now[v] == 0) continue;
        if (ways.distance[s][v] > length) {
          ways.distance[s][v] = length;
          ways.count[s][v] = now[v];
        }
        if (ways.distance[s][v] < length) continue;
        for (uint32_t w : shape.Neighbours(v)) next[w] += now[v];
      }
      now = next;
    }
  }
  return ways;
}

std::vector<double> SharesByHand(const Shape& shape, const Ways& ways) {
  const auto size = static_cast<uint32_t>(shape.size());
  std::vector<double> shares(size, 0);
  for (uint32_t v = 0; v < size; ++v) {
    double pairs = 0;
    for (uint32_t s = 0; s < size; ++s) {
      for (uint32_t t = 0; t < size; ++t) {
        if (s == t || s == v || t == v || ways.distance[s][t] == kFar) continue;
        pairs += 1;
        if (ways.distance[s][v] + ways.distance[v][t] == ways.distance[s][t]) {
          shares[v] += ways.count[s][v] * ways.count[v][t] / ways.count[s][t];
        }
      }
    }
    if (pairs > 0) shares[v] /= pairs;
  }
  return shares;
}

TEST(BetweennessTest, IsThatOfAllWaysCountedOneByOne) {
  testing::Random random(1);
  for (int round = 0; round < 300; ++round) {
    const Shape shape =
        RandomShape(random, 2 + testing::Below(random, 14), 1 + testing::Below(random, 8));
    const std::vector<double> expected = SharesByHand(shape, AllWays(shape));
    const std::vector<double> shares = Shares(shape);
    for (uint32_t i = 0; i < shape.size(); ++i) {
      ASSERT_NEAR(shares[i], expected[i], 1e-9) << "round " << round << ", actor " << i;
    }
  }
}

TEST(BetweennessTest, IsThatOfBoost) {
  testing::Random random(2);
  for (int round = 0; round < 20; ++round) {
    const Shape shape = RandomShape(random, 200, 60);
    using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS>;
    Graph graph(shape.size());
    for (const ShapeTie& tie : shape.ties()) boost::add_edge(tie.a, tie.b, graph);
    std::vector<double> expected(shape.size());
    boost::brandes_betweenness_centrality(
        graph, boost::make_iterator_property_map(expected.begin(),
                                                 boost::get(boost::vertex_index, graph)));
    const Structure structure = MeasureStructure(shape);
    double connected = 0;
    for (const double size : structure.component_size) connected += size * (size - 1);
    const std::vector<double> shares = Shares(shape);
    for (uint32_t i = 0; i < shape.size(); ++i) {
      if (shape.IsIsolated(i)) continue;
      const double own = structure.component_size[structure.component[i]];
      ASSERT_NEAR(shares[i] * (connected - 2 * (own - 1)), 2 * expected[i], 1e-6) << i;
    }
  }
}

TEST(BetweennessTest, ASampleComesNearAndThreadsChangeNothing) {
  testing::Random random(3);
  const Shape shape = RandomShape(random, 2000, 900);
  const Structure structure = MeasureStructure(shape);
  const auto exact = MeasureBetweenness(shape, structure, nullptr, nullptr);
  ASSERT_TRUE(exact.has_value());
  EXPECT_FALSE(exact->sampled);
  const Parallel backwards = [](size_t count, const std::function<void(size_t)>& work) {
    for (size_t i = count; i-- > 0;) work(i);
  };
  EXPECT_EQ(MeasureBetweenness(shape, structure, backwards, nullptr)->share, exact->share);
  const BetweennessLimits limits{.exact_actors = 100, .sample_steps = 1, .least_sources = 500};
  const auto sample = MeasureBetweenness(shape, structure, nullptr, nullptr, limits);
  ASSERT_TRUE(sample->sampled);
  EXPECT_NE(sample->share, exact->share);
  double error = 0;
  double sum = 0;
  for (uint32_t i = 0; i < shape.size(); ++i) {
    error += std::abs(sample->share[i] - exact->share[i]);
    sum += exact->share[i];
  }
  EXPECT_LT(error / sum, 0.25);
  // The steps that it names are those that it needs.
  for (const uint64_t steps : {exact->exact_steps, exact->exact_steps - 1}) {
    const auto with = MeasureBetweenness(shape, structure, nullptr, nullptr,
                                         {.exact_steps = steps, .sample_steps = 1});
    EXPECT_EQ(with->sampled, steps < exact->exact_steps);
    EXPECT_EQ(with->exact_steps, exact->exact_steps);
  }
  const BetweennessLimits all{.exact_actors = 100, .sample_steps = 1, .least_sources = 2000};
  const auto whole = MeasureBetweenness(shape, structure, nullptr, nullptr, all);
  for (uint32_t i = 0; i < shape.size(); ++i) {
    ASSERT_NEAR(whole->share[i], exact->share[i], 1e-9);
  }
  EXPECT_FALSE(MeasureBetweenness(shape, structure, nullptr, [] { return true; }).has_value());
}

// Components of the shape without one actor, counted by flooding.
size_t Parts(const Shape& shape, uint32_t without) {
  std::vector<bool> seen(shape.size(), false);
  if (without < shape.size()) seen[without] = true;
  size_t parts = 0;
  for (uint32_t start = 0; start < shape.size(); ++start) {
    if (seen[start]) continue;
    ++parts;
    std::vector<uint32_t> open = {start};
    seen[start] = true;
    while (!open.empty()) {
      const uint32_t at = open.back();
      open.pop_back();
      for (uint32_t next : shape.Neighbours(at)) {
        if (!seen[next]) open.push_back(next);
        seen[next] = true;
      }
    }
  }
  return parts;
}

// The largest k such that `actor` stays when all with fewer than k ties are taken away, again and
// again.
uint32_t CoreByHand(const Shape& shape, uint32_t actor) {
  for (uint32_t k = 1;; ++k) {
    std::vector<bool> there(shape.size(), true);
    for (bool changed = true; changed;) {
      changed = false;
      for (uint32_t i = 0; i < shape.size(); ++i) {
        const auto neighbours = shape.Neighbours(i);
        const auto ties = static_cast<uint32_t>(std::count_if(
            neighbours.begin(), neighbours.end(), [&](uint32_t n) { return there[n]; }));
        if (there[i] && ties < k) {
          there[i] = false;
          changed = true;
        }
      }
    }
    if (!there[actor]) return k - 1;
  }
}

TEST(StructureTest, IsThatOfTakingActorsAwayOneByOne) {
  testing::Random random(4);
  for (int round = 0; round < 200; ++round) {
    const Shape shape =
        RandomShape(random, 2 + testing::Below(random, 20), 1 + testing::Below(random, 12));
    const Structure structure = MeasureStructure(shape);
    const size_t whole = Parts(shape, kFar);
    ASSERT_EQ(structure.component_size.size(), whole);
    const Ways ways = AllWays(shape);
    for (uint32_t i = 0; i < shape.size(); ++i) {
      const size_t rest = Parts(shape, i);
      ASSERT_EQ(structure.articulation[i], rest > whole) << "round " << round << ", actor " << i;
      ASSERT_EQ(structure.core[i], CoreByHand(shape, i)) << "round " << round << ", actor " << i;
      for (uint32_t j = 0; j < shape.size(); ++j) {
        ASSERT_EQ(structure.component[i] == structure.component[j], ways.distance[i][j] != kFar);
      }
    }
  }
}

TEST(CommunitiesTest, NoActorCanMoveForTheBetter) {
  testing::Random random(5);
  for (int round = 0; round < 60; ++round) {
    const Shape shape =
        RandomShape(random, 5 + testing::Below(random, 30), 2 + testing::Below(random, 20));
    const std::vector<int32_t> found = FindCommunities(shape);
    const double modularity = Modularity(shape, found);
    const int32_t count = *std::max_element(found.begin(), found.end()) + 1;
    std::map<int32_t, int> sizes;
    for (uint32_t i = 0; i < shape.size(); ++i) {
      ASSERT_EQ(found[i] == kNoCommunity, shape.IsIsolated(i));
      ++sizes[found[i]];
      if (shape.IsIsolated(i)) continue;
      std::vector<int32_t> moved = found;
      for (moved[i] = 0; moved[i] <= count; ++moved[i]) {
        ASSERT_LE(Modularity(shape, moved), modularity + 1e-9) << "round " << round;
      }
    }
    for (int32_t c = 1; c < count; ++c) ASSERT_GE(sizes[c - 1], sizes[c]);
    // Nor can two communities become one.
    for (int32_t a = 0; a < count; ++a) {
      for (int32_t b = a + 1; b < count; ++b) {
        std::vector<int32_t> joined = found;
        std::replace(joined.begin(), joined.end(), b, a);
        ASSERT_LE(Modularity(shape, joined), modularity + 1e-9) << "round " << round;
      }
    }
  }
}

TEST(ShapeTest, WhatIsHiddenChangesNothing) {
  testing::Random random(6);
  const testing::NetworkShape world{.themes = 20, .actors = 40, .coalitions = 12};
  for (int round = 0; round < 100; ++round) {
    const Facts facts = testing::RandomFacts(random, world);
    const Audience audience = testing::RandomAudience(random, world);
    const auto network = Network::Build(facts);
    // The same without the actors, coalitions and memberships that the audience does not see.
    Facts seen;
    seen.themes = facts.themes;
    for (const ActorFacts& actor : facts.actors) {
      if (network->Find(actor.id, audience)) seen.actors.push_back(actor);
    }
    for (const CoalitionFacts& coalition : facts.coalitions) {
      if (network->SeesCoalition(coalition.id, audience)) seen.coalitions.push_back(coalition);
    }
    for (const MembershipFacts& membership : facts.memberships) {
      const auto members = network->MembersOf(membership.coalition, audience);
      if (std::binary_search(members.begin(), members.end(), membership.actor)) {
        seen.memberships.push_back(membership);
      }
    }
    const Shape one = Read(facts, audience);
    const Shape other = Read(seen, audience);
    ASSERT_EQ(one.size(), other.size());
    ASSERT_EQ(one.ties().size(), other.ties().size());
    for (uint32_t i = 0; i < one.size(); ++i) ASSERT_EQ(one.id(i), other.id(i));
    for (size_t i = 0; i < one.ties().size(); ++i) {
      ASSERT_EQ(one.ties()[i].a, other.ties()[i].a);
      ASSERT_EQ(one.ties()[i].b, other.ties()[i].b);
      ASSERT_EQ(one.ties()[i].weight, other.ties()[i].weight);
    }
    ASSERT_EQ(Shares(one), Shares(other));
    ASSERT_EQ(FindCommunities(one), FindCommunities(other));
  }
}

}  // namespace
}  // namespace tashbik::graph
