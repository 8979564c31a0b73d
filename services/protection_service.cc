// One plan for each write.
#include "services/protection_service.h"

#include "services/protection.h"
#include "services/requests.h"

namespace tashbik::services {
namespace {

constexpr char kService[] = "ProtectionService";

}  // namespace

grpc::Status ProtectionService::PreviewActor(grpc::ServerContext* context,
                                             const v1::PreviewActorRequest* request,
                                             v1::PreviewActorResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return services::PreviewActor(call, *request);
  });
}

grpc::Status ProtectionService::HideActor(grpc::ServerContext* context,
                                          const v1::HideActorRequest* request,
                                          v1::HideActorResponse* response) {
  return calls_.Run(
      kService, *context, *request, *response, [&](const CallContext& call) -> absl::Status {
        Directory& directory = calls_.directory();
        return directory
            .Write(WriteCallOf(call, *request),
                   [&](const Snapshot& now) {
                     return PlanHideActor(now, call.viewer, directory.Now(), *request);
                   })
            .status();
      });
}

grpc::Status ProtectionService::PublishSensitive(grpc::ServerContext* context,
                                                 const v1::PublishSensitiveRequest* request,
                                                 v1::PublishSensitiveResponse* response) {
  return calls_.Run(kService, *context, *request, *response,
                    [&](const CallContext& call) -> absl::StatusOr<v1::PublishSensitiveResponse> {
                      Directory& directory = calls_.directory();
                      const absl::Status written =
                          directory
                              .Write(WriteCallOf(call, *request),
                                     [&](const Snapshot& now) {
                                       return PlanPublishSensitive(now, call.viewer,
                                                                   directory.Now(), *request);
                                     })
                              .status();
                      if (!written.ok()) return written;
                      return ShowSensitive(*directory.snapshot(), call.viewer, *request);
                    });
}

}  // namespace tashbik::services
