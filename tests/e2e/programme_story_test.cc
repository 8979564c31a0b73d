// The programme of the sources on the shipped sample: workshops and their cohorts, the networking
// day, the grants, the launch of the campaign.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tashbik/v1/call.pb.h"
#include "tashbik/v1/event.pb.h"
#include "tests/e2e/shared_sample.h"
#include "tests/testing/whole_server.h"

namespace tashbik::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

v1::ListEventsResponse Events(const client::Client& client, const std::string& filter) {
  v1::ListEventsRequest request;
  request.set_filter(filter);
  return Need(client.Call<v1::ListEventsResponse>(request));
}

// The one event that passes the filter.
v1::Event Event(const std::string& filter) {
  const v1::ListEventsResponse found = Events(Sample().coordinator(), filter);
  if (found.events_size() != 1) GiveUp(filter + " finds " + found.DebugString());
  return found.events(0);
}

TEST(ProgrammeStories, TheTwoGranteesInLebanonAreToldToMeet) {
  v1::SuggestMeetingsRequest request;
  request.set_name(Event("country = LB").name());
  const auto answer = Need(Sample().coordinator().Call<v1::SuggestMeetingsResponse>(request));
  ASSERT_EQ(answer.attendees_size(), 7);
  const auto grantee = std::find_if(
      answer.attendees().begin(), answer.attendees().end(),
      [](const auto& one) { return one.actor().name() == Sample().Actor("lb-statelessness"); });
  ASSERT_NE(grantee, answer.attendees().end());
  ASSERT_GT(grantee->suggestions_size(), 0);
  EXPECT_EQ(grantee->suggestions(0).partner().name(), Sample().Actor("lb-dom"))
      << grantee->DebugString();
  EXPECT_EQ(grantee->suggestions(0).reasons(0).kind(), v1::REASON_KIND_CAUSE);
  for (const auto& one : answer.attendees()) {
    for (const auto& suggestion : one.suggestions()) {
      EXPECT_THAT(Sample().Local(suggestion.partner().name()), ::testing::StartsWith("lb-"));
    }
  }
}

TEST(ProgrammeStories, AWorkshopIsPublicAndWhoWasThereIsNot) {
  const std::string name = Event("country = LB").name();
  v1::GetEventRequest get;
  get.set_name(name);
  const v1::Event open = Need(Sample().anonymous().Call<v1::Event>(get));
  EXPECT_EQ(open.organizer(), Sample().Actor("mrg"));
  EXPECT_THAT(open.descriptions().at("en"), HasSubstr("59 people"));
  v1::ListAttendeesRequest list;
  list.set_parent(name);
  EXPECT_EQ(Need(Sample().coordinator().Call<v1::ListAttendeesResponse>(list)).attendees_size(), 7);
  for (const client::Client* client : {&Sample().anonymous(), &Sample().administrator()}) {
    EXPECT_FALSE(client->Call<v1::ListAttendeesResponse>(list).ok());
    const v1::ListEventsResponse seen = Events(*client, "");
    EXPECT_EQ(seen.events_size(), 6);
    EXPECT_THAT(seen.DebugString(), Not(HasSubstr(Sample().Actor("lb-dom"))));
  }
}

TEST(ProgrammeStories, TheNetworkingDayKeepsWhatWasSharedAndProposed) {
  const v1::Event day = Event("country = MA AND from = \"2024-10-01\"");
  EXPECT_EQ(day.start_date(), "2024-10-11");
  EXPECT_THAT(day.themes(), ::testing::IsSupersetOf({"themes/registration-delays",
                                                     "themes/skill-gaps", "themes/joint-funding"}));
  for (const char* language : {"en", "ar", "fr"}) {
    EXPECT_NE(day.proposals().at(language), "") << language;
  }
  v1::ListFollowUpsRequest request;
  request.set_name(day.name());
  request.set_days(30);
  for (const char* language : {"en", "ar", "fr"}) {
    request.set_language(language);
    const auto lines = Need(Sample().coordinator().Call<v1::ListFollowUpsResponse>(request));
    ASSERT_EQ(lines.follow_ups_size(), 4);
    for (const v1::FollowUp& line : lines.follow_ups()) {
      EXPECT_EQ(line.state(), v1::FOLLOW_UP_STATE_SILENT);
      EXPECT_THAT(line.sentence(), HasSubstr(line.actor().display_name()));
    }
  }
}

TEST(ProgrammeStories, TheGrantsAreFoundByTheirThemesAndRules) {
  v1::ListCallsRequest request;
  request.set_filter("theme = \"themes/nationality-rights\" AND country = LB");
  const auto found = Need(Sample().anonymous().Call<v1::ListCallsResponse>(request));
  ASSERT_EQ(found.calls_size(), 1);
  EXPECT_EQ(found.calls(0).funder(), Sample().Actor("mrg"));
  EXPECT_EQ(found.calls(0).rules().min_members(), 2);
}

TEST(ProgrammeStories, AsTypedInThreeLanguages) {
  for (const char* language : {"en", "ar", "fr"}) {
    const CommandResult meetings = Sample().Tashbik(
        {"event", "meetings", "MACS workshop in Lebanon", "--lang", language, "--top", "1"});
    EXPECT_EQ(meetings.code, 0) << meetings.err;
    EXPECT_NE(meetings.out, "");
    const CommandResult events =
        Sample().Tashbik({"event", "list", "--from", "2024-10-01", "--lang", language});
    EXPECT_EQ(events.code, 0) << events.err;
    EXPECT_THAT(events.out, HasSubstr("2024-10-11"));
    EXPECT_THAT(events.out, Not(HasSubstr("2022-10-20")));
    const CommandResult calls =
        Sample().Tashbik({"call", "list", "--theme", "statelessness", "--lang", language});
    EXPECT_EQ(calls.code, 0) << calls.err;
    EXPECT_THAT(calls.out, HasSubstr("calls/"));
  }
  const CommandResult unknown = Sample().Tashbik({"event", "follow-up", "No such day"});
  EXPECT_NE(unknown.code, 0);
}

}  // namespace
}  // namespace tashbik::testing
