// How a store is opened: the folder, the hooks that tests and the server give, and the limits.
#ifndef TASHBIK_STORAGE_OPTIONS_H_
#define TASHBIK_STORAGE_OPTIONS_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "storage/record.h"

namespace rocksdb {
class FileSystem;
}

namespace tashbik::storage {

// Changes kept in the feed.
inline constexpr uint64_t kDefaultChangesKept = 1'000'000;
// Free bytes below which nothing is written: the database needs room to write out what it
// already acknowledged, and a full disk would abort the process.
inline constexpr uint64_t kDefaultFreeSpaceFloor = 64ull << 20;
// How long a request id is remembered.
inline constexpr absl::Duration kReplayRetention = absl::Hours(24);
// Writers taken into one group at most, and bytes after which a group is closed.
inline constexpr std::size_t kMaxGroupWriters = 1024;
inline constexpr std::size_t kMaxGroupBytes = 8 << 20;

enum class LogLevel { kDebug, kInfo, kWarning, kError };

struct StoreOptions {
  // Data folder. Made (mode 0700) when missing; its parent must exist.
  std::string folder;

  // Runs on the committer thread after a group is durable and before its writers are answered.
  // Must not call Store::Write. Everything it publishes is visible to the writers afterwards.
  std::function<void(const CommitGroup&)> on_commit;

  // The clock. Default: absl::Now.
  std::function<absl::Time()> clock;

  // Free bytes on the disk of `folder`. Default: statvfs.
  std::function<absl::StatusOr<uint64_t>(const std::string& folder)> free_space;

  // Lines about the database's work; never record contents. Called from any thread. Default: none.
  std::function<void(LogLevel, absl::string_view)> log;

  // What a message about lost data tells the operator to do.
  std::string restore_command = "tashbikd --restore BACKUP_FOLDER --data EMPTY_FOLDER";

  uint64_t changes_kept = kDefaultChangesKept;
  uint64_t free_space_floor = kDefaultFreeSpaceFloor;

  // Bytes of cached blocks, and of one memtable.
  std::size_t block_cache_bytes = 64 << 20;
  std::size_t write_buffer_bytes = 32 << 20;

  // Only for tests: false acknowledges before anything is on the disk.
  bool sync = true;

  // Only for tests: where files live. Default: the operating system's.
  std::shared_ptr<rocksdb::FileSystem> file_system;
};

}  // namespace tashbik::storage

#endif  // TASHBIK_STORAGE_OPTIONS_H_
