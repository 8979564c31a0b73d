// One line for each method.
#include "services/story_service.h"

namespace tashbik::services {
namespace {

constexpr char kService[] = "StoryService";

}  // namespace

StoryService::StoryService(Calls& calls)
    : calls_(calls),
      stories_(calls.directory(), store::v1::KIND_STORY),
      consents_(calls.directory()) {}

grpc::Status StoryService::GetStory(grpc::ServerContext* context,
                                    const v1::GetStoryRequest* request, v1::Story* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return stories_.Get(call, *request, *response);
  });
}

grpc::Status StoryService::ListStories(grpc::ServerContext* context,
                                       const v1::ListStoriesRequest* request,
                                       v1::ListStoriesResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return stories_.List(call, *request, *response);
  });
}

grpc::Status StoryService::CreateStory(grpc::ServerContext* context,
                                       const v1::CreateStoryRequest* request, v1::Story* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return stories_.Create(call, *request, *response);
  });
}

grpc::Status StoryService::UpdateStory(grpc::ServerContext* context,
                                       const v1::UpdateStoryRequest* request, v1::Story* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return stories_.Update(call, *request, *response);
  });
}

grpc::Status StoryService::BatchUpsertStories(grpc::ServerContext* context,
                                              const v1::BatchUpsertStoriesRequest* request,
                                              v1::BatchUpsertStoriesResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return stories_.BatchUpsert(call, *request, *response);
  });
}

grpc::Status StoryService::DeleteStory(grpc::ServerContext* context,
                                       const v1::DeleteStoryRequest* request, v1::Story* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return stories_.Delete(call, *request, *response);
  });
}

grpc::Status StoryService::UndeleteStory(grpc::ServerContext* context,
                                         const v1::UndeleteStoryRequest* request,
                                         v1::Story* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return stories_.Undelete(call, *request, *response);
  });
}

grpc::Status StoryService::GiveStoryConsent(grpc::ServerContext* context,
                                            const v1::GiveStoryConsentRequest* request,
                                            v1::Story* response) {
  return calls_.Run(kService, *context, *request, *response,
                    [&](const CallContext& call) { return consents_.Give(call, *request); });
}

grpc::Status StoryService::WithdrawStoryConsent(grpc::ServerContext* context,
                                                const v1::WithdrawStoryConsentRequest* request,
                                                v1::Story* response) {
  return calls_.Run(kService, *context, *request, *response,
                    [&](const CallContext& call) { return consents_.Withdraw(call, *request); });
}

}  // namespace tashbik::services
