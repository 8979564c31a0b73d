// Reads at a snapshot; scans in ranges of the key space, which hashes fill evenly.
#include "storage/read_view.h"

#include <atomic>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "rocksdb/db.h"
#include "storage/envelope.h"
#include "storage/errors.h"
#include "storage/mutex.h"
#include "storage/published.h"
#include "storage/rocks_status.h"

namespace tashbik::storage {
namespace {

constexpr std::size_t kScanReadaheadBytes = 1 << 20;
constexpr int kFirstBytes = 256;  // values of a key's first byte

// Visits the records whose key's first byte is in [first, end).
absl::Status ScanRange(const Snapshot& snapshot, int first, int end, const std::atomic<bool>& stop,
                       absl::FunctionRef<absl::Status(const RecordRef&)> visit) {
  const std::string lower = KeyIn(Section::kRecords, std::string(1, static_cast<char>(first)));
  const std::string upper = end < kFirstBytes
                                ? KeyIn(Section::kRecords, std::string(1, static_cast<char>(end)))
                                : EndOf(Section::kRecords);
  const rocksdb::Slice bound(upper);
  rocksdb::ReadOptions read;
  read.snapshot = snapshot.get();
  read.fill_cache = false;
  read.readahead_size = kScanReadaheadBytes;
  read.iterate_upper_bound = &bound;
  const Database& database = snapshot.database();
  const std::unique_ptr<rocksdb::Iterator> records(database.db().NewIterator(read));
  EnvelopeReader reader;
  for (records->Seek(lower); records->Valid() && !stop.load(); records->Next()) {
    const rocksdb::Slice value = records->value();
    const absl::StatusOr<RecordRef> record =
        reader.Read(absl::string_view(value.data(), value.size()));
    if (!record.ok()) return record.status();
    if (absl::Status visited = visit(*record); !visited.ok()) return visited;
  }
  return FromRocks(records->status(), "read the records");
}

absl::StatusOr<Change> DecodeChange(EnvelopeReader& reader, absl::string_view value,
                                    uint64_t revision) {
  const absl::StatusOr<RecordRef> envelope = reader.Read(value);
  if (!envelope.ok()) return envelope.status();
  Change change;
  if (envelope->kind == store::v1::KIND_CHANGE &&
      change.ParseFromArray(envelope->payload.data(), static_cast<int>(envelope->payload.size())) &&
      change.revision() == revision) {
    return change;
  }
  return MakeError(absl::StatusCode::kDataLoss, kReasonLost, "the change feed is damaged");
}

}  // namespace

ReadView::ReadView(std::shared_ptr<const Snapshot> snapshot) : snapshot_(std::move(snapshot)) {}

uint64_t ReadView::revision() const { return snapshot_->head().revision(); }

uint64_t ReadView::first_revision() const { return snapshot_->head().first_revision(); }

absl::StatusOr<Record> ReadView::Get(Kind kind, absl::string_view id) const {
  const Database& database = snapshot_->database();
  return database.GetRecord(database.hasher().RecordKey(kind, id), kind, id, snapshot_->get());
}

absl::Status ReadView::ForEach(absl::FunctionRef<absl::Status(const RecordRef&)> visit) const {
  const std::atomic<bool> never{false};
  return ScanRange(*snapshot_, 0, kFirstBytes, never, visit);
}

absl::Status ReadView::ParallelForEach(
    int threads, absl::FunctionRef<absl::Status(int thread, const RecordRef&)> visit) const {
  threads = std::max(1, std::min(threads, kFirstBytes));
  std::atomic<bool> stop{false};
  Mutex mutex;
  absl::Status first_error;
  std::vector<std::thread> workers;
  workers.reserve(threads);
  for (int thread = 0; thread < threads; ++thread) {
    workers.emplace_back([&, thread] {
      const absl::Status status = ScanRange(
          *snapshot_, thread * kFirstBytes / threads, (thread + 1) * kFirstBytes / threads, stop,
          [&](const RecordRef& record) { return visit(thread, record); });
      if (status.ok()) return;
      stop.store(true);
      MutexLock lock(mutex);
      first_error.Update(status);
    });
  }
  for (std::thread& worker : workers) worker.join();
  return first_error;
}

absl::StatusOr<std::vector<Change>> ReadView::Changes(uint64_t after, std::size_t limit) const {
  if (after + 1 < first_revision() || after > revision()) {
    return MakeError(absl::StatusCode::kOutOfRange, kReasonFeedTrimmed,
                     "the changes asked for are no longer kept; list afresh");
  }
  const Database& database = snapshot_->database();
  rocksdb::ReadOptions read;
  read.snapshot = snapshot_->get();
  const std::string end = EndOf(Section::kChanges);
  const rocksdb::Slice bound(end);
  read.iterate_upper_bound = &bound;
  const std::unique_ptr<rocksdb::Iterator> entries(database.db().NewIterator(read));
  std::vector<Change> changes;
  EnvelopeReader reader;
  uint64_t next = after + 1;
  for (entries->Seek(KeyIn(Section::kChanges, NumberKey(next)));
       next <= revision() && changes.size() < limit; entries->Next(), ++next) {
    if (!entries->Valid()) break;
    const rocksdb::Slice value = entries->value();
    absl::StatusOr<Change> change =
        DecodeChange(reader, absl::string_view(value.data(), value.size()), next);
    if (!change.ok()) return change.status();
    changes.push_back(*std::move(change));
  }
  if (absl::Status read_status = FromRocks(entries->status(), "read the change feed");
      !read_status.ok()) {
    return read_status;
  }
  if (next <= revision() && changes.size() < limit) {
    return MakeError(absl::StatusCode::kDataLoss, kReasonLost, "the change feed has a gap");
  }
  return changes;
}

}  // namespace tashbik::storage
