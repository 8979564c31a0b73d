// Each format is written in the order of nodes and edges, so that equal networks are equal files.
#include "clients/cli/graph_formats.h"

#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "clients/cli/display_width.h"

namespace tashbik::cli {
namespace {

struct Attribute {
  const char* name;
  const char* type;  // both formats call these alike
};
constexpr std::array<Attribute, 5> kNodeAttributes = {{{"label", "string"},
                                                       {"kind", "string"},
                                                       {"resource", "string"},
                                                       {"country", "string"},
                                                       {"community", "int"}}};
constexpr std::array<Attribute, 3> kEdgeAttributes = {
    {{"kind", "string"}, {"weight", "double"}, {"coalitions", "string"}}};

// `organization`, `diaspora_group`, or the facet of a theme: `issue`, `community`, …
std::string KindOfNode(const v1::NetworkNode& node) {
  if (!node.has_actor()) {
    const std::string& facet = v1::Facet_Name(node.facet());
    return absl::AsciiStrToLower(facet.substr(facet.find('_') + 1));
  }
  return absl::StartsWith(node.actor().name(), "diasporaGroups/") ? "diaspora_group"
                                                                  : "organization";
}

std::array<std::string, kNodeAttributes.size()> ValuesOf(const v1::NetworkNode& node) {
  return {node.label(), KindOfNode(node), node.has_actor() ? node.actor().name() : node.theme(),
          node.actor().base_country(), absl::StrCat(node.community())};
}

std::array<std::string, kEdgeAttributes.size()> ValuesOf(const v1::NetworkEdge& edge) {
  return {edge.kind() == v1::EDGE_KIND_THEME ? "theme" : "coalition", absl::StrCat(edge.weight()),
          absl::StrJoin(edge.coalitions(), " ")};
}

}  // namespace

std::string XmlText(absl::string_view text) {
  return absl::StrReplaceAll(
      Printable(text),
      {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}, {"'", "&apos;"}});
}

std::string ToGraphMl(const ReadGraph& graph) {
  std::string xml =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\""
      " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
      " xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns"
      " http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n";
  const auto declare = [&](const char* element, const Attribute& attribute) {
    absl::StrAppend(&xml, "  <key id=\"", element, "-", attribute.name, "\" for=\"", element,
                    "\" attr.name=\"", attribute.name, "\" attr.type=\"", attribute.type, "\"/>\n");
  };
  for (const Attribute& attribute : kNodeAttributes) declare("node", attribute);
  for (const Attribute& attribute : kEdgeAttributes) declare("edge", attribute);
  absl::StrAppend(&xml, "  <graph id=\"network\" edgedefault=\"undirected\">\n");
  const auto add = [&](const char* element, const auto& attributes, const auto& values) {
    for (size_t i = 0; i < attributes.size(); ++i) {
      if (values[i].empty()) continue;
      absl::StrAppend(&xml, "<data key=\"", element, "-", attributes[i].name, "\">",
                      XmlText(values[i]), "</data>");
    }
  };
  for (const v1::NetworkNode& node : graph.nodes) {
    absl::StrAppend(&xml, "    <node id=\"n", node.index(), "\">");
    add("node", kNodeAttributes, ValuesOf(node));
    absl::StrAppend(&xml, "</node>\n");
  }
  for (size_t i = 0; i < graph.edges.size(); ++i) {
    const v1::NetworkEdge& edge = graph.edges[i];
    absl::StrAppend(&xml, "    <edge id=\"e", i, "\" source=\"n", edge.source(), "\" target=\"n",
                    edge.target(), "\">");
    add("edge", kEdgeAttributes, ValuesOf(edge));
    absl::StrAppend(&xml, "</edge>\n");
  }
  return xml + "  </graph>\n</graphml>\n";
}

std::string ToGexf(const ReadGraph& graph) {
  std::string xml =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<gexf xmlns=\"http://gexf.net/1.3\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
      " xsi:schemaLocation=\"http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd\" version=\"1.3\">\n"
      "  <graph defaultedgetype=\"undirected\" mode=\"static\">\n";
  // The label of a node and the weight of an edge have places of their own.
  const auto own = [](absl::string_view name) { return name == "label" || name == "weight"; };
  const auto declare = [&](const char* element, const auto& attributes) {
    absl::StrAppend(&xml, "    <attributes class=\"", element, "\">\n");
    for (size_t i = 0; i < attributes.size(); ++i) {
      if (own(attributes[i].name)) continue;
      const absl::string_view type = attributes[i].type;
      absl::StrAppend(&xml, "      <attribute id=\"", i, "\" title=\"", attributes[i].name,
                      "\" type=\"", type == "int" ? "integer" : type, "\"/>\n");
    }
    absl::StrAppend(&xml, "    </attributes>\n");
  };
  declare("node", kNodeAttributes);
  declare("edge", kEdgeAttributes);
  const auto add = [&](const auto& attributes, const auto& values) {
    absl::StrAppend(&xml, "<attvalues>");
    for (size_t i = 0; i < attributes.size(); ++i) {
      if (own(attributes[i].name) || values[i].empty()) continue;
      absl::StrAppend(&xml, "<attvalue for=\"", i, "\" value=\"", XmlText(values[i]), "\"/>");
    }
    absl::StrAppend(&xml, "</attvalues>");
  };
  absl::StrAppend(&xml, "    <nodes>\n");
  for (const v1::NetworkNode& node : graph.nodes) {
    absl::StrAppend(&xml, "      <node id=\"", node.index(), "\" label=\"", XmlText(node.label()),
                    "\">");
    add(kNodeAttributes, ValuesOf(node));
    absl::StrAppend(&xml, "</node>\n");
  }
  absl::StrAppend(&xml, "    </nodes>\n    <edges>\n");
  for (size_t i = 0; i < graph.edges.size(); ++i) {
    const v1::NetworkEdge& edge = graph.edges[i];
    absl::StrAppend(&xml, "      <edge id=\"", i, "\" source=\"", edge.source(), "\" target=\"",
                    edge.target(), "\" weight=\"", edge.weight(), "\">");
    add(kEdgeAttributes, ValuesOf(edge));
    absl::StrAppend(&xml, "</edge>\n");
  }
  return xml + "    </edges>\n  </graph>\n</gexf>\n";
}

std::string ToDot(const ReadGraph& graph) {
  std::string dot = "graph network {\n";
  const auto add = [&](const auto& attributes, const auto& values) {
    std::vector<std::string> parts;
    for (size_t i = 0; i < attributes.size(); ++i) {
      if (values[i].empty()) continue;
      // A backslash begins an escape, and a quote ends the text.
      parts.push_back(absl::StrCat(
          attributes[i].name, "=\"",
          absl::StrReplaceAll(Printable(values[i]), {{"\\", "\\\\"}, {"\"", "\\\""}}), "\""));
    }
    absl::StrAppend(&dot, " [", absl::StrJoin(parts, ", "), "];\n");
  };
  for (const v1::NetworkNode& node : graph.nodes) {
    absl::StrAppend(&dot, "  n", node.index());
    add(kNodeAttributes, ValuesOf(node));
  }
  for (const v1::NetworkEdge& edge : graph.edges) {
    absl::StrAppend(&dot, "  n", edge.source(), " -- n", edge.target());
    add(kEdgeAttributes, ValuesOf(edge));
  }
  return dot + "}\n";
}

}  // namespace tashbik::cli
