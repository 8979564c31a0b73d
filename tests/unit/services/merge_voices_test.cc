// What a merged actor said and where it was: stories with consent, signatures, attendance. Each
// goes over, and comes back to the byte.
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/time/civil_time.h"
#include "services/statement_signatures.h"
#include "services/story_consents.h"
#include "services/times.h"
#include "tests/unit/services/two_actors.h"

namespace tashbik::services {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::Not;
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

  // Both cannot have accounts of their own when they are merged.
  void EndAccountOf(const std::string& actor) {
    const auto accounts =
        world_.directory().snapshot()->catalog().Of(store::v1::KIND_ACCOUNT, IdIn(actor));
    ASSERT_EQ(accounts.size(), 1u);
    const auto ended = world_.directory().Write(
        {.account = "admin", .method = "test"}, [&](const Snapshot&) -> absl::StatusOr<WritePlan> {
          store::v1::Record record = accounts[0]->record;
          *record.mutable_account()->mutable_account()->mutable_revoke_time() =
              ToProto(world_.now());
          WritePlan plan;
          plan.writes.push_back({.kind = store::v1::KIND_ACCOUNT,
                                 .id = accounts[0]->id(),
                                 .record = std::move(record),
                                 .expected_version = accounts[0]->version});
          return plan;
        });
    ASSERT_TRUE(ended.ok()) << ended.status();
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

// Two signatories were one: the statement has one less, and both again once they are two.
TEST_F(MergeVoicesTest, OfTwoSignaturesTheKeptOnesStays) {
  const std::string published = world_.MakeStatement(2);
  const std::string open = world_.MakeStatement(3);
  for (const std::string& statement : {published, open}) {
    ASSERT_TRUE(Sign(world_.Member(kept_), statement).ok());
    ASSERT_TRUE(Sign(world_.Member(other_), statement).ok());
  }
  ASSERT_THAT(Signatories(published), UnorderedElementsAre(kept_, other_));
  EndAccountOf(other_);
  const auto before = Everything();
  const auto merge = Merge(world_.Coordinator(), kept_, other_);
  ASSERT_TRUE(merge.ok()) << merge.status();
  EXPECT_THAT(Signatories(published), UnorderedElementsAre(kept_));
  EXPECT_EQ(Stored(store::v1::KIND_SIGNATURE, IdIn(open) + "/" + IdIn(kept_)).signature().actor(),
            kept_);
  MustUndo(merge->name());
  EXPECT_THAT(Signatories(published), UnorderedElementsAre(kept_, other_));
  ExpectSame(before);
}

// Who watches and sees both is told of what moved; who sees neither is not.
TEST_F(MergeVoicesTest, TheFeedTellsWhatGoesOverAndComesBack) {
  const std::string coalition = Coalition("Alone", {merged_, other_});
  const std::string story = world_.MakeStory({merged_, other_});
  ASSERT_TRUE(Agree(world_.Coordinator(), story, merged_, "by telephone").ok());
  ASSERT_TRUE(Agree(world_.Member(other_), story, other_).ok());
  const auto since = [&](size_t told) {
    std::vector<std::string> lines = world_.Feed(world_.Member(other_));
    lines.erase(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(told));
    return lines;
  };
  const std::string members = "coalitions/" + coalition + "/members/";
  size_t told = since(0).size();
  const auto merge = Merge(world_.Coordinator(), kept_, merged_);
  ASSERT_TRUE(merge.ok()) << merge.status();
  EXPECT_THAT(since(told), IsSupersetOf({"UPDATED " + kept_, "DELETED " + merged_,
                                         "DELETED " + members + IdIn(merged_),
                                         "CREATED " + members + IdIn(kept_)}));
  EXPECT_THAT(since(told), Not(Contains("DELETED " + story)));
  told = since(0).size();
  MustUndo(merge->name());
  EXPECT_THAT(since(told), IsSupersetOf({"UPDATED " + kept_, "CREATED " + merged_,
                                         "CREATED " + members + IdIn(merged_),
                                         "DELETED " + members + IdIn(kept_)}));
  EXPECT_THAT(since(told), Not(Contains("DELETED " + story)));
  EXPECT_TRUE(SeesStory(world_.Member(other_), story));
}

// Whoever does not see the one that is left learns nothing of the story that names it.
TEST_F(MergeVoicesTest, TheFeedIsSilentToThoseWhoSeeTheOneThatIsLeftNoLonger) {
  const std::string story = world_.MakeStory({merged_});
  ASSERT_TRUE(Agree(world_.Coordinator(), story, merged_, "by telephone").ok());
  world_.SetTier(merged_, v1::TIER_PRIVATE);
  const std::string reader = world_.Make({.key = "Reader"});
  const size_t told = world_.Feed(world_.Member(reader)).size();
  const auto merge = Merge(world_.Coordinator(), kept_, merged_);
  ASSERT_TRUE(merge.ok()) << merge.status();
  const std::vector<std::string> lines = world_.Feed(world_.Member(reader));
  EXPECT_THAT(
      std::vector<std::string>(lines.begin() + static_cast<std::ptrdiff_t>(told), lines.end()),
      Not(Contains(HasSubstr(story))));
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
