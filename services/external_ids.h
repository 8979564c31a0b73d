// Finding records by the ids that accounts gave them from other systems.
#ifndef TASHBIK_SERVICES_EXTERNAL_IDS_H_
#define TASHBIK_SERVICES_EXTERNAL_IDS_H_

#include <optional>
#include <string>
#include <vector>

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

// The index record that lets `id` stand for the record called `name`. What it stood for before
// (`before`, null: nothing) stays in it, the latest kMostHolders: an account gives an id anew when
// the first record is hidden from it, and that one has the id still when it is shown again.
inline constexpr int kMostHolders = 4;
store::v1::Record IndexOf(const std::string& key, const store::v1::ExternalIdRecord& id,
                          const std::string& name, const Entry* before);
// The names of all that an index record stands for or stood for, the present one first.
std::vector<std::string> HoldersIn(const store::v1::Record& index);
// Takes an earlier one out; false where it is none.
bool ForgetHolder(absl::string_view name, store::v1::Record& index);

// The name of the live record that the viewer's account calls so, where the viewer sees it.
std::optional<std::string> FindByExternalId(const Snapshot& snapshot, const Keys& keys,
                                            const Viewer& viewer, absl::string_view scheme,
                                            absl::string_view value);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_EXTERNAL_IDS_H_
