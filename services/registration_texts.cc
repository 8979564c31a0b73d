// Bounds are those that the contract states.
#include "services/registration_texts.h"

#include "absl/strings/str_cat.h"
#include "graph/text/clean.h"
#include "services/facts.h"
#include "services/limits.h"
#include "services/times.h"

namespace tashbik::services {
namespace {

void CheckText(std::string& text, graph::text::Lines lines, size_t limit, absl::string_view path,
               Violations& faults) {
  graph::text::CleanedText cleaned = graph::text::Clean(text, lines);
  if (!cleaned.ok()) {
    faults.TextRefused(path, absl::StrCat("holds ", graph::text::Describe(*cleaned.fault)));
    return;
  }
  const size_t length = graph::text::CountCharacters(cleaned.text);
  if (length > limit) {
    faults.Limit(path, absl::StrCat(length, " characters"), absl::StrCat(limit, " characters"));
    return;
  }
  text = std::move(cleaned.text);
}

}  // namespace

void CheckLabel(std::string& text, absl::string_view path, Violations& faults) {
  CheckText(text, graph::text::Lines::kOne, kMaxLabelCharacters, path, faults);
}

void CheckNote(std::string& text, absl::string_view path, Violations& faults) {
  CheckText(text, graph::text::Lines::kMany, kMaxNoteCharacters, path, faults);
}

void CheckNeededNote(std::string& text, absl::string_view path, absl::string_view remedy,
                     Violations& faults) {
  CheckNote(text, path, faults);
  if (graph::text::IsBlank(text)) faults.Required(path, remedy);
}

void CheckConsent(v1::Consent& consent, bool given, absl::Time now, Violations& faults) {
  if (!given) {
    faults.Required("consent", "who agreed to be in the directory, and when");
    return;
  }
  CheckLabel(*consent.mutable_who(), "consent.who", faults);
  if (graph::text::IsBlank(consent.who())) {
    faults.Required("consent.who", "the role of who said so, such as `the board`");
  }
  CheckNote(*consent.mutable_how(), "consent.how", faults);
  const auto day = DayOf(consent.date());
  // Where the day begins first it is tomorrow already.
  const auto tomorrow = static_cast<graph::Day>(absl::ToUnixSeconds(now) / 86'400 + 1);
  if (consent.date().empty()) {
    faults.Required("consent.date", "the day on which they agreed, YYYY-MM-DD");
  } else if (!day) {
    faults.Invalid("consent.date", "is no date", "use YYYY-MM-DD");
  } else if (*day > tomorrow) {
    faults.Invalid("consent.date", "is yet to come", "give the day on which they agreed");
  }
  *consent.mutable_create_time() = ToProto(now);
}

void CheckRequestId(const std::string& request_id, Violations& faults) {
  if (request_id.size() <= kMaxRequestIdBytes) return;
  faults.Limit("request_id", absl::StrCat(request_id.size(), " characters"),
               absl::StrCat(kMaxRequestIdBytes, " characters"));
}

}  // namespace tashbik::services
