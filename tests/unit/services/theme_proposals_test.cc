// Proposals: who may make and answer them, what they may hold, and what nobody learns by them.
#include "services/theme_proposals.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include <google/protobuf/text_format.h>

#include "absl/strings/str_cat.h"
#include "services/limits.h"
#include "services/permissions.h"
#include "services/vocabulary_requests.h"
#include "tests/testing/themes.h"

namespace tashbik::services {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::PutTheme;
using testing::ReasonName;
using testing::TestDirectory;

class ThemeProposalsTest : public ::testing::Test {
 protected:
  ThemeProposalsTest() {
    hub_ = world_.MakeHub("Hub");
    v1::CreateOrganizationRequest request;
    request.mutable_organization()->mutable_profile()->add_names()->set_text("Group");
    request.mutable_organization()->mutable_visibility()->set_tier(v1::TIER_HUB);
    v1::Organization made;
    EXPECT_TRUE(world_.Of(store::v1::KIND_ORGANIZATION)
                    .Create(world_.Coordinator("c", {hub_}), request, made)
                    .ok());
    actor_ = made.name();
    world_.AddToHub(hub_, actor_);
    EXPECT_TRUE(PutTheme(world_, world_.Administrator(), "water", R"(
        facet: FACET_ISSUE labels { key: "en" value: "Water" }
        alternative_labels { key: "en" value { values: "Wells" } }
        hidden_labels { key: "en" value { values: "rejected" } })")
                    .ok());
  }

  CallContext Member() { return world_.Member("m", actor_); }

  absl::StatusOr<v1::ThemeProposal> Propose(const CallContext& call, const std::string& theme,
                                            const std::string& reason = "Because.") {
    v1::ProposeThemeRequest request;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(
        theme, request.mutable_proposal()->mutable_theme()));
    request.mutable_proposal()->set_reason(reason);
    return ProposeTheme(world_.directory(), call, request);
  }
  absl::StatusOr<v1::ThemeProposal> Accept(const std::string& name,
                                           const std::string& answer = "") {
    v1::AcceptThemeProposalRequest request;
    request.set_name(name);
    request.set_answer(answer);
    return AcceptThemeProposal(world_.directory(), world_.Editor(), request);
  }
  absl::StatusOr<v1::ThemeProposal> Refuse(const std::string& name, const std::string& answer) {
    v1::RefuseThemeProposalRequest request;
    request.set_name(name);
    request.set_answer(answer);
    return RefuseThemeProposal(world_.directory(), world_.Editor(), request);
  }
  std::vector<v1::ThemeProposal> List(const CallContext& call,
                                      std::vector<v1::ProposalState> states = {},
                                      int page_size = 0) {
    const TokenSealer tokens(world_.directory().keys().page_token);
    v1::ListThemeProposalsRequest request;
    for (const auto state : states) request.add_states(state);
    request.set_page_size(page_size);
    std::vector<v1::ThemeProposal> all;
    while (true) {
      v1::ListThemeProposalsResponse response;
      const absl::Status status = ListThemeProposals(call, tokens, request, response);
      EXPECT_TRUE(status.ok()) << status;
      all.insert(all.end(), response.proposals().begin(), response.proposals().end());
      if (response.next_page_token().empty()) return all;
      request.set_page_token(response.next_page_token());
    }
  }

  TestDirectory world_;
  std::string hub_;
  std::string actor_;
};

constexpr char kNewTheme[] = R"(name: "themes/rivers" facet: FACET_ISSUE
    labels { key: "en" value: "Rivers" } broader: "themes/water")";

