// The one place where errors become what gRPC sends.
#ifndef TASHBIK_SERVICES_GRPC_STATUS_H_
#define TASHBIK_SERVICES_GRPC_STATUS_H_

#include <grpcpp/support/status.h>

#include "absl/status/status.h"

namespace tashbik::services {

// The status with the payloads of errors.h as details of a google.rpc.Status. Give it what
// ForCaller returned: everything in it goes to the caller.
grpc::Status ToGrpc(const absl::Status& status);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_GRPC_STATUS_H_
