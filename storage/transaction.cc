// Reads through what the transaction and its group wrote; keeps writes until the group takes them.
#include "storage/transaction.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "storage/database.h"
#include "storage/errors.h"
#include "storage/group.h"

namespace tashbik::storage {
namespace {

absl::Status NoRecord() {
  return MakeError(absl::StatusCode::kNotFound, kReasonNotFound, "there is no such record");
}

absl::Status CheckLimits(Kind kind, absl::string_view id, absl::string_view payload) {
  if (!IsWritable(kind)) {
    return MakeError(absl::StatusCode::kInternal, kReasonInternal,
                     absl::StrCat("kind ", kind, " is not written through transactions"));
  }
  if (id.empty() || id.size() > kMaxIdBytes) {
    return MakeError(absl::StatusCode::kInvalidArgument, kReasonLimit,
                     absl::StrCat("an id has 1 to ", kMaxIdBytes, " bytes, not ", id.size()),
                     {{"limit", absl::StrCat(kMaxIdBytes)}});
  }
  if (payload.size() > kMaxPayloadBytes) {
    return MakeError(
        absl::StatusCode::kInvalidArgument, kReasonLimit,
        absl::StrCat("a record has at most ", kMaxPayloadBytes, " bytes, not ", payload.size()),
        {{"limit", absl::StrCat(kMaxPayloadBytes)}});
  }
  return absl::OkStatus();
}

absl::Status CheckVersion(bool exists, uint64_t version, std::optional<uint64_t> expected) {
  if (!expected.has_value()) return absl::OkStatus();
  if (*expected == 0) {
    if (!exists) return absl::OkStatus();
    return MakeError(absl::StatusCode::kAlreadyExists, kReasonExists, "the record exists already");
  }
  if (!exists) return NoRecord();
  if (version == *expected) return absl::OkStatus();
  return MakeError(absl::StatusCode::kAborted, kReasonVersion,
                   "the record was changed in the meantime; read it again");
}

}  // namespace

absl::StatusOr<Transaction::Pending> Transaction::Current(Kind kind, absl::string_view id,
                                                          std::string* key) const {
  *key = database_.hasher().RecordKey(kind, id);
  if (const auto own = pending_.find(*key); own != pending_.end()) return own->second;
  if (const Pending* earlier = group_.Find(*key); earlier != nullptr) return *earlier;
  absl::StatusOr<Record> stored = database_.GetRecord(*key, kind, id, nullptr);
  if (stored.ok()) return Pending{true, stored->version, std::move(stored->payload)};
  if (absl::IsNotFound(stored.status())) return Pending{};
  return stored.status();
}

absl::StatusOr<Record> Transaction::Get(Kind kind, absl::string_view id) const {
  std::string key;
  absl::StatusOr<Pending> current = Current(kind, id, &key);
  if (!current.ok()) return current.status();
  if (!current->exists) return NoRecord();
  return Record{kind, std::string(id), current->version, std::move(current->payload)};
}

absl::StatusOr<uint64_t> Transaction::Put(Kind kind, absl::string_view id,
                                          absl::string_view payload, const PutOptions& options) {
  if (absl::Status limits = CheckLimits(kind, id, payload); !limits.ok()) return limits;
  Write write;
  absl::StatusOr<Pending> current = Current(kind, id, &write.key);
  if (!current.ok()) return current.status();
  const absl::Status expected =
      CheckVersion(current->exists, current->version, options.expected_version);
  if (!expected.ok()) return expected;
  const uint64_t version = current->version + 1;
  write.mutation.kind = kind;
  write.mutation.id = std::string(id);
  write.mutation.operation =
      current->exists ? store::v1::OPERATION_UPDATE : store::v1::OPERATION_CREATE;
  write.mutation.version = version;
  if (current->exists) write.mutation.before = std::move(current->payload);
  write.mutation.after = std::string(payload);
  write.access_before = options.access_before;
  write.access_after = options.access_after;
  pending_[write.key] = Pending{true, version, std::string(payload)};
  writes_.push_back(std::move(write));
  return version;
}

absl::Status Transaction::Delete(Kind kind, absl::string_view id, const PutOptions& options) {
  if (absl::Status limits = CheckLimits(kind, id, {}); !limits.ok()) return limits;
  Write write;
  absl::StatusOr<Pending> current = Current(kind, id, &write.key);
  if (!current.ok()) return current.status();
  if (!current->exists) return NoRecord();
  const absl::Status expected = CheckVersion(true, current->version, options.expected_version);
  if (!expected.ok()) return expected;
  write.mutation.kind = kind;
  write.mutation.id = std::string(id);
  write.mutation.operation = store::v1::OPERATION_DELETE;
  write.mutation.version = current->version;
  write.mutation.before = std::move(current->payload);
  write.access_before = options.access_before;
  write.access_after = options.access_after;
  pending_[write.key] = Pending{};
  writes_.push_back(std::move(write));
  return absl::OkStatus();
}

void Transaction::SetResult(absl::string_view name, uint64_t version) {
  result_name_ = std::string(name);
  result_version_ = version;
}

}  // namespace tashbik::storage
