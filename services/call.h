// The one wrapper around every call: request id, sign-in, permission, deadline, log line, errors.
#ifndef TASHBIK_SERVICES_CALL_H_
#define TASHBIK_SERVICES_CALL_H_

#include <atomic>
#include <string>
#include <type_traits>
#include <utility>

#include <grpcpp/server_context.h>
#include <grpcpp/support/status.h>
#include <grpcpp/support/sync_stream.h>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/call_context.h"
#include "services/directory.h"

namespace tashbik::services {

// Made once; every service keeps a reference. Safe from any thread.
//
//   grpc::Status HubService::GetHub(grpc::ServerContext* context, const v1::GetHubRequest* request,
//                                   v1::Hub* response) {
//     return calls_.Run("HubService", *context, *request, *response,
//                       [&](const CallContext& call) -> absl::StatusOr<v1::Hub> { … });
//   }
class Calls {
 public:
  Calls(Directory& directory, LogSink& log) : directory_(directory), log_(log) {}
  Calls(const Calls&) = delete;
  Calls& operator=(const Calls&) = delete;

  Directory& directory() { return directory_; }
  LogSink& log() { return log_; }

  // Runs a unary call of `service`; the method's name is its request's without `Request`. `handler`
  // takes the CallContext and returns StatusOr<Response>, or fills in `response` and returns
  // Status. A call is given at most kMaxUnaryTime, but for CreateBackup and PublishEpoch.
  // Exceptions of `handler` end here, as INTERNAL.
  template <class Request, class Response, class Handler>
  grpc::Status Run(absl::string_view service, grpc::ServerContext& context, const Request& request,
                   Response& response, Handler&& handler) {
    return Serve(MethodOf(service, request), context, /*streaming=*/false,
                 [&](const CallContext& call) -> absl::Status {
                   if constexpr (std::is_same_v<decltype(handler(call)), absl::Status>) {
                     return handler(call);
                   } else {
                     auto answer = handler(call);
                     if (!answer.ok()) return std::move(answer).status();
                     response = *std::move(answer);
                     return absl::OkStatus();
                   }
                 });
  }

  // Runs a call that streams its answer: `handler(call)` returns Status and writes by itself. Its
  // deadline is the client's alone; `call.stop` also turns true when the server drains.
  template <class Request, class Handler>
  grpc::Status Stream(absl::string_view service, grpc::ServerContext& context,
                      const Request& request, Handler&& handler) {
    return Serve(MethodOf(service, request), context, /*streaming=*/true, handler);
  }

  // From now on streams are told to stop, with UNAVAILABLE.
  void BeginDrain();
  bool draining() const { return draining_.load(std::memory_order_relaxed); }

 private:
  template <class Request>
  static std::string MethodOf(absl::string_view service, const Request& request) {
    return absl::StrCat(service, "/",
                        absl::StripSuffix(request.GetDescriptor()->name(), "Request"));
  }

  grpc::Status Serve(std::string method, grpc::ServerContext& context, bool streaming,
                     absl::FunctionRef<absl::Status(const CallContext&)> handler);

  absl::Status SignInAndRun(const grpc::ServerContext& context, CallContext& call,
                            absl::FunctionRef<absl::Status(const CallContext&)> handler);

  Directory& directory_;
  LogSink& log_;
  std::atomic<bool> draining_{false};
};

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_CALL_H_
