// What readers see: a snapshot of the last group that was published, and its head.
//
// The committer publishes a group before on_commit, which takes a view of it to keep beside what it
// builds (the network), and wakes those who wait for changes afterwards.
#ifndef TASHBIK_STORAGE_PUBLISHED_H_
#define TASHBIK_STORAGE_PUBLISHED_H_

#include <atomic>
#include <cstdint>
#include <memory>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "storage/database.h"
#include "storage/mutex.h"

namespace tashbik::storage {

// A state of the database that does not change. Keeps the database open.
class Snapshot {
 public:
  Snapshot(std::shared_ptr<const Database> database, store::v1::Head head);
  ~Snapshot();
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

  const Database& database() const { return *database_; }
  const store::v1::Head& head() const { return head_; }
  const rocksdb::Snapshot* get() const { return snapshot_; }

 private:
  const std::shared_ptr<const Database> database_;
  const store::v1::Head head_;
  const rocksdb::Snapshot* const snapshot_;
};

// Safe from any thread.
class Published {
 public:
  explicit Published(std::shared_ptr<const Snapshot> first);

  std::shared_ptr<const Snapshot> Latest() const;
  // Wakes nobody: see WakeWaiters.
  void Publish(std::shared_ptr<const Snapshot> next);

  // See Store::WaitForChange.
  absl::StatusOr<uint64_t> WaitForChange(uint64_t revision, absl::Time deadline,
                                         const std::atomic<bool>* stop) const;
  void WakeWaiters() const;
  // Ends all waiting, for good.
  void Close();

 private:
  mutable Mutex mutex_;
  mutable CondVar changed_;
  std::shared_ptr<const Snapshot> latest_ ABSL_GUARDED_BY(mutex_);
  bool closed_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace tashbik::storage

#endif  // TASHBIK_STORAGE_PUBLISHED_H_
