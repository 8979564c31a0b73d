// Merging and deprecating: what becomes of words, links and carriers; what is refused.
#include "services/vocabulary_changes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <thread>
#include <vector>

#include <google/protobuf/text_format.h>

#include "absl/strings/str_cat.h"
#include "graph/suggest.h"
#include "services/errors.h"
#include "services/names.h"
#include "tests/testing/themes.h"

namespace tashbik::services {
namespace {

using testing::Deprecate;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::Merge;
using testing::PutTheme;
using testing::ReasonName;
using testing::TestDirectory;

class VocabularyChangesTest : public ::testing::Test {
 protected:
  VocabularyChangesTest() { hub_ = world_.MakeHub("Hub"); }

  void Put(const std::string& id, const std::string& text) {
    ASSERT_EQ(PutTheme(world_, world_.Administrator(), id, text), absl::OkStatus());
  }
  // An issue with a label and whatever else.
  void Issue(const std::string& id, const std::string& rest = "") {
    Put(id, absl::StrCat("facet: FACET_ISSUE labels { key: 'en' value: '", id, "' } ", rest));
  }
  v1::Theme Get(const std::string& id) { return testing::GetTheme(world_, world_.Editor(), id); }

  std::string MakeActor(const std::string& name, const std::vector<std::string>& issues,
                        v1::Tier tier = v1::TIER_PUBLIC) {
    v1::CreateOrganizationRequest request;
    v1::Organization& actor = *request.mutable_organization();
    actor.mutable_profile()->add_names()->set_text(name);
    for (const std::string& issue : issues) {
      actor.mutable_profile()->add_issues()->set_theme("themes/" + issue);
    }
    actor.mutable_visibility()->set_tier(tier);
    v1::Organization made;
    const absl::Status status = world_.Of(store::v1::KIND_ORGANIZATION)
                                    .Create(world_.Coordinator("c", {hub_}), request, made);
    EXPECT_TRUE(status.ok()) << status;
    return made.name();
  }

  std::vector<std::string> ListActors(const std::string& filter) {
    v1::ListOrganizationsRequest request;
    request.set_filter(filter);
    v1::ListOrganizationsResponse response;
    EXPECT_TRUE(
        world_.Of(store::v1::KIND_ORGANIZATION).List(world_.Anonymous(), request, response).ok());
    std::vector<std::string> names;
    for (const auto& actor : response.organizations()) {
      names.push_back(actor.profile().names(0).text());
    }
    std::sort(names.begin(), names.end());
    return names;
  }

  TestDirectory world_;
  std::string hub_;
};

TEST_F(VocabularyChangesTest, TheTargetTakesOverWordsAndLinksWithoutDoubling) {
  Issue("cause", "");
  Issue("other-cause", "");
  Issue("friend", "");
  Issue("parent", "");
  Issue("housing", R"(
      alternative_labels { key: "en" value { values: "Homes" } }
      hidden_labels { key: "en" value { values: "slum" } }
      causes { theme: "themes/cause" countries: "LB" }
      related { theme: "themes/friend" weight: 0.25 reasons { key: "en" value: "Its own." } }
      matches { scheme: "SDG" value: "11.1" }
      sensitive_countries: "SY")");
  Issue("shelter", R"(
      labels { key: "fr" value: "Abri" }
      alternative_labels { key: "en" value { values: "HOMES" values: "Slum" values: "Roofs" } }
      hidden_labels { key: "en" value { values: "Housing" values: "hovel" } }
      broader: "themes/parent"
      causes { theme: "themes/cause" countries: "SY" }
      causes { theme: "themes/other-cause" }
      related { theme: "themes/friend" weight: 0.75 reasons { key: "en" value: "The other." } }
      matches { scheme: "SDG" value: "11.1" }
      matches { scheme: "UPR" value: "E24" }
      sensitive_countries: "EG")");
  Issue("tents", R"(broader: "themes/shelter")");
  Issue("neighbour", R"(
      causes { theme: "themes/shelter" countries: "IQ" }
      related { theme: "themes/shelter" weight: 0.5 reasons { key: "en" value: "Near." } })");
  ASSERT_EQ(Merge(world_, "shelter", "housing"), absl::OkStatus());

  v1::Theme expected;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(R"(
      name: "themes/housing" facet: FACET_ISSUE
      labels { key: "en" value: "housing" }
      alternative_labels { key: "en" value { values: "Homes" values: "shelter" values: "Roofs" } }
      alternative_labels { key: "fr" value { values: "Abri" } }
      hidden_labels { key: "en" value { values: "slum" values: "hovel" } }
      causes { theme: "themes/cause" countries: "LB" countries: "SY" }
      causes { theme: "themes/other-cause" }
      related { theme: "themes/friend" weight: 0.25 reasons { key: "en" value: "Its own." } }
      matches { scheme: "SDG" value: "11.1" }
      matches { scheme: "UPR" value: "E24" }
      sensitive_countries: "SY" sensitive_countries: "EG")",
                                                            &expected));
  EXPECT_EQ(Get("housing").DebugString(), expected.DebugString());
  const v1::Theme source = Get("shelter");
  EXPECT_TRUE(source.deprecated());
  EXPECT_EQ(source.replaced_by(), "themes/housing");
  EXPECT_EQ(source.labels().at("fr"), "Abri") << "its record stays as it was";
  EXPECT_THAT(source.sensitive_countries(), ElementsAre("EG", "SY"));
  EXPECT_THAT(Get("tents").broader(), ElementsAre("themes/housing"));
  EXPECT_EQ(Get("neighbour").causes(0).theme(), "themes/housing");
  EXPECT_EQ(Get("neighbour").related(0).theme(), "themes/housing");
}