TEST_F(ThemeProposalsTest, ANewThemeIsProposedAcceptedAndItsMakerReadsTheAnswer) {
  const auto made = Propose(Member(), kNewTheme, "  Three members work on it.");
  ASSERT_TRUE(made.ok()) << made.status();
  EXPECT_EQ(made->state(), v1::PROPOSAL_STATE_OPEN);
  EXPECT_TRUE(made->own());
  ASSERT_EQ(List(world_.Editor()).size(), 1u);
  EXPECT_FALSE(List(world_.Editor())[0].own());
  EXPECT_THAT(List(world_.Editor())[0].DebugString(), Not(HasSubstr("account")));
  const auto accepted = Accept(made->name(), "Thank you");
  ASSERT_TRUE(accepted.ok()) << accepted.status();
  EXPECT_EQ(testing::GetTheme(world_, world_.Anonymous(), "rivers").broader(0), "themes/water");
  EXPECT_THAT(testing::Notes(testing::History(world_, world_.Anonymous(), "rivers")),
              ElementsAre("1 created"));
  world_.Restart();
  EXPECT_THAT(List(Member()), IsEmpty());
  const auto own = List(Member(), {v1::PROPOSAL_STATE_ACCEPTED});
  ASSERT_EQ(own.size(), 1u);
  EXPECT_EQ(own[0].answer(), "Thank you");
  EXPECT_TRUE(own[0].own());
  EXPECT_TRUE(own[0].has_decide_time());
}

TEST_F(ThemeProposalsTest, WordsAndCausesAreAddedToWhatIsThere) {
  ASSERT_TRUE(PutTheme(world_, world_.Administrator(), "drought", R"(
      facet: FACET_CAUSE labels { key: "en" value: "Drought" })")
                  .ok());
  const auto made = Propose(Member(), R"(name: "themes/water"
      labels { key: "ar" value: "الماء" }
      alternative_labels { key: "en" value { values: "wells" values: "Springs" } }
      hidden_labels { key: "en" value { values: "worse" } }
      causes { theme: "themes/drought" countries: "ma" })");
  ASSERT_TRUE(made.ok()) << made.status();
  EXPECT_EQ(made->theme().causes(0).countries(0), "MA") << "as it will be kept";
  EXPECT_EQ(made->theme().hidden_labels().at("en").values(0), "worse") << "their own word";
  EXPECT_EQ(made->theme().facet(), v1::FACET_UNSPECIFIED);
  // Meanwhile others change the theme.
  ASSERT_TRUE(PutTheme(world_, world_.Administrator(), "water", R"(
      labels { key: "en" value: "Water" } labels { key: "fr" value: "Eau" })")
                  .ok());
  ASSERT_TRUE(Accept(made->name()).ok());
  const v1::Theme theme = testing::GetTheme(world_, world_.Editor(), "water");
  EXPECT_EQ(theme.labels().size(), 3u);
  EXPECT_THAT(theme.alternative_labels().at("en").values(), ElementsAre("Wells", "Springs"));
  EXPECT_THAT(theme.hidden_labels().at("en").values(), ElementsAre("rejected", "worse"));
  EXPECT_EQ(theme.causes(0).theme(), "themes/drought");
}

TEST_F(ThemeProposalsTest, OnlyTheVerifiedPropose) {
  v1::Organization made;
  v1::CreateOrganizationRequest request;
  request.mutable_organization()->mutable_profile()->add_names()->set_text("Pending");
  request.mutable_organization()->mutable_visibility()->set_tier(v1::TIER_PRIVATE);
  ASSERT_TRUE(world_.Of(store::v1::KIND_ORGANIZATION)
                  .Create(world_.Coordinator("c", {hub_}), request, made)
                  .ok());
  EXPECT_EQ(ReasonName(Propose(world_.Member("p", made.name()), kNewTheme).status()),
            "PERMISSION_DENIED");
  EXPECT_TRUE(Propose(world_.Coordinator("c", {hub_}), kNewTheme).ok());
  const CallContext editor = world_.Editor();
  EXPECT_FALSE(CheckPermission("VocabularyService/ProposeTheme", editor.viewer).ok());
  EXPECT_FALSE(CheckPermission("VocabularyService/AcceptThemeProposal", Member().viewer).ok());
  EXPECT_TRUE(CheckPermission("VocabularyService/AcceptThemeProposal", editor.viewer).ok());
}

