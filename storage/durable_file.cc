// Durable small files through rocksdb::FileSystem, so that tests can take the power away.
#include "storage/durable_file.h"

#include <sys/stat.h>

#include <filesystem>
#include <memory>

#include "absl/strings/str_cat.h"
#include "rocksdb/file_system.h"
#include "storage/rocks_status.h"

namespace tashbik::storage {
namespace {

rocksdb::IOStatus WriteAndSync(rocksdb::FileSystem& files, const std::string& path,
                               absl::string_view contents) {
  const rocksdb::IOOptions io;
  std::unique_ptr<rocksdb::FSWritableFile> file;
  rocksdb::IOStatus status = files.NewWritableFile(path, rocksdb::FileOptions(), &file, nullptr);
  if (!status.ok()) return status;
  // The name may be new: only the owner reads it, from before the first byte.
  if (::chmod(path.c_str(), 0600) != 0) return rocksdb::IOStatus::IOError("chmod");
  status = file->Append(rocksdb::Slice(contents.data(), contents.size()), io, nullptr);
  if (status.ok()) status = file->Fsync(io, nullptr);
  if (status.ok()) status = file->Close(io, nullptr);
  return status;
}

}  // namespace

std::string ParentOf(const std::string& path) {
  const std::filesystem::path parent = std::filesystem::path(path).parent_path();
  return parent.empty() ? "." : parent.string();
}

absl::Status SyncFolder(rocksdb::FileSystem& files, const std::string& path) {
  const rocksdb::IOOptions io;
  std::unique_ptr<rocksdb::FSDirectory> folder;
  rocksdb::IOStatus status = files.NewDirectory(path, io, &folder, nullptr);
  if (status.ok()) status = folder->Fsync(io, nullptr);
  return FromRocks(status, "sync a folder");
}

absl::Status WriteFileDurably(rocksdb::FileSystem& files, const std::string& path,
                              absl::string_view contents) {
  const std::string beside = absl::StrCat(path, ".new");
  rocksdb::IOStatus status = WriteAndSync(files, beside, contents);
  if (status.ok()) status = files.RenameFile(beside, path, rocksdb::IOOptions(), nullptr);
  if (!status.ok()) return FromRocks(status, "write a file of the data folder");
  return SyncFolder(files, ParentOf(path));
}

absl::StatusOr<std::string> ReadSmallFile(rocksdb::FileSystem& files, const std::string& path) {
  const rocksdb::IOOptions io;
  const rocksdb::IOStatus exists = files.FileExists(path, io, nullptr);
  if (!exists.ok()) return FromRocks(exists, "read a file of the data folder");
  std::string contents;
  const rocksdb::Status status = rocksdb::ReadFileToString(&files, path, &contents);
  if (!status.ok()) return FromRocks(status, "read a file of the data folder");
  return contents;
}

}  // namespace tashbik::storage
