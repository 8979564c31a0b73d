// Reasons and values travel on a status.
#include "storage/errors.h"

#include <gtest/gtest.h>

namespace tashbik::storage {
namespace {

TEST(Errors, CarryReasonAndValues) {
  const absl::Status status =
      MakeError(absl::StatusCode::kResourceExhausted, kReasonDiskFull, "nearly full",
                {{"free_bytes", "12"}, {"note", "two\nlines\tand a tab"}});
  EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(status.message(), "nearly full");
  EXPECT_EQ(ReasonOf(status), "STORAGE_FULL");
  EXPECT_EQ(ValuesOf(status), (ErrorValues{{"free_bytes", "12"}, {"note", "two lines and a tab"}}));
}

TEST(Errors, HaveNoneUnlessGiven) {
  EXPECT_EQ(ReasonOf(absl::OkStatus()), "");
  EXPECT_EQ(ReasonOf(absl::InternalError("x")), "");
  EXPECT_TRUE(ValuesOf(MakeError(absl::StatusCode::kAborted, kReasonVersion, "x")).empty());
}

}  // namespace
}  // namespace tashbik::storage
