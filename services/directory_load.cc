// Reading all records at start, and what commits mean for what is in memory.
#include "services/directory_state.h"

#include <deque>
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

// What is no actor: a few records beside them.
struct Others {
  graph::Facts facts;
  graph::Epoch epoch;
  std::vector<Catalog::Change> catalog;
  std::string secret;
  std::vector<Record> budgets;

  absl::Status Read(const storage::RecordRef& ref) {
    // External ids are as many as actors, and stay on the disk.
    if (!Catalog::Keeps(ref.kind) && ref.kind != store::v1::KIND_EPOCH &&
        ref.kind != store::v1::KIND_SETTING && ref.kind != store::v1::KIND_BUDGET) {
      return absl::OkStatus();
    }
    absl::StatusOr<EntryPointer> entry = Parse(ref.kind, ref.version, ref.payload);
    if (!entry.ok()) return entry.status();
    Add(*entry);
    return absl::OkStatus();
  }

  void Add(const EntryPointer& entry) {
    const Record& record = entry->record;
    switch (entry->kind) {
      case store::v1::KIND_EPOCH:
        epoch = EpochOf(record.epoch());
        return;
      case store::v1::KIND_SETTING:
        if (record.has_secret()) secret = record.secret().key();
        return;
      case store::v1::KIND_BUDGET:
        budgets.push_back(record);
        return;
      case store::v1::KIND_THEME:
        facts.themes.push_back(ThemeFactsOf(record));
        break;
      case store::v1::KIND_COALITION:
        if (!IsDeleted(record)) facts.coalitions.push_back(CoalitionFactsOf(record));
        break;
      case store::v1::KIND_COALITION_MEMBER:
        facts.memberships.push_back(MembershipFactsOf(record));
        break;
      default:
        break;
    }
    if (!Catalog::Keeps(entry->kind)) return;
    catalog.push_back({entry->kind, entry->id(), entry});
  }
};

// One thread's share of the actors. They are parsed into an arena and packed by the hundred.
struct ActorReader {
  static constexpr size_t kPortion = 256;

  ActorReader(graph::Builder& builder, storage::Mutex& of_builder)
      : network(builder), mutex(of_builder) {}

  absl::Status Read(const storage::RecordRef& ref) {
    if (!IsActor(ref.kind)) return absl::OkStatus();
    auto* record = google::protobuf::Arena::CreateMessage<Record>(&arena);
    if (!record->ParseFromArray(ref.payload.data(), static_cast<int>(ref.payload.size()))) {
      return CannotRead(ref.kind);
    }
    if (IsDeleted(*record)) {
      absl::StatusOr<EntryPointer> entry = Parse(ref.kind, ref.version, ref.payload);
      if (!entry.ok()) return entry.status();
      deleted.push_back({ref.kind, (*entry)->id(), *entry});
      return absl::OkStatus();
    }
    if (IsPublicActor(*record)) ++public_actors;
    portion.push_back(ActorFactsOf(*record));
    if (portion.size() == kPortion) Flush();
    return absl::OkStatus();
  }

  void Flush() {
    std::vector<uint32_t> numbers;
    {
      storage::MutexLock alone(mutex);
      numbers = network.NumbersOf(portion);
    }
    std::vector<uint32_t> packed = network.Packed(portion, numbers);
    {
      storage::MutexLock alone(mutex);
      network.Add(std::move(packed));
    }
    portion.clear();
    arena.Reset();
  }

  graph::Builder& network;
  storage::Mutex& mutex;  // of the network
  std::vector<graph::ActorFacts> portion;
  google::protobuf::Arena arena;
  std::vector<Catalog::Change> deleted;
  int64_t public_actors = 0;
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
    Remember(before.Of(store::v1::KIND_COALITION_MEMBER, mutation.id), effect.delta);
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

}  // namespace

bool IsPublicActor(const Record& record) {
  if (ProfileIn(record) == nullptr || IsDeleted(record)) return false;
  graph::Audience everybody;
  everybody.everybody = true;
  return Admits(AccessOf(store::v1::KIND_ORGANIZATION, record), everybody);
}

// Twice over the store, since actors are packed against the vocabulary.
absl::StatusOr<Loaded> LoadRecords(const storage::ReadView& view, int threads) {
  Others others;
  absl::Status scanned =
      view.ForEach([&](const storage::RecordRef& record) { return others.Read(record); });
  if (!scanned.ok()) return scanned;
  Loaded loaded;
  loaded.epoch = std::move(others.epoch);
  loaded.catalog = std::move(others.catalog);
  loaded.secret = std::move(others.secret);
  loaded.budgets = std::move(others.budgets);
  loaded.network = std::make_unique<graph::Builder>(std::move(others.facts.themes));

  storage::Mutex mutex;
  std::deque<ActorReader> readers;
  for (int i = 0; i < threads; ++i) readers.emplace_back(*loaded.network, mutex);
  scanned = view.ParallelForEach(threads, [&](int thread, const storage::RecordRef& record) {
    return readers[static_cast<size_t>(thread)].Read(record);
  });
  if (!scanned.ok()) return scanned;
  for (ActorReader& reader : readers) {
    reader.Flush();
    loaded.catalog.insert(loaded.catalog.end(), std::make_move_iterator(reader.deleted.begin()),
                          std::make_move_iterator(reader.deleted.end()));
    loaded.public_actors += reader.public_actors;
  }
  for (const graph::CoalitionFacts& facts : others.facts.coalitions) loaded.network->Add(facts);
  for (const graph::MembershipFacts& facts : others.facts.memberships) loaded.network->Add(facts);
  return loaded;
}

absl::StatusOr<CommitEffect> EffectOf(const storage::CommitGroup& group, const Snapshot& before) {
  CommitEffect effect;
  // Of several mutations of one record the last counts.
  absl::flat_hash_map<std::pair<int, absl::string_view>, size_t> last;
  for (size_t i = 0; i < group.mutations.size(); ++i) {
    last[{group.mutations[i].kind, group.mutations[i].id}] = i;
  }
  graph::Audience everybody;
  everybody.everybody = true;
  for (size_t i = 0; i < group.mutations.size(); ++i) {
    const storage::Mutation& mutation = group.mutations[i];
    if (last[{mutation.kind, mutation.id}] != i) continue;
    EntryPointer entry;
    if (mutation.after) {
      absl::StatusOr<EntryPointer> parsed = Parse(mutation.kind, mutation.version, *mutation.after);
      if (!parsed.ok()) return parsed.status();
      entry = *std::move(parsed);
    }
    if (IsActor(mutation.kind)) {
      const bool was = before.network().Find(mutation.id, everybody).has_value();
      const bool is = entry != nullptr && IsPublicActor(entry->record);
      effect.public_changes += was || is ? 1 : 0;
      effect.public_added += static_cast<int64_t>(is) - static_cast<int64_t>(was);
    }
    AddChange(mutation, entry, before.catalog(), effect);
  }
  return effect;
}

}  // namespace tashbik::services
