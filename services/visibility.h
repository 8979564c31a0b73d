// What a viewer sees of a record: the same rule on records that the graph applies to the network.
#ifndef TASHBIK_SERVICES_VISIBILITY_H_
#define TASHBIK_SERVICES_VISIBILITY_H_

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <google/protobuf/message.h>

#include "absl/strings/string_view.h"
#include "services/catalog.h"
#include "services/directory.h"
#include "services/keys.h"
#include "services/viewer.h"
#include "storage/record.h"
#include "tashbik/v1/change.pb.h"

namespace tashbik::services {

struct ShownSignatures;

// What a viewer may do with one record.
struct Sight {
  bool record = false;                          // sees that it is there
  std::array<bool, graph::kTierCount> tiers{};  // by tier: sees parts of that effective tier
  std::vector<std::string> hidden;              // names that it refers to and that are not seen
  bool owner = false;                           // sees contacts and capacity
  bool writer = false;                          // may change it: sees `visibility` whole
  bool vocabulary = false;                      // cares for it: sees hidden labels
  std::string account;                          // sees the external ids that it gave
  // Of a statement: where it stands and who signed, as far as shown.
  std::shared_ptr<const ShownSignatures> signatures;
};

// What `viewer` sees of `record`. Both ends of a membership, and what the record refers to, are
// looked up in the snapshot. Deleted
// records are seen by those who may write them.
Sight SightOf(const Snapshot& snapshot, const Viewer& viewer, storage::Kind kind,
              const store::v1::Record& record);

// The resource of a record (the message inside its oneof), as `sight` shows it, without the fields
// that Project adds. `resource` must be of the record's type.
void Reveal(const Sight& sight, const store::v1::Record& record,
            google::protobuf::Message& resource);

// The same complete with name, update_time and etag.
void Project(const Keys& keys, const Sight& sight, storage::Kind kind,
             const store::v1::Record& record, google::protobuf::Message& resource);

// The bytes of a message; equal for equal ones, whatever the order of their maps in memory.
std::string Canonical(const google::protobuf::Message& message);

// The resource inside a record.
const google::protobuf::Message& ResourceIn(const store::v1::Record& record);
google::protobuf::Message* MutableResourceIn(storage::Kind kind, store::v1::Record& record);

// Whether the viewer coordinates one of the event's hubs: it is told who attends, as far as it sees
// them.
bool TendsEvent(const Viewer& viewer, const store::v1::Record& event);

// Whether this is the id of an actor that is deleted and may be undeleted.
bool IsDeletedActor(const Catalog& catalog, absl::string_view actor);

// What a change entry keeps: who sees the record, and which tiers' parts a write changed. `member`
// is an actor that the record is about or names, where the same plan writes it too; others are
// looked up.
std::string AccessBlob(const Snapshot& snapshot, storage::Kind kind,
                       const store::v1::Record& record, uint32_t changed_tiers,
                       const store::v1::Record* member = nullptr);

// The same of a new membership of a coalition that is in no snapshot yet.
std::string AccessBlobOfMember(const Snapshot& snapshot, const store::v1::Record& coalition,
                               const store::v1::Record& member, uint32_t changed_tiers);

// How `viewer` sees a change of the feed: created when it came into sight, deleted when it left,
// updated when a part that it sees changed; nothing otherwise.
std::optional<v1::ChangeKind> SeenAs(const storage::Change& change, const Viewer& viewer);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_VISIBILITY_H_
