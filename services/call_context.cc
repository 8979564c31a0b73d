// Whether a call is still wanted.
#include "services/call_context.h"

#include <utility>

#include "absl/time/clock.h"
#include "services/errors.h"
#include "services/permissions.h"
#include "services/tokens.h"

namespace tashbik::services {

absl::Status CallContext::Alive() const {
  if (!stop || !stop()) return absl::OkStatus();
  return absl::Now() >= deadline ? DeadlineExceeded() : Cancelled();
}

absl::Status Admit(const Directory& directory, absl::string_view secret, CallContext& call) {
  call.snapshot = directory.snapshot();
  absl::StatusOr<Viewer> viewer = SignIn(*call.snapshot, directory.keys(), secret, directory.Now());
  if (!viewer.ok()) return viewer.status();
  call.viewer = *std::move(viewer);
  return CheckPermission(call.method, call.viewer);
}

}  // namespace tashbik::services
