// Keys: stable, distinct, and without meaning to who lacks the secret.
#include "storage/record_key.h"

#include <gtest/gtest.h>

#include "absl/strings/escaping.h"

namespace tashbik::storage {
namespace {

TEST(RecordKey, IsFrozen) {
  const KeyHasher hasher(std::string(kKeySecretBytes, '\x07'));
  EXPECT_EQ(absl::BytesToHexString(hasher.RecordKey(store::v1::KIND_HUB, "h1")),
            "439ded0aae7103897bf841c5cc8c5bd2");
  EXPECT_EQ(absl::BytesToHexString(hasher.ReplayKey("a", "m", "r")),
            "48be45d8e1a81e37d8908a6b0352d229");
}

TEST(RecordKey, DependsOnKindIdAndSecret) {
  const KeyHasher hasher(MakeKeySecret());
  const KeyHasher other(MakeKeySecret());
  const std::string key = hasher.RecordKey(store::v1::KIND_HUB, "h1");
  EXPECT_EQ(key.size(), kRecordKeyBytes);
  EXPECT_EQ(key, hasher.RecordKey(store::v1::KIND_HUB, "h1"));
  EXPECT_NE(key, hasher.RecordKey(store::v1::KIND_CIRCLE, "h1"));
  EXPECT_NE(key, hasher.RecordKey(store::v1::KIND_HUB, "h2"));
  EXPECT_NE(key, other.RecordKey(store::v1::KIND_HUB, "h1"));
}

TEST(RecordKey, ReplayPartsDoNotRunTogether) {
  const KeyHasher hasher(MakeKeySecret());
  EXPECT_NE(hasher.ReplayKey("a", "bc", "d"), hasher.ReplayKey("ab", "c", "d"));
  EXPECT_NE(hasher.ReplayKey("", "a", "b"), hasher.ReplayKey("a", "", "b"));
}

TEST(RecordKey, NumbersSortAsBytes) {
  EXPECT_LT(NumberKey(255), NumberKey(256));
  EXPECT_LT(NumberKey(1), NumberKey(uint64_t{1} << 40));
  EXPECT_EQ(NumberKey(258), std::string("\0\0\0\0\0\0\1\2", 8));
}

TEST(RecordKey, SecretsDiffer) {
  EXPECT_EQ(MakeKeySecret().size(), kKeySecretBytes);
  EXPECT_NE(MakeKeySecret(), MakeKeySecret());
  EXPECT_NE(MakeStoreId(), MakeStoreId());
}

}  // namespace
}  // namespace tashbik::storage
