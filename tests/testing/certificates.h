// Certificates for tests, made by the openssl command as deploy/README.md tells an operator to.
#ifndef TASHBIK_TESTS_TESTING_CERTIFICATES_H_
#define TASHBIK_TESTS_TESTING_CERTIFICATES_H_

#include <string>

namespace tashbik::testing {

// Files in PEM.
struct CertificatePair {
  std::string certificate;
  std::string key;
};

// An authority in a folder of the test's. The test program ends when openssl fails.
class Authority {
 public:
  // `folder` must be there; `name` tells its files from those of other authorities.
  Authority(std::string folder, std::string name);

  // Its own certificate, which clients trust.
  std::string file() const { return base_ + ".pem"; }

  // Signs a certificate for `alternative_names`, such as `DNS:localhost,IP:127.0.0.1`. It is good
  // from now on for `days`; with -1 it has ended yesterday.
  CertificatePair Sign(const std::string& name, const std::string& alternative_names,
                       int days = 90) const;

 private:
  std::string base_;
};

// Puts the files of `from` where those of `to` are.
void ReplacePair(const CertificatePair& from, const CertificatePair& to);

}  // namespace tashbik::testing

#endif  // TASHBIK_TESTS_TESTING_CERTIFICATES_H_
