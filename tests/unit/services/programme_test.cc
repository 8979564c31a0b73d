// Calls, events and who attends them, stories and statements through the standard methods.
#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "google/rpc/error_details.pb.h"
#include "services/limits.h"
#include "services/names.h"
#include "services/purge.h"
#include "services/resources.h"
#include "tests/testing/test_directory.h"

namespace tashbik::services {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::ReasonName;
using testing::TestDirectory;

// All faults of a refused write, each with its field.
std::string FaultsOf(const absl::Status& status) {
  google::rpc::BadRequest faults;
  const auto payload = status.GetPayload("type.googleapis.com/google.rpc.BadRequest");
  if (payload) faults.ParseFromString(std::string(*payload));
  std::string all;
  for (const auto& fault : faults.field_violations()) {
    absl::StrAppend(&all, fault.field(), " ", fault.description(), "\n");
  }
  return all;
}

template <class Message>
Message From(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message)) << text;
  return message;
}

class ProgrammeTest : public ::testing::Test {
 protected:
  ProgrammeTest() {
    hub_ = world_.MakeHub("Hub");
    other_hub_ = world_.MakeHub("Other");
    world_.MakeTheme("housing", v1::FACET_ISSUE);
    world_.MakeTheme("legal-aid", v1::FACET_SKILL);
    world_.MakeTheme("outlawed", v1::FACET_ISSUE);
    v1::UpdateThemeRequest sensitive;
    sensitive.mutable_theme()->set_name("themes/outlawed");
    sensitive.mutable_theme()->add_sensitive_countries("LB");
    v1::Theme theme;
    EXPECT_TRUE(Of(store::v1::KIND_THEME).Update(world_.Administrator(), sensitive, theme).ok());
  }

  CallContext Caller() { return world_.Coordinator("c", {hub_}); }
  CallContext Stranger() { return world_.Coordinator("s", {other_hub_}); }
  Resources Of(storage::Kind kind) { return world_.Of(kind); }

  std::string MakeActor(const std::string& name, v1::Tier tier = v1::TIER_HUB) {
    v1::CreateOrganizationRequest request;
    request.mutable_organization()->mutable_profile()->add_names()->set_text(name);
    request.mutable_organization()->mutable_visibility()->set_tier(tier);
    v1::Organization made;
    EXPECT_TRUE(Of(store::v1::KIND_ORGANIZATION).Create(Caller(), request, made).ok());
    return made.name();
  }

  absl::StatusOr<v1::Call> MakeCall(const std::string& text) {
    v1::CreateCallRequest request;
    *request.mutable_call() = From<v1::Call>(text);
    v1::Call made;
    const absl::Status status = Of(store::v1::KIND_CALL).Create(Caller(), request, made);
    if (!status.ok()) return status;
    return made;
  }
  absl::StatusOr<v1::Event> MakeEvent(const std::string& text) {
    v1::CreateEventRequest request;
    *request.mutable_event() = From<v1::Event>(text);
    v1::Event made;
    const absl::Status status = Of(store::v1::KIND_EVENT).Create(Caller(), request, made);
    if (!status.ok()) return status;
    return made;
  }
  absl::StatusOr<v1::Story> MakeStory(const std::string& text) {
    v1::CreateStoryRequest request;
    *request.mutable_story() = From<v1::Story>(text);
    v1::Story made;
    const absl::Status status = Of(store::v1::KIND_STORY).Create(Caller(), request, made);
    if (!status.ok()) return status;
    return made;
  }

  std::vector<std::string> ListCalls(const CallContext& call, const std::string& filter) {
    v1::ListCallsRequest request;
    request.set_filter(filter);
    v1::ListCallsResponse response;
    const absl::Status status = Of(store::v1::KIND_CALL).List(call, request, response);
    EXPECT_TRUE(status.ok()) << status;
    std::vector<std::string> names;
    for (const v1::Call& found : response.calls()) names.push_back(found.names(0).text());
    std::sort(names.begin(), names.end());
    return names;
  }
  std::vector<std::string> ListEvents(const std::string& filter) {
    v1::ListEventsRequest request;
    request.set_filter(filter);
    v1::ListEventsResponse response;
    const absl::Status status = Of(store::v1::KIND_EVENT).List(Caller(), request, response);
    EXPECT_TRUE(status.ok()) << status;
    std::vector<std::string> names;
    for (const v1::Event& found : response.events()) names.push_back(found.names(0).text());
    std::sort(names.begin(), names.end());
    return names;
  }

