// A connection to a Tashbik server.
//
//   auto client = Client::Connect({.server = "127.0.0.1:8440", .token = secret});
//   v1::SuggestPartnersRequest request;
//   request.set_actor("organizations/…");
//   auto answer = client->Call<v1::SuggestPartnersResponse>(request);
//
//   for (const absl::StatusOr<v1::Hub>& hub : client->List<v1::Hub>(v1::ListHubsRequest())) …
//
// A call ends at its deadline. Calls that may be sent twice (reads, and writes, which get a
// request_id of their own where they have none) are tried again while the server is unavailable,
// as the retry policy says, within that deadline. All methods are safe from any thread.
#ifndef TASHBIK_CLIENTS_CPP_CLIENT_H_
#define TASHBIK_CLIENTS_CPP_CLIENT_H_

#include <memory>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "clients/cpp/pages.h"
#include "clients/cpp/retry.h"
#include "google/protobuf/message.h"
#include "tashbik/v1/change.pb.h"

namespace tashbik::client {

// Where a server listens when nobody says otherwise.
inline constexpr char kDefaultServer[] = "127.0.0.1:8440";

struct ClientOptions {
  std::string server = kDefaultServer;  // HOST:PORT, or unix:PATH
  std::string token;                    // empty: anonymous
  // PEM file with the authorities to trust. Loopback and unix sockets are spoken to in plain
  // unless one of these files is given; anything else always by TLS, with the system's authorities
  // by default.
  std::string ca_file;
  // PEM files of the certificate that a server with tls.client_ca asks for; both or none.
  std::string certificate_file;
  std::string key_file;
  absl::Duration deadline = absl::Seconds(30);  // of each call, all its attempts together
  std::string language;                         // `en`, `ar` or `fr`: for requests that name none
  RetryPolicy retry;
};

// Whether `server` is on this machine: loopback, `localhost` or a unix socket.
bool IsLocal(const std::string& server);

class Client {
 public:
  // Prepares a connection; it is made by the first call, which says UNAVAILABLE where there is no
  // server, or (IsTlsFault in tls_fault.h) what is wrong with a certificate. INVALID_ARGUMENT: a
  // server without a port, a file that cannot be read or used.
  static absl::StatusOr<Client> Connect(ClientOptions options);

  Client(Client&&) noexcept;
  Client& operator=(Client&&) noexcept;
  ~Client();

  // Sends `request` to the method it belongs to and waits for the answer. Errors: those of the
  // method (see its proto comment and errors.h), UNAVAILABLE, DEADLINE_EXCEEDED.
  absl::Status Call(const google::protobuf::Message& request,
                    google::protobuf::Message* response) const;

  // The same with the answer as a value.
  template <class Response>
  absl::StatusOr<Response> Call(const google::protobuf::Message& request) const {
    Response response;
    if (absl::Status status = Call(request, &response); !status.ok()) return status;
    return response;
  }

  // All items that a List request finds, read page by page as the loop goes on. The client must
  // outlive the range.
  template <class Item>
  Pages<Item> List(const google::protobuf::Message& request) const {
    return Pages<Item>(request, [this](const google::protobuf::Message& page_request,
                                       google::protobuf::Message* response) {
      return Call(page_request, response);
    });
  }

  // Follows changes until `on_change` returns false (then OK) or an error that does not pass by
  // itself. A broken connection is made again from the last answer that was handled, for as long
  // as it takes; `on_reconnect`, where given, hears why. Blocks; no deadline.
  absl::Status Watch(v1::WatchChangesRequest request,
                     absl::FunctionRef<bool(const v1::WatchChangesResponse&)> on_change,
                     absl::FunctionRef<void(const absl::Status&)> on_reconnect) const;

  const ClientOptions& options() const;

 private:
  struct Connection;
  explicit Client(std::unique_ptr<Connection> connection);
  absl::Status CallOnce(const std::string& path, const google::protobuf::Message& request,
                        absl::Time deadline, google::protobuf::Message* response) const;

  std::unique_ptr<Connection> connection_;
};

}  // namespace tashbik::client

#endif  // TASHBIK_CLIENTS_CPP_CLIENT_H_
