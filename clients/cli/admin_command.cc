// backup, status, token, whoami.
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "clients/cli/command.h"
#include "clients/cli/kind.h"
#include "clients/cli/output.h"
#include "tashbik/v1/admin.pb.h"

namespace tashbik::cli {
namespace {

struct Options {
  std::string name;
};

template <class Response>
Outcome Show(Session& session, Desk desk, const Message& request) {
  auto client = session.Connect(desk);
  if (!client.ok()) return client.status();
  auto response = (*client)->Call<Response>(request);
  if (!response.ok()) return response.status();
  WriteOne(&session, *response);
  return ExitCode::kOk;
}

Outcome WhoAmI(Session& session, const Options&) {
  return Show<v1::GetCallerResponse>(session, Desk::kCoordinator, v1::GetCallerRequest());
}

Outcome Status(Session& session, const Options&) {
  return Show<v1::GetStatusResponse>(session, Desk::kAdministrator, v1::GetStatusRequest());
}

Outcome CreateBackup(Session& session, const Options&) {
  return Show<v1::Backup>(session, Desk::kAdministrator, v1::CreateBackupRequest());
}

Outcome ListBackups(Session& session, const Options&) {
  auto client = session.Connect(Desk::kAdministrator);
  if (!client.ok()) return client.status();
  auto response = (*client)->Call<v1::ListBackupsResponse>(v1::ListBackupsRequest());
  if (!response.ok()) return response.status();
  Listing listing(&session, v1::Backup::descriptor());
  for (const v1::Backup& backup : response->backups()) listing.Add(backup);
  listing.Finish();
  return ExitCode::kOk;
}

Outcome ListTokens(Session& session, const Options&) {
  auto client = session.Connect(Desk::kAdministrator);
  if (!client.ok()) return client.status();
  auto tokens = (*client)->List<v1::Token>(v1::ListTokensRequest());
  auto token = tokens.begin();
  if (token != tokens.end() && !token->ok()) return token->status();
  Listing listing(&session, v1::Token::descriptor());
  for (; token != tokens.end(); ++token) {
    if (!token->ok()) return token->status();
    listing.Add(**token);
  }
  listing.Finish();
  return ExitCode::kOk;
}

Outcome RevokeToken(Session& session, const Options& options) {
  auto client = session.Connect(Desk::kAdministrator);
  if (!client.ok()) return client.status();
  v1::RevokeTokenRequest request;
  request.set_name(absl::StrCat("tokens/", absl::StripPrefix(options.name, "tokens/")));
  auto response = (*client)->Call<v1::RevokeTokenResponse>(request);
  if (!response.ok()) return response.status();
  session.Tell(absl::StrCat(request.name(), " is refused from now on"));
  return ExitCode::kOk;
}

void Choose(CLI::App* command, Selection* selection, const std::shared_ptr<Options>& options,
            Outcome (*action)(Session&, const Options&)) {
  command->callback([selection, options, action] {
    selection->run = [options, action](Session& session) { return action(session, *options); };
  });
}

void AddTokenCommands(CLI::App* app, Selection* selection) {
  CLI::App* token = AddCommand(
      app, "token", "Tokens: who may call the server",
      "  tashbik token create --role coordinator > their.token && chmod 600 their.token");
  token->require_subcommand(1);
  AddTokenCreateCommand(token, selection);
  auto options = std::make_shared<Options>();
  Choose(AddCommand(token, "list", "List them, without their secrets", "  tashbik token list"),
         selection, options, ListTokens);
  CLI::App* revoke = AddCommand(token, "revoke", "End one at once",
                                "  tashbik token revoke tokens/abcdefgh23456723");
  revoke->add_option("TOKEN", options->name, "Its name, tokens/…")->required();
  Choose(revoke, selection, options, RevokeToken);
}

}  // namespace

void AddAdminCommands(CLI::App* app, Selection* selection) {
  auto options = std::make_shared<Options>();
  CLI::App* backup = AddCommand(app, "backup", "Back the directory up while it runs",
                                "  tashbik backup\n  tashbik backup list");
  Choose(AddCommand(backup, "create", "Make a backup on the server", "  tashbik backup create"),
         selection, options, CreateBackup);
  Choose(AddCommand(backup, "list", "List the backups, oldest first", "  tashbik backup list"),
         selection, options, ListBackups);
  backup->require_subcommand(0, 1);
  backup->callback([selection, options, backup] {
    if (!backup->get_subcommands().empty()) return;
    selection->run = [options](Session& session) { return CreateBackup(session, *options); };
  });
  Choose(AddCommand(app, "status", "Say how the server does", "  tashbik status -o json"),
         selection, options, Status);
  AddTokenCommands(app, selection);
  Choose(AddCommand(app, "whoami", "Say who you are to the server", "  tashbik whoami"), selection,
         options, WhoAmI);
}

}  // namespace tashbik::cli
