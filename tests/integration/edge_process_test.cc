// The server as a program: its first start, its end, and starts that must not succeed.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <pty.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <memory>
#include <string>

#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>

#include "absl/strings/match.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "tashbik/v1/admin.pb.h"
#include "tashbik/v1/change.grpc.pb.h"
#include "tashbik/v1/organization.pb.h"
#include "tests/testing/child_process.h"
#include "tests/testing/whole_server.h"

namespace tashbik::testing {
namespace {

unsigned Mode(const std::string& path) {
  struct stat found {};
  return stat(path.c_str(), &found) == 0 ? found.st_mode & 0777 : 0;
}

TEST(EdgeProcess, FirstStartLeavesTokensForItsUserAlone) {
  TemporaryFolder folder;
  std::string secret;
  {
    ServerProcess server(TASHBIKD, folder.path());
    ASSERT_TRUE(server.serving()) << server.log();
    EXPECT_EQ(Mode(server.AdministratorFile()), 0600u);
    EXPECT_EQ(Mode(server.CoordinatorFile()), 0600u);
    EXPECT_EQ(Mode(folder.Inside("tokens")), 0700u);
    EXPECT_EQ(Mode(folder.Inside("data/administrator.token")), 0600u);
    EXPECT_EQ(Mode(folder.Inside("data/coordinator.token")), 0600u);
    EXPECT_EQ(Mode(folder.Inside("data")), 0700u);
    secret = ReadLine(server.AdministratorFile());
    EXPECT_FALSE(absl::StrContains(server.log(), secret));
    server.Signal(SIGTERM);
    EXPECT_EQ(server.Wait(), 0) << server.log();
  }
  ServerProcess server(TASHBIKD, folder.path());
  ASSERT_TRUE(server.serving()) << server.log();
  EXPECT_EQ(ReadLine(server.AdministratorFile()), secret) << "the first start was the only one";
  EXPECT_TRUE(ConnectTo(server.address(), secret)
                  .Call<v1::ListTokensResponse>(v1::ListTokensRequest())
                  .ok());
}

TEST(EdgeProcess, APortInUseIsAClearError) {
  TemporaryFolder folder;
  ServerProcess server(TASHBIKD, folder.Inside("one"));
  ASSERT_TRUE(server.serving()) << server.log();
  const CommandResult second =
      RunCommand({TASHBIKD, "--data", folder.Inside("two"), "--address", server.address(),
                  "--token-folder", folder.Inside("tokens")});
  EXPECT_EQ(second.code, 1);
  EXPECT_TRUE(absl::StrContains(second.err, server.address())) << second.err;
  EXPECT_TRUE(absl::StrContains(second.err, "--address")) << second.err;
  EXPECT_FALSE(std::filesystem::exists(folder.Inside("two"))) << "nothing was begun";
}

TEST(EdgeProcess, AFolderInUseIsAClearError) {
  TemporaryFolder folder;
  ServerProcess server(TASHBIKD, folder.path());
  ASSERT_TRUE(server.serving()) << server.log();
  const CommandResult second =
      RunCommand({TASHBIKD, "--data", folder.Inside("data"), "--address", "127.0.0.1:0",
                  "--token-folder", folder.Inside("tokens")});
  EXPECT_EQ(second.code, 1);
  EXPECT_TRUE(absl::StrContains(second.err, folder.Inside("data"))) << second.err;
}

TEST(EdgeProcess, SettingsThatCannotBeAreRefused) {
  TemporaryFolder folder;
  const CommandResult open_to_all =
      RunCommand({TASHBIKD, "--data", folder.Inside("data"), "--address", "0.0.0.0:0"});
  EXPECT_EQ(open_to_all.code, 78);
  EXPECT_TRUE(absl::StrContains(open_to_all.err, "tls")) << open_to_all.err;
  EXPECT_EQ(RunCommand({TASHBIKD, "--nonsense"}).code, 64);
  EXPECT_EQ(RunCommand({TASHBIKD}).code, 78);
  EXPECT_FALSE(std::filesystem::exists(folder.Inside("data")));
}

// A health watch: reads one status after the other.
class HealthWatch {
 public:
  explicit HealthWatch(const std::string& address)
      : stub_(grpc::CreateChannel(address, grpc::InsecureChannelCredentials())) {
    context_.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(40));
    call_ = stub_.PrepareCall(&context_, "/grpc.health.v1.Health/Watch", &queue_);
    call_->StartCall(nullptr);
    Done();
    const grpc::Slice all_services("");
    call_->WriteLast(grpc::ByteBuffer(&all_services, 1), grpc::WriteOptions(), nullptr);
    Done();
  }

  // Ends it: an open watch would hold the server's stop until its limit.
  ~HealthWatch() { context_.TryCancel(); }

