// The recovery mark: a small file beside the database that says how much was acknowledged.
//
// A log that was cut short, or deleted, opens without complaint and with less in it. The mark is
// synced after each group and before its writers are answered; an open that finds less than the
// mark has lost something that somebody relies on.
//
// Two slots of one disk sector each are written in turn, so that a torn write harms only the one
// that was not acknowledged yet.
#ifndef TASHBIK_STORAGE_RECOVERY_MARK_H_
#define TASHBIK_STORAGE_RECOVERY_MARK_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "tashbik/store/v1/envelope.pb.h"

namespace rocksdb {
class FileSystem;
class FSRandomRWFile;
}  // namespace rocksdb

namespace tashbik::storage {

inline constexpr std::size_t kMarkSlotBytes = 512;
// Apart by a page, so that no page write touches both.
inline constexpr std::size_t kMarkSlotDistance = 4096;

// Not safe for concurrent use.
class RecoveryMark {
 public:
  // Makes the file, with the same mark in both slots.
  static absl::Status Create(rocksdb::FileSystem& files, const std::string& path,
                             const store::v1::Mark& mark);

  // The newest valid slot. NOT_FOUND without a file, DATA_LOSS when both slots are damaged.
  static absl::StatusOr<store::v1::Mark> Read(rocksdb::FileSystem& files, const std::string& path);

  // For writing; the file must exist.
  static absl::StatusOr<std::unique_ptr<RecoveryMark>> Open(rocksdb::FileSystem& files,
                                                            const std::string& path);
  ~RecoveryMark();

  // Writes the slot that `mark.commit` belongs to and, when `sync`, returns once it is on the
  // disk: one fdatasync. Commits must grow by one, so that slots take turns.
  absl::Status Update(const store::v1::Mark& mark, bool sync);

 private:
  explicit RecoveryMark(std::unique_ptr<rocksdb::FSRandomRWFile> file);

  std::unique_ptr<rocksdb::FSRandomRWFile> file_;
};

}  // namespace tashbik::storage

#endif  // TASHBIK_STORAGE_RECOVERY_MARK_H_
