// Calls openssl. Keys are of curve P-256: made in a millisecond.
#include "tests/testing/certificates.h"

#include <filesystem>
#include <utility>
#include <vector>

#include "tests/testing/child_process.h"
#include "tests/testing/whole_server.h"

namespace tashbik::testing {
namespace {

void OpenSsl(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "openssl");
  if (const CommandResult result = RunCommand(arguments); result.code != 0) GiveUp(result.err);
}

}  // namespace

Authority::Authority(std::string folder, std::string name)
    : base_(std::move(folder) + "/" + std::move(name)) {
  OpenSsl({"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
           "-days", "90", "-subj", "/CN=Authority of a test", "-addext",
           "keyUsage=critical,keyCertSign", "-keyout", base_ + ".key", "-out", file()});
}

CertificatePair Authority::Sign(const std::string& name, const std::string& alternative_names,
                                int days) const {
  const std::string base = base_ + "-" + name;
  OpenSsl({"req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj",
           "/CN=" + name, "-addext", "subjectAltName=" + alternative_names, "-keyout",
           base + ".key", "-out", base + ".csr"});
  OpenSsl({"x509", "-req", "-in", base + ".csr", "-CA", file(), "-CAkey", base_ + ".key",
           "-CAcreateserial", "-days", std::to_string(days), "-copy_extensions", "copy", "-out",
           base + ".pem"});
  return {base + ".pem", base + ".key"};
}

void ReplacePair(const CertificatePair& from, const CertificatePair& to) {
  const auto overwrite = std::filesystem::copy_options::overwrite_existing;
  std::filesystem::copy_file(from.certificate, to.certificate, overwrite);
  std::filesystem::copy_file(from.key, to.key, overwrite);
}

}  // namespace tashbik::testing
