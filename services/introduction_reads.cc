// Showing introductions and settings; finding the caller's part in them.
#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "graph/protections.h"
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

using store::v1::IntroductionRecord;
using Part = IntroductionPart;

// `where` names the field of the request.
absl::StatusOr<ResourceName> ReadActor(absl::string_view where, const std::string& name) {
  if (name.empty()) return FieldRequired(where, "name an actor");
  const auto actor = ParseActorName(name);
  if (actor) return *actor;
  return FieldInvalid(where, "is no name of an actor",
                      "use `organizations/{organization}` or `diasporaGroups/{diaspora_group}`");
}

std::optional<Part> SideOf(const IntroductionRecord& record, absl::string_view actor_name) {
  if (record.first().actor() == actor_name) return Part::kFirst;
  if (record.second().actor() == actor_name) return Part::kSecond;
  return std::nullopt;
}

bool Brokers(const Viewer& viewer, const IntroductionRecord& record) {
  return IsBrokered(record) && !viewer.account.empty() && record.account() == viewer.account;
}

// The part of a caller that names no actor.
std::optional<Part> OwnPart(const Snapshot& snapshot, const Viewer& viewer,
                            const IntroductionRecord& record) {
  if (!viewer.actor.empty()) return SideOf(record, viewer.actor_name);
  if (Brokers(viewer, record)) return Part::kBroker;
  const bool first = SpeaksFor(snapshot, viewer, record.first().actor());
  const bool second = SpeaksFor(snapshot, viewer, record.second().actor());
  if (first == second) return std::nullopt;  // none, or it has to say which
  return first ? Part::kFirst : Part::kSecond;
}

void CheckEmail(const std::string& email, Violations& faults) {
  if (email.empty()) return;
  const size_t at = email.find('@');
  const bool plain = std::all_of(email.begin(), email.end(), [](char c) {
    return absl::ascii_isgraph(static_cast<unsigned char>(c)) &&
           std::string("<>()[]\\,;:\"").find(c) == std::string::npos;
  });
  if (email.size() > kMaxEmailCharacters) {
    faults.Limit("settings.notice_email", absl::StrCat(email.size(), " characters"),
                 absl::StrCat(kMaxEmailCharacters, " characters"));
  } else if (!plain || at == 0 || at == std::string::npos || at + 1 == email.size() ||
             email.find('@', at + 1) != std::string::npos || email[0] == '-') {
    faults.Invalid("settings.notice_email", "is no address",
                   "use one such as office@example.org, in plain letters");
  }
}

// Settings without what the viewer may not see.
v1::IntroductionSettings SettingsFor(const Snapshot& snapshot, const Viewer& viewer,
                                     const ResourceName& actor) {
  v1::IntroductionSettings settings;
  if (const EntryPointer entry =
          snapshot.catalog().Find(store::v1::KIND_INTRODUCTION_SETTINGS, actor.id)) {
    settings = entry->record.introduction_settings();
  }
  settings.set_actor(NameOf(actor.kind, actor.id));
  if (viewer.actor != actor.id) settings.clear_notice_email();
  return settings;
}

// Newest first.
bool Before(const EntryPointer& a, const EntryPointer& b) {
  const absl::Time x = TimeOf(a->record.introduction().create_time());
  const absl::Time y = TimeOf(b->record.introduction().create_time());
  return x != y ? x > y : a->id() < b->id();
}

std::string PositionOf(const Entry& entry) {
  return absl::StrCat(absl::ToUnixNanos(TimeOf(entry.record.introduction().create_time())), " ",
                      entry.id());
}

bool IsAfter(const Entry& entry, absl::string_view position) {
  const std::pair<absl::string_view, absl::string_view> parts = absl::StrSplit(position, ' ');
  int64_t nanos = 0;
  if (!absl::SimpleAtoi(parts.first, &nanos)) return true;
  const int64_t made = absl::ToUnixNanos(TimeOf(entry.record.introduction().create_time()));
  return made != nanos ? made < nanos : entry.id() > parts.second;
}

bool Wanted(const v1::ListIntroductionsRequest& request, const v1::Introduction& shown) {
  if (request.role() != v1::INTRODUCTION_ROLE_UNSPECIFIED && request.role() != shown.role()) {
    return false;
  }
  return request.states().empty() || std::find(request.states().begin(), request.states().end(),
                                               shown.state()) != request.states().end();
}

}  // namespace

IntroducedActor FindIntroduced(const Snapshot& snapshot, const Viewer& viewer,
                               absl::string_view name) {
  IntroducedActor found;
  const auto actor = ParseActorName(name);
  if (!actor) return found;
  absl::StatusOr<EntryPointer> entry = snapshot.Read(actor->kind, actor->id);
  if (!entry.ok() || IsDeleted((*entry)->record)) return found;
  found.sight = SightOf(snapshot, viewer, actor->kind, (*entry)->record);
  if (found.sight.record) found.entry = *std::move(entry);
  return found;
}

