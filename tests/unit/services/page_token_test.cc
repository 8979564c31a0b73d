// Page tokens: they open for what they were made for, and for nothing else.
#include "services/page_token.h"

#include <gtest/gtest.h>

#include <set>

namespace tashbik::services {
namespace {

TokenSealer Sealer(uint8_t seed) {
  std::array<uint8_t, 32> key;
  key.fill(seed);
  return TokenSealer(key);
}

TEST(PageToken, OpensForItsBindingAlone) {
  const TokenSealer sealer = Sealer(1);
  const std::string token = sealer.Seal("abc", "List|account|filter");
  EXPECT_EQ(sealer.Open(token, "List|account|filter").value(), "abc");
  EXPECT_FALSE(sealer.Open(token, "List|account|other filter").ok());
  EXPECT_FALSE(sealer.Open(token, "List|other account|filter").ok());
  EXPECT_FALSE(Sealer(2).Open(token, "List|account|filter").ok());
}

TEST(PageToken, EveryChangedOrCutTokenIsRefused) {
  const TokenSealer sealer = Sealer(1);
  const std::string token = sealer.Seal("abc", "b");
  for (size_t i = 0; i < token.size(); ++i) {
    std::string changed = token;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(sealer.Open(changed, "b").ok()) << i;
    EXPECT_FALSE(sealer.Open(token.substr(0, i), "b").ok()) << i;
  }
  for (const char last : std::string("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_09")) {
    const std::string changed = token.substr(0, token.size() - 1) + last;
    EXPECT_EQ(sealer.Open(changed, "b").ok(), changed == token) << "the last bits mean nothing";
  }
  EXPECT_FALSE(sealer.Open(token + "\n", "b").ok());
  EXPECT_FALSE(sealer.Open(token + "=", "b").ok());
  EXPECT_FALSE(sealer.Open("", "b").ok());
  EXPECT_FALSE(sealer.Open("not base64 \xff", "b").ok());
}

TEST(PageToken, SaysNothing) {
  const TokenSealer sealer = Sealer(1);
  std::set<size_t> lengths;
  for (size_t length = 0; length <= kMaxPositionBytes; ++length) {
    const std::string position(length, 'x');
    const std::string token = sealer.Seal(position, "b");
    EXPECT_EQ(token, sealer.Seal(position, "b"));  // equal pages, equal tokens
    EXPECT_EQ(sealer.Open(token, "b").value(), position);
    lengths.insert(token.size());
  }
  EXPECT_EQ(lengths.size(), 1u);
  // Nothing, in a view of nothing: UndefinedBehaviorSanitizer looks at how it is copied.
  EXPECT_EQ(sealer.Seal(absl::string_view(), "b"), sealer.Seal("", "b"));
}

TEST(PageSize, DefaultBoundAndRefusal) {
  EXPECT_EQ(PageSize(0).value(), 50);
  EXPECT_EQ(PageSize(7).value(), 7);
  EXPECT_EQ(PageSize(5000).value(), 1000);
  EXPECT_EQ(PageSize(99, 5, 50).value(), 50);
  EXPECT_FALSE(PageSize(-1).ok());
}

}  // namespace
}  // namespace tashbik::services
