// Unpacks google.rpc details out of failed calls.
#include "clients/cpp/errors.h"

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace tashbik::client {
namespace {

// Where the serialized google.rpc.Status travels in an absl::Status.
constexpr char kPayload[] = "type.googleapis.com/google.rpc.Status";

absl::Duration ToDuration(const google::protobuf::Duration& duration) {
  return absl::Seconds(duration.seconds()) + absl::Nanoseconds(duration.nanos());
}

void AddDetail(const google::protobuf::Any& any, ErrorDetails* details) {
  if (google::rpc::ErrorInfo info; any.UnpackTo(&info)) {
    details->reason = info.reason();
    details->metadata = {info.metadata().begin(), info.metadata().end()};
    if (details->request_id.empty()) {
      auto found = info.metadata().find("request_id");
      if (found != info.metadata().end()) details->request_id = found->second;
    }
  } else if (google::rpc::BadRequest bad; any.UnpackTo(&bad)) {
    for (const auto& violation : bad.field_violations()) {
      details->violations.push_back({violation.field(), violation.description()});
    }
  } else if (google::rpc::ResourceInfo resource; any.UnpackTo(&resource)) {
    details->resource = resource.resource_name();
  } else if (google::rpc::RetryInfo retry; any.UnpackTo(&retry)) {
    details->retry_after = ToDuration(retry.retry_delay());
  } else if (google::rpc::RequestInfo request; any.UnpackTo(&request)) {
    details->request_id = request.request_id();
  }
}

}  // namespace

absl::Status MakeStatus(int code, absl::string_view message, absl::string_view details) {
  absl::Status status(static_cast<absl::StatusCode>(code), message);
  if (!status.ok() && !details.empty()) status.SetPayload(kPayload, absl::Cord(details));
  return status;
}

ErrorDetails DetailsOf(const absl::Status& status) {
  ErrorDetails details;
  auto payload = status.GetPayload(kPayload);
  google::rpc::Status proto;
  if (!payload || !proto.ParseFromString(std::string(*payload))) return details;
  for (const auto& any : proto.details()) AddDetail(any, &details);
  return details;
}

std::string Describe(const absl::Status& status) {
  std::string text(status.message());
  const ErrorDetails details = DetailsOf(status);
  for (const FieldViolation& violation : details.violations) {
    if (text.find(violation.description) != std::string::npos &&
        text.find(violation.field) != std::string::npos) {
      continue;
    }
    absl::StrAppend(&text, "\n  ", violation.field, ": ", violation.description);
  }
  if (status.code() == absl::StatusCode::kInternal && !details.request_id.empty()) {
    absl::StrAppend(&text, "\n  the server's log calls this ", details.request_id);
  }
  return text;
}

}  // namespace tashbik::client
