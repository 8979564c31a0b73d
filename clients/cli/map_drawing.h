// The network as a picture, SVG 1.1, that a person can read and print.
#ifndef TASHBIK_CLIENTS_CLI_MAP_DRAWING_H_
#define TASHBIK_CLIENTS_CLI_MAP_DRAWING_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"
#include "clients/cli/network_reader.h"

namespace tashbik::cli {

// More nodes than this nobody can read.
inline constexpr size_t kMaxMapNodes = 600;
// With more nodes than this themes are drawn only where they are asked for: their lines cross all
// over.
inline constexpr size_t kMaxThemedNodes = 150;

// Leaves out themes that fewer than two actors share, and those that say little on a map: of other
// facets than issues and communities.
ReadGraph ForMap(const ReadGraph& graph);

// Dark on light, with title, legend and day (`YYYY-MM-DD`). What a node is shows by shape and
// colour (Okabe and Ito's palette, told apart by colour-blind people); who has no ties is hollow.
// Words in `language`, from right to left in Arabic. At most kMaxMapNodes nodes. The same network
// gives the same picture.
std::string DrawMap(const ReadGraph& graph, absl::string_view language, absl::string_view day);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_MAP_DRAWING_H_
