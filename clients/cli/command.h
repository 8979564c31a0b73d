// How commands are declared: each group of them adds its subcommands to the command line and says
// what runs when one is chosen.
#ifndef TASHBIK_CLIENTS_CLI_COMMAND_H_
#define TASHBIK_CLIENTS_CLI_COMMAND_H_

#include <functional>
#include <string>

#include "CLI/App.hpp"
#include "CLI/Validators.hpp"
#include "absl/strings/str_cat.h"
#include "clients/cli/exit_code.h"
#include "clients/cli/session.h"

namespace tashbik::cli {

// What the command line chose.
struct Selection {
  std::function<Outcome(Session&)> run;
};

// Checks that a number is one from `least` to `most`.
template <class Number>
CLI::Validator Between(Number least, Number most) {
  return CLI::Validator(
      [least, most](std::string& text) -> std::string {
        Number number{};
        const bool fits =
            CLI::detail::lexical_cast(text, number) && number >= least && number <= most;
        return fits ? "" : absl::StrCat("Value ", text, " not in range ", least, " to ", most);
      },
      absl::StrCat(least, "..", most));
}

// Adds a subcommand with its examples, which `--help` shows at the end.
CLI::App* AddCommand(CLI::App* parent, const std::string& name, const std::string& what,
                     const std::string& examples);

// All of them.
void AddCommands(CLI::App* app, Selection* selection);

// org, diaspora, theme, coalition, call, event, story, statement, hub: list, get, create, update,
// delete, undelete.
void AddResourceCommands(CLI::App* app, Selection* selection);
// Under `theme`, which must be there: propose, proposals, accept, refuse, merge, deprecate,
// history, export.
void AddThemeCommands(CLI::App* app, Selection* selection);
void AddThemeExportCommand(CLI::App* app, Selection* selection);
// Under `coalition` and `hub`, which must be there: members and circles.
void AddMemberCommands(CLI::App* app, Selection* selection);
// Under `coalition`, which must be there: check-in, check-ins, silent.
void AddCheckInCommands(CLI::App* app, Selection* selection);
// Under `story`, which must be there: consent.
void AddStoryCommands(CLI::App* app, Selection* selection);
// Under `statement`, which must be there: sign, unsign.
void AddStatementCommands(CLI::App* app, Selection* selection);
// suggest, explain, path.
void AddMatchCommands(CLI::App* app, Selection* selection);
void AddComposeCommand(CLI::App* app, Selection* selection);
// preview, hide, publish-sensitive.
void AddProtectionCommands(CLI::App* app, Selection* selection);
// Under `call`, which must be there: match.
void AddCallCommands(CLI::App* app, Selection* selection);
// Under `event`, which must be there: attend, attendees, meetings, follow-up.
void AddEventCommands(CLI::App* app, Selection* selection);
void AddSearchCommand(CLI::App* app, Selection* selection);
void AddImportCommand(CLI::App* app, Selection* selection);
void AddExportCommand(CLI::App* app, Selection* selection);
void AddWatchCommand(CLI::App* app, Selection* selection);
void AddIntroCommands(CLI::App* app, Selection* selection);
void AddIntroSettings(CLI::App* intro, Selection* selection);
// duplicate: list, search, dismiss, merge, undo, merges.
void AddDuplicateCommands(CLI::App* app, Selection* selection);
void AddFeedbackCommands(CLI::App* app, Selection* selection);
// account: create, get, list, freeze, unfreeze, revoke, reissue, rotate.
void AddAccountCommands(CLI::App* app, Selection* selection);
// Under `token`: create.
void AddTokenCreateCommand(CLI::App* token, Selection* selection);
// register.
void AddRegisterCommand(CLI::App* app, Selection* selection);
// invite, claim, consent.
void AddInviteCommands(CLI::App* app, Selection* selection);
// review, vouch, panic, confirm, reminders.
void AddReviewCommands(CLI::App* app, Selection* selection);
// backup, status, token, whoami.
void AddAdminCommands(CLI::App* app, Selection* selection);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_COMMAND_H_
