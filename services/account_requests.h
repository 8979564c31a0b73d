// What requests for accounts may ask for, and what they write.
//
// Every plan rests on the caller's own account and token too: who is frozen or revoked while it
// calls writes nothing after.
#ifndef TASHBIK_SERVICES_ACCOUNT_REQUESTS_H_
#define TASHBIK_SERVICES_ACCOUNT_REQUESTS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/account_access.h"
#include "services/call_context.h"
#include "services/directory.h"
#include "services/errors.h"
#include "services/page_token.h"
#include "services/tokens.h"
#include "services/viewer.h"
#include "tashbik/v1/account.pb.h"

namespace tashbik::services {

// Adds every fault of an account that is to be made; its fields stand at `prefix`, such as
// `account.`. A member needs an actor whose record the viewer may change (an administrator: see),
// a coordinator hubs, a service scopes, and where a coordinator makes it, hubs of its own: so a
// hub consents to it.
void CheckNewAccount(const v1::Account& asked, absl::string_view prefix, const Snapshot& snapshot,
                     const Viewer& viewer, absl::Time now, Violations& faults);

// PERMISSION_DENIED for a coordinator that asks for another role than a member's or a service's.
absl::Status CheckMayMake(v1::Role role, const Viewer& viewer);

// What the account is made of: texts cleaned.
v1::Account Cleaned(const v1::Account& asked);

// How long a token is to hold: kStandardTokenTtl unless given. INVALID_ARGUMENT beyond
// kMaxTokenTtl.
absl::StatusOr<absl::Duration> TtlOf(bool given, const google::protobuf::Duration& ttl);

void CheckLabel(const std::string& label, const std::string& path, Violations& faults);
void CheckRequestId(absl::string_view request_id, Violations& faults);
void CheckScopes(const google::protobuf::RepeatedPtrField<std::string>& scopes,
                 absl::string_view path, Violations& faults);
// A note of at most kMaxNoteCharacters that must be there; returns it cleaned.
std::string CheckNote(absl::string_view text, absl::string_view path, Violations& faults);
// The id in `accounts/{account}`.
std::string CheckAccountName(absl::string_view name, Violations& faults);

// Adds the caller's account and token to what `plan` rests on. CREDENTIALS_REFUSED when they do
// not hold any more.
absl::Status RestOnCaller(const Snapshot& snapshot, const Viewer& viewer, absl::Time now,
                          WritePlan& plan);

// The account of this id if the viewer sees it, with what it may do. NOT_FOUND.
struct FoundAccount {
  EntryPointer entry;
  AccountRights rights;
};
absl::StatusOr<FoundAccount> FindAccount(const Snapshot& snapshot, const Viewer& viewer,
                                         absl::string_view id);

// Plans; their result is the account's name, of CreateAccount the token's.
absl::StatusOr<WritePlan> PlanCreateAccount(const Directory& directory, const Snapshot& snapshot,
                                            const Viewer& viewer,
                                            const v1::CreateAccountRequest& request,
                                            absl::string_view secret, MadeAccount& made);
absl::StatusOr<WritePlan> PlanFreeze(const Directory& directory, const Snapshot& snapshot,
                                     const Viewer& viewer, const v1::FreezeAccountRequest& request);
absl::StatusOr<WritePlan> PlanUnfreeze(const Directory& directory, const Snapshot& snapshot,
                                       const Viewer& viewer,
                                       const v1::UnfreezeAccountRequest& request);
absl::StatusOr<WritePlan> PlanRevoke(const Directory& directory, const Snapshot& snapshot,
                                     const Viewer& viewer, const v1::RevokeAccountRequest& request);

// Reads.
absl::StatusOr<v1::Account> GetAccount(const Snapshot& snapshot, const Viewer& viewer,
                                       const v1::GetAccountRequest& request);
absl::Status ListAccounts(const CallContext& call, const TokenSealer& tokens,
                          const v1::ListAccountsRequest& request,
                          v1::ListAccountsResponse& response);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_ACCOUNT_REQUESTS_H_
