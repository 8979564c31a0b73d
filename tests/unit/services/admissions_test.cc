// Getting in: invitations, registering, claiming, and what is seen of who waits.
#include "services/admissions.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/actor_change.h"
#include "services/codes.h"
#include "services/confirmations.h"
#include "services/facts.h"
#include "tests/unit/services/registering.h"

namespace tashbik::services {
namespace {

using ::testing::HasSubstr;
using testing::ReasonName;

class AdmissionsTest : public Registering {};

TEST_F(AdmissionsTest, WhoWaitsIsSeenByItsOwnerAndTheReviewersAloneWhateverItChose) {
  const v1::RegisterResponse member = Member("A member");
  for (const v1::Tier tier : {v1::TIER_PUBLIC, v1::TIER_NETWORK, v1::TIER_HUB, v1::TIER_BROKERED}) {
    const auto made = Register(Group("Waits", tier));
    ASSERT_TRUE(made.ok()) << made.status();
    const std::string actor = made->registration().actor();
    EXPECT_TRUE(Sees(Owner(*made), actor));
    EXPECT_TRUE(Sees(Coordinator(), actor));
    EXPECT_FALSE(Sees(OtherCoordinator(), actor));
    EXPECT_FALSE(Sees(Owner(member), actor));
    EXPECT_FALSE(Sees(world_.Administrator(), actor));
    EXPECT_FALSE(Sees(world_.Anonymous(), actor));
    EXPECT_EQ(Actor(Owner(*made), actor).state(), v1::ACTOR_STATE_PENDING);
    EXPECT_EQ(Actor(Owner(*made), actor).visibility().tier(), tier) << "its choice is kept";
    // The network follows, and nobody is given it as a partner.
    const graph::ActorFacts facts = ActorFactsOf(RecordOf(actor));
    EXPECT_EQ(facts.access.tier, graph::Tier::kUnclaimed);
    EXPECT_EQ(facts.expires, graph::kFirstDay);
    EXPECT_FALSE(directory().snapshot()->network().Find(IdIn(actor), graph::Audience()));
  }
  // Who chose to be seen by nobody is seen by nobody: the coordinator decides by the registration.
  const auto hidden = Register(Group("Hidden", v1::TIER_PRIVATE));
  EXPECT_TRUE(Sees(Owner(*hidden), hidden->registration().actor()));
  EXPECT_FALSE(Sees(Coordinator(), hidden->registration().actor()));
  EXPECT_EQ(Seen(Coordinator(), hidden->registration().name()).actor(),
            hidden->registration().actor());
}

TEST_F(AdmissionsTest, ThatItWaitsIsAllThatHidesIt) {
  const auto made = Register(Group("Waits", v1::TIER_PUBLIC));
  const std::string actor = made->registration().actor();
  ASSERT_FALSE(Sees(world_.Anonymous(), actor));
  // The same record without its state: what would be if nobody looked at it.
  ASSERT_TRUE(Write([&](const Snapshot& now) -> absl::StatusOr<WritePlan> {
                const auto old = ReadActor(now, actor);
                store::v1::Record changed = (*old)->record;
                SetState(changed, v1::ACTOR_STATE_VERIFIED);
                WritePlan plan;
                plan.writes.push_back(
                    ActorChange(now, directory().Now(), **old, std::move(changed)));
                return plan;
              }).ok());
  EXPECT_TRUE(Sees(world_.Anonymous(), actor));
  EXPECT_EQ(ActorFactsOf(RecordOf(actor)).expires, graph::kLastDay);
}

TEST_F(AdmissionsTest, AccountTokenCodesAndConsentAreMadeTogether) {
  v1::RegisterRequest request = Group("Group");
  request.set_note("Ask the women's centre about us");
  const auto made = Register(request);
  ASSERT_TRUE(made.ok()) << made.status();
  world_.Restart();
  const CallContext owner = Owner(*made);
  EXPECT_EQ(owner.viewer.role, v1::ROLE_MEMBER);
  EXPECT_EQ(owner.viewer.actor_name, made->registration().actor());
  EXPECT_TRUE(owner.viewer.member_hubs.empty());
  const store::v1::Record record = RecordOf(made->registration().actor());
  EXPECT_EQ(record.owner_account(), owner.viewer.account);
  EXPECT_EQ(record.owner_actor(), record.id());
  ASSERT_EQ(record.consents_size(), 1);
  EXPECT_EQ(record.consents(0).who(), "the board");
  EXPECT_TRUE(record.consents(0).has_create_time());
  const v1::Registration seen = Seen(Coordinator(), made->registration().name());
  ASSERT_EQ(seen.notes_size(), 1);
  EXPECT_FALSE(seen.notes(0).from_coordinator());
  EXPECT_FALSE(seen.invited());
  EXPECT_EQ(Seen(owner, "registrations/-").name(), seen.name());
  EXPECT_EQ(Seen(OtherCoordinator(), seen.name()).name(), "");
  // No secret is kept.
  const auto registration =
      directory().snapshot()->Read(store::v1::KIND_REGISTRATION, IdIn(seen.name()));
  const auto panic = directory().snapshot()->Read(store::v1::KIND_PANIC_CODE, record.panic_code());
  const std::string kept = (*registration)->record.SerializeAsString() +
                           (*panic)->record.SerializeAsString() + record.SerializeAsString();
  for (const std::string& code : {made->vouch_code(), made->panic_code()}) {
    EXPECT_THAT(kept,
                ::testing::Not(HasSubstr(absl::StrReplaceAll(code, {{"-", ""}}).substr(20, 16))));
  }
}

TEST_F(AdmissionsTest, ACodeThatDoesNotHoldSaysNothingOfWhy) {
  v1::RegisterRequest request = Group("Group");
  std::vector<std::string> refused;
  const auto try_code = [&](const std::string& code) {
    request.set_invitation_code(code);
    refused.push_back(Told(Register(request).status()));
  };
  const std::string used = InvitationCode();
  request.set_invitation_code(used);
  ASSERT_TRUE(Register(request).ok());
  try_code(used);
  v1::CreateInvitationRequest invitation;
  const auto revoked = Invite(Coordinator(), invitation);
  v1::RevokeInvitationRequest revoke;
  revoke.set_name(revoked->invitation().name());
  ASSERT_TRUE(Write([&](const Snapshot& now) {
                return PlanRevocation(revoke, now, directory().Now(), Coordinator().viewer);
              }).ok());
  try_code(revoked->code());
  // A secret that is well-formed, of an invitation that is there.
  const auto there = Invite(Coordinator(), invitation);
  try_code(ShownCode(CodeFor::kInvitation, NewCode(IdIn(there->invitation().name()))));
  try_code(ShownCode(CodeFor::kInvitation, NewCode(NewId())));
  try_code("hello");
  const std::string old = InvitationCode();
  world_.Advance(kMaxInvitationTtl);
  try_code(old);
  for (const std::string& status : refused) EXPECT_EQ(status, refused[0]);
  request.set_invitation_code("hello");
  EXPECT_EQ(ReasonName(Register(request).status()), "CODE_REFUSED");
}

TEST_F(AdmissionsTest, AnInvitationHoldsToTheLastSecond) {
  v1::RegisterRequest request = Group("Group");
  request.set_invitation_code(absl::AsciiStrToUpper(InvitationCode()));
  world_.Advance(kMaxInvitationTtl - absl::Seconds(5));
  const auto made = Register(request);
  ASSERT_TRUE(made.ok()) << made.status();
  EXPECT_TRUE(made->registration().invited());
  EXPECT_EQ(made->registration().hub(), hub_);
}

TEST_F(AdmissionsTest, ATrustedInvitationVerifiesAtOnce) {
  const v1::RegisterResponse made = Member("Known");
  const std::string actor = made.registration().actor();
  EXPECT_EQ(made.registration().state(), v1::REGISTRATION_STATE_VERIFIED);
  EXPECT_TRUE(IsMember(actor, hub_));
  EXPECT_EQ(Owner(made).viewer.member_hubs, std::vector<std::string>{IdIn(hub_)});
  EXPECT_TRUE(Sees(Owner(Member("Another")), actor)) << "members of its hub see it";
  EXPECT_FALSE(ExpireDateOf(RecordOf(actor)).empty());
}

TEST_F(AdmissionsTest, OfOneInvitationUsedTwiceAtOnceOneWins) {
  v1::RegisterRequest request = Group("Group");
  request.set_invitation_code(InvitationCode());
  const auto before = directory().snapshot();
  v1::RegisterResponse answers[2];
  absl::StatusOr<WritePlan> plans[2];
  for (int i : {0, 1}) {
    plans[i] = PlanRegistration(request, *before, directory(), Viewer(), answers[i]);
    ASSERT_TRUE(plans[i].ok()) << plans[i].status();
  }
  // Both were planned before either was written. The second is planned anew, and refused.
  const auto write = [&](int i, bool guarded) {
    bool first = true;
    return Write([&](const Snapshot& now) -> absl::StatusOr<WritePlan> {
      if (!std::exchange(first, false)) {
        return PlanRegistration(request, now, directory(), Viewer(), answers[i]);
      }
      WritePlan plan = *plans[i];
      if (!guarded) {
        std::erase_if(plan.writes, [](const PlannedWrite& planned) {
          return planned.kind == store::v1::KIND_INVITATION;
        });
      }
      return plan;
    });
  };
  EXPECT_TRUE(write(0, true).ok());
  EXPECT_EQ(ReasonName(write(1, true).status()), "CODE_REFUSED");
  // Without the invitation in the plan both would be in.
  EXPECT_TRUE(write(1, false).ok());
}

TEST_F(AdmissionsTest, AllFaultsAreToldAtOnce) {
  v1::RegisterRequest request;
  request.mutable_diaspora_group()->add_origin_countries("SY");
  request.mutable_diaspora_group()->add_residence_countries("DE");
  request.mutable_diaspora_group()->mutable_visibility()->set_tier(v1::TIER_UNCLAIMED);
  request.mutable_consent()->set_date("2126-01-01");
  request.set_request_id(std::string(129, 'x'));
  request.set_note(std::string(2001, 'n'));
  const std::string fault = Told(Register(request).status());
  for (const char* field :
       {"hub", "origin_residence_tier", "diaspora_group.visibility.tier",
        "diaspora_group.profile.names", "consent.who", "consent.date", "request_id", "note"}) {
    EXPECT_THAT(fault, HasSubstr(field));
  }
  EXPECT_THAT(fault, ::testing::Not(HasSubstr("visibility.hubs")));
  EXPECT_EQ(ReasonName(Register(v1::RegisterRequest()).status()), "FIELD_REQUIRED");
}

TEST_F(AdmissionsTest, WhoMaySeeOriginAndResidenceTogetherHasNoDefault) {
  v1::RegisterRequest request;
  v1::DiasporaGroup& group = *request.mutable_diaspora_group();
  group.mutable_profile()->add_names()->set_text("Group");
  group.mutable_visibility()->set_tier(v1::TIER_PUBLIC);
  group.add_origin_countries("SY");
  group.add_residence_countries("DE");
  request.set_invitation_code(InvitationCode(/*trusted=*/true));
  *request.mutable_consent() = Agreed();
  EXPECT_THAT(Register(request).status().ToString(),
              HasSubstr("`origin_residence_tier` must be given"));
  request.set_origin_residence_tier(v1::TIER_UNCLAIMED);
  EXPECT_EQ(ReasonName(Register(request).status()), "FIELD_INVALID");
  request.set_origin_residence_tier(v1::TIER_BROKERED);
  (*group.mutable_visibility()->mutable_field_tiers())["origin_countries"] = v1::TIER_PRIVATE;
  const auto made = Register(request);
  ASSERT_TRUE(made.ok()) << made.status();
  v1::GetDiasporaGroupRequest get;
  get.set_name(made->registration().actor());
  v1::DiasporaGroup seen;
  const auto look = [&](const CallContext& call) {
    seen.Clear();
    return world_.Of(store::v1::KIND_DIASPORA_GROUP).Get(call, get, seen).ok();
  };
  ASSERT_TRUE(look(world_.Anonymous()));
  EXPECT_TRUE(seen.origin_countries().empty());
  EXPECT_TRUE(seen.residence_countries().empty());
  ASSERT_TRUE(look(Coordinator()));
  EXPECT_TRUE(seen.origin_countries().empty()) << "the stricter one that was given stays";
  EXPECT_EQ(seen.residence_countries_size(), 1);
  ASSERT_TRUE(look(Owner(*made)));
  EXPECT_EQ(seen.origin_countries_size(), 1);
}

TEST_F(AdmissionsTest, AHubThatIsNotSeenIsNotThere) {
  v1::CreateHubRequest create;
  create.mutable_hub()->add_names()->set_text("Hidden hub");
  create.mutable_hub()->mutable_visibility()->set_tier(v1::TIER_HUB);
  v1::Hub hidden;
  ASSERT_TRUE(world_.Of(store::v1::KIND_HUB).Create(world_.Administrator(), create, hidden).ok());
  v1::RegisterRequest request = Group("Group");
  request.set_hub(hidden.name());
  const std::string fault = Told(Register(request).status());
  request.set_hub("hubs/aaaaaaaaaaaaaaaa");
  EXPECT_EQ(absl::StrReplaceAll(Told(Register(request).status()),
                                {{"hubs/aaaaaaaaaaaaaaaa", hidden.name()}}),
            fault);
  // Its own invitation leads there all the same.
  v1::CreateInvitationRequest invitation;
  invitation.set_hub(hidden.name());
  request.clear_hub();
  request.set_invitation_code(Invite(world_.Coordinator("h", {hidden.name()}), invitation)->code());
  EXPECT_EQ(Register(request)->registration().hub(), hidden.name());
}

TEST_F(AdmissionsTest, ReferencesToWhatIsHiddenErrAsMissing) {
  const v1::RegisterResponse member = Member("Of the hub");
  v1::RegisterRequest request = Group("Group");
  request.mutable_organization()->mutable_visibility()->add_hubs(other_hub_);
  EXPECT_THAT(Register(request).status().ToString(), HasSubstr("is not a hub of yours"));
  // Registering with a hub opens nothing of it.
  Viewer applicant;
  applicant.registers_with = IdIn(hub_);
  EXPECT_FALSE(ToAudience(applicant).verified);
  EXPECT_FALSE(directory().snapshot()->network().Find(IdIn(member.registration().actor()),
                                                      ToAudience(applicant)));
}

TEST_F(AdmissionsTest, AFullQueueTakesInvitationsAlone) {
  const auto first = Register(Group("First"));
  const auto filled = Write([&](const Snapshot& now) -> absl::StatusOr<WritePlan> {
    WritePlan plan;
    const auto entry = now.Read(store::v1::KIND_REGISTRATION, IdIn(first->registration().name()));
    for (int i = 0; i < kMaxWaiting - 2; ++i) {
      store::v1::Record copy = (*entry)->record;
      copy.set_id(NewId());
      PlanCreation(store::v1::KIND_REGISTRATION, std::move(copy), plan);
    }
    return plan;
  });
  ASSERT_TRUE(filled.ok()) << filled.status();
  EXPECT_TRUE(Register(Group("Last")).ok());
  EXPECT_EQ(ReasonName(Register(Group("Late")).status()), "BUDGET_EXHAUSTED");
  v1::RegisterRequest other = Group("Other");
  other.set_hub(other_hub_);
  EXPECT_TRUE(Register(other).ok());
  v1::RegisterRequest invited = Group("Invited");
  invited.set_invitation_code(InvitationCode());
  EXPECT_TRUE(Register(invited).ok());
}

TEST_F(AdmissionsTest, InvitationsAreOfTheHubsThatOneCoordinates) {
  v1::CreateInvitationRequest request;
  request.set_hub(other_hub_);
  EXPECT_EQ(ReasonName(Invite(Coordinator(), request).status()), "PERMISSION_DENIED");
  request.set_hub("hubs/aaaaaaaaaaaaaaaa");
  EXPECT_EQ(ReasonName(Invite(Coordinator(), request).status()), "REFERENCE_MISSING");
  request.set_hub(hub_);
  request.mutable_ttl()->set_seconds(7 * 86'400 + 1);
  EXPECT_EQ(ReasonName(Invite(Coordinator(), request).status()), "LIMIT_EXCEEDED");
  request.clear_ttl();
  request.set_actor(Member("Verified").registration().actor());
  EXPECT_EQ(ReasonName(Invite(Coordinator(), request).status()), "FIELD_INVALID");
  request.clear_actor();
  const auto made = Invite(Coordinator(), request);
  v1::RevokeInvitationRequest revoke;
  revoke.set_name(made->invitation().name());
  EXPECT_EQ(ReasonName(Write([&](const Snapshot& now) {
                         return PlanRevocation(revoke, now, directory().Now(),
                                               OtherCoordinator().viewer);
                       }).status()),
            "NOT_FOUND");
}

class ClaimTest : public Registering {
 protected:
  ClaimTest() {
    v1::CreateOrganizationRequest request;
    request.mutable_organization()->mutable_profile()->add_names()->set_text("Imported");
    request.mutable_organization()->mutable_visibility()->set_tier(v1::TIER_UNCLAIMED);
    v1::Organization made;
    EXPECT_TRUE(world_.Of(store::v1::KIND_ORGANIZATION).Create(Coordinator(), request, made).ok());
    actor_ = made.name();
    v1::CreateInvitationRequest invitation;
    invitation.set_actor(actor_);
    claim_.set_invitation_code(Invite(Coordinator(), invitation)->code());
    *claim_.mutable_consent() = Agreed();
  }
  std::string actor_;
  v1::ClaimActorRequest claim_;
};

TEST_F(ClaimTest, ItsPeopleTakeItOver) {
  const auto made = Claim(claim_);
  ASSERT_TRUE(made.ok()) << made.status();
  world_.Restart();
  const CallContext owner = Owner(*made);
  EXPECT_EQ(owner.viewer.actor_name, actor_);
  EXPECT_TRUE(IsMember(actor_, hub_));
  const v1::Organization seen = Actor(owner, actor_);
  EXPECT_EQ(seen.state(), v1::ACTOR_STATE_VERIFIED);
  EXPECT_EQ(seen.visibility().tier(), v1::TIER_HUB);
  const store::v1::Record record = RecordOf(actor_);
  EXPECT_EQ(record.owner_account(), owner.viewer.account);
  EXPECT_EQ(record.consents_size(), 1);
  EXPECT_FALSE(made->panic_code().empty());
  EXPECT_EQ(Seen(Coordinator(), made->registration().name()).state(),
            v1::REGISTRATION_STATE_VERIFIED);
  EXPECT_EQ(ReasonName(Claim(claim_).status()), "CODE_REFUSED");
}

TEST_F(ClaimTest, WhoImportedItSeesItNoMoreThanItsTierSays) {
  claim_.set_tier(v1::TIER_PRIVATE);
  ASSERT_TRUE(Claim(claim_).ok());
  EXPECT_FALSE(Sees(Coordinator(), actor_)) << "its maker owns it no more";
}

TEST_F(ClaimTest, WhatIsClaimedOrGoneIsNotClaimed) {
  v1::RegisterRequest request = Group("Group");
  request.set_invitation_code(claim_.invitation_code());
  EXPECT_EQ(ReasonName(Register(request).status()), "FIELD_INVALID");
  v1::ClaimActorRequest unbound = claim_;
  unbound.set_invitation_code(InvitationCode());
  EXPECT_EQ(ReasonName(Claim(unbound).status()), "CODE_REFUSED");
  v1::ClaimActorRequest wrong = claim_;
  wrong.set_tier(v1::TIER_UNCLAIMED);
  EXPECT_EQ(ReasonName(Claim(wrong).status()), "FIELD_INVALID");
  v1::DeleteOrganizationRequest remove;
  remove.set_name(actor_);
  v1::Organization gone;
  ASSERT_TRUE(world_.Of(store::v1::KIND_ORGANIZATION).Delete(Coordinator(), remove, gone).ok());
  EXPECT_EQ(ReasonName(Claim(claim_).status()), "CODE_REFUSED");
}

}  // namespace
}  // namespace tashbik::services
