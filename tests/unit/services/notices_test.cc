// Notices over SMTP, with a real mail server: Debian's aiosmtpd, in a process of its own.
#include "services/notices.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <condition_variable>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "tests/testing/child_process.h"
#include "tests/testing/temporary_folder.h"

namespace tashbik::services {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// Keeps what the sender logs, and waits for it.
class Lines {
 public:
  void Add(absl::string_view line) {
    const std::lock_guard lock(mutex_);
    lines_.emplace_back(line);
    changed_.notify_all();
  }
  // Until `count` lines hold `text`.
  bool WaitFor(const std::string& text, int count = 1) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::minutes(1), [&] {
      int found = 0;
      for (const std::string& line : lines_) found += line.find(text) != std::string::npos;
      return found >= count;
    });
  }
  std::string all() const {
    const std::lock_guard lock(mutex_);
    std::string text;
    for (const std::string& line : lines_) absl::StrAppend(&text, line, "\n");
    return text;
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> lines_;
};

class NoticesTest : public ::testing::Test {
 protected:
  void StartServer(const std::string& mode) {
    server_ = std::make_unique<testing::ChildProcess>(
        std::vector<std::string>{"/usr/bin/python3", TASHBIK_MAIL_SERVER, folder_.path(), mode},
        testing::Environment{}, folder_.Inside("out"), folder_.Inside("err"));
    ASSERT_TRUE(server_->WaitForFile(folder_.Inside("port")))
        << testing::ReadFile(folder_.Inside("err"));
    config_.port = std::atoi(testing::ReadFile(folder_.Inside("port")).c_str());
  }

  std::unique_ptr<Notices> Start() {
    auto notices = Notices::Start(
        config_, [this](absl::string_view line) { lines_.Add(line); }, patience_);
    EXPECT_TRUE(notices.ok()) << notices.status();
    return *std::move(notices);
  }

  bool WaitForMail(const std::string& text) {
    return server_->WaitForText(folder_.Inside("mails"), text);
  }
  std::string mails() const { return testing::ReadFile(folder_.Inside("mails")); }

  testing::TemporaryFolder folder_;
  Lines lines_;
  Config::Notices config_ = {.smtp_host = "127.0.0.1",
                             .tls = "none",
                             .user = "",
                             .password_file = "",
                             .from = "directory@example.org"};
  NoticePatience patience_ = {.first_retry = absl::Milliseconds(1)};
  std::unique_ptr<testing::ChildProcess> server_;  // ends before its folder
};

TEST_F(NoticesTest, ANoticeArrivesAndSaysNothing) {
  StartServer("takes");
  const auto notices = Start();
  notices->Tell("office@example.net");
  ASSERT_TRUE(WaitForMail("end of mail"));
  EXPECT_THAT(mails(), HasSubstr("to ['office@example.net'] from directory@example.org"));
  EXPECT_THAT(mails(), HasSubstr("Something waits for you in the directory."));
  EXPECT_THAT(mails(), HasSubstr("هناك ما ينتظركم في الدليل."));
  EXPECT_THAT(mails(), HasSubstr("Quelque chose vous attend"));
  EXPECT_THAT(mails(), Not(HasSubstr("Tashbik")));
  EXPECT_THAT(mails(), Not(HasSubstr("introductions/")));
  // Not again within the hour.
  notices->Tell("office@example.net");
  EXPECT_EQ(notices->counts().left_out, 1);
}

TEST_F(NoticesTest, WhatIsRefusedForNowIsTriedAgain) {
  StartServer("later");
  const auto notices = Start();
  notices->Tell("office@example.net");
  ASSERT_TRUE(WaitForMail("end of mail"));
  EXPECT_EQ(notices->counts().retried, 2);
}

TEST_F(NoticesTest, WhatIsRefusedForGoodIsGivenUpAtOnce) {
  StartServer("refuses");
  const auto notices = Start();
  notices->Tell("office@example.net");
  ASSERT_TRUE(lines_.WaitFor("is given up"));
  EXPECT_EQ(notices->counts().retried, 0);
  EXPECT_THAT(lines_.all(), HasSubstr("550"));
  EXPECT_THAT(lines_.all(), Not(HasSubstr("office@")));
}

TEST_F(NoticesTest, ADeadServerCostsTriesAndNoTime) {
  // A port that nobody listens on, and that nobody else can take.
  const int taken = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  ASSERT_EQ(bind(taken, reinterpret_cast<sockaddr*>(&address), size), 0);
  ASSERT_EQ(getsockname(taken, reinterpret_cast<sockaddr*>(&address), &size), 0);
  config_.port = ntohs(address.sin_port);
  patience_.attempts = 4;
  const auto notices = Start();
  notices->Tell("office@example.net");
  ASSERT_TRUE(lines_.WaitFor("is given up"));
  EXPECT_EQ(notices->counts().retried, 3);
  close(taken);
}

TEST_F(NoticesTest, ASlowServerHoldsUpNobody) {
  StartServer("slow");
  patience_.queue = 3;
  std::unique_ptr<Notices> notices = Start();
  const absl::Time before = absl::Now();
  for (int i = 0; i < 1000; ++i) notices->Tell(absl::StrCat("office", i, "@example.net"));
  // One is under way, three wait; the others are left out.
  EXPECT_GE(notices->counts().left_out, 996);
  EXPECT_LE(notices->counts().waiting, 3);
  notices.reset();  // ends the attempt
  EXPECT_LT(absl::Now() - before, absl::Seconds(20));
  patience_.attempt = absl::Milliseconds(300);
  patience_.attempts = 1;
  notices = Start();
  notices->Tell("office@example.net");
  EXPECT_TRUE(lines_.WaitFor("is given up"));
}

TEST_F(NoticesTest, SignsInWhereItIsTold) {
  StartServer("auth");
  config_.user = "user";
  config_.password_file = folder_.Inside("password");
  EXPECT_TRUE(absl::IsInvalidArgument(Notices::Start(config_, nullptr).status()));
  std::ofstream(config_.password_file) << "wrong\n";
  patience_.attempts = 1;
  patience_.attempt = absl::Seconds(2);  // the client waits for more after a refusal
  {
    const auto wrong = Start();
    wrong->Tell("one@example.net");
    ASSERT_TRUE(lines_.WaitFor("is given up"));
  }
  std::ofstream(config_.password_file) << "secret\n";
  patience_.attempt = absl::Seconds(30);
  const auto right = Start();
  right->Tell("two@example.net");
  ASSERT_TRUE(WaitForMail("end of mail"));
  EXPECT_THAT(mails(), HasSubstr("two@example.net"));
  EXPECT_THAT(mails(), Not(HasSubstr("one@example.net")));
}

TEST_F(NoticesTest, NeverSpeaksInPlainWhereTlsIsAsked) {
  StartServer("takes");  // which offers no TLS
  config_.tls = "starttls";
  patience_.attempts = 1;
  const auto notices = Start();
  notices->Tell("office@example.net");
  ASSERT_TRUE(lines_.WaitFor("is given up"));
}

}  // namespace
}  // namespace tashbik::services
