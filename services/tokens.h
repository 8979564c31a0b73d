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

// A record of a new token; its id is in record.id() and token.name. Empty `account` makes one.
store::v1::Record NewTokenRecord(const Keys& keys, absl::string_view secret, v1::Token token,
                                 absl::string_view maker_account, absl::Time now);

// Who calls with `secret` (empty: anonymous) at `now`. UNAUTHENTICATED (CREDENTIALS_REFUSED) for a
// malformed, unknown, expired or revoked one. Microseconds; no storage access.
absl::StatusOr<Viewer> SignIn(const Snapshot& snapshot, const Keys& keys, absl::string_view secret,
                              absl::Time now);

// The viewer that a token's record stands for, without looking at its expiry.
Viewer ViewerOf(const Snapshot& snapshot, const store::v1::Record& token, absl::Time now);

// Where the actor is based or active, as far as `audience` sees it. ISO 3166-1 alpha-2, sorted.
std::vector<std::string> CountriesOf(const Snapshot& snapshot, absl::string_view actor,
                                     const graph::Audience& audience);

// What the actor itself would see with a member's token: for telling what is brokered.
graph::Audience AudienceOfActor(const Snapshot& snapshot, absl::string_view actor, graph::Day day);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_TOKENS_H_
