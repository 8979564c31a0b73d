// Consent of the organizations that a story names: the rules, as pure functions.
#ifndef TASHBIK_SERVICES_STORY_RULES_H_
#define TASHBIK_SERVICES_STORY_RULES_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "tashbik/v1/story.pb.h"

namespace tashbik::services {

// Whether the story names the actor with this id. Never for an empty id.
bool NamesActor(const v1::Story& story, absl::string_view actor);

// Whether nobody it names is asked any more. Whom the story is kept from cannot take its consent
// back, so that one has none.
bool AllAgreed(const v1::Story& story);

// What a story that was written keeps of the consents given to `before`: all that still stand where
// it says the same to the same people; none where what they agreed to has changed. Taking a name
// away and showing the story to fewer (a stricter tier alone) leave consent; so do sources and ids.
// Names in `hidden`, which the writer does not see, are kept. Whatever `after` says of consent
// itself is replaced.
void KeepConsents(const v1::Story& before, const std::vector<std::string>& hidden,
                  v1::Story& after);
// A new story has none.
void ClearConsents(v1::Story& story);

// The story with the consent of `organization`, or without it. False, and nothing changed, where
// there is nothing to change.
bool GiveConsent(absl::string_view organization, absl::string_view note, absl::Time now,
                 v1::Story& story);
bool WithdrawConsent(absl::string_view organization, v1::Story& story);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_STORY_RULES_H_
