// Takes a merge back: compares what was before it, what it made, and what is now.
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/actor_change.h"
#include "services/errors.h"
#include "services/external_ids.h"
#include "services/facts.h"
#include "services/merge_fields.h"
#include "services/merge_writes.h"
#include "services/merges.h"
#include "services/names.h"
#include "services/sensitivity.h"
#include "services/times.h"
#include "services/visibility.h"

namespace tashbik::services {
namespace {

using store::v1::MergeRecord;
using store::v1::MovedRecord;
using store::v1::Record;

// One merge being taken back.
class Undoing {
 public:
  Undoing(const Snapshot& snapshot, const Directory& directory, const std::string& account,
          const Entry& merge, const Entry& kept)
      : snapshot_(snapshot),
        directory_(directory),
        account_(account),
        now_(directory.Now()),
        merge_(merge),
        record_(merge.record.merge()),
        kept_(kept) {}

  absl::StatusOr<WritePlan> Plan(v1::Merge& result) {
    Record merged = record_.before(1).record();
    if (absl::Status back = BringBackIds(merged); !back.ok()) return back;
    TakeApart(std::move(merged));
    for (int i = 2; i < record_.before_size(); ++i) {
      if (absl::Status back = BringBack(record_.before(i)); !back.ok()) return back;
    }
    Entry history = merge_;
    *history.record.mutable_merge()->mutable_merge()->mutable_undo_time() = ToProto(now_);
    // It is history from now on: what both were is in their own records again.
    history.record.mutable_merge()->clear_before();
    history.record.mutable_merge()->clear_after();
    for (int i = 0; i < 2; ++i) {
      MovedRecord& side = *history.record.mutable_merge()->add_before();
      side.set_kind(record_.before(i).kind());
      side.mutable_record()->set_id(record_.before(i).record().id());
    }
    result = history.record.merge().merge();
    plan_.writes.push_back({.kind = merge_.kind,
                            .id = merge_.id(),
                            .record = history.record,
                            .expected_version = merge_.version});
    plan_.result = result.name();
    return std::move(plan_);
  }

 private:
  void TakeApart(Record merged) {
    Record kept = record_.before(0).record();
    const auto tiers = kept_.record.tier_update_micros();
    const store::v1::Sensitivity sensitivity = kept.sensitivity();
    Record now = kept_.record;
    Record after = record_.after();
    for (Record* one : {&kept, &now, &after}) {
      one->clear_text();
      one->clear_sensitivity();
      one->clear_tier_update_micros();
    }
    ApplySince(after, now, kept);
    *kept.mutable_tier_update_micros() = tiers;
    *kept.mutable_sensitivity() = sensitivity;
    if (kept.has_organization() && kept.organization().profile().names().empty()) {
      *kept.mutable_organization()->mutable_profile()->mutable_names() =
          now.organization().profile().names();
    }
    if (kept.has_diaspora_group() && kept.diaspora_group().profile().names().empty()) {
      *kept.mutable_diaspora_group()->mutable_profile()->mutable_names() =
          now.diaspora_group().profile().names();
    }
    DeriveText(kept);
    DeriveSensitivity(snapshot_, kept);
    plan_.writes.push_back(ActorChange(snapshot_, now_, kept_, std::move(kept)));
    DeriveText(merged);
    DeriveSensitivity(snapshot_, merged);
    told_ = SeenByAll(kept_.kind, kept_.record) && SeenByAll(kept_.kind, merged);
    merged.mutable_tier_update_micros()->Resize(graph::kTierCount - 1, 0);
    for (int64_t& micros : *merged.mutable_tier_update_micros()) {
      micros = absl::ToUnixMicros(now_);
    }
    merged_ = merged;
    plan_.writes.push_back(
        Addition(snapshot_, record_.before(1).kind(), std::move(merged), nullptr));
  }

  // An id that was given to another record since cannot stand for two. The caller is told of its
  // own; others' are theirs to know of, and where they put them since holds.
  absl::Status BringBackIds(Record& merged) {
    auto* ids = merged.mutable_external_ids();
    for (int i = ids->size(); i-- > 0;) {
      const store::v1::ExternalIdRecord id = ids->Get(i);
      const EntryPointer index =
          FindExternalId(snapshot_, directory_.keys(), id.account(), id.scheme(), id.value());
      if (index == nullptr) {
        const std::string key =
            ExternalIdKey(directory_.keys(), id.account(), id.scheme(), id.value());
        plan_.writes.push_back(Addition(snapshot_, store::v1::KIND_EXTERNAL_ID,
                                        IndexOf(key, id, record_.merge().merged(), nullptr),
                                        nullptr));
      } else if (index->record.external_id().name() != record_.merge().kept()) {
        if (id.account() == account_) {
          return StateConflict(
              absl::StrCat("an external id of scheme ", id.scheme(),
                           " stands for another record now: take it off that one first"),
              "ID_TAKEN");
        }
        ids->DeleteSubrange(i, 1);
      }
    }
    return absl::OkStatus();
  }

