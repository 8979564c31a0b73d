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

// No country is not every country.
TEST(PlaceFilter, AnEmptyCountryIsAUsageError) {
  for (const char* text : {"", " ", ";"}) {
    PlaceFilter filter;
    filter.country = {text};
    EXPECT_EQ(ExitCodeOf(filter.Build().status()), ExitCode::kUsage) << text;
  }
}

TEST(PlaceFilter, DaysAreCheckedAndNamedByTheirFlag) {
  PlaceFilter filter;
  filter.days["from"] = "٢٠٢٤-٠٢-٢٩";
  EXPECT_EQ(*filter.Build(), "from = \"2024-02-29\"");
  filter.days["from"] = "";
  filter.days["deadline_after"] = "2024-02-30";
  const auto status = filter.Build().status();
  EXPECT_EQ(ExitCodeOf(status), ExitCode::kUsage);
  EXPECT_EQ(status.message().find("--deadline-after: '2024-02-30'"), 0u) << status;
}

}  // namespace
}  // namespace tashbik::cli
