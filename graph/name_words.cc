// Collects the words of names and finds near ones.
#include "graph/name_words.h"

#include <algorithm>
#include <bit>

#include "absl/container/flat_hash_set.h"
#include "graph/text/distance.h"

namespace tashbik::graph {
namespace {

size_t LettersIn(absl::string_view word) {
  return static_cast<size_t>(std::count_if(
      word.begin(), word.end(), [](char c) { return (static_cast<unsigned char>(c) >> 6) != 2; }));
}

// A bit for each letter; Latin and Arabic letters hardly share any.
uint64_t SignatureOf(std::u32string_view letters) {
  uint64_t bits = 0;
  for (char32_t letter : letters) bits |= uint64_t{1} << (letter % 61);
  return bits;
}

bool ShorterThenBefore(absl::string_view a, absl::string_view b) {
  const size_t letters_a = LettersIn(a);
  const size_t letters_b = LettersIn(b);
  return letters_a != letters_b ? letters_a < letters_b : a < b;
}

}  // namespace

SpelledWord::SpelledWord(absl::string_view word)
    : text(word), letters(text::CodePoints(word)), signature(SignatureOf(letters)) {}

NameWords::NameWords(std::span<const Record* const> records) {
  absl::flat_hash_set<absl::string_view> distinct;
  for (const Record* record : records) {
    ForEachNameWord(*record, [&](text::NameKind kind, absl::string_view word) {
      if (kind != text::NameKind::kInitials) distinct.insert(word);
    });
  }
  std::vector<absl::string_view> words(distinct.begin(), distinct.end());
  std::sort(words.begin(), words.end(), ShorterThenBefore);
  begins_.push_back(0);
  for (absl::string_view word : words) {
    text_.append(word.data(), word.size());
    begins_.push_back(static_cast<uint32_t>(text_.size()));
    signatures_.push_back(SignatureOf(text::CodePoints(word)));
    const size_t letters = LettersIn(word);
    while (of_length_.size() <= letters) {
      of_length_.push_back(static_cast<uint32_t>(signatures_.size() - 1));
    }
  }
  of_length_.push_back(static_cast<uint32_t>(words.size()));
}

bool NameWords::Has(absl::string_view word) const {
  const size_t letters = LettersIn(word);
  if (letters + 1 >= of_length_.size()) return false;
  size_t low = of_length_[letters];
  size_t high = of_length_[letters + 1];
  while (low < high) {
    const size_t middle = (low + high) / 2;
    if (at(middle) < word) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < of_length_[letters + 1] && at(low) == word;
}

std::vector<absl::string_view> NameWords::Near(const SpelledWord& word, int edits) const {
  std::vector<absl::string_view> near;
  const size_t most = static_cast<size_t>(edits);
  const size_t longest = of_length_.size() - 1;
  const size_t shortest = word.letters.size() - std::min(word.letters.size(), most);
  const size_t begin = of_length_[std::min(longest, shortest)];
  const size_t end = of_length_[std::min(longest, word.letters.size() + most + 1)];
  for (size_t i = begin; i < end; ++i) {
    if (std::popcount(signatures_[i] ^ word.signature) > 2 * edits) continue;
    if (text::EditDistance(text::CodePoints(at(i)), word.letters, edits) <= edits) {
      near.push_back(at(i));
    }
  }
  return near;
}

}  // namespace tashbik::graph
