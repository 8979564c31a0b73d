// The sweep and its mark.
#include "services/sensitivity.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "services/facts.h"
#include "services/limits.h"
#include "services/names.h"
#include "services/parts.h"
#include "services/sensitive_themes.h"
#include "services/visibility.h"

namespace tashbik::services {
namespace {

using store::v1::Record;

constexpr char kMarkId[] = "sensitivity";

// An actor whose record no longer says what the vocabulary makes of it.
struct Stale {
  storage::Kind kind;
  std::string id;
};

bool IsStale(const Snapshot& snapshot, const Record& actor) {
  const store::v1::Sensitivity derived = snapshot.catalog().sensitive_themes().Of(actor);
  return derived.SerializeAsString() != actor.sensitivity().SerializeAsString();
}

// Deleted ones too: they may come back.
absl::StatusOr<std::vector<Stale>> FindStale(const Snapshot& snapshot, int threads) {
  std::vector<std::vector<Stale>> found(static_cast<size_t>(threads));
  const absl::Status scanned = snapshot.view().ParallelForEach(
      threads, [&](int thread, const storage::RecordRef& ref) -> absl::Status {
        if (!IsActor(ref.kind)) return absl::OkStatus();
        Record record;
        if (!record.ParseFromArray(ref.payload.data(), static_cast<int>(ref.payload.size()))) {
          return absl::DataLossError("a record cannot be read: restore a backup");
        }
        if (IsStale(snapshot, record)) {
          found[static_cast<size_t>(thread)].push_back({ref.kind, record.id()});
        }
        return absl::OkStatus();
      });
  if (!scanned.ok()) return scanned;
  std::vector<Stale> all;
  for (std::vector<Stale>& part : found) all.insert(all.end(), part.begin(), part.end());
  // In the order of ids, so that the change feed does not depend on keys or threads.
  std::sort(all.begin(), all.end(), [](const Stale& a, const Stale& b) { return a.id < b.id; });
  return all;
}

absl::Status Sweep(Directory& directory, absl::Span<const Stale> stale) {
  for (size_t begin = 0; begin < stale.size(); begin += kMaxBatch) {
    const absl::Span<const Stale> batch = stale.subspan(begin, kMaxBatch);
    const absl::StatusOr<WriteOutcome> written = directory.Write(
        WriteCall{.method = "FollowVocabulary"},
        [&](const Snapshot& now) -> absl::StatusOr<WritePlan> {
          WritePlan plan;
          for (const Stale& actor : batch) {
            const absl::StatusOr<EntryPointer> entry = now.Read(actor.kind, actor.id);
            if (absl::IsNotFound(entry.status())) continue;
            if (!entry.ok()) return entry.status();
            if (!IsStale(now, (*entry)->record)) continue;
            Record after = (*entry)->record;
            DeriveSensitivity(now, after);
            plan.writes.push_back(PlanActorChange(now, **entry, std::move(after), directory.Now()));
          }
          return plan;
        });
    if (!written.ok()) return written.status();
  }
  return absl::OkStatus();
}

// Version 0 where there is none.
absl::StatusOr<Entry> MarkIn(const Snapshot& snapshot) {
  Entry entry;
  entry.kind = store::v1::KIND_SETTING;
  const absl::StatusOr<storage::Record> stored =
      snapshot.view().Get(store::v1::KIND_SETTING, kMarkId);
  if (absl::IsNotFound(stored.status())) return entry;
  if (!stored.ok()) return stored.status();
  entry.version = stored->version;
  if (!entry.record.ParseFromString(stored->payload)) {
    return absl::DataLossError("a setting cannot be read: restore a backup");
  }
  return entry;
}

PlannedWrite PlanMark(const Entry& old, std::string hash) {
  Record record;
  record.set_id(kMarkId);
  record.mutable_sensitivity_mark()->set_hash(std::move(hash));
  return {.kind = store::v1::KIND_SETTING,
          .id = kMarkId,
          .record = std::move(record),
          .expected_version = old.version};
}

// What is sensitive once the plan is carried out.
std::string HashAfter(const Snapshot& snapshot, const WritePlan& plan) {
  std::vector<Catalog::Change> changes;
  for (const PlannedWrite& write : plan.writes) {
    if (write.kind != store::v1::KIND_THEME) continue;
    std::shared_ptr<Entry> entry;
    if (write.record) {
      entry = std::make_shared<Entry>();
      entry->kind = write.kind;
      entry->record = *write.record;
    }
    changes.push_back({write.kind, write.id, std::move(entry)});
  }
  return snapshot.catalog().With(changes)->sensitive_themes().hash();
}

}  // namespace

void DeriveSensitivity(const Snapshot& snapshot, Record& actor) {
  store::v1::Sensitivity derived = snapshot.catalog().sensitive_themes().Of(actor);
  if (derived.ByteSizeLong() == 0) {
    actor.clear_sensitivity();
  } else {
    *actor.mutable_sensitivity() = std::move(derived);
  }
}

PlannedWrite PlanActorChange(const Snapshot& snapshot, const Entry& old, Record after,
                             absl::Time now) {
  const uint32_t changed = ChangedTiers(old.kind, old.record, after);
  after.mutable_tier_update_micros()->Resize(graph::kTierCount - 1, 0);
  for (int tier = 1; tier < graph::kTierCount; ++tier) {
    if ((changed >> tier & 1) != 0) {
      after.set_tier_update_micros(tier - 1, absl::ToUnixMicros(now));
    }
  }
  PlannedWrite write{.kind = old.kind, .id = old.id(), .expected_version = old.version};
  write.access_before = AccessBlob(snapshot, old.kind, old.record, 0);
  write.access_after = AccessBlob(snapshot, old.kind, after, changed);
  write.record = std::move(after);
  return write;
}

bool WritesThemes(const WritePlan& plan) {
  return std::any_of(plan.writes.begin(), plan.writes.end(),
                     [](const PlannedWrite& write) { return write.kind == store::v1::KIND_THEME; });
}

absl::Status GuardSensitivity(const Snapshot& snapshot, WritePlan& plan) {
  const bool themes = WritesThemes(plan);
  const bool actors = std::any_of(plan.writes.begin(), plan.writes.end(),
                                  [](const PlannedWrite& write) { return IsActor(write.kind); });
  if (!themes && !actors) return absl::OkStatus();
  for (PlannedWrite& write : plan.writes) {
    if (!IsActor(write.kind) || !write.record || !IsStale(snapshot, *write.record)) continue;
    DeriveSensitivity(snapshot, *write.record);
    write.access_after = AccessBlob(snapshot, write.kind, *write.record, ~uint32_t{0});
  }
  const absl::StatusOr<Entry> mark = MarkIn(snapshot);
  if (!mark.ok()) return mark.status();
  if (mark->version == 0) return absl::OkStatus();  // the store is being opened
  const std::string& hash = mark->record.sensitivity_mark().hash();
  if (themes && HashAfter(snapshot, plan) != hash) {
    // As it is, but of a new version.
    plan.writes.push_back(PlanMark(*mark, hash));
  } else if (actors) {
    plan.preconditions.push_back({store::v1::KIND_SETTING, kMarkId, mark->version});
  }
  return absl::OkStatus();
}

absl::Status FollowVocabulary(Directory& directory, int threads) {
  while (true) {
    const std::shared_ptr<const Snapshot> snapshot = directory.snapshot();
    const std::string hash = snapshot->catalog().sensitive_themes().hash();
    const absl::StatusOr<Entry> mark = MarkIn(*snapshot);
    if (!mark.ok()) return mark.status();
    if (mark->version != 0 && mark->record.sensitivity_mark().hash() == hash) {
      return absl::OkStatus();
    }
    const absl::StatusOr<std::vector<Stale>> stale = FindStale(*snapshot, threads);
    if (!stale.ok()) return stale.status();
    if (absl::Status swept = Sweep(directory, *stale); !swept.ok()) return swept;
    // Another change of the vocabulary meanwhile begins anew.
    const absl::StatusOr<WriteOutcome> marked =
        directory.Write(WriteCall{.method = "FollowVocabulary"},
                        [&](const Snapshot& now) -> absl::StatusOr<WritePlan> {
                          WritePlan plan;
                          if (now.catalog().sensitive_themes().hash() != hash) return plan;
                          const absl::StatusOr<Entry> old = MarkIn(now);
                          if (!old.ok()) return old.status();
                          plan.writes.push_back(PlanMark(*old, hash));
                          return plan;
                        });
    if (!marked.ok()) return marked.status();
  }
}

}  // namespace tashbik::services
