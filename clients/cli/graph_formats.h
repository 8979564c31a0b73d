// The network in the formats of programs that draw and measure networks.
#ifndef TASHBIK_CLIENTS_CLI_GRAPH_FORMATS_H_
#define TASHBIK_CLIENTS_CLI_GRAPH_FORMATS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "clients/cli/network_reader.h"

namespace tashbik::cli {

// `text` for XML 1.0: control characters taken out, `<`, `>`, `&` and quotes written as entities.
std::string XmlText(absl::string_view text);

// UTF-8, undirected, with the label, kind, resource name, base country and community of each node
// and the kind, weight and coalitions of each edge.
std::string ToGraphMl(const ReadGraph& graph);  // GraphML 1.0
std::string ToGexf(const ReadGraph& graph);     // GEXF 1.3
std::string ToDot(const ReadGraph& graph);      // the language of Graphviz

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_GRAPH_FORMATS_H_
