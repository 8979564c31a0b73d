// The themes as a Boost.Graph: what is above and below a theme, by the library's algorithms.
#ifndef TASHBIK_GRAPH_THEME_GRAPH_H_
#define TASHBIK_GRAPH_THEME_GRAPH_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "absl/functional/function_ref.h"
#include "graph/actor_view.h"

namespace tashbik::graph {

// Place of a theme in the order of ids.
using ThemeNo = uint32_t;

struct ThemeStep {
  ThemeNo theme;
  int steps;  // broader links to it, 0 for the theme itself and for causes; at most kMaxSteps
  friend bool operator==(const ThemeStep&, const ThemeStep&) = default;
};

// A link one step up: to a broader theme, or to a cause that holds in some countries.
struct ThemeLinkUp {
  ThemeNo theme;
  bool cause;
  std::vector<Country> countries;  // of a cause; none: everywhere
};

// Immutable; safe from any thread.
class ThemeGraph {
 public:
  // up[i]: the links of theme i, which must outlive the graph.
  explicit ThemeGraph(const std::vector<std::vector<ThemeLinkUp>>& up);
  ~ThemeGraph();

  using Admits = absl::FunctionRef<bool(const ThemeLinkUp&)>;
  // `theme` with all that is reached over links that are admitted, each with the fewest steps: a
  // root cause costs none, since it is what the struggle is about, a broader theme costs one. In
  // the order of numbers. Microseconds.
  std::vector<ThemeStep> Above(ThemeNo theme, Admits admits) const;
  // The same downwards.
  std::vector<ThemeStep> Below(ThemeNo theme, Admits admits) const;

 private:
  struct Links;
  std::unique_ptr<const Links> links_;
};

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_THEME_GRAPH_H_
