// Keeps the indexes of the catalog in step with its records.
#include "services/catalog.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/names.h"

namespace tashbik::services {
namespace {

using EntryMap = SortedMap<EntryPointer>;

// Ids of the actors, accounts, hubs or themes that a record concerns.
std::vector<std::string> ConcernedBy(storage::Kind kind, const store::v1::Record& record) {
  switch (kind) {
    case store::v1::KIND_COALITION_MEMBER:
    case store::v1::KIND_HUB_MEMBER:
    case store::v1::KIND_ATTENDEE:
    case store::v1::KIND_SIGNATURE:
      return {IdIn(record.id())};
    case store::v1::KIND_ACCOUNT:
      return {IdIn(record.account().account().actor())};
    case store::v1::KIND_TOKEN:
      return {IdIn(record.token().token().account())};
    case store::v1::KIND_INVITATION:
      return {IdIn(record.invitation().invitation().hub())};
    case store::v1::KIND_REGISTRATION:
      return {IdIn(record.registration().registration().actor()), record.registration().account(),
              IdIn(record.registration().registration().hub())};
    case store::v1::KIND_INTRODUCTION:
      return {IdIn(record.introduction().first().actor()),
              IdIn(record.introduction().second().actor()), record.introduction().account()};
    case store::v1::KIND_FEEDBACK:
      return {IdIn(record.feedback().feedback().actor()), record.feedback().account()};
    case store::v1::KIND_THEME_PROPOSAL:
      return {record.theme_proposal().account()};
    case store::v1::KIND_THEME_REVISION:
      return {record.id().substr(0, record.id().find('/'))};
    case store::v1::KIND_STORY: {
      std::vector<std::string> organizations;
      for (const auto& named : record.story().organizations()) {
        organizations.push_back(IdIn(named.organization()));
      }
      return organizations;
    }
    case store::v1::KIND_DISTINCT_PAIR: {
      const size_t cut = record.id().find('/');
      return {record.id().substr(0, cut), record.id().substr(cut + 1)};
    }
    case store::v1::KIND_MERGE:
      return {IdIn(record.merge().merge().kept()), IdIn(record.merge().merge().merged())};
    default:
      return {};
  }
}

std::string PrefixOf(storage::Kind kind, absl::string_view concerned) {
  return absl::StrCat(static_cast<int>(kind), "/", concerned, "/");
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
    case store::v1::KIND_ACCOUNT:
      return 7;
    case store::v1::KIND_INVITATION:
      return 8;
    case store::v1::KIND_REGISTRATION:
      return 9;
    case store::v1::KIND_INTRODUCTION:
      return 10;
    case store::v1::KIND_INTRODUCTION_SETTINGS:
      return 11;
    case store::v1::KIND_FEEDBACK:
      return 12;
    case store::v1::KIND_THEME_PROPOSAL:
      return 13;
    case store::v1::KIND_THEME_REVISION:
      return 14;
    case store::v1::KIND_CALL:
      return 15;
    case store::v1::KIND_EVENT:
      return 16;
    case store::v1::KIND_ATTENDEE:
      return 17;
    case store::v1::KIND_STORY:
      return 18;
    case store::v1::KIND_STATEMENT:
      return 19;
    case store::v1::KIND_SIGNATURE:
      return 20;
    case store::v1::KIND_CHECK_IN:
      return 21;
    case store::v1::KIND_DISTINCT_PAIR:
      return 22;
    case store::v1::KIND_MERGE:
      return 23;
    case store::v1::KIND_ORGANIZATION:  // deleted ones alone
      return 24;
    case store::v1::KIND_DIASPORA_GROUP:
      return 25;
    default:
      return kMapCount;
  }
}

bool Catalog::Keeps(storage::Kind kind) { return MapOf(kind) < 24; }

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

std::vector<EntryPointer> Catalog::Of(storage::Kind kind, absl::string_view id) const {
  std::vector<EntryPointer> found;
  of_.ForEachPrefixed(PrefixOf(kind, id), [&](const std::string&, const EntryPointer& entry) {
    found.push_back(entry);
  });
  return found;
}

EntryPointer Catalog::FindToken(absl::string_view secret_hash) const {
  const EntryPointer* entry = tokens_by_hash_.Find(secret_hash);
  return entry == nullptr ? nullptr : *entry;
}

size_t Catalog::Count(storage::Kind kind) const {
  const size_t map = MapOf(kind);
  return map == kMapCount ? 0 : maps_[map].size();
}

void Catalog::FindSensitiveThemes() {
  std::vector<const store::v1::Record*> themes;
  ForEach(store::v1::KIND_THEME, "", [&](const EntryPointer& theme) {
    themes.push_back(&theme->record);
    return true;
  });
  sensitive_themes_ = std::make_shared<const SensitiveThemes>(themes);
}

std::shared_ptr<const Catalog> Catalog::With(const std::vector<Change>& changes) const {
  std::array<std::vector<EntryMap::Change>, kMapCount> of_map;
  std::vector<EntryMap::Change> of;
  std::vector<EntryMap::Change> tokens;
  for (const Change& change : changes) {
    const size_t map = MapOf(change.kind);
    if (map == kMapCount) continue;
    of_map[map].emplace_back(change.id, Value(change.entry));
    if (const EntryPointer old = Find(change.kind, change.id)) {
      for (const std::string& concerned : ConcernedBy(change.kind, old->record)) {
        of.emplace_back(absl::StrCat(PrefixOf(change.kind, concerned), change.id), std::nullopt);
      }
    }
    if (change.entry == nullptr) continue;
    for (const std::string& concerned : ConcernedBy(change.kind, change.entry->record)) {
      if (concerned.empty()) continue;
      of.emplace_back(absl::StrCat(PrefixOf(change.kind, concerned), change.id), change.entry);
    }
    if (change.kind == store::v1::KIND_TOKEN) {
      tokens.emplace_back(change.entry->record.token().secret_hash(), change.entry);
    }
  }
  const bool themes_changed = !of_map[MapOf(store::v1::KIND_THEME)].empty();
  auto next = std::make_shared<Catalog>(*this);
  for (size_t map = 0; map < kMapCount; ++map) {
    if (!of_map[map].empty()) next->maps_[map] = maps_[map].With(std::move(of_map[map]));
  }
  if (themes_changed) next->FindSensitiveThemes();
  if (!of.empty()) next->of_ = of_.With(std::move(of));
  if (!tokens.empty()) next->tokens_by_hash_ = tokens_by_hash_.With(std::move(tokens));
  return next;
}

}  // namespace tashbik::services
