// review, vouch, panic, confirm, reminders.
#include <memory>

#include "clients/cli/registration_calls.h"
#include "clients/cli/resolve.h"

namespace tashbik::cli {
namespace {

Outcome ListRegistrations(Session& session, const RegistrationOptions& options) {
  v1::ListRegistrationsRequest request;
  if (!options.hub.empty()) {
    auto hub = ResolveHub(&session, options.hub, Sure::kExact);
    if (!hub.ok()) return hub.status();
    request.set_hub(*hub);
  }
  for (int state = 1; options.all && state <= v1::RegistrationState_MAX; ++state) {
    request.add_states(static_cast<v1::RegistrationState>(state));
  }
  return ShowList<v1::Registration>(session, Desk::kCoordinator, request);
}

Outcome ShowRegistration(Session& session, const RegistrationOptions& options) {
  v1::GetRegistrationRequest request;
  request.set_name(Named("registrations", options.name));
  return ShowAnswer<v1::Registration>(
      session, options.name.empty() ? Desk::kMember : Desk::kCoordinator, request);
}

template <class Request>
Outcome Decide(Session& session, const RegistrationOptions& options) {
  Request request;
  request.set_name(Named("registrations", options.name));
  request.set_note(options.note);
  return ShowAnswer<v1::Registration>(
      session, options.name.empty() ? Desk::kMember : Desk::kCoordinator, request);
}

Outcome Vouch(Session& session, const RegistrationOptions& options) {
  v1::VouchRequest request;
  request.set_vouch_code(options.code);
  request.set_note(options.note);
  return ShowAnswer<v1::VouchResponse>(session, Desk::kMember, request);
}

Outcome WithdrawVouch(Session& session, const RegistrationOptions& options) {
  auto client = session.Connect(Desk::kMember);
  if (!client.ok()) return client.status();
  v1::WithdrawVouchRequest request;
  request.set_registration(Named("registrations", options.name));
  auto done = (*client)->Call<v1::WithdrawVouchResponse>(request);
  if (!done.ok()) return done.status();
  session.Tell("your vouch no longer holds");
  return ExitCode::kOk;
}

Outcome Panic(Session& session, const RegistrationOptions& options) {
  auto client = session.ConnectWith("");
  if (!client.ok()) return client.status();
  v1::UsePanicCodeRequest request;
  request.set_code(options.code);
  auto done = (*client)->Call<v1::UsePanicCodeResponse>(request);
  if (!done.ok()) return done.status();
  session.Tell("if the code is good, the record is hidden now; the server says no more");
  return ExitCode::kOk;
}

Outcome NewPanicCode(Session& session, const RegistrationOptions&) {
  auto client = session.Connect(Desk::kMember);
  if (!client.ok()) return client.status();
  auto made = (*client)->Call<v1::CreatePanicCodeResponse>(v1::CreatePanicCodeRequest());
  if (!made.ok()) return made.status();
  session.out() << made->code() << "\n";
  session.Tell("write it on paper: it is shown this once, and the one before is good no more");
  return ExitCode::kOk;
}

Outcome Confirm(Session& session, const RegistrationOptions& options) {
  const Desk desk = options.actor.empty() ? Desk::kMember : Desk::kCoordinator;
  auto actor = ActorNamed(session, desk, options.actor);
  if (!actor.ok()) return actor.status();
  v1::ConfirmActorRequest request;
  request.set_actor(*actor);
  return ShowAnswer<v1::ConfirmActorResponse>(session, desk, request);
}

Outcome Reminders(Session& session, const RegistrationOptions&) {
  auto client = session.Connect(Desk::kMember);
  if (!client.ok()) return client.status();
  v1::ListRemindersRequest request;
  request.set_language(session.language());
  auto answer = (*client)->Call<v1::ListRemindersResponse>(request);
  if (!answer.ok()) return answer.status();
  Listing listing(&session, v1::Reminder::descriptor());
  for (const v1::Reminder& reminder : answer->reminders()) listing.Add(reminder);
  listing.Finish();
  return ExitCode::kOk;
}

void AddReview(CLI::App* app, Selection* selection) {
  CLI::App* review = AddCommand(app, "review", "Registrations on their way",
                                "  tashbik review list\n  tashbik review verify registrations/…");
  review->require_subcommand(1);
  std::shared_ptr<RegistrationOptions> options;
  CLI::App* list =
      AddRegistrationCommand(review, selection, "list", "List what waits",
                             "  tashbik review list --all", ListRegistrations, options);
  list->add_option("--hub", options->hub, "Only of this hub");
  list->add_flag("--all", options->all, "Also what was verified or refused");
  CLI::App* show = AddRegistrationCommand(
      review, selection, "show", "Show one, or your own",
      "  tashbik review show\n  tashbik review show registrations/…", ShowRegistration, options);
  show->add_option("REGISTRATION", options->name, "Its name; your own unless given");
  CLI::App* verify =
      AddRegistrationCommand(review, selection, "verify", "Verify: it becomes a member of the hub",
                             "  tashbik review verify registrations/… --note \"Welcome\"",
                             Decide<v1::VerifyRegistrationRequest>, options);
  verify->add_option("REGISTRATION", options->name, "Its name")->required();
  verify->add_option("--note", options->note, "A word to the group");
  CLI::App* ask =
      AddRegistrationCommand(review, selection, "ask", "Ask back",
                             "  tashbik review ask registrations/… \"Who can tell us about you?\"",
                             Decide<v1::AskRegistrationRequest>, options);
  ask->add_option("REGISTRATION", options->name, "Its name")->required();
  ask->add_option("QUESTION", options->note, "What the group is to read")->required();
  CLI::App* refuse = AddRegistrationCommand(
      review, selection, "refuse", "Refuse; a membership that was there ends",
      "  tashbik review refuse registrations/… \"We could not reach you\"",
      Decide<v1::RefuseRegistrationRequest>, options);
  refuse->add_option("REGISTRATION", options->name, "Its name")->required();
  refuse->add_option("WHY", options->note, "What the group is to read")->required();
  CLI::App* answer = AddRegistrationCommand(
      review, selection, "answer", "Answer the coordinator, as who registers",
      "  tashbik review answer \"The women's centre knows us\"",
      Decide<v1::AnswerRegistrationRequest>, options);
  answer->add_option("ANSWER", options->note, "What the coordinator is to read")->required();
}

void AddVouch(CLI::App* app, Selection* selection) {
  std::shared_ptr<RegistrationOptions> options;
  CLI::App* vouch =
      AddRegistrationCommand(app, selection, "vouch", "Vouch for a group that gave you its code",
                             "  tashbik vouch tsbv-… --note \"We worked together in 2024\"\n"
                             "  tashbik vouch --withdraw registrations/…",
                             nullptr, options);
  vouch->add_option("CODE", options->code, "The vouch code");
  vouch->add_option("--note", options->note, "What the coordinator should know");
  vouch->add_option("--withdraw", options->name, "Take a vouch back: the registration's name");
  vouch->callback([selection, options] {
    selection->run = [options](Session& session) -> Outcome {
      if (options->code.empty() == options->name.empty()) {
        return UsageError("give either the code, or --withdraw with the registration");
      }
      return options->name.empty() ? Vouch(session, *options) : WithdrawVouch(session, *options);
    };
  });
}

void AddPanic(CLI::App* app, Selection* selection) {
  std::shared_ptr<RegistrationOptions> options;
  CLI::App* panic = AddRegistrationCommand(
      app, selection, "panic",
      "Hide a group by its paper code: no token is needed, nothing else happens",
      "  tashbik panic tsbp-abcd-…\n  tashbik panic --new", nullptr, options);
  panic->add_option("CODE", options->code, "The code; capitals, spaces and dashes do not matter");
  panic->add_flag("--new", options->all, "Make a new code for your group instead");
  panic->callback([selection, options] {
    selection->run = [options](Session& session) -> Outcome {
      if (options->code.empty() != options->all) {
        return UsageError("give either the code on the paper, or --new");
      }
      return options->all ? NewPanicCode(session, *options) : Panic(session, *options);
    };
  });
}

}  // namespace

void AddReviewCommands(CLI::App* app, Selection* selection) {
  AddReview(app, selection);
  AddVouch(app, selection);
  AddPanic(app, selection);
  std::shared_ptr<RegistrationOptions> options;
  CLI::App* confirm = AddRegistrationCommand(
      app, selection, "confirm", "Say that a profile still holds, for a year",
      "  tashbik confirm\n  tashbik confirm \"A group\"", Confirm, options);
  confirm->add_option("ACTOR", options->actor, "The group; your own unless given");
  AddRegistrationCommand(app, selection, "reminders",
                         "What you should see to, and profiles entrusted to you",
                         "  tashbik reminders --lang ar", Reminders, options);
}

}  // namespace tashbik::cli
