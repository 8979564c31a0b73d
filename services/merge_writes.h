// The writes that merging two actors and undoing it are made of.
#ifndef TASHBIK_SERVICES_MERGE_WRITES_H_
#define TASHBIK_SERVICES_MERGE_WRITES_H_

#include <string>

#include "absl/time/time.h"
#include "services/directory.h"
#include "storage/record.h"
#include "tashbik/store/v1/record.pb.h"

namespace tashbik::services {

// Of an id "parent/actor": the part in front.
std::string ParentOf(const std::string& id);

// A record without what is derived anew.
store::v1::Record Stored(store::v1::Record record);

// The write that takes a record away.
PlannedWrite Erasure(const Snapshot& snapshot, const Entry& entry);

// The write that puts a new record. `actor`: the one that it belongs to as it is to be, which may
// be stricter than the present one, or not there yet; null where it belongs to none.
PlannedWrite Addition(const Snapshot& snapshot, storage::Kind kind, store::v1::Record record,
                      const store::v1::Record* actor);

// The write that puts `changed` in the place of `old`, which names `actor`, as that is to be,
// instead of another one. Unless `told` nobody is told, not even by an update time, but those who
// see the record no longer, or now: there are readers of it who see neither actor.
PlannedWrite Change(const Snapshot& snapshot, absl::Time now, const Entry& old,
                    store::v1::Record changed, const store::v1::Record& actor, bool told);

// Whether everybody sees the actor: then everybody may be told that a record names it now.
bool SeenByAll(storage::Kind kind, const store::v1::Record& actor);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_MERGE_WRITES_H_
