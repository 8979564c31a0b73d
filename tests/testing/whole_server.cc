// Starts services::Server and reads the tokens that its first start leaves.
#include "tests/testing/whole_server.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <utility>

#include "services/call_context.h"
#include "tashbik/v1/admin.pb.h"
#include "tashbik/v1/hub.pb.h"

namespace tashbik::testing {
namespace {

class NoLog : public services::LogSink {
 public:
  void Call(const services::CallLog&) override {}
  void Line(services::LogLevel, absl::string_view) override {}
};

}  // namespace

void GiveUp(const std::string& text) {
  std::fprintf(stderr, "the test cannot go on: %s\n", text.c_str());
  std::abort();
}

client::Client ConnectTo(const std::string& address, const std::string& token) {
  client::ClientOptions options;
  options.server = address;
  options.token = token;
  options.retry.attempts = 1;
  return Need(client::Client::Connect(std::move(options)));
}

std::string ReadLine(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  if (!std::getline(file, line)) GiveUp("cannot read " + path);
  return line;
}

WholeServer::WholeServer(std::string data, const services::Config::Budgets& budgets)
    : data_(data.empty() ? folder_.Inside("data") : std::move(data)),
      budgets_(budgets),
      log_(std::make_unique<NoLog>()) {
  Start();
}

WholeServer::~WholeServer() { Stop(); }

void WholeServer::Start() {
  services::Config config;
  config.server.address = "127.0.0.1:0";
  config.server.drain_timeout = absl::Seconds(10);
  config.storage.data = data_;
  config.budgets = budgets_;
  config.first_start.token_folder = folder_.Inside("tokens");
  if (absl::Status status = services::FinishConfig(config); !status.ok()) {
    GiveUp(status.ToString());
  }
  server_ = Need(services::Server::Start(config, *log_));
}

void WholeServer::Stop() { server_.reset(); }

void WholeServer::Restart() {
  Stop();
  Start();
}

client::Client WholeServer::As(const std::string& token) const {
  return ConnectTo(server_->address(), token);
}

std::string WholeServer::Hub() const {
  return Need(Coordinator().Call<v1::GetCallerResponse>(v1::GetCallerRequest())).hubs(0);
}

std::string WholeServer::MemberToken(const std::string& actor) const {
  const client::Client coordinator = Coordinator();
  v1::CreateHubMemberRequest membership;
  membership.set_parent(Hub());
  membership.mutable_hub_member()->set_actor(actor);
  Need(coordinator.Call<v1::HubMember>(membership));
  v1::CreateTokenRequest request;
  request.set_role(v1::ROLE_MEMBER);
  request.set_actor(actor);
  return Need(coordinator.Call<v1::CreateTokenResponse>(request)).secret();
}

}  // namespace tashbik::testing
