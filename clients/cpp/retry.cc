// Exponential back-off with jitter.
#include "clients/cpp/retry.h"

#include <algorithm>
#include <cmath>

#include "clients/cpp/errors.h"

namespace tashbik::client {

bool IsPassing(const absl::Status& status) {
  if (status.code() == absl::StatusCode::kUnavailable) return true;
  if (status.code() != absl::StatusCode::kResourceExhausted) return false;
  const ErrorDetails details = DetailsOf(status);
  return details.retry_after.has_value() && details.reason != "BUDGET_EXHAUSTED";
}

absl::Duration WaitBeforeRetry(const RetryPolicy& policy, int attempt, double random,
                               std::optional<absl::Duration> retry_after) {
  const double factor = std::pow(policy.growth, std::max(0, attempt - 1));
  absl::Duration wait = std::min(policy.longest_wait, policy.initial_wait * factor);
  wait = wait * (1.0 - 0.5 * random);
  return retry_after ? std::max(wait, *retry_after) : wait;
}

}  // namespace tashbik::client
