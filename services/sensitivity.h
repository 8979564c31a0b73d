// Keeps what is sensitive in actors' records (store::v1::Sensitivity) true to the vocabulary.
//
// A record is derived when it is written. When the vocabulary changes what is sensitive, a sweep
// looks at all actors before that write is answered. A mark in the store says which vocabulary the
// last whole sweep was for; a start that finds another one sweeps first. Every plan that writes an
// actor requires the mark as it was, and the write of the vocabulary renews it, so that no actor
// prepared under the old vocabulary slips in behind the sweep.
#ifndef TASHBIK_SERVICES_SENSITIVITY_H_
#define TASHBIK_SERVICES_SENSITIVITY_H_

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/directory.h"

namespace tashbik::services {

// Derives what is sensitive in an actor's record, by the vocabulary of `snapshot`. The text row
// must be derived already.
void DeriveSensitivity(const Snapshot& snapshot, store::v1::Record& actor);

// The write that replaces `old`, an actor's, by `after`: times by tier, what the change feed shows
// to whom. Nothing of a change that no viewer could see is left out.
PlannedWrite PlanActorChange(const Snapshot& snapshot, const Entry& old, store::v1::Record after,
                             absl::Time now);

// Adds to a plan made from `snapshot` what ties actors and vocabulary together, and derives what is
// sensitive in actors for writers that forgot to: no actor is stored without. One record is read
// for a plan that writes either; others are left alone.
absl::Status GuardSensitivity(const Snapshot& snapshot, WritePlan& plan);

// Whether the plan changes the vocabulary.
bool WritesThemes(const WritePlan& plan);

// Sweeps if the mark is of another vocabulary: some million actors in a minute, read in `threads`
// threads, written by the thousand. Call from one thread at a time. Errors: those of
// Directory::Write; what was swept stays, the rest is done by the next call.
absl::Status FollowVocabulary(Directory& directory, int threads);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_SENSITIVITY_H_
