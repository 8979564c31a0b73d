// Chooses what is drawn, lays it out and writes it: edges first, then nodes with their labels, then
// title and legend.
#include "clients/cli/map_drawing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "clients/cli/entry.h"
#include "clients/cli/graph_formats.h"
#include "clients/cli/insight_words.h"
#include "clients/cli/map_labels.h"
#include "clients/cli/map_layout.h"
#include "clients/cli/map_shapes.h"

namespace tashbik::cli {
namespace {

constexpr double kEdge = 40;       // around the page
constexpr double kLabelSize = 13;  // text, in pixels
constexpr double kLabelLine = 16;  // from line to line
constexpr double kLabelWidth = 150;
constexpr size_t kLabelLines = 4;
constexpr double kRadius = 9;
constexpr double kHead = 84;         // title and line below
constexpr double kHeadingRoom = 56;  // above those without ties
constexpr double kLegendLine = 26;
constexpr double kLeastWidth = 760;
constexpr char kInk[] = "#1a1a1a";
constexpr char kQuiet[] = "#555555";

size_t StyleOf(const v1::NetworkNode& node) {
  if (node.has_actor()) return absl::StartsWith(node.actor().name(), "diasporaGroups/") ? 1 : 0;
  return node.facet() == v1::FACET_COMMUNITY ? 3 : 2;
}

// One line of text in its own direction, whatever the page's.
std::string Line(absl::string_view text, double x, double y, double size, absl::string_view anchor,
                 absl::string_view rest) {
  return absl::StrFormat(
      R"(<text x="%.1f" y="%.1f" font-size="%.0f" text-anchor="%s"%s %s>%s</text>)", x, y, size,
      anchor, RunsLeft(text) ? R"( direction="rtl")" : "", rest, XmlText(text));
}

class Drawing {
 public:
  Drawing(const ReadGraph& graph, absl::string_view language, absl::string_view day)
      : graph_(graph), language_(language), day_(day), ties_(graph.nodes.size(), 0) {
    std::vector<std::pair<size_t, size_t>> edges;
    for (const v1::NetworkEdge& edge : graph.edges) {
      edges.emplace_back(edge.source(), edge.target());
      if (edge.kind() == v1::EDGE_KIND_THEME) continue;
      ++ties_[static_cast<size_t>(edge.source())];
      ++ties_[static_cast<size_t>(edge.target())];
    }
    std::vector<MapBox> boxes;
    for (const v1::NetworkNode& node : graph.nodes) {
      labels_.push_back(WrapLabel(MapLabel(node), kLabelSize, kLabelWidth, kLabelLines));
      double width = 2 * kRadius;
      for (const std::string& line : labels_.back()) {
        width = std::max(width, TextWidth(line, kLabelSize));
      }
      boxes.push_back({width, kRadius + 4,
                       kRadius + 6 + kLabelLine * static_cast<double>(labels_.back().size())});
    }
    layout_ = LayOutMap(boxes, edges, kHeadingRoom);
    width_ = std::max(layout_.width + 2 * kEdge, kLeastWidth);
    left_ = (width_ - layout_.width) / 2;
  }

