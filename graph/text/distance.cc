// Banded Damerau-Levenshtein over code points, and words written together.
#include "graph/text/distance.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <vector>

namespace tashbik::graph::text {

std::u32string CodePoints(absl::string_view text) {
  std::u32string points;
  points.reserve(text.size());
  const auto length = static_cast<int64_t>(text.size());
  for (int64_t i = 0; i < length;) {
    UChar32 c;
    U8_NEXT(text.data(), i, length, c);
    points.push_back(c < 0 ? U'\uFFFD' : static_cast<char32_t>(c));
  }
  return points;
}

int AllowedEdits(size_t letters) {
  if (letters < 4) return 0;
  return letters < 8 ? 1 : 2;
}

int EditDistance(std::u32string_view a, std::u32string_view b, int max_edits) {
  const int rows = static_cast<int>(a.size());
  const int columns = static_cast<int>(b.size());
  const int too_many = max_edits + 1;
  if (std::abs(rows - columns) > max_edits) return too_many;
  // Three rows of the table; cells off the band |i - j| <= max_edits hold too_many.
  std::vector<int> before(b.size() + 1, too_many);
  std::vector<int> previous(b.size() + 1, too_many);
  std::vector<int> current(b.size() + 1, too_many);
  for (int j = 0; j <= std::min(columns, max_edits); ++j) previous[j] = j;
  for (int i = 1; i <= rows; ++i) {
    std::fill(current.begin(), current.end(), too_many);
    if (i <= max_edits) current[0] = i;
    int best = current[0];
    for (int j = std::max(1, i - max_edits); j <= std::min(columns, i + max_edits); ++j) {
      const int replaced = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      int edits = std::min({replaced, previous[j] + 1, current[j - 1] + 1});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) edits = std::min(edits, before[j - 2] + 1);
      current[j] = std::min(edits, too_many);
      best = std::min(best, current[j]);
    }
    // A swap may still come from the row before, one edit dearer.
    if (best > max_edits && *std::min_element(previous.begin(), previous.end()) >= max_edits) {
      return too_many;
    }
    std::swap(before, previous);
    std::swap(previous, current);
  }
  return previous[b.size()];
}

bool NearlyEqual(absl::string_view a, absl::string_view b) {
  const std::u32string left = CodePoints(a);
  const std::u32string right = CodePoints(b);
  const int allowed = AllowedEdits(std::min(left.size(), right.size()));
  return EditDistance(left, right, allowed) <= allowed;
}

bool JoinsTo(std::span<const std::string> parts, absl::string_view whole) {
  return parts.size() >= 2 && JoinedPrefix(parts, whole) == parts.size();
}

size_t JoinedPrefix(std::span<const std::string> words, absl::string_view whole) {
  for (size_t used = 0; used < words.size(); ++used) {
    const std::string& word = words[used];
    if (whole.substr(0, word.size()) != absl::string_view(word)) return 0;
    whole.remove_prefix(word.size());
    if (whole.empty()) return used + 1;
  }
  return 0;
}

}  // namespace tashbik::graph::text
