// Plans writes of records as the change feed needs them.
#include "services/merge_writes.h"

#include <utility>

#include "graph/protections.h"
#include "services/actor_change.h"
#include "services/facts.h"
#include "services/visibility.h"

namespace tashbik::services {

using store::v1::Record;

namespace {

// Who sees what: both ends of a membership, and the kept actor as it is to be, which may be
// stricter than the present one.
std::string WithGuard(const std::string& blob, const std::string& guard) {
  store::v1::ChangeAccess access;
  store::v1::ChangeAccess more;
  if (blob.empty() || !access.ParseFromString(blob) || !more.ParseFromString(guard)) return blob;
  for (const auto& one : more.guards()) *access.add_guards() = one;
  return access.SerializeAsString();
}

}  // namespace

std::string ParentOf(const std::string& id) { return id.substr(0, id.find('/')); }

Record Stored(Record record) {
  record.clear_text();
  return record;
}

PlannedWrite Erasure(const Snapshot& snapshot, const Entry& entry) {
  PlannedWrite write{.kind = entry.kind, .id = entry.id(), .expected_version = entry.version};
  if (storage::InFeed(entry.kind)) {
    write.access_before = AccessBlob(snapshot, entry.kind, entry.record, 0);
  }
  return write;
}

PlannedWrite Addition(const Snapshot& snapshot, storage::Kind kind, Record record,
                      const std::string& guard) {
  PlannedWrite write{.kind = kind, .id = record.id()};
  if (storage::InFeed(kind)) {
    write.access_after = WithGuard(AccessBlob(snapshot, kind, record, ~uint32_t{0}), guard);
  }
  write.record = std::move(record);
  return write;
}

PlannedWrite Change(const Snapshot& snapshot, absl::Time now, const Entry& old, Record changed,
                    bool told) {
  const bool in_feed = storage::InFeed(old.kind);
  const bool tells = told || graph::IsRemoved(graph::Protection::kNamesThatMerged);
  if (in_feed && tells) return ActorChange(snapshot, now, old, std::move(changed));
  PlannedWrite write{.kind = old.kind, .id = old.id(), .expected_version = old.version};
  if (in_feed) {
    write.access_before = AccessBlob(snapshot, old.kind, old.record, 0);
    write.access_after = AccessBlob(snapshot, old.kind, changed, 0);
  }
  write.record = std::move(changed);
  return write;
}

bool SeenByAll(storage::Kind kind, const Record& actor) {
  const graph::Access access = AccessOf(kind, actor);
  return access.tier == graph::Tier::kPublic && access.blocked.empty() &&
         access.hidden_from.empty();
}

}  // namespace tashbik::services
