// Requests that were carried out and may be sent again.
#ifndef TASHBIK_STORAGE_REPLAYS_H_
#define TASHBIK_STORAGE_REPLAYS_H_

#include <cstddef>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "storage/database.h"
#include "storage/group.h"

namespace tashbik::storage {

// Remembered requests looked at in one purge, and how often there is one at most.
inline constexpr std::size_t kMaxPurged = 4096;
inline constexpr absl::Duration kPurgeInterval = absl::Seconds(1);

// For the committer thread.
class Replays {
 public:
  explicit Replays(const Database& database) : database_(database) {}

  // What the request under `key` was answered with; absent when it was not carried out, or so long
  // ago that it is forgotten.
  absl::StatusOr<std::optional<store::v1::RequestReplay>> Find(const Group& group,
                                                               const std::string& key,
                                                               absl::Time now) const;

  // Adds the removal of expired requests to a group, at most every kPurgeInterval.
  absl::Status Purge(Group& group, absl::Time now);

 private:
  absl::StatusOr<std::optional<store::v1::RequestReplay>> Stored(const std::string& key) const;

  const Database& database_;
  absl::Time last_purge_ = absl::InfinitePast();
  std::string purged_until_ = KeyIn(Section::kReplayQueue, {});  // all before it is gone
};

}  // namespace tashbik::storage

#endif  // TASHBIK_STORAGE_REPLAYS_H_
