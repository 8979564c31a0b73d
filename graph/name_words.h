// The distinct words of the names in a window, so that a word with a typing error is compared with
// each once.
#ifndef TASHBIK_GRAPH_NAME_WORDS_H_
#define TASHBIK_GRAPH_NAME_WORDS_H_

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graph/record.h"

namespace tashbik::graph {

// A word to compare with others, with its letters as a bit set: two words that are k errors apart
// differ in at most 2k bits.
struct SpelledWord {
  explicit SpelledWord(absl::string_view word);
  std::string text;
  std::u32string letters;
  uint64_t signature = 0;
};

// Immutable. Derived initials are left out: they are found as they are.
class NameWords {
 public:
  explicit NameWords(std::span<const Record* const> records);

  size_t bytes() const {
    return text_.size() + begins_.size() * 4 + signatures_.size() * 8 + of_length_.size() * 4;
  }
  bool Has(absl::string_view word) const;
  // The words that are `edits` errors or less apart from `word`, itself too. Reads the signatures
  // of the words of about its length.
  std::vector<absl::string_view> Near(const SpelledWord& word, int edits) const;

 private:
  absl::string_view at(size_t i) const {
    return absl::string_view(text_).substr(begins_[i], begins_[i + 1] - begins_[i]);
  }

  std::string text_;                  // all words, by the number of letters, then in order
  std::vector<uint32_t> begins_;      // of words in text_, one more at the end
  std::vector<uint64_t> signatures_;  // of words
  std::vector<uint32_t> of_length_;   // first word of so many letters or more, one more at the end
};

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_NAME_WORDS_H_
