// The actor is checked and made as by Create; what belongs to it is added to its plan.
#include "services/admissions.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/accounts.h"
#include "services/actor_change.h"
#include "services/codes.h"
#include "services/errors.h"
#include "services/facts.h"
#include "services/invitations.h"
#include "services/message_fields.h"
#include "services/names.h"
#include "services/registered_actor.h"
#include "services/registration_texts.h"
#include "services/times.h"
#include "services/tokens.h"
#include "services/visibility.h"
#include "services/write_batch.h"

namespace tashbik::services {
namespace {

using google::protobuf::Message;
using store::v1::Record;

// What is made for a group beside its record.
struct Admission {
  Record registration;
  Code vouch;
  Code panic;
  std::string secret = NewTokenSecret();
};

Admission NewAdmission(const Directory& directory, const std::string& hub, bool invited) {
  Admission admission;
  admission.vouch = NewCode(directory.MakeId());
  admission.panic = NewCode(directory.MakeId());
  Record& record = admission.registration;
  record.set_id(admission.vouch.id);
  store::v1::RegistrationRecord& stored = *record.mutable_registration();
  stored.set_vouch_hash(CodeHash(directory.keys(), CodeFor::kVouch, admission.vouch));
  v1::Registration& registration = *stored.mutable_registration();
  registration.set_name(NameOf(store::v1::KIND_REGISTRATION, record.id()));
  registration.set_hub(hub);
  registration.set_state(v1::REGISTRATION_STATE_PENDING);
  registration.set_invited(invited);
  *registration.mutable_create_time() = ToProto(directory.Now());
  return admission;
}

// A first token of a member, whose actor PlanRest fills in.
MadeAccount PlanMember(const Directory& directory, const Admission& admission, WritePlan& plan) {
  v1::Account account;
  account.set_role(v1::ROLE_MEMBER);
  return PlanAccount(directory, account, admission.secret, directory.Now() + kStandardTokenTtl, "",
                     plan);
}

// Gives the actor's record to the account, and plans what belongs to both.
void PlanRest(const Directory& directory, Admission admission, const MadeAccount& made,
              Record& actor, storage::Kind kind, WritePlan& plan, v1::RegisterResponse& answer) {
  const std::string name = NameOf(kind, actor.id());
  actor.set_owner_account(made.account.id());
  actor.set_owner_actor(actor.id());
  actor.set_panic_code(admission.panic.id);
  for (PlannedWrite& write : plan.writes) {
    if (write.kind == store::v1::KIND_ACCOUNT) {
      write.record->mutable_account()->mutable_account()->set_actor(name);
    }
  }
  store::v1::RegistrationRecord& stored = *admission.registration.mutable_registration();
  stored.set_account(made.account.id());
  stored.mutable_registration()->set_actor(name);
  Record panic;
  panic.set_id(admission.panic.id);
  panic.mutable_panic_code_record()->set_actor(name);
  panic.mutable_panic_code_record()->set_secret_hash(
      CodeHash(directory.keys(), CodeFor::kPanic, admission.panic));

  answer.Clear();
  *answer.mutable_registration() = stored.registration();
  *answer.mutable_token() = made.token.token().token();
  answer.mutable_token()->set_role(v1::ROLE_MEMBER);
  answer.mutable_token()->set_actor(name);
  answer.set_secret(admission.secret);
  answer.set_panic_code(ShownCode(CodeFor::kPanic, admission.panic));
  answer.set_vouch_code(ShownCode(CodeFor::kVouch, admission.vouch));
  plan.result = stored.registration().name();
  PlanCreation(store::v1::KIND_PANIC_CODE, std::move(panic), plan);
  PlanCreation(store::v1::KIND_REGISTRATION, std::move(admission.registration), plan);
}

// Nobody joins a hub that is deleted meanwhile.
void RequireHub(const Snapshot& snapshot, const std::string& hub, WritePlan& plan) {
  const EntryPointer entry = snapshot.catalog().Find(store::v1::KIND_HUB, hub);
  if (entry != nullptr) plan.preconditions.push_back({store::v1::KIND_HUB, hub, entry->version});
}

// The hub that a registration without a code names, where the viewer sees it; empty for a fault.
std::string ReviewingHub(const std::string& name, const Snapshot& snapshot, const Viewer& viewer,
                         Violations& faults) {
  if (name.empty()) {
    faults.Required("hub", "the hub that is to review it, `hubs/{hub}`, or an `invitation_code`");
    return "";
  }
  const auto id = ParseNameOf(store::v1::KIND_HUB, name);
  const EntryPointer hub = id ? snapshot.catalog().Find(store::v1::KIND_HUB, *id) : nullptr;
  if (hub == nullptr || IsDeleted(hub->record) ||
      !SightOf(snapshot, viewer, store::v1::KIND_HUB, hub->record).record) {
    faults.Missing("hub", name);
    return "";
  }
  return *id;
}

// Through which a group comes in.
struct Door {
  EntryPointer invitation;  // null: the hub's queue
  std::string hub;          // empty: a fault was noted
};

absl::StatusOr<Door> FindDoor(const v1::RegisterRequest& request, const Snapshot& snapshot,
                              const Directory& directory, const Viewer& viewer,
                              Violations& faults) {
  if (request.invitation_code().empty()) {
    return Door{nullptr, ReviewingHub(request.hub(), snapshot, viewer, faults)};
  }
  absl::StatusOr<EntryPointer> opened =
      OpenInvitation(snapshot, directory.keys(), request.invitation_code(), directory.Now());
  if (!opened.ok()) return opened.status();
  const v1::Invitation& said = (*opened)->record.invitation().invitation();
  if (!said.actor().empty()) {
    faults.Invalid("invitation_code", "is for an actor that is here already",
                   "claim it with ClaimActor");
  }
  if (!request.hub().empty() && request.hub() != said.hub()) {
    faults.Invalid("hub", "is not the one that invites", "leave it out");
  }
  return Door{*opened, *ParseNameOf(store::v1::KIND_HUB, said.hub())};
}

bool IsQueueFull(const Snapshot& snapshot, const std::string& hub) {
  const std::vector<EntryPointer> all = snapshot.catalog().Of(store::v1::KIND_REGISTRATION, hub);
  const auto waiting = std::count_if(all.begin(), all.end(), [](const EntryPointer& entry) {
    const v1::Registration& registration = entry->record.registration().registration();
    return !registration.invited() && (registration.state() == v1::REGISTRATION_STATE_PENDING ||
                                       registration.state() == v1::REGISTRATION_STATE_ASKED);
  });
  return waiting >= kMaxWaiting;
}

PlannedWrite& WriteOf(storage::Kind kind, WritePlan& plan) {
  return *std::find_if(plan.writes.begin(), plan.writes.end(),
                       [&](const PlannedWrite& write) { return write.kind == kind; });
}

// The actor's plan, as Create makes it for `applicant`.
absl::StatusOr<WritePlan> PlanActor(const v1::RegisterRequest& request, const Snapshot& snapshot,
                                    const Directory& directory, const Viewer& applicant,
                                    storage::Kind kind, Violations& faults) {
  const std::unique_ptr<Message> actor = RegisteredActor(request, applicant.registers_with, faults);
  const FieldMask all;
  WriteBatch batch(snapshot, directory, applicant, TypeOf(kind), WriteIntent::kCreate, all, all,
                   faults);
  WriteItem item;
  item.given = actor.get();
  item.path = std::string(TypeOf(kind).field);
  if (absl::Status added = batch.Add(item); !added.ok()) return added;
  return batch.Finish();
}

void AddNote(const std::string& text, absl::Time now, Record& registration) {
  if (text.empty()) return;
  auto& note = *registration.mutable_registration()->mutable_registration()->add_notes();
  note.set_text(text);
  *note.mutable_create_time() = ToProto(now);
}

void SetVerified(Record& registration, absl::Time now) {
  auto& shown = *registration.mutable_registration()->mutable_registration();
  shown.set_state(v1::REGISTRATION_STATE_VERIFIED);
  *shown.mutable_decide_time() = ToProto(now);
}

}  // namespace

void PlanVerified(const Snapshot& snapshot, absl::Time now, const Entry* old, Record actor,
                  const std::string& hub, WritePlan& plan) {
  const storage::Kind kind =
      actor.has_diaspora_group() ? store::v1::KIND_DIASPORA_GROUP : store::v1::KIND_ORGANIZATION;
  SetState(actor, v1::ACTOR_STATE_VERIFIED);
  Confirm(actor, now);
  const std::string id = absl::StrCat(hub, "/", actor.id());
  if (snapshot.catalog().Find(store::v1::KIND_HUB_MEMBER, id) == nullptr) {
    Record member;
    member.set_id(id);
    member.mutable_hub_member()->set_actor(NameOf(kind, actor.id()));
    *member.mutable_hub_member()->mutable_create_time() = ToProto(now);
    member.mutable_tier_update_micros()->Resize(graph::kTierCount - 1, absl::ToUnixMicros(now));
    PlannedWrite write{.kind = store::v1::KIND_HUB_MEMBER, .id = id};
    write.access_after =
        AccessBlob(snapshot, store::v1::KIND_HUB_MEMBER, member, ~uint32_t{0}, &actor);
    write.record = std::move(member);
    plan.writes.push_back(std::move(write));
    RequireHub(snapshot, hub, plan);
  }
  if (old != nullptr) {
    plan.writes.push_back(ActorChange(snapshot, now, *old, std::move(actor)));
    return;
  }
  PlannedWrite write{.kind = kind, .id = actor.id()};
  write.access_after = AccessBlob(snapshot, kind, actor, ~uint32_t{0});
  write.record = std::move(actor);
  plan.writes.push_back(std::move(write));
}

absl::StatusOr<WritePlan> PlanRegistration(const v1::RegisterRequest& request,
                                           const Snapshot& snapshot, const Directory& directory,
                                           const Viewer& viewer, v1::RegisterResponse& answer) {
  const absl::Time now = directory.Now();
  Violations faults;
  const absl::StatusOr<Door> door = FindDoor(request, snapshot, directory, viewer, faults);
  if (!door.ok()) return door.status();
  const auto& [invitation, hub] = *door;
  CheckRequestId(request.request_id(), faults);
  v1::Consent consent = request.consent();
  CheckConsent(consent, request.has_consent(), now, faults);
  std::string note = request.note();
  CheckNote(note, "note", faults);
  if (request.actor_case() == v1::RegisterRequest::ACTOR_NOT_SET) {
    faults.Required("organization", "who registers: an `organization` or a `diaspora_group`");
    return faults.ToStatus();
  }

  WritePlan plan;
  Admission admission =
      NewAdmission(directory, NameOf(store::v1::KIND_HUB, hub), invitation != nullptr);
  const MadeAccount made = PlanMember(directory, admission, plan);
  Viewer applicant;
  applicant.account = made.account.id();
  applicant.registers_with = hub;
  applicant.day = viewer.day;
  const storage::Kind kind =
      request.has_diaspora_group() ? store::v1::KIND_DIASPORA_GROUP : store::v1::KIND_ORGANIZATION;
  absl::StatusOr<WritePlan> actor =
      PlanActor(request, snapshot, directory, applicant, kind, faults);
  if (!actor.ok()) return actor.status();
  if (invitation == nullptr && IsQueueFull(snapshot, hub)) {
    return BudgetExhausted(request.hub(),
                           absl::StrCat("the ", kMaxWaiting, " places of this hub's review queue"),
                           absl::Hours(24));
  }
  PlannedWrite planned = std::move(WriteOf(kind, *actor));
  for (PlannedWrite& write : actor->writes) {
    if (write.kind != kind) plan.writes.push_back(std::move(write));  // external ids
  }
  *planned.record->add_consents() = std::move(consent);
  AddNote(note, now, admission.registration);
  const bool trusted =
      invitation != nullptr && invitation->record.invitation().invitation().trusted();
  if (trusted) SetVerified(admission.registration, now);
  PlanRest(directory, std::move(admission), made, *planned.record, kind, plan, answer);
  if (trusted) {
    PlanVerified(snapshot, now, nullptr, *std::move(planned.record), hub, plan);
  } else {
    SetState(*planned.record, v1::ACTOR_STATE_PENDING);
    planned.access_after = AccessBlob(snapshot, kind, *planned.record, ~uint32_t{0});
    plan.writes.push_back(std::move(planned));
    RequireHub(snapshot, hub, plan);
  }
  if (invitation != nullptr) PlanUse(*invitation, now, plan);
  return plan;
}

absl::StatusOr<WritePlan> PlanClaim(const v1::ClaimActorRequest& request, const Snapshot& snapshot,
                                    const Directory& directory, v1::RegisterResponse& answer) {
  const absl::Time now = directory.Now();
  Violations faults;
  CheckRequestId(request.request_id(), faults);
  v1::Consent consent = request.consent();
  CheckConsent(consent, request.has_consent(), now, faults);
  if (!IsOwnTier(request.tier())) {
    faults.Invalid("tier", "is no tier of your own record",
                   "use one such as TIER_HUB, or leave it out");
  }
  if (request.invitation_code().empty()) {
    faults.Required("invitation_code", "the code that the coordinator gave");
  }
  if (!faults.empty()) return faults.ToStatus();
  absl::StatusOr<EntryPointer> invitation =
      OpenInvitation(snapshot, directory.keys(), request.invitation_code(), now);
  if (!invitation.ok()) return invitation.status();
  const v1::Invitation& said = (*invitation)->record.invitation().invitation();
  absl::StatusOr<EntryPointer> old = ReadActor(snapshot, said.actor());
  if (!old.ok() && !absl::IsNotFound(old.status())) return old.status();
  if (!old.ok() || IsDeleted((*old)->record) ||
      StateOf((*old)->record) != v1::ACTOR_STATE_UNCLAIMED) {
    return CodeRefused("invitation_code");
  }

  WritePlan plan;
  Admission admission = NewAdmission(directory, said.hub(), /*invited=*/true);
  SetVerified(admission.registration, now);
  const MadeAccount made = PlanMember(directory, admission, plan);
  Record actor = (*old)->record;
  *actor.add_consents() = std::move(consent);
  VisibilityOf(actor).set_tier(request.tier() == v1::TIER_UNSPECIFIED ? v1::TIER_HUB
                                                                      : request.tier());
  PlanRest(directory, std::move(admission), made, actor, (*old)->kind, plan, answer);
  PlanVerified(snapshot, now, old->get(), std::move(actor),
               *ParseNameOf(store::v1::KIND_HUB, said.hub()), plan);
  PlanUse(**invitation, now, plan);
  return plan;
}

void ForgetUnwritten(v1::RegisterResponse& answer) {
  v1::Registration& registration = *answer.mutable_registration();
  registration.clear_name();
  registration.clear_actor();
  registration.clear_create_time();
  registration.clear_decide_time();
  const v1::Registration kept = registration;
  answer.Clear();
  *answer.mutable_registration() = kept;
}

}  // namespace tashbik::services
