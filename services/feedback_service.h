// FeedbackService: one line for each method.
#ifndef TASHBIK_SERVICES_FEEDBACK_SERVICE_H_
#define TASHBIK_SERVICES_FEEDBACK_SERVICE_H_

#include "services/call.h"
#include "services/feedback_calls.h"
#include "tashbik/v1/feedback.grpc.pb.h"

namespace tashbik::services {

class FeedbackService final : public v1::FeedbackService::Service {
 public:
  // `calls` must outlive it.
  explicit FeedbackService(Calls& calls) : calls_(calls), feedback_(calls.directory()) {}

  grpc::Status GiveFeedback(grpc::ServerContext* context, const v1::GiveFeedbackRequest* request,
                            v1::Feedback* response) override;
  grpc::Status ListFeedback(grpc::ServerContext* context, const v1::ListFeedbackRequest* request,
                            v1::ListFeedbackResponse* response) override;
  grpc::Status AnswerFeedback(grpc::ServerContext* context,
                              const v1::AnswerFeedbackRequest* request,
                              v1::Feedback* response) override;
  grpc::Status WithdrawFeedback(grpc::ServerContext* context,
                                const v1::WithdrawFeedbackRequest* request,
                                v1::WithdrawFeedbackResponse* response) override;

 private:
  Calls& calls_;
  FeedbackCalls feedback_;
};

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_FEEDBACK_SERVICE_H_