  // 1: SERVING, 2: NOT_SERVING; 0 at the end of the stream.
  int Next() {
    grpc::ByteBuffer answer;
    call_->Read(&answer, nullptr);
    if (!Done()) return 0;
    grpc::Slice bytes;
    if (!answer.DumpToSingleSlice(&bytes).ok() || bytes.size() != 2) return -1;
    return bytes.begin()[1];
  }

 private:
  bool Done() {
    void* tag = nullptr;
    bool ok = false;
    return queue_.Next(&tag, &ok) && ok;
  }

  grpc::GenericStub stub_;
  grpc::ClientContext context_;
  grpc::CompletionQueue queue_;
  std::unique_ptr<grpc::GenericClientAsyncReaderWriter> call_;
};

TEST(EdgeProcess, TermDrainsWithinTheLimit) {
  TemporaryFolder folder;
  ServerProcess server(TASHBIKD, folder.path());
  ASSERT_TRUE(server.serving()) << server.log();
  auto health = std::make_unique<HealthWatch>(server.address());
  EXPECT_EQ(health->Next(), 1);
  v1::ChangeService::Stub stub(
      grpc::CreateChannel(server.address(), grpc::InsecureChannelCredentials()));
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(40));
  auto watch = stub.WatchChanges(&context, v1::WatchChangesRequest());
  v1::WatchChangesResponse change;
  ASSERT_TRUE(watch->Read(&change));

  const absl::Time begin = absl::Now();
  server.Signal(SIGTERM);
  EXPECT_EQ(health->Next(), 2) << "told before anything ends";
  health.reset();
  EXPECT_FALSE(watch->Read(&change));
  EXPECT_EQ(watch->Finish().error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(server.Wait(), 0) << server.log();
  EXPECT_LT(absl::Now() - begin, absl::Seconds(35));
}

TEST(EdgeProcess, AClosedTerminalEndsIt) {
  TemporaryFolder folder;
  const std::string data = folder.Inside("data");
  const std::string tokens = folder.Inside("tokens");
  int terminal = -1;
  const pid_t server = forkpty(&terminal, nullptr, nullptr, nullptr);
  if (server == 0) {
    execl(TASHBIKD, TASHBIKD, "--data", data.c_str(), "--address", "127.0.0.1:0", "--token-folder",
          tokens.c_str(), static_cast<char*>(nullptr));
    _exit(127);
  }
  std::string log;
  char buffer[4096];
  while (!absl::StrContains(log, "serving on")) {
    const ssize_t size = read(terminal, buffer, sizeof buffer);
    if (size <= 0) break;
    log.append(buffer, size);
  }
  EXPECT_TRUE(absl::StrContains(log, "serving on")) << log;
  close(terminal);
  int status = 0;
  ASSERT_EQ(waitpid(server, &status, 0), server);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
}

// A server's folder with `count` organizations, after a kill.
void FillAndKill(const std::string& folder, int count) {
  ServerProcess server(TASHBIKD, folder);
  ASSERT_TRUE(server.serving()) << server.log();
  const client::Client coordinator =
      ConnectTo(server.address(), ReadLine(server.CoordinatorFile()));
  for (int i = 0; i < count; ++i) {
    v1::CreateOrganizationRequest request;
    request.mutable_organization()->mutable_profile()->add_names()->set_text("One of many");
    ASSERT_TRUE(coordinator.Call<v1::Organization>(request).ok());
  }
  server.Signal(SIGKILL);
  EXPECT_EQ(server.Wait(), 128 + SIGKILL);
}

TEST(EdgeProcess, AKilledServerHasAllThatItAcknowledged) {
  TemporaryFolder folder;
  FillAndKill(folder.path(), 10);
  ServerProcess server(TASHBIKD, folder.path());
  ASSERT_TRUE(server.serving()) << server.log();
  const auto listed =
      Need(ConnectTo(server.address(), ReadLine(server.CoordinatorFile()))
               .Call<v1::ListOrganizationsResponse>(v1::ListOrganizationsRequest()));
  EXPECT_EQ(listed.organizations_size(), 10);
}

TEST(EdgeProcess, ALogThatIsShorterThanItsMarkIsRefusedWithCode65) {
  TemporaryFolder folder;
  FillAndKill(folder.path(), 10);
  int cut = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.Inside("data"))) {
    if (entry.path().extension() != ".log" || entry.file_size() == 0) continue;
    std::filesystem::resize_file(entry.path(), entry.file_size() / 2);
    ++cut;
  }
  ASSERT_GT(cut, 0);
  ServerProcess server(TASHBIKD, folder.path());
  EXPECT_FALSE(server.serving());
  EXPECT_EQ(server.Wait(), 65) << server.log();
  EXPECT_TRUE(absl::StrContains(server.log(), "restore")) << server.log();
}

}  // namespace
}  // namespace tashbik::testing