  absl::Status Attend(const CallContext& call, const std::string& event, const std::string& actor) {
    v1::BatchUpsertAttendeesRequest request;
    request.add_attendees()->set_name(event + "/attendees/-");
    request.mutable_attendees(0)->set_actor(actor);
    v1::BatchUpsertAttendeesResponse response;
    return Of(store::v1::KIND_ATTENDEE).BatchUpsert(call, request, response);
  }
  std::vector<std::string> AttendeesOf(const CallContext& call, const std::string& event) {
    v1::ListAttendeesRequest request;
    request.set_parent(event);
    v1::ListAttendeesResponse response;
    const absl::Status status = Of(store::v1::KIND_ATTENDEE).List(call, request, response);
    EXPECT_TRUE(status.ok()) << status;
    std::vector<std::string> actors;
    for (const v1::Attendee& attendee : response.attendees()) actors.push_back(attendee.actor());
    std::sort(actors.begin(), actors.end());
    return actors;
  }
  v1::Event GetEvent(const CallContext& call, const std::string& name) {
    v1::GetEventRequest request;
    request.set_name(name);
    v1::Event found;
    const absl::Status status = Of(store::v1::KIND_EVENT).Get(call, request, found);
    EXPECT_TRUE(status.ok()) << status;
    return found;
  }

  TestDirectory world_;
  std::string hub_;
  std::string other_hub_;
};

TEST_F(ProgrammeTest, ACallIsMadeFoundByItsFieldsChangedDeletedAndBroughtBack) {
  const auto made = MakeCall(R"(
      names { text: "Grants" } themes: "themes/housing" countries: "LB" deadline: "2026-11-30"
      max_amount: 15000 currency: "EUR"
      rules { lead_countries: "LB" min_members: 3 max_members: 6 skills: "themes/legal-aid" })");
  ASSERT_TRUE(made.ok()) << made.status();
  EXPECT_EQ(made->visibility().tier(), v1::TIER_HUB);
  ASSERT_TRUE(MakeCall("names { text: 'Rolling' } countries: 'MA'").ok());
  EXPECT_THAT(ListCalls(Caller(), ""), ElementsAre("Grants", "Rolling"));
  EXPECT_THAT(ListCalls(Stranger(), ""), IsEmpty());
  EXPECT_THAT(ListCalls(Caller(), "country = LB AND theme:\"themes/housing\""),
              ElementsAre("Grants"));
  EXPECT_THAT(ListCalls(Caller(), "deadline_after = \"2026-11-29\""), ElementsAre("Grants"));
  EXPECT_THAT(ListCalls(Caller(), "deadline_after = \"2026-11-30\""), IsEmpty());
  EXPECT_THAT(ListCalls(Caller(), "deadline_before = \"2026-12-01\""), ElementsAre("Grants"));
  EXPECT_THAT(ListCalls(Caller(), "text:\"rolling\""), ElementsAre("Rolling"));

  v1::UpdateCallRequest update;
  update.mutable_call()->set_name(made->name());
  update.mutable_call()->set_deadline("2027-01-15");
  v1::Call changed;
  ASSERT_TRUE(Of(store::v1::KIND_CALL).Update(Caller(), update, changed).ok());
  EXPECT_EQ(changed.deadline(), "2027-01-15");
  EXPECT_EQ(changed.rules().min_members(), 3);
  EXPECT_EQ(ReasonName(Of(store::v1::KIND_CALL).Update(Stranger(), update, changed)), "NOT_FOUND");

  v1::DeleteCallRequest remove;
  remove.set_name(made->name());
  ASSERT_TRUE(Of(store::v1::KIND_CALL).Delete(Caller(), remove, changed).ok());
  EXPECT_THAT(ListCalls(Caller(), ""), ElementsAre("Rolling"));
  world_.Restart();
  v1::UndeleteCallRequest back;
  back.set_name(made->name());
  ASSERT_TRUE(Of(store::v1::KIND_CALL).Undelete(Caller(), back, changed).ok());
  EXPECT_THAT(ListCalls(Caller(), ""), ElementsAre("Grants", "Rolling"));
}

