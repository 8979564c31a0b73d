// The table of weights. Those of kBalanced were chosen on real coalitions (tests/eval); the others
// shift them towards what their name says.
#include "graph/presets.h"

namespace tashbik::graph {
namespace {

// Columns: issue, community, bridge, related, text, need, (offer), place, values, ties.
constexpr Weights Row(double issue, double community, double bridge, double related, double text,
                      double need, double place, double values, double ties) {
  return {{0, issue, community, bridge, related, text, need, 0, place, values, ties}};
}

const std::array<Preset, kFocusCount> kPresets = {{
    {},
    {Row(100, 40, 30, 40, 400, 100, 15, 15, 200), {1.0, 0.5, 1.0}},   // kBalanced
    {Row(300, 150, 0, 20, 300, 20, 30, 30, 50), {1.0, 0.5, 1.0}},     // kSimilar
    {Row(100, 0, 450, 100, 50, 30, 20, 15, 0), {1.0, 0.5, 1.0}},      // kBridging
    {Row(80, 20, 20, 20, 60, 500, 30, 15, 30), {1.0, 0.5, 1.0}},      // kComplementary
    {Row(100, 100, 20, 30, 100, 150, 300, 15, 50), {0.3, 0.1, 1.0}},  // kHomeAndDiaspora
}};

}  // namespace

const Preset& PresetOf(Focus focus) {
  const int i = static_cast<int>(focus);
  return kPresets[i >= 1 && i < kFocusCount ? i : static_cast<int>(Focus::kBalanced)];
}

}  // namespace tashbik::graph
