// event attend, attendees, meetings, follow-up.
#include <memory>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "clients/cli/display_name.h"
#include "clients/cli/kind.h"
#include "clients/cli/match_output.h"
#include "clients/cli/output.h"
#include "clients/cli/resolve.h"
#include "clients/cli/subcommands.h"
#include "clients/cli/words.h"
#include "tashbik/v1/admin.pb.h"
#include "tashbik/v1/event.pb.h"

namespace tashbik::cli {
namespace {

struct Options {
  std::string event;
  std::vector<std::string> actors;
  bool was_there = false;
  bool remove = false;
  bool dry_run = false;
  std::string focus;
  int count = 0;
  int days = 0;
};

absl::StatusOr<std::string> EventNamed(Session& session, const std::string& text, Sure sure) {
  return ResolveName(&session, *FindKind("event"), text, sure);
}

// Resource names of those that the caller named; its own actor where it named none.
absl::StatusOr<std::vector<std::string>> Attending(Session& session, const client::Client& client,
                                                   const std::vector<std::string>& texts) {
  std::vector<std::string> names;
  for (const std::string& text : texts) {
    auto actor = ResolveActor(&session, text, Sure::kExact);
    if (!actor.ok()) return actor.status();
    names.push_back(actor->name());
  }
  if (!names.empty()) return names;
  auto caller = client.Call<v1::GetCallerResponse>(v1::GetCallerRequest());
  if (!caller.ok()) return caller.status();
  if (caller->actor().empty()) return UsageError("you speak for no actor: say who attends");
  names.push_back(caller->actor());
  return names;
}

std::string AttendeeName(const std::string& event, const std::string& actor) {
  return absl::StrCat(event, "/attendees/", actor.substr(actor.find('/') + 1));
}

Outcome Attend(Session& session, const Options& options) {
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  auto event = EventNamed(session, options.event, Sure::kExact);
  if (!event.ok()) return event.status();
  auto actors = Attending(session, **client, options.actors);
  if (!actors.ok()) return actors.status();
  Listing listing(&session, v1::Attendee::descriptor());
  if (options.remove) {
    for (const std::string& actor : *actors) {
      v1::DeleteAttendeeRequest request;
      request.set_name(AttendeeName(*event, actor));
      request.set_validate_only(options.dry_run);
      auto removed = (*client)->Call<v1::Attendee>(request);
      if (!removed.ok()) return removed.status();
      listing.Add(*removed);
    }
  } else {
    v1::BatchUpsertAttendeesRequest request;
    request.set_validate_only(options.dry_run);
    for (const std::string& actor : *actors) {
      v1::Attendee& attendee = *request.add_attendees();
      attendee.set_name(absl::StrCat(*event, "/attendees/-"));
      attendee.set_actor(actor);
      attendee.set_attended(options.was_there);
    }
    auto written = (*client)->Call<v1::BatchUpsertAttendeesResponse>(request);
    if (!written.ok()) return written.status();
    for (int i = 0; i < written->names_size(); ++i) {
      v1::Attendee shown = request.attendees(i);
      shown.set_name(written->names(i));
      listing.Add(shown);
    }
  }
  if (options.dry_run) session.err() << Say(Word::kDryRun, session.language()) << "\n";
  listing.Finish();
  return ExitCode::kOk;
}

Outcome ListAttendees(Session& session, const Options& options) {
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  auto event = EventNamed(session, options.event, Sure::kWords);
  if (!event.ok()) return event.status();
  v1::ListAttendeesRequest request;
  request.set_parent(*event);
  request.set_page_size(1000);
  Listing listing(&session, v1::Attendee::descriptor());
  for (const auto& attendee : (*client)->List<v1::Attendee>(request)) {
    if (!attendee.ok()) return attendee.status();
    listing.Add(*attendee);
  }
  listing.Finish();
  return ExitCode::kOk;
}

Outcome Meetings(Session& session, const Options& options) {
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  v1::SuggestMeetingsRequest request;
  auto event = EventNamed(session, options.event, Sure::kWords);
  if (!event.ok()) return event.status();
  request.set_name(*event);
  request.set_count(options.count);
  if (!options.actors.empty()) {
    auto actor = ResolveActor(&session, options.actors[0], Sure::kWords);
    if (!actor.ok()) return actor.status();
    request.set_actor(actor->name());
  }
  if (!options.focus.empty()) {
    v1::Focus focus = v1::FOCUS_UNSPECIFIED;
    v1::Focus_Parse(absl::StrCat("FOCUS_", absl::AsciiStrToUpper(
                                               absl::StrReplaceAll(options.focus, {{"-", "_"}}))),
                    &focus);
    request.set_focus(focus);
  }
  auto response = (*client)->Call<v1::SuggestMeetingsResponse>(request);
  if (!response.ok()) return response.status();
  if (session.settings().format == Format::kTable) {
    for (int i = 0; i < response->attendees_size(); ++i) {
      const v1::CohortSuggestions& one = response->attendees(i);
      if (i > 0) session.out() << "\n";
      session.out() << DisplayName(one.actor(), session.language()) << "\n";
      v1::SuggestPartnersResponse shown;
      *shown.mutable_suggestions() = one.suggestions();
      WriteSuggestions(&session, one.actor(), shown);
    }
    return ExitCode::kOk;
  }
  Listing listing(&session, v1::CohortSuggestions::descriptor());
  for (const v1::CohortSuggestions& one : response->attendees()) listing.Add(one);
  listing.Finish();
  return ExitCode::kOk;
}

Outcome FollowUp(Session& session, const Options& options) {
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  auto event = EventNamed(session, options.event, Sure::kWords);
  if (!event.ok()) return event.status();
  v1::ListFollowUpsRequest request;
  request.set_name(*event);
  request.set_days(options.days);
  auto response = (*client)->Call<v1::ListFollowUpsResponse>(request);
  if (!response.ok()) return response.status();
  Listing listing(&session, v1::FollowUp::descriptor());
  for (const v1::FollowUp& line : response->follow_ups()) listing.Add(line);
  listing.Finish();
  return ExitCode::kOk;
}

}  // namespace

void AddEventCommands(CLI::App* app, Selection* selection) {
  const Subcommands<Options> subcommand(app->get_subcommand("event"), selection);
  const auto add = [&](Outcome (*action)(Session&, const Options&), const std::string& name,
                       const std::string& what, const std::string& examples) {
    auto [command, options] = subcommand(action, name, what, examples);
    command->add_option("EVENT", options->event, "Which event")->required();
    return std::make_pair(command, options);
  };
  auto [attend, attending] =
      add(Attend, "attend", "Enter who attends; a member enters its own actor",
          "  tashbik event attend \"MACS workshop in Lebanon\" MRG GCHR --was-there\n"
          "  tashbik event attend \"MACS workshop in Lebanon\"  # you yourself");
  attend->add_option("ACTOR", attending->actors, "Who; your own actor unless given");
  attend->add_flag("--was-there", attending->was_there, "They came, not just were invited");
  attend->add_flag("--remove", attending->remove, "Take them off the list");
  attend->add_flag("--dry-run", attending->dry_run, "Check everything, write nothing");
  add(ListAttendees, "attendees", "Who attends, as far as you may know",
      "  tashbik event attendees \"Networking day\"");
  auto [meetings, met] = add(
      Meetings, "meetings", "Who in the room should talk to whom, and why",
      "  tashbik event meetings \"Networking day\" --focus bridging\n"
      "  tashbik event meetings \"Networking day\" --actor \"Amazigh organization in Morocco\"");
  meetings->add_option("--actor", met->actors, "Only for this attendee")->expected(1);
  meetings->add_option("--top", met->count, "Most partners for each; 3 unless given")
      ->check(Between(1, 20));
  meetings->add_option("--focus", met->focus, "What to look for")
      ->check(
          CLI::IsMember({"balanced", "similar", "bridging", "complementary", "home-and-diaspora"}));
  auto [follow_up, followed] =
      add(FollowUp, "follow-up", "What came of it: who works together, who met, who fell silent",
          "  tashbik event follow-up \"Networking day\" --days 90");
  follow_up
      ->add_option("--days", followed->days,
                   "Days after it, as 30, 90, 180; up to today unless given")
      ->check(Between(1, 3650));
}

}  // namespace tashbik::cli
