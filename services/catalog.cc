// Keeps the indexes of the catalog in step with its records.
#include "services/catalog.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace tashbik::services {
namespace {

using EntryMap = SortedMap<EntryPointer>;

// "parent/actor" as "actor/parent".
std::string Turned(absl::string_view id) {
  const std::pair<absl::string_view, absl::string_view> ids =
      absl::StrSplit(id, absl::MaxSplits('/', 1));
  return absl::StrCat(ids.second, "/", ids.first);
}

std::vector<EntryPointer> Prefixed(const EntryMap& map, absl::string_view actor) {
  std::vector<EntryPointer> found;
  map.ForEachPrefixed(absl::StrCat(actor, "/"), [&](const std::string&, const EntryPointer& entry) {
    found.push_back(entry);
  });
  return found;
}

std::optional<EntryPointer> Value(const EntryPointer& entry) {
  if (entry == nullptr) return std::nullopt;
  return entry;
}

}  // namespace

size_t Catalog::MapOf(storage::Kind kind) {
  switch (kind) {
    case store::v1::KIND_THEME:
      return 0;
    case store::v1::KIND_COALITION:
      return 1;
    case store::v1::KIND_COALITION_MEMBER:
      return 2;
    case store::v1::KIND_HUB:
      return 3;
    case store::v1::KIND_HUB_MEMBER:
      return 4;
    case store::v1::KIND_CIRCLE:
      return 5;
    case store::v1::KIND_TOKEN:
      return 6;
    case store::v1::KIND_ORGANIZATION:  // deleted ones alone
      return 7;
    case store::v1::KIND_DIASPORA_GROUP:
      return 8;
    default:
      return kMapCount;
  }
}

bool Catalog::Keeps(storage::Kind kind) { return MapOf(kind) < 7; }

EntryPointer Catalog::Find(storage::Kind kind, absl::string_view id) const {
  const size_t map = MapOf(kind);
  if (map == kMapCount) return nullptr;
  const EntryPointer* entry = maps_[map].Find(id);
  return entry == nullptr ? nullptr : *entry;
}

void Catalog::ForEach(storage::Kind kind, absl::string_view after,
                      absl::FunctionRef<bool(const EntryPointer&)> visit) const {
  const size_t map = MapOf(kind);
  if (map == kMapCount) return;
  maps_[map].ForEachAfter(
      after, [&](const std::string&, const EntryPointer& entry) { return visit(entry); });
}

std::vector<EntryPointer> Catalog::CoalitionMembershipsOf(absl::string_view actor) const {
  return Prefixed(coalitions_of_actor_, actor);
}

std::vector<EntryPointer> Catalog::HubMembershipsOf(absl::string_view actor) const {
  return Prefixed(hubs_of_actor_, actor);
}

EntryPointer Catalog::FindToken(absl::string_view secret_hash) const {
  const EntryPointer* entry = tokens_by_hash_.Find(secret_hash);
  return entry == nullptr ? nullptr : *entry;
}

size_t Catalog::Count(storage::Kind kind) const {
  const size_t map = MapOf(kind);
  return map == kMapCount ? 0 : maps_[map].size();
}

std::shared_ptr<const Catalog> Catalog::With(const std::vector<Change>& changes) const {
  std::array<std::vector<EntryMap::Change>, kMapCount> of_map;
  std::vector<EntryMap::Change> coalitions;
  std::vector<EntryMap::Change> hubs;
  std::vector<EntryMap::Change> tokens;
  for (const Change& change : changes) {
    const size_t map = MapOf(change.kind);
    if (map == kMapCount) continue;
    of_map[map].emplace_back(change.id, Value(change.entry));
    if (change.kind == store::v1::KIND_COALITION_MEMBER) {
      coalitions.emplace_back(Turned(change.id), Value(change.entry));
    } else if (change.kind == store::v1::KIND_HUB_MEMBER) {
      hubs.emplace_back(Turned(change.id), Value(change.entry));
    } else if (change.kind == store::v1::KIND_TOKEN && change.entry != nullptr) {
      tokens.emplace_back(change.entry->record.token().secret_hash(), Value(change.entry));
    }
  }
  auto next = std::make_shared<Catalog>(*this);
  for (size_t map = 0; map < kMapCount; ++map) {
    if (!of_map[map].empty()) next->maps_[map] = maps_[map].With(std::move(of_map[map]));
  }
  if (!coalitions.empty()) {
    next->coalitions_of_actor_ = coalitions_of_actor_.With(std::move(coalitions));
  }
  if (!hubs.empty()) next->hubs_of_actor_ = hubs_of_actor_.With(std::move(hubs));
  if (!tokens.empty()) next->tokens_by_hash_ = tokens_by_hash_.With(std::move(tokens));
  return next;
}

}  // namespace tashbik::services
