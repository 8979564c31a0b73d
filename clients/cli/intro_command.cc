// intro: asking to meet, answering, brokering.
#include <memory>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "clients/cli/command.h"
#include "clients/cli/display_width.h"
#include "clients/cli/entry.h"
#include "clients/cli/intro_output.h"
#include "clients/cli/meeting_words.h"
#include "clients/cli/output.h"
#include "clients/cli/resolve.h"
#include "tashbik/v1/introduction.pb.h"

namespace tashbik::cli {
namespace {

struct Options {
  std::string name;
  std::string partner;
  std::string other;
  std::string actor;
  std::string hub;
  std::string message;
  std::string other_message;
  std::string answer;
  std::string role;
  std::string title;
  std::vector<std::string> states;
  std::vector<std::string> show;
  std::vector<std::string> answers;
  std::vector<std::string> contacts;
  std::vector<std::string> themes;
};

using Contacts = google::protobuf::RepeatedPtrField<v1::Contact>;

std::string NameOf(const Options& options) {
  return absl::StrCat("introductions/", absl::StripPrefix(options.name, "introductions/"));
}

// The resource name of an actor; empty where none is given.
absl::StatusOr<std::string> ActorOf(Session& session, const std::string& text) {
  if (text.empty()) return "";
  auto actor = ResolveActor(&session, text, Sure::kExact);
  if (!actor.ok()) return actor.status();
  return actor->name();
}

absl::Status ReadContacts(const Options& options, Contacts* contacts) {
  for (const std::string& text : options.contacts) {
    const size_t equals = text.find('=');
    if (equals == std::string::npos) {
      return UsageError(absl::StrCat("'", text, "' is not METHOD=ADDRESS, as in signal=+961…"));
    }
    v1::Contact& contact = *contacts->Add();
    contact.set_method(text.substr(0, equals));
    contact.set_value(text.substr(equals + 1));
  }
  return absl::OkStatus();
}

template <class Request>
Outcome Send(Session& session, const Request& request) {
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  auto response = (*client)->Call<v1::Introduction>(request);
  if (!response.ok()) return response.status();
  WriteIntroduction(&session, *response);
  return ExitCode::kOk;
}

// What the partner asks has to be answered first; says what it is.
absl::Status CheckAnswers(Session& session, const std::string& partner, const Options& options) {
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  v1::GetIntroductionSettingsRequest request;
  request.set_actor(partner);
  auto settings = (*client)->Call<v1::IntroductionSettings>(request);
  if (!settings.ok()) return settings.status();
  const int asked = settings->vetting_questions_size();
  if (asked == static_cast<int>(options.answers.size())) return absl::OkStatus();
  session.err() << Say(MeetingWord::kQuestions, session.language())
                << In(kColon, session.language()) << "\n";
  for (int i = 0; i < asked; ++i) {
    session.err() << "  " << i + 1 << ". " << Printable(settings->vetting_questions(i)) << "\n";
  }
  return UsageError(absl::StrCat("the partner asks ", asked, " questions: give --answer ", asked,
                                 " times, in their order"));
}

Outcome Request(Session& session, const Options& options) {
  v1::RequestIntroductionRequest request;
  auto partner = ActorOf(session, options.partner);
  if (!partner.ok()) return partner.status();
  auto actor = ActorOf(session, options.actor);
  if (!actor.ok()) return actor.status();
  if (absl::Status good = CheckAnswers(session, *partner, options); !good.ok()) return good;
  request.set_partner(*partner);
  request.set_actor(*actor);
  request.set_message(options.message);
  for (const std::string& field : options.show) request.mutable_show_mask()->add_paths(field);
  for (const std::string& answer : options.answers) request.add_vetting_answers(answer);
  if (absl::Status good = ReadContacts(options, request.mutable_contacts()); !good.ok()) {
    return good;
  }
  return Send(session, request);
}

Outcome Broker(Session& session, const Options& options) {
  v1::BrokerIntroductionRequest request;
  auto first = ActorOf(session, options.partner);
  if (!first.ok()) return first.status();
  auto second = ActorOf(session, options.other);
  if (!second.ok()) return second.status();
  request.set_first(*first);
  request.set_second(*second);
  request.set_message_to_first(options.message);
  request.set_message_to_second(options.other_message);
  if (!options.hub.empty()) {
    auto hub = ResolveHub(&session, options.hub, Sure::kExact);
    if (!hub.ok()) return hub.status();
    request.set_hub(*hub);
  }
  return Send(session, request);
}

Outcome ListSome(Session& session, v1::ListIntroductionsRequest request, const Options& options) {
  auto actor = ActorOf(session, options.actor);
  if (!actor.ok()) return actor.status();
  request.set_actor(*actor);
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  auto introductions = (*client)->List<v1::Introduction>(request);
  Listing listing(&session, v1::Introduction::descriptor());
  for (const auto& introduction : introductions) {
    if (!introduction.ok()) return introduction.status();
    listing.Add(*introduction);
  }
  listing.Finish();
  return ExitCode::kOk;
}

Outcome Inbox(Session& session, const Options& options) {
  v1::ListIntroductionsRequest request;
  request.add_states(v1::INTRODUCTION_STATE_REQUESTED);
  if (options.role != "broker") request.set_role(v1::INTRODUCTION_ROLE_ASKED);
  return ListSome(session, request, options);
}

Outcome ListAll(Session& session, const Options& options) {
  v1::ListIntroductionsRequest request;
  v1::IntroductionRole role = v1::INTRODUCTION_ROLE_UNSPECIFIED;
  v1::IntroductionRole_Parse(
      absl::StrCat("INTRODUCTION_ROLE_", absl::AsciiStrToUpper(options.role)), &role);
  request.set_role(role);
  for (const std::string& word : options.states) {
    v1::IntroductionState state = v1::INTRODUCTION_STATE_UNSPECIFIED;
    v1::IntroductionState_Parse(absl::StrCat("INTRODUCTION_STATE_", absl::AsciiStrToUpper(word)),
                                &state);
    request.add_states(state);
  }
  return ListSome(session, request, options);
}

// Show, close, revoke: a name, and for whom.
template <class Message>
Outcome Plain(Session& session, const Options& options) {
  Message request;
  auto actor = ActorOf(session, options.actor);
  if (!actor.ok()) return actor.status();
  request.set_name(NameOf(options));
  request.set_actor(*actor);
  return Send(session, request);
}

Outcome Accept(Session& session, const Options& options) {
  v1::AcceptIntroductionRequest request;
  auto actor = ActorOf(session, options.actor);
  if (!actor.ok()) return actor.status();
  request.set_name(NameOf(options));
  request.set_actor(*actor);
  if (absl::Status good = ReadContacts(options, request.mutable_contacts()); !good.ok()) {
    return good;
  }
  return Send(session, request);
}

Outcome Decline(Session& session, const Options& options) {
  v1::DeclineIntroductionRequest request;
  auto actor = ActorOf(session, options.actor);
  if (!actor.ok()) return actor.status();
  request.set_name(NameOf(options));
  request.set_actor(*actor);
  if (options.answer == "not-now") request.set_answer(v1::INTRODUCTION_ANSWER_NOT_NOW);
  if (options.answer == "no") request.set_answer(v1::INTRODUCTION_ANSWER_NO);
  return Send(session, request);
}

Outcome Collaborate(Session& session, const Options& options) {
  v1::RecordCollaborationRequest request;
  auto actor = ActorOf(session, options.actor);
  if (!actor.ok()) return actor.status();
  request.set_name(NameOf(options));
  request.set_actor(*actor);
  request.mutable_collaboration()->set_title(options.title);
  for (const std::string& text : options.themes) {
    auto theme = ResolveName(&session, *FindKind("theme"), text, Sure::kExact);
    if (!theme.ok()) return theme.status();
    request.mutable_collaboration()->add_themes(*theme);
  }
  return Send(session, request);
}

using Action = Outcome (*)(Session&, const Options&);

// A command with options of its own.
CLI::App* Add(CLI::App* group, Selection* selection, const std::shared_ptr<Options>& options,
              Action action, const std::string& name, const std::string& what,
              const std::string& examples) {
  CLI::App* command = AddCommand(group, name, what, examples);
  command->callback([selection, options, action] {
    selection->run = [options, action](Session& session) { return action(session, *options); };
  });
  return command;
}

void AddActor(CLI::App* command, Options* options) {
  command->add_option("--actor", options->actor,
                      "Actor for which a coordinator acts; your own unless given");
}

void AddContacts(CLI::App* command, Options* options) {
  command
      ->add_option("--contact", options->contacts,
                   "METHOD=ADDRESS to give once both agreed; those of the profile unless given")
      ->allow_extra_args(false);
}

void AddAsking(CLI::App* intro, Selection* selection) {
  auto options = std::make_shared<Options>();
  CLI::App* request =
      Add(intro, selection, options, Request, "request", "Ask to meet a partner",
          "  tashbik intro request \"Iraqis of Brussels\" --message \"We work on the same law\"\n"
          "  tashbik intro request GCHR --message \"…\" --show names --show issues --answer \"…\"");
  request->add_option("PARTNER", options->partner, "Whom to meet")->required();
  request->add_option("--message", options->message, "Why, in your words")->required();
  request->add_option("--show", options->show, "Field of your profile to show; names unless given")
      ->allow_extra_args(false);
  request
      ->add_option("--answer", options->answers, "Answer to a question of theirs, in their order")
      ->allow_extra_args(false);
  AddContacts(request, options.get());
  AddActor(request, options.get());

  options = std::make_shared<Options>();
  CLI::App* broker =
      Add(intro, selection, options, Broker, "broker",
          "Bring two together: neither learns who the other is before both agreed",
          "  tashbik intro broker GCHR \"Iraqis of Brussels\" --to-first \"A group abroad…\" "
          "--to-second \"A group at home…\"");
  broker->add_option("FIRST", options->partner, "One")->required();
  broker->add_option("SECOND", options->other, "The other")->required();
  broker->add_option("--to-first", options->message, "What the first reads")->required();
  broker->add_option("--to-second", options->other_message, "What the second reads")->required();
  broker->add_option("--hub", options->hub, "Hub of yours in whose name; your only one");
}

void AddLists(CLI::App* intro, Selection* selection) {
  auto options = std::make_shared<Options>();
  CLI::App* inbox = Add(intro, selection, options, Inbox, "inbox", "What waits for an answer",
                        "  tashbik intro inbox\n  tashbik intro inbox --actor GCHR");
  AddActor(inbox, options.get());
  inbox->add_flag_callback(
      "--brokered", [options] { options->role = "broker"; }, "What you broker and is not decided");

  options = std::make_shared<Options>();
  CLI::App* list = Add(intro, selection, options, ListAll, "list", "All, the newest first",
                       "  tashbik intro list --state accepted");
  AddActor(list, options.get());
  list->add_option("--role", options->role, "asker, asked or broker")
      ->check(CLI::IsMember({"asker", "asked", "broker"}));
  list->add_option("--state", options->states, "requested, accepted, closed or revoked")
      ->allow_extra_args(false)
      ->check(CLI::IsMember({"requested", "accepted", "closed", "revoked"}));
}

void AddSteps(CLI::App* intro, Selection* selection) {
  const auto add = [&](Action action, const std::string& name, const std::string& what,
                       const std::string& more) {
    auto options = std::make_shared<Options>();
    CLI::App* command =
        Add(intro, selection, options, action, name, what,
            absl::StrCat("  tashbik intro ", name, " introductions/abcdefgh23456723", more));
    command->add_option("INTRODUCTION", options->name, "Its name, introductions/…")->required();
    AddActor(command, options.get());
    return std::make_pair(command, options);
  };
  add(Plain<v1::GetIntroductionRequest>, "show", "How one stands; the contacts once both agreed",
      "");
  auto [accept, accept_options] =
      add(Accept, "accept", "Agree to meet", " --contact signal=+96170000000");
  AddContacts(accept, accept_options.get());
  auto [decline, decline_options] =
      add(Decline, "decline", "Decline, in silence unless you say something", " --say not-now");
  decline->add_option("--say", decline_options->answer, "not-now or no")
      ->check(CLI::IsMember({"not-now", "no"}));
  add(Plain<v1::CloseIntroductionRequest>, "close", "Withdraw what you asked or brokered", "");
  add(Plain<v1::RevokeIntroductionRequest>, "revoke",
      "Take your agreement back: contacts show no more to either side", "");
  auto [together, together_options] =
      add(Collaborate, "collaborate", "Record that the two of you work together",
          " --title \"Nationality campaign\" --theme statelessness");
  together->add_option("--title", together_options->title, "What it is called")->required();
  together->add_option("--theme", together_options->themes, "A theme of it")
      ->allow_extra_args(false);
}

}  // namespace

void AddIntroCommands(CLI::App* app, Selection* selection) {
  CLI::App* intro = AddCommand(app, "intro", "Introductions: meetings that both sides agree to",
                               "  tashbik intro inbox");
  intro->require_subcommand(1);
  AddAsking(intro, selection);
  AddLists(intro, selection);
  AddSteps(intro, selection);
  AddIntroSettings(intro, selection);
}

}  // namespace tashbik::cli
