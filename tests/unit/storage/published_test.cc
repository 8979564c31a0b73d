// Waiting for a change ends with one, at the deadline, when stopped, and when the store closes.
#include "storage/published.h"

#include <gtest/gtest.h>

#include <thread>

#include "storage/errors.h"
#include "tests/testing/open_store.h"
#include "tests/testing/temporary_folder.h"

namespace tashbik::storage {
namespace {

using store::v1::KIND_HUB;

class WaitForChange : public ::testing::Test {
 protected:
  testing::TemporaryFolder folder_;
  std::unique_ptr<Store> store_ =
      testing::OpenStore(testing::SmallStoreOptions(folder_.Inside("data")));
};

TEST_F(WaitForChange, ReturnsAtOnceWhenThereIsOne) {
  ASSERT_TRUE(testing::PutOne(*store_, KIND_HUB, "a", "1").ok());
  EXPECT_EQ(*store_->WaitForChange(0, absl::InfiniteFuture()), 1u);
}

TEST_F(WaitForChange, EndsWithAChange) {
  std::thread writer([&] { EXPECT_TRUE(testing::PutOne(*store_, KIND_HUB, "a", "1").ok()); });
  EXPECT_EQ(*store_->WaitForChange(0, absl::InfiniteFuture()), 1u);
  writer.join();
}

TEST_F(WaitForChange, EndsAtTheDeadline) {
  const auto waited = store_->WaitForChange(0, absl::Now() + absl::Milliseconds(5));
  EXPECT_EQ(waited.status().code(), absl::StatusCode::kDeadlineExceeded);
}

TEST_F(WaitForChange, EndsWhenStopped) {
  std::atomic<bool> stop{false};
  std::thread stopper([&] {
    stop = true;
    store_->WakeWaiters();
  });
  EXPECT_EQ(ReasonOf(store_->WaitForChange(0, absl::InfiniteFuture(), &stop).status()),
            kReasonStopped);
  stopper.join();
}

TEST_F(WaitForChange, EndsWhenTheStoreCloses) {
  std::thread closer([&] { store_->Shutdown(); });
  EXPECT_EQ(ReasonOf(store_->WaitForChange(0, absl::InfiniteFuture()).status()), kReasonClosed);
  closer.join();
}

}  // namespace
}  // namespace tashbik::storage
