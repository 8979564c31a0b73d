// AdminService: tokens, backups, status, epochs.
#ifndef TASHBIK_SERVICES_ADMIN_SERVICE_H_
#define TASHBIK_SERVICES_ADMIN_SERVICE_H_

#include <string>

#include "services/call.h"
#include "services/page_token.h"
#include "tashbik/v1/admin.grpc.pb.h"

namespace tashbik::services {

class AdminService final : public v1::AdminService::Service {
 public:
  AdminService(Calls& calls, std::string backup_folder)
      : calls_(calls),
        tokens_(calls.directory().keys().page_token),
        backup_folder_(std::move(backup_folder)),
        started_(calls.directory().Now()) {}

  grpc::Status GetCaller(grpc::ServerContext* context, const v1::GetCallerRequest* request,
                         v1::GetCallerResponse* response) override;
  grpc::Status CreateToken(grpc::ServerContext* context, const v1::CreateTokenRequest* request,
                           v1::CreateTokenResponse* response) override;
  grpc::Status ListTokens(grpc::ServerContext* context, const v1::ListTokensRequest* request,
                          v1::ListTokensResponse* response) override;
  grpc::Status RevokeToken(grpc::ServerContext* context, const v1::RevokeTokenRequest* request,
                           v1::RevokeTokenResponse* response) override;
  grpc::Status CreateBackup(grpc::ServerContext* context, const v1::CreateBackupRequest* request,
                            v1::Backup* response) override;
  grpc::Status ListBackups(grpc::ServerContext* context, const v1::ListBackupsRequest* request,
                           v1::ListBackupsResponse* response) override;
  grpc::Status GetStatus(grpc::ServerContext* context, const v1::GetStatusRequest* request,
                         v1::GetStatusResponse* response) override;
  grpc::Status PublishEpoch(grpc::ServerContext* context, const v1::PublishEpochRequest* request,
                            v1::PublishEpochResponse* response) override;

 private:
  Calls& calls_;
  TokenSealer tokens_;
  const std::string backup_folder_;
  const absl::Time started_;
};

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_ADMIN_SERVICE_H_
