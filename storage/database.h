// The RocksDB database of a data folder: opening with all checks, reading, and the one way to
// write: a batch, synced, and then the recovery mark.
#ifndef TASHBIK_STORAGE_DATABASE_H_
#define TASHBIK_STORAGE_DATABASE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "storage/data_folder.h"
#include "storage/options.h"
#include "storage/record_key.h"
#include "storage/recovery_mark.h"
#include "tashbik/store/v1/envelope.pb.h"

namespace rocksdb {
class DB;
class Env;
class FileSystem;
class Snapshot;
class WriteBatch;
}  // namespace rocksdb

namespace tashbik::storage {

// The first byte of each key. All lie in one column family, so that they reach the tables together:
// a manifest that was cut short takes the head back with the records, and the mark shows it.
enum class Section : char {
  kHead = 'h',         // nothing -> envelope of the Head
  kRecords = 'r',      // KeyHasher::RecordKey -> envelope of a record
  kChanges = 'c',      // NumberKey(revision) -> envelope of a Change
  kReplays = 'p',      // KeyHasher::ReplayKey -> envelope of a RequestReplay
  kReplayQueue = 'q',  // NumberKey(expire seconds) + replay key -> nothing
};

// The key of the database for `key` within a section.
std::string KeyIn(Section section, absl::string_view key);

// The first key behind a section.
std::string EndOf(Section section);

// Reads are safe from any thread; Write is for one thread at a time.
class Database {
 public:
  // See Store::Open. `options` has all its functions set.
  static absl::StatusOr<std::unique_ptr<Database>> Open(StoreOptions options);

  // Flushes, so that the next open is quick.
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  const StoreOptions& options() const { return options_; }
  const KeyHasher& hasher() const { return hasher_; }
  const store::v1::Head& head_at_open() const { return head_at_open_; }
  rocksdb::DB& db() const { return *db_; }
  rocksdb::Env* env() const { return env_.get(); }
  const DataFolder& folder() const { return *folder_; }

  // The value under a key, at `snapshot` (null: now). Absent when there is none.
  absl::StatusOr<std::optional<std::string>> Get(Section section, absl::string_view key,
                                                 const rocksdb::Snapshot* snapshot) const;

  // A record, checked to be the one under `key`. NOT_FOUND.
  absl::StatusOr<Record> GetRecord(absl::string_view key, Kind kind, absl::string_view id,
                                   const rocksdb::Snapshot* snapshot) const;

  // Head at `snapshot`; an empty one when the database is new.
  absl::StatusOr<store::v1::Head> GetHead(const rocksdb::Snapshot* snapshot) const;

  // Writes the batch, to which it adds the head, syncs it, and then syncs the mark. After an error
  // it is unknown what a restart will find.
  absl::Status Write(rocksdb::WriteBatch& batch, const store::v1::Head& head);

  // Free bytes, less what has to stay free: see StoreOptions::free_space_floor.
  absl::Status RequireSpaceFor(uint64_t bytes) const;

  // Bytes of all files in the database's folder.
  uint64_t DiskBytes() const;

 private:
  Database(StoreOptions options, std::unique_ptr<DataFolder> folder);

  absl::Status Start();
  absl::Status OpenRocks(bool stop_at_damage);
  absl::Status MakeNew();
  absl::Status CheckAgainstMark(const store::v1::Mark& mark, const store::v1::Head& head) const;

  const StoreOptions options_;
  const std::unique_ptr<DataFolder> folder_;
  const KeyHasher hasher_;
  std::unique_ptr<rocksdb::Env> env_;
  std::unique_ptr<rocksdb::DB> db_;
  std::unique_ptr<RecoveryMark> mark_;
  store::v1::Head head_at_open_;
  bool failed_ = false;  // the last write
};

// The head of the database in `folder`, without changing anything there. `stop_at_damage`: read
// the log up to the first damage instead of refusing it. Errors as in FromRocks, but missing files
// are DATA_LOSS.
absl::StatusOr<store::v1::Head> SurveyDatabase(const StoreOptions& options,
                                               const std::string& folder, bool stop_at_damage);

}  // namespace tashbik::storage

#endif  // TASHBIK_STORAGE_DATABASE_H_
