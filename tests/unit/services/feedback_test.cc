// Feedback: who may give, read and answer it, and what it does to suggestions.
#include "services/feedback_calls.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/names.h"
#include "services/viewer.h"
#include "tests/testing/meeting_world.h"
#include "tests/testing/test_directory.h"

namespace tashbik::services {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::MeetingWorld;
using ::testing::Not;
using testing::ReasonName;

class FeedbackTest : public ::testing::Test {
 protected:
  FeedbackTest() {
    for (const char* theme : {"nationality", "housing"}) world_.MakeTheme(theme);
    a_ = Make("a", {"nationality", "housing"});
    b_ = Make("b", {"nationality"});
    c_ = Make("c", {"housing"});
  }

  std::string Make(const std::string& key, const std::vector<std::string>& issues) {
    const std::string name = world_.Make({.key = key});
    v1::Organization organization;
    for (const std::string& issue : issues) {
      organization.mutable_profile()->add_issues()->set_theme("themes/" + issue);
    }
    world_.Change(name, organization);
    return name;
  }

  absl::StatusOr<v1::Feedback> Give(const CallContext& call, const std::string& partner,
                                    v1::FeedbackKind kind, const std::string& theme = "",
                                    const std::string& note = "") {
    v1::GiveFeedbackRequest request;
    request.mutable_feedback()->set_actor(a_);
    request.mutable_feedback()->set_partner(partner);
    request.mutable_feedback()->set_kind(kind);
    request.mutable_feedback()->set_theme(theme);
    request.mutable_feedback()->set_note(note);
    return world_.feedback().Give(call, request);
  }

