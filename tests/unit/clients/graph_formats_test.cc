// Files for other programs, and the map: well-formed, complete, and the same each time.
#include "clients/cli/graph_formats.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "clients/cli/map_drawing.h"
#include "clients/cli/map_labels.h"
#include "clients/cli/map_layout.h"

namespace tashbik::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

v1::NetworkNode Actor(int index, const std::string& label, bool group = false) {
  v1::NetworkNode node;
  node.set_index(index);
  node.set_label(label);
  node.mutable_actor()->set_name(
      absl::StrCat(group ? "diasporaGroups/" : "organizations/", "abcdefghijklmno", index));
  node.mutable_actor()->set_tier(v1::TIER_PUBLIC);
  node.mutable_actor()->set_base_country("LB");
  return node;
}

v1::NetworkNode Theme(int index, const std::string& id, v1::Facet facet) {
  v1::NetworkNode node;
  node.set_index(index);
  node.set_label(id);
  node.set_theme("themes/" + id);
  node.set_facet(facet);
  node.set_community(-1);
  return node;
}

v1::NetworkEdge Edge(int source, int target, v1::EdgeKind kind) {
  v1::NetworkEdge edge;
  edge.set_source(source);
  edge.set_target(target);
  edge.set_kind(kind);
  edge.set_weight(kind == v1::EDGE_KIND_THEME ? 1 : 0.75);
  if (kind == v1::EDGE_KIND_COALITION) edge.add_coalitions("coalitions/abcdefghijklmnop");
  return edge;
}

// Names that every format must survive.
ReadGraph Awkward() {
  ReadGraph graph;
  graph.nodes = {Actor(0, "Truth & <Justice> \"now\" \\ 'ever'\x01"),
                 Actor(1, "مركز الخليج لحقوق الإنسان"),
                 Actor(2, "ⴰⵎⴰⵣⵉⵖ", true),
                 Theme(3, "housing", v1::FACET_ISSUE),
                 Theme(4, "dom", v1::FACET_COMMUNITY),
                 Theme(5, "bureaucracy", v1::FACET_CHALLENGE)};
  graph.edges = {Edge(0, 1, v1::EDGE_KIND_COALITION), Edge(0, 3, v1::EDGE_KIND_THEME),
                 Edge(1, 3, v1::EDGE_KIND_THEME),     Edge(2, 4, v1::EDGE_KIND_THEME),
                 Edge(0, 5, v1::EDGE_KIND_THEME),     Edge(2, 5, v1::EDGE_KIND_THEME)};
  return graph;
}

