// Transactions: versions, expectations, what they see, and that a failing one leaves nothing.
#include "storage/transaction.h"

#include <gtest/gtest.h>

#include "storage/errors.h"
#include "tests/testing/open_store.h"
#include "tests/testing/temporary_folder.h"

namespace tashbik::storage {
namespace {

using store::v1::KIND_EXTERNAL_ID;
using store::v1::KIND_HUB;

PutOptions Expect(uint64_t version) {
  PutOptions options;
  options.expected_version = version;
  return options;
}

class TransactionTest : public ::testing::Test {
 protected:
  absl::Status Write(absl::FunctionRef<absl::Status(Transaction&)> closure) {
    return store_->Write({}, closure).status();
  }
  absl::Status Put(const std::string& id, const std::string& payload, const PutOptions& options) {
    return Write([&](Transaction& t) { return t.Put(KIND_HUB, id, payload, options).status(); });
  }

  testing::TemporaryFolder folder_;
  std::unique_ptr<Store> store_ =
      testing::OpenStore(testing::SmallStoreOptions(folder_.Inside("data")));
};

TEST_F(TransactionTest, VersionsCountWrites) {
  for (uint64_t version = 1; version <= 3; ++version) {
    ASSERT_TRUE(Write([&](Transaction& t) -> absl::Status {
                  const auto written = t.Put(KIND_HUB, "a", "x");
                  EXPECT_EQ(*written, version);
                  return written.status();
                }).ok());
  }
  EXPECT_EQ(store_->Read().Get(KIND_HUB, "a")->version, 3u);
}

TEST_F(TransactionTest, ExpectedVersions) {
  EXPECT_EQ(Put("a", "1", Expect(1)).code(), absl::StatusCode::kNotFound);
  ASSERT_TRUE(Put("a", "1", Expect(0)).ok());
  EXPECT_EQ(ReasonOf(Put("a", "2", Expect(0))), kReasonExists);
  EXPECT_EQ(Put("a", "2", Expect(2)).code(), absl::StatusCode::kAborted);
  EXPECT_EQ(ReasonOf(Put("a", "2", Expect(2))), kReasonVersion);
  ASSERT_TRUE(Put("a", "2", Expect(1)).ok());
  const absl::Status stale =
      Write([](Transaction& t) { return t.Delete(KIND_HUB, "a", Expect(1)); });
  EXPECT_EQ(ReasonOf(stale), kReasonVersion);
  EXPECT_EQ(store_->Read().Get(KIND_HUB, "a")->payload, "2");
}

TEST_F(TransactionTest, SeesItsOwnWrites) {
  ASSERT_TRUE(Write([](Transaction& t) -> absl::Status {
                EXPECT_TRUE(t.Put(KIND_HUB, "a", "1").ok());
                EXPECT_EQ(t.Get(KIND_HUB, "a")->payload, "1");
                EXPECT_TRUE(t.Delete(KIND_HUB, "a").ok());
                EXPECT_TRUE(absl::IsNotFound(t.Get(KIND_HUB, "a").status()));
                EXPECT_EQ(*t.Put(KIND_HUB, "a", "2", Expect(0)), 1u);
                return absl::OkStatus();
              }).ok());
  EXPECT_EQ(store_->Read().Get(KIND_HUB, "a")->payload, "2");
  EXPECT_EQ(store_->Status().records, 1u);
}

TEST_F(TransactionTest, AFailingOneLeavesNothing) {
  ASSERT_TRUE(Put("a", "1", {}).ok());
  const StoreStatus before = store_->Status();
  const absl::Status failed = Write([](Transaction& t) -> absl::Status {
    EXPECT_TRUE(t.Put(KIND_HUB, "a", "2").ok());
    EXPECT_TRUE(t.Put(KIND_HUB, "b", "2").ok());
    return absl::FailedPreconditionError("mine");
  });
  EXPECT_EQ(failed, absl::FailedPreconditionError("mine"));
  EXPECT_EQ(store_->Read().Get(KIND_HUB, "a")->payload, "1");
  EXPECT_TRUE(absl::IsNotFound(store_->Read().Get(KIND_HUB, "b").status()));
  EXPECT_EQ(store_->Status().commit, before.commit);
  EXPECT_EQ(store_->Status().revision, before.revision);
}

TEST_F(TransactionTest, DeletingWhatIsNotThere) {
  EXPECT_EQ(ReasonOf(Write([](Transaction& t) { return t.Delete(KIND_HUB, "a"); })),
            kReasonNotFound);
}

TEST_F(TransactionTest, Limits) {
  EXPECT_EQ(ReasonOf(Put("", "1", {})), kReasonLimit);
  EXPECT_TRUE(Put(std::string(kMaxIdBytes, 'a'), "1", {}).ok());
  EXPECT_EQ(ReasonOf(Put(std::string(kMaxIdBytes + 1, 'a'), "1", {})), kReasonLimit);
  EXPECT_TRUE(Put("big", std::string(kMaxPayloadBytes, 'a'), {}).ok());
  EXPECT_EQ(ReasonOf(Put("big", std::string(kMaxPayloadBytes + 1, 'a'), {})), kReasonLimit);
  const absl::Status own =
      Write([](Transaction& t) { return t.Put(store::v1::KIND_HEAD, "x", "1").status(); });
  EXPECT_EQ(own.code(), absl::StatusCode::kInternal);
}

TEST_F(TransactionTest, ChangesTellWhoWhenAndWhoSees) {
  WriteRequest request;
  request.account = "amal";
  absl::Time when;
  ASSERT_TRUE(store_
                  ->Write(request,
                          [&](Transaction& t) -> absl::Status {
                            when = t.now();
                            EXPECT_EQ(t.account(), "amal");
                            PutOptions options;
                            options.access_after = "after";
                            EXPECT_TRUE(t.Put(KIND_HUB, "a", "1", options).ok());
                            EXPECT_TRUE(t.Put(KIND_EXTERNAL_ID, "s/1", "a").ok());
                            options.access_before = "before";
                            options.access_after = "";
                            return t.Delete(KIND_HUB, "a", options);
                          })
                  .ok());
  const auto changes = store_->Read().Changes(0, 10);
  ASSERT_TRUE(changes.ok()) << changes.status();
  ASSERT_EQ(changes->size(), 2u) << "an index entry is not in the feed";
  const Change& first = changes->front();
  EXPECT_EQ(first.revision(), 1u);
  EXPECT_EQ(first.kind(), KIND_HUB);
  EXPECT_EQ(first.id(), "a");
  EXPECT_EQ(first.operation(), store::v1::OPERATION_CREATE);
  EXPECT_EQ(first.account(), "amal");
  EXPECT_EQ(first.access_after(), "after");
  EXPECT_EQ(first.time().seconds(), absl::ToUnixSeconds(when));
  const Change& second = changes->back();
  EXPECT_EQ(second.revision(), 2u);
  EXPECT_EQ(second.operation(), store::v1::OPERATION_DELETE);
  EXPECT_EQ(second.access_before(), "before");
  EXPECT_EQ(second.record_version(), 1u);
}

}  // namespace
}  // namespace tashbik::storage
