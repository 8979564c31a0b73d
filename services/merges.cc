// Finds what refers to an actor, and lets it refer to another.
#include "services/merges.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "graph/same_name_search.h"
#include "services/actor_change.h"
#include "services/duplicates.h"
#include "services/errors.h"
#include "services/external_ids.h"
#include "services/facts.h"
#include "services/introduction_calls.h"
#include "services/merge_record.h"
#include "services/names.h"
#include "services/sensitivity.h"
#include "services/times.h"
#include "services/visibility.h"

namespace tashbik::services {
namespace {

using store::v1::MergeRecord;
using store::v1::MovedRecord;
using store::v1::Record;

// Records "parent/actor": an actor has one for each parent.
constexpr storage::Kind kMemberships[] = {store::v1::KIND_COALITION_MEMBER,
                                          store::v1::KIND_HUB_MEMBER, store::v1::KIND_ATTENDEE,
                                          store::v1::KIND_SIGNATURE};
// Records that name actors; those found by actor, and those that are all looked at.
constexpr storage::Kind kFound[] = {store::v1::KIND_ACCOUNT, store::v1::KIND_INTRODUCTION};
constexpr storage::Kind kLookedAt[] = {
    store::v1::KIND_COALITION, store::v1::KIND_HUB,          store::v1::KIND_INVITATION,
    store::v1::KIND_FEEDBACK,  store::v1::KIND_REGISTRATION, store::v1::KIND_CALL,
    store::v1::KIND_EVENT,     store::v1::KIND_STORY,        store::v1::KIND_STATEMENT};

std::string ParentOf(const std::string& id) { return id.substr(0, id.find('/')); }

// A record without what is derived anew.
Record Stored(Record record) {
  record.clear_text();
  return record;
}

// Who sees what: both ends of a membership, and the kept actor as it is to be, which may be
// stricter than the present one.
std::string WithGuard(const std::string& blob, const std::string& guard) {
  store::v1::ChangeAccess access;
  store::v1::ChangeAccess more;
  if (blob.empty() || !access.ParseFromString(blob) || !more.ParseFromString(guard)) return blob;
  for (const auto& one : more.guards()) *access.add_guards() = one;
  return access.SerializeAsString();
}

PlannedWrite Erasure(const Snapshot& snapshot, const Entry& entry) {
  PlannedWrite write{.kind = entry.kind, .id = entry.id(), .expected_version = entry.version};
  if (storage::InFeed(entry.kind)) {
    write.access_before = AccessBlob(snapshot, entry.kind, entry.record, 0);
  }
  return write;
}

// The write that puts a new record. `guard`: the access of the actor that it is to belong to.
PlannedWrite Addition(const Snapshot& snapshot, storage::Kind kind, Record record,
                      const std::string& guard) {
  PlannedWrite write{.kind = kind, .id = record.id()};
  if (storage::InFeed(kind)) {
    write.access_after = WithGuard(AccessBlob(snapshot, kind, record, ~uint32_t{0}), guard);
  }
  write.record = std::move(record);
  return write;
}

PlannedWrite Change(const Snapshot& snapshot, absl::Time now, const Entry& old, Record changed) {
  if (storage::InFeed(old.kind)) return ActorChange(snapshot, now, old, std::move(changed));
  PlannedWrite write{.kind = old.kind, .id = old.id(), .expected_version = old.version};
  write.record = std::move(changed);
  return write;
}

// One merge being planned.
class Merging {
 public:
  Merging(const Snapshot& snapshot, const Directory& directory, const Entry& kept,
          const Entry& merged)
      : snapshot_(snapshot),
        directory_(directory),
        now_(directory.Now()),
        kept_(kept),
        merged_(merged),
        kept_name_(NameOf(kept.kind, kept.id())),
        merged_name_(NameOf(merged.kind, merged.id())) {}

