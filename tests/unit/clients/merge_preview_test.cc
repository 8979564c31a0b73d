// Tests what a merge would make of the record that stays.
#include "clients/cli/merge_preview.h"

#include "gtest/gtest.h"
#include "tashbik/v1/organization.pb.h"

namespace tashbik::cli {
namespace {

v1::Exchange& AddNeed(v1::Organization& actor) {
  v1::Exchange& need = *actor.mutable_profile()->add_needs();
  need.set_theme("themes/shelter");
  return need;
}

TEST(PreviewMerge, ANeedThatBothHaveIsNotGainedForItsTier) {
  v1::Organization kept;
  v1::Organization joined;
  AddNeed(kept);
  AddNeed(joined).set_tier(v1::TIER_BROKERED);
  EXPECT_TRUE(PreviewMerge(kept, kept, joined, "en").gains.empty());
  AddNeed(joined).set_until_date("2027-01-31");
  const MergePreview preview = PreviewMerge(kept, joined, joined, "en");
  ASSERT_EQ(preview.gains.size(), 1u);
  EXPECT_EQ(preview.gains[0].texts, std::vector<std::string>{"themes/shelter"});
  EXPECT_TRUE(preview.stays.empty());
}

// What the server made of both counts, whatever both say.
TEST(PreviewMerge, OneValueIsTheJoinedOnesAndTheOtherIsNamed) {
  v1::Organization kept;
  v1::Organization merged;
  kept.mutable_profile()->set_introductions_per_month(5);
  merged.mutable_profile()->set_introductions_per_month(2);
  kept.mutable_profile()->set_base_country("LB");
  merged.mutable_profile()->set_base_country("SY");
  kept.set_illustrative(true);
  v1::Organization joined = kept;
  joined.mutable_profile()->set_introductions_per_month(2);
  joined.set_illustrative(false);
  const MergePreview preview = PreviewMerge(kept, merged, joined, "en");
  ASSERT_EQ(preview.gains.size(), 2u);
  EXPECT_EQ(preview.gains[0].texts, std::vector<std::string>{"2"});
  EXPECT_STREQ(preview.gains[1].title.en, "an example");
  EXPECT_EQ(preview.gains[1].texts, std::vector<std::string>{"no"});
  ASSERT_EQ(preview.stays.size(), 1u);
  EXPECT_EQ(preview.stays[0].texts, std::vector<std::string>{"Lebanon"});
  EXPECT_EQ(preview.stays[0].other, "Syria");
}

TEST(PreviewMerge, DescriptionsAreToldByTheirLanguages) {
  v1::Organization kept;
  v1::Organization merged;
  auto& own = *kept.mutable_profile()->mutable_descriptions();
  auto& other = *merged.mutable_profile()->mutable_descriptions();
  own["en"] = "Housing";
  other["en"] = "Shelter";
  other["ar"] = "السكن";
  v1::Organization joined = kept;
  (*joined.mutable_profile()->mutable_descriptions())["ar"] = other["ar"];
  const MergePreview preview = PreviewMerge(kept, merged, joined, "en");
  ASSERT_EQ(preview.gains.size(), 1u);
  EXPECT_EQ(preview.gains[0].texts, std::vector<std::string>{"ar"});
  ASSERT_EQ(preview.stays.size(), 1u);
  EXPECT_EQ(preview.stays[0].texts, std::vector<std::string>{"en"});
}

}  // namespace
}  // namespace tashbik::cli
