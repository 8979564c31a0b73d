// Turns resources as callers send them into records to write: one batch is one plan.
#ifndef TASHBIK_SERVICES_WRITE_BATCH_H_
#define TASHBIK_SERVICES_WRITE_BATCH_H_

#include <memory>
#include <string>
#include <vector>

#include <google/protobuf/message.h>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/directory.h"
#include "services/errors.h"
#include "services/field_mask.h"
#include "services/keys.h"
#include "services/resource_type.h"
#include "services/validate.h"
#include "services/viewer.h"
#include "services/visibility.h"
#include "tashbik/v1/common.pb.h"
#include "tashbik/v1/theme.pb.h"

namespace tashbik::services {

// What a request asks of one resource.
enum class WriteIntent {
  kCreate,  // it must be new
  kUpdate,  // it must be there
  kUpsert,  // either
};

// One resource of a request.
struct WriteItem {
  const google::protobuf::Message* given = nullptr;
  std::string path{};    // `organizations[17]`
  std::string parent{};  // of a member or circle that is new: the parent's name
  std::string theme_id{};
  // Of a theme, from the server itself: where `deprecated`, `delete_time` and `replaced_by` are to
  // be taken from (null: they stay), and what its history says of the change.
  const v1::Theme* deprecation = nullptr;
  std::string note{};
};

// Prepares one batch from one snapshot. Use once: Add all items, then Finish.
class WriteBatch {
 public:
  // All must outlive it; `mask` and `append` are empty for creates.
  WriteBatch(const Snapshot& snapshot, const Directory& directory, const Viewer& viewer,
             const ResourceType& type, WriteIntent intent, const FieldMask& mask,
             const FieldMask& append, Violations& violations)
      : snapshot_(snapshot),
        directory_(directory),
        keys_(directory.keys()),
        viewer_(viewer),
        now_(directory.Now()),
        type_(type),
        intent_(intent),
        mask_(mask),
        append_(append),
        violations_(violations),
        validator_(snapshot, viewer, violations) {}

  // Finds what the item means and merges it with what is there. Faults of fields go to the
  // violations; NOT_FOUND, ALREADY_EXISTS, ABORTED and PERMISSION_DENIED end the batch.
  absl::Status Add(const WriteItem& item);

  // Validates all and makes the plan; INVALID_ARGUMENT with all faults.
  absl::StatusOr<WritePlan> Finish();

  // After Finish, in the order of the items.
  struct Result {
    std::string name;
    v1::WriteOutcome outcome = v1::WRITE_OUTCOME_UNSPECIFIED;
    store::v1::Record record;
  };
  const std::vector<Result>& results() const { return results_; }

 private:
  struct Work {
    std::string path;
    std::string id;
    EntryPointer old;      // null: new
    uint64_t version = 0;  // that the write expects; a hidden membership is written over
    Sight sight;           // of the old one
    // As the caller sees and changes it; null when a later item of the batch goes on from it.
    std::unique_ptr<google::protobuf::Message> merged;
    std::string note;
    size_t last = 0;  // the item that is written in place of this one
  };

  std::string MakeId();
  // Which record an item means. An empty id with OK: a fault was noted.
  absl::StatusOr<std::string> FindId(const WriteItem& item);
  absl::StatusOr<std::string> FindIdOfMember(const WriteItem& item, const std::string& name);
  absl::StatusOr<std::string> FindIdByExternalId(const WriteItem& item);
  // Names what is not there: a fault in a batch, NOT_FOUND else.
  absl::Status Missing(const WriteItem& item, const std::string& name);
  absl::Status Load(const WriteItem& item, Work& work);
  absl::Status CheckMayCreate(const WriteItem& item, const std::string& id) const;
  absl::Status CheckEtag(const WriteItem& item, const Work& work) const;
  void Merge(const WriteItem& item, Work& work);
  void KeepDeprecation(const WriteItem& item, Work& work) const;
  void ApplyDefaults(const Work& work);
  void CheckRole(const Work& work);
  void FinishOne(Work& work, WritePlan& plan, Result& result);
  store::v1::Record RecordOf(Work& work) const;
  void SetState(const Work& work, google::protobuf::Message& resource) const;
  void MoveExternalIds(google::protobuf::Message& resource, store::v1::Record& record) const;
  void RequireParents(WritePlan& plan) const;
  void PlanExternalIds(const Work& work, const store::v1::Record& record, WritePlan& plan);
  void PlanExternalId(const Work& work, const store::v1::ExternalIdRecord& id, WritePlan& plan);

  const Snapshot& snapshot_;
  const Directory& directory_;  // for new ids
  const Keys& keys_;
  const Viewer& viewer_;
  const absl::Time now_;
  const ResourceType& type_;
  const WriteIntent intent_;
  const FieldMask& mask_;
  const FieldMask& append_;
  Violations& violations_;
  Validator validator_;
  std::vector<Work> works_;
  absl::flat_hash_map<std::string, size_t> by_id_;  // last item of each record
  absl::flat_hash_set<std::string> made_ids_;       // of records that are new for sure
  // Which record of the batch takes an external id, by key.
  absl::flat_hash_map<std::string, std::string> taken_ids_;
  std::vector<Result> results_;
};

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_WRITE_BATCH_H_
