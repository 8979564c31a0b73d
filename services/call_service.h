// CallService: calls for proposals.
#ifndef TASHBIK_SERVICES_CALL_SERVICE_H_
#define TASHBIK_SERVICES_CALL_SERVICE_H_

#include "services/call.h"
#include "services/resources.h"
#include "tashbik/v1/call.grpc.pb.h"

namespace tashbik::services {

// Every method runs in the call wrapper and is answered by Resources.
class CallService final : public v1::CallService::Service {
 public:
  explicit CallService(Calls& calls);

  grpc::Status GetCall(grpc::ServerContext* context, const v1::GetCallRequest* request,
                       v1::Call* response) override;
  grpc::Status ListCalls(grpc::ServerContext* context, const v1::ListCallsRequest* request,
                         v1::ListCallsResponse* response) override;
  grpc::Status CreateCall(grpc::ServerContext* context, const v1::CreateCallRequest* request,
                          v1::Call* response) override;
  grpc::Status UpdateCall(grpc::ServerContext* context, const v1::UpdateCallRequest* request,
                          v1::Call* response) override;
  grpc::Status BatchUpsertCalls(grpc::ServerContext* context,
                                const v1::BatchUpsertCallsRequest* request,
                                v1::BatchUpsertCallsResponse* response) override;
  grpc::Status DeleteCall(grpc::ServerContext* context, const v1::DeleteCallRequest* request,
                          v1::Call* response) override;
  grpc::Status UndeleteCall(grpc::ServerContext* context, const v1::UndeleteCallRequest* request,
                            v1::Call* response) override;

 private:
  Calls& calls_;
  const Resources resources_;
};

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_CALL_SERVICE_H_
