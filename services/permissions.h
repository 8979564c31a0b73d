// The table that says which role may call which method.
#ifndef TASHBIK_SERVICES_PERMISSIONS_H_
#define TASHBIK_SERVICES_PERMISSIONS_H_

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/viewer.h"

namespace tashbik::services {

// Bit 1 << role.
using RoleSet = uint32_t;

// One row. What a call then shows or may change is decided record by record.
struct Permission {
  absl::string_view method;  // `OrganizationService/GetOrganization`, within tashbik.v1
  RoleSet roles;

  bool Allows(v1::Role role) const;
};

// All rows, sorted by method. A test compares them with the contract: a method without a row, or a
// row without a method, fails.
std::span<const Permission> Permissions();

// Whether `scope` can stand in an account's scopes: a method of the table, or `Service/*`.
bool IsScope(absl::string_view scope);
// Whether `scopes` hold `method`; none hold all.
bool InScope(absl::string_view method, const std::vector<std::string>& scopes);

// OK, or UNAUTHENTICATED where a token would help, or PERMISSION_DENIED, also where the role may
// but the token's scopes do not hold it. `method` without the package. A method without a row is
// refused to everyone.
absl::Status CheckPermission(absl::string_view method, const Viewer& viewer);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_PERMISSIONS_H_
