// Parses with OpenSSL, the library that gRPC uses: what it takes here, it takes there.
#include "services/certificates.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <sys/stat.h>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <memory>
#include <sstream>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace tashbik::services {
namespace {

using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;
using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Context = std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)>;

// A setting and the file it names, for errors.
struct Source {
  absl::string_view setting;
  const std::string& path;
};

absl::Status Refuse(const Source& source, absl::string_view what) {
  ERR_clear_error();
  return absl::InvalidArgumentError(
      absl::StrCat(source.setting, ": the file ", source.path, " ", what));
}

absl::StatusOr<std::string> ReadText(const Source& source) {
  std::ifstream file(source.path, std::ios::binary);
  std::ostringstream text;
  if (!file || !(text << file.rdbuf())) {
    return Refuse(source,
                  "cannot be read, or is empty; it must be there and readable by the user "
                  "that the server runs as");
  }
  return text.str();
}

Bio Open(const std::string& text) {
  return Bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())), &BIO_free);
}

// A server has nobody to ask for a passphrase.
int NoPassphrase(char*, int, int, void*) { return 0; }

absl::Time TimeOf(const ASN1_TIME* time) {
  std::tm fields{};
  ASN1_TIME_to_tm(time, &fields);
  return absl::FromTM(fields, absl::UTCTimeZone());
}

absl::StatusOr<std::vector<Certificate>> ParseCertificates(const Source& source,
                                                           const std::string& text) {
  std::vector<Certificate> found;
  const Bio bio = Open(text);
  ERR_clear_error();
  while (X509* next = PEM_read_bio_X509(bio.get(), nullptr, &NoPassphrase, nullptr)) {
    found.emplace_back(next, &X509_free);
  }
  const bool at_end = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
  if (!at_end) return Refuse(source, "is cut short or damaged; put a whole PEM file there");
  if (found.empty()) {
    return Refuse(source, "holds no certificate; it must be PEM, with BEGIN CERTIFICATE");
  }
  ERR_clear_error();
  return found;
}

Certificates::Span SpanOf(const std::vector<Certificate>& certificates) {
  Certificates::Span span;
  for (const Certificate& each : certificates) {
    span.begins = std::max(span.begins, TimeOf(X509_get0_notBefore(each.get())));
    span.ends = std::min(span.ends, TimeOf(X509_get0_notAfter(each.get())));
  }
  return span;
}

// Whether the pair can serve, asked in the order in which gRPC will.
absl::Status TryPair(const Config::Tls& tls, X509* certificate, const std::string& key_text) {
  const Source key_source{"tls.key", tls.key};
  const Bio bio = Open(key_text);
  const Key key(PEM_read_bio_PrivateKey(bio.get(), nullptr, &NoPassphrase, nullptr),
                &EVP_PKEY_free);
  if (key == nullptr) {
    return Refuse(
        key_source,
        "holds no private key that can be read; it must be whole PEM without a passphrase");
  }
  const Context context(SSL_CTX_new(TLS_server_method()), &SSL_CTX_free);
  if (SSL_CTX_use_certificate(context.get(), certificate) != 1) {
    const char* why = ERR_reason_error_string(ERR_peek_last_error());
    return Refuse({"tls.certificate", tls.certificate},
                  absl::StrCat("holds a certificate that cannot serve (",
                               why == nullptr ? "unknown" : why, "); make a new one"));
  }
  if (SSL_CTX_use_PrivateKey(context.get(), key.get()) != 1 ||
      SSL_CTX_check_private_key(context.get()) != 1) {
    return Refuse(key_source, absl::StrCat("is not the key of the first certificate in ",
                                           tls.certificate, "; replace both files together"));
  }
  return absl::OkStatus();
}

std::string Date(absl::Time time) {
  return absl::FormatTime("%Y-%m-%d %H:%M UTC", time, absl::UTCTimeZone());
}

// What is wrong with the time of a file's certificates, or empty.
std::string TimeFault(const Source& source, const Certificates::Span& span, absl::Time now) {
  if (now >= span.ends) {
    return absl::StrCat(source.setting, ": the certificate in ", source.path, " ended on ",
                        Date(span.ends), "; renew it");
  }
  if (now < span.begins) {
    return absl::StrCat(source.setting, ": the certificate in ", source.path, " is good only from ",
                        Date(span.begins), " on; check this machine's clock");
  }
  return "";
}

}  // namespace

absl::StatusOr<Certificates> ReadCertificates(const Config::Tls& tls) {
  Certificates result;
  const Source chain{"tls.certificate", tls.certificate};
  absl::StatusOr<std::string> text = ReadText(chain);
  if (!text.ok()) return text.status();
  result.chain = *std::move(text);
  auto certificates = ParseCertificates(chain, result.chain);
  if (!certificates.ok()) return certificates.status();
  result.chain_span = SpanOf(*certificates);

  text = ReadText({"tls.key", tls.key});
  if (!text.ok()) return text.status();
  result.key = *std::move(text);
  if (absl::Status status = TryPair(tls, certificates->front().get(), result.key); !status.ok()) {
    return status;
  }
  struct stat found {};
  result.key_exposed = stat(tls.key.c_str(), &found) == 0 && (found.st_mode & S_IROTH) != 0;

  if (tls.client_ca.empty()) return result;
  const Source client_ca{"tls.client_ca", tls.client_ca};
  text = ReadText(client_ca);
  if (!text.ok()) return text.status();
  result.client_ca = *std::move(text);
  auto authorities = ParseCertificates(client_ca, result.client_ca);
  if (!authorities.ok()) return authorities.status();
  result.client_ca_span = SpanOf(*authorities);
  return result;
}

absl::Status CheckTime(const Config::Tls& tls, const Certificates& certificates, absl::Time now) {
  const std::string fault =
      TimeFault({"tls.certificate", tls.certificate}, certificates.chain_span, now);
  return fault.empty() ? absl::OkStatus() : absl::InvalidArgumentError(fault);
}

std::vector<std::string> CertificateWarnings(const Config::Tls& tls,
                                             const Certificates& certificates, absl::Time now) {
  std::vector<std::string> warnings;
  auto look = [&](const Source& source, const Certificates::Span& span) {
    if (std::string fault = TimeFault(source, span, now); !fault.empty()) {
      warnings.push_back(std::move(fault));
    } else if (span.ends - now < kExpiryNotice) {
      warnings.push_back(absl::StrCat(source.setting, ": the certificate in ", source.path,
                                      " ends on ", Date(span.ends), "; renew it before"));
    }
  };
  look({"tls.certificate", tls.certificate}, certificates.chain_span);
  look({"tls.client_ca", tls.client_ca}, certificates.client_ca_span);
  if (certificates.key_exposed) {
    warnings.push_back(
        absl::StrCat("tls.key: every user of this machine may read ", tls.key, "; chmod o-r it"));
  }
  return warnings;
}

}  // namespace tashbik::services
