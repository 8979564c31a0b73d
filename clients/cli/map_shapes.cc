// Shapes of about the same weight to the eye.
#include "clients/cli/map_shapes.h"

#include "absl/strings/str_format.h"

namespace tashbik::cli {

std::string MapGlyph(const MapStyle& style, double x, double y, double r, bool hollow) {
  const std::string paint = absl::StrFormat(R"(fill="%s" stroke="%s" stroke-width="2.5")",
                                            hollow ? "#ffffff" : style.color, style.color);
  switch (style.shape) {
    case MapShape::kCircle:
      return absl::StrFormat(R"(<circle cx="%.1f" cy="%.1f" r="%.1f" %s/>)", x, y, r, paint);
    case MapShape::kSquare:
      return absl::StrFormat(R"(<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" %s/>)",
                             x - r * 0.85, y - r * 0.85, r * 1.7, r * 1.7, paint);
    case MapShape::kDiamond:
      return absl::StrFormat(R"(<path d="M%.1f %.1fL%.1f %.1fL%.1f %.1fL%.1f %.1fZ" %s/>)", x,
                             y - r * 1.2, x + r * 1.2, y, x, y + r * 1.2, x - r * 1.2, y, paint);
    case MapShape::kTriangle:
      return absl::StrFormat(R"(<path d="M%.1f %.1fL%.1f %.1fL%.1f %.1fZ" %s/>)", x, y - r * 1.1,
                             x + r * 1.15, y + r * 0.9, x - r * 1.15, y + r * 0.9, paint);
  }
  return "";
}

}  // namespace tashbik::cli
