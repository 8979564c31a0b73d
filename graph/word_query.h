// A question in words as a sparse vector over terms: which keys, themes and words of descriptions
// each of its words may be found by, and how much that counts.
#ifndef TASHBIK_GRAPH_WORD_QUERY_H_
#define TASHBIK_GRAPH_WORD_QUERY_H_

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "graph/fixed.h"
#include "graph/parts.h"

namespace tashbik::graph {

// More words than these are left out.
inline constexpr size_t kMaxQueryWords = 16;

// How well the words fit one actor, by word.
using WordFit = std::array<Fixed, kMaxQueryWords>;

class WordQuery {
 public:
  // `words` as typed.
  WordQuery(const Parts& parts, absl::string_view words);

  const std::vector<std::string>& words() const { return words_; }  // folded, no stop words
  bool empty() const { return words_.empty(); }

  // Where a word may be found: term of names and descriptions by hash, or theme.
  struct Key {
    uint32_t hash;
    uint32_t word;
    Fixed fit;
  };
  struct ThemeKey {
    ThemeNo theme;
    uint32_t word;
    Fixed fit;
  };
  const std::vector<Key>& keys() const { return keys_; }
  const std::vector<ThemeKey>& themes() const { return themes_; }
  uint32_t full_name() const { return full_name_; }

  // Adds the words of names that are `word` but for a typing error.
  void AddSpelling(uint32_t word, absl::string_view name_word);

  // How well the words fit what is shown of a record, and whether they are a name of it.
  WordFit Match(const Record& visible, bool& is_name) const;
  // Score of a fit in [0, kOne]: the mean over the words, generic ones weighing little; kOne for a
  // whole name.
  Fixed Score(const WordFit& fit, bool is_name) const;
  // Bit per word that is found.
  uint32_t Matched(const WordFit& fit) const;

 private:
  void AddNameKeys(uint32_t first, uint32_t count, const std::string& word, double factor);
  void AddStems(uint32_t word);
  void AddThemes();

  const Parts& parts_;
  std::vector<std::string> words_;
  std::vector<uint32_t> weights_;  // by word
  std::vector<Key> keys_;
  std::vector<ThemeKey> themes_;
  absl::flat_hash_map<uint32_t, std::vector<std::pair<uint32_t, Fixed>>> by_hash_;
  absl::flat_hash_map<ThemeNo, std::vector<std::pair<uint32_t, Fixed>>> by_theme_;
  uint32_t full_name_ = 0;
};

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_WORD_QUERY_H_
