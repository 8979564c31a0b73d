// Errors by their exit codes, translated line by line.
#include "clients/cli/fault.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "clients/cli/exit_code.h"
#include "clients/cli/translate.h"
#include "clients/cpp/errors.h"
#include "clients/cpp/tls_fault.h"

namespace tashbik::cli {
namespace {

// What the status says, in English, beneath its reason where `language` does not have the sentence.
std::string Sentences(const absl::Status& status, absl::string_view language) {
  const std::string english = client::Describe(status);
  const std::string reason = client::DetailsOf(status).reason;
  const absl::string_view first = absl::string_view(english).substr(0, english.find('\n'));
  const bool known = language == "en" || Translate(first, language) != first;
  return known || reason.empty() ? english : absl::StrCat(reason, "\n  ", english);
}

// What to do about it; lines may be none.
std::string Advice(const absl::Status& status, const Session& session) {
  switch (ExitCodeOf(status)) {
    case ExitCode::kUnavailable:
      return client::IsTlsFault(status) ? "see --ca-file, --certificate-file and --key-file" : "";
    case ExitCode::kSignIn:
      return session.SignInAdvice();
    case ExitCode::kBudget:
      if (const auto retry = client::DetailsOf(status).retry_after) {
        return absl::StrCat(
            "whole again at ",
            absl::FormatTime("%Y-%m-%d %H:%M UTC", absl::Now() + *retry + absl::Seconds(30),
                             absl::UTCTimeZone()),
            "; `tashbik whoami` shows what is left");
      }
      return "";
    default:
      return "";
  }
}

}  // namespace

void WriteFault(const absl::Status& status, Session* session) {
  std::string text;
  if (ExitCodeOf(status) == ExitCode::kDeadline) {
    text = absl::StrCat("no answer within ", session->settings().timeout_s,
                        " s; a longer --timeout may help");
  } else if (ExitCodeOf(status) == ExitCode::kUnavailable && !client::IsTlsFault(status)) {
    text = absl::StrCat("no server answers at ", session->settings().server, " (",
                        client::Describe(status), ")");
  } else {
    text = Sentences(status, session->language());
  }
  const std::string advice = Advice(status, *session);
  if (!advice.empty()) absl::StrAppend(&text, "\n  ", advice);
  session->err() << "tashbik: ";
  WriteLines(text, session->language(), session->err());
}

}  // namespace tashbik::cli
