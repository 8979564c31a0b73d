// The rule of graph/audience.h applied to records, and the strips and marks of a projection.
#include "services/visibility.h"

#include <algorithm>
#include <utility>

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "graph/protections.h"
#include "services/facts.h"
#include "services/message_fields.h"
#include "services/names.h"
#include "services/parts.h"
#include "services/references.h"
#include "services/statement_state.h"
#include "services/story_rules.h"

namespace tashbik::services {
namespace {

using google::protobuf::Message;
using graph::IsRemoved;
using graph::Protection;
using store::v1::Record;

// The parts of "parent/member".
std::pair<std::string, std::string> Ends(absl::string_view id) {
  return absl::StrSplit(id, absl::MaxSplits('/', 1));
}

// Whether the hub with this record is not there for the viewer, although it is one of its hubs.
bool HubBlocks(const Viewer& viewer, const Record& hub) {
  const graph::Access access = AccessOf(store::v1::KIND_HUB, hub);
  return viewer.account != access.owner && Blocks(access, ToAudience(viewer));
}

bool CoordinatesOne(const Viewer& viewer, const graph::Access& access) {
  return std::any_of(access.hubs.begin(), access.hubs.end(),
                     [&](const std::string& hub) { return viewer.Coordinates(hub); });
}

// Whether the viewer may change an actor, coalition or hub that it sees.
bool Writes(const Viewer& viewer, storage::Kind kind, const Record& record,
            const graph::Access& access) {
  if (kind == store::v1::KIND_HUB) return viewer.IsAdministrator();
  const bool own = !viewer.account.empty() && viewer.account == record.owner_account();
  switch (viewer.role) {
    case v1::ROLE_MEMBER:
      return own || (IsActor(kind) && viewer.actor == record.id());
    case v1::ROLE_COORDINATOR:
      return own || (access.tier != graph::Tier::kPrivate && CoordinatesOne(viewer, access));
    case v1::ROLE_ADMINISTRATOR:
      // As its owner set it: what is sensitive in it does not take it away from its owner.
      return own && VisibilityIn(record)->tier() == v1::TIER_PUBLIC;
    default:
      return false;
  }
}

// Sight of a record that has an access of its own.
Sight SightOfAccess(const Viewer& viewer, storage::Kind kind, const Record& record) {
  const graph::Access access = AccessOf(kind, record);
  const graph::Audience audience = ToAudience(viewer);
  Sight sight;
  sight.account = viewer.account;
  sight.owner = (!viewer.account.empty() && viewer.account == record.owner_account()) ||
                (IsActor(kind) && !viewer.actor.empty() && viewer.actor == record.id());
  const bool all = sight.owner || (kind == store::v1::KIND_HUB && viewer.IsAdministrator());
  for (int tier = 1; tier < graph::kTierCount; ++tier) {
    sight.tiers[static_cast<size_t>(tier)] =
        all || Admits(Narrowed(access, static_cast<graph::Tier>(tier)), audience);
  }
  sight.record =
      sight.tiers[static_cast<size_t>(access.tier)] || IsRemoved(Protection::kHiddenRecords);
  sight.writer = sight.record && Writes(viewer, kind, record, access);
  if (IsDeleted(record)) sight.record = sight.writer;
  return sight;
}

Sight Everything(const Viewer& viewer) {
  Sight sight;
  sight.record = true;
  sight.tiers.fill(true);
  sight.account = viewer.account;
  return sight;
}

Sight SightOfCoalitionMember(const Snapshot& snapshot, const Viewer& viewer, const Record& record) {
  const auto [coalition, actor] = Ends(record.id());
  Sight sight;
  const EntryPointer parent = snapshot.catalog().Find(store::v1::KIND_COALITION, coalition);
  const graph::Audience audience = ToAudience(viewer);
  if (parent == nullptr || IsDeleted(parent->record)) return sight;
  if (!snapshot.network().Find(actor, audience) && !IsRemoved(Protection::kActorOfMembership)) {
    return sight;
  }
  const Sight of_parent = SightOfAccess(viewer, store::v1::KIND_COALITION, parent->record);
  const graph::Access access = AccessOf(store::v1::KIND_COALITION, parent->record);
  const graph::Access link = Narrowed(access, TierOf(record.coalition_member().tier()));
  const bool own = !viewer.actor.empty() && viewer.actor == actor;
  const bool admitted =
      own || Admits(link, audience) || of_parent.owner || IsRemoved(Protection::kTierOfMembership);
  if (!of_parent.record || !admitted) return sight;
  sight = Everything(viewer);
  sight.writer = own || of_parent.writer;
  return sight;
}

// Who attends is seen by the actor itself, and by the coordinators of the event's hubs as far as
// they see the actor. Nobody else, not even the event's owner.
Sight SightOfAttendee(const Snapshot& snapshot, const Viewer& viewer, const Record& record) {
  const auto [event, actor] = Ends(record.id());
  const EntryPointer parent = snapshot.catalog().Find(store::v1::KIND_EVENT, event);
  if (parent == nullptr || IsDeleted(parent->record)) return {};
  if (!snapshot.network().Find(actor, ToAudience(viewer)) &&
      !IsRemoved(Protection::kActorOfAttendance)) {
    return {};
  }
  const bool own = !viewer.actor.empty() && viewer.actor == actor;
  const bool tends = own || TendsEvent(viewer, parent->record) || IsRemoved(Protection::kCohorts);
  if (!tends || !SightOfAccess(viewer, store::v1::KIND_EVENT, parent->record).record) return {};
  Sight sight = Everything(viewer);
  sight.writer = true;
  return sight;
}

// What `record` names and the viewer does not see.
std::vector<std::string> HiddenReferences(const Snapshot& snapshot, const Viewer& viewer,
                                          const Record& record) {
  std::vector<std::string> hidden;
  if (IsRemoved(Protection::kHiddenLead)) return hidden;
  ForEachReference(record, [&](const std::string& name) {
    bool seen = false;
    if (const auto actor = ParseActorName(name)) {
      seen = snapshot.network().Find(actor->id, ToAudience(viewer)).has_value();
    } else if (const auto id = ParseNameOf(store::v1::KIND_COALITION, name)) {
      const EntryPointer coalition = snapshot.catalog().Find(store::v1::KIND_COALITION, *id);
      seen = coalition != nullptr && !IsDeleted(coalition->record) &&
             SightOfAccess(viewer, store::v1::KIND_COALITION, coalition->record).record;
    }
    if (!seen) hidden.push_back(name);
  });
  return hidden;
}

// The accounts of those whom a story names see it before all agreed, but not a draft of its owner's
// or where it is kept from them. Whoever does not see all of them does not see it, whose text may
// tell what the names do not; but for its owner, who wrote it, and is shown it without these names.
void ApplyNamed(const Viewer& viewer, const Record& record, Sight& sight) {
  const v1::Story& story = record.story();
  const auto& blocked = story.visibility().blocked();
  const bool kept_out =
      std::find(blocked.begin(), blocked.end(), viewer.actor_name) != blocked.end();
  const v1::Tier tier = story.visibility().tier();
  if (NamesActor(story, viewer.actor) && tier > v1::TIER_PRIVATE && !kept_out &&
      !IsDeleted(record)) {
    sight.record = true;
    for (size_t t = static_cast<size_t>(tier); t < sight.tiers.size(); ++t) sight.tiers[t] = true;
  }
  const bool names_hidden =
      std::any_of(sight.hidden.begin(), sight.hidden.end(),
                  [](const std::string& name) { return ParseActorName(name).has_value(); });
  if (!names_hidden || sight.owner || IsRemoved(Protection::kActorsOfStories)) return;
  sight.record = false;
  sight.writer = false;
  sight.tiers.fill(false);
}

Sight SightOfHubMember(const Snapshot& snapshot, const Viewer& viewer, const Record& record) {
  const auto [hub, actor] = Ends(record.id());
  const EntryPointer parent = snapshot.catalog().Find(store::v1::KIND_HUB, hub);
  if (parent == nullptr || IsDeleted(parent->record)) return {};
  if (HubBlocks(viewer, parent->record)) return {};
  if (IsDeletedActor(snapshot.catalog(), actor)) return {};
  const bool coordinator = viewer.Coordinates(hub);
  const bool member =
      std::binary_search(viewer.member_hubs.begin(), viewer.member_hubs.end(), hub) &&
      (snapshot.network().Find(actor, ToAudience(viewer)).has_value() ||
       IsRemoved(Protection::kActorOfHubMembership));
  if (!coordinator && !member) return {};
  Sight sight = Everything(viewer);
  sight.writer = coordinator;
  return sight;
}

Sight SightOfCircle(const Snapshot& snapshot, const Viewer& viewer, const Record& record) {
  const std::string hub = Ends(record.id()).first;
  const EntryPointer parent = snapshot.catalog().Find(store::v1::KIND_HUB, hub);
  if (parent == nullptr || IsDeleted(parent->record)) return {};
  if (HubBlocks(viewer, parent->record)) return {};
  const bool coordinator = viewer.Coordinates(hub);
  if (!coordinator &&
      !std::binary_search(viewer.member_hubs.begin(), viewer.member_hubs.end(), hub)) {
    return {};
  }
  Sight sight = Everything(viewer);
  sight.writer = coordinator;
  return sight;
}

}  // namespace

bool TendsEvent(const Viewer& viewer, const Record& event) {
  return CoordinatesOne(viewer, AccessOf(store::v1::KIND_EVENT, event));
}

bool IsDeletedActor(const Catalog& catalog, absl::string_view actor) {
  return catalog.Find(store::v1::KIND_ORGANIZATION, actor) != nullptr ||
         catalog.Find(store::v1::KIND_DIASPORA_GROUP, actor) != nullptr;
}

const Message& ResourceIn(const Record& record) {
  const auto* oneof = Record::descriptor()->FindOneofByName("resource");
  const auto* field = record.GetReflection()->GetOneofFieldDescriptor(record, oneof);
  return field == nullptr ? static_cast<const Message&>(record)
                          : record.GetReflection()->GetMessage(record, field);
}

Message* MutableResourceIn(storage::Kind kind, Record& record) {
  switch (kind) {
    case store::v1::KIND_ORGANIZATION:
      return record.mutable_organization();
    case store::v1::KIND_DIASPORA_GROUP:
      return record.mutable_diaspora_group();
    case store::v1::KIND_THEME:
      return record.mutable_theme();
    case store::v1::KIND_COALITION:
      return record.mutable_coalition();
    case store::v1::KIND_COALITION_MEMBER:
      return record.mutable_coalition_member();
    case store::v1::KIND_HUB:
      return record.mutable_hub();
    case store::v1::KIND_HUB_MEMBER:
      return record.mutable_hub_member();
    case store::v1::KIND_CALL:
      return record.mutable_call();
    case store::v1::KIND_EVENT:
      return record.mutable_event();
    case store::v1::KIND_ATTENDEE:
      return record.mutable_attendee();
    case store::v1::KIND_STORY:
      return record.mutable_story();
    case store::v1::KIND_STATEMENT:
      return record.mutable_statement();
    default:
      return record.mutable_circle();
  }
}

Sight SightOf(const Snapshot& snapshot, const Viewer& viewer, storage::Kind kind,
              const Record& record) {
  switch (kind) {
    case store::v1::KIND_THEME: {
      Sight sight = Everything(viewer);
      sight.vocabulary = viewer.KeepsVocabulary();
      sight.writer = sight.vocabulary;
      // Hidden labels are of tier PRIVATE, so that their changes show to their editors alone.
      if (!sight.vocabulary) sight.tiers[v1::TIER_PRIVATE] = false;
      return sight;
    }
    case store::v1::KIND_COALITION_MEMBER:
      return SightOfCoalitionMember(snapshot, viewer, record);
    case store::v1::KIND_HUB_MEMBER:
      return SightOfHubMember(snapshot, viewer, record);
    case store::v1::KIND_CIRCLE:
      return SightOfCircle(snapshot, viewer, record);
    case store::v1::KIND_ATTENDEE:
      return SightOfAttendee(snapshot, viewer, record);
    default: {
      Sight sight = SightOfAccess(viewer, kind, record);
      sight.hidden = HiddenReferences(snapshot, viewer, record);
      if (kind == store::v1::KIND_STORY) ApplyNamed(viewer, record, sight);
      if (kind == store::v1::KIND_STATEMENT) {
        sight.signatures =
            std::make_shared<const ShownSignatures>(SignaturesShownTo(snapshot, viewer, record));
      }
      return sight;
    }
  }
}

std::string Canonical(const Message& message) {
  std::string bytes;
  google::protobuf::io::StringOutputStream stream(&bytes);
  google::protobuf::io::CodedOutputStream coded(&stream);
  coded.SetSerializationDeterministic(true);
  message.SerializeToCodedStream(&coded);
  coded.Trim();
  return bytes;
}

void Reveal(const Sight& sight, const Record& record, Message& resource) {
  resource.CopyFrom(ResourceIn(record));
  StripHidden(sight, record, resource);
  if (sight.signatures == nullptr) return;
  auto& statement = static_cast<v1::Statement&>(resource);
  statement.set_state(sight.signatures->state);
  const auto& names = sight.signatures->signatories;
  *statement.mutable_signatories() = {names.begin(), names.end()};
  statement.set_other_signatories(sight.signatures->others);
  statement.set_signed_(sight.signatures->own);
}

void Project(const Keys& keys, const Sight& sight, storage::Kind kind, const Record& record,
             Message& resource) {
  Reveal(sight, record, resource);
  SetText(resource, "name", NameOf(kind, record.id()));
  int64_t updated = sight.signatures == nullptr ? 0 : sight.signatures->update_micros;
  for (int tier = 1; tier <= record.tier_update_micros_size(); ++tier) {
    if (sight.tiers[static_cast<size_t>(tier)] || IsRemoved(Protection::kUpdateTimeOfSeenParts)) {
      updated = std::max(updated, record.tier_update_micros(tier - 1));
    }
  }
  SetTime(resource, "update_time", updated);
  const Message& marked =
      IsRemoved(Protection::kEtagOfProjection) ? static_cast<const Message&>(record) : resource;
  const std::string mark = KeyedHash(keys.etag, Canonical(marked), 16);
  SetText(resource, "etag", absl::WebSafeBase64Escape(mark));
}

}  // namespace tashbik::services
