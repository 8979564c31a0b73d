// Following changes: what comes into sight, changes and leaves it; tokens; the end of a watch.
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "clients/cpp/errors.h"
#include "tashbik/v1/account.pb.h"
#include "tashbik/v1/admin.pb.h"
#include "tashbik/v1/change.grpc.pb.h"
#include "tashbik/v1/hub.pb.h"
#include "tashbik/v1/organization.pb.h"
#include "tests/testing/refusal.h"
#include "tests/testing/whole_server.h"

namespace tashbik::testing {
namespace {

// One open watch. Every read ends within a minute.
class Watch {
 public:
  Watch(WholeServer& server, const std::string& token, const v1::WatchChangesRequest& request)
      : stub_(grpc::CreateChannel(server.server().address(), grpc::InsecureChannelCredentials())) {
    if (!token.empty()) context_.AddMetadata("authorization", "Bearer " + token);
    context_.set_deadline(std::chrono::system_clock::now() + std::chrono::minutes(1));
    reader_ = stub_.WatchChanges(&context_, request);
  }
  Watch(WholeServer& server, const std::string& token, const std::string& resume_token = "")
      : Watch(server, token, [&] {
          v1::WatchChangesRequest request;
          request.set_resume_token(resume_token);
          return request;
        }()) {}
  ~Watch() { context_.TryCancel(); }

  // The next answer; nothing at the end.
  std::optional<v1::WatchChangesResponse> Next() {
    v1::WatchChangesResponse response;
    if (!reader_->Read(&response)) return std::nullopt;
    return response;
  }

  // The next change as `KIND name`, or the error that ended the watch.
  std::string NextChange() {
    const auto response = Next();
    if (!response) return End().ToString();
    last_token_ = response->resume_token();
    return v1::ChangeKind_Name(response->kind()).substr(12) + " " + response->name();
  }

  const std::string& last_token() const { return last_token_; }

  absl::Status End() {
    const grpc::Status status = reader_->Finish();
    return client::MakeStatus(status.error_code(), status.error_message(), status.error_details());
  }

 private:
  v1::ChangeService::Stub stub_;
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReader<v1::WatchChangesResponse>> reader_;
  std::string last_token_;
};

class EdgeWatch : public ::testing::Test {
 protected:
  v1::Organization Create(const std::string& name, v1::Tier tier) {
    v1::CreateOrganizationRequest request;
    request.mutable_organization()->mutable_profile()->add_names()->set_text(name);
    request.mutable_organization()->mutable_visibility()->set_tier(tier);
    return Need(coordinator_.Call<v1::Organization>(request));
  }

  v1::Organization SetTier(const v1::Organization& organization, v1::Tier tier) {
    v1::UpdateOrganizationRequest request;
    request.mutable_organization()->set_name(organization.name());
    request.mutable_organization()->mutable_visibility()->set_tier(tier);
    request.mutable_update_mask()->add_paths("visibility.tier");
    return Need(coordinator_.Call<v1::Organization>(request));
  }

  v1::Organization Describe(const v1::Organization& organization, const std::string& text) {
    v1::UpdateOrganizationRequest request;
    request.mutable_organization()->set_name(organization.name());
    (*request.mutable_organization()->mutable_profile()->mutable_descriptions())["en"] = text;
    request.mutable_update_mask()->add_paths("profile.descriptions");
    return Need(coordinator_.Call<v1::Organization>(request));
  }

  void Delete(const v1::Organization& organization) {
    v1::DeleteOrganizationRequest request;
    request.set_name(organization.name());
    Need(coordinator_.Call<v1::Organization>(request));
  }

