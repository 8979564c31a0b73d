// What a change entry says of who sees the record, and reading it for a viewer.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_split.h"
#include "graph/protections.h"
#include "services/facts.h"
#include "services/names.h"
#include "services/parts.h"
#include "services/visibility.h"

namespace tashbik::services {
namespace {

using graph::IsRemoved;
using graph::Protection;
using store::v1::Record;

// The parts of "parent/member".
std::pair<std::string, std::string> Ends(absl::string_view id) {
  return absl::StrSplit(id, absl::MaxSplits('/', 1));
}

// The record of an actor that is live, or null. Reads the disk.
EntryPointer LiveActor(const Snapshot& snapshot, absl::string_view id) {
  for (const storage::Kind kind : {store::v1::KIND_ORGANIZATION, store::v1::KIND_DIASPORA_GROUP}) {
    const absl::StatusOr<EntryPointer> entry = snapshot.Read(kind, id);
    if (entry.ok() && !IsDeleted((*entry)->record)) return *entry;
  }
  return nullptr;
}

void AddGuard(const graph::Access& access, absl::string_view actor, absl::string_view hub,
              store::v1::ChangeAccess& blob) {
  auto* guard = blob.add_guards();
  guard->set_tier(static_cast<v1::Tier>(access.tier));
  for (const std::string& id : access.hubs) guard->add_hubs(id);
  for (const std::string& id : access.circles) guard->add_circles(id);
  for (const std::string& id : access.brokers) guard->add_brokers(id);
  for (const std::string& id : access.blocked) guard->add_blocked(id);
  for (const std::string& code : access.hidden_from) guard->add_hide_from_countries(code);
  guard->set_owner(access.owner);
  guard->set_actor(std::string(actor));
  guard->set_hub(std::string(hub));
}

// `known`: an actor as it is to be, or null.
void AddActorGuard(const Snapshot& snapshot, const std::string& actor, absl::string_view hub,
                   const Record* known, store::v1::ChangeAccess& blob) {
  if (known != nullptr && known->id() == actor) {
    AddGuard(AccessOf(store::v1::KIND_ORGANIZATION, *known), actor, hub, blob);
  } else if (const EntryPointer entry = LiveActor(snapshot, actor)) {
    AddGuard(AccessOf(entry->kind, entry->record), actor, hub, blob);
  } else {
    blob.add_guards()->set_hub(std::string(hub));
  }
}

// Of what belongs to a hub: its own people, unless the hub is not there for them.
graph::Access OfHub(const Snapshot& snapshot, const std::string& hub) {
  graph::Access access;
  if (const EntryPointer entry = snapshot.catalog().Find(store::v1::KIND_HUB, hub)) {
    const graph::Access whole = AccessOf(store::v1::KIND_HUB, entry->record);
    access.blocked = whole.blocked;
    access.hidden_from = whole.hidden_from;
  }
  access.tier = graph::Tier::kHub;
  access.hubs = {hub};
  return access;
}

bool GuardAdmits(const store::v1::ChangeAccess::Guard& guard, std::optional<graph::Tier> tier,
                 const graph::Audience& audience, const Viewer& viewer) {
  if (!guard.actor().empty() && guard.actor() == viewer.actor) return true;
  if (!guard.hub().empty() && viewer.Coordinates(guard.hub())) return true;
  graph::Access access;
  access.tier = TierOf(guard.tier()).value_or(graph::Tier::kPrivate);
  access.hubs.assign(guard.hubs().begin(), guard.hubs().end());
  access.circles.assign(guard.circles().begin(), guard.circles().end());
  access.brokers.assign(guard.brokers().begin(), guard.brokers().end());
  access.blocked.assign(guard.blocked().begin(), guard.blocked().end());
  access.hidden_from.assign(guard.hide_from_countries().begin(), guard.hide_from_countries().end());
  access.owner = guard.owner();
  return Admits(Narrowed(access, tier), audience);
}

// As SightOf says: all whom a story names must be seen, and these see it themselves.
bool StoryAdmits(const store::v1::ChangeAccess& blob, std::optional<graph::Tier> tier,
                 const graph::Audience& audience, const Viewer& viewer) {
  const store::v1::ChangeAccess::Guard& story = blob.guards(0);
  if (!viewer.account.empty() && story.owner() == viewer.account) return true;
  bool named = false;
  for (int i = 1; i < blob.guards_size(); ++i) {
    if (!GuardAdmits(blob.guards(i), std::nullopt, audience, viewer)) return false;
    named = named || (!viewer.actor.empty() && blob.guards(i).actor() == viewer.actor);
  }
  if (GuardAdmits(story, tier, audience, viewer)) return true;
  const auto& blocked = story.blocked();
  const bool kept_out = std::find(blocked.begin(), blocked.end(), viewer.actor) != blocked.end();
  if (!named || kept_out || story.tier() == v1::TIER_PRIVATE) return false;
  // Parts of the story's own tier, the loosest that it has parts of.
  return !tier || (blob.tiers() >> static_cast<int>(*tier)) <= 1;
}

bool BlobAdmits(const store::v1::ChangeAccess& blob, std::optional<graph::Tier> tier,
                storage::Kind kind, const graph::Audience& audience, const Viewer& viewer) {
  if (blob.guards().empty()) return false;
  if (kind == store::v1::KIND_HUB && viewer.IsAdministrator()) return true;
  if (kind == store::v1::KIND_STORY) return StoryAdmits(blob, tier, audience, viewer);
  return std::all_of(blob.guards().begin(), blob.guards().end(),
                     [&](const auto& guard) { return GuardAdmits(guard, tier, audience, viewer); });
}

std::string BlobOfMember(const Snapshot& snapshot, const Record& coalition, const Record& member,
                         uint32_t changed_tiers, const Record* known) {
  store::v1::ChangeAccess blob;
  blob.set_changed_tiers(changed_tiers);
  const std::string actor = Ends(member.id()).second;
  const graph::Access access = AccessOf(store::v1::KIND_COALITION, coalition);
  AddGuard(access, "", "", blob);
  AddGuard(Narrowed(access, TierOf(member.coalition_member().tier())), actor, "", blob);
  AddActorGuard(snapshot, actor, "", known, blob);
  return blob.SerializeAsString();
}

}  // namespace

std::string AccessBlobOfMember(const Snapshot& snapshot, const Record& coalition,
                               const Record& member, uint32_t changed_tiers) {
  return BlobOfMember(snapshot, coalition, member, changed_tiers, nullptr);
}

std::string AccessBlob(const Snapshot& snapshot, storage::Kind kind, const Record& record,
                       uint32_t changed_tiers, const Record* member) {
  store::v1::ChangeAccess blob;
  blob.set_changed_tiers(changed_tiers);
  const auto ends = Ends(record.id());
  switch (kind) {
    case store::v1::KIND_COALITION_MEMBER: {
      const EntryPointer parent = snapshot.catalog().Find(store::v1::KIND_COALITION, ends.first);
      if (parent == nullptr || IsDeleted(parent->record)) return "";
      return BlobOfMember(snapshot, parent->record, record, changed_tiers, member);
    }
    case store::v1::KIND_HUB_MEMBER:
      AddGuard(OfHub(snapshot, ends.first), "", "", blob);
      AddActorGuard(snapshot, ends.second, ends.first, member, blob);
      break;
    case store::v1::KIND_ATTENDEE:
      return "";  // in no feed
    case store::v1::KIND_CIRCLE:
      AddGuard(OfHub(snapshot, ends.first), "", "", blob);
      break;
    default:
      if (IsDeleted(record)) return "";
      AddGuard(AccessOf(kind, record), IsActor(kind) ? record.id() : "", "", blob);
      blob.set_tiers(TiersIn(record));
      for (const auto& named : record.story().organizations()) {
        AddActorGuard(snapshot, IdIn(named.organization()), "", member, blob);
      }
  }
  return blob.SerializeAsString();
}

std::optional<v1::ChangeKind> SeenAs(const storage::Change& change, const Viewer& viewer) {
  store::v1::ChangeAccess before;
  store::v1::ChangeAccess after;
  if (!before.ParseFromString(change.access_before()) ||
      !after.ParseFromString(change.access_after())) {
    return std::nullopt;
  }
  const graph::Audience audience = ToAudience(viewer);
  const auto admits = [&](const store::v1::ChangeAccess& blob, std::optional<graph::Tier> tier) {
    return BlobAdmits(blob, tier, change.kind(), audience, viewer);
  };
  const bool saw = admits(before, std::nullopt);
  const bool sees = admits(after, std::nullopt);
  if (!saw && !sees && !IsRemoved(Protection::kHiddenChanges)) return std::nullopt;
  if (!saw) return v1::CHANGE_KIND_CREATED;
  if (!sees) return v1::CHANGE_KIND_DELETED;
  for (int tier = 1; tier < graph::kTierCount; ++tier) {
    const graph::Tier part = static_cast<graph::Tier>(tier);
    const bool saw_part = admits(before, part);
    const bool sees_part = admits(after, part);
    const uint32_t tiers =
        saw_part == sees_part ? after.changed_tiers() : (saw_part ? before : after).tiers();
    const bool told = saw_part || sees_part || IsRemoved(Protection::kHiddenPartsOfChanges);
    if (told && (tiers >> tier & 1) != 0) return v1::CHANGE_KIND_UPDATED;
  }
  return std::nullopt;
}

}  // namespace tashbik::services
