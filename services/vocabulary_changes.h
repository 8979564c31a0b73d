// Merging and deprecating themes: many records in one write.
#ifndef TASHBIK_SERVICES_VOCABULARY_CHANGES_H_
#define TASHBIK_SERVICES_VOCABULARY_CHANGES_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/directory.h"
#include "services/viewer.h"
#include "tashbik/v1/vocabulary.pb.h"

namespace tashbik::services {

// Id of the theme that counts for `id`: the end of the chain of replacements, or `id` itself where
// nothing replaces it. The same rule as graph::Vocabulary's, on the records.
std::string CountedTheme(const Catalog& catalog, absl::string_view id);

// Both are for writes that are `exclusive`, since they rest on more themes than they change. The
// plan's result is the name of the theme to show. Errors: INVALID_ARGUMENT naming `source`,
// `target`, `name` or `replaced_by`; NOT_FOUND; FAILED_PRECONDITION for a source that is merged
// already.
absl::StatusOr<WritePlan> PlanMergeThemes(const Snapshot& snapshot, const Directory& directory,
                                          const Viewer& viewer,
                                          const v1::MergeThemesRequest& request);
absl::StatusOr<WritePlan> PlanDeprecateTheme(const Snapshot& snapshot, const Directory& directory,
                                             const Viewer& viewer,
                                             const v1::DeprecateThemeRequest& request);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_VOCABULARY_CHANGES_H_
