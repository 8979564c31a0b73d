// Reading all records at start, and what commits mean for what is in memory.
#include "services/directory_state.h"

#include <iterator>
#include <utility>

#include <google/protobuf/arena.h>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/facts.h"
#include "services/names.h"

namespace tashbik::services {
namespace {

using store::v1::Record;

absl::Status CannotRead(storage::Kind kind) {
  return absl::DataLossError(absl::StrCat("a record of kind ", static_cast<int>(kind),
                                          " cannot be read: restore a backup"));
}

absl::StatusOr<EntryPointer> Parse(storage::Kind kind, uint64_t version,
                                   absl::string_view payload) {
  auto entry = std::make_shared<Entry>();
  entry->kind = kind;
  entry->version = version;
  if (!entry->record.ParseFromArray(payload.data(), static_cast<int>(payload.size()))) {
    return CannotRead(kind);
  }
  return entry;
}

void AddLiveActor(const Record& record, Loaded& loaded) {
  if (IsPublicActor(record)) ++loaded.public_actors;
  loaded.facts.actors.push_back(ActorFactsOf(record));
}

// Any record but those of live actors.
void Add(EntryPointer entry, Loaded& loaded) {
  const Record& record = entry->record;
  switch (entry->kind) {
    case store::v1::KIND_EPOCH:
      loaded.epoch = EpochOf(record.epoch());
      return;
    case store::v1::KIND_SETTING:
      if (record.has_secret()) loaded.secret = record.secret().key();
      return;
    case store::v1::KIND_THEME:
      loaded.facts.themes.push_back(ThemeFactsOf(record));
      break;
    case store::v1::KIND_COALITION:
      if (!IsDeleted(record)) loaded.facts.coalitions.push_back(CoalitionFactsOf(record));
      break;
    case store::v1::KIND_COALITION_MEMBER:
      loaded.facts.memberships.push_back(MembershipFactsOf(record));
      break;
    default:
      break;
  }
  const bool deleted_actor = IsActor(entry->kind);
  if (!deleted_actor && !Catalog::Keeps(entry->kind)) return;
  const storage::Kind kind = entry->kind;
  std::string id = entry->id();
  loaded.catalog.push_back({kind, std::move(id), std::move(entry)});
}

template <class Value>
void Move(std::vector<Value>& from, std::vector<Value>& to) {
  if (to.empty()) {
    to = std::move(from);
  } else {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
  }
}

void Merge(Loaded& from, Loaded& to) {
  Move(from.facts.themes, to.facts.themes);
  Move(from.facts.actors, to.facts.actors);
  Move(from.facts.coalitions, to.facts.coalitions);
  Move(from.facts.memberships, to.facts.memberships);
  Move(from.catalog, to.catalog);
  if (from.epoch.number > to.epoch.number) to.epoch = std::move(from.epoch);
  if (!from.secret.empty()) to.secret = std::move(from.secret);
  to.public_actors += from.public_actors;
}

// Whether a start needs records of this kind; external ids are as many as actors, and stay on disk.
bool IsWanted(storage::Kind kind) {
  return Catalog::Keeps(kind) || kind == store::v1::KIND_EPOCH || kind == store::v1::KIND_SETTING;
}

// One thread of a scan. Actors are parsed into an arena: they are many, and only their facts stay.
struct Reader {
  static constexpr int kRecordsInArena = 256;

  absl::Status Read(const storage::RecordRef& ref) {
    if (!IsActor(ref.kind)) return IsWanted(ref.kind) ? ReadOther(ref) : absl::OkStatus();
    if (++parsed % kRecordsInArena == 0) arena.Reset();
    auto* record = google::protobuf::Arena::CreateMessage<Record>(&arena);
    if (!record->ParseFromArray(ref.payload.data(), static_cast<int>(ref.payload.size()))) {
      return CannotRead(ref.kind);
    }
    if (IsDeleted(*record)) return ReadOther(ref);
    AddLiveActor(*record, loaded);
    return absl::OkStatus();
  }

  absl::Status ReadOther(const storage::RecordRef& ref) {
    absl::StatusOr<EntryPointer> entry = Parse(ref.kind, ref.version, ref.payload);
    if (!entry.ok()) return entry.status();
    Add(*std::move(entry), loaded);
    return absl::OkStatus();
  }

