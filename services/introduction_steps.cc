// Taking a step: from the present record, by whoever may.
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/errors.h"
#include "services/facts.h"
#include "services/introduction_calls.h"
#include "services/limits.h"
#include "services/message_fields.h"
#include "services/names.h"
#include "services/requests.h"
#include "services/times.h"
#include "services/validate.h"
#include "services/visibility.h"

namespace tashbik::services {
namespace {

using store::v1::IntroductionParty;
using store::v1::IntroductionRecord;
using Part = IntroductionPart;

const IntroductionParty& SideIn(const IntroductionRecord& record, Part part) {
  return part == Part::kFirst ? record.first() : record.second();
}

// Introductions stand and fall with rules over many records: limits of a week and a month.
WriteCall ExclusiveCallOf(const CallContext& call, const google::protobuf::Message& request) {
  WriteCall write = WriteCallOf(call, request);
  write.exclusive = true;
  return write;
}

PlannedWrite WriteOf(const std::string& id, IntroductionRecord record, uint64_t version) {
  PlannedWrite write{.kind = store::v1::KIND_INTRODUCTION, .id = id, .expected_version = version};
  write.record.emplace().set_id(id);
  *write.record->mutable_introduction() = std::move(record);
  return write;
}

EntryPointer EntryOf(const std::string& id, const IntroductionRecord& record) {
  auto entry = std::make_shared<Entry>();
  entry->kind = store::v1::KIND_INTRODUCTION;
  entry->record.set_id(id);
  *entry->record.mutable_introduction() = record;
  return entry;
}

absl::Status NothingMore(const Snapshot&, const auto&, IntroductionRecord&, WritePlan&) {
  return absl::OkStatus();
}

}  // namespace

IntroductionCalls::Answer IntroductionCalls::Make(
    const CallContext& call, const google::protobuf::Message& request, Part part,
    absl::FunctionRef<absl::Status(const Snapshot&, IntroductionRecord&, WritePlan&)> prepare)
    const {
  if (absl::Status good = CheckRequestId(request); !good.ok()) return good;
  IntroductionRecord made;
  std::string id;
  absl::StatusOr<WriteOutcome> written = directory_.Write(
      ExclusiveCallOf(call, request), [&](const Snapshot& now) -> absl::StatusOr<WritePlan> {
        made.Clear();
        id = directory_.MakeId();
        made.set_account(call.viewer.account);
        const absl::Time time = directory_.Now();
        *made.mutable_create_time() = ToProto(time);
        *made.mutable_expire_time() = ToProto(time + kIntroductionTime);
        WritePlan plan;
        if (absl::Status good = prepare(now, made, plan); !good.ok()) return good;
        plan.writes.push_back(WriteOf(id, made, 0));
        plan.result = NameOf(store::v1::KIND_INTRODUCTION, id);
        return plan;
      });
  if (!written.ok()) return written.status();
  const std::shared_ptr<const Snapshot> now = directory_.snapshot();
  if (!written->replayed) {
    Tell({}, made);
    return Show(*now, {EntryOf(id, made), part});
  }
  const auto old = ParseNameOf(store::v1::KIND_INTRODUCTION, written->result);
  const EntryPointer entry =
      old ? now->catalog().Find(store::v1::KIND_INTRODUCTION, *old) : nullptr;
  if (entry == nullptr) return NotFound(written->result);
  return Show(*now, {entry, part});
}

IntroductionCalls::Answer IntroductionCalls::Take(const CallContext& call,
                                                  const google::protobuf::Message& request,
                                                  const std::string& name, const std::string& actor,
                                                  Step step, More more) const {
  if (absl::Status good = CheckRequestId(request); !good.ok()) return good;
  Held held;
  IntroductionRecord after;
  absl::StatusOr<WriteOutcome> written = directory_.Write(
      ExclusiveCallOf(call, request), [&](const Snapshot& now) -> absl::StatusOr<WritePlan> {
        absl::StatusOr<Held> found = Find(now, call.viewer, name, actor);
        if (!found.ok()) return found.status();
        held = *std::move(found);
        IntroductionStep next = step(now, held);
        if (!next.ok()) return next.status();
        after = *std::move(next);
        WritePlan plan;
        plan.result = name;
        if (absl::Status good = more(now, held, after, plan); !good.ok()) return good;
        if (Canonical(held.record()) != Canonical(after)) {
          plan.writes.push_back(WriteOf(held.entry->id(), after, held.entry->version));
        }
        return plan;
      });
  if (!written.ok()) return written.status();
  const std::shared_ptr<const Snapshot> now = directory_.snapshot();
  if (written->replayed) {
    absl::StatusOr<Held> found = Find(*now, call.viewer, name, actor);
    if (!found.ok()) return found.status();
    return Show(*now, *found);
  }
  Tell(held.record(), after);
  return Show(*now, {EntryOf(held.entry->id(), after), held.part});
}

IntroductionCalls::Answer IntroductionCalls::Take(const CallContext& call,
                                                  const google::protobuf::Message& request,
                                                  const std::string& name, const std::string& actor,
                                                  Step step) const {
  return Take(call, request, name, actor, step, NothingMore<Held>);
}

IntroductionCalls::Answer IntroductionCalls::Accept(
    const CallContext& call, const v1::AcceptIntroductionRequest& request) const {
  const auto step = [&](const Snapshot& now, const Held& held) -> IntroductionStep {
    v1::AcceptIntroductionRequest given = request;
    Violations faults;
    Validator(now, call.viewer, faults).CheckContacts(*given.mutable_contacts(), "contacts");
    if (absl::Status status = faults.ToStatus(); !status.ok()) return status;
    const absl::Time time = directory_.Now();
    if (held.part == Part::kBroker) return Agree(held.record(), held.part, {}, time);
    const std::string& own = SideIn(held.record(), held.part).actor();
    if (call.viewer.actor.empty() && HasOwnAccount(now, own, time)) {
      return PermissionDenied(
          absl::StrCat(own, " has an account of its own, which alone can agree"));
    }
    const IntroducedActor actor = FindIntroduced(now, call.viewer, own);
    if (actor.entry == nullptr) return NotFound(own);
    if (given.contacts().empty()) {
      // What a coordinator's request named, else those of the profile.
      *given.mutable_contacts() = SideIn(held.record(), held.part).contacts();
    }
    if (given.contacts().empty()) {
      *given.mutable_contacts() = ProfileIn(actor.entry->record)->contacts();
    }
    return Agree(held.record(), held.part, given.contacts(), time);
  };
  // What waited for the asker's own account goes out now.
  const auto more = [&](const Snapshot& now, const Held& held, IntroductionRecord& after,
                        WritePlan&) -> absl::Status {
    if (held.part != Part::kFirst || IsBrokered(after) || held.record().first().has_agree_time()) {
      return absl::OkStatus();
    }
    const auto partner = ParseActorName(after.second().actor());
    const absl::StatusOr<EntryPointer> entry = now.Read(partner->kind, partner->id);
    if (!entry.ok() || IsDeleted((*entry)->record)) return absl::OkStatus();
    const auto time = DeliverTimeOf(now, **entry, directory_.Now(), TimeOf(after.expire_time()));
    if (time) *after.mutable_second()->mutable_deliver_time() = ToProto(*time);
    return absl::OkStatus();
  };
  return Take(call, request, request.name(), request.actor(), step, more);
}

IntroductionCalls::Answer IntroductionCalls::Decline(
    const CallContext& call, const v1::DeclineIntroductionRequest& request) const {
  if (!v1::IntroductionAnswer_IsValid(request.answer())) {
    return FieldInvalid("answer", absl::StrCat("has no value ", static_cast<int>(request.answer())),
                        "use NOT_NOW or NO, or leave it out to say nothing");
  }
  return Take(
      call, request, request.name(), request.actor(), [&](const Snapshot&, const Held& held) {
        return services::Decline(held.record(), held.part, request.answer(), directory_.Now());
      });
}

IntroductionCalls::Answer IntroductionCalls::Close(
    const CallContext& call, const v1::CloseIntroductionRequest& request) const {
  return Take(call, request, request.name(), request.actor(),
              [&](const Snapshot&, const Held& held) {
                return services::Close(held.record(), held.part, directory_.Now());
              });
}

IntroductionCalls::Answer IntroductionCalls::Revoke(
    const CallContext& call, const v1::RevokeIntroductionRequest& request) const {
  return Take(call, request, request.name(), request.actor(),
              [&](const Snapshot&, const Held& held) {
                return services::Revoke(held.record(), held.part, directory_.Now());
              });
}

// Somebody is told where something new waits for it, never of what another did in silence.
void IntroductionCalls::Tell(const IntroductionRecord& before,
                             const IntroductionRecord& after) const {
  if (!tell_) return;
  const std::shared_ptr<const Snapshot> snapshot = directory_.snapshot();
  const absl::Time now = directory_.Now();
  for (const Part part : {Part::kFirst, Part::kSecond}) {
    const std::string& name = SideIn(after, part).actor();
    const bool there = IsThereFor(after, part, now);
    const bool was_there = !before.first().actor().empty() && IsThereFor(before, part, now);
    const bool fresh = there && !was_there && !SideIn(after, part).has_agree_time();
    const bool accepted = after.has_accept_time() && !before.has_accept_time();
    const bool answered = part == Part::kFirst && !IsBrokered(after) &&
                          after.second().answer() != before.second().answer();
    const auto actor = ParseActorName(name);
    if (!(fresh || accepted || answered) || !actor) continue;
    const EntryPointer settings =
        snapshot->catalog().Find(store::v1::KIND_INTRODUCTION_SETTINGS, actor->id);
    if (settings == nullptr) continue;
    const std::string& email = settings->record.introduction_settings().notice_email();
    if (!email.empty()) tell_(email);
  }
}

}  // namespace tashbik::services
