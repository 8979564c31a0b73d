// A consistent view of the store: what was committed when the view was taken.
#ifndef TASHBIK_STORAGE_READ_VIEW_H_
#define TASHBIK_STORAGE_READ_VIEW_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "storage/record.h"

namespace tashbik::storage {

class Snapshot;

// Cheap to take and to copy (one shared pointer), usable from any thread. Holding one for long
// keeps old versions on the disk. Holding one beyond its Store keeps the data
// folder locked.
class ReadView {
 public:
  // Revision of the last change in the view; 0 when there is none.
  uint64_t revision() const;

  // Oldest revision that Changes() can give.
  uint64_t first_revision() const;

  // NOT_FOUND, UNAVAILABLE, DATA_LOSS. One block read at most, microseconds when cached.
  absl::StatusOr<Record> Get(Kind kind, absl::string_view id) const;

  // Calls `visit` for every record that callers wrote, in an order that is stable but says nothing
  // (by keyed hash). Stops at the first error, its own or the visitor's. About a million records
  // of 500 bytes a second.
  absl::Status ForEach(absl::FunctionRef<absl::Status(const RecordRef&)> visit) const;

  // The same in `threads` threads: `visit(thread, record)` is called concurrently for different
  // values of `thread` in [0, threads), never for the same. Each record is visited once.
  absl::Status ParallelForEach(
      int threads, absl::FunctionRef<absl::Status(int thread, const RecordRef&)> visit) const;

  // Changes after revision `after`, oldest first, at most `limit`; none when there are no newer
  // ones. OUT_OF_RANGE when changes after `after` are no longer kept, or `after` lies beyond
  // revision().
  absl::StatusOr<std::vector<Change>> Changes(uint64_t after, std::size_t limit) const;

 private:
  friend class Store;
  explicit ReadView(std::shared_ptr<const Snapshot> snapshot);

  std::shared_ptr<const Snapshot> snapshot_;
};

}  // namespace tashbik::storage

#endif  // TASHBIK_STORAGE_READ_VIEW_H_
