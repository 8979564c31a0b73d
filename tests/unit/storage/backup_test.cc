// Backups: taken while writing goes on, verified, restored into an empty folder only.
#include "storage/backup.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include "absl/strings/str_cat.h"
#include "storage/errors.h"
#include "tests/testing/open_store.h"
#include "tests/testing/storage_workload.h"
#include "tests/testing/temporary_folder.h"

namespace tashbik::storage {
namespace {

namespace fs = std::filesystem;
using store::v1::KIND_HUB;

class BackupTest : public ::testing::Test {
 protected:
  std::unique_ptr<Store> Open(const std::string& name) {
    return testing::OpenStore(testing::SmallStoreOptions(folder_.Inside(name)));
  }

  testing::TemporaryFolder folder_;
  const std::string backups_ = folder_.Inside("backups");
};

TEST_F(BackupTest, HoldsWhatWasThereAndComesBack) {
  {
    const auto store = Open("data");
    ASSERT_TRUE(testing::PutOne(*store, KIND_HUB, "a", "1").ok());
    const auto first = store->Backup(backups_);
    ASSERT_TRUE(first.ok()) << first.status();
    EXPECT_EQ(first->id, 1u);
    EXPECT_EQ(first->revision, 1u);
    EXPECT_GT(first->bytes, 0u);
    ASSERT_TRUE(testing::PutOne(*store, KIND_HUB, "a", "2").ok());
    ASSERT_TRUE(store->Backup(backups_).ok());
  }
  const auto listed = ListBackups(backups_);
  ASSERT_TRUE(listed.ok()) << listed.status();
  ASSERT_EQ(listed->size(), 2u);
  EXPECT_LE(listed->front().time, listed->back().time);
  EXPECT_EQ(fs::status(backups_).permissions(), fs::perms::owner_all);
  ASSERT_TRUE(VerifyBackup(backups_, 0).ok());
  ASSERT_TRUE(RestoreBackup(backups_, 1, folder_.Inside("old")).ok());
  ASSERT_TRUE(RestoreBackup(backups_, 0, folder_.Inside("new")).ok());
  EXPECT_EQ(Open("old")->Read().Get(KIND_HUB, "a")->payload, "1");
  const auto restored = Open("new");
  EXPECT_EQ(restored->Read().Get(KIND_HUB, "a")->payload, "2");
  EXPECT_EQ(restored->Read().Changes(0, 10)->size(), 2u);
  ASSERT_TRUE(testing::PutOne(*restored, KIND_HUB, "a", "3").ok());
  EXPECT_EQ(restored->Read().revision(), 3u);
}

TEST_F(BackupTest, IsConsistentWhileWritingGoesOn) {
  testing::Acknowledged before;
  {
    const auto store = Open("data");
    std::atomic<int> begun[testing::kWorkloadWriters] = {};
    std::thread writers(
        [&] { testing::RunWriters(*store, 0, 60, [&](int writer) { ++begun[writer]; }); });
    EXPECT_TRUE(store->WaitForChange(200, absl::InfiniteFuture()).ok());
    for (int writer = 0; writer < testing::kWorkloadWriters; ++writer) {
      before[{0, writer}] = begun[writer];
    }
    const auto taken = store->Backup(backups_);
    writers.join();
    ASSERT_TRUE(taken.ok()) << taken.status();
  }
  ASSERT_TRUE(RestoreBackup(backups_, 0, folder_.Inside("restored")).ok());
  const auto restored = Open("restored");
  ASSERT_NE(restored, nullptr);
  // Later batches may be in it as well, but whole; only what is missing or torn is wrong.
  std::vector<std::string> losses = testing::FindLosses(*restored, before);
  std::erase_if(losses, [](const std::string& loss) {
    return loss.find("beyond what was begun") != std::string::npos;
  });
  EXPECT_THAT(losses, ::testing::IsEmpty());
}

TEST_F(BackupTest, RestoresIntoAnEmptyFolderOnly) {
  const auto store = Open("data");
  ASSERT_TRUE(store->Backup(backups_).ok());
  fs::create_directory(folder_.Inside("full"));
  std::ofstream(folder_.Inside("full/file")) << "x";
  const absl::Status full = RestoreBackup(backups_, 0, folder_.Inside("full")).status();
  EXPECT_EQ(ReasonOf(full), kReasonNotEmpty) << full;
  fs::create_directory(folder_.Inside("empty"));
  EXPECT_TRUE(RestoreBackup(backups_, 0, folder_.Inside("empty")).ok());
}

TEST_F(BackupTest, DamageIsFoundAndNotRestored) {
  {
    const auto store = Open("data");
    ASSERT_TRUE(testing::PutOne(*store, KIND_HUB, "a", std::string(5000, 'x')).ok());
    ASSERT_TRUE(store->Backup(backups_).ok());
  }
  std::string table;
  for (const auto& entry : fs::recursive_directory_iterator(backups_)) {
    if (entry.path().extension() == ".sst") table = entry.path().string();
  }
  ASSERT_NE(table, "");
  std::fstream(table, std::ios::in | std::ios::out).seekp(100).put('!');
  EXPECT_TRUE(absl::IsDataLoss(VerifyBackup(backups_, 1)));
  EXPECT_TRUE(absl::IsDataLoss(RestoreBackup(backups_, 1, folder_.Inside("new")).status()));
  EXPECT_FALSE(fs::exists(folder_.Inside("new")));
  fs::remove(table);
  EXPECT_TRUE(absl::IsDataLoss(VerifyBackup(backups_, 1)));
}

TEST_F(BackupTest, MissingOnesAreNotFound) {
  EXPECT_EQ(ReasonOf(ListBackups(folder_.Inside("none")).status()), kReasonBackupMissing);
  const auto store = Open("data");
  ASSERT_TRUE(store->Backup(backups_).ok());
  EXPECT_EQ(ReasonOf(VerifyBackup(backups_, 7)), kReasonBackupMissing);
}

TEST_F(BackupTest, StoresDoNotMixInOneFolder) {
  ASSERT_TRUE(Open("data")->Backup(backups_).ok());
  const auto other = Open("other")->Backup(backups_);
  EXPECT_EQ(ReasonOf(other.status()), kReasonBackupForeign);
}

TEST_F(BackupTest, AnUnfinishedRestoreDoesNotOpen) {
  {
    const auto store = Open("data");
    ASSERT_TRUE(testing::PutOne(*store, KIND_HUB, "a", "1").ok());
    ASSERT_TRUE(store->Backup(backups_).ok());
  }
  ASSERT_TRUE(RestoreBackup(backups_, 0, folder_.Inside("new")).ok());
  fs::remove(folder_.Inside("new/FORMAT"));  // written last
  EXPECT_TRUE(
      absl::IsDataLoss(Store::Open(testing::SmallStoreOptions(folder_.Inside("new"))).status()));
}

TEST_F(BackupTest, OldOnesArePurged) {
  const auto store = Open("data");
  for (int i = 0; i < 4; ++i) {
    ASSERT_TRUE(testing::PutOne(*store, KIND_HUB, "a", absl::StrCat(i)).ok());
    ASSERT_TRUE(store->Backup(backups_).ok());
  }
  ASSERT_TRUE(PurgeBackups(backups_, 2).ok());
  const auto left = ListBackups(backups_);
  ASSERT_TRUE(left.ok());
  ASSERT_EQ(left->size(), 2u);
  EXPECT_EQ(left->front().id, 3u);
  EXPECT_TRUE(VerifyBackup(backups_, 4).ok());
}

}  // namespace
}  // namespace tashbik::storage
