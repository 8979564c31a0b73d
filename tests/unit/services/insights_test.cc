// Insights over a small network of which callers see different parts.
#include "services/insights.h"

#include <atomic>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "services/limits.h"
#include "services/names.h"
#include "tests/testing/test_directory.h"

namespace tashbik::services {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::ReasonName;
using testing::TestDirectory;
using ::testing::UnorderedElementsAre;

// Cedar shares a coalition with each of Atlas, Basil and Clove; Dune is alone, but for Hidden,
// which only the hub sees.
class InsightsTest : public ::testing::Test {
 protected:
  InsightsTest() : insights_(world_.directory(), nullptr) {
    hub_ = world_.MakeHub("Hub");
    world_.MakeTheme("housing", v1::FACET_ISSUE);
    world_.MakeTheme("eviction", v1::FACET_ISSUE, {"housing"});
    world_.MakeTheme("water", v1::FACET_ISSUE);
    world_.MakeTheme("funding", v1::FACET_RESOURCE);
    Make("Cedar", "LB", "water");
    Make("Atlas", "LB", "housing", "funding");
    Make("Basil", "MA", "housing");
    Make("Clove", "MA", "");
    Make("Dune", "LB", "eviction", "funding");
    Make("Hidden", "MA", "eviction", "", "funding", v1::TIER_HUB);
    for (const char* partner : {"Atlas", "Basil", "Clove"}) Join("Cedar", partner);
    Join("Dune", "Hidden");
  }

  CallContext Coordinator() { return world_.Coordinator("c", {hub_}); }

  void Make(const std::string& name, const std::string& country, const std::string& issue,
            const std::string& need = "", const std::string& offer = "",
            v1::Tier tier = v1::TIER_PUBLIC) {
    v1::CreateOrganizationRequest request;
    v1::Profile& profile = *request.mutable_organization()->mutable_profile();
    profile.add_names()->set_text(name);
    profile.add_active_countries(country);
    if (!issue.empty()) profile.add_issues()->set_theme("themes/" + issue);
    if (!need.empty()) profile.add_needs()->set_theme("themes/" + need);
    if (!offer.empty()) profile.add_offers()->set_theme("themes/" + offer);
    request.mutable_organization()->mutable_visibility()->set_tier(tier);
    v1::Organization made;
    const absl::Status status =
        world_.Of(store::v1::KIND_ORGANIZATION).Create(Coordinator(), request, made);
    EXPECT_TRUE(status.ok()) << status;
    names_[name] = made.name();
  }

  void Join(const std::string& one, const std::string& other) {
    v1::CreateCoalitionRequest request;
    request.mutable_coalition()->add_names()->set_text(one + other);
    request.mutable_coalition()->mutable_visibility()->set_tier(v1::TIER_PUBLIC);
    v1::Coalition made;
    EXPECT_TRUE(world_.Of(store::v1::KIND_COALITION).Create(Coordinator(), request, made).ok());
    v1::BatchUpsertCoalitionMembersRequest members;
    for (const std::string& name : {one, other}) {
      v1::CoalitionMember& member = *members.add_coalition_members();
      member.set_name(made.name() + "/members/-");
      member.set_actor(names_[name]);
    }
    v1::BatchUpsertCoalitionMembersResponse response;
    const absl::Status status =
        world_.Of(store::v1::KIND_COALITION_MEMBER).BatchUpsert(Coordinator(), members, response);
    EXPECT_TRUE(status.ok()) << status;
  }

