// Deltas and folds against building anew from the same facts.
#include <gtest/gtest.h>

#include <map>
#include <utility>

#include "graph/network.h"
#include "graph/suggest.h"
#include "tests/testing/random_network.h"

namespace tashbik::graph {
namespace {

using testing::Below;
using testing::Random;

// What the records say after all changes: the plain way to keep it.
class Records {
 public:
  explicit Records(const Facts& facts) : themes_(facts.themes) {
    Delta all;
    all.put_actors = facts.actors;
    all.put_coalitions = facts.coalitions;
    all.put_memberships = facts.memberships;
    Apply(all);
  }

  void Apply(const Delta& delta) {
    for (const ActorFacts& actor : delta.put_actors) actors_[actor.id] = actor;
    for (const CoalitionFacts& c : delta.put_coalitions) coalitions_[c.id] = c;
    for (const MembershipFacts& m : delta.put_memberships) {
      memberships_[{m.coalition, m.actor}] = m;
    }
    for (const std::string& id : delta.erase_actors) actors_.erase(id);
    for (const std::string& id : delta.erase_coalitions) coalitions_.erase(id);
    for (const auto& pair : delta.erase_memberships) memberships_.erase(pair);
  }

  Facts Get() const {
    Facts facts;
    facts.themes = themes_;
    for (const auto& [id, actor] : actors_) facts.actors.push_back(actor);
    for (const auto& [id, coalition] : coalitions_) facts.coalitions.push_back(coalition);
    for (const auto& [id, membership] : memberships_) facts.memberships.push_back(membership);
    return facts;
  }

 private:
  std::vector<ThemeFacts> themes_;
  std::map<std::string, ActorFacts> actors_;
  std::map<std::string, CoalitionFacts> coalitions_;
  std::map<std::pair<std::string, std::string>, MembershipFacts> memberships_;
};

Delta RandomDelta(Random& random, const testing::NetworkShape& shape) {
  Delta delta;
  for (uint32_t i = 1 + Below(random, 6); i > 0; --i) {
    const std::string actor = testing::ActorId(Below(random, shape.actors));
    const std::string coalition = testing::CoalitionId(Below(random, shape.coalitions));
    switch (Below(random, 8)) {
      case 0:
        delta.erase_actors.push_back(actor);
        break;
      case 1:
        delta.put_coalitions.push_back(testing::RandomCoalition(random, coalition, false));
        break;
      case 2:
        delta.put_memberships.push_back(testing::RandomMembership(random, shape));
        break;
      case 3:
        delta.erase_memberships.push_back({coalition, actor});
        break;
      case 4:
        if (Below(random, 4) == 0) delta.erase_coalitions.push_back(coalition);
        break;
      default:
        delta.put_actors.push_back(testing::RandomActor(random, actor, shape));
    }
  }
  return delta;
}

void ExpectSameAnswers(const Network& a, const Network& b, Random& random,
                       const testing::NetworkShape& shape) {
  for (int i = 0; i < 25; ++i) {
    const Audience audience = testing::RandomAudience(random, shape);
    SuggestQuery query = testing::RandomQuery(random, shape);
    query.diversity = query.exposure = i % 2 == 0;
    const auto left = SuggestPartners(a, audience, query, nullptr);
    const auto right = SuggestPartners(b, audience, query, nullptr);
    ASSERT_EQ(left.outcome, right.outcome);
    ASSERT_EQ(left.suggestions.size(), right.suggestions.size());
    for (size_t k = 0; k < left.suggestions.size(); ++k) {
      EXPECT_EQ(left.suggestions[k].actor, right.suggestions[k].actor);
      EXPECT_EQ(left.suggestions[k].score, right.suggestions[k].score);
      EXPECT_EQ(left.suggestions[k].reasons.size(), right.suggestions[k].reasons.size());
    }
  }
}

TEST(DeltaTest, TenThousandChangesGiveTheNetworkThatARebuildGives) {
  Random random(5);
  testing::NetworkShape shape;
  shape.actors = 400;
  shape.coalitions = 30;
  const Facts facts = testing::RandomFacts(random, shape);
  Records records(facts);
  auto network = Network::Build(facts);
  network = network->With(ComputeEpoch(*network, 1, nullptr));
  const Epoch epoch = ComputeEpoch(*network, 2, nullptr);
  network = network->With(epoch);
  size_t changes = 0;
  for (int step = 0; changes < 10000; ++step) {
    const Delta delta = RandomDelta(random, shape);
    changes += delta.put_actors.size() + delta.erase_actors.size() + delta.put_coalitions.size() +
               delta.erase_coalitions.size() + delta.put_memberships.size() +
               delta.erase_memberships.size();
    network = network->With(delta);
    records.Apply(delta);
    if (step % 97 == 0) network = network->Folded();
    if (step % 700 != 699) continue;
    const auto rebuilt = Network::Build(records.Get(), epoch);
    ASSERT_EQ(network->Canonical(), rebuilt->Canonical()) << "after " << changes;
    ExpectSameAnswers(*network, *rebuilt, random, shape);
  }
  EXPECT_EQ(network->Canonical(), Network::Build(records.Get(), epoch)->Canonical());
}

TEST(DeltaTest, ANetworkStaysAsItWas) {
  Random random(6);
  const testing::NetworkShape shape;
  const auto before = Network::Build(testing::RandomFacts(random, shape));
  const std::string canonical = before->Canonical();
  auto after = before;
  for (int i = 0; i < 50; ++i) after = after->With(RandomDelta(random, shape));
  after = after->Folded();
  EXPECT_EQ(before->Canonical(), canonical);
  EXPECT_NE(after->Canonical(), canonical);
}

TEST(DeltaTest, FoldingEmptiesTheOverlayAndDropsTheDead) {
  Random random(7);
  testing::NetworkShape shape;
  shape.actors = 3000;
  auto network = Network::Build(testing::RandomFacts(random, shape));
  Delta delta;
  for (uint32_t i = 0; i < 2500; ++i) {
    delta.put_actors.push_back(testing::RandomActor(random, testing::ActorId(i), shape));
  }
  network = network->With(delta);
  EXPECT_TRUE(network->NeedsFold());
  EXPECT_EQ(network->sizes().overlay_actors, 2500u);
  EXPECT_EQ(network->sizes().actors, 3000u);
  network = network->Folded();
  EXPECT_FALSE(network->NeedsFold());
  EXPECT_EQ(network->sizes().overlay_actors, 0u);
  EXPECT_EQ(network->sizes().actors, 3000u);
  EXPECT_EQ(network->sizes().windows, 1u);
}

TEST(DeltaTest, TheEpochIsFrozen) {
  Random random(8);
  const testing::NetworkShape shape;
  const auto network = Network::Build(testing::RandomFacts(random, shape));
  const Epoch epoch = ComputeEpoch(*network, 3, nullptr);
  EXPECT_GT(epoch.public_actors, 0);
  EXPECT_FALSE(epoch.theme_counts.empty());
  EXPECT_EQ(epoch, ComputeEpoch(*network->With(epoch)->Folded(), 3, nullptr));
  EXPECT_EQ(network->With(epoch)->With(RandomDelta(random, shape))->epoch_number(), 3);
}

}  // namespace
}  // namespace tashbik::graph