  absl::StatusOr<WritePlan> Plan(const std::string& account, const std::string& id,
                                 v1::Merge& result) {
    absl::StatusOr<Record> joined = Joined(kept_.record, merged_.record);
    if (!joined.ok()) return joined.status();
    after_ = *std::move(joined);
    Replace(VisibilityOf(after_), merged_name_, kept_name_);
    DeriveText(after_);
    DeriveSensitivity(snapshot_, after_);
    *record_.add_before()->mutable_record() = Stored(kept_.record);
    record_.mutable_before(0)->set_kind(kept_.kind);
    *record_.add_before()->mutable_record() = Stored(merged_.record);
    record_.mutable_before(1)->set_kind(merged_.kind);
    plan_.writes.push_back(ActorChange(snapshot_, now_, kept_, after_));
    plan_.writes.push_back(Erasure(snapshot_, merged_));
    guard_ = AccessBlob(snapshot_, kept_.kind, after_, 0);
    MoveMemberships();
    MoveSettings();
    MoveReferences();
    if (absl::Status moved = MoveBlocks(); !moved.ok()) return moved;
    if (absl::Status moved = MovePanicCode(); !moved.ok()) return moved;
    MoveExternalIds();
    MoveDistinctPairs();
    if (plan_.writes.size() > kMaxMoved) {
      return LimitExceeded("merged", absl::StrCat(plan_.writes.size(), " records refer to it"),
                           absl::StrCat(kMaxMoved, " records that one merge moves"));
    }
    *record_.mutable_after() = Stored(after_);
    record_.set_account(account);
    v1::Merge& merge = *record_.mutable_merge();
    merge.set_name(NameOf(store::v1::KIND_MERGE, id));
    merge.set_kept(kept_name_);
    merge.set_merged(merged_name_);
    *merge.mutable_create_time() = ToProto(now_);
    result = merge;
    Record history;
    history.set_id(id);
    *history.mutable_merge() = std::move(record_);
    plan_.writes.push_back({.kind = store::v1::KIND_MERGE, .id = id, .record = std::move(history)});
    plan_.result = result.name();
    return std::move(plan_);
  }

 private:
  void Note(const Entry& entry, const std::string& moved_to) {
    MovedRecord& moved = *record_.add_before();
    moved.set_kind(entry.kind);
    *moved.mutable_record() = Stored(entry.record);
    moved.set_moved_to(moved_to);
  }

  // Puts `entry` under another id, or erases it where that is taken.
  void Rekey(const Entry& entry, const std::string& id, bool taken) {
    plan_.writes.push_back(Erasure(snapshot_, entry));
    Note(entry, taken ? "" : id);
    if (taken) return;
    Record record = entry.record;
    record.set_id(id);
    Replace(record, merged_name_, kept_name_);
    plan_.writes.push_back(Addition(snapshot_, entry.kind, std::move(record), guard_));
  }

  void MoveMemberships() {
    for (const storage::Kind kind : kMemberships) {
      for (const EntryPointer& entry : snapshot_.catalog().Of(kind, merged_.id())) {
        const std::string id = absl::StrCat(ParentOf(entry->id()), "/", kept_.id());
        Rekey(*entry, id, snapshot_.catalog().Find(kind, id) != nullptr);
      }
    }
  }

  void MoveSettings() {
    constexpr storage::Kind kKind = store::v1::KIND_INTRODUCTION_SETTINGS;
    const EntryPointer settings = snapshot_.catalog().Find(kKind, merged_.id());
    if (settings == nullptr) return;
    Rekey(*settings, kept_.id(), snapshot_.catalog().Find(kKind, kept_.id()) != nullptr);
  }

  // What names both is left as it is: a meeting of the two has no other side to go over to.
  void Redirect(const Entry& entry) {
    if (!Mentions(entry.record, merged_name_) || Mentions(entry.record, kept_name_)) return;
    Record changed = entry.record;
    Replace(changed, merged_name_, kept_name_);
    Note(entry, entry.id());
    plan_.writes.push_back(Change(snapshot_, now_, entry, std::move(changed)));
  }

  void MoveReferences() {
    for (const storage::Kind kind : kFound) {
      for (const EntryPointer& entry : snapshot_.catalog().Of(kind, merged_.id())) {
        Redirect(*entry);
      }
    }
    for (const storage::Kind kind : kLookedAt) {
      snapshot_.catalog().ForEach(kind, "", [&](const EntryPointer& entry) {
        Redirect(*entry);
        return true;
      });
    }
  }

