// TLS between the real programs: who is let in, who is refused and in which words, and a
// certificate that is replaced under a running server.
#include <csignal>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include <grpcpp/grpcpp.h>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tashbik/v1/change.grpc.pb.h"
#include "tests/testing/certificates.h"
#include "tests/testing/child_process.h"
#include "tests/testing/temporary_folder.h"
#include "tests/testing/whole_server.h"

namespace tashbik::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr char kHere[] = "DNS:localhost,IP:127.0.0.1";

class TlsTest : public ::testing::Test {
 protected:
  std::string Settings(const CertificatePair& pair, const std::string& client_ca = "") const {
    const std::string path = folder_.Inside("tashbikd.toml");
    std::ofstream(path) << "[tls]\ncertificate = \"" << pair.certificate << "\"\nkey = \""
                        << pair.key << "\"\nclient_ca = \"" << client_ca << "\"\n";
    return path;
  }

  void Start(const CertificatePair& pair, const std::string& client_ca = "") {
    server_ = std::make_unique<ServerProcess>(
        TASHBIKD, folder_.Inside("server"),
        std::vector<std::string>{"--config", Settings(pair, client_ca)});
    ASSERT_TRUE(server_->serving()) << server_->log();
  }

  CommandResult CheckConfig(const CertificatePair& pair) const {
    return RunCommand({TASHBIKD, "--data", folder_.Inside("unused"), "--check-config", "--config",
                       Settings(pair)});
  }

  // `tashbik hub list` as the coordinator, with more flags.
  CommandResult Run(const std::vector<std::string>& flags,
                    const Environment& environment = {}) const {
    return RunAt(server_->address(), flags, environment);
  }
  CommandResult RunAt(const std::string& address, const std::vector<std::string>& flags,
                      const Environment& environment = {}) const {
    std::vector<std::string> command = {
        TASHBIK, "hub", "list", "--server", address, "--token-file", server_->CoordinatorFile()};
    command.insert(command.end(), flags.begin(), flags.end());
    return RunCommand(command, environment);
  }

  // Expects a refusal by TLS, and returns its words.
  std::string Refusal(const std::vector<std::string>& flags) const {
    const CommandResult result = Run(flags);
    EXPECT_EQ(result.code, 6) << result.err;
    EXPECT_EQ(result.out, "");
    EXPECT_THAT(result.err, AllOf(StartsWith("tashbik: "), Not(HasSubstr("no server answers")),
                                  HasSubstr("--ca-file")));
    // Whoever fails to shake hands leaves no line of the library's in the log.
    EXPECT_THAT(server_->log(), Not(HasSubstr("SSL")));
    return result.err;
  }

  TemporaryFolder folder_;
  Authority authority_{folder_.path(), "ours"};
  Authority stranger_{folder_.path(), "strange"};
  std::unique_ptr<ServerProcess> server_;
};

TEST_F(TlsTest, WhoTrustsTheAuthorityIsServed) {
  Start(authority_.Sign("server", kHere));
  const CommandResult named = Run({"--ca-file", authority_.file()});
  EXPECT_EQ(named.code, 0) << named.err;
  EXPECT_THAT(named.out, HasSubstr("First hub"));
  EXPECT_EQ(Run({}, {"TASHBIK_CA_FILE=" + authority_.file()}).code, 0);
  const std::string port = server_->address().substr(server_->address().rfind(':'));
  EXPECT_EQ(RunAt("localhost" + port, {"--ca-file", authority_.file()}).code, 0);
  EXPECT_THAT(server_->log(), HasSubstr("with TLS"));
}

TEST_F(TlsTest, PlainTextIsRefused) {
  Start(authority_.Sign("server", kHere));
  EXPECT_THAT(Refusal({}), HasSubstr("speaks TLS, and was spoken to in plain"));
}

TEST_F(TlsTest, AnotherAuthorityIsRefused) {
  Start(authority_.Sign("server", kHere));
  EXPECT_THAT(Refusal({"--ca-file", stranger_.file()}),
              HasSubstr("not signed by an authority in the CA file that was given"));
}

TEST_F(TlsTest, AnExpiredCertificateIsRefused) {
  Start(authority_.Sign("old", kHere, -1));
  EXPECT_THAT(Refusal({"--ca-file", authority_.file()}), HasSubstr("has expired"));
  EXPECT_THAT(server_->log(), AllOf(HasSubstr("\"warning\""), HasSubstr("ended on")));
}

