// account: who may call the server, as what, and how that ends. token create, which makes an
// account as well.
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "clients/cli/account_request.h"
#include "clients/cli/command.h"
#include "clients/cli/kind.h"
#include "clients/cli/output.h"
#include "clients/cli/resolve.h"
#include "clients/cli/secret_output.h"
#include "tashbik/v1/account.pb.h"

namespace tashbik::cli {
namespace {

struct Options {
  NewAccountOptions made;
  std::string name;
  std::string actor;
  std::string reason;
  std::string check;
  double days = 0;
};

std::string AccountName(const std::string& typed) {
  return absl::StrCat("accounts/", absl::StripPrefix(typed, "accounts/"));
}

Outcome ShowAccount(Session& session, Desk desk, const Message& request) {
  auto client = session.Connect(desk);
  if (!client.ok()) return client.status();
  auto account = (*client)->Call<v1::Account>(request);
  if (!account.ok()) return account.status();
  WriteOne(&session, *account);
  return ExitCode::kOk;
}

Outcome Create(Session& session, const Options& options) {
  if (absl::Status status = CheckShowsSecret(session); !status.ok()) return status;
  auto asked = ReadNewAccount(&session, options.made);
  if (!asked.ok()) return asked.status();
  v1::CreateAccountRequest request;
  *request.mutable_account() = asked->account;
  if (options.made.days > 0) *request.mutable_ttl() = DurationOfDays(options.made.days);
  auto response = asked->client->Call<v1::CreateAccountResponse>(request);
  if (!response.ok()) return response.status();
  return WriteSecret(&session, *response, response->secret(), response->account().name());
}

Outcome Get(Session& session, const Options& options) {
  v1::GetAccountRequest request;
  request.set_name(options.name.empty() ? "accounts/-" : AccountName(options.name));
  return ShowAccount(session, options.name.empty() ? Desk::kCoordinator : Desk::kAdministrator,
                     request);
}

Outcome List(Session& session, const Options& options) {
  v1::ListAccountsRequest request;
  Desk desk = Desk::kAdministrator;
  if (!options.actor.empty()) {
    auto actor = ResolveActor(&session, options.actor, Sure::kExact);
    if (!actor.ok()) return actor.status();
    request.set_actor(actor->name());
    desk = Desk::kCoordinator;  // the administrator sees no hidden actor
  }
  auto client = session.Connect(desk);
  if (!client.ok()) return client.status();
  auto accounts = (*client)->List<v1::Account>(request);
  auto account = accounts.begin();
  if (account != accounts.end() && !account->ok()) return account->status();
  Listing listing(&session, v1::Account::descriptor());
  for (; account != accounts.end(); ++account) {
    if (!account->ok()) return account->status();
    listing.Add(**account);
  }
  listing.Finish();
  return ExitCode::kOk;
}

Outcome Freeze(Session& session, const Options& options) {
  v1::FreezeAccountRequest request;
  request.set_name(AccountName(options.name));
  request.set_reason(options.reason);
  return ShowAccount(session, Desk::kAdministrator, request);
}

Outcome Unfreeze(Session& session, const Options& options) {
  v1::UnfreezeAccountRequest request;
  request.set_name(AccountName(options.name));
  return ShowAccount(session, Desk::kAdministrator, request);
}

Outcome Revoke(Session& session, const Options& options) {
  v1::RevokeAccountRequest request;
  request.set_name(AccountName(options.name));
  return ShowAccount(session, Desk::kAdministrator, request);
}

template <class Request>
Outcome NewSecret(Session& session, Request request, double days) {
  if (absl::Status status = CheckShowsSecret(session); !status.ok()) return status;
  if (days > 0) *request.mutable_ttl() = DurationOfDays(days);
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  auto response = (*client)->template Call<v1::CreateTokenResponse>(request);
  if (!response.ok()) return response.status();
  return WriteSecret(&session, *response, response->secret(), response->token().name());
}

Outcome Rotate(Session& session, const Options& options) {
  return NewSecret(session, v1::RotateTokenRequest(), options.days);
}

Outcome Reissue(Session& session, const Options& options) {
  v1::ReissueTokenRequest request;
  request.set_name(AccountName(options.name));
  request.set_check(options.check);
  return NewSecret(session, std::move(request), options.days);
}

Outcome CreateToken(Session& session, const Options& options) {
  if (absl::Status status = CheckShowsSecret(session); !status.ok()) return status;
  auto asked = ReadNewAccount(&session, options.made);
  if (!asked.ok()) return asked.status();
  v1::CreateTokenRequest request;
  request.set_role(asked->account.role());
  *request.mutable_hubs() = asked->account.hubs();
  request.set_actor(asked->account.actor());
  request.set_label(asked->account.label());
  *request.mutable_scopes() = asked->account.scopes();
  if (options.made.days > 0) *request.mutable_ttl() = DurationOfDays(options.made.days);
  auto response = asked->client->Call<v1::CreateTokenResponse>(request);
  if (!response.ok()) return response.status();
  return WriteSecret(&session, *response, response->secret(), response->token().name());
}

void Choose(CLI::App* command, Selection* selection, const std::shared_ptr<Options>& options,
            Outcome (*action)(Session&, const Options&)) {
  command->callback([selection, options, action] {
    selection->run = [options, action](Session& session) { return action(session, *options); };
  });
}

void AddDays(CLI::App* command, double* days, const char* otherwise) {
  command->add_option("--days", *days, absl::StrCat("How long the token holds; ", otherwise))
      ->check(Between(0.0001, 1825.0));
}

// The options of what is made.
void AddNewAccount(CLI::App* command, NewAccountOptions* made) {
  command
      ->add_option("--role", made->role,
                   "member, coordinator, editor, service, auditor or administrator")
      ->required()
      ->check(CLI::IsMember(
          {"member", "coordinator", "editor", "service", "auditor", "administrator"}));
  command
      ->add_option("--hub", made->hubs,
                   "Hub that a coordinator coordinates, yours by default; or of yours, that "
                   "consents to a service")
      ->allow_extra_args(false);
  command->add_option("--actor", made->actor, "Actor that a member speaks for");
  command
      ->add_option("--scope", made->scopes,
                   "Method that it may call, such as MatchService/SuggestPartners, or "
                   "MatchService/*; a service needs one, others may call all of their role")
      ->allow_extra_args(false);
  command->add_option("--label", made->label, "A note for people, without personal data");
  AddDays(command, &made->days, "365 unless given");
}

// A command on one account that is there.
CLI::App* AddNamed(CLI::App* account, const char* command, const char* what, const char* example,
                   Selection* selection, const std::shared_ptr<Options>& options,
                   Outcome (*action)(Session&, const Options&)) {
  CLI::App* added = AddCommand(account, command, what, example);
  added->add_option("ACCOUNT", options->name, "Its name, accounts/…")->required();
  Choose(added, selection, options, action);
  return added;
}

void AddEnds(CLI::App* account, Selection* selection) {
  auto options = std::make_shared<Options>();
  AddNamed(account, "freeze", "Refuse its tokens from now on, until it is unfrozen",
           "  tashbik account freeze accounts/abcdefgh23456723 --reason \"her laptop was seized\"",
           selection, options, Freeze)
      ->add_option("--reason", options->reason, "Why, without personal data")
      ->required();
  options = std::make_shared<Options>();
  AddNamed(account, "unfreeze", "Take its tokens again: for who froze it, and administrators",
           "  tashbik account unfreeze accounts/abcdefgh23456723", selection, options, Unfreeze);
  options = std::make_shared<Options>();
  AddNamed(account, "revoke", "End it and its tokens for good",
           "  tashbik account revoke accounts/abcdefgh23456723", selection, options, Revoke);
  options = std::make_shared<Options>();
  CLI::App* reissue = AddNamed(
      account, "reissue", "End its tokens and make a new one, for someone who lost theirs",
      "  tashbik account reissue accounts/abcdefgh23456723 \\\n"
      "    --check \"called back on the number we met with\" > m.token && chmod 600 m.token\n"
      "  tashbik account reissue accounts/bcdefgh234567234 --as administrator --check \"met\" > c",
      selection, options, Reissue);
  reissue->add_option("--check", options->check, "How they were recognized, without personal data")
      ->required();
  AddDays(reissue, &options->days, "365 unless given");
}

}  // namespace

void AddAccountCommands(CLI::App* app, Selection* selection) {
  CLI::App* account =
      AddCommand(app, "account", "Accounts: who may call, as what, and how that ends",
                 "  tashbik account create --role member --actor GCHR > m.token\n"
                 "  tashbik account freeze accounts/abcdefgh23456723 --reason \"laptop seized\"");
  account->require_subcommand(1);
  auto options = std::make_shared<Options>();
  CLI::App* create = AddCommand(
      account, "create", "Make one; its first token's secret goes to standard output, once",
      "  tashbik account create --role member --actor GCHR > m.token && chmod 600 m.token\n"
      "  tashbik account create --role service --hub \"First hub\" \\\n"
      "    --scope \"SearchService/*\" --label \"newsletter\" > s.token && chmod 600 s.token");
  AddNewAccount(create, &options->made);
  Choose(create, selection, options, Create);
  options = std::make_shared<Options>();
  CLI::App* get = AddCommand(account, "get", "Show one, yours unless named",
                             "  tashbik account get\n"
                             "  tashbik account get accounts/abcdefgh23456723 -o json");
  get->add_option("ACCOUNT", options->name, "Its name, accounts/…");
  Choose(get, selection, options, Get);
  options = std::make_shared<Options>();
  CLI::App* list = AddCommand(account, "list", "List those that you may see",
                              "  tashbik account list\n"
                              "  tashbik account list --actor GCHR");
  list->add_option("--actor", options->actor, "Only those that speak for this actor");
  Choose(list, selection, options, List);
  AddEnds(account, selection);
  options = std::make_shared<Options>();
  CLI::App* rotate = AddCommand(
      account, "rotate", "Put a new token in the place of the one you call with, which ends",
      "  tashbik account rotate --token-file m.token > new.token && mv new.token m.token");
  AddDays(rotate, &options->days, "as long as the old one would have");
  Choose(rotate, selection, options, Rotate);
}

void AddTokenCreateCommand(CLI::App* token, Selection* selection) {
  auto options = std::make_shared<Options>();
  CLI::App* create = AddCommand(
      token, "create", "Make one, with an account; its secret goes to standard output, once",
      "  tashbik token create --role coordinator --hub \"First hub\" --label laptop > c.token\n"
      "  tashbik token create --role member --actor GCHR --days 30 > m.token && chmod 600 m.token\n"
      "  tashbik token create --role service --scope MatchService/SuggestPartners > s.token");
  AddNewAccount(create, &options->made);
  Choose(create, selection, options, CreateToken);
}

}  // namespace tashbik::cli
