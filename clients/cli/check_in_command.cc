// coalition check-in, check-ins, silent: how coalitions go.
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "clients/cli/display_width.h"
#include "clients/cli/exit_code.h"
#include "clients/cli/kind.h"
#include "clients/cli/output.h"
#include "clients/cli/resolve.h"
#include "clients/cli/subcommands.h"
#include "clients/cli/value_text.h"
#include "clients/cli/voice_words.h"
#include "tashbik/v1/coalition.pb.h"

namespace tashbik::cli {
namespace {

struct Options {
  std::string coalition;
  std::string state;
  std::string note;
  int days = 0;
};

absl::StatusOr<std::string> Named(Session& session, const Options& options, Sure sure) {
  return ResolveName(&session, *FindKind("coalition"), options.coalition, sure);
}

Outcome CheckIn(Session& session, const Options& options) {
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  auto name = Named(session, options, Sure::kExact);
  if (!name.ok()) return name.status();
  v1::CheckInCoalitionRequest request;
  request.set_name(*name);
  if (!options.state.empty()) {
    auto state = EnumNumber(v1::CoalitionState_descriptor(), options.state);
    if (!state.ok()) return UsageError(absl::StrCat("--state: ", state.status().message()));
    request.set_state(static_cast<v1::CoalitionState>(*state));
  }
  request.set_note(options.note);
  auto coalition = (*client)->Call<v1::Coalition>(request);
  if (!coalition.ok()) return coalition.status();
  const std::string standing = StandingOf(*coalition, session.language());
  if (session.settings().format == Format::kTable && !standing.empty()) {
    session.out() << Isolate(standing) << "\n";
  }
  WriteOne(&session, *coalition);
  return ExitCode::kOk;
}

template <class Resource, class Request>
Outcome ListAll(Session& session, const Request& request) {
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  auto all = (*client)->List<Resource>(request);
  Listing listing(&session, Resource::descriptor());
  for (const auto& one : all) {
    if (!one.ok()) return one.status();
    listing.Add(*one);
  }
  listing.Finish();
  return ExitCode::kOk;
}

Outcome ListCheckIns(Session& session, const Options& options) {
  auto name = Named(session, options, Sure::kWords);
  if (!name.ok()) return name.status();
  v1::ListCheckInsRequest request;
  request.set_parent(*name);
  return ListAll<v1::CheckIn>(session, request);
}

Outcome ListSilent(Session& session, const Options& options) {
  v1::ListSilentCoalitionsRequest request;
  request.set_days(options.days);
  return ListAll<v1::Coalition>(session, request);
}

}  // namespace

void AddCheckInCommands(CLI::App* app, Selection* selection) {
  CLI::App* coalition = app->get_subcommand("coalition");
  const Subcommands<Options> add(coalition, selection);
  auto [say, said] =
      add(CheckIn, "check-in", "Say how it goes: on, asleep, revived or closed",
          "  tashbik coalition check-in \"Network for decriminalization\" --note \"Met twice\"\n"
          "  tashbik coalition check-in \"Network for decriminalization\" --state dormant");
  say->add_option("COALITION", said->coalition, "Which coalition")->required();
  say->add_option("--state", said->state,
                  "idea, forming, active, dormant or closed; as before unless given");
  say->add_option("--note", said->note, "What there is to say, for its members");
  auto [list, listed] = add(ListCheckIns, "check-ins", "What was said of how it goes, newest first",
                            "  tashbik coalition check-ins WeActTogether");
  list->add_option("COALITION", listed->coalition, "Which coalition")->required();
  auto [silent, waited] =
      add(ListSilent, "silent", "Coalitions of which nobody has said how they go",
          "  tashbik coalition silent --days 180");
  silent->add_option("--days", waited->days, "Days of silence, at most 3,650; 90 unless given")
      ->check(Between(1, 3650));
}

}  // namespace tashbik::cli
