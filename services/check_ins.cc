// A check-in is one commit: its record, and the coalition with its state and time.
#include "services/check_ins.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "graph/protections.h"
#include "services/actor_change.h"
#include "services/errors.h"
#include "services/facts.h"
#include "services/limits.h"
#include "services/names.h"
#include "services/programme_limits.h"
#include "services/requests.h"
#include "services/times.h"
#include "services/validate.h"
#include "services/visibility.h"

namespace tashbik::services {
namespace {

using v1::COALITION_STATE_ACTIVE;
using v1::COALITION_STATE_CLOSED;
using v1::COALITION_STATE_DORMANT;
using v1::COALITION_STATE_FORMING;
using v1::COALITION_STATE_IDEA;
using v1::COALITION_STATE_UNSPECIFIED;

std::string Word(v1::CoalitionState state) {
  return std::string(absl::StripPrefix(v1::CoalitionState_Name(state), "COALITION_STATE_"));
}

// Whether `to` can follow `from`, which is another.
bool CanFollow(v1::CoalitionState from, v1::CoalitionState to) {
  switch (to) {
    case COALITION_STATE_IDEA:
      return false;
    case COALITION_STATE_FORMING:
      return from != COALITION_STATE_ACTIVE;
    default:
      return !(from == COALITION_STATE_CLOSED && to == COALITION_STATE_DORMANT);
  }
}

// The live coalition called `name` that the viewer sees; `path` is the request's field.
absl::StatusOr<EntryPointer> FindCoalition(const Snapshot& snapshot, const Viewer& viewer,
                                           const std::string& name, absl::string_view path) {
  constexpr char kPattern[] = "`coalitions/{coalition}`";
  if (name.empty()) return FieldRequired(path, kPattern);
  const auto id = ParseNameOf(store::v1::KIND_COALITION, name);
  if (!id) {
    return FieldInvalid(path, "is no name of a coalition", absl::StrCat("use ", kPattern));
  }
  EntryPointer entry = snapshot.catalog().Find(store::v1::KIND_COALITION, *id);
  if (entry == nullptr || IsDeleted(entry->record) ||
      !SightOf(snapshot, viewer, store::v1::KIND_COALITION, entry->record).record) {
    return NotFound(name);
  }
  return entry;
}

int64_t Nanos(const google::protobuf::Timestamp& time) { return absl::ToUnixNanos(TimeOf(time)); }

// When somebody last said how it goes; when it was entered where nobody did.
const google::protobuf::Timestamp& LastSign(const v1::Coalition& coalition) {
  return coalition.has_check_in_time() ? coalition.check_in_time() : coalition.create_time();
}

// Check-ins of a coalition, newest first.
std::vector<EntryPointer> CheckInsOf(const Snapshot& snapshot, const std::string& coalition) {
  std::vector<EntryPointer> found;
  const std::string prefix = absl::StrCat(coalition, "/");
  snapshot.catalog().ForEach(store::v1::KIND_CHECK_IN, prefix, [&](const EntryPointer& entry) {
    if (!absl::StartsWith(entry->id(), prefix)) return false;
    found.push_back(entry);
    return true;
  });
  const auto age = [](const EntryPointer& entry) {
    return std::make_tuple(-Nanos(entry->record.check_in().check_in().create_time()),
                           absl::string_view(entry->id()));
  };
  std::sort(found.begin(), found.end(),
            [&](const EntryPointer& a, const EntryPointer& b) { return age(a) < age(b); });
  return found;
}

// A place in a list that is sorted by a number, then by id.
std::string PositionOf(int64_t number, absl::string_view id) {
  return absl::StrCat(number, " ", id);
}

bool IsAfter(int64_t number, absl::string_view id, absl::string_view position) {
  if (position.empty()) return true;
  const std::pair<absl::string_view, absl::string_view> parts = absl::StrSplit(position, ' ');
  int64_t last = 0;
  if (!absl::SimpleAtoi(parts.first, &last)) return true;
  return std::make_tuple(number, id) > std::make_tuple(last, parts.second);
}

PlannedWrite CheckInOf(const std::string& id, const v1::Coalition& coalition,
                       const std::string& note, const std::string& account) {
  PlannedWrite write{.kind = store::v1::KIND_CHECK_IN, .id = id};
  write.record.emplace().set_id(id);
  store::v1::CheckInRecord& record = *write.record->mutable_check_in();
  record.set_account(account);
  record.mutable_check_in()->set_state(coalition.state());
  record.mutable_check_in()->set_note(note);
  *record.mutable_check_in()->mutable_create_time() = coalition.check_in_time();
  return write;
}

}  // namespace

absl::StatusOr<v1::Coalition> CheckedIn(const v1::Coalition& before, v1::CoalitionState asked,
                                        bool writer, absl::Time now) {
  v1::Coalition after = before;
  // What was stored before there were states, or says none, is at work.
  const v1::CoalitionState from =
      before.state() == COALITION_STATE_UNSPECIFIED ? COALITION_STATE_ACTIVE : before.state();
  const v1::CoalitionState to = asked == COALITION_STATE_UNSPECIFIED ? from : asked;
  if (from == COALITION_STATE_CLOSED && to != from && !writer) {
    return PermissionDenied("it is closed: only those who may change the coalition reopen it");
  }
  if (from != to && !CanFollow(from, to)) {
    return StateConflict(absl::StrCat("a coalition that is ", Word(from), " does not become ",
                                      Word(to), "; say another state, or none"),
                         Word(from));
  }
  after.set_state(to);
  *after.mutable_check_in_time() = ToProto(now);
  const std::string today = DateOf(now);
  if (to == COALITION_STATE_CLOSED && from != to) {
    // Dates of this form compare as they follow each other.
    if (after.end_date().empty() || after.end_date() > today) {
      after.set_end_date(std::max(today, after.start_date()));
    }
  } else if (from == COALITION_STATE_CLOSED && to != from) {
    after.clear_end_date();
  }
  return after;
}

bool IsEnteredMember(const Snapshot& snapshot, const Viewer& viewer, absl::string_view coalition) {
  if (viewer.actor.empty()) return false;
  const EntryPointer entry = snapshot.catalog().Find(store::v1::KIND_COALITION_MEMBER,
                                                     absl::StrCat(coalition, "/", viewer.actor));
  if (entry == nullptr || entry->record.owner_actor() == viewer.actor) return false;
  const auto left = DayOf(entry->record.coalition_member().leave_date());
  if (left && *left < viewer.day) return false;
  return SightOf(snapshot, viewer, store::v1::KIND_COALITION_MEMBER, entry->record).record;
}

absl::StatusOr<v1::Coalition> CheckInCalls::CheckIn(
    const CallContext& call, const v1::CheckInCoalitionRequest& request) const {
  if (absl::Status good = CheckRequestId(request); !good.ok()) return good;
  const auto prepare = [&](const Snapshot& now) -> absl::StatusOr<WritePlan> {
    std::string note = request.note();
    Violations faults;
    Validator(now, call.viewer, faults)
        .CheckText(note, kMaxNoteCharacters, Validator::Lines::kMany, "note");
    if (!v1::CoalitionState_IsValid(request.state())) {
      faults.Invalid("state", "is no state", "use one such as COALITION_STATE_ACTIVE, or none");
    }
    const absl::StatusOr<EntryPointer> found =
        FindCoalition(now, call.viewer, request.name(), "name");
    if (absl::IsInvalidArgument(found.status())) faults.Add(found.status());
    if (!faults.empty()) return faults.ToStatus();
    if (!found.ok()) return found.status();
    const Entry& old = **found;
    const bool writer = SightOf(now, call.viewer, store::v1::KIND_COALITION, old.record).writer;
    if (!writer && !IsEnteredMember(now, call.viewer, old.id())) {
      return PermissionDenied(
          "how a coalition goes is said by those who may change it, and by members that they "
          "entered");
    }
    const absl::Time time = directory_.Now();
    absl::StatusOr<v1::Coalition> after =
        CheckedIn(old.record.coalition(), request.state(), writer, time);
    if (!after.ok()) return after.status();
    WritePlan plan;
    plan.result = request.name();
    plan.writes.push_back(CheckInOf(absl::StrCat(old.id(), "/", directory_.MakeId()), *after, note,
                                    call.viewer.account));
    const std::vector<EntryPointer> history = CheckInsOf(now, old.id());
    for (size_t i = kMaxCheckIns - 1; i < history.size(); ++i) {
      plan.writes.push_back({.kind = store::v1::KIND_CHECK_IN,
                             .id = history[i]->id(),
                             .expected_version = history[i]->version});
    }
    store::v1::Record changed = old.record;
    *changed.mutable_coalition() = *std::move(after);
    plan.writes.push_back(ActorChange(now, time, old, std::move(changed)));
    return plan;
  };
  const absl::StatusOr<WriteOutcome> written =
      directory_.Write(WriteCallOf(call, request), prepare);
  if (!written.ok()) return written.status();
  const std::shared_ptr<const Snapshot> now = directory_.snapshot();
  const absl::StatusOr<EntryPointer> entry =
      FindCoalition(*now, call.viewer, written->result, "name");
  if (!entry.ok()) return entry.status();
  v1::Coalition shown;
  Project(directory_.keys(),
          SightOf(*now, call.viewer, store::v1::KIND_COALITION, (*entry)->record),
          store::v1::KIND_COALITION, (*entry)->record, shown);
  return shown;
}

absl::StatusOr<v1::ListCheckInsResponse> CheckInCalls::List(
    const CallContext& call, const v1::ListCheckInsRequest& request) const {
  const absl::StatusOr<int> size = PageSize(request.page_size());
  if (!size.ok()) return size.status();
  const std::string binding =
      absl::StrCat("ListCheckIns|", call.viewer.account, "|", request.parent());
  std::string after;
  if (!request.page_token().empty()) {
    absl::StatusOr<std::string> position = tokens_.Open(request.page_token(), binding);
    if (!position.ok()) return position.status();
    after = *std::move(position);
  }
  const Snapshot& snapshot = *call.snapshot;
  const absl::StatusOr<EntryPointer> coalition =
      FindCoalition(snapshot, call.viewer, request.parent(), "parent");
  if (!coalition.ok()) return coalition.status();
  const bool reads_notes =
      SightOf(snapshot, call.viewer, store::v1::KIND_COALITION, (*coalition)->record).writer ||
      IsEnteredMember(snapshot, call.viewer, (*coalition)->id()) ||
      graph::IsRemoved(graph::Protection::kNotesOfCheckIns);
  v1::ListCheckInsResponse response;
  std::string last;
  for (const EntryPointer& entry : CheckInsOf(snapshot, (*coalition)->id())) {
    const v1::CheckIn& said = entry->record.check_in().check_in();
    const int64_t age = -Nanos(said.create_time());
    const std::string id = IdIn(entry->id());
    if (!IsAfter(age, id, after)) continue;
    if (response.check_ins_size() == *size) {
      response.set_next_page_token(tokens_.Seal(last, binding));
      break;
    }
    v1::CheckIn& shown = *response.add_check_ins();
    shown = said;
    shown.set_name(NameOf(store::v1::KIND_CHECK_IN, entry->id()));
    if (!reads_notes) shown.clear_note();
    last = PositionOf(age, id);
  }
  return response;
}

absl::StatusOr<v1::ListSilentCoalitionsResponse> CheckInCalls::ListSilent(
    const CallContext& call, const v1::ListSilentCoalitionsRequest& request) const {
  Violations faults;
  const absl::StatusOr<int> size = PageSize(request.page_size());
  if (!size.ok()) faults.Add(size.status());
  if (request.days() < 0) {
    faults.Invalid("days", "is negative", "give days of silence, or 0 for 90");
  } else if (request.days() > kMaxSilentDays) {
    faults.Limit("days", absl::StrCat(request.days(), " days"),
                 absl::StrCat(kMaxSilentDays, " days"));
  }
  if (!faults.empty()) return faults.ToStatus();
  const int days = request.days() == 0 ? kSilentDays : request.days();
  const std::string binding = absl::StrCat("ListSilentCoalitions|", call.viewer.account, "|", days);
  std::string after;
  if (!request.page_token().empty()) {
    absl::StatusOr<std::string> position = tokens_.Open(request.page_token(), binding);
    if (!position.ok()) return position.status();
    after = *std::move(position);
  }
  const absl::Time latest = directory_.Now() - absl::Hours(24 * days);
  const Snapshot& snapshot = *call.snapshot;
  std::vector<std::pair<int64_t, EntryPointer>> silent;
  snapshot.catalog().ForEach(store::v1::KIND_COALITION, "", [&](const EntryPointer& entry) {
    if (call.stop && call.stop()) return false;
    const v1::Coalition& coalition = entry->record.coalition();
    const int64_t since = Nanos(LastSign(coalition));
    const bool at_work =
        coalition.state() == COALITION_STATE_FORMING || coalition.state() == COALITION_STATE_ACTIVE;
    if (!at_work || IsDeleted(entry->record) || absl::FromUnixNanos(since) > latest ||
        !IsAfter(since, entry->id(), after)) {
      return true;
    }
    const Sight sight = SightOf(snapshot, call.viewer, store::v1::KIND_COALITION, entry->record);
    if (sight.record && (sight.writer || IsEnteredMember(snapshot, call.viewer, entry->id()))) {
      silent.emplace_back(since, entry);
    }
    return true;
  });
  if (absl::Status alive = call.Alive(); !alive.ok()) return alive;
  std::sort(silent.begin(), silent.end(), [](const auto& a, const auto& b) {
    return std::make_tuple(a.first, a.second->id()) < std::make_tuple(b.first, b.second->id());
  });
  v1::ListSilentCoalitionsResponse response;
  size_t bytes = 0;
  for (size_t i = 0; i < silent.size(); ++i) {
    v1::Coalition shown;
    const store::v1::Record& record = silent[i].second->record;
    Project(directory_.keys(), SightOf(snapshot, call.viewer, store::v1::KIND_COALITION, record),
            store::v1::KIND_COALITION, record, shown);
    bytes += shown.ByteSizeLong();
    if (response.coalitions_size() == *size || (i > 0 && bytes > kMaxPageBytes)) {
      response.set_next_page_token(
          tokens_.Seal(PositionOf(silent[i - 1].first, silent[i - 1].second->id()), binding));
      break;
    }
    *response.add_coalitions() = std::move(shown);
  }
  return response;
}

}  // namespace tashbik::services