bool SpeaksFor(const Snapshot& snapshot, const Viewer& viewer, absl::string_view actor_name) {
  if (!viewer.actor.empty()) return viewer.actor_name == actor_name;
  if (viewer.role != v1::ROLE_COORDINATOR) return false;
  const IntroducedActor actor = FindIntroduced(snapshot, viewer, actor_name);
  return actor.entry != nullptr && actor.sight.writer;
}

std::vector<SeenIntroduction> IntroductionsSeen(const Snapshot& snapshot, const Viewer& viewer,
                                                absl::string_view actor_name, absl::Time now) {
  std::vector<SeenIntroduction> seen;
  const auto actor = ParseActorName(actor_name);
  if (!actor) return seen;
  const bool speaks = SpeaksFor(snapshot, viewer, actor_name);
  for (const EntryPointer& entry : snapshot.catalog().Of(store::v1::KIND_INTRODUCTION, actor->id)) {
    const IntroductionRecord& record = entry->record.introduction();
    std::optional<Part> part;
    if (speaks) part = SideOf(record, actor_name);
    if (!part && Brokers(viewer, record)) part = Part::kBroker;
    if (!part || !IsThereFor(record, *part, now)) continue;
    SeenIntroduction& one = seen.emplace_back();
    one.shown = ShownTo(entry->id(), record, *part, now);
    one.partner = one.shown.partner();
    for (const std::string& party : one.shown.parties()) {
      if (party != actor_name) one.partner = party;
    }
  }
  return seen;
}

bool HasOwnAccount(const Snapshot& snapshot, absl::string_view actor_name, absl::Time now) {
  const std::vector<EntryPointer> accounts =
      snapshot.catalog().Of(store::v1::KIND_ACCOUNT, ParseActorName(actor_name)->id);
  // A frozen one is still its people's: nobody agrees in their place meanwhile.
  return std::any_of(accounts.begin(), accounts.end(), [&](const EntryPointer& entry) {
    const v1::Account& account = entry->record.account().account();
    return !account.has_revoke_time() &&
           !(account.has_expire_time() && TimeOf(account.expire_time()) <= now);
  });
}

absl::StatusOr<IntroductionCalls::Held> IntroductionCalls::Find(const Snapshot& snapshot,
                                                                const Viewer& viewer,
                                                                const std::string& name,
                                                                const std::string& actor) const {
  if (name.empty()) return FieldRequired("name", "`introductions/{introduction}`");
  const auto id = ParseNameOf(store::v1::KIND_INTRODUCTION, name);
  if (!id) {
    return FieldInvalid("name", "names no introduction", "use `introductions/{introduction}`");
  }
  if (!actor.empty()) {
    if (absl::Status good = ReadActor("actor", actor).status(); !good.ok()) return good;
  }
  Held held;
  held.entry = snapshot.catalog().Find(store::v1::KIND_INTRODUCTION, *id);
  if (held.entry == nullptr) return NotFound(name);
  std::optional<Part> part;
  if (actor.empty()) {
    part = OwnPart(snapshot, viewer, held.record());
  } else if (SpeaksFor(snapshot, viewer, actor)) {
    part = SideOf(held.record(), actor);
  }
  if (!part || !IsThereFor(held.record(), *part, directory_.Now())) return NotFound(name);
  if (graph::IsRemoved(graph::Protection::kSilentBlocks) && *part == Part::kFirst &&
      FindIntroduced(snapshot, viewer, held.record().second().actor()).entry == nullptr) {
    return NotFound(name);
  }
  held.part = *part;
  return held;
}

v1::Introduction IntroductionCalls::Show(const Snapshot& snapshot, const Held& held) const {
  v1::Introduction shown = ShownTo(held.entry->id(), held.record(), held.part, directory_.Now());
  // Whoever is deleted gives no contacts any more, though it may come back.
  const auto partner = ParseActorName(shown.partner());
  if (partner && IsDeletedActor(snapshot.catalog(), partner->id)) shown.clear_contacts();
  return shown;
}

IntroductionCalls::Answer IntroductionCalls::Get(const CallContext& call,
                                                 const v1::GetIntroductionRequest& request) const {
  absl::StatusOr<Held> held = Find(*call.snapshot, call.viewer, request.name(), request.actor());
  if (!held.ok()) return held.status();
  return Show(*call.snapshot, *held);
}