  // Whoever kept the merged one out keeps out the kept one. Nobody is told.
  absl::Status MoveBlocks() {
    for (const std::string& id : graph::ActorsThatBlock(snapshot_.network(), merged_.id())) {
      if (id == kept_.id() || id == merged_.id()) continue;
      absl::StatusOr<EntryPointer> entry = snapshot_.Read(store::v1::KIND_ORGANIZATION, id);
      if (absl::IsNotFound(entry.status())) {
        entry = snapshot_.Read(store::v1::KIND_DIASPORA_GROUP, id);
      }
      if (absl::IsNotFound(entry.status())) continue;
      if (!entry.ok()) return entry.status();
      Redirect(**entry);
    }
    return absl::OkStatus();
  }

  // Where the kept one has a code of its own, that alone hides it.
  absl::Status MovePanicCode() {
    const std::string& code = merged_.record.panic_code();
    if (code.empty() || after_.panic_code() != code) return absl::OkStatus();
    const absl::StatusOr<EntryPointer> entry = snapshot_.Read(store::v1::KIND_PANIC_CODE, code);
    if (absl::IsNotFound(entry.status())) return absl::OkStatus();
    if (!entry.ok()) return entry.status();
    Redirect(**entry);
    return absl::OkStatus();
  }

  void MoveExternalIds() {
    for (const auto& id : merged_.record.external_ids()) {
      const EntryPointer index =
          FindExternalId(snapshot_, directory_.keys(), id.account(), id.scheme(), id.value());
      if (index != nullptr) Redirect(*index);
    }
  }

  // Who is not the merged one is not the kept one either.
  void MoveDistinctPairs() {
    for (const EntryPointer& pair :
         snapshot_.catalog().Of(store::v1::KIND_DISTINCT_PAIR, merged_.id())) {
      const std::string first = ParentOf(pair->id());
      const std::string other = first == merged_.id() ? IdIn(pair->id()) : first;
      const std::string id = DistinctPairId(other, kept_.id());
      if (other == kept_.id() ||
          snapshot_.catalog().Find(store::v1::KIND_DISTINCT_PAIR, id) != nullptr) {
        continue;
      }
      Record record = pair->record;
      record.set_id(id);
      Note(*pair, id);
      plan_.writes.push_back(Addition(snapshot_, pair->kind, std::move(record), ""));
    }
  }

  const Snapshot& snapshot_;
  const Directory& directory_;
  const absl::Time now_;
  const Entry& kept_;
  const Entry& merged_;
  const std::string kept_name_;
  const std::string merged_name_;
  Record after_;
  std::string guard_;
  MergeRecord record_;
  WritePlan plan_;
};

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
    guard_ = AccessBlob(snapshot_, record_.before(1).kind(), merged, 0);
    merged.mutable_tier_update_micros()->Resize(graph::kTierCount - 1, 0);
    for (int64_t& micros : *merged.mutable_tier_update_micros()) {
      micros = absl::ToUnixMicros(now_);
    }
    plan_.writes.push_back(Addition(snapshot_, record_.before(1).kind(), std::move(merged), ""));
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
        Record entry;
        entry.set_id(ExternalIdKey(directory_.keys(), id.account(), id.scheme(), id.value()));
        *entry.mutable_external_id() = id;
        entry.mutable_external_id()->set_name(record_.merge().merged());
        plan_.writes.push_back(
            Addition(snapshot_, store::v1::KIND_EXTERNAL_ID, std::move(entry), ""));
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

  bool HasParent(storage::Kind kind, const std::string& id) const {
    const std::string parent = ParentOf(id);
    for (const storage::Kind of : {store::v1::KIND_COALITION, store::v1::KIND_HUB,
                                   store::v1::KIND_EVENT, store::v1::KIND_STATEMENT}) {
      if (snapshot_.catalog().Find(of, parent) != nullptr) return true;
    }
    return kind == store::v1::KIND_INTRODUCTION_SETTINGS;
  }

