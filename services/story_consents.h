// Giving and taking back the consent of the organizations that a story names.
#ifndef TASHBIK_SERVICES_STORY_CONSENTS_H_
#define TASHBIK_SERVICES_STORY_CONSENTS_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/call_context.h"
#include "services/directory.h"
#include "services/viewer.h"
#include "tashbik/v1/story.pb.h"

namespace tashbik::services {

// Ends the consents of an actor that is being deleted: its stories leave sight in the same commit.
void PlanEndOfConsents(const Snapshot& snapshot, absl::Time now, absl::string_view actor,
                       WritePlan& plan);

// StoryService's consents, below gRPC. Safe from any thread.
class StoryConsents {
 public:
  // The directory must outlive it.
  explicit StoryConsents(Directory& directory) : directory_(directory) {}

  // NOT_FOUND where the story is not seen; FIELD_INVALID for whom it does not name;
  // PERMISSION_DENIED for whoever speaks for another; FAILED_PRECONDITION where the story is kept
  // from the organization.
  absl::StatusOr<v1::Story> Give(const CallContext& call,
                                 const v1::GiveStoryConsentRequest& request) const;
  // The organization, and who may change its record, may always: also where the story is not seen
  // any more, because another that it names is not. Answers with the name alone then.
  absl::StatusOr<v1::Story> Withdraw(const CallContext& call,
                                     const v1::WithdrawStoryConsentRequest& request) const;

 private:
  v1::Story Show(const Viewer& viewer, const std::string& name) const;

  Directory& directory_;
};

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_STORY_CONSENTS_H_
