// ProtectionService: what others see of an actor, hiding it, publishing what is sensitive.
#ifndef TASHBIK_SERVICES_PROTECTION_SERVICE_H_
#define TASHBIK_SERVICES_PROTECTION_SERVICE_H_

#include "services/call.h"
#include "tashbik/v1/protection.grpc.pb.h"

namespace tashbik::services {

// Reads requests and maps answers; the rules are in protection.h.
class ProtectionService final : public v1::ProtectionService::Service {
 public:
  explicit ProtectionService(Calls& calls) : calls_(calls) {}

  grpc::Status PreviewActor(grpc::ServerContext* context, const v1::PreviewActorRequest* request,
                            v1::PreviewActorResponse* response) override;
  grpc::Status HideActor(grpc::ServerContext* context, const v1::HideActorRequest* request,
                         v1::HideActorResponse* response) override;
  grpc::Status PublishSensitive(grpc::ServerContext* context,
                                const v1::PublishSensitiveRequest* request,
                                v1::PublishSensitiveResponse* response) override;

 private:
  Calls& calls_;
};

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_PROTECTION_SERVICE_H_
