// The table from RocksDB's codes to ours.
#include "storage/rocks_status.h"

#include "absl/strings/str_cat.h"
#include "rocksdb/status.h"
#include "storage/errors.h"

namespace tashbik::storage {

absl::Status FromRocks(const rocksdb::Status& status, absl::string_view doing) {
  using absl::StatusCode;
  if (status.ok()) return absl::OkStatus();
  if (status.IsNoSpace()) {
    return MakeError(StatusCode::kResourceExhausted, kReasonDiskFull,
                     absl::StrCat("could not ", doing, ": the disk is full"));
  }
  switch (status.code()) {
    case rocksdb::Status::kNotFound:
      return MakeError(StatusCode::kNotFound, kReasonNotFound,
                       absl::StrCat("could not ", doing, ": it is not there"));
    case rocksdb::Status::kCorruption:
      return MakeError(StatusCode::kDataLoss, kReasonLost,
                       absl::StrCat("could not ", doing, ": the stored data is damaged"));
    case rocksdb::Status::kInvalidArgument:
    case rocksdb::Status::kNotSupported:
    case rocksdb::Status::kMergeInProgress:
      return MakeError(StatusCode::kInternal, kReasonInternal,
                       absl::StrCat("could not ", doing, ": a defect of the storage layer"));
    default:
      return MakeError(StatusCode::kUnavailable, kReasonStoreFailed,
                       absl::StrCat("could not ", doing, ": the storage is not available"));
  }
}

}  // namespace tashbik::storage
