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

// As the server joins them: where both have it, the stricter tier stays.
TEST(PreviewMerge, ANeedThatBothHaveIsNotGainedForItsTier) {
  v1::Organization kept;
  v1::Organization merged;
  AddNeed(kept);
  AddNeed(merged).set_tier(v1::TIER_BROKERED);
  EXPECT_TRUE(PreviewMerge(kept, merged, "en").gains.empty());
  AddNeed(merged).set_until_date("2027-01-31");
  const MergePreview preview = PreviewMerge(kept, merged, "en");
  ASSERT_EQ(preview.gains.size(), 1u);
  EXPECT_EQ(preview.gains[0].texts, std::vector<std::string>{"themes/shelter"});
  EXPECT_TRUE(preview.stays.empty());
}

}  // namespace
}  // namespace tashbik::cli
