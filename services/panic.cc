// Both ways through UsePanicCode read, hash and write once.
#include "services/panic.h"

#include <optional>
#include <utility>

#include "services/actor_change.h"
#include "services/codes.h"
#include "services/errors.h"
#include "services/facts.h"
#include "services/names.h"
#include "services/registration_texts.h"

namespace tashbik::services {
namespace {

using store::v1::Record;

// No code opens it: it is no id of the server's.
constexpr char kDecoy[] = "decoy";

// The actor that the code hides, where it is not hidden already; null else.
absl::StatusOr<EntryPointer> HiddenBy(const Snapshot& snapshot, const Keys& keys,
                                      absl::string_view typed) {
  const std::optional<Code> read = ReadCode(CodeFor::kPanic, typed);
  const Code code = read.value_or(Code{kDecoy, kDecoy});
  const std::string hash = CodeHash(keys, CodeFor::kPanic, code);
  const absl::StatusOr<EntryPointer> panic = snapshot.Read(store::v1::KIND_PANIC_CODE, code.id);
  if (absl::IsNotFound(panic.status())) return nullptr;
  if (!panic.ok()) return panic.status();
  const store::v1::PanicCodeRecord& stored = (*panic)->record.panic_code_record();
  if (!read || !SameHash(stored.secret_hash(), hash)) return nullptr;
  absl::StatusOr<EntryPointer> actor = ReadActor(snapshot, stored.actor());
  if (absl::IsNotFound(actor.status())) return nullptr;
  if (!actor.ok()) return actor.status();
  // A code that was replaced is erased with that; what the actor names is what counts.
  if ((*actor)->record.panic_code() != code.id) return nullptr;
  if (VisibilityIn((*actor)->record)->tier() == v1::TIER_PRIVATE) return nullptr;
  return actor;
}

absl::StatusOr<WritePlan> PlanDecoy(const Snapshot& snapshot) {
  const absl::StatusOr<EntryPointer> old = snapshot.Read(store::v1::KIND_PANIC_CODE, kDecoy);
  if (!old.ok() && !absl::IsNotFound(old.status())) return old.status();
  Record record;
  record.set_id(kDecoy);
  record.mutable_panic_code_record()->set_secret_hash(NewSecret());
  WritePlan plan;
  plan.writes.push_back({.kind = store::v1::KIND_PANIC_CODE,
                         .id = kDecoy,
                         .record = std::move(record),
                         .expected_version = old.ok() ? (*old)->version : 0});
  return plan;
}

}  // namespace

absl::Status UsePanicCode(Directory& directory, absl::string_view typed, absl::Time deadline) {
  if (typed.empty()) return FieldRequired("code", "the code on the paper");
  bool decoy = false;
  const absl::StatusOr<WriteOutcome> written = directory.Write(
      WriteCall{.method = "Panic", .deadline = deadline},
      [&](const Snapshot& now) -> absl::StatusOr<WritePlan> {
        absl::StatusOr<EntryPointer> actor = HiddenBy(now, directory.keys(), typed);
        if (!actor.ok()) return actor.status();
        decoy = *actor == nullptr;
        if (decoy) return PlanDecoy(now);
        Record hidden = (*actor)->record;
        VisibilityOf(hidden).set_tier(v1::TIER_PRIVATE);
        WritePlan plan;
        plan.writes.push_back(ActorChange(now, directory.Now(), **actor, std::move(hidden)));
        return plan;
      });
  // Others who guess at the same moment are no reason to answer otherwise.
  if (decoy && absl::IsAborted(written.status())) return absl::OkStatus();
  return written.status();
}

absl::StatusOr<WritePlan> PlanPanicCode(const v1::CreatePanicCodeRequest& request,
                                        const Snapshot& snapshot, const Directory& directory,
                                        const Viewer& viewer, std::string& code) {
  Violations faults;
  CheckRequestId(request.request_id(), faults);
  if (!faults.empty()) return faults.ToStatus();
  const absl::StatusOr<EntryPointer> actor =
      ActorToChange(snapshot, viewer, viewer.actor_name, "actor");
  if (!actor.ok()) return actor.status();
  const std::string old_id = (*actor)->record.panic_code();
  const Code made = NewCode(directory.MakeId());
  Record panic;
  panic.set_id(made.id);
  panic.mutable_panic_code_record()->set_actor(viewer.actor_name);
  panic.mutable_panic_code_record()->set_secret_hash(
      CodeHash(directory.keys(), CodeFor::kPanic, made));
  Record changed = (*actor)->record;
  changed.set_panic_code(made.id);
  WritePlan plan;
  plan.writes.push_back(
      {.kind = store::v1::KIND_PANIC_CODE, .id = made.id, .record = std::move(panic)});
  plan.writes.push_back(ActorChange(snapshot, directory.Now(), **actor, std::move(changed)));
  if (!old_id.empty()) {
    const absl::StatusOr<EntryPointer> old = snapshot.Read(store::v1::KIND_PANIC_CODE, old_id);
    if (!old.ok() && !absl::IsNotFound(old.status())) return old.status();
    if (old.ok()) {
      plan.writes.push_back(
          {.kind = store::v1::KIND_PANIC_CODE, .id = old_id, .expected_version = (*old)->version});
    }
  }
  code = ShownCode(CodeFor::kPanic, made);
  return plan;
}

}  // namespace tashbik::services
