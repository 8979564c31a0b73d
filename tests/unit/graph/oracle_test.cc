// The windowed engine against scoring everybody by the plain formula.
#include <gtest/gtest.h>

#include <thread>

#include "graph/epoch.h"
#include "graph/fixed.h"
#include "graph/network.h"
#include "graph/suggest.h"
#include "tests/testing/matching_oracle.h"
#include "tests/testing/random_network.h"

namespace tashbik::graph {
namespace {

using testing::OracleHit;
using testing::Random;

std::vector<OracleHit> Answer(const Network& network, const Audience& audience,
                              const SuggestQuery& query) {
  std::vector<OracleHit> hits;
  for (const Suggestion& s : SuggestPartners(network, audience, query, nullptr).suggestions) {
    hits.push_back({s.actor, ToFixed(s.score), ToFixed(s.forward), ToFixed(s.back)});
  }
  return hits;
}

void ExpectEqual(const std::vector<OracleHit>& got, const std::vector<OracleHit>& want,
                 const std::string& where) {
  ASSERT_EQ(got.size(), want.size()) << where;
  for (size_t i = 0; i < got.size(); ++i) {
    EXPECT_EQ(got[i].actor, want[i].actor) << where << " place " << i;
    EXPECT_EQ(got[i].score, want[i].score) << where << " " << got[i].actor;
    EXPECT_EQ(got[i].forward, want[i].forward) << where << " " << got[i].actor;
    EXPECT_EQ(got[i].back, want[i].back) << where << " " << got[i].actor;
  }
}

void OnThreads(size_t count, const std::function<void(size_t)>& work) {
  std::vector<std::thread> threads;
  for (size_t i = 0; i < count; ++i) threads.emplace_back([&work, i] { work(i); });
  for (std::thread& thread : threads) thread.join();
}

TEST(OracleTest, AnswersEqualOnRandomNetworksAudiencesAndFilters) {
  size_t hits = 0;
  for (uint64_t seed = 0; seed < 250; ++seed) {
    Random random(seed);
    testing::NetworkShape shape;
    shape.themes = 10 * (2 + testing::Below(random, 4));
    shape.actors = 5 + testing::Below(random, 60);
    shape.only_public = seed % 5 == 0;
    const Facts facts = testing::RandomFacts(random, shape);
    const auto first = Network::Build(facts);
    const Epoch epoch = seed % 3 == 0 ? Epoch() : ComputeEpoch(*first, 1, nullptr);
    const auto network = first->With(epoch);
    for (int i = 0; i < 12; ++i) {
      const Audience audience = testing::RandomAudience(random, shape);
      const SuggestQuery query = testing::RandomQuery(random, shape);
      const auto got = Answer(*network, audience, query);
      ExpectEqual(got, testing::OracleSuggest(facts, epoch, audience, query),
                  "seed " + std::to_string(seed) + " query " + std::to_string(i));
      hits += got.size();
      if (HasFailure()) return;
    }
  }
  EXPECT_GT(hits, 10000u);
}

TEST(OracleTest, AnswersEqualWhereOnlyBoundsDecide) {
  // More actors than fit one window, more than are returned: nearly all are left out by bounds.
  Random random(99);
  testing::NetworkShape shape;
  shape.themes = 60;
  shape.actors = 34000;
  shape.coalitions = 20;
  const Facts facts = testing::RandomFacts(random, shape);
  const auto network = Network::Build(facts);
  ASSERT_GT(network->sizes().windows, 1u);
  for (int i = 0; i < 4; ++i) {
    const Audience audience = testing::RandomAudience(random, shape);
    SuggestQuery query = testing::RandomQuery(random, shape);
    query.count = 200;
    const std::vector<OracleHit> want = testing::OracleSuggest(facts, Epoch(), audience, query);
    ExpectEqual(Answer(*network, audience, query), want, "query " + std::to_string(i));
    query.parallel = OnThreads;
    for (int again = 0; again < 5; ++again) {
      ExpectEqual(Answer(*network, audience, query), want, "on threads " + std::to_string(i));
    }
  }
}

// Words in parts that not everybody sees are no words in what bounds are made of.
TEST(OracleTest, AnswersEqualWhereAllWordsAreInStricterParts) {
  size_t hits = 0;
  for (uint64_t seed = 0; seed < 60; ++seed) {
    Random random(seed);
    testing::NetworkShape shape;
    shape.themes = 30;
    shape.actors = 60;
    Facts facts = testing::RandomFacts(random, shape);
    for (ActorFacts& actor : facts.actors) {
      for (const Part part : {Part::kNames, Part::kDescriptions}) {
        actor.part_tiers[static_cast<int>(part)] = Tier::kNetwork;
      }
    }
    const auto network = Network::Build(facts);
    const Audience audience = testing::RandomAudience(random, shape);
    SuggestQuery query = testing::RandomQuery(random, shape);
    query.weights = Weights();
    (*query.weights)[Signal::kText] = 10;
    (*query.weights)[Signal::kPlace] = 1;
    const auto got = Answer(*network, audience, query);
    ExpectEqual(got, testing::OracleSuggest(facts, Epoch(), audience, query),
                "seed " + std::to_string(seed));
    hits += got.size();
    if (HasFailure()) return;
  }
  EXPECT_GT(hits, 100u);
}

// Mutes every theme that the reasons of the best name.
std::vector<Mute> MutesOfTheBest(const Network& network, const Audience& audience,
                                 const SuggestQuery& query, size_t most) {
  std::vector<Mute> mutes;
  for (const Suggestion& s : SuggestPartners(network, audience, query, nullptr).suggestions) {
    if (most-- == 0) break;
    for (const Reason& reason : s.reasons) {
      for (const std::string& theme : reason.themes) mutes.push_back({s.actor, theme});
    }
  }
  return mutes;
}

TEST(OracleTest, MutedThemesCountNoMoreAndAreNamedNoMore) {
  size_t moved = 0;
  for (uint64_t seed = 0; seed < 60; ++seed) {
    Random random(seed);
    testing::NetworkShape shape;
    shape.themes = 40;
    shape.actors = 200;
    const Facts facts = testing::RandomFacts(random, shape);
    const auto network = Network::Build(facts);
    const Audience audience = testing::RandomAudience(random, shape);
    SuggestQuery query = testing::RandomQuery(random, shape);
    query.mutes.clear();
    const std::vector<OracleHit> before = Answer(*network, audience, query);
    query.mutes = MutesOfTheBest(*network, audience, query, 5);
    const std::vector<OracleHit> after = Answer(*network, audience, query);
    ExpectEqual(after, testing::OracleSuggest(facts, Epoch(), audience, query),
                "seed " + std::to_string(seed));
    if (HasFailure()) return;
    moved += before != after;
    for (const Suggestion& s : SuggestPartners(*network, audience, query, nullptr).suggestions) {
      for (const Mute& mute : query.mutes) {
        if (mute.partner != s.actor) continue;
        for (const Reason& reason : s.reasons) {
          if (reason.kind == ReasonKind::kNeed || reason.kind == ReasonKind::kNeedNotMet) continue;
          EXPECT_EQ(std::count(reason.themes.begin(), reason.themes.end(), mute.theme), 0)
              << "seed " << seed << " " << s.actor << " " << mute.theme;
        }
      }
    }
  }
  EXPECT_GT(moved, 20u);
}

}  // namespace
}  // namespace tashbik::graph
