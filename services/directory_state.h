// Inside the directory: what the committer publishes and the background threads rework.
#ifndef TASHBIK_SERVICES_DIRECTORY_STATE_H_
#define TASHBIK_SERVICES_DIRECTORY_STATE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "graph/builder.h"
#include "graph/network.h"
#include "services/catalog.h"
#include "services/directory.h"
#include "storage/mutex.h"

namespace tashbik::services {

// All that a scan of the store yields. Actors are packed as they are read: their facts would take
// twice the memory of the network.
struct Loaded {
  std::unique_ptr<graph::Builder> network;  // all is added
  graph::Epoch epoch;
  std::vector<Catalog::Change> catalog;
  std::string secret;                      // empty: a new store
  std::vector<store::v1::Record> budgets;  // all that are stored
  int64_t public_actors = 0;               // live ones at tier PUBLIC
};

// Reads every record of `view` in `threads` threads. DATA_LOSS for one that cannot be parsed.
absl::StatusOr<Loaded> LoadRecords(const storage::ReadView& view, int threads);

// What one commit means for network and catalog.
struct CommitEffect {
  graph::Delta delta;
  std::vector<Catalog::Change> catalog;
  bool themes_changed = false;
  int64_t public_changes = 0;  // changes of actors that were or are PUBLIC
  int64_t public_added = 0;    // how many more PUBLIC actors there are
};
absl::StatusOr<CommitEffect> EffectOf(const storage::CommitGroup& group, const Snapshot& before);

// True for a live actor's record that everybody sees.
bool IsPublicActor(const store::v1::Record& record);

// Publishes snapshots. Commits come from the committer thread; reworks (folding, building anew,
// another epoch) take long and run beside them, so deltas that came meanwhile are kept and applied
// to what a rework made.
struct Directory::State {
  explicit State(DirectoryOptions given) : options(std::move(given)) {}

  // On the committer thread.
  void OnCommit(const storage::CommitGroup& group);

  // Replaces the network by what `make` makes of a snapshot, with all that came meanwhile.
  void Rework(const std::function<std::shared_ptr<const graph::Network>(const Snapshot&)>& make);
  std::vector<graph::Delta> TakeMeanwhile();
  // Reads all records and builds the network of them.
  void Rebuild();
  // Whether a change of themes was committed beside a rework, or in a big directory, so that the
  // network is still to be built with it.
  bool MissesThemes() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex);
  // Builds it on this thread until nothing is missing, in a directory small enough to wait for.
  void CatchUpWithThemes();

  // Whether so much has changed that rarity and exposure should be counted anew.
  bool EpochIsDue() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex);

  std::shared_ptr<const Snapshot> Current();
  void Publish(std::shared_ptr<const graph::Network> network,
               std::shared_ptr<const Catalog> catalog);

  // The background thread: folds, rebuilds and counts epochs when there is need.
  void Work(Directory& directory);
  void Log(absl::string_view line) const;

  const DirectoryOptions options;
  storage::Store* store = nullptr;

  // Held while a network is made of its predecessor, so that no delta is lost.
  storage::Mutex publishing;
  bool reworking ABSL_GUARDED_BY(publishing) = false;
  std::vector<graph::Delta> meanwhile ABSL_GUARDED_BY(publishing);

  // Held for a pointer's copy only.
  storage::Mutex mutex;
  std::shared_ptr<const Snapshot> current ABSL_GUARDED_BY(mutex);
  EpochStatus epoch ABSL_GUARDED_BY(mutex);
  int64_t public_actors ABSL_GUARDED_BY(mutex) = 0;
  bool want_fold ABSL_GUARDED_BY(mutex) = false;
  int64_t themes_changed ABSL_GUARDED_BY(mutex) = 0;  // commits of themes not built at once
  int64_t themes_built ABSL_GUARDED_BY(mutex) = 0;    // how many of them the network has
  bool want_epoch ABSL_GUARDED_BY(mutex) = false;
  bool stopping ABSL_GUARDED_BY(mutex) = false;
  storage::CondVar wanted;

  storage::Mutex one_rework;  // reworks take turns
  storage::Mutex one_epoch;   // so do epochs
  storage::Mutex one_writer;  // and writes that are exclusive
  storage::Mutex one_sweep;   // and sweeps after changes of the vocabulary
  std::thread worker;
};

// Actors above which a change of the vocabulary rebuilds the network in the background: below,
// it is in force when the write is answered.
inline constexpr size_t kMaxActorsRebuiltAtOnce = 20'000;
// An epoch is counted after this many changes of PUBLIC actors, or this share of them.
inline constexpr int64_t kEpochChanges = 100;
inline constexpr int64_t kEpochShareDivisor = 10;

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_DIRECTORY_STATE_H_
