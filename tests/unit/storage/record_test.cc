// The table of kinds: every kind of the format is either callers' or the store's own.
#include "storage/record.h"

#include <gtest/gtest.h>

namespace tashbik::storage {
namespace {

TEST(Kinds, TheStoresOwnAreNotWritable) {
  for (const Kind kind : {store::v1::KIND_UNSPECIFIED, store::v1::KIND_REQUEST_REPLAY,
                          store::v1::KIND_CHANGE, store::v1::KIND_HEAD}) {
    EXPECT_FALSE(IsWritable(kind)) << kind;
    EXPECT_FALSE(InFeed(kind)) << kind;
  }
}

TEST(Kinds, AllOthersAre) {
  const auto* kinds = store::v1::Kind_descriptor();
  int writable = 0;
  for (int i = 0; i < kinds->value_count(); ++i) {
    const auto kind = static_cast<Kind>(kinds->value(i)->number());
    writable += IsWritable(kind);
    EXPECT_TRUE(IsWritable(kind) || !InFeed(kind)) << kind;
  }
  EXPECT_EQ(writable, kinds->value_count() - 4);
}

TEST(Kinds, NumbersOnDiskDoNotChange) {
  EXPECT_EQ(store::v1::KIND_ORGANIZATION, 10);
  EXPECT_EQ(store::v1::KIND_DIASPORA_GROUP, 11);
  EXPECT_EQ(store::v1::KIND_THEME, 20);
  EXPECT_EQ(store::v1::KIND_COALITION, 30);
  EXPECT_EQ(store::v1::KIND_COALITION_MEMBER, 31);
  EXPECT_EQ(store::v1::KIND_HUB, 40);
  EXPECT_EQ(store::v1::KIND_HUB_MEMBER, 41);
  EXPECT_EQ(store::v1::KIND_CIRCLE, 42);
  EXPECT_EQ(store::v1::KIND_ACCOUNT, 60);
  EXPECT_EQ(store::v1::KIND_TOKEN, 61);
  EXPECT_EQ(store::v1::KIND_EXTERNAL_ID, 70);
  EXPECT_EQ(store::v1::KIND_REQUEST_REPLAY, 80);
  EXPECT_EQ(store::v1::KIND_CHANGE, 81);
  EXPECT_EQ(store::v1::KIND_HEAD, 82);
  EXPECT_EQ(store::v1::KIND_EPOCH, 90);
  EXPECT_EQ(store::v1::KIND_SETTING, 91);
  EXPECT_EQ(store::v1::KIND_FEEDBACK, 100);
}

}  // namespace
}  // namespace tashbik::storage
