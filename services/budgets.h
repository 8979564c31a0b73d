// Budgets against scraping: how many distinct records an account, and a hub together, may be shown
// in a day beyond the PUBLIC ones and their own, and how often they may ask for suggestions.
//
// What was shown to an account today costs it nothing more. An answer that would exceed a budget is
// refused whole. Days are UTC, by the directory's clock. Anonymous callers and administrators see
// nothing but PUBLIC, and have none.
//
// Kept in the store as keyed hashes (KIND_BUDGET), written behind by a thread of its own every
// second and by Stop(): a crash forgets what was counted in the second before it, no more. Records
// of days gone by are removed.
//
// What an account has left depends on what it was shown, and on nothing else. A hub's depends on
// what its members were shown, also of records that its coordinators do not see: so it is told in
// tenths of the bound, and only to them.
#ifndef TASHBIK_SERVICES_BUDGETS_H_
#define TASHBIK_SERVICES_BUDGETS_H_

#include <cstdint>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include <google/protobuf/message.h>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/config.h"
#include "services/directory.h"
#include "services/viewer.h"
#include "storage/mutex.h"
#include "tashbik/v1/admin.pb.h"

namespace tashbik::services {

using BudgetLimits = Config::Budgets;

// What a call spends besides the records that it shows.
struct CallCost {
  bool suggestion = false;  // it looks for partners, for one or for many
  // False for a write: it is done when its answer is counted, so it is counted and not refused.
  bool refusable = true;
};

// `method` as in permissions.h. A request that carries a request_id is a write; two that end
// something carry none.
CallCost CostOf(absl::string_view method, const google::protobuf::Descriptor& request);

// All methods are safe from any thread. One lock, held for a look-up per record shown: under a
// microsecond for ten.
class Budgets {
 public:
  using Log = std::function<void(absl::string_view)>;

  // Takes what the directory read at its start. `saving` writes behind in a thread; tests may call
  // Save by hand.
  Budgets(Directory& directory, const BudgetLimits& limits, bool saving = true, Log log = {});
  // Stops.
  ~Budgets();
  Budgets(const Budgets&) = delete;
  Budgets& operator=(const Budgets&) = delete;

  // Before a call runs: refuses one that would be refused whatever it shows.
  absl::Status Check(const Viewer& viewer, const CallCost& cost);

  // Before its answer goes out: counts what `response` shows to `viewer`, or refuses it with
  // BUDGET_EXHAUSTED and counts nothing.
  absl::Status Spend(const Snapshot& snapshot, const Viewer& viewer, const CallCost& cost,
                     const google::protobuf::Message& response);

  // What the caller has left, and the hubs that it coordinates. Budgets without a bound are left
  // out.
  std::vector<v1::Budget> Of(const Viewer& viewer);

  // Writes what was counted since the last time. When the store refuses, it is tried again with the
  // next.
  absl::Status Save();

  // Ends the thread and saves. Before the directory's Shutdown. Calling it again does nothing.
  void Stop();

 private:
  // What one account or hub was shown in a day.
  struct Usage {
    graph::Day day = 0;
    absl::flat_hash_set<uint64_t> seen;
    std::vector<uint64_t> order;  // of `seen`, by the time they came; saved in segments
    int64_t suggestions = 0;
    size_t saved = 0;     // entries of `order` that are on the disk
    size_t segments = 0;  // on the disk
  };
  // An account or hub that pays for a call.
  struct Payer {
    std::string key;         // name of its usage: a keyed hash
    std::string record_key;  // under which the records that it was shown are hashed
    std::string hub;         // id; empty: an account
    int64_t records = 0;     // bounds
    int64_t suggestions = 0;
  };
  struct Segment;

  std::vector<Payer> PayersOf(const Viewer& viewer) const;
  Payer PayerOf(absl::string_view account, absl::string_view hub) const;
  graph::Day Today() const;
  absl::Time EndOfDay() const;
  absl::Status Exhausted(const Payer& payer, bool suggestions, int64_t left) const;
  Usage& UsageOf(const Payer& payer, graph::Day today) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  absl::Status Refusal(const std::vector<Payer>& payers, graph::Day today, const CallCost& cost,
                       const std::vector<std::vector<uint64_t>>& shown)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  // Whether what was counted for `day` still counts. A call that began before midnight may come
  // after one that began later: it counts as the new day's.
  static bool IsCurrent(graph::Day day, graph::Day today) {
    return day == today || day == today + 1;
  }
  static v1::Budget BudgetOf(const Payer& payer, v1::BudgetKind kind, int64_t limit, int64_t used);

  // budgets_saved.cc
  void Load(std::vector<store::v1::Record> records);
  void DropOldDays(graph::Day today) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  std::vector<Segment> TakeChanged() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void SaveNowAndThen();

  Directory& directory_;
  const BudgetLimits limits_;
  const Log log_;

  storage::Mutex mutex_;
  absl::flat_hash_map<std::string, Usage> usages_ ABSL_GUARDED_BY(mutex_);
  absl::flat_hash_set<std::string> changed_ ABSL_GUARDED_BY(mutex_);  // keys of usages_
  std::vector<std::string> obsolete_ ABSL_GUARDED_BY(mutex_);         // ids of stored segments
  graph::Day swept_ ABSL_GUARDED_BY(mutex_) = 0;  // the day on which old ones were dropped
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  storage::CondVar wanted_;

  storage::Mutex saving_;  // saves take turns
  std::thread saver_;
};

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_BUDGETS_H_