TEST_F(VocabularyChangesTest, CarriersOfTheSourceCountAsCarryingTheTarget) {
  Issue("housing");
  Issue("shelter");
  Issue("homes");
  MakeActor("A", {"shelter"});
  MakeActor("B", {"housing"});
  MakeActor("C", {"homes"});
  ASSERT_EQ(Merge(world_, "homes", "shelter"), absl::OkStatus());
  ASSERT_EQ(Merge(world_, "shelter", "housing"), absl::OkStatus());
  for (int i = 0; i < 2; ++i) {
    for (const char* id : {"housing", "shelter", "homes"}) {
      EXPECT_THAT(ListActors(absl::StrCat("theme = ", id)), ElementsAre("A", "B", "C")) << id;
      EXPECT_THAT(ListActors(absl::StrCat("theme:", id)), ElementsAre("A", "B", "C")) << id;
      EXPECT_THAT(ListActors(absl::StrCat("NOT theme = ", id)), IsEmpty()) << id;
    }
    world_.Restart();
  }
  // Their records keep the link that they stated.
  v1::ListOrganizationsRequest request;
  v1::ListOrganizationsResponse response;
  ASSERT_TRUE(
      world_.Of(store::v1::KIND_ORGANIZATION).List(world_.Anonymous(), request, response).ok());
  for (const auto& actor : response.organizations()) {
    if (actor.profile().names(0).text() == "A") {
      EXPECT_EQ(actor.profile().issues(0).theme(), "themes/shelter");
    }
  }
  // A later write with the old link is good, and counts the same.
  MakeActor("D", {"homes"});
  EXPECT_THAT(ListActors("theme = housing"), ElementsAre("A", "B", "C", "D"));
}

TEST_F(VocabularyChangesTest, AChildThatTakesItsParentsPlaceKeepsTheGrandparent) {
  Issue("rights");
  Issue("shelter", "broader: 'themes/rights'");
  Issue("housing", "broader: 'themes/shelter'");
  Issue("tents", "broader: 'themes/shelter'");
  ASSERT_EQ(Merge(world_, "shelter", "housing"), absl::OkStatus());
  EXPECT_THAT(Get("housing").broader(), ElementsAre("themes/rights"));
  EXPECT_THAT(Get("tents").broader(), ElementsAre("themes/housing"));
}