TEST_F(ThemeProposalsTest, OthersSeeNothingOfIt) {
  const auto made = Propose(Member(), kNewTheme);
  ASSERT_TRUE(made.ok());
  const CallContext other = world_.Coordinator("other", {hub_});
  const std::vector<v1::ProposalState> all = {v1::PROPOSAL_STATE_OPEN, v1::PROPOSAL_STATE_ACCEPTED,
                                              v1::PROPOSAL_STATE_REFUSED};
  EXPECT_THAT(List(other, all), IsEmpty());
  EXPECT_EQ(
      ReasonName(ShowProposal(*world_.directory().snapshot(), other.viewer, made->name()).status()),
      "NOT_FOUND");
  ASSERT_TRUE(Refuse(made->name(), "It is part of water.").ok());
  EXPECT_THAT(List(other, all), IsEmpty());
  EXPECT_EQ(List(Member(), {v1::PROPOSAL_STATE_REFUSED})[0].answer(), "It is part of water.");
}

TEST_F(ThemeProposalsTest, FaultsAreToldAtOnceWithTheirPaths) {
  const auto bad = Propose(Member(), R"(name: "themes/water" facet: FACET_CAUSE
      labels { key: "en" value: "Other" } broader: "themes/unknown"
      causes { theme: "themes/unknown" })",
                           " ");
  EXPECT_EQ(bad.status().code(), absl::StatusCode::kInvalidArgument);
  const std::string text = bad.status().ToString();
  for (const char* path : {"proposal.reason", "proposal.theme.labels.en", "proposal.theme.facet",
                           "proposal.theme.broader", "proposal.theme.causes[0].theme"}) {
    EXPECT_THAT(text, HasSubstr(path));
  }
  EXPECT_EQ(ReasonName(Propose(Member(), "facet: FACET_ISSUE").status()), "FIELD_REQUIRED");
  EXPECT_EQ(ReasonName(Propose(Member(), "name: 'themes/Bad Id'").status()), "FIELD_INVALID");
  EXPECT_EQ(ReasonName(Propose(Member(), "name: 'themes/new-one'").status()), "FIELD_REQUIRED");
  EXPECT_EQ(ReasonName(Propose(Member(), "name: 'themes/water'").status()), "FIELD_INVALID");
  EXPECT_EQ(ReasonName(Propose(Member(), kNewTheme, std::string(2001, 'x')).status()),
            "LIMIT_EXCEEDED");
  ASSERT_TRUE(testing::Delete(world_, "water").ok());
  EXPECT_EQ(ReasonName(Propose(Member(), R"(name: "themes/water"
      labels { key: "fr" value: "Eau" })")
                           .status()),
            "FIELD_INVALID");
}

// A member learns nothing of hidden labels by proposing them or words like them; an editor is told.
TEST_F(ThemeProposalsTest, HiddenLabelsDoNotShowInAnswers) {
  for (const char* word : {"rejected", "unheard of"}) {
    for (const char* field : {"hidden_labels", "alternative_labels"}) {
      const auto made =
          Propose(Member(), absl::StrCat("name: 'themes/water' ", field,
                                         " { key: 'en' value { values: '", word, "' } }"));
      EXPECT_TRUE(made.ok()) << word << " " << field << made.status();
    }
  }
  int refused = 0;
  for (const auto& proposal : List(world_.Editor())) {
    const auto accepted = Accept(proposal.name());
    refused += accepted.ok() ? 0 : 1;
    if (!accepted.ok()) {
      EXPECT_THAT(accepted.status().ToString(), HasSubstr("proposal.theme.alternative_labels.en"));
    }
  }
  // The alternative "rejected" is always refused, the other one where its hidden twin came first.
  EXPECT_GE(refused, 1) << "what is hidden is not shown because somebody proposes it";
  EXPECT_LE(refused, 2);
  const v1::Theme theme = testing::GetTheme(world_, world_.Editor(), "water");
  EXPECT_THAT(theme.hidden_labels().at("en").values(), Not(IsEmpty()));
}

