// What matters comes first, then the whole record.
#include "clients/cli/intro_output.h"

#include "absl/strings/str_cat.h"
#include "clients/cli/display_width.h"
#include "clients/cli/entry.h"
#include "clients/cli/meeting_words.h"
#include "clients/cli/output.h"

namespace tashbik::cli {
namespace {

void WriteLine(Session* session, absl::string_view text) {
  session->out() << Isolate(Printable(std::string(text))) << "\n";
}

}  // namespace

void WriteIntroduction(Session* session, const v1::Introduction& shown) {
  if (session->settings().format != Format::kTable) return WriteOne(session, shown);
  const std::string& language = session->language();
  WriteLine(session, StandingOf(shown, language));
  const auto heading = [&](MeetingWord word) {
    WriteLine(session, absl::StrCat(Say(word, language), In(kColon, language)));
  };
  if (shown.contacts_size() > 0) heading(MeetingWord::kContacts);
  for (const v1::Contact& contact : shown.contacts()) {
    WriteLine(session, absl::StrCat("  ", contact.method(), ": ", contact.value()));
  }
  if (shown.vetting_answers_size() > 0) heading(MeetingWord::kAnswers);
  for (const v1::VettingAnswer& answer : shown.vetting_answers()) {
    WriteLine(session, absl::StrCat("  ", answer.question()));
    WriteLine(session, absl::StrCat("  – ", answer.answer()));
  }
  if (shown.has_shown_profile()) {
    heading(MeetingWord::kShown);
    WriteOne(session, shown.shown_profile());
  }
  v1::Introduction rest = shown;
  rest.clear_contacts();
  rest.clear_vetting_answers();
  rest.clear_shown_profile();
  WriteOne(session, rest);
}

}  // namespace tashbik::cli
