// Publishing snapshots: by commits, and by reworks that run beside them.
#include <sys/resource.h>

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/directory_state.h"
#include "services/errors.h"
#include "services/facts.h"
#include "services/purge.h"
#include "services/statement_signatures.h"
#include "services/threads.h"

namespace tashbik::services {
namespace {

// Deltas that may be applied while commits wait: a few tens of microseconds each.
constexpr size_t kShortCatchUp = 4;
// How often what was deleted long ago is looked for.
constexpr absl::Duration kPurgeInterval = absl::Hours(6);
// Counting an epoch takes seconds in a big directory. It rests this many times as long afterwards,
// so that a big import, which calls for many, loses at most a tenth of a core to them.
constexpr int kRestPerEpoch = 9;
constexpr int kBackgroundNice = 5;

// Calls go first: on Linux the priority is the thread's own. That it cannot be lowered does no
// harm.
void LowerPriority() { (void)setpriority(PRIO_PROCESS, 0, kBackgroundNice); }

}  // namespace

void Directory::State::Log(absl::string_view line) const {
  if (options.log) options.log(line);
}

std::shared_ptr<const Snapshot> Directory::State::Current() {
  storage::MutexLock lock(mutex);
  return current;
}

void Directory::State::Publish(std::shared_ptr<const graph::Network> network,
                               std::shared_ptr<const Catalog> catalog) {
  auto next =
      std::make_shared<const Snapshot>(std::move(network), std::move(catalog), store->Read());
  // The old snapshot is let go outside of the lock: it may be the last to hold a network.
  std::shared_ptr<const Snapshot> old;
  storage::MutexLock lock(mutex);
  old = std::exchange(current, std::move(next));
  if (current->network().NeedsFold()) want_fold = true;
  if (want_fold || want_epoch || MissesThemes()) wanted.NotifyAll();
}

void Directory::State::OnCommit(const storage::CommitGroup& group) {
  storage::MutexLock turn(publishing);
  const std::shared_ptr<const Snapshot> before = Current();
  if (before == nullptr) return;  // still opening
  absl::StatusOr<CommitEffect> effect = EffectOf(group, *before);
  if (!effect.ok()) {
    // It was parsed when it was written: memory is damaged. What is on the disk is sound.
    Log(absl::StrCat("commit ", group.commit, " cannot be read: restart the server"));
    return;
  }
  std::shared_ptr<const Catalog> catalog =
      effect->catalog.empty() ? before->shared_catalog() : before->catalog().With(effect->catalog);
  const bool rebuild_now = effect->themes_changed && !reworking &&
                           before->network().sizes().actors <= kMaxActorsRebuiltAtOnce;
  {
    storage::MutexLock lock(mutex);
    public_actors += effect->public_added;
    epoch.changes_since += effect->public_changes;
    want_epoch = want_epoch || EpochIsDue();
    if (effect->themes_changed && !rebuild_now) ++themes_changed;
  }
  if (rebuild_now) {
    absl::StatusOr<Loaded> loaded = LoadRecords(store->Read(), options.threads);
    if (loaded.ok()) {
      {
        storage::MutexLock lock(mutex);
        themes_built = themes_changed;
      }
      Publish(loaded->network->Build(loaded->epoch, OnThreads(options.threads)),
              std::move(catalog));
      return;
    }
    Log("the network cannot be built anew: the store cannot be read");
  }
  if (reworking) meanwhile.push_back(effect->delta);
  Publish(before->network().With(effect->delta), std::move(catalog));
}

void Directory::State::Rework(
    const std::function<std::shared_ptr<const graph::Network>(const Snapshot&)>& make) {
  storage::MutexLock one(one_rework);
  std::shared_ptr<const Snapshot> from;
  {
    storage::MutexLock turn(publishing);
    reworking = true;
    meanwhile.clear();
    from = Current();
  }
  std::shared_ptr<const graph::Network> network = make(*from);
  from.reset();
  // Catches up beside the commits first, so that the last step, which holds them up, is short.
  std::vector<graph::Delta> deltas = TakeMeanwhile();
  while (deltas.size() > kShortCatchUp) {
    for (const graph::Delta& delta : deltas) network = network->With(delta);
    deltas = TakeMeanwhile();
  }
  storage::MutexLock turn(publishing);
  for (const graph::Delta& delta : deltas) network = network->With(delta);
  for (const graph::Delta& delta : meanwhile) network = network->With(delta);
  meanwhile.clear();
  reworking = false;
  Publish(std::move(network), Current()->shared_catalog());
}

bool Directory::State::EpochIsDue() const {
  return epoch.changes_since >= std::max(kEpochChanges, public_actors / kEpochShareDivisor);
}

std::vector<graph::Delta> Directory::State::TakeMeanwhile() {
  storage::MutexLock turn(publishing);
  return std::exchange(meanwhile, {});
}

void Directory::State::Rebuild() {
  int64_t changed = 0;  // what is read below has at least these
  {
    storage::MutexLock lock(mutex);
    changed = themes_changed;
  }
  Rework([this](const Snapshot& snapshot) {
    absl::StatusOr<Loaded> loaded = LoadRecords(snapshot.view(), options.threads);
    if (!loaded.ok()) {
      Log("the network cannot be built anew: the store cannot be read");
      return snapshot.shared_network();
    }
    return loaded->network->Build(loaded->epoch, OnThreads(options.threads));
  });
  storage::MutexLock lock(mutex);
  themes_built = std::max(themes_built, changed);
}

bool Directory::State::MissesThemes() const { return themes_built < themes_changed; }

void Directory::State::CatchUpWithThemes() {
  while (true) {
    {
      storage::MutexLock lock(mutex);
      const size_t actors = current->network().sizes().actors;
      if (!MissesThemes() || actors > kMaxActorsRebuiltAtOnce) return;
    }
    Rebuild();
  }
}

void Directory::State::Work(Directory& directory) {
  LowerPriority();
  absl::Time next_purge = absl::InfinitePast();
  absl::Time next_epoch = absl::InfinitePast();
  while (true) {
    if (absl::Now() >= next_purge) {
      if (!PurgeDeleted(directory).ok()) Log("deleted records could not be purged; tried again");
      if (!EraseLapsedSignatures(directory).ok()) {
        Log("signatures of lapsed statements could not be erased; tried again");
      }
      next_purge = absl::Now() + kPurgeInterval;
    }
    bool fold = false;
    bool rebuild = false;
    bool count = false;
    {
      storage::MutexLock lock(mutex);
      while (!stopping && !want_fold && !MissesThemes() && absl::Now() < next_purge &&
             !(want_epoch && absl::Now() >= next_epoch)) {
        wanted.WaitUntil(mutex, want_epoch ? std::min(next_purge, next_epoch) : next_purge);
      }
      if (stopping) return;
      fold = std::exchange(want_fold, false);
      rebuild = MissesThemes();
      count = absl::Now() >= next_epoch && std::exchange(want_epoch, false);
    }
    if (rebuild) Rebuild();
    if (fold && !rebuild) directory.Fold();
    if (count) {
      const absl::Time begin = absl::Now();
      const absl::StatusOr<EpochStatus> published = directory.PublishEpoch([this] {
        storage::MutexLock lock(mutex);
        return stopping;
      });
      if (!published.ok()) Log("an epoch could not be stored; it is counted after more changes");
      next_epoch = absl::Now() + kRestPerEpoch * (absl::Now() - begin);
    }
  }
}

void Directory::Fold() {
  state_->Rework([](const Snapshot& snapshot) { return snapshot.network().Folded(); });
  storage::MutexLock lock(state_->mutex);
  state_->want_fold = false;
}

EpochStatus Directory::epoch_status() const {
  storage::MutexLock lock(state_->mutex);
  return state_->epoch;
}

absl::StatusOr<EpochStatus> Directory::PublishEpoch(const std::function<bool()>& stop) {
  storage::MutexLock one(state_->one_epoch);
  int64_t counted = 0;
  int64_t number = 0;
  std::shared_ptr<const Snapshot> from;
  {
    storage::MutexLock lock(state_->mutex);
    from = state_->current;
    counted = state_->epoch.changes_since;
    number = state_->epoch.number + 1;
  }
  const graph::Epoch epoch = graph::ComputeEpoch(from->network(), number, stop);
  if (stop && stop()) return Cancelled();
  const absl::StatusOr<WriteOutcome> written = Write(
      WriteCall{.method = "PublishEpoch"}, [&](const Snapshot& now) -> absl::StatusOr<WritePlan> {
        const absl::StatusOr<storage::Record> old = now.view().Get(store::v1::KIND_EPOCH, "epoch");
        store::v1::Record record;
        record.set_id("epoch");
        *record.mutable_epoch() = RecordOf(epoch);
        WritePlan plan;
        plan.writes.push_back({.kind = store::v1::KIND_EPOCH,
                               .id = "epoch",
                               .record = std::move(record),
                               .expected_version = old.ok() ? old->version : 0});
        return plan;
      });
  if (!written.ok()) return written.status();
  state_->Rework([&](const Snapshot& snapshot) { return snapshot.network().With(epoch); });
  storage::MutexLock lock(state_->mutex);
  state_->epoch.number = number;
  state_->epoch.public_actors = epoch.public_actors;
  state_->epoch.changes_since -= counted;
  state_->want_epoch = state_->EpochIsDue();
  return state_->epoch;
}

}  // namespace tashbik::services
