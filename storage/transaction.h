// What a write closure gets: reads that see the writes before it, and puts and deletes.
//
// A transaction lives on the committer thread for the length of one closure. It sees everything
// committed, and everything that earlier closures of the same group wrote. When the closure
// returns an error, all that it wrote is forgotten and only its caller gets that error.
#ifndef TASHBIK_STORAGE_TRANSACTION_H_
#define TASHBIK_STORAGE_TRANSACTION_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "storage/record.h"

namespace tashbik::storage {

class Database;
class Group;

struct PutOptions {
  // Absent: any state. 0: the record must not exist (ALREADY_EXISTS). n: it must have version n
  // (ABORTED; NOT_FOUND when there is none).
  std::optional<uint64_t> expected_version;
  // Who sees the record before and after; kept in the change entry for WatchChanges.
  std::string access_before;
  std::string access_after;
};

class Transaction {
 public:
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  // The time of this transaction, by the store's clock.
  absl::Time now() const { return now_; }

  // The account of the request.
  const std::string& account() const { return account_; }

  // NOT_FOUND, UNAVAILABLE (the disk fails), DATA_LOSS (the record is damaged).
  absl::StatusOr<Record> Get(Kind kind, absl::string_view id) const;

  // Writes a record and returns its new version (1 for a new one). INVALID_ARGUMENT for an id
  // or payload beyond the limits of record.h, INTERNAL for a kind that is the store's own; see
  // PutOptions.
  absl::StatusOr<uint64_t> Put(Kind kind, absl::string_view id, absl::string_view payload,
                               const PutOptions& options = {});

  // Removes a record. NOT_FOUND when there is none. access_after is normally empty.
  absl::Status Delete(Kind kind, absl::string_view id, const PutOptions& options = {});

  // What a replay of this request will be answered with. Call once when the request carries an id.
  void SetResult(absl::string_view name, uint64_t version);

 private:
  friend class Committer;
  friend class Group;

  Transaction(const Database& database, const Group& group, std::string account, absl::Time now)
      : database_(database), group_(group), account_(std::move(account)), now_(now) {}

  struct Pending {
    bool exists = false;
    uint64_t version = 0;
    std::string payload;
  };
  struct Write {
    Mutation mutation;
    std::string key;
    std::string access_before;
    std::string access_after;
  };

  // State of a record before the next write; the key is filled in.
  absl::StatusOr<Pending> Current(Kind kind, absl::string_view id, std::string* key) const;

  const Database& database_;
  const Group& group_;
  const std::string account_;
  const absl::Time now_;
  std::string result_name_;
  uint64_t result_version_ = 0;
  absl::flat_hash_map<std::string, Pending> pending_;  // by key
  std::vector<Write> writes_;                          // in order
};

}  // namespace tashbik::storage

#endif  // TASHBIK_STORAGE_TRANSACTION_H_
