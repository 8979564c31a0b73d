// A secret is made once for a call, however often its plan is prepared.
#include "services/account_writes.h"

#include "services/account_access.h"
#include "services/account_requests.h"
#include "services/accounts.h"
#include "services/errors.h"
#include "services/names.h"
#include "services/tokens.h"

namespace tashbik::services {
namespace {

// The token that an earlier call of the same request made.
absl::StatusOr<EntryPointer> TokenNow(const Snapshot& snapshot, const std::string& name) {
  EntryPointer entry = snapshot.catalog().Find(store::v1::KIND_TOKEN, IdIn(name));
  if (entry == nullptr) return NotFound(name);
  return entry;
}

}  // namespace

absl::StatusOr<v1::Account> AccountNow(const Directory& directory, const CallContext& call,
                                       const std::string& name) {
  const std::shared_ptr<const Snapshot> snapshot = directory.snapshot();
  const EntryPointer entry = snapshot->catalog().Find(store::v1::KIND_ACCOUNT, IdIn(name));
  if (entry == nullptr) return NotFound(name);
  return ShownAccount(*snapshot, call.viewer, entry->record);
}

absl::Status MakeAccount(Directory& directory, const CallContext& call,
                         const v1::CreateAccountRequest& request,
                         v1::CreateAccountResponse& response) {
  const std::string secret = NewTokenSecret();
  MadeAccount made;
  const absl::StatusOr<WriteOutcome> outcome =
      directory.Write(WriteCallOf(call, request), [&](const Snapshot& now) {
        return PlanCreateAccount(directory, now, call.viewer, request, secret, made);
      });
  if (!outcome.ok()) return outcome.status();
  const std::shared_ptr<const Snapshot> snapshot = directory.snapshot();
  if (outcome->replayed) {
    const absl::StatusOr<EntryPointer> token = TokenNow(*snapshot, outcome->result);
    if (!token.ok()) return token.status();
    *response.mutable_token() = ShownToken(*snapshot, call.viewer, (*token)->record);
    const absl::StatusOr<v1::Account> account =
        AccountNow(directory, call, response.token().account());
    if (!account.ok()) return account.status();
    *response.mutable_account() = *account;
    return absl::OkStatus();
  }
  *response.mutable_account() = made.account.account().account();
  if (request.validate_only()) {
    response.mutable_account()->clear_name();
    return absl::OkStatus();
  }
  *response.mutable_token() = ShownToken(*snapshot, call.viewer, made.token);
  response.set_secret(secret);
  return absl::OkStatus();
}

absl::Status MakeToken(Directory& directory, const CallContext& call,
                       const google::protobuf::Message& request, v1::CreateTokenResponse& response,
                       PlanSecret plan) {
  const std::string secret = NewTokenSecret();
  store::v1::Record made;
  const absl::StatusOr<WriteOutcome> outcome = directory.Write(
      WriteCallOf(call, request), [&](const Snapshot& now) { return plan(now, secret, made); });
  if (!outcome.ok()) return outcome.status();
  const std::shared_ptr<const Snapshot> snapshot = directory.snapshot();
  if (outcome->replayed) {
    const absl::StatusOr<EntryPointer> token = TokenNow(*snapshot, outcome->result);
    if (!token.ok()) return token.status();
    *response.mutable_token() = ShownToken(*snapshot, call.viewer, (*token)->record);
    return absl::OkStatus();
  }
  *response.mutable_token() = ShownToken(*snapshot, call.viewer, made);
  response.set_secret(secret);
  return absl::OkStatus();
}

}  // namespace tashbik::services
