// Upper bounds of the scores of all actors of a window, from postings alone.
#ifndef TASHBIK_GRAPH_BOUND_H_
#define TASHBIK_GRAPH_BOUND_H_

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "graph/asker.h"
#include "graph/kernel.h"
#include "graph/window.h"

namespace tashbik::graph {

// A question as a sparse vector over terms. The sums over postings are those of the formula itself,
// but for rounding up, so that hardly any actor is scored in vain; only ties are left out, and
// strict parts, which are taken as if the viewer saw them.
class Bounds {
 public:
  explicit Bounds(const Asker& asker, const Kernel& kernel = BestKernel());

  // Bounds of the window's actors by local number; valid until the next call. Actors that cannot
  // reach `least` may have any lower one. About 150 µs for a window of 32,768.
  std::span<const float> Of(const WindowRef& ref, float least);

 private:
  enum Group { kIssues, kCommunities, kRelated, kText, kNeeds, kOffers, kPlace, kValues, kGroups };
  struct Entry {
    uint32_t term;
    uint16_t units;
  };
  struct StemEntry {
    uint32_t hash;
    std::array<uint16_t, kMaxTimes + 1> units;  // by how often it stands there
  };
  // A group's terms with what each adds, before they are scaled to 16 bits.
  struct Plan {
    std::vector<std::pair<uint32_t, double>> terms;
    double most = 0;  // that an actor can reach
  };

  void PlanClosure();
  void PlanRelated();
  void PlanText();
  void PlanNeedsAndOffers();
  void PlanPlace();
  void PlanValues();
  void Take(Group group, const Plan& plan, float& unit);
  const uint16_t* SumUp(Group group, const Window& window, size_t cells);
  void LeaveOutCheap(const Window& window);
  void LoosenStrict(const WindowRef& ref, const Sums& sums);
  BoundQuestion MakeQuestion() const;

  const Asker& asker_;
  const Kernel& kernel_;
  Terms terms_;
  BoundQuestion question_ = {};
  std::array<std::vector<Entry>, kGroups> entries_;
  std::vector<StemEntry> stems_;
  std::array<std::vector<uint16_t>, kGroups> cells_;
  std::vector<Entry> kept_issues_;  // entries_[kIssues] but for those left out in this window
  std::vector<DenseTerm> dense_;
  std::vector<std::pair<std::span<const uint16_t>, uint16_t>> sparse_;
  std::vector<float> bounds_;
};

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_BOUND_H_
