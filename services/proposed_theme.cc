// Additions are checked by themselves, so that faults have the proposal's own paths, and then the
// theme that they make.
#include "services/proposed_theme.h"

#include "absl/strings/str_cat.h"
#include "services/field_mask.h"
#include "services/theme_additions.h"
#include "services/validate.h"

namespace tashbik::services {
namespace {

using store::v1::KIND_THEME;

// Preferred labels can be added, not exchanged.
void AddLabels(const v1::Theme& additions, v1::Theme& theme, Violations& violations) {
  for (const auto& [language, label] : additions.labels()) {
    const std::string path = absl::StrCat(kProposedPath, ".labels.", language);
    const auto there = theme.labels().find(language);
    if (there == theme.labels().end()) {
      (*theme.mutable_labels())[language] = label;
    } else if (there->second != label) {
      violations.Invalid(path, "is there already", "propose an alternative label");
    }
  }
}

// What is hidden of the theme was rejected: it is not shown because somebody else proposes it.
void CheckNotHidden(const v1::Theme& additions, const v1::Theme& theme, Violations& violations) {
  const auto check = [&](absl::string_view field, const std::string& language,
                         const std::string& word) {
    if (!IsHidden(theme, language, word)) return;
    violations.Invalid(absl::StrCat(kProposedPath, ".", field, ".", language), "is a hidden label",
                       "refuse it, or take the hidden label away first");
  };
  for (const auto& [language, label] : additions.labels()) check("labels", language, label);
  for (const auto& [language, list] : additions.alternative_labels()) {
    for (const std::string& word : list.values()) check("alternative_labels", language, word);
  }
}

// The theme with what is added to it.
v1::Theme Enriched(const v1::Theme& additions, v1::Theme theme, Violations& violations) {
  CheckNotHidden(additions, theme, violations);
  AddLabels(additions, theme, violations);
  AddAlternativeLabels(additions.alternative_labels(), theme);
  AddHiddenLabels(additions.hidden_labels(), theme);
  for (const v1::Cause& cause : additions.causes()) AddCause(cause, theme);
  for (const v1::RelatedTheme& related : additions.related()) AddRelated(related, theme);
  return theme;
}

// Only what can be added to a theme that is there.
void CheckAdditions(const v1::Theme& additions, const v1::Theme& theme, Violations& violations) {
  if (theme.deprecated()) {
    const std::string& other = theme.replaced_by();
    violations.Invalid(absl::StrCat(kProposedPath, ".name"), "is deprecated",
                       other.empty() ? "propose it for another theme" : "use " + other);
  }
  const auto refuse = [&](bool given, absl::string_view field) {
    if (!given) return;
    violations.Invalid(absl::StrCat(kProposedPath, ".", field),
                       "cannot be added to a theme that is there",
                       "propose labels, causes or related themes");
  };
  refuse(additions.facet() != v1::FACET_UNSPECIFIED && additions.facet() != theme.facet(), "facet");
  refuse(!additions.definitions().empty(), "definitions");
  refuse(!additions.broader().empty(), "broader");
  refuse(!additions.matches().empty(), "matches");
  refuse(!additions.sensitive_countries().empty(), "sensitive_countries");
  refuse(!additions.sources().empty(), "sources");
}

}  // namespace

v1::Theme MeantTheme(const Snapshot& snapshot, const Viewer& viewer, const std::string& id,
                     const v1::Theme* old, v1::Theme& proposed, Violations& violations) {
  ClearServerFields(proposed);
  const size_t faults = violations.size();
  if (old == nullptr) {
    Validator(snapshot, viewer, violations).Check(KIND_THEME, id, proposed, nullptr, kProposedPath);
    return proposed;
  }
  CheckAdditions(proposed, *old, violations);
  const bool labelled = !proposed.labels().empty();
  proposed.set_facet(old->facet());
  if (!labelled) *proposed.mutable_labels() = old->labels();
  Validator(snapshot, viewer, violations).Check(KIND_THEME, id, proposed, old, kProposedPath);
  if (!labelled) proposed.clear_labels();
  proposed.clear_facet();
  v1::Theme theme = Enriched(proposed, *old, violations);
  if (violations.size() == faults) {
    Validator(snapshot, viewer, violations).Check(KIND_THEME, id, theme, old, kProposedPath);
  }
  return theme;
}

}  // namespace tashbik::services