int Count(absl::string_view text, absl::string_view part) {
  int count = 0;
  for (size_t at = text.find(part); at != absl::string_view::npos; at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

// What is wrong with the nesting, attributes and entities of an XML text; empty when nothing is.
std::string XmlFault(absl::string_view xml) {
  std::vector<std::string> open;
  size_t roots = 0;
  for (size_t at = 0; at < xml.size();) {
    if (xml[at] == '&') {
      bool known = false;
      for (const char* entity : {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"}) {
        known = known || absl::StartsWith(xml.substr(at), entity);
      }
      if (!known) return absl::StrCat("entity at ", at);
    }
    if (static_cast<unsigned char>(xml[at]) < ' ' && xml[at] != '\n') return "control character";
    if (xml[at] == '>') return absl::StrCat("> at ", at);
    if (xml[at] != '<') {
      if (open.empty() && xml[at] != '\n') return absl::StrCat("text outside at ", at);
      ++at;
      continue;
    }
    const size_t end = xml.find('>', at);
    if (end == absl::string_view::npos) return "no end";
    absl::string_view tag = xml.substr(at + 1, end - at - 1);
    at = end + 1;
    if (tag.find('<') != absl::string_view::npos) return absl::StrCat("< in ", tag);
    if (std::count(tag.begin(), tag.end(), '"') % 2 != 0) return absl::StrCat("quotes in ", tag);
    if (absl::StartsWith(tag, "?")) continue;
    if (absl::StartsWith(tag, "/")) {
      if (open.empty() || open.back() != tag.substr(1)) return absl::StrCat("end of ", tag);
      open.pop_back();
      continue;
    }
    roots += open.empty() ? 1 : 0;
    const std::string name(tag.substr(0, tag.find_first_of(" /")));
    if (!absl::EndsWith(tag, "/")) open.push_back(name);
  }
  if (roots != 1) return absl::StrCat(roots, " roots");
  return open.empty() ? "" : "left open: " + open.back();
}

TEST(XmlFault, FindsWhatIsWrong) {
  EXPECT_EQ(XmlFault("<a><b c=\"d\"/>e</a>\n"), "");
  for (const char* bad : {"<a>", "<a></b>", "<a>&nbsp;</a>", "<a b=\"></a>", "<a/><b/>", "x<a/>",
                          "<a>x > y</a>", "<a><b</a>"}) {
    EXPECT_NE(XmlFault(bad), "") << bad;
  }
}

TEST(GraphFormats, GraphMlIsWellFormedAndComplete) {
  const std::string xml = ToGraphMl(Awkward());
  EXPECT_EQ(XmlFault(xml), "");
  EXPECT_EQ(Count(xml, "<node "), 6);
  EXPECT_EQ(Count(xml, "<edge "), 6);
  EXPECT_THAT(xml, HasSubstr("Truth &amp; &lt;Justice&gt;"));
  EXPECT_THAT(xml, HasSubstr("<edge id=\"e0\" source=\"n0\" target=\"n1\">"));
  // Every key that is used is declared.
  EXPECT_EQ(Count(xml, "<key "), 8);
}

TEST(GraphFormats, GexfIsWellFormedAndComplete) {
  const std::string xml = ToGexf(Awkward());
  EXPECT_EQ(XmlFault(xml), "");
  EXPECT_EQ(Count(xml, "<node "), 6);
  EXPECT_EQ(Count(xml, "<edge "), 6);
  EXPECT_THAT(xml, HasSubstr("xmlns=\"http://gexf.net/1.3\""));
  EXPECT_THAT(xml, HasSubstr("weight=\"0.75\""));
}

TEST(GraphFormats, DotQuotesWhatWouldEndAText) {
  const std::string dot = ToDot(Awkward());
  EXPECT_THAT(dot, HasSubstr("label=\"Truth & <Justice> \\\"now\\\" \\\\ 'ever'"));
  EXPECT_EQ(Count(dot, " -- "), 6);
  EXPECT_EQ(Count(dot, "{"), Count(dot, "}"));
}

TEST(MapTest, ShowsEveryNodeWithShapeColourAndLabel) {
  const ReadGraph shown = ForMap(Awkward());
  // The challenge is left out, and the community that one alone serves.
  ASSERT_EQ(shown.nodes.size(), 4u);
  EXPECT_EQ(shown.edges.size(), 3u);
  const std::string svg = DrawMap(shown, "en", "2024-01-02");
  EXPECT_EQ(XmlFault(svg), "");
  EXPECT_EQ(Count(svg, "<g class=\"node\">"), 4);
  EXPECT_THAT(svg, HasSubstr("Map of the network"));
  EXPECT_THAT(svg, HasSubstr("2024-01-02"));
  EXPECT_THAT(svg, HasSubstr("Hollow"));
  EXPECT_THAT(svg, HasSubstr("direction=\"rtl\""));
  EXPECT_THAT(svg, Not(HasSubstr("Do not pass")));
  EXPECT_EQ(svg, DrawMap(shown, "en", "2024-01-02"));
  EXPECT_THAT(DrawMap(shown, "fr", ""), HasSubstr("Carte du réseau"));
  EXPECT_THAT(DrawMap(shown, "ar", ""), HasSubstr("خريطة الشبكة"));
}

TEST(MapTest, SaysThatItHoldsWhatOthersMustNotSee) {
  ReadGraph graph = Awkward();
  graph.nodes[1].mutable_actor()->set_tier(v1::TIER_HUB);
  EXPECT_EQ(CountHidden(graph), 1);
  EXPECT_THAT(DrawMap(ForMap(graph), "en", ""), HasSubstr("Do not pass it on"));
}

TEST(MapTest, AnEmptyNetworkIsAPictureToo) {
  EXPECT_EQ(XmlFault(DrawMap({}, "en", "2024-01-02")), "");
}

TEST(MapLabels, BreakAtSpacesAndAreCut) {
  EXPECT_THAT(WrapLabel("one two three", 10, TextWidth("one two", 10), 3),
              ElementsAre("one two", "three"));
  EXPECT_THAT(WrapLabel("one two three four", 10, 1, 2), ElementsAre("one", "two …"));
  EXPECT_THAT(WrapLabel("", 10, 100, 2), ElementsAre("?"));
  EXPECT_TRUE(RunsLeft("«مركز» Gulf"));
  EXPECT_FALSE(RunsLeft("Gulf مركز"));
  // Marks take no room.
  EXPECT_EQ(TextWidth("مَركَز", 10), TextWidth("مركز", 10));
}

bool Overlap(const MapBox& a, const MapPoint& p, const MapBox& b, const MapPoint& q) {
  return std::abs(p.x - q.x) < (a.width + b.width) / 2 - 1e-6 &&
         p.y - a.above < q.y + b.below - 1e-6 && q.y - b.above < p.y + a.below - 1e-6;
}

TEST(MapLayoutTest, NoTwoBoxesOverlapAndAllAreOnThePage) {
  std::mt19937 random(1);
  for (const size_t count : {1, 2, 7, 40, 120}) {
    std::vector<MapBox> boxes;
    std::vector<std::pair<size_t, size_t>> edges;
    for (size_t i = 0; i < count; ++i) {
      boxes.push_back({20.0 + static_cast<double>(random() % 140), 13,
                       20.0 + static_cast<double>(random() % 40)});
    }
    for (size_t i = 0; i < count; ++i) {
      const size_t a = random() % count, b = random() % count;
      if (a != b) edges.emplace_back(a, b);
    }
    const MapLayout layout = LayOutMap(boxes, edges, 50);
    ASSERT_EQ(layout.points.size(), count);
    std::vector<MapBox> drawn = boxes;
    for (size_t i = 0; i < count; ++i) {
      if (layout.turned[i]) std::swap(drawn[i].above, drawn[i].below);
    }
    for (size_t i = 0; i < count; ++i) {
      const MapPoint& p = layout.points[i];
      EXPECT_GE(p.x - boxes[i].width / 2, -1e-6);
      EXPECT_LE(p.x + boxes[i].width / 2, layout.width + 1e-6);
      EXPECT_GE(p.y - drawn[i].above, -1e-6);
      EXPECT_LE(p.y + drawn[i].below, layout.height + 1e-6);
      for (size_t j = i + 1; j < count; ++j) {
        EXPECT_FALSE(Overlap(drawn[i], p, drawn[j], layout.points[j])) << i << " and " << j;
      }
    }
    const MapLayout again = LayOutMap(boxes, edges, 50);
    for (size_t i = 0; i < count; ++i) EXPECT_EQ(again.points[i].x, layout.points[i].x);
  }
}

// A box is turned over where the edges of its node would run through what stands below: of a star,
// one that is above the middle turns, one below does not.
TEST(MapLayoutTest, LabelsGiveWayToEdges) {
  std::vector<std::pair<size_t, size_t>> star;
  for (size_t i = 1; i < 9; ++i) star.emplace_back(0, i);
  const MapLayout round = LayOutMap(std::vector<MapBox>(9, MapBox{60, 10, 40}), star, 50);
  int turned = 0;
  for (size_t i = 1; i < 9; ++i) {
    if (!round.turned[i]) continue;
    ++turned;
    EXPECT_LT(round.points[i].y, round.points[0].y);
  }
  EXPECT_GT(turned, 0);
}

// A throng is drawn out as a whole: boxes that only push each other end in columns, with edges up
// and down.
TEST(MapLayoutTest, AThrongKeepsItsShape) {
  std::minstd_rand random(3);
  constexpr size_t kNodes = 200;
  const std::vector<MapBox> boxes(kNodes, MapBox{150, 13, 60});
  std::vector<std::pair<size_t, size_t>> edges;
  for (size_t i = 0; i < 3 * kNodes; ++i) {
    const size_t a = random() % kNodes, b = random() % kNodes;
    if (a != b) edges.emplace_back(a, b);
  }
  const MapLayout layout = LayOutMap(boxes, edges, 50);
  EXPECT_LT(layout.height, 1.3 * layout.width) << layout.width << " x " << layout.height;
}

TEST(MapLayoutTest, WhoIsJoinedStandsNearer) {
  // Two groups of five, each tied within: nearer to their own than to the others.
  std::vector<MapBox> boxes(10, MapBox{30, 10, 20});
  std::vector<std::pair<size_t, size_t>> edges = {{0, 5}};
  for (size_t i = 0; i < 5; ++i) {
    for (size_t j = i + 1; j < 5; ++j) {
      edges.emplace_back(i, j);
      edges.emplace_back(i + 5, j + 5);
    }
  }
  const MapLayout layout = LayOutMap(boxes, edges, 50);
  double within = 0;
  double between = 0;
  for (size_t i = 1; i < 5; ++i) {
    for (size_t j = 1; j < 5; ++j) {
      const auto distance = [&](size_t a, size_t b) {
        return std::hypot(layout.points[a].x - layout.points[b].x,
                          layout.points[a].y - layout.points[b].y);
      };
      within += distance(i, j) + distance(i + 5, j + 5);
      between += 2 * distance(i, j + 5);
    }
  }
  EXPECT_LT(within, between);
}

}  // namespace
}  // namespace tashbik::cli
