// Data to standard output, advice to standard error.
#include "clients/cli/saved_account.h"

#include "absl/strings/str_cat.h"
#include "clients/cli/output.h"
#include "clients/cli/register_words.h"
#include "clients/cpp/token_files.h"

namespace tashbik::cli {

Outcome SaveAccount(Session& session, v1::RegisterResponse answer) {
  const std::string& language = session.language();
  const auto tell = [&](absl::string_view line) { session.err() << Laid(line, language) << "\n"; };
  const v1::Registration& registration = answer.registration();
  tell(Say(Prompt::kDone, language, registration.actor()));
  if (answer.secret().empty()) {
    tell(Say(Prompt::kAnswerLost, language));
    return ExitCode::kError;
  }
  const auto saved = client::SaveTokenFile(session.settings().server, "member", answer.secret());
  if (saved.ok()) {
    tell(Say(Prompt::kTokenFile, language, *saved));
  } else {
    tell(Say(Prompt::kTokenShown, language, answer.secret()));
  }
  answer.clear_secret();
  if (registration.state() != v1::REGISTRATION_STATE_VERIFIED) tell(Say(Prompt::kWaits, language));
  if (session.settings().format != Format::kTable) {
    if (session.settings().format == Format::kName) {
      session.out() << registration.name() << "\n";
    } else {
      WriteOne(&session, answer);
    }
    return ExitCode::kOk;
  }
  // Codes stand alone on their lines: they are Latin letters in every language.
  for (const auto& [prompt, code] : {std::pair(Prompt::kPanicCode, &answer.panic_code()),
                                     std::pair(Prompt::kVouchCode, &answer.vouch_code())}) {
    session.err().flush();
    session.out() << Laid(Say(prompt, language), language) << "\n    " << *code << "\n"
                  << std::flush;
  }
  return ExitCode::kOk;
}

}  // namespace tashbik::cli