  // What is gone since stays gone; what changed since comes back as it is now.
  absl::Status BringBack(const MovedRecord& moved) {
    const storage::Kind kind = moved.kind();
    const std::string& id = moved.record().id();
    if (moved.moved_to().empty()) {
      if (HasParent(kind, id)) {
        plan_.writes.push_back(Addition(snapshot_, kind, moved.record(), guard_));
      }
      return absl::OkStatus();
    }
    const absl::StatusOr<EntryPointer> now = snapshot_.Read(kind, moved.moved_to());
    if (absl::IsNotFound(now.status())) return absl::OkStatus();
    if (!now.ok()) return now.status();
    if (kind == store::v1::KIND_DISTINCT_PAIR) {
      plan_.writes.push_back(Erasure(snapshot_, **now));
      return absl::OkStatus();
    }
    Record record = (*now)->record;
    Replace(record, record_.merge().kept(), record_.merge().merged());
    if (moved.moved_to() == id) {
      if (Mentions(moved.record(), record_.merge().kept())) return absl::OkStatus();
      if (IsActor(kind)) DeriveText(record);
      plan_.writes.push_back(Change(snapshot_, now_, **now, std::move(record)));
      return absl::OkStatus();
    }
    record.set_id(id);
    plan_.writes.push_back(Erasure(snapshot_, **now));
    plan_.writes.push_back(Addition(snapshot_, kind, std::move(record), guard_));
    return absl::OkStatus();
  }

  const Snapshot& snapshot_;
  const Directory& directory_;
  const std::string account_;
  const absl::Time now_;
  const Entry& merge_;
  const MergeRecord& record_;
  const Entry& kept_;
  std::string guard_;
  WritePlan plan_;
};

absl::Status CheckPair(const Snapshot& snapshot, absl::Time now, const Entry& kept,
                       const Entry& merged) {
  if (kept.kind != merged.kind) {
    return FieldInvalid("merged", "is of another kind than `kept`",
                        "merge two organizations, or two diaspora groups");
  }
  if (kept.id() == merged.id()) {
    return FieldInvalid("merged", "is `kept` itself", "name another actor");
  }
  for (const Entry* one : {&kept, &merged}) {
    if (IsPending(one->record)) {
      return StateConflict(absl::StrCat(NameOf(one->kind, one->id()),
                                        " waits for verification: verify or refuse it first"),
                           "PENDING");
    }
  }
  if (HasOwnAccount(snapshot, NameOf(kept.kind, kept.id()), now) &&
      HasOwnAccount(snapshot, NameOf(merged.kind, merged.id()), now)) {
    return StateConflict(
        "both have accounts of their own: their people decide, one of them must let go of its "
        "accounts first",
        "BOTH_CLAIMED");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<WritePlan> PlanMerge(const Snapshot& snapshot, const Directory& directory,
                                    const Viewer& viewer, const v1::MergeActorsRequest& request,
                                    const std::string& id, v1::Merge& result) {
  absl::StatusOr<EntryPointer> kept = ActorToChange(snapshot, viewer, request.kept(), "kept");
  if (!kept.ok()) return kept.status();
  absl::StatusOr<EntryPointer> merged = ActorToChange(snapshot, viewer, request.merged(), "merged");
  if (!merged.ok()) return merged.status();
  if (absl::Status good = CheckPair(snapshot, directory.Now(), **kept, **merged); !good.ok()) {
    return good;
  }
  return Merging(snapshot, directory, **kept, **merged).Plan(viewer.account, id, result);
}

bool SeesMerge(const Snapshot& snapshot, const Viewer& viewer, const MergeRecord& merge) {
  const auto kept = ParseActorName(merge.merge().kept());
  if (!kept || merge.before_size() < 2) return false;
  const absl::StatusOr<EntryPointer> now = snapshot.Read(kept->kind, kept->id);
  if (!now.ok() || !SightOf(snapshot, viewer, kept->kind, (*now)->record).writer) return false;
  const MovedRecord& before = merge.before(1);
  if (before.record().has_organization() || before.record().has_diaspora_group()) {
    return SightOf(snapshot, viewer, before.kind(), before.record()).writer;
  }
  // It was undone: the record itself says.
  const absl::StatusOr<EntryPointer> merged = snapshot.Read(before.kind(), before.record().id());
  return merged.ok() && SightOf(snapshot, viewer, before.kind(), (*merged)->record).writer;
}

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