TEST_F(VocabularyChangesTest, WhatCannotBeMergedIsRefusedAndNothingIsWritten) {
  Issue("a");
  Issue("b");
  Issue("gone");
  Put("people", "facet: FACET_COMMUNITY labels { key: 'en' value: 'people' }");
  ASSERT_EQ(Deprecate(world_, "gone", "a"), absl::OkStatus());
  const uint64_t before = world_.directory().snapshot()->revision();
  EXPECT_EQ(ReasonName(Merge(world_, "", "b")), "FIELD_REQUIRED");
  EXPECT_EQ(ReasonName(Merge(world_, "a", "a")), "FIELD_INVALID");
  EXPECT_EQ(ReasonName(Merge(world_, "a", "people")), "FIELD_INVALID");
  EXPECT_EQ(ReasonName(Merge(world_, "a", "unknown")), "REFERENCE_MISSING");
  EXPECT_EQ(ReasonName(Merge(world_, "b", "gone")), "FIELD_INVALID");
  EXPECT_THAT(std::string(Merge(world_, "b", "gone").message()), HasSubstr("themes/a"));
  EXPECT_EQ(ReasonName(Merge(world_, "gone", "b")), "STATE_CONFLICT");
  EXPECT_EQ(world_.directory().snapshot()->revision(), before);
}

TEST_F(VocabularyChangesTest, CirclesAreRefused) {
  Issue("top");
  Issue("middle", "broader: 'themes/top'");
  Issue("low", "broader: 'themes/middle'");
  EXPECT_EQ(ReasonName(Merge(world_, "top", "low")), "CYCLE");
  EXPECT_EQ(ReasonName(Deprecate(world_, "top", "low")), "CYCLE");
  EXPECT_EQ(ReasonName(Deprecate(world_, "top", "top")), "CYCLE");
  ASSERT_EQ(Deprecate(world_, "low", "middle"), absl::OkStatus());
  EXPECT_EQ(ReasonName(Deprecate(world_, "middle", "low")), "CYCLE");
  // Nor may a circle come about by what a deprecated theme would lead to if it were taken back.
  EXPECT_EQ(ReasonName(PutTheme(world_, world_.Editor(), "top", "broader: 'themes/low'")), "CYCLE");
  Issue("effect", "causes { theme: 'themes/top' }");
  EXPECT_EQ(ReasonName(Deprecate(world_, "top", "effect")), "CYCLE");
  EXPECT_EQ(ReasonName(PutTheme(world_, world_.Editor(), "top", "broader: 'themes/effect'")),
            "CYCLE");
}

TEST_F(VocabularyChangesTest, DeprecatingNamesTheEndOfTheChainAndUndeletingTakesItBack) {
  for (const char* id : {"a", "b", "c"}) Issue(id);
  Put("people", "facet: FACET_COMMUNITY labels { key: 'en' value: 'people' }");
  ASSERT_EQ(Deprecate(world_, "b", "c"), absl::OkStatus());
  ASSERT_EQ(Deprecate(world_, "a", "b"), absl::OkStatus());
  EXPECT_EQ(Get("a").replaced_by(), "themes/c");
  EXPECT_EQ(ReasonName(Deprecate(world_, "a", "people")), "FIELD_INVALID");
  EXPECT_EQ(ReasonName(Deprecate(world_, "a", "unknown")), "REFERENCE_MISSING");
  ASSERT_EQ(Deprecate(world_, "a", ""), absl::OkStatus());
  EXPECT_EQ(Get("a").replaced_by(), "");
  EXPECT_TRUE(Get("a").deprecated());
  ASSERT_EQ(Deprecate(world_, "a", "c"), absl::OkStatus());
  ASSERT_EQ(testing::Undelete(world_, "a"), absl::OkStatus());
  EXPECT_EQ(Get("a").replaced_by(), "");
  EXPECT_FALSE(Get("a").deprecated());
  ASSERT_EQ(testing::Delete(world_, "c"), absl::OkStatus());
  EXPECT_EQ(ReasonName(Deprecate(world_, "a", "c")), "FIELD_INVALID");
  // An update of a deprecated theme changes nothing of that, even if it says so.
  Put("b", "replaced_by: 'themes/a' labels { key: 'fr' value: 'B' }");
  EXPECT_EQ(Get("b").replaced_by(), "themes/c");
  EXPECT_TRUE(Get("b").deprecated());
}

