// Two that met work together: a coalition of the two, written like any other.
#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/errors.h"
#include "services/facts.h"
#include "services/introduction_calls.h"
#include "services/limits.h"
#include "services/message_fields.h"
#include "services/names.h"
#include "services/resource_type.h"
#include "services/validate.h"
#include "services/visibility.h"
#include "services/write_batch.h"

namespace tashbik::services {
namespace {

using store::v1::IntroductionRecord;

// The record of a side, whoever looks; null when it is gone.
EntryPointer Live(const Snapshot& snapshot, const std::string& name) {
  const auto actor = ParseActorName(name);
  if (!actor) return nullptr;
  const absl::StatusOr<EntryPointer> entry = snapshot.Read(actor->kind, actor->id);
  return entry.ok() && !IsDeleted((*entry)->record) ? *entry : nullptr;
}

// The stricter tier, and all that either names: nobody who is let in sees an end that it may not
// see, since both ends count.
v1::Visibility Joined(const v1::Visibility& a, const v1::Visibility& b, const std::string& hub) {
  v1::Visibility joined;
  joined.set_tier(std::min(a.tier(), b.tier()));
  std::set<std::string> hubs, circles, brokers;
  for (const v1::Visibility* one : {&a, &b}) {
    hubs.insert(one->hubs().begin(), one->hubs().end());
    circles.insert(one->circles().begin(), one->circles().end());
    brokers.insert(one->brokers().begin(), one->brokers().end());
  }
  if (joined.tier() == v1::TIER_UNCLAIMED) joined.set_tier(v1::TIER_BROKERED);
  if (joined.tier() == v1::TIER_BROKERED && !hub.empty()) brokers.insert(hub);
  const auto add = [](const std::set<std::string>& names, auto* field) {
    for (const std::string& name : names) {
      if (field->size() < kMaxHubs) *field->Add() = name;
    }
  };
  add(hubs, joined.mutable_hubs());
  if (joined.tier() == v1::TIER_HUB) add(circles, joined.mutable_circles());
  add(brokers, joined.mutable_brokers());
  return joined;
}

// Whoever writes the coalition may name the hubs of both sides, which neither side may alone.
Viewer Writer(const Viewer& viewer, const v1::Visibility& visibility) {
  Viewer writer;
  writer.role = v1::ROLE_COORDINATOR;
  writer.account = viewer.account;
  writer.day = viewer.day;
  for (const auto* names : {&visibility.hubs(), &visibility.brokers()}) {
    for (const std::string& name : *names) {
      if (const auto hub = ParseNameOf(store::v1::KIND_HUB, name)) {
        writer.coordinated_hubs.push_back(*hub);
      }
    }
  }
  auto& hubs = writer.coordinated_hubs;
  std::sort(hubs.begin(), hubs.end());
  hubs.erase(std::unique(hubs.begin(), hubs.end()), hubs.end());
  return writer;
}

v1::Coalition CoalitionOf(const IntroductionRecord& record, bool first_recorded_first) {
  const v1::Collaboration& one = record.first().collaboration();
  const v1::Collaboration& other = record.second().collaboration();
  v1::Coalition coalition;
  coalition.add_names()->set_text(first_recorded_first ? one.title() : other.title());
  for (const v1::Collaboration* said : {&one, &other}) {
    for (const std::string& theme : said->themes()) {
      const auto& themes = coalition.themes();
      if (std::find(themes.begin(), themes.end(), theme) == themes.end() &&
          themes.size() < kMaxThemeLinks) {
        coalition.add_themes(theme);
      }
    }
  }
  return coalition;
}

PlannedWrite MemberOf(const Snapshot& snapshot, const store::v1::Record& coalition,
                      const Entry& actor, absl::Time now) {
  store::v1::Record record;
  record.set_id(absl::StrCat(coalition.id(), "/", actor.id()));
  record.set_owner_account(coalition.owner_account());
  v1::CoalitionMember& member = *record.mutable_coalition_member();
  member.set_actor(NameOf(actor.kind, actor.id()));
  member.set_role(v1::COALITION_ROLE_PARTNER);
  SetTime(member, "create_time", absl::ToUnixMicros(now));
  record.mutable_tier_update_micros()->Resize(graph::kTierCount - 1, absl::ToUnixMicros(now));
  PlannedWrite write{.kind = store::v1::KIND_COALITION_MEMBER, .id = record.id()};
  write.access_after = AccessBlobOfMember(snapshot, coalition, record, ~uint32_t{0});
  write.record = std::move(record);
  return write;
}

}  // namespace

absl::Status PlanCoalition(const Snapshot& snapshot, Directory& directory, const Viewer& viewer,
                           IntroductionRecord& record, bool first_recorded_first, WritePlan& plan) {
  const EntryPointer first = Live(snapshot, record.first().actor());
  const EntryPointer second = Live(snapshot, record.second().actor());
  if (first == nullptr || second == nullptr) {
    return StateConflict("one of the two is not in the directory any more", "ACCEPTED");
  }
  v1::Coalition coalition = CoalitionOf(record, first_recorded_first);
  *coalition.mutable_visibility() =
      Joined(*VisibilityIn(first->record), *VisibilityIn(second->record), record.hub());
  const Viewer writer = Writer(viewer, coalition.visibility());
  Violations faults;
  const FieldMask none;
  WriteBatch batch(snapshot, directory, writer, TypeOf(store::v1::KIND_COALITION),
                   WriteIntent::kCreate, none, none, faults);
  if (absl::Status added = batch.Add({&coalition, "collaboration", "", ""}); !added.ok()) {
    return added;
  }
  absl::StatusOr<WritePlan> made = batch.Finish();
  if (!made.ok()) return made.status();
  const store::v1::Record& written = batch.results().front().record;
  for (PlannedWrite& write : made->writes) plan.writes.push_back(std::move(write));
  for (const EntryPointer& side : {first, second}) {
    plan.writes.push_back(MemberOf(snapshot, written, *side, directory.Now()));
    plan.preconditions.push_back({side->kind, side->id(), side->version});
  }
  record.set_coalition(batch.results().front().name);
  return absl::OkStatus();
}

IntroductionCalls::Answer IntroductionCalls::RecordCollaboration(
    const CallContext& call, const v1::RecordCollaborationRequest& request) const {
  const auto step = [&](const Snapshot& now, const Held& held) -> IntroductionStep {
    v1::Collaboration given = request.collaboration();
    Violations faults;
    Validator validator(now, call.viewer, faults);
    validator.CheckWords(*given.mutable_title(), kMaxNameCharacters, Validator::Lines::kOne,
                         "collaboration.title", "what it is called");
    if (validator.CheckCount(given.themes_size(), kMaxThemeLinks, "collaboration.themes",
                             "themes")) {
      for (int i = 0; i < given.themes_size(); ++i) {
        validator.CheckTheme(given.themes(i), {}, absl::StrCat("collaboration.themes[", i, "]"));
      }
    }
    if (absl::Status status = faults.ToStatus(); !status.ok()) return status;
    if (held.part != IntroductionPart::kBroker && call.viewer.actor.empty()) {
      const std::string& own = held.part == IntroductionPart::kFirst
                                   ? held.record().first().actor()
                                   : held.record().second().actor();
      if (HasOwnAccount(now, own, directory_.Now())) {
        return PermissionDenied(
            absl::StrCat(own, " has an account of its own, which alone can record this"));
      }
    }
    return Collaborate(held.record(), held.part, given, directory_.Now());
  };
  const auto more = [&](const Snapshot& now, const Held& held, IntroductionRecord& after,
                        WritePlan& plan) -> absl::Status {
    if (!BothRecorded(after)) return absl::OkStatus();
    return PlanCoalition(now, directory_, call.viewer, after,
                         /*first_recorded_first=*/held.part != IntroductionPart::kFirst, plan);
  };
  return Take(call, request, request.name(), request.actor(), step, more);
}

}  // namespace tashbik::services
