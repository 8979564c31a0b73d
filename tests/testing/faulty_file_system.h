// A file system that loses power: what was not synced goes away.
//
// kill -9 does not test syncing, because the page cache survives the process. This wrapper keeps
// account of what was synced, stops all changes at a chosen operation, and then takes from the
// real files what a disk would not have had: bytes appended since the last sync, writes in place,
// and names whose folder was not synced. Syncs only keep the account: the real disk does not wait.
#ifndef TASHBIK_TESTS_TESTING_FAULTY_FILE_SYSTEM_H_
#define TASHBIK_TESTS_TESTING_FAULTY_FILE_SYSTEM_H_

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "rocksdb/file_system.h"

namespace tashbik::testing {

class FaultyFileSystem : public rocksdb::FileSystemWrapper {
 public:
  FaultyFileSystem() : rocksdb::FileSystemWrapper(rocksdb::FileSystem::Default()) {}

  const char* Name() const override { return "FaultyFileSystem"; }

  // Cuts the power before the operation that comes after `operations` more appends, writes, syncs,
  // creations, renames and deletions: from then on each of them fails.
  void CutPowerAfter(int64_t operations);

  // The power goes and what was not synced with it; part of it may survive, by `seed`. Call once
  // nothing uses the files any more.
  void DropUnsynced(uint32_t seed);

  // From now on every sync fails, and nothing else.
  void FailSyncs();

  // Syncs of files, without those of folders.
  int64_t file_syncs() const;
  // Operations that CutPowerAfter counts.
  int64_t operations() const;

  rocksdb::IOStatus NewWritableFile(const std::string& path, const rocksdb::FileOptions& options,
                                    std::unique_ptr<rocksdb::FSWritableFile>* file,
                                    rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus ReopenWritableFile(const std::string& path, const rocksdb::FileOptions& options,
                                       std::unique_ptr<rocksdb::FSWritableFile>* file,
                                       rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus NewRandomRWFile(const std::string& path, const rocksdb::FileOptions& options,
                                    std::unique_ptr<rocksdb::FSRandomRWFile>* file,
                                    rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus NewDirectory(const std::string& path, const rocksdb::IOOptions& options,
                                 std::unique_ptr<rocksdb::FSDirectory>* folder,
                                 rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus RenameFile(const std::string& from, const std::string& to,
                               const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus DeleteFile(const std::string& path, const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* debug) override;

 private:
  friend class FaultyWritableFile;
  friend class FaultyRandomRWFile;
  friend class FaultyDirectory;

  // A write in place that was not synced, and what stood there before.
  struct Overwrite {
    uint64_t offset;
    std::string before;
  };
  // What a file may lose.
  struct Unsynced {
    uint64_t size = 0;         // as the file is
    uint64_t synced_size = 0;  // as the disk has it
    std::vector<Overwrite> overwrites;
  };
  // A name that was made or moved and whose folder was not synced since.
  struct NameChange {
    std::string from;  // empty: created
    std::string to;
    std::optional<std::string> replaced;  // content of what stood under `to`
  };

  // Counts an operation; an error when the power is gone. Called with mutex_ held, as all below.
  rocksdb::IOStatus Count();
  rocksdb::IOStatus CountSync();
  void SyncedFolder(const std::string& path);
  void DropNames(std::mt19937& random);
  void DropBytes(const std::string& path, const Unsynced& unsynced, std::mt19937& random);

  mutable std::mutex mutex_;
  int64_t operations_ = 0;
  int64_t power_until_ = INT64_MAX;
  int64_t file_syncs_ = 0;
  bool fail_syncs_ = false;
  std::map<std::string, Unsynced> unsynced_;  // by path
  std::vector<NameChange> names_;             // in order
};

}  // namespace tashbik::testing

#endif  // TASHBIK_TESTS_TESTING_FAULTY_FILE_SYSTEM_H_
