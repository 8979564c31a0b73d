// One line for each method.
#include "services/statement_service.h"

namespace tashbik::services {
namespace {

constexpr char kService[] = "StatementService";

}  // namespace

StatementService::StatementService(Calls& calls)
    : calls_(calls),
      statements_(calls.directory(), store::v1::KIND_STATEMENT),
      signatures_(calls.directory()) {}

grpc::Status StatementService::GetStatement(grpc::ServerContext* context,
                                            const v1::GetStatementRequest* request,
                                            v1::Statement* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return statements_.Get(call, *request, *response);
  });
}

grpc::Status StatementService::ListStatements(grpc::ServerContext* context,
                                              const v1::ListStatementsRequest* request,
                                              v1::ListStatementsResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return statements_.List(call, *request, *response);
  });
}

grpc::Status StatementService::CreateStatement(grpc::ServerContext* context,
                                               const v1::CreateStatementRequest* request,
                                               v1::Statement* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return statements_.Create(call, *request, *response);
  });
}

grpc::Status StatementService::UpdateStatement(grpc::ServerContext* context,
                                               const v1::UpdateStatementRequest* request,
                                               v1::Statement* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return statements_.Update(call, *request, *response);
  });
}

grpc::Status StatementService::BatchUpsertStatements(
    grpc::ServerContext* context, const v1::BatchUpsertStatementsRequest* request,
    v1::BatchUpsertStatementsResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return statements_.BatchUpsert(call, *request, *response);
  });
}

grpc::Status StatementService::DeleteStatement(grpc::ServerContext* context,
                                               const v1::DeleteStatementRequest* request,
                                               v1::Statement* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return statements_.Delete(call, *request, *response);
  });
}

grpc::Status StatementService::UndeleteStatement(grpc::ServerContext* context,
                                                 const v1::UndeleteStatementRequest* request,
                                                 v1::Statement* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return statements_.Undelete(call, *request, *response);
  });
}

grpc::Status StatementService::SignStatement(grpc::ServerContext* context,
                                             const v1::SignStatementRequest* request,
                                             v1::Statement* response) {
  return calls_.Run(kService, *context, *request, *response,
                    [&](const CallContext& call) { return signatures_.Sign(call, *request); });
}

grpc::Status StatementService::WithdrawSignature(grpc::ServerContext* context,
                                                 const v1::WithdrawSignatureRequest* request,
                                                 v1::Statement* response) {
  return calls_.Run(kService, *context, *request, *response,
                    [&](const CallContext& call) { return signatures_.Withdraw(call, *request); });
}

}  // namespace tashbik::services
