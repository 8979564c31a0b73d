// The mark: the newest whole slot counts, a torn one does not.
#include "storage/recovery_mark.h"

#include <gtest/gtest.h>

#include <fstream>

#include "rocksdb/file_system.h"
#include "tests/testing/faulty_file_system.h"
#include "tests/testing/temporary_folder.h"

namespace tashbik::storage {
namespace {

store::v1::Mark MarkAt(uint64_t commit) {
  store::v1::Mark mark;
  mark.set_store_id("sixteen bytes id");
  mark.set_commit(commit);
  mark.set_revision(3 * commit);
  return mark;
}

void Damage(const std::string& path, std::streamoff at) {
  std::fstream stream(path, std::ios::in | std::ios::out | std::ios::binary);
  stream.seekp(at);
  stream.put('\x55');
}

class RecoveryMarkTest : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(RecoveryMark::Create(files_, path_, MarkAt(4)).ok()); }

  void Update(uint64_t commit) {
    auto mark = RecoveryMark::Open(files_, path_);
    ASSERT_TRUE(mark.ok()) << mark.status();
    ASSERT_TRUE((*mark)->Update(MarkAt(commit), true).ok());
  }

  testing::TemporaryFolder folder_;
  const std::string path_ = folder_.Inside("MARK");
  testing::FaultyFileSystem files_;
};

TEST_F(RecoveryMarkTest, TheNewestCounts) {
  EXPECT_EQ(RecoveryMark::Read(files_, path_)->commit(), 4u);
  for (uint64_t commit = 5; commit < 9; ++commit) {
    Update(commit);
    const auto mark = RecoveryMark::Read(files_, path_);
    ASSERT_TRUE(mark.ok());
    EXPECT_EQ(mark->commit(), commit);
    EXPECT_EQ(mark->revision(), 3 * commit);
  }
}

TEST_F(RecoveryMarkTest, ADamagedSlotLeavesTheOther) {
  Update(5);  // in the odd slot
  Damage(path_, kMarkSlotDistance + 12);
  EXPECT_EQ(RecoveryMark::Read(files_, path_)->commit(), 4u);
  Damage(path_, 12);
  EXPECT_TRUE(absl::IsDataLoss(RecoveryMark::Read(files_, path_).status()));
}

TEST_F(RecoveryMarkTest, ATornWriteLeavesTheOneBefore) {
  Update(5);
  auto mark = RecoveryMark::Open(files_, path_);
  ASSERT_TRUE(mark.ok());
  ASSERT_TRUE((*mark)->Update(MarkAt(6), /*sync=*/false).ok());
  mark->reset();
  files_.DropUnsynced(3);
  EXPECT_EQ(RecoveryMark::Read(files_, path_)->commit(), 5u);
}

TEST_F(RecoveryMarkTest, EachUpdateIsOneSync) {
  const int64_t before = files_.file_syncs();
  Update(5);
  EXPECT_EQ(files_.file_syncs(), before + 1);
}

TEST_F(RecoveryMarkTest, MissingIsNotFound) {
  EXPECT_TRUE(absl::IsNotFound(RecoveryMark::Read(files_, folder_.Inside("none")).status()));
}

}  // namespace
}  // namespace tashbik::storage
