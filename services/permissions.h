// The table that says which role may call which method.
#ifndef TASHBIK_SERVICES_PERMISSIONS_H_
#define TASHBIK_SERVICES_PERMISSIONS_H_

#include <optional>
#include <span>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/viewer.h"

namespace tashbik::services {

// One row. What a call then shows or may change is decided record by record.
struct Permission {
  absl::string_view method;  // `OrganizationService/GetOrganization`, within tashbik.v1
  bool anonymous;
  bool member;
  bool coordinator;
  bool administrator;
};

// All rows, sorted by method. A test compares them with the contract: a method without a row, or a
// row without a method, fails.
std::span<const Permission> Permissions();

// OK, or UNAUTHENTICATED where a token would help, or PERMISSION_DENIED. `method` without the
// package. A method without a row is refused to everyone.
absl::Status CheckPermission(absl::string_view method, const Viewer& viewer);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_PERMISSIONS_H_
