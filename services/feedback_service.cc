// Reads the request and calls; feedback_calls.h does the rest.
#include "services/feedback_service.h"

namespace tashbik::services {

grpc::Status FeedbackService::GiveFeedback(grpc::ServerContext* context,
                                           const v1::GiveFeedbackRequest* request,
                                           v1::Feedback* response) {
  return calls_.Run("FeedbackService", *context, *request, *response,
                    [&](const CallContext& call) { return feedback_.Give(call, *request); });
}

grpc::Status FeedbackService::ListFeedback(grpc::ServerContext* context,
                                           const v1::ListFeedbackRequest* request,
                                           v1::ListFeedbackResponse* response) {
  return calls_.Run("FeedbackService", *context, *request, *response,
                    [&](const CallContext& call) { return feedback_.List(call, *request); });
}

grpc::Status FeedbackService::AnswerFeedback(grpc::ServerContext* context,
                                             const v1::AnswerFeedbackRequest* request,
                                             v1::Feedback* response) {
  return calls_.Run("FeedbackService", *context, *request, *response,
                    [&](const CallContext& call) { return feedback_.AnswerOne(call, *request); });
}

grpc::Status FeedbackService::WithdrawFeedback(grpc::ServerContext* context,
                                               const v1::WithdrawFeedbackRequest* request,
                                               v1::WithdrawFeedbackResponse* response) {
  return calls_.Run("FeedbackService", *context, *request, *response,
                    [&](const CallContext& call) { return feedback_.Withdraw(call, *request); });
}

}  // namespace tashbik::services