  std::vector<v1::Feedback> List(const CallContext& call, bool queue) {
    v1::ListFeedbackRequest request;
    request.set_queue(queue);
    request.set_page_size(1);
    std::vector<v1::Feedback> all;
    do {
      const auto page = world_.feedback().List(call, request);
      EXPECT_TRUE(page.ok()) << page.status();
      all.insert(all.end(), page->feedback().begin(), page->feedback().end());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return all;
  }

  graph::SuggestResult Suggest(const CallContext& call) {
    graph::SuggestQuery query;
    query.asker = ParseActorName(a_)->id;
    ApplyFeedback(*call.snapshot, call.viewer, query);
    return graph::SuggestPartners(call.snapshot->network(), ToAudience(call.viewer), query,
                                  nullptr);
  }
  std::vector<std::string> Names(const CallContext& call) {
    std::vector<std::string> names;
    for (const auto& suggestion : Suggest(call).suggestions) {
      names.push_back("organizations/" + suggestion.actor);
    }
    return names;
  }

  MeetingWorld world_;
  std::string a_, b_, c_;
};

TEST_F(FeedbackTest, WrongPartnersAreNotSuggestedAgainAndNotNowForNinetyDays) {
  EXPECT_THAT(Names(world_.Member(a_)), Contains(b_));
  EXPECT_THAT(Names(world_.Member(a_)), Contains(c_));
  ASSERT_TRUE(Give(world_.Member(a_), b_, v1::FEEDBACK_KIND_WRONG_PARTNER).ok());
  const auto later = Give(world_.Member(a_), c_, v1::FEEDBACK_KIND_NOT_NOW);
  ASSERT_TRUE(later.ok());
  EXPECT_THAT(Names(world_.Member(a_)), IsEmpty());
  // Those who may change the record read it too; the other two sides do not.
  EXPECT_THAT(Names(world_.Coordinator()), IsEmpty());
  EXPECT_THAT(Names(world_.Member(b_)), Contains(c_));
  EXPECT_THAT(List(world_.Member(b_), false), IsEmpty());
  world_.Advance(absl::Hours(24 * 91));
  EXPECT_THAT(Names(world_.Member(a_)), ElementsAre(c_));
  world_.Restart();
  EXPECT_THAT(Names(world_.Member(a_)), ElementsAre(c_));
  v1::WithdrawFeedbackRequest withdraw;
  withdraw.set_name(List(world_.Member(a_), false)[0].name());
  EXPECT_EQ(ReasonName(world_.feedback().Withdraw(world_.Member(b_), withdraw)), "NOT_FOUND");
  ASSERT_TRUE(world_.feedback().Withdraw(world_.Member(a_), withdraw).ok());
  EXPECT_EQ(List(world_.Member(a_), false).size(), 1u);
}

TEST_F(FeedbackTest, AWrongThemeCountsNoMoreBetweenTheTwo) {
  const std::string theme = "themes/nationality";
  ASSERT_TRUE(Give(world_.Member(a_), b_, v1::FEEDBACK_KIND_WRONG_THEME, theme).ok());
  for (const auto& suggestion : Suggest(world_.Member(a_)).suggestions) {
    if ("organizations/" + suggestion.actor != b_) continue;
    for (const auto& reason : suggestion.reasons) {
      EXPECT_THAT(reason.themes, Not(Contains("nationality")));
    }
  }
  graph::ExplainQuery query;
  query.asker = ParseActorName(a_)->id;
  query.partner = ParseActorName(b_)->id;
  const CallContext call = world_.Member(a_);
  const auto before =
      graph::ExplainPartner(call.snapshot->network(), ToAudience(call.viewer), query);
  ApplyFeedback(*call.snapshot, call.viewer, query);
  const auto after =
      graph::ExplainPartner(call.snapshot->network(), ToAudience(call.viewer), query);
  EXPECT_LT(after->suggestion.score, before->suggestion.score);
  // Nobody else's answers depend on it.
  graph::SuggestQuery others;
  others.asker = ParseActorName(b_)->id;
  ApplyFeedback(*call.snapshot, world_.Member(b_).viewer, others);
  EXPECT_THAT(others.mutes, IsEmpty());
}

TEST_F(FeedbackTest, OneOfAKindAndSomebodyAnswers) {
  const std::string theme = "themes/nationality";
  ASSERT_TRUE(Give(world_.Member(a_), b_, v1::FEEDBACK_KIND_WRONG_THEME, theme, "One").ok());
  const auto given = Give(world_.Member(a_), b_, v1::FEEDBACK_KIND_WRONG_THEME, theme, "Two");
  ASSERT_TRUE(given.ok());
  EXPECT_EQ(List(world_.Member(a_), false).size(), 1u);
  EXPECT_THAT(List(world_.Stranger(), true), IsEmpty());
  const auto queue = List(world_.Coordinator(), true);
  ASSERT_EQ(queue.size(), 1u);
  EXPECT_EQ(queue[0].note(), "Two");
  v1::AnswerFeedbackRequest answer;
  answer.set_name(given->name());
  answer.set_answer("Corrected");
  EXPECT_EQ(ReasonName(world_.feedback().AnswerOne(world_.Stranger(), answer).status()),
            "NOT_FOUND");
  ASSERT_TRUE(world_.feedback().AnswerOne(world_.Coordinator(), answer).ok());
  EXPECT_THAT(List(world_.Coordinator(), true), IsEmpty());
  const auto read = List(world_.Member(a_), false);
  EXPECT_EQ(read[0].answer(), "Corrected");
  EXPECT_FALSE(read[0].open());
  EXPECT_EQ(ReasonName(world_.feedback().AnswerOne(world_.Coordinator(), answer).status()),
            "STATE_CONFLICT");
}

TEST_F(FeedbackTest, WrongCausesAreTheEditorsWhoLearnNotWhoAsked) {
  const std::string theme = "themes/nationality";
  ASSERT_TRUE(Give(world_.Member(a_), b_, v1::FEEDBACK_KIND_WRONG_CAUSE, theme, "No").ok());
  EXPECT_THAT(List(world_.Coordinator(), true), IsEmpty());
  CallContext editor = world_.Stranger();
  editor.viewer.role = v1::ROLE_EDITOR;
  const auto queue = List(editor, true);
  ASSERT_EQ(queue.size(), 1u);
  EXPECT_EQ(queue[0].actor(), "");
  EXPECT_EQ(queue[0].partner(), "");
  EXPECT_EQ(queue[0].theme(), theme);
}

TEST_F(FeedbackTest, OnlyAboutWhomOneSeesAndForWhomOneSpeaks) {
  const std::string hidden = world_.Make({.key = "hidden", .tier = v1::TIER_PRIVATE});
  EXPECT_EQ(ReasonName(Give(world_.Member(a_), hidden, v1::FEEDBACK_KIND_USEFUL).status()),
            "REFERENCE_MISSING");
  EXPECT_EQ(ReasonName(Give(world_.Member(b_), c_, v1::FEEDBACK_KIND_USEFUL).status()),
            "PERMISSION_DENIED");
  EXPECT_EQ(ReasonName(Give(world_.Member(a_), b_, v1::FEEDBACK_KIND_WRONG_THEME).status()),
            "FIELD_REQUIRED");
  EXPECT_EQ(ReasonName(Give(world_.Member(a_), b_, v1::FEEDBACK_KIND_UNSPECIFIED).status()),
            "FIELD_REQUIRED");
  EXPECT_EQ(
      ReasonName(Give(world_.Member(a_), b_, v1::FEEDBACK_KIND_USEFUL, "themes/housing").status()),
      "FIELD_INVALID");
  EXPECT_TRUE(Give(world_.Coordinator(), b_, v1::FEEDBACK_KIND_USEFUL).ok());
}

}  // namespace
}  // namespace tashbik::services
