// Reads the request and calls; introduction_calls.h does the rest.
#include "services/introduction_service.h"

namespace tashbik::services {

grpc::Status IntroductionService::RequestIntroduction(grpc::ServerContext* context,
                                                      const v1::RequestIntroductionRequest* request,
                                                      v1::Introduction* response) {
  return calls_.Run(
      "IntroductionService", *context, *request, *response,
      [&](const CallContext& call) { return introductions_.Request(call, *request); });
}

grpc::Status IntroductionService::BrokerIntroduction(grpc::ServerContext* context,
                                                     const v1::BrokerIntroductionRequest* request,
                                                     v1::Introduction* response) {
  return calls_.Run("IntroductionService", *context, *request, *response,
                    [&](const CallContext& call) { return introductions_.Broker(call, *request); });
}

grpc::Status IntroductionService::GetIntroduction(grpc::ServerContext* context,
                                                  const v1::GetIntroductionRequest* request,
                                                  v1::Introduction* response) {
  return calls_.Run("IntroductionService", *context, *request, *response,
                    [&](const CallContext& call) { return introductions_.Get(call, *request); });
}

grpc::Status IntroductionService::ListIntroductions(grpc::ServerContext* context,
                                                    const v1::ListIntroductionsRequest* request,
                                                    v1::ListIntroductionsResponse* response) {
  return calls_.Run("IntroductionService", *context, *request, *response,
                    [&](const CallContext& call) { return introductions_.List(call, *request); });
}

grpc::Status IntroductionService::AcceptIntroduction(grpc::ServerContext* context,
                                                     const v1::AcceptIntroductionRequest* request,
                                                     v1::Introduction* response) {
  return calls_.Run("IntroductionService", *context, *request, *response,
                    [&](const CallContext& call) { return introductions_.Accept(call, *request); });
}

grpc::Status IntroductionService::DeclineIntroduction(grpc::ServerContext* context,
                                                      const v1::DeclineIntroductionRequest* request,
                                                      v1::Introduction* response) {
  return calls_.Run(
      "IntroductionService", *context, *request, *response,
      [&](const CallContext& call) { return introductions_.Decline(call, *request); });
}

grpc::Status IntroductionService::CloseIntroduction(grpc::ServerContext* context,
                                                    const v1::CloseIntroductionRequest* request,
                                                    v1::Introduction* response) {
  return calls_.Run("IntroductionService", *context, *request, *response,
                    [&](const CallContext& call) { return introductions_.Close(call, *request); });
}

grpc::Status IntroductionService::RevokeIntroduction(grpc::ServerContext* context,
                                                     const v1::RevokeIntroductionRequest* request,
                                                     v1::Introduction* response) {
  return calls_.Run("IntroductionService", *context, *request, *response,
                    [&](const CallContext& call) { return introductions_.Revoke(call, *request); });
}

grpc::Status IntroductionService::RecordCollaboration(grpc::ServerContext* context,
                                                      const v1::RecordCollaborationRequest* request,
                                                      v1::Introduction* response) {
  return calls_.Run(
      "IntroductionService", *context, *request, *response,
      [&](const CallContext& call) { return introductions_.RecordCollaboration(call, *request); });
}

grpc::Status IntroductionService::GetIntroductionSettings(
    grpc::ServerContext* context, const v1::GetIntroductionSettingsRequest* request,
    v1::IntroductionSettings* response) {
  return calls_.Run(
      "IntroductionService", *context, *request, *response,
      [&](const CallContext& call) { return introductions_.GetSettings(call, *request); });
}

grpc::Status IntroductionService::UpdateIntroductionSettings(
    grpc::ServerContext* context, const v1::UpdateIntroductionSettingsRequest* request,
    v1::IntroductionSettings* response) {
  return calls_.Run(
      "IntroductionService", *context, *request, *response,
      [&](const CallContext& call) { return introductions_.UpdateSettings(call, *request); });
}

}  // namespace tashbik::services
