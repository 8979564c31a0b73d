// The history of themes: every write of one appends a moment in the same commit.
#ifndef TASHBIK_SERVICES_THEME_REVISIONS_H_
#define TASHBIK_SERVICES_THEME_REVISIONS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/call_context.h"
#include "services/directory.h"
#include "services/page_token.h"
#include "tashbik/v1/vocabulary.pb.h"

namespace tashbik::services {

// Adds to `plan`, which writes `theme`, its next moment. `note` says what was done and is shown to
// everybody.
void AddThemeRevision(const Snapshot& snapshot, const store::v1::Record& theme,
                      const std::string& account, absl::string_view note, absl::Time now,
                      WritePlan& plan);

// Answers ListThemeRevisions. Who does not see hidden labels sees no moment in which nothing else
// changed, and numbers that do not count such moments. Costs the whole history of the theme.
absl::Status ListThemeRevisions(const CallContext& call, const TokenSealer& tokens,
                                const v1::ListThemeRevisionsRequest& request,
                                v1::ListThemeRevisionsResponse& response);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_THEME_REVISIONS_H_
