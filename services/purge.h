// Removing for good what was deleted and can no longer be undeleted.
#ifndef TASHBIK_SERVICES_PURGE_H_
#define TASHBIK_SERVICES_PURGE_H_

#include "absl/status/status.h"
#include "services/directory.h"

namespace tashbik::services {

// Erases the records of actors, coalitions and hubs that were deleted more than kUndeleteTime ago,
// with their memberships, circles and external ids, some at a time. Nothing changes for any viewer:
// they were out of sight already. Errors: those of Directory::Write; what was erased stays erased.
absl::Status PurgeDeleted(Directory& directory);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_PURGE_H_