TEST_F(TlsTest, AnotherNameIsRefused) {
  Start(authority_.Sign("elsewhere", "DNS:directory.example,IP:192.0.2.1"));
  EXPECT_THAT(Refusal({"--ca-file", authority_.file()}),
              HasSubstr("is for directory.example, 192.0.2.1, not for 127.0.0.1"));
}

TEST_F(TlsTest, AServerInPlainIsToldFromOneThatIsNotThere) {
  server_ = std::make_unique<ServerProcess>(TASHBIKD, folder_.Inside("server"));
  ASSERT_TRUE(server_->serving()) << server_->log();
  EXPECT_EQ(Run({}).code, 0);
  EXPECT_THAT(Refusal({"--ca-file", authority_.file()}), HasSubstr("does not speak TLS"));
  server_->Signal(SIGKILL);
  server_->Wait();
  const CommandResult gone = Run({"--ca-file", authority_.file()});
  EXPECT_EQ(gone.code, 6);
  EXPECT_THAT(gone.err, HasSubstr("no server answers at"));
}

TEST_F(TlsTest, FilesThatCannotBeUsedAreNamed) {
  const CertificatePair pair = authority_.Sign("server", kHere);
  Start(pair);
  const CommandResult no_pem = Run({"--ca-file", pair.key});
  EXPECT_EQ(no_pem.code, 2);
  EXPECT_THAT(no_pem.err, AllOf(HasSubstr(pair.key), HasSubstr("holds no certificate")));
  const CommandResult alone = Run({"--certificate-file", pair.certificate});
  EXPECT_EQ(alone.code, 2);
  EXPECT_THAT(alone.err, HasSubstr("given together"));
  const CommandResult crossed = Run(
      {"--certificate-file", pair.certificate, "--key-file", stranger_.Sign("other", kHere).key});
  EXPECT_EQ(crossed.code, 2);
  EXPECT_THAT(crossed.err, HasSubstr("is not that of the certificate"));
}

TEST_F(TlsTest, ClientsShowACertificateWhereTheServerAsks) {
  Start(authority_.Sign("server", kHere), authority_.file());
  const std::vector<std::string> trust = {"--ca-file", authority_.file()};
  auto with = [&](const CertificatePair& own) {
    return std::vector<std::string>{"--ca-file",     authority_.file(), "--certificate-file",
                                    own.certificate, "--key-file",      own.key};
  };
  const CertificatePair client = authority_.Sign("client", "DNS:service.example");
  EXPECT_EQ(Run(with(client)).code, 0);
  EXPECT_EQ(Run(trust, {"TASHBIK_CERTIFICATE_FILE=" + client.certificate,
                        "TASHBIK_KEY_FILE=" + client.key})
                .code,
            0);
  EXPECT_THAT(Refusal(trust), HasSubstr("asks for a client certificate, and none was given"));
  EXPECT_THAT(Refusal(with(stranger_.Sign("client", "DNS:service.example"))),
              HasSubstr("refuses the client certificate"));
  EXPECT_THAT(Refusal(with(authority_.Sign("late", "DNS:service.example", -1))),
              HasSubstr("refuses the client certificate"));
}

// Changes as they come, over one connection that is opened once.
class Watch {
 public:
  Watch(const std::string& address, const std::string& ca_file, const std::string& token) {
    grpc::SslCredentialsOptions tls;
    tls.pem_root_certs = ReadFile(ca_file);
    context_.AddMetadata("authorization", "Bearer " + token);
    context_.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60));
    stub_ = v1::ChangeService::NewStub(grpc::CreateChannel(address, grpc::SslCredentials(tls)));
    stream_ = stub_->WatchChanges(&context_, v1::WatchChangesRequest());
    v1::WatchChangesResponse token_only;
    EXPECT_TRUE(stream_->Read(&token_only)) << "follows from here on";
  }
  ~Watch() { context_.TryCancel(); }

  // The next answer that holds a change; false at the end of the stream.
  bool Next() {
    v1::WatchChangesResponse answer;
    while (stream_->Read(&answer)) {
      if (!answer.name().empty()) return true;
    }
    return false;
  }

 private:
  grpc::ClientContext context_;
  std::unique_ptr<v1::ChangeService::Stub> stub_;
  std::unique_ptr<grpc::ClientReader<v1::WatchChangesResponse>> stream_;
};

