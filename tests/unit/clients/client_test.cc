// Tests calls against a small server that fails on demand.
#include "clients/cpp/client.h"

#include <atomic>
#include <map>
#include <mutex>
#include <thread>

#include "clients/cpp/errors.h"
#include "grpcpp/server.h"
#include "grpcpp/server_builder.h"
#include "gtest/gtest.h"
#include "tashbik/v1/change.grpc.pb.h"
#include "tashbik/v1/hub.grpc.pb.h"
#include "tashbik/v1/match.pb.h"

namespace tashbik::client {
namespace {

constexpr int kHubs = 25;

// Answers `unavailable_` calls with UNAVAILABLE, then as asked.
class Hubs final : public v1::HubService::Service {
 public:
  grpc::Status GetHub(grpc::ServerContext* context, const v1::GetHubRequest* request,
                      v1::Hub* hub) override {
    ++calls;
    if (hang) {
      while (!context->IsCancelled()) std::this_thread::yield();
      return grpc::Status(grpc::StatusCode::CANCELLED, "");
    }
    if (unavailable-- > 0) return grpc::Status(grpc::StatusCode::UNAVAILABLE, "starting");
    auto found = context->client_metadata().find("authorization");
    if (found != context->client_metadata().end()) {
      authorization.assign(found->second.data(), found->second.size());
    }
    hub->set_name(request->name());
    return grpc::Status::OK;
  }

  grpc::Status CreateHub(grpc::ServerContext*, const v1::CreateHubRequest* request,
                         v1::Hub* hub) override {
    ++calls;
    const std::lock_guard<std::mutex> lock(mutex);
    ++request_ids[request->request_id()];
    if (unavailable-- > 0) return grpc::Status(grpc::StatusCode::UNAVAILABLE, "stopping");
    hub->set_name("hubs/new");
    return grpc::Status::OK;
  }

  grpc::Status ListHubs(grpc::ServerContext*, const v1::ListHubsRequest* request,
                        v1::ListHubsResponse* response) override {
    ++calls;
    const int from = request->page_token().empty() ? 0 : std::stoi(request->page_token());
    if (from >= fail_from) return grpc::Status(grpc::StatusCode::INTERNAL, "page");
    for (int i = from; i < std::min(kHubs, from + 10); ++i) {
      response->add_hubs()->set_name("hubs/" + std::to_string(i));
    }
    if (from + 10 < kHubs) response->set_next_page_token(std::to_string(from + 10));
    return grpc::Status::OK;
  }

  std::atomic<int> calls = 0;
  std::atomic<int> unavailable = 0;
  std::atomic<bool> hang = false;
  std::atomic<int> fail_from = 1000;
  std::string authorization;
  std::mutex mutex;
  std::map<std::string, int> request_ids;
};

// Sends three changes a stream, then breaks it.
class Changes final : public v1::ChangeService::Service {
 public:
  grpc::Status WatchChanges(grpc::ServerContext*, const v1::WatchChangesRequest* request,
                            grpc::ServerWriter<v1::WatchChangesResponse>* writer) override {
    if (request->resume_token() == "old") {
      return grpc::Status(grpc::StatusCode::OUT_OF_RANGE, "list afresh");
    }
    const int from = request->resume_token().empty() ? 0 : std::stoi(request->resume_token());
    for (int i = from + 1; i <= from + 3; ++i) {
      v1::WatchChangesResponse change;
      change.set_resume_token(std::to_string(i));
      change.set_name("hubs/" + std::to_string(i));
      writer->Write(change);
    }
    return grpc::Status(grpc::StatusCode::UNAVAILABLE, "going away");
  }
};

class ClientTest : public testing::Test {
 protected:
  void SetUp() override {
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port_);
    builder.RegisterService(&hubs_);
    builder.RegisterService(&changes_);
    server_ = builder.BuildAndStart();
  }

  Client Connect(ClientOptions options = {}) {
    options.server = "127.0.0.1:" + std::to_string(port_);
    options.retry.initial_wait = absl::Milliseconds(1);
    auto client = Client::Connect(options);
    EXPECT_TRUE(client.ok()) << client.status();
    return *std::move(client);
  }

  v1::GetHubRequest Get() {
    v1::GetHubRequest request;
    request.set_name("hubs/a");
    return request;
  }

