// What all write requests have in common.
#ifndef TASHBIK_SERVICES_REQUESTS_H_
#define TASHBIK_SERVICES_REQUESTS_H_

#include <google/protobuf/message.h>

#include "absl/status/status.h"
#include "services/call_context.h"
#include "services/directory.h"

namespace tashbik::services {

// Who writes, and how a repetition of `request` is recognized: by its `request_id`, if it has one,
// and a hash of the rest. Also its `validate_only`.
WriteCall WriteCallOf(const CallContext& call, const google::protobuf::Message& request);

// LIMIT_EXCEEDED for a `request_id` that is too long.
absl::Status CheckRequestId(const google::protobuf::Message& request);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_REQUESTS_H_
