// HubService: hubs, their members and circles.
#ifndef TASHBIK_SERVICES_HUB_SERVICE_H_
#define TASHBIK_SERVICES_HUB_SERVICE_H_

#include "services/call.h"
#include "services/resources.h"
#include "tashbik/v1/hub.grpc.pb.h"

namespace tashbik::services {

// Every method runs in the call wrapper and is answered by Resources.
class HubService final : public v1::HubService::Service {
 public:
  explicit HubService(Calls& calls);

  grpc::Status GetHub(grpc::ServerContext* context, const v1::GetHubRequest* request,
                      v1::Hub* response) override;
  grpc::Status BatchGetHubs(grpc::ServerContext* context, const v1::BatchGetHubsRequest* request,
                            v1::BatchGetHubsResponse* response) override;
  grpc::Status LookupHub(grpc::ServerContext* context, const v1::LookupHubRequest* request,
                         v1::Hub* response) override;
  grpc::Status ListHubs(grpc::ServerContext* context, const v1::ListHubsRequest* request,
                        v1::ListHubsResponse* response) override;
  grpc::Status CreateHub(grpc::ServerContext* context, const v1::CreateHubRequest* request,
                         v1::Hub* response) override;
  grpc::Status BatchCreateHubs(grpc::ServerContext* context,
                               const v1::BatchCreateHubsRequest* request,
                               v1::BatchCreateHubsResponse* response) override;
  grpc::Status UpdateHub(grpc::ServerContext* context, const v1::UpdateHubRequest* request,
                         v1::Hub* response) override;
  grpc::Status BatchUpsertHubs(grpc::ServerContext* context,
                               const v1::BatchUpsertHubsRequest* request,
                               v1::BatchUpsertHubsResponse* response) override;
  grpc::Status DeleteHub(grpc::ServerContext* context, const v1::DeleteHubRequest* request,
                         v1::Hub* response) override;
  grpc::Status UndeleteHub(grpc::ServerContext* context, const v1::UndeleteHubRequest* request,
                           v1::Hub* response) override;
  grpc::Status GetHubMember(grpc::ServerContext* context, const v1::GetHubMemberRequest* request,
                            v1::HubMember* response) override;
  grpc::Status ListHubMembers(grpc::ServerContext* context,
                              const v1::ListHubMembersRequest* request,
                              v1::ListHubMembersResponse* response) override;
  grpc::Status CreateHubMember(grpc::ServerContext* context,
                               const v1::CreateHubMemberRequest* request,
                               v1::HubMember* response) override;
  grpc::Status UpdateHubMember(grpc::ServerContext* context,
                               const v1::UpdateHubMemberRequest* request,
                               v1::HubMember* response) override;
  grpc::Status DeleteHubMember(grpc::ServerContext* context,
                               const v1::DeleteHubMemberRequest* request,
                               v1::HubMember* response) override;
  grpc::Status BatchUpsertHubMembers(grpc::ServerContext* context,
                                     const v1::BatchUpsertHubMembersRequest* request,
                                     v1::BatchUpsertHubMembersResponse* response) override;
  grpc::Status GetCircle(grpc::ServerContext* context, const v1::GetCircleRequest* request,
                         v1::Circle* response) override;
  grpc::Status ListCircles(grpc::ServerContext* context, const v1::ListCirclesRequest* request,
                           v1::ListCirclesResponse* response) override;
  grpc::Status CreateCircle(grpc::ServerContext* context, const v1::CreateCircleRequest* request,
                            v1::Circle* response) override;
  grpc::Status UpdateCircle(grpc::ServerContext* context, const v1::UpdateCircleRequest* request,
                            v1::Circle* response) override;
  grpc::Status DeleteCircle(grpc::ServerContext* context, const v1::DeleteCircleRequest* request,
                            v1::Circle* response) override;

 private:
  Calls& calls_;
  const Resources hubs_;
  const Resources members_;
  const Resources circles_;
};

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_HUB_SERVICE_H_
