// AccountService: who may call, as what, and how that ends.
#ifndef TASHBIK_SERVICES_ACCOUNT_SERVICE_H_
#define TASHBIK_SERVICES_ACCOUNT_SERVICE_H_

#include "services/call.h"
#include "services/page_token.h"
#include "tashbik/v1/account.grpc.pb.h"

namespace tashbik::services {

// Every method runs in the call wrapper; account_requests and token_requests say what it writes.
class AccountService final : public v1::AccountService::Service {
 public:
  explicit AccountService(Calls& calls)
      : calls_(calls), tokens_(calls.directory().keys().page_token) {}

  grpc::Status CreateAccount(grpc::ServerContext* context, const v1::CreateAccountRequest* request,
                             v1::CreateAccountResponse* response) override;
  grpc::Status GetAccount(grpc::ServerContext* context, const v1::GetAccountRequest* request,
                          v1::Account* response) override;
  grpc::Status ListAccounts(grpc::ServerContext* context, const v1::ListAccountsRequest* request,
                            v1::ListAccountsResponse* response) override;
  grpc::Status FreezeAccount(grpc::ServerContext* context, const v1::FreezeAccountRequest* request,
                             v1::Account* response) override;
  grpc::Status UnfreezeAccount(grpc::ServerContext* context,
                               const v1::UnfreezeAccountRequest* request,
                               v1::Account* response) override;
  grpc::Status RevokeAccount(grpc::ServerContext* context, const v1::RevokeAccountRequest* request,
                             v1::Account* response) override;
  grpc::Status RotateToken(grpc::ServerContext* context, const v1::RotateTokenRequest* request,
                           v1::CreateTokenResponse* response) override;
  grpc::Status ReissueToken(grpc::ServerContext* context, const v1::ReissueTokenRequest* request,
                            v1::CreateTokenResponse* response) override;

 private:
  Calls& calls_;
  const TokenSealer tokens_;
};

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_ACCOUNT_SERVICE_H_
