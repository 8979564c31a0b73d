// kill -9: a child process runs 16 writers and reports each acknowledged batch through a pipe; the
// parent kills it at a random moment, opens the store, and looks for what was reported.
//
// The child is this binary, started again with --crash-child FOLDER ROUND PIPE.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>
#include <random>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "storage/store.h"
#include "tests/testing/storage_workload.h"
#include "tests/testing/temporary_folder.h"

namespace tashbik {
namespace {

using storage::Store;
using storage::StoreOptions;
using testing::Acknowledged;

constexpr int kRounds = 100;
// A kill comes after this many reports at most, and a random bit of work later.
constexpr int kMaxReports = 300;
constexpr int kNoLimit = 1 << 20;
constexpr char kChildFlag[] = "--crash-child";

StoreOptions SmallStore(const std::string& folder) {
  StoreOptions options;
  options.folder = folder;
  options.write_buffer_bytes = 256 << 10;
  options.free_space_floor = 0;
  return options;
}

int RunChild(const std::string& folder, int round, int pipe) {
  auto store = Store::Open(SmallStore(folder));
  if (!store.ok()) return 1;
  testing::RunWriters(**store, round, kNoLimit, [pipe](int writer) {
    const auto report = static_cast<char>(writer);
    if (::write(pipe, &report, 1) != 1) ::_exit(2);
  });
  return 3;
}

// A child and the end of the pipe that it reports to.
struct Child {
  pid_t pid = -1;
  int reports = -1;
};

Child StartChild(const std::string& folder, int round) {
  int ends[2];
  if (::pipe(ends) != 0) return {};
  ::fcntl(ends[0], F_SETFD, FD_CLOEXEC);
  const std::string round_text = absl::StrCat(round);
  const std::string pipe_text = absl::StrCat(ends[1]);
  const pid_t pid = ::fork();
  if (pid == 0) {
    ::execl("/proc/self/exe", "storage_crash_test", kChildFlag, folder.c_str(), round_text.c_str(),
            pipe_text.c_str(), static_cast<char*>(nullptr));
    ::_exit(127);
  }
  ::close(ends[1]);
  return {pid, ends[0]};
}

// Reads reports until `limit` came or the child is gone; returns how many came.
int ReadReports(const Child& child, int limit, int round, Acknowledged* acknowledged) {
  int count = 0;
  char writer = 0;
  while (count < limit && ::read(child.reports, &writer, 1) == 1) {
    ++(*acknowledged)[{round, static_cast<int>(writer)}];
    ++count;
  }
  return count;
}

TEST(StorageCrash, KillsLoseNothingAcknowledgedAndTearNothing) {
  const testing::TemporaryFolder folder;
  const std::string data = folder.Inside("data");
  std::mt19937 random(42);
  Acknowledged acknowledged;
  int reports = 0;
  for (int round = 0; round < kRounds; ++round) {
    const Child child = StartChild(data, round);
    ASSERT_GT(child.pid, 0);
    reports += ReadReports(child, static_cast<int>(random() % kMaxReports), round, &acknowledged);
    ASSERT_EQ(::kill(child.pid, SIGKILL), 0);
    // What was reported before the kill counts as well.
    reports += ReadReports(child, kNoLimit, round, &acknowledged);
    int status = 0;
    ASSERT_EQ(::waitpid(child.pid, &status, 0), child.pid);
    ::close(child.reports);
    ASSERT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
        << "round " << round << ": the child ended by itself, status " << status;
    const auto store = Store::Open(SmallStore(data));
    ASSERT_TRUE(store.ok()) << "round " << round << ": " << store.status();
    // All earlier rounds every tenth time and at the end: it grows.
    if (round % 10 == 9 || round + 1 == kRounds) {
      ASSERT_THAT(testing::FindLosses(**store, acknowledged), ::testing::IsEmpty())
          << "round " << round;
    } else {
      for (const auto& [writer, count] : acknowledged) {
        if (writer.first != round || count == 0) continue;
        const std::string last = absl::StrCat(round, ".", writer.second, ".", count - 1, ".0");
        ASSERT_TRUE((*store)->Read().Get(store::v1::KIND_ORGANIZATION, last).ok()) << last;
      }
    }
  }
  EXPECT_GT(reports, kRounds * 50) << "too little was written for the kills to mean anything";
}

}  // namespace

int RunCrashChild(char** argv) {
  int round = 0;
  int pipe = -1;
  if (!absl::SimpleAtoi(argv[3], &round) || !absl::SimpleAtoi(argv[4], &pipe)) return 4;
  return RunChild(argv[2], round, pipe);
}

}  // namespace tashbik

int main(int argc, char** argv) {
  if (argc == 5 && std::strcmp(argv[1], tashbik::kChildFlag) == 0) {
    return tashbik::RunCrashChild(argv);
  }
  ::testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
