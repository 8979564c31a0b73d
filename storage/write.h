// Who writes, how a repetition is recognized, and what a write is answered with.
#ifndef TASHBIK_STORAGE_WRITE_H_
#define TASHBIK_STORAGE_WRITE_H_

#include <cstdint>
#include <string>

#include "absl/time/time.h"

namespace tashbik::storage {

struct WriteRequest {
  std::string account;     // in the change entries; request ids are per account
  std::string method;      // full method name
  std::string request_id;  // empty: no replay protection
  std::string body_hash;   // hash of the request without its request_id
  absl::Time deadline = absl::InfiniteFuture();  // a closure that has not begun by then is not run
};

struct WriteResult {
  // True when the same request was carried out before: the closure did not run, `name` and
  // `version` are what it set then. Else they are what it set now.
  bool replayed = false;
  std::string name;
  uint64_t version = 0;
  // Revision of the feed after this write (of the store, for a replay).
  uint64_t revision = 0;
};

}  // namespace tashbik::storage

#endif  // TASHBIK_STORAGE_WRITE_H_
