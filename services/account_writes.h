// Commits what account_requests and token_requests plan, and answers with what came of it.
#ifndef TASHBIK_SERVICES_ACCOUNT_WRITES_H_
#define TASHBIK_SERVICES_ACCOUNT_WRITES_H_

#include <string>

#include <google/protobuf/message.h>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/call_context.h"
#include "services/directory.h"
#include "services/requests.h"
#include "tashbik/v1/account.pb.h"
#include "tashbik/v1/admin.pb.h"

namespace tashbik::services {

// Makes an account and its first token. A repetition is answered without the secret, a trial
// (validate_only) without token and name.
absl::Status MakeAccount(Directory& directory, const CallContext& call,
                         const v1::CreateAccountRequest& request,
                         v1::CreateAccountResponse& response);

// Makes the token that `plan` plans for a new secret. A repetition is answered without the secret.
using PlanSecret = absl::FunctionRef<absl::StatusOr<WritePlan>(
    const Snapshot& snapshot, const std::string& secret, store::v1::Record& made)>;
absl::Status MakeToken(Directory& directory, const CallContext& call,
                       const google::protobuf::Message& request, v1::CreateTokenResponse& response,
                       PlanSecret plan);

// The account of this name as the caller sees it now.
absl::StatusOr<v1::Account> AccountNow(const Directory& directory, const CallContext& call,
                                       const std::string& name);

// Commits a change of one account; answers with it. One at a time: two administrators do not
// freeze each other.
template <class Request>
absl::StatusOr<v1::Account> ChangeAccount(
    Directory& directory, const CallContext& call, const Request& request,
    absl::StatusOr<WritePlan> (*plan)(const Directory&, const Snapshot&, const Viewer&,
                                      const Request&)) {
  WriteCall write = WriteCallOf(call, request);
  write.exclusive = true;
  const absl::StatusOr<WriteOutcome> outcome = directory.Write(
      write, [&](const Snapshot& now) { return plan(directory, now, call.viewer, request); });
  if (!outcome.ok()) return outcome.status();
  return AccountNow(directory, call, outcome->result);
}

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_ACCOUNT_WRITES_H_
