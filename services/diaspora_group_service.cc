// One line for each method.
#include "services/diaspora_group_service.h"

namespace tashbik::services {
namespace {

constexpr char kService[] = "DiasporaGroupService";

}  // namespace

DiasporaGroupService::DiasporaGroupService(Calls& calls)
    : calls_(calls), diaspora_groups_(calls.directory(), store::v1::KIND_DIASPORA_GROUP) {}

grpc::Status DiasporaGroupService::GetDiasporaGroup(grpc::ServerContext* context,
                                                    const v1::GetDiasporaGroupRequest* request,
                                                    v1::DiasporaGroup* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return diaspora_groups_.Get(call, *request, *response);
  });
}

grpc::Status DiasporaGroupService::BatchGetDiasporaGroups(
    grpc::ServerContext* context, const v1::BatchGetDiasporaGroupsRequest* request,
    v1::BatchGetDiasporaGroupsResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return diaspora_groups_.BatchGet(call, *request, *response);
  });
}

grpc::Status DiasporaGroupService::LookupDiasporaGroup(
    grpc::ServerContext* context, const v1::LookupDiasporaGroupRequest* request,
    v1::DiasporaGroup* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return diaspora_groups_.Lookup(call, *request, *response);
  });
}

grpc::Status DiasporaGroupService::ListDiasporaGroups(grpc::ServerContext* context,
                                                      const v1::ListDiasporaGroupsRequest* request,
                                                      v1::ListDiasporaGroupsResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return diaspora_groups_.List(call, *request, *response);
  });
}

grpc::Status DiasporaGroupService::CreateDiasporaGroup(
    grpc::ServerContext* context, const v1::CreateDiasporaGroupRequest* request,
    v1::DiasporaGroup* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return diaspora_groups_.Create(call, *request, *response);
  });
}

grpc::Status DiasporaGroupService::BatchCreateDiasporaGroups(
    grpc::ServerContext* context, const v1::BatchCreateDiasporaGroupsRequest* request,
    v1::BatchCreateDiasporaGroupsResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return diaspora_groups_.BatchCreate(call, *request, *response);
  });
}

grpc::Status DiasporaGroupService::UpdateDiasporaGroup(
    grpc::ServerContext* context, const v1::UpdateDiasporaGroupRequest* request,
    v1::DiasporaGroup* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return diaspora_groups_.Update(call, *request, *response);
  });
}

grpc::Status DiasporaGroupService::BatchUpsertDiasporaGroups(
    grpc::ServerContext* context, const v1::BatchUpsertDiasporaGroupsRequest* request,
    v1::BatchUpsertDiasporaGroupsResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return diaspora_groups_.BatchUpsert(call, *request, *response);
  });
}

grpc::Status DiasporaGroupService::DeleteDiasporaGroup(
    grpc::ServerContext* context, const v1::DeleteDiasporaGroupRequest* request,
    v1::DiasporaGroup* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return diaspora_groups_.Delete(call, *request, *response);
  });
}

grpc::Status DiasporaGroupService::UndeleteDiasporaGroup(
    grpc::ServerContext* context, const v1::UndeleteDiasporaGroupRequest* request,
    v1::DiasporaGroup* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return diaspora_groups_.Undelete(call, *request, *response);
  });
}

}  // namespace tashbik::services
