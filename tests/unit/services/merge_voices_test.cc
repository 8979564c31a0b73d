// What a merged actor said and where it was: stories with consent, signatures, attendance. Each
// goes over, and comes back to the byte.
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/time/civil_time.h"
#include "services/statement_signatures.h"
#include "services/story_consents.h"
#include "tests/unit/services/two_actors.h"

namespace tashbik::services {
namespace {

using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class MergeVoicesTest : public TwoActors {
 protected:
  absl::StatusOr<v1::Story> Agree(const CallContext& call, const std::string& story,
                                  const std::string& organization, const std::string& note = "") {
    v1::GiveStoryConsentRequest request;
    request.set_name(story);
    request.set_organization(organization);
    request.set_note(note);
    return StoryConsents(world_.directory()).Give(call, request);
  }
  bool SeesStory(const CallContext& call, const std::string& name) {
    v1::GetStoryRequest request;
    request.set_name(name);
    v1::Story shown;
    return world_.Of(store::v1::KIND_STORY).Get(call, request, shown).ok();
  }

  absl::StatusOr<v1::Statement> Sign(const CallContext& call, const std::string& name) {
    v1::SignStatementRequest request;
    request.set_name(name);
    return StatementSignatures(world_.directory()).Sign(call, request);
  }
  std::vector<std::string> Signatories(const std::string& name) {
    v1::GetStatementRequest request;
    request.set_name(name);
    v1::Statement shown;
    EXPECT_TRUE(
        world_.Of(store::v1::KIND_STATEMENT).Get(world_.Coordinator(), request, shown).ok());
    return {shown.signatories().begin(), shown.signatories().end()};
  }

  std::string Event(const std::vector<std::string>& attended,
                    const std::vector<std::string>& invited, const std::string& organizer = "") {
    v1::CreateEventRequest request;
    request.mutable_event()->add_names()->set_text("Day");
    request.mutable_event()->set_start_date(
        absl::FormatCivilTime(absl::ToCivilDay(world_.now(), absl::UTCTimeZone())));
    request.mutable_event()->set_organizer(organizer);
    v1::Event made;
    EXPECT_TRUE(world_.Of(store::v1::KIND_EVENT).Create(world_.Coordinator(), request, made).ok());
    v1::BatchUpsertAttendeesRequest cohort;
    for (const auto* actors : {&attended, &invited}) {
      for (const std::string& actor : *actors) {
        v1::Attendee& attendee = *cohort.add_attendees();
        attendee.set_name(made.name() + "/attendees/-");
        attendee.set_actor(actor);
        attendee.set_attended(actors == &attended);
      }
    }
    v1::BatchUpsertAttendeesResponse response;
    EXPECT_TRUE(world_.Of(store::v1::KIND_ATTENDEE)
                    .BatchUpsert(world_.Coordinator(), cohort, response)
                    .ok());
    return IdIn(made.name());
  }
};

TEST_F(MergeVoicesTest, AStoryGoesOverWithItsConsent) {
  const std::string story = world_.MakeStory({merged_, other_});
  ASSERT_TRUE(Agree(world_.Coordinator(), story, merged_, "by telephone, 2 May").ok());
  ASSERT_TRUE(Agree(world_.Member(other_), story, other_).ok());
  ASSERT_TRUE(SeesStory(world_.Member(other_), story));
  const auto before = Everything();
  const auto merge = Merge(world_.Coordinator(), kept_, merged_);
  ASSERT_TRUE(merge.ok()) << merge.status();
  const v1::Story told = Stored(store::v1::KIND_STORY, IdIn(story)).story();
  ASSERT_EQ(told.organizations_size(), 2);
  EXPECT_EQ(told.organizations(0).organization(), kept_);
  EXPECT_TRUE(told.organizations(0).has_consent_time());
  EXPECT_EQ(told.organizations(0).consent_note(), "by telephone, 2 May");
  EXPECT_TRUE(SeesStory(world_.Member(other_), story));
  MustUndo(merge->name());
  ExpectSame(before);
}

TEST_F(MergeVoicesTest, AConsentThatWasTakenBackSinceStaysTakenBack) {
  const std::string reader = world_.Make({.key = "Reader"});
  const std::string story = world_.MakeStory({merged_, other_});
  ASSERT_TRUE(Agree(world_.Coordinator(), story, merged_, "by telephone").ok());
  ASSERT_TRUE(Agree(world_.Member(other_), story, other_).ok());
  ASSERT_TRUE(SeesStory(world_.Member(reader), story));
  const auto merge = Merge(world_.Coordinator(), kept_, merged_);
  ASSERT_TRUE(merge.ok()) << merge.status();
  v1::WithdrawStoryConsentRequest withdraw;
  withdraw.set_name(story);
  ASSERT_TRUE(StoryConsents(world_.directory()).Withdraw(world_.Member(kept_), withdraw).ok());
  EXPECT_FALSE(SeesStory(world_.Member(reader), story));
  MustUndo(merge->name());
  const v1::Story told = Stored(store::v1::KIND_STORY, IdIn(story)).story();
  EXPECT_EQ(told.organizations(0).organization(), merged_);
  EXPECT_FALSE(told.organizations(0).has_consent_time());
  EXPECT_FALSE(SeesStory(world_.Member(reader), story));
}

TEST_F(MergeVoicesTest, AStoryThatNamesBothIsSeenAgainOnceTheyAreTwo) {
  const std::string story = world_.MakeStory({kept_, merged_});
  ASSERT_TRUE(Agree(world_.Member(kept_), story, kept_).ok());
  ASSERT_TRUE(Agree(world_.Coordinator(), story, merged_, "by telephone").ok());
  ASSERT_TRUE(SeesStory(world_.Member(other_), story));
  const auto before = Everything();
  const auto merge = Merge(world_.Coordinator(), kept_, merged_);
  ASSERT_TRUE(merge.ok()) << merge.status();
  EXPECT_FALSE(SeesStory(world_.Member(other_), story)) << "whom it names is not there";
  MustUndo(merge->name());
  EXPECT_TRUE(SeesStory(world_.Member(other_), story));
  ExpectSame(before);
}

TEST_F(MergeVoicesTest, ASignatureInEscrowGoesOverAndNobodyLearnsOfIt) {
  const std::string statement = world_.MakeStatement(2);
  ASSERT_TRUE(Sign(world_.Member(kept_), statement).ok());
  const auto before = Everything();
  const auto told = [&] {
    v1::GetStatementRequest request;
    request.set_name(statement);
    v1::Statement shown;
    EXPECT_TRUE(
        world_.Of(store::v1::KIND_STATEMENT).Get(world_.Member(other_), request, shown).ok());
    return Canonical(shown);
  };
  const std::string told_before = told();
  const std::string merge = MergeClaimed();
  EXPECT_EQ(told(), told_before);
  const std::string id = IdIn(statement) + "/" + IdIn(merged_);
  EXPECT_EQ(Stored(store::v1::KIND_SIGNATURE, id).signature().actor(), merged_);
  EXPECT_THAT(world_.directory().snapshot()->catalog().Of(store::v1::KIND_SIGNATURE, IdIn(kept_)),
              IsEmpty());
  MustUndo(merge);
  ExpectSame(before);
  EXPECT_EQ(told(), told_before);
  // Once more, and this time it counts.
  MergeClaimed();
  const auto published = Sign(world_.Member(other_), statement);
  ASSERT_TRUE(published.ok()) << published.status();
  EXPECT_EQ(published->state(), v1::STATEMENT_STATE_PUBLISHED);
  EXPECT_THAT(Signatories(statement), UnorderedElementsAre(merged_, other_));
}

TEST_F(MergeVoicesTest, APublishedSignatureGoesOverAndComesBack) {
  const std::string statement = world_.MakeStatement(2);
  ASSERT_TRUE(Sign(world_.Member(kept_), statement).ok());
  const std::string merge = MergeClaimed();
  ASSERT_TRUE(Sign(world_.Member(other_), statement).ok());
  EXPECT_THAT(Signatories(statement), UnorderedElementsAre(merged_, other_));
  MustUndo(merge);
  EXPECT_THAT(Signatories(statement), UnorderedElementsAre(kept_, other_));
}

TEST_F(MergeVoicesTest, AttendanceGoesOverAndTheKeptOnesStaysWhereBothWere) {
  const std::string alone = Event({merged_}, {other_}, merged_);
  const std::string both = Event({kept_}, {merged_, other_});
  const auto before = Everything();
  const auto merge = Merge(world_.Coordinator(), kept_, merged_);
  ASSERT_TRUE(merge.ok()) << merge.status();
  const std::string kept = IdIn(kept_);
  const v1::Attendee came = Stored(store::v1::KIND_ATTENDEE, alone + "/" + kept).attendee();
  EXPECT_EQ(came.actor(), kept_);
  EXPECT_TRUE(came.attended());
  EXPECT_TRUE(Stored(store::v1::KIND_ATTENDEE, both + "/" + kept).attendee().attended());
  EXPECT_THAT(world_.directory().snapshot()->catalog().Of(store::v1::KIND_ATTENDEE, IdIn(merged_)),
              IsEmpty());
  EXPECT_EQ(Stored(store::v1::KIND_EVENT, alone).event().organizer(), kept_);
  MustUndo(merge->name());
  ExpectSame(before);
}

TEST_F(MergeVoicesTest, AnAttendeeThatWasTakenOutSinceStaysOut) {
  const std::string event = Event({merged_}, {other_});
  const auto merge = Merge(world_.Coordinator(), kept_, merged_);
  ASSERT_TRUE(merge.ok()) << merge.status();
  v1::DeleteAttendeeRequest request;
  request.set_name("events/" + event + "/attendees/" + IdIn(kept_));
  v1::Attendee gone;
  ASSERT_TRUE(world_.Of(store::v1::KIND_ATTENDEE).Delete(world_.Coordinator(), request, gone).ok());
  MustUndo(merge->name());
  for (const std::string& actor : {kept_, merged_}) {
    EXPECT_THAT(world_.directory().snapshot()->catalog().Of(store::v1::KIND_ATTENDEE, IdIn(actor)),
                IsEmpty());
  }
}

}  // namespace
}  // namespace tashbik::services
