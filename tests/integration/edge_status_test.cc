// Status, epochs, and the two services that every gRPC client knows: health and reflection.
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/match.h"
#include "tashbik/v1/admin.pb.h"
#include "tashbik/v1/match.pb.h"
#include "tashbik/v1/organization.pb.h"
#include "tests/testing/refusal.h"
#include "tests/testing/shipped_vocabulary.h"
#include "tests/testing/whole_server.h"

namespace tashbik::testing {
namespace {

v1::Organization Create(const client::Client& owner, const std::string& name,
                        const std::string& issue, v1::Tier tier) {
  v1::CreateOrganizationRequest request;
  v1::Profile& profile = *request.mutable_organization()->mutable_profile();
  profile.add_names()->set_text(name);
  profile.add_issues()->set_theme(issue);
  profile.add_active_countries("LB");
  request.mutable_organization()->mutable_visibility()->set_tier(tier);
  return Need(owner.Call<v1::Organization>(request));
}

v1::GetStatusResponse StatusFor(const client::Client& client) {
  return Need(client.Call<v1::GetStatusResponse>(v1::GetStatusRequest()));
}

TEST(EdgeStatus, TotalsAreForAdministrators) {
  WholeServer server;
  LoadShippedVocabulary(server.Administrator());
  Create(server.Coordinator(), "One", "themes/housing", v1::TIER_HUB);
  const v1::GetStatusResponse all = StatusFor(server.Administrator());
  EXPECT_TRUE(all.serving());
  EXPECT_NE(all.version(), "");
  EXPECT_EQ(all.counts().at("actors"), 1);
  EXPECT_EQ(all.counts().at("themes"), static_cast<int64_t>(ShippedThemes().size()));
  EXPECT_EQ(all.counts().at("hubs"), 1);
  EXPECT_EQ(all.counts().at("tokens"), 2);
  EXPECT_GT(all.free_bytes(), 0);
  EXPECT_FALSE(all.has_last_backup());
  for (const client::Client& client : {server.Coordinator(), server.Anonymous()}) {
    v1::GetStatusResponse some = StatusFor(client);
    EXPECT_EQ(some.version(), all.version());
    EXPECT_TRUE(some.serving());
    some.clear_version();
    some.clear_serving();
    EXPECT_EQ(some.ByteSizeLong(), 0u) << some.DebugString();
  }
}

// Every actor's suggestions, to the byte.
std::string Suggestions(const client::Client& client) {
  std::string all;
  const auto listed =
      Need(client.Call<v1::ListOrganizationsResponse>(v1::ListOrganizationsRequest()));
  for (const v1::Organization& organization : listed.organizations()) {
    v1::SuggestPartnersRequest request;
    request.set_actor(organization.name());
    all += Need(client.Call<v1::SuggestPartnersResponse>(request)).DebugString();
  }
  return all;
}

v1::PublishEpochResponse Publish(const client::Client& administrator) {
  return Need(administrator.Call<v1::PublishEpochResponse>(v1::PublishEpochRequest()));
}

TEST(EdgeEpoch, CountsPublicActorsAlone) {
  WholeServer server;
  const client::Client administrator = server.Administrator();
  const client::Client coordinator = server.Coordinator();
  LoadShippedVocabulary(administrator);
  const std::vector<std::string> issues = ShippedThemes(v1::FACET_ISSUE);
  for (size_t i = 0; i < 12; ++i) Create(coordinator, "Hidden", issues[i % 4], v1::TIER_HUB);
  const std::string before = Suggestions(coordinator);
  ASSERT_NE(before, "");
  EXPECT_EQ(StatusFor(administrator).epoch(), 0);
  const v1::PublishEpochResponse first = Publish(administrator);
  EXPECT_EQ(first.epoch(), 1);
  EXPECT_EQ(first.public_actors(), 0);
  EXPECT_EQ(Suggestions(coordinator), before) << "hidden actors make nothing rare or common";

  // With PUBLIC ones rarity changes once, and is then the same however often it is counted.
  for (size_t i = 0; i < 6; ++i) Create(coordinator, "Open", issues[0], v1::TIER_PUBLIC);
  EXPECT_EQ(StatusFor(administrator).changes_since_epoch(), 6);
  const v1::PublishEpochResponse second = Publish(administrator);
  EXPECT_EQ(second.epoch(), 2);
  EXPECT_EQ(second.public_actors(), 6);
  const std::string after = Suggestions(coordinator);
  EXPECT_EQ(Publish(administrator).epoch(), 3);
  EXPECT_EQ(Suggestions(coordinator), after);
  server.Restart();
  EXPECT_EQ(Suggestions(server.Coordinator()), after) << "an epoch outlives the process";
  EXPECT_EQ(StatusFor(server.Administrator()).epoch(), 3);
}

TEST(EdgeEpoch, IsForAdministrators) {
  WholeServer server;
  const v1::PublishEpochRequest request;
  EXPECT_TRUE(IsRefused(server.Coordinator().Call<v1::PublishEpochResponse>(request).status(),
                        {.code = absl::StatusCode::kPermissionDenied,
                         .reason = "PERMISSION_DENIED",
                         .text = "an administrator"}));
  EXPECT_TRUE(
      IsRefused(server.Anonymous().Call<v1::PublishEpochResponse>(request).status(),
                {.code = absl::StatusCode::kUnauthenticated, .reason = "SIGN_IN_REQUIRED"}));
}

// Sends one message to a method and returns the first answer's bytes, without the method's types.
std::string Exchange(WholeServer& server, const std::string& method, const std::string& message) {
  grpc::GenericStub stub(
      grpc::CreateChannel(server.server().address(), grpc::InsecureChannelCredentials()));
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(30));
  grpc::CompletionQueue queue;
  auto call = stub.PrepareCall(&context, method, &queue);
  auto done = [&queue] {
    void* tag = nullptr;
    bool ok = false;
    return queue.Next(&tag, &ok) && ok;
  };
  call->StartCall(nullptr);
  if (!done()) return "not connected";
  const grpc::Slice slice(message);
  call->Write(grpc::ByteBuffer(&slice, 1), nullptr);
  if (!done()) return "not written";
  grpc::ByteBuffer answer;
  call->Read(&answer, nullptr);
  if (!done()) return "no answer";
  std::vector<grpc::Slice> slices;
  answer.Dump(&slices);
  std::string bytes;
  for (const grpc::Slice& part : slices) {
    bytes.append(reinterpret_cast<const char*>(part.begin()), part.size());
  }
  return bytes;
}

TEST(EdgeHealth, SaysServing) {
  WholeServer server;
  // HealthCheckResponse{status: SERVING}.
  EXPECT_EQ(Exchange(server, "/grpc.health.v1.Health/Check", ""), "\x08\x01");
}

TEST(EdgeReflection, ListsTheServices) {
  WholeServer server;
  // ServerReflectionRequest{list_services: ""}.
  const std::string answer =
      Exchange(server, "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
               std::string("\x3a\x00", 2));
  for (const char* service :
       {"tashbik.v1.AdminService", "tashbik.v1.ChangeService", "tashbik.v1.CoalitionService",
        "tashbik.v1.DiasporaGroupService", "tashbik.v1.HubService", "tashbik.v1.MatchService",
        "tashbik.v1.OrganizationService", "tashbik.v1.SearchService", "tashbik.v1.ThemeService",
        "grpc.health.v1.Health"}) {
    EXPECT_TRUE(absl::StrContains(answer, service)) << service;
  }
}

}  // namespace
}  // namespace tashbik::testing
