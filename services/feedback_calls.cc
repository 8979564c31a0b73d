// Feedback is its giver's and its actor's; those who answer it see it without the actor, unless
// they see that anyway.
#include "services/feedback_calls.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "absl/strings/str_cat.h"
#include "services/errors.h"
#include "services/facts.h"
#include "services/introduction_calls.h"
#include "services/limits.h"
#include "services/names.h"
#include "services/requests.h"
#include "services/times.h"
#include "services/validate.h"
#include "services/visibility.h"

namespace tashbik::services {
namespace {

using store::v1::FeedbackRecord;

bool IsAboutTheme(v1::FeedbackKind kind) {
  return kind == v1::FEEDBACK_KIND_WRONG_THEME || kind == v1::FEEDBACK_KIND_WRONG_CAUSE;
}

bool WaitsForAnswer(v1::FeedbackKind kind) {
  return IsAboutTheme(kind) || kind == v1::FEEDBACK_KIND_WRONG_PARTNER;
}

std::string Today(absl::Time now, int days_later) {
  return absl::FormatTime("%Y-%m-%d", now + absl::Hours(24 * days_later), absl::UTCTimeZone());
}

// What one caller may do with feedback; keeps what it found out, since lists ask again and again.
class Reader {
 public:
  Reader(const Snapshot& snapshot, const Viewer& viewer) : snapshot_(snapshot), viewer_(viewer) {}

  // Whether it is the caller's own, or of an actor that it speaks for and about one that it sees.
  bool Gave(const FeedbackRecord& record) {
    if (viewer_.account.empty()) return false;
    const v1::Feedback& feedback = record.feedback();
    if (!viewer_.actor.empty()) return feedback.actor() == viewer_.actor_name;
    return record.account() == viewer_.account ||
           (Of(feedback.actor()).writer && Of(feedback.partner()).seen);
  }

  // Whether the caller is to answer it.
  bool Answers(const FeedbackRecord& record) {
    const v1::Feedback& feedback = record.feedback();
    if (feedback.kind() == v1::FEEDBACK_KIND_WRONG_CAUSE) return viewer_.role == v1::ROLE_EDITOR;
    return WaitsForAnswer(feedback.kind()) && viewer_.role == v1::ROLE_COORDINATOR &&
           Of(feedback.partner()).of_hubs;
  }

  v1::Feedback ForGiver(const FeedbackRecord& record) const { return record.feedback(); }
  v1::Feedback ForAnswerer(const FeedbackRecord& record) {
    v1::Feedback shown = record.feedback();
    if (!Of(shown.actor()).seen) shown.clear_actor();
    if (!Of(shown.partner()).seen) shown.clear_partner();
    return shown;
  }

 private:
  struct Known {
    bool seen = false;
    bool writer = false;
    bool of_hubs = false;  // the caller sees it and coordinates a hub of its
  };

  const Known& Of(const std::string& name) {
    const auto [it, fresh] = known_.try_emplace(name);
    if (!fresh) return it->second;
    const IntroducedActor actor = FindIntroduced(snapshot_, viewer_, name);
    if (actor.entry == nullptr) return it->second;
    it->second = {true, actor.sight.writer, actor.sight.writer};
    for (const EntryPointer& member :
         snapshot_.catalog().Of(store::v1::KIND_HUB_MEMBER, actor.entry->id())) {
      const std::string hub = member->id().substr(0, member->id().find('/'));
      it->second.of_hubs = it->second.of_hubs || viewer_.Coordinates(hub);
    }
    return it->second;
  }

