// The data folder: private, held by one, and refused when it is newer or not ours.
#include "storage/data_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "rocksdb/file_system.h"
#include "storage/errors.h"
#include "tests/testing/open_store.h"
#include "tests/testing/temporary_folder.h"

namespace tashbik::storage {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class DataFolderTest : public ::testing::Test {
 protected:
  absl::Status OpenStatus() { return Store::Open(testing::SmallStoreOptions(data_)).status(); }

  testing::TemporaryFolder folder_;
  const std::string data_ = folder_.Inside("data");
};

TEST_F(DataFolderTest, IsMadePrivateAndKeepsItsSecret) {
  ASSERT_TRUE(OpenStatus().ok());
  EXPECT_EQ(fs::status(data_).permissions(), fs::perms::owner_all);
  EXPECT_EQ(fs::status(data_ + "/SECRET").permissions(),
            fs::perms::owner_read | fs::perms::owner_write);
  const auto first = DataFolder::Open(*rocksdb::FileSystem::Default(), data_);
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_FALSE((*first)->is_new());
  EXPECT_EQ((*first)->secret().size(), 32u);
}

TEST_F(DataFolderTest, AnOpenOneIsClosedToOthers) {
  fs::create_directory(data_);
  fs::permissions(data_, fs::perms::all);
  ASSERT_TRUE(OpenStatus().ok());
  EXPECT_EQ(fs::status(data_).permissions(), fs::perms::owner_all);
}

TEST_F(DataFolderTest, ASecondOpenNamesTheHolder) {
  const auto store = testing::OpenStore(testing::SmallStoreOptions(data_));
  ASSERT_NE(store, nullptr);
  const absl::Status second = OpenStatus();
  EXPECT_EQ(second.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ReasonOf(second), kReasonLocked);
  EXPECT_THAT(std::string(second.message()), HasSubstr(absl::StrCat("process ", ::getpid())));
}

TEST_F(DataFolderTest, ANewerFormatIsRefused) {
  ASSERT_TRUE(OpenStatus().ok());
  std::ofstream(data_ + "/FORMAT") << "tashbik-store 2\n";
  const absl::Status status = OpenStatus();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ReasonOf(status), kReasonFormat);
  EXPECT_THAT(std::string(status.message()), HasSubstr("format 2"));
  std::ofstream(data_ + "/FORMAT") << "something else";
  EXPECT_TRUE(absl::IsDataLoss(OpenStatus()));
}

TEST_F(DataFolderTest, AFolderOfOtherThingsIsRefused) {
  fs::create_directory(data_);
  std::ofstream(data_ + "/thesis.txt") << "mine";
  const absl::Status status = OpenStatus();
  EXPECT_EQ(ReasonOf(status), kReasonFolder);
  EXPECT_THAT(std::string(status.message()), HasSubstr("thesis.txt"));
  EXPECT_TRUE(fs::exists(data_ + "/thesis.txt"));
}

TEST_F(DataFolderTest, ImpossiblePlacesAreClearErrors) {
  std::ofstream(folder_.Inside("file")) << "x";
  for (const std::string& path :
       {std::string(), folder_.Inside("file"), folder_.Inside("no/parent")}) {
    const absl::Status status = Store::Open(testing::SmallStoreOptions(path)).status();
    EXPECT_EQ(ReasonOf(status), kReasonFolder) << path << ": " << status;
  }
}

TEST_F(DataFolderTest, ADamagedSecretIsFound) {
  ASSERT_TRUE(OpenStatus().ok());
  std::fstream(data_ + "/SECRET", std::ios::in | std::ios::out).put('!').put('?');
  EXPECT_TRUE(absl::IsDataLoss(OpenStatus()));
}

}  // namespace
}  // namespace tashbik::storage
