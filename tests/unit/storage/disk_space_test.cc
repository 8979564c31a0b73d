// Nothing is written when the disk is nearly full, and the answer says how much is missing.
#include "storage/disk_space.h"

#include <gtest/gtest.h>

#include <atomic>

#include "storage/errors.h"
#include "tests/testing/open_store.h"
#include "tests/testing/temporary_folder.h"

namespace tashbik::storage {
namespace {

using store::v1::KIND_HUB;

TEST(DiskSpace, AsksTheSystem) {
  EXPECT_GT(*FreeSpace("/tmp"), 0u);
  EXPECT_TRUE(absl::IsUnavailable(FreeSpace("/no/such/folder").status()));
}

TEST(DiskSpace, RequiresAndSaysHowMuch) {
  EXPECT_TRUE(RequireSpace(10, 10).ok());
  const absl::Status status = RequireSpace(9, 10);
  EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(ReasonOf(status), kReasonDiskFull);
  EXPECT_EQ(ValuesOf(status), (ErrorValues{{"free_bytes", "9"}, {"needed_bytes", "10"}}));
}

TEST(DiskSpace, AStoreRefusesWritesUntilThereIsRoomAgain) {
  const testing::TemporaryFolder folder;
  std::atomic<uint64_t> free_bytes{uint64_t{10} << 30};
  StoreOptions options = testing::SmallStoreOptions(folder.Inside("data"));
  options.free_space_floor = 64 << 20;
  options.free_space = [&](const std::string&) -> absl::StatusOr<uint64_t> {
    return free_bytes.load();
  };
  const auto store = testing::OpenStore(options);
  ASSERT_NE(store, nullptr);
  ASSERT_TRUE(testing::PutOne(*store, KIND_HUB, "a", "1").ok());
  free_bytes = 64 << 20;
  const absl::Status refused = testing::PutOne(*store, KIND_HUB, "a", "2");
  EXPECT_EQ(ReasonOf(refused), kReasonDiskFull) << refused;
  EXPECT_FALSE(store->Status().writable);
  EXPECT_EQ(store->Read().Get(KIND_HUB, "a")->payload, "1");
  free_bytes = uint64_t{10} << 30;
  EXPECT_TRUE(testing::PutOne(*store, KIND_HUB, "a", "3").ok());
  EXPECT_EQ(store->Read().Get(KIND_HUB, "a")->version, 2u);
}

TEST(DiskSpace, AStoreDoesNotOpenOnAFullDisk) {
  const testing::TemporaryFolder folder;
  StoreOptions options = testing::SmallStoreOptions(folder.Inside("data"));
  options.free_space = [](const std::string&) -> absl::StatusOr<uint64_t> { return 0; };
  EXPECT_EQ(ReasonOf(Store::Open(options).status()), kReasonDiskFull);
}

}  // namespace
}  // namespace tashbik::storage