  WholeServer server_;
  client::Client coordinator_ = server_.Coordinator();
};

TEST_F(EdgeWatch, ShowsWhatIsMadeChangedAndDeleted) {
  Watch watch(server_, server_.CoordinatorToken());
  const auto first = watch.Next();
  ASSERT_TRUE(first);
  EXPECT_NE(first->resume_token(), "");
  EXPECT_EQ(first->name(), "");

  const v1::Organization made = Create("One", v1::TIER_HUB);
  const auto created = watch.Next();
  ASSERT_TRUE(created);
  EXPECT_EQ(created->kind(), v1::CHANGE_KIND_CREATED);
  EXPECT_EQ(created->name(), made.name());
  EXPECT_EQ(created->organization().profile().names(0).text(), "One");
  EXPECT_EQ(created->organization().etag(), made.etag());

  Describe(made, "What it does");
  const auto updated = watch.Next();
  ASSERT_TRUE(updated);
  EXPECT_EQ(updated->kind(), v1::CHANGE_KIND_UPDATED);
  EXPECT_EQ(updated->organization().profile().descriptions().at("en"), "What it does");

  Delete(made);
  const auto deleted = watch.Next();
  ASSERT_TRUE(deleted);
  EXPECT_EQ(deleted->kind(), v1::CHANGE_KIND_DELETED);
  EXPECT_EQ(deleted->name(), made.name());
  EXPECT_EQ(deleted->resource_case(), v1::WatchChangesResponse::RESOURCE_NOT_SET);
}

TEST_F(EdgeWatch, AChangeOfTierAppearsAsCreatedOrDeleted) {
  Watch anonymous(server_, "");
  anonymous.Next();
  const v1::Organization hidden = Create("Hidden", v1::TIER_HUB);
  Describe(hidden, "Not for everybody");
  SetTier(hidden, v1::TIER_PUBLIC);
  Describe(hidden, "For everybody");
  SetTier(hidden, v1::TIER_HUB);
  Describe(hidden, "Hidden again");
  const v1::Organization open = Create("Open", v1::TIER_PUBLIC);
  EXPECT_EQ(anonymous.NextChange(), "CREATED " + hidden.name());
  EXPECT_EQ(anonymous.NextChange(), "UPDATED " + hidden.name());
  EXPECT_EQ(anonymous.NextChange(), "DELETED " + hidden.name());
  EXPECT_EQ(anonymous.NextChange(), "CREATED " + open.name());
}

TEST_F(EdgeWatch, GoesOnWhereATokenWasTaken) {
  std::string token;
  const v1::Organization one = Create("One", v1::TIER_HUB);
  {
    Watch watch(server_, server_.CoordinatorToken());
    watch.Next();
    const v1::Organization two = Create("Two", v1::TIER_HUB);
    EXPECT_EQ(watch.NextChange(), "CREATED " + two.name());
    token = watch.last_token();
  }
  const v1::Organization three = Create("Three", v1::TIER_HUB);
  Delete(one);
  Watch again(server_, server_.CoordinatorToken(), token);
  EXPECT_EQ(again.NextChange(), "CREATED " + three.name());
  EXPECT_EQ(again.NextChange(), "DELETED " + one.name());

  // Also after the server was started anew.
  server_.Restart();
  Watch later(server_, server_.CoordinatorToken(), token);
  EXPECT_EQ(later.NextChange(), "CREATED " + three.name());
}

TEST_F(EdgeWatch, ATokenFromBeforeAnyChangeSeesThemAll) {
  std::string token;
  {
    Watch watch(server_, "");
    token = watch.Next()->resume_token();
  }
  const v1::Organization made = Create("One", v1::TIER_PUBLIC);
  Watch again(server_, "", token);
  EXPECT_EQ(again.NextChange(), "CREATED " + made.name());
}

TEST_F(EdgeWatch, ClientsThatLeaveAmidChangesDoNotEndTheServer) {
  std::string token;
  {
    Watch watch(server_, "");
    token = watch.Next()->resume_token();
  }
  v1::Organization made = Create("One", v1::TIER_PUBLIC);
  for (int i = 0; i < 100; ++i) made = Describe(made, "text " + std::to_string(i));
  for (int i = 0; i < 100; ++i) {
    Watch leaves(server_, "", token);
    EXPECT_EQ(leaves.NextChange(), "CREATED " + made.name());
  }
  Watch stays(server_, "", token);
  EXPECT_EQ(stays.NextChange(), "CREATED " + made.name());
}

TEST_F(EdgeWatch, RefusesTokensThatAreNotTheCallers) {
  std::string token;
  {
    Watch watch(server_, server_.CoordinatorToken());
    token = watch.Next()->resume_token();
  }
  const Refusal refusal = {.reason = "TOKEN_INVALID", .field = "resume_token"};
  for (const std::string& bad :
       {token + "A", token.substr(1), std::string("x"), std::string(200, 'A')}) {
    Watch watch(server_, server_.CoordinatorToken(), bad);
    EXPECT_FALSE(watch.Next());
    EXPECT_TRUE(IsRefused(watch.End(), refusal)) << bad;
  }
  Watch stranger(server_, "", token);
  EXPECT_FALSE(stranger.Next());
  EXPECT_TRUE(IsRefused(stranger.End(), refusal));
  Watch administrator(server_, server_.AdministratorToken(), token);
  EXPECT_FALSE(administrator.Next());
  EXPECT_TRUE(IsRefused(administrator.End(), refusal));
}

TEST_F(EdgeWatch, ATokenWhoseChangeIsOutOfSightHasExpired) {
  const v1::Organization actor = Create("A member", v1::TIER_HUB);
  const std::string member = server_.MemberToken(actor.name());
  std::string token;
  {
    Watch watch(server_, member);
    watch.Next();
    const v1::Organization peer = Create("A peer", v1::TIER_HUB);
    EXPECT_EQ(watch.NextChange(), "CREATED " + peer.name());
    token = watch.last_token();
  }
  v1::DeleteHubMemberRequest leave;
  leave.set_name(server_.Hub() + "/members/" + actor.name().substr(actor.name().find('/') + 1));
  Need(coordinator_.Call<v1::HubMember>(leave));
  Watch watch(server_, member, token);
  EXPECT_FALSE(watch.Next());
  EXPECT_TRUE(IsRefused(
      watch.End(),
      {.code = absl::StatusCode::kOutOfRange, .reason = "TOKEN_EXPIRED", .text = "List afresh"}));
}

TEST_F(EdgeWatch, FollowsTheCollectionsAskedFor) {
  v1::WatchChangesRequest request;
  request.add_collections("hubs");
  request.add_collections("organizations");
  request.add_collections("organisations");
  Watch bad(server_, "", request);
  EXPECT_FALSE(bad.Next());
  EXPECT_TRUE(IsRefused(
      bad.End(), {.reason = "FIELD_INVALID", .field = "collections[2]", .text = "diasporaGroups"}));

  request.clear_collections();
  request.add_collections("hubs");
  Watch hubs(server_, "", request);
  hubs.Next();
  Create("Not a hub", v1::TIER_PUBLIC);
  v1::CreateHubRequest second;
  second.mutable_hub()->add_names()->set_text("Second hub");
  const v1::Hub hub = Need(server_.Administrator().Call<v1::Hub>(second));
  EXPECT_EQ(hubs.NextChange(), "CREATED " + hub.name());
}

TEST_F(EdgeWatch, EndsWhenItsTokenIsRevoked) {
  const v1::Organization actor = Create("A member", v1::TIER_HUB);
  const std::string member = server_.MemberToken(actor.name());
  Watch watch(server_, member);
  watch.Next();
  v1::RevokeTokenRequest revoke;
  const auto tokens = Need(coordinator_.Call<v1::ListTokensResponse>(v1::ListTokensRequest()));
  ASSERT_EQ(tokens.tokens_size(), 1);
  revoke.set_name(tokens.tokens(0).name());
  Need(coordinator_.Call<v1::RevokeTokenResponse>(revoke));
  EXPECT_FALSE(watch.Next());
  EXPECT_TRUE(IsRefused(
      watch.End(), {.code = absl::StatusCode::kUnauthenticated, .reason = "CREDENTIALS_REFUSED"}));
}

TEST_F(EdgeWatch, EndsWhenItsAccountIsFrozen) {
  const v1::Organization actor = Create("One", v1::TIER_HUB);
  const std::string secret = server_.MemberToken(actor.name());
  Watch watch(server_, secret);
  ASSERT_TRUE(watch.Next());
  v1::GetAccountRequest own;
  own.set_name("accounts/-");
  v1::FreezeAccountRequest freeze;
  freeze.set_name(Need(server_.As(secret).Call<v1::Account>(own)).name());
  freeze.set_reason("a test");
  Need(coordinator_.Call<v1::Account>(freeze));
  Describe(actor, "Written after the freeze");
  EXPECT_FALSE(watch.Next());
  EXPECT_TRUE(IsRefused(
      watch.End(), {.code = absl::StatusCode::kUnauthenticated, .reason = "CREDENTIALS_REFUSED"}));
}

TEST_F(EdgeWatch, EndsWhenTheServerStops) {
  Watch watch(server_, "");
  ASSERT_TRUE(watch.Next());
  std::thread stop([&] { server_.server().Stop(); });
  EXPECT_FALSE(watch.Next());
  EXPECT_TRUE(
      IsRefused(watch.End(), {.code = absl::StatusCode::kUnavailable, .reason = "UNAVAILABLE"}));
  stop.join();
}

}  // namespace
}  // namespace tashbik::testing
