// InsightService: the shape of the network that the caller sees.
#ifndef TASHBIK_SERVICES_INSIGHT_SERVICE_H_
#define TASHBIK_SERVICES_INSIGHT_SERVICE_H_

#include "services/call.h"
#include "services/insights.h"
#include "tashbik/v1/insight.grpc.pb.h"

namespace tashbik::services {

class InsightService final : public v1::InsightService::Service {
 public:
  explicit InsightService(Calls& calls);

  grpc::Status GetCoverage(grpc::ServerContext* context, const v1::GetCoverageRequest* request,
                           v1::GetCoverageResponse* response) override;
  grpc::Status ListUnmetNeeds(grpc::ServerContext* context,
                              const v1::ListUnmetNeedsRequest* request,
                              v1::ListUnmetNeedsResponse* response) override;
  grpc::Status ListIsolatedActors(grpc::ServerContext* context,
                                  const v1::ListIsolatedActorsRequest* request,
                                  v1::ListIsolatedActorsResponse* response) override;
  grpc::Status ListBrokers(grpc::ServerContext* context, const v1::ListBrokersRequest* request,
                           v1::ListBrokersResponse* response) override;
  grpc::Status GetStructure(grpc::ServerContext* context, const v1::GetStructureRequest* request,
                            v1::GetStructureResponse* response) override;
  grpc::Status ReadNetwork(grpc::ServerContext* context, const v1::ReadNetworkRequest* request,
                           grpc::ServerWriter<v1::ReadNetworkResponse>* writer) override;

 private:
  Calls& calls_;
  Insights insights_;
};

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_INSIGHT_SERVICE_H_
