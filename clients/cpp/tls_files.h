// The files that a client speaks TLS with.
#ifndef TASHBIK_CLIENTS_CPP_TLS_FILES_H_
#define TASHBIK_CLIENTS_CPP_TLS_FILES_H_

#include <string>

#include "absl/status/statusor.h"

namespace tashbik::client {

// Texts in PEM; each may be empty.
struct TlsFiles {
  std::string authorities;  // empty: those that the system trusts
  std::string certificate;  // what this client shows, with its chain
  std::string key;
};

// Reads and tries the files; an empty path is an empty text. INVALID_ARGUMENT names the file: one
// that cannot be read, is no PEM, a key with a passphrase or of another certificate, one of
// certificate and key without the other.
absl::StatusOr<TlsFiles> ReadTlsFiles(const std::string& ca_file,
                                      const std::string& certificate_file,
                                      const std::string& key_file);

}  // namespace tashbik::client

#endif  // TASHBIK_CLIENTS_CPP_TLS_FILES_H_
