// The steps of a review.
#include "services/review.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/actor_change.h"
#include "services/admissions.h"
#include "services/errors.h"
#include "services/facts.h"
#include "services/names.h"
#include "services/registration_texts.h"
#include "services/times.h"
#include "services/visibility.h"

namespace tashbik::services {
namespace {

using store::v1::Record;

const v1::Registration& In(const Record& record) { return record.registration().registration(); }

std::string HubOf(const Record& registration) {
  return ParseNameOf(store::v1::KIND_HUB, In(registration).hub()).value_or("");
}

// The viewer's latest registration, or null.
EntryPointer Latest(const Snapshot& snapshot, const Viewer& viewer) {
  EntryPointer latest;
  for (const std::string* concerned : {&viewer.account, &viewer.actor}) {
    if (concerned->empty()) continue;
    for (const EntryPointer& entry :
         snapshot.catalog().Of(store::v1::KIND_REGISTRATION, *concerned)) {
      if (latest == nullptr ||
          TimeOf(In(latest->record).create_time()) < TimeOf(In(entry->record).create_time())) {
        latest = entry;
      }
    }
  }
  return latest;
}

std::string StateName(v1::RegistrationState state) {
  return std::string(absl::StripPrefix(v1::RegistrationState_Name(state), "REGISTRATION_STATE_"));
}

bool Takes(v1::RegistrationState state, ReviewStep step) {
  switch (step) {
    case ReviewStep::kVerify:
    case ReviewStep::kAsk:
      return state != v1::REGISTRATION_STATE_VERIFIED;
    case ReviewStep::kRefuse:
      return state != v1::REGISTRATION_STATE_REFUSED;
    case ReviewStep::kAnswer:
      return state == v1::REGISTRATION_STATE_ASKED;
  }
  return false;
}

// Ends the membership of the hub. Who is in no other hub is as one that waits: seen by its owner
// and the hub's coordinators alone.
void PlanRefused(const Snapshot& snapshot, absl::Time now, const Entry& actor,
                 const std::string& hub, WritePlan& plan) {
  bool elsewhere = false;
  for (const EntryPointer& member : snapshot.catalog().Of(store::v1::KIND_HUB_MEMBER, actor.id())) {
    if (member->id() != absl::StrCat(hub, "/", actor.id())) {
      elsewhere = true;
      continue;
    }
    PlannedWrite write{
        .kind = member->kind, .id = member->id(), .expected_version = member->version};
    write.access_before = AccessBlob(snapshot, member->kind, member->record, 0);
    plan.writes.push_back(std::move(write));
  }
  if (elsewhere || StateOf(actor.record) == v1::ACTOR_STATE_PENDING) return;
  Record changed = actor.record;
  SetState(changed, v1::ACTOR_STATE_PENDING);
  plan.writes.push_back(ActorChange(snapshot, now, actor, std::move(changed)));
}

// The state after a step that changes no record but the registration's.
v1::RegistrationState After(ReviewStep step, const Record* actor) {
  switch (step) {
    case ReviewStep::kVerify:
      return v1::REGISTRATION_STATE_VERIFIED;
    case ReviewStep::kAsk:
      return v1::REGISTRATION_STATE_ASKED;
    case ReviewStep::kRefuse:
      return v1::REGISTRATION_STATE_REFUSED;
    case ReviewStep::kAnswer:
      break;
  }
  const bool verified = actor != nullptr && StateOf(*actor) != v1::ACTOR_STATE_PENDING;
  return verified ? v1::REGISTRATION_STATE_REVIEW : v1::REGISTRATION_STATE_PENDING;
}

}  // namespace

bool Registers(const Viewer& viewer, const Record& registration) {
  const store::v1::RegistrationRecord& stored = registration.registration();
  return (!viewer.account.empty() && viewer.account == stored.account()) ||
         (!viewer.actor_name.empty() && viewer.actor_name == stored.registration().actor());
}

bool Reviews(const Viewer& viewer, const Record& registration) {
  return viewer.Coordinates(HubOf(registration));
}

absl::StatusOr<EntryPointer> FindRegistration(const Snapshot& snapshot, const Viewer& viewer,
                                              absl::string_view name) {
  constexpr char kPattern[] = "`registrations/{registration}`";
  if (name.empty()) return FieldRequired("name", kPattern);
  EntryPointer entry;
  if (name == "registrations/-") {
    entry = Latest(snapshot, viewer);
  } else {
    const auto id = ParseNameOf(store::v1::KIND_REGISTRATION, name);
    if (!id) {
      return FieldInvalid("name", "is no name of a registration", absl::StrCat("use ", kPattern));
    }
    entry = snapshot.catalog().Find(store::v1::KIND_REGISTRATION, *id);
  }
  if (entry == nullptr || !(Registers(viewer, entry->record) || Reviews(viewer, entry->record))) {
    return NotFound(name);
  }
  return entry;
}

v1::Registration Shown(const Viewer& viewer, const Record& registration) {
  v1::Registration shown = In(registration);
  shown.set_vouch_count(static_cast<int>(
      std::count_if(shown.vouches().begin(), shown.vouches().end(),
                    [](const v1::Vouch& vouch) { return !vouch.has_withdraw_time(); })));
  if (!Reviews(viewer, registration)) shown.clear_vouches();
  return shown;
}

absl::StatusOr<WritePlan> PlanStep(ReviewStep step, absl::string_view name, std::string note,
                                   const std::string& request_id, const Snapshot& snapshot,
                                   absl::Time now, const Viewer& viewer) {
  Violations faults;
  CheckRequestId(request_id, faults);
  if (step == ReviewStep::kVerify) {
    CheckNote(note, "note", faults);
  } else {
    CheckNeededNote(note, "note", "what the other side is to read", faults);
  }
  absl::StatusOr<EntryPointer> found = FindRegistration(snapshot, viewer, name);
  if (absl::IsInvalidArgument(found.status())) faults.Add(found.status());
  if (!faults.empty()) return faults.ToStatus();
  if (!found.ok()) return found.status();
  const Entry& entry = **found;
  const bool answers = step == ReviewStep::kAnswer;
  if (answers ? !Registers(viewer, entry.record) : !Reviews(viewer, entry.record)) {
    return NotFound(name);
  }
  const v1::RegistrationState state = In(entry.record).state();
  if (!Takes(state, step)) {
    return StateConflict(absl::StrCat("this registration is ", StateName(state)), StateName(state));
  }
  if (In(entry.record).notes_size() >= kMaxNotes && !note.empty()) {
    return LimitExceeded("note", absl::StrCat(kMaxNotes + 1, " notes"),
                         absl::StrCat(kMaxNotes, " notes of one registration"));
  }
  const absl::StatusOr<EntryPointer> actor = ReadActor(snapshot, In(entry.record).actor());
  if (!actor.ok() && !absl::IsNotFound(actor.status())) return actor.status();
  const bool live = actor.ok() && !IsDeleted((*actor)->record);
  if (step == ReviewStep::kVerify && !live) {
    return StateConflict("the actor of this registration was deleted", "DELETED");
  }
  Record changed = entry.record;
  v1::Registration& registration = *changed.mutable_registration()->mutable_registration();
  registration.set_state(After(step, live ? &(*actor)->record : nullptr));
  if (!answers) *registration.mutable_decide_time() = ToProto(now);
  if (!note.empty()) {
    v1::RegistrationNote& line = *registration.add_notes();
    line.set_from_coordinator(!answers);
    line.set_text(std::move(note));
    *line.mutable_create_time() = ToProto(now);
  }
  WritePlan plan;
  plan.result = registration.name();
  plan.writes.push_back({.kind = store::v1::KIND_REGISTRATION,
                         .id = entry.id(),
                         .record = std::move(changed),
                         .expected_version = entry.version});
  if (step == ReviewStep::kVerify) {
    PlanVerified(snapshot, now, actor->get(), (*actor)->record, HubOf(entry.record), plan);
  } else if (step == ReviewStep::kRefuse && live) {
    PlanRefused(snapshot, now, **actor, HubOf(entry.record), plan);
  }
  return plan;
}

}  // namespace tashbik::services
