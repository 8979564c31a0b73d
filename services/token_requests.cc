// All faults of a request are told at once. A plan that makes a token rests on its account's
// record, so that it cannot pass by a freeze, a revocation or a reissue.
#include "services/token_requests.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "services/account_access.h"
#include "services/account_requests.h"
#include "services/accounts.h"
#include "services/errors.h"
#include "services/names.h"
#include "services/times.h"
#include "services/tokens.h"

namespace tashbik::services {
namespace {

// The account that a request for a token describes.
v1::Account AskedBy(const v1::CreateTokenRequest& request) {
  v1::Account account;
  account.set_role(request.role());
  *account.mutable_hubs() = request.hubs();
  account.set_actor(request.actor());
  account.set_label(request.label());
  *account.mutable_scopes() = request.scopes();
  return account;
}

absl::Time EndOf(absl::Time token_expires, const v1::Account& account) {
  if (!account.has_expire_time()) return token_expires;
  return std::min(token_expires, TimeOf(account.expire_time()));
}

// What is asked beside an account that is there already must fit it.
void CheckFits(const v1::CreateTokenRequest& request, const v1::Account& account,
               Violations& faults) {
  constexpr char kRemedy[] = "leave it out: it is the account's";
  if (request.role() != v1::ROLE_UNSPECIFIED && request.role() != account.role()) {
    faults.Invalid("role", "is not the account's", kRemedy);
  }
  if (!request.hubs().empty() &&
      !std::is_permutation(request.hubs().begin(), request.hubs().end(), account.hubs().begin(),
                           account.hubs().end())) {
    faults.Invalid("hubs", "are not the account's", kRemedy);
  }
  if (!request.actor().empty() && request.actor() != account.actor()) {
    faults.Invalid("actor", "is not the account's", kRemedy);
  }
}

void PlanEnd(const EntryPointer& token, absl::Time now, WritePlan& plan) {
  store::v1::Record ended = token->record;
  *ended.mutable_token()->mutable_token()->mutable_revoke_time() = ToProto(now);
  plan.writes.push_back({.kind = store::v1::KIND_TOKEN,
                         .id = token->id(),
                         .record = std::move(ended),
                         .expected_version = token->version});
}

void PlanToken(store::v1::Record made, WritePlan& plan) {
  plan.result = made.token().token().name();
  PlanCreation(store::v1::KIND_TOKEN, std::move(made), plan);
}

// One more token of an account that is there.
absl::StatusOr<WritePlan> PlanAnother(const Directory& directory, const Snapshot& snapshot,
                                      const Viewer& viewer, const v1::CreateTokenRequest& request,
                                      absl::Duration ttl, absl::string_view secret,
                                      store::v1::Record& made) {
  const std::string id = IdIn(request.account());
  const absl::StatusOr<FoundAccount> found = FindAccount(snapshot, viewer, id);
  if (!found.ok() || !(found->rights.own || found->rights.reissue)) {
    return ReferenceMissing("account", request.account());
  }
  const absl::Time now = directory.Now();
  const v1::Account& account = found->entry->record.account().account();
  Violations faults;
  CheckFits(request, account, faults);
  v1::Token token;
  token.set_label(Cleaned(AskedBy(request)).label());
  *token.mutable_scopes() = request.scopes();
  google::protobuf::RepeatedPtrField<std::string> held = account.scopes();
  if (found->rights.own && !viewer.scopes.empty()) {
    held = {viewer.scopes.begin(), viewer.scopes.end()};
    if (request.scopes().empty()) *token.mutable_scopes() = held;
  }
  for (int i = 0; i < request.scopes_size(); ++i) {
    if (Covers(held, request.scopes(i))) continue;
    faults.Invalid(absl::StrCat("scopes[", i, "]"), "is wider than the account's scopes",
                   "name methods that the account may call");
  }
  if (absl::Status status = faults.ToStatus(); !status.ok()) return status;
  if (!Holds(account, now)) {
    return StateConflict("the account is not active", v1::AccountState_Name(account.state()));
  }
  WritePlan plan;
  if (absl::Status holds = RestOnCaller(snapshot, viewer, now, plan); !holds.ok()) return holds;
  plan.preconditions.push_back({store::v1::KIND_ACCOUNT, id, found->entry->version});
  *token.mutable_expire_time() = ToProto(EndOf(now + ttl, account));
  made = NewTokenRecord(directory, secret, id, token, viewer.account);
  PlanToken(made, plan);
  return plan;
}

absl::StatusOr<std::string> TokenIdOf(absl::string_view name) {
  if (name.empty()) return FieldRequired("name", "`tokens/{token}`");
  std::optional<std::string> id = ParseNameOf(store::v1::KIND_TOKEN, name);
  if (!id) return FieldInvalid("name", "is no name of a token", "use `tokens/{token}`");
  return *std::move(id);
}

bool SeesAllTokens(const Viewer& viewer) {
  return viewer.IsAdministrator() || viewer.role == v1::ROLE_AUDITOR;
}

}  // namespace

absl::StatusOr<WritePlan> PlanCreateToken(const Directory& directory, const Snapshot& snapshot,
                                          const Viewer& viewer,
                                          const v1::CreateTokenRequest& request,
                                          absl::string_view secret, store::v1::Record& made) {
  const absl::Time now = directory.Now();
  const v1::Account asked = AskedBy(request);
  const bool another = !request.account().empty();
  Violations faults;
  if (!another) {
    CheckNewAccount(asked, "", snapshot, viewer, now, faults);
  } else {
    CheckLabel(request.label(), "label", faults);
    CheckScopes(request.scopes(), "scopes", faults);
    if (!ParseNameOf(store::v1::KIND_ACCOUNT, request.account())) {
      faults.Invalid("account", "must be accounts/{account}", "leave it out for a new account");
    }
  }
  const absl::StatusOr<absl::Duration> ttl = TtlOf(request.has_ttl(), request.ttl());
  if (!ttl.ok()) faults.Add(ttl.status());
  CheckRequestId(request.request_id(), faults);
  if (absl::Status status = faults.ToStatus(); !status.ok()) return status;
  if (another) return PlanAnother(directory, snapshot, viewer, request, *ttl, secret, made);
  if (absl::Status may = CheckMayMake(request.role(), viewer); !may.ok()) return may;
  WritePlan plan;
  if (absl::Status holds = RestOnCaller(snapshot, viewer, now, plan); !holds.ok()) return holds;
  made = PlanAccount(directory, Cleaned(asked), secret, now + *ttl, viewer.account, plan).token;
  plan.result = made.token().token().name();
  return plan;
}

absl::StatusOr<WritePlan> PlanRotateToken(const Directory& directory, const Snapshot& snapshot,
                                          const Viewer& viewer,
                                          const v1::RotateTokenRequest& request,
                                          absl::string_view secret, store::v1::Record& made) {
  Violations faults;
  const absl::StatusOr<absl::Duration> ttl = TtlOf(request.has_ttl(), request.ttl());
  if (!ttl.ok()) faults.Add(ttl.status());
  CheckRequestId(request.request_id(), faults);
  if (absl::Status status = faults.ToStatus(); !status.ok()) return status;
  const absl::Time now = directory.Now();
  WritePlan plan;
  if (absl::Status holds = RestOnCaller(snapshot, viewer, now, plan); !holds.ok()) return holds;
  const EntryPointer old = snapshot.catalog().Find(store::v1::KIND_TOKEN, viewer.token);
  const EntryPointer account = snapshot.catalog().Find(store::v1::KIND_ACCOUNT, viewer.account);
  v1::Token token = old->record.token().token();
  if (request.has_ttl()) {
    *token.mutable_expire_time() = ToProto(EndOf(now + *ttl, account->record.account().account()));
  }
  made = NewTokenRecord(directory, secret, viewer.account, token, viewer.account);
  PlanEnd(old, now, plan);
  PlanToken(made, plan);
  return plan;
}

absl::StatusOr<WritePlan> PlanReissueToken(const Directory& directory, const Snapshot& snapshot,
                                           const Viewer& viewer,
                                           const v1::ReissueTokenRequest& request,
                                           absl::string_view secret, store::v1::Record& made) {
  Violations faults;
  const std::string check = CheckNote(request.check(), "check", faults);
  const absl::StatusOr<absl::Duration> ttl = TtlOf(request.has_ttl(), request.ttl());
  if (!ttl.ok()) faults.Add(ttl.status());
  CheckRequestId(request.request_id(), faults);
  const std::string id = CheckAccountName(request.name(), faults);
  if (absl::Status status = faults.ToStatus(); !status.ok()) return status;
  const absl::StatusOr<FoundAccount> found = FindAccount(snapshot, viewer, id);
  if (!found.ok()) return found.status();
  if (found->rights.own) return PermissionDenied("give yourself a new token by RotateToken");
  if (!found->rights.reissue) {
    return PermissionDenied("tokens are given anew by who may change what the account speaks for");
  }
  const absl::Time now = directory.Now();
  store::v1::Record record = found->entry->record;
  v1::Account& account = *record.mutable_account()->mutable_account();
  if (!Holds(account, now)) {
    return StateConflict("the account is not active", v1::AccountState_Name(account.state()));
  }
  WritePlan plan;
  if (absl::Status holds = RestOnCaller(snapshot, viewer, now, plan); !holds.ok()) return holds;
  account.set_reissue_check(check);
  *account.mutable_reissue_time() = ToProto(now);
  v1::Token token;
  token.set_label(account.label());
  *token.mutable_expire_time() = ToProto(EndOf(now + *ttl, account));
  made = NewTokenRecord(directory, secret, id, token, viewer.account);
  for (const EntryPointer& old : snapshot.catalog().Of(store::v1::KIND_TOKEN, id)) {
    if (!old->record.token().token().has_revoke_time()) PlanEnd(old, now, plan);
  }
  plan.writes.push_back({.kind = store::v1::KIND_ACCOUNT,
                         .id = id,
                         .record = std::move(record),
                         .expected_version = found->entry->version});
  PlanToken(made, plan);
  return plan;
}

absl::StatusOr<WritePlan> PlanRevokeToken(const Directory& directory, const Snapshot& snapshot,
                                          const Viewer& viewer,
                                          const v1::RevokeTokenRequest& request) {
  const absl::StatusOr<std::string> id = TokenIdOf(request.name());
  if (!id.ok()) return id.status();
  const EntryPointer entry = snapshot.catalog().Find(store::v1::KIND_TOKEN, *id);
  const bool may =
      entry != nullptr && (viewer.IsAdministrator() ||
                           IdIn(entry->record.token().token().account()) == viewer.account ||
                           entry->record.token().maker_account() == viewer.account);
  if (!may) return NotFound(request.name());
  WritePlan plan;
  if (!entry->record.token().token().has_revoke_time()) PlanEnd(entry, directory.Now(), plan);
  return plan;
}

absl::Status ListTokens(const CallContext& call, const TokenSealer& tokens,
                        const v1::ListTokensRequest& request, v1::ListTokensResponse& response) {
  const absl::StatusOr<int> size = PageSize(request.page_size());
  if (!size.ok()) return size.status();
  const std::string binding = absl::StrCat("ListTokens|", call.viewer.account);
  std::string after;
  if (!request.page_token().empty()) {
    absl::StatusOr<std::string> position = tokens.Open(request.page_token(), binding);
    if (!position.ok()) return position.status();
    after = *std::move(position);
  }
  std::string last;
  call.snapshot->catalog().ForEach(store::v1::KIND_TOKEN, after, [&](const EntryPointer& entry) {
    if (!SeesAllTokens(call.viewer) &&
        entry->record.token().maker_account() != call.viewer.account) {
      return true;
    }
    if (response.tokens_size() == *size) {
      response.set_next_page_token(tokens.Seal(last, binding));
      return false;
    }
    *response.add_tokens() = ShownToken(*call.snapshot, call.viewer, entry->record);
    last = entry->id();
    return true;
  });
  return absl::OkStatus();
}

}  // namespace tashbik::services
