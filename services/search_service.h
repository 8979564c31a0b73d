// SearchService: words to actors and themes, ids of other systems to names.
#ifndef TASHBIK_SERVICES_SEARCH_SERVICE_H_
#define TASHBIK_SERVICES_SEARCH_SERVICE_H_

#include "services/call.h"
#include "services/page_token.h"
#include "tashbik/v1/search.grpc.pb.h"

namespace tashbik::services {

class SearchService final : public v1::SearchService::Service {
 public:
  explicit SearchService(Calls& calls)
      : calls_(calls), tokens_(calls.directory().keys().page_token) {}

  grpc::Status Search(grpc::ServerContext* context, const v1::SearchRequest* request,
                      v1::SearchResponse* response) override;
  grpc::Status SearchThemes(grpc::ServerContext* context, const v1::SearchThemesRequest* request,
                            v1::SearchThemesResponse* response) override;
  grpc::Status ResolveActor(grpc::ServerContext* context, const v1::ResolveActorRequest* request,
                            v1::ResolveActorResponse* response) override;
  grpc::Status ResolveExternalIds(grpc::ServerContext* context,
                                  const v1::ResolveExternalIdsRequest* request,
                                  v1::ResolveExternalIdsResponse* response) override;

 private:
  Calls& calls_;
  TokenSealer tokens_;
};

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_SEARCH_SERVICE_H_
