// What every call goes through, in order: request id, deadline, sign-in, permission, handler and
// budgets (call.h), log.
#include "services/call.h"

#include <algorithm>
#include <exception>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "services/errors.h"
#include "services/grpc_status.h"
#include "services/keys.h"
#include "services/limits.h"
#include "tashbik/v1/errors.pb.h"

namespace tashbik::services {
namespace {

constexpr size_t kMaxCallIdBytes = 64;

// Metadata of this key; nothing when it comes never or more than once.
absl::string_view Metadata(const grpc::ServerContext& context, const char* key) {
  const auto [first, last] = context.client_metadata().equal_range(key);
  if (first == last || std::next(first) != last) return {};
  return {first->second.data(), first->second.size()};
}

// The client's own id where it is harmless in a log, else a new one.
std::string CallId(const grpc::ServerContext& context) {
  const absl::string_view given = Metadata(context, "x-request-id");
  const bool harmless = !given.empty() && given.size() <= kMaxCallIdBytes &&
                        std::all_of(given.begin(), given.end(), [](char c) {
                          return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                 (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
                        });
  return harmless ? std::string(given) : NewId();
}

// The bearer token; empty without `authorization`. CREDENTIALS_REFUSED for another scheme.
absl::StatusOr<std::string> BearerToken(const grpc::ServerContext& context) {
  if (context.client_metadata().count("authorization") == 0) return "";
  absl::string_view value = Metadata(context, "authorization");
  if (!absl::StartsWithIgnoreCase(value, "bearer ")) return CredentialsRefused();
  value.remove_prefix(7);
  if (value.empty()) return CredentialsRefused();
  return std::string(value);
}

constexpr absl::Duration kCancelInterval = absl::Milliseconds(2);

// What takes as long as the directory is large.
bool IsLong(absl::string_view method) {
  return method == "AdminService/CreateBackup" || method == "AdminService/PublishEpoch";
}

absl::string_view ReasonText(const absl::Status& status) {
  const v1::ErrorReason reason = ReasonOf(status);
  if (reason == v1::ERROR_REASON_UNSPECIFIED) return "";
  return absl::StripPrefix(v1::ErrorReason_descriptor()->FindValueByNumber(reason)->name(),
                           "ERROR_REASON_");
}

}  // namespace

absl::Time DeadlineOf(absl::string_view method, bool streaming,
                      std::chrono::system_clock::time_point asked, absl::Time now) {
  const absl::Time end = absl::FromChrono(asked);
  if (streaming || IsLong(method)) return end;
  const bool patient = method == "InsightService/ListBrokers" &&
                       asked != std::chrono::system_clock::time_point::max();
  return std::min(end, now + (patient ? kMaxMeasuringTime : kMaxUnaryTime));
}

void Calls::BeginDrain() { draining_.store(true); }

absl::Status Calls::SignInAndRun(const grpc::ServerContext& context, CallContext& call,
                                 absl::FunctionRef<absl::Status(const CallContext&)> handler) {
  const absl::StatusOr<std::string> secret = BearerToken(context);
  if (!secret.ok()) return secret.status();
  if (absl::Status admitted = Admit(directory_, *secret, call); !admitted.ok()) return admitted;
  if (absl::Status alive = call.Alive(); !alive.ok()) return alive;
  return handler(call);
}

grpc::Status Calls::Serve(std::string method, grpc::ServerContext& context, bool streaming,
                          absl::FunctionRef<absl::Status(const CallContext&)> handler) {
  const absl::Time begin = absl::Now();
  CallContext call;
  call.method = std::move(method);
  call.request_id = CallId(context);
  call.deadline = DeadlineOf(call.method, streaming, context.deadline(), begin);
  // gRPC takes microseconds to say whether the client has gone: asked once in a while. Once true it
  // stays true: who stops for it asks again for the reason.
  call.stop = [&context, this, streaming, deadline = call.deadline, next = begin,
               stopped = false]() mutable {
    const absl::Time now = absl::Now();
    if (stopped || now >= deadline || (streaming && draining())) return true;
    if (now < next) return false;
    next = now + kCancelInterval;
    stopped = context.IsCancelled();
    return stopped;
  };
  absl::Status status;
  try {
    status = SignInAndRun(context, call, handler);
  } catch (const std::exception& error) {
    log_.Line(LogLevel::kError, absl::StrCat("exception in ", call.method, ", request ",
                                             call.request_id, ": ", error.what()));
    status = Internal(call.request_id);
  }
  if (streaming && draining() && !status.ok()) {
    status = Unavailable("the server is stopping: watch again");
  }
  const absl::Status shown = ForCaller(status, call.request_id);
  if (shown.code() == absl::StatusCode::kInternal) {
    log_.Line(LogLevel::kError, absl::StrCat("defect in ", call.method, ", request ",
                                             call.request_id, ": ", status.message()));
  }
  const std::string code = absl::StatusCodeToString(shown.code());
  log_.Call({call.method, call.viewer.role, code, ReasonText(shown), absl::Now() - begin,
             call.request_id});
  context.AddTrailingMetadata("x-request-id", call.request_id);
  return ToGrpc(shown);
}

}  // namespace tashbik::services
