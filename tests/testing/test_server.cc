// Starts what the real server starts, without its configuration.
#include "tests/testing/test_server.h"

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "absl/strings/str_cat.h"
#include "google/rpc/status.pb.h"
#include "services/coalition_service.h"
#include "services/diaspora_group_service.h"
#include "services/hub_service.h"
#include "services/names.h"
#include "services/organization_service.h"
#include "services/theme_service.h"
#include "services/tokens.h"
#include "services/vocabulary_service.h"

namespace tashbik::testing {
namespace {

// A test cannot go on without its server.
template <class Value>
Value Must(absl::StatusOr<Value> value) {
  if (!value.ok()) {
    std::fprintf(stderr, "test server: %s\n", value.status().ToString().c_str());
    std::abort();
  }
  return *std::move(value);
}

template <class Detail>
Detail DetailOf(const grpc::Status& status) {
  google::rpc::Status details;
  Detail found;
  if (!details.ParseFromString(status.error_details())) return found;
  for (const auto& detail : details.details()) {
    if (detail.UnpackTo(&found)) return found;
  }
  return found;
}

}  // namespace

struct TestServer::Services {
  explicit Services(services::Calls& calls)
      : organizations(calls),
        diaspora_groups(calls),
        themes(calls),
        vocabulary(calls),
        coalitions(calls),
        hubs(calls) {}
  services::OrganizationService organizations;
  services::DiasporaGroupService diaspora_groups;
  services::ThemeService themes;
  services::VocabularyService vocabulary;
  services::CoalitionService coalitions;
  services::HubService hubs;
};

void MemoryLog::Call(const services::CallLog& line) {
  storage::MutexLock lock(mutex_);
  lines_.push_back(
      absl::StrCat(line.method, " ", v1::Role_Name(line.role), " ", line.code, " ", line.reason));
}

void MemoryLog::Line(services::LogLevel, absl::string_view text) {
  storage::MutexLock lock(mutex_);
  lines_.emplace_back(text);
}

std::vector<std::string> MemoryLog::lines() const {
  storage::MutexLock lock(mutex_);
  return lines_;
}

TestServer::TestServer(const services::BudgetLimits& limits) : limits_(limits) {
  Start();
  administrator_ = MakeToken(v1::ROLE_ADMINISTRATOR);
  v1::CreateHubRequest request;
  request.mutable_hub()->add_names()->set_text("First hub");
  v1::Hub hub;
  const grpc::Status made =
      testing::Call(*this, administrator_, &v1::HubService::Stub::CreateHub, request, &hub);
  if (!made.ok()) {
    std::fprintf(stderr, "test server: %s\n", made.error_message().c_str());
    std::abort();
  }
  hub_ = hub.name();
  coordinator_ = MakeToken(v1::ROLE_COORDINATOR, {hub_});
}

TestServer::~TestServer() { Stop(); }

void TestServer::Start() {
  services::DirectoryOptions options;
  options.store.folder = folder_.Inside("data");
  options.store.clock = [offset = offset_] { return absl::Now() + *offset; };
  directory_ = Must(services::Directory::Open(std::move(options)));
  budgets_ = std::make_unique<services::Budgets>(*directory_, limits_);
  calls_ = std::make_unique<services::Calls>(*directory_, *budgets_, log_);
  services_ = std::make_unique<Services>(*calls_);
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(&services_->organizations);
  builder.RegisterService(&services_->diaspora_groups);
  builder.RegisterService(&services_->themes);
  builder.RegisterService(&services_->vocabulary);
  builder.RegisterService(&services_->coalitions);
  builder.RegisterService(&services_->hubs);
  server_ = builder.BuildAndStart();
  grpc::ChannelArguments arguments;
  arguments.SetInt("grpc.use_local_subchannel_pool", 1);
  channel_ = grpc::CreateCustomChannel(absl::StrCat("127.0.0.1:", port),
                                       grpc::InsecureChannelCredentials(), arguments);
}

void TestServer::Stop() {
  if (server_ == nullptr) return;
  server_->Shutdown(std::chrono::system_clock::now());
  server_->Wait();
  server_.reset();
  services_.reset();
  calls_.reset();
  budgets_.reset();
  directory_.reset();
}

void TestServer::Restart() {
  Stop();
  Start();
}

std::string TestServer::MakeToken(v1::Role role, const std::vector<std::string>& hubs,
                                  const std::string& actor) {
  const std::string secret = services::NewTokenSecret();
  v1::Account account;
  account.set_role(role);
  for (const std::string& hub : hubs) account.add_hubs(hub);
  account.set_actor(actor);
  Must(directory_->Write(services::WriteCall{.method = "test"}, [&](const services::Snapshot&) {
    services::WritePlan plan;
    services::PlanAccount(*directory_, account, secret,
                          directory_->Now() + services::kStandardTokenTtl, "", plan);
    return absl::StatusOr<services::WritePlan>(plan);
  }));
  return secret;
}

void TestServer::RevokeToken(const std::string& secret) {
  Must(directory_->Write(
      services::WriteCall{.method = "test"}, [&](const services::Snapshot& snapshot) {
        const services::EntryPointer old =
            snapshot.catalog().FindToken(services::TokenHash(directory_->keys(), secret));
        store::v1::Record record = old->record;
        record.mutable_token()->mutable_token()->mutable_revoke_time()->set_seconds(
            absl::ToUnixSeconds(directory_->Now()));
        services::WritePlan plan;
        plan.writes.push_back({.kind = store::v1::KIND_TOKEN,
                               .id = record.id(),
                               .record = record,
                               .expected_version = old->version});
        return absl::StatusOr<services::WritePlan>(plan);
      }));
}

google::rpc::ErrorInfo InfoOf(const grpc::Status& status) {
  return DetailOf<google::rpc::ErrorInfo>(status);
}

std::string ReasonOf(const grpc::Status& status) { return InfoOf(status).reason(); }

std::vector<std::string> FieldsOf(const grpc::Status& status) {
  std::vector<std::string> fields;
  const auto bad = DetailOf<google::rpc::BadRequest>(status);
  for (const auto& violation : bad.field_violations()) fields.push_back(violation.field());
  return fields;
}

}  // namespace tashbik::testing
