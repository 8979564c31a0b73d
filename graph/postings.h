// The postings of a window: for each term, which of its actors have it.
#ifndef TASHBIK_GRAPH_POSTINGS_H_
#define TASHBIK_GRAPH_POSTINGS_H_

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "graph/fixed.h"
#include "graph/name_words.h"
#include "graph/record.h"
#include "graph/region.h"

namespace tashbik::graph {

// Numbers of the terms of one vocabulary. A theme of a closure is a term of its own for each number
// of steps, so that sums over postings are exact.
class Terms {
 public:
  static constexpr uint32_t kLevels = kMaxSteps + 1;
  explicit Terms(size_t themes) : themes_(static_cast<uint32_t>(themes)) {}
  uint32_t closure(ThemeNo theme, int steps) const {
    return theme * kLevels + static_cast<uint32_t>(steps);
  }
  uint32_t offer(ThemeNo theme) const { return kLevels * themes_ + theme; }
  uint32_t need(ThemeNo theme) const { return (kLevels + 1) * themes_ + theme; }
  uint32_t value(ThemeNo theme) const { return (kLevels + 2) * themes_ + theme; }
  uint32_t place(Country c) const { return (kLevels + 3) * themes_ + Index(c); }
  uint32_t origin(Country c) const { return place(c) + kCountryCount; }
  uint32_t region(uint32_t region) const {
    return (kLevels + 3) * themes_ + 2 * kCountryCount + region;
  }
  // All of these; the words of the window come behind.
  uint32_t count() const { return region(32); }

 private:
  static uint32_t Index(Country c) { return static_cast<uint32_t>(CountryIndex(c)); }
  uint32_t themes_;
};

// Which actors have a term: local numbers, or a bit for each where many have it.
struct PostingList {
  std::span<const uint16_t> locals;
  const uint64_t* bits = nullptr;  // kBitWords words, when not null
  bool empty() const { return locals.empty() && bits == nullptr; }
};

// Immutable. Whole records are posted: what is stricter than its record as well, so sums over
// postings bound what a viewer may see from above.
class Postings {
 public:
  static constexpr uint32_t kBitWords = 32768 / 64;

  Postings(std::span<const Record* const> records, size_t theme_count);

  PostingList Get(uint32_t term) const;
  // The terms of a word or key of names: from the first for `hash` on, each with how often it
  // stands there.
  // Calls visit(times, list).
  template <typename Visit>
  void ForEachStem(uint32_t hash, const Visit& visit) const {
    for (size_t i = FirstStem(hash); i < stem_keys_.size() && HashOf(stem_keys_[i]) == hash; ++i) {
      visit(TimesOf(stem_keys_[i]), Get(first_stem_term_ + static_cast<uint32_t>(i)));
    }
  }
  const NameWords& name_words() const { return name_words_; }
  size_t count() const { return count_; }
  size_t bytes() const;

 private:
  template <typename Visit>
  void ForEachTerm(const Record& record, const Visit& visit) const;
  void NumberStems(std::span<const Record* const> records);
  void Lay(std::span<const Record* const> records);
  size_t FirstStem(uint32_t hash) const;

  Terms terms_;
  uint32_t first_stem_term_;
  size_t count_ = 0;
  std::vector<uint32_t> begins_;  // by term, one more at the end
  std::vector<uint16_t> locals_;
  std::vector<uint64_t> is_dense_;                    // bit per term
  std::vector<std::pair<uint32_t, uint32_t>> dense_;  // term, first word in bits_; sorted
  std::vector<uint64_t> bits_;
  std::vector<uint32_t> stem_keys_;     // sorted StemTerms
  std::vector<uint32_t> stem_buckets_;  // by the high bits of the hash: first key
  int stem_shift_ = 29;
  NameWords name_words_;
};

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_POSTINGS_H_
