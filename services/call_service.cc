// One line for each method, but for MatchCall, which looks for the call first.
#include "services/call_service.h"

#include "services/call_matching.h"

namespace tashbik::services {
namespace {

constexpr char kService[] = "CallService";

}  // namespace

CallService::CallService(Calls& calls)
    : calls_(calls), resources_(calls.directory(), store::v1::KIND_CALL) {}

grpc::Status CallService::GetCall(grpc::ServerContext* context, const v1::GetCallRequest* request,
                                  v1::Call* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return resources_.Get(call, *request, *response);
  });
}

grpc::Status CallService::ListCalls(grpc::ServerContext* context,
                                    const v1::ListCallsRequest* request,
                                    v1::ListCallsResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return resources_.List(call, *request, *response);
  });
}

grpc::Status CallService::CreateCall(grpc::ServerContext* context,
                                     const v1::CreateCallRequest* request, v1::Call* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return resources_.Create(call, *request, *response);
  });
}

grpc::Status CallService::UpdateCall(grpc::ServerContext* context,
                                     const v1::UpdateCallRequest* request, v1::Call* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return resources_.Update(call, *request, *response);
  });
}

grpc::Status CallService::BatchUpsertCalls(grpc::ServerContext* context,
                                           const v1::BatchUpsertCallsRequest* request,
                                           v1::BatchUpsertCallsResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return resources_.BatchUpsert(call, *request, *response);
  });
}

grpc::Status CallService::DeleteCall(grpc::ServerContext* context,
                                     const v1::DeleteCallRequest* request, v1::Call* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return resources_.Delete(call, *request, *response);
  });
}

grpc::Status CallService::UndeleteCall(grpc::ServerContext* context,
                                       const v1::UndeleteCallRequest* request, v1::Call* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return resources_.Undelete(call, *request, *response);
  });
}

grpc::Status CallService::MatchCall(grpc::ServerContext* context,
                                    const v1::MatchCallRequest* request,
                                    v1::MatchCallResponse* response) {
  return calls_.Run(kService, *context, *request, *response,
                    [&](const CallContext& call) -> absl::StatusOr<v1::MatchCallResponse> {
                      v1::GetCallRequest get;
                      get.set_name(request->name());
                      v1::Call asked;
                      const absl::Status status = resources_.Get(call, get, asked);
                      if (!status.ok()) return status;
                      return services::MatchCall(call, calls_.directory().keys(), asked, *request);
                    });
}

}  // namespace tashbik::services
