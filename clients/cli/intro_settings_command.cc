// intro settings: how an actor wants to be asked.
#include <memory>
#include <string>
#include <vector>

#include "clients/cli/command.h"
#include "clients/cli/output.h"
#include "clients/cli/resolve.h"
#include "tashbik/v1/admin.pb.h"
#include "tashbik/v1/introduction.pb.h"

namespace tashbik::cli {
namespace {

struct Options {
  std::string actor;
  std::string email;
  std::vector<std::string> questions;
  bool no_email = false;
  bool no_questions = false;
};

// The actor that settings are about: the one given, or the caller's own.
absl::StatusOr<std::string> SettingsActor(Session& session, const Options& options) {
  if (!options.actor.empty()) {
    auto actor = ResolveActor(&session, options.actor, Sure::kExact);
    if (!actor.ok()) return actor.status();
    return actor->name();
  }
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  auto caller = (*client)->Call<v1::GetCallerResponse>(v1::GetCallerRequest());
  if (!caller.ok()) return caller.status();
  if (caller->actor().empty()) return UsageError("your token speaks for no actor: name one");
  return caller->actor();
}

Outcome Change(Session& session, const Options& options) {
  auto actor = SettingsActor(session, options);
  if (!actor.ok()) return actor.status();
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  v1::GetIntroductionSettingsRequest get;
  get.set_actor(*actor);
  auto settings = (*client)->Call<v1::IntroductionSettings>(get);
  if (!settings.ok()) return settings.status();
  const bool changes = options.no_email || options.no_questions || !options.email.empty() ||
                       !options.questions.empty();
  if (changes) {
    v1::UpdateIntroductionSettingsRequest update;
    *update.mutable_settings() = *settings;
    if (options.no_email || !options.email.empty()) {
      update.mutable_settings()->set_notice_email(options.email);
    }
    if (options.no_questions || !options.questions.empty()) {
      update.mutable_settings()->clear_vetting_questions();
    }
    for (const std::string& question : options.questions) {
      update.mutable_settings()->add_vetting_questions(question);
    }
    settings = (*client)->Call<v1::IntroductionSettings>(update);
    if (!settings.ok()) return settings.status();
  }
  WriteOne(&session, *settings);
  return ExitCode::kOk;
}

}  // namespace

void AddIntroSettings(CLI::App* intro, Selection* selection) {
  auto options = std::make_shared<Options>();
  CLI::App* settings = AddCommand(
      intro, "settings", "How you want to be asked: questions to answer, and a notice by e-mail",
      "  tashbik intro settings --question \"Who referred you?\" --email office@example.org");
  settings->add_option("ACTOR", options->actor, "Whose; your own unless given");
  settings->add_option("--question", options->questions, "A question that an asker answers")
      ->allow_extra_args(false);
  settings->add_flag("--no-questions", options->no_questions, "Ask nothing");
  settings->add_option("--email", options->email, "Address for notices, which carry no content");
  settings->add_flag("--no-email", options->no_email, "Send no notices");
  settings->callback([selection, options] {
    selection->run = [options](Session& session) { return Change(session, *options); };
  });
}

}  // namespace tashbik::cli
