// Resolves what people typed.
#include "clients/cli/account_request.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/exit_code.h"
#include "clients/cli/resolve.h"

namespace tashbik::cli {

google::protobuf::Duration DurationOfDays(double days) {
  google::protobuf::Duration duration;
  duration.set_seconds(static_cast<int64_t>(days * 86400));
  return duration;
}

absl::StatusOr<NewAccount> ReadNewAccount(Session* session, const NewAccountOptions& options) {
  NewAccount asked;
  v1::Account& account = asked.account;
  v1::Role role = v1::ROLE_UNSPECIFIED;
  if (!v1::Role_Parse(absl::StrCat("ROLE_", absl::AsciiStrToUpper(options.role)), &role)) {
    return UsageError(absl::StrCat("'", options.role, "' is no role"));
  }
  account.set_role(role);
  account.set_label(options.label);
  *account.mutable_scopes() = {options.scopes.begin(), options.scopes.end()};
  if (role == v1::ROLE_MEMBER && options.actor.empty()) {
    return UsageError("a member needs --actor");
  }
  if (role == v1::ROLE_SERVICE && options.scopes.empty()) {
    return UsageError("a service needs --scope, such as --scope MatchService/SuggestPartners");
  }
  if (!options.actor.empty()) {
    auto actor = ResolveActor(session, options.actor, Sure::kExact);
    if (!actor.ok()) return actor.status();
    account.set_actor(actor->name());
  }
  std::vector<std::string> hubs = options.hubs;
  if (role == v1::ROLE_COORDINATOR && hubs.empty()) hubs.emplace_back();  // the caller's own
  for (const std::string& text : hubs) {
    auto hub = ResolveHub(session, text, Sure::kExact);
    if (!hub.ok()) return hub.status();
    account.add_hubs(*hub);
  }
  // Members are the coordinator's to invite: the administrator sees no hidden actor. Nor does it
  // consent for a hub.
  const bool of_hub =
      role == v1::ROLE_MEMBER || (role == v1::ROLE_SERVICE && !account.hubs().empty());
  auto client = session->Connect(of_hub ? Desk::kCoordinator : Desk::kAdministrator);
  if (!client.ok()) return client.status();
  asked.client = *client;
  return asked;
}

}  // namespace tashbik::cli
