// What a composition asks: the same checks as on stored calls.
#include "services/compose_reader.h"
#include "services/programme_limits.h"
#include "services/validate.h"

namespace tashbik::services {
namespace {

constexpr v1::Facet kCovered[] = {v1::FACET_ISSUE, v1::FACET_CAUSE, v1::FACET_LAW,
                                  v1::FACET_COMMUNITY};
constexpr v1::Facet kOffered[] = {v1::FACET_SKILL, v1::FACET_RESOURCE};

}  // namespace

void Validator::CheckComposition(v1::ComposeCoalitionRequest& request) {
  CheckThemeNames(request.themes(), kMaxComposeThemes, kCovered, "themes");
  CheckThemeNames(request.skills(), kMaxCallSkills, kOffered, "skills");
  CheckCountries(*request.mutable_countries(), kMaxComposeCountries, "countries");
  CheckLanguages(*request.mutable_languages(), kMaxCallLanguages, "languages");
  if (request.has_rules()) CheckRules(*request.mutable_rules(), "rules");
}

}  // namespace tashbik::services
