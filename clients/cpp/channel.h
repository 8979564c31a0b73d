// What every connection to a server is made of; for the files of this library alone.
#ifndef TASHBIK_CLIENTS_CPP_CHANNEL_H_
#define TASHBIK_CLIENTS_CPP_CHANNEL_H_

#include <memory>
#include <optional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "clients/cpp/client.h"
#include "clients/cpp/tls_files.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"

namespace tashbik::client {

struct Channel {
  std::optional<TlsFiles> files;  // nothing: in plain
  std::shared_ptr<grpc::Channel> channel;
};

// Prepares a channel; nothing is sent yet. INVALID_ARGUMENT: a file that cannot be read or used.
absl::StatusOr<Channel> OpenChannel(const ClientOptions& options);

// Signs the call in.
void AddToken(const ClientOptions& options, grpc::ClientContext* context);

absl::Status FromGrpc(const grpc::Status& status);

// The same error, or a clearer one where TLS is why no server answered: that is tried, within the
// deadline.
absl::Status ExplainStatus(const ClientOptions& options, const Channel& channel,
                           absl::Status status, absl::Time deadline);

}  // namespace tashbik::client

#endif  // TASHBIK_CLIENTS_CPP_CHANNEL_H_
