// insight: the shape of the network in sentences, tables and files.
#include "clients/cli/insight_command.h"

#include <memory>

#include "absl/strings/str_cat.h"
#include "clients/cli/graph_formats.h"
#include "clients/cli/insight_output.h"
#include "clients/cli/network_reader.h"
#include "clients/cli/place_filter.h"
#include "clients/cli/resolve.h"
#include "clients/cli/subcommands.h"
#include "clients/cpp/places.h"

namespace tashbik::cli {
namespace {

struct Options {
  std::vector<std::string> themes;
  std::vector<std::string> countries;
  PlaceFilter places;
  int top = 20;
  std::string format = "graphml";
  bool include_themes = false;
  std::string file;
};

Outcome Coverage(Session& session, const Options& options, bool gaps) {
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  v1::GetCoverageRequest request;
  for (const std::string& text : options.themes) {
    auto theme = ResolveName(&session, *FindKind("theme"), text, Sure::kWords);
    if (!theme.ok()) return theme.status();
    request.add_themes(*theme);
  }
  for (const std::string& text : options.countries) {
    auto code = client::CountryCode(text);
    if (!code.ok()) return UsageError(code.status().message());
    request.add_countries(*code);
  }
  request.set_gaps(gaps);
  request.set_count(options.top);
  auto response = (*client)->Call<v1::GetCoverageResponse>(request);
  if (!response.ok()) return response.status();
  WriteCoverage(&session, *response, gaps);
  return ExitCode::kOk;
}

Outcome Covered(Session& session, const Options& options) {
  return Coverage(session, options, false);
}
Outcome Gaps(Session& session, const Options& options) { return Coverage(session, options, true); }

// Asks with the filter, and with --top where the request has a count.
template <class Request, class Response>
absl::StatusOr<Response> Ask(Session& session, const Options& options) {
  auto filter = options.places.Build();
  if (!filter.ok()) return filter.status();
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  Request request;
  request.set_filter(*filter);
  if constexpr (requires { request.set_count(1); }) request.set_count(options.top);
  return (*client)->template Call<Response>(request);
}

template <class Request, class Response, void (*Write)(Session*, const Response&)>
Outcome Show(Session& session, const Options& options) {
  auto response = Ask<Request, Response>(session, options);
  if (!response.ok()) return response.status();
  Write(&session, *response);
  return ExitCode::kOk;
}

Outcome WriteNetwork(Session& session, const Options& options) {
  auto filter = options.places.Build();
  if (!filter.ok()) return filter.status();
  auto graph = ReadNetwork(&session, *filter, options.include_themes);
  if (!graph.ok()) return graph.status();
  const std::string text = options.format == "gexf"  ? ToGexf(*graph)
                           : options.format == "dot" ? ToDot(*graph)
                                                     : ToGraphMl(*graph);
  if (options.file.empty()) {
    session.out() << text;
  } else if (absl::Status status = WritePrivateFile(options.file, text); !status.ok()) {
    return status;
  }
  WarnOfHidden(&session, *graph);
  return ExitCode::kOk;
}

void AddTop(CLI::App* command, Options* options) {
  command->add_option("--top", options->top, "Most to show, 1 to 200")
      ->check(Between(1, 200))
      ->default_val(20);
}

void AddPlaces(CLI::App* command, Options* options) {
  command
      ->add_option("--theme", options->themes, "Only this theme and what is narrower; all issues")
      ->allow_extra_args(false);
  command->add_option("--country", options->countries, "Only this country; all where anybody works")
      ->allow_extra_args(false)
      ->type_name("COUNTRY");
}

}  // namespace

void AddInsightCommands(CLI::App* app, Selection* selection) {
  CLI::App* group = AddCommand(app, "insight", "What the network covers, misses and rests on",
                               "  tashbik insight gaps --country Lebanon\n"
                               "  tashbik insight isolated --lang ar");
  group->require_subcommand(1);
  const Subcommands<Options> add(group, selection);
  auto [coverage, covered] =
      add(Covered, "coverage", "Who works on which theme in which country, as numbers",
          "  tashbik insight coverage --country MA --country TN\n"
          "  tashbik insight coverage --theme \"civic space\"");
  AddPlaces(coverage, covered.get());
  AddTop(coverage, covered.get());
  auto [gaps, gap_options] = add(Gaps, "gaps", "Themes that nobody works on in a country",
                                 "  tashbik insight gaps --country Lebanon --top 50");
  AddPlaces(gaps, gap_options.get());
  AddTop(gaps, gap_options.get());
  const auto add_filtered = [&](Outcome (*action)(Session&, const Options&),
                                const std::string& name, const std::string& what,
                                const std::string& examples, bool top) {
    auto [command, options] = add(action, name, what, examples);
    options->places.AddTo(command, true);
    if (top) AddTop(command, options.get());
    return std::make_pair(command, options);
  };
  add_filtered(Show<v1::ListUnmetNeedsRequest, v1::ListUnmetNeedsResponse, WriteNeeds>, "needs",
               "Needs that nobody meets; with a place: nobody there",
               "  tashbik insight needs\n  tashbik insight needs --active-in Morocco", true);
  add_filtered(Show<v1::ListIsolatedActorsRequest, v1::ListIsolatedActorsResponse, WriteIsolated>,
               "isolated", "Who has no ties, each with the one introduction that would connect it",
               "  tashbik insight isolated --based-in Lebanon --top 5", true);
  add_filtered(Show<v1::ListBrokersRequest, v1::ListBrokersResponse, WriteBrokers>, "brokers",
               "Who holds others together", "  tashbik insight brokers --top 5", true);
  add_filtered(Show<v1::GetStructureRequest, v1::GetStructureResponse, WriteStructure>, "structure",
               "How the network hangs together: parts, groups, who is alone",
               "  tashbik insight structure --country Morocco", false);
  auto [network, written] =
      add_filtered(WriteNetwork, "network", "Write the network for Gephi, yEd, Graphviz and others",
                   "  tashbik insight network --format gexf network.gexf\n"
                   "  tashbik insight network --format dot --themes | sfdp -Tsvg > network.svg",
                   false);
  network->add_option("FILE", written->file,
                      "Where to; standard output unless given. Only this user may read it");
  network->add_option("--format", written->format, "graphml, gexf or dot")
      ->check(CLI::IsMember({"graphml", "gexf", "dot"}))
      ->default_val("graphml");
  network->add_flag("--themes", written->include_themes, "Also the themes, as nodes");
}

}  // namespace tashbik::cli
