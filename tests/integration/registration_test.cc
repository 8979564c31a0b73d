// Registration over the real server: the whole way with a restart between its steps, races for one
// invitation, hostile input, and what the log keeps of a code.
#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "tashbik/v1/hub.pb.h"
#include "tashbik/v1/match.pb.h"
#include "tashbik/v1/organization.pb.h"
#include "tashbik/v1/registration.pb.h"
#include "tashbik/v1/theme.pb.h"
#include "tests/testing/refusal.h"
#include "tests/testing/whole_server.h"

namespace tashbik::testing {
namespace {

class RegistrationTest : public ::testing::Test {
 protected:
  void SetUp() override {
    hub_ = server_.Hub();
    v1::CreateThemeRequest theme;
    theme.set_theme_id("statelessness");
    theme.mutable_theme()->set_facet(v1::FACET_ISSUE);
    (*theme.mutable_theme()->mutable_labels())["en"] = "statelessness";
    Need(server_.Administrator().Call<v1::Theme>(theme));
  }

  static v1::Consent Agreed() {
    v1::Consent consent;
    consent.set_who("the board");
    consent.set_date("2026-01-02");
    return consent;
  }
  v1::RegisterRequest Group(const std::string& name, v1::Tier tier) {
    v1::RegisterRequest request;
    v1::Organization& organization = *request.mutable_organization();
    organization.mutable_profile()->add_names()->set_text(name);
    organization.mutable_profile()->set_base_country("LB");
    organization.mutable_profile()->add_issues()->set_theme("themes/statelessness");
    organization.mutable_visibility()->set_tier(tier);
    *request.mutable_consent() = Agreed();
    return request;
  }
  v1::CreateInvitationResponse Invite(bool trusted = false) {
    v1::CreateInvitationRequest request;
    request.set_hub(hub_);
    request.set_trusted(trusted);
    return Need(server_.Coordinator().Call<v1::CreateInvitationResponse>(request));
  }
  v1::RegisterResponse Member(const std::string& name, v1::Tier tier = v1::TIER_HUB) {
    v1::RegisterRequest request = Group(name, tier);
    request.set_invitation_code(Invite(/*trusted=*/true).code());
    return Need(server_.Anonymous().Call<v1::RegisterResponse>(request));
  }
  // Names of the partners that are suggested to the one whose token this is.
  std::vector<std::string> Partners(const std::string& token, const std::string& actor) {
    v1::SuggestPartnersRequest request;
    request.set_actor(actor);
    const auto answer = Need(server_.As(token).Call<v1::SuggestPartnersResponse>(request));
    std::vector<std::string> names;
    for (const v1::Suggestion& suggestion : answer.suggestions()) {
      names.push_back(suggestion.partner().name());
    }
    return names;
  }

