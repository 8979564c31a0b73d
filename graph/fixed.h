// Fixed-point numbers: sums of them do not depend on the order of adding, so a network that grew by
// deltas scores the same, to the bit, as one built at once.
#ifndef TASHBIK_GRAPH_FIXED_H_
#define TASHBIK_GRAPH_FIXED_H_

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace tashbik::graph {

// A signal, weight share or score: 1.0 is kOne.
using Fixed = uint32_t;
inline constexpr Fixed kOne = 1u << 24;

inline Fixed ToFixed(double x) { return static_cast<Fixed>(std::llround(x * kOne)); }
inline double ToDouble(Fixed x) { return static_cast<double>(x) / kOne; }

// part / whole, at most 1; 0 where whole is 0. `part` stays under 2^40.
inline Fixed Quotient(uint64_t part, uint64_t whole) {
  if (whole == 0) return 0;
  return static_cast<Fixed>(std::min<uint64_t>((part << 24) / whole, kOne));
}

inline Fixed Times(Fixed a, Fixed b) {
  return static_cast<Fixed>((static_cast<uint64_t>(a) * b) >> 24);
}

// Weight of a theme or word: 1.0 is kWeightOne.
inline constexpr uint32_t kWeightOne = 1u << 16;

// What a theme's weight is multiplied by at so many steps of closure: 0.7 for each. What is
// further counts as kMaxSteps.
inline constexpr int kMaxSteps = 5;
inline constexpr std::array<uint32_t, kMaxSteps + 1> kStepDiscount = {65536, 45875, 32113,
                                                                      22479, 15735, 11015};
inline uint32_t Discounted(uint32_t weight, int steps) {
  return static_cast<uint32_t>((static_cast<uint64_t>(weight) * kStepDiscount[steps]) >> 16);
}

// Times that a word stands in a text, 1 to kMaxTimes, to 1 + ln(times); 1.0 is 16.
inline constexpr int kMaxTimes = 8;
inline constexpr std::array<uint32_t, kMaxTimes + 1> kTimesFactor = {0,  16, 27, 34, 38,
                                                                     42, 45, 47, 49};

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_FIXED_H_
