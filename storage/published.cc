// A pointer under a mutex, and those who wait for the next one.
#include "storage/published.h"

#include <utility>

#include "absl/time/clock.h"
#include "rocksdb/db.h"
#include "storage/errors.h"

namespace tashbik::storage {

Snapshot::Snapshot(std::shared_ptr<const Database> database, store::v1::Head head)
    : database_(std::move(database)),
      head_(std::move(head)),
      snapshot_(database_->db().GetSnapshot()) {}

Snapshot::~Snapshot() { database_->db().ReleaseSnapshot(snapshot_); }

Published::Published(std::shared_ptr<const Snapshot> first) : latest_(std::move(first)) {}

std::shared_ptr<const Snapshot> Published::Latest() const {
  MutexLock lock(mutex_);
  return latest_;
}

void Published::Publish(std::shared_ptr<const Snapshot> next) {
  MutexLock lock(mutex_);
  latest_.swap(next);
}  // the old snapshot is released after the lock

absl::StatusOr<uint64_t> Published::WaitForChange(uint64_t revision, absl::Time deadline,
                                                  const std::atomic<bool>* stop) const {
  MutexLock lock(mutex_);
  while (latest_->head().revision() <= revision) {
    if (closed_) {
      return MakeError(absl::StatusCode::kUnavailable, kReasonClosed, "the store is closing");
    }
    if (stop != nullptr && stop->load()) {
      return MakeError(absl::StatusCode::kCancelled, kReasonStopped, "the wait was stopped");
    }
    if (absl::Now() >= deadline) {
      return MakeError(absl::StatusCode::kDeadlineExceeded, kReasonDeadline,
                       "nothing changed before the deadline");
    }
    changed_.WaitUntil(mutex_, deadline);
  }
  return latest_->head().revision();
}

void Published::WakeWaiters() const {
  // With the mutex, so that nobody is between looking at its `stop` and waiting.
  MutexLock lock(mutex_);
  changed_.NotifyAll();
}

void Published::Close() {
  MutexLock lock(mutex_);
  closed_ = true;
  changed_.NotifyAll();
}

}  // namespace tashbik::storage
