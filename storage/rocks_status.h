// Turns the database's status into ours. The only place that does.
#ifndef TASHBIK_STORAGE_ROCKS_STATUS_H_
#define TASHBIK_STORAGE_ROCKS_STATUS_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace rocksdb {
class Status;
}

namespace tashbik::storage {

// OK for OK. NOT_FOUND; DATA_LOSS for damage; RESOURCE_EXHAUSTED for a full disk; UNAVAILABLE for
// all that a restart or a repaired disk may cure; INTERNAL for a defect of ours. `doing` completes
// "could not …"; the database's own text is left out, because callers may be shown the message.
absl::Status FromRocks(const rocksdb::Status& status, absl::string_view doing);

}  // namespace tashbik::storage

#endif  // TASHBIK_STORAGE_ROCKS_STATUS_H_
