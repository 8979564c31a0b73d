// Regions: every country has one; the neighbours that the directory's people name are together.
#include "graph/regions.h"

#include <gtest/gtest.h>
#include <unicode/uloc.h>

#include <set>
#include <string>

namespace tashbik::graph {
namespace {

TEST(RegionOf, KnowsTheRegionsOfTheField) {
  for (const char* country : {"MA", "DZ", "TN", "LY", "MR"}) {
    EXPECT_EQ(RegionOf(country), Region::kMaghreb) << country;
  }
  for (const char* country : {"LB", "SY", "JO", "PS", "IQ", "EG"}) {
    EXPECT_EQ(RegionOf(country), Region::kMashreq) << country;
  }
  for (const char* country : {"BH", "KW", "OM", "QA", "SA", "AE", "YE"}) {
    EXPECT_EQ(RegionOf(country), Region::kGulf) << country;
  }
  EXPECT_EQ(RegionOf("BE"), RegionOf("FR"));
  EXPECT_NE(RegionOf("BE"), RegionOf("LB"));
}

TEST(RegionOf, RefusesWhatIsNoCode) {
  for (const char* code : {"", "L", "lb", "LBN", "ZZ", "??", "A1", "\xD8\xA7"}) {
    EXPECT_EQ(RegionOf(code), Region::kNone) << code;
  }
}

// ICU's list of codes is the oracle; only the uninhabited south has no region.
TEST(RegionOf, CoversEveryCountry) {
  const std::set<std::string> not_assigned = {"AN", "CS", "DG", "EA", "IC"};
  const std::set<std::string> none = {"AQ", "BV", "GS", "HM"};
  std::set<std::string> unplaced;
  int count = 0;
  for (const char* const* code = uloc_getISOCountries(); *code != nullptr; ++code, ++count) {
    if (not_assigned.count(*code) == 0 && RegionOf(*code) == Region::kNone) unplaced.insert(*code);
  }
  EXPECT_GT(count, 240);
  EXPECT_EQ(unplaced, none);
}

}  // namespace
}  // namespace tashbik::graph
