// Global options, parsing, and what errors end with.
#include "clients/cli/app.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "CLI/CLI.hpp"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "clients/cli/command.h"
#include "clients/cli/display_width.h"
#include "clients/cli/exit_code.h"
#include "clients/cli/insight_command.h"
#include "clients/cli/session.h"
#include "clients/cli/words.h"
#include "clients/cpp/errors.h"
#include "clients/cpp/tls_fault.h"

namespace tashbik::cli {
namespace {

constexpr char kFooter[] =
    "First steps:\n"
    "  tashbik whoami\n"
    "  tashbik search \"freedom of association\"\n"
    "  tashbik suggest GCHR --country LB\n"
    "`tashbik COMMAND --help` has an example for every command.\n\n"
    "Exit codes: 0 ok, 1 error, 2 usage, 3 not found or ambiguous, 4 sign-in, 5 conflict,\n"
    "6 unavailable, 7 deadline, 8 partly imported, 9 daily budget used up.";

void AddGlobalOptions(CLI::App* app, Settings* settings, std::string* format) {
  const std::string group = "Global options (before or after the command)";
  app->add_option("--server", settings->server, "HOST:PORT or unix:PATH of the server")
      ->envname("TASHBIK_SERVER")
      ->default_val(client::kDefaultServer)
      ->group(group);
  app->add_option("--token-file", settings->token_file,
                  "File with the token to use; otherwise TASHBIK_TOKEN, TASHBIK_TOKEN_FILE, or the "
                  "files that the server left for this user")
      ->group(group);
  app->add_option("--as", settings->as, "Which of the server's token files to use for everything")
      ->check(CLI::IsMember({"coordinator", "administrator", "member"}))
      ->group(group);
  app->add_flag("--anonymous", settings->anonymous, "Use no token: see what anyone may see")
      ->group(group);
  app->add_option("--ca-file", settings->ca_file, "PEM file of the authorities to trust (TLS)")
      ->envname("TASHBIK_CA_FILE")
      ->group(group);
  app->add_option("--certificate-file", settings->certificate_file,
                  "PEM file of this client's certificate, for a server that asks for one")
      ->envname("TASHBIK_CERTIFICATE_FILE")
      ->group(group);
  app->add_option("--key-file", settings->key_file, "PEM file of that certificate's key")
      ->envname("TASHBIK_KEY_FILE")
      ->group(group);
  app->add_option("--timeout", settings->timeout_s, "Seconds that a call may take")
      ->check(CLI::Range(0.001, 3600.0))
      ->default_val(30)
      ->group(group);
  app->add_option("-o,--output", *format, "table, json, jsonl, csv or name")
      ->check(CLI::IsMember({"table", "json", "jsonl", "csv", "name"}))
      ->default_val("table")
      ->group(group);
  app->add_option("--lang", settings->language, "Language of the output: en, ar or fr")
      ->check(CLI::IsMember({"en", "ar", "fr"}))
      ->group(group);
}

void ReadEnvironment(const std::string& format, Settings* settings) {
  settings->format = *FormatOf(format);
  settings->language = ChooseLanguage(settings->language);
  settings->terminal = isatty(STDOUT_FILENO) != 0;
  settings->error_terminal = isatty(STDERR_FILENO) != 0;
  const char* no_color = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  settings->color = settings->terminal && (no_color == nullptr || *no_color == '\0') &&
                    term != nullptr && absl::string_view(term) != "dumb";
  winsize size{};
  if (settings->terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) {
    settings->line_width = size.ws_col;
  }
}

// What to say where a word stands in a command's place; empty where none does.
std::string UnknownCommand(const CLI::App& app) {
  const CLI::App* group = &app;
  while (!group->get_subcommands().empty()) group = group->get_subcommands()[0];
  std::vector<std::string> known;
  for (const CLI::App* command : group->get_subcommands([](const CLI::App*) { return true; })) {
    known.push_back(command->get_name());
  }
  const std::vector<std::string> rest = app.remaining(true);
  if (known.empty() || rest.empty() || rest[0].empty() || rest[0][0] == '-') return "";
  return absl::StrCat("'", rest[0], "' is none of ", absl::StrJoin(known, ", "),
                      "\nRun with --help for more information.\n");
}

int Fail(const absl::Status& status, const Session& session, std::ostream& err) {
  const ExitCode code = ExitCodeOf(status);
  std::string message = client::Describe(status);
  switch (code) {
    case ExitCode::kUnavailable:
      if (client::IsTlsFault(status)) {
        err << "tashbik: " << message << "\n  see --ca-file, --certificate-file and --key-file\n";
        break;
      }
      err << "tashbik: no server answers at " << session.settings().server << " (" << message
          << ")\n";
      break;
    case ExitCode::kDeadline:
      err << "tashbik: no answer within " << session.settings().timeout_s
          << " s; a longer --timeout may help\n";
      break;
    case ExitCode::kSignIn:
      err << "tashbik: " << message << "\n  " << session.SignInAdvice() << "\n";
      break;
    case ExitCode::kBudget:
      err << "tashbik: " << message << "\n";
      if (const auto retry = client::DetailsOf(status).retry_after) {
        err << "  whole again at "
            << absl::FormatTime("%Y-%m-%d %H:%M UTC", absl::Now() + *retry + absl::Seconds(30),
                                absl::UTCTimeZone())
            << "; `tashbik whoami` shows what is left\n";
      }
      break;
    default:
      err << "tashbik: " << message << "\n";
  }
  return static_cast<int>(code);
}

}  // namespace

CLI::App* AddCommand(CLI::App* parent, const std::string& name, const std::string& what,
                     const std::string& examples) {
  CLI::App* command = parent->add_subcommand(name, what);
  command->footer("Example:\n" + examples);
  return command;
}

int Run(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& err) {
  CLI::App app("Finds partners in a Tashbik directory, and keeps it.", "tashbik");
  Settings settings;
  std::string format;
  Selection selection;
  AddGlobalOptions(&app, &settings, &format);
  app.set_version_flag("--version", std::string("tashbik " TASHBIK_VERSION));
  app.footer(kFooter);
  app.fallthrough();
  app.require_subcommand(1);
  AddMatchCommands(&app, &selection);
  AddComposeCommand(&app, &selection);
  AddSearchCommand(&app, &selection);
  AddInsightCommands(&app, &selection);
  AddMapCommand(&app, &selection);
  AddProtectionCommands(&app, &selection);
  AddResourceCommands(&app, &selection);
  AddThemeCommands(&app, &selection);
  AddThemeExportCommand(&app, &selection);
  AddMemberCommands(&app, &selection);
  AddCheckInCommands(&app, &selection);
  AddStoryCommands(&app, &selection);
  AddStatementCommands(&app, &selection);
  AddCallCommands(&app, &selection);
  AddEventCommands(&app, &selection);
  AddImportCommand(&app, &selection);
  AddExportCommand(&app, &selection);
  AddWatchCommand(&app, &selection);
  AddIntroCommands(&app, &selection);
  AddDuplicateCommands(&app, &selection);
  AddFeedbackCommands(&app, &selection);
  AddAccountCommands(&app, &selection);
  AddRegisterCommand(&app, &selection);
  AddInviteCommands(&app, &selection);
  AddReviewCommands(&app, &selection);
  AddAdminCommands(&app, &selection);
  try {
    // CLI11 takes the arguments from the end.
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::ParseError& error) {
    if (const std::string unknown = UnknownCommand(app); !unknown.empty()) {
      err << unknown;
      return static_cast<int>(ExitCode::kUsage);
    }
    return app.exit(error, out, err) == 0 ? 0 : static_cast<int>(ExitCode::kUsage);
  }
  ReadEnvironment(format, &settings);
  Session session(settings, out, err);
  const Outcome outcome = selection.run(session);
  out.flush();
  if (!outcome.ok()) return Fail(outcome.status(), session, err);
  return static_cast<int>(*outcome);
}

}  // namespace tashbik::cli