TEST_F(ProgrammeTest, AnEventIsFoundByTheTimeThatItReachesInto) {
  ASSERT_TRUE(MakeEvent(R"(names { text: "Day" } start_date: "2024-10-11" country: "MA"
                           kind: EVENT_KIND_NETWORKING)")
                  .ok());
  ASSERT_TRUE(MakeEvent(R"(names { text: "Workshop" } start_date: "2024-03-12"
                           end_date: "2024-03-14" kind: EVENT_KIND_WORKSHOP)")
                  .ok());
  EXPECT_THAT(ListEvents("from = \"2024-03-14\""), ElementsAre("Day", "Workshop"));
  EXPECT_THAT(ListEvents("from = \"2024-03-15\""), ElementsAre("Day"));
  EXPECT_THAT(ListEvents("until = \"2024-03-12\""), ElementsAre("Workshop"));
  EXPECT_THAT(ListEvents("until = \"2024-03-11\""), IsEmpty());
  EXPECT_THAT(ListEvents("country = MA AND kind = networking"), ElementsAre("Day"));
  v1::ListEventsRequest request;
  request.set_filter("from = \"2024-02-30\"");
  v1::ListEventsResponse response;
  const absl::Status refused = Of(store::v1::KIND_EVENT).List(Caller(), request, response);
  EXPECT_EQ(ReasonName(refused), "FILTER_INVALID");
  EXPECT_THAT(std::string(refused.message()), HasSubstr("YYYY-MM-DD"));
}

TEST_F(ProgrammeTest, EveryFaultIsNamedWithItsBound) {
  const auto refused = MakeCall(R"(
      funder: "diasporaGroups/aaaaaaaaaaaaaaaa" min_amount: 10 max_amount: 5
      deadline: "soon" uri: "ftp://x"
      rules { min_countries: 3 countries: "LB" min_members: 21 max_members: 2
              skills: "themes/housing" lead_kinds: ORGANIZATION_KIND_UNSPECIFIED })");
  const std::string all = FaultsOf(refused.status());
  for (const char* fault :
       {"call.names", "call.funder", "call.max_amount is 5, below min_amount 10", "call.currency",
        "call.deadline", "call.uri", "call.rules.min_countries is 3 of 1",
        "call.rules.min_members is 21", "0 to 20", "call.rules.max_members is 2",
        "call.rules.skills[0]", "call.rules.lead_kinds[0]"}) {
    EXPECT_THAT(all, HasSubstr(fault));
  }
  EXPECT_THAT(FaultsOf(MakeCall("names { text: 'A' } max_amount: 5 currency: 'EURO'").status()),
              HasSubstr("ISO 4217"));
  EXPECT_THAT(FaultsOf(MakeCall("names { text: 'A' } currency: 'QQQ'").status()),
              HasSubstr("ISO 4217"));
  EXPECT_TRUE(MakeCall("names { text: 'A' } max_amount: 5 currency: 'MAD'").ok());
  const std::string event =
      FaultsOf(MakeEvent("names { text: 'E' } end_date: '2024-01-01' participants: 100001 kind: 77")
                   .status());
  EXPECT_THAT(event, HasSubstr("event.start_date"));
  EXPECT_THAT(event, HasSubstr("0 to 100000"));
  const std::string backwards = FaultsOf(
      MakeEvent("names { text: 'E' } start_date: '2024-01-02' end_date: '2024-01-01'").status());
  EXPECT_THAT(backwards, HasSubstr("event.end_date"));
  v1::CreateStatementRequest statement;
  *statement.mutable_statement() = From<v1::Statement>("names { text: 'S' } threshold: 1");
  v1::Statement made;
  const absl::Status low = Of(store::v1::KIND_STATEMENT).Create(Caller(), statement, made);
  EXPECT_THAT(FaultsOf(low), HasSubstr("statement.texts"));
  EXPECT_THAT(FaultsOf(low), HasSubstr("2 to 10000"));
}

