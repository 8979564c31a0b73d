// call match.
#include <string>

#include "clients/cli/call_output.h"
#include "clients/cli/kind.h"
#include "clients/cli/resolve.h"
#include "clients/cli/subcommands.h"
#include "tashbik/v1/call.pb.h"

namespace tashbik::cli {
namespace {

struct Options {
  std::string call;
  std::string lead;
  int count = 0;
};

Outcome Match(Session& session, const Options& options) {
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  auto call = ResolveName(&session, *FindKind("call"), options.call, Sure::kWords);
  if (!call.ok()) return call.status();
  v1::MatchCallRequest request;
  request.set_name(*call);
  request.set_count(options.count);
  request.set_language(session.language());
  if (!options.lead.empty()) {
    auto lead = ResolveActor(&session, options.lead, Sure::kWords);
    if (!lead.ok()) return lead.status();
    request.set_lead(lead->name());
  }
  auto response = (*client)->Call<v1::MatchCallResponse>(request);
  if (!response.ok()) return response.status();
  WriteCallMatch(&session, *response);
  return ExitCode::kOk;
}

}  // namespace

void AddCallCommands(CLI::App* app, Selection* selection) {
  const Subcommands<Options> add(app->get_subcommand("call"), selection);
  auto [match, matched] = add(
      Match, "match", "Who could apply, and with whom",
      "  tashbik call match \"MACS grants for issue-based networks\"\n"
      "  tashbik call match \"MACS grants\" --lead \"Dom community group in Lebanon\" --lang ar");
  match->add_option("CALL", matched->call, "Which call")->required();
  match->add_option("--lead", matched->lead, "Only with this one as the lead");
  match->add_option("--top", matched->count, "Most teams; 5 unless given")->check(Between(1, 20));
}

}  // namespace tashbik::cli