  TestDirectory world_;
  std::string hub_;
  std::map<std::string, std::string> names_;
  Insights insights_;
};

TEST_F(InsightsTest, StructureCountsWhatTheCallerSees) {
  auto seen = insights_.Structure(world_.Anonymous(), {});
  ASSERT_TRUE(seen.ok()) << seen.status();
  EXPECT_EQ(seen->actors(), 5);
  EXPECT_EQ(seen->ties(), 3);
  EXPECT_EQ(seen->isolated(), 1);
  EXPECT_EQ(seen->articulation_points(), 1);
  EXPECT_EQ(seen->max_core(), 1);
  EXPECT_THAT(seen->components(), ElementsAre(4));
  ASSERT_EQ(seen->communities_size(), 1);
  EXPECT_EQ(seen->communities(0).size(), 4);
  EXPECT_EQ(seen->communities(0).actors(0).display_name(), "Cedar") << "the most tied first";
  EXPECT_THAT(seen->communities(0).themes(), ElementsAre("themes/housing"));
  EXPECT_THAT(seen->sentences(), ElementsAre(HasSubstr("5"), HasSubstr("1"), HasSubstr("connected"),
                                             HasSubstr("Cedar")));
  seen = insights_.Structure(Coordinator(), {});
  EXPECT_EQ(seen->actors(), 6);
  EXPECT_EQ(seen->ties(), 4);
  EXPECT_EQ(seen->isolated(), 0);
  EXPECT_THAT(seen->components(), ElementsAre(4, 2));
  v1::GetStructureRequest lebanon;
  lebanon.set_filter("active_in = LB");
  seen = insights_.Structure(Coordinator(), lebanon);
  EXPECT_EQ(seen->actors(), 3);
  EXPECT_EQ(seen->ties(), 1) << "Cedar and Atlas";
}

TEST_F(InsightsTest, BrokersAreThoseInBetween) {
  const auto seen = insights_.Brokers(world_.Anonymous(), {});
  ASSERT_TRUE(seen.ok()) << seen.status();
  ASSERT_EQ(seen->brokers_size(), 1);
  const v1::Broker& broker = seen->brokers(0);
  EXPECT_EQ(broker.actor().name(), names_["Cedar"]);
  EXPECT_DOUBLE_EQ(broker.betweenness(), 1);
  EXPECT_DOUBLE_EQ(broker.effective_size(), 3);
  EXPECT_TRUE(broker.articulation_point());
  EXPECT_EQ(broker.core_number(), 1);
  EXPECT_THAT(broker.sentence(), HasSubstr("100 %"));
  EXPECT_FALSE(seen->sampled());
  v1::ListBrokersRequest morocco;
  morocco.set_filter("active_in = MA");
  EXPECT_EQ(insights_.Brokers(world_.Anonymous(), morocco)->brokers_size(), 0);
  // With the pair that the hub sees, Cedar stands on 3 of 4 pairs.
  EXPECT_DOUBLE_EQ(insights_.Brokers(Coordinator(), {})->brokers(0).betweenness(), 0.75);
}

TEST(BetweennessTime, MoreOfItMeasuresMoreExactly) {
  const uint64_t standard = graph::BetweennessLimits().exact_steps;
  EXPECT_EQ(BetweennessIn(absl::Seconds(1)).exact_steps, standard);
  EXPECT_EQ(BetweennessIn(kMaxUnaryTime).exact_steps, standard);
  EXPECT_EQ(BetweennessIn(10 * kMaxUnaryTime).exact_steps, 10 * standard);
  EXPECT_EQ(BetweennessIn(absl::InfiniteDuration()).exact_steps, 20 * standard);
  // The deadline that an answer names does, though some of it passes before the measure begins.
  for (const uint64_t steps : {standard + 1, 3 * standard, 18 * standard}) {
    const absl::Duration named = absl::Seconds(SecondsFor(steps));
    EXPECT_GE(BetweennessIn(named - absl::Seconds(3)).exact_steps, steps) << steps;
    EXPECT_LE(named, kMaxMeasuringTime);
  }
}

TEST_F(InsightsTest, WhoIsAloneIsIntroducedToTheBestMatchWithTies) {
  const auto seen = insights_.Isolated(world_.Anonymous(), {});
  ASSERT_TRUE(seen.ok()) << seen.status();
  ASSERT_EQ(seen->actors_size(), 1);
  const v1::IsolatedActor& one = seen->actors(0);
  EXPECT_EQ(one.actor().name(), names_["Dune"]);
  EXPECT_EQ(one.partner().name(), names_["Atlas"]) << "the same issue and country";
  EXPECT_GT(one.score(), 0);
  EXPECT_EQ(one.reach(), 4);
  EXPECT_EQ(insights_.Isolated(Coordinator(), {})->actors_size(), 0);
  v1::ListIsolatedActorsRequest morocco;
  morocco.set_filter("active_in = MA");
  EXPECT_EQ(insights_.Isolated(world_.Anonymous(), morocco)->actors_size(), 0);
}

TEST_F(InsightsTest, SentencesAreInTheLanguageAsked) {
  std::set<std::string> sentences;
  for (const char* language : {"en", "ar", "fr"}) {
    v1::ListIsolatedActorsRequest request;
    request.set_language(language);
    const auto seen = insights_.Isolated(world_.Anonymous(), request);
    ASSERT_EQ(seen->actors_size(), 1);
    EXPECT_THAT(seen->actors(0).sentence(), HasSubstr("Dune"));
    EXPECT_THAT(seen->actors(0).sentence(), HasSubstr("Atlas"));
    EXPECT_FALSE(absl::StrContains(seen->actors(0).sentence(), "{"));
    sentences.insert(seen->actors(0).sentence());
  }
  EXPECT_EQ(sentences.size(), 3u);
}

TEST_F(InsightsTest, CoverageAndItsGaps) {
  v1::GetCoverageRequest request;
  auto seen = insights_.Coverage(world_.Anonymous(), request);
  ASSERT_TRUE(seen.ok()) << seen.status();
  std::map<std::string, int64_t> cells;
  for (const auto& cell : seen->cells()) cells[cell.theme() + " " + cell.country()] = cell.actors();
  EXPECT_EQ(cells["themes/housing LB"], 2) << "Atlas, and Dune by eviction";
  EXPECT_EQ(cells["themes/housing MA"], 1);
  EXPECT_EQ(cells["themes/water LB"], 1);
  EXPECT_FALSE(cells.contains("themes/water MA"));
  EXPECT_EQ(seen->cells(0).theme(), "themes/housing") << "where most work comes first";
  request.set_gaps(true);
  seen = insights_.Coverage(world_.Anonymous(), request);
  cells.clear();
  for (const auto& cell : seen->cells()) cells[cell.theme() + " " + cell.country()] = cell.actors();
  EXPECT_EQ(cells.size(), 2u);
  EXPECT_TRUE(cells.contains("themes/water MA"));
  EXPECT_TRUE(cells.contains("themes/eviction MA")) << "Hidden's is nobody's to the public";
  EXPECT_THAT(seen->sentences(0), HasSubstr("Morocco"));
  EXPECT_EQ(insights_.Coverage(Coordinator(), request)->cells_size(), 1);
  request.add_countries("de");
  request.add_themes("themes/housing");
  seen = insights_.Coverage(Coordinator(), request);
  EXPECT_EQ(seen->cells_size(), 2) << "housing and eviction in Germany";
}

TEST_F(InsightsTest, UnmetNeedsDependOnWhoseOffersAreSeen) {
  const auto seen = insights_.UnmetNeeds(world_.Anonymous(), {});
  ASSERT_TRUE(seen.ok()) << seen.status();
  ASSERT_EQ(seen->needs_size(), 1);
  EXPECT_EQ(seen->needs(0).theme(), "themes/funding");
  EXPECT_EQ(seen->needs(0).needed(), 2);
  EXPECT_EQ(seen->needs(0).offered(), 0);
  EXPECT_EQ(seen->needs(0).actors_size(), 2);
  EXPECT_EQ(insights_.UnmetNeeds(Coordinator(), {})->needs_size(), 0);
  v1::ListUnmetNeedsRequest lebanon;
  lebanon.set_filter("active_in = LB");
  const auto there = insights_.UnmetNeeds(Coordinator(), lebanon);
  ASSERT_EQ(there->needs_size(), 1);
  EXPECT_EQ(there->needs(0).offered(), 1) << "elsewhere";
}

struct Network {
  std::vector<v1::NetworkNode> nodes;
  std::vector<v1::NetworkEdge> edges;
};

Network Read(Insights& insights, const CallContext& call, const v1::ReadNetworkRequest& request) {
  Network network;
  const absl::Status status =
      insights.ReadNetwork(call, request, [&](const v1::ReadNetworkResponse& part) {
        EXPECT_TRUE(network.edges.empty() || part.nodes().empty()) << "nodes come first";
        network.nodes.insert(network.nodes.end(), part.nodes().begin(), part.nodes().end());
        network.edges.insert(network.edges.end(), part.edges().begin(), part.edges().end());
        return absl::OkStatus();
      });
  EXPECT_TRUE(status.ok()) << status;
  return network;
}

TEST_F(InsightsTest, TheNetworkIsReadWhole) {
  const Network seen = Read(insights_, world_.Anonymous(), {});
  ASSERT_EQ(seen.nodes.size(), 5u);
  ASSERT_EQ(seen.edges.size(), 3u);
  for (size_t i = 0; i < seen.nodes.size(); ++i) {
    EXPECT_EQ(seen.nodes[i].index(), static_cast<int32_t>(i));
    EXPECT_EQ(seen.nodes[i].community(), seen.nodes[i].label() == "Dune" ? -1 : 0);
  }
  for (const v1::NetworkEdge& edge : seen.edges) {
    EXPECT_EQ(edge.kind(), v1::EDGE_KIND_COALITION);
    EXPECT_EQ(edge.coalitions_size(), 1);
    EXPECT_TRUE(seen.nodes[static_cast<size_t>(edge.source())].label() == "Cedar" ||
                seen.nodes[static_cast<size_t>(edge.target())].label() == "Cedar");
  }
  v1::ReadNetworkRequest request;
  request.set_include_themes(true);
  const Network themes = Read(insights_, world_.Anonymous(), request);
  std::vector<std::string> names;
  for (const v1::NetworkNode& node : themes.nodes) {
    if (!node.theme().empty()) names.push_back(node.theme());
  }
  EXPECT_THAT(names, ElementsAre("themes/eviction", "themes/housing", "themes/water"));
  EXPECT_EQ(themes.edges.size(), 3u + 4u);
  EXPECT_EQ(Read(insights_, Coordinator(), request).nodes.size(), 6u + 3u);
  // What keeps the reader from reading ends it.
  const absl::Status refused = insights_.ReadNetwork(
      world_.Anonymous(), request,
      [](const v1::ReadNetworkResponse&) { return absl::CancelledError("gone"); });
  EXPECT_EQ(refused.code(), absl::StatusCode::kCancelled);
}

TEST_F(InsightsTest, SaysWhatIsWrongWithARequest) {
  v1::ListBrokersRequest request;
  request.set_count(201);
  EXPECT_EQ(ReasonName(insights_.Brokers(world_.Anonymous(), request).status()), "LIMIT_EXCEEDED");
  request.set_count(-1);
  EXPECT_FALSE(insights_.Brokers(world_.Anonymous(), request).ok());
  request.set_count(0);
  request.set_filter("colour = red");
  EXPECT_EQ(ReasonName(insights_.Brokers(world_.Anonymous(), request).status()), "FILTER_INVALID");
  request.set_filter("");
  request.set_language("de");
  EXPECT_THAT(insights_.Brokers(world_.Anonymous(), request).status().ToString(),
              HasSubstr("language"));
  v1::GetCoverageRequest coverage;
  coverage.add_themes("themes/nowhere");
  EXPECT_THAT(insights_.Coverage(world_.Anonymous(), coverage).status().ToString(),
              HasSubstr("themes[0]"));
  coverage.set_themes(0, "organizations/x");
  EXPECT_FALSE(insights_.Coverage(world_.Anonymous(), coverage).ok());
  coverage.clear_themes();
  coverage.add_countries("Lebanon");
  EXPECT_THAT(insights_.Coverage(world_.Anonymous(), coverage).status().ToString(),
              HasSubstr("countries[0]"));
  coverage.clear_countries();
  for (int i = 0; i <= kMaxCoverageCountries; ++i) coverage.add_countries("LB");
  EXPECT_EQ(ReasonName(insights_.Coverage(world_.Anonymous(), coverage).status()),
            "LIMIT_EXCEEDED");
}

TEST(MeasuringPlaceTest, OnlySoManyMeasureAtOnce) {
  std::atomic<int> taken{0};
  std::vector<std::unique_ptr<MeasuringPlace>> places;
  for (int i = 0; i < kMaxMeasuring; ++i) {
    places.push_back(std::make_unique<MeasuringPlace>(taken));
    EXPECT_TRUE(places.back()->Check().ok());
  }
  EXPECT_EQ(MeasuringPlace(taken).Check().code(), absl::StatusCode::kUnavailable);
  places.pop_back();
  EXPECT_TRUE(MeasuringPlace(taken).Check().ok());
}

}  // namespace
}  // namespace tashbik::services
