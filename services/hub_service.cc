// One line for each method.
#include "services/hub_service.h"

namespace tashbik::services {
namespace {

constexpr char kService[] = "HubService";

}  // namespace

HubService::HubService(Calls& calls)
    : calls_(calls),
      hubs_(calls.directory(), store::v1::KIND_HUB),
      members_(calls.directory(), store::v1::KIND_HUB_MEMBER),
      circles_(calls.directory(), store::v1::KIND_CIRCLE) {}

grpc::Status HubService::GetHub(grpc::ServerContext* context, const v1::GetHubRequest* request,
                                v1::Hub* response) {
  return calls_.Run(kService, *context, *request, *response,
                    [&](const CallContext& call) { return hubs_.Get(call, *request, *response); });
}

grpc::Status HubService::BatchGetHubs(grpc::ServerContext* context,
                                      const v1::BatchGetHubsRequest* request,
                                      v1::BatchGetHubsResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return hubs_.BatchGet(call, *request, *response);
  });
}

grpc::Status HubService::LookupHub(grpc::ServerContext* context,
                                   const v1::LookupHubRequest* request, v1::Hub* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return hubs_.Lookup(call, *request, *response);
  });
}

grpc::Status HubService::ListHubs(grpc::ServerContext* context, const v1::ListHubsRequest* request,
                                  v1::ListHubsResponse* response) {
  return calls_.Run(kService, *context, *request, *response,
                    [&](const CallContext& call) { return hubs_.List(call, *request, *response); });
}

grpc::Status HubService::CreateHub(grpc::ServerContext* context,
                                   const v1::CreateHubRequest* request, v1::Hub* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return hubs_.Create(call, *request, *response);
  });
}

grpc::Status HubService::BatchCreateHubs(grpc::ServerContext* context,
                                         const v1::BatchCreateHubsRequest* request,
                                         v1::BatchCreateHubsResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return hubs_.BatchCreate(call, *request, *response);
  });
}

grpc::Status HubService::UpdateHub(grpc::ServerContext* context,
                                   const v1::UpdateHubRequest* request, v1::Hub* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return hubs_.Update(call, *request, *response);
  });
}

grpc::Status HubService::BatchUpsertHubs(grpc::ServerContext* context,
                                         const v1::BatchUpsertHubsRequest* request,
                                         v1::BatchUpsertHubsResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return hubs_.BatchUpsert(call, *request, *response);
  });
}

grpc::Status HubService::DeleteHub(grpc::ServerContext* context,
                                   const v1::DeleteHubRequest* request, v1::Hub* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return hubs_.Delete(call, *request, *response);
  });
}

grpc::Status HubService::UndeleteHub(grpc::ServerContext* context,
                                     const v1::UndeleteHubRequest* request, v1::Hub* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return hubs_.Undelete(call, *request, *response);
  });
}

grpc::Status HubService::GetHubMember(grpc::ServerContext* context,
                                      const v1::GetHubMemberRequest* request,
                                      v1::HubMember* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return members_.Get(call, *request, *response);
  });
}

grpc::Status HubService::ListHubMembers(grpc::ServerContext* context,
                                        const v1::ListHubMembersRequest* request,
                                        v1::ListHubMembersResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return members_.List(call, *request, *response);
  });
}

grpc::Status HubService::CreateHubMember(grpc::ServerContext* context,
                                         const v1::CreateHubMemberRequest* request,
                                         v1::HubMember* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return members_.Create(call, *request, *response);
  });
}

grpc::Status HubService::UpdateHubMember(grpc::ServerContext* context,
                                         const v1::UpdateHubMemberRequest* request,
                                         v1::HubMember* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return members_.Update(call, *request, *response);
  });
}

grpc::Status HubService::DeleteHubMember(grpc::ServerContext* context,
                                         const v1::DeleteHubMemberRequest* request,
                                         v1::HubMember* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return members_.Delete(call, *request, *response);
  });
}

grpc::Status HubService::BatchUpsertHubMembers(grpc::ServerContext* context,
                                               const v1::BatchUpsertHubMembersRequest* request,
                                               v1::BatchUpsertHubMembersResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return members_.BatchUpsert(call, *request, *response);
  });
}

grpc::Status HubService::GetCircle(grpc::ServerContext* context,
                                   const v1::GetCircleRequest* request, v1::Circle* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return circles_.Get(call, *request, *response);
  });
}

grpc::Status HubService::ListCircles(grpc::ServerContext* context,
                                     const v1::ListCirclesRequest* request,
                                     v1::ListCirclesResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return circles_.List(call, *request, *response);
  });
}

grpc::Status HubService::CreateCircle(grpc::ServerContext* context,
                                      const v1::CreateCircleRequest* request,
                                      v1::Circle* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return circles_.Create(call, *request, *response);
  });
}

grpc::Status HubService::UpdateCircle(grpc::ServerContext* context,
                                      const v1::UpdateCircleRequest* request,
                                      v1::Circle* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return circles_.Update(call, *request, *response);
  });
}

grpc::Status HubService::DeleteCircle(grpc::ServerContext* context,
                                      const v1::DeleteCircleRequest* request,
                                      v1::Circle* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return circles_.Delete(call, *request, *response);
  });
}

}  // namespace tashbik::services
