// backup, status, token, whoami.
#include <memory>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "clients/cli/command.h"
#include "clients/cli/kind.h"
#include "clients/cli/output.h"
#include "clients/cli/resolve.h"
#include "tashbik/v1/admin.pb.h"

namespace tashbik::cli {
namespace {

struct Options {
  std::string role;
  std::vector<std::string> hubs;
  std::string actor;
  std::string label;
  std::string name;
  double days = 0;
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

Outcome CreateToken(Session& session, const Options& options) {
  auto client = session.Connect(Desk::kAdministrator);
  if (!client.ok()) return client.status();
  v1::CreateTokenRequest request;
  request.set_label(options.label);
  if (options.days > 0)
    request.mutable_ttl()->set_seconds(static_cast<int64_t>(options.days * 86400));
  if (options.role == "member") {
    if (options.actor.empty()) return UsageError("a member's token needs --actor");
    auto actor = ResolveActor(&session, options.actor, Sure::kExact);
    if (!actor.ok()) return actor.status();
    request.set_role(v1::ROLE_MEMBER);
    request.set_actor(actor->name());
    // Members are the coordinator's to invite: the administrator sees no hidden actor.
    if (auto coordinator = session.Connect(); coordinator.ok()) client = coordinator;
  } else {
    request.set_role(options.role == "coordinator" ? v1::ROLE_COORDINATOR : v1::ROLE_ADMINISTRATOR);
  }
  if (options.role == "coordinator") {
    std::vector<std::string> hubs = options.hubs;
    if (hubs.empty()) hubs.push_back("");
    for (const std::string& text : hubs) {
      auto hub = ResolveHub(&session, text, Sure::kExact);
      if (!hub.ok()) return hub.status();
      request.add_hubs(*hub);
    }
  }
  auto response = (*client)->Call<v1::CreateTokenResponse>(request);
  if (!response.ok()) return response.status();
  if (session.settings().format == Format::kTable) {
    session.out() << response->secret() << "\n";
    session.err() << response->token().name()
                  << ": keep the secret, it is shown this once (chmod 600 the file)\n";
  } else if (session.settings().format == Format::kName) {
    session.out() << response->token().name() << "\n";
  } else {
    WriteOne(&session, *response);
  }
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
  session.err() << request.name() << " is refused from now on\n";
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
  auto options = std::make_shared<Options>();
  CLI::App* create = AddCommand(
      token, "create", "Make one; its secret goes to standard output, once",
      "  tashbik token create --role coordinator --hub \"First hub\" --label laptop > c.token\n"
      "  tashbik token create --role member --actor GCHR --days 30 > m.token && chmod 600 m.token");
  create->add_option("--role", options->role, "member, coordinator or administrator")
      ->required()
      ->check(CLI::IsMember({"member", "coordinator", "administrator"}));
  create->add_option("--hub", options->hubs, "Hub that a coordinator coordinates; yours by default")
      ->allow_extra_args(false);
  create->add_option("--actor", options->actor, "Actor that a member speaks for");
  create->add_option("--label", options->label, "A note for people, without personal data");
  create->add_option("--days", options->days, "How long it holds; 365 unless given")
      ->check(CLI::Range(0.0001, 1825.0));
  Choose(create, selection, options, CreateToken);
  options = std::make_shared<Options>();
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
