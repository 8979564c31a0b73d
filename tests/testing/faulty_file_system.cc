// The wrapper works under one lock, so that the power goes at one moment for all files.
#include "tests/testing/faulty_file_system.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

namespace tashbik::testing {
namespace {

using rocksdb::FileOptions;
using rocksdb::IODebugContext;
using rocksdb::IOOptions;
using rocksdb::IOStatus;

std::string FolderOf(const std::string& path) {
  return std::filesystem::path(path).parent_path().lexically_normal().string();
}

std::string ReadAll(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
}

void WriteAll(const std::string& path, const std::string& contents) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << contents;
}

}  // namespace

class FaultyWritableFile : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  FaultyWritableFile(FaultyFileSystem* files, std::string path,
                     std::unique_ptr<rocksdb::FSWritableFile> file)
      : rocksdb::FSWritableFileOwnerWrapper(std::move(file)),
        files_(files),
        path_(std::move(path)) {}

  IOStatus Append(const rocksdb::Slice& data, const IOOptions& options,
                  IODebugContext* debug) override {
    const std::lock_guard<std::mutex> lock(files_->mutex_);
    IOStatus status = files_->Count();
    if (status.ok()) status = target()->Append(data, options, debug);
    if (status.ok()) files_->unsynced_[path_].size += data.size();
    return status;
  }
  IOStatus Append(const rocksdb::Slice& data, const IOOptions& options,
                  const rocksdb::DataVerificationInfo&, IODebugContext* debug) override {
    return Append(data, options, debug);
  }
  IOStatus Truncate(uint64_t size, const IOOptions& options, IODebugContext* debug) override {
    const std::lock_guard<std::mutex> lock(files_->mutex_);
    IOStatus status = files_->Count();
    if (status.ok()) status = target()->Truncate(size, options, debug);
    if (status.ok()) files_->unsynced_[path_].size = size;
    return status;
  }
  IOStatus Close(const IOOptions& options, IODebugContext* debug) override {
    const std::lock_guard<std::mutex> lock(files_->mutex_);
    return target()->Close(options, debug);
  }
  IOStatus Sync(const IOOptions&, IODebugContext*) override { return SyncAll(); }
  IOStatus Fsync(const IOOptions&, IODebugContext*) override { return SyncAll(); }
  // Starts writing back; promises nothing.
  IOStatus RangeSync(uint64_t, uint64_t, const IOOptions&, IODebugContext*) override {
    return IOStatus::OK();
  }

 private:
  IOStatus SyncAll() {
    const std::lock_guard<std::mutex> lock(files_->mutex_);
    IOStatus status = files_->CountSync();
    FaultyFileSystem::Unsynced& unsynced = files_->unsynced_[path_];
    if (status.ok()) unsynced.synced_size = unsynced.size;
    return status;
  }

  FaultyFileSystem* const files_;
  const std::string path_;
};

class FaultyRandomRWFile : public rocksdb::FSRandomRWFileOwnerWrapper {
 public:
  FaultyRandomRWFile(FaultyFileSystem* files, std::string path,
                     std::unique_ptr<rocksdb::FSRandomRWFile> file)
      : rocksdb::FSRandomRWFileOwnerWrapper(std::move(file)),
        files_(files),
        path_(std::move(path)) {}

  IOStatus Write(uint64_t offset, const rocksdb::Slice& data, const IOOptions& options,
                 IODebugContext* debug) override {
    const std::lock_guard<std::mutex> lock(files_->mutex_);
    IOStatus status = files_->Count();
    if (!status.ok()) return status;
    std::string before(data.size(), '\0');
    rocksdb::Slice read;
    status = target()->Read(offset, data.size(), options, &read, before.data(), debug);
    if (!status.ok()) return status;
    files_->unsynced_[path_].overwrites.push_back({offset, read.ToString()});
    return target()->Write(offset, data, options, debug);
  }
  IOStatus Sync(const IOOptions&, IODebugContext*) override {
    const std::lock_guard<std::mutex> lock(files_->mutex_);
    IOStatus status = files_->CountSync();
    if (status.ok()) files_->unsynced_[path_].overwrites.clear();
    return status;
  }
  IOStatus Fsync(const IOOptions& options, IODebugContext* debug) override {
    return Sync(options, debug);
  }

