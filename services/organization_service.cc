// One line for each method.
#include "services/organization_service.h"

namespace tashbik::services {
namespace {

constexpr char kService[] = "OrganizationService";

}  // namespace

OrganizationService::OrganizationService(Calls& calls)
    : calls_(calls), organizations_(calls.directory(), store::v1::KIND_ORGANIZATION) {}

grpc::Status OrganizationService::GetOrganization(grpc::ServerContext* context,
                                                  const v1::GetOrganizationRequest* request,
                                                  v1::Organization* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return organizations_.Get(call, *request, *response);
  });
}

grpc::Status OrganizationService::BatchGetOrganizations(
    grpc::ServerContext* context, const v1::BatchGetOrganizationsRequest* request,
    v1::BatchGetOrganizationsResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return organizations_.BatchGet(call, *request, *response);
  });
}

grpc::Status OrganizationService::LookupOrganization(grpc::ServerContext* context,
                                                     const v1::LookupOrganizationRequest* request,
                                                     v1::Organization* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return organizations_.Lookup(call, *request, *response);
  });
}

grpc::Status OrganizationService::ListOrganizations(grpc::ServerContext* context,
                                                    const v1::ListOrganizationsRequest* request,
                                                    v1::ListOrganizationsResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return organizations_.List(call, *request, *response);
  });
}

grpc::Status OrganizationService::CreateOrganization(grpc::ServerContext* context,
                                                     const v1::CreateOrganizationRequest* request,
                                                     v1::Organization* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return organizations_.Create(call, *request, *response);
  });
}

grpc::Status OrganizationService::BatchCreateOrganizations(
    grpc::ServerContext* context, const v1::BatchCreateOrganizationsRequest* request,
    v1::BatchCreateOrganizationsResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return organizations_.BatchCreate(call, *request, *response);
  });
}

grpc::Status OrganizationService::UpdateOrganization(grpc::ServerContext* context,
                                                     const v1::UpdateOrganizationRequest* request,
                                                     v1::Organization* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return organizations_.Update(call, *request, *response);
  });
}

grpc::Status OrganizationService::BatchUpsertOrganizations(
    grpc::ServerContext* context, const v1::BatchUpsertOrganizationsRequest* request,
    v1::BatchUpsertOrganizationsResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return organizations_.BatchUpsert(call, *request, *response);
  });
}

grpc::Status OrganizationService::DeleteOrganization(grpc::ServerContext* context,
                                                     const v1::DeleteOrganizationRequest* request,
                                                     v1::Organization* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return organizations_.Delete(call, *request, *response);
  });
}

grpc::Status OrganizationService::UndeleteOrganization(
    grpc::ServerContext* context, const v1::UndeleteOrganizationRequest* request,
    v1::Organization* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return organizations_.Undelete(call, *request, *response);
  });
}

}  // namespace tashbik::services
