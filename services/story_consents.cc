// Each call is one commit of the story's record.
#include "services/story_consents.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/actor_change.h"
#include "services/errors.h"
#include "services/facts.h"
#include "services/introduction_calls.h"
#include "services/limits.h"
#include "services/names.h"
#include "services/requests.h"
#include "services/story_rules.h"
#include "services/times.h"
#include "services/validate.h"
#include "services/visibility.h"

namespace tashbik::services {
namespace {

bool Holds(const google::protobuf::RepeatedPtrField<std::string>& values,
           const std::string& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

// The live story called `name`, whoever looks.
absl::StatusOr<EntryPointer> ReadStory(const Snapshot& snapshot, const std::string& name) {
  constexpr char kPattern[] = "`stories/{story}`";
  if (name.empty()) return FieldRequired("name", kPattern);
  const auto id = ParseNameOf(store::v1::KIND_STORY, name);
  if (!id) return FieldInvalid("name", "is no name of a story", absl::StrCat("use ", kPattern));
  EntryPointer entry = snapshot.catalog().Find(store::v1::KIND_STORY, *id);
  if (entry == nullptr || IsDeleted(entry->record)) return NotFound(name);
  return entry;
}

// The organization that the request means: the caller's own unless it says another.
absl::StatusOr<std::string> OrganizationOf(const Viewer& viewer, const std::string& given) {
  const std::string& organization = given.empty() ? viewer.actor_name : given;
  if (organization.empty()) return FieldRequired("organization", "who agrees");
  if (!ParseActorName(organization)) {
    return FieldInvalid("organization", "is no name of an actor",
                        "use `organizations/{organization}` or `diasporaGroups/{diaspora_group}`");
  }
  return organization;
}

absl::Status NotNamed(absl::string_view organization) {
  return FieldInvalid(
      "organization", "is not named in the story",
      absl::StrCat("only who is named agrees; add ", organization, " to the story first"));
}

// Whether the caller may say that another organization agrees. The note says who agreed, when and
// how.
absl::Status CheckMayGive(const Snapshot& snapshot, const Viewer& viewer, const Sight& story,
                          const std::string& organization, absl::Time now) {
  if (viewer.role != v1::ROLE_COORDINATOR) {
    return PermissionDenied("you agree for your own organization");
  }
  if (!story.writer) {
    return PermissionDenied("consent in writing is recorded by those who may change the story");
  }
  const absl::StatusOr<EntryPointer> actor =
      ActorToChange(snapshot, viewer, organization, "organization");
  if (!actor.ok()) return actor.status();
  if (HasOwnAccount(snapshot, organization, now)) {
    return PermissionDenied(
        absl::StrCat(organization, " has an account of its own, which alone can agree"));
  }
  return absl::OkStatus();
}

}  // namespace

void PlanEndOfConsents(const Snapshot& snapshot, absl::Time now, absl::string_view actor,
                       WritePlan& plan) {
  for (const EntryPointer& entry : snapshot.catalog().Of(store::v1::KIND_STORY, actor)) {
    store::v1::Record changed = entry->record;
    bool ended = false;
    for (const v1::StoryOrganization& named : entry->record.story().organizations()) {
      if (IdIn(named.organization()) != actor) continue;
      ended = WithdrawConsent(named.organization(), *changed.mutable_story()) || ended;
    }
    if (ended) plan.writes.push_back(ActorChange(snapshot, now, *entry, std::move(changed)));
  }
}

v1::Story StoryConsents::Show(const Viewer& viewer, const std::string& name) const {
  v1::Story shown;
  const std::shared_ptr<const Snapshot> now = directory_.snapshot();
  const absl::StatusOr<EntryPointer> entry = ReadStory(*now, name);
  const Sight sight =
      entry.ok() ? SightOf(*now, viewer, store::v1::KIND_STORY, (*entry)->record) : Sight();
  if (sight.record) {
    Project(directory_.keys(), sight, store::v1::KIND_STORY, (*entry)->record, shown);
  } else {
    shown.set_name(name);
  }
  return shown;
}

absl::StatusOr<v1::Story> StoryConsents::Give(const CallContext& call,
                                              const v1::GiveStoryConsentRequest& request) const {
  if (absl::Status good = CheckRequestId(request); !good.ok()) return good;
  const auto prepare = [&](const Snapshot& now) -> absl::StatusOr<WritePlan> {
    const Viewer& viewer = call.viewer;
    std::string note = request.note();
    Violations faults;
    Validator validator(now, viewer, faults);
    if (viewer.role == v1::ROLE_COORDINATOR) {
      validator.CheckWords(note, kMaxNoteCharacters, Validator::Lines::kMany, "note",
                           "who agreed, when and how");
    } else if (!note.empty()) {
      faults.Invalid("note", "is for coordinators, who have the consent in writing",
                     "leave it out");
    }
    const absl::StatusOr<std::string> organization = OrganizationOf(viewer, request.organization());
    if (!organization.ok()) faults.Add(organization.status());
    const absl::StatusOr<EntryPointer> story = ReadStory(now, request.name());
    if (absl::IsInvalidArgument(story.status())) faults.Add(story.status());
    if (!faults.empty()) return faults.ToStatus();
    if (!story.ok()) return story.status();
    const store::v1::Record& old = (*story)->record;
    const Sight sight = SightOf(now, viewer, store::v1::KIND_STORY, old);
    if (!sight.record) return NotFound(request.name());
    const auto actor = ParseActorName(*organization);
    const absl::StatusOr<EntryPointer> live = ReadActor(now, *organization);
    const bool seen = FindIntroduced(now, viewer, *organization).entry != nullptr;
    if (!seen || !NamesActor(old.story(), actor->id)) return NotNamed(*organization);
    if (viewer.actor_name != *organization) {
      absl::Status may = CheckMayGive(now, viewer, sight, *organization, directory_.Now());
      if (!may.ok()) return may;
    }
    if (Holds(old.story().visibility().blocked(), *organization)) {
      return StateConflict(
          "the story is kept from this organization, which could not take its "
          "consent back: change `visibility.blocked` first",
          "BLOCKED");
    }
    WritePlan plan;
    plan.result = request.name();
    store::v1::Record changed = old;
    if (GiveConsent(*organization, note, directory_.Now(), *changed.mutable_story())) {
      plan.writes.push_back(ActorChange(now, directory_.Now(), **story, std::move(changed)));
      plan.preconditions.push_back({(*live)->kind, (*live)->id(), (*live)->version});
    }
    return plan;
  };
  const absl::StatusOr<WriteOutcome> written =
      directory_.Write(WriteCallOf(call, request), prepare);
  if (!written.ok()) return written.status();
  return Show(call.viewer, request.name());
}

absl::StatusOr<v1::Story> StoryConsents::Withdraw(
    const CallContext& call, const v1::WithdrawStoryConsentRequest& request) const {
  if (absl::Status good = CheckRequestId(request); !good.ok()) return good;
  const auto prepare = [&](const Snapshot& now) -> absl::StatusOr<WritePlan> {
    Violations faults;
    const absl::StatusOr<std::string> organization =
        OrganizationOf(call.viewer, request.organization());
    if (!organization.ok()) faults.Add(organization.status());
    const absl::StatusOr<EntryPointer> story = ReadStory(now, request.name());
    if (absl::IsInvalidArgument(story.status())) faults.Add(story.status());
    if (!faults.empty()) return faults.ToStatus();
    if (!story.ok()) return story.status();
    const store::v1::Record& old = (*story)->record;
    const bool sees = SightOf(now, call.viewer, store::v1::KIND_STORY, old).record;
    const bool speaks = SpeaksFor(now, call.viewer, *organization);
    store::v1::Record changed = old;
    const bool withdrawn = speaks && WithdrawConsent(*organization, *changed.mutable_story());
    // Whoever had agreed knows of the story; to all others a hidden one is not there.
    if (!sees && !withdrawn) return NotFound(request.name());
    if (!speaks) {
      return PermissionDenied(
          "consent is taken back by the organization, and by those who may change its record");
    }
    const auto actor = ParseActorName(*organization);
    if (!NamesActor(old.story(), actor->id)) return NotNamed(*organization);
    WritePlan plan;
    plan.result = request.name();
    if (withdrawn) {
      plan.writes.push_back(ActorChange(now, directory_.Now(), **story, std::move(changed)));
    }
    return plan;
  };
  const absl::StatusOr<WriteOutcome> written =
      directory_.Write(WriteCallOf(call, request), prepare);
  if (!written.ok()) return written.status();
  return Show(call.viewer, request.name());
}

}  // namespace tashbik::services
