// Reads the fields by name, so that every request is read alike.
#include "services/requests.h"

#include <memory>

#include "absl/strings/str_cat.h"
#include "services/errors.h"
#include "services/keys.h"
#include "services/limits.h"
#include "services/message_fields.h"
#include "services/visibility.h"

namespace tashbik::services {

WriteCall WriteCallOf(const CallContext& call, const google::protobuf::Message& request) {
  WriteCall write;
  write.account = call.viewer.account;
  write.method = call.method;
  write.request_id = TextOf(request, "request_id");
  write.deadline = call.deadline;
  write.validate_only = FlagOf(request, "validate_only");
  if (!write.request_id.empty()) {
    const std::unique_ptr<google::protobuf::Message> body(request.New());
    body->CopyFrom(request);
    ClearField(*body, "request_id");
    write.body_hash = PlainHash(Canonical(*body));
  }
  return write;
}

absl::Status CheckRequestId(const google::protobuf::Message& request) {
  const size_t bytes = TextOf(request, "request_id").size();
  if (bytes <= kMaxRequestIdBytes) return absl::OkStatus();
  return LimitExceeded("request_id", absl::StrCat(bytes, " characters"),
                       absl::StrCat(kMaxRequestIdBytes, " characters"));
}

}  // namespace tashbik::services
