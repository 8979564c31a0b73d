// gRPC says no more than "certificate verify failed" or "Socket closed"; a handshake of our own
// with OpenSSL, which gRPC uses too, says which and why.
#include "clients/cpp/tls_fault.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <ctime>
#include <memory>
#include <vector>

#include "absl/strings/cord.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cpp/pem.h"

namespace tashbik::client {
namespace {

constexpr char kFaultPayload[] = "tashbik.client/tls";
// What gRPC asks for, too.
constexpr unsigned char kHttp2[] = {2, 'h', '2'};

using Context = std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)>;

absl::Status Fault(absl::string_view text) {
  absl::Status status = absl::UnavailableError(text);
  status.SetPayload(kFaultPayload, absl::Cord("1"));
  return status;
}

std::string Date(const ASN1_TIME* time) {
  std::tm fields{};
  ASN1_TIME_to_tm(time, &fields);
  return absl::FormatTime("%Y-%m-%d %H:%M UTC", absl::FromTM(fields, absl::UTCTimeZone()),
                          absl::UTCTimeZone());
}

// The names and addresses that a certificate is for.
std::string NamesOf(X509* certificate) {
  std::vector<std::string> names;
  auto* all = static_cast<GENERAL_NAMES*>(
      X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr));
  for (int i = 0; i < sk_GENERAL_NAME_num(all); ++i) {
    const GENERAL_NAME* name = sk_GENERAL_NAME_value(all, i);
    if (name->type == GEN_DNS) {
      names.emplace_back(reinterpret_cast<const char*>(ASN1_STRING_get0_data(name->d.dNSName)),
                         ASN1_STRING_length(name->d.dNSName));
    } else if (name->type == GEN_IPADD) {
      char text[NI_MAXHOST] = "";
      const unsigned char* bytes = ASN1_STRING_get0_data(name->d.iPAddress);
      const bool v4 = ASN1_STRING_length(name->d.iPAddress) == 4;
      if (v4 || ASN1_STRING_length(name->d.iPAddress) == 16) {
        inet_ntop(v4 ? AF_INET : AF_INET6, bytes, text, sizeof text);
        names.emplace_back(text);
      }
    }
  }
  GENERAL_NAMES_free(all);
  // The server is not trusted yet, and this goes to a terminal.
  for (std::string& name : names) {
    for (char& letter : name) {
      if (letter < ' ' || letter > '~') letter = '?';
    }
  }
  return names.empty() ? "no name" : absl::StrJoin(names, ", ");
}

