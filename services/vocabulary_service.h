// VocabularyService: care of the vocabulary.
#ifndef TASHBIK_SERVICES_VOCABULARY_SERVICE_H_
#define TASHBIK_SERVICES_VOCABULARY_SERVICE_H_

#include "services/call.h"
#include "services/page_token.h"
#include "tashbik/v1/vocabulary.grpc.pb.h"

namespace tashbik::services {

// Every method runs in the call wrapper and is answered by vocabulary_requests, theme_proposals or
// theme_revisions.
class VocabularyService final : public v1::VocabularyService::Service {
 public:
  explicit VocabularyService(Calls& calls)
      : calls_(calls), tokens_(calls.directory().keys().page_token) {}

  grpc::Status ProposeTheme(grpc::ServerContext* context, const v1::ProposeThemeRequest* request,
                            v1::ThemeProposal* response) override;
  grpc::Status ListThemeProposals(grpc::ServerContext* context,
                                  const v1::ListThemeProposalsRequest* request,
                                  v1::ListThemeProposalsResponse* response) override;
  grpc::Status AcceptThemeProposal(grpc::ServerContext* context,
                                   const v1::AcceptThemeProposalRequest* request,
                                   v1::ThemeProposal* response) override;
  grpc::Status RefuseThemeProposal(grpc::ServerContext* context,
                                   const v1::RefuseThemeProposalRequest* request,
                                   v1::ThemeProposal* response) override;
  grpc::Status MergeThemes(grpc::ServerContext* context, const v1::MergeThemesRequest* request,
                           v1::Theme* response) override;
  grpc::Status DeprecateTheme(grpc::ServerContext* context,
                              const v1::DeprecateThemeRequest* request,
                              v1::Theme* response) override;
  grpc::Status ListThemeRevisions(grpc::ServerContext* context,
                                  const v1::ListThemeRevisionsRequest* request,
                                  v1::ListThemeRevisionsResponse* response) override;

 private:
  Calls& calls_;
  const TokenSealer tokens_;
};

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_VOCABULARY_SERVICE_H_
