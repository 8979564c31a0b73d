// Whether a call is still wanted.
#include "services/call_context.h"

#include "absl/time/clock.h"
#include "services/errors.h"

namespace tashbik::services {

absl::Status CallContext::Alive() const {
  if (!stop || !stop()) return absl::OkStatus();
  return absl::Now() >= deadline ? DeadlineExceeded() : Cancelled();
}

}  // namespace tashbik::services
