// Bearer tokens: `tsb_`, 256 random bits and a checksum, of which only a keyed hash is kept.
#ifndef TASHBIK_SERVICES_TOKENS_H_
#define TASHBIK_SERVICES_TOKENS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/directory.h"
#include "services/viewer.h"
#include "tashbik/store/v1/record.pb.h"
#include "tashbik/v1/account.pb.h"

namespace tashbik::services {

inline constexpr char kTokenPrefix[] = "tsb_";
inline constexpr absl::Duration kStandardTokenTtl = absl::Hours(24 * 365);
inline constexpr absl::Duration kMaxTokenTtl = absl::Hours(24 * 1825);

// A secret as it is shown once.
std::string NewTokenSecret();

// Whether prefix, length and checksum fit: tells a mistyped token from an unknown one.
bool IsTokenSecret(absl::string_view secret);

// What the store keeps of a secret.
std::string TokenHash(const Keys& keys, absl::string_view secret);

// A record of a new token of the account with this id; its own id is in record.id() and token.name.
// Of `token`, label, scopes and expire_time are taken: role, hubs and actor are the account's.
store::v1::Record NewTokenRecord(const Directory& directory, absl::string_view secret,
                                 absl::string_view account, const v1::Token& token,
                                 absl::string_view maker_account);

// A new account with its first token.
struct MadeAccount {
  store::v1::Record account;
  store::v1::Record token;
};

// Plans a new account, as NewAccountRecord makes it, and its first token, which ends at
// `token_expires` and has the account's label. The one way in which accounts are made.
MadeAccount PlanAccount(const Directory& directory, const v1::Account& account,
                        absl::string_view secret, absl::Time token_expires,
                        absl::string_view maker_account, WritePlan& plan);

// Who calls with `secret` (empty: anonymous) at `now`. UNAUTHENTICATED (CREDENTIALS_REFUSED) for a
// malformed, unknown, expired or revoked one, and for one whose account is frozen, revoked, expired
// or not there. Microseconds; no storage access.
absl::StatusOr<Viewer> SignIn(const Snapshot& snapshot, const Keys& keys, absl::string_view secret,
                              absl::Time now);

// The same for the token with this id: for calls that go on for long.
absl::StatusOr<Viewer> SignInAgain(const Snapshot& snapshot, absl::string_view token,
                                   absl::Time now);

// The viewer that an account's token stands for, without looking at whether they hold.
Viewer ViewerOf(const Snapshot& snapshot, const v1::Account& account, const v1::Token& token,
                absl::Time now);

// Where the actor is based or active, as far as `audience` sees it. ISO 3166-1 alpha-2, sorted.
std::vector<std::string> CountriesOf(const Snapshot& snapshot, absl::string_view actor,
                                     const graph::Audience& audience);

// What the actor itself would see with a member's token: for telling what is brokered.
graph::Audience AudienceOfActor(const Snapshot& snapshot, absl::string_view actor, graph::Day day);
// The same as far as the coordinator knows: memberships of other hubs are not its to learn, nor
// countries that the actor hides from it.
graph::Audience AudienceOfAnother(const Snapshot& snapshot, const Viewer& coordinator,
                                  absl::string_view actor);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_TOKENS_H_
