// Puts the parts of the store together; each does its work in its own file.
#include "storage/store.h"

#include <utility>

#include "absl/time/clock.h"
#include "storage/committer.h"
#include "storage/database.h"
#include "storage/disk_space.h"
#include "storage/published.h"
#include "storage/take_backup.h"

namespace tashbik::storage {
namespace {

// Callers below need not ask whether a function was given.
StoreOptions WithDefaults(StoreOptions options) {
  if (!options.on_commit) options.on_commit = [](const CommitGroup&) {};
  if (!options.clock) options.clock = [] { return absl::Now(); };
  if (!options.free_space) options.free_space = FreeSpace;
  if (!options.log) options.log = [](LogLevel, absl::string_view) {};
  return options;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Store>> Store::Open(StoreOptions options) {
  absl::StatusOr<std::unique_ptr<Database>> database =
      Database::Open(WithDefaults(std::move(options)));
  if (!database.ok()) return database.status();
  return std::unique_ptr<Store>(new Store(*std::move(database)));
}

Store::Store(std::shared_ptr<Database> database)
    : database_(std::move(database)),
      published_(std::make_unique<Published>(
          std::make_shared<const Snapshot>(database_, database_->head_at_open()))),
      committer_(std::make_unique<Committer>(database_, *published_)) {}

Store::~Store() {
  Shutdown();
  committer_.reset();  // finishes what waits
}

ReadView Store::Read() const { return ReadView(published_->Latest()); }

absl::StatusOr<WriteResult> Store::Write(const WriteRequest& request,
                                         absl::FunctionRef<absl::Status(Transaction&)> closure) {
  return committer_->Write(request, closure);
}

absl::StatusOr<uint64_t> Store::WaitForChange(uint64_t revision, absl::Time deadline,
                                              const std::atomic<bool>* stop) const {
  return published_->WaitForChange(revision, deadline, stop);
}

void Store::WakeWaiters() const { published_->WakeWaiters(); }

absl::StatusOr<BackupInfo> Store::Backup(const std::string& folder) {
  MutexLock one_at_a_time(backing_up_);
  return TakeBackup(*database_, published_->Latest()->head(), folder);
}

void Store::Shutdown() {
  committer_->Shutdown();
  published_->Close();
}

StoreStatus Store::Status() const {
  StoreStatus status;
  const std::shared_ptr<const Snapshot> latest = published_->Latest();
  status.commit = latest->head().commit();
  status.revision = latest->head().revision();
  status.first_revision = latest->head().first_revision();
  status.records = latest->head().records();
  status.disk_bytes = database_->DiskBytes();
  const absl::StatusOr<uint64_t> free_bytes =
      database_->options().free_space(database_->options().folder);
  status.free_bytes = free_bytes.ok() ? *free_bytes : 0;
  status.writable = !committer_->failed() && database_->RequireSpaceFor(0).ok();
  return status;
}

}  // namespace tashbik::storage
