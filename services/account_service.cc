// Reads the request, calls, answers.
#include "services/account_service.h"

#include "services/account_requests.h"
#include "services/account_writes.h"
#include "services/token_requests.h"

namespace tashbik::services {
namespace {

constexpr char kService[] = "AccountService";

}  // namespace

grpc::Status AccountService::CreateAccount(grpc::ServerContext* context,
                                           const v1::CreateAccountRequest* request,
                                           v1::CreateAccountResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return MakeAccount(calls_.directory(), call, *request, *response);
  });
}

grpc::Status AccountService::GetAccount(grpc::ServerContext* context,
                                        const v1::GetAccountRequest* request,
                                        v1::Account* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return services::GetAccount(*call.snapshot, call.viewer, *request);
  });
}

grpc::Status AccountService::ListAccounts(grpc::ServerContext* context,
                                          const v1::ListAccountsRequest* request,
                                          v1::ListAccountsResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return services::ListAccounts(call, tokens_, *request, *response);
  });
}

grpc::Status AccountService::FreezeAccount(grpc::ServerContext* context,
                                           const v1::FreezeAccountRequest* request,
                                           v1::Account* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return ChangeAccount(calls_.directory(), call, *request, PlanFreeze);
  });
}

grpc::Status AccountService::UnfreezeAccount(grpc::ServerContext* context,
                                             const v1::UnfreezeAccountRequest* request,
                                             v1::Account* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return ChangeAccount(calls_.directory(), call, *request, PlanUnfreeze);
  });
}

grpc::Status AccountService::RevokeAccount(grpc::ServerContext* context,
                                           const v1::RevokeAccountRequest* request,
                                           v1::Account* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return ChangeAccount(calls_.directory(), call, *request, PlanRevoke);
  });
}

grpc::Status AccountService::RotateToken(grpc::ServerContext* context,
                                         const v1::RotateTokenRequest* request,
                                         v1::CreateTokenResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return MakeToken(calls_.directory(), call, *request, *response,
                     [&](const Snapshot& now, const std::string& secret, store::v1::Record& made) {
                       return PlanRotateToken(calls_.directory(), now, call.viewer, *request,
                                              secret, made);
                     });
  });
}

grpc::Status AccountService::ReissueToken(grpc::ServerContext* context,
                                          const v1::ReissueTokenRequest* request,
                                          v1::CreateTokenResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return MakeToken(calls_.directory(), call, *request, *response,
                     [&](const Snapshot& now, const std::string& secret, store::v1::Record& made) {
                       return PlanReissueToken(calls_.directory(), now, call.viewer, *request,
                                               secret, made);
                     });
  });
}

}  // namespace tashbik::services
