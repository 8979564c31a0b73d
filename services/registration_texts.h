// Checks of what requests about registration bring along, made uniform in place.
#ifndef TASHBIK_SERVICES_REGISTRATION_TEXTS_H_
#define TASHBIK_SERVICES_REGISTRATION_TEXTS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/errors.h"
#include "tashbik/v1/registration.pb.h"

namespace tashbik::services {

// A text of one line, at most 300 characters; may be empty.
void CheckLabel(std::string& text, absl::string_view path, Violations& faults);
// A text of several lines, at most 2,000 characters; may be empty.
void CheckNote(std::string& text, absl::string_view path, Violations& faults);
// The same, where there must be one; `remedy` says what to write.
void CheckNeededNote(std::string& text, absl::string_view path, absl::string_view remedy,
                     Violations& faults);

// Who agreed and when; a day after tomorrow is none. Sets when it was recorded.
void CheckConsent(v1::Consent& consent, bool given, absl::Time now, Violations& faults);

void CheckRequestId(const std::string& request_id, Violations& faults);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_REGISTRATION_TEXTS_H_
