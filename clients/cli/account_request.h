// From the options of a new account to what is asked of the server, and by whom.
#ifndef TASHBIK_CLIENTS_CLI_ACCOUNT_REQUEST_H_
#define TASHBIK_CLIENTS_CLI_ACCOUNT_REQUEST_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/session.h"
#include "google/protobuf/duration.pb.h"
#include "tashbik/v1/account.pb.h"

namespace tashbik::cli {

struct NewAccountOptions {
  std::string role;
  std::vector<std::string> hubs;
  std::string actor;
  std::vector<std::string> scopes;
  std::string label;
  double days = 0;  // 0: as the server has it
};

struct NewAccount {
  v1::Account account;
  const client::Client* client;  // who makes it: members and services of hubs are a coordinator's
};

// Names hubs and actors as resources. UsageError where the role needs what is not given.
absl::StatusOr<NewAccount> ReadNewAccount(Session* session, const NewAccountOptions& options);

google::protobuf::Duration DurationOfDays(double days);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_ACCOUNT_REQUEST_H_
