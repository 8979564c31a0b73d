// What is stored, as the rest of the program sees it: records, and the changes made to them.
#ifndef TASHBIK_STORAGE_RECORD_H_
#define TASHBIK_STORAGE_RECORD_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "tashbik/store/v1/envelope.pb.h"

namespace tashbik::storage {

using store::v1::Change;
using store::v1::Kind;
using store::v1::Operation;

// Bytes of an id; at least 1.
inline constexpr std::size_t kMaxIdBytes = 1024;
// Bytes of a payload.
inline constexpr std::size_t kMaxPayloadBytes = 4 << 20;

// A record of its own.
struct Record {
  Kind kind = store::v1::KIND_UNSPECIFIED;
  std::string id;
  uint64_t version = 0;  // counts the writes of this record, from 1
  std::string payload;
};

// A record that is being scanned. The views hold until the callback returns.
struct RecordRef {
  Kind kind = store::v1::KIND_UNSPECIFIED;
  absl::string_view id;
  uint64_t version = 0;
  absl::string_view payload;
};

// One put or delete of a committed group, with the record before and after.
struct Mutation {
  Kind kind = store::v1::KIND_UNSPECIFIED;
  std::string id;
  Operation operation = store::v1::OPERATION_UNSPECIFIED;
  uint64_t version = 0;               // after a put; of the removed record for a delete
  std::optional<std::string> before;  // payload; absent for a create
  std::optional<std::string> after;   // payload; absent for a delete
  uint64_t revision = 0;              // place in the change feed; 0 = this kind is not in the feed
};

// What one synced batch made durable. `mutations` are in the order in which they were made; the
// same record may appear several times. Applying the mutations of all groups in the order of
// `commit` to an empty store gives the same records.
struct CommitGroup {
  uint64_t commit = 0;          // 1, 2, 3, …
  uint64_t first_revision = 0;  // of this group; 0 when it adds nothing to the feed
  uint64_t last_revision = 0;   // of the feed after this group
  std::vector<Mutation> mutations;
};

// True for kinds whose changes appear in the change feed: the resources that people see
// (organizations, diaspora groups, themes, coalitions and their members, hubs, their members and
// circles). Accounts, tokens, indexes, settings, epochs and feedback do not.
bool InFeed(Kind kind);

// True for kinds that callers may write. The others are the store's own bookkeeping.
bool IsWritable(Kind kind);

}  // namespace tashbik::storage

#endif  // TASHBIK_STORAGE_RECORD_H_
