// A directory in a temporary folder, with callers of every role, below gRPC.
#ifndef TASHBIK_TESTS_TESTING_TEST_DIRECTORY_H_
#define TASHBIK_TESTS_TESTING_TEST_DIRECTORY_H_

#include <memory>
#include <string>
#include <vector>

#include <google/protobuf/message.h>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/call_context.h"
#include "services/directory.h"
#include "services/resources.h"
#include "services/tokens.h"
#include "tests/testing/temporary_folder.h"

namespace tashbik::testing {

// Without background threads: folds and epochs happen when a test says so.
class TestDirectory {
 public:
  TestDirectory();

  services::Directory& directory() { return *directory_; }
  // Closes and opens again: everything is read from the disk.
  void Restart();
  void Advance(absl::Duration time) { *offset_ += time; }

  // Accounts by name: the same name is the same account. Hubs and actors by resource name.
  services::CallContext Anonymous() { return As(v1::ROLE_ANONYMOUS, "", {}, ""); }
  services::CallContext Administrator() { return As(v1::ROLE_ADMINISTRATOR, "admin", {}, ""); }
  services::CallContext Editor() { return As(v1::ROLE_EDITOR, "editor", {}, ""); }
  services::CallContext Coordinator(const std::string& account,
                                    const std::vector<std::string>& hubs) {
    return As(v1::ROLE_COORDINATOR, account, hubs, "");
  }
  services::CallContext Member(const std::string& account, const std::string& actor) {
    return As(v1::ROLE_MEMBER, account, {}, actor);
  }

  // Makes an account, of hubs and an actor by resource name; returns the secret of its first token.
  std::string MakeAccount(v1::Role role, const std::vector<std::string>& hubs = {},
                          const std::string& actor = "",
                          const std::vector<std::string>& scopes = {});
  // A call of `method` with that token, as the wrapper admits it. Fails the process when refused.
  services::CallContext With(const std::string& secret, const std::string& method);

  services::Resources Of(storage::Kind kind) { return services::Resources(*directory_, kind); }

  // Makes a hub, or a circle of it, or a member; returns its name. Fails the process on errors.
  std::string MakeHub(const std::string& text);
  std::string MakeCircle(const std::string& hub, const std::string& text);
  void AddToHub(const std::string& hub, const std::string& actor,
                const std::vector<std::string>& circles = {});
  void MakeTheme(const std::string& id, v1::Facet facet,
                 const std::vector<std::string>& broader = {});

 private:
  void Open();
  services::CallContext As(v1::Role role, const std::string& account,
                           const std::vector<std::string>& hubs, const std::string& actor);

  TemporaryFolder folder_;
  std::shared_ptr<absl::Duration> offset_ = std::make_shared<absl::Duration>();
  std::unique_ptr<services::Directory> directory_;
};

// The reason of an error without its prefix, such as `NOT_FOUND`; `OK` when there is none.
std::string ReasonName(const absl::Status& status);

}  // namespace tashbik::testing

#endif  // TASHBIK_TESTS_TESTING_TEST_DIRECTORY_H_
