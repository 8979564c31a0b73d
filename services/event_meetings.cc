// The cohort, and the engine asked about each of it, the others of the cohort being all whom it may
// suggest.
#include <algorithm>
#include <optional>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "graph/suggest.h"
#include "services/errors.h"
#include "services/event_calls.h"
#include "services/facts.h"
#include "services/feedback_calls.h"
#include "services/limits.h"
#include "services/match_writer.h"
#include "services/names.h"
#include "services/presenter.h"
#include "services/tokens.h"
#include "services/visibility.h"

namespace tashbik::services {
namespace {

constexpr int kStandardMeetings = 3;
constexpr int kMaxMeetings = 20;

using Others = absl::flat_hash_set<std::string>;

absl::Status CheckMeetings(const v1::SuggestMeetingsRequest& request) {
  Violations faults;
  if (request.count() < 0 || request.count() > kMaxMeetings) {
    faults.Limit("count", absl::StrCat(request.count()), absl::StrCat("1 to ", kMaxMeetings));
  }
  if (!v1::Focus_IsValid(request.focus())) {
    faults.Invalid("focus", absl::StrCat("has no value ", static_cast<int>(request.focus())),
                   "use one of the Focus values of the API");
  }
  if (!request.actor().empty() && !ParseActorName(request.actor())) {
    faults.Invalid("actor", "is no name of an actor",
                   "give organizations/{organization} or diasporaGroups/{diaspora_group}");
  }
  return faults.ToStatus();
}

// Whom one attendee should talk to.
absl::StatusOr<v1::CohortSuggestions> MeetingsOf(const CallContext& call, const Keys& keys,
                                                 const Presenter& presenter,
                                                 const v1::SuggestMeetingsRequest& request,
                                                 const CohortMember& member, const Others& others) {
  absl::StatusOr<v1::ActorSummary> summary = presenter.Summary(member.id);
  if (!summary.ok()) return summary.status();
  graph::SuggestQuery query;
  query.asker = member.id;
  query.count = request.count() == 0 ? kStandardMeetings : request.count();
  if (request.focus() != v1::FOCUS_UNSPECIFIED) {
    query.focus = static_cast<graph::Focus>(request.focus());
  }
  query.filter.also = [&](const graph::ActorView& actor) { return others.contains(actor.id()); };
  // A cohort is small: the best come first, and nobody is left out for being shown elsewhere.
  query.diversity = false;
  query.exposure = false;
  query.tie_key = keys.tie;
  const Snapshot& snapshot = *call.snapshot;
  ApplyFeedback(snapshot, call.viewer, query);
  std::optional<graph::Audience> its_own;
  if (call.viewer.role == v1::ROLE_COORDINATOR) {
    its_own = AudienceOfAnother(snapshot, call.viewer, member.id);
  }
  const graph::SuggestResult result = graph::SuggestPartners(
      snapshot.network(), ToAudience(call.viewer), query, call.stop, its_own ? &*its_own : nullptr);
  if (absl::Status alive = call.Alive(); !alive.ok()) return alive;
  v1::CohortSuggestions shown;
  const MatchWriter writer(call, presenter, member.id, summary->display_name());
  *shown.mutable_actor() = *std::move(summary);
  for (const graph::Suggestion& suggestion : result.suggestions) {
    absl::StatusOr<v1::Suggestion> partner = writer.Suggestion(suggestion);
    if (!partner.ok()) return partner.status();
    *shown.add_suggestions() = *std::move(partner);
  }
  return shown;
}

}  // namespace

absl::StatusOr<Cohort> ReadCohort(const CallContext& call, const std::string& event) {
  if (event.empty()) return FieldRequired("name", "`events/{event}`");
  const auto id = ParseNameOf(store::v1::KIND_EVENT, event);
  if (!id) return FieldInvalid("name", "is no name of an event", "use `events/{event}`");
  const Snapshot& snapshot = *call.snapshot;
  const EntryPointer entry = snapshot.catalog().Find(store::v1::KIND_EVENT, *id);
  if (entry == nullptr || IsDeleted(entry->record)) return NotFound(event);
  const Sight sight = SightOf(snapshot, call.viewer, store::v1::KIND_EVENT, entry->record);
  if (!sight.record) return NotFound(event);
  Cohort cohort;
  Reveal(sight, entry->record, cohort.event);
  const std::string prefix = *id + "/";
  snapshot.catalog().ForEach(store::v1::KIND_ATTENDEE, prefix, [&](const EntryPointer& attendee) {
    if (!absl::StartsWith(attendee->id(), prefix)) return false;
    if (SightOf(snapshot, call.viewer, store::v1::KIND_ATTENDEE, attendee->record).record) {
      const v1::Attendee& shown = attendee->record.attendee();
      cohort.members.push_back(
          {attendee->id().substr(prefix.size()), shown.actor(), shown.attended()});
    }
    return true;
  });
  std::sort(cohort.members.begin(), cohort.members.end(),
            [](const CohortMember& a, const CohortMember& b) { return a.name < b.name; });
  return cohort;
}

absl::StatusOr<v1::SuggestMeetingsResponse> SuggestMeetings(
    const CallContext& call, const Keys& keys, const v1::SuggestMeetingsRequest& request) {
  if (absl::Status good = CheckMeetings(request); !good.ok()) return good;
  const absl::StatusOr<Language> language = AnswerLanguage(request.language());
  if (!language.ok()) return language.status();
  const absl::StatusOr<Cohort> cohort = ReadCohort(call, request.name());
  if (!cohort.ok()) return cohort.status();
  Others others;
  bool found = request.actor().empty();
  for (const CohortMember& member : cohort->members) {
    others.insert(member.id);
    found = found || member.name == request.actor();
  }
  if (!found) return NotFound(absl::StrCat(request.name(), "/attendees/", IdIn(request.actor())));
  const Presenter presenter(call, *language);
  v1::SuggestMeetingsResponse response;
  size_t bytes = 0;
  for (const CohortMember& member : cohort->members) {
    if (!request.actor().empty() && member.name != request.actor()) continue;
    absl::StatusOr<v1::CohortSuggestions> shown =
        MeetingsOf(call, keys, presenter, request, member, others);
    if (!shown.ok()) return shown.status();
    bytes += shown->ByteSizeLong();
    if (bytes > kMaxPageBytes) {
      return LimitExceeded("name", "more than 3 MiB of suggestions",
                           "3 MiB: ask for fewer with `count`, or for one attendee with `actor`");
    }
    *response.add_attendees() = *std::move(shown);
  }
  return response;
}

}  // namespace tashbik::services