  int port_ = 0;
  Hubs hubs_;
  Changes changes_;
  std::unique_ptr<grpc::Server> server_;
};

TEST_F(ClientTest, CallsWithTheToken) {
  ClientOptions options;
  options.token = "secret";
  auto hub = Connect(options).Call<v1::Hub>(Get());
  ASSERT_TRUE(hub.ok()) << hub.status();
  EXPECT_EQ(hub->name(), "hubs/a");
  EXPECT_EQ(hubs_.authorization, "Bearer secret");
}

TEST_F(ClientTest, ReadsAreTriedAgainAsOftenAsThePolicySays) {
  hubs_.unavailable = 3;
  EXPECT_TRUE(Connect().Call<v1::Hub>(Get()).ok());
  EXPECT_EQ(hubs_.calls, 4);
  hubs_.unavailable = 4;
  EXPECT_TRUE(absl::IsUnavailable(Connect().Call<v1::Hub>(Get()).status()));
  EXPECT_EQ(hubs_.calls, 8);
}

TEST_F(ClientTest, WritesAreRepeatedUnderOneRequestId) {
  hubs_.unavailable = 2;
  EXPECT_TRUE(Connect().Call<v1::Hub>(v1::CreateHubRequest()).ok());
  ASSERT_EQ(hubs_.request_ids.size(), 1u);
  EXPECT_EQ(hubs_.request_ids.begin()->second, 3);
  EXPECT_FALSE(hubs_.request_ids.begin()->first.empty());
}

TEST_F(ClientTest, ADeadlineEndsTheCall) {
  hubs_.hang = true;
  ClientOptions options;
  options.deadline = absl::Milliseconds(50);
  auto hub = Connect(options).Call<v1::Hub>(Get());
  EXPECT_EQ(hub.status().code(), absl::StatusCode::kDeadlineExceeded) << hub.status();
}

TEST_F(ClientTest, AKilledServerIsUnavailable) {
  Client client = Connect();
  ASSERT_TRUE(client.Call<v1::Hub>(Get()).ok());
  server_->Shutdown();
  server_.reset();
  EXPECT_TRUE(absl::IsUnavailable(client.Call<v1::Hub>(Get()).status()));
}

TEST_F(ClientTest, AListIsReadPageByPage) {
  Client client = Connect();
  int count = 0;
  for (const auto& hub : client.List<v1::Hub>(v1::ListHubsRequest())) {
    ASSERT_TRUE(hub.ok()) << hub.status();
    EXPECT_EQ(hub->name(), "hubs/" + std::to_string(count++));
  }
  EXPECT_EQ(count, kHubs);
  EXPECT_EQ(hubs_.calls, 3);
}

TEST_F(ClientTest, AFailedPageIsTheLastElement) {
  hubs_.fail_from = 20;
  Client client = Connect();
  int good = 0;
  int bad = 0;
  for (const auto& hub : client.List<v1::Hub>(v1::ListHubsRequest())) ++(hub.ok() ? good : bad);
  EXPECT_EQ(good, 20);
  EXPECT_EQ(bad, 1);
}

TEST_F(ClientTest, AnswersOfAnotherTypeAreRefused) {
  auto circle = Connect().Call<v1::Circle>(Get());
  EXPECT_EQ(circle.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(hubs_.calls, 0);
}

TEST_F(ClientTest, WatchingGoesOnAfterABrokenStream) {
  std::vector<std::string> names;
  int reconnects = 0;
  absl::Status status = Connect().Watch(
      v1::WatchChangesRequest(),
      [&](const v1::WatchChangesResponse& change) {
        names.push_back(change.name());
        return names.size() < 7;
      },
      [&](const absl::Status&) { ++reconnects; });
  EXPECT_TRUE(status.ok()) << status;
  ASSERT_EQ(names.size(), 7u);
  for (int i = 0; i < 7; ++i) EXPECT_EQ(names[i], "hubs/" + std::to_string(i + 1));
  EXPECT_EQ(reconnects, 2);
}

TEST_F(ClientTest, WatchingEndsWithAnErrorThatStays) {
  v1::WatchChangesRequest request;
  request.set_resume_token("old");
  absl::Status status = Connect().Watch(
      request, [](const v1::WatchChangesResponse&) { return true; }, [](const absl::Status&) {});
  EXPECT_EQ(status.code(), absl::StatusCode::kOutOfRange);
}

TEST(Connect, ChecksItsOptions) {
  ClientOptions options;
  options.server = "nowhere";
  EXPECT_EQ(Client::Connect(options).status().code(), absl::StatusCode::kInvalidArgument);
  options.server = "127.0.0.1:1";
  options.ca_file = "/nonexistent/ca.pem";
  EXPECT_EQ(Client::Connect(options).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(Connect, PlainOnlyOnThisMachine) {
  EXPECT_TRUE(IsLocal("127.0.0.1:8440"));
  EXPECT_TRUE(IsLocal("localhost:1"));
  EXPECT_TRUE(IsLocal("unix:/run/tashbik.sock"));
  EXPECT_TRUE(IsLocal("[::1]:8440"));
  EXPECT_FALSE(IsLocal("example.org:443"));
  EXPECT_FALSE(IsLocal("localhost.example.org:443"));
  EXPECT_FALSE(IsLocal("127.example.org:443"));
  EXPECT_FALSE(IsLocal("127.0.0.1.example.org:443"));
}

}  // namespace
}  // namespace tashbik::client
