// The immutable map against std::map, over random changes.
#include "services/sorted_map.h"

#include <map>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

namespace tashbik::services {
namespace {

using Map = SortedMap<int>;
using Entries = std::vector<std::pair<std::string, int>>;

Entries EntriesOf(const Map& map, const std::string& after = "") {
  Entries entries;
  map.ForEachAfter(after, [&](const std::string& key, int value) {
    entries.emplace_back(key, value);
    return true;
  });
  return entries;
}

TEST(SortedMapTest, AgreesWithAMapOverRandomChanges) {
  std::mt19937 random(1);
  std::map<std::string, int> expected;
  Map map;
  for (int round = 0; round < 400; ++round) {
    std::vector<Map::Change> changes;
    const int count = static_cast<int>(random() % (round % 10 == 0 ? 600 : 5));
    for (int i = 0; i < count; ++i) {
      const std::string key = absl::StrCat("k", random() % 3000);
      if (random() % 3 == 0) {
        changes.emplace_back(key, std::nullopt);
        expected.erase(key);
      } else {
        const int value = static_cast<int>(random() % 100);
        changes.emplace_back(key, value);
        expected[key] = value;
      }
    }
    map = map.With(std::move(changes));
    ASSERT_EQ(map.size(), expected.size()) << round;
    const std::string probe = absl::StrCat("k", random() % 3000);
    const auto found = expected.find(probe);
    const int* value = map.Find(probe);
    ASSERT_EQ(value != nullptr, found != expected.end());
    if (value != nullptr) {
      ASSERT_EQ(*value, found->second);
    }
  }
  EXPECT_EQ(EntriesOf(map), Entries(expected.begin(), expected.end()));
  EXPECT_EQ(EntriesOf(map, "k5"), Entries(expected.upper_bound("k5"), expected.end()));
}

TEST(SortedMapTest, OldCopiesDoNotChange) {
  const Map first = Map().With({{"a", 1}, {"b", 2}});
  const Map second = first.With({{"a", std::nullopt}, {"c", 3}});
  EXPECT_EQ(EntriesOf(first), (Entries{{"a", 1}, {"b", 2}}));
  EXPECT_EQ(EntriesOf(second), (Entries{{"b", 2}, {"c", 3}}));
}

TEST(SortedMapTest, OfSeveralChangesOfOneKeyTheLastCounts) {
  const Map map =
      Map().With({{"a", 1}, {"a", std::nullopt}, {"a", 3}, {"b", 1}, {"b", std::nullopt}});
  EXPECT_EQ(EntriesOf(map), (Entries{{"a", 3}}));
}

TEST(SortedMapTest, FindsByPrefix) {
  const Map map = Map().With({{"a/1", 1}, {"a/2", 2}, {"aa/1", 3}, {"b/1", 4}});
  std::vector<int> found;
  map.ForEachPrefixed("a/", [&](const std::string&, int value) { found.push_back(value); });
  EXPECT_EQ(found, (std::vector<int>{1, 2}));
}

}  // namespace
}  // namespace tashbik::services
