// When a failed call is tried again, and how long to wait before.
#ifndef TASHBIK_CLIENTS_CPP_RETRY_H_
#define TASHBIK_CLIENTS_CPP_RETRY_H_

#include <optional>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace tashbik::client {

// How often and how long. The waits grow from `initial_wait` by `growth` up to `longest_wait`; each
// is cut down by a random part of up to one half, so that many clients do not return together.
struct RetryPolicy {
  int attempts = 4;  // 1 never tries again
  absl::Duration initial_wait = absl::Milliseconds(100);
  absl::Duration longest_wait = absl::Seconds(5);
  double growth = 2.0;
};

// Whether the error may pass by itself: UNAVAILABLE, or RESOURCE_EXHAUSTED where the server says
// when to return. A budget that is used up is whole again at midnight: nothing to wait for in a
// call. Whether the call may be repeated at all is said by MethodOf.
bool IsPassing(const absl::Status& status);

// How long to wait after attempt number `attempt` (1 and up) failed. `random` is in [0, 1). The
// server's own wish, if it has one, is never undercut.
absl::Duration WaitBeforeRetry(const RetryPolicy& policy, int attempt, double random,
                               std::optional<absl::Duration> retry_after);

}  // namespace tashbik::client

#endif  // TASHBIK_CLIENTS_CPP_RETRY_H_
