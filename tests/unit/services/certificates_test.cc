// Certificate files, good and bad, as the configuration names them.
#include "services/certificates.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/certificates.h"
#include "tests/testing/child_process.h"
#include "tests/testing/temporary_folder.h"

namespace tashbik::services {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class CertificatesTest : public ::testing::Test {
 protected:
  std::string Refusal() const {
    const auto read = ReadCertificates(tls_);
    return read.ok() ? "" : std::string(read.status().message());
  }
  std::string Write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_.Inside(name), std::ios::binary) << text;
    return folder_.Inside(name);
  }

  testing::TemporaryFolder folder_;
  testing::Authority authority_{folder_.path(), "ca"};
  testing::CertificatePair pair_ = authority_.Sign("server", "DNS:localhost");
  Config::Tls tls_{pair_.certificate, pair_.key, authority_.file()};
};

TEST_F(CertificatesTest, GoodFilesAreReadWhole) {
  const auto read = ReadCertificates(tls_);
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(read->chain, testing::ReadFile(pair_.certificate));
  EXPECT_EQ(read->key, testing::ReadFile(pair_.key));
  EXPECT_EQ(read->client_ca, testing::ReadFile(authority_.file()));
  // Made a moment ago, for 90 days.
  EXPECT_LE(read->chain_span.begins, absl::Now());
  EXPECT_EQ(read->chain_span.ends - read->chain_span.begins, absl::Hours(90 * 24));
}

TEST_F(CertificatesTest, MissingAndForeignFilesAreNamed) {
  tls_.certificate = folder_.Inside("nowhere.pem");
  EXPECT_THAT(Refusal(), AllOf(HasSubstr("tls.certificate"), HasSubstr("nowhere.pem"),
                               HasSubstr("cannot be read")));
  tls_.certificate = Write("text.pem", "no certificate at all\n");
  EXPECT_THAT(Refusal(), AllOf(HasSubstr("tls.certificate"), HasSubstr("holds no certificate")));
  tls_.certificate = pair_.key;
  EXPECT_THAT(Refusal(), HasSubstr("holds no certificate"));
  tls_.certificate = pair_.certificate;
  tls_.key = pair_.certificate;
  EXPECT_THAT(Refusal(), AllOf(HasSubstr("tls.key"), HasSubstr("holds no private key")));
  tls_.key = pair_.key;
  tls_.client_ca = pair_.key;
  EXPECT_THAT(Refusal(), AllOf(HasSubstr("tls.client_ca"), HasSubstr("holds no certificate")));
}

TEST_F(CertificatesTest, AFileCutAnywhereIsRefused) {
  const std::string whole =
      testing::ReadFile(pair_.certificate) + testing::ReadFile(authority_.file());
  const size_t second = whole.find("-----BEGIN", 1);
  tls_.certificate = Write("chain.pem", whole);
  EXPECT_EQ(Refusal(), "");
  // In the text of either certificate; between the two there is nothing that shows it.
  for (const size_t length : {second / 2, second - 10, second + 40, whole.size() - 10}) {
    tls_.certificate = Write("chain.pem", whole.substr(0, length));
    EXPECT_THAT(Refusal(), HasSubstr("cut short or damaged")) << length;
  }
  tls_.certificate = pair_.certificate;
  const std::string key = testing::ReadFile(pair_.key);
  tls_.key = Write("cut.key", key.substr(0, key.size() / 2));
  EXPECT_THAT(Refusal(), HasSubstr("must be whole PEM"));
}

TEST_F(CertificatesTest, AKeyOfAnotherCertificateIsRefused) {
  tls_.key = authority_.Sign("other", "DNS:localhost").key;
  EXPECT_THAT(Refusal(), AllOf(HasSubstr("tls.key"), HasSubstr("is not the key of"),
                               HasSubstr("replace both files together")));
}

TEST_F(CertificatesTest, AKeyWithAPassphraseIsRefusedWithoutAsking) {
  const std::string locked = folder_.Inside("locked.key");
  ASSERT_EQ(testing::RunCommand({"openssl", "ec", "-in", pair_.key, "-aes256", "-passout",
                                 "pass:secret", "-out", locked})
                .code,
            0);
  tls_.key = locked;
  EXPECT_THAT(Refusal(), HasSubstr("without a passphrase"));
}

TEST_F(CertificatesTest, WarnsBeforeAndAfterTheEnd) {
  const auto read = ReadCertificates(tls_);
  ASSERT_TRUE(read.ok()) << read.status();
  auto warnings = [&](absl::Time now) { return CertificateWarnings(tls_, *read, now); };
  const absl::Time ends = read->chain_span.ends;
  tls_.client_ca.clear();
  EXPECT_THAT(warnings(absl::Now()), IsEmpty());
  EXPECT_THAT(warnings(ends - kExpiryNotice - absl::Hours(1)), IsEmpty());
  EXPECT_THAT(warnings(ends - kExpiryNotice + absl::Hours(1)),
              ::testing::Contains(AllOf(HasSubstr("tls.certificate"), HasSubstr("ends on"))));
  EXPECT_THAT(warnings(ends), ::testing::Contains(HasSubstr("ended on")));
  EXPECT_THAT(warnings(read->chain_span.begins - absl::Hours(1)),
              ::testing::Contains(HasSubstr("good only from")));
  EXPECT_TRUE(CheckTime(tls_, *read, ends - absl::Seconds(1)).ok());
  EXPECT_FALSE(CheckTime(tls_, *read, ends).ok());
  EXPECT_FALSE(CheckTime(tls_, *read, read->chain_span.begins - absl::Seconds(1)).ok());
}

TEST_F(CertificatesTest, WarnsOfAKeyThatAllMayRead) {
  ASSERT_EQ(chmod(pair_.key.c_str(), 0644), 0);
  const auto read = ReadCertificates(tls_);
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_THAT(CertificateWarnings(tls_, *read, absl::Now()),
              ElementsAre(AllOf(HasSubstr("tls.key"), HasSubstr("chmod o-r"))));
}

}  // namespace
}  // namespace tashbik::services
