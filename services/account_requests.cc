// Finds the account, asks for the right to it, plans the change.
#include "services/account_requests.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/accounts.h"
#include "services/limits.h"
#include "services/names.h"
#include "services/times.h"

namespace tashbik::services {
namespace {

absl::Status Conflict(const v1::Account& account, absl::string_view what) {
  return StateConflict(what, v1::AccountState_Name(account.state()));
}

// The account in `name` as somebody may change it.
absl::StatusOr<FoundAccount> FindFor(const Snapshot& snapshot, const Viewer& viewer,
                                     absl::string_view name, Violations& faults) {
  const std::string id = CheckAccountName(name, faults);
  if (absl::Status status = faults.ToStatus(); !status.ok()) return status;
  return FindAccount(snapshot, viewer, id);
}

// Whether an administrator other than `account` could still act.
bool LeavesAnAdministrator(const Snapshot& snapshot, const store::v1::Record& account,
                           absl::Time now) {
  if (account.account().account().role() != v1::ROLE_ADMINISTRATOR) return true;
  bool another = false;
  snapshot.catalog().ForEach(store::v1::KIND_ACCOUNT, "", [&](const EntryPointer& entry) {
    const v1::Account& other = entry->record.account().account();
    another =
        other.role() == v1::ROLE_ADMINISTRATOR && entry->id() != account.id() && Holds(other, now);
    return !another;
  });
  return another;
}

void PlanChange(const FoundAccount& found, store::v1::Record changed, WritePlan& plan) {
  plan.writes.push_back({.kind = store::v1::KIND_ACCOUNT,
                         .id = found.entry->id(),
                         .record = std::move(changed),
                         .expected_version = found.entry->version});
}

}  // namespace

absl::Status RestOnCaller(const Snapshot& snapshot, const Viewer& viewer, absl::Time now,
                          WritePlan& plan) {
  if (absl::Status holds = SignInAgain(snapshot, viewer.token, now).status(); !holds.ok()) {
    return holds;
  }
  for (const auto& [kind, id] : {std::pair(store::v1::KIND_ACCOUNT, viewer.account),
                                 std::pair(store::v1::KIND_TOKEN, viewer.token)}) {
    plan.preconditions.push_back({kind, id, snapshot.catalog().Find(kind, id)->version});
  }
  return absl::OkStatus();
}

absl::StatusOr<FoundAccount> FindAccount(const Snapshot& snapshot, const Viewer& viewer,
                                         absl::string_view id) {
  FoundAccount found;
  found.entry = snapshot.catalog().Find(store::v1::KIND_ACCOUNT, id);
  if (found.entry != nullptr) found.rights = RightsOver(snapshot, viewer, found.entry->record);
  if (!found.rights.see) return NotFound(NameOf(store::v1::KIND_ACCOUNT, id));
  return found;
}

absl::StatusOr<WritePlan> PlanCreateAccount(const Directory& directory, const Snapshot& snapshot,
                                            const Viewer& viewer,
                                            const v1::CreateAccountRequest& request,
                                            absl::string_view secret, MadeAccount& made) {
  const absl::Time now = directory.Now();
  Violations faults;
  if (request.has_account()) {
    CheckNewAccount(request.account(), "account.", snapshot, viewer, now, faults);
  } else {
    faults.Required("account", "its role, and what that needs");
  }
  const absl::StatusOr<absl::Duration> ttl = TtlOf(request.has_ttl(), request.ttl());
  if (!ttl.ok()) faults.Add(ttl.status());
  CheckRequestId(request.request_id(), faults);
  if (absl::Status status = faults.ToStatus(); !status.ok()) return status;
  if (absl::Status may = CheckMayMake(request.account().role(), viewer); !may.ok()) return may;
  WritePlan plan;
  if (absl::Status holds = RestOnCaller(snapshot, viewer, now, plan); !holds.ok()) return holds;
  absl::Time expires = now + *ttl;
  if (request.account().has_expire_time()) {
    expires = std::min(expires, TimeOf(request.account().expire_time()));
  }
  made = PlanAccount(directory, Cleaned(request.account()), secret, expires, viewer.account, plan);
  plan.result = made.token.token().token().name();
  return plan;
}

absl::StatusOr<WritePlan> PlanFreeze(const Directory& directory, const Snapshot& snapshot,
                                     const Viewer& viewer,
                                     const v1::FreezeAccountRequest& request) {
  Violations faults;
  const std::string reason = CheckNote(request.reason(), "reason", faults);
  CheckRequestId(request.request_id(), faults);
  absl::StatusOr<FoundAccount> found = FindFor(snapshot, viewer, request.name(), faults);
  if (!found.ok()) return found.status();
  if (!found->rights.freeze) return PermissionDenied("this account is not yours to freeze");
  WritePlan plan;
  plan.result = request.name();
  store::v1::Record record = found->entry->record;
  v1::Account& account = *record.mutable_account()->mutable_account();
  if (account.state() == v1::ACCOUNT_STATE_REVOKED) {
    return Conflict(account, "the account is revoked already");
  }
  const absl::Time now = directory.Now();
  if (absl::Status holds = RestOnCaller(snapshot, viewer, now, plan); !holds.ok()) return holds;
  if (account.state() == v1::ACCOUNT_STATE_FROZEN) return plan;
  if (!LeavesAnAdministrator(snapshot, record, now)) {
    return Conflict(account, "this is the last administrator: make another account first");
  }
  account.set_state(v1::ACCOUNT_STATE_FROZEN);
  *account.mutable_freeze_time() = ToProto(now);
  account.set_freeze_reason(reason);
  record.mutable_account()->set_freezer_account(viewer.account);
  PlanChange(*found, std::move(record), plan);
  return plan;
}

absl::StatusOr<WritePlan> PlanUnfreeze(const Directory& directory, const Snapshot& snapshot,
                                       const Viewer& viewer,
                                       const v1::UnfreezeAccountRequest& request) {
  Violations faults;
  CheckRequestId(request.request_id(), faults);
  absl::StatusOr<FoundAccount> found = FindFor(snapshot, viewer, request.name(), faults);
  if (!found.ok()) return found.status();
  WritePlan plan;
  plan.result = request.name();
  store::v1::Record record = found->entry->record;
  v1::Account& account = *record.mutable_account()->mutable_account();
  if (account.state() != v1::ACCOUNT_STATE_FROZEN) {
    return Conflict(account, "the account is not frozen");
  }
  if (!found->rights.unfreeze) {
    return PermissionDenied("an account is unfrozen by who froze it or an administrator");
  }
  if (absl::Status holds = RestOnCaller(snapshot, viewer, directory.Now(), plan); !holds.ok()) {
    return holds;
  }
  account.set_state(v1::ACCOUNT_STATE_ACTIVE);
  account.clear_freeze_time();
  account.clear_freeze_reason();
  record.mutable_account()->clear_freezer_account();
  PlanChange(*found, std::move(record), plan);
  return plan;
}

absl::StatusOr<WritePlan> PlanRevoke(const Directory& directory, const Snapshot& snapshot,
                                     const Viewer& viewer,
                                     const v1::RevokeAccountRequest& request) {
  Violations faults;
  CheckRequestId(request.request_id(), faults);
  absl::StatusOr<FoundAccount> found = FindFor(snapshot, viewer, request.name(), faults);
  if (!found.ok()) return found.status();
  if (!found->rights.revoke) {
    return PermissionDenied(
        "this account is not yours to end: freeze it, and ask an administrator");
  }
  WritePlan plan;
  plan.result = request.name();
  store::v1::Record record = found->entry->record;
  v1::Account& account = *record.mutable_account()->mutable_account();
  const absl::Time now = directory.Now();
  if (absl::Status holds = RestOnCaller(snapshot, viewer, now, plan); !holds.ok()) return holds;
  if (account.state() == v1::ACCOUNT_STATE_REVOKED) return plan;
  if (!LeavesAnAdministrator(snapshot, record, now)) {
    return Conflict(account, "this is the last administrator: make another account first");
  }
  account.set_state(v1::ACCOUNT_STATE_REVOKED);
  *account.mutable_revoke_time() = ToProto(now);
  PlanChange(*found, std::move(record), plan);
  return plan;
}

absl::StatusOr<v1::Account> GetAccount(const Snapshot& snapshot, const Viewer& viewer,
                                       const v1::GetAccountRequest& request) {
  Violations faults;
  const std::string id =
      request.name() == "accounts/-" ? viewer.account : CheckAccountName(request.name(), faults);
  if (absl::Status status = faults.ToStatus(); !status.ok()) return status;
  const absl::StatusOr<FoundAccount> found = FindAccount(snapshot, viewer, id);
  if (!found.ok()) return found.status();
  return ShownAccount(snapshot, viewer, found->entry->record);
}

absl::Status ListAccounts(const CallContext& call, const TokenSealer& tokens,
                          const v1::ListAccountsRequest& request,
                          v1::ListAccountsResponse& response) {
  Violations faults;
  const absl::StatusOr<int> size = PageSize(request.page_size());
  if (!size.ok()) faults.Add(size.status());
  const std::optional<ResourceName> actor = ParseActorName(request.actor());
  if (!request.actor().empty() && !actor) {
    faults.Invalid("actor", "is no name of an actor",
                   "use organizations/{organization} or diasporaGroups/{diaspora_group}");
  }
  const std::string binding =
      absl::StrCat("ListAccounts|", call.viewer.account, "|", request.actor());
  std::string after;
  if (!request.page_token().empty()) {
    absl::StatusOr<std::string> position = tokens.Open(request.page_token(), binding);
    if (!position.ok()) faults.Add(position.status());
    if (position.ok()) after = *std::move(position);
  }
  if (absl::Status status = faults.ToStatus(); !status.ok()) return status;
  std::string last;
  const auto visit = [&](const EntryPointer& entry) {
    if (call.stop()) return false;
    // Who does not see the actor does not find its accounts by it.
    if (!RightsOver(*call.snapshot, call.viewer, entry->record).see) return true;
    const v1::Account shown = ShownAccount(*call.snapshot, call.viewer, entry->record);
    if (actor && shown.actor() != request.actor()) return true;
    if (response.accounts_size() == *size) {
      response.set_next_page_token(tokens.Seal(last, binding));
      return false;
    }
    *response.add_accounts() = shown;
    last = entry->id();
    return true;
  };
  if (!actor) {
    call.snapshot->catalog().ForEach(store::v1::KIND_ACCOUNT, after, visit);
    return call.Alive();
  }
  for (const EntryPointer& entry :
       call.snapshot->catalog().Of(store::v1::KIND_ACCOUNT, actor->id)) {
    if (entry->id() > after && !visit(entry)) break;
  }
  return call.Alive();
}

}  // namespace tashbik::services