TEST_F(ProgrammeTest, WhoFundsAndHoldsIsShownWhereItIsSeenAndKeptByWhoDoesNotSeeIt) {
  const std::string hidden = MakeActor("Hidden");
  const auto event =
      MakeEvent(absl::StrCat("names { text: 'Day' } start_date: '2024-10-11' organizer: '", hidden,
                             "' visibility { tier: TIER_PUBLIC hubs: '", hub_, "' }"));
  ASSERT_TRUE(event.ok()) << event.status();
  EXPECT_EQ(GetEvent(Caller(), event->name()).organizer(), hidden);
  EXPECT_EQ(GetEvent(world_.Anonymous(), event->name()).organizer(), "");
  // Another coordinator of the hub, for whom the organizer blocks nothing, sees it; a record that
  // it replaces whole by one that does not see it keeps it.
  v1::DeleteOrganizationRequest remove;
  remove.set_name(hidden);
  v1::Organization gone;
  ASSERT_TRUE(Of(store::v1::KIND_ORGANIZATION).Delete(Caller(), remove, gone).ok());
  EXPECT_EQ(GetEvent(Caller(), event->name()).organizer(), "");
  v1::UpdateEventRequest update;
  *update.mutable_event() = GetEvent(Caller(), event->name());
  update.mutable_event()->set_country("MA");
  update.mutable_update_mask()->add_paths("*");
  v1::Event changed;
  ASSERT_TRUE(Of(store::v1::KIND_EVENT).Update(Caller(), update, changed).ok());
  v1::UndeleteOrganizationRequest back;
  back.set_name(hidden);
  ASSERT_TRUE(Of(store::v1::KIND_ORGANIZATION).Undelete(Caller(), back, gone).ok());
  EXPECT_EQ(GetEvent(Caller(), event->name()).organizer(), hidden);
  EXPECT_EQ(GetEvent(Caller(), event->name()).country(), "MA");
}

TEST_F(ProgrammeTest, WhatIsErasedIsNamedNoMore) {
  const std::string actor = MakeActor("A", v1::TIER_PUBLIC);
  const auto event = MakeEvent(
      absl::StrCat("names { text: 'Day' } start_date: '2024-10-11' organizer: '", actor, "'"));
  ASSERT_TRUE(event.ok());
  ASSERT_TRUE(Attend(Caller(), event->name(), actor).ok());
  const std::string etag = GetEvent(world_.Coordinator("d", {hub_}), event->name()).etag();
  v1::DeleteOrganizationRequest remove;
  remove.set_name(actor);
  v1::Organization gone;
  ASSERT_TRUE(Of(store::v1::KIND_ORGANIZATION).Delete(Caller(), remove, gone).ok());
  const std::string without = GetEvent(Caller(), event->name()).etag();
  EXPECT_NE(etag, without);
  world_.Advance(kUndeleteTime + absl::Hours(1));
  ASSERT_TRUE(PurgeDeleted(world_.directory()).ok());
  const auto id = ParseNameOf(store::v1::KIND_EVENT, event->name());
  const auto snapshot = world_.directory().snapshot();
  EXPECT_EQ(snapshot->catalog().Find(store::v1::KIND_EVENT, *id)->record.event().organizer(), "");
  EXPECT_EQ(snapshot->catalog().Count(store::v1::KIND_ATTENDEE), 0u);
  // Nobody is told: what one saw is what one sees.
  EXPECT_EQ(GetEvent(Caller(), event->name()).etag(), without);
}

TEST_F(ProgrammeTest, AnErasedEventTakesItsCohortAlong) {
  const std::string actor = MakeActor("A");
  const auto event = MakeEvent("names { text: 'Day' } start_date: '2024-10-11'");
  ASSERT_TRUE(event.ok());
  ASSERT_TRUE(Attend(Caller(), event->name(), actor).ok());
  v1::DeleteEventRequest remove;
  remove.set_name(event->name());
  v1::Event gone;
  ASSERT_TRUE(Of(store::v1::KIND_EVENT).Delete(Caller(), remove, gone).ok());
  world_.Advance(kUndeleteTime + absl::Hours(1));
  ASSERT_TRUE(PurgeDeleted(world_.directory()).ok());
  EXPECT_EQ(world_.directory().snapshot()->catalog().Count(store::v1::KIND_EVENT), 0u);
  EXPECT_EQ(world_.directory().snapshot()->catalog().Count(store::v1::KIND_ATTENDEE), 0u);
}

