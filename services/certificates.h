// The files behind TLS: read whole and tried before anything uses them.
#ifndef TASHBIK_SERVICES_CERTIFICATES_H_
#define TASHBIK_SERVICES_CERTIFICATES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/config.h"

namespace tashbik::services {

// What a warning is given about, before a certificate ends. Longer than a renewal that failed
// needs to be noticed, shorter than the 30 days before the end at which ACME clients renew.
inline constexpr absl::Duration kExpiryNotice = absl::Hours(14 * 24);

// The texts of the files, and when all certificates of each are good.
struct Certificates {
  struct Span {
    absl::Time begins = absl::InfinitePast();
    absl::Time ends = absl::InfiniteFuture();
  };
  std::string chain;  // the server's own certificate first
  std::string key;
  std::string client_ca;  // empty: clients need no certificate
  Span chain_span;
  Span client_ca_span;
  bool key_exposed = false;  // users besides owner and group may read the key file
};

// Reads the files of `tls`, whose certificate must be set, and tries them as the TLS library will.
// INVALID_ARGUMENT names setting, file and remedy: a file that cannot be read, is no PEM, is cut,
// holds a key with a passphrase or one that is too short, or a key of another certificate.
// What only time makes wrong is not an error here. Safe from any thread; some 1 ms.
absl::StatusOr<Certificates> ReadCertificates(const Config::Tls& tls);

// Whether the server's own certificate is good at `now`; the error says since when it is not.
absl::Status CheckTime(const Config::Tls& tls, const Certificates& certificates, absl::Time now);

// What an operator should do something about: certificates that are not good at `now` or end
// within kExpiryNotice, a key that others may read. One sentence each.
std::vector<std::string> CertificateWarnings(const Config::Tls& tls,
                                             const Certificates& certificates, absl::Time now);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_CERTIFICATES_H_