  WholeServer server_;
  std::string hub_;
};

TEST_F(RegistrationTest, TheWholeWayWithARestartAfterEachStep) {
  const v1::RegisterResponse open = Member("Open", v1::TIER_PUBLIC);
  const v1::RegisterResponse neighbour = Member("Neighbour");
  const v1::CreateInvitationResponse invitation = Invite();
  server_.Restart();
  v1::RegisterRequest request = Group("Newcomer", v1::TIER_NETWORK);
  request.set_invitation_code(invitation.code());
  request.set_validate_only(true);
  const auto checked = Need(server_.Anonymous().Call<v1::RegisterResponse>(request));
  EXPECT_EQ(checked.registration().state(), v1::REGISTRATION_STATE_PENDING);
  EXPECT_EQ(checked.secret() + checked.panic_code() + checked.vouch_code() +
                checked.registration().name() + checked.registration().actor() +
                checked.token().name(),
            "");
  request.set_validate_only(false);
  request.set_request_id("once");
  const auto made = Need(server_.Anonymous().Call<v1::RegisterResponse>(request));
  server_.Restart();
  const std::string actor = made.registration().actor();
  const std::string name = made.registration().name();
  const auto again = Need(server_.Anonymous().Call<v1::RegisterResponse>(request));
  EXPECT_EQ(again.registration().name(), name);
  EXPECT_EQ(again.token().name(), made.token().name());
  EXPECT_EQ(again.secret() + again.panic_code() + again.vouch_code(), "") << "shown once";

  // It may ask, among what anyone sees; it is suggested to nobody.
  EXPECT_THAT(Partners(made.secret(), actor), ::testing::ElementsAre(open.registration().actor()));
  const auto suggested = [&](const v1::RegisterResponse& to, const std::string& token) {
    const auto partners = Partners(token, to.registration().actor());
    return std::find(partners.begin(), partners.end(), actor) != partners.end();
  };
  EXPECT_FALSE(suggested(neighbour, neighbour.secret()));
  EXPECT_FALSE(suggested(neighbour, server_.CoordinatorToken()));

  v1::VouchRequest vouch;
  vouch.set_vouch_code(made.vouch_code());
  vouch.set_note("We worked together");
  EXPECT_EQ(Need(server_.As(neighbour.secret()).Call<v1::VouchResponse>(vouch)).registration(),
            name);
  server_.Restart();
  v1::AskRegistrationRequest ask;
  ask.set_name(name);
  ask.set_note("Who are you?");
  Need(server_.Coordinator().Call<v1::Registration>(ask));
  server_.Restart();
  v1::ListRemindersRequest remind;
  remind.set_language("fr");
  const auto reminders = Need(server_.As(made.secret()).Call<v1::ListRemindersResponse>(remind));
  ASSERT_EQ(reminders.reminders_size(), 1);
  EXPECT_EQ(reminders.reminders(0).kind(), v1::REMINDER_KIND_ASKED);
  v1::AnswerRegistrationRequest answer;
  answer.set_name("registrations/-");
  answer.set_note("Friends of the centre");
  EXPECT_EQ(Need(server_.As(made.secret()).Call<v1::Registration>(answer)).vouch_count(), 1);
  server_.Restart();
  v1::VerifyRegistrationRequest verify;
  verify.set_name(name);
  EXPECT_EQ(Need(server_.Coordinator().Call<v1::Registration>(verify)).vouches_size(), 1);
  server_.Restart();
  EXPECT_TRUE(suggested(neighbour, neighbour.secret()));
  EXPECT_THAT(Partners(made.secret(), actor),
              ::testing::Contains(neighbour.registration().actor()));

  v1::UsePanicCodeRequest panic;
  panic.set_code(absl::StrReplaceAll(made.panic_code(), {{"-", " "}}));
  Need(server_.Anonymous().Call<v1::UsePanicCodeResponse>(panic));
  EXPECT_FALSE(suggested(neighbour, neighbour.secret()));
  server_.Restart();
  EXPECT_FALSE(suggested(neighbour, server_.CoordinatorToken()));
}

TEST_F(RegistrationTest, OfManyWhoUseOneInvitationAtOnceOneGetsIn) {
  constexpr int kThreads = 4;
  for (int round = 0; round < 10; ++round) {
    v1::RegisterRequest request = Group("Racer", v1::TIER_HUB);
    request.set_invitation_code(Invite(/*trusted=*/round % 2 == 0).code());
    std::atomic<int> in{0};
    std::atomic<int> refused{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < kThreads; ++i) {
      threads.emplace_back([&] {
        const auto answer = server_.Anonymous().Call<v1::RegisterResponse>(request);
        if (answer.ok()) {
          ++in;
        } else if (IsRefused(answer.status(), {.code = absl::StatusCode::kFailedPrecondition,
                                               .reason = "CODE_REFUSED"})) {
          ++refused;
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(in, 1);
    EXPECT_EQ(refused, kThreads - 1);
  }
  v1::ListRegistrationsRequest list;
  int waiting = 0;
  const client::Client coordinator = server_.Coordinator();
  for (const auto& registration : coordinator.List<v1::Registration>(list)) {
    waiting += registration.ok() ? 1 : 0;
  }
  EXPECT_EQ(waiting, 5);
}

TEST_F(RegistrationTest, ListsComeInPagesThatBelongToTheirCaller) {
  for (int i = 0; i < 5; ++i) Invite();
  v1::ListInvitationsRequest list;
  list.set_page_size(2);
  std::vector<std::string> names;
  const client::Client coordinator = server_.Coordinator();
  for (const auto& invitation : coordinator.List<v1::Invitation>(list)) {
    names.push_back(Need(invitation).name());
  }
  EXPECT_EQ(names.size(), 5u);
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
  const auto page = Need(coordinator.Call<v1::ListInvitationsResponse>(list));
  list.set_page_token(page.next_page_token());
  v1::CreateTokenRequest other;
  other.set_role(v1::ROLE_COORDINATOR);
  other.add_hubs(hub_);
  const auto token = Need(server_.Administrator().Call<v1::CreateTokenResponse>(other));
  EXPECT_TRUE(IsRefused(server_.As(token.secret()).Call<v1::ListInvitationsResponse>(list).status(),
                        {.reason = "TOKEN_INVALID", .field = "page_token"}));
}

TEST_F(RegistrationTest, HostileInputIsRefusedByName) {
  const v1::RegisterResponse member = Member("Member");
  const std::string long_note(2001, 'n');
  const std::string bidi =
      "a\xE2\x80\xAE"
      "b";
  const auto row = [](const char* what, auto request, Refusal refusal) {
    return BadRequest{what, std::make_shared<decltype(request)>(request), std::move(refusal)};
  };
  std::vector<BadRequest> anyone;
  v1::RegisterRequest good = Group("Group", v1::TIER_HUB);
  good.set_hub(hub_);
  const auto bad = [&](const char* what, auto change, Refusal refusal) {
    v1::RegisterRequest request = good;
    change(request);
    anyone.push_back(row(what, request, std::move(refusal)));
  };
  bad("nobody", [](auto& r) { r.clear_organization(); },
      {.reason = "FIELD_REQUIRED", .field = "organization"});
  bad("no hub", [](auto& r) { r.clear_hub(); }, {.reason = "FIELD_REQUIRED", .field = "hub"});
  bad("strange hub", [](auto& r) { r.set_hub("hubs/../.."); },
      {.reason = "REFERENCE_MISSING", .field = "hub"});
  bad("no consent", [](auto& r) { r.clear_consent(); },
      {.reason = "FIELD_REQUIRED", .field = "consent"});
  bad("blank consent", [](auto& r) { r.mutable_consent()->set_who("\u200b "); },
      {.reason = "FIELD_REQUIRED", .field = "consent.who"});
  bad("no day", [](auto& r) { r.mutable_consent()->set_date("2026-02-30"); },
      {.reason = "FIELD_INVALID", .field = "consent.date"});
  bad("day to come", [](auto& r) { r.mutable_consent()->set_date("2999-01-01"); },
      {.reason = "FIELD_INVALID", .field = "consent.date"});
  bad("long note", [&](auto& r) { r.set_note(long_note); },
      {.reason = "LIMIT_EXCEEDED", .field = "note", .text = "2000"});
  bad("bidi note", [&](auto& r) { r.set_note(bidi); }, {.reason = "TEXT_REFUSED", .field = "note"});
  bad("tier from nowhere",
      [](auto& r) {
        r.mutable_organization()->mutable_visibility()->set_tier(static_cast<v1::Tier>(99));
      },
      {.reason = "FIELD_INVALID", .field = "organization.visibility.tier"});
  bad("unclaimed",
      [](auto& r) { r.mutable_organization()->mutable_visibility()->set_tier(v1::TIER_UNCLAIMED); },
      {.reason = "FIELD_INVALID", .field = "organization.visibility.tier"});
  bad("state is the server's",
      [](auto& r) {
        r.mutable_organization()->mutable_profile()->clear_names();
        r.mutable_organization()->set_state(v1::ACTOR_STATE_VERIFIED);
      },
      {.reason = "FIELD_REQUIRED", .field = "organization.profile.names"});
  bad("tier for an organization", [](auto& r) { r.set_origin_residence_tier(v1::TIER_HUB); },
      {.reason = "FIELD_INVALID", .field = "origin_residence_tier"});
  bad("long request id", [](auto& r) { r.set_request_id(std::string(129, 'r')); },
      {.reason = "LIMIT_EXCEEDED", .field = "request_id"});
  for (const std::string& code :
       {std::string("x"), std::string(100'000, '-'), Invite().code() + "a", member.panic_code()}) {
    bad("code", [&](auto& r) { r.set_invitation_code(code); },
        {.code = absl::StatusCode::kFailedPrecondition, .reason = "CODE_REFUSED"});
  }
  v1::ClaimActorRequest claim;
  anyone.push_back(
      row("claim nothing", claim, {.reason = "FIELD_REQUIRED", .field = "invitation_code"}));
  *claim.mutable_consent() = Agreed();
  claim.set_invitation_code(Invite().code());
  anyone.push_back(row("claim with another's code", claim,
                       {.code = absl::StatusCode::kFailedPrecondition, .reason = "CODE_REFUSED"}));
  anyone.push_back(row("no panic code", v1::UsePanicCodeRequest(),
                       {.reason = "FIELD_REQUIRED", .field = "code"}));
  for (const char* method : {"invite", "ask", "list"}) {
    const Refusal sign_in = {.code = absl::StatusCode::kUnauthenticated,
                             .reason = "SIGN_IN_REQUIRED"};
    if (method[0] == 'i') anyone.push_back(row(method, v1::CreateInvitationRequest(), sign_in));
    if (method[0] == 'a') anyone.push_back(row(method, v1::AskRegistrationRequest(), sign_in));
    if (method[0] == 'l') anyone.push_back(row(method, v1::ListRegistrationsRequest(), sign_in));
  }
  ExpectRefused(server_.Anonymous(), anyone);

  std::vector<BadRequest> coordinator;
  v1::CreateInvitationRequest invitation;
  coordinator.push_back(row("no hub", invitation, {.reason = "FIELD_REQUIRED", .field = "hub"}));
  invitation.set_hub(hub_);
  invitation.set_actor("themes/statelessness");
  coordinator.push_back(row("no actor", invitation, {.reason = "FIELD_INVALID", .field = "actor"}));
  invitation.clear_actor();
  invitation.mutable_ttl()->set_seconds(INT64_MAX);
  coordinator.push_back(row("eternal", invitation, {.reason = "LIMIT_EXCEEDED", .field = "ttl"}));
  invitation.mutable_ttl()->set_seconds(-1);
  coordinator.push_back(row("ended", invitation, {.reason = "LIMIT_EXCEEDED", .field = "ttl"}));
  invitation.clear_ttl();
  invitation.set_label("two\nlines");
  coordinator.push_back(row("lines", invitation, {.reason = "TEXT_REFUSED", .field = "label"}));
  v1::RevokeInvitationRequest revoke;
  revoke.set_name("invitations/-");
  coordinator.push_back(row("revoke", revoke, {.reason = "FIELD_INVALID", .field = "name"}));
  revoke.set_name("invitations/aaaaaaaaaaaaaaaa");
  coordinator.push_back(
      row("revoke none", revoke, {.code = absl::StatusCode::kNotFound, .reason = "NOT_FOUND"}));
  v1::ListRegistrationsRequest list;
  list.add_states(static_cast<v1::RegistrationState>(77));
  coordinator.push_back(row("state", list, {.reason = "FIELD_INVALID", .field = "states[0]"}));
  list.Clear();
  list.set_page_size(-1);
  coordinator.push_back(row("page", list, {.reason = "FIELD_INVALID", .field = "page_size"}));
  v1::ConfirmActorRequest confirm;
  confirm.set_actor("organizations/aaaaaaaaaaaaaaaa");
  coordinator.push_back(
      row("confirm none", confirm, {.code = absl::StatusCode::kNotFound, .reason = "NOT_FOUND"}));
  v1::ListRemindersRequest reminders;
  reminders.set_language("tlh");
  coordinator.push_back(
      row("language", reminders, {.reason = "FIELD_INVALID", .field = "language"}));
  coordinator.push_back(
      row("vouching is for members", v1::VouchRequest(),
          {.code = absl::StatusCode::kPermissionDenied, .reason = "PERMISSION_DENIED"}));
  ExpectRefused(server_.Coordinator(), coordinator);
}

}  // namespace
}  // namespace tashbik::testing
