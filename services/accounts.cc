// What accounts are made of, and when they end.
#include "services/accounts.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "services/names.h"
#include "services/times.h"

namespace tashbik::services {
namespace {

constexpr char kNoScope[] = "-";

// The narrower of two scopes, or nothing where they share no method.
std::optional<std::string> Narrower(const std::string& one, const std::string& other) {
  absl::string_view service = one;
  if (one == other) return one;
  if (absl::ConsumeSuffix(&service, "*") && absl::StartsWith(other, service)) return other;
  service = other;
  if (absl::ConsumeSuffix(&service, "*") && absl::StartsWith(one, service)) return one;
  return std::nullopt;
}

// What an older token says of its account.
v1::Account AccountIn(const v1::Token& token) {
  v1::Account account;
  account.set_role(token.role());
  *account.mutable_hubs() = token.hubs();
  account.set_actor(token.actor());
  account.set_label(token.label());
  return account;
}

bool SameCaller(const v1::Account& one, const v1::Account& other) {
  return one.role() == other.role() && one.actor() == other.actor() &&
         std::equal(one.hubs().begin(), one.hubs().end(), other.hubs().begin(), other.hubs().end());
}

// Older tokens, those that hold first, so that they say what their accounts are.
std::vector<EntryPointer> Orphans(const Snapshot& snapshot, absl::Time now) {
  std::vector<EntryPointer> orphans;
  snapshot.catalog().ForEach(store::v1::KIND_TOKEN, "", [&](const EntryPointer& entry) {
    const std::string account = IdIn(entry->record.token().token().account());
    if (snapshot.catalog().Find(store::v1::KIND_ACCOUNT, account) == nullptr) {
      orphans.push_back(entry);
    }
    return true;
  });
  std::stable_partition(orphans.begin(), orphans.end(), [&](const EntryPointer& entry) {
    return Holds(entry->record.token().token(), now);
  });
  return orphans;
}

}  // namespace

store::v1::Record NewAccountRecord(const Directory& directory, const v1::Account& account,
                                   absl::string_view maker_account) {
  store::v1::Record record;
  record.set_id(directory.MakeId());
  store::v1::AccountRecord& stored = *record.mutable_account();
  v1::Account& kept = *stored.mutable_account();
  kept.set_name(NameOf(store::v1::KIND_ACCOUNT, record.id()));
  kept.set_role(account.role());
  *kept.mutable_hubs() = account.hubs();
  kept.set_actor(account.actor());
  kept.set_label(account.label());
  *kept.mutable_scopes() = account.scopes();
  kept.set_state(v1::ACCOUNT_STATE_ACTIVE);
  *kept.mutable_create_time() = ToProto(directory.Now());
  if (account.has_expire_time()) *kept.mutable_expire_time() = account.expire_time();
  stored.set_maker_account(std::string(maker_account));
  return record;
}

void PlanCreation(storage::Kind kind, store::v1::Record record, WritePlan& plan) {
  PlannedWrite write;
  write.kind = kind;
  write.id = record.id();
  write.record = std::move(record);
  plan.writes.push_back(std::move(write));
}

bool Holds(const v1::Account& account, absl::Time now) {
  if (account.state() != v1::ACCOUNT_STATE_ACTIVE) return false;
  return !account.has_expire_time() || now < TimeOf(account.expire_time());
}

bool Holds(const v1::Token& token, absl::Time now) {
  if (token.has_revoke_time()) return false;
  return !token.has_expire_time() || now < TimeOf(token.expire_time());
}

WritePlan PlanAdoption(const Directory& directory, const Snapshot& snapshot) {
  WritePlan plan;
  std::multimap<std::string, v1::Account> made;  // by the id that tokens have
  for (const EntryPointer& orphan : Orphans(snapshot, directory.Now())) {
    store::v1::Record token = orphan->record;
    v1::Token& shown = *token.mutable_token()->mutable_token();
    const std::string old_id = IdIn(shown.account());
    const auto [begin, end] = made.equal_range(old_id);
    auto same = std::find_if(begin, end, [asked = AccountIn(shown)](const auto& known) {
      return SameCaller(known.second, asked);
    });
    if (same == end) {
      store::v1::Record account =
          NewAccountRecord(directory, AccountIn(shown), token.token().maker_account());
      v1::Account& kept = *account.mutable_account()->mutable_account();
      if (begin == end && IsServerId(old_id)) {  // what the account owns stays its own
        account.set_id(old_id);
        kept.set_name(NameOf(store::v1::KIND_ACCOUNT, old_id));
      }
      *kept.mutable_create_time() = shown.create_time();
      same = made.emplace(old_id, kept);
      PlanCreation(store::v1::KIND_ACCOUNT, std::move(account), plan);
    }
    shown.set_account(same->second.name());
    shown.clear_role();
    shown.clear_hubs();
    shown.clear_actor();
    plan.writes.push_back({.kind = store::v1::KIND_TOKEN,
                           .id = orphan->id(),
                           .record = std::move(token),
                           .expected_version = orphan->version});
  }
  return plan;
}

bool Covers(const google::protobuf::RepeatedPtrField<std::string>& scopes,
            const std::string& scope) {
  return scopes.empty() || std::any_of(scopes.begin(), scopes.end(), [&](const std::string& held) {
           return Narrower(held, scope) == scope;
         });
}

std::vector<std::string> CommonScopes(const v1::Account& account, const v1::Token& token) {
  if (token.scopes().empty()) return {account.scopes().begin(), account.scopes().end()};
  if (account.scopes().empty()) return {token.scopes().begin(), token.scopes().end()};
  std::vector<std::string> common;
  for (const std::string& one : account.scopes()) {
    for (const std::string& other : token.scopes()) {
      if (auto scope = Narrower(one, other)) common.push_back(*std::move(scope));
    }
  }
  if (common.empty()) common.emplace_back(kNoScope);
  return common;
}

}  // namespace tashbik::services
