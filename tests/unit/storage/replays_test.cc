// A request that comes again is answered as the first time, for a day.
#include "storage/replays.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "rocksdb/db.h"
#include "storage/errors.h"
#include "tests/testing/open_store.h"
#include "tests/testing/temporary_folder.h"

namespace tashbik::storage {
namespace {

using store::v1::KIND_HUB;

class ReplaysTest : public ::testing::Test {
 protected:
  ReplaysTest() { Reopen(); }

  void Reopen() {
    store_.reset();
    StoreOptions options = testing::SmallStoreOptions(folder_.Inside("data"));
    options.clock = [this] { return absl::FromUnixSeconds(seconds_.load()); };
    store_ = testing::OpenStore(options);
  }

  absl::StatusOr<WriteResult> Create(const std::string& account, const std::string& request_id,
                                     const std::string& body) {
    WriteRequest request;
    request.account = account;
    request.method = "CreateHub";
    request.request_id = request_id;
    request.body_hash = body;
    return store_->Write(request, [&](Transaction& t) -> absl::Status {
      const std::string id = absl::StrCat("h", ++made_);
      const auto version = t.Put(KIND_HUB, id, body);
      t.SetResult("hubs/" + id, *version);
      return version.status();
    });
  }

  // Keys of the database in one section; the store must be closed.
  int CountKeys(Section section) {
    rocksdb::DB* opened = nullptr;
    EXPECT_TRUE(rocksdb::DB::OpenForReadOnly({}, folder_.Inside("data/db"), &opened).ok());
    const std::unique_ptr<rocksdb::DB> db(opened);
    const std::unique_ptr<rocksdb::Iterator> keys(db->NewIterator({}));
    int count = 0;
    for (keys->Seek(KeyIn(section, {})); keys->Valid() && keys->key().compare(EndOf(section)) < 0;
         keys->Next()) {
      ++count;
    }
    return count;
  }

  testing::TemporaryFolder folder_;
  std::atomic<int64_t> seconds_{1'700'000'000};
  std::atomic<int> made_{0};
  std::unique_ptr<Store> store_;
};

TEST_F(ReplaysTest, TheSameRequestIsCarriedOutOnce) {
  const auto first = Create("a", "r1", "body");
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_FALSE(first->replayed);
  EXPECT_EQ(first->name, "hubs/h1");
  const auto again = Create("a", "r1", "body");
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_TRUE(again->replayed);
  EXPECT_EQ(again->name, "hubs/h1");
  EXPECT_EQ(again->version, 1u);
  EXPECT_EQ(made_, 1);
  Reopen();
  EXPECT_TRUE(Create("a", "r1", "body")->replayed) << "also after a restart";
}

TEST_F(ReplaysTest, AnotherBodyIsRefused) {
  ASSERT_TRUE(Create("a", "r1", "body").ok());
  const auto other = Create("a", "r1", "another body");
  EXPECT_EQ(other.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(other.status()), kReasonRequestReused);
}

TEST_F(ReplaysTest, IdsArePerAccount) {
  ASSERT_TRUE(Create("a", "r1", "body").ok());
  EXPECT_FALSE(Create("b", "r1", "another body")->replayed);
}

TEST_F(ReplaysTest, AFailedRequestIsNotRemembered) {
  WriteRequest request;
  request.request_id = "r1";
  request.method = "CreateHub";
  request.account = "a";
  ASSERT_FALSE(
      store_->Write(request, [](Transaction&) { return absl::AbortedError("not now"); }).ok());
  EXPECT_FALSE(Create("a", "r1", "body")->replayed);
}

TEST_F(ReplaysTest, AtOnceFromManyThreadsIsCarriedOutOnce) {
  std::atomic<int> replayed{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 16; ++i) {
    threads.emplace_back([&] {
      const auto result = Create("a", "r1", "body");
      ASSERT_TRUE(result.ok()) << result.status();
      EXPECT_EQ(result->name, "hubs/h1");
      replayed += result->replayed;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(made_, 1);
  EXPECT_EQ(replayed, 15);
}

TEST_F(ReplaysTest, AfterADayItIsForgottenAndRemoved) {
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(Create("a", absl::StrCat("r", i), "body").ok());
  seconds_ += 24 * 3600 - 1;
  EXPECT_TRUE(Create("a", "r0", "body")->replayed);
  seconds_ += 2;
  const auto anew = Create("a", "r0", "another body");
  ASSERT_TRUE(anew.ok()) << anew.status();
  EXPECT_FALSE(anew->replayed);
  seconds_ += 2;
  ASSERT_TRUE(Create("a", "last", "body").ok());
  EXPECT_TRUE(Create("a", "r0", "another body")->replayed) << "the purge spares what is in use";
  store_.reset();
  EXPECT_EQ(CountKeys(Section::kReplays), 2);
  EXPECT_EQ(CountKeys(Section::kReplayQueue), 2);
}

}  // namespace
}  // namespace tashbik::storage
