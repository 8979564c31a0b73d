// An invitation's code is its id and a secret of which a keyed hash is kept.
#include "services/invitations.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/actor_change.h"
#include "services/codes.h"
#include "services/errors.h"
#include "services/facts.h"
#include "services/names.h"
#include "services/registration_texts.h"
#include "services/times.h"
#include "services/visibility.h"

namespace tashbik::services {
namespace {

EntryPointer LiveHub(const Snapshot& snapshot, absl::string_view name) {
  const auto id = ParseNameOf(store::v1::KIND_HUB, name);
  EntryPointer hub = id ? snapshot.catalog().Find(store::v1::KIND_HUB, *id) : nullptr;
  return hub != nullptr && IsDeleted(hub->record) ? nullptr : hub;
}

// A hub that is not the viewer's is a fault; PERMISSION_DENIED for one
// that it sees.
absl::Status CheckHub(const std::string& name, const Snapshot& snapshot, const Viewer& viewer,
                      Violations& faults) {
  if (name.empty()) {
    faults.Required("hub", "`hubs/{hub}`");
    return absl::OkStatus();
  }
  const EntryPointer hub = LiveHub(snapshot, name);
  if (hub != nullptr && viewer.Coordinates(hub->id())) return absl::OkStatus();
  if (hub != nullptr && SightOf(snapshot, viewer, store::v1::KIND_HUB, hub->record).record) {
    return PermissionDenied(absl::StrCat("you do not coordinate ", name));
  }
  faults.Missing("hub", name);
  return absl::OkStatus();
}

// An actor that its people may claim is UNCLAIMED and of the hub that invites them.
absl::Status CheckActor(const v1::CreateInvitationRequest& request, const Snapshot& snapshot,
                        const Viewer& viewer, Violations& faults) {
  if (request.actor().empty()) return absl::OkStatus();
  absl::StatusOr<EntryPointer> actor = ActorToChange(snapshot, viewer, request.actor(), "actor");
  if (absl::IsNotFound(actor.status())) {
    faults.Missing("actor", request.actor());
  } else if (absl::IsInvalidArgument(actor.status())) {
    faults.Add(actor.status());
  } else if (!actor.ok()) {
    return actor.status();
  } else if (const auto& hubs = VisibilityIn((*actor)->record)->hubs();
             StateOf((*actor)->record) != v1::ACTOR_STATE_UNCLAIMED ||
             std::find(hubs.begin(), hubs.end(), request.hub()) == hubs.end()) {
    faults.Invalid("actor", "is not UNCLAIMED in this hub",
                   "leave it out to invite a group that is not here yet");
  }
  return absl::OkStatus();
}

absl::Duration TtlOf(const v1::CreateInvitationRequest& request, Violations& faults) {
  if (!request.has_ttl()) return kMaxInvitationTtl;
  const absl::Duration ttl = absl::Seconds(request.ttl().seconds());
  if (ttl < absl::Seconds(1) || ttl > kMaxInvitationTtl) {
    faults.Limit("ttl", absl::StrCat(request.ttl().seconds(), " s"), "1 s to 7 days (604800 s)");
  }
  return ttl;
}

}  // namespace

absl::StatusOr<WritePlan> PlanInvitation(const v1::CreateInvitationRequest& request,
                                         const Snapshot& snapshot, const Directory& directory,
                                         const Viewer& viewer,
                                         v1::CreateInvitationResponse& answer) {
  Violations faults;
  std::string label = request.label();
  CheckLabel(label, "label", faults);
  CheckRequestId(request.request_id(), faults);
  const absl::Duration ttl = TtlOf(request, faults);
  if (absl::Status hub = CheckHub(request.hub(), snapshot, viewer, faults); !hub.ok()) return hub;
  if (absl::Status actor = CheckActor(request, snapshot, viewer, faults); !actor.ok()) return actor;
  if (!faults.empty()) return faults.ToStatus();

  const Code code = NewCode(directory.MakeId());
  store::v1::Record record;
  record.set_id(code.id);
  store::v1::InvitationRecord& stored = *record.mutable_invitation();
  stored.set_secret_hash(CodeHash(directory.keys(), CodeFor::kInvitation, code));
  stored.set_maker_account(viewer.account);
  v1::Invitation& invitation = *stored.mutable_invitation();
  invitation.set_name(NameOf(store::v1::KIND_INVITATION, code.id));
  invitation.set_hub(request.hub());
  invitation.set_actor(request.actor());
  invitation.set_label(label);
  invitation.set_trusted(request.trusted());
  *invitation.mutable_create_time() = ToProto(directory.Now());
  *invitation.mutable_expire_time() = ToProto(directory.Now() + ttl);
  *answer.mutable_invitation() = invitation;
  answer.set_code(ShownCode(CodeFor::kInvitation, code));
  WritePlan plan;
  plan.result = invitation.name();
  plan.writes.push_back(
      {.kind = store::v1::KIND_INVITATION, .id = code.id, .record = std::move(record)});
  return plan;
}

absl::StatusOr<WritePlan> PlanRevocation(const v1::RevokeInvitationRequest& request,
                                         const Snapshot& snapshot, absl::Time now,
                                         const Viewer& viewer) {
  Violations faults;
  CheckRequestId(request.request_id(), faults);
  const auto id = ParseNameOf(store::v1::KIND_INVITATION, request.name());
  if (request.name().empty()) {
    faults.Required("name", "`invitations/{invitation}`");
  } else if (!id) {
    faults.Invalid("name", "is no name of an invitation", "use `invitations/{invitation}`");
  }
  if (!faults.empty()) return faults.ToStatus();
  const EntryPointer entry = snapshot.catalog().Find(store::v1::KIND_INVITATION, *id);
  if (entry == nullptr || !IsOfViewer(viewer, entry->record)) return NotFound(request.name());
  const v1::Invitation& invitation = entry->record.invitation().invitation();
  if (invitation.has_use_time()) {
    return StateConflict(absl::StrCat(request.name(), " was used and cannot be revoked"), "USED");
  }
  WritePlan plan;
  plan.result = request.name();
  if (invitation.has_revoke_time()) return plan;
  store::v1::Record revoked = entry->record;
  *revoked.mutable_invitation()->mutable_invitation()->mutable_revoke_time() = ToProto(now);
  plan.writes.push_back({.kind = store::v1::KIND_INVITATION,
                         .id = entry->id(),
                         .record = std::move(revoked),
                         .expected_version = entry->version});
  return plan;
}

absl::StatusOr<EntryPointer> OpenInvitation(const Snapshot& snapshot, const Keys& keys,
                                            absl::string_view typed, absl::Time now) {
  constexpr char kField[] = "invitation_code";
  const std::optional<Code> code = ReadCode(CodeFor::kInvitation, typed);
  if (!code) return CodeRefused(kField);
  EntryPointer entry = snapshot.catalog().Find(store::v1::KIND_INVITATION, code->id);
  if (entry == nullptr) return CodeRefused(kField);
  const store::v1::InvitationRecord& stored = entry->record.invitation();
  if (!SameHash(stored.secret_hash(), CodeHash(keys, CodeFor::kInvitation, *code))) {
    return CodeRefused(kField);
  }
  const v1::Invitation& invitation = stored.invitation();
  if (invitation.has_use_time() || invitation.has_revoke_time() ||
      TimeOf(invitation.expire_time()) <= now || LiveHub(snapshot, invitation.hub()) == nullptr) {
    return CodeRefused(kField);
  }
  return entry;
}

void PlanUse(const Entry& invitation, absl::Time now, WritePlan& plan) {
  store::v1::Record used = invitation.record;
  *used.mutable_invitation()->mutable_invitation()->mutable_use_time() = ToProto(now);
  plan.writes.push_back({.kind = store::v1::KIND_INVITATION,
                         .id = invitation.id(),
                         .record = std::move(used),
                         .expected_version = invitation.version});
}

bool IsOfViewer(const Viewer& viewer, const store::v1::Record& invitation) {
  const auto hub = ParseNameOf(store::v1::KIND_HUB, invitation.invitation().invitation().hub());
  return hub && viewer.Coordinates(*hub);
}

}  // namespace tashbik::services