  const Snapshot& snapshot_;
  const Viewer& viewer_;
  absl::flat_hash_map<std::string, Known> known_;
};

// All faults of what is given; texts are made uniform.
absl::Status CheckGiven(const Snapshot& snapshot, const Viewer& viewer, v1::Feedback& given) {
  Violations faults;
  Validator validator(snapshot, viewer, faults);
  const auto actor = [&](const std::string& name, const std::string& path) {
    if (name.empty()) {
      faults.Required(path, "name an actor");
    } else if (FindIntroduced(snapshot, viewer, name).entry == nullptr) {
      faults.Missing(path, name);
    }
  };
  actor(given.actor(), "feedback.actor");
  actor(given.partner(), "feedback.partner");
  if (!given.actor().empty() && given.actor() == given.partner()) {
    faults.Invalid("feedback.partner", "is the actor itself", "name another actor");
  }
  if (!v1::FeedbackKind_IsValid(given.kind()) || given.kind() == v1::FEEDBACK_KIND_UNSPECIFIED) {
    faults.Required("feedback.kind", "a value such as FEEDBACK_KIND_USEFUL");
  } else if (IsAboutTheme(given.kind()) && given.theme().empty()) {
    faults.Required("feedback.theme", "the theme that is wrong, `themes/{theme}`");
  } else if (!IsAboutTheme(given.kind()) && !given.theme().empty()) {
    faults.Invalid("feedback.theme", "is for WRONG_THEME and WRONG_CAUSE", "leave it out");
  }
  if (!given.theme().empty()) validator.CheckTheme(given.theme(), {}, "feedback.theme");
  validator.CheckText(*given.mutable_note(), kMaxNoteCharacters, Validator::Lines::kMany,
                      "feedback.note");
  return faults.ToStatus();
}

bool SameSubject(const v1::Feedback& a, const v1::Feedback& b) {
  return a.actor() == b.actor() && a.partner() == b.partner() && a.kind() == b.kind() &&
         a.theme() == b.theme();
}

PlannedWrite WriteOf(const std::string& id, FeedbackRecord record, uint64_t version) {
  PlannedWrite write{.kind = store::v1::KIND_FEEDBACK, .id = id, .expected_version = version};
  write.record.emplace().set_id(id);
  *write.record->mutable_feedback() = std::move(record);
  return write;
}

absl::StatusOr<EntryPointer> Find(const Snapshot& snapshot, const std::string& name) {
  if (name.empty()) return FieldRequired("name", "`feedback/{feedback}`");
  const auto id = ParseNameOf(store::v1::KIND_FEEDBACK, name);
  if (!id) return FieldInvalid("name", "names no feedback", "use `feedback/{feedback}`");
  EntryPointer entry = snapshot.catalog().Find(store::v1::KIND_FEEDBACK, *id);
  if (entry == nullptr) return NotFound(name);
  return entry;
}

// What counts today of the feedback for the asker that the caller may read.
void ForEachThatCounts(const Snapshot& snapshot, const Viewer& viewer, absl::string_view asker,
                       absl::FunctionRef<void(const v1::Feedback&, const std::string&)> visit) {
  if (viewer.account.empty() || asker.empty()) return;
  const std::vector<EntryPointer> given = snapshot.catalog().Of(store::v1::KIND_FEEDBACK, asker);
  if (given.empty()) return;
  Reader reader(snapshot, viewer);
  for (const EntryPointer& entry : given) {
    const v1::Feedback& feedback = entry->record.feedback().feedback();
    const auto actor = ParseActorName(feedback.actor());
    const auto partner = ParseActorName(feedback.partner());
    // An account may have the same id.
    if (!actor || actor->id != asker || !partner) continue;
    const auto until = DayOf(feedback.until_date());
    if (until && *until < viewer.day) continue;
    if (reader.Gave(entry->record.feedback())) visit(feedback, partner->id);
  }
}

std::string ThemeId(const v1::Feedback& feedback) {
  return ParseNameOf(store::v1::KIND_THEME, feedback.theme()).value_or("");
}

}  // namespace

absl::StatusOr<v1::Feedback> FeedbackCalls::Give(const CallContext& call,
                                                 const v1::GiveFeedbackRequest& request) const {
  if (absl::Status good = CheckRequestId(request); !good.ok()) return good;
  v1::Feedback made;
  absl::StatusOr<WriteOutcome> written = directory_.Write(
      WriteCallOf(call, request), [&](const Snapshot& now) -> absl::StatusOr<WritePlan> {
        v1::Feedback given = request.feedback();
        if (absl::Status good = CheckGiven(now, call.viewer, given); !good.ok()) return good;
        if (!SpeaksFor(now, call.viewer, given.actor())) {
          return PermissionDenied(
              "you give feedback for your own actor, or for one whose record you may change");
        }
        const auto actor = ParseActorName(given.actor());
        EntryPointer old;
        int count = 0;
        for (const EntryPointer& entry : now.catalog().Of(store::v1::KIND_FEEDBACK, actor->id)) {
          ++count;
          if (SameSubject(entry->record.feedback().feedback(), given)) old = entry;
        }
        if (old == nullptr && count >= kMaxFeedback) {
          return LimitExceeded("feedback", absl::StrCat(count, " others for this actor"),
                               absl::StrCat(kMaxFeedback, " in all; withdraw some"));
        }
        const std::string id = old == nullptr ? directory_.MakeId() : old->id();
        const absl::Time time = directory_.Now();
        made.Clear();
        made.set_name(NameOf(store::v1::KIND_FEEDBACK, id));
        made.set_actor(given.actor());
        made.set_partner(given.partner());
        made.set_kind(given.kind());
        made.set_theme(given.theme());
        made.set_note(given.note());
        made.set_open(WaitsForAnswer(given.kind()));
        *made.mutable_create_time() = ToProto(time);
        if (given.kind() == v1::FEEDBACK_KIND_NOT_NOW)
          made.set_until_date(Today(time, kNotNowDays));
        FeedbackRecord record;
        *record.mutable_feedback() = made;
        record.set_account(call.viewer.account);
        WritePlan plan;
        plan.result = made.name();
        plan.writes.push_back(WriteOf(id, std::move(record), old == nullptr ? 0 : old->version));
        return plan;
      });
  if (!written.ok()) return written.status();
  if (!written->replayed) return made;
  const std::shared_ptr<const Snapshot> now = directory_.snapshot();
  absl::StatusOr<EntryPointer> entry = Find(*now, written->result);
  if (!entry.ok()) return entry.status();
  return (*entry)->record.feedback().feedback();
}

absl::StatusOr<v1::ListFeedbackResponse> FeedbackCalls::List(
    const CallContext& call, const v1::ListFeedbackRequest& request) const {
  absl::StatusOr<int> size = PageSize(request.page_size());
  if (!size.ok()) return size.status();
  const std::string binding =
      absl::StrCat("ListFeedback|", call.viewer.account, "|", request.queue() ? 1 : 0);
  std::string after;
  if (!request.page_token().empty()) {
    absl::StatusOr<std::string> position = tokens_.Open(request.page_token(), binding);
    if (!position.ok()) return position.status();
    after = *std::move(position);
  }
  Reader reader(*call.snapshot, call.viewer);
  v1::ListFeedbackResponse response;
  std::string last;
  call.snapshot->catalog().ForEach(store::v1::KIND_FEEDBACK, after, [&](const EntryPointer& entry) {
    if (call.stop && call.stop()) return false;
    const FeedbackRecord& record = entry->record.feedback();
    const bool wanted =
        request.queue() ? record.feedback().open() && reader.Answers(record) : reader.Gave(record);
    if (!wanted) return true;
    if (response.feedback_size() == *size) {
      response.set_next_page_token(tokens_.Seal(last, binding));
      return false;
    }
    last = entry->id();
    *response.add_feedback() =
        request.queue() ? reader.ForAnswerer(record) : reader.ForGiver(record);
    return true;
  });
  if (absl::Status alive = call.Alive(); !alive.ok()) return alive;
  return response;
}

absl::StatusOr<v1::Feedback> FeedbackCalls::AnswerOne(
    const CallContext& call, const v1::AnswerFeedbackRequest& request) const {
  if (absl::Status good = CheckRequestId(request); !good.ok()) return good;
  v1::Feedback shown;
  absl::StatusOr<WriteOutcome> written = directory_.Write(
      WriteCallOf(call, request), [&](const Snapshot& now) -> absl::StatusOr<WritePlan> {
        std::string answer = request.answer();
        Violations faults;
        Validator(now, call.viewer, faults)
            .CheckWords(answer, kMaxNoteCharacters, Validator::Lines::kMany, "answer",
                        "what came of it");
        if (absl::Status status = faults.ToStatus(); !status.ok()) return status;
        absl::StatusOr<EntryPointer> entry = Find(now, request.name());
        if (!entry.ok()) return entry.status();
        FeedbackRecord record = (*entry)->record.feedback();
        Reader reader(now, call.viewer);
        if (!reader.Answers(record)) return NotFound(request.name());
        if (!record.feedback().open()) {
          return StateConflict("somebody has answered it", "ANSWERED");
        }
        record.mutable_feedback()->set_open(false);
        record.mutable_feedback()->set_answer(answer);
        *record.mutable_feedback()->mutable_answer_time() = ToProto(directory_.Now());
        shown = reader.ForAnswerer(record);
        WritePlan plan;
        plan.result = request.name();
        plan.writes.push_back(WriteOf((*entry)->id(), std::move(record), (*entry)->version));
        return plan;
      });
  if (!written.ok()) return written.status();
  if (!written->replayed) return shown;
  const std::shared_ptr<const Snapshot> now = directory_.snapshot();
  absl::StatusOr<EntryPointer> entry = Find(*now, request.name());
  if (!entry.ok()) return entry.status();
  return Reader(*now, call.viewer).ForAnswerer((*entry)->record.feedback());
}

absl::Status FeedbackCalls::Withdraw(const CallContext& call,
                                     const v1::WithdrawFeedbackRequest& request) const {
  if (absl::Status good = CheckRequestId(request); !good.ok()) return good;
  return directory_
      .Write(WriteCallOf(call, request),
             [&](const Snapshot& now) -> absl::StatusOr<WritePlan> {
               absl::StatusOr<EntryPointer> entry = Find(now, request.name());
               if (!entry.ok()) return entry.status();
               if (!Reader(now, call.viewer).Gave((*entry)->record.feedback())) {
                 return NotFound(request.name());
               }
               WritePlan plan;
               plan.writes.push_back({.kind = store::v1::KIND_FEEDBACK,
                                      .id = (*entry)->id(),
                                      .expected_version = (*entry)->version});
               return plan;
             })
      .status();
}

void ApplyFeedback(const Snapshot& snapshot, const Viewer& viewer, graph::SuggestQuery& query) {
  ForEachThatCounts(snapshot, viewer, query.asker,
                    [&](const v1::Feedback& feedback, const std::string& partner) {
                      if (IsAboutTheme(feedback.kind())) {
                        query.mutes.push_back({partner, ThemeId(feedback)});
                      } else if (feedback.kind() != v1::FEEDBACK_KIND_USEFUL) {
                        query.set_aside.push_back(partner);
                      }
                    });
}

void ApplyFeedback(const Snapshot& snapshot, const Viewer& viewer, graph::ExplainQuery& query) {
  ForEachThatCounts(snapshot, viewer, query.asker,
                    [&](const v1::Feedback& feedback, const std::string& partner) {
                      if (IsAboutTheme(feedback.kind()) && partner == query.partner) {
                        query.muted_themes.push_back(ThemeId(feedback));
                      }
                    });
}

}  // namespace tashbik::services
