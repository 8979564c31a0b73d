// Small files: private, replaced as a whole, and there after a power loss.
#include "storage/durable_file.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/testing/faulty_file_system.h"
#include "tests/testing/temporary_folder.h"

namespace tashbik::storage {
namespace {

TEST(DurableFile, IsPrivateAndReplacedWhole) {
  const testing::TemporaryFolder folder;
  rocksdb::FileSystem& files = *rocksdb::FileSystem::Default();
  const std::string path = folder.Inside("f");
  ASSERT_TRUE(WriteFileDurably(files, path, "a long first text").ok());
  ASSERT_TRUE(WriteFileDurably(files, path, "second").ok());
  EXPECT_EQ(*ReadSmallFile(files, path), "second");
  EXPECT_EQ(std::filesystem::status(path).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  EXPECT_FALSE(std::filesystem::exists(path + ".new"));
}

TEST(DurableFile, MissingIsNotFound) {
  const testing::TemporaryFolder folder;
  EXPECT_TRUE(absl::IsNotFound(
      ReadSmallFile(*rocksdb::FileSystem::Default(), folder.Inside("none")).status()));
}

TEST(DurableFile, SurvivesPowerLossWholeOrNotAtAll) {
  const testing::TemporaryFolder folder;
  const std::string path = folder.Inside("f");
  // The power goes before each operation of the second write in turn.
  for (int operations = 0; operations < 6; ++operations) {
    testing::FaultyFileSystem files;
    ASSERT_TRUE(WriteFileDurably(files, path, "first").ok());
    files.CutPowerAfter(operations);
    const bool written = WriteFileDurably(files, path, "second").ok();
    files.DropUnsynced(operations);
    const auto contents = ReadSmallFile(*rocksdb::FileSystem::Default(), path);
    ASSERT_TRUE(contents.ok());
    EXPECT_TRUE(*contents == "second" || (*contents == "first" && !written)) << *contents;
  }
}

TEST(DurableFile, KnowsParents) {
  EXPECT_EQ(ParentOf("/a/b"), "/a");
  EXPECT_EQ(ParentOf("b"), ".");
}

}  // namespace
}  // namespace tashbik::storage
