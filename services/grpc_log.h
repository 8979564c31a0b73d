// What the gRPC library has to say, as lines of the server's log.
#ifndef TASHBIK_SERVICES_GRPC_LOG_H_
#define TASHBIK_SERVICES_GRPC_LOG_H_

#include "services/call_context.h"

namespace tashbik::services {

// While it lives, gRPC's own lines go to `log` instead of to standard error, where they would
// stand between JSON. At most one at a time; outlives every gRPC object that may write.
class GrpcLog {
 public:
  explicit GrpcLog(LogSink& log);
  ~GrpcLog();
  GrpcLog(const GrpcLog&) = delete;
  GrpcLog& operator=(const GrpcLog&) = delete;
};

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_GRPC_LOG_H_
