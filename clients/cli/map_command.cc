// map: the network as a picture.
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "clients/cli/insight_command.h"
#include "clients/cli/map_drawing.h"
#include "clients/cli/network_reader.h"
#include "clients/cli/place_filter.h"

namespace tashbik::cli {
namespace {

struct Options {
  std::string file;
  PlaceFilter places;
  bool themes = false;
  bool no_themes = false;
};

// Whether fewer actors have ties than have none: then ties alone show little.
bool MostAreAlone(const ReadGraph& graph) {
  std::vector<bool> tied(graph.nodes.size(), false);
  for (const v1::NetworkEdge& edge : graph.edges) {
    if (edge.kind() != v1::EDGE_KIND_COALITION) continue;
    tied[static_cast<size_t>(edge.source())] = true;
    tied[static_cast<size_t>(edge.target())] = true;
  }
  size_t with = 0;
  size_t actors = 0;
  for (size_t i = 0; i < graph.nodes.size(); ++i) {
    actors += graph.nodes[i].has_actor() ? 1 : 0;
    with += tied[i] ? 1 : 0;
  }
  return 2 * with < actors;
}

void DropThemes(ReadGraph* graph) {
  std::erase_if(graph->nodes, [](const v1::NetworkNode& node) { return !node.has_actor(); });
  std::erase_if(graph->edges,
                [](const v1::NetworkEdge& edge) { return edge.kind() == v1::EDGE_KIND_THEME; });
}

Outcome Draw(Session& session, const Options& options) {
  auto filter = options.places.Build();
  if (!filter.ok()) return filter.status();
  auto whole = ReadNetwork(&session, *filter, !options.no_themes);
  if (!whole.ok()) return whole.status();
  ReadGraph graph = ForMap(*whole);
  const bool themes =
      options.themes || (MostAreAlone(graph) && graph.nodes.size() <= kMaxThemedNodes);
  if (!themes && !options.no_themes) DropThemes(&graph);
  if (graph.nodes.size() > kMaxMapNodes) {
    return UsageError(absl::StrCat(
        "a map of ", graph.nodes.size(), " nodes cannot be read; at most ", kMaxMapNodes,
        ": narrow it, as in --country LB, leave themes out with --no-themes, or write the network "
        "for another program: tashbik insight network --format gexf FILE"));
  }
  const std::string day = absl::FormatTime("%Y-%m-%d", absl::Now(), absl::LocalTimeZone());
  const std::string picture = DrawMap(graph, session.language(), day);
  if (options.file == "-") {
    session.out() << picture;
  } else if (absl::Status status = WritePrivateFile(options.file, picture); !status.ok()) {
    return status;
  }
  WarnOfHidden(&session, graph);
  return ExitCode::kOk;
}

}  // namespace

void AddMapCommand(CLI::App* app, Selection* selection) {
  auto options = std::make_shared<Options>();
  CLI::App* map = AddCommand(app, "map", "Draw the network as a picture (SVG)",
                             "  tashbik map network.svg\n"
                             "  tashbik map lebanon.svg --country Lebanon --themes --lang ar");
  map->add_option("FILE", options->file,
                  "The picture, for any browser; `-` writes it to standard output. Only this user "
                  "may read the file")
      ->required();
  CLI::Option* themes = map->add_flag(
      "--themes", options->themes,
      "Draw the themes that several share, too; unless said, in small networks where most have no "
      "ties");
  map->add_flag("--no-themes", options->no_themes, "Draw ties alone")->excludes(themes);
  options->places.AddTo(map, true);
  map->callback([selection, options] {
    selection->run = [options](Session& session) { return Draw(session, *options); };
  });
}

}  // namespace tashbik::cli
