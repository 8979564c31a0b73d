// call match.
#include <map>
#include <set>
#include <string>

#include "clients/cli/call_output.h"
#include "clients/cli/kind.h"
#include "clients/cli/resolve.h"
#include "clients/cli/subcommands.h"
#include "tashbik/v1/call.pb.h"
#include "tashbik/v1/theme.pb.h"

namespace tashbik::cli {
namespace {

struct Options {
  std::string call;
  std::string lead;
  int count = 0;
};

// Labels of all themes that the answer names, in the language of the output or in English.
absl::StatusOr<std::map<std::string, std::string>> LabelsIn(const v1::MatchCallResponse& response,
                                                            const client::Client& client,
                                                            const std::string& language) {
  std::set<std::string> names;
  for (const v1::CallTeam& team : response.teams()) {
    for (const auto& member : team.members()) {
      names.insert(member.themes().begin(), member.themes().end());
    }
  }
  for (const v1::CallCoalition& coalition : response.coalitions()) {
    names.insert(coalition.missing_themes().begin(), coalition.missing_themes().end());
  }
  std::map<std::string, std::string> labels;
  if (names.empty()) return labels;
  v1::BatchGetThemesRequest request;
  for (const std::string& name : names) request.add_names(name);
  auto themes = client.Call<v1::BatchGetThemesResponse>(request);
  if (!themes.ok()) return themes.status();
  for (const v1::Theme& theme : themes->themes()) {
    for (const std::string& tag : {std::string("en"), language}) {
      const auto label = theme.labels().find(tag);
      if (label != theme.labels().end()) labels[theme.name()] = label->second;
    }
  }
  return labels;
}

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
  auto labels = LabelsIn(*response, **client, session.language());
  if (!labels.ok()) return labels.status();
  WriteCallMatch(&session, *response, *labels);
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
  match->add_option("--top", matched->count, "Most teams; 5 unless given")
      ->check(CLI::Range(1, 20));
}

}  // namespace tashbik::cli
