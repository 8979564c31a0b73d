// A meeting of two actors as a state machine: what each part of it may see and do at a moment.
//
// The record holds times, and nothing is swept: what has run out follows from `now`. Whatever the
// side that was asked does without a word - declining in silence, not looking, having no room - the
// side that asked sees the same bytes until the request runs out.
#ifndef TASHBIK_SERVICES_INTRODUCTIONS_H_
#define TASHBIK_SERVICES_INTRODUCTIONS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "tashbik/store/v1/record.pb.h"
#include "tashbik/v1/introduction.pb.h"

namespace tashbik::services {

// Who somebody is in an introduction.
enum class IntroductionPart {
  kFirst,   // the asker, or the one that the broker named first
  kSecond,  // the one asked
  kBroker,
};

bool IsBrokered(const store::v1::IntroductionRecord& record);

// Whether the part may know of it: a side that is asked learns of it at its deliver_time, and of
// what ended before that it never does.
bool IsThereFor(const store::v1::IntroductionRecord& record, IntroductionPart part, absl::Time now);

// How far it is, as the part may know it.
v1::IntroductionState StateFor(const store::v1::IntroductionRecord& record, IntroductionPart part,
                               absl::Time now);

// All that the part may know of it. Contacts are those that the other side gave, while ACCEPTED.
v1::Introduction ShownTo(absl::string_view id, const store::v1::IntroductionRecord& record,
                         IntroductionPart part, absl::Time now);

// The steps: the record as it is afterwards, or FAILED_PRECONDITION (STATE_CONFLICT) when the state
// that the part sees does not allow it, PERMISSION_DENIED for a part that never may. IsThereFor
// must hold.
using IntroductionStep = absl::StatusOr<store::v1::IntroductionRecord>;
IntroductionStep Agree(store::v1::IntroductionRecord record, IntroductionPart part,
                       const google::protobuf::RepeatedPtrField<v1::Contact>& contacts,
                       absl::Time now);
// `answer` unspecified: in silence.
IntroductionStep Decline(store::v1::IntroductionRecord record, IntroductionPart part,
                         v1::IntroductionAnswer answer, absl::Time now);
IntroductionStep Close(store::v1::IntroductionRecord record, IntroductionPart part, absl::Time now);
IntroductionStep Revoke(store::v1::IntroductionRecord record, IntroductionPart part,
                        absl::Time now);
// Notes what the side says of working together; whether both did is `BothRecorded`.
IntroductionStep Collaborate(store::v1::IntroductionRecord record, IntroductionPart part,
                             const v1::Collaboration& collaboration, absl::Time now);
bool BothRecorded(const store::v1::IntroductionRecord& record);

// Takes out what a side gave, for good, because its actor is erased: what was ACCEPTED is REVOKED.
void Forget(store::v1::IntroductionRecord& record, absl::string_view actor, absl::Time now);

// When an actor that takes `capacity` requests in kCapacityTime (0: any number) may see the next
// one, after those delivered, or to be delivered, at `taken`. In any order.
absl::Time DeliverTime(std::vector<absl::Time> taken, int capacity, absl::Time now);

// What is left of kMaxRequestsPerWeek after requests at `made`, and when the next one is free.
struct RequestsLeft {
  int remaining = 0;
  absl::Time reset;  // when all are free again
  absl::Time next;   // when one more is free; `now` where one is
};
RequestsLeft RequestsLeftAfter(std::vector<absl::Time> made, absl::Time now);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_INTRODUCTIONS_H_
