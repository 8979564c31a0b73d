// What refers to a merged actor, kind by kind: codes, memberships that it entered itself, meetings,
// whom it keeps out. Each goes over, and comes back to the byte.
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/check_ins.h"
#include "services/panic.h"
#include "tests/testing/test_directory.h"
#include "tests/unit/services/two_actors.h"

namespace tashbik::services {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::ReasonName;

class MergeReferencesTest : public TwoActors {
 protected:
  std::string PanicCode(const std::string& actor) {
    std::string code;
    const auto written =
        world_.directory().Write(WriteCall{.method = "test"}, [&](const Snapshot& now) {
          return PlanPanicCode({}, now, world_.directory(), world_.Member(actor).viewer, code);
        });
    EXPECT_TRUE(written.ok()) << written.status();
    return code;
  }
  void Panic(const std::string& code) {
    EXPECT_TRUE(UsePanicCode(world_.directory(), code, absl::InfiniteFuture()).ok());
  }
  v1::Tier TierOf(const std::string& actor) {
    return Stored(store::v1::KIND_ORGANIZATION, IdIn(actor)).organization().visibility().tier();
  }
};

TEST_F(MergeReferencesTest, APanicCodeHidesTheOneThatIsLeftAndItsOwnAgainAfterwards) {
  const std::string code = PanicCode(kept_);
  const auto before = Everything();
  const std::string merge = MergeClaimed();
  MustUndo(merge);
  ExpectSame(before);
  MergeClaimed();
  EXPECT_NE(TierOf(merged_), v1::TIER_PRIVATE);
  Panic(code);
  EXPECT_EQ(TierOf(merged_), v1::TIER_PRIVATE);
}

TEST_F(MergeReferencesTest, NobodyElseUndoesAMergeOfWhoHidInDanger) {
  const std::string code = PanicCode(kept_);
  const std::string merge = MergeClaimed();
  Panic(code);
  EXPECT_EQ(ReasonName(Undo(world_.Stranger(), merge).status()), "NOT_FOUND");
  EXPECT_EQ(ReasonName(Undo(world_.Member(other_), merge).status()), "NOT_FOUND");
  EXPECT_EQ(TierOf(merged_), v1::TIER_PRIVATE);
}

TEST_F(MergeReferencesTest, WhoJoinedByItselfIsNotEnteredByAMerge) {
  const std::string coalition = Coalition("Open", {other_});
  v1::CreateCoalitionMemberRequest join;
  join.set_parent("coalitions/" + coalition);
  join.mutable_coalition_member()->set_actor(kept_);
  v1::CoalitionMember joined;
  ASSERT_TRUE(
      world_.Of(store::v1::KIND_COALITION_MEMBER).Create(world_.Member(kept_), join, joined).ok());
  const auto entered = [&](const std::string& actor) {
    return IsEnteredMember(*world_.directory().snapshot(), world_.Member(actor).viewer, coalition);
  };
  ASSERT_TRUE(entered(other_));
  ASSERT_FALSE(entered(kept_));
  const auto before = Everything();
  const std::string merge = MergeClaimed();
  EXPECT_FALSE(entered(merged_)) << "it would read the check-ins";
  MustUndo(merge);
  EXPECT_FALSE(entered(kept_));
  ExpectSame(before);
}

TEST_F(MergeReferencesTest, CheckInsOfACoalitionAreReadByItsMemberAfterwards) {
  const std::string coalition = Coalition("Closed", {kept_, other_});
  v1::CheckInCoalitionRequest said;
  said.set_name("coalitions/" + coalition);
  said.set_note("we meet on Monday");
  ASSERT_TRUE(CheckInCalls(world_.directory()).CheckIn(world_.Member(kept_), said).ok());
  const auto before = Everything();
  const std::string merge = MergeClaimed();
  v1::ListCheckInsRequest request;
  request.set_parent("coalitions/" + coalition);
  const auto list = CheckInCalls(world_.directory()).List(world_.Member(merged_), request);
  ASSERT_TRUE(list.ok()) << list.status();
  ASSERT_EQ(list->check_ins_size(), 1);
  EXPECT_EQ(list->check_ins(0).note(), "we meet on Monday");
  MustUndo(merge);
  ExpectSame(before);
}

TEST_F(MergeReferencesTest, IntroductionsFeedbackAndAccountsComeBack) {
  v1::RequestIntroductionRequest ask;
  ask.set_partner(other_);
  ask.set_message("Shall we meet?");
  const auto asked = world_.introductions().Request(world_.Member(kept_), ask);
  ASSERT_TRUE(asked.ok()) << asked.status();
  v1::AcceptIntroductionRequest accept;
  accept.set_name(asked->name());
  ASSERT_TRUE(world_.introductions().Accept(world_.Member(other_), accept).ok());
  v1::BrokerIntroductionRequest between;
  between.set_first(kept_);
  between.set_second(merged_);
  between.set_hub(world_.hub());
  between.set_message_to_first("Meet");
  between.set_message_to_second("Meet");
  const auto of_both = world_.introductions().Broker(world_.Coordinator(), between);
  ASSERT_TRUE(of_both.ok()) << of_both.status();
  v1::GiveFeedbackRequest feedback;
  feedback.mutable_feedback()->set_actor(kept_);
  feedback.mutable_feedback()->set_partner(other_);
  feedback.mutable_feedback()->set_kind(v1::FEEDBACK_KIND_USEFUL);
  ASSERT_TRUE(world_.feedback().Give(world_.Member(kept_), feedback).ok());
  const auto before = Everything();
  const std::string merge = MergeClaimed();
  const Catalog& catalog = world_.directory().snapshot()->catalog();
  const auto meeting = Stored(store::v1::KIND_INTRODUCTION, IdIn(asked->name())).introduction();
  EXPECT_EQ(meeting.first().actor(), merged_);
  EXPECT_EQ(meeting.second().actor(), other_);
  const auto left = Stored(store::v1::KIND_INTRODUCTION, IdIn(of_both->name())).introduction();
  EXPECT_EQ(left.first().actor(), kept_) << "a meeting of the two has no other side";
  EXPECT_EQ(catalog.Of(store::v1::KIND_FEEDBACK, IdIn(merged_)).size(), 1u);
  EXPECT_EQ(catalog.Of(store::v1::KIND_ACCOUNT, IdIn(merged_)).size(), 1u);
  MustUndo(merge);
  ExpectSame(before);
}

TEST_F(MergeReferencesTest, CallsOfAFunderGoOver) {
  v1::CreateCallRequest request;
  request.mutable_call()->add_names()->set_text("Small grants");
  request.mutable_call()->set_funder(merged_);
  v1::Call made;
  ASSERT_TRUE(world_.Of(store::v1::KIND_CALL).Create(world_.Coordinator(), request, made).ok());
  const auto before = Everything();
  const auto merge = Merge(world_.Coordinator(), kept_, merged_);
  ASSERT_TRUE(merge.ok()) << merge.status();
  EXPECT_EQ(Stored(store::v1::KIND_CALL, IdIn(made.name())).call().funder(), kept_);
  MustUndo(merge->name());
  ExpectSame(before);
}

// Nobody may come in through a record that was in the bin while its blocked one was merged.
TEST_F(MergeReferencesTest, WhoWasDeletedGoesOnKeepingOut) {
  v1::Organization blocker;
  blocker.mutable_visibility()->set_tier(v1::TIER_HUB);
  blocker.mutable_visibility()->add_hubs(world_.hub());
  blocker.mutable_visibility()->add_blocked(merged_);
  world_.Change(other_, blocker);
  world_.Delete(other_);
  const auto before = Everything();
  const auto merge = Merge(world_.Coordinator(), kept_, merged_);
  ASSERT_TRUE(merge.ok()) << merge.status();
  v1::UndeleteOrganizationRequest request;
  request.set_name(other_);
  v1::Organization back;
  ASSERT_TRUE(
      world_.Of(store::v1::KIND_ORGANIZATION).Undelete(world_.Coordinator(), request, back).ok());
  EXPECT_EQ(ReasonName(Get(world_.Member(kept_), other_).status()), "NOT_FOUND");
  world_.Delete(other_);
  MustUndo(merge->name());
  EXPECT_THAT(
      Stored(store::v1::KIND_ORGANIZATION, IdIn(other_)).organization().visibility().blocked(),
      ElementsAre(merged_));
}

TEST_F(MergeReferencesTest, WhatWasSaidOfTheMergedOneIsSaidOfTheKeptOne) {
  const auto dismiss = [&](const std::string& first, const std::string& second) {
    v1::DismissDuplicateRequest request;
    request.set_first(first);
    request.set_second(second);
    ASSERT_TRUE(calls().Dismiss(world_.Coordinator(), request).ok());
  };
  dismiss(merged_, other_);
  dismiss(merged_, kept_);
  const auto before = Everything();
  const auto merge = Merge(world_.Coordinator(), kept_, merged_);
  ASSERT_TRUE(merge.ok()) << merge.status();
  const auto pairs = [&](const std::string& actor) {
    std::vector<std::string> ids;
    for (const EntryPointer& pair :
         world_.directory().snapshot()->catalog().Of(store::v1::KIND_DISTINCT_PAIR, IdIn(actor))) {
      ids.push_back(pair->id());
    }
    return ids;
  };
  EXPECT_THAT(pairs(kept_), ElementsAre(DistinctPairId(IdIn(kept_), IdIn(other_))));
  EXPECT_THAT(pairs(merged_), IsEmpty());
  MustUndo(merge->name());
  ExpectSame(before);
}

}  // namespace
}  // namespace tashbik::services
