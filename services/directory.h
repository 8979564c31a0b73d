// The one place where graph and storage meet: owns the store, and what is in memory of it.
//
// Reading: take a snapshot, answer from it, let it go. Writing: Write() prepares a plan from a
// snapshot on the caller's thread, commits it if nothing that it rests on has changed, and prepares
// again otherwise; when it returns, the change is on the disk and in every later snapshot.
// All methods are safe from any thread.
#ifndef TASHBIK_SERVICES_DIRECTORY_H_
#define TASHBIK_SERVICES_DIRECTORY_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "graph/network.h"
#include "services/catalog.h"
#include "services/keys.h"
#include "storage/store.h"

namespace tashbik::services {

// One moment of the directory: network, catalog and disk agree. Let go of all before the directory.
class Snapshot {
 public:
  Snapshot(std::shared_ptr<const graph::Network> network, std::shared_ptr<const Catalog> catalog,
           storage::ReadView view)
      : network_(std::move(network)), catalog_(std::move(catalog)), view_(std::move(view)) {}

  const graph::Network& network() const { return *network_; }
  const std::shared_ptr<const graph::Network>& shared_network() const { return network_; }
  const Catalog& catalog() const { return *catalog_; }
  const std::shared_ptr<const Catalog>& shared_catalog() const { return catalog_; }
  // Revision of the change feed.
  uint64_t revision() const { return view_.revision(); }
  const storage::ReadView& view() const { return view_; }

  // A record of any kind, from the catalog or the disk; deleted ones too. NOT_FOUND, or an error of
  // the disk. Microseconds.
  absl::StatusOr<EntryPointer> Read(storage::Kind kind, absl::string_view id) const;

 private:
  std::shared_ptr<const graph::Network> network_;
  std::shared_ptr<const Catalog> catalog_;
  storage::ReadView view_;
};

// One record to put or erase.
struct PlannedWrite {
  storage::Kind kind = store::v1::KIND_UNSPECIFIED;
  std::string id{};
  std::optional<store::v1::Record> record{};  // nothing: erase
  uint64_t expected_version = 0;              // 0: there must be none
  std::string access_before{};                // for the change feed, see visibility.h
  std::string access_after{};
};

// What a write does, all or nothing.
struct WritePlan {
  std::vector<PlannedWrite> writes{};
  // Records that must still have this version: what was checked before may not have changed.
  struct Precondition {
    storage::Kind kind = store::v1::KIND_UNSPECIFIED;
    std::string id{};
    uint64_t version = 0;
  };
  std::vector<Precondition> preconditions{};
  // What a repetition of the request is answered with.
  std::string result{};
};

// Who writes, and how a repetition is recognized.
struct WriteCall {
  std::string account{};
  std::string method{};
  std::string request_id{};  // empty: repetitions are not recognized
  std::string body_hash{};
  absl::Time deadline = absl::InfiniteFuture();
  bool validate_only = false;  // prepare, write nothing
  bool exclusive = false;      // one at a time: for rules over many records, such as no cycles
};

struct WriteOutcome {
  // True: the request was carried out before, and `result` is what its plan said then.
  bool replayed = false;
  std::string result{};
};

struct DirectoryOptions {
  storage::StoreOptions store;  // on_commit is the directory's own
  int threads = 2;              // to read records at start
  // Folds the overlay and publishes epochs in background threads. Tests may do it by hand.
  bool background = true;
  // Where the ids of new records and the secret of a new store come from. Unset means at random;
  // tests that compare two directories give both the same.
  std::function<std::string()> new_id;
  std::string secret;
  // Told what the server should log; no record contents. Any thread.
  std::function<void(absl::string_view)> log;
};

struct EpochStatus {
  int64_t number = 0;  // 0 before the first
  int64_t public_actors = 0;
  int64_t changes_since = 0;  // changes of PUBLIC actors since
};

class Directory {
 public:
  // Opens the store, reads all records and builds the network. Seconds for a million actors. Makes
  // the secret of a new store. Errors: those of storage::Store::Open; DATA_LOSS for a record that
  // cannot be read.
  static absl::StatusOr<std::unique_ptr<Directory>> Open(DirectoryOptions options);
  ~Directory();
  Directory(const Directory&) = delete;
  Directory& operator=(const Directory&) = delete;

  // The present moment: one lock, one pointer copied.
  std::shared_ptr<const Snapshot> snapshot() const;

  const Keys& keys() const { return keys_; }
  storage::Store& store() { return *store_; }
  // An id for a new record.
  std::string MakeId() const { return new_id_(); }
  // By the store's clock.
  absl::Time Now() const { return clock_(); }

  // Runs `prepare` with the present snapshot and commits its plan; runs it again when a record of
  // the plan was changed meanwhile. A plan without writes commits nothing. Errors: those of
  // `prepare`, of storage, ABORTED after kMaxWriteAttempts. A repetition of a request that was
  // carried out is answered as such even if `prepare` would fail now.
  absl::StatusOr<WriteOutcome> Write(
      const WriteCall& call, absl::FunctionRef<absl::StatusOr<WritePlan>(const Snapshot&)> prepare);

  // The records of kind KIND_BUDGET that the start found; for Budgets, which asks once, before any
  // call is served.
  std::vector<store::v1::Record> TakeBudgetRecords() { return std::move(budgets_); }

  EpochStatus epoch_status() const;
  // Counts rarity and exposure anew, stores them and puts them to use. Seconds at a million actors.
  absl::StatusOr<EpochStatus> PublishEpoch(const std::function<bool()>& stop);

  // Folds the network's overlay now.
  void Fold();

  // Refuses writes and ends waits on the feed; reads go on.
  void Shutdown();

 private:
  struct State;
  Directory();

  // Has what is sensitive in actors follow the vocabulary: see sensitivity.h.
  absl::Status FollowVocabulary();

  Keys keys_;
  std::function<absl::Time()> clock_;
  std::function<std::string()> new_id_;
  std::vector<store::v1::Record> budgets_;
  std::unique_ptr<State> state_;
  std::unique_ptr<storage::Store> store_;
};

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_DIRECTORY_H_
