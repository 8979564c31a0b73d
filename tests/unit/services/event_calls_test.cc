// Meetings inside a cohort, and what came of an event, on worlds with known answers.
#include "services/event_calls.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "services/names.h"
#include "tests/testing/meeting_world.h"
#include "tests/testing/test_directory.h"

namespace tashbik::services {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::MeetingWorld;
using testing::ReasonName;

constexpr absl::Duration kDay = absl::Hours(24);

class EventCallsTest : public ::testing::Test {
 protected:
  EventCallsTest() {
    for (const char* theme : {"housing", "statelessness"}) world_.MakeTheme(theme);
  }

  std::string Today() const {
    return absl::FormatCivilTime(absl::ToCivilDay(world_.now(), absl::UTCTimeZone()));
  }

  // An organization of the hub with these issues.
  std::string Make(const std::string& key, const std::vector<std::string>& issues = {},
                   v1::Tier tier = v1::TIER_HUB) {
    const std::string name = world_.Make({.key = key, .tier = tier});
    if (issues.empty()) return name;
    v1::Organization changed;
    for (const std::string& issue : issues) {
      changed.mutable_profile()->add_issues()->set_theme("themes/" + issue);
    }
    world_.Change(name, changed);
    return name;
  }

  std::string MakeEvent() {
    v1::CreateEventRequest request;
    request.mutable_event()->add_names()->set_text("Day");
    request.mutable_event()->set_start_date(Today());
    v1::Event made;
    EXPECT_TRUE(Resources(world_.directory(), store::v1::KIND_EVENT)
                    .Create(world_.Coordinator(), request, made)
                    .ok());
    return made.name();
  }

  void Attend(const std::string& event, const std::vector<std::string>& actors,
              bool attended = false) {
    v1::BatchUpsertAttendeesRequest request;
    for (const std::string& actor : actors) {
      v1::Attendee& attendee = *request.add_attendees();
      attendee.set_name(event + "/attendees/-");
      attendee.set_actor(actor);
      attendee.set_attended(attended);
    }
    v1::BatchUpsertAttendeesResponse response;
    EXPECT_TRUE(Resources(world_.directory(), store::v1::KIND_ATTENDEE)
                    .BatchUpsert(world_.Coordinator(), request, response)
                    .ok());
  }

  std::string MakeCoalition(const std::vector<std::string>& members,
                            const std::string& start_date = "", v1::Tier tier = v1::TIER_HUB) {
    v1::CreateCoalitionRequest request;
    request.mutable_coalition()->add_names()->set_text("Network");
    request.mutable_coalition()->set_start_date(start_date);
    request.mutable_coalition()->mutable_visibility()->set_tier(tier);
    v1::Coalition made;
    EXPECT_TRUE(Resources(world_.directory(), store::v1::KIND_COALITION)
                    .Create(world_.Coordinator(), request, made)
                    .ok());
    v1::BatchUpsertCoalitionMembersRequest all;
    for (const std::string& member : members) {
      v1::CoalitionMember& added = *all.add_coalition_members();
      added.set_name(made.name() + "/members/-");
      added.set_actor(member);
    }
    v1::BatchUpsertCoalitionMembersResponse response;
    EXPECT_TRUE(Resources(world_.directory(), store::v1::KIND_COALITION_MEMBER)
                    .BatchUpsert(world_.Coordinator(), all, response)
                    .ok());
    return made.name();
  }

  void Meet(const std::string& first, const std::string& second) {
    v1::RequestIntroductionRequest request;
    request.set_partner(second);
    request.set_message("Shall we meet?");
    const auto asked = world_.introductions().Request(world_.Member(first), request);
    ASSERT_TRUE(asked.ok()) << asked.status();
    v1::AcceptIntroductionRequest accept;
    accept.set_name(asked->name());
    ASSERT_TRUE(world_.introductions().Accept(world_.Member(second), accept).ok());
  }

