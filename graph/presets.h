// The weights of the signals: the one table that says what a score is made of.
#ifndef TASHBIK_GRAPH_PRESETS_H_
#define TASHBIK_GRAPH_PRESETS_H_

#include <array>
#include <cstdint>

namespace tashbik::graph {

// What a score is made of. The numbers are those of tashbik.v1.Signal.
enum class Signal : uint8_t {
  kIssue = 1,      // the same issues, laws and root causes
  kCommunity = 2,  // the same communities, served or led by
  kBridge = 3,     // the same struggle, different people
  kRelated = 4,    // themes joined by a curated link
  kText = 5,       // what they write about themselves
  kNeed = 6,       // share of the asker's open needs that the other offers
  kOffer = 7,      // share of the other's that the asker offers; counts on the way back, as kNeed
  kPlace = 8,
  kValues = 9,
  kTies = 10,
};
inline constexpr int kSignalCount = 11;  // 0 is not a signal

// The numbers are those of tashbik.v1.Focus.
enum class Focus : uint8_t {
  kBalanced = 1,
  kSimilar = 2,
  kBridging = 3,
  kComplementary = 4,
  kHomeAndDiaspora = 5,
};
inline constexpr int kFocusCount = 6;

// Weights by Signal. They need not add up to 1: only their proportions count. None is negative;
// that of kOffer is ignored.
struct Weights {
  std::array<double, kSignalCount> of = {};
  double& operator[](Signal s) { return of[static_cast<int>(s)]; }
  double operator[](Signal s) const { return of[static_cast<int>(s)]; }
  friend bool operator==(const Weights&, const Weights&) = default;
};

// What being near counts for in the place signal, each in [0, 1].
struct PlaceFactors {
  double same_country = 1;
  double same_region = 0.5;
  double home_and_diaspora = 1;  // where the one's people come from, the other works
};

struct Preset {
  Weights weights;
  PlaceFactors place;
};

const Preset& PresetOf(Focus focus);

// Measured on the register of tests/eval, where the best partner's score is 0.26 in the median and
// the tenth's 0.18: scores from which a suggestion is called strong or possible; below it is weak,
// and below kLeastScore it is no match and never returned.
inline constexpr double kStrongScore = 0.22;
inline constexpr double kPossibleScore = 0.12;
inline constexpr double kLeastScore = 0.03;

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_PRESETS_H_
