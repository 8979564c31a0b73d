// Views: consistent, complete, and the change feed in order and within its bounds.
#include "storage/read_view.h"

#include <gtest/gtest.h>

#include <set>

#include "absl/strings/str_cat.h"
#include "storage/errors.h"
#include "storage/mutex.h"
#include "tests/testing/open_store.h"
#include "tests/testing/temporary_folder.h"

namespace tashbik::storage {
namespace {

using store::v1::KIND_HUB;
using store::v1::KIND_THEME;

class ReadViewTest : public ::testing::Test {
 protected:
  void Open(uint64_t changes_kept) {
    store_.reset();
    StoreOptions options = testing::SmallStoreOptions(folder_.Inside("data"));
    options.changes_kept = changes_kept;
    store_ = testing::OpenStore(options);
    ASSERT_NE(store_, nullptr);
  }
  void SetUp() override { Open(kDefaultChangesKept); }

  void PutMany(int first, int end) {
    ASSERT_TRUE(store_
                    ->Write({},
                            [&](Transaction& t) -> absl::Status {
                              for (int i = first; i < end; ++i) {
                                const auto put = t.Put(KIND_HUB, absl::StrCat("h", i), "x");
                                if (!put.ok()) return put.status();
                              }
                              return absl::OkStatus();
                            })
                    .ok());
  }

  testing::TemporaryFolder folder_;
  std::unique_ptr<Store> store_;
};

TEST_F(ReadViewTest, DoesNotSeeLaterWrites) {
  ASSERT_TRUE(testing::PutOne(*store_, KIND_HUB, "a", "1").ok());
  const ReadView view = store_->Read();
  ASSERT_TRUE(testing::PutOne(*store_, KIND_HUB, "a", "2").ok());
  ASSERT_TRUE(testing::PutOne(*store_, KIND_HUB, "b", "2").ok());
  EXPECT_EQ(view.Get(KIND_HUB, "a")->payload, "1");
  EXPECT_EQ(ReasonOf(view.Get(KIND_HUB, "b").status()), kReasonNotFound);
  EXPECT_EQ(view.revision(), 1u);
  EXPECT_EQ(store_->Read().revision(), 3u);
  EXPECT_EQ(store_->Read().Get(KIND_HUB, "a")->payload, "2");
}

TEST_F(ReadViewTest, OutlivesItsStoreAndKeepsTheFolder) {
  ASSERT_TRUE(testing::PutOne(*store_, KIND_HUB, "a", "1").ok());
  const auto open_again = [&] {
    return Store::Open(testing::SmallStoreOptions(folder_.Inside("data"))).status();
  };
  {
    const ReadView view = store_->Read();
    store_.reset();
    EXPECT_EQ(view.Get(KIND_HUB, "a")->payload, "1");
    EXPECT_EQ(ReasonOf(open_again()), kReasonLocked);
  }
  EXPECT_TRUE(open_again().ok());
}

TEST_F(ReadViewTest, KindsAreApart) {
  ASSERT_TRUE(testing::PutOne(*store_, KIND_HUB, "a", "hub").ok());
  EXPECT_FALSE(store_->Read().Get(KIND_THEME, "a").ok());
  ASSERT_TRUE(testing::PutOne(*store_, KIND_THEME, "a", "theme").ok());
  EXPECT_EQ(store_->Read().Get(KIND_HUB, "a")->payload, "hub");
}

TEST_F(ReadViewTest, ScansVisitEachRecordOnce) {
  constexpr int kRecords = 1000;
  PutMany(0, kRecords);
  for (const int threads : {1, 2, 3, 7, 1000}) {
    Mutex mutex;
    std::multiset<std::string> seen;
    ASSERT_TRUE(store_->Read()
                    .ParallelForEach(threads,
                                     [&](int thread, const RecordRef& record) -> absl::Status {
                                       EXPECT_LT(thread, threads);
                                       MutexLock lock(mutex);
                                       seen.insert(std::string(record.id));
                                       return absl::OkStatus();
                                     })
                    .ok());
    EXPECT_EQ(seen.size(), static_cast<std::size_t>(kRecords));
    EXPECT_EQ(std::set<std::string>(seen.begin(), seen.end()).size(), seen.size());
  }
}

TEST_F(ReadViewTest, AScanEndsWithTheVisitorsError) {
  PutMany(0, 100);
  int visited = 0;
  const absl::Status status = store_->Read().ForEach([&](const RecordRef&) {
    return ++visited == 3 ? absl::CancelledError("enough") : absl::OkStatus();
  });
  EXPECT_EQ(status, absl::CancelledError("enough"));
  EXPECT_EQ(visited, 3);
  EXPECT_FALSE(
      store_->Read()
          .ParallelForEach(4, [](int, const RecordRef&) { return absl::CancelledError("enough"); })
          .ok());
}

TEST_F(ReadViewTest, TheFeedIsInOrderAndResumes) {
  PutMany(0, 10);
  const ReadView view = store_->Read();
  uint64_t after = 0;
  std::vector<uint64_t> revisions;
  while (after < view.revision()) {
    const auto changes = view.Changes(after, 3);
    ASSERT_TRUE(changes.ok()) << changes.status();
    ASSERT_LE(changes->size(), 3u);
    for (const Change& change : *changes) revisions.push_back(change.revision());
    after = revisions.back();
  }
  EXPECT_EQ(revisions, (std::vector<uint64_t>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}));
  EXPECT_TRUE(view.Changes(10, 3)->empty());
  EXPECT_EQ(ReasonOf(view.Changes(11, 3).status()), kReasonFeedTrimmed);
}

TEST_F(ReadViewTest, OldChangesAreForgotten) {
  Open(/*changes_kept=*/8);
  for (int i = 0; i < 30; ++i) PutMany(i, i + 1);
  EXPECT_EQ(store_->Read().first_revision(), 23u);
  const absl::Status old = store_->Read().Changes(21, 100).status();
  EXPECT_EQ(old.code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(ReasonOf(old), kReasonFeedTrimmed);
  EXPECT_EQ(store_->Read().Changes(22, 100)->size(), 8u);
  Open(/*changes_kept=*/3);
  EXPECT_EQ(store_->Read().first_revision(), 23u) << "until the next write";
  PutMany(30, 31);
  EXPECT_EQ(store_->Read().Changes(28, 100)->size(), 3u);
}

TEST_F(ReadViewTest, SurvivesAReopen) {
  PutMany(0, 10);
  Open(kDefaultChangesKept);
  EXPECT_EQ(store_->Read().revision(), 10u);
  EXPECT_EQ(store_->Read().Changes(0, 100)->size(), 10u);
  EXPECT_EQ(store_->Status().records, 10u);
}

}  // namespace
}  // namespace tashbik::storage
