// What the committer gathers before it writes: the accepted transactions of one group.
#ifndef TASHBIK_STORAGE_GROUP_H_
#define TASHBIK_STORAGE_GROUP_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "storage/database.h"
#include "storage/record.h"
#include "storage/transaction.h"

namespace rocksdb {
class WriteBatch;
}

namespace tashbik::storage {

// For the committer thread.
class Group {
 public:
  // The group that follows `head`.
  explicit Group(const store::v1::Head& head);

  // State of a record after the transactions accepted so far; null when none of them wrote it.
  const Transaction::Pending* Find(const std::string& key) const;

  // The same for a remembered request.
  const store::v1::RequestReplay* FindReplay(const std::string& key) const;

  // Accepts what a closure did.
  void Add(Transaction& transaction);

  // Remembers a request until kReplayRetention from `now`.
  void AddReplay(const std::string& key, const store::v1::RequestReplay& replay);

  // Forgets changes that the feed no longer keeps. Call last.
  void TrimFeed(uint64_t changes_kept);

  bool empty() const { return bytes_ == 0; }
  std::size_t bytes() const { return bytes_; }
  rocksdb::WriteBatch& batch() { return *batch_; }

  // The head after this group, and the group as on_commit gets it.
  const store::v1::Head& head() const { return head_; }
  const CommitGroup& commit() const { return commit_; }

  ~Group();
  Group(const Group&) = delete;
  Group& operator=(const Group&) = delete;

 private:
  void AddWrite(Transaction::Write& write, const Transaction& transaction);
  void AddChange(const Transaction::Write& write, const Transaction& transaction);

  store::v1::Head head_;
  CommitGroup commit_;
  std::unique_ptr<rocksdb::WriteBatch> batch_;
  std::size_t bytes_ = 0;
  absl::flat_hash_map<std::string, Transaction::Pending> pending_;  // by record key
  absl::flat_hash_map<std::string, store::v1::RequestReplay> replays_;
};

}  // namespace tashbik::storage

#endif  // TASHBIK_STORAGE_GROUP_H_