TEST_F(ThemeProposalsTest, WhatHasNoPlaceAnyMoreStaysOpen) {
  const auto made = Propose(Member(), kNewTheme);
  ASSERT_TRUE(made.ok());
  const auto circle = Propose(Member(), R"(name: "themes/lakes" facet: FACET_ISSUE
      labels { key: "en" value: "Lakes" } causes { theme: "themes/water" })");
  ASSERT_TRUE(circle.ok()) << circle.status();
  ASSERT_TRUE(PutTheme(world_, world_.Administrator(), "lakes", R"(
      facet: FACET_ISSUE labels { key: "fr" value: "Lacs" })")
                  .ok());
  ASSERT_TRUE(
      PutTheme(world_, world_.Administrator(), "water", "causes { theme: 'themes/lakes' }").ok());
  EXPECT_EQ(ReasonName(Accept(circle->name()).status()), "CYCLE");
  EXPECT_EQ(List(world_.Editor()).size(), 2u);
  EXPECT_TRUE(Accept(made->name()).ok());
  EXPECT_EQ(ReasonName(Accept(made->name()).status()), "STATE_CONFLICT");
  EXPECT_EQ(ReasonName(Refuse(made->name(), "Late").status()), "STATE_CONFLICT");
  EXPECT_EQ(ReasonName(Accept("themeProposals/aaaaaaaaaaaaaaaa").status()), "NOT_FOUND");
  EXPECT_EQ(ReasonName(Accept("themes/water").status()), "FIELD_INVALID");
  EXPECT_EQ(ReasonName(Refuse(circle->name(), "").status()), "FIELD_REQUIRED");
}

TEST_F(ThemeProposalsTest, OfTwoEditorsOneDecides) {
  for (int round = 0; round < 30; ++round) {
    const auto made = Propose(
        Member(), absl::StrCat("name: 'themes/water' alternative_labels { key: 'en' value { "
                               "values: 'word ",
                               round, "' } }"));
    ASSERT_TRUE(made.ok()) << made.status();
    absl::Status first;
    std::thread other([&] {
      first = round % 2 == 0 ? Accept(made->name()).status() : Refuse(made->name(), "No").status();
    });
    const absl::Status second = Accept(made->name()).status();
    other.join();
    EXPECT_NE(first.ok(), second.ok()) << first << " " << second;
    EXPECT_EQ(ReasonName(first.ok() ? second : first), "STATE_CONFLICT");
  }
  // One moment for each that was accepted.
  const auto accepted = List(Member(), {v1::PROPOSAL_STATE_ACCEPTED});
  EXPECT_EQ(testing::History(world_, world_.Anonymous(), "water").size(), accepted.size() + 1);
}

TEST_F(ThemeProposalsTest, PagesStatesAndBounds) {
  for (int i = 0; i < kMaxOpenProposals; ++i) {
    ASSERT_TRUE(Propose(Member(), absl::StrCat("name: 'themes/new-", i,
                                               "' facet: FACET_ISSUE labels { key: 'en' value: "
                                               "'New' }"))
                    .ok());
  }
  EXPECT_EQ(Propose(Member(), kNewTheme).status().code(), absl::StatusCode::kResourceExhausted);
  EXPECT_TRUE(Propose(world_.Coordinator("c", {hub_}), kNewTheme).ok()) << "each account its own";
  for (const int size : {1, 7, 32, 1000}) {
    const auto all = List(world_.Editor(), {}, size);
    ASSERT_EQ(all.size(), static_cast<size_t>(kMaxOpenProposals) + 1);
    for (size_t i = 1; i < all.size(); ++i) EXPECT_LT(all[i - 1].name(), all[i].name());
    EXPECT_EQ(List(Member(), {}, size).size(), static_cast<size_t>(kMaxOpenProposals));
  }
  ASSERT_TRUE(Refuse(List(Member())[0].name(), "No").ok());
  EXPECT_TRUE(Propose(Member(), kNewTheme).ok());
}

TEST_F(ThemeProposalsTest, ARepeatedRequestIsOneProposal) {
  v1::ProposeThemeRequest request;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(
      kNewTheme, request.mutable_proposal()->mutable_theme()));
  request.mutable_proposal()->set_reason("Because.");
  request.set_request_id("once");
  const auto first = ProposeTheme(world_.directory(), Member(), request);
  const auto second = ProposeTheme(world_.directory(), Member(), request);
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_EQ(first->DebugString(), second->DebugString());
  EXPECT_EQ(List(Member()).size(), 1u);
}

}  // namespace
}  // namespace tashbik::services
