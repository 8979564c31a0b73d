// feedback: what you think of suggestions, and answering what others think.
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "clients/cli/display_width.h"
#include "clients/cli/meeting_words.h"
#include "clients/cli/output.h"
#include "clients/cli/resolve.h"
#include "clients/cli/subcommands.h"
#include "clients/cli/value_text.h"
#include "tashbik/v1/admin.pb.h"
#include "tashbik/v1/feedback.pb.h"

namespace tashbik::cli {
namespace {

struct Options {
  std::string name;
  std::string partner;
  std::string actor;
  std::string kind;
  std::string theme;
  std::string text;
};

std::string NameOf(const Options& options) {
  return absl::StrCat("feedback/", absl::StripPrefix(options.name, "feedback/"));
}

Outcome Give(Session& session, const Options& options) {
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  v1::GiveFeedbackRequest request;
  v1::Feedback& feedback = *request.mutable_feedback();
  auto kind = EnumNumber(v1::FeedbackKind_descriptor(), options.kind);
  if (!kind.ok()) return UsageError(absl::StrCat("--kind: ", kind.status().message()));
  feedback.set_kind(static_cast<v1::FeedbackKind>(*kind));
  auto partner = ResolveActor(&session, options.partner, Sure::kExact);
  if (!partner.ok()) return partner.status();
  feedback.set_partner(partner->name());
  if (options.actor.empty()) {
    auto caller = (*client)->Call<v1::GetCallerResponse>(v1::GetCallerRequest());
    if (!caller.ok()) return caller.status();
    if (caller->actor().empty()) return UsageError("your token speaks for no actor: give --actor");
    feedback.set_actor(caller->actor());
  } else {
    auto actor = ResolveActor(&session, options.actor, Sure::kExact);
    if (!actor.ok()) return actor.status();
    feedback.set_actor(actor->name());
  }
  if (!options.theme.empty()) {
    auto theme = ResolveName(&session, *FindKind("theme"), options.theme, Sure::kExact);
    if (!theme.ok()) return theme.status();
    feedback.set_theme(*theme);
  }
  feedback.set_note(options.text);
  auto response = (*client)->Call<v1::Feedback>(request);
  if (!response.ok()) return response.status();
  if (session.settings().format == Format::kTable) {
    session.out() << Isolate(EffectOf(*response, session.language())) << "\n";
  }
  WriteOne(&session, *response);
  return ExitCode::kOk;
}

Outcome ListSome(Session& session, bool queue) {
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  v1::ListFeedbackRequest request;
  request.set_queue(queue);
  auto given = (*client)->List<v1::Feedback>(request);
  Listing listing(&session, v1::Feedback::descriptor());
  for (const auto& feedback : given) {
    if (!feedback.ok()) return feedback.status();
    listing.Add(*feedback);
  }
  listing.Finish();
  return ExitCode::kOk;
}

Outcome ListGiven(Session& session, const Options&) { return ListSome(session, false); }
Outcome ListQueue(Session& session, const Options&) { return ListSome(session, true); }

Outcome AnswerOne(Session& session, const Options& options) {
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  v1::AnswerFeedbackRequest request;
  request.set_name(NameOf(options));
  request.set_answer(options.text);
  auto response = (*client)->Call<v1::Feedback>(request);
  if (!response.ok()) return response.status();
  WriteOne(&session, *response);
  return ExitCode::kOk;
}

Outcome Withdraw(Session& session, const Options& options) {
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  v1::WithdrawFeedbackRequest request;
  request.set_name(NameOf(options));
  auto response = (*client)->Call<v1::WithdrawFeedbackResponse>(request);
  if (!response.ok()) return response.status();
  session.Tell(absl::StrCat(request.name(), " counts no more"));
  return ExitCode::kOk;
}

}  // namespace

void AddFeedbackCommands(CLI::App* app, Selection* selection) {
  CLI::App* group = AddCommand(app, "feedback", "What you think of suggestions",
                               "  tashbik feedback give \"Iraqis of Brussels\" --kind not-now");
  group->require_subcommand(1);
  const Subcommands<Options> add(group, selection);
  auto [give, given] = add(Give, "give", "Say what you think of a partner that was suggested",
                           "  tashbik feedback give GCHR --kind wrong-theme --theme statelessness\n"
                           "  tashbik feedback give GCHR --kind useful");
  give->add_option("PARTNER", given->partner, "Who was suggested")->required();
  give->add_option("--kind", given->kind,
                   "useful, not-now, wrong-partner, wrong-theme or wrong-cause")
      ->required();
  give->add_option("--theme", given->theme, "The theme or cause that is wrong");
  give->add_option("--note", given->text, "In your own words");
  give->add_option("--actor", given->actor, "To whom it was suggested; your own unless given");
  add(ListGiven, "list", "What you said, and what was answered", "  tashbik feedback list");
  auto [withdraw, withdrawn] = add(Withdraw, "withdraw", "Take one back",
                                   "  tashbik feedback withdraw feedback/abcdefgh23456723");
  withdraw->add_option("FEEDBACK", withdrawn->name, "Its name, feedback/…")->required();
  add(ListQueue, "queue", "What waits for your answer", "  tashbik feedback queue");
  auto [answer, answered] =
      add(AnswerOne, "answer", "Answer what waits for you",
          "  tashbik feedback answer feedback/abcdefgh23456723 --text \"Corrected, thank you\"");
  answer->add_option("FEEDBACK", answered->name, "Its name, feedback/…")->required();
  answer->add_option("--text", answered->text, "The answer")->required();
}

}  // namespace tashbik::cli
