// TLS for gRPC's listener, with a certificate that can be replaced while the server runs.
#ifndef TASHBIK_SERVICES_TLS_CREDENTIALS_H_
#define TASHBIK_SERVICES_TLS_CREDENTIALS_H_

#include <memory>
#include <optional>
#include <string>

#include <grpc/grpc_security.h>
#include <grpcpp/security/server_credentials.h>

#include "absl/base/thread_annotations.h"
#include "services/certificates.h"
#include "storage/mutex.h"

namespace tashbik::services {

// gRPC asks it at every handshake whether there is something new; connections that stand are not
// touched. Must outlive the grpc::Server that listens with it, on one port.
class TlsCredentials final : public grpc::ServerCredentials {
 public:
  // `certificates` as ReadCertificates gives them. Where they name authorities for clients, each
  // client must show a certificate signed by one of these; that stays so for good.
  explicit TlsCredentials(Certificates certificates);
  ~TlsCredentials() override;
  TlsCredentials(const TlsCredentials&) = delete;
  TlsCredentials& operator=(const TlsCredentials&) = delete;

  // Connections made from now on get these. Safe from any thread.
  void Replace(Certificates certificates);

  // Not supported: callers are authenticated by the wrapper around every handler.
  void SetAuthMetadataProcessor(const std::shared_ptr<grpc::AuthMetadataProcessor>&) override {}

 private:
  // grpc::ServerBuilder calls it.
  int AddPortToServer(const std::string& address, grpc_server* server) override;
  // gRPC's callback; `self` is a TlsCredentials.
  static grpc_ssl_certificate_config_reload_status Fetch(
      void* self, grpc_ssl_server_certificate_config** config);

  storage::Mutex mutex_;
  std::optional<Certificates> next_ ABSL_GUARDED_BY(mutex_);  // until gRPC has taken it
  grpc_server_credentials* credentials_;
};

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_TLS_CREDENTIALS_H_