TEST_F(TlsTest, ANewCertificateServesNewConnectionsAndSparesOpenCalls) {
  const CertificatePair used = authority_.Sign("server", kHere);
  Start(used);
  auto create = [&](const std::string& ca_file, const std::string& name) {
    return RunCommand({TASHBIK, "org", "create", name, "--server", server_->address(),
                       "--token-file", server_->CoordinatorFile(), "--ca-file", ca_file});
  };
  Watch watch(server_->address(), authority_.file(), ReadLine(server_->CoordinatorFile()));
  ASSERT_EQ(create(authority_.file(), "Before").code, 0);
  ASSERT_TRUE(watch.Next());

  ReplacePair(stranger_.Sign("server", kHere), used);
  EXPECT_EQ(Run({"--ca-file", authority_.file()}).code, 0) << "nothing before the signal";
  server_->Signal(SIGHUP);
  ASSERT_TRUE(server_->WaitForLog("certificates reloaded")) << server_->log();
  EXPECT_EQ(Run({"--ca-file", stranger_.file()}).code, 0);
  EXPECT_THAT(Refusal({"--ca-file", authority_.file()}), HasSubstr("not signed by"));
  ASSERT_EQ(create(stranger_.file(), "After").code, 0);
  EXPECT_TRUE(watch.Next()) << "the connection from before goes on";
}

TEST_F(TlsTest, APairThatCannotServeLeavesTheOldOneInUse) {
  const CertificatePair used = authority_.Sign("server", kHere);
  Start(used);
  auto reload = [&](const std::string& complaint) {
    server_->Signal(SIGHUP);
    ASSERT_TRUE(server_->WaitForLog(complaint)) << server_->log();
    EXPECT_EQ(Run({"--ca-file", authority_.file()}).code, 0) << complaint;
  };
  const CertificatePair next = authority_.Sign("next", kHere);
  // The new certificate is there, its key not yet.
  const auto overwrite = std::filesystem::copy_options::overwrite_existing;
  std::filesystem::copy_file(next.certificate, used.certificate, overwrite);
  reload("is not the key of");
  std::filesystem::resize_file(used.certificate, std::filesystem::file_size(used.certificate) / 2);
  reload("cut short or damaged");
  std::filesystem::remove(used.certificate);
  reload("cannot be read");
  ReplacePair(authority_.Sign("late", kHere, -1), used);
  reload("ended on");
  EXPECT_THAT(server_->log(), AllOf(HasSubstr("\"warning\""), HasSubstr("stays in use"),
                                    Not(HasSubstr("certificates reloaded"))));
  ReplacePair(next, used);
  reload("certificates reloaded");
}

TEST_F(TlsTest, HangUpWithoutTlsIsNoEnd) {
  server_ = std::make_unique<ServerProcess>(TASHBIKD, folder_.Inside("server"));
  ASSERT_TRUE(server_->serving()) << server_->log();
  server_->Signal(SIGHUP);
  ASSERT_TRUE(server_->WaitForLog("there are none without TLS")) << server_->log();
  EXPECT_EQ(Run({}).code, 0);
  server_->Signal(SIGTERM);
  EXPECT_EQ(server_->Wait(), 0);
}

TEST_F(TlsTest, TheConfigurationIsCheckedBeforeAStart) {
  const CertificatePair pair = authority_.Sign("server", kHere);
  const CommandResult good = CheckConfig(pair);
  EXPECT_EQ(good.code, 0) << good.err;
  EXPECT_EQ(good.err, "");
  const CommandResult soon = CheckConfig(authority_.Sign("soon", kHere, 3));
  EXPECT_EQ(soon.code, 0);
  EXPECT_THAT(soon.err, AllOf(HasSubstr("warning"), HasSubstr("ends on")));
  const CommandResult over = CheckConfig(authority_.Sign("over", kHere, -1));
  EXPECT_EQ(over.code, 0);
  EXPECT_THAT(over.err, AllOf(HasSubstr("warning"), HasSubstr("ended on")));
  const CertificatePair crossed{pair.certificate, stranger_.Sign("other", kHere).key};
  const CommandResult refused = CheckConfig(crossed);
  EXPECT_EQ(refused.code, 78);
  EXPECT_THAT(refused.err, HasSubstr("is not the key of"));
  // A start says the same, before it makes anything.
  const CommandResult start = RunCommand({TASHBIKD, "--data", folder_.Inside("unused"), "--address",
                                          "127.0.0.1:0", "--config", Settings(crossed)});
  EXPECT_EQ(start.code, 78);
  EXPECT_THAT(start.err, HasSubstr("is not the key of"));
  EXPECT_FALSE(std::filesystem::exists(folder_.Inside("unused")));
}

}  // namespace
}  // namespace tashbik::testing
