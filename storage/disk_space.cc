// Free space by statvfs.
#include "storage/disk_space.h"

#include <sys/statvfs.h>

#include "absl/strings/str_cat.h"
#include "storage/errors.h"

namespace tashbik::storage {

absl::StatusOr<uint64_t> FreeSpace(const std::string& folder) {
  struct statvfs info {};
  if (::statvfs(folder.c_str(), &info) != 0) {
    return MakeError(absl::StatusCode::kUnavailable, kReasonStoreFailed,
                     "could not ask for the free space of the data folder");
  }
  return static_cast<uint64_t>(info.f_bavail) * info.f_frsize;
}

absl::Status RequireSpace(uint64_t free_bytes, uint64_t needed_bytes) {
  if (free_bytes >= needed_bytes) return absl::OkStatus();
  return MakeError(
      absl::StatusCode::kResourceExhausted, kReasonDiskFull,
      absl::StrCat("the disk is nearly full: ", free_bytes, " bytes are free, ", needed_bytes,
                   " are needed; free some and try again"),
      {{"free_bytes", absl::StrCat(free_bytes)}, {"needed_bytes", absl::StrCat(needed_bytes)}});
}

}  // namespace tashbik::storage
