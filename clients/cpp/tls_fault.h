// In words, why a server could not be talked to, where TLS is why.
#ifndef TASHBIK_CLIENTS_CPP_TLS_FAULT_H_
#define TASHBIK_CLIENTS_CPP_TLS_FAULT_H_

#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "clients/cpp/tls_files.h"

namespace tashbik::client {

// Asks why a call found no connection: one more is made to `server` (HOST:PORT), by TLS, over
// which nothing is sent. `files` is null for a client that speaks in plain. UNAVAILABLE, with
// IsTlsFault, when TLS is the reason: the certificate of the server or of this client, or only one
// side speaks TLS. OK when it is not, when nothing answers within `patience` (of each step), and
// for unix sockets. Blocks.
absl::Status FindTlsFault(const std::string& server, const TlsFiles* files,
                          absl::Duration patience);

// Whether FindTlsFault made this status. Trying again cannot help.
bool IsTlsFault(const absl::Status& status);

}  // namespace tashbik::client

#endif  // TASHBIK_CLIENTS_CPP_TLS_FAULT_H_