  Loaded loaded;
  google::protobuf::Arena arena;
  int parsed = 0;
};

// Brings memberships back that an undeleted end makes count again.
void Remember(const std::vector<EntryPointer>& memberships, graph::Delta& delta) {
  for (const EntryPointer& membership : memberships) {
    delta.put_memberships.push_back(MembershipFactsOf(membership->record));
  }
}

void AddActorChange(const storage::Mutation& mutation, const EntryPointer& entry,
                    const Catalog& before, CommitEffect& effect) {
  const bool was_deleted = before.Find(mutation.kind, mutation.id) != nullptr;
  if (entry == nullptr || IsDeleted(entry->record)) {
    effect.delta.erase_actors.push_back(mutation.id);
    if (entry != nullptr || was_deleted) {
      effect.catalog.push_back({mutation.kind, mutation.id, entry});
    }
    return;
  }
  effect.delta.put_actors.push_back(ActorFactsOf(entry->record));
  if (was_deleted) {
    effect.catalog.push_back({mutation.kind, mutation.id, nullptr});
    Remember(before.CoalitionMembershipsOf(mutation.id), effect.delta);
  }
}

void AddCoalitionChange(const storage::Mutation& mutation, const EntryPointer& entry,
                        const Catalog& before, CommitEffect& effect) {
  if (entry == nullptr || IsDeleted(entry->record)) {
    effect.delta.erase_coalitions.push_back(mutation.id);
    return;
  }
  effect.delta.put_coalitions.push_back(CoalitionFactsOf(entry->record));
  const EntryPointer old = before.Find(mutation.kind, mutation.id);
  if (old == nullptr || !IsDeleted(old->record)) return;
  std::vector<EntryPointer> members;
  before.ForEach(store::v1::KIND_COALITION_MEMBER, absl::StrCat(mutation.id, "/"),
                 [&](const EntryPointer& member) {
                   if (!absl::StartsWith(member->id(), mutation.id)) return false;
                   members.push_back(member);
                   return true;
                 });
  Remember(members, effect.delta);
}

void AddMembershipChange(const storage::Mutation& mutation, const EntryPointer& entry,
                         CommitEffect& effect) {
  if (entry != nullptr) {
    effect.delta.put_memberships.push_back(MembershipFactsOf(entry->record));
    return;
  }
  const size_t slash = mutation.id.find('/');
  effect.delta.erase_memberships.emplace_back(mutation.id.substr(0, slash),
                                              mutation.id.substr(slash + 1));
}

void AddChange(const storage::Mutation& mutation, const EntryPointer& entry, const Catalog& before,
               CommitEffect& effect) {
  switch (mutation.kind) {
    case store::v1::KIND_ORGANIZATION:
    case store::v1::KIND_DIASPORA_GROUP:
      return AddActorChange(mutation, entry, before, effect);
    case store::v1::KIND_THEME:
      effect.themes_changed = true;
      break;
    case store::v1::KIND_COALITION:
      AddCoalitionChange(mutation, entry, before, effect);
      break;
    case store::v1::KIND_COALITION_MEMBER:
      AddMembershipChange(mutation, entry, effect);
      break;
    default:
      break;
  }
  if (Catalog::Keeps(mutation.kind)) effect.catalog.push_back({mutation.kind, mutation.id, entry});
}

absl::StatusOr<bool> WasPublicActor(const storage::Mutation& mutation) {
  if (!mutation.before) return false;
  absl::StatusOr<EntryPointer> before = Parse(mutation.kind, 0, *mutation.before);
  if (!before.ok()) return before.status();
  return IsPublicActor((*before)->record);
}

}  // namespace

bool IsPublicActor(const Record& record) {
  const v1::Visibility* visibility = VisibilityIn(record);
  return ProfileIn(record) != nullptr && !IsDeleted(record) &&
         visibility->tier() == v1::TIER_PUBLIC;
}

absl::StatusOr<Loaded> LoadRecords(const storage::ReadView& view, int threads) {
  std::vector<Reader> readers(static_cast<size_t>(threads));
  const absl::Status scanned =
      view.ParallelForEach(threads, [&](int thread, const storage::RecordRef& record) {
        return readers[static_cast<size_t>(thread)].Read(record);
      });
  if (!scanned.ok()) return scanned;
  Loaded loaded;
  for (Reader& reader : readers) Merge(reader.loaded, loaded);
  return loaded;
}

absl::StatusOr<CommitEffect> EffectOf(const storage::CommitGroup& group, const Catalog& before) {
  CommitEffect effect;
  // Of several mutations of one record the last counts.
  absl::flat_hash_map<std::pair<int, absl::string_view>, size_t> last;
  for (size_t i = 0; i < group.mutations.size(); ++i) {
    last[{group.mutations[i].kind, group.mutations[i].id}] = i;
  }
  for (size_t i = 0; i < group.mutations.size(); ++i) {
    const storage::Mutation& mutation = group.mutations[i];
    EntryPointer entry;
    if (mutation.after) {
      absl::StatusOr<EntryPointer> parsed = Parse(mutation.kind, mutation.version, *mutation.after);
      if (!parsed.ok()) return parsed.status();
      entry = *std::move(parsed);
    }
    if (IsActor(mutation.kind)) {
      const absl::StatusOr<bool> was = WasPublicActor(mutation);
      if (!was.ok()) return was.status();
      const bool is = entry != nullptr && IsPublicActor(entry->record);
      effect.public_changes += *was || is ? 1 : 0;
      effect.public_added += static_cast<int64_t>(is) - static_cast<int64_t>(*was);
    }
    if (last[{mutation.kind, mutation.id}] == i) AddChange(mutation, entry, before, effect);
  }
  return effect;
}

}  // namespace tashbik::services
