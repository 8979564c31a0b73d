// Turns accepted transactions into one batch: records, change entries, remembered requests.
#include "storage/group.h"

#include <utility>

#include "rocksdb/write_batch.h"
#include "storage/envelope.h"
#include "storage/timestamps.h"

namespace tashbik::storage {
namespace {

// The feed is trimmed in steps of this part of what it keeps, so that a step is worth its cost.
constexpr uint64_t kTrimPart = 16;

}  // namespace

Group::Group(const store::v1::Head& head)
    : head_(head), batch_(std::make_unique<rocksdb::WriteBatch>()) {
  head_.set_commit(head.commit() + 1);
  commit_.commit = head_.commit();
  commit_.last_revision = head_.revision();
}

Group::~Group() = default;

const Transaction::Pending* Group::Find(const std::string& key) const {
  const auto found = pending_.find(key);
  return found == pending_.end() ? nullptr : &found->second;
}

const store::v1::RequestReplay* Group::FindReplay(const std::string& key) const {
  const auto found = replays_.find(key);
  return found == replays_.end() ? nullptr : &found->second;
}

void Group::Add(Transaction& transaction) {
  for (Transaction::Write& write : transaction.writes_) AddWrite(write, transaction);
  for (auto& [key, pending] : transaction.pending_) pending_[key] = std::move(pending);
}

void Group::AddWrite(Transaction::Write& write, const Transaction& transaction) {
  Mutation& mutation = write.mutation;
  bytes_ += write.key.size();
  if (mutation.after.has_value()) {
    const std::string value =
        EncodeEnvelope(mutation.kind, mutation.id, mutation.version, *mutation.after);
    bytes_ += value.size();
    batch_->Put(KeyIn(Section::kRecords, write.key), value);
  } else {
    batch_->Delete(KeyIn(Section::kRecords, write.key));
  }
  const Operation operation = mutation.operation;
  if (operation == store::v1::OPERATION_CREATE) head_.set_records(head_.records() + 1);
  if (operation == store::v1::OPERATION_DELETE) head_.set_records(head_.records() - 1);
  if (InFeed(mutation.kind)) {
    head_.set_revision(head_.revision() + 1);
    mutation.revision = head_.revision();
    if (commit_.first_revision == 0) commit_.first_revision = mutation.revision;
    commit_.last_revision = mutation.revision;
    AddChange(write, transaction);
  }
  commit_.mutations.push_back(std::move(mutation));
}

void Group::AddChange(const Transaction::Write& write, const Transaction& transaction) {
  const Mutation& mutation = write.mutation;
  Change change;
  change.set_revision(mutation.revision);
  change.set_kind(mutation.kind);
  change.set_id(mutation.id);
  change.set_operation(mutation.operation);
  *change.mutable_time() = ToTimestamp(transaction.now());
  change.set_access_before(write.access_before);
  change.set_access_after(write.access_after);
  change.set_account(transaction.account());
  change.set_record_version(mutation.version);
  const std::string value =
      EncodeEnvelope(store::v1::KIND_CHANGE, {}, mutation.revision, change.SerializeAsString());
  bytes_ += value.size();
  batch_->Put(KeyIn(Section::kChanges, NumberKey(mutation.revision)), value);
}

void Group::AddReplay(const std::string& key, const store::v1::RequestReplay& replay) {
  const std::string value =
      EncodeEnvelope(store::v1::KIND_REQUEST_REPLAY, {}, 1, replay.SerializeAsString());
  const auto expires = static_cast<uint64_t>(replay.expire_time().seconds());
  batch_->Put(KeyIn(Section::kReplays, key), value);
  batch_->Put(KeyIn(Section::kReplayQueue, NumberKey(expires) + key), "");
  bytes_ += value.size() + 2 * key.size();
  replays_[key] = replay;
}

void Group::TrimFeed(uint64_t changes_kept) {
  const uint64_t held = head_.revision() + 1 - head_.first_revision();
  if (held <= changes_kept + changes_kept / kTrimPart) return;
  const uint64_t first = head_.revision() + 1 - changes_kept;
  batch_->DeleteRange(KeyIn(Section::kChanges, NumberKey(head_.first_revision())),
                      KeyIn(Section::kChanges, NumberKey(first)));
  head_.set_first_revision(first);
}

}  // namespace tashbik::storage
