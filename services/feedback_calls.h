// FeedbackService below gRPC, and what feedback does to suggestions.
#ifndef TASHBIK_SERVICES_FEEDBACK_CALLS_H_
#define TASHBIK_SERVICES_FEEDBACK_CALLS_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "graph/explain.h"
#include "graph/suggest.h"
#include "services/call_context.h"
#include "services/directory.h"
#include "services/page_token.h"
#include "tashbik/v1/feedback.pb.h"

namespace tashbik::services {

// Safe from any thread. Each method checks its request, all faults at once.
class FeedbackCalls {
 public:
  // The directory must outlive it.
  explicit FeedbackCalls(Directory& directory)
      : directory_(directory), tokens_(directory.keys().page_token) {}

  absl::StatusOr<v1::Feedback> Give(const CallContext& call,
                                    const v1::GiveFeedbackRequest& request) const;
  absl::StatusOr<v1::ListFeedbackResponse> List(const CallContext& call,
                                                const v1::ListFeedbackRequest& request) const;
  absl::StatusOr<v1::Feedback> AnswerOne(const CallContext& call,
                                         const v1::AnswerFeedbackRequest& request) const;
  absl::Status Withdraw(const CallContext& call, const v1::WithdrawFeedbackRequest& request) const;

 private:
  Directory& directory_;
  const TokenSealer tokens_;
};

// Sets aside and mutes what feedback for the asker says, as far as the caller may read it: nobody
// else's answers depend on it. Costs a look-up where there is none.
void ApplyFeedback(const Snapshot& snapshot, const Viewer& viewer, graph::SuggestQuery& query);
void ApplyFeedback(const Snapshot& snapshot, const Viewer& viewer, graph::ExplainQuery& query);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_FEEDBACK_CALLS_H_
