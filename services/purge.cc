// One plan for each record: what belongs to it goes in the same commit.
#include "services/purge.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/external_ids.h"
#include "services/facts.h"
#include "services/introductions.h"
#include "services/limits.h"
#include "services/message_fields.h"
#include "services/names.h"
#include "services/references.h"
#include "services/statement_signatures.h"
#include "services/visibility.h"

namespace tashbik::services {
namespace {

constexpr storage::Kind kKinds[] = {store::v1::KIND_ORGANIZATION, store::v1::KIND_DIASPORA_GROUP,
                                    store::v1::KIND_COALITION,    store::v1::KIND_HUB,
                                    store::v1::KIND_CALL,         store::v1::KIND_EVENT,
                                    store::v1::KIND_STORY,        store::v1::KIND_STATEMENT};

bool IsDue(const Entry& entry, absl::Time now) {
  if (!IsDeleted(entry.record)) return false;
  const auto* time = MessageOf(ResourceIn(entry.record), "delete_time");
  const int64_t seconds = static_cast<const google::protobuf::Timestamp&>(*time).seconds();
  return now - absl::FromUnixSeconds(seconds) > kUndeleteTime;
}

void Erase(const Entry& entry, WritePlan& plan) {
  plan.writes.push_back({.kind = entry.kind, .id = entry.id(), .expected_version = entry.version});
}

// Records of `kind` whose parent this is.
void EraseChildren(const Snapshot& snapshot, storage::Kind kind, const std::string& parent,
                   WritePlan& plan) {
  const std::string prefix = absl::StrCat(parent, "/");
  snapshot.catalog().ForEach(kind, prefix, [&](const EntryPointer& child) {
    if (!absl::StartsWith(child->id(), prefix)) return false;
    Erase(*child, plan);
    return true;
  });
}

// What the actor gave in introductions goes; that there was one stays with the other side, which
// must not tell an actor that was erased from one that does not answer.
void PurgeMeetings(const Snapshot& snapshot, const Entry& actor, absl::Time now, WritePlan& plan) {
  const Catalog& catalog = snapshot.catalog();
  const std::string name = NameOf(actor.kind, actor.id());
  for (const EntryPointer& entry : catalog.Of(store::v1::KIND_INTRODUCTION, actor.id())) {
    PlannedWrite write{.kind = entry->kind, .id = entry->id(), .expected_version = entry->version};
    write.record = entry->record;
    Forget(*write.record->mutable_introduction(), name, now);
    plan.writes.push_back(std::move(write));
  }
  for (const EntryPointer& entry : catalog.Of(store::v1::KIND_FEEDBACK, actor.id())) {
    Erase(*entry, plan);
  }
  if (const EntryPointer settings =
          catalog.Find(store::v1::KIND_INTRODUCTION_SETTINGS, actor.id())) {
    Erase(*settings, plan);
  }
}

// The kind whose records those of `kind` belong to, by their ids.
storage::Kind ParentOf(storage::Kind kind) {
  switch (kind) {
    case store::v1::KIND_COALITION_MEMBER:
    case store::v1::KIND_CHECK_IN:
      return store::v1::KIND_COALITION;
    case store::v1::KIND_HUB_MEMBER:
    case store::v1::KIND_CIRCLE:
      return store::v1::KIND_HUB;
    case store::v1::KIND_ATTENDEE:
      return store::v1::KIND_EVENT;
    default:
      return store::v1::KIND_STATEMENT;  // of signatures
  }
}

// What still names what is erased names it no longer. Nobody saw the name, which was deleted for 30
// days, so this is no change that anybody is told of.
void ForgetEverywhere(const Snapshot& snapshot, const std::string& name, WritePlan& plan) {
  for (const storage::Kind kind : {store::v1::KIND_COALITION, store::v1::KIND_CALL,
                                   store::v1::KIND_EVENT, store::v1::KIND_STORY}) {
    snapshot.catalog().ForEach(kind, "", [&](const EntryPointer& entry) {
      store::v1::Record record = entry->record;
      if (!ForgetReference(name, record)) return true;
      PlannedWrite write{.kind = kind, .id = entry->id(), .expected_version = entry->version};
      write.access_before = AccessBlob(snapshot, kind, entry->record, 0);
      write.access_after = AccessBlob(snapshot, kind, record, 0);
      write.record = std::move(record);
      plan.writes.push_back(std::move(write));
      return true;
    });
  }
}

WritePlan PlanOf(const Snapshot& snapshot, const Directory& directory, const Entry& entry) {
  const Keys& keys = directory.keys();
  const absl::Time now = directory.Now();
  WritePlan plan;
  Erase(entry, plan);
  if (IsActor(entry.kind)) {
    for (const storage::Kind kind :
         {store::v1::KIND_COALITION_MEMBER, store::v1::KIND_HUB_MEMBER, store::v1::KIND_ATTENDEE}) {
      for (const EntryPointer& of_actor : snapshot.catalog().Of(kind, entry.id())) {
        Erase(*of_actor, plan);
      }
    }
    PlanForgetSigner(snapshot, directory, entry.id(), plan);
    // What a merge keeps of both goes with either.
    for (const storage::Kind kind : {store::v1::KIND_DISTINCT_PAIR, store::v1::KIND_MERGE}) {
      for (const EntryPointer& record : snapshot.catalog().Of(kind, entry.id())) {
        Erase(*record, plan);
      }
    }
    PurgeMeetings(snapshot, entry, now, plan);
    for (const EntryPointer& registration :
         snapshot.catalog().Of(store::v1::KIND_REGISTRATION, entry.id())) {
      Erase(*registration, plan);
    }
    const absl::StatusOr<EntryPointer> panic =
        snapshot.Read(store::v1::KIND_PANIC_CODE, entry.record.panic_code());
    if (panic.ok()) Erase(**panic, plan);
  }
  for (const storage::Kind kind :
       {store::v1::KIND_COALITION_MEMBER, store::v1::KIND_CHECK_IN, store::v1::KIND_HUB_MEMBER,
        store::v1::KIND_CIRCLE, store::v1::KIND_ATTENDEE, store::v1::KIND_SIGNATURE}) {
    if (ParentOf(kind) == entry.kind) EraseChildren(snapshot, kind, entry.id(), plan);
  }
  if (IsActor(entry.kind) || entry.kind == store::v1::KIND_COALITION) {
    ForgetEverywhere(snapshot, NameOf(entry.kind, entry.id()), plan);
  }
  for (const auto& id : entry.record.external_ids()) {
    const EntryPointer index =
        FindExternalId(snapshot, keys, id.account(), id.scheme(), id.value());
    if (index == nullptr) continue;
    const std::string name = NameOf(entry.kind, entry.id());
    store::v1::Record without = index->record;
    if (without.external_id().name() == name) {
      Erase(*index, plan);
    } else if (ForgetHolder(name, without)) {
      plan.writes.push_back({.kind = index->kind,
                             .id = index->id(),
                             .record = std::move(without),
                             .expected_version = index->version});
    }
  }
  return plan;
}

}  // namespace

absl::Status PurgeDeleted(Directory& directory) {
  std::vector<std::pair<storage::Kind, std::string>> due;
  const std::shared_ptr<const Snapshot> before = directory.snapshot();
  for (const storage::Kind kind : kKinds) {
    before->catalog().ForEach(kind, "", [&](const EntryPointer& entry) {
      if (IsDue(*entry, directory.Now())) due.emplace_back(kind, entry->id());
      return true;
    });
  }
  for (const auto& record : due) {
    const absl::StatusOr<WriteOutcome> written = directory.Write(
        WriteCall{.method = "Purge"}, [&](const Snapshot& now) -> absl::StatusOr<WritePlan> {
          const EntryPointer entry = now.catalog().Find(record.first, record.second);
          if (entry == nullptr || !IsDue(*entry, directory.Now())) return WritePlan();
          return PlanOf(now, directory, *entry);
        });
    if (!written.ok()) return written.status();
  }
  return absl::OkStatus();
}

}  // namespace tashbik::services
