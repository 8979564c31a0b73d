// RocksDB's codes become ours, and its text stays behind.
#include "storage/rocks_status.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rocksdb/status.h"
#include "storage/errors.h"

namespace tashbik::storage {
namespace {

TEST(RocksStatus, MapsCodes) {
  using absl::StatusCode;
  using rocksdb::Status;
  EXPECT_TRUE(FromRocks(Status::OK(), "x").ok());
  const std::vector<std::pair<Status, StatusCode>> table = {
      {Status::NotFound(), StatusCode::kNotFound},
      {Status::Corruption("secret"), StatusCode::kDataLoss},
      {Status::NoSpace(), StatusCode::kResourceExhausted},
      {Status::IOError("secret"), StatusCode::kUnavailable},
      {Status::Busy(), StatusCode::kUnavailable},
      {Status::TimedOut(), StatusCode::kUnavailable},
      {Status::ShutdownInProgress(), StatusCode::kUnavailable},
      {Status::InvalidArgument("secret"), StatusCode::kInternal},
      {Status::NotSupported("secret"), StatusCode::kInternal},
  };
  for (const auto& [from, to] : table) {
    const absl::Status status = FromRocks(from, "read a record");
    EXPECT_EQ(status.code(), to) << from.ToString();
    EXPECT_NE(ReasonOf(status), "") << from.ToString();
    EXPECT_THAT(std::string(status.message()), ::testing::StartsWith("could not read a record"));
    EXPECT_THAT(std::string(status.message()), ::testing::Not(::testing::HasSubstr("secret")));
  }
}

}  // namespace
}  // namespace tashbik::storage
