// Log lines go to the function, cut to a length; without one they go nowhere.
#include "storage/rocks_logger.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "rocksdb/env.h"

namespace tashbik::storage {
namespace {

TEST(RocksLogger, PassesWarningsAndErrorsOn) {
  std::vector<std::pair<LogLevel, std::string>> lines;
  const auto logger = MakeRocksLogger([&](LogLevel level, absl::string_view line) {
    lines.emplace_back(level, std::string(line));
  });
  ROCKSDB_NAMESPACE::Info(logger, "no %d", 1);
  ROCKSDB_NAMESPACE::Warn(logger, "file %d", 2);
  ROCKSDB_NAMESPACE::Error(logger, "%s", std::string(5000, 'x').c_str());
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0].first, LogLevel::kWarning);
  EXPECT_NE(lines[0].second.find("file 2"), std::string::npos);
  EXPECT_EQ(lines[1].first, LogLevel::kError);
  EXPECT_LT(lines[1].second.size(), 1024u);
}

}  // namespace
}  // namespace tashbik::storage
