// Finding records by the ids that accounts gave them from other systems.
#ifndef TASHBIK_SERVICES_EXTERNAL_IDS_H_
#define TASHBIK_SERVICES_EXTERNAL_IDS_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "services/directory.h"
#include "services/keys.h"
#include "services/viewer.h"

namespace tashbik::services {

// Id of the index record of an external id: a keyed hash, unique per account and scheme.
std::string ExternalIdKey(const Keys& keys, absl::string_view account, absl::string_view scheme,
                          absl::string_view value);

// The index record, or null. One look-up on the disk.
EntryPointer FindExternalId(const Snapshot& snapshot, const Keys& keys, absl::string_view account,
                            absl::string_view scheme, absl::string_view value);

// The name of the live record that the viewer's account calls so, where the viewer sees it.
std::optional<std::string> FindByExternalId(const Snapshot& snapshot, const Keys& keys,
                                            const Viewer& viewer, absl::string_view scheme,
                                            absl::string_view value);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_EXTERNAL_IDS_H_
