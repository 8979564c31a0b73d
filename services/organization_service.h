// OrganizationService: the civil society actors.
#ifndef TASHBIK_SERVICES_ORGANIZATION_SERVICE_H_
#define TASHBIK_SERVICES_ORGANIZATION_SERVICE_H_

#include "services/call.h"
#include "services/resources.h"
#include "tashbik/v1/organization.grpc.pb.h"

namespace tashbik::services {

// Every method runs in the call wrapper and is answered by Resources.
class OrganizationService final : public v1::OrganizationService::Service {
 public:
  explicit OrganizationService(Calls& calls);

  grpc::Status GetOrganization(grpc::ServerContext* context,
                               const v1::GetOrganizationRequest* request,
                               v1::Organization* response) override;
  grpc::Status BatchGetOrganizations(grpc::ServerContext* context,
                                     const v1::BatchGetOrganizationsRequest* request,
                                     v1::BatchGetOrganizationsResponse* response) override;
  grpc::Status LookupOrganization(grpc::ServerContext* context,
                                  const v1::LookupOrganizationRequest* request,
                                  v1::Organization* response) override;
  grpc::Status ListOrganizations(grpc::ServerContext* context,
                                 const v1::ListOrganizationsRequest* request,
                                 v1::ListOrganizationsResponse* response) override;
  grpc::Status CreateOrganization(grpc::ServerContext* context,
                                  const v1::CreateOrganizationRequest* request,
                                  v1::Organization* response) override;
  grpc::Status BatchCreateOrganizations(grpc::ServerContext* context,
                                        const v1::BatchCreateOrganizationsRequest* request,
                                        v1::BatchCreateOrganizationsResponse* response) override;
  grpc::Status UpdateOrganization(grpc::ServerContext* context,
                                  const v1::UpdateOrganizationRequest* request,
                                  v1::Organization* response) override;
  grpc::Status BatchUpsertOrganizations(grpc::ServerContext* context,
                                        const v1::BatchUpsertOrganizationsRequest* request,
                                        v1::BatchUpsertOrganizationsResponse* response) override;
  grpc::Status DeleteOrganization(grpc::ServerContext* context,
                                  const v1::DeleteOrganizationRequest* request,
                                  v1::Organization* response) override;
  grpc::Status UndeleteOrganization(grpc::ServerContext* context,
                                    const v1::UndeleteOrganizationRequest* request,
                                    v1::Organization* response) override;

 private:
  Calls& calls_;
  const Resources organizations_;
};

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_ORGANIZATION_SERVICE_H_