  // Whether what a record that was erased belongs to is still there.
  bool HasParent(storage::Kind kind, const std::string& id) const {
    const std::string parent = ParentOf(id);
    if (kind == store::v1::KIND_INTRODUCTION_SETTINGS) return true;
    if (kind == store::v1::KIND_DISTINCT_PAIR) {
      const std::string merged = IdIn(record_.merge().merged());
      return IsThere(parent == merged ? IdIn(id) : parent);
    }
    for (const storage::Kind of : {store::v1::KIND_COALITION, store::v1::KIND_HUB,
                                   store::v1::KIND_EVENT, store::v1::KIND_STATEMENT}) {
      if (snapshot_.catalog().Find(of, parent) != nullptr) return true;
    }
    return false;
  }

  // Whether there is an actor with this id, of the kind of the two.
  bool IsThere(const std::string& id) const { return snapshot_.Read(kept_.kind, id).ok(); }

  // The record as it is now, of the merged one again; also in whose name it was written.
  Record GivenBack(const MovedRecord& moved, const Record& now) const {
    Record record = now;
    Replace(record, record_.merge().kept(), record_.merge().merged());
    if (now.owner_actor() == kept_.id() && moved.record().owner_actor() != kept_.id()) {
      record.set_owner_actor(IdIn(record_.merge().merged()));
    }
    return record;
  }

  // What is gone since stays gone; what changed since comes back as it is now.
  absl::Status BringBack(const MovedRecord& moved) {
    const storage::Kind kind = moved.kind();
    const std::string& id = moved.record().id();
    if (moved.moved_to().empty()) {
      if (HasParent(kind, id)) {
        plan_.writes.push_back(Addition(snapshot_, kind, moved.record(), &merged_));
      }
      return absl::OkStatus();
    }
    const absl::StatusOr<EntryPointer> now = snapshot_.Read(kind, moved.moved_to());
    if (absl::IsNotFound(now.status())) return absl::OkStatus();
    if (!now.ok()) return now.status();
    if (kind == store::v1::KIND_EXTERNAL_ID) {
      Record index = (*now)->record;
      if (index.external_id().name() != record_.merge().kept()) return absl::OkStatus();
      index.mutable_external_id()->set_name(record_.merge().merged());
      plan_.writes.push_back(Change(snapshot_, now_, **now, std::move(index), merged_, told_));
      return absl::OkStatus();
    }
    Record record = GivenBack(moved, (*now)->record);
    if (moved.moved_to() == id) {
      if (Mentions(moved.record(), record_.merge().kept())) return absl::OkStatus();
      if (IsActor(kind)) DeriveText(record);
      plan_.writes.push_back(Change(snapshot_, now_, **now, std::move(record), merged_, told_));
      return absl::OkStatus();
    }
    record.set_id(id);
    plan_.writes.push_back(Erasure(snapshot_, **now));
    plan_.writes.push_back(Addition(snapshot_, kind, std::move(record), &merged_));
    return absl::OkStatus();
  }

  const Snapshot& snapshot_;
  const Directory& directory_;
  const std::string account_;
  const absl::Time now_;
  const Entry& merge_;
  const MergeRecord& record_;
  const Entry& kept_;
  Record merged_;  // as it is to be
  bool told_ = false;
  WritePlan plan_;
};

}  // namespace

absl::StatusOr<WritePlan> PlanUndo(const Snapshot& snapshot, const Directory& directory,
                                   const Viewer& viewer, absl::string_view name,
                                   v1::Merge& result) {
  if (name.empty()) return FieldRequired("name", "`merges/{merge}`");
  const auto id = ParseNameOf(store::v1::KIND_MERGE, name);
  if (!id) return FieldInvalid("name", "names no merge", "use `merges/{merge}`");
  const EntryPointer entry = snapshot.catalog().Find(store::v1::KIND_MERGE, *id);
  if (entry == nullptr) return NotFound(name);
  const MergeRecord& merge = entry->record.merge();
  const auto kept_name = ParseActorName(merge.merge().kept());
  const absl::StatusOr<EntryPointer> kept = kept_name
                                                ? snapshot.Read(kept_name->kind, kept_name->id)
                                                : absl::StatusOr<EntryPointer>(NotFound(name));
  if (absl::IsNotFound(kept.status())) {
    // It went into another: whoever may undo that merge may know.
    for (const EntryPointer& later :
         snapshot.catalog().Of(store::v1::KIND_MERGE, kept_name ? kept_name->id : std::string())) {
      const MergeRecord& other = later->record.merge();
      if (other.merge().merged() == merge.merge().kept() && !other.merge().has_undo_time() &&
          SeesMerge(snapshot, viewer, other)) {
        return StateConflict(absl::StrCat(merge.merge().kept(), " went into another actor: undo ",
                                          other.merge().name(), " first"),
                             "MERGED_AGAIN");
      }
    }
    return NotFound(name);
  }
  if (!kept.ok()) return kept.status();
  if (!SeesMerge(snapshot, viewer, merge)) return NotFound(name);
  if (merge.merge().has_undo_time()) return StateConflict("it was undone already", "UNDONE");
  if (IsDeleted((*kept)->record)) {
    return StateConflict(absl::StrCat(merge.merge().kept(), " is deleted: undelete it first"),
                         "DELETED");
  }
  return Undoing(snapshot, directory, viewer.account, *entry, **kept).Plan(result);
}

}  // namespace tashbik::services
