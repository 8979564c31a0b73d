// Payloads become details, ErrorInfo first.
#include "services/grpc_status.h"

#include <string>

#include <grpcpp/support/error_details.h>

#include "absl/strings/match.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace tashbik::services {

grpc::Status ToGrpc(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  google::rpc::Status details;
  details.set_code(static_cast<int>(status.code()));
  details.set_message(std::string(status.message()));
  status.ForEachPayload([&](absl::string_view type_url, const absl::Cord& payload) {
    auto* detail = details.add_details();
    detail->set_type_url(std::string(type_url));
    detail->set_value(std::string(payload));
    const int last = details.details_size() - 1;
    if (absl::EndsWith(type_url, "google.rpc.ErrorInfo") && last > 0) {
      details.mutable_details()->SwapElements(0, last);
    }
  });
  return grpc::Status(static_cast<grpc::StatusCode>(status.code()), details.message(),
                      details.SerializeAsString());
}

}  // namespace tashbik::services
