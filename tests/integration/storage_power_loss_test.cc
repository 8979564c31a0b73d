// Power loss: 16 writers, the power goes at a random operation, what was not synced goes away; all
// that was acknowledged must be there afterwards. With sync off the same harness must find losses.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <mutex>
#include <random>

#include "storage/errors.h"
#include "storage/store.h"
#include "tests/testing/faulty_file_system.h"
#include "tests/testing/storage_workload.h"
#include "tests/testing/temporary_folder.h"

namespace tashbik {
namespace {

using storage::Store;
using storage::StoreOptions;
using testing::Acknowledged;
using testing::FaultyFileSystem;
using testing::FindLosses;
using testing::TemporaryFolder;

// A hundred rounds; each folder lives through several losses.
constexpr int kFolders = 10;
constexpr int kRoundsPerFolder = 10;
// Operations of the file system until the power goes: from within the opening to some hundred
// groups later. An opening takes about 60.
constexpr int kMaxOperations = 500;
constexpr int kNoLimit = 1 << 20;

StoreOptions SmallStore(const std::string& folder) {
  StoreOptions options;
  options.folder = folder;
  // Written out now and then; RocksDB sleeps a second when that fails, so not in every round.
  options.write_buffer_bytes = 256 << 10;
  options.free_space_floor = 0;
  return options;
}

// Writes until the power goes, and takes away what was not synced.
void RunRound(const std::string& folder, int round, bool sync, std::mt19937& random,
              Acknowledged* acknowledged) {
  const auto files = std::make_shared<FaultyFileSystem>();
  files->CutPowerAfter(static_cast<int64_t>(random() % kMaxOperations));
  StoreOptions options = SmallStore(folder);
  options.file_system = files;
  options.sync = sync;
  if (auto store = Store::Open(options); store.ok()) {
    std::mutex mutex;
    testing::RunWriters(**store, round, kNoLimit, [&](int writer) {
      const std::lock_guard<std::mutex> lock(mutex);
      ++(*acknowledged)[{round, writer}];
    });
  }
  files->DropUnsynced(random());
}

TEST(StoragePowerLoss, LosesNothingAcknowledged) {
  std::mt19937 random(20261120);
  std::size_t writers = 0;
  for (int folder_number = 0; folder_number < kFolders; ++folder_number) {
    const TemporaryFolder folder;
    Acknowledged acknowledged;
    for (int round = 0; round < kRoundsPerFolder; ++round) {
      RunRound(folder.Inside("data"), round, /*sync=*/true, random, &acknowledged);
      StoreOptions options = SmallStore(folder.Inside("data"));
      options.file_system = std::make_shared<FaultyFileSystem>();  // does not wait for the disk
      const auto store = Store::Open(options);
      ASSERT_TRUE(store.ok()) << folder_number << ", round " << round << ": " << store.status();
      ASSERT_THAT(FindLosses(**store, acknowledged), ::testing::IsEmpty())
          << folder_number << ", round " << round;
    }
    writers += acknowledged.size();
  }
  EXPECT_GT(writers, kFolders * kRoundsPerFolder * testing::kWorkloadWriters / 2)
      << "the power went too early for the rounds to mean anything";
}

TEST(StoragePowerLoss, TheHarnessFindsLossesWithoutSync) {
  std::mt19937 random(7);
  int rounds_with_loss = 0;
  constexpr int kUnsyncedRounds = 10;
  for (int round = 0; round < kUnsyncedRounds; ++round) {
    const TemporaryFolder folder;
    // Made whole first, so that the round is about writes.
    ASSERT_TRUE(Store::Open(SmallStore(folder.Inside("data"))).ok());
    Acknowledged acknowledged;
    RunRound(folder.Inside("data"), round, /*sync=*/false, random, &acknowledged);
    const auto store = Store::Open(SmallStore(folder.Inside("data")));
    if (!store.ok()) {
      EXPECT_EQ(storage::ReasonOf(store.status()), storage::kReasonLost) << store.status();
      ++rounds_with_loss;
    } else if (!FindLosses(**store, acknowledged).empty()) {
      ++rounds_with_loss;
    }
  }
  EXPECT_GT(rounds_with_loss, kUnsyncedRounds / 2);
}

TEST(StoragePowerLoss, AFailedSyncIsNotAcknowledged) {
  const TemporaryFolder folder;
  const auto files = std::make_shared<FaultyFileSystem>();
  StoreOptions options = SmallStore(folder.Inside("data"));
  options.file_system = files;
  {
    auto store = Store::Open(options);
    ASSERT_TRUE(store.ok()) << store.status();
    ASSERT_TRUE(testing::WriteBatchOf(**store, 0, 0, 0).ok());
    files->FailSyncs();
    const absl::Status failed = testing::WriteBatchOf(**store, 0, 0, 1);
    EXPECT_EQ(failed.code(), absl::StatusCode::kUnavailable);
    EXPECT_EQ(storage::ReasonOf(failed), storage::kReasonStoreFailed);
    EXPECT_FALSE((*store)->Status().writable);
    EXPECT_EQ(testing::WriteBatchOf(**store, 0, 0, 2).code(), absl::StatusCode::kUnavailable);
    EXPECT_EQ((*store)->Read().revision(), testing::kBatchRecords);
  }
  files->CutPowerAfter(0);
  files->DropUnsynced(1);
  const auto store = Store::Open(SmallStore(folder.Inside("data")));
  ASSERT_TRUE(store.ok()) << store.status();
  EXPECT_THAT(FindLosses(**store, {{{0, 0}, 1}}), ::testing::IsEmpty());
}

}  // namespace
}  // namespace tashbik
