// story consent give, withdraw: the word of those whom a story names.
#include <memory>
#include <string>

#include "clients/cli/display_width.h"
#include "clients/cli/kind.h"
#include "clients/cli/output.h"
#include "clients/cli/resolve.h"
#include "clients/cli/subcommands.h"
#include "clients/cli/voice_words.h"
#include "tashbik/v1/story.pb.h"

namespace tashbik::cli {
namespace {

struct Options {
  std::string story;
  std::string organization;
  std::string note;
};

// Fills in the story, and the organization where one is given; else the server takes the caller's.
template <class Request>
Outcome Change(Session& session, const Options& options, Request request) {
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  auto name = ResolveName(&session, *FindKind("story"), options.story, Sure::kExact);
  if (!name.ok()) return name.status();
  request.set_name(*name);
  if (!options.organization.empty()) {
    auto organization = ResolveActor(&session, options.organization, Sure::kExact);
    if (!organization.ok()) return organization.status();
    request.set_organization(organization->name());
  }
  auto story = (*client)->template Call<v1::Story>(request);
  if (!story.ok()) return story.status();
  if (session.settings().format == Format::kTable) {
    session.out() << Isolate(StandingOf(*story, session.language())) << "\n";
  }
  WriteOne(&session, *story);
  return ExitCode::kOk;
}

Outcome Give(Session& session, const Options& options) {
  v1::GiveStoryConsentRequest request;
  request.set_note(options.note);
  return Change(session, options, request);
}

Outcome Withdraw(Session& session, const Options& options) {
  return Change(session, options, v1::WithdrawStoryConsentRequest());
}

}  // namespace

void AddStoryCommands(CLI::App* app, Selection* selection) {
  CLI::App* consent = AddCommand(app->get_subcommand("story"), "consent",
                                 "Whether those whom a story names agree to it",
                                 "  tashbik story consent give \"A ramp, then a rule\"");
  consent->require_subcommand(1);
  const Subcommands<Options> subcommand(consent, selection);
  const auto add = [&](Outcome (*action)(Session&, const Options&), const std::string& name,
                       const std::string& what, const std::string& examples) {
    auto [command, options] = subcommand(action, name, what, examples);
    command->add_option("STORY", options->story, "Which story")->required();
    command->add_option("--organization", options->organization,
                        "Whom it names; your own unless given");
    return std::make_pair(command, options);
  };
  auto [give, given] =
      add(Give, "give", "Agree for your organization, or record what you have in writing",
          "  tashbik story consent give \"A ramp, then a rule\"\n"
          "  tashbik story consent give \"A ramp, then a rule\" --organization GCHR "
          "--note \"Letter of 3 May, signed by the director\"");
  give->add_option("--note", given->note, "Of coordinators: who agreed, when and how");
  add(Withdraw, "withdraw", "Take it back, at any time: nobody else sees the story then",
      "  tashbik story consent withdraw \"A ramp, then a rule\"");
}

}  // namespace tashbik::cli
