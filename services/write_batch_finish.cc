// Finishing a batch: defaults, validation, and the records to write.
#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/external_ids.h"
#include "services/facts.h"
#include "services/message_fields.h"
#include "services/names.h"
#include "services/parts.h"
#include "services/programme_state.h"
#include "services/sensitivity.h"
#include "services/theme_revisions.h"
#include "services/write_batch.h"

namespace tashbik::services {
namespace {

using google::protobuf::Message;

bool SameNames(const store::v1::Record& a, const store::v1::Record& b) {
  const v1::Profile& first = *ProfileIn(a);
  const v1::Profile& second = *ProfileIn(b);
  if (first.names_size() != second.names_size() ||
      first.descriptions_size() != second.descriptions_size()) {
    return false;
  }
  v1::Profile texts[2];
  int i = 0;
  for (const v1::Profile* profile : {&first, &second}) {
    *texts[i].mutable_names() = profile->names();
    *texts[i].mutable_descriptions() = profile->descriptions();
    ++i;
  }
  return Canonical(texts[0]) == Canonical(texts[1]);
}

bool SameExternalIds(const store::v1::Record& a, const store::v1::Record& b) {
  return std::equal(a.external_ids().begin(), a.external_ids().end(), b.external_ids().begin(),
                    b.external_ids().end(), [](const auto& x, const auto& y) {
                      return x.account() == y.account() && x.scheme() == y.scheme() &&
                             x.value() == y.value();
                    });
}

bool Holds(const store::v1::Record& record, const store::v1::ExternalIdRecord& id) {
  return std::any_of(record.external_ids().begin(), record.external_ids().end(),
                     [&](const auto& other) {
                       return other.account() == id.account() && other.scheme() == id.scheme() &&
                              other.value() == id.value();
                     });
}

}  // namespace

void WriteBatch::ApplyDefaults(const Work& work) {
  if (!type_.has_visibility) return;
  auto& visibility = static_cast<v1::Visibility&>(*MutableMessageOf(*work.merged, "visibility"));
  if (visibility.tier() == v1::TIER_UNSPECIFIED) {
    if (work.old != nullptr) {
      // Clearing a tier must not open a record: what is not said stays.
      const v1::Visibility& old = *VisibilityIn(work.old->record);
      if (visibility.ByteSizeLong() == 0) visibility = old;
      visibility.set_tier(old.tier());
    } else {
      visibility.set_tier(type_.kind == store::v1::KIND_HUB ? v1::TIER_PUBLIC : v1::TIER_HUB);
    }
  }
  if (type_.kind == store::v1::KIND_HUB || !visibility.hubs().empty()) return;
  const std::vector<std::string>& own =
      viewer_.role == v1::ROLE_COORDINATOR ? viewer_.coordinated_hubs : viewer_.member_hubs;
  if (own.size() == 1) visibility.add_hubs(NameOf(store::v1::KIND_HUB, own.front()));
}

// Rules on what a role may write, beyond the right to the record.
void WriteBatch::CheckRole(const Work& work) {
  const bool hidden_kind = type_.has_visibility && type_.kind != store::v1::KIND_HUB;
  if (hidden_kind && viewer_.IsAdministrator()) {
    const auto* visibility =
        static_cast<const v1::Visibility*>(MessageOf(*work.merged, "visibility"));
    if (visibility->tier() != v1::TIER_PUBLIC) {
      violations_.Invalid(
          work.path + ".visibility.tier", "is not TIER_PUBLIC",
          "an administrator writes public records alone: use a coordinator's token");
    }
  }
  const auto actor = ParseActorName(TextOf(*work.merged, "actor"));
  if (type_.of_actor && actor && !absl::EndsWith(work.id, absl::StrCat("/", actor->id)) &&
      work.id != "?") {
    violations_.Invalid(work.path + ".actor", "is not the one of the name",
                        "leave one of the two out");
  }
  if (type_.of_actor && work.old != nullptr &&
      TextOf(ResourceIn(work.old->record), "actor") != TextOf(*work.merged, "actor")) {
    violations_.Invalid(work.path + ".actor", "cannot change",
                        "delete this member and add another");
  }
}

void WriteBatch::SetState(const Work& work, Message& resource) const {
  if (type_.kind == store::v1::KIND_COALITION) {
    auto& coalition = static_cast<v1::Coalition&>(resource);
    if (coalition.state() == v1::COALITION_STATE_UNSPECIFIED) {
      coalition.set_state(v1::COALITION_STATE_ACTIVE);
    }
  }
  KeepServerParts(type_.kind, work.old == nullptr ? nullptr : &ResourceIn(work.old->record),
                  work.sight.hidden, resource);
  if (!IsActor(type_.kind)) return;
  const auto* visibility = static_cast<const v1::Visibility*>(MessageOf(resource, "visibility"));
  int state = v1::ACTOR_STATE_VERIFIED;
  if (visibility->tier() == v1::TIER_UNCLAIMED) {
    state = v1::ACTOR_STATE_UNCLAIMED;
  } else if (work.old != nullptr) {
    const int before = NumberOf(ResourceIn(work.old->record), "state");
    if (before != v1::ACTOR_STATE_UNCLAIMED) state = before;
  }
  const auto* field = resource.GetDescriptor()->FindFieldByName("state");
  resource.GetReflection()->SetEnumValue(&resource, field, state);
}

// External ids live in the record with their account, so that each account sees its own.
void WriteBatch::MoveExternalIds(Message& resource, store::v1::Record& record) const {
  if (!type_.external_ids) return;
  auto* ids = record.mutable_external_ids();
  ids->erase(std::remove_if(ids->begin(), ids->end(),
                            [&](const auto& id) { return id.account() == viewer_.account; }),
             ids->end());
  Message& holder = IsActor(type_.kind) ? *MutableMessageOf(resource, "profile") : resource;
  for (const Message* given : MessagesOf(holder, "external_ids")) {
    auto* id = record.add_external_ids();
    id->set_account(viewer_.account);
    id->set_scheme(TextOf(*given, "scheme"));
    id->set_value(TextOf(*given, "value"));
  }
  ClearField(holder, "external_ids");
}

store::v1::Record WriteBatch::RecordOf(Work& work) const {
  store::v1::Record record;
  int64_t created = absl::ToUnixMicros(now_);
  record.set_owner_account(viewer_.account);
  record.set_owner_actor(viewer_.actor);
  if (work.old != nullptr) {
    const store::v1::Record& old = work.old->record;
    record.set_owner_account(old.owner_account());
    record.set_owner_actor(old.owner_actor());
    *record.mutable_external_ids() = old.external_ids();
    if (old.has_sensitivity()) *record.mutable_sensitivity() = old.sensitivity();
    *record.mutable_consents() = old.consents();
    record.set_panic_code(old.panic_code());
    RestoreHidden(work.sight, old, *work.merged);
    const auto* time =
        static_cast<const google::protobuf::Timestamp*>(MessageOf(ResourceIn(old), "create_time"));
    if (time != nullptr) created = time->seconds() * 1'000'000 + time->nanos() / 1000;
  }
  record.set_id(work.id);
  MoveExternalIds(*work.merged, record);
  SetState(work, *work.merged);
  SetTime(*work.merged, "create_time", created);
  Message& resource = *MutableResourceIn(type_.kind, record);
  resource.GetReflection()->Swap(&resource, work.merged.get());
  return record;
}

void WriteBatch::PlanExternalId(const Work& work, const store::v1::ExternalIdRecord& id,
                                WritePlan& plan) {
  const std::string key = ExternalIdKey(keys_, id.account(), id.scheme(), id.value());
  const EntryPointer index =
      FindExternalId(snapshot_, keys_, id.account(), id.scheme(), id.value());
  const auto live = index == nullptr
                        ? std::nullopt
                        : FindByExternalId(snapshot_, keys_, viewer_, id.scheme(), id.value());
  const std::string name = NameOf(type_.kind, work.id);
  const auto taken = taken_ids_.emplace(key, work.id).first;
  if ((live && *live != name) || taken->second != work.id) {
    violations_.Invalid(work.path,
                        absl::StrCat("has an external id of scheme ", id.scheme(),
                                     " that already stands for another record"),
                        "leave it out, or change that record first");
    return;
  }
  plan.writes.push_back({.kind = store::v1::KIND_EXTERNAL_ID,
                         .id = key,
                         .record = IndexOf(key, id, name, index.get()),
                         .expected_version = index == nullptr ? 0 : index->version});
}

void WriteBatch::PlanExternalIds(const Work& work, const store::v1::Record& record,
                                 WritePlan& plan) {
  for (const auto& id : record.external_ids()) {
    if (work.old == nullptr || !Holds(work.old->record, id)) PlanExternalId(work, id, plan);
  }
  if (work.old == nullptr) return;
  for (const auto& id : work.old->record.external_ids()) {
    if (Holds(record, id)) continue;
    const EntryPointer index =
        FindExternalId(snapshot_, keys_, id.account(), id.scheme(), id.value());
    if (index == nullptr || index->record.external_id().name() != NameOf(type_.kind, work.id)) {
      continue;
    }
    plan.writes.push_back({.kind = store::v1::KIND_EXTERNAL_ID,
                           .id = index->id(),
                           .expected_version = index->version});
  }
}

void WriteBatch::FinishOne(Work& work, WritePlan& plan, Result& result) {
  store::v1::Record record = RecordOf(work);
  result.name = NameOf(type_.kind, work.id);
  result.outcome = v1::WRITE_OUTCOME_CREATED;
  uint32_t changed = ~uint32_t{0};
  if (work.old != nullptr) {
    const store::v1::Record& old = work.old->record;
    if (Canonical(ResourceIn(old)) == Canonical(ResourceIn(record)) &&
        SameExternalIds(old, record)) {
      result.outcome = v1::WRITE_OUTCOME_UNCHANGED;
      result.record = old;
      return;
    }
    result.outcome = v1::WRITE_OUTCOME_UPDATED;
  }
  // First: it decides of which tier a change is.
  if (IsActor(type_.kind)) {
    const bool same = work.old != nullptr && SameNames(work.old->record, record);
    if (same) *record.mutable_text() = work.old->record.text();
    if (!same) DeriveText(record);
    DeriveSensitivity(snapshot_, record);
  }
  if (work.old != nullptr) {
    changed = ChangedTiers(type_.kind, work.old->record, record);
    *record.mutable_tier_update_micros() = work.old->record.tier_update_micros();
  }
  record.mutable_tier_update_micros()->Resize(graph::kTierCount - 1, 0);
  for (int tier = 1; tier < graph::kTierCount; ++tier) {
    if ((changed >> tier & 1) != 0) {
      record.set_tier_update_micros(tier - 1, absl::ToUnixMicros(now_));
    }
  }
  PlanExternalIds(work, record, plan);
  PlannedWrite write{.kind = type_.kind, .id = work.id, .expected_version = work.version};
  if (work.old != nullptr) {
    write.access_before = AccessBlob(snapshot_, type_.kind, work.old->record, 0);
  }
  write.access_after = AccessBlob(snapshot_, type_.kind, record, changed);
  write.record = record;
  plan.writes.push_back(std::move(write));
  if (type_.kind == store::v1::KIND_THEME) {
    const absl::string_view standard = work.old == nullptr ? "created" : "changed";
    AddThemeRevision(snapshot_, record, viewer_.account, work.note.empty() ? standard : work.note,
                     now_, plan);
  }
  result.record = std::move(record);
}

absl::StatusOr<WritePlan> WriteBatch::Finish() {
  if (type_.kind == store::v1::KIND_THEME) {
    for (const Work& work : works_) {
      if (work.merged == nullptr) continue;
      validator_.Announce(work.id, static_cast<const v1::Theme&>(*work.merged));
    }
  }
  for (Work& work : works_) {
    if (work.merged == nullptr) continue;  // a later item goes on from it
    ApplyDefaults(work);
    CheckRole(work);
    const Message* old = work.old == nullptr ? nullptr : &ResourceIn(work.old->record);
    validator_.Check(type_.kind, work.id, *work.merged, old, work.path);
  }
  if (!violations_.empty()) return violations_.ToStatus();
  WritePlan plan;
  results_.resize(works_.size());
  for (size_t i = 0; i < works_.size(); ++i) {
    if (works_[i].merged != nullptr) FinishOne(works_[i], plan, results_[i]);
  }
  for (size_t i = works_.size(); i-- > 0;) {
    if (works_[i].last != i) results_[i] = results_[works_[i].last];
  }
  if (!violations_.empty()) return violations_.ToStatus();
  RequireParents(plan);
  return plan;
}

// Nobody joins what is deleted meanwhile.
void WriteBatch::RequireParents(WritePlan& plan) const {
  if (type_.parent == store::v1::KIND_UNSPECIFIED || plan.writes.empty()) return;
  absl::flat_hash_set<std::string> parents;
  for (const Work& work : works_) {
    std::string id = work.id.substr(0, work.id.find('/'));
    const EntryPointer parent = snapshot_.catalog().Find(type_.parent, id);
    if (parent == nullptr || !parents.insert(id).second) continue;
    plan.preconditions.push_back({type_.parent, std::move(id), parent->version});
  }
}

}  // namespace tashbik::services
