// Finds what refers to an actor, and lets it refer to another.
#include "services/merges.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "graph/protections.h"
#include "graph/same_name_search.h"
#include "services/actor_change.h"
#include "services/duplicates.h"
#include "services/errors.h"
#include "services/external_ids.h"
#include "services/facts.h"
#include "services/introduction_calls.h"
#include "services/merge_fields.h"
#include "services/merge_record.h"
#include "services/merge_writes.h"
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
// Records that name actors; those found by actor, and those that are all looked at. Of actors these
// are the deleted ones: whom they keep out counts again once they are back.
constexpr storage::Kind kFound[] = {store::v1::KIND_ACCOUNT, store::v1::KIND_INTRODUCTION};
constexpr storage::Kind kLookedAt[] = {
    store::v1::KIND_COALITION,    store::v1::KIND_HUB,           store::v1::KIND_INVITATION,
    store::v1::KIND_FEEDBACK,     store::v1::KIND_REGISTRATION,  store::v1::KIND_CALL,
    store::v1::KIND_EVENT,        store::v1::KIND_STORY,         store::v1::KIND_STATEMENT,
    store::v1::KIND_ORGANIZATION, store::v1::KIND_DIASPORA_GROUP};

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
    told_ = SeenByAll(merged_.kind, merged_.record) && SeenByAll(kept_.kind, after_);
    MoveMemberships();
    MoveSettings();
    MoveReferences();
    if (absl::Status moved = MoveBlocks(); !moved.ok()) return moved;
    if (absl::Status moved = MovePanicCode(); !moved.ok()) return moved;
    MoveExternalIds();
    MoveDistinctPairs();
    const size_t moved = static_cast<size_t>(record_.before_size()) - 2;
    if (moved > kMaxMoved) {
      return LimitExceeded("merged",
                           absl::StrCat(moved,
                                        " records that refer to it (merge the other way round, or "
                                        "take it out of some of them first)"),
                           absl::StrCat(kMaxMoved));
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
    Rename(record);
    plan_.writes.push_back(Addition(snapshot_, entry.kind, std::move(record), &after_));
  }

  // Also in whose name it was written: who joined by itself is not entered by others now.
  void Rename(Record& record) const {
    Replace(record, merged_name_, kept_name_);
    if (record.owner_actor() == merged_.id()) record.set_owner_actor(kept_.id());
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
    Rename(changed);
    Note(entry, entry.id());
    plan_.writes.push_back(Change(snapshot_, now_, entry, std::move(changed), after_, told_));
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

  // Whom an id stood for earlier stays.
  void MoveExternalIds() {
    for (const auto& id : merged_.record.external_ids()) {
      const EntryPointer index =
          FindExternalId(snapshot_, directory_.keys(), id.account(), id.scheme(), id.value());
      if (index == nullptr || index->record.external_id().name() != merged_name_) continue;
      Record changed = index->record;
      changed.mutable_external_id()->set_name(kept_name_);
      Note(*index, index->id());
      plan_.writes.push_back(Change(snapshot_, now_, *index, std::move(changed), after_, told_));
    }
  }

  // Who is not the merged one is not the kept one either.
  void MoveDistinctPairs() {
    constexpr storage::Kind kKind = store::v1::KIND_DISTINCT_PAIR;
    for (const EntryPointer& pair : snapshot_.catalog().Of(kKind, merged_.id())) {
      const std::string first = ParentOf(pair->id());
      const std::string other = first == merged_.id() ? IdIn(pair->id()) : first;
      const std::string id = DistinctPairId(other, kept_.id());
      Rekey(*pair, id, other == kept_.id() || snapshot_.catalog().Find(kKind, id) != nullptr);
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
  bool told_ = false;
  MergeRecord record_;
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

// An actor's record with what the viewer reads of it and nothing else.
Record SeenBy(const Viewer& viewer, const Snapshot& snapshot, const Entry& actor) {
  Record seen = actor.record;
  auto& resource = *MutableResourceIn(actor.kind, seen);
  resource.Clear();
  Reveal(SightOf(snapshot, viewer, actor.kind, actor.record), actor.record, resource);
  ProfileOf(seen).clear_external_ids();  // the record has them
  DeriveText(seen);
  DeriveSensitivity(snapshot, seen);
  return seen;
}

// What the kept one would be, of what the viewer sees of both now: who may merge must not learn by
// asking, without a trace, what one of them keeps from it.
void ShowJoined(const Snapshot& snapshot, const Directory& directory, const Viewer& viewer,
                const Entry& kept, const Entry& merged, v1::Merge& result) {
  absl::StatusOr<Record> joined =
      Joined(SeenBy(viewer, snapshot, kept), SeenBy(viewer, snapshot, merged));
  if (!joined.ok()) return;
  Replace(VisibilityOf(*joined), result.merged(), result.kept());
  DeriveText(*joined);
  DeriveSensitivity(snapshot, *joined);
  const Sight sight = SightOf(snapshot, viewer, kept.kind, *joined);
  if (!sight.record) return;
  const auto show = [&](auto& actor) {
    Project(directory.keys(), sight, kept.kind, *joined, actor);
    actor.clear_update_time();
    actor.clear_etag();
  };
  if (joined->has_diaspora_group()) {
    show(*result.mutable_diaspora_group());
  } else {
    show(*result.mutable_organization());
  }
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
  absl::StatusOr<WritePlan> plan =
      Merging(snapshot, directory, **kept, **merged).Plan(viewer.account, id, result);
  if (plan.ok() && request.validate_only()) {
    ShowJoined(snapshot, directory, viewer, **kept, **merged, result);
  }
  return plan;
}

bool SeesMerge(const Snapshot& snapshot, const Viewer& viewer, const MergeRecord& merge) {
  if (graph::IsRemoved(graph::Protection::kMergesOfOthers)) return true;
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

}  // namespace tashbik::services