// Holds back the signal that a write to a closed connection raises in this thread: OpenSSL knows
// no other way, and the program may have it end itself.
class NoPipeSignal {
 public:
  NoPipeSignal() {
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  ~NoPipeSignal() {
    if (sigismember(&before_, SIGPIPE) == 1) return;
    const timespec now{};
    while (sigtimedwait(&pipe_, nullptr, &now) == SIGPIPE) {
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  NoPipeSignal(const NoPipeSignal&) = delete;
  NoPipeSignal& operator=(const NoPipeSignal&) = delete;

 private:
  sigset_t pipe_;
  sigset_t before_;
};

// A connection by TCP and TLS, and what it tells.
class Probe {
 public:
  // Connects; connected() says whether it did.
  Probe(const std::string& server, absl::Duration patience);
  ~Probe();
  Probe(const Probe&) = delete;
  Probe& operator=(const Probe&) = delete;

  bool connected() const { return socket_ >= 0; }
  // Says hello by TLS as `files` say; false where that does not come to its end.
  bool Shake(const TlsFiles& files);
  // Whether the server says anything after it; a server that refuses this client hangs up.
  bool Hear();

  // After Shake.
  bool asked_for_certificate() const { return asked_; }
  bool speaks_no_tls() const { return no_tls_; }
  // What is wrong with the server's certificate; OK if nothing, or if it showed none.
  absl::Status CheckServer(bool own_authorities) const;

 private:
  static int OnAsked(SSL*, void* probe) {
    static_cast<Probe*>(probe)->asked_ = true;
    return 1;
  }
  void Load(const TlsFiles& files);

  const NoPipeSignal no_pipe_signal_;
  std::string host_;
  int socket_ = -1;
  bool asked_ = false;
  bool no_tls_ = false;
  Context context_{SSL_CTX_new(TLS_client_method()), &SSL_CTX_free};
  std::unique_ptr<SSL, decltype(&SSL_free)> tls_{nullptr, &SSL_free};
};

Probe::Probe(const std::string& server, absl::Duration patience) {
  const size_t colon = server.rfind(':');
  if (absl::StartsWith(server, "unix:") || colon == std::string::npos) return;
  host_ = server.substr(0, colon);
  if (absl::StartsWith(host_, "[") && host_.size() > 2) host_ = host_.substr(1, host_.size() - 2);
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (getaddrinfo(host_.c_str(), server.c_str() + colon + 1, &hints, &found) != 0) return;
  const timeval limit = absl::ToTimeval(patience);
  for (const addrinfo* each = found; each != nullptr && socket_ < 0; each = each->ai_next) {
    socket_ = socket(each->ai_family, each->ai_socktype | SOCK_CLOEXEC, 0);
    if (socket_ < 0) continue;
    setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    if (connect(socket_, each->ai_addr, each->ai_addrlen) == 0) continue;
    close(socket_);
    socket_ = -1;
  }
  freeaddrinfo(found);
}

Probe::~Probe() {
  tls_.reset();
  if (socket_ >= 0) close(socket_);
  ERR_clear_error();
}

void Probe::Load(const TlsFiles& files) {
  if (files.authorities.empty()) {
    SSL_CTX_set_default_verify_paths(context_.get());
  } else {
    for (const Certificate& each : ParseCertificates(files.authorities)) {
      X509_STORE_add_cert(SSL_CTX_get_cert_store(context_.get()), each.get());
    }
  }
  const std::vector<Certificate> own = ParseCertificates(files.certificate);
  for (size_t i = 0; i < own.size(); ++i) {
    if (i == 0) {
      SSL_CTX_use_certificate(context_.get(), own[i].get());
    } else {
      SSL_CTX_add1_chain_cert(context_.get(), own[i].get());
    }
  }
  if (!own.empty()) SSL_CTX_use_PrivateKey(context_.get(), ParseKey(files.key).get());
}

bool Probe::Shake(const TlsFiles& files) {
  Load(files);
  // Verified, and kept whatever comes of it: the result is what is asked for.
  SSL_CTX_set_verify(context_.get(), SSL_VERIFY_NONE, nullptr);
  SSL_CTX_set_cert_cb(context_.get(), &OnAsked, this);
  SSL_CTX_set_alpn_protos(context_.get(), kHttp2, sizeof kHttp2);
  tls_.reset(SSL_new(context_.get()));
  X509_VERIFY_PARAM* names = SSL_get0_param(tls_.get());
  if (X509_VERIFY_PARAM_set1_ip_asc(names, host_.c_str()) != 1) {
    X509_VERIFY_PARAM_set1_host(names, host_.c_str(), host_.size());
    SSL_set_tlsext_host_name(tls_.get(), host_.c_str());
  }
  SSL_set_fd(tls_.get(), socket_);
  ERR_clear_error();
  if (SSL_connect(tls_.get()) == 1) return true;
  const int reason = ERR_GET_REASON(ERR_peek_last_error());
  no_tls_ = reason == SSL_R_WRONG_VERSION_NUMBER || reason == SSL_R_PACKET_LENGTH_TOO_LONG;
  return false;
}

bool Probe::Hear() {
  char byte;
  return SSL_read(tls_.get(), &byte, 1) == 1;
}

absl::Status Probe::CheckServer(bool own_authorities) const {
  const std::unique_ptr<X509, decltype(&X509_free)> certificate(
      SSL_get1_peer_certificate(tls_.get()), &X509_free);
  if (certificate == nullptr) return absl::OkStatus();
  const long result = SSL_get_verify_result(tls_.get());  // NOLINT: OpenSSL's type
  const std::string subject = absl::StrCat("the certificate of the server at ", host_);
  switch (result) {
    case X509_V_OK:
      return absl::OkStatus();
    case X509_V_ERR_CERT_HAS_EXPIRED:
      return Fault(absl::StrCat(
          subject, ", or of an authority above it, has expired (its own ends on ",
          Date(X509_get0_notAfter(certificate.get())), "); who runs the server must renew it"));
    case X509_V_ERR_CERT_NOT_YET_VALID:
      return Fault(absl::StrCat(subject, " is good only from ",
                                Date(X509_get0_notBefore(certificate.get())),
                                " on; check the clocks of both machines"));
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
      return Fault(absl::StrCat(subject, " is for ", NamesOf(certificate.get()), ", not for ",
                                host_, "; name the server as its certificate does"));
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_CERT_SIGNATURE_FAILURE:
      return Fault(absl::StrCat(
          subject, " is not signed by an authority ",
          own_authorities
              ? "in the CA file that was given; is it the right one?"
              : "that this system trusts; give the authority's PEM file as the CA file"));
    default:
      return Fault(
          absl::StrCat(subject, " cannot be trusted: ", X509_verify_cert_error_string(result)));
  }
}

}  // namespace

absl::Status FindTlsFault(const std::string& server, const TlsFiles* files,
                          absl::Duration patience) {
  Probe probe(server, patience);
  if (!probe.connected()) return absl::OkStatus();
  const bool shaken = probe.Shake(files == nullptr ? TlsFiles() : *files);
  if (files == nullptr) {
    if (!shaken && !probe.asked_for_certificate()) return absl::OkStatus();
    return Fault(absl::StrCat("the server at ", server,
                              " speaks TLS, and was spoken to in plain; give the PEM file of the "
                              "authority that signed its certificate as the CA file"));
  }
  if (probe.speaks_no_tls()) {
    return Fault(absl::StrCat("the server at ", server,
                              " does not speak TLS; a CA file or a client certificate is for one "
                              "that does, and so is any address beyond this machine"));
  }
  if (absl::Status status = probe.CheckServer(!files->authorities.empty()); !status.ok()) {
    return status;
  }
  if (!probe.asked_for_certificate() || (shaken && probe.Hear())) return absl::OkStatus();
  return Fault(absl::StrCat(
      "the server at ", server,
      files->certificate.empty()
          ? " asks for a client certificate, and none was given"
          : " refuses the client certificate that was given; is it signed by the authority that "
            "the server names, and not expired?"));
}

bool IsTlsFault(const absl::Status& status) { return status.GetPayload(kFaultPayload).has_value(); }

}  // namespace tashbik::client
