// The whole server in the test's process, as the program starts it: configuration, first start,
// every service, on a port of the system's choice; and connections to it by role.
#ifndef TASHBIK_TESTS_TESTING_WHOLE_SERVER_H_
#define TASHBIK_TESTS_TESTING_WHOLE_SERVER_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "clients/cpp/client.h"
#include "services/call_context.h"
#include "services/config.h"
#include "services/server.h"
#include "tests/testing/temporary_folder.h"

namespace tashbik::testing {

// The value, or the end of the test program with the error.
template <class Value>
Value Need(absl::StatusOr<Value> value);

// Ends the test program with `text`.
[[noreturn]] void GiveUp(const std::string& text);

// A connection that tries every call once.
client::Client ConnectTo(const std::string& address, const std::string& token);

// The only line of a file.
std::string ReadLine(const std::string& path);

class WholeServer {
 public:
  // Serves the folder `data`, or a temporary one that goes with it.
  explicit WholeServer(std::string data = "", const services::Config::Budgets& budgets = {});
  ~WholeServer();

  services::Server& server() { return *server_; }
  const std::string& data() const { return data_; }
  std::string backups() const { return data_ + "-backups"; }

  void Stop();
  // Serves the same folder again, at another port.
  void Restart();

  client::Client As(const std::string& token) const;
  client::Client Anonymous() const { return As(""); }
  client::Client Administrator() const { return As(AdministratorToken()); }
  client::Client Coordinator() const { return As(CoordinatorToken()); }
  std::string AdministratorToken() const { return ReadLine(data_ + "/administrator.token"); }
  std::string CoordinatorToken() const { return ReadLine(data_ + "/coordinator.token"); }

  // Name of the hub made at the first start.
  std::string Hub() const;
  // Makes the actor a member of the first hub, and a token that speaks for it.
  std::string MemberToken(const std::string& actor) const;

 private:
  void Start();

  TemporaryFolder folder_;
  std::string data_;
  const services::Config::Budgets budgets_;
  std::unique_ptr<services::LogSink> log_;
  std::unique_ptr<services::Server> server_;
};

template <class Value>
Value Need(absl::StatusOr<Value> value) {
  if (!value.ok()) GiveUp(value.status().ToString());
  return *std::move(value);
}

}  // namespace tashbik::testing

#endif  // TASHBIK_TESTS_TESTING_WHOLE_SERVER_H_
