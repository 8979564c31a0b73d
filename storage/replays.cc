// Remembered requests lie under their hash; a queue by expiry says which to remove.
#include "storage/replays.h"

#include <memory>
#include <utility>

#include "rocksdb/db.h"
#include "rocksdb/write_batch.h"
#include "storage/envelope.h"
#include "storage/errors.h"
#include "storage/rocks_status.h"
#include "storage/timestamps.h"

namespace tashbik::storage {

absl::StatusOr<std::optional<store::v1::RequestReplay>> Replays::Stored(
    const std::string& key) const {
  const absl::StatusOr<std::optional<std::string>> value =
      database_.Get(Section::kReplays, key, nullptr);
  if (!value.ok()) return value.status();
  if (!value->has_value()) return std::nullopt;
  absl::StatusOr<Record> record = DecodeEnvelope(**value, store::v1::KIND_REQUEST_REPLAY, {});
  if (!record.ok()) return record.status();
  store::v1::RequestReplay replay;
  if (replay.ParseFromString(record->payload)) return replay;
  return MakeError(absl::StatusCode::kDataLoss, kReasonLost, "a remembered request is damaged");
}

absl::StatusOr<std::optional<store::v1::RequestReplay>> Replays::Find(const Group& group,
                                                                      const std::string& key,
                                                                      absl::Time now) const {
  if (const store::v1::RequestReplay* earlier = group.FindReplay(key); earlier != nullptr) {
    return *earlier;
  }
  absl::StatusOr<std::optional<store::v1::RequestReplay>> stored = Stored(key);
  if (stored.ok() && stored->has_value() && FromTimestamp((*stored)->expire_time()) <= now) {
    return std::nullopt;
  }
  return stored;
}

absl::Status Replays::Purge(Group& group, absl::Time now) {
  if (now - last_purge_ < kPurgeInterval) return absl::OkStatus();
  last_purge_ = now;
  const std::string end =
      KeyIn(Section::kReplayQueue, NumberKey(static_cast<uint64_t>(absl::ToUnixSeconds(now))));
  const rocksdb::Slice upper(end);
  rocksdb::ReadOptions read;
  read.iterate_upper_bound = &upper;
  const std::unique_ptr<rocksdb::Iterator> queue(database_.db().NewIterator(read));
  std::size_t looked_at = 0;
  for (queue->Seek(purged_until_); queue->Valid() && looked_at < kMaxPurged; queue->Next()) {
    ++looked_at;
    const std::string entry = queue->key().ToString();
    const std::string key = entry.substr(end.size());
    // The same id may have been used anew since.
    const absl::StatusOr<std::optional<store::v1::RequestReplay>> live = Find(group, key, now);
    if (!live.ok()) return live.status();
    if (!live->has_value()) group.batch().Delete(KeyIn(Section::kReplays, key));
    group.batch().Delete(entry);
    purged_until_ = entry;
  }
  return FromRocks(queue->status(), "remove expired requests");
}

}  // namespace tashbik::storage
