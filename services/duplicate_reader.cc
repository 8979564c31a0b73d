// Reads and reveals records, and finds those that share an external id.
#include "services/duplicate_reader.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "services/external_ids.h"
#include "services/facts.h"
#include "services/names.h"
#include "services/visibility.h"

namespace tashbik::services {
namespace {

v1::Profile Revealed(const Sight& sight, const store::v1::Record& record) {
  const std::unique_ptr<google::protobuf::Message> resource(ResourceIn(record).New());
  Reveal(sight, record, *resource);
  if (record.has_diaspora_group()) {
    return static_cast<const v1::DiasporaGroup&>(*resource).profile();
  }
  return static_cast<const v1::Organization&>(*resource).profile();
}

graph::SamePair Compared(const std::string& first, const v1::Profile& first_profile,
                         const std::string& second, const v1::Profile& second_profile,
                         graph::ActorKind kind) {
  graph::SamePair pair;
  pair.first = first;
  pair.second = second;
  pair.kind = kind;
  pair.names = graph::CompareNames(graph::NameProfile(EntriesOf(first_profile)),
                                   graph::NameProfile(EntriesOf(second_profile)));
  pair.first_country = graph::CountryOf(first_profile.base_country());
  pair.second_country = graph::CountryOf(second_profile.base_country());
  pair.score = graph::WithCountries(pair.names.score, pair.first_country, pair.second_country);
  return pair;
}

}  // namespace

graph::ActorKind KindOf(storage::Kind kind) {
  return kind == store::v1::KIND_DIASPORA_GROUP ? graph::ActorKind::kDiasporaGroup
                                                : graph::ActorKind::kOrganization;
}

storage::Kind StoredKindOf(graph::ActorKind kind) {
  return kind == graph::ActorKind::kDiasporaGroup ? store::v1::KIND_DIASPORA_GROUP
                                                  : store::v1::KIND_ORGANIZATION;
}

absl::StatusOr<const SeenActor*> DuplicateReader::Find(const std::string& id,
                                                       graph::ActorKind kind) {
  const auto [it, fresh] = seen_.try_emplace(id);
  if (!fresh) return it->second ? &*it->second : nullptr;
  const storage::Kind stored = StoredKindOf(kind);
  const absl::StatusOr<EntryPointer> entry = call_.snapshot->Read(stored, id);
  if (absl::IsNotFound(entry.status())) return nullptr;
  if (!entry.ok()) return entry.status();
  const Sight sight = SightOf(*call_.snapshot, call_.viewer, stored, (*entry)->record);
  if (!sight.record || IsDeleted((*entry)->record)) return nullptr;
  it->second = SeenActor{Revealed(sight, (*entry)->record), sight.writer};
  return &*it->second;
}

std::vector<graph::text::NameEntry> EntriesOf(const v1::Profile& profile) {
  store::v1::Record record;
  *record.mutable_organization()->mutable_profile()->mutable_names() = profile.names();
  return TextOf(record).names;
}

const v1::ExternalId* SharedId(const v1::Profile& first, const v1::Profile& second) {
  for (const v1::ExternalId& one : first.external_ids()) {
    for (const v1::ExternalId& other : second.external_ids()) {
      if (one.scheme() == other.scheme() && one.value() == other.value()) return &one;
    }
  }
  return nullptr;
}

absl::StatusOr<std::vector<graph::SamePair>> SharingWith(const CallContext& call, const Keys& keys,
                                                         const std::string& id,
                                                         graph::ActorKind kind,
                                                         DuplicateReader& reader) {
  std::vector<graph::SamePair> pairs;
  const absl::StatusOr<const SeenActor*> own = reader.Find(id, kind);
  if (!own.ok()) return own.status();
  if (*own == nullptr) return pairs;
  for (const v1::ExternalId& given : (*own)->profile.external_ids()) {
    const EntryPointer index =
        FindExternalId(*call.snapshot, keys, call.viewer.account, given.scheme(), given.value());
    if (index == nullptr) continue;
    for (const std::string& holder : HoldersIn(index->record)) {
      const auto name = ParseActorName(holder);
      if (!name || name->id == id || KindOf(name->kind) != kind) continue;
      const absl::StatusOr<const SeenActor*> other = reader.Find(name->id, kind);
      if (!other.ok()) return other.status();
      if (*other == nullptr || !SharedId((*own)->profile, (*other)->profile)) continue;
      pairs.push_back(Compared("", (*own)->profile, name->id, (*other)->profile, kind));
    }
  }
  return pairs;
}

absl::StatusOr<std::vector<graph::SamePair>> SharingAmong(const CallContext& call,
                                                          std::vector<std::string> ids,
                                                          DuplicateReader& reader) {
  std::sort(ids.begin(), ids.end());
  if (ids.size() > kMostRead) ids.resize(kMostRead);
  const graph::Audience audience = ToAudience(call.viewer);
  using Given = std::pair<std::string, std::string>;  // scheme, value
  std::map<std::pair<graph::ActorKind, Given>, std::vector<std::string>> holders;
  for (const std::string& id : ids) {
    if (call.stop && call.stop()) break;
    const auto actor = call.snapshot->network().Find(id, audience);
    if (!actor) continue;
    const graph::ActorKind kind = actor->kind();
    const absl::StatusOr<EntryPointer> entry = call.snapshot->Read(StoredKindOf(kind), id);
    if (absl::IsNotFound(entry.status())) continue;
    if (!entry.ok()) return entry.status();
    for (const auto& given : (*entry)->record.external_ids()) {
      if (given.account() != call.viewer.account) continue;
      holders[{kind, {given.scheme(), given.value()}}].push_back(id);
    }
  }
  std::vector<graph::SamePair> pairs;
  for (const auto& [key, group] : holders) {
    for (size_t i = 0; i < group.size(); ++i) {
      for (size_t j = i + 1; j < group.size(); ++j) {
        const absl::StatusOr<const SeenActor*> first = reader.Find(group[i], key.first);
        if (!first.ok()) return first.status();
        const absl::StatusOr<const SeenActor*> second = reader.Find(group[j], key.first);
        if (!second.ok()) return second.status();
        if (*first == nullptr || *second == nullptr) continue;
        pairs.push_back(
            Compared(group[i], (*first)->profile, group[j], (*second)->profile, key.first));
      }
    }
  }
  return pairs;
}

}  // namespace tashbik::services
