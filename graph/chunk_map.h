// A sorted map from ids whose copies share all chunks that did not change: a change copies a few
// kilobytes, however many entries there are.
#ifndef TASHBIK_GRAPH_CHUNK_MAP_H_
#define TASHBIK_GRAPH_CHUNK_MAP_H_

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace tashbik::graph {

// Look-up O(log n). Put and Erase O(kChunk + n / kChunk). Not safe for writing from two threads;
// copies are independent. V is copied with its chunk, so it should be small or a shared pointer.
template <typename V>
class ChunkMap {
 public:
  using Entry = std::pair<std::string, V>;
  static constexpr size_t kChunk = 128;

  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

  const V* Find(absl::string_view key) const {
    const size_t c = ChunkOf(key);
    if (c == chunks_.size()) return nullptr;
    const auto it = LowerBound(*chunks_[c], key);
    return it != chunks_[c]->end() && it->first == key ? &it->second : nullptr;
  }

  void Put(absl::string_view key, V value) {
    if (chunks_.empty()) {
      chunks_.push_back(std::make_shared<Chunk>(1, Entry(std::string(key), std::move(value))));
      size_ = 1;
      return;
    }
    const size_t c = empty() ? 0 : std::min(ChunkOf(key), chunks_.size() - 1);
    auto chunk = std::make_shared<Chunk>(*chunks_[c]);
    const auto it = LowerBound(*chunk, key);
    if (it != chunk->end() && it->first == key) {
      it->second = std::move(value);
    } else {
      chunk->insert(it, Entry(std::string(key), std::move(value)));
      ++size_;
    }
    if (chunk->size() > kChunk) {
      const auto half = chunk->begin() + static_cast<ptrdiff_t>(chunk->size() / 2);
      chunks_.insert(chunks_.begin() + static_cast<ptrdiff_t>(c) + 1,
                     std::make_shared<Chunk>(half, chunk->end()));
      chunk->erase(half, chunk->end());
    }
    chunks_[c] = std::move(chunk);
  }

  bool Erase(absl::string_view key) {
    const size_t c = ChunkOf(key);
    if (c == chunks_.size()) return false;
    const auto found = LowerBound(*chunks_[c], key);
    if (found == chunks_[c]->end() || found->first != key) return false;
    auto chunk = std::make_shared<Chunk>(*chunks_[c]);
    chunk->erase(LowerBound(*chunk, key));
    --size_;
    if (chunk->empty()) {
      chunks_.erase(chunks_.begin() + static_cast<ptrdiff_t>(c));
    } else {
      chunks_[c] = std::move(chunk);
    }
    return true;
  }

  // In the order of keys.
  template <typename Visit>
  void ForEach(const Visit& visit) const {
    for (const auto& chunk : chunks_) {
      for (const Entry& entry : *chunk) visit(entry.first, entry.second);
    }
  }

  // Calls visit(key, value) from the first key after `after` on, until it returns false.
  template <typename Visit>
  void ForEachAfter(absl::string_view after, const Visit& visit) const {
    for (size_t c = ChunkOf(after); c < chunks_.size(); ++c) {
      for (const Entry& entry : *chunks_[c]) {
        if (absl::string_view(entry.first) <= after && !after.empty()) continue;
        if (!visit(entry.first, entry.second)) return;
      }
    }
  }

 private:
  using Chunk = std::vector<Entry>;

  // The first chunk whose last key is not before `key`.
  size_t ChunkOf(absl::string_view key) const {
    const auto it = std::lower_bound(
        chunks_.begin(), chunks_.end(), key,
        [](const auto& chunk, absl::string_view k) { return chunk->back().first < k; });
    return static_cast<size_t>(it - chunks_.begin());
  }
  template <typename C>
  static auto LowerBound(C& chunk, absl::string_view key) {
    return std::lower_bound(
        chunk.begin(), chunk.end(), key,
        [](const Entry& entry, absl::string_view k) { return entry.first < k; });
  }

  std::vector<std::shared_ptr<const Chunk>> chunks_;  // none is empty
  size_t size_ = 0;
};

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_CHUNK_MAP_H_
