// White space parts words whatever stands beside it, so that each piece between is cut by itself.
#include "graph/text/typed_words.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstdint>

#include "graph/text/fold.h"
#include "graph/text/tokens.h"

namespace tashbik::graph::text {
namespace {

// What was typed between white space.
std::vector<absl::string_view> Pieces(absl::string_view text) {
  std::vector<absl::string_view> pieces;
  const auto size = static_cast<int32_t>(text.size());
  int32_t begin = 0;
  for (int32_t at = 0; at < size;) {
    const int32_t end = at;
    UChar32 c = 0;
    U8_NEXT(text.data(), at, size, c);
    if (c < 0 || !u_isUWhiteSpace(c)) continue;
    if (end > begin) pieces.push_back(text.substr(begin, end - begin));
    begin = at;
  }
  if (begin < size) pieces.push_back(text.substr(begin));
  return pieces;
}

// Without what stands before the first letter or digit and behind the last, but for its marks.
absl::string_view WordIn(absl::string_view piece) {
  const auto of_word = [](UChar32 c) {
    return c >= 0 && (u_isalnum(c) || (U_MASK(u_charType(c)) & U_GC_M_MASK) != 0);
  };
  int32_t begin = 0;
  auto end = static_cast<int32_t>(piece.size());
  for (int32_t next = 0; begin < end; begin = next) {
    UChar32 c = 0;
    U8_NEXT(piece.data(), next, end, c);
    if (of_word(c)) break;
  }
  for (int32_t before = end; end > begin; end = before) {
    UChar32 c = 0;
    U8_PREV(piece.data(), begin, before, c);
    if (of_word(c)) break;
  }
  return piece.substr(begin, end - begin);
}

}  // namespace

std::vector<TypedWord> TypedWords(absl::string_view text) {
  std::vector<TypedWord> words;
  for (const absl::string_view piece : Pieces(text)) {
    const std::vector<std::string> cut = Words(Fold(piece));
    if (cut.size() == 1) {
      // A sign may be a word once folded: © is c.
      const absl::string_view inner = WordIn(piece);
      words.push_back({cut[0], std::string(Words(Fold(inner)) == cut ? inner : piece)});
      continue;
    }
    for (const std::string& word : cut) words.push_back({word, word});
  }
  return words;
}

}  // namespace tashbik::graph::text
