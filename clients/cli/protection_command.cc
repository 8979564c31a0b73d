// preview, hide, publish-sensitive.
#include <unistd.h>

#include <iostream>
#include <memory>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/command.h"
#include "clients/cli/display_width.h"
#include "clients/cli/entry.h"
#include "clients/cli/kind.h"
#include "clients/cli/output.h"
#include "clients/cli/resolve.h"
#include "clients/cli/words.h"
#include "tashbik/v1/protection.pb.h"

namespace tashbik::cli {
namespace {

struct Options {
  std::string actor;
  std::vector<std::string> themes;
  bool origin_residence = false;
  bool withdraw = false;
  bool yes = false;
};

void List(Session& session, const google::protobuf::RepeatedPtrField<v1::SensitiveTheme>& themes) {
  if (themes.empty()) return;
  Listing listing(&session, v1::SensitiveTheme::descriptor());
  for (const v1::SensitiveTheme& theme : themes) listing.Add(theme);
  listing.Finish();
}

Outcome Preview(Session& session, const Options& options) {
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  auto actor = ResolveActor(&session, options.actor, Sure::kWords);
  if (!actor.ok()) return actor.status();
  v1::PreviewActorRequest request;
  request.set_actor(actor->name());
  auto response = (*client)->Call<v1::PreviewActorResponse>(request);
  if (!response.ok()) return response.status();
  const Format format = session.settings().format;
  if (format != Format::kTable && format != Format::kCsv) {
    WriteOne(&session, *response);
    return ExitCode::kOk;
  }
  Listing listing(&session, v1::ActorView::descriptor());
  for (const v1::ActorView& view : response->views()) listing.Add(view);
  listing.Finish();
  if (format == Format::kTable && !response->sensitive_themes().empty()) {
    session.out() << "\n" << Isolate(Say(Word::kSensitiveHere, session.language())) << "\n";
    List(session, response->sensitive_themes());
  }
  return ExitCode::kOk;
}

Outcome Hide(Session& session, const Options& options) {
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  auto actor = ResolveActor(&session, options.actor, Sure::kExact);
  if (!actor.ok()) return actor.status();
  v1::HideActorRequest request;
  request.set_actor(actor->name());
  request.set_scope(options.origin_residence ? v1::HIDE_SCOPE_ORIGIN_RESIDENCE
                                             : v1::HIDE_SCOPE_RECORD);
  auto response = (*client)->Call<v1::HideActorResponse>(request);
  if (!response.ok()) return response.status();
  const Word done = options.origin_residence ? Word::kOriginHidden : Word::kRecordHidden;
  session.err() << Isolate(Say(done, session.language())) << "\n";
  if (session.settings().format == Format::kTable || session.settings().format == Format::kName) {
    session.out() << actor->name() << "\n";
  } else {
    WriteOne(&session, *response);
  }
  return ExitCode::kOk;
}

bool IsYes(absl::string_view answer) {
  const std::string word = absl::AsciiStrToLower(absl::StripAsciiWhitespace(answer));
  return word == "yes" || word == "oui" || word == "نعم";
}

// The second confirmation: --yes, or a word typed at a terminal.
absl::Status Confirm(Session& session, const Options& options, const v1::ActorSummary& actor) {
  if (options.yes || options.withdraw) return absl::OkStatus();
  if (isatty(STDIN_FILENO) == 0) {
    return UsageError("publishing what is sensitive needs a confirmation: add --yes");
  }
  const std::string& language = session.language();
  session.err() << Isolate(actor.display_name()) << In(kColon, language) << " "
                << absl::StrJoin(options.themes, Comma(language)) << "\n"
                << Isolate(Say(Word::kConfirmPublish, language)) << " " << std::flush;
  std::string answer;
  if (std::getline(std::cin, answer) && IsYes(answer)) return absl::OkStatus();
  return UsageError("not confirmed: nothing was published");
}

Outcome Publish(Session& session, const Options& options) {
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  auto actor = ResolveActor(&session, options.actor, Sure::kExact);
  if (!actor.ok()) return actor.status();
  v1::PublishSensitiveRequest request;
  request.set_actor(actor->name());
  request.set_withdraw(options.withdraw);
  for (const std::string& text : options.themes) {
    auto theme = ResolveName(&session, *FindKind("theme"), text, Sure::kExact);
    if (!theme.ok()) return theme.status();
    request.add_themes(*theme);
  }
  if (absl::Status sure = Confirm(session, options, *actor); !sure.ok()) return sure;
  auto response = (*client)->Call<v1::PublishSensitiveResponse>(request);
  if (!response.ok()) return response.status();
  const Format format = session.settings().format;
  if (format == Format::kTable || format == Format::kCsv) {
    List(session, response->sensitive_themes());
  } else {
    WriteOne(&session, *response);
  }
  return ExitCode::kOk;
}

void Choose(CLI::App* command, Selection* selection, const std::shared_ptr<Options>& options,
            Outcome (*action)(Session&, const Options&)) {
  command->callback([selection, options, action] {
    selection->run = [options, action](Session& session) { return action(session, *options); };
  });
}

}  // namespace

void AddProtectionCommands(CLI::App* app, Selection* selection) {
  {
    auto options = std::make_shared<Options>();
    CLI::App* preview = AddCommand(app, "preview", "What each kind of viewer sees of an actor",
                                   "  tashbik preview GCHR\n"
                                   "  tashbik preview GCHR -o json --lang ar");
    preview->add_option("ACTOR", options->actor, "One whose record you may change")->required();
    Choose(preview, selection, options, Preview);
  }
  {
    auto options = std::make_shared<Options>();
    CLI::App* hide =
        AddCommand(app, "hide", "Hide an actor at once: its owner alone sees it from then on",
                   "  tashbik hide GCHR\n"
                   "  tashbik hide \"Iraqis of Brussels\" --origin-residence");
    hide->add_option("ACTOR", options->actor, "Resource name, exact name or acronym")->required();
    hide->add_flag("--origin-residence", options->origin_residence,
                   "Only where its people come from and where they live");
    Choose(hide, selection, options, Hide);
  }
  auto options = std::make_shared<Options>();
  CLI::App* publish = AddCommand(app, "publish-sensitive",
                                 "Show sensitive themes of your own actor at its tier all the same",
                                 "  tashbik preview GCHR\n"
                                 "  tashbik publish-sensitive GCHR lgbtqi-rights\n"
                                 "  tashbik publish-sensitive GCHR lgbtqi-rights --withdraw");
  publish->add_option("ACTOR", options->actor, "Resource name, exact name or acronym")->required();
  publish->add_option("THEME", options->themes, "Themes that `tashbik preview` calls sensitive")
      ->required();
  publish->add_flag("--withdraw", options->withdraw, "Take the confirmation back");
  publish->add_flag("--yes", options->yes,
                    "Confirm: they become visible to all who see the record");
  Choose(publish, selection, options, Publish);
}

}  // namespace tashbik::cli
