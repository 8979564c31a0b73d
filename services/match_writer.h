// The graph's answers as MatchService shows them: names, labels and sentences in one language.
#ifndef TASHBIK_SERVICES_MATCH_WRITER_H_
#define TASHBIK_SERVICES_MATCH_WRITER_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/explain.h"
#include "graph/paths.h"
#include "graph/suggest.h"
#include "services/call_context.h"
#include "services/presenter.h"
#include "services/sentences.h"
#include "tashbik/v1/match.pb.h"

namespace tashbik::services {

// Lives as long as one call; keeps references to its arguments.
class MatchWriter {
 public:
  // `asker` is the id of a stored asker, or empty; `asker_name` what sentences call it.
  MatchWriter(const CallContext& call, const Presenter& presenter, std::string asker,
              std::string asker_name);

  absl::StatusOr<v1::Suggestion> Suggestion(const graph::Suggestion& suggestion) const;
  absl::StatusOr<v1::ExplainPartnerResponse> Explanation(
      const graph::Explanation& explanation) const;

 private:
  SentenceContext ContextFor(std::string partner) const;
  v1::Reason Reason(const graph::Reason& reason, std::string sentence) const;

  const CallContext& call_;
  const Presenter& presenter_;
  const std::string asker_;
  const std::string asker_name_;
};

// A path with the names of what it goes through.
absl::StatusOr<v1::Path> WritePath(const graph::Path& path, const Presenter& presenter);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_MATCH_WRITER_H_
