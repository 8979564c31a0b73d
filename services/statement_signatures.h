// Signatures of statements: in escrow until there are enough of them, then published together.
//
// A signature is a record of its own, `statement/actor`, in no change feed and in no answer but the
// signer's. Below the threshold the statement's record does not change with them, so that nothing
// that is derived from it (etag, times, sizes, order, changes) can tell who signed, or how many.
#ifndef TASHBIK_SERVICES_STATEMENT_SIGNATURES_H_
#define TASHBIK_SERVICES_STATEMENT_SIGNATURES_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/call_context.h"
#include "services/directory.h"
#include "tashbik/v1/statement.pb.h"

namespace tashbik::services {

// Withdraws what a deleted actor signed and nobody was told of yet. What was published stays.
void PlanEndOfEscrow(const Snapshot& snapshot, absl::string_view actor, WritePlan& plan);
// What becomes of an erased actor's signatures: one of a published statement goes on counting,
// without a name, since its disappearance would tell that a hidden signatory was erased.
void PlanForgetSigner(const Snapshot& snapshot, const Directory& directory, absl::string_view actor,
                      WritePlan& plan);

// Erases the signatures of statements whose deadline has passed unpublished, some at a time. No
// answer depends on it. Errors: those of Directory::Write; what was erased stays erased.
absl::Status EraseLapsedSignatures(Directory& directory);

// StatementService's signing, below gRPC. Safe from any thread.
class StatementSignatures {
 public:
  // The directory must outlive it.
  explicit StatementSignatures(Directory& directory) : directory_(directory) {}

  // Signs for the caller's actor; once, whichever of its accounts signs. The signature that reaches
  // the threshold publishes all in the same commit. Signing takes turns with all other signing.
  absl::StatusOr<v1::Statement> Sign(const CallContext& call,
                                     const v1::SignStatementRequest& request) const;
  // Also where the statement is not seen any more. Below the threshold no trace is left; a
  // published statement stays published, however few are left.
  absl::StatusOr<v1::Statement> Withdraw(const CallContext& call,
                                         const v1::WithdrawSignatureRequest& request) const;

 private:
  absl::StatusOr<v1::Statement> Take(
      const CallContext& call, const google::protobuf::Message& request, const std::string& name,
      absl::StatusOr<WritePlan> (StatementSignatures::*plan)(const Snapshot&, const CallContext&,
                                                             const std::string&) const) const;
  absl::StatusOr<WritePlan> PlanSigning(const Snapshot& now, const CallContext& call,
                                        const std::string& name) const;
  absl::StatusOr<WritePlan> PlanWithdrawal(const Snapshot& now, const CallContext& call,
                                           const std::string& name) const;

  Directory& directory_;
};

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_STATEMENT_SIGNATURES_H_
