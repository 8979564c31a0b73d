// Certificates and keys out of PEM texts, by OpenSSL. Not installed: for this library's own files.
#ifndef TASHBIK_CLIENTS_CPP_PEM_H_
#define TASHBIK_CLIENTS_CPP_PEM_H_

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>
#include <string>
#include <vector>

namespace tashbik::client {

using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;
using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

// All certificates up to the end, or to the first that cannot be read.
std::vector<Certificate> ParseCertificates(const std::string& text);

// Null for a text that holds no private key, or one with a passphrase: nobody is asked for it.
Key ParseKey(const std::string& text);

}  // namespace tashbik::client

#endif  // TASHBIK_CLIENTS_CPP_PEM_H_
