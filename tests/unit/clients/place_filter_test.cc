// Tests flags that become filters.
#include "clients/cli/place_filter.h"

#include "clients/cli/exit_code.h"
#include "gtest/gtest.h"

namespace tashbik::cli {
namespace {

TEST(PlaceFilter, EachFlagIsItsOwnPlace) {
  PlaceFilter filter;
  filter.based_in = {"Lebanon"};
  filter.active_in = {"BH", "الكويت"};
  filter.country = {"Maroc"};
  EXPECT_EQ(*filter.Build(),
            "base_country = \"LB\" AND (active_in = \"BH\" OR active_in = \"KW\") AND "
            "country = \"MA\"");
}

TEST(PlaceFilter, SeveralInOneFlag) {
  PlaceFilter filter;
  filter.origin = {"Iraq; Syria"};
  filter.residence = {"BE"};
  EXPECT_EQ(*filter.Build(), "(origin = \"IQ\" OR origin = \"SY\") AND residence = \"BE\"");
}

TEST(PlaceFilter, AFilterOfOnesOwnIsKeptTogether) {
  PlaceFilter filter;
  EXPECT_EQ(*filter.Build(), "");
  filter.filter = "a = 1 OR b = 2";
  EXPECT_EQ(*filter.Build(), "a = 1 OR b = 2");
  filter.based_in = {"LB"};
  EXPECT_EQ(*filter.Build(), "base_country = \"LB\" AND (a = 1 OR b = 2)");
}

TEST(PlaceFilter, WhatIsNoCountryIsAUsageError) {
  PlaceFilter filter;
  filter.active_in = {"Narnia"};
  EXPECT_EQ(ExitCodeOf(filter.Build().status()), ExitCode::kUsage);
}

}  // namespace
}  // namespace tashbik::cli
