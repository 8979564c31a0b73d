// Plans writes of records as the change feed needs them.
#include "services/merge_writes.h"

#include <utility>

#include "graph/protections.h"
#include "services/actor_change.h"
#include "services/facts.h"
#include "services/parts.h"
#include "services/visibility.h"

namespace tashbik::services {

using store::v1::Record;

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
                      const Record* actor) {
  PlannedWrite write{.kind = kind, .id = record.id()};
  if (storage::InFeed(kind)) {
    write.access_after = AccessBlob(snapshot, kind, record, ~uint32_t{0}, actor);
  }
  write.record = std::move(record);
  return write;
}

PlannedWrite Change(const Snapshot& snapshot, absl::Time now, const Entry& old, Record changed,
                    const Record& actor, bool told) {
  PlannedWrite write{.kind = old.kind, .id = old.id(), .expected_version = old.version};
  const bool in_feed = storage::InFeed(old.kind);
  const bool tells = in_feed && (told || graph::IsRemoved(graph::Protection::kNamesThatMerged));
  const uint32_t tiers = tells ? ChangedTiers(old.kind, old.record, changed) : 0;
  if (tells) {
    write = ActorChange(snapshot, now, old, std::move(changed));
  } else {
    if (in_feed) write.access_before = AccessBlob(snapshot, old.kind, old.record, 0);
    write.record = std::move(changed);
  }
  if (in_feed) write.access_after = AccessBlob(snapshot, old.kind, *write.record, tiers, &actor);
  return write;
}

bool SeenByAll(storage::Kind kind, const Record& actor) {
  const graph::Access access = AccessOf(kind, actor);
  return access.tier == graph::Tier::kPublic && access.blocked.empty() &&
         access.hidden_from.empty();
}

}  // namespace tashbik::services
