// register: by flags and a file, or by a dialogue where a person sits at a terminal.
#include <unistd.h>

#include <iostream>
#include <memory>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/command.h"
#include "clients/cli/dialogue.h"
#include "clients/cli/register_dialogue.h"
#include "clients/cli/register_request.h"
#include "clients/cli/saved_account.h"
#include "clients/cli/words.h"
#include "clients/cpp/fold.h"
#include "tashbik/v1/hub.pb.h"

namespace tashbik::cli {
namespace {

// A hub that anyone may see, by its resource name or its name.
absl::StatusOr<std::string> FindHub(const client::Client& client, const std::string& text) {
  if (absl::StartsWith(text, "hubs/")) return text;
  for (const auto& hub : client.List<v1::Hub>(v1::ListHubsRequest())) {
    if (!hub.ok()) return hub.status();
    for (const v1::Name& name : hub->names()) {
      if (client::FoldWords(name.text()) == client::FoldWords(text)) return hub->name();
    }
  }
  return UsageError(absl::StrCat("--hub: no hub that anyone may see is called '", text, "'"));
}

Outcome Register(Session& session, RegisterFlags flags) {
  // Who registers is nobody yet, whoever's token lies on this machine.
  const auto client = session.ConnectWith("");
  if (!client.ok()) return client.status();
  const bool person = isatty(STDIN_FILENO) != 0 && flags.file != "-";
  Dialogue dialogue(std::cin, session.err(), session.language());
  v1::RegisterRequest request;
  RegisterDialogue guided(dialogue, **client, request);
  if (absl::Status applied = ApplyFlags(flags, **client, request); !applied.ok()) return applied;
  if (person && request.actor_case() == v1::RegisterRequest::ACTOR_NOT_SET) {
    // What the other flags mean depends on it.
    if (absl::Status kind = guided.AskKindFirst(); !kind.ok()) return kind;
    flags.file.clear();
    if (absl::Status applied = ApplyFlags(flags, **client, request); !applied.ok()) return applied;
  }
  if (!flags.hub.empty()) {
    const auto hub = FindHub(**client, flags.hub);
    if (!hub.ok()) return hub.status();
    request.set_hub(*hub);
  }
  if (!person) {
    const std::vector<std::string> missing = MissingAnswers(request);
    if (!missing.empty()) {
      return UsageError(absl::StrCat("without a terminal these answers are needed: ",
                                     absl::StrJoin(missing, ", ")));
    }
  } else if (!flags.yes || !MissingAnswers(request).empty()) {
    absl::Status agreed = guided.AskAll();
    if (agreed.ok()) agreed = guided.Agree();
    if (!agreed.ok()) return agreed;
  }
  request.set_validate_only(flags.dry_run);
  auto answer = (*client)->Call<v1::RegisterResponse>(request);
  if (!answer.ok()) return answer.status();
  if (flags.dry_run) {
    session.err() << Say(Word::kDryRun, session.language()) << "\n";
    return ExitCode::kOk;
  }
  return SaveAccount(session, *std::move(answer));
}

void AddAnswers(CLI::App* command, RegisterFlags& flags) {
  const auto list = [&](const char* flag, std::vector<std::string>& values, const char* what) {
    command->add_option(flag, values, what)->allow_extra_args(false);
  };
  command->add_option("--code", flags.code, "Invitation code");
  command->add_option("--hub", flags.hub, "Hub that is to review it, without a code");
  command->add_option("--kind", flags.kind, "organization or diaspora")
      ->check(CLI::IsMember({"organization", "diaspora"}));
  list("--name", flags.names, "Its name, or LANGUAGE=NAME; several times for several");
  command->add_option("--country", flags.base, "Country that it is based in");
  list("--active", flags.active, "Other countries that it is active in");
  list("--origin", flags.origin, "Countries that a diaspora group's people come from");
  list("--residence", flags.residence, "Countries that they live in");
  command->add_option("--origin-residence-tier", flags.together,
                      "Who may see origin and residence together: private, brokered, hub, network "
                      "or public; there is no default");
  list("--theme", flags.themes, "What it works on: a label or id of a theme");
  command->add_option("--description", flags.description, "What it does");
  list("--need", flags.needs, "What it needs: a label or id");
  list("--offer", flags.offers, "What it offers: a label or id");
  list("--contact", flags.contacts,
       "How to reach it: an e-mail address, or such as `signal +961…`");
  command->add_option("--tier", flags.tier,
                      "Who may see the record: private, brokered, hub, network or public; hub "
                      "unless given");
  command->add_option("--consent", flags.consent,
                      "Who said that its people agree: a role, such as `the board`");
  command->add_option("--consent-date", flags.consent_date, "When, YYYY-MM-DD; today unless given");
  command->add_option("--note", flags.note, "What the coordinator should know");
}

}  // namespace

void AddRegisterCommand(CLI::App* app, Selection* selection) {
  auto flags = std::make_shared<RegisterFlags>();
  CLI::App* command = AddCommand(
      app, "register",
      "Register your organization or diaspora group: a dialogue on a terminal, in English, Arabic "
      "or French",
      "  tashbik register --lang ar\n"
      "  tashbik register --file group.json --code tsbi-…\n"
      "  tashbik register --hub \"First hub\" --kind organization --name \"Une association\" \\\n"
      "    --country TN --theme statelessness --consent \"the board\"");
  command->add_option("--file", flags->file,
                      "JSON file with answers, as in RegisterRequest; - for standard input");
  AddAnswers(command, *flags);
  command->add_flag("--yes", flags->yes, "Send without showing it first, if nothing is missing");
  command->add_flag("--dry-run", flags->dry_run, "Check everything, write nothing");
  command->callback([selection, flags] {
    selection->run = [flags](Session& session) { return Register(session, *flags); };
  });
}

}  // namespace tashbik::cli
