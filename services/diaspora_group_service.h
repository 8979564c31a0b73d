// DiasporaGroupService: people from somewhere who live elsewhere.
#ifndef TASHBIK_SERVICES_DIASPORA_GROUP_SERVICE_H_
#define TASHBIK_SERVICES_DIASPORA_GROUP_SERVICE_H_

#include "services/call.h"
#include "services/resources.h"
#include "tashbik/v1/diaspora_group.grpc.pb.h"

namespace tashbik::services {

// Every method runs in the call wrapper and is answered by Resources.
class DiasporaGroupService final : public v1::DiasporaGroupService::Service {
 public:
  explicit DiasporaGroupService(Calls& calls);

  grpc::Status GetDiasporaGroup(grpc::ServerContext* context,
                                const v1::GetDiasporaGroupRequest* request,
                                v1::DiasporaGroup* response) override;
  grpc::Status BatchGetDiasporaGroups(grpc::ServerContext* context,
                                      const v1::BatchGetDiasporaGroupsRequest* request,
                                      v1::BatchGetDiasporaGroupsResponse* response) override;
  grpc::Status LookupDiasporaGroup(grpc::ServerContext* context,
                                   const v1::LookupDiasporaGroupRequest* request,
                                   v1::DiasporaGroup* response) override;
  grpc::Status ListDiasporaGroups(grpc::ServerContext* context,
                                  const v1::ListDiasporaGroupsRequest* request,
                                  v1::ListDiasporaGroupsResponse* response) override;
  grpc::Status CreateDiasporaGroup(grpc::ServerContext* context,
                                   const v1::CreateDiasporaGroupRequest* request,
                                   v1::DiasporaGroup* response) override;
  grpc::Status BatchCreateDiasporaGroups(grpc::ServerContext* context,
                                         const v1::BatchCreateDiasporaGroupsRequest* request,
                                         v1::BatchCreateDiasporaGroupsResponse* response) override;
  grpc::Status UpdateDiasporaGroup(grpc::ServerContext* context,
                                   const v1::UpdateDiasporaGroupRequest* request,
                                   v1::DiasporaGroup* response) override;
  grpc::Status BatchUpsertDiasporaGroups(grpc::ServerContext* context,
                                         const v1::BatchUpsertDiasporaGroupsRequest* request,
                                         v1::BatchUpsertDiasporaGroupsResponse* response) override;
  grpc::Status DeleteDiasporaGroup(grpc::ServerContext* context,
                                   const v1::DeleteDiasporaGroupRequest* request,
                                   v1::DiasporaGroup* response) override;
  grpc::Status UndeleteDiasporaGroup(grpc::ServerContext* context,
                                     const v1::UndeleteDiasporaGroupRequest* request,
                                     v1::DiasporaGroup* response) override;

 private:
  Calls& calls_;
  const Resources diaspora_groups_;
};

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_DIASPORA_GROUP_SERVICE_H_
