// What a proposal for the vocabulary means: the theme that it makes, or what it adds to one.
#ifndef TASHBIK_SERVICES_PROPOSED_THEME_H_
#define TASHBIK_SERVICES_PROPOSED_THEME_H_

#include <string>

#include "services/directory.h"
#include "services/errors.h"
#include "services/viewer.h"
#include "tashbik/v1/theme.pb.h"

namespace tashbik::services {

// Where the theme stands in a request.
inline constexpr char kProposedPath[] = "proposal.theme";

// The theme `id` as it would be, from what it is (`old`, null for a new one). A proposal for a
// theme that is there holds what is to be added: labels of further languages, alternative and
// hidden labels, causes, related themes. All faults go to `violations`; the proposal's own words
// become uniform. Nothing depends on what `old` does not hold.
v1::Theme MeantTheme(const Snapshot& snapshot, const Viewer& viewer, const std::string& id,
                     const v1::Theme* old, v1::Theme& proposed, Violations& violations);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_PROPOSED_THEME_H_
