// How coalitions go: check-ins, their history, and which coalitions have fallen silent.
#ifndef TASHBIK_SERVICES_CHECK_INS_H_
#define TASHBIK_SERVICES_CHECK_INS_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/call_context.h"
#include "services/directory.h"
#include "services/page_token.h"
#include "services/viewer.h"
#include "tashbik/v1/coalition.pb.h"

namespace tashbik::services {

// The coalition after somebody said at `now` that it is in state `asked` (unspecified: as before).
// A pure function. States go forward from IDEA over FORMING to ACTIVE; whatever is not closed can
// fall asleep, be revived and be closed; only a `writer`, who may change it, reopens. Closing sets
// the end date to today where it has none or a later one; reopening clears it. PERMISSION_DENIED,
// or FAILED_PRECONDITION for a state that cannot follow.
absl::StatusOr<v1::Coalition> CheckedIn(const v1::Coalition& before, v1::CoalitionState asked,
                                        bool writer, absl::Time now);

// Whether the caller's actor is a member of the coalition with this id by the word of those who may
// change the coalition. Who joined by itself, or has left, speaks for no coalition and reads none
// of its notes: anybody who sees a coalition can join it.
bool IsEnteredMember(const Snapshot& snapshot, const Viewer& viewer, absl::string_view coalition);

// CoalitionService's check-ins, below gRPC. Safe from any thread.
class CheckInCalls {
 public:
  // The directory must outlive it.
  explicit CheckInCalls(Directory& directory)
      : directory_(directory), tokens_(directory.keys().page_token) {}

  // The coalition as it stands then. NOT_FOUND where it is not seen, PERMISSION_DENIED for those
  // who neither may change it nor are members.
  absl::StatusOr<v1::Coalition> CheckIn(const CallContext& call,
                                        const v1::CheckInCoalitionRequest& request) const;
  // Newest first, of the newest kMaxCheckIns (programme_limits.h); sorts them for each page.
  absl::StatusOr<v1::ListCheckInsResponse> List(const CallContext& call,
                                                const v1::ListCheckInsRequest& request) const;
  // Looks at every coalition. One is silent since its last check-in, or since it was entered.
  absl::StatusOr<v1::ListSilentCoalitionsResponse> ListSilent(
      const CallContext& call, const v1::ListSilentCoalitionsRequest& request) const;

 private:
  Directory& directory_;
  const TokenSealer tokens_;
};

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_CHECK_INS_H_
