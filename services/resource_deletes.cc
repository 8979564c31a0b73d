// Delete and Undelete. What can be undeleted stays as a record with a delete_time, out of the
// network; memberships of it stay too and count again when it comes back.
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/errors.h"
#include "services/external_ids.h"
#include "services/facts.h"
#include "services/limits.h"
#include "services/message_fields.h"
#include "services/names.h"
#include "services/resources.h"
#include "services/statement_signatures.h"
#include "services/story_consents.h"
#include "services/theme_revisions.h"
#include "services/visibility.h"

namespace tashbik::services {
namespace {

using google::protobuf::Message;

// Whether the record is in the state that a delete, or an undelete, leaves behind.
bool IsGone(storage::Kind kind, const store::v1::Record& record) {
  return kind == store::v1::KIND_THEME ? record.theme().deprecated() : IsDeleted(record);
}

bool IsTooOld(const store::v1::Record& record, absl::Time now) {
  const Message* time = MessageOf(ResourceIn(record), "delete_time");
  if (time == nullptr) return false;
  const auto seconds = static_cast<const google::protobuf::Timestamp&>(*time).seconds();
  return now - absl::FromUnixSeconds(seconds) > kUndeleteTime;
}

void MarkDeleted(storage::Kind kind, bool deleted, absl::Time now, store::v1::Record& record) {
  if (kind == store::v1::KIND_THEME) {
    record.mutable_theme()->set_deprecated(deleted);
    record.mutable_theme()->clear_replaced_by();  // the vocabulary's care says what to use instead
  }
  SetTime(*MutableResourceIn(kind, record), "delete_time",
          deleted ? absl::ToUnixMicros(now) : int64_t{0});
  for (int tier = 0; tier < record.tier_update_micros_size(); ++tier) {
    record.set_tier_update_micros(tier, absl::ToUnixMicros(now));
  }
}

// An id that was given to another record since is that record's now.
void DropTakenIds(const Snapshot& snapshot, const Keys& keys, storage::Kind kind,
                  store::v1::Record& record) {
  auto* ids = record.mutable_external_ids();
  for (int i = ids->size(); i-- > 0;) {
    const auto& id = ids->Get(i);
    const EntryPointer index =
        FindExternalId(snapshot, keys, id.account(), id.scheme(), id.value());
    const bool own =
        index != nullptr && index->record.external_id().name() == NameOf(kind, record.id());
    if (!own) ids->DeleteSubrange(i, 1);
  }
}

}  // namespace

absl::StatusOr<EntryPointer> Resources::FindToDelete(const Snapshot& snapshot, const Viewer& viewer,
                                                     const std::string& name, bool deleted) const {
  if (deleted) {
    absl::StatusOr<EntryPointer> found = Find(snapshot, viewer, name, "name");
    if (found.ok() && type_.kind == store::v1::KIND_THEME && IsGone(type_.kind, (*found)->record)) {
      return NotFound(name);
    }
    return found;
  }
  const auto id = ParseNameOf(type_.kind, name);
  if (!id) return Find(snapshot, viewer, name, "name").status();
  absl::StatusOr<EntryPointer> found = snapshot.Read(type_.kind, *id);
  if (!found.ok() && !absl::IsNotFound(found.status())) return found.status();
  if (!found.ok() || !SightOf(snapshot, viewer, type_.kind, (*found)->record).record) {
    return NotFound(name);
  }
  if (!IsGone(type_.kind, (*found)->record)) return AlreadyExists(name);
  const bool for_good = type_.kind != store::v1::KIND_THEME;
  if (for_good && IsTooOld((*found)->record, directory_.Now())) return NotFound(name);
  return found;
}

absl::Status Resources::SetDeleted(const CallContext& call, const Message& request, bool deleted,
                                   Message& response) const {
  const absl::StatusOr<WriteCall> write = CallOf(call, request);
  if (!write.ok()) return write.status();
  const std::string name = TextOf(request, "name");
  const std::string etag = TextOf(request, "etag");
  store::v1::Record after;
  const auto prepare = [&](const Snapshot& snapshot) -> absl::StatusOr<WritePlan> {
    const absl::StatusOr<EntryPointer> old = FindToDelete(snapshot, call.viewer, name, deleted);
    if (!old.ok()) return old.status();
    const store::v1::Record& before = (*old)->record;
    const Sight sight = SightOf(snapshot, call.viewer, type_.kind, before);
    if (!sight.writer) return PermissionDenied(absl::StrCat("you may not change ", name));
    services::Project(directory_.keys(), sight, type_.kind, before, response);
    if (!etag.empty() && TextOf(response, "etag") != etag) return EtagMismatch(name);
    PlannedWrite change{
        .kind = type_.kind, .id = (*old)->id(), .expected_version = (*old)->version};
    change.access_before = AccessBlob(snapshot, type_.kind, before, 0);
    if (type_.undeletes) {
      after = before;
      MarkDeleted(type_.kind, deleted, directory_.Now(), after);
      if (!deleted) DropTakenIds(snapshot, directory_.keys(), type_.kind, after);
      change.access_after = AccessBlob(snapshot, type_.kind, after, ~uint32_t{0});
      change.record = after;
      services::Project(directory_.keys(), sight, type_.kind, after, response);
    }
    WritePlan plan;
    plan.result = name;
    if (type_.kind == store::v1::KIND_THEME) {
      AddThemeRevision(snapshot, after, call.viewer.account, deleted ? "deprecated" : "taken back",
                       directory_.Now(), plan);
    }
    plan.writes.push_back(std::move(change));
    if (IsActor(type_.kind) && deleted) {
      PlanEndOfConsents(snapshot, directory_.Now(), (*old)->id(), plan);
      PlanEndOfEscrow(snapshot, (*old)->id(), plan);
    }
    return plan;
  };
  const absl::StatusOr<WriteOutcome> written = directory_.Write(*write, prepare);
  if (!written.ok()) return written.status();
  if (!written->replayed) return absl::OkStatus();
  response.Clear();
  SetText(response, "name", name);
  const std::shared_ptr<const Snapshot> snapshot = directory_.snapshot();
  const auto id = ParseNameOf(type_.kind, name);
  const absl::StatusOr<EntryPointer> now = snapshot->Read(type_.kind, id.value_or("-"));
  if (now.ok() && SightOf(*snapshot, call.viewer, type_.kind, (*now)->record).record) {
    Project(*snapshot, call.viewer, (*now)->record, response);
  }
  return absl::OkStatus();
}

absl::Status Resources::Delete(const CallContext& call, const Message& request,
                               Message& response) const {
  return SetDeleted(call, request, true, response);
}

absl::Status Resources::Undelete(const CallContext& call, const Message& request,
                                 Message& response) const {
  return SetDeleted(call, request, false, response);
}

}  // namespace tashbik::services
