// Both kinds of actors by the fields that they share.
#include "services/actor_change.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "services/errors.h"
#include "services/facts.h"
#include "services/names.h"
#include "services/parts.h"
#include "services/visibility.h"

namespace tashbik::services {

using store::v1::Record;

v1::ActorState StateOf(const Record& actor) {
  return actor.has_diaspora_group() ? actor.diaspora_group().state() : actor.organization().state();
}

void SetState(Record& actor, v1::ActorState state) {
  if (actor.has_diaspora_group()) {
    actor.mutable_diaspora_group()->set_state(state);
  } else {
    actor.mutable_organization()->set_state(state);
  }
}

v1::Visibility& VisibilityOf(Record& actor) {
  return actor.has_diaspora_group() ? *actor.mutable_diaspora_group()->mutable_visibility()
                                    : *actor.mutable_organization()->mutable_visibility();
}

absl::string_view ExpireDateOf(const Record& actor) {
  return actor.has_diaspora_group() ? actor.diaspora_group().expire_date()
                                    : actor.organization().expire_date();
}

void Confirm(Record& actor, absl::Time now) {
  const absl::CivilDay today = absl::ToCivilDay(now, absl::UTCTimeZone());
  // Normalizing makes 29 February of another year 1 March.
  const absl::CivilDay next(today.year() + 1, today.month(), today.day());
  const auto confirm = [&](auto& resource) {
    resource.set_confirm_date(absl::FormatCivilTime(today));
    resource.set_expire_date(absl::FormatCivilTime(next));
  };
  if (actor.has_diaspora_group()) {
    confirm(*actor.mutable_diaspora_group());
  } else {
    confirm(*actor.mutable_organization());
  }
}

std::string DateOf(absl::Time time) {
  return absl::FormatCivilTime(absl::ToCivilDay(time, absl::UTCTimeZone()));
}

PlannedWrite ActorChange(const Snapshot& snapshot, absl::Time now, const Entry& old,
                         Record changed) {
  const uint32_t tiers = ChangedTiers(old.kind, old.record, changed);
  changed.mutable_tier_update_micros()->Resize(graph::kTierCount - 1, 0);
  for (int tier = 1; tier < graph::kTierCount; ++tier) {
    if ((tiers >> tier & 1) != 0) changed.set_tier_update_micros(tier - 1, absl::ToUnixMicros(now));
  }
  PlannedWrite write{.kind = old.kind, .id = old.id(), .expected_version = old.version};
  write.access_before = AccessBlob(snapshot, old.kind, old.record, 0);
  write.access_after = AccessBlob(snapshot, old.kind, changed, tiers);
  write.record = std::move(changed);
  return write;
}

absl::StatusOr<EntryPointer> ReadActor(const Snapshot& snapshot, absl::string_view name) {
  const auto parsed = ParseActorName(name);
  if (!parsed) return NotFound(name);
  absl::StatusOr<EntryPointer> entry = snapshot.Read(parsed->kind, parsed->id);
  if (absl::IsNotFound(entry.status())) return NotFound(name);
  return entry;
}

absl::StatusOr<EntryPointer> ActorToChange(const Snapshot& snapshot, const Viewer& viewer,
                                           absl::string_view name, absl::string_view path) {
  constexpr char kPattern[] = "`organizations/{organization}` or `diasporaGroups/{diaspora_group}`";
  if (name.empty()) return FieldRequired(path, kPattern);
  if (!ParseActorName(name)) {
    return FieldInvalid(path, "is no name of an actor", absl::StrCat("use ", kPattern));
  }
  absl::StatusOr<EntryPointer> entry = ReadActor(snapshot, name);
  if (!entry.ok()) return entry.status();
  const Sight sight = SightOf(snapshot, viewer, (*entry)->kind, (*entry)->record);
  if (!sight.record || IsDeleted((*entry)->record)) return NotFound(name);
  if (!sight.writer) return PermissionDenied(absl::StrCat("you may not change ", name));
  return entry;
}

}  // namespace tashbik::services
