// What stands for each kind of node on a map.
#ifndef TASHBIK_CLIENTS_CLI_MAP_SHAPES_H_
#define TASHBIK_CLIENTS_CLI_MAP_SHAPES_H_

#include <array>
#include <string>

#include "clients/cli/insight_words.h"

namespace tashbik::cli {

enum class MapShape { kCircle, kDiamond, kSquare, kTriangle };

// Shape and colour say the same, so that either is enough.
struct MapStyle {
  MapShape shape;
  const char* color;  // of Okabe and Ito's palette
  InsightWord word;   // in the legend
};
inline constexpr std::array<MapStyle, 4> kMapStyles = {{
    {MapShape::kCircle, "#0072b2", InsightWord::kLegendOrganization},
    {MapShape::kDiamond, "#d55e00", InsightWord::kLegendGroup},
    {MapShape::kSquare, "#009e73", InsightWord::kLegendIssue},
    {MapShape::kTriangle, "#cc79a7", InsightWord::kLegendCommunity},
}};

// SVG of it around a point; `r` is what a circle's radius would be.
std::string MapGlyph(const MapStyle& style, double x, double y, double r, bool hollow);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_MAP_SHAPES_H_
