// The network that a caller sees, read whole.
#ifndef TASHBIK_CLIENTS_CPP_NETWORK_H_
#define TASHBIK_CLIENTS_CPP_NETWORK_H_

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "clients/cpp/client.h"
#include "tashbik/v1/insight.pb.h"

namespace tashbik::client {

// Reads it over a connection of its own, nodes before edges, and hands over each part as it comes,
// in the language of the options where the request names none. Ends at their deadline. Tried again
// while the server is unavailable, but not once a part has come: that cannot be taken back.
absl::Status ReadNetwork(const ClientOptions& options, v1::ReadNetworkRequest request,
                         absl::FunctionRef<void(const v1::ReadNetworkResponse&)> on_part);

}  // namespace tashbik::client

#endif  // TASHBIK_CLIENTS_CPP_NETWORK_H_
