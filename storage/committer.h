// The one thread that writes: takes all that waits, runs it, makes it durable, publishes, answers.
#ifndef TASHBIK_STORAGE_COMMITTER_H_
#define TASHBIK_STORAGE_COMMITTER_H_

#include <deque>
#include <memory>
#include <string>
#include <thread>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "storage/database.h"
#include "storage/group.h"
#include "storage/mutex.h"
#include "storage/published.h"
#include "storage/replays.h"
#include "storage/transaction.h"
#include "storage/write.h"

namespace tashbik::storage {

class Committer {
 public:
  // Starts the thread. `published` outlives the committer.
  Committer(std::shared_ptr<Database> database, Published& published);

  // Shuts down and joins.
  ~Committer();

  // See Store::Write. From any thread but the committer's own.
  absl::StatusOr<WriteResult> Write(const WriteRequest& request,
                                    absl::FunctionRef<absl::Status(Transaction&)> closure);

  // Later calls of Write fail; those that wait are carried out first.
  void Shutdown();

  // True after a write failed: nothing more is written until a restart.
  bool failed() const;

 private:
  // A caller that waits. Lives on its stack until it is answered.
  struct Waiter {
    const WriteRequest& request;
    absl::FunctionRef<absl::Status(Transaction&)> closure;
    absl::StatusOr<WriteResult> result;
    bool in_group = false;  // depends on the group's fate
    bool answered = false;  // guarded by mutex_
    CondVar done;
  };

  void Run();
  bool TakeWaiting(std::deque<Waiter*>& taken);
  void CommitSome(std::deque<Waiter*>& taken);
  absl::StatusOr<WriteResult> RunOne(const WriteRequest& request,
                                     absl::FunctionRef<absl::Status(Transaction&)> closure,
                                     Group& group, bool* in_group);
  absl::Status Commit(Group& group);
  void Answer(const std::deque<Waiter*>& waiters);

  const std::shared_ptr<Database> database_;
  Published& published_;
  Replays replays_;       // committer thread only
  store::v1::Head head_;  // committer thread only

  mutable Mutex mutex_;
  CondVar work_;
  std::deque<Waiter*> waiting_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  bool failed_ ABSL_GUARDED_BY(mutex_) = false;

  std::thread thread_;  // last: starts when all else is there
};

}  // namespace tashbik::storage

#endif  // TASHBIK_STORAGE_COMMITTER_H_
