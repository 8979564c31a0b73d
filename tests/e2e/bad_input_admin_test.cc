// Bad requests to AdminService and ChangeService, and what may come with any call: a revoked token,
// a deadline that has passed, a message that is too large, a server that is gone.
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "tashbik/v1/admin.pb.h"
#include "tashbik/v1/change.pb.h"
#include "tashbik/v1/organization.pb.h"
#include "tests/testing/refusal.h"
#include "tests/testing/whole_server.h"

namespace tashbik::testing {
namespace {

class BadInputAdmin : public ::testing::Test {
 protected:
  // Every token there is, as the administrator lists them: what a refused call must not change.
  std::string Tokens() const {
    return Need(server_.Administrator().Call<v1::ListTokensResponse>(v1::ListTokensRequest()))
        .DebugString();
  }

  void ExpectAllRefused(const client::Client& client, const std::vector<BadRequest>& table) const {
    const std::string before = Tokens();
    ExpectRefused(client, table);
    EXPECT_EQ(Tokens(), before);
  }

  WholeServer server_;
};

TEST_F(BadInputAdmin, CreateToken) {
  using R = v1::CreateTokenRequest;
  const std::string hub = server_.Hub();
  auto row = [&](const char* what, const std::function<void(R&)>& change, Refusal refusal) {
    return Bad<R>(
        what,
        [&](R& request) {
          request.set_role(v1::ROLE_COORDINATOR);
          request.add_hubs(hub);
          change(request);
        },
        std::move(refusal));
  };
  ExpectAllRefused(
      server_.Administrator(),
      {
          row("no role", [](R& r) { r.clear_role(); },
              {.reason = "FIELD_REQUIRED", .field = "role", .text = "ROLE_MEMBER"}),
          row("a role that needs none", [](R& r) { r.set_role(v1::ROLE_ANONYMOUS); },
              {.reason = "FIELD_REQUIRED", .field = "role", .text = "ROLE_MEMBER"}),
          row("an unknown role", [](R& r) { r.set_role(static_cast<v1::Role>(77)); },
              {.reason = "FIELD_REQUIRED", .field = "role", .text = "ROLE_MEMBER"}),
          row("a coordinator of nothing", [](R& r) { r.clear_hubs(); },
              {.reason = "FIELD_REQUIRED", .field = "hubs", .text = "1 to 16"}),
          row("no hub's name", [](R& r) { r.set_hubs(0, "First hub"); },
              {.reason = "REFERENCE_MISSING", .field = "hubs[0]", .text = "First hub"}),
          row("a hub that is not there", [](R& r) { r.add_hubs("hubs/aaaaaaaaaaaaaaaa"); },
              {.reason = "REFERENCE_MISSING", .field = "hubs[1]", .text = "hubs/aaaaaaaaaaaaaaaa"}),
          row("too many hubs",
              [&](R& r) {
                for (int i = 0; i < 16; ++i) r.add_hubs(hub);
              },
              {.reason = "LIMIT_EXCEEDED", .field = "hubs", .text = "16 hubs"}),
          row("a member of a hub", [](R& r) { r.set_role(v1::ROLE_MEMBER); },
              {.reason = "FIELD_INVALID", .field = "hubs", .text = "coordinators"}),
          row("a member that speaks for nobody",
              [](R& r) {
                r.set_role(v1::ROLE_MEMBER);
                r.clear_hubs();
              },
              {.reason = "FIELD_REQUIRED", .field = "actor"}),
          row("an actor that is not there",
              [](R& r) {
                r.set_role(v1::ROLE_MEMBER);
                r.clear_hubs();
                r.set_actor("organizations/aaaaaaaaaaaaaaaa");
              },
              {.reason = "REFERENCE_MISSING",
               .field = "actor",
               .text = "organizations/aaaaaaaaaaaaaaaa"}),
          row("a coordinator that speaks for somebody",
              [](R& r) { r.set_actor("organizations/aaaaaaaaaaaaaaaa"); },
              {.reason = "FIELD_INVALID", .field = "actor", .text = "members"}),
          row("no time", [](R& r) { r.mutable_ttl()->set_seconds(0); },
              {.reason = "LIMIT_EXCEEDED", .field = "ttl", .text = "1,825 days"}),
          row("a time in the past", [](R& r) { r.mutable_ttl()->set_seconds(-5); },
              {.reason = "LIMIT_EXCEEDED", .field = "ttl", .text = "-5 s"}),
          row("too long a time", [](R& r) { r.mutable_ttl()->set_seconds(157680001); },
              {.reason = "LIMIT_EXCEEDED", .field = "ttl", .text = "157680000 s"}),
          row("a label too long", [](R& r) { r.set_label(std::string(301, 'x')); },
              {.reason = "LIMIT_EXCEEDED", .field = "label", .text = "300 characters"}),
          row("a label with a bidirectional override", [](R& r) { r.set_label("abc\xE2\x80\xAE"); },
              {.reason = "TEXT_REFUSED", .field = "label"}),
          row("a label that is no UTF-8", [](R& r) { r.set_label("\xFF"); },
              {.code = absl::StatusCode::kInternal}),
          row("no account", [](R& r) { r.set_account("someone"); },
              {.reason = "FIELD_INVALID", .field = "account", .text = "accounts/{account}"}),
          row("a request id too long", [](R& r) { r.set_request_id(std::string(129, 'x')); },
              {.reason = "LIMIT_EXCEEDED", .field = "request_id", .text = "128 characters"}),
      });
}

TEST_F(BadInputAdmin, CreateTokenForAnAccountOfSomebodyElse) {
  v1::CreateOrganizationRequest create;
  create.mutable_organization()->mutable_profile()->add_names()->set_text("One");
  const client::Client coordinator = server_.Coordinator();
  v1::CreateTokenRequest request;
  request.set_role(v1::ROLE_MEMBER);
  request.set_actor(Need(coordinator.Call<v1::Organization>(create)).name());
  const auto all =
      Need(server_.Administrator().Call<v1::ListTokensResponse>(v1::ListTokensRequest()));
  for (const v1::Token& token : all.tokens()) {
    if (token.role() == v1::ROLE_ADMINISTRATOR) request.set_account(token.account());
  }
  EXPECT_TRUE(IsRefused(coordinator.Call<v1::CreateTokenResponse>(request).status(),
                        {.reason = "REFERENCE_MISSING", .field = "account"}));
}

TEST_F(BadInputAdmin, TheSameRequestIdForAnotherRequest) {
  v1::CreateTokenRequest request;
  request.set_role(v1::ROLE_ADMINISTRATOR);
  request.set_request_id("once");
  const client::Client administrator = server_.Administrator();
  ASSERT_TRUE(administrator.Call<v1::CreateTokenResponse>(request).ok());
  request.set_label("another");
  EXPECT_TRUE(IsRefused(administrator.Call<v1::CreateTokenResponse>(request).status(),
                        {.reason = "REQUEST_ID_REUSED", .field = "request_id"}));
}

TEST_F(BadInputAdmin, ListTokens) {
  using R = v1::ListTokensRequest;
  R first;
  first.set_page_size(1);
  const std::string token =
      Need(server_.Administrator().Call<v1::ListTokensResponse>(first)).next_page_token();
  ASSERT_NE(token, "");
  const Refusal foreign = {.reason = "TOKEN_INVALID", .field = "page_token"};
  const std::vector<BadRequest> table = {
      Bad<R>("a negative page size", [](R& r) { r.set_page_size(-1); },
             {.reason = "FIELD_INVALID", .field = "page_size", .text = "-1"}),
      Bad<R>(
          "a token made up", [](R& r) { r.set_page_token("x"); }, foreign),
      Bad<R>(
          "a token cut short", [&](R& r) { r.set_page_token(token.substr(0, token.size() - 4)); },
          foreign),
  };
  ExpectAllRefused(server_.Administrator(), table);
  first.set_page_token(token);
  EXPECT_TRUE(
      IsRefused(server_.Coordinator().Call<v1::ListTokensResponse>(first).status(), foreign));
}

TEST_F(BadInputAdmin, RevokeToken) {
  using R = v1::RevokeTokenRequest;
  auto row = [](const char* what, const char* name, Refusal refusal) {
    return Bad<R>(
        what, [&](R& request) { request.set_name(name); }, std::move(refusal));
  };
  const Refusal no_name = {.reason = "FIELD_INVALID", .field = "name", .text = "tokens/{token}"};
  ExpectAllRefused(server_.Administrator(),
                   {
                       row("no name", "", {.reason = "FIELD_REQUIRED", .field = "name"}),
                       row("a bare id", "aaaaaaaaaaaaaaaa", no_name),
                       row("another kind's name", "hubs/aaaaaaaaaaaaaaaa", no_name),
                       row("one that is not there", "tokens/aaaaaaaaaaaaaaaa",
                           {.code = absl::StatusCode::kNotFound,
                            .reason = "NOT_FOUND",
                            .text = "tokens/aaaaaaaaaaaaaaaa"}),
                       row("no UTF-8", "\xC0", {.code = absl::StatusCode::kInternal}),
                   });
}

TEST_F(BadInputAdmin, AnyCallWithARevokedToken) {
  v1::CreateTokenRequest create;
  create.set_role(v1::ROLE_ADMINISTRATOR);
  const auto made = Need(server_.Administrator().Call<v1::CreateTokenResponse>(create));
  v1::RevokeTokenRequest revoke;
  revoke.set_name(made.token().name());
  ASSERT_TRUE(server_.Administrator().Call<v1::RevokeTokenResponse>(revoke).ok());
  const Refusal refusal = {.code = absl::StatusCode::kUnauthenticated,
                           .reason = "CREDENTIALS_REFUSED"};
  auto plain = [&]<class R>(R) {
    return Bad<R>(
        "a revoked token", [](R&) {}, refusal);
  };
  ExpectAllRefused(server_.As(made.secret()),
                   {plain(v1::GetCallerRequest()), plain(v1::GetStatusRequest()),
                    plain(v1::CreateTokenRequest()), plain(v1::ListTokensRequest()),
                    plain(v1::RevokeTokenRequest()), plain(v1::CreateBackupRequest()),
                    plain(v1::ListBackupsRequest()), plain(v1::PublishEpochRequest()),
                    plain(v1::CreateOrganizationRequest()), plain(v1::ListOrganizationsRequest())});
}

TEST_F(BadInputAdmin, AnyCallWhoseDeadlineHasPassed) {
  const std::string before = Tokens();
  client::ClientOptions options;
  options.server = server_.server().address();
  options.token = server_.AdministratorToken();
  options.deadline = absl::Seconds(-1);
  options.retry.attempts = 1;
  const client::Client hasty = Need(client::Client::Connect(options));
  v1::CreateTokenRequest create;
  create.set_role(v1::ROLE_ADMINISTRATOR);
  EXPECT_EQ(hasty.Call<v1::CreateTokenResponse>(create).status().code(),
            absl::StatusCode::kDeadlineExceeded);
  EXPECT_EQ(hasty.Call<v1::GetStatusResponse>(v1::GetStatusRequest()).status().code(),
            absl::StatusCode::kDeadlineExceeded);
  EXPECT_EQ(Tokens(), before);
}

TEST_F(BadInputAdmin, AMessageThatIsTooLarge) {
  const std::string before = Tokens();
  v1::CreateTokenRequest create;
  create.set_role(v1::ROLE_ADMINISTRATOR);
  create.set_label(std::string((4 << 20) + 1, 'x'));
  const absl::Status status =
      server_.Administrator().Call<v1::CreateTokenResponse>(create).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted) << status;
  EXPECT_EQ(Tokens(), before);
}

TEST_F(BadInputAdmin, AServerThatIsGone) {
  const client::Client client = server_.Administrator();
  ASSERT_TRUE(client.Call<v1::GetStatusResponse>(v1::GetStatusRequest()).ok());
  server_.Stop();
  EXPECT_EQ(client.Call<v1::GetStatusResponse>(v1::GetStatusRequest()).status().code(),
            absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace tashbik::testing
