// What EventService does beyond the standard methods, below gRPC: meetings inside a cohort, and
// what came of an event.
#ifndef TASHBIK_SERVICES_EVENT_CALLS_H_
#define TASHBIK_SERVICES_EVENT_CALLS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/call_context.h"
#include "services/directory.h"
#include "services/keys.h"
#include "tashbik/v1/event.pb.h"

namespace tashbik::services {

// An attendee that the caller may see.
struct CohortMember {
  std::string id;    // of the actor
  std::string name;  // its resource name
  bool attended = false;
};

// An event with those of its attendees that the caller may see.
struct Cohort {
  v1::Event event;                    // as the caller sees it
  std::vector<CohortMember> members;  // by resource name
};

// NOT_FOUND where the caller does not see the event.
absl::StatusOr<Cohort> ReadCohort(const CallContext& call, const std::string& event);

// event_meetings.cc: for each attendee in sight, the best partners among the others. One run of the
// engine each. All faults of the request at once.
absl::StatusOr<v1::SuggestMeetingsResponse> SuggestMeetings(
    const CallContext& call, const Keys& keys, const v1::SuggestMeetingsRequest& request);

// event_follow_ups.cc: what became of each attendee in sight, by the coalitions and introductions
// that the caller may see.
absl::StatusOr<v1::ListFollowUpsResponse> ListFollowUps(const CallContext& call,
                                                        const Directory& directory,
                                                        const v1::ListFollowUpsRequest& request);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_EVENT_CALLS_H_