  std::string Run() {
    std::string nodes = Nodes();
    std::string legend = Legend(kHead + layout_.height + 2 * kEdge);
    return absl::StrCat(
        absl::StrFormat(
            R"(<svg xmlns="http://www.w3.org/2000/svg" xml:lang="%s" width="%.0f" height="%.0f")"
            R"( viewBox="0 0 %.0f %.0f" role="img">)"
            "\n",
            language_, width_, height_, width_, height_),
        "<title>", XmlText(Say(InsightWord::kMapTitle, language_)), "</title>\n",
        absl::StrFormat(R"(<rect width="%.0f" height="%.0f" fill="#ffffff"/>)", width_, height_),
        "\n<g font-family=\"'Noto Sans', 'Noto Sans Arabic', 'Noto Sans Tifinagh', 'Segoe UI',"
        " Tahoma, 'DejaVu Sans', Arial, sans-serif\" fill=\"",
        kInk, "\">\n", Head(), Edges(), nodes, AloneHeading(), legend, "</g>\n</svg>\n");
  }

 private:
  bool right_to_left() const { return language_ == "ar"; }
  MapPoint At(size_t node) const {
    const double x = layout_.points[node].x;
    return {left_ + (right_to_left() ? layout_.width - x : x),
            layout_.points[node].y + kHead + kEdge / 2};
  }
  // From the side where reading begins: `x` away from it.
  double FromStart(double x) const { return right_to_left() ? width_ - kEdge - x : kEdge + x; }
  // A line of the page's own words, which begins there.
  std::string Words(absl::string_view text, double x, double y, double size,
                    absl::string_view rest) const {
    return absl::StrFormat(
        R"(<text x="%.1f" y="%.1f" font-size="%.0f" text-anchor="start"%s %s>%s</text>)",
        FromStart(x), y, size, right_to_left() ? R"( direction="rtl")" : "", rest, XmlText(text));
  }

  std::string Head() const {
    int actors = 0;
    int ties = 0;
    for (const v1::NetworkNode& node : graph_.nodes) actors += node.has_actor() ? 1 : 0;
    for (const v1::NetworkEdge& edge : graph_.edges) {
      ties += edge.kind() == v1::EDGE_KIND_COALITION ? 1 : 0;
    }
    const std::string colon = absl::StrCat(In(kColon, language_), " ");
    const std::string line = absl::StrCat(
        Say(InsightWord::kOrganizations, language_), colon, actors, "  ·  ",
        Say(InsightWord::kTies, language_), colon, ties, "  ·  ",
        // A mark that runs to the right, or Arabic would turn the parts of the day around.
        "\u200e", day_);
    std::string head =
        Words(Say(InsightWord::kMapTitle, language_), 0, 48, 28, R"(font-weight="bold")") + "\n" +
        Words(line, 0, 74, 15, absl::StrCat("fill=\"", kQuiet, "\"")) + "\n";
    return head;
  }

  std::string Edges() const {
    std::string themes;
    std::string ties;
    for (const v1::NetworkEdge& edge : graph_.edges) {
      const MapPoint a = At(static_cast<size_t>(edge.source()));
      const MapPoint b = At(static_cast<size_t>(edge.target()));
      const std::string line =
          absl::StrFormat(R"(<line x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f")", a.x, a.y, b.x, b.y);
      if (edge.kind() == v1::EDGE_KIND_THEME) {
        absl::StrAppend(&themes, line, "/>\n");
      } else {
        const double width = std::min(6.0, 1.6 + 1.2 * edge.weight());
        absl::StrAppend(&ties, line, absl::StrFormat(" stroke-width=\"%.1f\"/>\n", width));
      }
    }
    return absl::StrCat(
        "<g class=\"themes\" stroke=\"#8a8a8a\" stroke-width=\"1\" stroke-dasharray=\"2 3\">\n",
        themes, "</g>\n<g class=\"ties\" stroke=\"#333333\" stroke-linecap=\"round\">\n", ties,
        "</g>\n");
  }

  std::string Nodes() const {
    std::string nodes;
    for (size_t i = 0; i < graph_.nodes.size(); ++i) {
      const v1::NetworkNode& node = graph_.nodes[i];
      const MapPoint at = At(i);
      const bool theme = !node.has_actor();
      absl::StrAppend(
          &nodes, "<g class=\"node\"><title>", XmlText(node.label()), "</title>",
          MapGlyph(kMapStyles[StyleOf(node)], at.x, at.y, kRadius, !theme && ties_[i] == 0));
      const double lines = static_cast<double>(labels_[i].size());
      double y = layout_.turned[i] ? at.y - kRadius - 10 - kLabelLine * (lines - 1)
                                   : at.y + kRadius + 3 + kLabelSize;
      for (const std::string& line : labels_[i]) {
        // A light rim keeps letters readable over lines.
        const std::string rest = absl::StrCat(
            R"(paint-order="stroke" stroke="#ffffff" stroke-width="4" stroke-linejoin="round")",
            theme ? R"( font-style="normal" fill="#444444")" : R"( font-weight="bold")");
        absl::StrAppend(&nodes, Line(line, at.x, y, kLabelSize, "middle", rest));
        y += kLabelLine;
      }
      absl::StrAppend(&nodes, "</g>\n");
    }
    return nodes;
  }

  std::string AloneHeading() const {
    if (layout_.alone_y >= layout_.height) return "";
    const bool themes = std::any_of(graph_.nodes.begin(), graph_.nodes.end(),
                                    [](const v1::NetworkNode& node) { return !node.has_actor(); });
    const double y = layout_.alone_y + kHead + kEdge / 2 - 18;
    return absl::StrFormat(R"(<line x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f" stroke="#bbbbbb"/>)",
                           kEdge, y - 24, width_ - kEdge, y - 24) +
           Words(Say(themes ? InsightWord::kAloneThemes : InsightWord::kAlone, language_), 0, y, 16,
                 R"(font-weight="bold")") +
           "\n";
  }

  // Entries beside each other, as many as fit a line; sets the height of the page.
  std::string Legend(double top) {
    std::string legend =
        absl::StrFormat(R"(<g class="legend"><line x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f")"
                        R"( stroke="#bbbbbb"/>)",
                        kEdge, top - 30, width_ - kEdge, top - 30);
    double x = 0;
    double y = top;
    const auto add = [&](absl::string_view text, const auto& sign) {
      const double needed = 44 + TextWidth(text, 14) + 24;
      if (x > 0 && x + needed > width_ - 2 * kEdge) {
        x = 0;
        y += kLegendLine;
      }
      absl::StrAppend(&legend, sign(FromStart(x + 16), y - 5), Words(text, x + 38, y, 14, ""),
                      "\n");
      x += needed;
    };
    std::array<bool, kMapStyles.size()> used{};
    bool hollow = false;
    for (size_t i = 0; i < graph_.nodes.size(); ++i) {
      used[StyleOf(graph_.nodes[i])] = true;
      hollow = hollow || (graph_.nodes[i].has_actor() && ties_[i] == 0);
    }
    for (size_t s = 0; s < kMapStyles.size(); ++s) {
      if (!used[s]) continue;
      add(Say(kMapStyles[s].word, language_), [&](double at, double middle) {
        return MapGlyph(kMapStyles[s], at, middle, kRadius, false);
      });
    }
    if (hollow) {
      add(Say(InsightWord::kLegendHollow, language_), [&](double at, double middle) {
        return MapGlyph(kMapStyles[0], at, middle, kRadius, true);
      });
    }
    const auto line = [&](const char* stroke) {
      return [stroke](double at, double middle) {
        return absl::StrFormat(R"(<line x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f" %s/>)", at - 16,
                               middle, at + 16, middle, stroke);
      };
    };
    if (std::any_of(ties_.begin(), ties_.end(), [](int ties) { return ties > 0; })) {
      add(Say(InsightWord::kLegendTie, language_), line(R"(stroke="#333333" stroke-width="3")"));
    }
    if (used[2] || used[3]) {
      add(Say(InsightWord::kLegendThemeTie, language_),
          line(R"(stroke="#8a8a8a" stroke-width="1.5" stroke-dasharray="2 3")"));
    }
    if (CountHidden(graph_) > 0) {
      y += kLegendLine + 6;
      absl::StrAppend(&legend,
                      Words(Say(InsightWord::kDoNotPass, language_), 0, y, 15,
                            R"(font-weight="bold" fill="#a32a00")"),
                      "\n");
    }
    height_ = y + kEdge;
    return legend + "</g>\n";
  }

  const ReadGraph& graph_;
  const std::string language_;
  const std::string day_;
  std::vector<int> ties_;                         // shared coalitions' ties, by node
  std::vector<std::vector<std::string>> labels_;  // lines, by node
  MapLayout layout_;
  double width_ = 0;
  double height_ = 0;
  double left_ = 0;
};

}  // namespace

ReadGraph ForMap(const ReadGraph& graph) {
  std::vector<int> carriers(graph.nodes.size(), 0);
  for (const v1::NetworkEdge& edge : graph.edges) {
    if (edge.kind() == v1::EDGE_KIND_THEME) ++carriers[static_cast<size_t>(edge.target())];
  }
  ReadGraph shown;
  std::vector<int32_t> number(graph.nodes.size(), -1);
  for (size_t i = 0; i < graph.nodes.size(); ++i) {
    const v1::NetworkNode& node = graph.nodes[i];
    const bool telling = node.facet() == v1::FACET_ISSUE || node.facet() == v1::FACET_COMMUNITY;
    if (!node.has_actor() && (!telling || carriers[i] < 2)) continue;
    number[i] = static_cast<int32_t>(shown.nodes.size());
    shown.nodes.push_back(node);
    shown.nodes.back().set_index(number[i]);
  }
  for (const v1::NetworkEdge& edge : graph.edges) {
    const int32_t source = number[static_cast<size_t>(edge.source())];
    const int32_t target = number[static_cast<size_t>(edge.target())];
    if (source < 0 || target < 0) continue;
    shown.edges.push_back(edge);
    shown.edges.back().set_source(source);
    shown.edges.back().set_target(target);
  }
  return shown;
}

std::string DrawMap(const ReadGraph& graph, absl::string_view language, absl::string_view day) {
  return Drawing(graph, language, day).Run();
}

}  // namespace tashbik::cli
