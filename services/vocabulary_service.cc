// One line for each method.
#include "services/vocabulary_service.h"

#include "services/theme_proposals.h"
#include "services/theme_revisions.h"
#include "services/vocabulary_requests.h"

namespace tashbik::services {
namespace {

constexpr char kService[] = "VocabularyService";

}  // namespace

grpc::Status VocabularyService::ProposeTheme(grpc::ServerContext* context,
                                             const v1::ProposeThemeRequest* request,
                                             v1::ThemeProposal* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return services::ProposeTheme(calls_.directory(), call, *request);
  });
}

grpc::Status VocabularyService::ListThemeProposals(grpc::ServerContext* context,
                                                   const v1::ListThemeProposalsRequest* request,
                                                   v1::ListThemeProposalsResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return services::ListThemeProposals(call, tokens_, *request, *response);
  });
}

grpc::Status VocabularyService::AcceptThemeProposal(grpc::ServerContext* context,
                                                    const v1::AcceptThemeProposalRequest* request,
                                                    v1::ThemeProposal* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return services::AcceptThemeProposal(calls_.directory(), call, *request);
  });
}

grpc::Status VocabularyService::RefuseThemeProposal(grpc::ServerContext* context,
                                                    const v1::RefuseThemeProposalRequest* request,
                                                    v1::ThemeProposal* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return services::RefuseThemeProposal(calls_.directory(), call, *request);
  });
}

grpc::Status VocabularyService::MergeThemes(grpc::ServerContext* context,
                                            const v1::MergeThemesRequest* request,
                                            v1::Theme* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return services::MergeThemes(calls_.directory(), call, *request);
  });
}

grpc::Status VocabularyService::DeprecateTheme(grpc::ServerContext* context,
                                               const v1::DeprecateThemeRequest* request,
                                               v1::Theme* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return services::DeprecateTheme(calls_.directory(), call, *request);
  });
}

grpc::Status VocabularyService::ListThemeRevisions(grpc::ServerContext* context,
                                                   const v1::ListThemeRevisionsRequest* request,
                                                   v1::ListThemeRevisionsResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return services::ListThemeRevisions(call, tokens_, *request, *response);
  });
}

}  // namespace tashbik::services