 private:
  FaultyFileSystem* const files_;
  const std::string path_;
};

class FaultyDirectory : public rocksdb::FSDirectoryWrapper {
 public:
  FaultyDirectory(FaultyFileSystem* files, std::string path,
                  std::unique_ptr<rocksdb::FSDirectory> folder)
      : rocksdb::FSDirectoryWrapper(std::move(folder)), files_(files), path_(std::move(path)) {}

  IOStatus Fsync(const IOOptions&, IODebugContext*) override {
    const std::lock_guard<std::mutex> lock(files_->mutex_);
    IOStatus status = files_->Count();
    if (status.ok()) files_->SyncedFolder(path_);
    return status;
  }
  IOStatus FsyncWithDirOptions(const IOOptions& options, IODebugContext* debug,
                               const rocksdb::DirFsyncOptions&) override {
    return Fsync(options, debug);
  }

 private:
  FaultyFileSystem* const files_;
  const std::string path_;
};

void FaultyFileSystem::CutPowerAfter(int64_t operations) {
  const std::lock_guard<std::mutex> lock(mutex_);
  power_until_ = operations_ + operations;
}

void FaultyFileSystem::FailSyncs() {
  const std::lock_guard<std::mutex> lock(mutex_);
  fail_syncs_ = true;
}

int64_t FaultyFileSystem::file_syncs() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return file_syncs_;
}

int64_t FaultyFileSystem::operations() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return operations_;
}

IOStatus FaultyFileSystem::Count() {
  if (operations_ >= power_until_) return IOStatus::IOError("the power is gone");
  ++operations_;
  return IOStatus::OK();
}

IOStatus FaultyFileSystem::CountSync() {
  if (fail_syncs_) return IOStatus::IOError("the sync failed");
  IOStatus status = Count();
  if (status.ok()) ++file_syncs_;
  return status;
}

void FaultyFileSystem::SyncedFolder(const std::string& path) {
  const std::string folder = std::filesystem::path(path).lexically_normal().string();
  std::erase_if(names_, [&](const NameChange& change) { return FolderOf(change.to) == folder; });
}

IOStatus FaultyFileSystem::NewWritableFile(const std::string& path, const FileOptions& options,
                                           std::unique_ptr<rocksdb::FSWritableFile>* file,
                                           IODebugContext* debug) {
  const std::lock_guard<std::mutex> lock(mutex_);
  IOStatus status = Count();
  if (!status.ok()) return status;
  std::unique_ptr<rocksdb::FSWritableFile> base;
  status = target()->NewWritableFile(path, options, &base, debug);
  if (!status.ok()) return status;
  unsynced_[path] = {};
  names_.push_back({"", path, std::nullopt});
  *file = std::make_unique<FaultyWritableFile>(this, path, std::move(base));
  return status;
}

IOStatus FaultyFileSystem::ReopenWritableFile(const std::string& path, const FileOptions& options,
                                              std::unique_ptr<rocksdb::FSWritableFile>* file,
                                              IODebugContext* debug) {
  const std::lock_guard<std::mutex> lock(mutex_);
  IOStatus status = Count();
  if (!status.ok()) return status;
  std::unique_ptr<rocksdb::FSWritableFile> base;
  status = target()->ReopenWritableFile(path, options, &base, debug);
  if (!status.ok()) return status;
  if (unsynced_.count(path) == 0) {
    const uint64_t size = std::filesystem::file_size(path);
    unsynced_[path] = {size, size, {}};
  }
  *file = std::make_unique<FaultyWritableFile>(this, path, std::move(base));
  return status;
}

