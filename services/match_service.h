// MatchService: partners, explanations, paths and teams, from the network alone.
#ifndef TASHBIK_SERVICES_MATCH_SERVICE_H_
#define TASHBIK_SERVICES_MATCH_SERVICE_H_

#include "graph/parallel.h"
#include "services/call.h"
#include "tashbik/v1/match.grpc.pb.h"

namespace tashbik::services {

class MatchService final : public v1::MatchService::Service {
 public:
  explicit MatchService(Calls& calls);

  grpc::Status SuggestPartners(grpc::ServerContext* context,
                               const v1::SuggestPartnersRequest* request,
                               v1::SuggestPartnersResponse* response) override;
  grpc::Status ExplainPartner(grpc::ServerContext* context,
                              const v1::ExplainPartnerRequest* request,
                              v1::ExplainPartnerResponse* response) override;
  grpc::Status FindPaths(grpc::ServerContext* context, const v1::FindPathsRequest* request,
                         v1::FindPathsResponse* response) override;
  grpc::Status ComposeCoalition(grpc::ServerContext* context,
                                const v1::ComposeCoalitionRequest* request,
                                v1::ComposeCoalitionResponse* response) override;

 private:
  Calls& calls_;
  const graph::Parallel parallel_;  // among the cores of the machine
};

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_MATCH_SERVICE_H_
