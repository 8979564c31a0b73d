// Credentials and arguments of channels; why one does not connect.
#include "clients/cpp/channel.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "clients/cpp/errors.h"
#include "clients/cpp/tls_fault.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"

namespace tashbik::client {
namespace {

// A page ends at 3 MiB and a request at 4 MiB; this leaves room around both.
constexpr int kLargestMessage = 16 << 20;

// How long a server may take to say hello when asked why there is no connection.
constexpr absl::Duration kProbePatience = absl::Seconds(3);

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

}  // namespace

absl::StatusOr<Channel> OpenChannel(const ClientOptions& options) {
  auto files = FilesFor(options);
  if (!files.ok()) return files.status();
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(kLargestMessage);
  // Reconnecting is paced by the retry policy.
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
  arguments.SetInt(GRPC_ARG_ENABLE_RETRIES, 0);
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  arguments.SetUserAgentPrefix("tashbik-client");
  Channel channel;
  channel.channel = grpc::CreateCustomChannel(options.server, Credentials(*files), arguments);
  channel.files = *std::move(files);
  return channel;
}

void AddToken(const ClientOptions& options, grpc::ClientContext* context) {
  if (!options.token.empty()) {
    context->AddMetadata("authorization", absl::StrCat("Bearer ", options.token));
  }
}

absl::Status FromGrpc(const grpc::Status& status) {
  return MakeStatus(status.error_code(), status.error_message(), status.error_details());
}

absl::Status ExplainStatus(const ClientOptions& options, const Channel& channel,
                           absl::Status status, absl::Time deadline) {
  const bool from_server = !DetailsOf(status).reason.empty();
  if (!absl::IsUnavailable(status) || from_server) return status;
  const absl::Duration patience = std::min(kProbePatience, deadline - absl::Now());
  if (patience < absl::Milliseconds(1)) return status;
  absl::Status fault =
      FindTlsFault(options.server, channel.files ? &*channel.files : nullptr, patience);
  return fault.ok() ? status : fault;
}

}  // namespace tashbik::client
