// Group commit: while one group is being synced, the next one gathers.
#include "storage/committer.h"

#include <memory>
#include <utility>

#include "absl/time/clock.h"
#include "storage/errors.h"
#include "storage/timestamps.h"

namespace tashbik::storage {
namespace {

absl::Status FailedError() {
  return MakeError(absl::StatusCode::kUnavailable, kReasonStoreFailed,
                   "the storage failed; the server has to be restarted");
}

}  // namespace

Committer::Committer(std::shared_ptr<Database> database, Published& published)
    : database_(std::move(database)),
      published_(published),
      replays_(*database_),
      head_(database_->head_at_open()),
      thread_([this] { Run(); }) {}

Committer::~Committer() {
  Shutdown();
  thread_.join();
}

void Committer::Shutdown() {
  MutexLock lock(mutex_);
  stopping_ = true;
  work_.NotifyAll();
}

bool Committer::failed() const {
  MutexLock lock(mutex_);
  return failed_;
}

absl::StatusOr<WriteResult> Committer::Write(
    const WriteRequest& request, absl::FunctionRef<absl::Status(Transaction&)> closure) {
  Waiter waiter{request, closure, absl::UnknownError(""), false, false, {}};
  MutexLock lock(mutex_);
  if (failed_) return FailedError();
  if (stopping_) {
    return MakeError(absl::StatusCode::kUnavailable, kReasonClosed, "the store is closing");
  }
  waiting_.push_back(&waiter);
  work_.NotifyOne();
  while (!waiter.answered) waiter.done.Wait(mutex_);
  return std::move(waiter.result);
}

bool Committer::TakeWaiting(std::deque<Waiter*>& taken) {
  MutexLock lock(mutex_);
  while (taken.empty() && waiting_.empty() && !stopping_) work_.Wait(mutex_);
  while (!waiting_.empty() && taken.size() < kMaxGroupWriters) {
    taken.push_back(waiting_.front());
    waiting_.pop_front();
  }
  return !taken.empty();
}

void Committer::Run() {
  std::deque<Waiter*> taken;
  while (TakeWaiting(taken)) CommitSome(taken);
}

void Committer::CommitSome(std::deque<Waiter*>& taken) {
  Group group(head_);
  std::deque<Waiter*> ran;
  while (!taken.empty() && group.bytes() < kMaxGroupBytes) {
    Waiter* waiter = taken.front();
    taken.pop_front();
    waiter->result = failed() ? absl::StatusOr<WriteResult>(FailedError())
                              : RunOne(waiter->request, waiter->closure, group, &waiter->in_group);
    ran.push_back(waiter);
  }
  if (!group.empty()) {
    if (const absl::Status committed = Commit(group); !committed.ok()) {
      for (Waiter* waiter : ran) {
        if (waiter->in_group) waiter->result = committed;
      }
    }
  }
  Answer(ran);
}

absl::StatusOr<WriteResult> Committer::RunOne(const WriteRequest& request,
                                              absl::FunctionRef<absl::Status(Transaction&)> closure,
                                              Group& group, bool* in_group) {
  if (absl::Now() >= request.deadline) {
    return MakeError(absl::StatusCode::kDeadlineExceeded, kReasonDeadline,
                     "the deadline passed before the write began; nothing was written");
  }
  const absl::Time now = database_->options().clock();
  std::string replay_key;
  if (!request.request_id.empty()) {
    replay_key = database_->hasher().ReplayKey(request.account, request.method, request.request_id);
    const absl::StatusOr<std::optional<store::v1::RequestReplay>> earlier =
        replays_.Find(group, replay_key, now);
    if (!earlier.ok()) return earlier.status();
    if (earlier->has_value()) {
      if ((*earlier)->body_hash() != request.body_hash) {
        return MakeError(absl::StatusCode::kInvalidArgument, kReasonRequestReused,
                         "this request_id was used for another request; make a new one");
      }
      *in_group = group.FindReplay(replay_key) != nullptr;
      return WriteResult{true, (*earlier)->name(), (*earlier)->version(), group.head().revision()};
    }
  }
  Transaction transaction(*database_, group, request.account, now);
  if (absl::Status done = closure(transaction); !done.ok()) return done;
  *in_group = true;
  group.Add(transaction);
  if (!replay_key.empty()) {
    store::v1::RequestReplay replay;
    replay.set_body_hash(request.body_hash);
    replay.set_name(transaction.result_name_);
    replay.set_version(transaction.result_version_);
    *replay.mutable_expire_time() = ToTimestamp(now + kReplayRetention);
    group.AddReplay(replay_key, replay);
  }
  return WriteResult{false, std::move(transaction.result_name_), transaction.result_version_,
                     group.head().revision()};
}

absl::Status Committer::Commit(Group& group) {
  if (absl::Status space = database_->RequireSpaceFor(group.bytes()); !space.ok()) return space;
  const absl::Status purged = replays_.Purge(group, database_->options().clock());
  if (!purged.ok()) {  // a later group tries again
    database_->options().log(LogLevel::kWarning, purged.message());
  }
  group.TrimFeed(database_->options().changes_kept);
  if (!database_->Write(group.batch(), group.head()).ok()) {
    MutexLock lock(mutex_);
    failed_ = true;
    return FailedError();
  }
  head_ = group.head();
  // Views come first, so that on_commit can take one of this group.
  published_.Publish(std::make_shared<const Snapshot>(database_, head_));
  database_->options().on_commit(group.commit());
  published_.WakeWaiters();
  return absl::OkStatus();
}

void Committer::Answer(const std::deque<Waiter*>& waiters) {
  MutexLock lock(mutex_);
  for (Waiter* waiter : waiters) {
    waiter->answered = true;
    // Under the lock: the waiter goes away as soon as it may look.
    waiter->done.NotifyOne();
  }
}

}  // namespace tashbik::storage
