// Days are those of the viewer, which follow the clock of the store.
#include "services/confirmations.h"

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "absl/strings/strip.h"
#include "services/actor_change.h"
#include "services/errors.h"
#include "services/facts.h"
#include "services/names.h"
#include "services/registration_texts.h"
#include "services/review.h"
#include "services/sentence_words.h"
#include "services/times.h"

namespace tashbik::services {
namespace {

using store::v1::Record;

void AddReminder(v1::ReminderKind kind, Phrase phrase, const std::string& actor,
                 const std::string& date, Language language, v1::ListRemindersResponse& answer) {
  v1::Reminder& reminder = *answer.add_reminders();
  reminder.set_kind(kind);
  reminder.set_actor(actor);
  reminder.set_date(date);
  reminder.set_sentence(Fill(phrase, language, {{"n", DateInSentence(date, language)}}));
}

void RemindOfProfile(const Record& actor, const CallContext& call, Language language,
                     v1::ListRemindersResponse& answer) {
  const std::string date(ExpireDateOf(actor));
  const std::optional<graph::Day> last = DayOf(date);
  if (!last || IsPending(actor)) return;  // verifying confirms
  const std::string& name = call.viewer.actor_name;
  if (*last < call.viewer.day) {
    AddReminder(v1::REMINDER_KIND_EXPIRED, Phrase::kReminderExpired, name, date, language, answer);
  } else if (*last - call.viewer.day <= kReminderDays) {
    AddReminder(v1::REMINDER_KIND_CONFIRM, Phrase::kReminderConfirm, name, date, language, answer);
  }
}

// The day of the coordinator's last question.
std::string DayAsked(const v1::Registration& registration) {
  for (int i = registration.notes_size(); i-- > 0;) {
    const v1::RegistrationNote& note = registration.notes(i);
    if (note.from_coordinator()) return DateOf(TimeOf(note.create_time()));
  }
  return DateOf(TimeOf(registration.create_time()));
}

int Pressing(v1::ReminderKind kind) {
  switch (kind) {
    case v1::REMINDER_KIND_EXPIRED:
      return 0;
    case v1::REMINDER_KIND_ASKED:
      return 1;
    default:
      return 2;
  }
}

}  // namespace

absl::StatusOr<WritePlan> PlanConsent(const v1::RecordConsentRequest& request,
                                      const Snapshot& snapshot, absl::Time now,
                                      const Viewer& viewer) {
  Violations faults;
  CheckRequestId(request.request_id(), faults);
  v1::Consent consent = request.consent();
  CheckConsent(consent, request.has_consent(), now, faults);
  if (!v1::Tier_IsValid(request.tier()) || request.tier() == v1::TIER_UNCLAIMED) {
    faults.Invalid("tier", "is no tier that people agree to",
                   "use one such as TIER_HUB, or leave it out");
  }
  const absl::StatusOr<EntryPointer> actor =
      ActorToChange(snapshot, viewer, request.actor(), "actor");
  if (absl::IsInvalidArgument(actor.status())) faults.Add(actor.status());
  if (!faults.empty()) return faults.ToStatus();
  if (!actor.ok()) return actor.status();
  const v1::ActorState state = StateOf((*actor)->record);
  if (state != v1::ACTOR_STATE_UNCLAIMED) {
    const absl::string_view word = absl::StripPrefix(v1::ActorState_Name(state), "ACTOR_STATE_");
    return StateConflict("consent is recorded for what others entered and nobody claimed", word);
  }
  Record changed = (*actor)->record;
  *changed.add_consents() = std::move(consent);
  SetState(changed, v1::ACTOR_STATE_VERIFIED);
  VisibilityOf(changed).set_tier(request.tier() == v1::TIER_UNSPECIFIED ? v1::TIER_HUB
                                                                        : request.tier());
  WritePlan plan;
  plan.writes.push_back(ActorChange(snapshot, now, **actor, std::move(changed)));
  return plan;
}

absl::StatusOr<v1::ListConsentsResponse> ConsentsOf(const v1::ListConsentsRequest& request,
                                                    const CallContext& call) {
  const absl::StatusOr<EntryPointer> actor =
      ActorToChange(*call.snapshot, call.viewer, request.actor(), "actor");
  if (!actor.ok()) return actor.status();
  v1::ListConsentsResponse answer;
  *answer.mutable_consents() = (*actor)->record.consents();
  return answer;
}

absl::StatusOr<WritePlan> PlanConfirmation(const v1::ConfirmActorRequest& request,
                                           const Snapshot& snapshot, absl::Time now,
                                           const Viewer& viewer) {
  Violations faults;
  CheckRequestId(request.request_id(), faults);
  const absl::StatusOr<EntryPointer> actor =
      ActorToChange(snapshot, viewer, request.actor(), "actor");
  if (absl::IsInvalidArgument(actor.status())) faults.Add(actor.status());
  if (!faults.empty()) return faults.ToStatus();
  if (!actor.ok()) return actor.status();
  Record changed = (*actor)->record;
  Confirm(changed, now);
  WritePlan plan;
  plan.result = std::string(ExpireDateOf(changed));
  plan.writes.push_back(ActorChange(snapshot, now, **actor, std::move(changed)));
  return plan;
}

absl::StatusOr<v1::ListRemindersResponse> RemindersOf(const CallContext& call, Language language) {
  const Viewer& viewer = call.viewer;
  v1::ListRemindersResponse answer;
  if (!viewer.actor_name.empty()) {
    const absl::StatusOr<EntryPointer> actor = ReadActor(*call.snapshot, viewer.actor_name);
    if (actor.ok() && !IsDeleted((*actor)->record)) {
      RemindOfProfile((*actor)->record, call, language, answer);
    } else if (!actor.ok() && !absl::IsNotFound(actor.status())) {
      return actor.status();
    }
    const absl::StatusOr<EntryPointer> own =
        FindRegistration(*call.snapshot, viewer, "registrations/-");
    if (own.ok()) {
      const v1::Registration& registration = (*own)->record.registration().registration();
      if (registration.state() == v1::REGISTRATION_STATE_ASKED) {
        AddReminder(v1::REMINDER_KIND_ASKED, Phrase::kReminderAsked, registration.actor(),
                    DayAsked(registration), language, answer);
      }
    }
  }
  const int64_t end = absl::ToUnixSeconds(viewer.expires) / 86'400;
  if (viewer.expires != absl::InfiniteFuture() && end - viewer.day <= kReminderDays) {
    AddReminder(v1::REMINDER_KIND_TOKEN, Phrase::kReminderToken, viewer.actor_name,
                DateOf(viewer.expires), language, answer);
  }
  auto& reminders = *answer.mutable_reminders();
  std::stable_sort(reminders.begin(), reminders.end(),
                   [](const v1::Reminder& a, const v1::Reminder& b) {
                     return std::make_tuple(Pressing(a.kind()), a.date()) <
                            std::make_tuple(Pressing(b.kind()), b.date());
                   });
  return answer;
}

}  // namespace tashbik::services