  // "A: B, C together", a line for each, in the order of the answer.
  std::vector<std::string> FollowUps(const CallContext& call, const std::string& event,
                                     int days = 0) {
    v1::ListFollowUpsRequest request;
    request.set_name(event);
    request.set_days(days);
    const auto response = ListFollowUps(call, world_.directory(), request);
    EXPECT_TRUE(response.ok()) << response.status();
    std::vector<std::string> lines;
    for (const v1::FollowUp& line : response->follow_ups()) {
      std::vector<std::string> names(line.partner_names().begin(), line.partner_names().end());
      std::sort(names.begin(), names.end());
      std::string text = line.actor().display_name() + ":";
      for (const std::string& name : names) absl::StrAppend(&text, " ", name);
      const char* states[] = {"?", " together", " met", " silent"};
      lines.push_back(text + states[line.state()]);
      EXPECT_NE(line.sentence(), "");
    }
    return lines;
  }

  // "A: B C", a line for each attendee.
  std::vector<std::string> Meetings(const CallContext& call, const std::string& event,
                                    const std::string& actor = "", int count = 0) {
    v1::SuggestMeetingsRequest request;
    request.set_name(event);
    request.set_actor(actor);
    request.set_count(count);
    const auto response = SuggestMeetings(call, world_.directory().keys(), request);
    EXPECT_TRUE(response.ok()) << response.status();
    std::vector<std::string> lines;
    for (const v1::CohortSuggestions& one : response->attendees()) {
      std::string text = one.actor().display_name() + ":";
      for (const v1::Suggestion& suggestion : one.suggestions()) {
        absl::StrAppend(&text, " ", suggestion.partner().display_name());
        EXPECT_GT(suggestion.reasons_size(), 0);
      }
      lines.push_back(text);
    }
    std::sort(lines.begin(), lines.end());
    return lines;
  }

