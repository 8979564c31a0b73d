// Reads PEM from memory.
#include "clients/cpp/pem.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>

namespace tashbik::client {
namespace {

using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;

Bio Open(const std::string& text) {
  return Bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())), &BIO_free);
}

int NoPassphrase(char*, int, int, void*) { return 0; }

}  // namespace

std::vector<Certificate> ParseCertificates(const std::string& text) {
  std::vector<Certificate> found;
  const Bio bio = Open(text);
  while (X509* next = PEM_read_bio_X509(bio.get(), nullptr, &NoPassphrase, nullptr)) {
    found.emplace_back(next, &X509_free);
  }
  ERR_clear_error();
  return found;
}

Key ParseKey(const std::string& text) {
  const Bio bio = Open(text);
  Key key(PEM_read_bio_PrivateKey(bio.get(), nullptr, &NoPassphrase, nullptr), &EVP_PKEY_free);
  ERR_clear_error();
  return key;
}

}  // namespace tashbik::client
