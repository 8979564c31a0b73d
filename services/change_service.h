// ChangeService: the change feed, as far as the caller may see it.
#ifndef TASHBIK_SERVICES_CHANGE_SERVICE_H_
#define TASHBIK_SERVICES_CHANGE_SERVICE_H_

#include <atomic>

#include "services/call.h"
#include "services/page_token.h"
#include "tashbik/v1/change.grpc.pb.h"

namespace tashbik::services {

// Watches at one time: each holds a thread.
inline constexpr int kMaxWatches = 128;

class ChangeService final : public v1::ChangeService::Service {
 public:
  explicit ChangeService(Calls& calls)
      : calls_(calls), tokens_(calls.directory().keys().page_token) {}

  grpc::Status WatchChanges(grpc::ServerContext* context, const v1::WatchChangesRequest* request,
                            grpc::ServerWriter<v1::WatchChangesResponse>* writer) override;

 private:
  Calls& calls_;
  TokenSealer tokens_;
  std::atomic<int> watches_{0};
};

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_CHANGE_SERVICE_H_