TEST_F(ProgrammeTest, ConsentIsNotTheWritersToGive) {
  const std::string actor = MakeActor("A");
  const std::string hidden = MakeActor("B", v1::TIER_HUB);
  const auto story = MakeStory(absl::StrCat(
      "names { text: 'School' } organizations { organization: '", actor,
      "' consent_time { seconds: 5 } consent_note: 'forged' } organizations { organization: '",
      hidden, "' }"));
  ASSERT_TRUE(story.ok()) << story.status();
  ASSERT_EQ(story->organizations_size(), 2);
  EXPECT_FALSE(story->organizations(0).has_consent_time());
  EXPECT_EQ(story->organizations(0).consent_note(), "");
  EXPECT_THAT(
      FaultsOf(MakeStory(absl::StrCat("names { text: 'S' } organizations { organization: '", actor,
                                      "' } organizations { organization: '", actor, "' }"))
                   .status()),
      HasSubstr("story.organizations[1].organization stands twice"));
}

TEST_F(ProgrammeTest, WhereAStatementStandsIsTheServersToSay) {
  v1::CreateStatementRequest request;
  *request.mutable_statement() = From<v1::Statement>(R"(
      names { text: "S" } texts { key: "en" value: "We ask" } threshold: 2
      state: STATEMENT_STATE_PUBLISHED signatories: "organizations/aaaaaaaaaaaaaaaa"
      other_signatories: 7 signed: true publish_time { seconds: 9 })");
  v1::Statement made;
  ASSERT_TRUE(Of(store::v1::KIND_STATEMENT).Create(Caller(), request, made).ok());
  EXPECT_EQ(made.state(), v1::STATEMENT_STATE_OPEN);
  EXPECT_THAT(made.signatories(), IsEmpty());
  EXPECT_EQ(made.other_signatories(), 0);
  EXPECT_FALSE(made.signed_());
  EXPECT_FALSE(made.has_publish_time());
}

TEST_F(ProgrammeTest, ACohortIsSeenByItsHubsCoordinatorsAndEachByItself) {
  const std::string first = MakeActor("First");
  const std::string second = MakeActor("Second");
  world_.AddToHub(hub_, first);
  world_.AddToHub(hub_, second);
  const auto event = MakeEvent(absl::StrCat("names { text: 'Day' } start_date: '2024-10-11' ",
                                            "visibility { tier: TIER_PUBLIC hubs: '", hub_, "' }"));
  ASSERT_TRUE(event.ok());
  const auto one = [&] { return world_.Member("m1", first); };
  const auto two = [&] { return world_.Member("m2", second); };
  ASSERT_TRUE(Attend(one(), event->name(), first).ok());
  EXPECT_EQ(ReasonName(Attend(one(), event->name(), second)), "PERMISSION_DENIED");
  ASSERT_TRUE(Attend(Caller(), event->name(), second).ok());
  std::vector<std::string> both = {first, second};
  std::sort(both.begin(), both.end());
  EXPECT_EQ(AttendeesOf(Caller(), event->name()), both);
  EXPECT_EQ(AttendeesOf(world_.Coordinator("d", {hub_}), "events/-"), both);
  EXPECT_THAT(AttendeesOf(one(), event->name()), ElementsAre(first));
  EXPECT_THAT(AttendeesOf(two(), event->name()), ElementsAre(second));
  EXPECT_THAT(AttendeesOf(Stranger(), event->name()), IsEmpty());
  EXPECT_THAT(AttendeesOf(world_.Anonymous(), event->name()), IsEmpty());
  EXPECT_THAT(AttendeesOf(world_.Administrator(), event->name()), IsEmpty());
  v1::GetAttendeeRequest get;
  get.set_name(absl::StrCat(event->name(), "/attendees/", ParseActorName(second)->id));
  v1::Attendee found;
  EXPECT_EQ(ReasonName(Of(store::v1::KIND_ATTENDEE).Get(one(), get, found)), "NOT_FOUND");
  EXPECT_EQ(ReasonName(Of(store::v1::KIND_ATTENDEE).Get(two(), get, found)), "OK");
  // Nor can one be taken for another.
  v1::BatchUpsertAttendeesRequest mixed;
  mixed.add_attendees()->set_name(get.name());
  mixed.mutable_attendees(0)->set_actor(first);
  v1::BatchUpsertAttendeesResponse response;
  EXPECT_EQ(ReasonName(Of(store::v1::KIND_ATTENDEE).BatchUpsert(Caller(), mixed, response)),
            "FIELD_INVALID");
  v1::DeleteAttendeeRequest leave;
  leave.set_name(get.name());
  EXPECT_EQ(ReasonName(Of(store::v1::KIND_ATTENDEE).Delete(one(), leave, found)), "NOT_FOUND");
  EXPECT_EQ(ReasonName(Of(store::v1::KIND_ATTENDEE).Delete(two(), leave, found)), "OK");
  EXPECT_THAT(AttendeesOf(Caller(), event->name()), ElementsAre(first));
}

