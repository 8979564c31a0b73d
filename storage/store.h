// The truth on disk: records under keyed hashes, an ordered change feed, group commit.
//
//   ASSIGN_OR_RETURN(auto store, Store::Open(options));
//   auto result = store->Write({.account = "a", .method = "CreateHub", .request_id = "r1",
//                               .body_hash = hash},
//                              [&](Transaction& t) -> absl::Status {
//     auto version = t.Put(store::v1::KIND_HUB, id, payload, {.expected_version = 0});
//     if (!version.ok()) return version.status();
//     t.SetResult(name, *version);
//     return absl::OkStatus();
//   });
//
// What Write has answered with OK is on the disk, visible to Read() and published by on_commit.
// All methods are safe from any thread.
#ifndef TASHBIK_STORAGE_STORE_H_
#define TASHBIK_STORAGE_STORE_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "storage/backup.h"
#include "storage/mutex.h"
#include "storage/options.h"
#include "storage/read_view.h"
#include "storage/record.h"
#include "storage/transaction.h"
#include "storage/write.h"

namespace tashbik::storage {

class Committer;
class Database;
class Published;

struct StoreStatus {
  uint64_t commit = 0;
  uint64_t revision = 0;
  uint64_t first_revision = 0;
  uint64_t records = 0;
  uint64_t disk_bytes = 0;
  uint64_t free_bytes = 0;
  bool writable = true;  // false after a failed write or while the disk is full
};

class Store {
 public:
  // Opens the folder, or makes a new store in a missing or empty one. Takes as long as reading the
  // write-ahead log (up to about 1 s after a crash, nothing after Close).
  // FAILED_PRECONDITION: another process holds it (its pid is in the message), a newer format, a
  // folder that is not ours. DATA_LOSS: less is there than was acknowledged, or something is
  // damaged; the message names the restore command. Nothing is changed in the folder then.
  static absl::StatusOr<std::unique_ptr<Store>> Open(StoreOptions options);

  // Finishes the writes that wait, flushes, closes. A view that is still held keeps the folder open
  // and locked until it goes.
  ~Store();
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  ReadView Read() const;

  // Runs `closure` on the committer thread, in one group with all that waits, and returns when the
  // group is synced and published; one or two disk syncs, shared by all who wait. The closure must
  // be quick, must not block, call Write, or keep the transaction.
  // Errors: the closure's own; INVALID_ARGUMENT for a request id used with another body;
  // RESOURCE_EXHAUSTED when the disk is nearly full (values free_bytes, needed_bytes);
  // DEADLINE_EXCEEDED before the closure began; UNAVAILABLE when the store failed or is closing:
  // after a failure during the sync it is unknown whether the write will be there after a restart.
  absl::StatusOr<WriteResult> Write(const WriteRequest& request,
                                    absl::FunctionRef<absl::Status(Transaction&)> closure);

  // Waits until the feed has gone beyond `revision` and returns its last revision.
  // DEADLINE_EXCEEDED, CANCELLED when `stop` became true (call WakeWaiters() after setting it),
  // UNAVAILABLE when the store closes.
  absl::StatusOr<uint64_t> WaitForChange(uint64_t revision, absl::Time deadline,
                                         const std::atomic<bool>* stop = nullptr) const;

  // Makes every WaitForChange look at its `stop`.
  void WakeWaiters() const;

  // Copies the store into `folder` (made when missing) beside earlier backups of it, sharing files
  // that did not change. Reads and writes go on; the backup holds all that was acknowledged before
  // the call. One backup at a time; others wait.
  absl::StatusOr<BackupInfo> Backup(const std::string& folder);

  // Answers all waiting and later calls of Write and WaitForChange with UNAVAILABLE once those
  // that are queued are done. Reads go on. Calling it again does nothing.
  void Shutdown();

  StoreStatus Status() const;

 private:
  explicit Store(std::shared_ptr<Database> database);

  std::shared_ptr<Database> database_;
  std::unique_ptr<Published> published_;
  std::unique_ptr<Committer> committer_;
  Mutex backing_up_;
};

}  // namespace tashbik::storage

#endif  // TASHBIK_STORAGE_STORE_H_
