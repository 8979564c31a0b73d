// IntroductionService: one line for each method.
#ifndef TASHBIK_SERVICES_INTRODUCTION_SERVICE_H_
#define TASHBIK_SERVICES_INTRODUCTION_SERVICE_H_

#include <utility>

#include "services/call.h"
#include "services/introduction_calls.h"
#include "tashbik/v1/introduction.grpc.pb.h"

namespace tashbik::services {

class IntroductionService final : public v1::IntroductionService::Service {
 public:
  // `calls` must outlive it; `tell` as in IntroductionCalls.
  explicit IntroductionService(Calls& calls, TellSomebody tell = nullptr)
      : calls_(calls), introductions_(calls.directory(), std::move(tell)) {}

  grpc::Status RequestIntroduction(grpc::ServerContext* context,
                                   const v1::RequestIntroductionRequest* request,
                                   v1::Introduction* response) override;
  grpc::Status BrokerIntroduction(grpc::ServerContext* context,
                                  const v1::BrokerIntroductionRequest* request,
                                  v1::Introduction* response) override;
  grpc::Status GetIntroduction(grpc::ServerContext* context,
                               const v1::GetIntroductionRequest* request,
                               v1::Introduction* response) override;
  grpc::Status ListIntroductions(grpc::ServerContext* context,
                                 const v1::ListIntroductionsRequest* request,
                                 v1::ListIntroductionsResponse* response) override;
  grpc::Status AcceptIntroduction(grpc::ServerContext* context,
                                  const v1::AcceptIntroductionRequest* request,
                                  v1::Introduction* response) override;
  grpc::Status DeclineIntroduction(grpc::ServerContext* context,
                                   const v1::DeclineIntroductionRequest* request,
                                   v1::Introduction* response) override;
  grpc::Status CloseIntroduction(grpc::ServerContext* context,
                                 const v1::CloseIntroductionRequest* request,
                                 v1::Introduction* response) override;
  grpc::Status RevokeIntroduction(grpc::ServerContext* context,
                                  const v1::RevokeIntroductionRequest* request,
                                  v1::Introduction* response) override;
  grpc::Status RecordCollaboration(grpc::ServerContext* context,
                                   const v1::RecordCollaborationRequest* request,
                                   v1::Introduction* response) override;
  grpc::Status GetIntroductionSettings(grpc::ServerContext* context,
                                       const v1::GetIntroductionSettingsRequest* request,
                                       v1::IntroductionSettings* response) override;
  grpc::Status UpdateIntroductionSettings(grpc::ServerContext* context,
                                          const v1::UpdateIntroductionSettingsRequest* request,
                                          v1::IntroductionSettings* response) override;

 private:
  Calls& calls_;
  IntroductionCalls introductions_;
};

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_INTRODUCTION_SERVICE_H_
