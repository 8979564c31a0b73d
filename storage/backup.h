// Backups on the disk: list, verify, restore. Taking one is Store::Backup.
#ifndef TASHBIK_STORAGE_BACKUP_H_
#define TASHBIK_STORAGE_BACKUP_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace tashbik::storage {

struct BackupInfo {
  uint32_t id = 0;        // 1, 2, 3, … within its folder
  absl::Time time;        // when it was begun
  uint64_t bytes = 0;     // of all its files, shared ones included
  uint64_t revision = 0;  // holds at least the changes up to this one
};

// The backups in a folder, oldest first. NOT_FOUND when there is no such folder.
absl::StatusOr<std::vector<BackupInfo>> ListBackups(const std::string& folder);

// Reads every file of a backup and compares its checksum. NOT_FOUND, DATA_LOSS. `id` 0 = latest.
absl::Status VerifyBackup(const std::string& folder, uint32_t id);

// Verifies a backup and makes a data folder of it. `target` must be missing or empty
// (FAILED_PRECONDITION). No server may run on `target`. `id` 0 = latest. A restore that failed
// leaves a folder that does not open; empty it and try again.
absl::StatusOr<BackupInfo> RestoreBackup(const std::string& folder, uint32_t id,
                                         const std::string& target);

// Removes all but the latest `keep` backups; files that only they used are deleted.
absl::Status PurgeBackups(const std::string& folder, uint32_t keep);

}  // namespace tashbik::storage

#endif  // TASHBIK_STORAGE_BACKUP_H_
