// Uses gRPC's certificate fetcher, which its C++ interface leaves out (README.md says why).
#include "services/tls_credentials.h"

#include <utility>

#include <grpc/grpc.h>

namespace tashbik::services {

TlsCredentials::TlsCredentials(Certificates certificates) {
  const auto request = certificates.client_ca.empty()
                           ? GRPC_SSL_DONT_REQUEST_CLIENT_CERTIFICATE
                           : GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY;
  next_ = std::move(certificates);
  credentials_ = grpc_ssl_server_credentials_create_with_options(
      grpc_ssl_server_credentials_create_options_using_config_fetcher(request, &Fetch, this));
}

TlsCredentials::~TlsCredentials() { grpc_server_credentials_release(credentials_); }

void TlsCredentials::Replace(Certificates certificates) {
  const storage::MutexLock lock(mutex_);
  next_ = std::move(certificates);
}

int TlsCredentials::AddPortToServer(const std::string& address, grpc_server* server) {
  return grpc_server_add_http2_port(server, address.c_str(), credentials_);
}

grpc_ssl_certificate_config_reload_status TlsCredentials::Fetch(
    void* self, grpc_ssl_server_certificate_config** config) {
  auto* credentials = static_cast<TlsCredentials*>(self);
  const storage::MutexLock lock(credentials->mutex_);
  if (!credentials->next_) return GRPC_SSL_CERTIFICATE_CONFIG_RELOAD_UNCHANGED;
  const Certificates& next = *credentials->next_;
  const grpc_ssl_pem_key_cert_pair pair{next.key.c_str(), next.chain.c_str()};
  // gRPC 1.51 aborts on a config without authorities for clients, even where it asks no client for
  // a certificate and so never uses them. Then it gets the server's own chain.
  const std::string& authorities = next.client_ca.empty() ? next.chain : next.client_ca;
  *config = grpc_ssl_server_certificate_config_create(authorities.c_str(), &pair, 1);
  credentials->next_.reset();
  return GRPC_SSL_CERTIFICATE_CONFIG_RELOAD_NEW;
}

}  // namespace tashbik::services
