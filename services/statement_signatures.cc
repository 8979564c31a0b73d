// Counting happens under the lock of exclusive writes, publishing in one commit.
#include "services/statement_signatures.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "graph/protections.h"
#include "services/actor_change.h"
#include "services/errors.h"
#include "services/facts.h"
#include "services/limits.h"
#include "services/names.h"
#include "services/parts.h"
#include "services/requests.h"
#include "services/statement_state.h"
#include "services/times.h"
#include "services/visibility.h"

namespace tashbik::services {
namespace {

using v1::STATEMENT_STATE_LAPSED;
using v1::STATEMENT_STATE_PUBLISHED;

graph::Day Today(absl::Time now) {
  return static_cast<graph::Day>(absl::ToUnixSeconds(now) / 86'400);
}

// The live statement called `name`, whoever looks.
absl::StatusOr<EntryPointer> ReadStatement(const Snapshot& snapshot, const std::string& name) {
  constexpr char kPattern[] = "`statements/{statement}`";
  if (name.empty()) return FieldRequired("name", kPattern);
  const auto id = ParseNameOf(store::v1::KIND_STATEMENT, name);
  if (!id) return FieldInvalid("name", "is no name of a statement", absl::StrCat("use ", kPattern));
  EntryPointer entry = snapshot.catalog().Find(store::v1::KIND_STATEMENT, *id);
  if (entry == nullptr || IsDeleted(entry->record)) return NotFound(name);
  return entry;
}

bool IsSeen(const Snapshot& snapshot, const Viewer& viewer, const Entry& statement) {
  return SightOf(snapshot, viewer, store::v1::KIND_STATEMENT, statement.record).record;
}

// A change of who is shown to have signed: nothing in the record, but what everybody sees of it.
PlannedWrite Touched(const Snapshot& snapshot, absl::Time now, const Entry& statement) {
  const v1::Tier tier = statement.record.statement().visibility().tier();
  store::v1::Record changed = statement.record;
  changed.mutable_tier_update_micros()->Resize(graph::kTierCount - 1, 0);
  changed.set_tier_update_micros(static_cast<int>(tier) - 1, absl::ToUnixMicros(now));
  PlannedWrite write{.kind = store::v1::KIND_STATEMENT,
                     .id = statement.id(),
                     .expected_version = statement.version};
  write.access_before = AccessBlob(snapshot, store::v1::KIND_STATEMENT, statement.record, 0);
  write.access_after =
      AccessBlob(snapshot, store::v1::KIND_STATEMENT, changed, uint32_t{1} << tier);
  write.record = std::move(changed);
  return write;
}

PlannedWrite Erased(const Entry& entry) {
  return {.kind = entry.kind, .id = entry.id(), .expected_version = entry.version};
}

// The caller's own actor, verified and live.
absl::StatusOr<EntryPointer> Signer(const Snapshot& snapshot, const Viewer& viewer) {
  absl::StatusOr<EntryPointer> actor = ReadActor(snapshot, viewer.actor_name);
  if (!actor.ok()) return actor.status();
  if (IsDeleted((*actor)->record)) return NotFound(viewer.actor_name);
  if (viewer.member_hubs.empty() || StateOf((*actor)->record) != v1::ACTOR_STATE_VERIFIED) {
    return StateConflict("a hub has to verify an organization before it may sign", "PENDING");
  }
  return actor;
}

}  // namespace

void PlanEndOfEscrow(const Snapshot& snapshot, absl::string_view actor, WritePlan& plan) {
  for (const EntryPointer& entry : snapshot.catalog().Of(store::v1::KIND_SIGNATURE, actor)) {
    const std::string statement = entry->id().substr(0, entry->id().find('/'));
    const EntryPointer of = snapshot.catalog().Find(store::v1::KIND_STATEMENT, statement);
    const bool published =
        of != nullptr && of->record.statement().state() == STATEMENT_STATE_PUBLISHED;
    if (!published) plan.writes.push_back(Erased(*entry));
  }
}

void PlanForgetSigner(const Snapshot& snapshot, const Directory& directory, absl::string_view actor,
                      WritePlan& plan) {
  for (const EntryPointer& entry : snapshot.catalog().Of(store::v1::KIND_SIGNATURE, actor)) {
    plan.writes.push_back(Erased(*entry));
    const std::string statement = entry->id().substr(0, entry->id().find('/'));
    const EntryPointer of = snapshot.catalog().Find(store::v1::KIND_STATEMENT, statement);
    if (of == nullptr || of->record.statement().state() != STATEMENT_STATE_PUBLISHED) continue;
    const std::string id = SignatureId(statement, directory.MakeId());
    PlannedWrite nameless{.kind = store::v1::KIND_SIGNATURE, .id = id};
    nameless.record.emplace().set_id(id);
    *nameless.record->mutable_signature()->mutable_sign_time() =
        entry->record.signature().sign_time();
    plan.writes.push_back(std::move(nameless));
  }
}

absl::Status EraseLapsedSignatures(Directory& directory) {
  std::vector<std::string> lapsed;
  directory.snapshot()->catalog().ForEach(
      store::v1::KIND_STATEMENT, "", [&](const EntryPointer& entry) {
        if (StateOn(entry->record.statement(), Today(directory.Now())) == STATEMENT_STATE_LAPSED) {
          lapsed.push_back(entry->id());
        }
        return true;
      });
  for (const std::string& id : lapsed) {
    bool more = true;
    while (more) {
      const absl::StatusOr<WriteOutcome> written = directory.Write(
          WriteCall{.method = "EraseLapsedSignatures"},
          [&](const Snapshot& now) -> absl::StatusOr<WritePlan> {
            WritePlan plan;
            more = false;
            const EntryPointer entry = now.catalog().Find(store::v1::KIND_STATEMENT, id);
            if (entry == nullptr || StateOn(entry->record.statement(), Today(directory.Now())) !=
                                        STATEMENT_STATE_LAPSED) {
              return plan;
            }
            ForEachSignature(now, id, [&](const EntryPointer& signature) {
              more = plan.writes.size() == kMaxBatch;
              if (!more) plan.writes.push_back(Erased(*signature));
            });
            return plan;
          });
      if (!written.ok()) return written.status();
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::Statement> StatementSignatures::Take(
    const CallContext& call, const google::protobuf::Message& request, const std::string& name,
    absl::StatusOr<WritePlan> (StatementSignatures::*plan)(const Snapshot&, const CallContext&,
                                                           const std::string&) const) const {
  if (absl::Status good = CheckRequestId(request); !good.ok()) return good;
  WriteCall write = WriteCallOf(call, request);
  write.exclusive = true;  // of two signers at the threshold, the second counts the first
  const absl::StatusOr<WriteOutcome> written =
      directory_.Write(write, [&](const Snapshot& now) { return (this->*plan)(now, call, name); });
  if (!written.ok()) return written.status();
  v1::Statement shown;
  const std::shared_ptr<const Snapshot> now = directory_.snapshot();
  const absl::StatusOr<EntryPointer> entry = ReadStatement(*now, name);
  if (entry.ok() && IsSeen(*now, call.viewer, **entry)) {
    Project(directory_.keys(),
            SightOf(*now, call.viewer, store::v1::KIND_STATEMENT, (*entry)->record),
            store::v1::KIND_STATEMENT, (*entry)->record, shown);
  } else {
    shown.set_name(name);
  }
  return shown;
}

absl::StatusOr<WritePlan> StatementSignatures::PlanSigning(const Snapshot& now,
                                                           const CallContext& call,
                                                           const std::string& name) const {
  const absl::StatusOr<EntryPointer> found = ReadStatement(now, name);
  if (!found.ok()) return found.status();
  const Entry& statement = **found;
  if (!IsSeen(now, call.viewer, statement)) return NotFound(name);
  const absl::Time time = directory_.Now();
  if (absl::Status can = CheckCanSign(statement.record.statement(), Today(time)); !can.ok()) {
    return can;
  }
  const absl::StatusOr<EntryPointer> signer = Signer(now, call.viewer);
  if (!signer.ok()) return signer.status();
  WritePlan plan;
  plan.result = name;
  const std::string id = SignatureId(statement.id(), call.viewer.actor);
  if (now.catalog().Find(store::v1::KIND_SIGNATURE, id) != nullptr) return plan;
  PlannedWrite signature{.kind = store::v1::KIND_SIGNATURE, .id = id};
  signature.record.emplace().set_id(id);
  signature.record->mutable_signature()->set_actor(call.viewer.actor_name);
  signature.record->mutable_signature()->set_account(call.viewer.account);
  *signature.record->mutable_signature()->mutable_sign_time() = ToProto(time);
  plan.writes.push_back(std::move(signature));
  plan.preconditions.push_back({(*signer)->kind, (*signer)->id(), (*signer)->version});
  if (statement.record.statement().state() == STATEMENT_STATE_PUBLISHED) {
    plan.writes.push_back(Touched(now, time, statement));
    return plan;
  }
  // Nothing of the statement is written below the threshold, but it must not change meanwhile.
  std::vector<EntryPointer> others;
  ForEachSignature(now, statement.id(), [&](const EntryPointer& one) { others.push_back(one); });
  if (!IsPublishedBy(statement.record.statement(), others.size() + 1)) {
    if (graph::IsRemoved(graph::Protection::kUntouchedByEscrow)) {
      plan.writes.push_back(Touched(now, time, statement));
    } else {
      plan.preconditions.push_back({statement.kind, statement.id(), statement.version});
    }
    return plan;
  }
  for (const EntryPointer& one : others) {
    plan.preconditions.push_back({one->kind, one->id(), one->version});
  }
  store::v1::Record published = statement.record;
  published.mutable_statement()->set_state(STATEMENT_STATE_PUBLISHED);
  *published.mutable_statement()->mutable_publish_time() = ToProto(time);
  plan.writes.push_back(ActorChange(now, time, statement, std::move(published)));
  return plan;
}

absl::StatusOr<WritePlan> StatementSignatures::PlanWithdrawal(const Snapshot& now,
                                                              const CallContext& call,
                                                              const std::string& name) const {
  const absl::StatusOr<EntryPointer> found = ReadStatement(now, name);
  if (!found.ok()) return found.status();
  const Entry& statement = **found;
  const EntryPointer own =
      now.catalog().Find(store::v1::KIND_SIGNATURE, SignatureId(statement.id(), call.viewer.actor));
  // Whoever signed knows of it; to all others a hidden one is not there.
  if (own == nullptr && !IsSeen(now, call.viewer, statement)) return NotFound(name);
  WritePlan plan;
  plan.result = name;
  if (own == nullptr) return plan;
  plan.writes.push_back(Erased(*own));
  if (statement.record.statement().state() == STATEMENT_STATE_PUBLISHED) {
    plan.writes.push_back(Touched(now, directory_.Now(), statement));
  }
  return plan;
}

absl::StatusOr<v1::Statement> StatementSignatures::Sign(
    const CallContext& call, const v1::SignStatementRequest& request) const {
  return Take(call, request, request.name(), &StatementSignatures::PlanSigning);
}

absl::StatusOr<v1::Statement> StatementSignatures::Withdraw(
    const CallContext& call, const v1::WithdrawSignatureRequest& request) const {
  return Take(call, request, request.name(), &StatementSignatures::PlanWithdrawal);
}

}  // namespace tashbik::services
