// An immutable sorted map whose changed copies share what did not change.
#ifndef TASHBIK_SERVICES_SORTED_MAP_H_
#define TASHBIK_SERVICES_SORTED_MAP_H_

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace tashbik::services {

// String keys in order. A tree of two levels: a change copies one chunk and the list of chunks, so
// it costs O(sqrt n) for n entries; finding costs O(log n). Safe from any thread, as it is const.
template <class Value>
class SortedMap {
 public:
  using Entry = std::pair<std::string, Value>;
  // Nothing to erase.
  using Change = std::pair<std::string, std::optional<Value>>;

  SortedMap() = default;

  size_t size() const { return size_; }

  const Value* Find(absl::string_view key) const {
    const size_t c = ChunkOf(key);
    if (c == chunks_.size()) return nullptr;
    const Chunk& chunk = *chunks_[c];
    const auto at = LowerBound(chunk, key);
    return at != chunk.end() && at->first == key ? &at->second : nullptr;
  }

  // Calls `visit(key, value)` for keys greater than `after`, in order, until it returns false.
  template <class Visit>
  void ForEachAfter(absl::string_view after, Visit&& visit) const {
    for (size_t c = ChunkOf(after); c < chunks_.size(); ++c) {
      for (auto at = LowerBound(*chunks_[c], after); at != chunks_[c]->end(); ++at) {
        if (at->first == after) continue;
        if (!visit(at->first, at->second)) return;
      }
    }
  }

  // Calls `visit(key, value)` for keys that begin with `prefix`, in order.
  template <class Visit>
  void ForEachPrefixed(absl::string_view prefix, Visit&& visit) const {
    for (size_t c = ChunkOf(prefix); c < chunks_.size(); ++c) {
      for (auto at = LowerBound(*chunks_[c], prefix); at != chunks_[c]->end(); ++at) {
        if (absl::string_view(at->first).substr(0, prefix.size()) != prefix) return;
        visit(at->first, at->second);
      }
    }
  }

  // A copy with `changes`, applied in order; erasing what is not there does nothing.
  SortedMap With(std::vector<Change> changes) const {
    std::stable_sort(changes.begin(), changes.end(),
                     [](const Change& a, const Change& b) { return a.first < b.first; });
    SortedMap next;
    next.chunks_.reserve(chunks_.size() + 1);
    auto change = changes.begin();
    for (size_t c = 0; c < chunks_.size(); ++c) {
      const auto first = change;
      const bool last = c + 1 == chunks_.size();
      while (change != changes.end() && (last || change->first < chunks_[c + 1]->front().first)) {
        ++change;
      }
      if (first == change) {
        next.chunks_.push_back(chunks_[c]);
        next.size_ += chunks_[c]->size();
      } else {
        next.Append(Merged(*chunks_[c], first, change));
      }
    }
    if (chunks_.empty()) next.Append(Merged({}, change, changes.end()));
    return next;
  }

 private:
  using Chunk = std::vector<Entry>;
  using ChangeIterator = typename std::vector<Change>::iterator;
  static constexpr size_t kMaxChunk = 512;

  static typename Chunk::const_iterator LowerBound(const Chunk& chunk, absl::string_view key) {
    return std::lower_bound(chunk.begin(), chunk.end(), key,
                            [](const Entry& e, absl::string_view k) { return e.first < k; });
  }

  // The chunk in which `key` is or would be: the last that does not begin after it, else the first.
  size_t ChunkOf(absl::string_view key) const {
    const auto at = std::upper_bound(
        chunks_.begin(), chunks_.end(), key,
        [](absl::string_view k, const auto& chunk) { return k < chunk->front().first; });
    return at == chunks_.begin() ? 0 : static_cast<size_t>(at - chunks_.begin()) - 1;
  }

  static Chunk Merged(const Chunk& old, ChangeIterator first, ChangeIterator last) {
    Chunk merged;
    merged.reserve(old.size() + static_cast<size_t>(last - first));
    auto at = old.begin();
    while (first != last) {
      ChangeIterator final_one = first;  // of several changes of one key the last counts
      while (std::next(final_one) != last && std::next(final_one)->first == first->first) {
        ++final_one;
      }
      for (; at != old.end() && at->first < final_one->first; ++at) merged.push_back(*at);
      if (at != old.end() && at->first == final_one->first) ++at;
      if (final_one->second) {
        merged.emplace_back(std::move(final_one->first), *std::move(final_one->second));
      }
      first = std::next(final_one);
    }
    merged.insert(merged.end(), at, old.end());
    return merged;
  }

  // Adds entries as one chunk, or as several when they are many.
  void Append(Chunk entries) {
    size_ += entries.size();
    if (entries.size() <= kMaxChunk) {
      if (!entries.empty()) chunks_.push_back(std::make_shared<const Chunk>(std::move(entries)));
      return;
    }
    for (size_t from = 0; from < entries.size(); from += kMaxChunk / 2) {
      const size_t to = std::min(from + kMaxChunk / 2, entries.size());
      chunks_.push_back(std::make_shared<const Chunk>(
          std::make_move_iterator(entries.begin() + static_cast<std::ptrdiff_t>(from)),
          std::make_move_iterator(entries.begin() + static_cast<std::ptrdiff_t>(to))));
    }
  }

  std::vector<std::shared_ptr<const Chunk>> chunks_;  // none is empty
  size_t size_ = 0;
};

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_SORTED_MAP_H_
