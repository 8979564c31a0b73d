// A question in words as a sparse vector over terms: which keys of names, themes and words of
// descriptions each of its words may be found by, and how much that counts.
#ifndef TASHBIK_GRAPH_WORD_QUERY_H_
#define TASHBIK_GRAPH_WORD_QUERY_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "graph/name_words.h"
#include "graph/parts.h"
#include "graph/spellings.h"
#include "graph/word_fit.h"

namespace tashbik::graph {

class WordQuery {
 public:
  // `words` as typed; needs and offers count when they are open on `day`.
  WordQuery(const Parts& parts, absl::string_view words, Day day);

  const std::vector<std::string>& words() const { return words_; }  // folded, no stop words
  // A word for showing, as text::TypedWord.
  const std::string& typed(size_t word) const { return typed_[word]; }
  bool empty() const { return words_.empty(); }
  WordSet all() const { return (WordSet{1} << words_.size()) - 1; }
  uint32_t weight(size_t word) const { return weights_[word]; }

  // Where words may be found: a key of names or stem of descriptions by its hash, or a theme.
  struct Key {
    uint32_t hash;
    WordSet words;
    Fit fit;
    bool in_names;
    bool pair = false;  // two words of a name that are nearly the word: to be looked at again
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct ThemeKey {
    ThemeNo theme;
    uint32_t word;
    Fit fit;
  };
  const std::vector<Key>& keys() const { return keys_; }
  const std::vector<ThemeKey>& themes() const { return themes_; }
  uint32_t full_name() const { return full_name_; }  // its FullNameKey

  // Finds the words of names that are nearly those of the question, for Match to know them, and
  // returns their keys. Before Match, all words of the names that it may meet must have been given.
  std::vector<Key> AddSpellings(const NameWords& names);

  // How well the words fit what is shown of a record, and which are found. `is_name`: they are one
  // of its given names. Depends on nothing else: not on other actors.
  FitSums Match(const Record& visible, WordSet& found, bool& is_name) const;
  // Score in [0, kOne): the mean over the words, generic ones weighing little, less where a smaller
  // part of the name is covered. Grows with each of total and name and with a smaller step. 0 when
  // only generic words are found of a question that has others.
  Fixed Score(const FitSums& sums) const;

 private:
  void AddWord(size_t word);
  void AddName(const Key& key);
  void AddThemes();
  bool IsName(const Record& visible) const;
  bool HasPair(const Record& visible, uint32_t hash, WordSet words) const;

  const Parts& parts_;
  const Day day_;
  std::vector<std::string> words_;
  std::vector<std::string> typed_;  // by word
  std::vector<uint32_t> weights_;   // by word
  uint32_t weight_ = 0;             // of all
  bool telling_ = false;            // any word is
  std::string folded_;
  uint32_t full_name_ = 0;
  std::vector<Key> keys_;
  std::vector<ThemeKey> themes_;
  std::vector<SpellingTarget> targets_;
  absl::flat_hash_map<uint32_t, std::vector<Key>> by_name_key_;
  absl::flat_hash_map<uint32_t, WordSet> by_stem_;
  absl::flat_hash_map<ThemeNo, std::vector<std::pair<uint32_t, Fit>>> by_theme_;
};

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_WORD_QUERY_H_