IOStatus FaultyFileSystem::NewRandomRWFile(const std::string& path, const FileOptions& options,
                                           std::unique_ptr<rocksdb::FSRandomRWFile>* file,
                                           IODebugContext* debug) {
  const std::lock_guard<std::mutex> lock(mutex_);
  std::unique_ptr<rocksdb::FSRandomRWFile> base;
  IOStatus status = target()->NewRandomRWFile(path, options, &base, debug);
  if (!status.ok()) return status;
  *file = std::make_unique<FaultyRandomRWFile>(this, path, std::move(base));
  return status;
}

IOStatus FaultyFileSystem::NewDirectory(const std::string& path, const IOOptions& options,
                                        std::unique_ptr<rocksdb::FSDirectory>* folder,
                                        IODebugContext* debug) {
  std::unique_ptr<rocksdb::FSDirectory> base;
  IOStatus status = target()->NewDirectory(path, options, &base, debug);
  if (!status.ok()) return status;
  *folder = std::make_unique<FaultyDirectory>(this, path, std::move(base));
  return status;
}

IOStatus FaultyFileSystem::RenameFile(const std::string& from, const std::string& to,
                                      const IOOptions& options, IODebugContext* debug) {
  const std::lock_guard<std::mutex> lock(mutex_);
  IOStatus status = Count();
  if (!status.ok()) return status;
  std::optional<std::string> replaced;
  if (std::filesystem::exists(to)) replaced = ReadAll(to);
  status = target()->RenameFile(from, to, options, debug);
  if (!status.ok()) return status;
  if (auto moved = unsynced_.extract(from); !moved.empty()) {
    unsynced_[to] = std::move(moved.mapped());
  }
  names_.push_back({from, to, std::move(replaced)});
  return status;
}

IOStatus FaultyFileSystem::DeleteFile(const std::string& path, const IOOptions& options,
                                      IODebugContext* debug) {
  const std::lock_guard<std::mutex> lock(mutex_);
  IOStatus status = Count();
  if (!status.ok()) return status;
  unsynced_.erase(path);
  std::erase_if(names_, [&](const NameChange& change) { return change.to == path; });
  return target()->DeleteFile(path, options, debug);
}

void FaultyFileSystem::DropUnsynced(uint32_t seed) {
  const std::lock_guard<std::mutex> lock(mutex_);
  std::mt19937 random(seed);
  for (const auto& [path, unsynced] : unsynced_) DropBytes(path, unsynced, random);
  DropNames(random);
  unsynced_.clear();
  names_.clear();
}

void FaultyFileSystem::DropBytes(const std::string& path, const Unsynced& unsynced,
                                 std::mt19937& random) {
  if (!std::filesystem::exists(path)) return;
  if (unsynced.size > unsynced.synced_size) {
    // Mostly nothing of it was written; sometimes a part was.
    const uint64_t more = unsynced.size - unsynced.synced_size;
    const uint64_t kept = random() % 4 == 0 ? random() % (more + 1) : 0;
    std::filesystem::resize_file(path, unsynced.synced_size + kept);
  }
  if (unsynced.overwrites.empty()) return;
  std::string contents = ReadAll(path);
  for (auto last = unsynced.overwrites.rbegin(); last != unsynced.overwrites.rend(); ++last) {
    // The front part of a write may have reached the disk.
    const std::size_t kept = random() % (last->before.size() + 1);
    contents.replace(last->offset + kept, last->before.size() - kept, last->before.substr(kept));
  }
  WriteAll(path, contents);
}

void FaultyFileSystem::DropNames(std::mt19937& random) {
  // Names become durable in order: a journal that is cut somewhere.
  const std::size_t kept = random() % (names_.size() + 1);
  for (std::size_t i = names_.size(); i > kept; --i) {
    const NameChange& change = names_[i - 1];
    std::error_code ignored;
    if (change.from.empty()) {
      std::filesystem::remove(change.to, ignored);
      continue;
    }
    std::filesystem::rename(change.to, change.from, ignored);
    if (change.replaced.has_value()) WriteAll(change.to, *change.replaced);
  }
}

}  // namespace tashbik::testing
