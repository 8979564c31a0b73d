// A vouch is a word to the coordinator: it verifies nobody, and its end undoes nothing by itself.
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
#include "services/review.h"
#include "services/times.h"

namespace tashbik::services {
namespace {

using store::v1::Record;

constexpr int kMaxVouches = 100;

// Where `actor` vouches in the registration; none: the end.
template <class Vouches>
auto FindVouch(Vouches& vouches, const std::string& actor) {
  return std::find_if(vouches.begin(), vouches.end(), [&](const v1::Vouch& vouch) {
    return vouch.actor() == actor && !vouch.has_withdraw_time();
  });
}

// The registration that a vouch code opens; CODE_REFUSED once it was refused or its actor is gone.
absl::StatusOr<EntryPointer> OpenVouch(const Snapshot& snapshot, const Keys& keys,
                                       absl::string_view typed) {
  const std::optional<Code> code = ReadCode(CodeFor::kVouch, typed);
  if (!code) return CodeRefused("vouch_code");
  EntryPointer entry = snapshot.catalog().Find(store::v1::KIND_REGISTRATION, code->id);
  if (entry == nullptr || !SameHash(entry->record.registration().vouch_hash(),
                                    CodeHash(keys, CodeFor::kVouch, *code))) {
    return CodeRefused("vouch_code");
  }
  const v1::Registration& registration = entry->record.registration().registration();
  const absl::StatusOr<EntryPointer> actor = ReadActor(snapshot, registration.actor());
  if (!actor.ok() && !absl::IsNotFound(actor.status())) return actor.status();
  if (registration.state() == v1::REGISTRATION_STATE_REFUSED || !actor.ok() ||
      IsDeleted((*actor)->record)) {
    return CodeRefused("vouch_code");
  }
  return entry;
}

PlannedWrite Replaced(const Entry& entry, Record changed) {
  return {.kind = store::v1::KIND_REGISTRATION,
          .id = entry.id(),
          .record = std::move(changed),
          .expected_version = entry.version};
}

}  // namespace

absl::StatusOr<WritePlan> PlanVouch(const v1::VouchRequest& request, const Snapshot& snapshot,
                                    const Directory& directory, const Viewer& viewer) {
  Violations faults;
  CheckRequestId(request.request_id(), faults);
  std::string note = request.note();
  CheckNote(note, "note", faults);
  if (request.vouch_code().empty()) {
    faults.Required("vouch_code", "the code that the group gave you");
  }
  if (!faults.empty()) return faults.ToStatus();
  if (viewer.member_hubs.empty()) return PermissionDenied("vouching is for verified members");
  absl::StatusOr<EntryPointer> entry = OpenVouch(snapshot, directory.keys(), request.vouch_code());
  if (!entry.ok()) return entry.status();
  if (Registers(viewer, (*entry)->record)) {
    return StateConflict("nobody vouches for itself", "OWN");
  }
  Record changed = (*entry)->record;
  store::v1::RegistrationRecord& stored = *changed.mutable_registration();
  v1::Registration& registration = *stored.mutable_registration();
  if (FindVouch(registration.vouches(), viewer.actor_name) != registration.vouches().end()) {
    return StateConflict("you vouch for it already", "VOUCHED");
  }
  if (registration.vouches_size() >= kMaxVouches) {
    return StateConflict(absl::StrCat(kMaxVouches, " vouches are enough"), "VOUCHED");
  }
  v1::Vouch& vouch = *registration.add_vouches();
  vouch.set_actor(viewer.actor_name);
  vouch.set_note(note);
  *vouch.mutable_create_time() = ToProto(directory.Now());
  stored.add_voucher_accounts(viewer.account);
  WritePlan plan;
  plan.result = registration.name();
  plan.writes.push_back(Replaced(**entry, std::move(changed)));
  return plan;
}

absl::StatusOr<WritePlan> PlanWithdrawal(const v1::WithdrawVouchRequest& request,
                                         const Snapshot& snapshot, absl::Time now,
                                         const Viewer& viewer) {
  Violations faults;
  CheckRequestId(request.request_id(), faults);
  const auto id = ParseNameOf(store::v1::KIND_REGISTRATION, request.registration());
  if (request.registration().empty()) {
    faults.Required("registration", "`registrations/{registration}`");
  } else if (!id) {
    faults.Invalid("registration", "is no name of a registration",
                   "use `registrations/{registration}`");
  }
  if (!faults.empty()) return faults.ToStatus();
  const EntryPointer entry = snapshot.catalog().Find(store::v1::KIND_REGISTRATION, *id);
  if (entry == nullptr) return NotFound(request.registration());
  Record changed = entry->record;
  v1::Registration& registration = *changed.mutable_registration()->mutable_registration();
  const auto vouch = FindVouch(*registration.mutable_vouches(), viewer.actor_name);
  if (viewer.actor_name.empty() || vouch == registration.mutable_vouches()->end()) {
    return NotFound(request.registration());
  }
  *vouch->mutable_withdraw_time() = ToProto(now);
  if (registration.state() == v1::REGISTRATION_STATE_VERIFIED) {
    registration.set_state(v1::REGISTRATION_STATE_REVIEW);
  }
  WritePlan plan;
  plan.writes.push_back(Replaced(*entry, std::move(changed)));
  return plan;
}

}  // namespace tashbik::services
