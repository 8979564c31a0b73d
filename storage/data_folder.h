// The data folder: who holds it, which format it has, and the secret of its keys.
//
//   LOCK    held (flock) by the process that uses the folder; its pid is inside
//   FORMAT  "tashbik-store 1": version of all that lies in the folder; written last when it is made
//   SECRET  32 random bytes under which keys are hashed, and their checksum
//   MARK    the recovery mark
//   db/     RocksDB
#ifndef TASHBIK_STORAGE_DATA_FOLDER_H_
#define TASHBIK_STORAGE_DATA_FOLDER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace rocksdb {
class FileSystem;
}

namespace tashbik::storage {

// Version of the folder's layout that this program writes, and the highest that it reads.
inline constexpr uint32_t kStoreFormat = 1;

inline constexpr char kLockFile[] = "LOCK";
inline constexpr char kFormatFile[] = "FORMAT";
inline constexpr char kSecretFile[] = "SECRET";
inline constexpr char kMarkFile[] = "MARK";
inline constexpr char kDatabaseFolder[] = "db";

// Holds the lock as long as it lives.
class DataFolder {
 public:
  // Makes the folder when it is missing, takes the lock, checks the format, reads the secret.
  // FAILED_PRECONDITION: held by another process, newer, or full of something else; DATA_LOSS: one
  // of its files is missing or damaged.
  static absl::StatusOr<std::unique_ptr<DataFolder>> Open(rocksdb::FileSystem& files,
                                                          const std::string& path);
  ~DataFolder();
  DataFolder(const DataFolder&) = delete;
  DataFolder& operator=(const DataFolder&) = delete;

  // True until FinishMaking: nothing was ever acknowledged from this folder.
  bool is_new() const { return is_new_; }
  const std::string& path() const { return path_; }
  const std::string& secret() const { return secret_; }
  std::string PathOf(absl::string_view name) const;

  // Says that the folder is whole: from now on a missing part is a loss.
  absl::Status FinishMaking(rocksdb::FileSystem& files);

 private:
  DataFolder(std::string path, int lock) : path_(std::move(path)), lock_(lock) {}

  absl::Status ReadOrPrepare(rocksdb::FileSystem& files);

  const std::string path_;
  const int lock_;  // file descriptor
  std::string secret_;
  bool is_new_ = false;
};

// Makes FORMAT and SECRET in a folder that a restore fills.
absl::Status WriteFolderFiles(rocksdb::FileSystem& files, const std::string& path,
                              absl::string_view secret);

// Makes a folder with mode 0700 or checks that it is one, and empty.
absl::Status RequireEmptyFolder(const std::string& path);

}  // namespace tashbik::storage

#endif  // TASHBIK_STORAGE_DATA_FOLDER_H_
