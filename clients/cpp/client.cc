// Calls over gRPC: sign-in, deadlines, retries.
#include "clients/cpp/client.h"

#include <algorithm>
#include <optional>
#include <random>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "clients/cpp/errors.h"
#include "clients/cpp/method.h"
#include "clients/cpp/tls_fault.h"
#include "clients/cpp/tls_files.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/impl/codegen/proto_utils.h"
#include "grpcpp/security/credentials.h"
#include "tashbik/v1/change.grpc.pb.h"

namespace tashbik::client {
namespace {

using google::protobuf::Message;
using MessageStub = grpc::TemplatedGenericStub<Message, Message>;

// A page ends at 3 MiB and a request at 4 MiB; this leaves room around both.
constexpr int kLargestMessage = 16 << 20;

// How long a server may take to say hello when asked why there is no connection.
constexpr absl::Duration kProbePatience = absl::Seconds(3);

double Random() {
  static thread_local std::mt19937_64 generator{std::random_device{}()};
  return std::uniform_real_distribution<double>(0, 1)(generator);
}

// Nothing where the server is spoken to in plain.
absl::StatusOr<std::optional<TlsFiles>> FilesFor(const ClientOptions& options) {
  auto files = ReadTlsFiles(options.ca_file, options.certificate_file, options.key_file);
  if (!files.ok()) return files.status();
  const bool named = !options.ca_file.empty() || !options.certificate_file.empty();
  if (!named && IsLocal(options.server)) return std::nullopt;
  return *std::move(files);
}

std::shared_ptr<grpc::ChannelCredentials> Credentials(const std::optional<TlsFiles>& files) {
  if (!files) return grpc::InsecureChannelCredentials();
  grpc::SslCredentialsOptions tls;
  tls.pem_root_certs = files->authorities;
  tls.pem_cert_chain = files->certificate;
  tls.pem_private_key = files->key;
  return grpc::SslCredentials(tls);
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

absl::Status FromGrpc(const grpc::Status& status) {
  return MakeStatus(status.error_code(), status.error_message(), status.error_details());
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

struct Client::Connection {
  ClientOptions options;
  std::optional<TlsFiles> files;  // nothing: in plain
  std::shared_ptr<grpc::Channel> channel;

  void Prepare(grpc::ClientContext* context) const {
    if (!options.token.empty()) {
      context->AddMetadata("authorization", absl::StrCat("Bearer ", options.token));
    }
  }

  // The same error, or a clearer one where TLS is why no server answered.
  absl::Status Explain(absl::Status status, absl::Time deadline) const {
    const bool from_server = !DetailsOf(status).reason.empty();
    if (!absl::IsUnavailable(status) || from_server) return status;
    const absl::Duration patience = std::min(kProbePatience, deadline - absl::Now());
    if (patience < absl::Milliseconds(1)) return status;
    absl::Status fault = FindTlsFault(options.server, files ? &*files : nullptr, patience);
    return fault.ok() ? status : fault;
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
  auto files = FilesFor(options);
  if (!files.ok()) return files.status();
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(kLargestMessage);
  // Reconnecting is paced by the retry policy.
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
  arguments.SetInt(GRPC_ARG_ENABLE_RETRIES, 0);
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  arguments.SetUserAgentPrefix("tashbik-client");
  auto connection = std::make_unique<Connection>();
  connection->channel = grpc::CreateCustomChannel(options.server, Credentials(*files), arguments);
  connection->files = *std::move(files);
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
