// Small files that are there whole or not at all, also after a power loss.
#ifndef TASHBIK_STORAGE_DURABLE_FILE_H_
#define TASHBIK_STORAGE_DURABLE_FILE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace rocksdb {
class FileSystem;
}

namespace tashbik::storage {

// Writes beside the file, syncs, renames over it, syncs the folder. Mode 0600. UNAVAILABLE or
// RESOURCE_EXHAUSTED when the disk refuses.
absl::Status WriteFileDurably(rocksdb::FileSystem& files, const std::string& path,
                              absl::string_view contents);

// NOT_FOUND when there is no such file.
absl::StatusOr<std::string> ReadSmallFile(rocksdb::FileSystem& files, const std::string& path);

// The folder that a file or folder lies in.
std::string ParentOf(const std::string& path);

// Makes names that were added to or renamed in a folder durable.
absl::Status SyncFolder(rocksdb::FileSystem& files, const std::string& path);

}  // namespace tashbik::storage

#endif  // TASHBIK_STORAGE_DURABLE_FILE_H_
