// Introductions by example: who may take which step, and what nobody learns.
#include "services/introductions.h"

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "graph/explain.h"
#include "graph/paths.h"
#include "services/errors.h"
#include "services/limits.h"
#include "services/names.h"
#include "services/purge.h"
#include "services/times.h"
#include "services/visibility.h"
#include "tests/testing/meeting_world.h"
#include "tests/testing/test_directory.h"

namespace tashbik::services {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::MeetingActor;
using testing::MeetingWorld;
using testing::ReasonName;

constexpr absl::Duration kDay = absl::Hours(24);

class Introductions : public ::testing::Test {
 protected:
  absl::StatusOr<v1::Introduction> Ask(
      const CallContext& call, const std::string& partner,
      const std::function<void(v1::RequestIntroductionRequest&)>& change = [](auto&) {}) {
    v1::RequestIntroductionRequest request;
    request.set_partner(partner);
    request.set_message("Shall we meet?");
    change(request);
    return world_.introductions().Request(call, request);
  }
  absl::StatusOr<v1::Introduction> Get(const CallContext& call, const std::string& name,
                                       const std::string& actor = "") {
    v1::GetIntroductionRequest request;
    request.set_name(name);
    request.set_actor(actor);
    return world_.introductions().Get(call, request);
  }
  absl::StatusOr<v1::Introduction> Accept(const CallContext& call, const std::string& name,
                                          const std::string& actor = "") {
    v1::AcceptIntroductionRequest request;
    request.set_name(name);
    request.set_actor(actor);
    return world_.introductions().Accept(call, request);
  }
  absl::StatusOr<v1::Introduction> Decline(const CallContext& call, const std::string& name,
                                           v1::IntroductionAnswer answer = {}) {
    v1::DeclineIntroductionRequest request;
    request.set_name(name);
    request.set_answer(answer);
    return world_.introductions().Decline(call, request);
  }
  absl::StatusOr<v1::Introduction> Close(const CallContext& call, const std::string& name) {
    v1::CloseIntroductionRequest request;
    request.set_name(name);
    return world_.introductions().Close(call, request);
  }
  absl::StatusOr<v1::Introduction> Revoke(const CallContext& call, const std::string& name) {
    v1::RevokeIntroductionRequest request;
    request.set_name(name);
    return world_.introductions().Revoke(call, request);
  }
  absl::StatusOr<v1::Introduction> Together(const CallContext& call, const std::string& name,
                                            const std::string& title,
                                            const std::vector<std::string>& themes = {}) {
    v1::RecordCollaborationRequest request;
    request.set_name(name);
    request.mutable_collaboration()->set_title(title);
    for (const std::string& theme : themes) request.mutable_collaboration()->add_themes(theme);
    return world_.introductions().RecordCollaboration(call, request);
  }
  v1::ListIntroductionsResponse List(const CallContext& call, const std::string& actor = "") {
    v1::ListIntroductionsRequest request;
    request.set_actor(actor);
    return world_.introductions().List(call, request).value();
  }
  absl::StatusOr<v1::IntroductionSettings> Settings(const CallContext& call,
                                                    const std::string& actor,
                                                    const std::vector<std::string>& questions,
                                                    const std::string& email = "") {
    v1::UpdateIntroductionSettingsRequest request;
    request.mutable_settings()->set_actor(actor);
    request.mutable_settings()->set_notice_email(email);
    for (const std::string& question : questions) {
      request.mutable_settings()->add_vetting_questions(question);
    }
    return world_.introductions().UpdateSettings(call, request);
  }

