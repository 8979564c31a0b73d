// Budgets over the wire: refused answers, streams, what the caller is told, kill -9.
#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "clients/cpp/errors.h"
#include "tashbik/v1/admin.pb.h"
#include "tashbik/v1/change.grpc.pb.h"
#include "tashbik/v1/hub.pb.h"
#include "tashbik/v1/match.pb.h"
#include "tashbik/v1/organization.pb.h"
#include "tashbik/v1/search.pb.h"
#include "tests/testing/child_process.h"
#include "tests/testing/refusal.h"
#include "tests/testing/whole_server.h"

namespace tashbik::testing {
namespace {

std::vector<std::string> CreateAtNetwork(const client::Client& coordinator, int count) {
  v1::BatchCreateOrganizationsRequest request;
  for (int i = 0; i < count; ++i) {
    v1::Organization& organization = *request.add_requests()->mutable_organization();
    organization.mutable_profile()->add_names()->set_text(absl::StrCat("Organization ", i));
    organization.mutable_visibility()->set_tier(v1::TIER_NETWORK);
  }
  const auto response = Need(coordinator.Call<v1::BatchCreateOrganizationsResponse>(request));
  std::vector<std::string> names;
  for (const v1::Organization& made : response.organizations()) names.push_back(made.name());
  return names;
}

int64_t Left(const client::Client& client, v1::BudgetKind kind) {
  const auto caller = Need(client.Call<v1::GetCallerResponse>(v1::GetCallerRequest()));
  for (const v1::Budget& budget : caller.budgets()) {
    if (budget.kind() == kind) return budget.remaining();
  }
  return -1;
}

absl::Status Get(const client::Client& client, const std::string& name) {
  v1::GetOrganizationRequest request;
  request.set_name(name);
  return client.Call<v1::Organization>(request).status();
}

// A member whose account may be shown three records a day, one of nine of its hub.
class EdgeBudgets : public ::testing::Test {
 protected:
  WholeServer server_{"",
                      {.records_per_day = 3,
                       .suggestions_per_day = 2,
                       .hub_records_per_day = 0,
                       .hub_suggestions_per_day = 0}};
  client::Client coordinator_ = server_.Coordinator();
  const std::vector<std::string> actors_ = CreateAtNetwork(coordinator_, 9);
  const std::string token_ = server_.MemberToken(actors_[0]);
  client::Client member_ = server_.As(token_);
  const Refusal used_up_ = {.code = absl::StatusCode::kResourceExhausted,
                            .reason = "BUDGET_EXHAUSTED",
                            .text = "3 records a day"};
};

TEST_F(EdgeBudgets, EndWithAnErrorThatSaysWhenToReturn) {
  for (int i = 0; i < 4; ++i) EXPECT_TRUE(Get(member_, actors_[i]).ok()) << i;
  EXPECT_EQ(Left(member_, v1::BUDGET_KIND_RECORDS), 0);
  const absl::Status refused = Get(member_, actors_[4]);
  EXPECT_TRUE(IsRefused(refused, used_up_));
  const auto retry = client::DetailsOf(refused).retry_after;
  ASSERT_TRUE(retry.has_value());
  const absl::Time whole = absl::Now() + *retry;
  EXPECT_LE(std::abs(absl::ToUnixSeconds(whole + absl::Hours(12)) % 86'400 - 43'200), 60);
  EXPECT_TRUE(Get(member_, actors_[1]).ok()) << "seen today";
  EXPECT_TRUE(Get(coordinator_, actors_[4]).ok());
  EXPECT_EQ(Left(coordinator_, v1::BUDGET_KIND_RECORDS), 3) << "its own hub's";
}

TEST_F(EdgeBudgets, EveryWayOfReadingCounts) {
  v1::ListOrganizationsRequest list;
  EXPECT_TRUE(IsRefused(member_.Call<v1::ListOrganizationsResponse>(list).status(), used_up_));
  v1::SearchRequest search;
  search.set_query("organization");
  EXPECT_TRUE(IsRefused(member_.Call<v1::SearchResponse>(search).status(), used_up_));
  EXPECT_EQ(Left(member_, v1::BUDGET_KIND_RECORDS), 3) << "refused whole, so nothing was shown";
  list.set_page_size(3);
  EXPECT_TRUE(member_.Call<v1::ListOrganizationsResponse>(list).ok());
  EXPECT_LE(Left(member_, v1::BUDGET_KIND_RECORDS), 1);
}

TEST_F(EdgeBudgets, SuggestionRunsEnd) {
  v1::SuggestPartnersRequest request;
  request.set_actor(actors_[0]);
  EXPECT_TRUE(member_.Call<v1::SuggestPartnersResponse>(request).ok());
  EXPECT_EQ(Left(member_, v1::BUDGET_KIND_SUGGESTIONS), 1);
  EXPECT_TRUE(member_.Call<v1::SuggestPartnersResponse>(request).ok());
  EXPECT_TRUE(IsRefused(member_.Call<v1::SuggestPartnersResponse>(request).status(),
                        {.code = absl::StatusCode::kResourceExhausted,
                         .reason = "BUDGET_EXHAUSTED",
                         .text = "2 suggestion runs a day"}));
}

TEST_F(EdgeBudgets, AWatchEndsWithThem) {
  v1::ChangeService::Stub stub(
      grpc::CreateChannel(server_.server().address(), grpc::InsecureChannelCredentials()));
  grpc::ClientContext context;
  context.AddMetadata("authorization", "Bearer " + token_);
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::minutes(1));
  const auto watch = stub.WatchChanges(&context, v1::WatchChangesRequest());
  v1::WatchChangesResponse response;
  ASSERT_TRUE(watch->Read(&response));
  CreateAtNetwork(coordinator_, 4);
  int shown = 0;
  while (watch->Read(&response)) ++shown;
  EXPECT_EQ(shown, 3);
  const grpc::Status end = watch->Finish();
  EXPECT_TRUE(IsRefused(
      client::MakeStatus(end.error_code(), end.error_message(), end.error_details()), used_up_));
}

TEST_F(EdgeBudgets, AreKeptOverARestart) {
  for (int i = 1; i < 4; ++i) EXPECT_TRUE(Get(member_, actors_[i]).ok());
  server_.Restart();
  const client::Client again = server_.As(token_);
  EXPECT_EQ(Left(again, v1::BUDGET_KIND_RECORDS), 0);
  EXPECT_TRUE(Get(again, actors_[3]).ok());
  EXPECT_TRUE(IsRefused(Get(again, actors_[4]), used_up_));
}

TEST_F(EdgeBudgets, WithoutASignInNothingIsCounted) {
  const client::Client anonymous = server_.Anonymous();
  EXPECT_EQ(Need(anonymous.Call<v1::GetCallerResponse>(v1::GetCallerRequest())).budgets_size(), 0);
  EXPECT_EQ(Need(server_.Administrator().Call<v1::GetCallerResponse>(v1::GetCallerRequest()))
                .budgets_size(),
            0);
}

TEST(EdgeBudgetsKilled, LoseTheLastSecondAtMost) {
  constexpr int64_t kLimit = 100'000;
  constexpr absl::Duration kReading = absl::Seconds(4);
  // The second between two saves, and as much again for a machine that is busy.
  constexpr absl::Duration kLost = absl::Seconds(2);
  TemporaryFolder folder;
  std::ofstream(folder.Inside("config.toml")) << "[budgets]\nrecords_per_day = " << kLimit << "\n";
  const std::vector<std::string> flags = {"--config", folder.Inside("config.toml")};
  std::string secret;
  std::vector<absl::Time> shown;
  absl::Time killed;
  {
    ServerProcess server(TASHBIKD, folder.path(), flags);
    ASSERT_TRUE(server.serving()) << server.log();
    const client::Client coordinator =
        ConnectTo(server.address(), ReadLine(server.CoordinatorFile()));
    const std::vector<std::string> actors = CreateAtNetwork(coordinator, 1000);
    v1::CreateHubMemberRequest membership;
    membership.set_parent(
        Need(coordinator.Call<v1::GetCallerResponse>(v1::GetCallerRequest())).hubs(0));
    membership.mutable_hub_member()->set_actor(actors[0]);
    Need(coordinator.Call<v1::HubMember>(membership));
    v1::CreateTokenRequest token;
    token.set_role(v1::ROLE_MEMBER);
    token.set_actor(actors[0]);
    secret = Need(coordinator.Call<v1::CreateTokenResponse>(token)).secret();
    const client::Client member = ConnectTo(server.address(), secret);
    const absl::Time begin = absl::Now();
    for (size_t next = 1; absl::Now() < begin + kReading;) {
      // Evenly over the time; other calls in between.
      if (next < actors.size() &&
          absl::Now() >= begin + kReading * (static_cast<double>(next) / actors.size())) {
        ASSERT_TRUE(Get(member, actors[next++]).ok());
        shown.push_back(absl::Now());
      } else {
        Left(member, v1::BUDGET_KIND_RECORDS);
      }
    }
    killed = absl::Now();
    server.Signal(SIGKILL);
    server.Wait();
  }
  ServerProcess server(TASHBIKD, folder.path(), flags);
  ASSERT_TRUE(server.serving()) << server.log();
  const int64_t kept = kLimit - Left(ConnectTo(server.address(), secret), v1::BUDGET_KIND_RECORDS);
  const auto due = std::count_if(shown.begin(), shown.end(),
                                 [&](absl::Time time) { return time < killed - kLost; });
  EXPECT_GT(due, 100);
  EXPECT_GE(kept, due);
  EXPECT_LE(kept, static_cast<int64_t>(shown.size()));
}

}  // namespace
}  // namespace tashbik::testing
