// Refuses to write before the disk is full: a full disk would abort the process.
#ifndef TASHBIK_STORAGE_DISK_SPACE_H_
#define TASHBIK_STORAGE_DISK_SPACE_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace tashbik::storage {

// Bytes that this user may still write on the disk of `folder`. About 1 µs.
absl::StatusOr<uint64_t> FreeSpace(const std::string& folder);

// OK, or RESOURCE_EXHAUSTED with values free_bytes and needed_bytes.
absl::Status RequireSpace(uint64_t free_bytes, uint64_t needed_bytes);

}  // namespace tashbik::storage

#endif  // TASHBIK_STORAGE_DISK_SPACE_H_
