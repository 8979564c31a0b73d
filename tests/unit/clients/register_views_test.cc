// Tests what is said of who sees which part of a group that registers.
#include "clients/cli/register_views.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace tashbik::cli {
namespace {

using testing::ElementsAre;

v1::PreviewActorResponse Preview() {
  v1::PreviewActorResponse preview;
  preview.add_views()->set_viewer(v1::VIEWER_KIND_ANONYMOUS);
  v1::ActorView& member = *preview.add_views();
  member.set_viewer(v1::VIEWER_KIND_HUB_MEMBER);
  member.set_visible(true);
  member.mutable_diaspora_group()->mutable_profile()->add_names()->set_text("secret");
  member.mutable_diaspora_group()->mutable_profile()->add_laws()->set_theme("themes/x");
  v1::ActorView& coordinator = *preview.add_views();
  coordinator = member;
  coordinator.set_viewer(v1::VIEWER_KIND_COORDINATOR);
  coordinator.mutable_diaspora_group()->add_origin_countries("SY");
  coordinator.mutable_diaspora_group()->add_residence_countries("DE");
  preview.add_sensitive_themes()->set_theme("themes/decriminalization");
  return preview;
}

TEST(RegisterViews, SayWhoSeesWhichPart) {
  EXPECT_THAT(ViewLines(Preview(), "en"),
              ElementsAre("  anyone: nothing", "  members of this hub: name, themes",
                          "  coordinators of this hub: name, from, lives in, themes",
                          testing::StartsWith("decriminalization is dangerous")));
  EXPECT_EQ(ViewLines(Preview(), "fr")[0], "  tout le monde\u00A0: rien");
  EXPECT_EQ(ViewLines(Preview(), "ar")[0], "  الجميع: لا شيء");
}

TEST(RegisterViews, AskAboutWhatIsToBeSent) {
  v1::RegisterRequest request;
  request.mutable_diaspora_group()->add_origin_countries("SY");
  request.set_origin_residence_tier(v1::TIER_BROKERED);
  request.set_invitation_code("tsbi-secret");
  const v1::PreviewActorRequest preview = PreviewOf(request);
  EXPECT_EQ(preview.diaspora_group().origin_countries(0), "SY");
  EXPECT_EQ(preview.origin_residence_tier(), v1::TIER_BROKERED);
  EXPECT_EQ(preview.viewers_size(), 4);
  EXPECT_EQ(preview.SerializeAsString().find("tsbi"), std::string::npos);
}

}  // namespace
}  // namespace tashbik::cli