  MeetingWorld world_;
};

TEST_F(Introductions, ContactsAppearOnceBothAgreedAndGoWhenOneRevokes) {
  const std::string a = world_.Make({.key = "a"});
  const std::string b = world_.Make({.key = "b"});
  const auto asked = Ask(world_.Member(a), b, [](auto& request) {
    v1::Contact& contact = *request.add_contacts();
    contact.set_method("signal");
    contact.set_value("+961");
  });
  ASSERT_TRUE(asked.ok()) << asked.status();
  EXPECT_EQ(asked->state(), v1::INTRODUCTION_STATE_REQUESTED);
  EXPECT_EQ(asked->contacts_size(), 0);
  const auto inbox = Get(world_.Member(b), asked->name());
  ASSERT_TRUE(inbox.ok());
  EXPECT_EQ(inbox->partner(), a);
  EXPECT_EQ(inbox->role(), v1::INTRODUCTION_ROLE_ASKED);
  EXPECT_EQ(inbox->shown_profile().names(0).text(), "a");
  EXPECT_EQ(inbox->contacts_size(), 0);
  const auto accepted = Accept(world_.Member(b), asked->name());
  ASSERT_TRUE(accepted.ok()) << accepted.status();
  ASSERT_EQ(accepted->contacts_size(), 1);
  EXPECT_EQ(accepted->contacts(0).value(), "+961");
  EXPECT_EQ(Get(world_.Member(a), asked->name())->contacts(0).value(), "b@mail");
  EXPECT_EQ(ReasonName(Ask(world_.Member(b), a).status()), "STATE_CONFLICT");
  const auto revoked = Revoke(world_.Member(a), asked->name());
  ASSERT_TRUE(revoked.ok());
  EXPECT_EQ(revoked->contacts_size(), 0);
  const auto other = Get(world_.Member(b), asked->name());
  EXPECT_EQ(other->state(), v1::INTRODUCTION_STATE_REVOKED);
  EXPECT_EQ(other->contacts_size(), 0);
  // Not in the store either.
  const auto record = world_.directory().snapshot()->catalog().Find(
      store::v1::KIND_INTRODUCTION, *ParseNameOf(store::v1::KIND_INTRODUCTION, asked->name()));
  EXPECT_EQ(record->record.DebugString().find("@mail"), std::string::npos);
}

// All of an error: details have no order of their own.
std::string TextOf(const absl::Status& status) {
  std::vector<std::string> parts;
  status.ForEachPayload([&](absl::string_view type, const absl::Cord& detail) {
    parts.push_back(absl::StrCat(type, "=", std::string(detail)));
  });
  std::sort(parts.begin(), parts.end());
  return absl::StrCat(static_cast<int>(status.code()), status.message(), absl::StrJoin(parts, " "));
}

// What the asker gets at one moment, of everything that it can ask: bytes.
std::string AllThatTheAskerSees(MeetingWorld& world, const std::string& asker,
                                const std::string& partner, const std::string& name,
                                bool ask_again) {
  const CallContext call = world.Member(asker);
  const auto text = [](const auto& answer) {
    return answer.ok() ? answer->SerializeAsString() : TextOf(answer.status());
  };
  v1::GetIntroductionRequest get;
  get.set_name(name);
  std::string seen = text(world.introductions().Get(call, get));
  v1::ListIntroductionsRequest list;
  absl::StrAppend(&seen, text(world.introductions().List(call, list)));
  list.add_states(v1::INTRODUCTION_STATE_REQUESTED);
  absl::StrAppend(&seen, text(world.introductions().List(call, list)));
  absl::StrAppend(&seen,
                  IntroductionBudget(*call.snapshot, asker, world.now()).SerializeAsString());
  // Steps that are refused, for how they are refused.
  v1::AcceptIntroductionRequest accept;
  accept.set_name(name);
  absl::StrAppend(&seen, text(world.introductions().Accept(call, accept)));
  v1::DeclineIntroductionRequest decline;
  decline.set_name(name);
  absl::StrAppend(&seen, text(world.introductions().Decline(call, decline)));
  v1::RecordCollaborationRequest together;
  together.set_name(name);
  together.mutable_collaboration()->set_title("x");
  absl::StrAppend(&seen, text(world.introductions().RecordCollaboration(call, together)));
  if (!ask_again) return seen;
  v1::RequestIntroductionRequest again;
  again.set_partner(partner);
  again.set_message("Again");
  return absl::StrCat(seen, TextOf(world.introductions().Request(call, again).status()));
}

// The asker's answers day by day, where the other side does `silence` on the second day.
std::vector<std::string> DaysOfTheAsker(
    int capacity, bool ask_again, bool close,
    const std::function<void(MeetingWorld&, const std::string& partner, const std::string& name)>&
        silence) {
  MeetingWorld world;
  const std::string asker = world.Make({.key = "asker"});
  const std::string partner = world.Make({.key = "partner", .capacity = capacity});
  const std::string other = world.Make({.key = "other"});
  const auto ask = [&](const std::string& who) {
    v1::RequestIntroductionRequest request;
    request.set_partner(partner);
    request.set_message("Shall we meet?");
    return world.introductions().Request(world.Member(who), request);
  };
  EXPECT_TRUE(ask(other).ok());
  const auto asked = ask(asker);
  EXPECT_TRUE(asked.ok()) << asked.status();
  std::vector<std::string> days = {asked->SerializeAsString()};
  world.Advance(kDay);
  silence(world, partner, asked->name());
  for (int day = 1; day < 33; ++day) {
    // After it closed, another request would be taken in every world; until then none is.
    days.push_back(
        AllThatTheAskerSees(world, asker, partner, asked->name(), ask_again && day < 30));
    if (close && day == 20) {
      v1::CloseIntroductionRequest request;
      request.set_name(asked->name());
      const auto closed = world.introductions().Close(world.Member(asker), request);
      days.push_back(closed.ok() ? closed->SerializeAsString() : TextOf(closed.status()));
      ask_again = false;
    }
    world.Advance(day % 2 == 0 ? kDay - absl::Nanoseconds(1) : kDay + absl::Nanoseconds(1));
  }
  return days;
}

TEST_F(Introductions, SilenceLooksTheSameToTheAsker) {
  const auto ignore = [](MeetingWorld&, const std::string&, const std::string&) {};
  const auto decline = [](MeetingWorld& world, const std::string& partner,
                          const std::string& name) {
    v1::DeclineIntroductionRequest request;
    request.set_name(name);
    EXPECT_TRUE(world.introductions().Decline(world.Member(partner), request).ok());
  };
  const auto look = [](MeetingWorld& world, const std::string& partner, const std::string& name) {
    v1::GetIntroductionRequest request;
    request.set_name(name);
    EXPECT_TRUE(world.introductions().Get(world.Member(partner), request).ok());
  };
  const auto hide = [](MeetingWorld& world, const std::string& partner, const std::string&) {
    world.SetTier(partner, v1::TIER_PRIVATE);
  };
  const auto erase = [](MeetingWorld& world, const std::string& partner, const std::string&) {
    world.Delete(partner);
  };
  const auto ask_questions = [](MeetingWorld& world, const std::string& partner,
                                const std::string&) {
    v1::UpdateIntroductionSettingsRequest request;
    request.mutable_settings()->set_actor(partner);
    request.mutable_settings()->add_vetting_questions("Who are you?");
    EXPECT_TRUE(world.introductions().UpdateSettings(world.Member(partner), request).ok());
  };
  for (const bool close : {false, true}) {
    const std::vector<std::string> ignored = DaysOfTheAsker(0, true, close, ignore);
    EXPECT_EQ(ignored, DaysOfTheAsker(0, true, close, decline)) << "declined";
    EXPECT_EQ(ignored, DaysOfTheAsker(0, true, close, look)) << "looked at";
    EXPECT_EQ(ignored, DaysOfTheAsker(1, true, close, ignore)) << "held back for good";
    EXPECT_EQ(ignored, DaysOfTheAsker(2, true, close, decline)) << "declined, with little room";
    EXPECT_EQ(ignored, DaysOfTheAsker(0, true, close, ask_questions)) << "questions since";
    // That it is hidden now, the asker sees anyway: it asks no second time.
    const std::vector<std::string> alone = DaysOfTheAsker(0, false, close, ignore);
    EXPECT_EQ(alone, DaysOfTheAsker(0, false, close, hide)) << "hidden";
    EXPECT_EQ(alone, DaysOfTheAsker(0, false, close, erase)) << "deleted";
    // The comparison can fail.
    const auto say = [](MeetingWorld& world, const std::string& partner, const std::string& name) {
      v1::DeclineIntroductionRequest request;
      request.set_name(name);
      request.set_answer(v1::INTRODUCTION_ANSWER_NOT_NOW);
      EXPECT_TRUE(world.introductions().Decline(world.Member(partner), request).ok());
    };
    EXPECT_NE(ignored, DaysOfTheAsker(0, true, close, say)) << "answered";
  }
}

TEST_F(Introductions, AChosenAnswerIsToldAtOnceAndNoIsRespected) {
  const std::string a = world_.Make({.key = "a"});
  const std::string b = world_.Make({.key = "b"});
  const std::string first = Ask(world_.Member(a), b)->name();
  ASSERT_TRUE(Decline(world_.Member(b), first, v1::INTRODUCTION_ANSWER_NOT_NOW).ok());
  EXPECT_EQ(Get(world_.Member(a), first)->state(), v1::INTRODUCTION_STATE_CLOSED);
  EXPECT_EQ(Get(world_.Member(a), first)->answer(), v1::INTRODUCTION_ANSWER_NOT_NOW);
  const std::string second = Ask(world_.Member(a), b)->name();
  ASSERT_TRUE(Decline(world_.Member(b), second, v1::INTRODUCTION_ANSWER_NO).ok());
  EXPECT_EQ(ReasonName(Ask(world_.Member(a), b).status()), "STATE_CONFLICT");
  // The side that said no may ask itself.
  EXPECT_TRUE(Ask(world_.Member(b), a).ok());
}

TEST_F(Introductions, RequestsEndAndAreLimited) {
  const std::string a = world_.Make({.key = "a"});
  const std::string b = world_.Make({.key = "b"});
  const std::string name = Ask(world_.Member(a), b)->name();
  EXPECT_EQ(ReasonName(Ask(world_.Member(a), b).status()), "STATE_CONFLICT");
  world_.Advance(kIntroductionTime - absl::Nanoseconds(1));
  EXPECT_EQ(Get(world_.Member(a), name)->state(), v1::INTRODUCTION_STATE_REQUESTED);
  world_.Advance(absl::Nanoseconds(1));
  EXPECT_EQ(Get(world_.Member(a), name)->state(), v1::INTRODUCTION_STATE_CLOSED);
  EXPECT_EQ(ReasonName(Accept(world_.Member(b), name).status()), "STATE_CONFLICT");
  std::vector<std::string> others;
  for (int i = 0; i < kMaxRequestsPerWeek; ++i) {
    EXPECT_TRUE(Ask(world_.Member(a), world_.Make({.key = absl::StrCat("other", i)})).ok());
  }
  const absl::Status refused = Ask(world_.Member(a), b).status();
  EXPECT_EQ(ReasonName(refused), "BUDGET_EXHAUSTED");
  EXPECT_THAT(std::string(refused.message()), HasSubstr("20 requests"));
  EXPECT_EQ(IntroductionBudget(*world_.directory().snapshot(), a, world_.now()).remaining(), 0);
  world_.Advance(kRequestsTime);
  EXPECT_TRUE(Ask(world_.Member(a), b).ok());
}

TEST_F(Introductions, WhatThereIsNoRoomForComesLaterOrNever) {
  const std::string b = world_.Make({.key = "b", .capacity = 1});
  const std::string a = world_.Make({.key = "a"});
  const std::string c = world_.Make({.key = "c"});
  const std::string d = world_.Make({.key = "d"});
  ASSERT_TRUE(Ask(world_.Member(a), b).ok());
  world_.Advance(10 * kDay);
  const std::string held = Ask(world_.Member(c), b)->name();
  const std::string never = Ask(world_.Member(d), b)->name();
  EXPECT_EQ(List(world_.Member(b)).introductions_size(), 1);
  EXPECT_EQ(ReasonName(Get(world_.Member(b), held).status()), "NOT_FOUND");
  EXPECT_EQ(ReasonName(Accept(world_.Member(b), held).status()), "NOT_FOUND");
  world_.Advance(20 * kDay);
  EXPECT_TRUE(Get(world_.Member(b), held).ok());
  EXPECT_EQ(List(world_.Member(b)).introductions_size(), 2);
  world_.Advance(60 * kDay);
  EXPECT_EQ(ReasonName(Get(world_.Member(b), never).status()), "NOT_FOUND");
}

TEST_F(Introductions, OnlyWhomOneSeesCanBeAsked) {
  const std::string a = world_.Make({.key = "a"});
  const std::string hidden = world_.Make({.key = "hidden", .tier = v1::TIER_BROKERED});
  const std::string alone = world_.Make({.key = "alone", .tier = v1::TIER_PRIVATE});
  const auto unknown = Ask(world_.Member(a), "organizations/zzzzzzzzzzzzzzzz").status();
  for (const std::string& name : {hidden, alone}) {
    const auto refused = Ask(world_.Member(a), name).status();
    EXPECT_EQ(ReasonName(refused), "NOT_FOUND");
    EXPECT_EQ(refused.code(), unknown.code());
  }
  // Not even by the account that owns it.
  const auto as_a = [&](auto& request) { request.set_actor(a); };
  EXPECT_EQ(ReasonName(Ask(world_.Coordinator(), alone, as_a).status()), "NOT_FOUND");
  // Whom only the coordinator sees it may broker, not name.
  EXPECT_EQ(ReasonName(Ask(world_.Coordinator(), hidden, as_a).status()), "STATE_CONFLICT");
  // Who is there for itself alone may ask, and shows what it chose.
  const auto asked = Ask(world_.Member(alone), a);
  ASSERT_TRUE(asked.ok()) << asked.status();
  const auto shown = Get(world_.Member(a), asked->name());
  EXPECT_EQ(shown->partner(), alone);
  EXPECT_EQ(shown->shown_profile().names(0).text(), "alone");
  EXPECT_EQ(shown->shown_profile().contacts_size(), 0);
}

TEST_F(Introductions, QuestionsAreAnsweredFirst) {
  const std::string a = world_.Make({.key = "a"});
  const std::string b = world_.Make({.key = "b"});
  ASSERT_TRUE(
      Settings(world_.Member(b), b, {"Who are you?", "Who knows you?"}, "b@example.org").ok());
  v1::GetIntroductionSettingsRequest get;
  get.set_actor(b);
  const auto seen = world_.introductions().GetSettings(world_.Member(a), get);
  EXPECT_THAT(seen->vetting_questions(), ElementsAre("Who are you?", "Who knows you?"));
  EXPECT_EQ(seen->notice_email(), "");
  EXPECT_EQ(world_.introductions().GetSettings(world_.Coordinator(), get)->notice_email(), "");
  EXPECT_EQ(world_.introductions().GetSettings(world_.Member(b), get)->notice_email(),
            "b@example.org");
  const auto answering = [](const std::vector<std::string>& answers) {
    return [answers](auto& request) {
      for (const std::string& answer : answers) request.add_vetting_answers(answer);
    };
  };
  EXPECT_EQ(ReasonName(Ask(world_.Member(a), b, answering({"One"})).status()), "STATE_CONFLICT");
  EXPECT_EQ(ReasonName(Ask(world_.Member(a), b, answering({"One", "  "})).status()),
            "STATE_CONFLICT");
  EXPECT_EQ(ReasonName(Ask(world_.Member(a), b, answering({"1", "2", "3"})).status()),
            "FIELD_INVALID");
  const auto asked = Ask(world_.Member(a), b, answering({"A group", "C does"}));
  ASSERT_TRUE(asked.ok()) << asked.status();
  // The questions as they stood then.
  ASSERT_TRUE(Settings(world_.Member(b), b, {"Something else?"}).ok());
  const auto inbox = Get(world_.Member(b), asked->name());
  EXPECT_EQ(inbox->vetting_answers(1).question(), "Who knows you?");
  EXPECT_EQ(inbox->vetting_answers(1).answer(), "C does");
}

TEST_F(Introductions, ACoordinatorActsForItsActorsButDoesNotForce) {
  const std::string a = world_.Make({.key = "a"});
  const std::string b = world_.Make({.key = "b"});
  const std::string mute = world_.Make({.key = "mute", .account = false});
  // For an actor with an account, the request waits for that account.
  const auto asked = Ask(world_.Coordinator(), b, [&](auto& request) { request.set_actor(a); });
  ASSERT_TRUE(asked.ok()) << asked.status();
  EXPECT_FALSE(asked->agreed());
  EXPECT_EQ(ReasonName(Get(world_.Member(b), asked->name()).status()), "NOT_FOUND");
  EXPECT_EQ(ReasonName(Accept(world_.Coordinator(), asked->name(), a).status()),
            "PERMISSION_DENIED");
  ASSERT_TRUE(Accept(world_.Member(a), asked->name()).ok());
  EXPECT_TRUE(Get(world_.Member(b), asked->name()).ok());
  // It sees what is pending for its actors, and says which it means.
  EXPECT_EQ(ReasonName(Accept(world_.Coordinator(), asked->name(), b).status()),
            "PERMISSION_DENIED");
  EXPECT_EQ(List(world_.Coordinator(), b).introductions_size(), 1);
  EXPECT_EQ(Get(world_.Coordinator(), asked->name(), b)->role(), v1::INTRODUCTION_ROLE_ASKED);
  // For one without, it does all.
  const std::string name = Ask(world_.Member(a), mute)->name();
  const auto accepted = Accept(world_.Coordinator(), name, mute);
  ASSERT_TRUE(accepted.ok()) << accepted.status();
  EXPECT_EQ(accepted->contacts(0).value(), "a@mail");
  // Not one of another hub.
  EXPECT_EQ(ReasonName(Get(world_.Stranger(), name, mute).status()), "NOT_FOUND");
  v1::ListIntroductionsRequest list;
  list.set_actor(mute);
  EXPECT_EQ(ReasonName(world_.introductions().List(world_.Stranger(), list).status()), "NOT_FOUND");
}

TEST_F(Introductions, BrokeredSidesDoNotLearnOfEachOtherBeforeBothAgreed) {
  const std::string a = world_.Make({.key = "a", .tier = v1::TIER_BROKERED});
  const std::string b = world_.Make({.key = "b", .tier = v1::TIER_BROKERED});
  v1::BrokerIntroductionRequest request;
  request.set_first(a);
  request.set_second(b);
  request.set_message_to_first("A group abroad");
  request.set_message_to_second("A group at home");
  EXPECT_EQ(ReasonName(world_.introductions().Broker(world_.Stranger(), request).status()),
            "NOT_FOUND");
  const auto brokered = world_.introductions().Broker(world_.Coordinator(), request);
  ASSERT_TRUE(brokered.ok()) << brokered.status();
  EXPECT_THAT(brokered->parties(), ElementsAre(a, b));
  const std::string name = brokered->name();
  const auto first = Get(world_.Member(a), name);
  ASSERT_TRUE(first.ok());
  EXPECT_EQ(first->partner(), "");
  EXPECT_EQ(first->message(), "A group abroad");
  EXPECT_EQ(first->parties_size(), 0);
  const std::string before = first->SerializeAsString();
  ASSERT_TRUE(Accept(world_.Member(b), name).ok());
  EXPECT_EQ(Get(world_.Member(a), name)->SerializeAsString(), before);
  EXPECT_THAT(Get(world_.Coordinator(), name)->agreed_parties(), ElementsAre(b));
  const auto both = Accept(world_.Member(a), name);
  EXPECT_EQ(both->partner(), b);
  EXPECT_EQ(both->contacts(0).value(), "b@mail");
  EXPECT_EQ(Get(world_.Coordinator(), name)->contacts_size(), 0);
}

TEST_F(Introductions, ASilentRefusalOfABrokeredSideIsNoSignalToTheOther) {
  const std::string a = world_.Make({.key = "a"});
  const std::string b = world_.Make({.key = "b"});
  v1::BrokerIntroductionRequest request;
  request.set_first(a);
  request.set_second(b);
  request.set_message_to_first("1");
  request.set_message_to_second("2");
  const std::string name = world_.introductions().Broker(world_.Coordinator(), request)->name();
  ASSERT_TRUE(Accept(world_.Member(a), name).ok());
  const std::string before = Get(world_.Member(a), name)->SerializeAsString();
  const std::string to_broker = Get(world_.Coordinator(), name)->SerializeAsString();
  ASSERT_TRUE(Decline(world_.Member(b), name).ok());
  EXPECT_EQ(Get(world_.Member(a), name)->SerializeAsString(), before);
  EXPECT_EQ(Get(world_.Coordinator(), name)->SerializeAsString(), to_broker);
  EXPECT_EQ(Get(world_.Member(b), name)->state(), v1::INTRODUCTION_STATE_CLOSED);
}

TEST_F(Introductions, ACollaborationBecomesACoalitionThatIsATie) {
  world_.MakeTheme("statelessness");
  const std::string a = world_.Make({.key = "a"});
  const std::string b = world_.Make({.key = "b", .tier = v1::TIER_NETWORK});
  const std::string name = Ask(world_.Member(a), b)->name();
  EXPECT_EQ(ReasonName(Together(world_.Member(a), name, "x").status()), "STATE_CONFLICT");
  ASSERT_TRUE(Accept(world_.Member(b), name).ok());
  const auto one = Together(world_.Member(a), name, "Campaign", {"themes/statelessness"});
  ASSERT_TRUE(one.ok()) << one.status();
  EXPECT_TRUE(one->collaboration().recorded());
  EXPECT_EQ(one->collaboration().coalition(), "");
  EXPECT_FALSE(Get(world_.Member(b), name)->collaboration().recorded());
  const auto both = Together(world_.Member(b), name, "Our campaign");
  ASSERT_TRUE(both.ok()) << both.status();
  v1::GetCoalitionRequest get;
  get.set_name(both->collaboration().coalition());
  v1::Coalition coalition;
  const Resources coalitions(world_.directory(), store::v1::KIND_COALITION);
  ASSERT_TRUE(coalitions.Get(world_.Member(a), get, coalition).ok());
  EXPECT_EQ(coalition.names(0).text(), "Campaign");
  EXPECT_THAT(coalition.themes(), ElementsAre("themes/statelessness"));
  EXPECT_EQ(coalition.visibility().tier(), v1::TIER_HUB);
  EXPECT_EQ(ReasonName(coalitions.Get(world_.Stranger(), get, coalition)), "NOT_FOUND");
  graph::PathsQuery path;
  path.from = ParseActorName(a)->id;
  path.to = ParseActorName(b)->id;
  path.max_links = 2;
  path.count = 1;
  const auto paths = graph::FindPaths(world_.directory().snapshot()->network(),
                                      ToAudience(world_.Member(a).viewer), path, nullptr);
  EXPECT_EQ(paths.size(), 1u);
  graph::ExplainQuery explain;
  explain.asker = path.from;
  explain.partner = path.to;
  const auto explained = graph::ExplainPartner(world_.directory().snapshot()->network(),
                                               ToAudience(world_.Member(a).viewer), explain);
  ASSERT_TRUE(explained.has_value());
  EXPECT_TRUE(explained->partners);
}

TEST_F(Introductions, ErasingAnActorErasesWhatItGave) {
  const std::string a = world_.Make({.key = "a"});
  const std::string b = world_.Make({.key = "b"});
  const std::string name = Ask(world_.Member(a), b)->name();
  ASSERT_TRUE(Accept(world_.Member(b), name).ok());
  world_.Delete(b);
  EXPECT_EQ(Get(world_.Member(a), name)->contacts_size(), 0);
  world_.Advance(kUndeleteTime + kDay);
  ASSERT_TRUE(PurgeDeleted(world_.directory()).ok());
  const auto left = Get(world_.Member(a), name);
  ASSERT_TRUE(left.ok());
  EXPECT_EQ(left->state(), v1::INTRODUCTION_STATE_REVOKED);
  const auto record = world_.directory().snapshot()->catalog().Find(
      store::v1::KIND_INTRODUCTION, *ParseNameOf(store::v1::KIND_INTRODUCTION, name));
  EXPECT_EQ(record->record.DebugString().find("@mail"), std::string::npos);
}

TEST_F(Introductions, NoticesGoToThoseForWhomSomethingNewWaits) {
  std::vector<std::string> told;
  world_.tell = [&](const std::string& email) { told.push_back(email); };
  const std::string a = world_.Make({.key = "a"});
  const std::string b = world_.Make({.key = "b", .capacity = 1});
  const std::string c = world_.Make({.key = "c"});
  ASSERT_TRUE(Settings(world_.Member(a), a, {}, "a@example.org").ok());
  ASSERT_TRUE(Settings(world_.Member(b), b, {}, "b@example.org").ok());
  const std::string name = Ask(world_.Member(a), b)->name();
  EXPECT_THAT(told, ElementsAre("b@example.org"));
  told.clear();
  ASSERT_TRUE(Ask(world_.Member(c), b).ok());  // held back
  EXPECT_THAT(told, IsEmpty());
  ASSERT_TRUE(Accept(world_.Member(b), name).ok());
  EXPECT_THAT(told, ElementsAre("a@example.org", "b@example.org"));
  told.clear();
  const std::string other = Ask(world_.Member(a), c)->name();
  ASSERT_TRUE(Decline(world_.Member(c), other).ok());
  EXPECT_THAT(told, IsEmpty());
}

// All that somebody reads who has no part in what others do.
std::string AllThatABystanderSees(MeetingWorld& world, const std::string& bystander,
                                  const std::vector<std::string>& actors) {
  std::string seen;
  for (const CallContext& call : {world.Member(bystander), world.Stranger()}) {
    const auto add = [&](const auto& answer) {
      absl::StrAppend(&seen, answer.ok() ? answer->SerializeAsString() : TextOf(answer.status()),
                      "|");
    };
    add(world.introductions().List(call, {}));
    add(world.feedback().List(call, {}));
    v1::ListFeedbackRequest queue;
    queue.set_queue(true);
    add(world.feedback().List(call, queue));
    for (const std::string& actor : actors) {
      v1::GetIntroductionSettingsRequest settings;
      settings.set_actor(actor);
      add(world.introductions().GetSettings(call, settings));
      v1::ListIntroductionsRequest list;
      list.set_actor(actor);
      add(world.introductions().List(call, list));
      absl::StrAppend(
          &seen, IntroductionBudget(*call.snapshot, bystander, world.now()).SerializeAsString());
      graph::SuggestQuery query;
      query.asker = ParseActorName(actor)->id;
      ApplyFeedback(*call.snapshot, call.viewer, query);
      for (const auto& suggestion :
           graph::SuggestPartners(call.snapshot->network(), ToAudience(call.viewer), query, nullptr)
               .suggestions) {
        absl::StrAppend(&seen, suggestion.actor, " ", suggestion.score, " ");
      }
    }
    for (const char* kind : {"introductions/", "feedback/"}) {
      v1::GetIntroductionRequest get;
      get.set_name("introductions/aaaaaaaaaaaaaaab");
      add(world.introductions().Get(call, get));
      v1::WithdrawFeedbackRequest withdraw;
      withdraw.set_name(absl::StrCat("feedback/aaaaaaaaaaaaaaab", kind[0] == 'f' ? "" : "b"));
      absl::StrAppend(&seen, TextOf(world.feedback().Withdraw(call, withdraw)));
    }
  }
  return seen;
}

TEST_F(Introductions, WhatOthersDoInfluencesNothingThatABystanderReads) {
  const auto see = [](bool busy) {
    MeetingWorld world;
    world.MakeTheme("law");
    std::vector<std::string> actors;
    for (const char* key : {"a", "b", "bystander"}) {
      actors.push_back(world.Make({.key = key, .capacity = 5}));
      v1::Organization organization;
      organization.mutable_profile()->add_issues()->set_theme("themes/law");
      world.Change(actors.back(), organization);
    }
    world.Advance(kDay);
    if (busy) {
      v1::RequestIntroductionRequest request;
      request.set_partner(actors[1]);
      request.set_message("Shall we?");
      EXPECT_TRUE(world.introductions().Request(world.Member(actors[0]), request).ok());
      v1::UpdateIntroductionSettingsRequest settings;
      settings.mutable_settings()->set_actor(actors[0]);
      settings.mutable_settings()->set_notice_email("a@example.org");
      EXPECT_TRUE(world.introductions().UpdateSettings(world.Member(actors[0]), settings).ok());
      for (const auto kind : {v1::FEEDBACK_KIND_WRONG_PARTNER, v1::FEEDBACK_KIND_WRONG_THEME}) {
        v1::GiveFeedbackRequest give;
        give.mutable_feedback()->set_actor(actors[0]);
        give.mutable_feedback()->set_partner(actors[2]);
        give.mutable_feedback()->set_kind(kind);
        if (kind == v1::FEEDBACK_KIND_WRONG_THEME) {
          give.mutable_feedback()->set_theme("themes/law");
        }
        EXPECT_TRUE(world.feedback().Give(world.Member(actors[0]), give).ok());
      }
    }
    return AllThatABystanderSees(world, actors[2], actors);
  };
  EXPECT_EQ(see(true), see(false));
}

TEST_F(Introductions, AllFaultsOfARequestAreToldAtOnce) {
  const std::string a = world_.Make({.key = "a"});
  v1::RequestIntroductionRequest request;
  request.set_message("bad \x01 text");
  request.mutable_show_mask()->add_paths("contacts");
  request.add_contacts();
  const auto refused = world_.introductions().Request(world_.Member(a), request).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(refused.message()), HasSubstr("more faults"));
  for (const char* email : {"no", "a@b@c", "a b@c", "<a@b>", "a@", "@b", "a@b\r\nBcc: c"}) {
    EXPECT_EQ(ReasonName(Settings(world_.Member(a), a, {}, email).status()), "FIELD_INVALID")
        << email;
  }
}

}  // namespace
}  // namespace tashbik::services
