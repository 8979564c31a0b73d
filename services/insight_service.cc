// Each handler: ask Insights.
#include "services/insight_service.h"

#include <thread>

#include "services/threads.h"

namespace tashbik::services {

InsightService::InsightService(Calls& calls)
    : calls_(calls),
      insights_(calls.directory(),
                OnSpareCores(static_cast<int>(std::thread::hardware_concurrency()))) {}

grpc::Status InsightService::GetCoverage(grpc::ServerContext* context,
                                         const v1::GetCoverageRequest* request,
                                         v1::GetCoverageResponse* response) {
  return calls_.Run("InsightService", *context, *request, *response,
                    [&](const CallContext& call) { return insights_.Coverage(call, *request); });
}

grpc::Status InsightService::ListUnmetNeeds(grpc::ServerContext* context,
                                            const v1::ListUnmetNeedsRequest* request,
                                            v1::ListUnmetNeedsResponse* response) {
  return calls_.Run("InsightService", *context, *request, *response,
                    [&](const CallContext& call) { return insights_.UnmetNeeds(call, *request); });
}

grpc::Status InsightService::ListIsolatedActors(grpc::ServerContext* context,
                                                const v1::ListIsolatedActorsRequest* request,
                                                v1::ListIsolatedActorsResponse* response) {
  return calls_.Run("InsightService", *context, *request, *response,
                    [&](const CallContext& call) { return insights_.Isolated(call, *request); });
}

grpc::Status InsightService::ListBrokers(grpc::ServerContext* context,
                                         const v1::ListBrokersRequest* request,
                                         v1::ListBrokersResponse* response) {
  return calls_.Run("InsightService", *context, *request, *response,
                    [&](const CallContext& call) { return insights_.Brokers(call, *request); });
}

grpc::Status InsightService::GetStructure(grpc::ServerContext* context,
                                          const v1::GetStructureRequest* request,
                                          v1::GetStructureResponse* response) {
  return calls_.Run("InsightService", *context, *request, *response,
                    [&](const CallContext& call) { return insights_.Structure(call, *request); });
}

grpc::Status InsightService::ReadNetwork(grpc::ServerContext* context,
                                         const v1::ReadNetworkRequest* request,
                                         grpc::ServerWriter<v1::ReadNetworkResponse>* writer) {
  return calls_.Stream(
      "InsightService", *context, *request, *writer,
      [&](const CallContext& call, StreamWriter<v1::ReadNetworkResponse>& counted) {
        return insights_.ReadNetwork(call, *request, [&](const v1::ReadNetworkResponse& part) {
          return counted.Write(*call.snapshot, call.viewer, part);
        });
      });
}

}  // namespace tashbik::services
