// The collections that the resource services serve, and what their requests call their fields.
#ifndef TASHBIK_SERVICES_RESOURCE_TYPE_H_
#define TASHBIK_SERVICES_RESOURCE_TYPE_H_

#include "absl/strings/string_view.h"
#include "storage/record.h"

namespace tashbik::services {

struct ResourceType {
  storage::Kind kind;
  absl::string_view field;                             // `organization`, in requests
  absl::string_view list_field;                        // `organizations`, in batches and pages
  storage::Kind parent = store::v1::KIND_UNSPECIFIED;  // of members and circles
  bool of_actor = false;                               // a member: its id is its actor's
  bool undeletes = false;                              // deleting keeps it for a while
  bool external_ids = false;
  bool has_visibility = false;
};

// The type of an API kind.
const ResourceType& TypeOf(storage::Kind kind);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_RESOURCE_TYPE_H_
