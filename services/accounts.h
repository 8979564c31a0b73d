// Accounts as records: how one is made together with its first token, whether it is taken, and what
// its tokens may call.
//
// A token says nothing of who calls but its account: role, hubs and actor stand there alone. A
// token whose account has no record is refused; the start makes records for those of older stores.
#ifndef TASHBIK_SERVICES_ACCOUNTS_H_
#define TASHBIK_SERVICES_ACCOUNTS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/directory.h"
#include "tashbik/store/v1/record.pb.h"
#include "tashbik/v1/account.pb.h"

namespace tashbik::services {

// A record of a new account; its id is in record.id() and account.name. Of `account`, role, hubs,
// actor, label, scopes and expire_time are taken. `maker_account` may be empty: the first start
// made it, or it registered itself.
store::v1::Record NewAccountRecord(const Directory& directory, const v1::Account& account,
                                   absl::string_view maker_account);

// Puts a new record into a plan; nothing may be there yet.
//
//   const store::v1::Record account = NewAccountRecord(directory, asked, maker);
//   PlanCreation(KIND_ACCOUNT, account, plan);
//   PlanCreation(KIND_TOKEN, NewTokenRecord(directory, secret, account.id(), token, maker), plan);
void PlanCreation(storage::Kind kind, store::v1::Record record, WritePlan& plan);

// Whether it is taken at `now`: neither frozen nor revoked nor expired.
bool Holds(const v1::Account& account, absl::Time now);
bool Holds(const v1::Token& token, absl::Time now);

// Plans accounts for tokens that have none: a store of before there were accounts kept role, hubs
// and actor with each token. The first token of an account that still holds says what the account
// is; tokens that say something else get accounts of their own. Every start does this once.
WritePlan PlanAdoption(const Directory& directory, const Snapshot& snapshot);

// Whether `scopes` hold all methods of `scope`; none hold all there are.
bool Covers(const google::protobuf::RepeatedPtrField<std::string>& scopes,
            const std::string& scope);

// Scopes that both hold; none: all methods of the role. Where both have some and none in common,
// one that no method has.
std::vector<std::string> CommonScopes(const v1::Account& account, const v1::Token& token);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_ACCOUNTS_H_