TEST_F(ProgrammeTest, ACoordinatorOfTheHubIsNotToldOfAttendeesThatItDoesNotSee) {
  const std::string hidden = MakeActor("Hidden", v1::TIER_PRIVATE);
  const auto event = MakeEvent("names { text: 'Day' } start_date: '2024-10-11'");
  ASSERT_TRUE(event.ok());
  ASSERT_TRUE(Attend(Caller(), event->name(), hidden).ok());
  EXPECT_THAT(AttendeesOf(Caller(), event->name()), ElementsAre(hidden));
  EXPECT_THAT(AttendeesOf(world_.Coordinator("d", {hub_}), event->name()), IsEmpty());
}

TEST_F(ProgrammeTest, AboutADangerousThemeARecordIsNoLooserThanWhomItNames) {
  const std::string actor = MakeActor("A", v1::TIER_HUB);
  const std::string text = absl::StrCat(
      "names { text: 'Day' } start_date: '2024-10-11' themes: 'themes/outlawed' organizer: '",
      actor, "' visibility { tier: TIER_PUBLIC hubs: '", hub_, "' } country: ");
  const absl::Status refused = MakeEvent(text + "'LB'").status();
  EXPECT_EQ(ReasonName(refused), "FIELD_INVALID");
  EXPECT_THAT(FaultsOf(refused), HasSubstr("event.visibility.tier"));
  EXPECT_THAT(FaultsOf(refused), HasSubstr("TIER_HUB or stricter"));
  EXPECT_TRUE(MakeEvent(text + "'MA'").ok());
}

TEST_F(ProgrammeTest, AnAdministratorWritesPublicOnesAlone) {
  v1::CreateCallRequest request;
  *request.mutable_call() = From<v1::Call>("names { text: 'C' }");
  v1::Call made;
  EXPECT_EQ(ReasonName(Of(store::v1::KIND_CALL).Create(world_.Administrator(), request, made)),
            "FIELD_INVALID");
  request.mutable_call()->mutable_visibility()->set_tier(v1::TIER_PUBLIC);
  EXPECT_EQ(ReasonName(Of(store::v1::KIND_CALL).Create(world_.Administrator(), request, made)),
            "OK");
}

TEST_F(ProgrammeTest, AnImportRunAgainChangesNothing) {
  v1::BatchUpsertEventsRequest request;
  v1::Event& event = *request.add_events();
  event = From<v1::Event>(R"(names { text: "Day" } start_date: "2024-10-11"
                             external_ids { scheme: "sample" value: "day" })");
  v1::BatchUpsertEventsResponse response;
  ASSERT_TRUE(Of(store::v1::KIND_EVENT).BatchUpsert(Caller(), request, response).ok());
  EXPECT_THAT(response.outcomes(), ElementsAre(v1::WRITE_OUTCOME_CREATED));
  const std::string name = response.names(0);
  response.Clear();
  ASSERT_TRUE(Of(store::v1::KIND_EVENT).BatchUpsert(Caller(), request, response).ok());
  EXPECT_THAT(response.outcomes(), ElementsAre(v1::WRITE_OUTCOME_UNCHANGED));
  EXPECT_THAT(response.names(), ElementsAre(name));
}

}  // namespace
}  // namespace tashbik::services
