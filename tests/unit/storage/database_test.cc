// What lies on the disk says nothing, and a database that ran ahead of its mark is taken as it is.
#include "storage/database.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "rocksdb/db.h"
#include "tests/testing/open_store.h"
#include "tests/testing/temporary_folder.h"

namespace tashbik::storage {
namespace {

namespace fs = std::filesystem;
using store::v1::KIND_HUB;

TEST(Database, KeysSayNothing) {
  const testing::TemporaryFolder folder;
  const std::string data = folder.Inside("data");
  {
    const auto store = testing::OpenStore(testing::SmallStoreOptions(data));
    ASSERT_NE(store, nullptr);
    WriteRequest request;
    request.request_id = "plain-request-id";
    ASSERT_TRUE(
        store
            ->Write(request,
                    [](Transaction& t) { return t.Put(KIND_HUB, "plain-record-id", "x").status(); })
            .ok());
  }
  rocksdb::DB* opened = nullptr;
  ASSERT_TRUE(rocksdb::DB::OpenForReadOnly({}, data + "/db", &opened).ok());
  const std::unique_ptr<rocksdb::DB> db(opened);
  const std::unique_ptr<rocksdb::Iterator> keys(db->NewIterator({}));
  int count = 0;
  for (keys->SeekToFirst(); keys->Valid(); keys->Next(), ++count) {
    EXPECT_EQ(keys->key().ToString().find("plain"), std::string::npos);
  }
  EXPECT_EQ(count, 5);  // head, record, change, replay, its place in the queue
}

TEST(Database, ABitMoreThanTheMarkIsTaken) {
  // As after a power loss between the sync of the log and that of the mark.
  const testing::TemporaryFolder folder;
  const std::string data = folder.Inside("data");
  {
    const auto store = testing::OpenStore(testing::SmallStoreOptions(data));
    ASSERT_NE(store, nullptr);
    ASSERT_TRUE(testing::PutOne(*store, KIND_HUB, "a", "1").ok());
    fs::copy_file(data + "/MARK", folder.Inside("old-mark"));
    ASSERT_TRUE(testing::PutOne(*store, KIND_HUB, "b", "1").ok());
  }
  fs::copy_file(folder.Inside("old-mark"), data + "/MARK", fs::copy_options::overwrite_existing);
  const auto store = testing::OpenStore(testing::SmallStoreOptions(data));
  ASSERT_NE(store, nullptr);
  EXPECT_TRUE(store->Read().Get(KIND_HUB, "b").ok());
}

TEST(Database, LessThanTheMarkIsRefused) {
  const testing::TemporaryFolder folder;
  const std::string data = folder.Inside("data");
  {
    const auto store = testing::OpenStore(testing::SmallStoreOptions(data));
    ASSERT_NE(store, nullptr);
    ASSERT_TRUE(testing::PutOne(*store, KIND_HUB, "a", "1").ok());
  }
  fs::copy(data + "/db", folder.Inside("old-db"));
  {
    const auto store = testing::OpenStore(testing::SmallStoreOptions(data));
    ASSERT_TRUE(testing::PutOne(*store, KIND_HUB, "b", "1").ok());
  }
  fs::remove_all(data + "/db");
  fs::copy(folder.Inside("old-db"), data + "/db");
  const absl::Status status = Store::Open(testing::SmallStoreOptions(data)).status();
  EXPECT_TRUE(absl::IsDataLoss(status)) << status;
  EXPECT_NE(status.message().find("1 changes in 1 groups, but 2 in 2"), absl::string_view::npos)
      << status;
}

TEST(Database, AMarkOfAnotherStoreIsRefused) {
  const testing::TemporaryFolder folder;
  for (const char* name : {"one", "two"}) {
    const auto store = testing::OpenStore(testing::SmallStoreOptions(folder.Inside(name)));
    ASSERT_NE(store, nullptr);
    ASSERT_TRUE(testing::PutOne(*store, KIND_HUB, "a", "1").ok());
  }
  fs::copy_file(folder.Inside("one/MARK"), folder.Inside("two/MARK"),
                fs::copy_options::overwrite_existing);
  const auto opened = Store::Open(testing::SmallStoreOptions(folder.Inside("two")));
  EXPECT_TRUE(absl::IsDataLoss(opened.status())) << opened.status();
}

TEST(Database, NoLogFileIsWritten) {
  const testing::TemporaryFolder folder;
  ASSERT_NE(testing::OpenStore(testing::SmallStoreOptions(folder.Inside("data"))), nullptr);
  EXPECT_FALSE(fs::exists(folder.Inside("data/db/LOG")));
}

}  // namespace
}  // namespace tashbik::storage
