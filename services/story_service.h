// StoryService: stories.
#ifndef TASHBIK_SERVICES_STORY_SERVICE_H_
#define TASHBIK_SERVICES_STORY_SERVICE_H_

#include "services/call.h"
#include "services/resources.h"
#include "services/story_consents.h"
#include "tashbik/v1/story.grpc.pb.h"

namespace tashbik::services {

// Every method runs in the call wrapper and is answered by Resources.
class StoryService final : public v1::StoryService::Service {
 public:
  explicit StoryService(Calls& calls);

  grpc::Status GetStory(grpc::ServerContext* context, const v1::GetStoryRequest* request,
                        v1::Story* response) override;
  grpc::Status ListStories(grpc::ServerContext* context, const v1::ListStoriesRequest* request,
                           v1::ListStoriesResponse* response) override;
  grpc::Status CreateStory(grpc::ServerContext* context, const v1::CreateStoryRequest* request,
                           v1::Story* response) override;
  grpc::Status UpdateStory(grpc::ServerContext* context, const v1::UpdateStoryRequest* request,
                           v1::Story* response) override;
  grpc::Status BatchUpsertStories(grpc::ServerContext* context,
                                  const v1::BatchUpsertStoriesRequest* request,
                                  v1::BatchUpsertStoriesResponse* response) override;
  grpc::Status DeleteStory(grpc::ServerContext* context, const v1::DeleteStoryRequest* request,
                           v1::Story* response) override;
  grpc::Status UndeleteStory(grpc::ServerContext* context, const v1::UndeleteStoryRequest* request,
                             v1::Story* response) override;
  grpc::Status GiveStoryConsent(grpc::ServerContext* context,
                                const v1::GiveStoryConsentRequest* request,
                                v1::Story* response) override;
  grpc::Status WithdrawStoryConsent(grpc::ServerContext* context,
                                    const v1::WithdrawStoryConsentRequest* request,
                                    v1::Story* response) override;

 private:
  Calls& calls_;
  const Resources stories_;
  const StoryConsents consents_;
};

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_STORY_SERVICE_H_
