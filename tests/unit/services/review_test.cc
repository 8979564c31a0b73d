// Reviews, vouches, panic codes, confirming and reminders; and the states as a machine, stepped at
// random and compared with one that is written apart.
#include "services/review.h"

#include <map>
#include <random>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/actor_change.h"
#include "services/codes.h"
#include "services/confirmations.h"
#include "services/facts.h"
#include "services/purge.h"
#include "tests/unit/services/registering.h"

namespace tashbik::services {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::ReasonName;

class ReviewTest : public Registering {};

TEST_F(ReviewTest, FromAskingToAMemberOfTheHub) {
  const auto made = Register(Group("Group", v1::TIER_NETWORK));
  const std::string name = made->registration().name();
  const std::string actor = made->registration().actor();
  EXPECT_EQ(ReasonName(Step(ReviewStep::kAnswer, Owner(*made), name)), "STATE_CONFLICT");
  ASSERT_TRUE(Step(ReviewStep::kAsk, Coordinator(), name, "Who knows you?").ok());
  world_.Restart();
  ASSERT_TRUE(Step(ReviewStep::kAnswer, Owner(*made), "registrations/-", "The centre").ok());
  EXPECT_EQ(Seen(Coordinator(), name).state(), v1::REGISTRATION_STATE_PENDING);
  ASSERT_TRUE(Step(ReviewStep::kVerify, Coordinator(), name, "").ok());
  world_.Restart();
  const v1::Registration seen = Seen(Owner(*made), name);
  EXPECT_EQ(seen.state(), v1::REGISTRATION_STATE_VERIFIED);
  ASSERT_EQ(seen.notes_size(), 2);
  EXPECT_TRUE(seen.notes(0).from_coordinator());
  EXPECT_EQ(seen.notes(1).text(), "The centre");
  EXPECT_TRUE(IsMember(actor, hub_));
  EXPECT_EQ(Actor(Owner(*made), actor).state(), v1::ACTOR_STATE_VERIFIED);
  EXPECT_TRUE(Sees(Owner(Member("Another")), actor));
  EXPECT_TRUE(Sees(OtherCoordinator(), actor)) << "its tier counts now";
  EXPECT_EQ(ReasonName(Step(ReviewStep::kVerify, Coordinator(), name)), "STATE_CONFLICT");
}

TEST_F(ReviewTest, IsOfTheReviewingHubsCoordinators) {
  const auto made = Register(Group("Group"));
  const std::string name = made->registration().name();
  const std::string missing = "registrations/aaaaaaaaaaaaaaaa";
  for (const ReviewStep step :
       {ReviewStep::kVerify, ReviewStep::kAsk, ReviewStep::kRefuse, ReviewStep::kAnswer}) {
    const absl::Status refused = Step(step, OtherCoordinator(), name);
    EXPECT_EQ(Told(refused), absl::StrReplaceAll(Told(Step(step, OtherCoordinator(), missing)),
                                                 {{missing, name}}));
    if (step != ReviewStep::kAnswer) {
      EXPECT_EQ(ReasonName(Step(step, Owner(*made), name)), "NOT_FOUND")
          << "nobody verifies itself";
    }
  }
  EXPECT_EQ(ReasonName(Step(ReviewStep::kAnswer, Coordinator(), name)), "NOT_FOUND");
  EXPECT_EQ(ReasonName(Step(ReviewStep::kAsk, Coordinator(), name, " ")), "FIELD_REQUIRED");
  EXPECT_EQ(ReasonName(Step(ReviewStep::kAsk, Coordinator(), "hubs/x")), "FIELD_INVALID");
  EXPECT_EQ(ReasonName(Step(ReviewStep::kAsk, Coordinator(), name, "\x07")), "TEXT_REFUSED");
}

TEST_F(ReviewTest, RefusingEndsAMembership) {
  const v1::RegisterResponse made = Member("Group");
  const std::string actor = made.registration().actor();
  const v1::RegisterResponse another = Member("Another");
  ASSERT_TRUE(Sees(Owner(another), actor));
  ASSERT_TRUE(Step(ReviewStep::kRefuse, Coordinator(), made.registration().name()).ok());
  EXPECT_FALSE(IsMember(actor, hub_));
  EXPECT_FALSE(Sees(Owner(another), actor));
  EXPECT_TRUE(Sees(Owner(made), actor));
  EXPECT_TRUE(Owner(made).viewer.member_hubs.empty());
  // A coordinator may think again.
  ASSERT_TRUE(Step(ReviewStep::kVerify, Coordinator(), made.registration().name()).ok());
  EXPECT_TRUE(Sees(Owner(another), actor));
}

TEST_F(ReviewTest, ADeletedGroupIsNotVerified) {
  const auto made = Register(Group("Group"));
  v1::DeleteOrganizationRequest remove;
  remove.set_name(made->registration().actor());
  v1::Organization gone;
  ASSERT_TRUE(world_.Of(store::v1::KIND_ORGANIZATION).Delete(Owner(*made), remove, gone).ok());
  const std::string name = made->registration().name();
  EXPECT_EQ(ReasonName(Step(ReviewStep::kVerify, Coordinator(), name)), "STATE_CONFLICT");
  EXPECT_EQ(ReasonName(Vouch(Owner(Member("V")), made->vouch_code()).status()), "CODE_REFUSED");
  EXPECT_TRUE(Step(ReviewStep::kRefuse, Coordinator(), name).ok());
}

TEST_F(ReviewTest, VouchesAreShownToTheCoordinatorAndVerifyNobody) {
  const auto made = Register(Group("Group"));
  const std::string name = made->registration().name();
  const v1::RegisterResponse one = Member("One");
  const v1::RegisterResponse two = Member("Two");
  EXPECT_EQ(*Vouch(Owner(one), made->vouch_code()), name);
  EXPECT_EQ(ReasonName(Vouch(Owner(one), made->vouch_code()).status()), "STATE_CONFLICT");
  ASSERT_TRUE(Vouch(Owner(two), absl::AsciiStrToUpper(made->vouch_code())).ok());
  EXPECT_EQ(ReasonName(Vouch(Owner(*made), made->vouch_code()).status()), "PERMISSION_DENIED");
  EXPECT_EQ(ReasonName(Vouch(Owner(one), one.vouch_code()).status()), "STATE_CONFLICT");
  EXPECT_EQ(ReasonName(Vouch(Owner(one), made->panic_code()).status()), "CODE_REFUSED");
  EXPECT_EQ(ReasonName(Vouch(Owner(one), "").status()), "FIELD_REQUIRED");
  EXPECT_EQ(Seen(Coordinator(), name).vouch_count(), 2);
  EXPECT_EQ(Seen(Coordinator(), name).vouches(0).actor(), one.registration().actor());
  EXPECT_EQ(Seen(Owner(*made), name).vouch_count(), 2);
  EXPECT_TRUE(Seen(Owner(*made), name).vouches().empty()) << "who registers does not learn who";
  EXPECT_EQ(Seen(Owner(one), name).name(), "") << "who vouches learns nothing else";
  EXPECT_EQ(Seen(Coordinator(), name).state(), v1::REGISTRATION_STATE_PENDING);

  ASSERT_TRUE(Step(ReviewStep::kVerify, Coordinator(), name).ok());
  ASSERT_TRUE(Withdraw(Owner(two), name).ok());
  EXPECT_EQ(ReasonName(Withdraw(Owner(two), name)), "NOT_FOUND");
  EXPECT_EQ(ReasonName(Withdraw(Owner(*made), name)), "NOT_FOUND");
  EXPECT_EQ(Seen(Coordinator(), name).state(), v1::REGISTRATION_STATE_REVIEW);
  EXPECT_EQ(Seen(Coordinator(), name).vouch_count(), 1);
  EXPECT_TRUE(IsMember(made->registration().actor(), hub_)) << "nothing cascades";
  // Asking is answered into REVIEW again, not PENDING.
  ASSERT_TRUE(Step(ReviewStep::kAsk, Coordinator(), name).ok());
  ASSERT_TRUE(Step(ReviewStep::kAnswer, Owner(*made), name).ok());
  EXPECT_EQ(Seen(Coordinator(), name).state(), v1::REGISTRATION_STATE_REVIEW);
  ASSERT_TRUE(Step(ReviewStep::kRefuse, Coordinator(), name).ok());
  EXPECT_EQ(ReasonName(Vouch(Owner(two), made->vouch_code()).status()), "CODE_REFUSED");
}

TEST_F(ReviewTest, WhatIsPurgedTakesItsRegistrationAlong) {
  const auto made = Register(Group("Group"));
  const std::string panic = RecordOf(made->registration().actor()).panic_code();
  v1::DeleteOrganizationRequest remove;
  remove.set_name(made->registration().actor());
  v1::Organization gone;
  ASSERT_TRUE(world_.Of(store::v1::KIND_ORGANIZATION).Delete(Owner(*made), remove, gone).ok());
  world_.Advance(absl::Hours(24 * 31));
  ASSERT_TRUE(PurgeDeleted(directory()).ok());
  const auto now = directory().snapshot();
  EXPECT_EQ(now->catalog().Count(store::v1::KIND_REGISTRATION), 0u);
  EXPECT_TRUE(absl::IsNotFound(now->Read(store::v1::KIND_PANIC_CODE, panic).status()));
}

class PanicTest : public Registering {
 protected:
  absl::Status Use(const std::string& code) {
    return UsePanicCode(directory(), code, absl::InfiniteFuture());
  }
};

TEST_F(PanicTest, HidesAndDoesNothingElse) {
  const v1::RegisterResponse made = Member("Group");
  const v1::RegisterResponse another = Member("Another");
  const std::string actor = made.registration().actor();
  store::v1::Record before = RecordOf(actor);
  ASSERT_TRUE(Sees(Owner(another), actor));
  ASSERT_TRUE(Use(absl::AsciiStrToUpper(made.panic_code())).ok());
  world_.Restart();
  EXPECT_FALSE(Sees(Owner(another), actor));
  EXPECT_FALSE(Sees(Coordinator(), actor));
  EXPECT_TRUE(Sees(Owner(made), actor));
  store::v1::Record after = RecordOf(actor);
  EXPECT_EQ(after.organization().visibility().tier(), v1::TIER_PRIVATE);
  after.mutable_organization()->mutable_visibility()->set_tier(v1::TIER_HUB);
  after.clear_tier_update_micros();
  before.clear_tier_update_micros();
  EXPECT_EQ(Canonical(after), Canonical(before)) << "nothing else changed";
  EXPECT_TRUE(Use(made.panic_code()).ok()) << "again";
  EXPECT_TRUE(IsMember(actor, hub_));
}

TEST_F(PanicTest, HidesWhoWaitsFromTheReviewersToo) {
  const auto made = Register(Group("Waits"));
  ASSERT_TRUE(Sees(Coordinator(), made->registration().actor()));
  ASSERT_TRUE(Use(made->panic_code()).ok());
  EXPECT_FALSE(Sees(Coordinator(), made->registration().actor()));
}

TEST_F(PanicTest, ACodeThatIsNotGoodIsAnsweredAlikeAndHidesNothing) {
  const v1::RegisterResponse made = Member("Group");
  const std::string actor = made.registration().actor();
  const std::string id = RecordOf(actor).panic_code();
  uint64_t written = 0;
  for (const std::string& code :
       {std::string("hello"), std::string(1 << 20, 'a'), made.vouch_code(),
        ShownCode(CodeFor::kPanic, NewCode(id)), ShownCode(CodeFor::kPanic, NewCode(NewId())),
        ShownCode(CodeFor::kPanic, NewCode(IdIn(actor)))}) {
    EXPECT_TRUE(Use(code).ok());
    const auto decoy = directory().snapshot()->Read(store::v1::KIND_PANIC_CODE, "decoy");
    ASSERT_TRUE(decoy.ok());
    EXPECT_EQ((*decoy)->version, ++written)
        << "a write for nothing, so that a stopwatch tells nothing";
    EXPECT_TRUE(Sees(Coordinator(), actor));
  }
  EXPECT_EQ(ReasonName(Use("")), "FIELD_REQUIRED");
}

TEST_F(PanicTest, HoldsAfterTheOwnerChangedTheRecord) {
  const v1::RegisterResponse made = Member("Group");
  const std::string actor = made.registration().actor();
  v1::UpdateOrganizationRequest update;
  update.mutable_organization()->set_name(actor);
  update.mutable_organization()->mutable_profile()->set_base_country("TN");
  update.mutable_update_mask()->add_paths("profile.base_country");
  v1::Organization changed;
  ASSERT_TRUE(world_.Of(store::v1::KIND_ORGANIZATION).Update(Owner(made), update, changed).ok());
  EXPECT_EQ(RecordOf(actor).consents_size(), 1);
  ASSERT_TRUE(Use(made.panic_code()).ok());
  EXPECT_FALSE(Sees(Coordinator(), actor));
}

TEST_F(PanicTest, ANewCodeEndsTheOneBefore) {
  const v1::RegisterResponse made = Member("Group");
  const std::string actor = made.registration().actor();
  std::string code;
  ASSERT_TRUE(Write([&](const Snapshot& now) {
                return PlanPanicCode({}, now, directory(), Owner(made).viewer, code);
              }).ok());
  EXPECT_NE(code, made.panic_code());
  EXPECT_TRUE(Use(made.panic_code()).ok());
  EXPECT_TRUE(Sees(Coordinator(), actor));
  EXPECT_TRUE(Use(code).ok());
  EXPECT_FALSE(Sees(Coordinator(), actor));
}

class ConfirmTest : public Registering {
 protected:
  std::vector<std::string> Reminders(const CallContext& call,
                                     Language language = Language::kEnglish) {
    const auto answer = RemindersOf(call, language);
    std::vector<std::string> said;
    if (!answer.ok()) return {answer.status().ToString()};
    for (const v1::Reminder& reminder : answer->reminders()) {
      said.push_back(
          absl::StrCat(v1::ReminderKind_Name(reminder.kind()).substr(14), " ", reminder.date()));
      EXPECT_THAT(reminder.sentence(), HasSubstr(reminder.date()));
    }
    return said;
  }
  absl::Status Confirm(const CallContext& call, const std::string& actor) {
    v1::ConfirmActorRequest request;
    request.set_actor(actor);
    return Write([&](const Snapshot& now) {
             return PlanConfirmation(request, now, directory().Now(), call.viewer);
           })
        .status();
  }
  // Moves the clock to a second before midnight (UTC) of the day `days` after today.
  void AdvanceToEndOf(int days) {
    const int64_t now = absl::ToUnixSeconds(directory().Now());
    world_.Advance(absl::Seconds((now / 86'400 + days + 1) * 86'400 - 1 - now));
  }
};

TEST_F(ConfirmTest, AProfileHoldsForAYearAndRemindsByDays) {
  const v1::RegisterResponse made = Member("Group");
  const std::string actor = made.registration().actor();
  const std::string date(ExpireDateOf(RecordOf(actor)));
  const auto today = static_cast<int>(absl::ToUnixSeconds(directory().Now()) / 86'400);
  const int left = *DayOf(date) - today;
  EXPECT_TRUE(left == 365 || left == 366) << date;
  // The token's year ends with the profile's: both are told.
  AdvanceToEndOf(left - 31);
  EXPECT_THAT(Reminders(Owner(made)), IsEmpty());
  world_.Advance(absl::Seconds(1));
  EXPECT_THAT(Reminders(Owner(made)), ::testing::Contains("CONFIRM " + date));
  ASSERT_TRUE(Confirm(Owner(made), actor).ok());
  EXPECT_THAT(Reminders(Owner(made)), ::testing::Not(::testing::Contains("CONFIRM " + date)));
  EXPECT_GT(ExpireDateOf(RecordOf(actor)), date);
}

TEST_F(ConfirmTest, AnExpiredProfileIsTheMostPressing) {
  v1::RegisterRequest request = Group("Group");
  request.set_invitation_code(InvitationCode(/*trusted=*/true));
  const auto made = Register(request);
  const std::string actor = made->registration().actor();
  const CallContext owner = Owner(*made);
  ASSERT_TRUE(Step(ReviewStep::kRefuse, Coordinator(), made->registration().name()).ok());
  ASSERT_TRUE(Step(ReviewStep::kVerify, Coordinator(), made->registration().name()).ok());
  const std::string date(ExpireDateOf(RecordOf(actor)));
  // A viewer of a later day, as its token would be if it held for longer.
  CallContext later = world_.Member(owner.viewer.account, actor);
  later.viewer.day = *DayOf(date);
  EXPECT_THAT(Reminders(later), ElementsAre("CONFIRM " + date)) << "its last day";
  later.viewer.day = *DayOf(date) + 1;
  later.viewer.expires = absl::FromUnixSeconds(int64_t{later.viewer.day + 3} * 86'400);
  EXPECT_THAT(Reminders(later),
              ElementsAre("EXPIRED " + date, "TOKEN " + DateOf(later.viewer.expires)));
  for (const Language language : {Language::kArabic, Language::kFrench}) {
    EXPECT_EQ(Reminders(later, language).size(), 2u);
  }
  const auto arabic = RemindersOf(later, Language::kArabic);
  EXPECT_THAT(arabic->reminders(0).sentence(), HasSubstr("\u2068" + date + "\u2069"))
      << "a date alone would be turned around";
}

TEST_F(ConfirmTest, AnEntrustedProfileIsItsCoordinatorsToConfirm) {
  const graph::Day today = Coordinator().viewer.day;
  const auto on = [](graph::Day day) {
    return DateOf(absl::FromUnixSeconds(int64_t{day} * 86'400));
  };
  const auto make = [&](const std::string& name, graph::Day expires, v1::Tier tier = v1::TIER_HUB) {
    v1::CreateOrganizationRequest request;
    request.mutable_organization()->mutable_profile()->add_names()->set_text(name);
    request.mutable_organization()->mutable_visibility()->set_tier(tier);
    request.mutable_organization()->set_expire_date(on(expires));
    v1::Organization made;
    const absl::Status status =
        world_.Of(store::v1::KIND_ORGANIZATION).Create(Coordinator(), request, made);
    EXPECT_TRUE(status.ok()) << status;
    return made.name();
  };
  make("Later", today + 31);
  make("Soon", today + 30);
  const std::string over = make("Over", today - 1);
  make("Imported", today, v1::TIER_UNCLAIMED);
  make("Known to others", today - 2, v1::TIER_PUBLIC);
  EXPECT_THAT(Reminders(Coordinator()),
              ElementsAre("EXPIRED " + on(today - 2), "EXPIRED " + on(today - 1),
                          "CONFIRM " + on(today), "CONFIRM " + on(today + 30)));
  EXPECT_THAT(Reminders(OtherCoordinator()), IsEmpty()) << "also of one that it sees";
  for (const Language language : {Language::kEnglish, Language::kArabic, Language::kFrench}) {
    const auto said = RemindersOf(Coordinator(), language);
    EXPECT_THAT(said->reminders(1).sentence(), HasSubstr("Over"));
    EXPECT_EQ(said->reminders(1).actor(), over);
  }
  // Whoever has an account of its own sees to it itself.
  const v1::RegisterResponse made = Member("Group");
  CallContext later = Coordinator();
  later.viewer.day = *DayOf(ExpireDateOf(RecordOf(made.registration().actor())));
  EXPECT_THAT(Reminders(later),
              ::testing::Not(::testing::Contains("CONFIRM " + on(later.viewer.day))));
  // Confirmed, or no longer in this hub, it is none of them.
  ASSERT_TRUE(Confirm(Coordinator(), over).ok());
  EXPECT_THAT(
      Reminders(Coordinator()),
      ElementsAre("EXPIRED " + on(today - 2), "CONFIRM " + on(today), "CONFIRM " + on(today + 30)));
}

TEST_F(ConfirmTest, AQuestionIsToBeAnswered) {
  const auto made = Register(Group("Group"));
  EXPECT_THAT(Reminders(Owner(*made)), IsEmpty());
  ASSERT_TRUE(Step(ReviewStep::kAsk, Coordinator(), made->registration().name()).ok());
  EXPECT_THAT(Reminders(Owner(*made)), ElementsAre("ASKED " + DateOf(directory().Now())));
  EXPECT_THAT(Reminders(Coordinator()), IsEmpty());
  ASSERT_TRUE(Step(ReviewStep::kAnswer, Owner(*made), "registrations/-").ok());
  EXPECT_THAT(Reminders(Owner(*made)), IsEmpty());
}

TEST_F(ConfirmTest, ALeapDayHoldsUntilTheFirstOfMarch) {
  store::v1::Record record;
  record.mutable_organization();
  absl::Time leap;
  std::string error;
  ASSERT_TRUE(absl::ParseTime("%Y-%m-%d", "2028-02-29", &leap, &error));
  services::Confirm(record, leap);
  EXPECT_EQ(record.organization().confirm_date(), "2028-02-29");
  EXPECT_EQ(record.organization().expire_date(), "2029-03-01");
}

TEST_F(ConfirmTest, WhoMayNotChangeItMayNotConfirmIt) {
  const v1::RegisterResponse made = Member("Group");
  const std::string actor = made.registration().actor();
  EXPECT_EQ(ReasonName(Confirm(Owner(Member("Another")), actor)), "PERMISSION_DENIED");
  EXPECT_EQ(ReasonName(Confirm(OtherCoordinator(), actor)), "NOT_FOUND");
  EXPECT_TRUE(Confirm(Coordinator(), actor).ok());
  EXPECT_EQ(ReasonName(Confirm(Coordinator(), "organizations/x")), "FIELD_INVALID");
}

TEST_F(ConfirmTest, ConsentLiftsUnclaimedWithWhoAndWhen) {
  v1::CreateOrganizationRequest create;
  create.mutable_organization()->mutable_profile()->add_names()->set_text("Imported");
  create.mutable_organization()->mutable_visibility()->set_tier(v1::TIER_UNCLAIMED);
  v1::Organization made;
  ASSERT_TRUE(world_.Of(store::v1::KIND_ORGANIZATION).Create(Coordinator(), create, made).ok());
  const v1::RegisterResponse member = Member("A member");
  v1::RecordConsentRequest request;
  request.set_actor(made.name());
  *request.mutable_consent() = Agreed();
  const auto record = [&](const CallContext& call) {
    return ReasonName(Write([&](const Snapshot& now) {
                        return PlanConsent(request, now, directory().Now(), call.viewer);
                      }).status());
  };
  EXPECT_EQ(record(OtherCoordinator()), "NOT_FOUND");
  request.set_tier(v1::TIER_UNCLAIMED);
  EXPECT_EQ(record(Coordinator()), "FIELD_INVALID");
  request.clear_tier();
  EXPECT_EQ(record(Coordinator()), "OK");
  EXPECT_EQ(record(Coordinator()), "STATE_CONFLICT");
  world_.Restart();
  EXPECT_TRUE(Sees(Owner(member), made.name()));
  v1::ListConsentsRequest list;
  list.set_actor(made.name());
  const auto consents = ConsentsOf(list, Coordinator());
  ASSERT_TRUE(consents.ok());
  ASSERT_EQ(consents->consents_size(), 1);
  EXPECT_EQ(consents->consents(0).who(), "the board");
  EXPECT_EQ(consents->consents(0).date(), "2026-01-02");
  EXPECT_EQ(ReasonName(ConsentsOf(list, Owner(member)).status()), "PERMISSION_DENIED");
  EXPECT_EQ(ReasonName(ConsentsOf(list, OtherCoordinator()).status()), "NOT_FOUND");
}

// The machine, written apart: what each step may do in each state.
struct Machine {
  v1::RegistrationState state = v1::REGISTRATION_STATE_PENDING;
  bool member = false;
  bool hidden = false;
  std::map<int, bool> vouches;

  bool Verify() {
    if (state == v1::REGISTRATION_STATE_VERIFIED) return false;
    state = v1::REGISTRATION_STATE_VERIFIED;
    return member = true;
  }
  bool Ask() {
    if (state == v1::REGISTRATION_STATE_VERIFIED) return false;
    state = v1::REGISTRATION_STATE_ASKED;
    return true;
  }
  bool Answer() {
    if (state != v1::REGISTRATION_STATE_ASKED) return false;
    state = member ? v1::REGISTRATION_STATE_REVIEW : v1::REGISTRATION_STATE_PENDING;
    return true;
  }
  bool Refuse() {
    if (state == v1::REGISTRATION_STATE_REFUSED) return false;
    state = v1::REGISTRATION_STATE_REFUSED;
    member = false;
    return true;
  }
  bool Vouch(int who) {
    if (state == v1::REGISTRATION_STATE_REFUSED || vouches[who]) return false;
    return vouches[who] = true;
  }
  bool Withdraw(int who) {
    if (!vouches[who]) return false;
    vouches[who] = false;
    if (state == v1::REGISTRATION_STATE_VERIFIED) state = v1::REGISTRATION_STATE_REVIEW;
    return true;
  }
};

TEST_F(PanicTest, RandomStepsEndWhereTheMachineSays) {
  const v1::RegisterResponse vouchers[] = {Member("One"), Member("Two")};
  const v1::RegisterResponse made = *Register(Group("Group", v1::TIER_NETWORK));
  const std::string name = made.registration().name();
  const std::string actor = made.registration().actor();
  Machine machine;
  std::mt19937 random(7);
  int notes = 0;
  for (int i = 0; i < 600; ++i) {
    const int step = static_cast<int>(random() % 12);
    const int who = static_cast<int>(random() % 2);
    const std::string said = absl::StrCat("step ", i, ": ", step);
    // The talk of one registration has an end; short of it notes make no difference.
    const bool talks = step == 1 || step == 2 || step == 3;
    if (talks && notes >= kMaxNotes - 1) continue;
    bool may = false;
    absl::Status did;
    switch (step) {
      case 0:
        may = machine.Verify();
        did = Step(ReviewStep::kVerify, Coordinator(), name, "");
        break;
      case 1:
        may = machine.Ask();
        did = Step(ReviewStep::kAsk, Coordinator(), name);
        break;
      case 2:
        may = machine.Answer();
        did = Step(ReviewStep::kAnswer, Owner(made), name);
        break;
      case 3:
        may = machine.Refuse();
        did = Step(ReviewStep::kRefuse, Coordinator(), name);
        break;
      case 4:
      case 5:
        may = machine.Vouch(who);
        did = Vouch(Owner(vouchers[who]), made.vouch_code()).status();
        break;
      case 6:
        may = machine.Withdraw(who);
        did = Withdraw(Owner(vouchers[who]), name);
        break;
      case 7:
        may = true;
        machine.hidden = true;
        did = Use(made.panic_code());
        break;
      case 8:
        // Its owner shows itself again.
        may = true;
        machine.hidden = false;
        {
          v1::UpdateOrganizationRequest update;
          update.mutable_organization()->set_name(actor);
          update.mutable_organization()->mutable_visibility()->set_tier(v1::TIER_NETWORK);
          update.mutable_update_mask()->add_paths("visibility.tier");
          v1::Organization shown;
          did = world_.Of(store::v1::KIND_ORGANIZATION).Update(Owner(made), update, shown);
        }
        break;
      case 9:
        may = false;  // strangers do nothing
        did = Step(ReviewStep::kVerify, OtherCoordinator(), name);
        break;
      case 10:
        may = false;  // nor does the group decide for itself
        did = Step(ReviewStep::kVerify, Owner(made), name);
        break;
      default:
        if (random() % 8 == 0) world_.Restart();
        may = true;
    }
    ASSERT_EQ(did.ok(), may) << said << " " << did;
    if (did.ok() && talks) ++notes;
    const v1::Registration seen = Seen(Coordinator(), name);
    ASSERT_EQ(seen.state(), machine.state) << said;
    ASSERT_EQ(seen.vouch_count(), machine.vouches[0] + machine.vouches[1]) << said;
    ASSERT_EQ(IsMember(actor, hub_), machine.member) << said;
    ASSERT_EQ(Owner(made).viewer.member_hubs.empty(), !machine.member) << said;
    const bool shown = machine.member && !machine.hidden;
    ASSERT_EQ(Sees(Owner(vouchers[0]), actor), shown) << said;
    ASSERT_EQ(Sees(OtherCoordinator(), actor), shown) << said;
    ASSERT_EQ(Sees(Coordinator(), actor), !machine.hidden) << said;
    ASSERT_TRUE(Sees(Owner(made), actor)) << said;
    ASSERT_FALSE(Sees(world_.Anonymous(), actor)) << said;
  }
  EXPECT_GT(notes, 20);
}

}  // namespace
}  // namespace tashbik::services