absl::StatusOr<v1::ListIntroductionsResponse> IntroductionCalls::List(
    const CallContext& call, const v1::ListIntroductionsRequest& request) const {
  absl::StatusOr<int> size = PageSize(request.page_size());
  if (!size.ok()) return size.status();
  const Viewer& viewer = call.viewer;
  const std::string actor = request.actor().empty() ? viewer.actor_name : request.actor();
  std::string concerned = viewer.account;
  if (!actor.empty()) {
    absl::StatusOr<ResourceName> parsed = ReadActor("actor", actor);
    if (!parsed.ok()) return parsed.status();
    if (!SpeaksFor(*call.snapshot, viewer, actor)) return NotFound(actor);
    concerned = parsed->id;
  }
  std::string binding = absl::StrCat("ListIntroductions|", viewer.account, "|", actor, "|",
                                     static_cast<int>(request.role()));
  for (const int state : request.states()) absl::StrAppend(&binding, "|", state);
  std::string position;
  if (!request.page_token().empty()) {
    absl::StatusOr<std::string> opened = tokens_.Open(request.page_token(), binding);
    if (!opened.ok()) return opened.status();
    position = *std::move(opened);
  }
  std::vector<EntryPointer> entries =
      call.snapshot->catalog().Of(store::v1::KIND_INTRODUCTION, concerned);
  std::sort(entries.begin(), entries.end(), Before);
  v1::ListIntroductionsResponse response;
  std::string last;
  const absl::Time now = directory_.Now();
  for (const EntryPointer& entry : entries) {
    if (!position.empty() && !IsAfter(*entry, position)) continue;
    Held held{entry};
    std::optional<Part> part;
    if (!actor.empty()) part = SideOf(held.record(), actor);
    if (actor.empty() && Brokers(viewer, held.record())) part = Part::kBroker;
    if (!part || !IsThereFor(held.record(), *part, now)) continue;
    held.part = *part;
    v1::Introduction shown = Show(*call.snapshot, held);
    if (!Wanted(request, shown)) continue;
    if (response.introductions_size() == *size) {
      response.set_next_page_token(tokens_.Seal(last, binding));
      break;
    }
    last = PositionOf(*entry);
    *response.add_introductions() = std::move(shown);
  }
  return response;
}

absl::StatusOr<v1::IntroductionSettings> IntroductionCalls::GetSettings(
    const CallContext& call, const v1::GetIntroductionSettingsRequest& request) const {
  absl::StatusOr<ResourceName> actor = ReadActor("actor", request.actor());
  if (!actor.ok()) return actor.status();
  if (FindIntroduced(*call.snapshot, call.viewer, request.actor()).entry == nullptr) {
    return NotFound(request.actor());
  }
  return SettingsFor(*call.snapshot, call.viewer, *actor);
}

absl::StatusOr<v1::IntroductionSettings> IntroductionCalls::UpdateSettings(
    const CallContext& call, const v1::UpdateIntroductionSettingsRequest& request) const {
  absl::StatusOr<ResourceName> actor = ReadActor("settings.actor", request.settings().actor());
  if (!actor.ok()) return actor.status();
  if (absl::Status good = CheckRequestId(request); !good.ok()) return good;
  const std::string& name = request.settings().actor();
  const bool own = call.viewer.actor == actor->id;
  const auto prepare = [&](const Snapshot& now) -> absl::StatusOr<WritePlan> {
    if (FindIntroduced(now, call.viewer, name).entry == nullptr) return NotFound(name);
    if (!SpeaksFor(now, call.viewer, name)) {
      return PermissionDenied("these are for the actor itself, and who may change its record");
    }
    v1::IntroductionSettings settings = request.settings();
    Violations faults;
    Validator validator(now, call.viewer, faults);
    const int count = settings.vetting_questions_size();
    if (validator.CheckCount(count, kMaxVettingQuestions, "settings.vetting_questions",
                             "questions")) {
      for (int i = 0; i < count; ++i) {
        validator.CheckWords(*settings.mutable_vetting_questions(i), kMaxShortTextCharacters,
                             Validator::Lines::kOne,
                             absl::StrCat("settings.vetting_questions[", i, "]"), "a question");
      }
    }
    CheckEmail(settings.notice_email(), faults);
    if (!own && !settings.notice_email().empty()) {
      faults.Invalid("settings.notice_email", "is for the actor's own account", "leave it out");
    }
    if (absl::Status status = faults.ToStatus(); !status.ok()) return status;
    const EntryPointer old = now.catalog().Find(store::v1::KIND_INTRODUCTION_SETTINGS, actor->id);
    if (!own && old != nullptr) {
      settings.set_notice_email(old->record.introduction_settings().notice_email());
    }
    store::v1::Record record;
    record.set_id(actor->id);
    *record.mutable_introduction_settings() = std::move(settings);
    WritePlan plan;
    plan.writes.push_back({.kind = store::v1::KIND_INTRODUCTION_SETTINGS,
                           .id = actor->id,
                           .record = std::move(record),
                           .expected_version = old == nullptr ? 0 : old->version});
    return plan;
  };
  absl::StatusOr<WriteOutcome> written = directory_.Write(WriteCallOf(call, request), prepare);
  if (!written.ok()) return written.status();
  return SettingsFor(*directory_.snapshot(), call.viewer, *actor);
}

}  // namespace tashbik::services
