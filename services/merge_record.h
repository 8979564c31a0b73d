// Two records of an actor as one, and apart again.
#ifndef TASHBIK_SERVICES_MERGE_RECORD_H_
#define TASHBIK_SERVICES_MERGE_RECORD_H_

#include "absl/status/statusor.h"
#include "tashbik/store/v1/record.pb.h"

namespace tashbik::services {

// `kept` with all that `merged` says and it does not: names, links, needs, offers, countries,
// sources, external ids, consents. Where both say one thing, `kept` is right; an example it is only
// where both are. It is seen by none but those who saw both: the stricter tier of record, fields
// and links, the hubs of both, and whoever either keeps out. One that its people claimed wins over
// one that was entered for them, but is BROKERED then, at most; and who registered or claimed its
// record itself owns the whole, since owners see what others do not. Contacts go over to the same
// owner alone. The text row and what is sensitive are to be derived anew. FAILED_PRECONDITION where
// nobody but an owner would be left to see it, LIMIT_EXCEEDED where the lists of those kept out are
// too long together. Both hold the same kind of actor.
absl::StatusOr<store::v1::Record> Joined(const store::v1::Record& kept,
                                         const store::v1::Record& merged);

// The profile of an actor's record, to be changed.
v1::Profile& ProfileOf(store::v1::Record& actor);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_MERGE_RECORD_H_
