// A base window: up to 32,768 actors, their forward records, and postings with 16-bit local
// numbers.
#ifndef TASHBIK_GRAPH_WINDOW_H_
#define TASHBIK_GRAPH_WINDOW_H_

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "absl/strings/string_view.h"
#include "graph/postings.h"
#include "graph/rarity.h"
#include "graph/record.h"

namespace tashbik::graph {

inline constexpr uint32_t kWindowActors = 32768;
inline constexpr uint32_t kNoLocal = 0xffffffff;

// Bits of Window::flags.
inline constexpr uint16_t kHasCommunities = 1;
inline constexpr uint16_t kHasValues = 2;
inline constexpr uint16_t kHasNeeds = 4;      // some without days, so open on any day
inline constexpr int kTextLanguageShift = 8;  // Record::languages_in_text is above

// Immutable; made once from records in the order of ids.
class Window {
 public:
  Window(std::span<const Record* const> records, size_t theme_count);

  uint32_t size() const { return static_cast<uint32_t>(offsets_.size()); }
  const Record& record(uint32_t local) const {
    return *reinterpret_cast<const Record*>(arena_.data() + offsets_[local]);
  }
  uint32_t Find(absl::string_view id) const;        // kNoLocal when there is none
  uint32_t FirstAfter(absl::string_view id) const;  // size() when there is none

  const Postings& postings() const { return postings_; }
  // The columns below have padding behind size() (kColumnStep).
  std::span<const uint16_t> flags() const { return flags_; }
  // 1 over the needs that are surely open, or 1.
  std::span<const float> need_shares() const { return need_shares_; }
  std::span<const uint32_t> access() const { return access_; }
  // Actors with links or parts stricter than the record.
  std::span<const uint16_t> strict() const { return strict_; }
  // What everybody sees of them, in the order of strict().
  struct Open {
    std::vector<uint16_t> flags;
    std::vector<float> need_shares;
  };
  const Open& open() const { return open_; }
  size_t forward_bytes() const { return arena_.size() * 4; }

 private:
  void IndexIds();

  std::vector<uint32_t> arena_;
  std::vector<uint32_t> offsets_;
  std::vector<uint32_t> places_;  // hash table of ids: a local number and 16 bits of the hash
  Postings postings_;
  std::vector<uint16_t> flags_;
  std::vector<float> need_shares_;
  std::vector<uint32_t> access_;
  std::vector<uint16_t> strict_;
  Open open_;
};

// Columns that are read in vectors are as long as the next multiple of this.
inline constexpr size_t kColumnStep = 64;

// Figures of actors by local number that depend on the epoch. Rounded so that bounds stay bounds.
struct BoundFigures {
  std::vector<float> issues;        // sum of weights of the closure
  std::vector<float> communities;   // the same
  std::vector<float> inverse_text;  // 1 over the length of the words' vector; 0 without words
};

struct Figures {
  Figures(const Window& window, const Rarity& rarity);
  BoundFigures whole;  // of whole records
  BoundFigures open;   // of what everybody sees of the actors in Window::strict, in that order
  std::vector<double> text;  // length of the words' vector of whole records, as it is
};

// Sum of the weights of a closure section.
uint64_t SumOf(std::span<const uint32_t> closure, const std::vector<uint32_t>& theme_weights);

// Actors of a window that have been replaced or erased since.
using DeadBits = std::vector<uint64_t>;

// The variant of a record that everybody sees who sees it at all.
const Record& OpenVariant(const Record& whole);

struct WindowRef {
  std::shared_ptr<const Window> window;
  std::shared_ptr<const Figures> figures;
  std::shared_ptr<const DeadBits> dead;  // null: none
  uint32_t live = 0;

  bool IsDead(uint32_t local) const {
    return dead != nullptr && ((*dead)[local / 64] >> (local % 64) & 1) != 0;
  }
  // The local number of a live actor, or kNoLocal.
  uint32_t Find(absl::string_view id) const;
};

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_WINDOW_H_
