// CoalitionService: coalitions and their members.
#ifndef TASHBIK_SERVICES_COALITION_SERVICE_H_
#define TASHBIK_SERVICES_COALITION_SERVICE_H_

#include "services/call.h"
#include "services/check_ins.h"
#include "services/resources.h"
#include "tashbik/v1/coalition.grpc.pb.h"

namespace tashbik::services {

// Every method runs in the call wrapper and is answered by Resources, or by check_ins.h.
class CoalitionService final : public v1::CoalitionService::Service {
 public:
  explicit CoalitionService(Calls& calls);

  grpc::Status GetCoalition(grpc::ServerContext* context, const v1::GetCoalitionRequest* request,
                            v1::Coalition* response) override;
  grpc::Status BatchGetCoalitions(grpc::ServerContext* context,
                                  const v1::BatchGetCoalitionsRequest* request,
                                  v1::BatchGetCoalitionsResponse* response) override;
  grpc::Status LookupCoalition(grpc::ServerContext* context,
                               const v1::LookupCoalitionRequest* request,
                               v1::Coalition* response) override;
  grpc::Status ListCoalitions(grpc::ServerContext* context,
                              const v1::ListCoalitionsRequest* request,
                              v1::ListCoalitionsResponse* response) override;
  grpc::Status CreateCoalition(grpc::ServerContext* context,
                               const v1::CreateCoalitionRequest* request,
                               v1::Coalition* response) override;
  grpc::Status BatchCreateCoalitions(grpc::ServerContext* context,
                                     const v1::BatchCreateCoalitionsRequest* request,
                                     v1::BatchCreateCoalitionsResponse* response) override;
  grpc::Status UpdateCoalition(grpc::ServerContext* context,
                               const v1::UpdateCoalitionRequest* request,
                               v1::Coalition* response) override;
  grpc::Status BatchUpsertCoalitions(grpc::ServerContext* context,
                                     const v1::BatchUpsertCoalitionsRequest* request,
                                     v1::BatchUpsertCoalitionsResponse* response) override;
  grpc::Status DeleteCoalition(grpc::ServerContext* context,
                               const v1::DeleteCoalitionRequest* request,
                               v1::Coalition* response) override;
  grpc::Status UndeleteCoalition(grpc::ServerContext* context,
                                 const v1::UndeleteCoalitionRequest* request,
                                 v1::Coalition* response) override;
  grpc::Status CheckInCoalition(grpc::ServerContext* context,
                                const v1::CheckInCoalitionRequest* request,
                                v1::Coalition* response) override;
  grpc::Status ListCheckIns(grpc::ServerContext* context, const v1::ListCheckInsRequest* request,
                            v1::ListCheckInsResponse* response) override;
  grpc::Status ListSilentCoalitions(grpc::ServerContext* context,
                                    const v1::ListSilentCoalitionsRequest* request,
                                    v1::ListSilentCoalitionsResponse* response) override;
  grpc::Status GetCoalitionMember(grpc::ServerContext* context,
                                  const v1::GetCoalitionMemberRequest* request,
                                  v1::CoalitionMember* response) override;
  grpc::Status ListCoalitionMembers(grpc::ServerContext* context,
                                    const v1::ListCoalitionMembersRequest* request,
                                    v1::ListCoalitionMembersResponse* response) override;
  grpc::Status CreateCoalitionMember(grpc::ServerContext* context,
                                     const v1::CreateCoalitionMemberRequest* request,
                                     v1::CoalitionMember* response) override;
  grpc::Status UpdateCoalitionMember(grpc::ServerContext* context,
                                     const v1::UpdateCoalitionMemberRequest* request,
                                     v1::CoalitionMember* response) override;
  grpc::Status DeleteCoalitionMember(grpc::ServerContext* context,
                                     const v1::DeleteCoalitionMemberRequest* request,
                                     v1::CoalitionMember* response) override;
  grpc::Status BatchUpsertCoalitionMembers(
      grpc::ServerContext* context, const v1::BatchUpsertCoalitionMembersRequest* request,
      v1::BatchUpsertCoalitionMembersResponse* response) override;

 private:
  Calls& calls_;
  const Resources coalitions_;
  const Resources members_;
  const CheckInCalls check_ins_;
};

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_COALITION_SERVICE_H_
