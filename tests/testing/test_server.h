// A real server in the test's process: a directory in a temporary folder, gRPC on a port of the
// system's choice, tokens of every role.
#ifndef TASHBIK_TESTS_TESTING_TEST_SERVER_H_
#define TASHBIK_TESTS_TESTING_TEST_SERVER_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <grpcpp/grpcpp.h>

#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "google/rpc/error_details.pb.h"
#include "services/call.h"
#include "services/directory.h"
#include "tests/testing/temporary_folder.h"

namespace tashbik::testing {

// Keeps the lines that a server logs.
class MemoryLog : public services::LogSink {
 public:
  void Call(const services::CallLog& line) override;
  void Line(services::LogLevel level, absl::string_view text) override;
  std::vector<std::string> lines() const;

 private:
  mutable storage::Mutex mutex_;
  std::vector<std::string> lines_ ABSL_GUARDED_BY(mutex_);
};

// Serves the resource services; restarts on the same data.
class TestServer {
 public:
  // Without budgets, unless they are given.
  explicit TestServer(const services::BudgetLimits& limits = {0, 0, 0, 0});
  ~TestServer();

  void Stop();
  // Starts again on the same folder, after Stop or at once.
  void Restart();

  services::Directory& directory() { return *directory_; }
  MemoryLog& log() { return log_; }
  std::shared_ptr<grpc::Channel> channel() const { return channel_; }

  // Tokens, good for a year. Hubs and actors by resource name.
  std::string MakeToken(v1::Role role, const std::vector<std::string>& hubs = {},
                        const std::string& actor = "");
  void RevokeToken(const std::string& secret);

  // An administrator, a first hub and its coordinator, made at the first start.
  const std::string& administrator() const { return administrator_; }
  const std::string& coordinator() const { return coordinator_; }
  const std::string& hub() const { return hub_; }

  // Moves the clock of the server.
  void Advance(absl::Duration time) { *offset_ += time; }

 private:
  struct Services;
  void Start();

  const services::BudgetLimits limits_;
  TemporaryFolder folder_;
  MemoryLog log_;
  std::shared_ptr<absl::Duration> offset_ = std::make_shared<absl::Duration>();
  std::unique_ptr<services::Directory> directory_;
  std::unique_ptr<services::Budgets> budgets_;
  std::unique_ptr<services::Calls> calls_;
  std::unique_ptr<Services> services_;
  std::unique_ptr<grpc::Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
  std::string administrator_;
  std::string coordinator_;
  std::string hub_;
};

// Calls one method with a token (empty: anonymous):
//   Call(server, token, &v1::HubService::Stub::GetHub, request, &response)
template <class Stub, class Request, class Response>
grpc::Status Call(TestServer& server, const std::string& token,
                  grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                  const Request& request, Response* response) {
  grpc::ClientContext context;
  if (!token.empty()) context.AddMetadata("authorization", "Bearer " + token);
  Stub stub(server.channel());
  return (stub.*method)(&context, request, response);
}

// The reason in a status' ErrorInfo, such as `FIELD_REQUIRED`; empty without one.
std::string ReasonOf(const grpc::Status& status);
// The ErrorInfo of a status; empty without one.
google::rpc::ErrorInfo InfoOf(const grpc::Status& status);
// The paths of a status' field violations, in order.
std::vector<std::string> FieldsOf(const grpc::Status& status);

}  // namespace tashbik::testing

#endif  // TASHBIK_TESTS_TESTING_TEST_SERVER_H_
