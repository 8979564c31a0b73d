// Files named on the command line.
#include "clients/cli/input_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "clients/cli/exit_code.h"
#include "tests/testing/temporary_folder.h"

namespace tashbik::cli {
namespace {

using ::testing::HasSubstr;

TEST(ReadInput, TakesAllBytes) {
  const testing::TemporaryFolder folder;
  const std::string path = folder.path() + "/bytes";
  const std::string bytes = std::string(200'000, 'x') + std::string("\0\n", 2);
  std::ofstream(path, std::ios::binary) << bytes;
  const auto read = ReadInput(path);
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(*read, bytes);
}

TEST(ReadInput, AFolderOrNothingIsAUsageError) {
  const testing::TemporaryFolder folder;
  const auto status = ReadInput(folder.path()).status();
  EXPECT_EQ(ExitCodeOf(status), ExitCode::kUsage);
  EXPECT_THAT(std::string(status.message()), HasSubstr("Is a directory"));
  for (const std::string& path : {folder.path() + "/none", std::string()}) {
    EXPECT_EQ(ExitCodeOf(ReadInput(path).status()), ExitCode::kUsage) << path;
  }
}

}  // namespace
}  // namespace tashbik::cli