// A chain that grew from its beginning stays as it was named, also when it is named again.
TEST_F(VocabularyChangesTest, NamingTheSameReplacementAgainChangesNothing) {
  for (const char* id : {"a", "b", "c"}) Issue(id);
  ASSERT_EQ(Deprecate(world_, "a", "b"), absl::OkStatus());
  ASSERT_EQ(Deprecate(world_, "b", "c"), absl::OkStatus());
  const uint64_t before = world_.directory().snapshot()->revision();
  ASSERT_EQ(Deprecate(world_, "a", "b"), absl::OkStatus());
  EXPECT_EQ(world_.directory().snapshot()->revision(), before);
  EXPECT_EQ(Get("a").replaced_by(), "themes/b");
  EXPECT_EQ(CountedTheme(world_.directory().snapshot()->catalog(), "a"), "c");
  EXPECT_EQ(world_.directory().snapshot()->network().CountedTheme("a"), "c");
}

TEST_F(VocabularyChangesTest, TwoMergesAtOnceAreOneAfterTheOther) {
  for (int round = 0; round < 20; ++round) {
    const std::string a = absl::StrCat("a", round);
    const std::string b = absl::StrCat("b", round);
    Issue(a);
    Issue(b);
    absl::Status first;
    std::thread other([&] { first = Merge(world_, a, b); });
    const absl::Status second = Merge(world_, b, a);
    other.join();
    EXPECT_NE(first.ok(), second.ok()) << first << " " << second;
    EXPECT_NE(Get(a).deprecated(), Get(b).deprecated());
  }
}

// Random merges: what the network says of carriers is what it says of records that carry the end of
// the chain.
TEST_F(VocabularyChangesTest, SuggestionsAreThoseOfRecordsThatCarryTheTarget) {
  constexpr int kThemes = 12;
  std::mt19937 random(7);
  for (int i = 0; i < kThemes; ++i) {
    Issue(absl::StrCat("t", i), i % 3 == 2 ? absl::StrCat("broader: 'themes/t", i - 2, "'") : "");
  }
  std::vector<std::vector<std::string>> carried;
  for (int i = 0; i < 25; ++i) {
    carried.emplace_back();
    for (int k = 0; k < 3; ++k) carried.back().push_back(absl::StrCat("t", random() % kThemes));
    MakeActor(absl::StrCat("Actor ", i), carried.back());
  }
  int merged = 0;
  for (int i = 0; i < 14; ++i) {
    const auto theme = [&] { return absl::StrCat("t", random() % kThemes); };
    merged += Merge(world_, theme(), theme()).ok() ? 1 : 0;
  }
  ASSERT_GT(merged, 3);

  // Then the same vocabulary, and records with the links that count.
  const auto snapshot = world_.directory().snapshot();
  const std::string hub = hub_;
  std::vector<std::string> found[2];
  const auto ask = [&](std::vector<std::string>& answers) {
    const auto now = world_.directory().snapshot();
    for (int i = 0; i < kThemes; ++i) {
      graph::SuggestQuery query;
      query.profile.emplace();
      query.profile->links.emplace_back().theme = absl::StrCat("t", i);  // an issue
      for (const auto& s :
           graph::SuggestPartners(now->network(), graph::Audience(), query, nullptr).suggestions) {
        answers.push_back(absl::StrCat(i, " ", s.actor, " ", s.score));
      }
    }
  };
  ask(found[0]);
  v1::ListOrganizationsRequest list;
  v1::ListOrganizationsResponse all;
  list.set_page_size(1000);
  ASSERT_TRUE(world_.Of(store::v1::KIND_ORGANIZATION).List(world_.Anonymous(), list, all).ok());
  int moved = 0;
  for (const v1::Organization& actor : all.organizations()) {
    v1::UpdateOrganizationRequest update;
    *update.mutable_organization() = actor;
    update.mutable_organization()->clear_etag();
    for (auto& link : *update.mutable_organization()->mutable_profile()->mutable_issues()) {
      const auto id = ParseNameOf(store::v1::KIND_THEME, link.theme());
      const std::string counted = CountedTheme(snapshot->catalog(), *id);
      moved += counted == *id ? 0 : 1;
      link.set_theme(absl::StrCat("themes/", counted));
    }
    update.mutable_update_mask()->add_paths("profile.issues");
    v1::Organization updated;
    ASSERT_EQ(world_.Of(store::v1::KIND_ORGANIZATION)
                  .Update(world_.Coordinator("c", {hub}), update, updated),
              absl::OkStatus());
  }
  EXPECT_GT(moved, 5);
  ask(found[1]);
  EXPECT_FALSE(found[0].empty());
  EXPECT_EQ(found[0], found[1]);
}

}  // namespace
}  // namespace tashbik::services
