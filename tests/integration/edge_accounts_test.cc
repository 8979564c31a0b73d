// Accounts over the wire: the way of one from its making to its end, and that what was ended is
// refused from the next call on, while others call.
#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tashbik/v1/account.pb.h"
#include "tashbik/v1/admin.pb.h"
#include "tashbik/v1/match.pb.h"
#include "tashbik/v1/organization.pb.h"
#include "tests/testing/refusal.h"
#include "tests/testing/whole_server.h"

namespace tashbik::testing {
namespace {

const Refusal kRefused = {.code = absl::StatusCode::kUnauthenticated,
                          .reason = "CREDENTIALS_REFUSED"};
const v1::GetCallerRequest kWhoAmI;

class EdgeAccounts : public ::testing::Test {
 protected:
  v1::CreateAccountRequest ForMember() {
    v1::CreateOrganizationRequest create;
    create.mutable_organization()->mutable_profile()->add_names()->set_text("An organization");
    v1::CreateAccountRequest request;
    request.mutable_account()->set_role(v1::ROLE_MEMBER);
    request.mutable_account()->set_actor(Need(coordinator_.Call<v1::Organization>(create)).name());
    return request;
  }

  static v1::FreezeAccountRequest Freeze(const std::string& name) {
    v1::FreezeAccountRequest request;
    request.set_name(name);
    request.set_reason("the laptop was seized");
    return request;
  }

