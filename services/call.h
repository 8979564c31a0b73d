// The one wrapper around every call: request id, sign-in, permission, deadline, budgets, log
// line, errors.
#ifndef TASHBIK_SERVICES_CALL_H_
#define TASHBIK_SERVICES_CALL_H_

#include <atomic>
#include <chrono>
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
#include "absl/time/time.h"
#include "services/budgets.h"
#include "services/call_context.h"
#include "services/directory.h"
#include "services/errors.h"

namespace tashbik::services {

// Where a call streams its answer to: each message is counted against the caller's budgets before
// it goes out. For the thread of its call.
template <class Response>
class StreamWriter {
 public:
  StreamWriter(Budgets& budgets, const CallCost& cost, grpc::ServerWriter<Response>& writer)
      : budgets_(budgets), cost_(cost), writer_(writer) {}

  // `snapshot` and `viewer` are those that `response` was made for. BUDGET_EXHAUSTED, or CANCELLED
  // when the client has gone.
  absl::Status Write(const Snapshot& snapshot, const Viewer& viewer, const Response& response) {
    absl::Status status = budgets_.Spend(snapshot, viewer, cost_, response);
    if (status.ok() && !writer_.Write(response)) status = Cancelled();
    return status;
  }

 private:
  Budgets& budgets_;
  const CallCost cost_;
  grpc::ServerWriter<Response>& writer_;
};

// When a call that began `now` ends. A stream, CreateBackup and PublishEpoch end when the client
// `asked`, all else after kMaxUnaryTime at most; ListBrokers after kMaxMeasuringTime where the
// client asked for an end at all.
absl::Time DeadlineOf(absl::string_view method, bool streaming,
                      std::chrono::system_clock::time_point asked, absl::Time now);

// Made once; every service keeps a reference. Safe from any thread.
//
//   grpc::Status HubService::GetHub(grpc::ServerContext* context, const v1::GetHubRequest* request,
//                                   v1::Hub* response) {
//     return calls_.Run("HubService", *context, *request, *response,
//                       [&](const CallContext& call) -> absl::StatusOr<v1::Hub> { … });
//   }
class Calls {
 public:
  Calls(Directory& directory, Budgets& budgets, LogSink& log)
      : directory_(directory), budgets_(budgets), log_(log) {}
  Calls(const Calls&) = delete;
  Calls& operator=(const Calls&) = delete;

  Directory& directory() { return directory_; }
  Budgets& budgets() { return budgets_; }
  LogSink& log() { return log_; }

  // Runs a unary call of `service`; the method's name is its request's without `Request`. `handler`
  // takes the CallContext and returns StatusOr<Response>, or fills in `response` and returns
  // Status. What the response shows is counted against the caller's budgets before it goes out. Its
  // deadline is as DeadlineOf says. Exceptions of `handler` end here, as INTERNAL.
  template <class Request, class Response, class Handler>
  grpc::Status Run(absl::string_view service, grpc::ServerContext& context, const Request& request,
                   Response& response, Handler&& handler) {
    const std::string method = MethodOf(service, request);
    const CallCost cost = CostOf(method, *request.GetDescriptor());
    return Serve(method, context, /*streaming=*/false, [&](const CallContext& call) {
      absl::Status status = budgets_.Check(call.viewer, cost);
      if (status.ok()) status = Answer(handler, call, response);
      if (status.ok()) status = budgets_.Spend(*call.snapshot, call.viewer, cost, response);
      if (!status.ok()) response.Clear();
      return status;
    });
  }

  // Runs a call that streams its answer: `handler(call, writer)` returns Status and writes to the
  // StreamWriter. Its deadline is the client's alone; `call.stop` also turns true when the server
  // drains.
  template <class Request, class Response, class Handler>
  grpc::Status Stream(absl::string_view service, grpc::ServerContext& context,
                      const Request& request, grpc::ServerWriter<Response>& writer,
                      Handler&& handler) {
    const std::string method = MethodOf(service, request);
    StreamWriter<Response> counted(budgets_, CostOf(method, *request.GetDescriptor()), writer);
    return Serve(method, context, /*streaming=*/true,
                 [&](const CallContext& call) { return handler(call, counted); });
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

  template <class Response, class Handler>
  static absl::Status Answer(Handler& handler, const CallContext& call, Response& response) {
    if constexpr (std::is_same_v<decltype(handler(call)), absl::Status>) {
      return handler(call);
    } else {
      auto answer = handler(call);
      if (!answer.ok()) return std::move(answer).status();
      response = *std::move(answer);
      return absl::OkStatus();
    }
  }

  grpc::Status Serve(std::string method, grpc::ServerContext& context, bool streaming,
                     absl::FunctionRef<absl::Status(const CallContext&)> handler);

  absl::Status SignInAndRun(const grpc::ServerContext& context, CallContext& call,
                            absl::FunctionRef<absl::Status(const CallContext&)> handler);

  Directory& directory_;
  Budgets& budgets_;
  LogSink& log_;
  std::atomic<bool> draining_{false};
};

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_CALL_H_
