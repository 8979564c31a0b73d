// Tests where tokens are looked for and how they are read.
#include "clients/cpp/token_files.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "gtest/gtest.h"

namespace tashbik::client {
namespace {

class TokenFiles : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = testing::TempDir() + "token_files_XXXXXX";
    ASSERT_NE(mkdtemp(folder_.data()), nullptr);
    setenv("XDG_CONFIG_HOME", folder_.c_str(), 1);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string Write(const std::string& path, const std::string& text, mode_t mode = 0600) {
    const std::filesystem::path file = std::filesystem::path(folder_) / path;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << text;
    chmod(file.c_str(), mode);
    return file;
  }

  std::string folder_;
};

TEST_F(TokenFiles, FoundByTheAddressOfTheServer) {
  Write("tashbik/127.0.0.1_8440/coordinator.token", "secret\n");
  auto file = FindTokenFile("127.0.0.1:8440", "coordinator");
  ASSERT_TRUE(file.ok()) << file.status();
  EXPECT_EQ(file->token, "secret");
  EXPECT_FALSE(file->exposed);
  EXPECT_TRUE(FindTokenFile("localhost:8440", "coordinator").ok()) << "the same place";
  EXPECT_TRUE(absl::IsNotFound(FindTokenFile("127.0.0.1:8441", "coordinator").status()));
  EXPECT_TRUE(absl::IsNotFound(FindTokenFile("127.0.0.1:8440", "administrator").status()));
}

TEST_F(TokenFiles, AFileOthersMayReadIsTold) {
  auto file = ReadTokenFile(Write("open.token", "secret", 0644));
  ASSERT_TRUE(file.ok());
  EXPECT_TRUE(file->exposed);
}

TEST_F(TokenFiles, OneTokenAndNothingElse) {
  EXPECT_EQ(ReadTokenFile(Write("empty", "")).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReadTokenFile(Write("two", "a\nb\n")).status().code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReadTokenFile(Write("long", std::string(5000, 'a'))).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST_F(TokenFiles, ANewOneIsItsOwnersAloneAndReplacesNone) {
  const auto first = SaveTokenFile("127.0.0.1:8440", "member", "one");
  const auto second = SaveTokenFile("127.0.0.1:8440", "member", "two");
  ASSERT_TRUE(first.ok()) << first.status();
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(*second, folder_ + "/tashbik/127.0.0.1_8440/member-2.token");
  EXPECT_EQ(ReadTokenFile(*first)->token, "one");
  EXPECT_EQ(ReadTokenFile(*second)->token, "two");
  EXPECT_FALSE(ReadTokenFile(*first)->exposed);
  struct stat folder {};
  ASSERT_EQ(stat((folder_ + "/tashbik/127.0.0.1_8440").c_str(), &folder), 0);
  EXPECT_EQ(folder.st_mode & 0777, 0700u);
  EXPECT_EQ(FindTokenFile("127.0.0.1:8440", "member")->token, "one");
  // What is in the way is not followed.
  ASSERT_EQ(symlink("/dev/null", (folder_ + "/tashbik/127.0.0.1_8440/member-3.token").c_str()), 0);
  EXPECT_EQ(*SaveTokenFile("127.0.0.1:8440", "member", "three"),
            folder_ + "/tashbik/127.0.0.1_8440/member-4.token");
}

TEST_F(TokenFiles, WithoutAHomeThereIsNoPlace) {
  unsetenv("XDG_CONFIG_HOME");
  const char* home = std::getenv("HOME");
  const std::string before = home == nullptr ? "" : home;
  unsetenv("HOME");
  EXPECT_TRUE(TokenFolders("127.0.0.1:1").empty());
  EXPECT_TRUE(absl::IsNotFound(FindTokenFile("127.0.0.1:1", "coordinator").status()));
  setenv("HOME", "/home/x", 1);
  EXPECT_EQ(TokenFolders("example.org:443")[0], "/home/x/.config/tashbik/example.org_443");
  if (!before.empty()) setenv("HOME", before.c_str(), 1);
}

}  // namespace
}  // namespace tashbik::client
