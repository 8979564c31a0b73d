// Tokens: who may make which for whom, what they open, and that they close at once.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "tashbik/v1/admin.pb.h"
#include "tashbik/v1/hub.pb.h"
#include "tashbik/v1/organization.pb.h"
#include "tests/testing/child_process.h"
#include "tests/testing/refusal.h"
#include "tests/testing/whole_server.h"

namespace tashbik::testing {
namespace {

class EdgeTokens : public ::testing::Test {
 protected:
  v1::Organization Create(const client::Client& owner, v1::Tier tier) {
    v1::CreateOrganizationRequest request;
    request.mutable_organization()->mutable_profile()->add_names()->set_text("An organization");
    request.mutable_organization()->mutable_visibility()->set_tier(tier);
    return Need(owner.Call<v1::Organization>(request));
  }

  static v1::CreateTokenRequest ForMember(const std::string& actor) {
    v1::CreateTokenRequest request;
    request.set_role(v1::ROLE_MEMBER);
    request.set_actor(actor);
    return request;
  }

  WholeServer server_;
  client::Client coordinator_ = server_.Coordinator();
  client::Client administrator_ = server_.Administrator();
  const std::string hub_ = server_.Hub();
};

const v1::GetCallerRequest kWhoAmI;

TEST_F(EdgeTokens, SayWhoTheCallerIs) {
  const v1::Organization actor = Create(coordinator_, v1::TIER_HUB);
  const client::Client member = server_.As(server_.MemberToken(actor.name()));
  const auto caller = Need(member.Call<v1::GetCallerResponse>(kWhoAmI));
  EXPECT_EQ(caller.role(), v1::ROLE_MEMBER);
  EXPECT_EQ(caller.actor(), actor.name());
  EXPECT_THAT(caller.member_hubs(), ::testing::ElementsAre(hub_));
  EXPECT_EQ(caller.hubs_size(), 0);
  const auto coordinator = Need(coordinator_.Call<v1::GetCallerResponse>(kWhoAmI));
  EXPECT_EQ(coordinator.role(), v1::ROLE_COORDINATOR);
  EXPECT_THAT(coordinator.hubs(), ::testing::ElementsAre(hub_));
  EXPECT_EQ(Need(administrator_.Call<v1::GetCallerResponse>(kWhoAmI)).role(),
            v1::ROLE_ADMINISTRATOR);
  EXPECT_EQ(Need(server_.Anonymous().Call<v1::GetCallerResponse>(kWhoAmI)).role(),
            v1::ROLE_ANONYMOUS);
}

TEST_F(EdgeTokens, ACoordinatorMakesThemForItsOwnActorsAlone) {
  v1::CreateTokenRequest request;
  request.set_role(v1::ROLE_ADMINISTRATOR);
  const Refusal denied = {.code = absl::StatusCode::kPermissionDenied,
                          .reason = "PERMISSION_DENIED"};
  EXPECT_TRUE(IsRefused(coordinator_.Call<v1::CreateTokenResponse>(request).status(), denied));
  request.set_role(v1::ROLE_COORDINATOR);
  request.add_hubs(hub_);
  EXPECT_TRUE(IsRefused(coordinator_.Call<v1::CreateTokenResponse>(request).status(), denied));

  // One that everybody sees, but that is not the hub's: who spoke for it could change it.
  const v1::Organization foreign = Create(administrator_, v1::TIER_PUBLIC);
  EXPECT_TRUE(
      IsRefused(coordinator_.Call<v1::CreateTokenResponse>(ForMember(foreign.name())).status(),
                {.reason = "FIELD_INVALID", .field = "actor", .text = "not of your hubs"}));
  // Nor does it help to call it a member.
  v1::CreateHubMemberRequest membership;
  membership.set_parent(hub_);
  membership.mutable_hub_member()->set_actor(foreign.name());
  coordinator_.Call<v1::HubMember>(membership).status().IgnoreError();
  EXPECT_FALSE(coordinator_.Call<v1::CreateTokenResponse>(ForMember(foreign.name())).ok());

  const v1::Organization own = Create(coordinator_, v1::TIER_HUB);
  EXPECT_TRUE(coordinator_.Call<v1::CreateTokenResponse>(ForMember(own.name())).ok());
}

TEST_F(EdgeTokens, MembersAndStrangersMakeListAndRevokeNone) {
  const v1::Organization actor = Create(coordinator_, v1::TIER_HUB);
  const client::Client member = server_.As(server_.MemberToken(actor.name()));
  const client::Client anonymous = server_.Anonymous();
  const Refusal denied = {.code = absl::StatusCode::kPermissionDenied,
                          .reason = "PERMISSION_DENIED",
                          .text = "a coordinator or an administrator"};
  const Refusal sign_in = {.code = absl::StatusCode::kUnauthenticated,
                           .reason = "SIGN_IN_REQUIRED"};
  v1::RevokeTokenRequest revoke;
  revoke.set_name("tokens/aaaaaaaaaaaaaaaa");
  const v1::ListTokensRequest list;
  const v1::CreateTokenRequest create = ForMember(actor.name());
  EXPECT_TRUE(IsRefused(member.Call<v1::CreateTokenResponse>(create).status(), denied));
  EXPECT_TRUE(IsRefused(member.Call<v1::ListTokensResponse>(list).status(),
                        {.code = absl::StatusCode::kPermissionDenied,
                         .reason = "PERMISSION_DENIED",
                         .text = "a coordinator, an auditor or an administrator"}));
  EXPECT_TRUE(IsRefused(member.Call<v1::RevokeTokenResponse>(revoke).status(),
                        {.code = absl::StatusCode::kNotFound, .reason = "NOT_FOUND"}));
  EXPECT_TRUE(IsRefused(anonymous.Call<v1::CreateTokenResponse>(create).status(), sign_in));
  EXPECT_TRUE(IsRefused(anonymous.Call<v1::ListTokensResponse>(list).status(), sign_in));
  EXPECT_TRUE(IsRefused(anonymous.Call<v1::RevokeTokenResponse>(revoke).status(), sign_in));
}

TEST_F(EdgeTokens, AreListedByWhoeverMadeThemWithoutSecrets) {
  const v1::Organization actor = Create(coordinator_, v1::TIER_HUB);
  std::vector<std::string> secrets;
  for (int i = 0; i < 3; ++i) {
    v1::CreateTokenRequest request = ForMember(actor.name());
    request.set_label(absl::StrCat("laptop ", i));
    secrets.push_back(Need(coordinator_.Call<v1::CreateTokenResponse>(request)).secret());
  }
  v1::ListTokensRequest request;
  request.set_page_size(2);
  std::vector<std::string> labels;
  std::string all;
  do {
    const auto page = Need(coordinator_.Call<v1::ListTokensResponse>(request));
    EXPECT_LE(page.tokens_size(), 2);
    for (const v1::Token& token : page.tokens()) {
      labels.push_back(token.label());
      EXPECT_TRUE(token.has_expire_time() && token.has_create_time());
    }
    all += page.DebugString();
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(labels, ::testing::UnorderedElementsAre("laptop 0", "laptop 1", "laptop 2"));
  for (const std::string& secret : secrets) EXPECT_FALSE(absl::StrContains(all, secret));
  // The administrator sees all: these, and the two of the first start.
  EXPECT_EQ(
      Need(administrator_.Call<v1::ListTokensResponse>(v1::ListTokensRequest())).tokens_size(), 5);
}

TEST_F(EdgeTokens, EndWithTheNextCallOnceRevoked) {
  const v1::Organization actor = Create(coordinator_, v1::TIER_HUB);
  const auto made = Need(coordinator_.Call<v1::CreateTokenResponse>(ForMember(actor.name())));
  const client::Client member = server_.As(made.secret());
  EXPECT_TRUE(member.Call<v1::GetCallerResponse>(kWhoAmI).ok());
  v1::RevokeTokenRequest revoke;
  revoke.set_name(made.token().name());
  EXPECT_TRUE(coordinator_.Call<v1::RevokeTokenResponse>(revoke).ok());
  const Refusal refused = {.code = absl::StatusCode::kUnauthenticated,
                           .reason = "CREDENTIALS_REFUSED",
                           .text = "ask for a new one"};
  EXPECT_TRUE(IsRefused(member.Call<v1::GetCallerResponse>(kWhoAmI).status(), refused));
  EXPECT_TRUE(coordinator_.Call<v1::RevokeTokenResponse>(revoke).ok()) << "a second time";
  server_.Restart();
  EXPECT_TRUE(
      IsRefused(server_.As(made.secret()).Call<v1::GetCallerResponse>(kWhoAmI).status(), refused));
}

TEST_F(EdgeTokens, OfOnesOwnAccountAreEndedByOneself) {
  const v1::Organization actor = Create(coordinator_, v1::TIER_HUB);
  v1::CreateTokenRequest request = ForMember(actor.name());
  const auto laptop = Need(coordinator_.Call<v1::CreateTokenResponse>(request));
  request.Clear();
  request.set_account(laptop.token().account());
  const auto phone = Need(coordinator_.Call<v1::CreateTokenResponse>(request));
  EXPECT_EQ(phone.token().actor(), actor.name());
  v1::RevokeTokenRequest revoke;
  revoke.set_name(laptop.token().name());
  EXPECT_TRUE(server_.As(phone.secret()).Call<v1::RevokeTokenResponse>(revoke).ok());
  EXPECT_FALSE(server_.As(laptop.secret()).Call<v1::GetCallerResponse>(kWhoAmI).ok());
  EXPECT_TRUE(server_.As(phone.secret()).Call<v1::GetCallerResponse>(kWhoAmI).ok());
}

TEST_F(EdgeTokens, OfOthersAreNotThereToRevoke) {
  const auto all = Need(administrator_.Call<v1::ListTokensResponse>(v1::ListTokensRequest()));
  for (const v1::Token& token : all.tokens()) {
    if (token.role() != v1::ROLE_ADMINISTRATOR) continue;
    v1::RevokeTokenRequest revoke;
    revoke.set_name(token.name());
    EXPECT_TRUE(IsRefused(
        server_.Coordinator().Call<v1::RevokeTokenResponse>(revoke).status(),
        {.code = absl::StatusCode::kNotFound, .reason = "NOT_FOUND", .text = token.name()}));
  }
  EXPECT_TRUE(administrator_.Call<v1::GetCallerResponse>(kWhoAmI).ok());
}

TEST_F(EdgeTokens, EndAtTheirTime) {
  const v1::Organization actor = Create(coordinator_, v1::TIER_HUB);
  v1::CreateTokenRequest request = ForMember(actor.name());
  request.mutable_ttl()->set_seconds(1);
  const auto made = Need(coordinator_.Call<v1::CreateTokenResponse>(request));
  const client::Client member = server_.As(made.secret());
  const absl::Time patience = absl::Now() + absl::Seconds(30);
  absl::Status status;
  while (status.ok() && absl::Now() < patience) {
    status = member.Call<v1::GetCallerResponse>(kWhoAmI).status();
  }
  EXPECT_TRUE(IsRefused(
      status, {.code = absl::StatusCode::kUnauthenticated, .reason = "CREDENTIALS_REFUSED"}));
  EXPECT_GE(absl::ToUnixSeconds(absl::Now()), made.token().expire_time().seconds());
}

TEST_F(EdgeTokens, ARepeatedRequestDoesNotShowTheSecretAgain) {
  const v1::Organization actor = Create(coordinator_, v1::TIER_HUB);
  v1::CreateTokenRequest request = ForMember(actor.name());
  request.set_request_id("once");
  const auto first = Need(coordinator_.Call<v1::CreateTokenResponse>(request));
  const auto second = Need(coordinator_.Call<v1::CreateTokenResponse>(request));
  EXPECT_NE(first.secret(), "");
  EXPECT_EQ(second.secret(), "");
  EXPECT_EQ(second.token().name(), first.token().name());
  EXPECT_EQ(Need(coordinator_.Call<v1::ListTokensResponse>(v1::ListTokensRequest())).tokens_size(),
            1);
}

TEST_F(EdgeTokens, StandNowhereInTheDataFolder) {
  const v1::Organization actor = Create(coordinator_, v1::TIER_HUB);
  const auto made = Need(coordinator_.Call<v1::CreateTokenResponse>(ForMember(actor.name())));
  server_.Stop();
  int files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(server_.data())) {
    if (!entry.is_regular_file() || entry.path().extension() == ".token") continue;
    ++files;
    EXPECT_FALSE(absl::StrContains(ReadFile(entry.path()), made.secret())) << entry.path();
  }
  EXPECT_GT(files, 2);
}

TEST_F(EdgeTokens, MalformedOnesAreRefused) {
  for (const char* bad : {"x", "tsb_", "tsb_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "Bearer tsb_"}) {
    const absl::Status status = server_.As(bad).Call<v1::GetCallerResponse>(kWhoAmI).status();
    EXPECT_FALSE(status.ok()) << bad;
  }
  // One letter changed.
  std::string mistyped = server_.AdministratorToken();
  mistyped[10] = mistyped[10] == 'a' ? 'b' : 'a';
  EXPECT_TRUE(
      IsRefused(server_.As(mistyped).Call<v1::GetCallerResponse>(kWhoAmI).status(),
                {.code = absl::StatusCode::kUnauthenticated, .reason = "CREDENTIALS_REFUSED"}));
}

}  // namespace
}  // namespace tashbik::testing
