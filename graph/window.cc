// Makes windows.
#include "graph/window.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "absl/hash/hash.h"
#include "graph/fixed.h"

namespace tashbik::graph {
namespace {

// A need with days may be closed: only the others are surely open.
float NeedShare(const Record& record) {
  uint32_t needs = 0;
  const std::span<const uint32_t> entries = record.section(Section::kNeeds);
  for (size_t i = 0; i < entries.size(); i += (entries[i] & kDated) != 0 ? 3 : 1) {
    needs += (entries[i] & kDated) == 0;
  }
  return std::nextafter(1.0f / static_cast<float>(std::max(needs, 1u)), 2.0f);
}

template <typename T>
void Pad(std::vector<T>& column) {
  column.resize((column.size() + kColumnStep - 1) / kColumnStep * kColumnStep);
}

uint16_t FlagsOf(const Record& record) {
  uint16_t flags = static_cast<uint16_t>(record.languages_in_text << kTextLanguageShift);
  if (!record.section(Section::kCommunities).empty()) flags |= kHasCommunities;
  if (!record.section(Section::kValues).empty()) flags |= kHasValues;
  const std::span<const uint32_t> needs = record.section(Section::kNeeds);
  for (size_t i = 0; i < needs.size(); i += (needs[i] & kDated) != 0 ? 3 : 1) {
    if ((needs[i] & kDated) == 0) flags |= kHasNeeds;
  }
  return flags;
}

}  // namespace

Window::Window(std::span<const Record* const> records, size_t theme_count)
    : postings_(records, theme_count) {
  size_t words = 0;
  for (const Record* record : records) words += record->all_words();
  arena_.reserve(words);
  offsets_.reserve(records.size());
  for (const Record* record : records) {
    const uint32_t local = size();
    offsets_.push_back(static_cast<uint32_t>(arena_.size()));
    const uint32_t* begin = reinterpret_cast<const uint32_t*>(record);
    arena_.insert(arena_.end(), begin, begin + record->all_words());
    flags_.push_back(FlagsOf(*record));
    need_shares_.push_back(NeedShare(*record));
    access_.push_back(record->access);
    if (record->strict_tiers == 0) continue;
    const Record& open = OpenVariant(*record);
    strict_.push_back(static_cast<uint16_t>(local));
    open_.flags.push_back(FlagsOf(open));
    open_.need_shares.push_back(NeedShare(open));
  }
  Pad(flags_);
  Pad(need_shares_);
  Pad(open_.flags);
  Pad(open_.need_shares);
  IndexIds();
}

const Record& OpenVariant(const Record& whole) { return whole.Showing(0); }

uint32_t Window::FirstAfter(absl::string_view id) const {
  uint32_t low = 0;
  uint32_t high = size();
  while (low < high) {
    const uint32_t middle = (low + high) / 2;
    if (record(middle).id() <= id) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

// A miss, which is the common case with many windows, costs one line of memory.
uint32_t Window::Find(absl::string_view id) const {
  if (size() == 0) return kNoLocal;
  const uint64_t hash = absl::HashOf(id);
  const size_t mask = places_.size() - 1;
  for (size_t slot = hash & mask; places_[slot] != kNoLocal; slot = (slot + 1) & mask) {
    const uint32_t local = places_[slot] & 0xffff;
    if (places_[slot] >> 16 == hash >> 48 && record(local).id() == id) return local;
  }
  return kNoLocal;
}

// At most half full.
void Window::IndexIds() {
  places_.assign(std::bit_ceil(2 * size_t{size()}), kNoLocal);
  const size_t mask = places_.size() - 1;
  for (uint32_t local = 0; local < size(); ++local) {
    const uint64_t hash = absl::HashOf(record(local).id());
    size_t slot = hash & mask;
    while (places_[slot] != kNoLocal) slot = (slot + 1) & mask;
    places_[slot] = static_cast<uint32_t>(hash >> 48 << 16) | local;
  }
}

uint64_t SumOf(std::span<const uint32_t> closure, const std::vector<uint32_t>& theme_weights) {
  uint64_t sum = 0;
  for (uint32_t term : closure) sum += Discounted(theme_weights[ThemeOf(term)], StepsOf(term));
  return sum;
}

namespace {

float RoundedDown(double value) { return std::nextafter(static_cast<float>(value), 0.0f); }

// `wordless`: what stands for 1 over the length of no words at all.
void Push(const Record& record, double text_norm, const Rarity& rarity, float wordless,
          BoundFigures& figures) {
  const auto sum = [&](Section section) {
    return RoundedDown(static_cast<double>(SumOf(record.section(section), rarity.themes())));
  };
  figures.issues.push_back(sum(Section::kIssues));
  figures.communities.push_back(sum(Section::kCommunities));
  figures.inverse_text.push_back(
      text_norm > 0 ? std::nextafter(static_cast<float>(1 / text_norm), 2.0f) : wordless);
}

}  // namespace

Figures::Figures(const Window& window, const Rarity& rarity) {
  text.reserve(window.size());
  for (uint32_t i = 0; i < window.size(); ++i) {
    const Record& record = window.record(i);
    text.push_back(rarity.TextNorm(record));
    Push(record, text.back(), rarity, 0, whole);
  }
  for (uint16_t i : window.strict()) {
    const Record& record = OpenVariant(window.record(i));
    // Words that not everybody sees may be all there are: the bound then takes them for alike.
    Push(record, rarity.TextNorm(record), rarity, 1, open);
  }
  for (BoundFigures* figures : {&whole, &open}) {
    Pad(figures->issues);
    Pad(figures->communities);
    Pad(figures->inverse_text);
  }
}

uint32_t WindowRef::Find(absl::string_view id) const {
  const uint32_t local = window->Find(id);
  return local == kNoLocal || IsDead(local) ? kNoLocal : local;
}

}  // namespace tashbik::graph
