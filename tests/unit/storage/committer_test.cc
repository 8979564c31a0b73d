// Group commit: many writers share a sync, each sees those before it, and none harms another.
#include "storage/committer.h"

#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <thread>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "storage/errors.h"
#include "tests/testing/faulty_file_system.h"
#include "tests/testing/open_store.h"
#include "tests/testing/temporary_folder.h"

namespace tashbik::storage {
namespace {

using store::v1::KIND_HUB;
using store::v1::KIND_SETTING;

constexpr int kWriters = 32;
constexpr int kWritesEach = 20;

void InThreads(int threads, const std::function<void(int)>& run) {
  std::vector<std::thread> workers;
  for (int i = 0; i < threads; ++i) workers.emplace_back([&run, i] { run(i); });
  for (std::thread& worker : workers) worker.join();
}

// Adds one to a counter kept in a record.
absl::Status Increment(Transaction& transaction) {
  int count = 0;
  if (const auto record = transaction.Get(KIND_SETTING, "count"); record.ok()) {
    if (!absl::SimpleAtoi(record->payload, &count)) return absl::InternalError("no number");
  }
  return transaction.Put(KIND_SETTING, "count", absl::StrCat(count + 1)).status();
}

TEST(Committer, WritersShareSyncsAndSeeEachOther) {
  const testing::TemporaryFolder folder;
  const auto files = std::make_shared<testing::FaultyFileSystem>();
  StoreOptions options = testing::SmallStoreOptions(folder.Inside("data"));
  options.file_system = files;
  const auto store = testing::OpenStore(options);
  ASSERT_NE(store, nullptr);
  const int64_t before = files->file_syncs();
  InThreads(kWriters, [&](int) {
    for (int i = 0; i < kWritesEach; ++i) ASSERT_TRUE(store->Write({}, Increment).ok());
  });
  const int64_t syncs = files->file_syncs() - before;
  const auto commits = static_cast<int64_t>(store->Status().commit);
  EXPECT_EQ(store->Read().Get(KIND_SETTING, "count")->payload,
            absl::StrCat(kWriters * kWritesEach));
  // Two per group, the log and the mark, and those of a table that may be written meanwhile.
  EXPECT_LE(syncs, 2 * commits + 20);
  EXPECT_LT(commits, kWriters * kWritesEach / 2);
}

TEST(Committer, OneWriterSyncsLogAndMarkEachTime) {
  const testing::TemporaryFolder folder;
  const auto files = std::make_shared<testing::FaultyFileSystem>();
  StoreOptions options = testing::SmallStoreOptions(folder.Inside("data"));
  options.file_system = files;
  const auto store = testing::OpenStore(options);
  ASSERT_NE(store, nullptr);
  const int64_t before = files->file_syncs();
  for (int i = 0; i < 10; ++i) ASSERT_TRUE(store->Write({}, Increment).ok());
  EXPECT_EQ(files->file_syncs(), before + 20);
}

TEST(Committer, AFailingClosureLeavesTheOthers) {
  const testing::TemporaryFolder folder;
  const auto store = testing::OpenStore(testing::SmallStoreOptions(folder.Inside("data")));
  ASSERT_NE(store, nullptr);
  InThreads(kWriters, [&](int writer) {
    const absl::Status status =
        store
            ->Write({},
                    [&](Transaction& t) -> absl::Status {
                      const auto put = t.Put(KIND_HUB, absl::StrCat("h", writer), "x");
                      if (!put.ok()) return put.status();
                      return writer % 2 == 0 ? absl::OkStatus() : absl::CancelledError("odd");
                    })
            .status();
    EXPECT_EQ(status.ok(), writer % 2 == 0);
  });
  for (int writer = 0; writer < kWriters; ++writer) {
    EXPECT_EQ(store->Read().Get(KIND_HUB, absl::StrCat("h", writer)).ok(), writer % 2 == 0);
  }
  EXPECT_EQ(store->Read().revision(), kWriters / 2);
}

TEST(Committer, OnCommitGivesEveryMutationBeforeTheWriterIsAnswered) {
  const testing::TemporaryFolder folder;
  StoreOptions options = testing::SmallStoreOptions(folder.Inside("data"));
  std::map<std::string, std::string> projection;  // the committer thread only, then joined
  std::atomic<uint64_t> last_commit{0};
  std::atomic<uint64_t> revision{0};
  options.on_commit = [&](const CommitGroup& group) {
    EXPECT_EQ(group.commit, last_commit + 1);
    last_commit = group.commit;
    for (const Mutation& mutation : group.mutations) {
      const auto held = projection.find(mutation.id);
      EXPECT_EQ(mutation.before.has_value(), held != projection.end());
      if (mutation.before.has_value()) {
        EXPECT_EQ(*mutation.before, held->second);
      }
      if (mutation.after.has_value()) {
        projection[mutation.id] = *mutation.after;
      } else {
        projection.erase(mutation.id);
      }
      EXPECT_EQ(mutation.revision, ++revision);
    }
    EXPECT_EQ(group.last_revision, revision);
  };
  {
    const auto store = testing::OpenStore(options);
    ASSERT_NE(store, nullptr);
    InThreads(kWriters, [&](int writer) {
      for (int i = 0; i < kWritesEach; ++i) {
        const std::string id = absl::StrCat("h", (writer + i) % 7);
        const auto written = store->Write({}, [&](Transaction& t) -> absl::Status {
          if (i % 5 == 4 && t.Get(KIND_HUB, id).ok()) return t.Delete(KIND_HUB, id);
          return t.Put(KIND_HUB, id, absl::StrCat(writer, ".", i)).status();
        });
        ASSERT_TRUE(written.ok()) << written.status();
        EXPECT_GE(revision, written->revision);
      }
    });
    std::map<std::string, std::string> stored;
    ASSERT_TRUE(store->Read()
                    .ForEach([&](const RecordRef& record) -> absl::Status {
                      stored[std::string(record.id)] = std::string(record.payload);
                      return absl::OkStatus();
                    })
                    .ok());
    EXPECT_EQ(stored, projection);
    EXPECT_EQ(store->Status().records, projection.size());
  }
}

TEST(Committer, DeadlinesAndShutdown) {
  const testing::TemporaryFolder folder;
  const auto store = testing::OpenStore(testing::SmallStoreOptions(folder.Inside("data")));
  ASSERT_NE(store, nullptr);
  WriteRequest late;
  late.deadline = absl::Now() - absl::Seconds(1);
  const auto result = store->Write(late, Increment);
  EXPECT_EQ(result.status().code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_EQ(store->Status().commit, 0u);
  store->Shutdown();
  store->Shutdown();
  EXPECT_EQ(ReasonOf(store->Write({}, Increment).status()), kReasonClosed);
  EXPECT_EQ(store->Read().revision(), 0u);
}

TEST(Committer, AWriteOfNothingCommitsNothing) {
  const testing::TemporaryFolder folder;
  const auto store = testing::OpenStore(testing::SmallStoreOptions(folder.Inside("data")));
  ASSERT_NE(store, nullptr);
  EXPECT_TRUE(store->Write({}, [](Transaction&) { return absl::OkStatus(); }).ok());
  EXPECT_EQ(store->Status().commit, 0u);
}

}  // namespace
}  // namespace tashbik::storage
