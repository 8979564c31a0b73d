// A question made ready: the asker's terms as tables, so that a pair is measured in one pass over
// the partner's record.
#ifndef TASHBIK_GRAPH_ASKER_H_
#define TASHBIK_GRAPH_ASKER_H_

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "graph/fixed.h"
#include "graph/parts.h"
#include "graph/presets.h"
#include "graph/record.h"

namespace tashbik::graph {

// All signals of a pair and the scores made of them.
struct Pair {
  std::array<Fixed, kSignalCount> value = {};
  std::array<bool, kSignalCount> known = {};
  Fixed forward = 0;  // s(asker -> partner)
  Fixed back = 0;     // s(partner -> asker)
  Fixed score = 0;    // R, their harmonic mean

  Fixed operator[](Signal s) const { return value[static_cast<int>(s)]; }
  void Set(Signal s, Fixed v) {
    value[static_cast<int>(s)] = v;
    known[static_cast<int>(s)] = true;
  }
};

// 2ab / (a + b), or 0 when either is 0.
Fixed HarmonicMean(Fixed a, Fixed b);

// Immutable after construction. Keeps references to the parts and the asker's record.
class Asker {
 public:
  // `self` is the variant of the asker that the viewer sees. `ties_known`: it has a visible tie.
  Asker(const Parts& parts, const Record& self, double text_norm, const Preset& preset, Day day,
        bool ties_known);

  // The same asker, but `themes` count no more between it and the partner that is measured: see
  // Mute. Copies tables of all themes: tens of microseconds.
  Asker Muting(std::vector<ThemeNo> themes) const;
  bool IsMuted(ThemeNo theme) const {
    return !muted_.empty() && std::binary_search(muted_.begin(), muted_.end(), theme);
  }

  // Measures the pair; `partner` is the variant that the viewer sees. About 100 ns without text.
  Pair Measure(const Record& partner, double text_norm, Fixed closeness) const;

  // Whether a red line of the one is a theme of the other.
  bool CrossesRedLine(const Record& partner) const;
  bool SharesLanguage(const Record& partner) const;

  // What an offer of `theme` is worth for the asker's open needs: need number, value.
  using Worth = std::vector<std::pair<uint32_t, Fixed>>;
  const Worth* WorthOf(ThemeNo theme) const {
    const auto it = worth_.find(theme);
    return it == worth_.end() ? nullptr : &it->second;
  }
  // How well the asker's open offers meet a need for `theme`.
  Fixed MeetsNeed(ThemeNo theme) const {
    const auto it = meets_.find(theme);
    return it == meets_.end() ? 0 : it->second;
  }
  struct RelatedLink {
    ThemeNo own;  // the asker's end
    uint32_t weight;
  };
  const absl::flat_hash_map<ThemeNo, std::vector<RelatedLink>>& related() const { return related_; }

  const Parts& parts() const { return parts_; }
  const Record& self() const { return self_; }
  Day day() const { return day_; }
  const PlaceFactors& place_factors() const { return place_; }
  // Discounted weight of a theme in the asker's closure; 0 when it is not in it.
  uint32_t closure_weight(ThemeNo theme) const { return closure_[theme]; }
  uint64_t issue_sum() const { return issue_sum_; }
  uint64_t community_sum() const { return community_sum_; }
  uint64_t value_sum() const { return value_sum_; }
  double text_norm() const { return text_norm_; }
  const std::vector<ThemeNo>& open_needs() const { return open_needs_; }
  const absl::flat_hash_map<ThemeNo, Worth>& worth() const { return worth_; }
  const absl::flat_hash_map<ThemeNo, Fixed>& meets() const { return meets_; }
  uint32_t weight(Signal s) const { return weights_[static_cast<int>(s)]; }
  bool ties_known() const { return ties_known_; }
  // Weight of signals that are not known of a pair but count in the sum of weights all the same.
  uint32_t UnknownWeight(const Pair& pair) const;

 private:
  void TakeClosure();
  void TakeNeedsAndOffers();
  void TakeRelated();
  void TakeStems();

  void MeasureClosure(const Record& partner, Pair& pair) const;
  Fixed MeasureRelated(const Record& partner, uint64_t partner_sum) const;
  void MeasureText(const Record& partner, double text_norm, Pair& pair) const;
  void MeasureNeeds(const Record& partner, Pair& pair) const;
  Fixed MeasurePlace(const Record& partner) const;
  void MeasureValues(const Record& partner, Pair& pair) const;
  void Combine(Pair& pair) const;

  const Parts& parts_;
  const Record& self_;
  const std::vector<uint32_t>& theme_weights_;
  double text_norm_;
  PlaceFactors place_;
  Day day_;
  bool ties_known_;
  std::array<uint32_t, kSignalCount> weights_ = {};  // 1.0 is kWeightOne, for the sum
  std::array<Fixed, 3> place_values_ = {};           // country, region, home and diaspora

  std::vector<uint32_t> closure_;    // by theme
  std::vector<uint8_t> in_closure_;  // by theme; a weight may be 0
  uint64_t issue_sum_ = 0;
  uint64_t community_sum_ = 0;
  uint64_t value_sum_ = 0;
  std::vector<ThemeNo> open_needs_;
  absl::flat_hash_map<ThemeNo, Worth> worth_;
  absl::flat_hash_map<ThemeNo, Fixed> meets_;
  absl::flat_hash_map<ThemeNo, std::vector<RelatedLink>> related_;
  std::vector<uint8_t> has_related_;  // by theme: related_ has it
  std::vector<uint8_t> carried_;      // by theme, for red lines
  std::vector<ThemeNo> muted_;        // sorted

  struct StemSlot {
    uint32_t key = 0;        // hash + 1
    uint32_t weight = 0;     // of the word
    uint32_t component = 0;  // of the asker
  };
  std::vector<StemSlot> stems_;  // open addressing; a power of two
};

// Whether a theme is in a closure section.
bool InClosure(std::span<const uint32_t> closure, ThemeNo theme);

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_ASKER_H_
