// Parts are named, not repeated: the whole was shown before.
#include "clients/cli/register_views.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "clients/cli/entry.h"
#include "clients/cli/register_words.h"
#include "clients/cli/words.h"

namespace tashbik::cli {
namespace {

Prompt WordOf(v1::ViewerKind viewer) {
  switch (viewer) {
    case v1::VIEWER_KIND_OTHER_MEMBER:
      return Prompt::kViewOther;
    case v1::VIEWER_KIND_HUB_MEMBER:
      return Prompt::kViewMember;
    case v1::VIEWER_KIND_COORDINATOR:
      return Prompt::kViewCoordinator;
    default:
      return Prompt::kTierPublic;
  }
}

bool HasThemes(const v1::Profile& profile) {
  return !profile.issues().empty() || !profile.communities_served().empty() ||
         !profile.challenges().empty() || !profile.laws().empty() ||
         !profile.institutions().empty();
}

// The parts that a viewer sees.
std::string PartsOf(const v1::ActorView& view, absl::string_view language) {
  if (!view.visible()) return std::string(Say(Prompt::kNothing, language));
  const v1::Profile& profile =
      view.has_diaspora_group() ? view.diaspora_group().profile() : view.organization().profile();
  std::vector<absl::string_view> parts;
  const auto add = [&](bool seen, auto word) {
    if (seen) parts.push_back(Say(word, language));
  };
  add(!profile.names().empty(), Word::kName);
  add(!profile.base_country().empty(), Word::kCountry);
  add(!profile.active_countries().empty(), Word::kActiveIn);
  add(!view.diaspora_group().origin_countries().empty(), Word::kOrigin);
  add(!view.diaspora_group().residence_countries().empty(), Word::kResidence);
  add(HasThemes(profile), Word::kThemes);
  add(!profile.descriptions().empty(), Prompt::kDescriptionShort);
  add(!profile.needs().empty(), Prompt::kNeedsShort);
  add(!profile.offers().empty(), Prompt::kOffersShort);
  add(!profile.contacts().empty(), Prompt::kContactShort);
  return absl::StrJoin(parts, Comma(language));
}

}  // namespace

v1::PreviewActorRequest PreviewOf(const v1::RegisterRequest& request) {
  v1::PreviewActorRequest preview;
  if (request.has_diaspora_group()) {
    *preview.mutable_diaspora_group() = request.diaspora_group();
    preview.set_origin_residence_tier(request.origin_residence_tier());
  } else {
    *preview.mutable_organization() = request.organization();
  }
  for (const v1::ViewerKind viewer : {v1::VIEWER_KIND_ANONYMOUS, v1::VIEWER_KIND_OTHER_MEMBER,
                                      v1::VIEWER_KIND_HUB_MEMBER, v1::VIEWER_KIND_COORDINATOR}) {
    preview.add_viewers(viewer);
  }
  return preview;
}

std::vector<std::string> ViewLines(const v1::PreviewActorResponse& preview,
                                   absl::string_view language) {
  std::vector<std::string> lines;
  for (const v1::ActorView& view : preview.views()) {
    lines.push_back(absl::StrCat("  ", Say(WordOf(view.viewer()), language), In(kColon, language),
                                 " ", PartsOf(view, language)));
  }
  for (const v1::SensitiveTheme& theme : preview.sensitive_themes()) {
    if (theme.published()) continue;
    lines.push_back(Say(Prompt::kSensitive, language, absl::StripPrefix(theme.theme(), "themes/")));
  }
  return lines;
}

}  // namespace tashbik::cli
