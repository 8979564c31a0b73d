// A directory whose groups register: what tests of registration have in common.
#ifndef TASHBIK_TESTS_UNIT_SERVICES_REGISTERING_H_
#define TASHBIK_TESTS_UNIT_SERVICES_REGISTERING_H_

#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "services/accounts.h"
#include "services/admissions.h"
#include "services/invitations.h"
#include "services/names.h"
#include "services/panic.h"
#include "services/review.h"
#include "services/tokens.h"
#include "tests/testing/test_directory.h"

namespace tashbik::services {

class Registering : public ::testing::Test {
 protected:
  Registering() {
    hub_ = world_.MakeHub("Hub");
    other_hub_ = world_.MakeHub("Other hub");
  }

  Directory& directory() { return world_.directory(); }
  CallContext Coordinator() { return world_.Coordinator("c", {hub_}); }
  CallContext OtherCoordinator() { return world_.Coordinator("d", {other_hub_}); }
  // Who holds the token of `answer`.
  CallContext Owner(const v1::RegisterResponse& answer) {
    CallContext call = world_.Anonymous();
    const auto viewer =
        SignIn(*call.snapshot, directory().keys(), answer.secret(), directory().Now());
    EXPECT_TRUE(viewer.ok()) << viewer.status();
    if (viewer.ok()) call.viewer = *viewer;
    return call;
  }

  // All that a caller is told, in one order.
  static std::string Told(const absl::Status& status) {
    std::map<std::string, std::string> details;
    status.ForEachPayload([&](absl::string_view type, const absl::Cord& detail) {
      details[std::string(type)] = std::string(detail);
    });
    std::string told = absl::StrCat(static_cast<int>(status.code()), " ", status.message());
    for (const auto& [type, detail] : details) absl::StrAppend(&told, "\n", type, " ", detail);
    return told;
  }

  // Commits what `plan` plans; the result of the plan.
  template <class Plan>
  absl::StatusOr<std::string> Write(Plan&& plan) {
    const absl::StatusOr<WriteOutcome> written =
        directory().Write(WriteCall{.method = "test"}, plan);
    if (!written.ok()) return written.status();
    return written->result;
  }

  static v1::Consent Agreed() {
    v1::Consent consent;
    consent.set_who("the board");
    consent.set_date("2026-01-02");
    return consent;
  }

  absl::StatusOr<v1::CreateInvitationResponse> Invite(const CallContext& call,
                                                      v1::CreateInvitationRequest request) {
    if (request.hub().empty()) request.set_hub(hub_);
    v1::CreateInvitationResponse answer;
    const auto done = Write([&](const Snapshot& now) {
      return PlanInvitation(request, now, directory(), call.viewer, answer);
    });
    if (!done.ok()) return done.status();
    return answer;
  }
  std::string InvitationCode(bool trusted = false) {
    v1::CreateInvitationRequest request;
    request.set_trusted(trusted);
    return Invite(Coordinator(), request)->code();
  }

  v1::RegisterRequest Group(const std::string& name, v1::Tier tier = v1::TIER_HUB) {
    v1::RegisterRequest request;
    request.mutable_organization()->mutable_profile()->add_names()->set_text(name);
    request.mutable_organization()->mutable_visibility()->set_tier(tier);
    request.set_hub(hub_);
    *request.mutable_consent() = Agreed();
    return request;
  }
  absl::StatusOr<v1::RegisterResponse> Register(const v1::RegisterRequest& request) {
    v1::RegisterResponse answer;
    const auto done = Write([&](const Snapshot& now) {
      return PlanRegistration(request, now, directory(), world_.Anonymous().viewer, answer);
    });
    if (!done.ok()) return done.status();
    return answer;
  }
  absl::StatusOr<v1::RegisterResponse> Claim(const v1::ClaimActorRequest& request) {
    v1::RegisterResponse answer;
    const auto done =
        Write([&](const Snapshot& now) { return PlanClaim(request, now, directory(), answer); });
    if (!done.ok()) return done.status();
    return answer;
  }

  absl::Status Step(ReviewStep step, const CallContext& call, const std::string& name,
                    const std::string& note = "a word") {
    return Write([&](const Snapshot& now) {
             return PlanStep(step, name, note, "", now, directory().Now(), call.viewer);
           })
        .status();
  }
  v1::Registration Seen(const CallContext& call, const std::string& name) {
    const auto entry = FindRegistration(*directory().snapshot(), call.viewer, name);
    return entry.ok() ? Shown(call.viewer, (*entry)->record) : v1::Registration();
  }
  absl::StatusOr<std::string> Vouch(const CallContext& call, const std::string& code) {
    v1::VouchRequest request;
    request.set_vouch_code(code);
    return Write(
        [&](const Snapshot& now) { return PlanVouch(request, now, directory(), call.viewer); });
  }
  absl::Status Withdraw(const CallContext& call, const std::string& name) {
    v1::WithdrawVouchRequest request;
    request.set_registration(name);
    return Write([&](const Snapshot& now) {
             return PlanWithdrawal(request, now, directory().Now(), call.viewer);
           })
        .status();
  }

  // The actor as `call` sees it; without a name where it does not.
  v1::Organization Actor(const CallContext& call, const std::string& name) {
    v1::GetOrganizationRequest request;
    request.set_name(name);
    v1::Organization found;
    const absl::Status status = world_.Of(store::v1::KIND_ORGANIZATION).Get(call, request, found);
    EXPECT_TRUE(status.ok() || absl::IsNotFound(status)) << status;
    if (!status.ok()) found.Clear();
    return found;
  }
  bool Sees(const CallContext& call, const std::string& name) {
    return !Actor(call, name).name().empty();
  }
  store::v1::Record RecordOf(const std::string& name) {
    const auto parsed = ParseActorName(name);
    const auto entry = directory().snapshot()->Read(parsed->kind, parsed->id);
    return entry.ok() ? (*entry)->record : store::v1::Record();
  }
  bool IsMember(const std::string& actor, const std::string& hub) {
    return directory().snapshot()->catalog().Find(
               store::v1::KIND_HUB_MEMBER, absl::StrCat(IdIn(hub), "/", IdIn(actor))) != nullptr;
  }
  // A verified member of the hub, by a trusted invitation.
  v1::RegisterResponse Member(const std::string& name) {
    v1::RegisterRequest request = Group(name);
    request.set_invitation_code(InvitationCode(/*trusted=*/true));
    return *Register(request);
  }

  testing::TestDirectory world_;
  std::string hub_;
  std::string other_hub_;
};

}  // namespace tashbik::services

#endif  // TASHBIK_TESTS_UNIT_SERVICES_REGISTERING_H_
