// Takes a backup of an open database.
#ifndef TASHBIK_STORAGE_TAKE_BACKUP_H_
#define TASHBIK_STORAGE_TAKE_BACKUP_H_

#include <string>

#include "absl/status/statusor.h"
#include "storage/backup.h"
#include "storage/database.h"

namespace tashbik::storage {

// See Store::Backup. `head` is what was acknowledged when the backup was asked for.
absl::StatusOr<BackupInfo> TakeBackup(const Database& database, const store::v1::Head& head,
                                      const std::string& folder);

}  // namespace tashbik::storage

#endif  // TASHBIK_STORAGE_TAKE_BACKUP_H_
