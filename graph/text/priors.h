// The words that nearly every description holds, by hand-made bands.
#ifndef TASHBIK_GRAPH_TEXT_PRIORS_H_
#define TASHBIK_GRAPH_TEXT_PRIORS_H_

#include <array>

#include "absl/strings/string_view.h"

namespace tashbik::graph::text {

// Common words of one band; separated by spaces, in any form: they are folded and stemmed at start.
struct PriorBand {
  double prior;  // in [0.05, 1]
  absl::string_view english;
  absl::string_view french;
  absl::string_view arabic;
};

extern const std::array<PriorBand, 3> kPriorBands;

}  // namespace tashbik::graph::text

#endif  // TASHBIK_GRAPH_TEXT_PRIORS_H_
