// Days are those of the viewer, which follow the clock of the store.
#include "services/confirmations.h"

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/strip.h"
#include "services/actor_change.h"
#include "services/errors.h"
#include "services/facts.h"
#include "services/introduction_calls.h"
#include "services/names.h"
#include "services/presenter.h"
#include "services/registration_texts.h"
#include "services/review.h"
#include "services/sentence_words.h"
#include "services/times.h"
#include "services/visibility.h"

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

// An actor of the caller's hubs whose profile is over, or will be.
struct Due {
  graph::Day day = 0;
  storage::Kind kind = store::v1::KIND_ORGANIZATION;
  std::string id;
};

// Those that have no account of their own, the most pressing first.
std::vector<Due> EntrustedAndDue(const CallContext& call) {
  const Viewer& viewer = call.viewer;
  const Snapshot& snapshot = *call.snapshot;
  const graph::Network& network = snapshot.network();
  const absl::Time midnight = absl::FromUnixSeconds(int64_t{viewer.day} * 86'400);
  std::vector<Due> due;
  network.ForEach(ToAudience(viewer), "", [&](const graph::ActorView& view) {
    // Who is PENDING has the first day of all.
    if (view.expires() == graph::kFirstDay || view.expires() - viewer.day > kReminderDays) {
      return call.Alive().ok();
    }
    const auto& hubs = network.AccessOf(view.id())->access.hubs;
    if (std::any_of(hubs.begin(), hubs.end(),
                    [&](const std::string& hub) { return viewer.Coordinates(hub); })) {
      const storage::Kind kind = view.kind() == graph::ActorKind::kDiasporaGroup
                                     ? store::v1::KIND_DIASPORA_GROUP
                                     : store::v1::KIND_ORGANIZATION;
      due.push_back({view.expires(), kind, std::string(view.id())});
    }
    return call.Alive().ok();
  });
  std::erase_if(due, [&](const Due& one) {
    return HasOwnAccount(snapshot, NameOf(one.kind, one.id), midnight);
  });
  std::sort(due.begin(), due.end(), [](const Due& a, const Due& b) {
    return std::tie(a.day, a.id) < std::tie(b.day, b.id);
  });
  return due;
}

absl::Status RemindOfEntrusted(const CallContext& call, Language language,
                               v1::ListRemindersResponse& answer) {
  if (call.viewer.role != v1::ROLE_COORDINATOR) return absl::OkStatus();
  const std::vector<Due> due = EntrustedAndDue(call);
  size_t reminded = 0;
  for (const Due& one : due) {
    if (absl::Status alive = call.Alive(); !alive.ok()) return alive;
    if (reminded == kMaxEntrustedReminders) break;
    const absl::StatusOr<EntryPointer> actor = call.snapshot->Read(one.kind, one.id);
    if (absl::IsNotFound(actor.status())) continue;
    if (!actor.ok()) return actor.status();
    const Record& record = (*actor)->record;
    const Sight sight = SightOf(*call.snapshot, call.viewer, one.kind, record);
    if (!sight.writer || IsDeleted(record)) continue;
    Record shown;
    Reveal(sight, record, *MutableResourceIn(one.kind, shown));
    const std::string date(ExpireDateOf(shown));
    if (!DayOf(date)) continue;  // it is not told this coordinator
    const bool over = *DayOf(date) < call.viewer.day;
    v1::Reminder& reminder = *answer.add_reminders();
    reminder.set_kind(over ? v1::REMINDER_KIND_EXPIRED : v1::REMINDER_KIND_CONFIRM);
    reminder.set_actor(NameOf(one.kind, one.id));
    reminder.set_date(date);
    reminder.set_sentence(
        Fill(over ? Phrase::kReminderExpiredEntrusted : Phrase::kReminderConfirmEntrusted, language,
             {{"a", Isolated(PickName(ProfileIn(shown)->names(), language), language)},
              {"n", DateInSentence(date, language)}}));
    ++reminded;
  }
  return absl::OkStatus();
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
  if (absl::Status done = RemindOfEntrusted(call, language, answer); !done.ok()) return done;
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