  MeetingWorld world_;
};

TEST_F(EventCallsTest, MeetingsAreSuggestedInsideTheCohortAlone) {
  const std::string a = Make("a", {"housing"});
  const std::string b = Make("b", {"housing"});
  const std::string c = Make("c", {"statelessness"});
  Make("outside", {"housing", "statelessness"});
  const std::string event = MakeEvent();
  Attend(event, {a, b, c});
  EXPECT_THAT(Meetings(world_.Coordinator(), event), ElementsAre("a: b", "b: a", "c:"));
  EXPECT_THAT(Meetings(world_.Coordinator(), event, a), ElementsAre("a: b"));
  // A member knows of nobody else in the room.
  EXPECT_THAT(Meetings(world_.Member(a), event), ElementsAre("a:"));
}

TEST_F(EventCallsTest, AnAttendeeThatIsNotSeenIsNeitherListedNorSuggested) {
  const std::string a = Make("a", {"housing"});
  const std::string b = Make("b", {"housing"});
  const std::string event = MakeEvent();
  Attend(event, {a, b});
  world_.SetTier(b, v1::TIER_PRIVATE);
  EXPECT_THAT(Meetings(world_.Member(a), event), ElementsAre("a:"));
  v1::SuggestMeetingsRequest request;
  request.set_name(event);
  request.set_actor(b);
  EXPECT_EQ(
      ReasonName(SuggestMeetings(world_.Member(a), world_.directory().keys(), request).status()),
      "NOT_FOUND");
  EXPECT_EQ(
      ReasonName(SuggestMeetings(world_.Stranger(), world_.directory().keys(), request).status()),
      "NOT_FOUND");
}

TEST_F(EventCallsTest, BadQuestionsAreRefusedByField) {
  const std::string event = MakeEvent();
  v1::SuggestMeetingsRequest request;
  request.set_name(event);
  request.set_count(21);
  request.set_actor("someone");
  const absl::Status refused =
      SuggestMeetings(world_.Coordinator(), world_.directory().keys(), request).status();
  EXPECT_THAT(std::string(refused.message()), HasSubstr("count"));
  EXPECT_THAT(std::string(refused.message()), HasSubstr("1 to 20"));
  EXPECT_THAT(std::string(refused.message()), HasSubstr("and 1 more"));  // of the actor
  v1::ListFollowUpsRequest follow_up;
  follow_up.set_name(event);
  follow_up.set_days(3651);
  EXPECT_EQ(ReasonName(ListFollowUps(world_.Coordinator(), world_.directory(), follow_up).status()),
            "LIMIT_EXCEEDED");
  follow_up.set_days(0);
  follow_up.set_name("calls/aaaaaaaaaaaaaaaa");
  EXPECT_EQ(ReasonName(ListFollowUps(world_.Coordinator(), world_.directory(), follow_up).status()),
            "FIELD_INVALID");
}

TEST_F(EventCallsTest, WhoWorksTogetherComesFirstThenWhoMetThenWhoFellSilent) {
  const std::string a = Make("a");
  const std::string b = Make("b");
  const std::string c = Make("c");
  const std::string d = Make("d");
  const std::string e = Make("e");
  MakeCoalition({a, e}, "2001-01-01");  // before the event
  const std::string event = MakeEvent();
  Attend(event, {a, b, c, d, e});
  EXPECT_THAT(FollowUps(world_.Coordinator(), event),
              ::testing::UnorderedElementsAre("a: silent", "b: silent", "c: silent", "d: silent",
                                              "e: silent"));
  world_.Advance(20 * kDay);
  Meet(a, b);
  Meet(c, d);
  world_.Advance(20 * kDay);
  MakeCoalition({a, b});
  const std::vector<std::string> lines = FollowUps(world_.Coordinator(), event);
  ASSERT_EQ(lines.size(), 5u);
  EXPECT_THAT((std::vector<std::string>{lines.begin(), lines.begin() + 2}),
              ::testing::UnorderedElementsAre("a: b together", "b: a together"));
  EXPECT_THAT((std::vector<std::string>{lines.begin() + 2, lines.begin() + 4}),
              ::testing::UnorderedElementsAre("c: d met", "d: c met"));
  EXPECT_EQ(lines[4], "e: silent");
  // After 30 days the coalition had not begun.
  EXPECT_THAT(
      FollowUps(world_.Coordinator(), event, 30),
      ::testing::UnorderedElementsAre("a: b met", "b: a met", "c: d met", "d: c met", "e: silent"));
  EXPECT_THAT(FollowUps(world_.Coordinator(), event, 10), ::testing::Each(HasSubstr("silent")));
}

TEST_F(EventCallsTest, OnlyWhatTheCallerSeesIsToldOfThem) {
  const std::string a = Make("a");
  const std::string b = Make("b");
  const std::string event = MakeEvent();
  Attend(event, {a, b});
  world_.Advance(kDay);
  Meet(a, b);
  MakeCoalition({a, b});
  // A member sees its own attendance, hence no partner in the room.
  EXPECT_THAT(FollowUps(world_.Member(a), event), ElementsAre("a: silent"));
  v1::ListFollowUpsRequest request;
  request.set_name(event);
  EXPECT_EQ(ReasonName(ListFollowUps(world_.Stranger(), world_.directory(), request).status()),
            "NOT_FOUND");
}

TEST_F(EventCallsTest, WhereItIsNotedWhoCameTheOthersAreNotMissed) {
  const std::string a = Make("a");
  const std::string b = Make("b");
  const std::string event = MakeEvent();
  Attend(event, {a, b});
  EXPECT_EQ(FollowUps(world_.Coordinator(), event).size(), 2u);
  Attend(event, {a}, /*attended=*/true);
  EXPECT_THAT(FollowUps(world_.Coordinator(), event), ElementsAre("a: silent"));
}

}  // namespace
}  // namespace tashbik::services
