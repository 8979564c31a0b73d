// StatementService: joint statements.
#ifndef TASHBIK_SERVICES_STATEMENT_SERVICE_H_
#define TASHBIK_SERVICES_STATEMENT_SERVICE_H_

#include "services/call.h"
#include "services/resources.h"
#include "services/statement_signatures.h"
#include "tashbik/v1/statement.grpc.pb.h"

namespace tashbik::services {

// Every method runs in the call wrapper and is answered by Resources.
class StatementService final : public v1::StatementService::Service {
 public:
  explicit StatementService(Calls& calls);

  grpc::Status GetStatement(grpc::ServerContext* context, const v1::GetStatementRequest* request,
                            v1::Statement* response) override;
  grpc::Status ListStatements(grpc::ServerContext* context,
                              const v1::ListStatementsRequest* request,
                              v1::ListStatementsResponse* response) override;
  grpc::Status CreateStatement(grpc::ServerContext* context,
                               const v1::CreateStatementRequest* request,
                               v1::Statement* response) override;
  grpc::Status UpdateStatement(grpc::ServerContext* context,
                               const v1::UpdateStatementRequest* request,
                               v1::Statement* response) override;
  grpc::Status BatchUpsertStatements(grpc::ServerContext* context,
                                     const v1::BatchUpsertStatementsRequest* request,
                                     v1::BatchUpsertStatementsResponse* response) override;
  grpc::Status DeleteStatement(grpc::ServerContext* context,
                               const v1::DeleteStatementRequest* request,
                               v1::Statement* response) override;
  grpc::Status UndeleteStatement(grpc::ServerContext* context,
                                 const v1::UndeleteStatementRequest* request,
                                 v1::Statement* response) override;
  grpc::Status SignStatement(grpc::ServerContext* context, const v1::SignStatementRequest* request,
                             v1::Statement* response) override;
  grpc::Status WithdrawSignature(grpc::ServerContext* context,
                                 const v1::WithdrawSignatureRequest* request,
                                 v1::Statement* response) override;

 private:
  Calls& calls_;
  const Resources statements_;
  const StatementSignatures signatures_;
};

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_STATEMENT_SERVICE_H_
