// Backups by RocksDB's BackupEngine. What it does not know of (format, store id, key secret, and
// how much was acknowledged) travels as a store.v1.BackupMark in its metadata.
#include "storage/backup.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "rocksdb/db.h"
#include "rocksdb/env.h"
#include "rocksdb/file_system.h"
#include "rocksdb/utilities/backup_engine.h"
#include "storage/data_folder.h"
#include "storage/database.h"
#include "storage/disk_space.h"
#include "storage/errors.h"
#include "storage/recovery_mark.h"
#include "storage/rocks_logger.h"
#include "storage/rocks_status.h"
#include "storage/take_backup.h"
#include "storage/timestamps.h"

namespace tashbik::storage {
namespace {

// What a backup or restore may write besides copies.
constexpr uint64_t kBackupHeadroomBytes = 64 << 20;

rocksdb::BackupEngineOptions EngineOptions(const std::string& folder, rocksdb::Logger* log) {
  rocksdb::BackupEngineOptions options(folder);
  options.info_log = log;
  options.sync = true;
  // Names that carry the database's own identity, so that files of equal number never mix.
  options.share_files_with_checksum = true;
  return options;
}

absl::Status NoBackup(const std::string& folder) {
  return MakeError(absl::StatusCode::kNotFound, kReasonBackupMissing,
                   absl::StrCat("there is no such backup in ", folder));
}

absl::StatusOr<store::v1::BackupMark> MarkOf(const rocksdb::BackupInfo& info) {
  store::v1::BackupMark mark;
  if (!mark.ParseFromString(info.app_metadata) || mark.key_secret().size() != kKeySecretBytes) {
    return MakeError(absl::StatusCode::kDataLoss, kReasonLost,
                     absl::StrCat("backup ", info.backup_id, " is damaged"));
  }
  if (mark.format_version() > kStoreFormat) {
    return MakeError(absl::StatusCode::kFailedPrecondition, kReasonFormat,
                     absl::StrCat("backup ", info.backup_id, " has format ", mark.format_version(),
                                  "; this tashbikd knows formats up to ", kStoreFormat));
  }
  return mark;
}

BackupInfo InfoOf(const rocksdb::BackupInfo& info, const store::v1::BackupMark& mark) {
  return BackupInfo{info.backup_id, FromTimestamp(mark.time()), info.size, mark.revision()};
}

// A folder of backups opened for reading, and what is in it.
struct Shelf {
  std::shared_ptr<rocksdb::Logger> log;
  std::unique_ptr<rocksdb::BackupEngineReadOnly> engine;
  std::vector<rocksdb::BackupInfo> backups;  // by id
};

absl::StatusOr<Shelf> OpenShelf(const std::string& folder) {
  std::error_code error;
  if (!std::filesystem::is_directory(folder, error)) return NoBackup(folder);
  Shelf shelf;
  shelf.log = MakeRocksLogger({});
  rocksdb::BackupEngineReadOnly* engine = nullptr;
  const rocksdb::IOStatus status = rocksdb::BackupEngineReadOnly::Open(
      rocksdb::Env::Default(), EngineOptions(folder, shelf.log.get()), &engine);
  if (status.IsNotFound() || status.IsPathNotFound()) return NoBackup(folder);
  if (!status.ok()) return FromRocks(status, "open the folder of backups");
  shelf.engine.reset(engine);
  shelf.engine->GetBackupInfo(&shelf.backups);
  return shelf;
}

// The backup `id`, or the latest for 0.
absl::StatusOr<rocksdb::BackupInfo> Choose(const Shelf& shelf, const std::string& folder,
                                           uint32_t id) {
  if (id == 0 && !shelf.backups.empty()) return shelf.backups.back();
  for (const rocksdb::BackupInfo& info : shelf.backups) {
    if (info.backup_id == id) return info;
  }
  std::vector<rocksdb::BackupID> damaged;
  shelf.engine->GetCorruptedBackups(&damaged);
  if (std::find(damaged.begin(), damaged.end(), id) != damaged.end() ||
      (id == 0 && !damaged.empty())) {
    return MakeError(absl::StatusCode::kDataLoss, kReasonLost,
                     absl::StrCat("the backup in ", folder, " is damaged"));
  }
  return NoBackup(folder);
}

absl::Status Verify(const Shelf& shelf, const std::string& folder, uint32_t id) {
  const rocksdb::IOStatus status = shelf.engine->VerifyBackup(id, /*verify_with_checksum=*/true);
  // A file that is gone is damage, not an absent backup.
  if (status.ok()) return absl::OkStatus();
  return MakeError(absl::StatusCode::kDataLoss, kReasonLost,
                   absl::StrCat("backup ", id, " in ", folder, " is damaged"));
}

absl::Status MakeBackupFolder(const std::string& folder) {
  if (::mkdir(folder.c_str(), 0700) == 0 || errno == EEXIST) return absl::OkStatus();
  return MakeError(absl::StatusCode::kFailedPrecondition, kReasonFolder,
                   absl::StrCat("the backup folder ", folder, " cannot be made"));
}

// A folder holds the backups of one store, so that the latest is of the store one means.
absl::Status RequireSameStore(const rocksdb::BackupEngine& engine, const std::string& folder,
                              const std::string& store_id) {
  std::vector<rocksdb::BackupInfo> backups;
  engine.GetBackupInfo(&backups);
  for (const rocksdb::BackupInfo& info : backups) {
    const absl::StatusOr<store::v1::BackupMark> mark = MarkOf(info);
    if (mark.ok() && mark->store_id() != store_id) {
      return MakeError(
          absl::StatusCode::kFailedPrecondition, kReasonBackupForeign,
          absl::StrCat("the folder ", folder, " holds backups of another store; choose another"));
    }
  }
  return absl::OkStatus();
}

// Makes the restored database a data folder: secret, mark, format; and checks that it holds what
// the backup says.
absl::Status FinishRestore(const std::string& target, const store::v1::BackupMark& backup) {
  StoreOptions options;
  options.folder = target;
  options.log = [](LogLevel, absl::string_view) {};
  const absl::StatusOr<store::v1::Head> head =
      SurveyDatabase(options, absl::StrCat(target, "/", kDatabaseFolder), /*stop_at_damage=*/false);
  if (!head.ok()) return head.status();
  if (head->commit() < backup.commit() || head->store_id() != backup.store_id()) {
    return MakeError(absl::StatusCode::kDataLoss, kReasonLost,
                     "the backup holds less than it says");
  }
  store::v1::Mark mark;
  mark.set_store_id(head->store_id());
  mark.set_commit(head->commit());
  mark.set_revision(head->revision());
  rocksdb::FileSystem& files = *rocksdb::FileSystem::Default();
  const absl::Status marked =
      RecoveryMark::Create(files, absl::StrCat(target, "/", kMarkFile), mark);
  return marked.ok() ? WriteFolderFiles(files, target, backup.key_secret()) : marked;
}

}  // namespace

absl::StatusOr<BackupInfo> TakeBackup(const Database& database, const store::v1::Head& head,
                                      const std::string& folder) {
  if (absl::Status made = MakeBackupFolder(folder); !made.ok()) return made;
  const absl::StatusOr<uint64_t> free_bytes = database.options().free_space(folder);
  if (!free_bytes.ok()) return free_bytes.status();
  const absl::Status space = RequireSpace(*free_bytes, database.DiskBytes() + kBackupHeadroomBytes);
  if (!space.ok()) return space;

  store::v1::BackupMark mark;
  mark.set_format_version(kStoreFormat);
  mark.set_store_id(head.store_id());
  mark.set_key_secret(database.folder().secret());
  mark.set_commit(head.commit());
  mark.set_revision(head.revision());
  *mark.mutable_time() = ToTimestamp(database.options().clock());
  const std::shared_ptr<rocksdb::Logger> log = MakeRocksLogger(database.options().log);
  rocksdb::BackupEngine* opened = nullptr;
  rocksdb::IOStatus status = rocksdb::BackupEngine::Open(rocksdb::Env::Default(),
                                                         EngineOptions(folder, log.get()), &opened);
  if (!status.ok()) return FromRocks(status, "open the folder of backups");
  const std::unique_ptr<rocksdb::BackupEngine> engine(opened);
  if (absl::Status same = RequireSameStore(*engine, folder, head.store_id()); !same.ok()) {
    return same;
  }
  rocksdb::CreateBackupOptions create;
  create.flush_before_backup = true;  // else each backup carries a copy of the whole log
  rocksdb::BackupID id = 0;
  status =
      engine->CreateNewBackupWithMetadata(create, &database.db(), mark.SerializeAsString(), &id);
  if (!status.ok()) return FromRocks(status, "take a backup");
  rocksdb::BackupInfo info;
  const rocksdb::Status found = engine->GetBackupInfo(id, &info);
  if (!found.ok()) return FromRocks(found, "take a backup");
  return InfoOf(info, mark);
}

absl::StatusOr<std::vector<BackupInfo>> ListBackups(const std::string& folder) {
  const absl::StatusOr<Shelf> shelf = OpenShelf(folder);
  if (!shelf.ok()) return shelf.status();
  std::vector<BackupInfo> backups;
  for (const rocksdb::BackupInfo& info : shelf->backups) {
    const absl::StatusOr<store::v1::BackupMark> mark = MarkOf(info);
    if (!mark.ok()) return mark.status();
    backups.push_back(InfoOf(info, *mark));
  }
  return backups;
}

absl::Status VerifyBackup(const std::string& folder, uint32_t id) {
  const absl::StatusOr<Shelf> shelf = OpenShelf(folder);
  if (!shelf.ok()) return shelf.status();
  const absl::StatusOr<rocksdb::BackupInfo> chosen = Choose(*shelf, folder, id);
  if (!chosen.ok()) return chosen.status();
  if (absl::Status mark = MarkOf(*chosen).status(); !mark.ok()) return mark;
  return Verify(*shelf, folder, chosen->backup_id);
}

absl::StatusOr<BackupInfo> RestoreBackup(const std::string& folder, uint32_t id,
                                         const std::string& target) {
  const absl::StatusOr<Shelf> shelf = OpenShelf(folder);
  if (!shelf.ok()) return shelf.status();
  const absl::StatusOr<rocksdb::BackupInfo> chosen = Choose(*shelf, folder, id);
  if (!chosen.ok()) return chosen.status();
  const absl::StatusOr<store::v1::BackupMark> mark = MarkOf(*chosen);
  if (!mark.ok()) return mark.status();
  if (absl::Status whole = Verify(*shelf, folder, chosen->backup_id); !whole.ok()) return whole;
  if (absl::Status empty = RequireEmptyFolder(target); !empty.ok()) return empty;
  const absl::StatusOr<uint64_t> free_bytes = FreeSpace(target);
  if (!free_bytes.ok()) return free_bytes.status();
  const absl::Status space = RequireSpace(*free_bytes, chosen->size + kBackupHeadroomBytes);
  if (!space.ok()) return space;
  const std::string db_path = absl::StrCat(target, "/", kDatabaseFolder);
  const rocksdb::IOStatus status =
      shelf->engine->RestoreDBFromBackup(chosen->backup_id, db_path, db_path);
  if (!status.ok()) return FromRocks(status, "restore the backup");
  if (absl::Status finished = FinishRestore(target, *mark); !finished.ok()) return finished;
  return InfoOf(*chosen, *mark);
}

absl::Status PurgeBackups(const std::string& folder, uint32_t keep) {
  if (absl::Status there = OpenShelf(folder).status(); !there.ok()) return there;
  const std::shared_ptr<rocksdb::Logger> log = MakeRocksLogger({});
  rocksdb::BackupEngine* opened = nullptr;
  rocksdb::IOStatus status = rocksdb::BackupEngine::Open(rocksdb::Env::Default(),
                                                         EngineOptions(folder, log.get()), &opened);
  if (!status.ok()) return FromRocks(status, "open the folder of backups");
  const std::unique_ptr<rocksdb::BackupEngine> engine(opened);
  status = engine->PurgeOldBackups(keep);
  return FromRocks(status, "remove old backups");
}

}  // namespace tashbik::storage
