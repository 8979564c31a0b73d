// Who may see what, as trust rules say it in words; written apart from the server's own rule, so
// that a fault in one is not repeated in the other.
#ifndef TASHBIK_TESTS_NONINTERFERENCE_ORACLE_H_
#define TASHBIK_TESTS_NONINTERFERENCE_ORACLE_H_

#include <set>
#include <string>

#include "tashbik/v1/admin.pb.h"
#include "tashbik/v1/common.pb.h"
#include "tashbik/v1/diaspora_group.pb.h"

namespace tashbik::testing {

// One who calls. All by resource name but for the account.
struct Reader {
  v1::Role role = v1::ROLE_ANONYMOUS;
  std::string account{};
  std::string actor{};
  std::set<std::string> coordinates{};  // hubs
  std::set<std::string> member_of{};    // hubs
  std::set<std::string> circles{};
  std::set<std::string> countries{};  // of its actor

  bool IsVerified() const { return !coordinates.empty() || !member_of.empty(); }
};

// Whether a record or part of this tier is seen by `reader`, where the record is entrusted as
// `visibility` says and belongs to the account `owner`.
bool Sees(const Reader& reader, v1::Tier tier, const v1::Visibility& visibility,
          const std::string& owner);

// The tier of an actor's record: BROKERED at most where it serves, is led by or names a theme that
// is sensitive in a country of its own.
v1::Tier TierOf(const v1::DiasporaGroup& body);
// Whether links to the theme are BROKERED at most.
bool IsSensitive(const v1::DiasporaGroup& body, const std::string& theme);

// The tier that counts for a part: the strictest of all that are given; unset ones say nothing.
v1::Tier Strictest(v1::Tier record, v1::Tier field, v1::Tier part = v1::TIER_UNSPECIFIED);

// The tier of a field of the record, by path such as `profile.names`.
v1::Tier FieldTier(const v1::Visibility& visibility, const std::string& path);

}  // namespace tashbik::testing

#endif  // TASHBIK_TESTS_NONINTERFERENCE_ORACLE_H_
