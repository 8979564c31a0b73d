// Global options and parsing.
#include "clients/cli/app.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "CLI/CLI.hpp"
#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "clients/cli/command.h"
#include "clients/cli/exit_code.h"
#include "clients/cli/fault.h"
#include "clients/cli/help.h"
#include "clients/cli/insight_command.h"
#include "clients/cli/session.h"
#include "clients/cli/translate.h"
#include "clients/cli/value_text.h"
#include "clients/cli/words.h"

namespace tashbik::cli {
namespace {

constexpr char kLanguageFlag[] = "--lang";

std::vector<std::string> Languages() { return {"en", "ar", "fr"}; }

constexpr char kFooter[] =
    "First steps:\n"
    "  tashbik whoami\n"
    "  tashbik search \"freedom of association\"\n"
    "  tashbik suggest GCHR --country BH\n"
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
      ->check(Between(0.001, 3600.0))
      ->default_val(30)
      ->group(group);
  app->add_option("-o,--output", *format, "table, json, jsonl, csv or name")
      ->check(CLI::IsMember({"table", "json", "jsonl", "csv", "name"}))
      ->default_val("table")
      ->group(group);
  app->add_option(kLanguageFlag, settings->language, "Language of the output: en, ar or fr")
      ->check(CLI::IsMember(Languages()))
      ->group(group);
}

// What follows the last --lang, where the output can have it: help is asked for while the rest is
// still unread.
std::string AskedLanguage(const std::vector<std::string>& arguments) {
  std::string asked;
  for (size_t i = 0; i < arguments.size(); ++i) {
    absl::string_view argument = arguments[i];
    if (argument == kLanguageFlag && i + 1 < arguments.size()) {
      argument = arguments[i + 1];
    } else if (!absl::ConsumePrefix(&argument, absl::StrCat(kLanguageFlag, "="))) {
      continue;
    }
    if (absl::c_linear_search(Languages(), argument)) asked = std::string(argument);
  }
  return asked;
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
  return absl::StrCat("'", rest[0], "' is none of ", absl::StrJoin(known, ", "));
}

// Arabic and Persian digits are digits wherever a number is asked for.
void TakeAllDigits(CLI::App* app) {
  for (CLI::Option* option : app->get_options()) {
    const std::string type = option->get_type_name();
    if (!absl::StartsWith(type, "INT") && !absl::StartsWith(type, "FLOAT")) continue;
    // A transformation comes before all checks.
    option->transform([](const std::string& text) { return PlainDigits(text); });
  }
  for (CLI::App* command : app->get_subcommands({})) TakeAllDigits(command);
}

}  // namespace

CLI::App* AddCommand(CLI::App* parent, const std::string& name, const std::string& what,
                     const std::string& examples) {
  CLI::App* command = parent->add_subcommand(name, what);
  command->footer(kExample + examples);
  return command;
}

void AddCommands(CLI::App* app, Selection* selection) {
  AddMatchCommands(app, selection);
  AddComposeCommand(app, selection);
  AddSearchCommand(app, selection);
  AddInsightCommands(app, selection);
  AddMapCommand(app, selection);
  AddProtectionCommands(app, selection);
  AddResourceCommands(app, selection);
  AddThemeCommands(app, selection);
  AddThemeExportCommand(app, selection);
  AddMemberCommands(app, selection);
  AddCheckInCommands(app, selection);
  AddStoryCommands(app, selection);
  AddStatementCommands(app, selection);
  AddCallCommands(app, selection);
  AddEventCommands(app, selection);
  AddImportCommand(app, selection);
  AddExportCommand(app, selection);
  AddWatchCommand(app, selection);
  AddIntroCommands(app, selection);
  AddDuplicateCommands(app, selection);
  AddFeedbackCommands(app, selection);
  AddAccountCommands(app, selection);
  AddRegisterCommand(app, selection);
  AddInviteCommands(app, selection);
  AddReviewCommands(app, selection);
  AddAdminCommands(app, selection);
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
  AddCommands(&app, &selection);
  TakeAllDigits(&app);
  const std::string language = ChooseLanguage(AskedLanguage(arguments));
  TranslateHelp(&app, language);
  try {
    // CLI11 takes the arguments from the end.
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::ParseError& error) {
    // Help and version are thrown too.
    if (error.get_exit_code() == 0) return app.exit(error, out, err);
    const std::string unknown = UnknownCommand(app);
    WriteLines(unknown.empty() ? error.what() : unknown, language, err);
    WriteLines("Run with --help for more information.", language, err);
    return static_cast<int>(ExitCode::kUsage);
  }
  ReadEnvironment(format, &settings);
  Session session(settings, out, err);
  const Outcome outcome = selection.run(session);
  out.flush();
  if (outcome.ok()) return static_cast<int>(*outcome);
  WriteFault(outcome.status(), &session);
  return static_cast<int>(ExitCodeOf(outcome.status()));
}

}  // namespace tashbik::cli