  WholeServer server_;
  client::Client coordinator_ = server_.Coordinator();
  client::Client administrator_ = server_.Administrator();
};

TEST_F(EdgeAccounts, AreMadeSeenFrozenAndEnded) {
  const v1::CreateAccountRequest request = ForMember();
  const auto made = Need(coordinator_.Call<v1::CreateAccountResponse>(request));
  const std::string name = made.account().name();
  const client::Client member = server_.As(made.secret());
  const auto caller = Need(member.Call<v1::GetCallerResponse>(kWhoAmI));
  EXPECT_EQ(caller.account(), name);
  EXPECT_EQ(caller.actor(), request.account().actor());
  v1::GetAccountRequest get;
  get.set_name("accounts/-");
  EXPECT_EQ(Need(member.Call<v1::Account>(get)).name(), name);
  EXPECT_TRUE(
      IsRefused(member.Call<v1::Account>(Freeze(name)).status(),
                {.code = absl::StatusCode::kPermissionDenied, .reason = "PERMISSION_DENIED"}));

  EXPECT_EQ(Need(coordinator_.Call<v1::Account>(Freeze(name))).state(), v1::ACCOUNT_STATE_FROZEN);
  EXPECT_TRUE(IsRefused(member.Call<v1::GetCallerResponse>(kWhoAmI).status(), kRefused));
  server_.Restart();
  EXPECT_TRUE(
      IsRefused(server_.As(made.secret()).Call<v1::GetCallerResponse>(kWhoAmI).status(), kRefused));
  v1::UnfreezeAccountRequest unfreeze;
  unfreeze.set_name(name);
  EXPECT_EQ(Need(server_.Coordinator().Call<v1::Account>(unfreeze)).state(),
            v1::ACCOUNT_STATE_ACTIVE);
  EXPECT_TRUE(server_.As(made.secret()).Call<v1::GetCallerResponse>(kWhoAmI).ok());
  const auto rotated =
      Need(server_.As(made.secret()).Call<v1::CreateTokenResponse>(v1::RotateTokenRequest()));
  EXPECT_TRUE(
      IsRefused(server_.As(made.secret()).Call<v1::GetCallerResponse>(kWhoAmI).status(), kRefused));
  v1::ReissueTokenRequest reissue;
  reissue.set_name(name);
  reissue.set_check("met in person");
  const auto reissued = Need(server_.Coordinator().Call<v1::CreateTokenResponse>(reissue));
  EXPECT_TRUE(IsRefused(server_.As(rotated.secret()).Call<v1::GetCallerResponse>(kWhoAmI).status(),
                        kRefused));
  v1::RevokeAccountRequest revoke;
  revoke.set_name(name);
  EXPECT_EQ(Need(server_.Coordinator().Call<v1::Account>(revoke)).state(),
            v1::ACCOUNT_STATE_REVOKED);
  EXPECT_TRUE(IsRefused(server_.As(reissued.secret()).Call<v1::GetCallerResponse>(kWhoAmI).status(),
                        kRefused));
}

TEST_F(EdgeAccounts, OfTheFirstStartAreListed) {
  const auto list = Need(administrator_.Call<v1::ListAccountsResponse>(v1::ListAccountsRequest()));
  std::vector<v1::Role> roles;
  for (const v1::Account& account : list.accounts()) roles.push_back(account.role());
  EXPECT_THAT(roles, ::testing::UnorderedElementsAre(v1::ROLE_ADMINISTRATOR, v1::ROLE_COORDINATOR));
}

TEST_F(EdgeAccounts, ARepeatedRequestMakesOneAndShowsItsSecretOnce) {
  v1::CreateAccountRequest request = ForMember();
  request.set_request_id("once");
  const auto first = Need(coordinator_.Call<v1::CreateAccountResponse>(request));
  const auto second = Need(coordinator_.Call<v1::CreateAccountResponse>(request));
  EXPECT_NE(first.secret(), "");
  EXPECT_EQ(second.secret(), "");
  EXPECT_EQ(second.account().name(), first.account().name());
  EXPECT_EQ(second.token().name(), first.token().name());
}

TEST_F(EdgeAccounts, AServiceCallsItsScopesAlone) {
  v1::CreateAccountRequest request;
  request.mutable_account()->set_role(v1::ROLE_SERVICE);
  request.mutable_account()->add_scopes("OrganizationService/ListOrganizations");
  const client::Client service =
      server_.As(Need(administrator_.Call<v1::CreateAccountResponse>(request)).secret());
  EXPECT_TRUE(service.Call<v1::ListOrganizationsResponse>(v1::ListOrganizationsRequest()).ok());
  EXPECT_TRUE(IsRefused(service.Call<v1::GetCallerResponse>(kWhoAmI).status(),
                        {.code = absl::StatusCode::kPermissionDenied,
                         .reason = "SCOPE_MISSING",
                         .text = "AdminService/GetCaller"}));
}

TEST_F(EdgeAccounts, BadRequestsAreToldWhatIsWrong) {
  ExpectRefused(
      coordinator_,
      {Bad<v1::CreateAccountRequest>("nothing", [](auto&) {},
                                     {.reason = "FIELD_REQUIRED", .field = "account"}),
       Bad<v1::CreateAccountRequest>("no role", [](auto& r) { r.mutable_account(); },
                                     {.reason = "FIELD_REQUIRED", .field = "account.role"}),
       Bad<v1::CreateAccountRequest>("a service without scopes",
                                     [&](auto& r) {
                                       r.mutable_account()->set_role(v1::ROLE_SERVICE);
                                       r.mutable_account()->add_hubs(server_.Hub());
                                     },
                                     {.reason = "FIELD_REQUIRED", .field = "account.scopes"}),
       Bad<v1::CreateAccountRequest>(
           "too many scopes",
           [&](auto& r) {
             r.mutable_account()->set_role(v1::ROLE_SERVICE);
             r.mutable_account()->add_hubs(server_.Hub());
             for (int i = 0; i < 65; ++i) r.mutable_account()->add_scopes("MatchService/*");
           },
           {.reason = "LIMIT_EXCEEDED", .field = "account.scopes", .text = "64 scopes"}),
       Bad<v1::GetAccountRequest>(
           "a token's name", [](auto& r) { r.set_name("tokens/aaaaaaaaaaaaaaaa"); },
           {.reason = "FIELD_INVALID", .field = "name", .text = "accounts/{account}"}),
       Bad<v1::GetAccountRequest>("one that is not there",
                                  [](auto& r) { r.set_name("accounts/aaaaaaaaaaaaaaaa"); },
                                  {.code = absl::StatusCode::kNotFound, .reason = "NOT_FOUND"}),
       Bad<v1::ListAccountsRequest>("no actor",
                                    [](auto& r) { r.set_actor("hubs/aaaaaaaaaaaaaaaa"); },
                                    {.reason = "FIELD_INVALID", .field = "actor"}),
       Bad<v1::ListAccountsRequest>("a token made up", [](auto& r) { r.set_page_token("x"); },
                                    {.reason = "TOKEN_INVALID", .field = "page_token"}),
       Bad<v1::FreezeAccountRequest>("no reason",
                                     [](auto& r) { r.set_name("accounts/aaaaaaaaaaaaaaaa"); },
                                     {.reason = "FIELD_REQUIRED", .field = "reason"}),
       Bad<v1::FreezeAccountRequest>(
           "a reason too long",
           [](auto& r) {
             r.set_name("accounts/aaaaaaaaaaaaaaaa");
             r.set_reason(std::string(2001, 'x'));
           },
           {.reason = "LIMIT_EXCEEDED", .field = "reason", .text = "2000 characters"}),
       Bad<v1::UnfreezeAccountRequest>("no name", [](auto&) {},
                                       {.reason = "FIELD_REQUIRED", .field = "name"}),
       Bad<v1::RevokeAccountRequest>("a request id too long",
                                     [](auto& r) { r.set_request_id(std::string(129, 'x')); },
                                     {.reason = "LIMIT_EXCEEDED", .field = "request_id"}),
       Bad<v1::RotateTokenRequest>("too long a time",
                                   [](auto& r) { r.mutable_ttl()->set_seconds(157680001); },
                                   {.reason = "LIMIT_EXCEEDED", .field = "ttl"}),
       Bad<v1::ReissueTokenRequest>("no check",
                                    [](auto& r) { r.set_name("accounts/aaaaaaaaaaaaaaaa"); },
                                    {.reason = "FIELD_REQUIRED", .field = "check"})});
}

// The races of revocation_race_test, over gRPC: fewer, since each call takes its way.
TEST_F(EdgeAccounts, NoCallPassesOnceTheFreezeWasAnswered) {
  constexpr int kRaces = 200;
  constexpr int kPairs = 4;
  v1::CreateAccountRequest request;
  request.mutable_account()->set_role(v1::ROLE_AUDITOR);
  std::atomic<int> stale{0};
  std::atomic<int> refused{0};
  const auto race = [&] {
    const auto made = Need(administrator_.Call<v1::CreateAccountResponse>(request));
    std::atomic<bool> ended{false};
    std::atomic<int> calls{0};
    std::thread caller([&] {
      const client::Client auditor = server_.As(made.secret());
      for (int after = 0; after < 2;) {
        const bool was_ended = ended.load();
        if (was_ended) ++after;
        const bool passed = auditor.Call<v1::GetCallerResponse>(kWhoAmI).ok();
        if (was_ended) ++(passed ? stale : refused);
        ++calls;
        calls.notify_one();
      }
    });
    calls.wait(0);
    EXPECT_TRUE(administrator_.Call<v1::Account>(Freeze(made.account().name())).ok());
    ended.store(true);
    caller.join();
  };
  std::vector<std::thread> pairs;
  for (int pair = 0; pair < kPairs; ++pair) {
    pairs.emplace_back([&] {
      for (int i = 0; i < kRaces / kPairs; ++i) race();
    });
  }
  for (std::thread& pair : pairs) pair.join();
  EXPECT_EQ(stale, 0);
  EXPECT_EQ(refused, 2 * kRaces);
}

}  // namespace
}  // namespace tashbik::testing
