// Opening, snapshots and writes.
#include "services/directory.h"

#include <cstdlib>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/directory_state.h"
#include "services/errors.h"
#include "services/limits.h"
#include "services/names.h"
#include "services/sensitivity.h"
#include "services/threads.h"
#include "storage/errors.h"

namespace tashbik::services {
namespace {

constexpr char kSecretId[] = "secret";

// A record changed between preparing and committing.
bool IsConflict(const absl::Status& status) {
  return status.code() == absl::StatusCode::kAborted ||
         status.code() == absl::StatusCode::kAlreadyExists ||
         status.code() == absl::StatusCode::kNotFound;
}

struct Payload {
  const PlannedWrite* write;
  std::string bytes;
};

absl::Status Apply(const WritePlan& plan, const std::vector<Payload>& payloads,
                   storage::Transaction& transaction) {
  for (const WritePlan::Precondition& must : plan.preconditions) {
    const absl::StatusOr<storage::Record> found = transaction.Get(must.kind, must.id);
    if (!found.ok()) return found.status();
    if (found->version != must.version) return absl::AbortedError("changed meanwhile");
  }
  for (const Payload& payload : payloads) {
    const PlannedWrite& write = *payload.write;
    const storage::PutOptions options{.expected_version = write.expected_version,
                                      .access_before = write.access_before,
                                      .access_after = write.access_after};
    const absl::Status done =
        write.record ? transaction.Put(write.kind, write.id, payload.bytes, options).status()
                     : transaction.Delete(write.kind, write.id, options);
    if (!done.ok()) return done;
  }
  transaction.SetResult(plan.result, 0);
  return absl::OkStatus();
}

// `stored` where there is one; else keeps `given`, or a random one.
absl::StatusOr<std::string> EnsureSecret(Directory& directory, std::string stored,
                                         absl::string_view given) {
  if (!stored.empty()) return stored;
  const std::string secret = given.empty() ? NewSecret() : std::string(given);
  const absl::StatusOr<WriteOutcome> written = directory.Write(
      WriteCall{.method = "FirstStart"}, [&](const Snapshot&) -> absl::StatusOr<WritePlan> {
        store::v1::Record record;
        record.set_id(kSecretId);
        record.mutable_secret()->set_key(secret);
        WritePlan plan;
        plan.writes.push_back(
            {.kind = store::v1::KIND_SETTING, .id = kSecretId, .record = std::move(record)});
        return plan;
      });
  if (!written.ok()) return written.status();
  return secret;
}

}  // namespace

absl::StatusOr<EntryPointer> Snapshot::Read(storage::Kind kind, absl::string_view id) const {
  if (EntryPointer kept = catalog_->Find(kind, id)) return kept;
  if (Catalog::Keeps(kind)) return absl::NotFoundError("no such record");
  const absl::StatusOr<storage::Record> stored = view_.Get(kind, id);
  if (!stored.ok()) return stored.status();
  auto entry = std::make_shared<Entry>();
  entry->kind = kind;
  entry->version = stored->version;
  if (!entry->record.ParseFromString(stored->payload)) {
    return absl::DataLossError("a record cannot be read: restore a backup");
  }
  return entry;
}

Directory::Directory() = default;

absl::StatusOr<std::unique_ptr<Directory>> Directory::Open(DirectoryOptions options) {
  std::unique_ptr<Directory> directory(new Directory());
  directory->state_ = std::make_unique<State>(std::move(options));
  State& state = *directory->state_;
  const auto& clock = state.options.store.clock;
  directory->clock_ = clock ? clock : [] { return absl::Now(); };
  const auto& new_id = state.options.new_id;
  directory->new_id_ = new_id ? new_id : [] { return NewId(); };

  storage::StoreOptions store_options = state.options.store;
  store_options.on_commit = [&state](const storage::CommitGroup& group) { state.OnCommit(group); };
  absl::StatusOr<std::unique_ptr<storage::Store>> store =
      storage::Store::Open(std::move(store_options));
  if (!store.ok()) return store.status();
  directory->store_ = *std::move(store);
  state.store = directory->store_.get();

  absl::StatusOr<Loaded> loaded = LoadRecords(state.store->Read(), state.options.threads);
  if (!loaded.ok()) return loaded.status();
  {
    storage::MutexLock lock(state.mutex);
    state.public_actors = loaded->public_actors;
    state.epoch.number = loaded->epoch.number;
    state.epoch.public_actors = loaded->epoch.public_actors;
    state.epoch.changes_since = std::abs(loaded->public_actors - loaded->epoch.public_actors);
  }
  state.Publish(loaded->network->Build(loaded->epoch, OnThreads(state.options.threads)),
                Catalog().With(loaded->catalog));
  absl::StatusOr<std::string> secret =
      EnsureSecret(*directory, std::move(loaded->secret), state.options.secret);
  if (!secret.ok()) return secret.status();
  directory->keys_ = DeriveKeys(*secret);
  directory->budgets_ = std::move(loaded->budgets);
  // Cut off in the middle, or of another version.
  if (absl::Status followed = directory->FollowVocabulary(); !followed.ok()) return followed;
  if (state.options.background) {
    state.worker = std::thread([&state, raw = directory.get()] { state.Work(*raw); });
  }
  return directory;
}

Directory::~Directory() {
  if (state_ == nullptr) return;
  {
    storage::MutexLock lock(state_->mutex);
    state_->stopping = true;
    state_->wanted.NotifyAll();
  }
  if (store_ != nullptr) store_->Shutdown();
  if (state_->worker.joinable()) state_->worker.join();
  {
    // Views must be gone before the store.
    storage::MutexLock lock(state_->mutex);
    state_->current = nullptr;
  }
  store_.reset();
}

absl::Status Directory::FollowVocabulary() {
  storage::MutexLock one(state_->one_sweep);
  return services::FollowVocabulary(*this, state_->options.threads);
}

std::shared_ptr<const Snapshot> Directory::snapshot() const { return state_->Current(); }

void Directory::Shutdown() {
  {
    storage::MutexLock lock(state_->mutex);
    state_->stopping = true;
    state_->wanted.NotifyAll();
  }
  store_->Shutdown();
}

absl::StatusOr<WriteOutcome> Directory::Write(
    const WriteCall& call, absl::FunctionRef<absl::StatusOr<WritePlan>(const Snapshot&)> prepare) {
  std::unique_ptr<storage::MutexLock> alone;
  if (call.exclusive) alone = std::make_unique<storage::MutexLock>(state_->one_writer);
  const storage::WriteRequest request{.account = call.account,
                                      .method = call.method,
                                      .request_id = call.request_id,
                                      .body_hash = call.body_hash,
                                      .deadline = call.deadline};
  for (int attempt = 0; attempt < kMaxWriteAttempts; ++attempt) {
    const std::shared_ptr<const Snapshot> from = snapshot();
    absl::StatusOr<WritePlan> plan = prepare(*from);
    if (call.validate_only || call.request_id.empty()) {
      if (!plan.ok()) return plan.status();
      if (call.validate_only || plan->writes.empty()) return WriteOutcome{false, plan->result};
    }
    const bool themes = plan.ok() && WritesThemes(*plan);
    if (plan.ok()) {
      if (absl::Status guarded = GuardSensitivity(*from, *plan); !guarded.ok()) return guarded;
    }
    std::vector<Payload> payloads;
    if (plan.ok()) {
      for (const PlannedWrite& write : plan->writes) {
        payloads.push_back({&write, write.record ? write.record->SerializeAsString() : ""});
      }
    }
    bool conflict = false;
    const absl::StatusOr<storage::WriteResult> result =
        store_->Write(request, [&](storage::Transaction& transaction) -> absl::Status {
          // A request that cannot be carried out may still be the repetition of one that was.
          if (!plan.ok()) return plan.status();
          absl::Status applied = Apply(*plan, payloads, transaction);
          conflict = IsConflict(applied);
          return applied;
        });
    if (result.ok()) {
      if (themes) {
        // What became sensitive is hidden before the answer.
        if (absl::Status followed = FollowVocabulary(); !followed.ok()) return followed;
        state_->CatchUpWithThemes();
      }
      return WriteOutcome{result->replayed, result->name};
    }
    if (!conflict) return result.status();
  }
  return MakeError(absl::StatusCode::kAborted, v1::ERROR_REASON_ETAG_MISMATCH,
                   "others keep changing the same records: try again");
}

}  // namespace tashbik::services
