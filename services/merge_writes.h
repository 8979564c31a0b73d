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

// The write that puts a new record. `guard`: the access of the actor that it is to belong to, which
// may be stricter than that of the present one; empty where it belongs to none.
PlannedWrite Addition(const Snapshot& snapshot, storage::Kind kind, store::v1::Record record,
                      const std::string& guard);

// The write that puts `changed` in the place of `old`, which names another actor. Unless `told`
// nobody is told, not even by an update time: there are readers of the record who see neither.
PlannedWrite Change(const Snapshot& snapshot, absl::Time now, const Entry& old,
                    store::v1::Record changed, bool told);

// Whether everybody sees the actor: then everybody may be told that a record names it now.
bool SeenByAll(storage::Kind kind, const store::v1::Record& actor);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_MERGE_WRITES_H_
