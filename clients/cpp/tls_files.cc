// Reads the files of a client and tries whether they fit together.
#include "clients/cpp/tls_files.h"

#include <openssl/err.h>
#include <openssl/x509.h>

#include <fstream>
#include <sstream>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cpp/pem.h"

namespace tashbik::client {
namespace {

absl::StatusOr<std::string> ReadText(const std::string& path, absl::string_view what) {
  if (path.empty()) return std::string();
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (!file || !(text << file.rdbuf())) {
    return absl::InvalidArgumentError(absl::StrCat("cannot read the ", what, " file ", path));
  }
  return text.str();
}

}  // namespace

absl::StatusOr<TlsFiles> ReadTlsFiles(const std::string& ca_file,
                                      const std::string& certificate_file,
                                      const std::string& key_file) {
  auto refuse = [](auto... parts) { return absl::InvalidArgumentError(absl::StrCat(parts...)); };
  if (certificate_file.empty() != key_file.empty()) {
    return refuse("a client certificate and its key must be given together");
  }
  auto authorities = ReadText(ca_file, "CA");
  if (!authorities.ok()) return authorities.status();
  auto certificate = ReadText(certificate_file, "certificate");
  if (!certificate.ok()) return certificate.status();
  auto key = ReadText(key_file, "key");
  if (!key.ok()) return key.status();
  if (!ca_file.empty() && ParseCertificates(*authorities).empty()) {
    return refuse("the CA file ", ca_file, " holds no certificate; it must be PEM");
  }
  if (!certificate_file.empty()) {
    const std::vector<Certificate> own = ParseCertificates(*certificate);
    if (own.empty()) {
      return refuse("the certificate file ", certificate_file,
                    " holds no certificate; it must be PEM");
    }
    const Key own_key = ParseKey(*key);
    if (own_key == nullptr) {
      return refuse("the key file ", key_file,
                    " holds no private key that can be read; it must be PEM without a passphrase");
    }
    const bool fits = X509_check_private_key(own[0].get(), own_key.get()) == 1;
    ERR_clear_error();
    if (!fits) {
      return refuse("the key in ", key_file, " is not that of the certificate in ",
                    certificate_file);
    }
  }
  return TlsFiles{*std::move(authorities), *std::move(certificate), *std::move(key)};
}

}  // namespace tashbik::client
