// Calls over gRPC: sign-in, deadlines, retries.
#include "clients/cpp/client.h"

#include <algorithm>
#include <random>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "clients/cpp/channel.h"
#include "clients/cpp/errors.h"
#include "clients/cpp/method.h"
#include "clients/cpp/tls_fault.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/impl/codegen/proto_utils.h"
#include "tashbik/v1/change.grpc.pb.h"

namespace tashbik::client {
namespace {

using google::protobuf::Message;
using MessageStub = grpc::TemplatedGenericStub<Message, Message>;

double Random() {
  static thread_local std::mt19937_64 generator{std::random_device{}()};
  return std::uniform_real_distribution<double>(0, 1)(generator);
}

// Whether the address ends in a port. gRPC would take 70000 for 4464.
bool HasPort(const std::string& server) {
  constexpr size_t kMostDigits = 5;
  constexpr int kHighest = 65535;
  const size_t colon = server.rfind(':');
  if (colon == std::string::npos || server.size() - colon > 1 + kMostDigits) return false;
  int port;
  return absl::SimpleAtoi(absl::string_view(server).substr(colon + 1), &port) && port >= 0 &&
         port <= kHighest;
}

}  // namespace

bool IsLocal(const std::string& server) {
  // 127.0.0.1, but not 127.example.org.
  const size_t end = server.find_first_not_of("0123456789.");
  const bool loopback =
      absl::StartsWith(server, "127.") && (end == std::string::npos || server[end] == ':');
  return absl::StartsWith(server, "unix:") || loopback || absl::StartsWith(server, "localhost:") ||
         absl::StartsWith(server, "[::1]:");
}

struct Client::Connection : Channel {
  ClientOptions options;

  void Prepare(grpc::ClientContext* context) const { AddToken(options, context); }
  absl::Status Explain(absl::Status status, absl::Time deadline) const {
    return ExplainStatus(options, *this, std::move(status), deadline);
  }
};

Client::Client(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;
Client::~Client() = default;

const ClientOptions& Client::options() const { return connection_->options; }

absl::StatusOr<Client> Client::Connect(ClientOptions options) {
  if (!absl::StartsWith(options.server, "unix:") && !HasPort(options.server)) {
    return absl::InvalidArgumentError(absl::StrCat(
        "the server must be HOST:PORT, with a port from 0 to 65535, or unix:PATH, not '",
        options.server, "'"));
  }
  auto channel = OpenChannel(options);
  if (!channel.ok()) return channel.status();
  auto connection = std::make_unique<Connection>();
  static_cast<Channel&>(*connection) = *std::move(channel);
  connection->options = std::move(options);
  return Client(std::move(connection));
}

absl::Status Client::CallOnce(const std::string& path, const Message& request, absl::Time deadline,
                              Message* response) const {
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(deadline));
  connection_->Prepare(&context);
  absl::Notification done;
  grpc::Status status;
  MessageStub(connection_->channel)
      .UnaryCall(&context, path, grpc::StubOptions(), &request, response, [&](grpc::Status result) {
        status = std::move(result);
        done.Notify();
      });
  done.WaitForNotification();
  return FromGrpc(status);
}

absl::Status Client::Call(const Message& request, Message* response) const {
  const auto method = MethodOf(request);
  if (!method.ok()) return method.status();
  if (response->GetDescriptor() != method->response) {
    return absl::InvalidArgumentError(absl::StrCat(method->path, " answers with ",
                                                   method->response->full_name(), ", not ",
                                                   response->GetDescriptor()->full_name()));
  }
  std::unique_ptr<Message> sent(request.New());
  sent->CopyFrom(request);
  SetRequestId(sent.get());
  SetLanguage(options().language, sent.get());
  const bool repeatable = IsSafeToRepeat(*method, *sent);
  const absl::Time deadline = absl::Now() + options().deadline;
  for (int attempt = 1;; ++attempt) {
    const absl::Status status =
        connection_->Explain(CallOnce(method->path, *sent, deadline, response), deadline);
    if (status.ok() || !repeatable || !IsPassing(status) || IsTlsFault(status)) return status;
    const absl::Duration wait =
        WaitBeforeRetry(options().retry, attempt, Random(), DetailsOf(status).retry_after);
    if (attempt >= options().retry.attempts || absl::Now() + wait >= deadline) return status;
    absl::SleepFor(wait);
    response->Clear();
  }
}

absl::Status Client::Watch(v1::WatchChangesRequest request,
                           absl::FunctionRef<bool(const v1::WatchChangesResponse&)> on_change,
                           absl::FunctionRef<void(const absl::Status&)> on_reconnect) const {
  auto stub = v1::ChangeService::NewStub(connection_->channel);
  for (int failures = 1;; ++failures) {
    grpc::ClientContext context;
    connection_->Prepare(&context);
    auto stream = stub->WatchChanges(&context, request);
    v1::WatchChangesResponse change;
    while (stream->Read(&change)) {
      failures = 0;
      if (!on_change(change)) {
        context.TryCancel();
        while (stream->Read(&change)) {
        }
        stream->Finish();
        return absl::OkStatus();
      }
      request.set_resume_token(change.resume_token());
    }
    const absl::Status status =
        connection_->Explain(FromGrpc(stream->Finish()), absl::InfiniteFuture());
    // A server that stops ends the stream; without a token there is nothing to go on from.
    const bool first = request.resume_token().empty();
    if (!status.ok() && (!IsPassing(status) || first)) return status;
    on_reconnect(status);
    absl::SleepFor(WaitBeforeRetry(options().retry, std::max(1, failures), Random(),
                                   DetailsOf(status).retry_after));
  }
}

}  // namespace tashbik::client
