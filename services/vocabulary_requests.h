// The calls of VocabularyService that write: prepare, commit, show what is there then.
#ifndef TASHBIK_SERVICES_VOCABULARY_REQUESTS_H_
#define TASHBIK_SERVICES_VOCABULARY_REQUESTS_H_

#include "absl/status/statusor.h"
#include "services/call_context.h"
#include "services/directory.h"
#include "tashbik/v1/vocabulary.pb.h"

namespace tashbik::services {

// The errors are those of theme_proposals.h and vocabulary_changes.h. Whether the caller may call
// was checked before.
absl::StatusOr<v1::ThemeProposal> ProposeTheme(Directory& directory, const CallContext& call,
                                               const v1::ProposeThemeRequest& request);
absl::StatusOr<v1::ThemeProposal> AcceptThemeProposal(
    Directory& directory, const CallContext& call, const v1::AcceptThemeProposalRequest& request);
absl::StatusOr<v1::ThemeProposal> RefuseThemeProposal(
    Directory& directory, const CallContext& call, const v1::RefuseThemeProposalRequest& request);
// Shows the target.
absl::StatusOr<v1::Theme> MergeThemes(Directory& directory, const CallContext& call,
                                      const v1::MergeThemesRequest& request);
absl::StatusOr<v1::Theme> DeprecateTheme(Directory& directory, const CallContext& call,
                                         const v1::DeprecateThemeRequest& request);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_VOCABULARY_REQUESTS_H_
